"""One way through the hierarchy: upward from both ends, and its shortcuts taken apart."""

from __future__ import annotations

import numpy as np

from offing.sea.customise import find_arc
from offing.sea.kernels import kernel

_CHAIN, _PATH = 8192, 65536


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


@kernel(boundscheck=False, nogil=True)
def _climb(first, heads, W, parent, v, dist, prev):  # type: ignore[no-untyped-def]
    dist[v], prev[v] = 0.0, -1
    while v >= 0:
        dv = dist[v]
        if dv < np.inf:
            for e in range(first[v], first[v + 1]):
                d = dv + W[e]
                h = heads[e]
                if d < dist[h]:
                    dist[h] = d
                    prev[h] = v
        v = parent[v]


@kernel(boundscheck=False, nogil=True)
def query(first, heads, W, parent, s, t, ds, dt, ps, pt):  # type: ignore[no-untyped-def]
    """Length of the shortest way between two ranks, and its chain of arcs.

    ``ds, dt`` must be ``inf`` throughout and are left so.
    """
    _climb(first, heads, W, parent, s, ds, ps)
    _climb(first, heads, W, parent, t, dt, pt)
    best, meet, v = np.float32(np.inf), -1, s
    while v >= 0:
        if ds[v] + dt[v] < best:
            best, meet = ds[v] + dt[v], v
        v = parent[v]
    chain, n = np.empty(_CHAIN, np.int32), 0
    if meet >= 0:
        v = meet
        while v >= 0:
            chain[n] = v
            n += 1
            v = ps[v]
        chain[:n] = chain[:n][::-1].copy()
        v = pt[meet]
        while v >= 0:
            chain[n] = v
            n += 1
            v = pt[v]
    for start in (s, t):
        v = start
        while v >= 0:
            ds[v] = np.inf
            dt[v] = np.inf
            v = parent[v]
    return best, chain[:n].copy()


@kernel(boundscheck=False, nogil=True)
def unpack(first, heads, W, low_ptr, low_node, low_arc, chain):  # type: ignore[no-untyped-def]
    """The mesh nodes (ranks) of a chain of arcs: a shortcut is two arcs below it."""
    out, n = np.empty(_PATH, np.int32), 1
    stack = np.empty((_PATH, 2), np.int32)
    out[0] = chain[0]
    for i in range(len(chain) - 1):
        stack[0, 0], stack[0, 1] = chain[i], chain[i + 1]
        k = 1
        while k > 0:
            k -= 1
            a, b = stack[k, 0], stack[k, 1]
            low, high = min(a, b), max(a, b)
            w = W[find_arc(first, heads, low, high)]
            middle = -1
            for z in range(low_ptr[low], low_ptr[low + 1]):
                c = low_node[z]
                wl = W[low_arc[z]]
                if wl >= w or heads[first[c + 1] - 1] < high:
                    continue
                x = find_arc(first, heads, c, high)
                if heads[x] == high and wl + W[x] == w:
                    middle = c
                    break
            if middle < 0:
                out[n] = b
                n += 1
            else:
                stack[k, 0], stack[k, 1] = middle, b
                stack[k + 1, 0], stack[k + 1, 1] = a, middle
                k += 2
    return out[:n].copy()
