"""Restrictions made by hand: a passage or port closed, an area avoided."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from offing.errors import ScenarioError, UnknownPassage, UnknownPort
from offing.model import Geometry, Place, Position, Restriction, Target

MAX_AREA_SHARE_OF_EARTH = 0.02
"""An area larger than this share of the Earth (about 10 million km²: a whole sea or
ocean) is taken for a mistake when somebody avoids it; it would cut trade at large."""


def find_target(name: str) -> Target:
    """The passage or port that ``name`` (id, name, alias, UN/LOCODE) means.

    Raises:
        UnknownPassage: neither a passage nor a port; near names of both are offered.
    """
    near: list[str] = []
    try:
        place = find_passage(name)
        return Target(kind="passage", id=place.id, name=place.name)
    except UnknownPassage as error:
        near += error.near
    try:
        place = find_port(name)
        return Target(kind="port", id=place.id, name=place.name)
    except UnknownPort as error:
        near += error.near
    raise UnknownPassage(
        name, tuple(dict.fromkeys(near))[:5], "(and no port has this name or UN/LOCODE)"
    )


def find_passage(name: str) -> Place:
    """The passage of this id, name or alias; ``UnknownPassage`` if there is none."""
    from offing import places

    found: Place = places.passage(name)
    return found


def find_port(name: str) -> Place:
    """The port of this UN/LOCODE, id or name; ``UnknownPort`` if there is none."""
    from offing import places

    found: Place = places.port(name)
    return found


def restriction_id(target: Target, effect: str, start: datetime.date | None) -> str:
    """A readable id, e.g. ``port-ilhfa-closed-20240124`` or ``passage-suez-closed``."""
    day = f"-{start:%Y%m%d}" if start else ""
    return f"{target.kind}-{target.id}-{effect}{day}"


def close_target(
    target: str,
    *,
    start: datetime.date | None = None,
    end: datetime.date | None = None,
    applies_to: Sequence[str] = (),
) -> Restriction:
    """Close one passage or port, from ``start`` to ``end`` (inclusive; ``None``: open).

    Raises:
        UnknownPassage: neither a passage nor a port has this name.
        ScenarioError: it would end before it starts.
    """
    check_dates(start, end, target)
    found = find_target(target)
    return Restriction(
        id=restriction_id(found, "closed", start), target=found, effect="closed",
        applies_to=tuple(applies_to), start=start, end=end, status="accepted",
        basis="set by hand",
    )  # fmt: skip


def check_dates(start: datetime.date | None, end: datetime.date | None, what: str) -> None:
    """Refuse an end before the start."""
    if start and end and end < start:
        raise ScenarioError(f"{what}: ends on {end} before it starts on {start}")


def avoid_area(
    geojson: Mapping[str, Any],
    *,
    name: str = "area",
    share: float = 1.0,
    start: datetime.date | None = None,
    end: datetime.date | None = None,
    applies_to: Sequence[str] = (),
    forbids_entry: bool = False,
) -> Restriction:
    """Keep out of an area: a GeoJSON geometry, feature or collection of polygons.

    Raises:
        ScenarioError: no polygon in it, a ring that is not one, coordinates off the
            Earth, a share outside 0–1, or an end before the start.
    """
    from offing.incidents.names import slug

    check_dates(start, end, name)
    check_share(share, name)
    geometry = polygons_from(geojson, name)
    target = Target(kind="area", id=slug(name), name=name, geometry=geometry)
    return Restriction(
        id=restriction_id(target, "avoided", start), target=target, effect="avoided",
        share=float(share), applies_to=tuple(applies_to), start=start, end=end,
        forbids_entry=forbids_entry, status="accepted", basis="set by hand",
    )  # fmt: skip


def check_share(share: float, what: str) -> None:
    """Refuse a share that is not a number from 0 to 1."""
    ok = isinstance(share, int | float) and not isinstance(share, bool)
    if not ok or not 0 <= share <= 1:
        raise ScenarioError(f"{what}: share {share!r} is not a number from 0 to 1")


def polygons_from(geojson: Mapping[str, Any], what: str) -> Geometry:
    """All polygons of a GeoJSON object as one Polygon or MultiPolygon, rings closed."""
    found: list[list[list[list[float]]]] = []
    _collect(geojson, what, found)
    if not found:
        raise ScenarioError(f"{what}: no polygon in it; give a GeoJSON Polygon or MultiPolygon")
    if len(found) == 1:
        return {"type": "Polygon", "coordinates": found[0]}
    return {"type": "MultiPolygon", "coordinates": found}


def _collect(node: Any, what: str, found: list[list[list[list[float]]]]) -> None:
    # A stack instead of recursion: nesting in a hostile file must not end the program.
    stack = [node]
    while stack:
        item = stack.pop()
        kind = item.get("type") if isinstance(item, Mapping) else None
        if kind == "Feature":
            stack.append(item.get("geometry"))
        elif kind == "FeatureCollection":
            stack.extend(reversed(item.get("features") or []))
        elif kind == "GeometryCollection":
            stack.extend(reversed(item.get("geometries") or []))
        elif kind == "Polygon":
            found.append(_rings(item.get("coordinates"), what))
        elif kind == "MultiPolygon":
            found.extend(_rings(p, what) for p in item.get("coordinates") or [])
        else:
            raise ScenarioError(
                f"{what}: {kind or 'this'} is not a polygon; give a GeoJSON Polygon or MultiPolygon"
            )


def _rings(rings: Any, what: str) -> list[list[list[float]]]:
    if not isinstance(rings, list | tuple) or not rings:
        raise ScenarioError(f"{what}: a polygon without a ring")
    return [_ring(r, what) for r in rings]


def _ring(ring: Any, what: str) -> list[list[float]]:
    if not isinstance(ring, list | tuple):
        raise ScenarioError(f"{what}: a ring is a list of [longitude, latitude] pairs")
    out: list[list[float]] = []
    for n, point in enumerate(ring, 1):
        try:
            lon, lat = float(point[0]), float(point[1])
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise ScenarioError(
                f"{what}: point {n} ({point!r}) is not a [longitude, latitude] pair"
            ) from error
        if not (-360 <= lon <= 360 and -90 <= lat <= 90):
            raise ScenarioError(
                f"{what}: point {n} ({lon}, {lat}) is not on the Earth (longitude first?)"
            )
        out.append([lon, lat])
    if out and out[0] != out[-1]:
        out.append(list(out[0]))
    if len(out) < 4:
        raise ScenarioError(f"{what}: a ring of {len(out)} points is no area")
    return out


def circle(centre: Position, radius_nm: float, points: int = 48) -> Geometry:
    """A circle as a GeoJSON polygon, ``radius_nm`` nautical miles around ``centre``.

    The corners lie outside the circle, so that the polygon holds all of it.
    """
    from offing.places.earth import offset

    reach = radius_nm / math.cos(math.pi / points)
    ring = [list(offset(centre, 360.0 * n / points, reach)) for n in range(points)]
    # Longitudes run on past ±180 instead of jumping, so that the ring stays one ring.
    for point in ring:
        point[0] += 360 * round((centre.lon - point[0]) / 360)
    return {"type": "Polygon", "coordinates": [[*ring[::-1], ring[-1]]]}


def self_crossing(geometry: Geometry) -> Position | None:
    """Where the line of a polygon first crosses itself, ``None`` where it does not."""
    import re

    import shapely

    polygons = ([geometry["coordinates"]] if geometry["type"] == "Polygon"
                else geometry["coordinates"])  # fmt: skip
    for polygon in polygons:
        rings = []
        for ring in polygon:
            points: list[tuple[float, float]] = []
            for lon, lat, *_ in ring:
                before = points[-1][0] if points else lon
                points.append((lon - 360.0 * round((lon - before) / 360.0), lat))
            rings.append(points)
        told = shapely.is_valid_reason(shapely.Polygon(rings[0], rings[1:]))
        found = re.match(r"(?:Ring )?Self-intersection\[(\S+) (\S+)\]", told)
        if found:
            lon, lat = float(found[1]), float(found[2])
            return Position(lon - 360.0 * math.floor((lon + 180.0) / 360.0), lat)
    return None


def area_km2(geometry: Geometry) -> float:
    """Area of the outer rings on the sphere, km² (R. Chamberlain & W. Duquette 2007, JPL)."""
    rings = ([geometry["coordinates"][0]] if geometry["type"] == "Polygon"
             else [p[0] for p in geometry["coordinates"]])  # fmt: skip
    total = 0.0
    for ring in rings:
        sum_ = 0.0
        for (lon1, lat1), (lon2, lat2) in itertools.pairwise(ring):
            sum_ += math.radians(lon2 - lon1) * (
                2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
            )
        total += abs(sum_) * 6371.0088**2 / 2
    return total
