"""Navigable water as runs: the stretches of water in each pixel row, and what lies near.

Runs are small enough to keep with the network (some 400,000 of them, 3 MB), so that any
position can be tied to the sea, and any straight line tested for land, without the mask.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offing.sea.grid import HEIGHT, PER_DEGREE, WIDTH, x_from_lon, y_from_lat


@dataclass(frozen=True, eq=False)
class Runs:
    """Stretches of water: row ``r`` has runs ``row[r]:row[r + 1]``, each [start, end)."""

    row: NDArray[np.int32]
    start: NDArray[np.uint16]
    end: NDArray[np.uint16]

    @functools.cached_property
    def keys(self) -> NDArray[np.int64]:
        """Each run's row times WIDTH plus its start: ascending, for one search over all."""
        rows = np.repeat(np.arange(len(self.row) - 1, dtype=np.int64), np.diff(self.row))
        return rows * WIDTH + self.start.astype(np.int64)


def stretches_are_water(
    runs: Runs, row: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether the pixels ``low`` to ``high`` (inclusive) of each row are all water.

    Columns may lie beyond ±180°; a stretch that straddles it is looked up in two parts.
    """
    turn = np.floor_divide(low, WIDTH) * WIDTH
    a, b = low - turn, high - turn
    over = b >= WIDTH
    first = _within_one_run(runs, row, a, np.where(over, WIDTH - 1, b))
    if not over.any():
        return first
    rest = _within_one_run(runs, row, np.zeros_like(a), np.where(over, b - WIDTH, 0))
    return np.asarray(first & (rest | ~over))


def _within_one_run(
    runs: Runs, row: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> NDArray[np.bool_]:
    inside = (row >= 0) & (row < HEIGHT)
    r = np.where(inside, row, 0)
    i = np.searchsorted(runs.keys, r * WIDTH + low, side="right") - 1
    at = np.maximum(i, 0)
    hit = (i >= runs.row[r]) & (high < runs.end[at].astype(np.int64))
    return np.asarray(hit & inside)


def is_water(runs: Runs, row: int, column: int) -> bool:
    """Whether one pixel is navigable water."""
    if not 0 <= row < HEIGHT:
        return False
    a, b = int(runs.row[row]), int(runs.row[row + 1])
    i = a + int(np.searchsorted(runs.start[a:b], column % WIDTH, side="right")) - 1
    return bool(i >= a and column % WIDTH < int(runs.end[i]))


def nearest_water(runs: Runs, lon: float, lat: float, reach_nm: float) -> tuple[int, int] | None:
    """The pixel (row, column) of navigable water nearest to a position, within reach.

    The pixel of the position itself when that is water; ``None`` when there is none
    within ``reach_nm`` nautical miles (measured on the local plane).
    """
    y, x = float(y_from_lat(np.float64(lat))), float(x_from_lon(np.float64(lon)))
    nm_per_row = 60.0 / PER_DEGREE
    nm_per_column = nm_per_row * max(0.02, float(np.cos(np.radians(lat))))
    best, found = reach_nm, None
    centre = min(max(int(y), 0), HEIGHT - 1)
    for step in range(int(reach_nm / nm_per_row) + 2):
        if (step - 1) * nm_per_row > best:
            break
        for r in {centre - step, centre + step}:
            if not 0 <= r < HEIGHT or runs.row[r] == runs.row[r + 1]:
                continue
            s = runs.start[runs.row[r] : runs.row[r + 1]].astype(np.float64)
            e = runs.end[runs.row[r] : runs.row[r + 1]].astype(np.float64)
            dy = max(0.0, r - y, y - (r + 1)) * nm_per_row
            for turn in (-WIDTH, 0, WIDTH):
                dx = np.maximum(0.0, np.maximum(s + turn - x, x - (e + turn))) * nm_per_column
                i = int(np.argmin(dx))
                d = float(np.hypot(dx[i], dy))
                if d < best or (found is None and d <= best):
                    column = min(max(int(np.floor(x)) - turn, int(s[i])), int(e[i]) - 1)
                    best, found = d, (r, column % WIDTH)
    return found
