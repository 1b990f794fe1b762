"""Which places a text names, and which of several places of one name is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from offing.model.base import Position
from offing.model.place import Place, PlaceMention
from offing.places import context
from offing.places.areas import coast_of
from offing.places.earth import distance_nm
from offing.places.lexicon import lexicon
from offing.places.resolve import Choice, Circumstances, Clues, choose, is_elsewhere
from offing.places.scan import Hit, scan
from offing.places.tokens import name_key

Near = Position | Place | Iterable[Position | Place] | None


def find_places(
    text: str, *, near: Near = None, demonyms: bool = False, any_case: bool = False
) -> list[PlaceMention]:
    """The places that a text names, in reading order.

    Of several places of one name the one is taken that fits best with the country
    named beside it, the port or passage words beside it, the other places of the
    text, and ``near`` (a position, a place, or some of them); where that leaves a
    doubt, ``ambiguous`` is true and ``alternatives`` holds the others' ids.

    ``demonyms`` also gives adjectives and peoples (``Israeli``) and countries bound
    into adjectives (``Iran-backed``), as countries with ``match="demonym"``;
    ``any_case`` also takes names that are written without capitals, for plain
    location descriptions rather than running text.
    """
    hits, _ = scan(text, any_case=any_case)
    hits = _without_storms(text, hits)
    kept: list[tuple[Hit, str]] = []
    for hit in hits:
        listed = bool(kept) and text[kept[-1][0].end : hit.start] in _LISTED
        if listed and _is_state(kept[-1][0], hit):
            continue
        kind = _reading(text, hit, listed)
        if kind:
            kept.append((hit, kind))
    clues = _clues(text, [hit for hit, kind in kept], near)
    mentions = []
    known: dict[Circumstances, Choice | None] = {}
    for hit, kind in kept:
        if kind == "demonym":
            if demonyms:
                mentions.append(_mention(text, hit, hit.places[0], match="demonym"))
            continue
        mention = _resolve(text, hit, clues, known)
        if mention:
            mentions.append(mention)
    return _with_misspelt(text, mentions, hits, clues)


def _without_storms(text: str, hits: list[Hit]) -> list[Hit]:
    """Without the names that storms bear in this text (“Hurricane X”, then “X” alone)."""
    storms = {h.key for h in hits if context.is_storm(h)}
    return [h for h in hits if h.key not in storms] if storms else hits


def _with_misspelt(
    text: str, mentions: list[PlaceMention], hits: list[Hit], clues: Clues
) -> list[PlaceMention]:
    from offing.places.fuzzy import find_misspelt

    taken = [(h.start, h.end) for h in hits]
    found = find_misspelt(text, taken, [m.place for m in mentions], clues)
    return sorted([*mentions, *found], key=lambda m: m.start) if found else mentions


def find_demonyms(text: str) -> list[PlaceMention]:
    """Adjectives and peoples of countries in a text (``Yemeni``, ``Israelis``)."""
    return [m for m in find_places(text, demonyms=True) if m.match == "demonym"]


_STATES = {"georgia": "US"}
"""Countries whose name is also that of a part of another country."""


def _is_state(town: Hit, hit: Hit) -> bool:
    """Whether a country's name behind a town is that of a state (``Savannah, Georgia``)."""
    state_of = _STATES.get(hit.key)
    if state_of is None:
        return False
    homes = {place.country for place in town.places}
    return state_of in homes and not homes & {p.country for p in hit.places}


_LISTED = frozenset((" and ", ", ", " or ", " to ", " & ", "–", " – ", "-", "/", ", and "))
"""What stands between the places of a list."""


