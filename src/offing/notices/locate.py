"""The one best position of a message: stated, offset from a place, place, or area."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

from offing.model.base import Position
from offing.model.notice import NoticePosition
from offing.places.earth import distance_nm
from offing.places.offsets import OffsetMention, find_offsets, position_from_offset
from offing.places.positions import PositionMention, PositionScan

if TYPE_CHECKING:
    from offing.model.place import Place, PlaceMention

_STATED_RADIUS_NM = 1.0
"""Least radius of a stated position: messages round to whole minutes, and records differ."""


def best_position(text: str, scan: PositionScan, *, several: bool) -> NoticePosition | None:
    """The best single position of a message; ``several``: its positions share one shape."""
    if scan.positions:
        if several and len(scan.positions) > 1:
            return _middle(scan.positions)
        first = scan.positions[0]
        radius = max(_STATED_RADIUS_NM, 1.5 * first.resolution_nm)
        return NoticePosition(
            lon=first.position.lon, lat=first.position.lat, radius_nm=radius,
            basis="stated", text=first.text,
        )  # fmt: skip
    return locate(text)


def _middle(mentions: list[PositionMention]) -> NoticePosition:
    """The middle of several positions, with the radius that reaches the farthest."""
    origin = mentions[0].position
    # longitudes relative to the first, so that an area across 180 degrees stays whole
    lons = [(m.position.lon - origin.lon + 540.0) % 360.0 - 180.0 for m in mentions]
    lats = [m.position.lat for m in mentions]
    lon = (origin.lon + (min(lons) + max(lons)) / 2.0 + 540.0) % 360.0 - 180.0
    centre = Position(lon, (min(lats) + max(lats)) / 2.0)
    ends = (Position(lon + (min(lons) - max(lons)) / 2.0, lat) for lat in (min(lats), max(lats)))
    reach = max(distance_nm(centre, end) for end in ends)
    return NoticePosition(
        lon=centre.lon, lat=centre.lat, radius_nm=round(reach, 1), basis="area",
        text=f"{mentions[0].text} and {len(mentions) - 1} more",
    )  # fmt: skip


def locate(text: str) -> NoticePosition | None:
    """Where the words of ``text`` put it, with no position stated; ``None``: nowhere."""
    if find_spec("offing.places.scan") is None:  # pragma: no cover - the gazetteer is absent
        return None
    for mention in find_offsets(text):
        found = _from_offset(text, mention)
        if found is not None:
            return found
    return _from_place(text)


def _from_offset(text: str, mention: OffsetMention) -> NoticePosition | None:
    from offing.places import best_place, find_places

    phrase = re.split(r"[.;:\n(]", text[mention.end : mention.end + 90])[0]
    near = [m for m in find_places(phrase) if m.start <= 14 and _has_position(m)]
    place = near[0].place if near else None
    if place is None:
        place = best_place(phrase)
    if place is None or place.lon is None or place.lat is None:
        return None
    where, radius = position_from_offset(
        Position(place.lon, place.lat), mention, place_radius_nm=_reach_nm(place)
    )
    return NoticePosition(
        lon=where.lon, lat=where.lat, radius_nm=round(radius, 1), basis="offset",
        text=(mention.text + phrase).strip(),
    )  # fmt: skip


def _has_position(mention: PlaceMention) -> bool:
    return mention.place.lon is not None and mention.place.lat is not None


def _reach_nm(place: Place) -> float:
    return place.radius_nm if place.kind in ("country", "sea", "gulf", "coast", "area") else 0.0


def _from_place(text: str) -> NoticePosition | None:
    from offing.places import best_place

    place = best_place(text)
    if place is None or place.lon is None or place.lat is None:
        return None
    wide = place.kind in ("country", "sea", "gulf", "coast", "area", "strait")
    radius = max(place.radius_nm, 12.0)
    return NoticePosition(
        lon=place.lon, lat=place.lat, radius_nm=round(radius, 1),
        basis="area" if wide else "place", text=place.name,
    )  # fmt: skip
