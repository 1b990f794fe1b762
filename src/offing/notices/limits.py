"""Limits that a person sets (``--area``), and which notices lie in or reach into them.

Limits are rings of longitude and latitude: a box, the polygons of a GeoJSON file, or a sea
of the gazetteer. Shapes are compared on the plain map, unrolled across 180 degrees; circles
by their distance in nautical miles. Good to about a mile away from the poles.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from offing.errors import UnknownPassage, UnreadableReport, UsageError
from offing.model.base import Geometry
from offing.model.notice import Notice

Point = tuple[float, float]
Ring = list[Point]
_NM_PER_DEG = 60.0
_ROUND = (-360.0, 0.0, 360.0)
_POLYGON_FILES = (".json", ".geojson")


class Limits(NamedTuple):
    """An area of the map: outer rings in degrees, with the box of each, and its name."""

    name: str
    rings: tuple[Ring, ...]
    boxes: tuple[tuple[float, float, float, float], ...]


def limits_from_words(words: str) -> Limits:
    """``west,south,east,north``, the name of a sea or strait, or a GeoJSON file.

    Raises:
        UsageError: the words are none of these, or the numbers no place on Earth.
        UnreadableReport: the file cannot be read, or holds no polygon.
    """
    parts = words.split(",")
    if len(parts) == 4 and all(_is_number(part) for part in parts):
        west, south, east, north = (float(part) for part in parts)
        return limits_from_box((west, south, east, north))
    if words.lower().endswith(_POLYGON_FILES):
        return limits_from_file(words)
    found = _limits_from_place(words)
    if found is None:
        raise UsageError(
            f"{words!r} is neither four degrees (west,south,east,north) nor the name of a sea, "
            "gulf or strait, nor a .geojson file"
        )
    return found


def limits_from_box(box: tuple[float, float, float, float]) -> Limits:
    """Limits from west, south, east, north in degrees; west > east spans 180 degrees."""
    west, south, east, north = box
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise UsageError(f"{box}: south must not exceed north, nor any limit the Earth")
    if west > east:
        east += 360.0
    ring = [(west, south), (east, south), (east, north), (west, north)]
    return _limits(f"{box[0]:g},{south:g},{box[2]:g},{north:g}", [ring])


def limits_from_file(path: str) -> Limits:
    """Limits from the polygons of a GeoJSON file (RFC 7946); holes are ignored."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableReport(path, error.strerror or str(error)) from error
    except ValueError as error:
        raise UnreadableReport(path, f"is no GeoJSON: {error}") from error
    try:
        rings = [_unrolled([(float(p[0]), float(p[1])) for p in ring]) for ring in _rings_of(data)]
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise UnreadableReport(path, f"is no GeoJSON of polygons: {error!r}") from error
    rings = [ring for ring in rings if len(ring) >= 3]
    if not rings:
        raise UnreadableReport(path, "holds no polygon")
    if not all(math.isfinite(x) and abs(x) <= 540 and abs(y) <= 90 for r in rings for x, y in r):
        raise UnreadableReport(path, "has corners that are no place on Earth")
    return _limits(Path(path).name, rings)


def limits_reached(notice: Notice, limits: Limits) -> bool:
    """Whether a notice's areas, or else its best position with its radius, meet the limits.

    A notice with neither is outside any limits.
    """
    for area in notice.areas:
        if _meets(area.geometry, area.radius_nm or 0.0, limits):
            return True
    if notice.areas or notice.position is None:
        return False
    at = notice.position
    return _near(at.lon, at.lat, at.radius_nm, limits)


def notice_reaches(notice: Notice, box: tuple[float, float, float, float]) -> bool:
    """``limits_reached`` for a box: west, south, east, north in degrees."""
    return limits_reached(notice, limits_from_box(box))


# reading limits ---------------------------------------------------------------------------


def _is_number(part: str) -> bool:
    try:
        return math.isfinite(float(part))
    except ValueError:
        return False


def _limits(name: str, rings: list[Ring]) -> Limits:
    boxes = tuple(
        (min(x for x, _ in r), min(y for _, y in r), max(x for x, _ in r), max(y for _, y in r))
        for r in rings
    )
    return Limits(name, tuple(rings), boxes)


def _rings_of(data: dict[str, Any]) -> Iterator[list[Any]]:
    """The outer rings of any GeoJSON object."""
    kind = data.get("type")
    if kind == "FeatureCollection":
        for feature in data["features"]:
            yield from _rings_of(feature)
    elif kind == "Feature":
        yield from _rings_of(data["geometry"] or {})
    elif kind == "GeometryCollection":
        for geometry in data["geometries"]:
            yield from _rings_of(geometry)
    elif kind == "Polygon":
        yield data["coordinates"][0]
    elif kind == "MultiPolygon":
        for polygon in data["coordinates"]:
            yield polygon[0]


