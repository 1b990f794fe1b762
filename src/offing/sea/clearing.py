"""Edges clear of land that is finer than a pixel: islets, spits, the bends of a shore.

The mesh is tested on whole pixels, and in narrow waters many of those are land in part. So
its edges are looked at once more on the parts (1/1024°) that are land. An edge that meets
one is left out where other edges lead as far with hardly more miles; elsewhere a way round
is looked for over the parts, pulled taut and put in its place. Only where there is none,
as in a canal, the edge stays. What was joined stays joined.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.places.earth import distances_nm
from offing.sea.cells import SMALLEST, Cells
from offing.sea.coast import FINE, Shore
from offing.sea.grid import HEIGHT, PER_DEGREE, WIDTH, lat_from_y, lon_from_x, y_from_lat
from offing.sea.kernels import kernel
from offing.sea.room import mark
from offing.sea.search import distinct
from offing.sea.tables import Line

_STEPS = 16
"""Points looked at on an edge for each pixel that it runs: two for each part."""
_LONGER, _LONGER_NM = 1.01, 0.1
"""An edge on land goes where others lead as far with at most so much more (a share, miles)."""
_ROUND, _ROUND_NM = 1.5, 1.5
"""A way round that is longer than this is none: it would be another passage."""
_MARGIN_PIXELS = 6
"""Ways round are looked for this far beside an edge, within its cell."""
_MOST_PARTS = 2_000_000
_NEAR_LAND = 3.0
"""A part beside land counts as this many on a way round, so that it keeps off."""
_NUDGES = 12
"""Nodes on land are moved by up to so many parts."""
_BEFORE = 8
"""Pixels before and after the land on an edge where a way round leaves it."""
_FAIRWAY_PIXELS = 5
"""What coasts draw as land this near a fairway (2 nm) is water there."""
_NM_PER_PIXEL = 60.0 / PER_DEGREE
_BLOCK = 16
"""Pixels, each way, of blocks without any shore that are leapt over."""


class Clear(NamedTuple):
    """The edges that stay and the nodes that ways round turn at, with the cell of each."""

    u: NDArray[np.int32]
    v: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    cell: NDArray[np.int32]


@kernel(nogil=True, boundscheck=False)
def _word(has, pixel, land, r, c):  # type: ignore[no-untyped-def]
    """The parts of a pixel that are land."""
    c %= WIDTH
    if r < 0 or r >= HEIGHT or not (has[r, c >> 3] >> (7 - (c & 7))) & 1:
        return np.uint64(0)
    return land[np.searchsorted(pixel, np.int64(r) * WIDTH + c)]


@kernel(nogil=True, boundscheck=False)
def _on_land(has, pixel, land, x, y):  # type: ignore[no-untyped-def]
    """Whether a point lies on a part of a pixel that is land."""
    r, c = np.int64(np.floor(y)), np.int64(np.floor(x))
    word = _word(has, pixel, land, r, c)
    if word == 0:
        return False
    k = np.int64((y - r) * FINE) * FINE + np.int64((x - c) * FINE)
    return bool((word >> np.uint64(63 - k)) & np.uint64(1))


@kernel(nogil=True, boundscheck=False)
def _count_hits(has, some, pixel, land, x, y, u, v, low, high, out):  # type: ignore[no-untyped-def]
    """For the edges ``low:high`` how many points looked at are land, into ``out``.

    ``some`` says of each block of pixels whether any is a shore.
    """
    for e in range(low, high):
        x0, y0, x1, y1 = x[u[e]], y[u[e]], x[v[e]], y[v[e]]
        if x1 - x0 > WIDTH / 2:
            x1 -= WIDTH
        elif x0 - x1 > WIDTH / 2:
            x1 += WIDTH
        n = np.int64(max(abs(x1 - x0), abs(y1 - y0)) * _STEPS) + 1
        dx, dy = (x1 - x0) / n, (y1 - y0) / n
        hits, i = 0, 0
        while i <= n:
            px, py = x0 + dx * i, y0 + dy * i
            r, c = np.int64(py), np.int64(np.floor(px))
            if not some[r // _BLOCK, (c % WIDTH) // _BLOCK]:
                # On to the end of the block.
                ahead_x = (c // _BLOCK + (dx > 0)) * _BLOCK - px
                ahead_y = (r // _BLOCK + (dy > 0)) * _BLOCK - py
                left = min(
                    ahead_x / dx if dx != 0.0 else np.inf, ahead_y / dy if dy != 0.0 else np.inf
                )
                i += int(max(1.0, min(left, float(n))))
                continue
            if (has[r, (c % WIDTH) >> 3] >> (7 - (c & 7))) & 1:
                hits += _on_land(has, pixel, land, px, py)
            i += 1
        out[e] = hits


@kernel(nogil=True, boundscheck=False)
def _blocked(mask, has, pixel, land, r0, c0, rows, columns, out):  # type: ignore[no-untyped-def]
    """Parts of a window that are no water, and of those that are: which are beside land.

    ``out`` has a border of one part: 0 land, 1 beside land, 2 clear.
    """
    out[:] = 0
    for i in range(rows):
        for j in range(columns):
            r, c = r0 + i, (c0 + j) % WIDTH
            if r < 0 or r >= HEIGHT or not (mask[r, c >> 3] >> (7 - (c & 7))) & 1:
                continue
            word = _word(has, pixel, land, r, c)
            for a in range(FINE):
                for b in range(FINE):
                    if not (word >> np.uint64(63 - FINE * a - b)) & np.uint64(1):
                        out[i * FINE + a + 1, j * FINE + b + 1] = 2
    height, width = rows * FINE, columns * FINE
    for i in range(1, height + 1):
        for j in range(1, width + 1):
            if out[i, j] != 2:
                continue
            for d in range(9):
                if out[i + d // 3 - 1, j + d % 3 - 1] == 0:
                    a, b = i + d // 3 - 1, j + d % 3 - 1
                    if 1 <= a <= height and 1 <= b <= width:
                        out[i, j] = 1
                        break


@kernel(nogil=True, boundscheck=False)
def _walk(mask, win, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Whether all that a segment runs through is water (Amanatides and Woo).

    Looked at are the pixels of ``mask`` where ``win`` is empty, else the parts of ``win``.
    """
    if x0 > x1 or (x0 == x1 and y0 > y1):  # one order, so that both ways give one answer
        x0, x1, y0, y1 = x1, x0, y1, y0
    dx, dy = x1 - x0, y1 - y0
    e = 1e-6  # start and end inside a pixel, not on its border
    ax, ay, bx, by = x0 + dx * e, y0 + dy * e, x1 - dx * e, y1 - dy * e
    c, r = int(np.floor(ax)), int(np.floor(ay))
    n = abs(int(np.floor(bx)) - c) + abs(int(np.floor(by)) - r) + 1
    step_c, step_r = (1 if dx > 0 else -1), (1 if dy > 0 else -1)
    tdx = abs(1.0 / dx) if dx != 0 else 1e30
    tdy = abs(1.0 / dy) if dy != 0 else 1e30
    tx = ((c + 1 - ax) if dx > 0 else (ax - c)) * tdx
    ty = ((r + 1 - ay) if dy > 0 else (ay - r)) * tdy
    for _ in range(n):
        if win.size > 0:
            if r < 0 or c < 0 or r >= win.shape[0] - 2 or c >= win.shape[1] - 2:
                return False
            if win[r + 1, c + 1] == 0:
                return False
        else:
            k = c % WIDTH
            if r < 0 or r >= len(mask) or not (mask[r, k >> 3] >> (7 - (k & 7))) & 1:
                return False
        if tx < ty:
            tx, c = tx + tdx, c + step_c
        else:
            ty, r = ty + tdy, r + step_r
    return True


