"""From the mask of all water to the water that ships can reach.

Fairways (canals, river mouths, narrow straits) are carved in, then the connected bodies
of water are found on runs (the stretches of water in each pixel row), and only large
ones are kept: the ocean, the Great Lakes by their fairways, the Caspian.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.sea.grid import (
    HEIGHT,
    NORTH_LIMIT_LAT,
    PER_DEGREE,
    SOUTH_LIMIT_LAT,
    WIDTH,
    lat_from_y,
    y_from_lat,
)
from offing.sea.runs import Runs

_SMALLEST_SEA_KM2 = 100_000.0
"""Bodies of water below this are lakes without trade by sea (Lake Superior, joined to
the ocean by its fairway, has 82,000 km²; the Caspian, not joined, 371,000 km²)."""
_KM_PER_DEGREE = 111.2


@nb.njit(cache=True, nogil=True)
def draw(mask, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Set every pixel that the segment touches, joined by sides, not only by corners."""
    height, width = mask.shape[0], mask.shape[1] * 8
    n = int(max(abs(x1 - x0), abs(y1 - y0)) * 8) + 2
    last_r, last_c = -1, -1
    for i in range(n + 1):
        x = x0 + (x1 - x0) * i / n
        y = y0 + (y1 - y0) * i / n
        r, c = int(np.floor(y)), int(np.floor(x)) % width
        if r < 0 or r >= height:
            continue
        mask[r, c >> 3] |= np.uint8(128 >> (c & 7))
        if i > 0 and r != last_r and c != last_c and last_r >= 0:
            mask[last_r, c >> 3] |= np.uint8(128 >> (c & 7))
        last_r, last_c = r, c


def carve(mask: NDArray[np.uint8], lines: Iterable[Sequence[Sequence[float]]]) -> None:
    """Make water, in place, of every pixel along ``lines`` (lists of lon, lat)."""
    for line in lines:
        points = np.asarray(line, np.float64)
        x, y = (points[:, 0] + 180.0) * PER_DEGREE, y_from_lat(points[:, 1])
        for i in range(len(x) - 1):
            draw(mask, x[i], y[i], x[i + 1], y[i + 1])


@nb.njit(cache=True, nogil=True)
def _count_runs(mask):  # type: ignore[no-untyped-def]
    height, bytes_ = mask.shape
    row = np.zeros(height + 1, np.int32)
    for r in range(height):
        before, n = 0, 0
        for b in range(bytes_):
            v = mask[r, b]
            if v == 255 and before == 1:
                continue
            if v == 0:
                before = 0
                continue
            for k in range(8):
                bit = (v >> (7 - k)) & 1
                if bit and not before:
                    n += 1
                before = bit
        row[r + 1] = row[r] + n
    return row


@nb.njit(cache=True, nogil=True)
def _fill_runs(mask, row, start, end):  # type: ignore[no-untyped-def]
    height, bytes_ = mask.shape
    for r in range(height):
        k, before = row[r], 0
        for b in range(bytes_):
            v = mask[r, b]
            if (v == 255 and before == 1) or (v == 0 and before == 0):
                continue
            for i in range(8):
                bit = (v >> (7 - i)) & 1
                if bit and not before:
                    start[k] = b * 8 + i
                elif before and not bit:
                    end[k] = b * 8 + i
                    k += 1
                before = bit
        if before:
            end[k] = bytes_ * 8


@nb.njit(cache=True, nogil=True)
def _root(parent, i):  # type: ignore[no-untyped-def]
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@nb.njit(cache=True, nogil=True)
def _components(row, start, end, width):  # type: ignore[no-untyped-def]
    """The body of water that each run belongs to, joined by sides and across ±180°."""
    parent = np.arange(len(start))
    for r in range(len(row) - 1):
        a, b = row[r], row[r + 1]
        if b > a and start[a] == 0 and end[b - 1] == width:
            parent[_root(parent, b - 1)] = _root(parent, a)
        if r + 2 >= len(row):
            break
        i, j, last = a, b, row[r + 2]
        while i < b and j < last:
            if start[i] < end[j] and start[j] < end[i]:
                p, q = _root(parent, i), _root(parent, j)
                if p != q:
                    parent[p] = q
            if end[i] < end[j]:
                i += 1
            else:
                j += 1
    for i in range(len(parent)):
        parent[i] = _root(parent, i)
    return parent


def runs_from_mask(mask: NDArray[np.uint8]) -> tuple[NDArray[np.int32], ...]:
    """Rows, starts and ends of every run of water in a packed mask."""
    row = _count_runs(mask)
    start = np.zeros(row[-1], np.int32)
    end = np.zeros(row[-1], np.int32)
    _fill_runs(mask, row, start, end)
    return row, start, end


def bodies(
    row: NDArray[np.int32], start: NDArray[np.int32], end: NDArray[np.int32]
) -> NDArray[np.int64]:
    """The body of water that each run belongs to, by the number of one of its runs."""
    found: NDArray[np.int64] = _components(row, start, end, WIDTH)
    return found


def navigable(mask: NDArray[np.uint8]) -> Runs:
    """The runs of the large bodies of water between the limits of latitude."""
    mask[: int((90.0 - NORTH_LIMIT_LAT) * PER_DEGREE)] = 0
    mask[int((90.0 - SOUTH_LIMIT_LAT) * PER_DEGREE) :] = 0
    row, start, end = runs_from_mask(mask)
    body = _components(row, start, end, WIDTH)
    lat = lat_from_y(np.repeat(np.arange(HEIGHT), np.diff(row)) + 0.5)
    pixel_km = _KM_PER_DEGREE / PER_DEGREE
    area = np.bincount(
        body, weights=(end - start) * pixel_km**2 * np.cos(np.radians(lat)), minlength=len(start)
    )
    keep = area[body] >= _SMALLEST_SEA_KM2
    kept_before = np.concatenate([[0], np.cumsum(keep)])
    # The last column's end (46,080) still fits in 16 bits.
    return Runs(
        kept_before[row].astype(np.int32),
        start[keep].astype(np.uint16),
        end[keep].astype(np.uint16),
    )


@nb.njit(cache=True, nogil=True)
def _paint(row, start, end, mask):  # type: ignore[no-untyped-def]
    for r in range(len(row) - 1):
        for k in range(row[r], row[r + 1]):
            c, stop = np.int64(start[k]), np.int64(end[k])
            while c < stop:
                if (c & 7) == 0 and c + 8 <= stop:
                    mask[r, c >> 3] = 255
                    c += 8
                else:
                    mask[r, c >> 3] |= np.uint8(128 >> (c & 7))
                    c += 1


def mask_from_runs(runs: Runs) -> NDArray[np.uint8]:
    """The packed mask (HEIGHT, WIDTH / 8) of ``runs``; 1 is water."""
    mask = np.zeros((HEIGHT, WIDTH // 8), np.uint8)
    _paint(runs.row, runs.start, runs.end, mask)
    return mask
