"""One way, or the ways from one place, on the mesh itself: compiled, nothing made ready.

Bringing a closure into the hierarchy takes as long as some ten of these searches and pays
where many ways are asked for; where few are, they are looked for like this. Lengths are
whole multiples of one small unit, so that sums, and distances, are those of the hierarchy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from offing.sea.kernels import kernel
from offing.sea.search import Graph


@kernel(boundscheck=False, nogil=True)
def _push(keys, nodes, n, key, node):  # type: ignore[no-untyped-def]
    """Put a node into a heap of ``n``; there must be room."""
    i = n
    while i > 0:
        up = (i - 1) >> 1
        if keys[up] <= key:
            break
        keys[i], nodes[i] = keys[up], nodes[up]
        i = up
    keys[i], nodes[i] = key, node


@kernel(boundscheck=False, nogil=True)
def _drop(keys, nodes, n):  # type: ignore[no-untyped-def]
    """Take the least out of a heap; returns how many are left."""
    n -= 1
    key, node = keys[n], nodes[n]
    i = 0
    while True:
        low = 2 * i + 1
        if low >= n:
            break
        if low + 1 < n and keys[low + 1] < keys[low]:
            low += 1
        if keys[low] >= key:
            break
        keys[i], nodes[i] = keys[low], nodes[low]
        i = low
    keys[i], nodes[i] = key, node
    return n


@kernel(boundscheck=False, nogil=True)
def _larger(keys, nodes):  # type: ignore[no-untyped-def]
    """The same heap with twice the room."""
    more, ids = np.empty(2 * len(keys), np.float64), np.empty(2 * len(keys), np.int32)
    more[: len(keys)] = keys
    ids[: len(keys)] = nodes
    return more, ids


@kernel(boundscheck=False, nogil=True)
def _begin(starts, nms, dist, keys, nodes):  # type: ignore[no-untyped-def]
    """Put the starts into an empty heap; returns how many there are."""
    n = 0
    for k in range(len(starts)):
        v = starts[k]
        if nms[k] < dist[v]:
            dist[v] = nms[k]
            _push(keys, nodes, n, nms[k], v)
            n += 1
    return n


@kernel(boundscheck=False, nogil=True)
def _meet(ptr, head, edge, W, starts, start_nm, ends, end_nm):  # type: ignore[no-untyped-def]
    """Dijkstra's search from both ends at once: miles, and the nodes of the way."""
    nodes = len(ptr) - 1
    dist = np.full((2, nodes), np.inf)
    prev = np.full((2, nodes), np.int32(-1))
    room = 4096 + len(starts) + len(ends)
    keys_a, at_a = np.empty(room, np.float64), np.empty(room, np.int32)
    keys_b, at_b = np.empty(room, np.float64), np.empty(room, np.int32)
    n_a = _begin(starts, start_nm, dist[0], keys_a, at_a)
    n_b = _begin(ends, end_nm, dist[1], keys_b, at_b)
    best, meet = np.inf, np.int32(-1)
    while n_a > 0 and n_b > 0 and keys_a[0] + keys_b[0] < best:
        side = 0 if keys_a[0] <= keys_b[0] else 1
        if side == 0:
            key, v = keys_a[0], at_a[0]
            n_a = _drop(keys_a, at_a, n_a)
        else:
            key, v = keys_b[0], at_b[0]
            n_b = _drop(keys_b, at_b, n_b)
        here, there, before = dist[side], dist[1 - side], prev[side]
        if key > here[v]:
            continue
        if key + there[v] < best:
            best, meet = key + there[v], v
        for e in range(ptr[v], ptr[v + 1]):
            u = head[e]
            d = key + W[edge[e]]
            if d < here[u]:
                here[u] = d
                before[u] = v
                if side == 0:
                    if n_a == len(keys_a):
                        keys_a, at_a = _larger(keys_a, at_a)
                    _push(keys_a, at_a, n_a, d, u)
                    n_a += 1
                else:
                    if n_b == len(keys_b):
                        keys_b, at_b = _larger(keys_b, at_b)
                    _push(keys_b, at_b, n_b, d, u)
                    n_b += 1
    return best, _joined(prev, meet)


@kernel(boundscheck=False, nogil=True)
def _joined(prev, meet):  # type: ignore[no-untyped-def]
    """The nodes of both halves of a way, from the first start to the last end."""
    first, v = 0, meet
    while v >= 0:
        first, v = first + 1, prev[0, v]
    last, v = 0, meet
    while v >= 0:
        last, v = last + 1, prev[1, v]
    path = np.empty(max(0, first + last - 1), np.int64)
    k, v = first - 1, meet
    while v >= 0:
        path[k] = v
        k, v = k - 1, prev[0, v]
    k, v = first - 1, meet
    while v >= 0:
        path[k] = v
        k, v = k + 1, prev[1, v]
    return path


@kernel(boundscheck=False, nogil=True)
def _spread(ptr, head, edge, W, starts, start_nm):  # type: ignore[no-untyped-def]
    """Miles from the starts to every node."""
    dist = np.full(len(ptr) - 1, np.inf)
    room = 4096 + len(starts)
    keys, at = np.empty(room, np.float64), np.empty(room, np.int32)
    n = _begin(starts, start_nm, dist, keys, at)
    while n > 0:
        key, v = keys[0], at[0]
        n = _drop(keys, at, n)
        if key > dist[v]:
            continue
        for e in range(ptr[v], ptr[v + 1]):
            u = head[e]
            d = key + W[edge[e]]
            if d < dist[u]:
                dist[u] = d
                if n == len(keys):
                    keys, at = _larger(keys, at)
                _push(keys, at, n, d, u)
                n += 1
    return dist


def meet(
    graph: Graph, lengths: NDArray[np.float32],
    starts: NDArray[np.int64], start_nm: NDArray[np.float64],
    ends: NDArray[np.int64], end_nm: NDArray[np.float64],
) -> tuple[float, NDArray[np.int64]]:  # fmt: skip
    """As `offing.sea.search.shortest_way`: miles and nodes of the shortest way, or ``inf``."""
    nm, path = _meet(
        graph.ptr, graph.head, graph.edge, lengths, starts.astype(np.int64),
        start_nm.astype(np.float64), ends.astype(np.int64), end_nm.astype(np.float64),
    )  # fmt: skip
    return float(nm), path


def miles_from(
    graph: Graph, lengths: NDArray[np.float32],
    starts: NDArray[np.int64], start_nm: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """Nautical miles from the starts to every node; ``inf`` where there is no way."""
    found: NDArray[np.float64] = _spread(
        graph.ptr, graph.head, graph.edge, lengths, starts.astype(np.int64),
        start_nm.astype(np.float64),
    )  # fmt: skip
    return found
