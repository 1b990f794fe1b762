"""Whether one point of the sea sees another: straight lines over water only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.sea.runs import Runs, stretches_are_water


def clear(runs: Runs, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Whether the straight line between two pixel positions runs over water only."""
    return bool(clear_to(runs, x0, y0, np.array([x1]), np.array([y1]))[0])


def clear_to(
    runs: Runs, x: float, y: float, xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether the straight lines from one pixel position to others run over water only."""
    e = 1e-6  # ends just inside a pixel, not on its border
    top, bottom = np.minimum(y, ys), np.maximum(y, ys)
    down = ys >= y
    x_top, x_bottom = np.where(down, x, xs), np.where(down, xs, x)
    height = bottom - top
    first = np.floor(top + height * e).astype(np.int64)
    last = np.floor(bottom - height * e).astype(np.int64)
    count = last - first + 1
    whose = np.repeat(np.arange(len(xs)), count)
    row = np.arange(len(whose)) - np.repeat(np.cumsum(count) - count, count) + first[whose]
    flat = height[whose] == 0
    slope = (x_bottom - x_top)[whose] / np.where(flat, 1.0, height[whose])
    y_in = np.maximum(row, top[whose]) - top[whose]
    y_out = np.minimum(row + 1, bottom[whose]) - top[whose]
    a = np.where(flat, x_top[whose], x_top[whose] + slope * y_in)
    b = np.where(flat, x_bottom[whose], x_top[whose] + slope * y_out)
    low = np.floor(np.minimum(a, b) + e).astype(np.int64)
    high = np.maximum(low, np.floor(np.maximum(a, b) - e).astype(np.int64))
    wet = stretches_are_water(runs, row, low, high)
    dry = np.zeros(len(xs), bool)
    dry[whose[~wet]] = True
    return ~dry
