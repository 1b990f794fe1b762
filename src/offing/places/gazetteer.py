"""Who places are: ports and passages by name, code and id."""

from __future__ import annotations

import re
from functools import cache

from offing.errors import DataMissing, UnknownPassage, UnknownPort
from offing.model.base import Position
from offing.model.place import Place, PlaceKind
from offing.places.names import edit_distance, fold_name, sound_key, strip_article
from offing.places.tables import read_rows, split_names

SIZE_ORDER = {"large": 0, "medium": 1, "small": 2, "very small": 3, "": 4}
"""World Port Index harbour sizes, largest first; blank is not stated."""
_LOCODE = re.compile(r"^([A-Za-z]{2}) ?([A-Za-z0-9]{3})$")
_PASSAGE_KINDS: dict[str, PlaceKind] = {"canal": "canal", "cape": "cape", "strait": "strait"}
_PORT_WORDS = re.compile(r"^(?:the )?(?:port|harbou?r) of |(?: port| harbou?r| terminal)$")


@cache
def ports() -> tuple[Place, ...]:
    """All ports of the table, in its order (country, then name)."""
    return tuple(_port_from_row(row) for row in read_rows("ports", "ports.csv"))


def _port_from_row(row: dict[str, str]) -> Place:
    others = split_names(row["other_names"])
    return Place(
        id=row["id"],
        name=row["name"],
        kind="port",
        names=(row["name"], *others),
        country=row["country"] or None,
        unlocode=row["unlocode"] or None,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        radius_nm=PORT_RADIUS_NM,
        seas=split_names(row["seas"]),
    )


_LARGE_TOWN_THOUSANDS = 100.0
"""Only towns so large give their name to a port that is listed under another."""
_TOWN_REACH_NM = 5.0
"""How far from a large town's middle its own port may lie."""
PORT_RADIUS_NM = 5.0
"""How far a port with its roads reaches: the usual order of port limits and anchorages."""


@cache
def port_sizes() -> dict[str, int]:
    """Port id → rank of its size, 0 (large) to 4 (not stated)."""
    return {row["id"]: SIZE_ORDER.get(row["size"], 4) for row in read_rows("ports", "ports.csv")}


@cache
def _ports_by_name() -> dict[str, tuple[Place, ...]]:
    """Folded name, alias, code or id → ports of that name, largest first."""
    table: dict[str, list[Place]] = {}
    for place in ports():
        keys = {fold_name(n) for n in place.names} | {fold_name(place.id)}
        if place.unlocode:
            keys.add(place.unlocode.lower())
        for key in keys:
            table.setdefault(key, []).append(place)
    sizes = port_sizes()
    return {
        key: tuple(sorted(found, key=lambda p: (fold_name(p.name) != key, sizes[p.id])))
        if len(found) > 1
        else tuple(found)
        for key, found in table.items()
    }


@cache
def _port_by_code() -> dict[str, Place]:
    """UN/LOCODE → the largest port that has it; needs no names folded."""
    sizes = port_sizes()
    table: dict[str, Place] = {}
    for place in ports():
        code = place.unlocode
        if code and (code not in table or sizes[place.id] < sizes[table[code].id]):
            table[code] = place
    return table


@cache
def country_names() -> dict[str, str]:
    """Folded country name or alpha-2 or alpha-3 code → alpha-2."""
    table: dict[str, str] = {}
    for row in read_rows("countries", "countries.csv"):
        for name in (row["name"], *split_names(row["other_names"]), row["alpha2"], row["alpha3"]):
            table.setdefault(fold_name(name), row["alpha2"])
    return table


def ports_named(name: str, country: str | None = None) -> tuple[Place, ...]:
    """All ports with this name, alias, code or id, largest first; maybe none.

    ``Port of X``, ``X harbour`` and a leading Arabic article are looked through.
    """
    table = _ports_by_name()
    key = fold_name(name)
    found: tuple[Place, ...] = ()
    for form in (key, _PORT_WORDS.sub("", key), strip_article(key)):
        found = table.get(form, ())
        if country:
            found = tuple(p for p in found if p.country == country)
        if found:
            break
    return found


def port(name_or_code: str) -> Place:
    """The port of this UN/LOCODE (with or without blank), id, name or alias.

    Case, accents and punctuation do not matter. ``Name, Country`` and ``Name CC``
    pick among ports of one name; otherwise the largest is meant. A large town's name
    that no port bears (``Genoa``) gives the largest port that lies in it. Raises
    ``UnknownPort`` with near names when there is none.
    """
    text = name_or_code.strip()
    code = _LOCODE.match(text)
    if code:
        exact = _port_by_code().get((code.group(1) + code.group(2)).upper())
        if exact:
            return exact
        found = _ports_by_name().get((code.group(1) + code.group(2)).lower(), ())
        if found:
            return found[0]
    found = ports_named(text)
    if not found:
        found = _named_in_country(text) or _ports_of_large_town(text)
    if not found:
        raise UnknownPort(name_or_code, _near_ports(text))
    return found[0]


