"""The ends of lanes and their ships as files write them, resolved to ports and classes.

Each text is resolved once. A name that several ports share is settled by a country when
one is given, else taken only where one of them is far larger than the rest.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from offing.errors import UnknownPort, UnknownShipClass, UsageError
from offing.model.base import Position
from offing.model.place import Place

_CODE_WITHIN = re.compile(r"[(\[]\s*([A-Z]{2} ?[A-Z0-9]{3})\s*[)\]]|^([A-Z]{2}[A-Z0-9]{3})\s+-\s+"
                          r"|\s+-\s+([A-Z]{2}[A-Z0-9]{3})$")  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{2} ?[A-Za-z0-9]{3}")
_SIZES_APART = 2
"""A port is “far larger” than another when it is so many ranks above it in harbour size."""
_SAME_PLACE_NM = 30.0
"""Ports of one name so near each other are one for a lane: the larger is taken."""


class End(NamedTuple):
    """One end of a lane: what to ask the sea for, the port where it is one, a remark."""

    at: str | Position
    place: Place | None = None
    said: str = ""


@functools.lru_cache(maxsize=200_000)
def end_from_text(text: str, country: str = "", code: str = "") -> End | str:
    """The port or position that a cell means, or what is wrong with it.

    ``country`` (a name or ISO code) settles names that several ports share; ``code`` is a
    UN/LOCODE from a column of its own and comes first.
    """
    from offing.voyage.lane_cells import position_from_cell

    if code and not text:
        text, code = code, ""
    where = position_from_cell(text)
    if isinstance(where, Position):
        return End(where)
    if isinstance(where, str):
        return where
    alpha2 = _country(country)
    if country and alpha2 is None:
        return f"country {country!r} is not known"
    if code:
        found = _by_code(code)
        if found is not None:
            return End(_ask(found, code), found)
    return _port_from_name(text, alpha2)


def _country(name: str) -> str | None:
    from offing.places.gazetteer import country_names
    from offing.places.names import fold_name

    return country_names().get(fold_name(name)) if name else None


def _by_code(code: str) -> Place | None:
    from offing.places import port

    if not _CODE.fullmatch(code.strip()):
        return None
    try:
        found = port(code)
    except UnknownPort:
        return None
    wanted = code.strip().replace(" ", "").upper()
    return found if wanted == found.unlocode or wanted in found.names else None


def _ask(place: Place, given: str) -> str:
    """What the sea is asked for: the text as given where it means this very port."""
    from offing.places import port

    if place.unlocode and port(place.unlocode).id == place.id:
        return place.unlocode
    return given if port(given).id == place.id else place.id


def _port_from_name(text: str, alpha2: str | None) -> End | str:
    from offing.places import port, ports_named

    exact = _by_code(text)
    within = _CODE_WITHIN.search(text)
    if exact is None and within:
        exact = _by_code(next(g for g in within.groups() if g))
    if exact is not None:
        if alpha2 and exact.country != alpha2:
            return f"{text!r} is {exact.name}, {exact.country}, not in {alpha2}"
        return End(_ask(exact, text), exact)
    found = ports_named(text)
    inside = tuple(p for p in found if p.country == alpha2) if alpha2 else found
    if alpha2 and found and not inside:
        others = ", ".join(_label(p) for p in found[:4])
        return f"no port {text!r} in {alpha2}; there are {others}"
    if inside:
        return _chosen(text, inside)
    try:
        place = port(f"{text}, {alpha2}" if alpha2 and "," not in text else text)
    except UnknownPort as error:
        near = f": did you mean {', '.join(error.near)}?" if error.near else ""
        return f"unknown port {text!r}{near}"
    return End(place.unlocode or place.id, place)


def _chosen(text: str, found: tuple[Place, ...]) -> End | str:
    """The port meant among those of one name, or that it cannot be told."""
    from offing.places.gazetteer import port_sizes
    from offing.places.names import fold_name

    sizes = port_sizes()
    key = fold_name(text)
    named = [p for p in found if fold_name(p.name) == key] or list(found)
    best = min(named, key=lambda p: sizes[p.id])
    rivals = [p for p in named if p.id != best.id and not _same_place(p, best)]
    close = [p for p in rivals if sizes[p.id] - sizes[best.id] < _SIZES_APART]
    if close:
        several = ", ".join(_label(p) for p in [best, *rivals][:5])
        return (
            f"the port name {text!r} means several: {several}; give the UN/LOCODE, or the "
            "country in a column of its own"
        )
    said = ""
    if rivals:
        said = (
            f"{text!r} is taken as {_label(best)}, far larger than "
            f"{', '.join(_label(p) for p in rivals[:3])}"
        )
    return End(_ask(best, text), best, said)


def _same_place(a: Place, b: Place) -> bool:
    from offing.places.earth import distance_nm

    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return False
    return distance_nm(Position(a.lon, a.lat), Position(b.lon, b.lat)) < _SAME_PLACE_NM


def _label(place: Place) -> str:
    code = f" ({place.unlocode})" if place.unlocode else ""
    return f"{place.name}, {place.country}{code}"


class Ship(NamedTuple):
    """A ship class by its id, and what was assumed in choosing it."""

    id: str
    said: str = ""


@functools.lru_cache(maxsize=65536)
def class_from_text(text: str) -> Ship | str:
    """The ship class that a cell means, or what is wrong with it.

    Ids and names of the table, the usual words of ``data/lanes/classes.csv``, and sizes of
    container ships in TEU (the class nearest in size).
    """
    from offing.sea.ships import ship_from

    raw = text.strip()
    try:
        return Ship(ship_from(raw).id)
    except UnknownShipClass as error:
        near = error.near
    found = _class_words().get(_fold_class(raw))
    if found is not None:
        return Ship(found.id, f"ship class {raw!r}: {found.said}" if found.said else "")
    teu = re.search(r"(\d[\d,. ]*)\s*(k)?\s*teu\b", raw, re.IGNORECASE)
    if teu:
        size = float(re.sub(r"[,. ]", "", teu[1])) * (1000 if teu[2] else 1)
        return _nearest_container(size, raw)
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return f"unknown ship class {raw!r}{hint} (see 'offing voyage --help' or the table of classes)"


def _fold_class(text: str) -> str:
    from offing.voyage.lane_columns import fold_header

    folded = fold_header(text.replace(",", ""))
    return re.sub(r"\s+(?:vessel|vessels|ship|ships|size|class|type)$", "", folded)


@functools.cache
def _class_words() -> dict[str, Ship]:
    from offing.places.tables import read_rows, split_names
    from offing.sea.tables import ship_classes

    found: dict[str, Ship] = {}
    for ship in ship_classes().values():
        found[_fold_class(ship.id)] = found[_fold_class(ship.name)] = Ship(ship.id)
    for row in read_rows("lanes", "classes.csv"):
        for words in split_names(row["words"]):
            found.setdefault(_fold_class(words), Ship(row["ship_class"], row["said"]))
    return found


def _nearest_container(teu: float, raw: str) -> Ship | str:
    """The container class nearest in size (by ratio), with that said."""
    from offing.sea.tables import ship_classes

    if not 50 <= teu <= 30_000:
        return f"ship class {raw!r}: no container ship has {teu:,.0f} TEU"
    sized = [(s.teu, s.id) for s in ship_classes().values() if s.teu and s.kind == "container"]
    best = min(sized, key=lambda s: max(s[0] / teu, teu / s[0]))
    said = f"ship class {raw!r}: taken as {best[1]}, the nearest in size"
    return Ship(best[1], said if best[0] != teu else "")


def resolve(end: str | Position) -> End | str:
    """What a lane's end means: a position as it is, a text as `end_from_text` reads it."""
    if isinstance(end, str):
        return end_from_text(end)
    from offing.voyage.lane_cells import position_from_numbers

    try:
        where = position_from_numbers(float(end[0]), float(end[1]))
    except (TypeError, ValueError, IndexError) as error:
        raise UsageError(f"{end!r} is no port and no position") from error
    return where if isinstance(where, str) else End(where)
