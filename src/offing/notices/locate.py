"""The one best position of a message: stated, offset from a place, place, or area.

A name is believed where it agrees with the country or the sea that the message names;
a port of the same name on another coast is not. What only a sea or a country says is a
wide circle, and its radius says so.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from offing.model.base import Position
from offing.model.notice import NoticePosition
from offing.notices.coastal import (
    coast_facing,
    country_circle,
    country_on_sea,
    nearest_port_nm,
)
from offing.notices.spot import SPOT_KINDS, Cue, cue_beside, is_at_rest, spot_radius_nm
from offing.places.earth import distance_nm, offset
from offing.places.offsets import (
    OffsetMention,
    bearing_from_words,
    find_offsets,
    position_from_offset,
)
from offing.places.positions import PositionMention, PositionScan

if TYPE_CHECKING:
    from offing.model.place import Place, PlaceMention

_STATED_RADIUS_NM = 1.0
"""Least radius of a stated position: messages round to whole minutes, and records differ."""
AREA_KINDS = {"strait": 0, "coast": 1, "gulf": 2, "area": 2, "sea": 3, "country": 4}
"""Kinds of place that are areas, the narrowest first."""
_AREA_FACTOR = 1.35
"""Incidents lie farther out than the middle's own reach: the same count, by area."""
_FAR_NM = 400.0
"""A spot farther than this from all that the message names besides is another of its name."""
_WIDEST_NM = 1500.0
"""Positions farther than this from their middle span an ocean (the North Atlantic is some
3,000 nm wide): no one spot stands for them."""
_GENERIC_WORDS = """anchorage port harbour harbor terminal roads island point buoy pilot berth
jetty bay river channel fairway shell marina yacht central bank ocean sea gulf bosun delta bravo
alpha charlie liberty union star progress hope victoria"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words that are also somewhere's name, and mean a kind of place in these messages."""
_SIDE = re.compile(
    r"(?i)\b(north|south|east|west|northeast|northwest|southeast|southwest|upper|lower|central)"
    r"(?:ern)?\W{0,2}(?:part\sof\s|end\sof\s|waters\sof\s)?(?:the\s)?$"
)


class Context(NamedTuple):
    """What a message names besides its spot: countries, and seas with their reach."""

    countries: frozenset[str]
    areas: tuple[tuple[Position, float], ...]
    sea: str | None = None


def best_position(text: str, scan: PositionScan, *, several: bool) -> NoticePosition | None:
    """The best single position of a message.

    ``several``: its positions share one shape. A stated position is given as stated, also
    where it is suspect: the notice's problems say so, and what it may have been.
    """
    if not scan.positions:
        return locate(text)
    if several and len(scan.positions) > 1:
        return _middle(scan.positions)
    first = scan.positions[0]
    radius = max(_STATED_RADIUS_NM, 1.5 * first.resolution_nm)
    return NoticePosition(
        lon=first.position.lon, lat=first.position.lat, radius_nm=radius, basis="stated",
        text=first.text,
    )  # fmt: skip


def _middle(mentions: list[PositionMention]) -> NoticePosition | None:
    """The middle of several positions, with the radius that reaches the farthest.

    ``None`` where they lie so far apart that their middle says nothing.
    """
    origin = mentions[0].position.lon
    # longitudes relative to the first, so that an area across 180 degrees stays whole
    lons = [(m.position.lon - origin + 540.0) % 360.0 - 180.0 for m in mentions]
    lats = [m.position.lat for m in mentions]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    lon = (origin + (west + east) / 2.0 + 540.0) % 360.0 - 180.0
    centre = Position(lon, (south + north) / 2.0)
    side = lon + (east - west) / 2.0
    reach = distance_nm(centre, Position(side, south))
    if north > south:
        reach = max(reach, distance_nm(centre, Position(side, north)))
    if reach > _WIDEST_NM:
        return None
    return NoticePosition(
        lon=centre.lon, lat=centre.lat, radius_nm=round(reach, 1), basis="area",
        text=f"{mentions[0].text} and {len(mentions) - 1} more",
    )  # fmt: skip


def locate_text(text: str) -> NoticePosition | None:
    """Where a plain description lies: a position that it states, else as ``locate``.

    Names are read in any case, since people type them so.
    """
    from offing.places import find_places
    from offing.places.positions import scan_positions

    scan = scan_positions(text)
    if scan.positions:
        return best_position(text, scan, several=len(scan.positions) > 1)
    return locate(text) or locate_from_names(
        text, find_places(text, any_case=True), find_offsets(text)
    )


