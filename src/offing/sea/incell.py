"""Inside one cell of the mesh: which straight lines run over water, and where to turn.

Every kernel works on a *window*: the cell's pixels unpacked to bytes with a border of
one pixel, so that ``win[i + 1, j + 1]`` is the pixel ``i`` rows and ``j`` columns from
the cell's corner. Coordinates are pixels from that corner. The kernels release the
interpreter's lock: cells are worked on in threads.
"""

from __future__ import annotations

import heapq

import numba as nb
import numpy as np

MAX_NODES = 640
"""Most nodes that one cell may hold."""
MAX_EDGES = 120_000
NARROW_PIXELS = 14.0
"""A stretch of a side shorter than this (some 6 nm) has one portal."""
OFF_COAST_PIXELS = 2.0
"""How far from land the portals of longer stretches stand."""
WIDE_PIXELS = 28.0
"""A stretch with land at one end that is longer (some 13 nm) has a portal in its open part, too;
one with land at both ends from twice as much on."""
_SLACK_PIXELS = 5.0
"""A detour below this many pixels is not worth a new corner."""
_FORCED_RUNS = 6
_IDLE, _IDLE_PIXELS = 1.0005, 0.02
"""How much longer than the shortest a way by a corner may be for the corner to be kept."""
_BESIDE_PIXELS = 6.0
"""A turn this near a corner is not worth a corner of its own, if that one does."""


@nb.njit(cache=True, nogil=True)
def unpack_window(mask, r0, c0, size, win):  # type: ignore[no-untyped-def]
    """Fill ``win`` (size + 2 squared) with the pixels from one row and column before."""
    height, width = mask.shape[0], mask.shape[1] * 8
    for i in range(size + 2):
        r = r0 + i - 1
        for j in range(size + 2):
            c = (c0 + j - 1) % width
            if r < 0 or r >= height:
                win[i, j] = 0
            else:
                win[i, j] = (mask[r, c >> 3] >> (7 - (c & 7))) & 1


