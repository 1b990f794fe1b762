"""Inside one cell of the mesh: which straight lines run over water, and where to turn.

Every kernel works on a *window*: the cell's pixels unpacked to bytes with a border of
one pixel, so that ``win[i + 1, j + 1]`` is the pixel ``i`` rows and ``j`` columns from
the cell's corner. Coordinates are pixels from that corner. The kernels release the
interpreter's lock: cells are worked on in threads.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from offing.sea.taut import clear_line, find_moves, pixel_way

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
        if r < 0 or r >= height:
            win[i, : size + 2] = 0
            continue
        for j in (0, size + 1):
            c = (c0 + j - 1) % width
            win[i, j] = (mask[r, c >> 3] >> (7 - (c & 7))) & 1
        for j in range(size):  # a cell's sides are at whole bytes, and none runs past ±180°
            win[i, j + 1] = (mask[r, (c0 + j) >> 3] >> (7 - ((c0 + j) & 7))) & 1


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
def _root(parent, i):  # type: ignore[no-untyped-def]
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@nb.njit(cache=True, nogil=True)
def _label_pieces(win, size, label, parent):  # type: ignore[no-untyped-def]
    """Give each pixel of water the number of its run; ``parent`` joins runs of one piece."""
    runs = np.int32(0)
    parent[0] = 0
    for r in range(size):
        before = np.int32(0)
        for c in range(size):
            if win[r + 1, c + 1] == 0:
                before = np.int32(0)
                label[r, c] = 0
                continue
            if before == 0:
                runs += np.int32(1)
                before = runs
                parent[runs] = runs
            label[r, c] = before
            # Runs above are joined once each, where the two begin to overlap.
            above = label[r - 1, c] if r > 0 else np.int32(0)
            if above and (c == 0 or label[r, c - 1] != before or label[r - 1, c - 1] != above):
                a, b = _root(parent, above), _root(parent, before)
                parent[max(a, b)] = min(a, b)


@nb.njit(cache=True, nogil=True)
def _flood(win, size, xs, ys, n, label, parent, out):  # type: ignore[no-untyped-def]
    """Which piece of the cell's water each of ``n`` points lies in; 0 for none."""
    _label_pieces(win, size, label, parent)
    for i in range(n):
        r = min(size - 1, max(0, int(np.floor(ys[i]))))
        c = min(size - 1, max(0, int(np.floor(xs[i]))))
        out[i] = _root(parent, label[r, c])


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
    moves = np.empty(size * size, np.uint8)
    find_moves(win, size, moves)
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
        turns, length = pixel_way(
            win, moves, size, squeeze, xs[bi], ys[bi], xs[bj], ys[bj], work, turn_x, turn_y
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
