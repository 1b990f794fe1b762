"""The way out of a bay: turns from a position to mesh nodes that it does not see.

A shortest way over the pixels of a small window (Dijkstra, eight neighbours), pulled
taut. Used for positions only, and only where land stands between them and near nodes.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offing.sea.grid import HEIGHT, WIDTH
from offing.sea.runs import Runs
from offing.sea.sight import clear

HALF = 64
"""Half the side of the window, pixels: some 30 nm north and south."""
Point = tuple[float, float]


def window(runs: Runs, row: int, col: int) -> NDArray[np.bool_]:
    """Water around a pixel: (2 HALF + 1) squared, the pixel in the middle."""
    size = 2 * HALF + 1
    wet = np.zeros((size, size), bool)
    for i in range(size):
        r = row - HALF + i
        if not 0 <= r < HEIGHT:
            continue
        k = slice(int(runs.row[r]), int(runs.row[r + 1]))
        for turn in (-WIDTH, 0, WIDTH):
            start = runs.start[k].astype(np.int64) + turn - (col - HALF)
            end = runs.end[k].astype(np.int64) + turn - (col - HALF)
            for j in np.flatnonzero((end > 0) & (start < size)).tolist():
                wet[i, max(0, int(start[j])) : min(size, int(end[j]))] = True
    return wet


def ways_out(
    runs: Runs, x: float, y: float, squeeze: float, targets: Sequence[Point]
) -> list[list[Point] | None]:
    """For each target (pixels, near ``x``) the points of a taut way, ends included.

    ``None`` where a target is outside the window or no way in it leads there.
    """
    row, col = int(np.floor(y)), int(np.floor(x))
    wet = window(runs, row, col)
    size = len(wet)
    cell: dict[int, list[int]] = {}
    for k, (tx, ty) in enumerate(targets):
        i, j = int(np.floor(ty)) - row + HALF, int(np.floor(tx)) - col + HALF
        if 0 <= i < size and 0 <= j < size:
            cell.setdefault(i * size + j, []).append(k)
    parent = _parents(wet, squeeze, set(cell))
    out: list[list[Point] | None] = [None] * len(targets)
    for pixel, which in cell.items():
        if pixel not in parent:
            continue
        pixels = [pixel]
        while parent[pixels[-1]] >= 0:
            pixels.append(parent[pixels[-1]])
        middle = [(p % size + col - HALF + 0.5, p // size + row - HALF + 0.5) for p in pixels[::-1]]
        for k in which:
            out[k] = _taut(runs, [(x, y), *middle, targets[k]])
    return out


def _parents(wet: NDArray[np.bool_], squeeze: float, targets: set[int]) -> dict[int, int]:
    """The pixel before each one settled, until all targets are."""
    size = len(wet)
    flat = wet.ravel().tolist()
    slant = float(np.hypot(1.0, squeeze))
    steps = [(-1, 0, 1.0), (1, 0, 1.0), (0, -1, squeeze), (0, 1, squeeze)]
    steps += [(a, b, slant) for a in (-1, 1) for b in (-1, 1)]
    start = HALF * size + HALF
    parent: dict[int, int] = {}
    heap = [(0.0, start, -1)]
    best = {start: 0.0}
    left = set(targets)
    while heap and left:
        d, p, before = heapq.heappop(heap)
        if p in parent:
            continue
        parent[p] = before
        left.discard(p)
        i, j = divmod(p, size)
        for di, dj, cost in steps:
            a, b = i + di, j + dj
            if not (0 <= a < size and 0 <= b < size) or not flat[a * size + b]:
                continue
            if di and dj and not (flat[a * size + j] and flat[i * size + b]):
                continue
            q = a * size + b
            if q not in parent and d + cost < best.get(q, 1e18):
                best[q] = d + cost
                heapq.heappush(heap, (d + cost, q, p))
    return parent


def _taut(runs: Runs, points: list[Point]) -> list[Point]:
    """Leave out every point that the line on either side of it does not need."""
    out, i = [points[0]], 0
    while i < len(points) - 1:
        j, low, high = i + 1, i + 1, len(points) - 1
        while low <= high:  # the farthest point seen, by halving
            mid = (low + high) // 2
            if clear(runs, *points[i], *points[mid]):
                j, low = mid, mid + 1
            else:
                high = mid - 1
        out.append(points[j])
        i = j
    return out
