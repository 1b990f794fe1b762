"""The order in which the hierarchy contracts nodes: nested dissection of the cell graph.

Cells are split again and again by the cut that the fewest portals cross; the portals on
a cut are a separator and are contracted after all nodes on both sides of it. Cuts are
swept over several fields (position, distance from far ends) and then refined.
"""

from __future__ import annotations

import numba as nb
import numpy as np
from numpy.typing import NDArray

_SHARES = (0.3, 0.7)
"""A swept cut leaves at least this share of nodes on either side."""
_DIRECTIONS = (
    (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, -1, 0), (1, 0, 1), (1, 0, -1), (0, 1, 1),
    (0, 1, -1),
)  # fmt: skip


@nb.njit(cache=True, nogil=True)
def _spread(ptr, adj, sub, loc, start):  # type: ignore[no-untyped-def]
    """Steps from a cell to all of the piece; unreached -1. Returns (steps, last, count)."""
    n = len(sub)
    steps = np.full(n, -1, np.int64)
    queue = np.empty(n, np.int64)
    queue[0], steps[start] = start, 0
    head, tail = 0, 1
    while head < tail:
        u = queue[head]
        head += 1
        for e in range(ptr[sub[u]], ptr[sub[u] + 1]):
            v = loc[adj[e]]
            if v >= 0 and steps[v] < 0:
                steps[v] = steps[u] + 1
                queue[tail] = v
                tail += 1
    return steps, queue[tail - 1], tail


@nb.njit(cache=True, nogil=True)
def _sweep(ptr, adj, shared, sub, loc, order, weight, low, high):  # type: ignore[no-untyped-def]
    """The cheapest split of cells in an order: (cut, how many come first)."""
    n = len(order)
    place = np.empty(n, np.int64)
    total = 0.0
    for i in range(n):
        place[order[i]] = i
        total += weight[sub[i]]
    cut, best, at, before = 0.0, 1e18, -1, 0.0
    for i in range(n - 1):
        u = order[i]
        before += weight[sub[u]]
        for e in range(ptr[sub[u]], ptr[sub[u] + 1]):
            v = loc[adj[e]]
            if v >= 0:
                cut += shared[e] if place[v] > i else -shared[e]
        share = before / total
        if low <= share <= high and cut + 1e-6 * abs(share - 0.5) < best:
            best, at = cut + 1e-6 * abs(share - 0.5), i + 1
    return best, at


@nb.njit(cache=True, nogil=True)
def _refine(ptr, adj, shared, sub, loc, side, weight, passes):  # type: ignore[no-untyped-def]
    """Move single cells over while that makes the cut cheaper; returns the cut."""
    n = len(sub)
    total, first = 0.0, 0.0
    for i in range(n):
        total += weight[sub[i]]
        if side[i] == 0:
            first += weight[sub[i]]
    for _ in range(passes):
        moved = 0
        for i in range(n):
            gain = 0.0
            for e in range(ptr[sub[i]], ptr[sub[i] + 1]):
                v = loc[adj[e]]
                if v >= 0:
                    gain += shared[e] if side[v] != side[i] else -shared[e]
            if gain > 0:
                new = first - weight[sub[i]] if side[i] == 0 else first + weight[sub[i]]
                if 0.25 * total < new < 0.75 * total:
                    side[i] = 1 - side[i]
                    first = new
                    moved += 1
        if moved == 0:
            break
    cut = 0.0
    for i in range(n):
        for e in range(ptr[sub[i]], ptr[sub[i] + 1]):
            v = loc[adj[e]]
            if v >= 0 and side[v] != side[i]:
                cut += shared[e]
    return cut / 2


class _CellGraph:
    """Cells as a graph: an edge's weight is the number of portals shared."""

    def __init__(
        self, lon: NDArray[np.float64], lat: NDArray[np.float64],
        one: NDArray[np.int64], two: NDArray[np.int64],
    ) -> None:  # fmt: skip
        n = len(lon)
        between = one != two
        a, b = np.minimum(one, two)[between], np.maximum(one, two)[between]
        pairs, count = np.unique(a * n + b, return_counts=True)
        u = np.concatenate([pairs // n, pairs % n])
        v = np.concatenate([pairs % n, pairs // n])
        order = np.lexsort((v, u))
        self.adj = v[order]
        self.shared = np.concatenate([count, count])[order].astype(np.float64)
        self.ptr = np.searchsorted(u[order], np.arange(n + 1))
        self.weight = np.bincount(one, minlength=n) + 1.0
        self.loc = np.full(n, -1, np.int64)
        phi, lam = np.radians(lat), np.radians(lon)
        self.lon, self.lat = lon, lat
        self.xyz = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], 1)

    def split(self, sub: NDArray[np.int64]) -> NDArray[np.int8]:
        """Side 0 or 1 for each cell of a piece."""
        n = len(sub)
        self.loc[sub] = np.arange(n)
        steps, far, reached = _spread(self.ptr, self.adj, sub, self.loc, 0)
        apart = reached < n
        side = (steps < 0).astype(np.int8) if apart else self._cheapest(sub, far)
        self.loc[sub] = -1
        if side.min() == side.max():
            side = np.zeros(n, np.int8)
            side[n // 2 :] = 1
        return side

    def _cheapest(self, sub: NDArray[np.int64], far: int) -> NDArray[np.int8]:
        one, other, _ = _spread(self.ptr, self.adj, sub, self.loc, far)
        two, _, _ = _spread(self.ptr, self.adj, sub, self.loc, other)
        fields = [one - two + 1e-3 * self.xyz[sub, 2], self.lon[sub], (self.lon[sub] + 180) % 360]
        fields += [self.lat[sub], one.astype(float), two.astype(float)]
        fields += [self.xyz[sub] @ np.array(d, float) for d in _DIRECTIONS]
        best, side = 1e18, np.zeros(len(sub), np.int8)
        for field in fields:
            order = np.argsort(field, kind="stable")
            _, at = _sweep(
                self.ptr, self.adj, self.shared, sub, self.loc, order, self.weight, *_SHARES
            )
            if at <= 0:
                continue
            tried = np.zeros(len(sub), np.int8)
            tried[order[at:]] = 1
            cut = _refine(self.ptr, self.adj, self.shared, sub, self.loc, tried, self.weight, 6)
            if cut < best:
                best, side = cut, tried
        return side


def contraction_order(
    lon: NDArray[np.float64], lat: NDArray[np.float64],
    one: NDArray[np.int64], two: NDArray[np.int64], degree: NDArray[np.int64],
) -> NDArray[np.int32]:  # fmt: skip
    """Node ids in the order of contraction, least important first.

    ``lon, lat`` are the middles of cells; ``one, two`` the cells of each node (equal for
    nodes inside a cell); ``degree`` the number of edges at each node.
    """
    graph = _CellGraph(lon, lat, one, two)
    side_of = np.zeros(len(lon), np.int8)
    done: list[NDArray[np.int64]] = []
    stack = [(np.arange(len(lon)), np.arange(len(one)))]
    while stack:
        sub, nodes = stack.pop()
        if len(nodes) == 0:
            continue
        if len(sub) == 1:
            done.append(nodes[np.argsort(-degree[nodes], kind="stable")])
            continue
        side = graph.split(sub)
        side_of[sub] = side
        first, second = side_of[one[nodes]], side_of[two[nodes]]
        cut = first != second
        done.append(nodes[cut])
        stack.extend((sub[side == s], nodes[(first == s) & ~cut]) for s in (0, 1))
    return np.concatenate(done)[::-1].astype(np.int32)
