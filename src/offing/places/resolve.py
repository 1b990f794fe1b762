"""Which of several places of one name is meant, by written rules, and what it rests on."""

from __future__ import annotations

import math
from typing import NamedTuple

from offing.model.base import Position
from offing.model.place import Place
from offing.places.areas import countries_by_code, people_of_ports, town_ranks
from offing.places.earth import distance_nm
from offing.places.gazetteer import port_sizes
from offing.places.tokens import name_key

SAME_CITY_NM = 25.0
"""A port and a town of one name closer than this are one place: the port."""
DOUBT = 0.8
"""Two candidates whose scores are closer than this leave a doubt."""
_KIND = {
    "country": 7.0, "sea": 6.5, "gulf": 6.5, "strait": 6.0, "canal": 6.0, "cape": 5.0,
    "coast": 6.5, "area": 6.2, "island": 5.4, "anchorage": 5.0,
}  # fmt: skip
_PORT = (6.2, 5.5, 4.9, 4.2, 4.2)
"""Weight of a port by size, on the same scale as log10 of a town's people."""


class Clues(NamedTuple):
    """What a text says of where it plays: countries, sure places, and what the caller knows."""

    countries: frozenset[str]
    places: tuple[Position, ...]
    near: tuple[Position, ...] = ()
    seas: frozenset[str] = frozenset()
    """Ids of the seas and gulfs that the text names."""


class Circumstances(NamedTuple):
    """What stands around a name: the country behind it, and words of ports, ways, places."""

    key: str
    country: str | None = None
    port_meant: bool = False
    passage_meant: bool = False
    place_like: bool = True
    in_or_at: bool = True


class Choice(NamedTuple):
    """The place chosen, other places that it may be, and the reason in words."""

    place: Place
    alternatives: tuple[str, ...] = ()
    why: str = ""


def choose(places: list[Place], case: Circumstances, clues: Clues, trap: str = "") -> Choice | None:
    """The most likely of the places that a name may stand for.

    ``None`` when it is likelier no place at all: a small town whose name is an
    ordinary word or a person's, with nothing beside it that speaks of a place.
    """
    country = case.country
    candidates = _without_alias_passages(places, case.passage_meant, trap)
    if not case.port_meant and not country and _is_doubtful(candidates, clues, case):
        return None
    if country:
        candidates = [p for p in candidates if not is_elsewhere(p, country)]
    if not candidates:
        return None
    if any(p.kind not in _ON_A_SEA for p in candidates):
        clues = clues._replace(seas=frozenset())  # a country is no less meant beside its sea
    scored = sorted(
        ((_score(p, case, clues), p) for p in candidates),
        key=lambda pair: (-pair[0][0], pair[1].id),
    )
    (top, why), best = scored[0]
    twin = _port_of_city(best, candidates, case.key)
    if twin:
        best, why = twin, "port and town of one name are taken as the port"
    unsupported = why in _NO_REASON
    others = [
        p
        for (score, _), p in scored[1:]
        if not is_same_city(p, best)
        and (top - score < DOUBT or (unsupported and _is_namesake_port(best, p, case.key)))
    ]
    if others:
        names = ", ".join(f"{p.name} ({p.country})" if p.country else p.name for p in others[:3])
        return Choice(best, tuple(p.id for p in others), f"{why or 'the larger'}; may be {names}")
    return Choice(best, (), why if len(candidates) > 1 else "")


_ON_A_SEA = ("port", "anchorage", "town", "island", "cape")
_NO_REASON = ("", "port words stand beside the name")
_SMALL_PORT = 3


def _is_namesake_port(best: Place, other: Place, key: str) -> bool:
    """Whether another port, not a very small one, has the very name, and only size decides."""
    return (
        best.kind == other.kind == "port"
        and name_key(other.name) == key
        and port_sizes().get(other.id, 4) < _SMALL_PORT
    )


def _without_alias_passages(places: list[Place], passage_meant: bool, trap: str) -> list[Place]:
    """``Suez`` or ``Panama`` alone is the port or country unless a way through is spoken of."""
    if trap == "town" and len(places) > 1:
        is_way = [p.kind in ("strait", "canal") for p in places]
        if any(is_way) and not all(is_way):
            return [p for p, way in zip(places, is_way, strict=True) if way == passage_meant]
    elif trap == "town" and places[0].kind in ("strait", "canal") and not passage_meant:
        return []  # a person or a ship of that name
    return places