def _limits_from_place(words: str) -> Limits | None:
    from offing.places import sea_id, seas
    from offing.places.gazetteer import passage

    wanted = sea_id(words)
    for sea in seas():
        if sea.id == wanted and sea.geometry is not None:
            rings = [_unrolled([(p[0], p[1]) for p in ring]) for ring in _rings_of(sea.geometry)]
            return _limits(sea.name, rings)
    try:
        way = passage(words)
    except UnknownPassage:
        return None
    if way.lon is None or way.lat is None:
        return None
    return _limits(way.name, [_circle(way.lon, way.lat, max(way.radius_nm, _LEAST_NM))])


_LEAST_NM = 30.0
"""Least reach of a strait's name as limits, nautical miles: the strait and its approaches."""


def _circle(lon: float, lat: float, radius_nm: float) -> Ring:
    up = radius_nm / _NM_PER_DEG
    side = up / max(0.02, math.cos(math.radians(lat)))
    turns = (math.radians(10.0 * k) for k in range(36))
    return [(lon + side * math.cos(t), lat + up * math.sin(t)) for t in turns]


def _unrolled(points: Sequence[Point]) -> Ring:
    """The same points with longitudes that never jump by more than half a turn."""
    out: Ring = []
    for x, y in points:
        if out:
            x += 360.0 * round((out[-1][0] - x) / 360.0)
        out.append((x, y))
    return out[:-1] if len(out) > 1 and out[0] == out[-1] else out


# comparing shapes -------------------------------------------------------------------------


def _meets(geometry: Geometry, radius_nm: float, limits: Limits) -> bool:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return _near(coordinates[0], coordinates[1], radius_nm, limits)
    closed = kind == "Polygon"
    points = _unrolled([(p[0], p[1]) for p in (coordinates[0] if closed else coordinates)])
    for ring, box in zip(limits.rings, limits.boxes, strict=True):
        for turn in _ROUND:
            shape = [(x + turn, y) for x, y in points] if turn else points
            if _boxes_meet(shape, box) and _shapes_meet(shape, ring, closed=closed):
                return True
    return False


def _boxes_meet(shape: Ring, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return (
        min(x for x, _ in shape) <= east
        and max(x for x, _ in shape) >= west
        and min(y for _, y in shape) <= north
        and max(y for _, y in shape) >= south
    )


def _shapes_meet(shape: Ring, ring: Ring, *, closed: bool) -> bool:
    """Whether a corner of either lies in the other, or two of their sides cross."""
    if any(_inside(x, y, ring) for x, y in shape):
        return True
    if closed and len(shape) >= 3 and any(_inside(x, y, shape) for x, y in ring):
        return True
    sides = list(_sides(shape, closed=closed))
    return any(_cross(a, b, c, d) for c, d in _sides(ring, closed=True) for a, b in sides)


def _sides(points: Ring, *, closed: bool) -> Iterable[tuple[Point, Point]]:
    ends = points[1:] + points[:1] if closed else points[1:]
    return zip(points, ends, strict=False)


def _inside(x: float, y: float, ring: Ring) -> bool:
    """Even-odd rule; a point on a side or corner counts as inside."""
    inside = False
    px, py = ring[-1]
    for qx, qy in ring:
        if _turn((px, py), (qx, qy), (x, y)) == 0.0 and (
            min(px, qx) <= x <= max(px, qx) and min(py, qy) <= y <= max(py, qy)
        ):
            return True
        if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
            inside = not inside
        px, py = qx, qy
    return inside


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two sides cross properly; those that only touch have a corner on the other."""
    return _turn(a, b, c) * _turn(a, b, d) < 0.0 and _turn(c, d, a) * _turn(c, d, b) < 0.0


def _near(lon: float, lat: float, radius_nm: float, limits: Limits) -> bool:
    """Whether a point lies in the limits or within ``radius_nm`` of them."""
    for ring, box in zip(limits.rings, limits.boxes, strict=True):
        for turn in _ROUND:
            x = lon + turn
            reach = radius_nm / _NM_PER_DEG
            side = reach / max(0.02, math.cos(math.radians(lat)))
            west, south, east, north = box
            if not (west - side <= x <= east + side and south - reach <= lat <= north + reach):
                continue
            if _inside(x, lat, ring) or _gap_nm(x, lat, ring) <= radius_nm:
                return True
    return False


def _gap_nm(x: float, y: float, ring: Ring) -> float:
    """Distance from a point to the nearest side of a ring, nautical miles, on a plane there."""
    scale = max(0.02, math.cos(math.radians(y)))
    best = math.inf
    for (ax, ay), (bx, by) in _sides(ring, closed=True):
        px, py, qx, qy = (ax - x) * scale, ay - y, (bx - x) * scale, by - y
        dx, dy = qx - px, qy - py
        size = dx * dx + dy * dy
        along = 0.0 if size == 0.0 else min(1.0, max(0.0, -(px * dx + py * dy) / size))
        best = min(best, math.hypot(px + along * dx, py + along * dy))
    return best * _NM_PER_DEG
