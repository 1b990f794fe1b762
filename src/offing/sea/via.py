"""Ways by way of passages, ports or positions, in order; and one way as a whole.

Between fixed points the shortest ways are simply joined. A passage has no fixed point:
the way may cross its gate by any edge, so costs are carried over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import UnknownPassage, UnknownPort
from offing.model.sea import PassageCrossing
from offing.sea.search import Tree, explore
from offing.sea.ties import Tie, is_position
from offing.sea.waters import End, Waters

if TYPE_CHECKING:
    from offing.sea.engine import View
    from offing.sea.network import Network

INF = float("inf")


class Stretch(NamedTuple):
    """A part of a way between two ties: its mesh nodes and its miles."""

    a: Tie
    b: Tie
    path: NDArray[np.int64]
    nm: float
    edges: NDArray[np.int64] | None = None
    """Those of the path, where they are known already."""


class Leg:
    """A whole way: its stretches, its edges, its miles (``inf``: there is none)."""

    def __init__(self, network: Network, stretches: Sequence[Stretch], nm: float) -> None:
        self.network, self.stretches, self.nm = network, tuple(stretches), nm
        parts = [
            network.edges_along(s.path) if s.edges is None else s.edges
            for s in stretches
            if len(s.path) > 1
        ]
        self.edges: NDArray[np.int64] = np.concatenate([np.zeros(0, np.int64), *parts])
        self.passages: tuple[PassageCrossing, ...] | None = None
        """What `offing.sea.drawing.passages_on_path` found, once it was asked."""

    @property
    def passage_ids(self) -> list[str]:
        """Ids of the passages whose gates the way crosses."""
        return [pid for _, pid in self.network.passages_of_edges(self.edges)]

    def inside(self, area: Any) -> bool:
        """Whether a stretch without mesh edges runs through an area."""
        import shapely

        bare = [s for s in self.stretches if len(s.path) < 2]
        return any(
            bool(shapely.intersects(area, shapely.LineString([s.a.who.water, s.b.who.water])))
            for s in bare
        )


Stop = Tie | str
"""Where a way goes by: a port or position that is tied, or the id of a passage."""


def stops_from(sea: Waters, via: Sequence[End]) -> tuple[Stop, ...]:
    """What the names and positions to go by stand for, in order.

    Raises:
        UnknownPassage: neither a passage nor a port has a name.
        OffWater: a position too far from navigable water.
    """
    return tuple(_passage_id(sea, stop) or sea.tie(stop) for stop in via)


def way_by(sea: Waters, view: View, a: Tie, b: Tie, by: Sequence[Stop]) -> Leg:
    """The shortest way from ``a`` to ``b`` in a view, by all of ``by`` in order."""
    stops: list[Tie] = [a]
    gates: list[list[str]] = [[]]
    for stop in by:
        if isinstance(stop, str):
            gates[-1].append(stop)
        else:
            stops.append(stop)
            gates.append([])
    stops.append(b)
    stretches = []
    for k, between in enumerate(gates):
        part = _stretch(view, stops[k], stops[k + 1], between)
        if part.nm == INF:
            return Leg(sea._network, (), INF)
        stretches.append(part)
    return Leg(sea._network, stretches, sum(s.nm for s in stretches))


def _passage_id(sea: Waters, stop: End) -> str | None:
    """The passage that a stop names, or ``None`` when it is a port or a position.

    Raises:
        UnknownPassage: neither a passage nor a port has this name.
    """
    if is_position(stop) or not isinstance(stop, str):
        return None
    try:
        return sea.passage(stop).id
    except UnknownPassage as error:
        try:
            sea.tie(stop)
        except UnknownPort as port_error:
            near = tuple(dict.fromkeys([*error.near, *port_error.near]))[:5]
            raise UnknownPassage(stop, near, "(and no port has this name)") from None
        return None


def _stretch(view: View, a: Tie, b: Tie, passages: Sequence[str]) -> Stretch:
    if not passages:
        way = view.way(a, b)
        if not len(way.path):
            return Stretch(a, b, way.path, way.nm)
        along = view.network.edges_along(way.path)
        return Stretch(a, b, way.path, _summed_nm(view.network, a, b, way.path, along), along)
    network, graph = view.network, view.network.graph
    start, end = view.enter(a), view.enter(b)
    nodes, nm = start.nodes, start.nm
    steps: list[tuple[Tree, dict[int, int]]] = []
    for pid in passages:
        tree = explore(graph, view.lengths, nodes, nm)
        edges = network.passage_edges[pid]
        u, v, w = network.low[edges], network.high[edges], view.lengths[edges].astype(float)
        there = np.concatenate([tree.dist[u] + w, tree.dist[v] + w])
        far, near = np.concatenate([v, u]).astype(np.int64), np.concatenate([u, v])
        order = np.argsort(-there, kind="stable")  # the cheapest is written last
        steps.append((tree, dict(zip(far[order].tolist(), near[order].tolist(), strict=True))))
        reach = np.isfinite(there)
        if not reach.any():
            return Stretch(a, b, np.zeros(0, np.int64), INF)
        nodes, nm = far[reach], there[reach]
    tree = explore(graph, view.lengths, nodes, nm, end.nodes, end.nm)
    ends = tree.dist[end.nodes] + end.nm
    if not len(ends) or not np.isfinite(ends.min()):
        return Stretch(a, b, np.zeros(0, np.int64), INF)
    path = tree.path_to(int(end.nodes[int(np.argmin(ends))]))
    for before, crossed in reversed(steps):
        path = np.concatenate([before.path_to(crossed[int(path[0])]), path])
    path = np.concatenate(
        [view._lead(a, start, int(path[0])), path, view._lead(b, end, int(path[-1]))[::-1]]
    )
    return Stretch(a, b, path, exact_nm(network, a, b, path, float(ends.min())))


def exact_nm(network: Network, a: Tie, b: Tie, path: NDArray[np.int64], nm: float) -> float:
    """The length of a path summed in full precision; ``nm`` where there is none."""
    if len(path) == 0 or nm == INF:
        return nm
    return _summed_nm(network, a, b, path, network.edges_along(path))


def _summed_nm(
    network: Network, a: Tie, b: Tie, path: NDArray[np.int64], edges: NDArray[np.int64]
) -> float:
    total = float(network.mesh.nm[edges].sum(dtype=np.float64))
    return total + _first(a, int(path[0])) + _first(b, int(path[-1]))


def _first(tie: Tie, node: int) -> float:
    """Miles from a tie to the mesh node where its way begins."""
    if tie.node == node:
        return float(tie.nm[0])
    found = np.flatnonzero(tie.nodes == node)
    return float(tie.nm[found[0]]) if len(found) else 0.0
