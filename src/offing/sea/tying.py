"""Many positions tied to the mesh at once: which nodes each sees, by compiled code.

The same questions as `offing.sea.ties` and `offing.sea.local` ask one position at a time,
with the same answers: nodes of the own cell and near ones that a straight line over water
reaches, and taut ways to near nodes that land hides. For some dozens of positions and
more this costs less than a millisecond each; a few are tied without the compiler.
"""

from __future__ import annotations

import numpy as np

from offing.sea.grid import HEIGHT, WIDTH
from offing.sea.kernels import kernel

_E = 1e-6


@kernel(boundscheck=False)
def _stretch_is_water(run_row, start, end, row, low, high):  # type: ignore[no-untyped-def]
    """Whether pixels ``low`` to ``high`` of a row are all water, on any turn of the circle."""
    if row < 0 or row >= HEIGHT:
        return False
    turn = (low // WIDTH) * WIDTH
    low, high = low - turn, high - turn
    if high >= WIDTH:
        if not _within_run(run_row, start, end, row, np.int64(0), high - WIDTH):
            return False
        high = np.int64(WIDTH - 1)
    return _within_run(run_row, start, end, row, low, high)


@kernel(boundscheck=False)
def _within_run(run_row, start, end, row, low, high):  # type: ignore[no-untyped-def]
    a, b = np.int64(run_row[row]), np.int64(run_row[row + 1])
    first = a
    while a < b:
        m = (a + b) // 2
        if np.int64(start[m]) <= low:
            a = m + 1
        else:
            b = m
    return a > first and high < np.int64(end[a - 1])


@kernel(boundscheck=False)
def sees(run_row, start, end, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Whether the straight line between two pixel positions runs over water only."""
    if y0 <= y1:
        top, bottom, xt, xb = y0, y1, x0, x1
    else:
        top, bottom, xt, xb = y1, y0, x1, x0
    height = bottom - top
    first = np.int64(np.floor(top + height * _E))
    last = np.int64(np.floor(bottom - height * _E))
    for row in range(first, last + 1):
        if height == 0:
            a, b = xt, xb
        else:
            slope = (xb - xt) / height
            a = xt + slope * (max(np.float64(row), top) - top)
            b = xt + slope * (min(np.float64(row + 1), bottom) - top)
        low = np.int64(np.floor(min(a, b) + _E))
        high = max(low, np.int64(np.floor(max(a, b) - _E)))
        if not _stretch_is_water(run_row, start, end, row, low, high):
            return False
    return True


@kernel(boundscheck=False)
def _squared(nx, ny, u, x, y, squeeze):  # type: ignore[no-untyped-def]
    """Squared distance of a node, in pixels of the position's latitude."""
    half = WIDTH / 2
    dx = (nx[u] - x + half) % WIDTH - half
    dy = ny[u] - y
    return (dx * squeeze) ** 2 + dy * dy


@kernel(boundscheck=False)
def _nearest(nx, ny, by_y, sorted_y, x, y, squeeze, near):  # type: ignore[no-untyped-def]
    """The ``near`` nearest nodes and those as far as the last: looked for in a growing band."""
    reach = 32.0
    while True:
        low = np.searchsorted(sorted_y, y - reach)
        high = np.searchsorted(sorted_y, y + reach, side="right")
        found = np.empty(high - low, np.int64)
        far = np.empty(high - low, np.float64)
        k = 0
        for z in range(low, high):
            d = _squared(nx, ny, by_y[z], x, y, squeeze)
            if d <= reach * reach:
                found[k], far[k] = by_y[z], d
                k += 1
        if k >= near or reach > 4 * HEIGHT:
            break
        reach *= 2
    limit = np.partition(far[:k], near - 1)[near - 1] if k > near else np.inf
    return found[:k][far[:k] <= limit]


@kernel(boundscheck=False)
def _window(run_row, start, end, row, col, half, wet):  # type: ignore[no-untyped-def]
    """Water around a pixel into ``wet``, a square with the pixel in the middle."""
    size = 2 * half + 1
    wet[:] = False
    for i in range(size):
        r = row - half + i
        if r < 0 or r >= HEIGHT:
            continue
        for k in range(run_row[r], run_row[r + 1]):
            for turn in (-WIDTH, 0, WIDTH):
                a = np.int64(start[k]) + turn - (col - half)
                b = np.int64(end[k]) + turn - (col - half)
                for j in range(max(0, a), min(size, b)):
                    wet[i, j] = True


@kernel(boundscheck=False)
def _push(cost, item, n, d, p):  # type: ignore[no-untyped-def]
    """Into a binary heap of costs and pixels."""
    i = n
    while i > 0:
        up = (i - 1) // 2
        if cost[up] <= d:
            break
        cost[i], item[i] = cost[up], item[up]
        i = up
    cost[i], item[i] = d, p
    return n + 1


@kernel(boundscheck=False)
def _pop(cost, item, n):  # type: ignore[no-untyped-def]
    """The top goes; returns the new size."""
    n -= 1
    d, p = cost[n], item[n]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= n:
            break
        if child + 1 < n and cost[child + 1] < cost[child]:
            child += 1
        if cost[child] >= d:
            break
        cost[i], item[i] = cost[child], item[child]
        i = child
    cost[i], item[i] = d, p
    return n


@kernel(boundscheck=False)
def window_parents(run_row, start, end, row, col, squeeze, half, targets, parent):  # type: ignore[no-untyped-def]
    """Shortest ways over the pixels of a window from its middle, until all targets are met.

    ``parent`` (int32, one for each pixel): the pixel before each one, -1 at the middle,
    -2 where none leads.
    """
    size = 2 * half + 1
    wet = np.zeros((size, size), np.bool_)
    _window(run_row, start, end, row, col, half, wet)
    parent[:] = -2
    best = np.full(size * size, np.inf)
    done = np.zeros(size * size, np.bool_)
    wanted = np.zeros(size * size, np.bool_)
    left = 0
    for t in targets:
        if not wanted[t]:
            wanted[t] = True
            left += 1
    cost = np.empty(size * size * 8, np.float64)
    item = np.empty(size * size * 8, np.int64)
    middle = half * size + half
    best[middle], parent[middle] = 0.0, -1
    n = _push(cost, item, 0, 0.0, middle)
    slant = np.hypot(1.0, squeeze)
    while n > 0 and left > 0:
        d, p = cost[0], item[0]
        n = _pop(cost, item, n)
        if done[p]:
            continue
        done[p] = True
        if wanted[p]:
            left -= 1
        i, j = p // size, p % size
        for di in range(-1, 2):
            for dj in range(-1, 2):
                a, b = i + di, j + dj
                if (di == 0 and dj == 0) or a < 0 or b < 0 or a >= size or b >= size:
                    continue
                if not wet[a, b]:
                    continue
                if di != 0 and dj != 0 and not (wet[a, j] and wet[i, b]):
                    continue
                step = slant if di != 0 and dj != 0 else (1.0 if di != 0 else squeeze)
                q = a * size + b
                if not done[q] and d + step < best[q]:
                    best[q] = d + step
                    parent[q] = p
                    n = _push(cost, item, n, d + step, q)
    for q in range(size * size):
        if not done[q]:
            parent[q] = -2


@kernel(boundscheck=False)
def seen_nodes(run_row, start, end, nx, ny, own_ptr, own, xs, ys, squeezes, near):  # type: ignore[no-untyped-def]
    """For each position its near nodes, nearest first, and whether it sees them.

    ``own``: the nodes of the cell of each position, in ``own_ptr`` order. Returns where
    each position's begin, the nodes, and whether they are seen.
    """
    n = len(xs)
    ptr = np.zeros(n + 1, np.int64)
    cap = n * near + len(own)
    nodes = np.empty(cap, np.int64)
    seen = np.empty(cap, np.bool_)
    by_y = np.argsort(ny)
    sorted_y = ny[by_y]
    half = WIDTH / 2
    total = 0
    for i in range(n):
        x, y, squeeze = xs[i], ys[i], squeezes[i]
        first = _nearest(nx, ny, by_y, sorted_y, x, y, squeeze, near)
        found = np.empty(len(first) + own_ptr[i + 1] - own_ptr[i], np.int64)
        found[: len(first)] = first
        k = len(first)
        for z in range(own_ptr[i], own_ptr[i + 1]):
            if not (first == own[z]).any():
                found[k] = own[z]
                k += 1
        found = np.sort(found[:k])
        far = np.empty(k, np.float64)
        for z in range(k):
            far[z] = _squared(nx, ny, found[z], x, y, squeeze)
        order = np.argsort(far, kind="mergesort")
        if total + k > cap:
            more = np.empty(2 * cap + k, np.int64)
            more[:total] = nodes[:total]
            more_seen = np.empty(2 * cap + k, np.bool_)
            more_seen[:total] = seen[:total]
            nodes, seen, cap = more, more_seen, 2 * cap + k
        for z in order:
            u = found[z]
            dx = (nx[u] - x + half) % WIDTH - half
            nodes[total] = u
            seen[total] = sees(run_row, start, end, x, y, x + dx, ny[u])
            total += 1
        ptr[i + 1] = total
    return ptr, nodes[:total], seen[:total]


@kernel(boundscheck=False)
def cells_of(cell_row, cell_col, cell_size, xs, ys):  # type: ignore[no-untyped-def]
    """The cell that each pixel position lies in; -1 for none."""
    out = np.full(len(xs), -1, np.int64)
    for i in range(len(xs)):
        for c in range(len(cell_row)):
            r, k, size = np.int64(cell_row[c]), np.int64(cell_col[c]), np.int64(cell_size[c])
            if r <= ys[i] < r + size and k <= xs[i] < k + size:
                out[i] = c
                break
    return out


@kernel(boundscheck=False)
def taut(run_row, start, end, xs, ys):  # type: ignore[no-untyped-def]
    """Which points of a line stay when each is left out that its neighbours do without."""
    keep = np.empty(len(xs), np.int64)
    keep[0] = 0
    n, i = 1, 0
    while i < len(xs) - 1:
        j, low, high = i + 1, i + 1, len(xs) - 1
        while low <= high:  # the farthest point seen, by halving
            mid = (low + high) // 2
            if sees(run_row, start, end, xs[i], ys[i], xs[mid], ys[mid]):
                j, low = mid, mid + 1
            else:
                high = mid - 1
        keep[n] = j
        n += 1
        i = j
    return keep[:n].copy()
