"""A way as it is drawn: points, geometry cut at ±180°, passages and areas along it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offing.model.base import Geometry
from offing.model.scenario import Restriction
from offing.model.sea import AreaCrossing, NamedArea, PassageCrossing
from offing.places.earth import distances_nm
from offing.sea.restrict import polygons_shape

if TYPE_CHECKING:
    from offing.sea.network import Network
    from offing.sea.via import Leg

Points = NDArray[np.float64]
_DIGITS = 5
_SAME_DEG = 1e-5


def points_on_way(network: Network, leg: Leg) -> Points:
    """The way's points (n, 2), lon, lat in degrees, without jumps at ±180°."""
    parts: list[Any] = [np.zeros((0, 2))]
    for stretch in leg.stretches:
        path = stretch.path
        out_of = stretch.a.bends_to(int(path[0])) if len(path) else ()
        into = stretch.b.bends_to(int(path[-1]))[::-1] if len(path) else ()
        middle = np.empty((len(path), 2))
        middle[:, 0], middle[:, 1] = network.lon[path], network.lat[path]
        parts += [[stretch.a.who.water, *out_of], middle, [*into, stretch.b.who.water]]
    out = _apart(np.concatenate(parts))
    turns = np.round(np.diff(out[:, 0]) / 360.0)
    if turns.any():
        out[1:, 0] -= 360.0 * np.cumsum(turns)
    return out


def _apart(points: Points) -> Points:
    """The points without those that are within a metre of the last one kept."""
    apart = np.asarray(np.abs(np.diff(points, axis=0)).max(axis=1) > _SAME_DEG)
    kept = points[np.concatenate([[True], apart])] if len(points) else points
    again = np.asarray(np.abs(np.diff(kept, axis=0)).max(axis=1) > _SAME_DEG)
    if again.all() and (apart[1:] | apart[:-1]).all():
        return kept
    found: list[list[float]] = []
    for lon, lat in points.tolist():
        if not found or max(abs(found[-1][0] - lon), abs(found[-1][1] - lat)) > _SAME_DEG:
            found.append([lon, lat])
    return np.array(found, np.float64).reshape(-1, 2)


