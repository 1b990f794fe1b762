"""Matrices by sweeping the hierarchy downward, for many sources at once.

PHAST (Delling, Goldberg, Nowatzyk and Werneck 2013), limited to what lies above the
ports: one pass over all arcs carries the distances of a whole batch of sources, which
lie side by side, so that each arc is one wide addition. Each call does one thread's
share of the batches, without Python's lock.
"""

from __future__ import annotations

import numpy as np

from offing.sea.kernels import kernel

_BLOCK, _TILE, _LANES = 16, 64, 16


@kernel(boundscheck=False, nogil=True)
def _mark_above(ptr, head, row, mark, stamp, found, n):  # type: ignore[no-untyped-def]
    """Mark a row and all above it; newly marked ones go into ``found`` from ``n`` on."""
    while mark[row] != stamp:
        mark[row] = stamp
        found[n] = row
        n += 1
        if ptr[row] == ptr[row + 1]:
            break
        row = head[ptr[row]]  # the first arc leads to the parent
    return n


@kernel(fastmath={"nnan", "nsz"}, boundscheck=False, nogil=True)
def _sweep_up(ptr, head, W, D, found, low, high):  # type: ignore[no-untyped-def]
    """Carry distances from marked rows (ascending) upward, over several columns at once.

    ``low``, ``high``: the columns of the seeds at a row; they become those at and below it.
    All other columns of the row are infinite.
    """
    for z in range(len(found) - 1, -1, -1):
        i = found[z]
        first, last = ptr[i], ptr[i + 1]
        if first == last:
            continue
        to = head[first]
        low[to], high[to] = min(low[to], low[i]), max(high[to], high[i])
        a, b = low[i] // _LANES * _LANES, -(-high[i] // _LANES) * _LANES
        Di = D[i, a:b]
        for e in range(first, last):
            w = W[e]
            up = D[head[e], a:b]
            for k in range(b - a):
                x = Di[k] + w
                v = up[k]
                up[k] = x if x < v else v


@kernel(fastmath={"nnan", "nsz"}, boundscheck=False, nogil=True)
def _sweep_down(ptr, head, W, D, rows, width, mark, stamp):  # type: ignore[no-untyped-def]
    """One pass from the root downward, four arcs at a time over all columns.

    Rows that are not marked hold what was there before: they begin anew, from their first
    arcs, since to write them twice takes a third as long again. The four arcs are written
    out for both: as a kernel of their own, told which it is, they take 1.4 times as long.
    """
    for i in range(rows):
        e, last = ptr[i], ptr[i + 1]
        Di = D[i]
        if mark[i] != stamp and e + 4 <= last:
            w0, w1, w2, w3 = W[e], W[e + 1], W[e + 2], W[e + 3]
            a, b, c, d = D[head[e]], D[head[e + 1]], D[head[e + 2]], D[head[e + 3]]
            for k in range(width):
                x, y, z, t = a[k] + w0, b[k] + w1, c[k] + w2, d[k] + w3
                x = x if x < y else y
                z = z if z < t else t
                Di[k] = x if x < z else z
            e += 4
        elif mark[i] != stamp:
            for k in range(width):
                Di[k] = np.float32(np.inf)
        while e + 4 <= last:
            w0, w1, w2, w3 = W[e], W[e + 1], W[e + 2], W[e + 3]
            a, b, c, d = D[head[e]], D[head[e + 1]], D[head[e + 2]], D[head[e + 3]]
            for k in range(width):
                x, y, z, t = a[k] + w0, b[k] + w1, c[k] + w2, d[k] + w3
                x = x if x < y else y
                z = z if z < t else t
                x = x if x < z else z
                v = Di[k]
                Di[k] = x if x < v else v
            e += 4
        while e < last:
            w = W[e]
            a = D[head[e]]
            for k in range(width):
                x = a[k] + w
                v = Di[k]
                Di[k] = x if x < v else v
            e += 1