@kernel(nogil=True, boundscheck=False)
def _clear(win, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Whether every part of a window that a segment runs through is water."""
    return _walk(win, win, x0, y0, x1, y1)


@kernel(nogil=True, boundscheck=False)
def _sees(mask, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Whether every pixel that a segment runs through is water, across ±180° too."""
    if x1 - x0 > WIDTH / 2:
        x1 -= WIDTH
    elif x0 - x1 > WIDTH / 2:
        x1 += WIDTH
    return _walk(mask, mask[:0], x0, y0, x1, y1)


@kernel(nogil=True, boundscheck=False)
def _way_round(win, squeeze, x0, y0, x1, y1, xs, ys):  # type: ignore[no-untyped-def]
    """A taut way over the parts of a window: how many points (ends included), -1 for none.

    Coordinates are parts from the window's corner.
    """
    height, width = win.shape[0] - 2, win.shape[1] - 2
    a = min(height - 1, max(0, int(y0))) * width + min(width - 1, max(0, int(x0)))
    b = min(height - 1, max(0, int(y1))) * width + min(width - 1, max(0, int(x1)))
    if win[a // width + 1, a % width + 1] == 0 or win[b // width + 1, b % width + 1] == 0:
        return -1
    dist = np.full(height * width, np.inf)
    parent = np.full(height * width, -1, np.int32)
    done = np.zeros(height * width, np.bool_)
    dist[a] = 0.0
    heap = [(0.0, a)]
    while len(heap) > 0:
        _, k = heapq.heappop(heap)
        if done[k]:
            continue
        done[k] = True
        if k == b:
            break
        r, c = k // width, k % width
        for d in range(9):
            dr, dc = d // 3 - 1, d % 3 - 1
            rr, cc = r + dr, c + dc
            if d == 4 or rr < 0 or cc < 0 or rr >= height or cc >= width:
                continue
            state = win[rr + 1, cc + 1]
            if state == 0:
                continue
            if dr != 0 and dc != 0 and (win[rr + 1, c + 1] == 0 or win[r + 1, cc + 1] == 0):
                continue
            step = np.sqrt(dr * dr + (dc * squeeze) ** 2) * (1.0 if state == 2 else _NEAR_LAND)
            q = rr * width + cc
            if not done[q] and dist[k] + step < dist[q]:
                dist[q], parent[q] = dist[k] + step, k
                left = np.sqrt((rr - b // width) ** 2 + ((cc - b % width) * squeeze) ** 2)
                heapq.heappush(heap, (dist[q] + left, q))
    if not done[b]:
        return -1
    m, k = 0, b
    while k >= 0:
        m, k = m + 1, parent[k]
    px, py = np.empty(m + 2), np.empty(m + 2)
    k = b
    for i in range(m, 0, -1):
        px[i], py[i] = k % width + 0.5, k // width + 0.5
        k = parent[k]
    px[0], py[0], px[m + 1], py[m + 1] = x0, y0, x1, y1
    xs[0], ys[0] = x0, y0
    n, i = 1, 0
    while i < m + 1:
        j = m + 1
        while j > i + 1 and not _clear(win, px[i], py[i], px[j], py[j]):
            j -= 1
        if n >= len(xs):
            return -1
        xs[n], ys[n] = px[j], py[j]
        n, i = n + 1, j
    return n


@kernel(nogil=True, boundscheck=False)
def _nudge(mask, has, pixel, land, x, y, nodes, free, ptr, near):  # type: ignore[no-untyped-def]
    """Move nodes off land, in place, where all that they see they see from there, too.

    ``free``: whether a node may move along x (1), along y (2) or both (3); none leaves its
    cell. Returns how many were moved.
    """
    moved = 0
    for k in nodes:
        x0, y0 = x[k], y[k]
        if free[k] == 0 or not _on_land(has, pixel, land, x0, y0):
            continue
        best, best_x, best_y = np.inf, x0, y0
        for i in range(-_NUDGES, _NUDGES + 1):
            for j in range(-_NUDGES, _NUDGES + 1):
                far = float(i * i + j * j)
                if (i != 0 and not free[k] & 2) or (j != 0 and not free[k] & 1) or far >= best:
                    continue
                px, py = x0 + j / FINE, y0 + i / FINE
                if px // SMALLEST != x0 // SMALLEST or py // SMALLEST != y0 // SMALLEST:
                    continue
                if (free[k] & 1 and px % SMALLEST == 0) or (free[k] & 2 and py % SMALLEST == 0):
                    continue
                if _on_land(has, pixel, land, px, py):
                    continue
                clear = True
                for z in range(ptr[k], ptr[k + 1]):
                    if not _sees(mask, px, py, x[near[z]], y[near[z]]):
                        clear = False
                        break
                if clear:
                    best, best_x, best_y = far, px, py
        if best < np.inf:
            x[k], y[k] = best_x, best_y
            moved += 1
    return moved


@kernel(nogil=True, boundscheck=False)
def _leads_on(ptr, head, nm, more_first, more_next, more_head, more_nm, a, b, limit, dist):  # type: ignore[no-untyped-def]
    """Whether edges lead from ``a`` to ``b`` in ``limit`` miles; ``dist`` is left as it was."""
    heap = [(0.0, np.int64(a))]
    touched = [np.int64(a)]
    dist[a] = 0.0
    found = False
    while len(heap) > 0:
        d, k = heapq.heappop(heap)
        if d > dist[k]:
            continue
        if k == b:
            found = True
            break
        for z in range(ptr[k], ptr[k + 1]):
            q, new = np.int64(head[z]), d + nm[z]
            if new <= limit and new < dist[q]:
                if dist[q] == np.inf:
                    touched.append(q)
                dist[q] = new
                heapq.heappush(heap, (new, q))
        z = more_first[k]
        while z >= 0:
            q, new = np.int64(more_head[z]), d + more_nm[z]
            if new <= limit and new < dist[q]:
                if dist[q] == np.inf:
                    touched.append(q)
                dist[q] = new
                heapq.heappush(heap, (new, q))
            z = more_next[z]
    for k in touched:
        dist[k] = np.inf
    return found


@kernel(nogil=True, boundscheck=False)
def _repair(  # type: ignore[no-untyped-def]
    mask, has, pixel, land, x, y, squeeze, u, v, nm, box, ptr, head, far, keep
):
    """What becomes of each edge on land, in order; ``keep`` is filled.

    ``ptr, head, far``: the edges that are clear, both ways. ``box``: row, column and size
    of the cell of each edge. Returns new nodes (x, y, the edge each is for) and new edges.
    """
    n = len(x)
    room = 4 * len(u) + 64
    first = np.full(n + room, -1, np.int64)
    after, to, miles = (
        np.empty(room * 2, np.int64),
        np.empty(room * 2, np.int64),
        np.empty(room * 2),
    )
    dist = np.full(n + room, np.inf)
    new_ptr = np.zeros(n + room + 1, np.int64)
    new_ptr[: n + 1] = ptr
    new_ptr[n + 1 :] = ptr[n]
    cx, cy, ce = np.empty(room), np.empty(room), np.empty(room, np.int64)
    eu, ev = np.empty(room, np.int64), np.empty(room, np.int64)
    xs, ys = np.empty(32), np.empty(32)
    chain = np.empty(40, np.int64)
    nodes, edges, links = 0, 0, 0
    for e in range(len(u)):
        a, b = u[e], v[e]
        limit = nm[e] * _LONGER + _LONGER_NM
        if _leads_on(new_ptr, head, far, first, after, to, miles, a, b, limit, dist):
            keep[e] = False
            continue
        r0, c0, size = box[e, 0], box[e, 1], box[e, 2]
        x0, y0, x1, y1 = x[a] - c0, y[a] - r0, x[b] - c0, y[b] - r0
        x0 += WIDTH if x0 < -1 else -WIDTH if x0 > size + 1 else 0
        x1 += WIDTH if x1 < -1 else -WIDTH if x1 > size + 1 else 0
        count = _points_round(
            mask, has, pixel, land, r0, c0, size, x0, y0, x1, y1, squeeze[r0 + size // 2], xs, ys
        )
        keep[e] = True
        if count < 3 or nodes + count >= room - 2:
            chain[0], chain[1], count = a, b, 2
        else:
            length = 0.0
            for k in range(count - 1):
                across = (xs[k + 1] - xs[k]) * squeeze[r0 + size // 2]
                length += np.hypot(across, ys[k + 1] - ys[k]) * _NM_PER_PIXEL
            if length > nm[e] * _ROUND + _ROUND_NM:
                chain[0], chain[1], count = a, b, 2
            else:
                keep[e] = False
                chain[0] = a
                for k in range(1, count - 1):
                    cx[nodes], cy[nodes], ce[nodes] = (xs[k] + c0) % WIDTH, ys[k] + r0, e
                    chain[k] = n + nodes
                    nodes += 1
                chain[count - 1] = b
        for k in range(count - 1):
            p, q = chain[k], chain[k + 1]
            if keep[e]:
                step = nm[e]
            else:
                across = (xs[k + 1] - xs[k]) * squeeze[r0 + size // 2]
                step = np.hypot(across, ys[k + 1] - ys[k]) * _NM_PER_PIXEL
                eu[edges], ev[edges] = p, q
                edges += 1
            if links + 2 <= len(to):
                to[links], miles[links], after[links] = q, step, first[p]
                first[p] = links
                to[links + 1], miles[links + 1], after[links + 1] = p, step, first[q]
                first[q] = links + 1
                links += 2
    return cx[:nodes], cy[:nodes], ce[:nodes], eu[:edges], ev[:edges]


@kernel(nogil=True, boundscheck=False)
def _points_round(  # type: ignore[no-untyped-def]
    mask, has, pixel, land, r0, c0, size, x0, y0, x1, y1, squeeze, xs, ys
):
    """The points of a way round the land on an edge, pixels from its cell's corner; how many.

    0: there is none.
    """
    n = np.int64(max(abs(x1 - x0), abs(y1 - y0)) * _STEPS) + 1
    low, high = int(n), -1
    for i in range(n + 1):
        px, py = x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n
        if _on_land(has, pixel, land, (px + c0) % WIDTH, py + r0):
            low, high = min(low, i), i
    if high < 0:
        return 0
    low, high = max(0, low - _BEFORE * _STEPS), min(int(n), high + _BEFORE * _STEPS)
    sx, sy = x0 + (x1 - x0) * low / n, y0 + (y1 - y0) * low / n
    tx, ty = x0 + (x1 - x0) * high / n, y0 + (y1 - y0) * high / n
    top = max(0, np.int64(np.floor(min(sy, ty))) - _MARGIN_PIXELS)
    left = max(0, np.int64(np.floor(min(sx, tx))) - _MARGIN_PIXELS)
    rows = min(size, np.int64(np.ceil(max(sy, ty))) + _MARGIN_PIXELS) - top
    columns = min(size, np.int64(np.ceil(max(sx, tx))) + _MARGIN_PIXELS) - left
    if rows * columns * FINE * FINE > _MOST_PARTS:
        return 0
    win = np.empty((rows * FINE + 2, columns * FINE + 2), np.uint8)
    _blocked(mask, has, pixel, land, r0 + top, c0 + left, rows, columns, win)
    count = _way_round(
        win, squeeze, (sx - left) * FINE, (sy - top) * FINE, (tx - left) * FINE, (ty - top) * FINE,
        xs[1:], ys[1:],
    )  # fmt: skip
    if count < 3:
        return 0
    for k in range(1, count + 1):
        xs[k], ys[k] = xs[k] / FINE + left, ys[k] / FINE + top
    begin = 1
    if low > 0:
        xs[0], ys[0] = x0, y0
        begin = 0
    else:
        xs[1], ys[1] = x0, y0
    last = count
    if high < n:
        if last + 1 >= len(xs):
            return 0
        last += 1
        xs[last], ys[last] = x1, y1
    else:
        xs[last], ys[last] = x1, y1
    if begin == 1:
        for k in range(1, last + 1):
            xs[k - 1], ys[k - 1] = xs[k], ys[k]
        last -= 1
    return last + 1


def near_fairways(lines: Iterable[Line], pixels: int) -> NDArray[np.int64]:
    """Pixels (row times WIDTH plus column) at most so many from fairways, ascending."""
    found = [np.zeros(0, np.int64)]
    for line in lines:
        points = np.asarray(line, np.float64)
        x, y = (points[:, 0] + 180.0) * PER_DEGREE, y_from_lat(points[:, 1])
        for k in range(len(x) - 1):
            n = int(max(abs(x[k + 1] - x[k]), abs(y[k + 1] - y[k])) * 2) + 2
            col = np.floor(np.linspace(x[k], x[k + 1], n)).astype(np.int64)
            row = np.floor(np.linspace(y[k], y[k + 1], n)).astype(np.int64)
            found.append(row * WIDTH + col % WIDTH)
    row, col = np.divmod(distinct(np.concatenate(found)), WIDTH)
    beside = range(-pixels, pixels + 1)
    # Along columns and only then along rows: far fewer to sort than all at once.
    near = distinct(np.concatenate([row * WIDTH + (col + j) % WIDTH for j in beside]))
    return distinct(np.concatenate([near + i * WIDTH for i in beside]))


def _wet(mask: NDArray[np.uint8], pixel: NDArray[np.int64]) -> NDArray[np.bool_]:
    row, col = np.divmod(pixel, WIDTH)
    return np.asarray((mask[row, col >> 3] >> (7 - (col & 7))) & 1 == 1)


def clear_of_land(
    mask: NDArray[np.uint8], shore: Shore, fairways: Iterable[Line], cells: Cells,
    x: NDArray[np.float64], y: NDArray[np.float64],
    first: NDArray[np.int32], second: NDArray[np.int32],
    u: NDArray[np.int32], v: NDArray[np.int32], fixed: tuple[int, int], threads: int,
) -> Clear:  # fmt: skip
    """The edges with those on land left out or led round it; ``x`` and ``y`` are changed.

    ``mask`` is the water, packed; ``fairways`` the lines that were carved into it; ``shore``
    the pixels that are land in part. ``first`` and ``second`` are the cells of each node, ``u``
    and ``v`` the edges. Nodes ``fixed[0]:fixed[1]`` (ports, corners of shoals) don't move.
    New nodes get the ids after the last one given.
    """
    own = _wet(mask, shore.pixel) & ~np.isin(shore.pixel, near_fairways(fairways, _FAIRWAY_PIXELS))
    pixel, land = shore.pixel[own], shore.land[own]
    has = np.zeros_like(mask)
    mark(has, pixel)
    some = np.zeros((HEIGHT // _BLOCK, WIDTH // _BLOCK), np.bool_)
    some[pixel // WIDTH // _BLOCK, pixel % WIDTH // _BLOCK] = True
    shared = np.where((first[u] == first[v]) | (first[u] == second[v]), first[u], second[u])
    near_shore = np.flatnonzero(cells.full[shared] == 0)
    hits = np.zeros(len(u), np.int32)

    def count(which: NDArray[np.int64]) -> None:
        a, b = u[which].astype(np.int64), v[which].astype(np.int64)
        found = np.zeros(len(which), np.int32)
        cuts = np.linspace(0, len(which), threads + 1).astype(np.int64)
        with ThreadPoolExecutor(threads) as pool:
            list(
                pool.map(
                    lambda k: _count_hits(
                        has, some, pixel, land, x, y, a, b, cuts[k], cuts[k + 1], found
                    ),
                    range(threads),
                )
            )
        hits[which] = found

    ptr, head, edge = _both_ways(u, v, len(x))
    moved = _movable(x, y, fixed)
    nodes = distinct(np.concatenate([u[near_shore], v[near_shore]])).astype(np.int64)
    _nudge(mask, has, pixel, land, x, y, nodes, moved, ptr, head)
    count(near_shore)
    lon, lat = lon_from_x(x), lat_from_y(y)
    nm = distances_nm(lon[u], lat[u], lon[v], lat[v])
    bad = np.flatnonzero(hits > 0)
    bad = bad[np.argsort(nm[bad], kind="stable")]
    clean = hits == 0
    ptr, head, edge = _both_ways(u[clean], v[clean], len(x))
    squeeze = np.maximum(0.02, np.cos(np.radians(lat_from_y(np.arange(HEIGHT) + 0.5))))
    box = np.stack([cells.row, cells.col, cells.size], 1)[shared[bad]].astype(np.int64)
    keep = np.zeros(len(bad), np.bool_)
    cx, cy, ce, eu, ev = _repair(
        mask, has, pixel, land, x, y, squeeze, u[bad].astype(np.int64), v[bad].astype(np.int64),
        nm[bad], box, ptr, head, nm[clean][edge], keep,
    )  # fmt: skip
    stay = np.concatenate([np.flatnonzero(clean), bad[keep]])
    return Clear(
        np.concatenate([u[stay], eu]).astype(np.int32),
        np.concatenate([v[stay], ev]).astype(np.int32),
        cx, cy, shared[bad][ce].astype(np.int32),
    )  # fmt: skip


def _movable(
    x: NDArray[np.float64], y: NDArray[np.float64], fixed: tuple[int, int]
) -> NDArray[np.uint8]:
    """Along what each node may be moved: portals along their side, corners freely."""
    upright, level = x % SMALLEST == 0, y % SMALLEST == 0
    free = np.where(upright & level, 0, np.where(upright, 2, np.where(level, 1, 3)))
    free[fixed[0] : fixed[1]] = 0
    return free.astype(np.uint8)


def _both_ways(
    u: NDArray[np.int32], v: NDArray[np.int32], nodes: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Adjacency: where each node's edges begin, their other ends, and which edges they are."""
    tail = np.concatenate([u, v])
    order = np.argsort(tail, kind="stable").astype(np.int32)
    ptr = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=nodes))]).astype(np.int64)
    head = np.concatenate([v, u])[order]
    return ptr, head, order % np.int32(max(1, len(u)))