def locate(text: str) -> NoticePosition | None:
    """Where the words of ``text`` put it, with no position stated; ``None``: nowhere."""
    from offing.places import find_places

    return locate_from_names(text, find_places(text), find_offsets(text))


def locate_from_names(
    text: str, named: list[PlaceMention], offsets: list[OffsetMention]
) -> NoticePosition | None:
    """The same for names and offsets already found."""
    mentions = [m for m in named if not is_generic(m)]
    context = _context(mentions)
    for mention in offsets:
        found = _from_offset(text, mention, mentions, context)
        if found is not None:
            return found
    return _from_spot(text, mentions, context) or _from_area(text, mentions, context)


def is_generic(mention: PlaceMention) -> bool:
    """Whether the name is that of a kind of place here (“Terminal”), whatever else it is."""
    return mention.text.strip(" .,").lower() in _GENERIC


def _context(mentions: list[PlaceMention]) -> Context:
    countries: dict[str, None] = {}
    areas: list[tuple[Position, float]] = []
    sea: str | None = None
    for m in mentions:
        place = m.place
        if place.kind == "country" and place.country:
            countries[place.country] = None
        elif place.kind in AREA_KINDS and place.lon is not None and place.lat is not None:
            areas.append((Position(place.lon, place.lat), reach_nm(place)))
            if place.kind in ("sea", "gulf") and sea is None:
                sea = place.id
    return Context(frozenset(countries), tuple(areas), sea)


def _agrees(place: Place, context: Context) -> bool:
    """Whether a spot may be meant: in a country named, or near one, or in a sea named."""
    if place.lon is None or place.lat is None:
        return False
    if not context.countries and not context.areas:
        return True
    if place.country in context.countries:
        return True
    where = Position(place.lon, place.lat)
    if any(distance_nm(where, middle) <= reach + 150.0 for middle, reach in context.areas):
        return True
    return any(nearest_port_nm(where, code) <= _FAR_NM for code in context.countries)


def _chosen(mention: PlaceMention, context: Context) -> Place | None:
    """The place meant: the one found, or another of its name that agrees better."""
    place = mention.place
    if context.countries and place.country not in context.countries and mention.alternatives:
        from offing.places import get

        for other in mention.alternatives:
            candidate = get(other)
            if candidate is not None and candidate.country in context.countries:
                return candidate
    return place if _agrees(place, context) else None


# from an offset ---------------------------------------------------------------------------


def _from_offset(
    text: str, mention: OffsetMention, mentions: list[PlaceMention], context: Context
) -> NoticePosition | None:
    stop = mention.end + 70
    for m in mentions:
        if not mention.end - 6 <= m.start <= mention.end + 24 or m.start > stop:
            continue
        if re.search(r"[.;:\n(]", text[mention.end : m.start]):
            break
        found = _offset_from(text, mention, m, context)
        if found is not None:
            return found
    return None


def _offset_from(
    text: str, mention: OffsetMention, m: PlaceMention, context: Context
) -> NoticePosition | None:
    words = " ".join(text[mention.start : m.end].split())
    place = _chosen(m, context)
    if place is None and m.place.kind != "country":
        return None
    if m.place.kind == "country" and m.place.country:
        coast = coast_facing(m.place.country, mention.bearing_deg, context.sea)
        if coast is None:
            return None
        start, spread = coast
    else:
        if place is None or place.lon is None or place.lat is None:
            return None
        start = Position(place.lon, place.lat)
        spread = reach_nm(place) if place.kind in AREA_KINDS else _slack_nm(place)
    where, radius = position_from_offset(start, mention, place_radius_nm=spread)
    return NoticePosition(
        lon=where.lon, lat=where.lat, radius_nm=round(radius, 1), basis="offset", text=words
    )


def _slack_nm(place: Place) -> float:
    """How far an offset's reference may lie from the place's own position."""
    return {"port": 6.0, "town": 8.0, "island": 8.0}.get(place.kind, 5.0)


# from a place -----------------------------------------------------------------------------


