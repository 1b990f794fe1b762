"""Edges of the mesh by what they touch: of closures, of nodes, and of a tie's surroundings."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from offing.sea.network import Network
from offing.sea.restrict import Closure
from offing.sea.search import distinct
from offing.sea.ties import Tie

INF = float("inf")


def added_edges(closure: Closure, base: Closure) -> NDArray[np.int32] | None:
    """Edges that one closure closes besides those of another; ``None``: it opens some.

    Areas that ports may lie in must all be kept; gates may be grouped anew.
    """
    mine, others = {id(b) for b in closure.blocks}, {id(b) for b in base.blocks}
    gone = [b for b in base.blocks if id(b) not in mine]
    new = [b for b in closure.blocks if id(b) not in others]
    if any(b.soft for b in gone):
        return None
    none = np.zeros(0, np.int32)
    edges = np.concatenate([none, *(b.edges for b in new)])
    opened = np.concatenate([none, *(b.edges for b in gone)])
    hard = np.concatenate([none, *(b.edges for b in new if not b.soft)])
    if not np.isin(opened, hard).all():
        return None
    soft = np.concatenate([none, *(b.edges for b in new if b.soft)])
    plain = np.setdiff1d(hard, opened)
    return distinct(np.concatenate([plain, soft]).astype(np.int32)) if len(edges) else edges


def ends_of(network: Network, edges: NDArray[np.int32]) -> NDArray[np.int32]:
    """The nodes that edges join, ascending."""
    return distinct(np.concatenate([network.low[edges], network.high[edges]]))


def edges_at(network: Network, nodes: NDArray[np.int64]) -> NDArray[np.int32]:
    """The edges that meet any of the nodes; one between two of them comes twice."""
    graph = network.graph
    parts = [graph.edge[graph.ptr[n] : graph.ptr[n + 1]] for n in nodes]
    return np.concatenate([np.zeros(0, np.int32), *parts])


def spread(network: Network, lengths: NDArray[np.float32], tie: Tie) -> dict[int, float]:
    """Miles from a tie to every node it reaches over open edges (Dijkstra)."""
    graph = network.graph
    dist: dict[int, float] = {}
    heap = [(float(d), int(n)) for n, d in zip(tie.nodes, tie.nm, strict=True)]
    heapq.heapify(heap)
    while heap:
        d, n = heapq.heappop(heap)
        if n in dist:
            continue
        dist[n] = d
        for k in range(int(graph.ptr[n]), int(graph.ptr[n + 1])):
            nm = float(lengths[graph.edge[k]])
            if nm < INF and int(graph.head[k]) not in dist:
                heapq.heappush(heap, (d + nm, int(graph.head[k])))
    return dist
