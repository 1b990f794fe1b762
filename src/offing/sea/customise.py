"""Bringing edge lengths into the hierarchy: all anew, or only what a closure changes.

An arc's length is the least of its edge's and of the two sides of every triangle below
it. A closure changes few arcs: those whose edge changed, and upward from these those that
they carried. `change` finds them in the order of the ranks and leaves the rest as it
was; since each length is the least of the same sums, the outcome is that of `relax`,
bit for bit. The kernels run without Python's lock.
"""

from __future__ import annotations

import numpy as np

from offing.sea.kernels import kernel

_FREE_OF_NAN = {"nnan", "nsz"}


@kernel(nogil=True)
def find_arc(first, heads, low, high):  # type: ignore[no-untyped-def]
    """The arc from one rank up to another, or where it would be."""
    a, b = first[low], first[low + 1] - 1
    while a < b:
        m = (a + b) // 2
        if heads[m] < high:
            a = m + 1
        else:
            b = m
    return a


@kernel(boundscheck=False, nogil=True, fastmath=_FREE_OF_NAN)
def _relax_rank(first, heads, W, v):  # type: ignore[no-untyped-def]
    """Relax the triangles above one rank.

    What lies above v lies above each of its heads u too, in long runs that are the same
    in both rows: where the first and the last of so many arcs agree, all between do.
    """
    s, e = first[v], first[v + 1]
    for p in range(s, e - 1):
        wp = W[p]
        if wp == np.inf:
            continue
        q = first[heads[p]]
        r = p + 1
        while r < e:
            while heads[q] != heads[r]:
                q += 1
            run = e - r
            while run > 1 and heads[q + run - 1] != heads[r + run - 1]:
                run >>= 1
            to, of = W[q : q + run], W[r : r + run]
            for k in range(run):
                d = wp + of[k]
                w = to[k]
                to[k] = d if d < w else w
            q += run
            r += run


@kernel(boundscheck=False, nogil=True)
def relax(first, heads, W, ranks):  # type: ignore[no-untyped-def]
    """Relax the triangles above each of the ranks, in their order."""
    for i in range(len(ranks)):
        _relax_rank(first, heads, W, ranks[i])


@kernel(boundscheck=False, nogil=True, fastmath=_FREE_OF_NAN)
def merge(copies, W, start, end):  # type: ignore[no-untyped-def]
    """The least of several copies of the lengths, for a part of the arcs."""
    for a in range(start, end):
        W[a] = copies[0, a]
    for g in range(1, len(copies)):
        for a in range(start, end):
            x, w = copies[g, a], W[a]
            W[a] = x if x < w else w


@kernel(boundscheck=False, nogil=True)
def _anew(first, heads, low_ptr, low_node, low_arc, edge_of, nm, W, v, arcs, count, slot):  # type: ignore[no-untyped-def]
    """The lengths of some arcs of one rank found anew from what lies below."""
    e = first[v + 1]
    for i in range(count):
        edge = edge_of[arcs[i]]
        W[arcs[i]] = nm[edge] if edge >= 0 else np.inf
    few = count * 8 < e - first[v]
    if not few:
        for i in range(count):
            slot[heads[arcs[i]]] = arcs[i]
    top = heads[arcs[count - 1]]
    for z in range(low_ptr[v], low_ptr[v + 1]):
        c, a = low_node[z], low_arc[z]
        wl, end = W[a], first[c + 1]
        if wl == np.inf or heads[end - 1] < heads[arcs[0]]:
            continue
        if few:
            for i in range(count):
                x = heads[arcs[i]]
                r = find_arc(first, heads, c, x)
                if heads[r] == x and wl + W[r] < W[arcs[i]]:
                    W[arcs[i]] = wl + W[r]
        else:
            for r in range(a + 1, end):
                x = heads[r]
                if x > top:
                    break
                to = slot[x]
                if to >= 0 and wl + W[r] < W[to]:
                    W[to] = wl + W[r]
    if not few:
        for i in range(count):
            slot[heads[arcs[i]]] = -1


@kernel(boundscheck=False, nogil=True)
def change(first, heads, low_ptr, low_node, low_arc, edge_of, nm, W, begun, limit):  # type: ignore[no-untyped-def]
    """Bring changed edges (``begun``: their arcs) into lengths that were right before.

    ``nm`` holds the miles of each edge, ``edge_of`` the edge of each arc (-1: none).

    Returns the arcs whose length became another, or ``None`` where more than ``limit``
    had to be looked at: then ``W`` is of no use and all must be relaxed.
    """
    n = len(first) - 1
    dirty = np.zeros(len(heads), np.uint8)
    row_dirty = np.zeros(n, np.uint8)
    slot = np.full(n, -1, np.int64)
    changed = np.empty(limit, np.int64)
    total, looked = 0, 0
    for i in range(len(begun)):
        dirty[begun[i]] = 1
    v = 0
    for i in range(len(begun)):  # arcs ascend, and so do their ranks
        while first[v + 1] <= begun[i]:
            v += 1
        row_dirty[v] = 1
    arcs = np.empty(n, np.int64)
    for v in range(n):
        if not row_dirty[v]:
            continue
        s, e = first[v], first[v + 1]
        count = 0
        for a in range(s, e):
            if dirty[a]:
                arcs[count] = a
                count += 1
        looked += count
        if looked > limit:
            return None
        before = W[s:e].copy()
        _anew(first, heads, low_ptr, low_node, low_arc, edge_of, nm, W, v, arcs, count, slot)
        for i in range(count):
            p = arcs[i]
            if W[p] == before[p - s]:
                continue
            changed[total] = p
            total += 1
            for r in range(s, e):
                if r == p:
                    continue
                u, x = min(heads[p], heads[r]), max(heads[p], heads[r])
                old, new = before[p - s] + before[r - s], W[p] + W[r]
                q = find_arc(first, heads, u, x)
                # It was carried by this triangle, or is shorter by it now.
                if (old == W[q] and old != np.inf) or new < W[q]:
                    dirty[q] = 1
                    row_dirty[u] = 1
    return changed[:total].copy()