def way_miles(points: Points) -> NDArray[np.float64]:
    """Miles from the first point to each, along geodesics."""
    nm = distances_nm(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    return np.concatenate([[0.0], np.cumsum(nm)])


def geometry_from_points(points: Points) -> Geometry:
    """A GeoJSON LineString; across ±180° a MultiLineString cut there (RFC 7946, 3.1.9)."""
    turn = np.floor((points[:, 0] + 180.0) / 360.0)
    plain = np.round(np.stack([points[:, 0] - 360.0 * turn, points[:, 1]], 1), _DIGITS)
    breaks = (np.flatnonzero(np.diff(turn)) + 1).tolist()
    if not breaks and len(points) > 2:
        new = np.concatenate([[True], (plain[1:] != plain[:-1]).any(axis=1)])
        if int(new.sum()) > 1:
            return {"type": "LineString", "coordinates": plain[new].tolist()}
    parts: list[list[list[float]]] = []
    lead: list[list[float]] = []
    for i, j in itertools.pairwise([0, *breaks, len(points)]):
        part = lead + plain[i:j].tolist()
        if j < len(points):
            border = 360.0 * max(turn[j], turn[j - 1]) - 180.0
            share = (border - points[j - 1, 0]) / (points[j, 0] - points[j - 1, 0])
            at = points[j - 1, 1] + (points[j, 1] - points[j - 1, 1]) * share
            part.append(_rounded(border - 360.0 * turn[j - 1], at))
            lead = [_rounded(border - 360.0 * turn[j], at)]
        parts.append(part)
    if len(points) == 1:
        parts[0].append(parts[0][0])
    lines = [_without_repeats(p) for p in parts]
    lines = [p for p in lines if len(p) > 1]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _rounded(lon: float, lat: float) -> list[float]:
    return [round(float(lon), _DIGITS), round(float(lat), _DIGITS)]


def _without_repeats(line: list[list[float]]) -> list[list[float]]:
    out = line[:1] + [q for p, q in itertools.pairwise(line) if p != q]
    return out if len(out) > 1 else line[:2]


def passages_on_path(network: Network, leg: Leg) -> tuple[PassageCrossing, ...]:
    """Passages whose gates the way crosses, in order, with the miles sailed until there."""
    if leg.passages is None:
        leg.passages = _passages_on_edges(network, leg)
    return leg.passages


def _passages_on_edges(network: Network, leg: Leg) -> tuple[PassageCrossing, ...]:
    crossed = network.passages_of_edges(leg.edges)
    if not crossed:
        return ()
    nm = network.mesh.nm[leg.edges].astype(np.float64)
    middle = np.cumsum(nm) - nm / 2
    found: dict[str, float] = {}
    for i, pid in crossed:
        found.setdefault(pid, float(middle[i]))
    names = _passage_names()
    return tuple(
        PassageCrossing(id=pid, name=names.get(pid, pid), at_nm=round(at, 1))
        for pid, at in found.items()
    )


@functools.cache
def _passage_names() -> dict[str, str]:
    from offing.places import passages

    return {p.id: p.name for p in passages()}


def restricted_areas(restrictions: Sequence[Restriction]) -> list[NamedArea]:
    """The areas among restrictions, to be measured on a way."""
    return [
        NamedArea(id=r.target.id, name=r.target.name, geometry=r.target.geometry)
        for r in restrictions
        if r.target.kind == "area" and r.target.geometry is not None
    ]


def areas_on_way(
    points: Points, areas: Sequence[NamedArea], speed_kn: float
) -> tuple[AreaCrossing, ...]:
    """Areas that the way enters, in order, with the miles inside and hours at a speed.

    Raises:
        ScenarioError: an area whose geometry is no polygon.
    """
    found = []
    for area in areas:
        spans = spans_inside(points, polygons_shape(area.geometry, f"area {area.name!r}"))
        nm = sum(end - start for start, end in spans)
        if nm > 0:
            found.append(
                AreaCrossing(
                    id=area.id, name=area.name, nm_inside=round(nm, 2),
                    at_nm=round(spans[0][0], 1), hours_inside=round(nm / speed_kn, 2),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda a: a.at_nm or 0.0))


def spans_inside(points: Points, shape: object) -> list[tuple[float, float]]:
    """Where a drawn way is inside a shapely polygon: from and to, miles from its start.

    On any turn of the circle. Each straight line of the way is cut by itself, so that a
    way that meets itself is counted right.
    """
    import shapely
    from shapely import affinity

    if len(points) < 2:
        return []
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    left, low, right, high = shapely.bounds(shape).tolist()
    if not (low <= north and high >= south):
        return []
    lines, miles = None, None
    spans: list[tuple[float, float]] = []
    for turn in (-360.0, 0.0, 360.0):
        if left + turn > east or right + turn < west:
            continue
        if lines is None or miles is None:
            lines = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
            miles = way_miles(points)
        moved = affinity.translate(shape, turn)
        shapely.prepare(moved)
        for k in np.flatnonzero(shapely.intersects(moved, lines)).tolist():
            for part in shapely.get_parts(shapely.intersection(lines[k], moved)):
                xy = shapely.get_coordinates(part)
                if len(xy) > 1:
                    spans.append(_span(points[k], xy, float(miles[k])))
    return _joined(sorted(spans))


def _span(start: Points, xy: Points, at_nm: float) -> tuple[float, float]:
    """From and to of a piece of one straight line that begins at ``start``."""
    ends = xy[[0, -1]]
    miles = distances_nm(np.full(2, start[0]), np.full(2, start[1]), ends[:, 0], ends[:, 1])
    return at_nm + float(miles.min()), at_nm + float(miles.max())


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans in order, those that touch made one (a hundredth of a mile is no gap)."""
    out: list[tuple[float, float]] = []
    for start, end in spans:
        if out and start <= out[-1][1] + 0.01:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