@kernel(boundscheck=False, nogil=True)
def _start(ptr, head, D, seed_ptr, seeds, nms, s0, width, mark, stamp, found, low, high):  # type: ignore[no-untyped-def]
    """Put a batch's seeds into its columns; returns the rows at and above them, ascending."""
    n = 0
    for k in range(width):
        for e in range(seed_ptr[s0 + k], seed_ptr[s0 + k + 1]):
            n = _mark_above(ptr, head, seeds[e], mark, stamp, found, n)
    rows = np.sort(found[:n])
    for i in range(n):
        D[rows[i]] = np.float32(np.inf)
        low[rows[i]], high[rows[i]] = width, 0
    for k in range(width):
        for e in range(seed_ptr[s0 + k], seed_ptr[s0 + k + 1]):
            row = seeds[e]
            D[row, k] = min(D[row, k], nms[e])
            low[row], high[row] = min(low[row], k), max(high[row], k + 1)
    return rows


@kernel(fastmath={"nnan", "nsz"}, boundscheck=False, nogil=True)
def rectangle(  # type: ignore[no-untyped-def]
    ptr, head, W, seed_ptr, seeds, nms, end_ptr, ends, end_nm, out, batch, t, threads
):
    """Distances from seeds to ends, each of one or several rows with miles to each.

    Every ``threads``-th batch, from the one numbered ``t`` on: one thread's share.
    """
    n = len(seed_ptr) - 1
    batches = (n + batch - 1) // batch
    D = np.empty((len(ptr) - 1, batch), np.float32)
    mark = np.full(len(ptr) - 1, -1, np.int32)
    found, low, high = np.empty((3, len(ptr) - 1), np.int32)
    for b in range(t, batches, threads):
        s0 = b * batch
        width = min(batch, n - s0)
        up = _start(ptr, head, D, seed_ptr, seeds, nms, s0, width, mark, b, found, low, high)
        _sweep_up(ptr, head, W, D, up, low, high)
        _sweep_down(ptr, head, W, D, len(ptr) - 1, batch, mark, b)
        for q in range(width):
            for j in range(len(end_ptr) - 1):
                best = np.float32(np.inf)
                for e in range(end_ptr[j], end_ptr[j + 1]):
                    best = min(best, D[ends[e], q] + end_nm[e])
                out[s0 + q, j] = best


@kernel(fastmath={"nnan", "nsz"}, boundscheck=False, nogil=True)
def square(ptr, head, W, seed_ptr, seeds, nms, place, out, batch, t, threads):  # type: ignore[no-untyped-def]
    """Distances among rows that ascend, each pair once; ``place``: where they are in ``out``.

    Filled is the entry of the later row and the earlier column; `mirror` does the other.

    A batch needs only the rows down to its last one. Batches are dealt out to threads in
    turn, since the later ones cost more.
    """
    n = len(seeds)
    batches = (n + batch - 1) // batch
    D = np.empty((len(ptr) - 1, batch), np.float32)
    mark = np.full(len(ptr) - 1, -1, np.int32)
    found, low, high = np.empty((3, len(ptr) - 1), np.int32)
    for b in range(t, batches, threads):
        s0 = b * batch
        width = min(batch, n - s0)
        up = _start(ptr, head, D, seed_ptr, seeds, nms, s0, width, mark, b, found, low, high)
        _sweep_up(ptr, head, W, D, up, low, high)
        _sweep_down(ptr, head, W, D, seeds[s0 + width - 1] + 1, batch, mark, b)
        last = s0 + width
        for j0 in range(0, last, _BLOCK):  # some rows at a time, while they are at hand
            j1 = min(last, j0 + _BLOCK)
            for q in range(width):
                to = out[place[s0 + q]]
                for j in range(j0, min(j1, s0 + q + 1)):
                    to[place[j]] = D[seeds[j], q]


@kernel(boundscheck=False, nogil=True)
def mirror(out, order, t, threads):  # type: ignore[no-untyped-def]
    """Fill the half of a symmetric matrix that `square` leaves, tile by tile.

    ``order`` (n): each row's place among the rows that ascend.
    """
    n = len(order)
    for i0 in range(t * _TILE, n, threads * _TILE):
        for j0 in range(0, n, _TILE):
            for i in range(i0, min(n, i0 + _TILE)):
                to = out[i]
                for j in range(j0, min(n, j0 + _TILE)):
                    if order[j] > order[i]:
                        to[j] = out[j, i]
