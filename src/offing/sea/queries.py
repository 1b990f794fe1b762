"""One way through the hierarchy: upward from both ends, and its shortcuts taken apart."""

from __future__ import annotations

import numpy as np

from offing.sea.customise import find_arc
from offing.sea.kernels import kernel

_STACK = 4096


@kernel(boundscheck=False, nogil=True)
def up_all(first, heads, W, seeds, nms, dist, prev, touched):  # type: ignore[no-untyped-def]
    """Distances upward from several seeds; returns how many ranks were touched.

    ``touched`` (bytes, all zero before and after) marks ranks to visit, in rank order.
    """
    n = len(first) - 1
    low = n
    for i in range(len(seeds)):
        v = seeds[i]
        if nms[i] < dist[v]:
            dist[v] = nms[i]
            prev[v] = -1
        touched[v] = 1
        low = min(low, v)
    for v in range(low, n):
        if not touched[v]:
            continue
        touched[v] = 0
        dv = dist[v]
        for e in range(first[v], first[v + 1]):
            d = dv + W[e]
            h = heads[e]
            if d < dist[h]:
                dist[h] = d
                prev[h] = v
                touched[h] = 1


@kernel(boundscheck=False, nogil=True, fastmath={"nnan", "nsz"})
def relax_up(run_ptr, run_arc, run_at, W, v, at, shift, dist, prev):  # type: ignore[no-untyped-def]
    """Carry the distance of rank v, at place ``at``, along its arcs.

    Places count along a branch of the elimination tree, from its lower end; ``shift`` is
    the lower end's level. A run of arcs leads to places one after the other.
    """
    dv = dist[at]
    for r in range(run_ptr[v], run_ptr[v + 1]):
        a, n, p = run_arc[r], run_arc[r + 1] - run_arc[r], run_at[r] - shift
        of, to, by = W[a : a + n], dist[p : p + n], prev[p : p + n]
        for k in range(n):
            d = dv + of[k]
            old, was = to[k], by[k]
            better = d < old
            to[k] = d if better else old
            by[k] = at if better else was


@kernel(boundscheck=False, nogil=True)
def query(run_ptr, run_arc, run_at, level, top, W, parent, s, t):  # type: ignore[no-untyped-def]
    """Length of the shortest way between two ranks, and its chain of arcs.

    Both ends climb their own branch of the elimination tree to where the branches join,
    and then the trunk together; from a rank that is as far as the best way so far no
    climb goes on. ``top`` is the level of the roots.
    """
    size_s, size_t = top - level[s] + 1, top - level[t] + 1
    ds, dt = np.full(size_s, np.float32(np.inf)), np.full(size_t, np.float32(np.inf))
    ps, pt = np.full(size_s, np.int32(-1)), np.full(size_t, np.int32(-1))
    rs, rt = np.empty(size_s, np.int32), np.empty(size_t, np.int32)
    ds[0] = dt[0] = 0.0
    a, b, i, j = s, t, 0, 0
    while a != b and a >= 0 and b >= 0:
        if a < b:
            rs[i] = a
            if ds[i] < np.inf:
                relax_up(run_ptr, run_arc, run_at, W, a, i, level[s], ds, ps)
            a, i = parent[a], i + 1
        else:
            rt[j] = b
            if dt[j] < np.inf:
                relax_up(run_ptr, run_arc, run_at, W, b, j, level[t], dt, pt)
            b, j = parent[b], j + 1
    best, meet_s, meet_t = np.float32(np.inf), -1, -1
    v = a if a == b else -1
    while v >= 0:
        rs[i] = rt[j] = v
        d = ds[i] + dt[j]
        if d < best:
            best, meet_s, meet_t = d, i, j
        if ds[i] < best:
            relax_up(run_ptr, run_arc, run_at, W, v, i, level[s], ds, ps)
        if dt[j] < best:
            relax_up(run_ptr, run_arc, run_at, W, v, j, level[t], dt, pt)
        v, i, j = parent[v], i + 1, j + 1
    chain, n = np.empty(size_s + size_t, np.int32), 0
    if meet_s >= 0:
        i = meet_s
        while i >= 0:
            chain[n] = rs[i]
            n += 1
            i = ps[i]
        chain[:n] = chain[:n][::-1].copy()
        j = pt[meet_t]
        while j >= 0:
            chain[n] = rt[j]
            n += 1
            j = pt[j]
    return best, chain[:n].copy()


@kernel(boundscheck=False, nogil=True)
def lower_half(first, heads, W, tails, low_ptr, low_arc, half, arc):  # type: ignore[no-untyped-def]
    """The arc from below to the lower end of a shortcut, -1 for an edge of the mesh.

    The other half is the arc from the same rank to the upper end. What is found is kept
    in ``half`` (the arc and two, 0: not yet looked for); every thread would write the same.
    """
    if half[arc] != 0:
        return np.int32(half[arc] - 2)
    low, high, w, found = tails[arc], heads[arc], W[arc], np.int32(-1)
    for z in range(low_ptr[low], low_ptr[low + 1]):
        wl = W[low_arc[z]]
        if wl >= w:
            continue
        c = tails[low_arc[z]]
        if heads[first[c + 1] - 1] < high:
            continue
        x = find_arc(first, heads, c, high)
        if heads[x] == high and wl + W[x] == w:
            found = low_arc[z]
            break
    half[arc] = found + 2
    return found


@kernel(boundscheck=False, nogil=True)
def unpack(first, heads, W, tails, low_ptr, low_arc, half, chain):  # type: ignore[no-untyped-def]
    """The mesh nodes (ranks) of a chain of arcs: a shortcut is two arcs below it."""
    size = 1024
    out, n = np.empty(size, np.int32), 1
    stack, turn = np.empty(_STACK, np.int64), np.empty(_STACK, np.bool_)
    out[0] = chain[0]
    for i in range(len(chain) - 1):
        a, b = chain[i], chain[i + 1]
        stack[0], turn[0] = find_arc(first, heads, min(a, b), max(a, b)), a < b
        k = 1
        while k > 0:
            k -= 1
            arc, up = stack[k], turn[k]
            one = lower_half(first, heads, W, tails, low_ptr, low_arc, half, arc)
            if one < 0:
                if n == size:
                    more = np.empty(2 * size, np.int32)
                    more[:n] = out
                    out, size = more, 2 * size
                out[n] = heads[arc] if up else tails[arc]
                n += 1
                continue
            two = find_arc(first, heads, tails[one], heads[arc])
            # Upward: down the lower half, then up the upper one; downward: the other way round.
            stack[k], turn[k] = (two, True) if up else (one, True)
            stack[k + 1], turn[k + 1] = (one, False) if up else (two, False)
            k += 2
    return out[:n].copy()


@kernel(boundscheck=False, nogil=True)
def edges_of_path(ptr, head, path):  # type: ignore[no-untyped-def]
    """Edge ids along a path of mesh nodes; edges of a node ascend by their other end."""
    out = np.empty(max(0, len(path) - 1), np.int64)
    for i in range(len(out)):
        u, v = min(path[i], path[i + 1]), max(path[i], path[i + 1])
        low, high = np.int64(ptr[u]), np.int64(ptr[u + 1])
        while low < high:
            middle = (low + high) // 2
            if head[middle] < v:
                low = middle + 1
            else:
                high = middle
        out[i] = low
    return out
