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


@kernel(boundscheck=False, nogil=True, fastmath=_FREE_OF_NAN)
def _relax_into(first, heads, W, c, a, v, low, top):  # type: ignore[no-untyped-def]
    """Relax the arcs of rank v, from ``low`` to ``top``, by those of rank c below.

    ``a`` is the arc from c to v. What lies above c and v lies above v too: as in
    `_relax_rank`.
    """
    wl, end = W[a], first[c + 1]
    r, q = a + 1, low
    while r < end and heads[r] < heads[q]:
        r += 1
    while r < end and q <= top:
        while q <= top and heads[q] < heads[r]:
            q += 1
        if q > top:
            break
        run = min(end - r, top + 1 - q)
        while run > 1 and heads[q + run - 1] != heads[r + run - 1]:
            run >>= 1
        if heads[q] != heads[r]:
            break  # beyond the top
        to, of = W[q : q + run], W[r : r + run]
        for k in range(run):
            d = wl + of[k]
            w = to[k]
            to[k] = d if d < w else w
        q += run
        r += run


@kernel(boundscheck=False, nogil=True)
def _anew(first, heads, tails, low_ptr, low_arc, edge_arc, edge, nm, W, v, arcs, count):  # type: ignore[no-untyped-def]
    """The lengths of some arcs of one rank, ascending, found anew from what lies below."""
    k = np.searchsorted(edge_arc, arcs[0])
    for i in range(count):
        while k < len(edge_arc) and edge_arc[k] < arcs[i]:
            k += 1
        is_edge = k < len(edge_arc) and edge_arc[k] == arcs[i]
        W[arcs[i]] = nm[edge[k]] if is_edge else np.inf
    few = count * 16 < first[v + 1] - first[v]
    low, top = arcs[0], arcs[count - 1]
    for z in range(low_ptr[v], low_ptr[v + 1]):
        a = low_arc[z]
        c = tails[a]
        wl, end = W[a], first[c + 1]
        if wl == np.inf or heads[end - 1] < heads[low]:
            continue
        if few:
            for i in range(count):
                x = heads[arcs[i]]
                r = find_arc(first, heads, c, x)
                if heads[r] == x and wl + W[r] < W[arcs[i]]:
                    W[arcs[i]] = wl + W[r]
        else:
            _relax_into(first, heads, W, c, a, v, low, top)


@kernel(boundscheck=False, nogil=True, fastmath=_FREE_OF_NAN)
def _mark_rows(first, heads, W, before, other, s, e, dirty, row_dirty):  # type: ignore[no-untyped-def]
    """Mark what triangles above one rank carried, or now make shorter; all of them.

    ``other`` tells which arcs of the rank became another length, ``before`` what they were.
    """
    for p in range(s, e - 1):
        bp, wp, op = before[p - s], W[p], other[p - s]
        q, r, any_ = first[heads[p]], p + 1, np.uint8(0)
        while r < e:
            while heads[q] != heads[r]:
                q += 1
            run = e - r
            while run > 1 and heads[q + run - 1] != heads[r + run - 1]:
                run >>= 1
            of, was = W[r : r + run], before[r - s : r - s + run]
            changed, to, mark = other[r - s : r - s + run], W[q : q + run], dirty[q : q + run]
            for k in range(run):
                old, new, w = bp + was[k], wp + of[k], to[k]
                hit = ((old == w) & (old < np.inf)) | (new < w)
                m = np.uint8(hit) & (op | changed[k])
                mark[k] |= m
                any_ |= m
            q += run
            r += run
        row_dirty[heads[p]] |= any_


@kernel(boundscheck=False, nogil=True)
def _mark_few(first, heads, W, before, other, s, e, dirty, row_dirty):  # type: ignore[no-untyped-def]
    """As `_mark_rows`, where few arcs of the rank became another length."""
    for p in range(s, e):
        if not other[p - s]:
            continue
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


@kernel(boundscheck=False, nogil=True)
def change(first, heads, tails, low_ptr, low_arc, edge_arc, edge, nm, W, begun, limit):  # type: ignore[no-untyped-def]
    """Bring changed edges (``begun``: their arcs) into lengths that were right before.

    ``nm`` holds the miles of each edge, ``edge_arc`` the arcs that are edges, ascending,
    and ``edge`` which edge each of these is.

    Returns whether fewer than ``limit`` arcs had to be looked at; where not, ``W`` is of
    no use and all must be relaxed.
    """
    n = len(first) - 1
    dirty = np.zeros(len(heads), np.uint8)
    row_dirty = np.zeros(n, np.uint8)
    looked = 0
    for i in range(len(begun)):
        dirty[begun[i]] = 1
    v = 0
    for i in range(len(begun)):  # arcs ascend, and so do their ranks
        while first[v + 1] <= begun[i]:
            v += 1
        row_dirty[v] = 1
    arcs = np.empty(n, np.int64)
    row_before, row_other = np.empty(n, np.float32), np.empty(n, np.uint8)
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
            return False
        before, other = row_before[: e - s], row_other[: e - s]
        before[:] = W[s:e]
        _anew(
            first, heads, tails, low_ptr, low_arc, edge_arc, edge, nm, W, v, arcs[:count], count
        )  # fmt: skip
        changed = 0
        for a in range(s, e):
            other[a - s] = W[a] != before[a - s]
            changed += other[a - s]
        if changed * 16 < e - s:
            _mark_few(first, heads, W, before, other, s, e, dirty, row_dirty)
        else:
            _mark_rows(first, heads, W, before, other, s, e, dirty, row_dirty)
    return True