KNOWN_THOUSANDS = 300.0
"""Towns of this many thousand people are known by name without words of place beside it."""
ABROAD_NM = 250.0
"""A place of another country than the one named beside it is still meant within this."""


def is_elsewhere(place: Place, country: str) -> bool:
    """Whether a port or town lies in another country than the one named beside it, far off."""
    if place.kind not in ("port", "town", "anchorage", "cape", "island"):
        return False
    home = countries_by_code().get(country)
    if place.country in (country, None) or home is None or home.lon is None or home.lat is None:
        return False
    if place.lon is None or place.lat is None:
        return True
    away = distance_nm(Position(place.lon, place.lat), Position(home.lon, home.lat))
    return away > home.radius_nm + ABROAD_NM


def _is_doubtful(places: list[Place], clues: Clues, case: Circumstances) -> bool:
    """Whether all the places are small towns with trap names and nothing supports them."""
    ranks = town_ranks()
    place_like = case.place_like
    if place_like and all(ranks.get(p.id, (0, ""))[1] != "word" for p in places):
        return False  # no need to look closer
    for place in places:
        rank = ranks.get(place.id)
        if rank is None:
            return False
        people, trap = rank
        named = place_like or place.country in clues.countries
        if name_key(place.name) != case.key:  # another name: only where a place is spoken of
            named = place_like
            people = 0.0
        if not trap and (people >= KNOWN_THOUSANDS or named):
            return False
        if trap == "name" and (place_like or people >= 1000):
            return False
        if trap == "word" and (people >= 1000 or (case.in_or_at and people >= 50)):
            return False
        if place.country in clues.countries and place_like:
            return False
    return True


def _score(place: Place, case: Circumstances, clues: Clues) -> tuple[float, str]:
    """A place's score and its strongest reason."""
    score, why = _weight(place), ""
    if name_key(place.name) == case.key:
        score += 0.4
    if case.country:
        if place.country == case.country:
            near = _closest_nm(place, clues.near)
            score += 10 if near is None else 10 + 4 * math.exp(-near / 300)
            return score, f"the country is named: {case.country}"
        return score - 10, ""
    if case.port_meant and place.kind in ("port", "anchorage"):
        score, why = score + 3, "port words stand beside the name"
    if case.passage_meant and place.kind in ("strait", "canal"):
        score, why = score + 3, "a way through is spoken of"
    if place.country and place.country in clues.countries:
        score, why = score + 2.5, "its country is named in the text"
    if clues.seas and not clues.seas.isdisjoint(place.seas):
        score, why = score + 1.8, why or "it lies on the sea that the text names"
    closest = _closest_nm(place, clues.near)
    if closest is not None:
        score += 4 * math.exp(-closest / 300)
        why = "nearest to where the text plays" if closest < 300 else why
    closest = _closest_nm(place, clues.places)
    if closest is not None:
        score += 2 * math.exp(-closest / 400)
        why = why or ("other places of the text are near" if closest < 400 else "")
    return score, why


def _weight(place: Place) -> float:
    if place.kind == "port":
        return max(_PORT[port_sizes().get(place.id, 4)], people_of_ports().get(place.id, 0.0))
    if place.kind == "town":
        return math.log10(max(1.0, town_ranks().get(place.id, (1, ""))[0]) * 1000)
    return _KIND.get(place.kind, 5.0)


def _closest_nm(place: Place, positions: tuple[Position, ...]) -> float | None:
    if not positions or place.lon is None or place.lat is None:
        return None
    here = Position(place.lon, place.lat)
    return min(distance_nm(here, other) for other in positions)


def is_same_city(a: Place, b: Place) -> bool:
    """Whether two places lie so close that one name for both means one city."""
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return a.id == b.id
    return distance_nm(Position(a.lon, a.lat), Position(b.lon, b.lat)) <= SAME_CITY_NM


def _port_of_city(best: Place, places: list[Place], key: str) -> Place | None:
    """The port that goes with a town of the same name, the largest first.

    Not a port that only bears the town's name beside its own (Fiumicino is not Rome).
    """
    if best.kind != "town":
        return None
    whole = name_key(best.name) == key
    near = [
        p
        for p in places
        if p.kind == "port"
        and is_same_city(p, best)
        and (not whole or name_key(p.name) == key or port_sizes().get(p.id, 4) < 2)
    ]
    return min(near, key=lambda p: port_sizes().get(p.id, 4)) if near else None