def _reading(text: str, hit: Hit, listed: bool) -> str:
    """``place``, ``demonym``, or nothing when the name is no place here.

    ``listed``: the name follows another place in a list (``Dover and Calais``).
    """
    if hit.kind == "blocked" or context.is_ship_name(text, hit):
        return ""
    if hit.kind == "demonym":
        return "demonym"
    if context.is_station(hit) or context.is_institution(hit):
        return ""
    trap = lexicon().traps.get(hit.key, "")
    if context.is_flag(hit):
        return "demonym" if hit.places[0].kind == "country" else ""
    if hit.places[0].kind == "country" and (
        context.is_adjective(hit) or (trap == "capitals" and context.is_abbreviation_adjective(hit))
    ):
        return "demonym"
    if context.is_person(hit, trap):
        return ""
    if trap in _TRAPS and not (listed and trap == "word") and not _is_supported(text, hit, trap):
        return ""
    return "place"


_TRAPS = ("word", "strict", "beside")


def _is_supported(text: str, hit: Hit, trap: str) -> bool:
    """Whether a name that is also a word stands as a place here.

    ``beside``: its country is named right behind it; ``strict``: that, or port words
    beside it; ``word``: those, or a preposition of place before a capital that means
    something (not in a line of capitals).
    """
    if any(place.kind == "country" for place in hit.places):
        return True
    if country_beside(text, hit):
        return True
    if trap == "beside":
        return False
    if context.is_port_meant(hit) or context.is_passage_meant(hit):
        return True
    shouted = text[hit.start : hit.end].isupper()
    return trap == "word" and not shouted and bool(context.IN_AT.search(hit.before))


_REGION_NM = 35.0
"""An area of at least this radius is a state or province, and tells the country as well."""


def _is_region(place: Place) -> bool:
    return place.kind == "area" and (place.radius_nm or 0.0) >= _REGION_NM


def _region_beside(text: str, hit: Hit) -> Position | None:
    """Where the state or province lies that is named right behind (``X, North Carolina``)."""
    gap = context.COUNTRY_AFTER.match(text[hit.end : hit.end + 10])
    if not gap:
        return None
    rest = text[hit.end + gap.end() : hit.end + gap.end() + 40]
    if not rest[:1].isupper():
        return None
    inner, _ = scan(rest, any_case=False)
    if not inner or inner[0].start or inner[0].kind != "name":
        return None
    for place in inner[0].places:
        if _is_region(place) and place.lon is not None and place.lat is not None:
            return Position(place.lon, place.lat)
    return None


def country_beside(text: str, hit: Hit) -> str | None:
    """The alpha-2 code of the country named right behind (``X, Nigeria``), if any."""
    gap = context.COUNTRY_AFTER.match(text[hit.end : hit.end + 10])
    if not gap:
        return None
    rest = text[hit.end + gap.end() : hit.end + gap.end() + 40]
    if not rest[:1].isupper():
        return None  # no name begins with a small letter here
    inner, _ = scan(rest, any_case=False)
    if inner and inner[0].start == 0 and inner[0].kind == "name":
        if _is_state(hit, inner[0]):
            return _STATES[inner[0].key]
        for place in inner[0].places:
            if place.kind == "country" or _is_region(place):
                return place.country
    return None


def _clues(text: str, hits: Sequence[Hit], near: Near) -> Clues:
    """What the whole text says about where it plays."""
    countries: set[str] = set()
    places: list[Position] = []
    seas: set[str] = set()
    for hit in hits:
        kinds = {p.kind for p in hit.places}
        if hit.kind == "demonym" or "country" in kinds:
            countries.update(p.country for p in hit.places if p.country and p.kind == "country")
        if hit.places and hit.places[0].kind in ("sea", "gulf"):
            seas.add(hit.places[0].id)
        if len(hit.places) == 1 and hit.places[0].kind not in ("town", "sea", "country"):
            place = hit.places[0]
            if place.lon is not None and place.lat is not None:
                places.append(Position(place.lon, place.lat))
    sure = tuple(dict.fromkeys(places))[:_SURE_PLACES]
    return Clues(frozenset(countries), sure, tuple(_positions(near)), frozenset(seas))


_SURE_PLACES = 40
"""How many sure places of a text are asked which of several places is near them."""


