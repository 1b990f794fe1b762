"""One shortest way on the mesh without compiling anything: goal-directed buckets in numpy.

A* in the manner of delta-stepping (Meyer and Sanders 2003): all nodes whose estimate
lies in one bucket are settled together, their edges relaxed as arrays. For a single
route this costs less than loading the compiler.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.places.earth import SEMI_MAJOR_M

_BUCKET_NM = 60.0
_SAFE = 0.9935 / 1.852
"""A chord of the polar-radius sphere bounds every distance from below (b / a = 0.99665,
and the smallest radius of curvature, b²/a, is 0.9933 a)."""


class Graph(NamedTuple):
    """Every edge in both directions: ``head[ptr[u]:ptr[u + 1]]``; its edge id; lengths."""

    ptr: NDArray[np.int64]
    head: NDArray[np.int32]
    edge: NDArray[np.int32]
    xyz: NDArray[np.float32]


def graph_from_edges(
    low: NDArray[np.int32], high: NDArray[np.int32],
    lon: NDArray[np.float64], lat: NDArray[np.float64],
) -> Graph:  # fmt: skip
    """Adjacency both ways of the undirected edges (low, high)."""
    edges = len(low)
    tail = np.concatenate([low, high])
    shift = (2 * edges).bit_length()  # plain numbers sort far faster than places do
    keys = np.sort((tail.astype(np.int64) << shift) | np.arange(2 * edges))
    order = (keys & ((1 << shift) - 1)).astype(np.int32)
    ptr = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=len(lon)))])
    edge = np.where(order < edges, order, order - np.int32(edges))
    phi, lam = np.radians(lat), np.radians(lon)
    xyz = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], 1)
    head = np.concatenate([high, low])[order]
    return Graph(ptr.astype(np.int64), head, edge, xyz.astype(np.float32))


def lower_bound_nm(graph: Graph, targets: NDArray[np.int64]) -> NDArray[np.float64]:
    """A bound from below on the distance of every node from the nearest target."""
    if not 0 < len(targets) <= 8:
        return np.zeros(len(graph.xyz))
    best = np.full(len(graph.xyz), np.inf)
    for t in targets:
        chord = np.linalg.norm(graph.xyz - graph.xyz[t], axis=1)
        arc = 2 * np.arcsin(np.minimum(chord / 2, 1.0)) * (SEMI_MAJOR_M / 1000.0)
        best = np.minimum(best, arc * _SAFE)
    return best


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The values in ascending order, each once. (`numpy.unique` loads 20 ms of modules.)"""
    ordered = np.sort(values)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


class Tree(NamedTuple):
    """Miles from the starts to every node reached, and the node before each (-1: none)."""

    dist: NDArray[np.float64]
    prev: NDArray[np.int64]

    def path_to(self, node: int) -> NDArray[np.int64]:
        """Nodes from a start to ``node``."""
        path = [node]
        while self.prev[path[-1]] >= 0:
            path.append(int(self.prev[path[-1]]))
        return np.array(path[::-1], np.int64)


def explore(
    graph: Graph, lengths: NDArray[np.float32],
    starts: NDArray[np.int64], start_nm: NDArray[np.float64],
    targets: NDArray[np.int64] | None = None, target_nm: NDArray[np.float64] | None = None,
) -> Tree:  # fmt: skip
    """Shortest ways from the starts; with targets, only as far as the best one needs.

    ``lengths`` is by edge id in nautical miles; ``inf`` is closed.
    """
    n = len(graph.xyz)
    bound = lower_bound_nm(graph, targets) if targets is not None else np.zeros(n)
    rest = np.full(n, np.inf)
    if targets is not None and target_nm is not None:
        np.minimum.at(rest, targets, target_nm)
    dist = np.full(n, np.inf)
    prev = np.full(n, -1, np.int64)
    np.minimum.at(dist, starts, start_nm)
    queued = np.zeros(n, bool)
    waiting = distinct(starts)
    queued[waiting] = True
    best = np.inf
    while len(waiting):
        estimate = dist[waiting] + bound[waiting]
        lowest = float(estimate.min())
        if lowest >= best:
            break
        soon = estimate <= lowest + _BUCKET_NM
        now, waiting = waiting[soon], waiting[~soon]
        queued[now] = False
        best = min(best, float((dist[now] + rest[now]).min()))
        first = graph.ptr[now]
        count = graph.ptr[now + 1] - first
        arcs = np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)
        tails, heads = np.repeat(now, count), graph.head[arcs]
        new = dist[tails] + lengths[graph.edge[arcs]]
        better = new < dist[heads]
        heads, new, tails = heads[better], new[better], tails[better]
        np.minimum.at(dist, heads, new)
        won = dist[heads] == new
        heads = heads[won]
        prev[heads] = tails[won]
        fresh = distinct(heads[~queued[heads]])
        queued[fresh] = True
        waiting = np.concatenate([waiting, fresh])
    return Tree(dist, prev)


def shortest_way(
    graph: Graph, lengths: NDArray[np.float32],
    starts: NDArray[np.int64], start_nm: NDArray[np.float64],
    targets: NDArray[np.int64], target_nm: NDArray[np.float64],
) -> tuple[float, NDArray[np.int64]]:  # fmt: skip
    """Length (nm) and nodes of the shortest way from any start to any target.

    Starts and targets carry a head start and a rest to sail, nautical miles. ``inf`` and
    no nodes where there is no way.
    """
    tree = explore(graph, lengths, starts, start_nm, targets, target_nm)
    ends = tree.dist[targets] + target_nm
    if len(ends) == 0 or not np.isfinite(ends.min()):
        return float("inf"), np.zeros(0, np.int64)
    return float(ends.min()), tree.path_to(int(targets[int(np.argmin(ends))]))