def _from_spot(text: str, mentions: list[PlaceMention], context: Context) -> NoticePosition | None:
    best: tuple[float, Place, PlaceMention, Cue] | None = None
    stop = first_sentence_end(text)
    for m in mentions:
        rank = SPOT_KINDS.get(m.place.kind)
        if rank is None:
            continue
        place = _chosen(m, context)
        if place is None:
            continue
        cue = cue_beside(text, m)
        score = rank + _CUE_COST[cue]
        if context.countries and place.country not in context.countries:
            score += 3.0
        if m.match == "fuzzy" or m.ambiguous:
            score += 1.0
        if m.start > stop:
            score += 0.9
        if best is None or score < best[0]:
            best = (score, place, m, cue)
    if best is None or best[1].lon is None or best[1].lat is None:
        return None
    score, place, m, cue = best
    if score >= 5.0 and context.areas:
        return None  # only a way point: the sea named says more
    sure = m.match != "fuzzy" and not m.ambiguous and m.start <= stop
    radius = spot_radius_nm(place, cue, is_at_rest(text[:stop]), sure=sure)
    return NoticePosition(
        lon=place.lon or 0.0, lat=place.lat or 0.0, radius_nm=round(radius, 1), basis="place",
        text=m.text,
    )  # fmt: skip


_CUE_COST: dict[Cue, float] = {
    "port": 0.0, "at": 0.4, "beside": 0.4, "off": 0.4, "direction": 0.6, "none": 1.2, "way": 5.0,
}  # fmt: skip
"""How much less each cue speaks for a spot than a port word."""
_SENTENCE_END = re.compile(r"[.!?]\s{1,9}(?=[A-Z])|\n\s{0,9}\n")


def first_sentence_end(text: str) -> int:
    """Where the account of the event ends and what came of it begins, code points."""
    m = _SENTENCE_END.search(text, 90)
    return m.start() if m is not None else len(text)


# from an area -----------------------------------------------------------------------------


@cache
def _reaches() -> tuple[float, dict[str, float]]:
    table = tomllib.loads((files("offing.data.notices") / "reach.toml").read_text("utf-8"))
    return float(table["default"]), {str(k): float(v) for k, v in table["reach"].items()}


def reach_nm(place: Place) -> float:
    """How far an area reaches from its middle, nautical miles."""
    default, reaches = _reaches()
    if place.kind == "coast" and place.geometry is not None:
        line = [Position(*point) for point in place.geometry["coordinates"]]
        middle = Position(place.lon or 0.0, place.lat or 0.0)
        return max(distance_nm(middle, p) for p in line) + place.radius_nm
    return reaches.get(place.id) or place.radius_nm or default


def _from_area(text: str, mentions: list[PlaceMention], context: Context) -> NoticePosition | None:
    areas = [m for m in mentions if m.place.kind in AREA_KINDS]
    if not areas:
        return None
    sea = next((m for m in areas if m.place.kind in ("sea", "gulf", "area")), None)
    first = min(areas, key=lambda m: (AREA_KINDS[m.place.kind], m.start))
    if sea is not None and first is sea and context.countries and reach_nm(sea.place) > 120.0:
        found = _country_in_sea(sea, tuple(sorted(context.countries)))
        if found is not None:
            return found
    if first.place.kind == "country":
        circle = country_circle(first.place.country or "")
        if circle is None:
            return None
        where, radius = circle
    else:
        if first.place.lon is None or first.place.lat is None:
            return None
        where, radius = _side_of(text, first)
    return NoticePosition(
        lon=where.lon,
        lat=where.lat,
        radius_nm=round(radius * _AREA_FACTOR, 1),
        basis="area",
        text=first.text,
    )


def _side_of(text: str, m: PlaceMention) -> tuple[Position, float]:
    """“Southern Red Sea”: half way from the middle to that side."""
    where, reach = Position(m.place.lon or 0.0, m.place.lat or 0.0), reach_nm(m.place)
    side = _SIDE.search(text[max(0, m.start - 30) : m.start])
    if side is None:
        side = re.match(r"(?i)(north|south|east|west)(?:ern)?\b", m.text)
    bearing = bearing_from_words(side[1]) if side is not None else None
    if bearing is None:
        return where, reach
    return offset(where, bearing, reach * 0.45), reach * 0.75


def _country_in_sea(sea: PlaceMention, countries: tuple[str, ...]) -> NoticePosition | None:
    """A sea and a country together: that country's ports on that sea."""
    found = country_on_sea(countries, sea.place.id)
    if found is None:
        return None
    where, spread = found
    radius = min(spread + 150.0, reach_nm(sea.place))
    return NoticePosition(
        lon=where.lon, lat=where.lat, radius_nm=round(radius, 1), basis="area",
        text=sea.text,
    )  # fmt: skip