def _named_in_country(text: str) -> tuple[Place, ...]:
    """Ports for ``Tripoli, Lebanon`` or ``Tripoli LB``."""
    parts = text.rsplit(",", 1) if "," in text else text.rsplit(None, 1)
    if len(parts) != 2:
        return ()
    country = country_names().get(fold_name(parts[1]))
    return ports_named(parts[0], country) if country else ()


def _ports_of_large_town(text: str) -> tuple[Place, ...]:
    """The ports in the largest town of this name, the largest port first; maybe none."""
    from offing.places.areas import town_ranks, towns
    from offing.places.earth import distance_nm

    keys = {fold_name(text), fold_name(f"{text} City")}
    ranks = town_ranks()
    named = [t for t in towns() if any(fold_name(n) in keys for n in t.names)]
    town = max(named, key=lambda t: ranks[t.id][0], default=None)
    if (
        town is None
        or town.lon is None
        or town.lat is None
        or ranks[town.id][0] < _LARGE_TOWN_THOUSANDS
    ):
        return ()
    at, sizes = Position(town.lon, town.lat), port_sizes()
    inside = [
        (sizes[p.id], far, p)
        for p in ports()
        if p.country == town.country and p.lon is not None and p.lat is not None
        if (far := distance_nm(at, Position(p.lon, p.lat))) <= _TOWN_REACH_NM
    ]
    return tuple(p for *_, p in sorted(inside, key=lambda found: found[:2]))


def _near_ports(text: str) -> tuple[str, ...]:
    """Up to five names close to an unknown one, best first."""
    key, sound = fold_name(text.split(",")[0]), sound_key(text.split(",")[0])
    if not key:
        return ()
    limit = max(1, len(key) // 3)
    scored: list[tuple[int, int, str]] = []
    sizes = port_sizes()
    for name, found in _ports_by_name().items():
        if abs(len(name) - len(key)) > limit:
            continue
        far = edit_distance(key, name, limit)
        if sound and sound == sound_key(name):
            far = min(far, 1)
        if far <= limit:
            best = found[0]
            label = best.name + (f" ({best.unlocode})" if best.unlocode else f", {best.country}")
            scored.append((far, sizes[best.id], label))
    return tuple(dict.fromkeys(label for *_, label in sorted(scored)))[:5]


@cache
def passages() -> tuple[Place, ...]:
    """All straits, canals and capes of the passage table (none when it is not there)."""
    try:
        rows = read_rows("passages", "passages.csv")
    except DataMissing:
        return ()
    return tuple(_passage_from_row(row) for row in rows)


def _passage_from_row(row: dict[str, str]) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=_PASSAGE_KINDS.get(row["kind"], "strait"),
        names=(row["name"], *split_names(row["aliases"])),
        country=_sole(split_names(row.get("countries", ""))),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        radius_nm=float(row.get("radius_nm") or 0.0),
    )


def _sole(values: tuple[str, ...]) -> str | None:
    """The value when there is just one."""
    return values[0] if len(values) == 1 else None


@cache
def _passages_by_name() -> dict[str, Place]:
    """Folded id, name or alias (also without ``Strait of`` and the like) → passage."""
    table: dict[str, Place] = {}
    for place in passages():
        for name in (place.id, *place.names):
            table.setdefault(fold_name(name).removeprefix("the "), place)
    for place in passages():
        for name in place.names:
            table.setdefault(_PASSAGE_WORDS.sub("", fold_name(name)).strip(), place)
    table.pop("", None)
    return table


_PASSAGE_WORDS = re.compile(r"^(?:the )?(?:straits?|canal|cape) (?:of )?| (?:straits?|canal)$")


def passage(name: str) -> Place:
    """The passage of this id, name or alias; ``UnknownPassage`` with near names if none."""
    table = _passages_by_name()
    key = fold_name(name).removeprefix("the ")
    found = table.get(key) or table.get(_PASSAGE_WORDS.sub("", key).strip())
    if found:
        return found
    limit = max(1, len(key) // 3)
    near = sorted((edit_distance(key, other, limit), place.id) for other, place in table.items())
    close = tuple(dict.fromkeys(pid for far, pid in near if far <= limit))
    raise UnknownPassage(name, close[:5])