@nb.njit(cache=True, nogil=True)
def clear_line(win, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Whether every pixel that the segment runs through is water (Amanatides and Woo)."""
    if x0 > x1 or (x0 == x1 and y0 > y1):  # one order, so that both ways give one answer
        x0, x1, y0, y1 = x1, x0, y1, y0
    dx, dy = x1 - x0, y1 - y0
    if dx == 0.0 and dy == 0.0:
        return True
    e = 1e-6  # start and end inside a pixel, not on its border
    ax, ay, bx, by = x0 + dx * e, y0 + dy * e, x1 - dx * e, y1 - dy * e
    c, r = int(np.floor(ax)), int(np.floor(ay))
    n = abs(int(np.floor(bx)) - c) + abs(int(np.floor(by)) - r) + 1
    step_c = 1 if dx > 0 else -1
    step_r = 1 if dy > 0 else -1
    tdx = abs(1.0 / dx) if dx != 0 else 1e30
    tdy = abs(1.0 / dy) if dy != 0 else 1e30
    tx = ((c + 1 - ax) if dx > 0 else (ax - c)) * tdx
    ty = ((r + 1 - ay) if dy > 0 else (ay - r)) * tdy
    last = win.shape[0] - 1
    for _ in range(n):
        if r < -1 or c < -1 or r + 1 > last or c + 1 > last or win[r + 1, c + 1] == 0:
            return False
        if tx < ty:
            tx += tdx
            c += step_c
        else:
            ty += tdy
            r += step_r
    return True


@nb.njit(cache=True, nogil=True)
def side_portals(win, size, side, density, out):  # type: ignore[no-untyped-def]
    """Portals on one side (0 west, 1 east, 2 north, 3 south): positions along it.

    A run of pixels that are water on both sides of the line has one portal in its middle
    where it is short. A longer one has one close to each end that is land, since shortest
    ways keep to the coasts, and others at equal spaces: ``density`` on a whole side.
    Returns how many were written to ``out``.
    """
    n, i = 0, 0
    while i < size:
        if not _both_wet(win, size, side, i):
            i += 1
            continue
        j = i
        while j < size and _both_wet(win, size, side, j):
            j += 1
        low, high = i > 0, j < size  # whether land ends the run there
        if j - i < NARROW_PIXELS:
            out[n] = 0.5 * (i + j)
            n += 1
        elif not low and not high:
            n = _spread(i, j, max(1, round((j - i) * density / size)), 0.5, 0.5, out, n)
        else:
            a, b = float(i), float(j)
            if low:
                a += OFF_COAST_PIXELS
                out[n] = a
                n += 1
            if high:
                b -= OFF_COAST_PIXELS
                out[n] = b
                n += 1
            more = round((j - i) * density / size - (0.5 if low else 0.0) - (0.5 if high else 0.0))
            if j - i > (WIDE_PIXELS if low != high else 2 * WIDE_PIXELS):
                more = max(1, more)  # ways that keep to no coast: from a cape to the next cell
            n = _spread(a, b, max(0, more), 1.0 if low else 0.5, 1.0 if high else 0.5, out, n)
        i = j
    return n


@nb.njit(cache=True, nogil=True)
def _spread(a, b, count, before, after, out, n):  # type: ignore[no-untyped-def]
    """``count`` points between two at equal spaces, these shares of a space from the ends."""
    for q in range(count):
        out[n] = a + (b - a) * (q + before) / (count - 1 + before + after)
        n += 1
    return n


@nb.njit(cache=True, nogil=True)
def _both_wet(win, size, side, i):  # type: ignore[no-untyped-def]
    if side == 0:
        return win[i + 1, 0] == 1 and win[i + 1, 1] == 1
    if side == 1:
        return win[i + 1, size] == 1 and win[i + 1, size + 1] == 1
    if side == 2:
        return win[0, i + 1] == 1 and win[1, i + 1] == 1
    return win[size, i + 1] == 1 and win[size + 1, i + 1] == 1


@nb.njit(cache=True, nogil=True)
def same_side(x0, y0, x1, y1, size):  # type: ignore[no-untyped-def]
    """Whether two points lie on one side line of the cell."""
    return (x0 == x1 and (x0 == 0.0 or x0 == size)) or (y0 == y1 and (y0 == 0.0 or y0 == size))


@nb.njit(cache=True, nogil=True)
def _flood(win, size, xs, ys, n, label, queue, out):  # type: ignore[no-untyped-def]
    """Which piece of the cell's water each of ``n`` points lies in; 0 for none."""
    label[:size, :size] = 0
    pieces = 0
    for i in range(n):
        r = min(size - 1, max(0, int(np.floor(ys[i]))))
        c = min(size - 1, max(0, int(np.floor(xs[i]))))
        if win[r + 1, c + 1] == 0:
            out[i] = 0
            continue
        if label[r, c] == 0:
            pieces += 1
            label[r, c] = pieces
            queue[0] = r * size + c
            head, tail = 0, 1
            while head < tail:
                p = queue[head]
                head += 1
                pr, pc = p // size, p % size
                for d in range(4):
                    rr = pr + (1 if d == 0 else -1 if d == 1 else 0)
                    cc = pc + (1 if d == 2 else -1 if d == 3 else 0)
                    if rr < 0 or cc < 0 or rr >= size or cc >= size:
                        continue
                    if label[rr, cc] == 0 and win[rr + 1, cc + 1] == 1:
                        label[rr, cc] = pieces
                        queue[tail] = rr * size + cc
                        tail += 1
        out[i] = label[r, c]


@nb.njit(cache=True, nogil=True)
def _pixel_way(win, size, squeeze, x0, y0, x1, y1, work, turn_x, turn_y):  # type: ignore[no-untyped-def]
    """A* over the cell's pixels, pulled taut: (turns, length); turns is -1 with no way."""
    dist, parent, stamp, done, counter = work
    counter[0] += 1
    now = counter[0]
    a = min(size - 1, max(0, int(y0))) * size + min(size - 1, max(0, int(x0)))
    b = min(size - 1, max(0, int(y1))) * size + min(size - 1, max(0, int(x1)))
    br, bc = b // size, b % size
    heap = [(0.0, a)]
    dist[a], parent[a], stamp[a], done[a] = 0.0, -1, now, 0
    found = False
    while len(heap) > 0:
        _, k = heapq.heappop(heap)
        if done[k] == 1:
            continue
        done[k] = 1
        if k == b:
            found = True
            break
        r, c = k // size, k % size
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                rr, cc = r + dr, c + dc
                if (dr == 0 and dc == 0) or rr < 0 or cc < 0 or rr >= size or cc >= size:
                    continue
                if win[rr + 1, cc + 1] == 0:
                    continue
                if dr != 0 and dc != 0 and (win[rr + 1, c + 1] == 0 or win[r + 1, cc + 1] == 0):
                    continue
                kk = rr * size + cc
                d = dist[k] + np.sqrt(dr * dr + (dc * squeeze) ** 2)
                if stamp[kk] == now and (done[kk] == 1 or d >= dist[kk] - 1e-9):
                    continue
                stamp[kk], done[kk], dist[kk], parent[kk] = now, 0, d, k
                left = np.sqrt((rr - br) ** 2 + ((cc - bc) * squeeze) ** 2)
                heapq.heappush(heap, (d + left, kk))
    if not found:
        return -1, 0.0
    m, k = 0, b
    while k >= 0:
        m += 1
        k = parent[k]
    px, py = np.empty(m + 2), np.empty(m + 2)
    k, i = b, m
    while k >= 0:
        px[i], py[i] = k % size + 0.5, k // size + 0.5
        k = parent[k]
        i -= 1
    px[0], py[0], px[m + 1], py[m + 1] = x0, y0, x1, y1
    return _pull_taut(win, squeeze, px, py, m + 2, turn_x, turn_y)


@nb.njit(cache=True, nogil=True)
def _pull_taut(win, squeeze, px, py, m, turn_x, turn_y):  # type: ignore[no-untyped-def]
    i, n, length = 0, 0, 0.0
    while i < m - 1:
        j = m - 1
        while j > i + 1 and not clear_line(win, px[i], py[i], px[j], py[j]):
            j -= 1
        length += np.sqrt((py[j] - py[i]) ** 2 + ((px[j] - px[i]) * squeeze) ** 2)
        if j < m - 1 and n < len(turn_x):
            turn_x[n], turn_y[n] = px[j], py[j]
            n += 1
        i = j
    return n, length


@nb.njit(cache=True, nogil=True)
def _link(win, size, squeeze, xs, ys, z, D, edge_u, edge_v, ne, ignore_sides):  # type: ignore[no-untyped-def]
    """Join node ``z`` to every earlier one that it sees; returns the count of edges."""
    D[z, z] = 0.0
    for q in range(z):
        D[z, q] = np.inf
        D[q, z] = np.inf
        if not ignore_sides and same_side(xs[z], ys[z], xs[q], ys[q], size):
            continue
        if clear_line(win, xs[z], ys[z], xs[q], ys[q]):
            d = np.sqrt((ys[z] - ys[q]) ** 2 + ((xs[z] - xs[q]) * squeeze) ** 2)
            D[z, q] = d
            D[q, z] = d
            if ne < len(edge_u):
                edge_u[ne], edge_v[ne] = z, q
                ne += 1
    return ne


@nb.njit(cache=True, nogil=True)
def _relax_through(D, z, n):  # type: ignore[no-untyped-def]
    """Update all in-cell distances for the new node ``z``."""
    for q in range(n):
        if q != z and D[z, q] < np.inf:
            dq = D[z, q]
            for j in range(n):
                if dq + D[q, j] < D[z, j]:
                    D[z, j] = dq + D[q, j]
    for j in range(n):
        D[j, z] = D[z, j]
    for i in range(n):
        di = D[i, z]
        if di < np.inf:
            for j in range(n):
                if di + D[z, j] < D[i, j]:
                    D[i, j] = di + D[z, j]


@nb.njit(cache=True, nogil=True)
def _is_beside(xs, ys, first, last, x, y):  # type: ignore[no-untyped-def]
    """Whether one of the corners ``first:last`` lies within `_BESIDE_PIXELS` of a point."""
    for k in range(first, last):
        if abs(xs[k] - x) <= _BESIDE_PIXELS and abs(ys[k] - y) <= _BESIDE_PIXELS:
            return True
    return False


@nb.njit(cache=True, nogil=True)
def cell_graph(  # type: ignore[no-untyped-def]
    win,
    size,
    squeeze,
    xs,
    ys,
    n,
    max_corners,
    max_runs,
    detour,
    final,
    work,
    D,
    label,
    queue,
    edges,
):
    """The graph of straight lines in a cell, with corners where lines must bend.

    ``xs, ys`` hold ``n`` terminals and receive the corners. Corners are added for the
    pair of terminals with the worst detour, until none is above ``detour`` (a ratio).
    A cell that needs too much work is refused (split it) unless ``final``.
    Returns (accepted, nodes, edges).
    """
    edge_u, edge_v = edges
    ne = 0
    for p in range(n):
        ne = _link(win, size, squeeze, xs, ys, p, D, edge_u, edge_v, ne, False)
    for k in range(n):
        for i in range(n):
            if D[i, k] < np.inf:
                for j in range(n):
                    if D[i, k] + D[k, j] < D[i, j]:
                        D[i, j] = D[i, k] + D[k, j]
    terminals, runs = n, 0
    piece = np.zeros(terminals, np.int32)
    _flood(win, size, xs, ys, terminals, label, queue, piece)
    tried = np.zeros((terminals, terminals), np.uint8)
    turn_x, turn_y = np.empty(64), np.empty(64)
    while True:
        bi, bj, worst = -1, -1, 0.0
        for i in range(terminals):
            for j in range(i):
                if tried[i, j] or piece[i] != piece[j] or piece[i] == 0:
                    continue
                straight = np.sqrt((ys[i] - ys[j]) ** 2 + ((xs[i] - xs[j]) * squeeze) ** 2)
                excess = 1e9 if D[i, j] == np.inf else D[i, j] - straight
                if D[i, j] <= straight * detour + _SLACK_PIXELS:
                    continue
                if excess > worst:
                    bi, bj, worst = i, j, excess
        if bi < 0:
            return True, n, ne
        if (runs >= max_runs and worst < 1e8) or runs >= max_runs * _FORCED_RUNS:
            return final, n, ne
        tried[bi, bj] = 1
        runs += 1
        turns, length = _pixel_way(
            win, size, squeeze, xs[bi], ys[bi], xs[bj], ys[bj], work, turn_x, turn_y
        )
        if turns < 0 or D[bi, bj] <= length * (1 + (detour - 1) * 0.4) + 1.5:
            continue
        if n - terminals + turns > max_corners and not final:
            return False, n, ne
        if n + turns >= MAX_NODES:
            return final, n, ne
        # Turns beside corners that are there already are added only if those do not do.
        enough = length * (1 + (detour - 1) * 0.4) + 1.5
        there = n
        for again in range(2):
            if again == 1 and D[bi, bj] <= enough:
                break
            for z in range(turns):
                beside = _is_beside(xs, ys, terminals, there, turn_x[z], turn_y[z])
                if beside == (again == 0):
                    continue
                xs[n], ys[n] = turn_x[z], turn_y[z]
                ne = _link(win, size, squeeze, xs, ys, n, D, edge_u, edge_v, ne, True)
                n += 1
                _relax_through(D, n - 1, n)


@nb.njit(cache=True, nogil=True)
def needed_corners(D, terminals, total, needed):  # type: ignore[no-untyped-def]
    """Which nodes of a cell to keep: terminals, and corners on a shortest way between two.

    A corner that was added for one pair often stands idle once others were added.
    """
    needed[:terminals] = True
    for z in range(terminals, total):
        needed[z] = False
        for i in range(terminals):
            if needed[z]:
                break
            for j in range(i):
                if D[i, j] < np.inf and D[i, z] + D[z, j] <= D[i, j] * _IDLE + _IDLE_PIXELS:
                    needed[z] = True
                    break


@nb.njit(cache=True, nogil=True)
def workspace(size):  # type: ignore[no-untyped-def]
    """Scratch arrays for the A* of cells of up to ``size`` pixels."""
    m = size * size
    return (
        np.empty(m, np.float64),
        np.empty(m, np.int64),
        np.zeros(m, np.int64),
        np.zeros(m, np.uint8),
        np.zeros(1, np.int64),
    )
