"""Which edges of the mesh cross a line or touch an area.

Edges are straight in longitude and latitude, as they are drawn; an edge across ±180° is
unrolled, and lines and areas are looked for one turn to either side as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offing.sea.search import distinct

Points = NDArray[np.float64]


class EdgeLines:
    """The edges as segments ready to be asked; lon and lat of nodes in degrees."""

    def __init__(self, lon: Points, lat: Points, low: NDArray[Any], high: NDArray[Any]) -> None:
        self.x0, self.y0 = lon[low], lat[low]
        self.x1 = self.x0 + (lon[high] - self.x0 + 180.0) % 360.0 - 180.0
        self.y1 = lat[high]
        self.west, self.east = np.minimum(self.x0, self.x1), np.maximum(self.x0, self.x1)
        self.south, self.north = np.minimum(self.y0, self.y1), np.maximum(self.y0, self.y1)

    def in_box(self, west: float, south: float, east: float, north: float) -> NDArray[np.int32]:
        """Edges whose own box meets a box in degrees."""
        hit = (self.south <= north) & (self.north >= south)
        hit &= (self.west <= east) & (self.east >= west)
        return np.flatnonzero(hit).astype(np.int32)

    def near_box(self, box: tuple[float, float, float, float]) -> bool:
        """Whether any edge's box meets a box, on any turn of the circle."""
        west, south, east, north = box
        if len(self.x0) == 0 or self.south.min() > north or self.north.max() < south:
            return False
        low, high = float(self.west.min()), float(self.east.max())
        return any(low <= east + t and high >= west + t for t in (-360.0, 0.0, 360.0))

    def crossing(self, lines: Iterable[Sequence[Sequence[float]]]) -> NDArray[np.int32]:
        """Edges that cross or touch any of the lines (lists of lon, lat)."""
        found = [np.zeros(0, np.int32)]
        for line in lines:
            xs, ys = [p[0] for p in line], [p[1] for p in line]
            if not self.near_box((min(xs), min(ys), max(xs), max(ys))):
                continue
            for (ax, ay), (bx, by) in itertools.pairwise(line):
                found.extend(
                    self._crossing_segment(ax + turn, ay, bx + turn, by)
                    for turn in (-360.0, 0.0, 360.0)
                )
        return distinct(np.concatenate(found))

    def _crossing_segment(self, ax: float, ay: float, bx: float, by: float) -> NDArray[np.int32]:
        near = self.in_box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        x0, y0, x1, y1 = self.x0[near], self.y0[near], self.x1[near], self.y1[near]
        s0 = (bx - ax) * (y0 - ay) - (by - ay) * (x0 - ax)
        s1 = (bx - ax) * (y1 - ay) - (by - ay) * (x1 - ax)
        t0 = (x1 - x0) * (ay - y0) - (y1 - y0) * (ax - x0)
        t1 = (x1 - x0) * (by - y0) - (y1 - y0) * (bx - x0)
        return np.asarray(near[(s0 * s1 <= 0) & (t0 * t1 <= 0)])

    def touching(self, area: Any) -> NDArray[np.int32]:
        """Edges with any point inside or on a shapely polygon or multipolygon."""
        import shapely
        from shapely import affinity

        found = [np.zeros(0, np.int32)]
        for turn in (-360.0, 0.0, 360.0):
            moved = affinity.translate(area, turn) if turn else area
            near = self.in_box(*moved.bounds)
            if len(near) == 0:
                continue
            shapely.prepare(moved)
            found.append(near[shapely.intersects(moved, self.lines(near))])
        return distinct(np.concatenate(found))

    def lines(self, edges: NDArray[np.int32]) -> Any:
        """Edges as an array of shapely lines."""
        import shapely

        ends = np.empty((len(edges), 2, 2))
        ends[:, 0, 0], ends[:, 0, 1] = self.x0[edges], self.y0[edges]
        ends[:, 1, 0], ends[:, 1, 1] = self.x1[edges], self.y1[edges]
        return shapely.linestrings(ends)