def _positions(near: Near) -> list[Position]:
    if near is None:
        return []
    if isinstance(near, Place):
        if near.lon is None or near.lat is None:
            return []
        return [Position(near.lon, near.lat)]
    if isinstance(near, Position):
        return [near]
    return [p for item in near for p in _positions(item)]


def _resolve(
    text: str, hit: Hit, clues: Clues, known: dict[Circumstances, Choice | None]
) -> PlaceMention | None:
    """The mention for a name; ``known`` keeps what was decided for the same circumstances."""
    trap = lexicon().traps.get(hit.key, "")
    country = country_beside(text, hit)
    only = hit.places[0] if len(hit.places) == 1 and trap != "town" else None
    choice: Choice | None
    if only is not None and only.kind != "town":  # nothing to choose from, nothing in doubt
        choice = None if country and is_elsewhere(only, country) else Choice(only)
    else:
        port_meant = context.is_port_meant(hit)
        case = Circumstances(
            hit.key,
            country,
            port_meant,
            context.is_passage_meant(hit),
            port_meant or context.is_place_like(text, hit),
            bool(context.IN_AT.search(hit.before)),
        )
        region = _region_beside(text, hit) if country and len(hit.places) > 1 else None
        if region is not None:
            choice = choose(hit.places, case, clues._replace(near=(region,)), trap)
        else:
            if case not in known:
                known[case] = choose(hit.places, case, clues, trap)
            choice = known[case]
    if choice is None:
        return None
    return _mention(
        text,
        hit,
        choice.place,
        match="exact" if _is_main_name(hit, choice.place) else "alias",
        alternatives=choice.alternatives,
        why=choice.why,
    )


def _is_main_name(hit: Hit, place: Place) -> bool:
    return hit.key == name_key(place.name)


def _mention(
    text: str,
    hit: Hit,
    place: Place,
    *,
    match: str,
    alternatives: tuple[str, ...] = (),
    why: str = "",
) -> PlaceMention:
    return PlaceMention(
        place=place,
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        match=match,
        ambiguous=bool(alternatives),
        alternatives=alternatives,
        why=why,
    )


_SPECIFIC = {
    "port": 0, "anchorage": 0, "cape": 1, "canal": 1, "town": 1, "island": 2, "strait": 3,
    "gulf": 4, "coast": 5, "area": 5, "sea": 6, "country": 6,
}  # fmt: skip


def best_place(text: str, near: Near = None) -> Place | None:
    """The most specific place that a plain location description names, or ``None``.

    What a distance is given from (“12 nm south of X”) before all else; then a port,
    town or cape before an island, that before a strait, a coast, a sea, a country; of
    equals the one written first. “Off X” of a country is its coast.
    """
    mentions = find_places(text, near=near, any_case=True)
    if not mentions:
        return None
    best = min(
        mentions,
        key=lambda m: (
            not _DISTANCE_FROM.search(text, max(0, m.start - 60), m.start),
            _SPECIFIC[m.place.kind],
            m.start,
        ),
    )
    place = best.place
    if place.kind == "country" and place.country and _OFF.search(text, 0, best.start):
        return coast_of(place.country) or place
    return place


_OFF = re.compile(r"\boff(?:shore)?(?: the)?(?: coast of)? ?$", re.IGNORECASE)
_DISTANCE_FROM = re.compile(
    r"\d[\w., -]{0,30}\b(?:of|off|from)(?: the)?(?: coast of)? ?$", re.IGNORECASE
)


def places_within(place: Place, others: Iterable[Place], distance: float) -> list[Place]:
    """Those of ``others`` within ``distance`` nautical miles of a place."""
    if place.lon is None or place.lat is None:
        return []
    here = Position(place.lon, place.lat)
    return [
        o
        for o in others
        if o.lon is not None
        and o.lat is not None
        and distance_nm(here, Position(o.lon, o.lat)) <= distance
    ]
