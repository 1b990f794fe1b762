"""The mesh in use: its edges, adjacency and hierarchy, each made when first asked for."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.sea.crossing import EdgeLines
from offing.sea.grid import lat_from_y, lon_from_x
from offing.sea.mesh import Mesh
from offing.sea.search import Graph, distinct, graph_from_edges

if TYPE_CHECKING:
    from offing.sea.hierarchy import Hierarchy
    from offing.sea.lanes import GateIndex
    from offing.sea.restrict import Block, Closure


class Network:
    """A mesh and what is derived from it. Read only after it is made; safe in threads."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.nodes = len(mesh.x)
        self.high = mesh.head
        self.low = np.repeat(np.arange(self.nodes, dtype=np.int32), np.diff(mesh.ptr))
        self.lon, self.lat = lon_from_x(mesh.x), lat_from_y(mesh.y)
        self.port_row = {str(pid): i for i, pid in enumerate(mesh.port_ids.tolist())}
        self._building = threading.Lock()
        self._hierarchy: Hierarchy | None = None
        self.searched = 0
        """How many ways were looked for without the compiler."""
        self.standing: dict[tuple[tuple[int, ...], tuple[int, ...]], Closure] = {}
        """What is always closed to ships, by the gates and shoals that stop them."""
        self.shoal_blocks: dict[int, Block] = {}

    @functools.cached_property
    def graph(self) -> Graph:
        """Adjacency in both directions."""
        return graph_from_edges(self.low, self.high, self.lon, self.lat)

    @functools.cached_property
    def edge_lines(self) -> EdgeLines:
        """The edges as segments, for asking which cross a line or an area."""
        return EdgeLines(self.lon, self.lat, self.low, self.high)

    @property
    def hierarchy(self) -> Hierarchy:
        """The contraction hierarchy; the first call compiles and takes a second or two."""
        if self._hierarchy is None:
            from offing.sea.hierarchy import Hierarchy

            with self._building:
                if self._hierarchy is None:
                    self._hierarchy = Hierarchy(
                        self.nodes, self.low, self.high, self.mesh.order, self.mesh.port_node
                    )
        return self._hierarchy

    @property
    def has_hierarchy(self) -> bool:
        """Whether the hierarchy is there already, so that using it costs nothing."""
        return self._hierarchy is not None

    @functools.cached_property
    def gate_index(self) -> GateIndex:
        """Which arcs of the hierarchy cross which passages."""
        from offing.sea.lanes import GateIndex

        return GateIndex(self)

    @functools.cached_property
    def cuts(self) -> dict[str, NDArray[np.int32]]:
        """Edges across each gate and shoal, by ``gate:<n>`` and ``shoal:<n>``."""
        m = self.mesh
        return {
            str(name): m.cut_edge[m.cut_ptr[k] : m.cut_ptr[k + 1]]
            for k, name in enumerate(m.cut_names.tolist())
        }

    @functools.cached_property
    def passage_edges(self) -> dict[str, NDArray[np.int32]]:
        """Edges across each passage: those of all its gates."""
        from offing.sea.tables import gates

        found: dict[str, list[NDArray[np.int32]]] = {}
        for k, gate in enumerate(gates()):
            found.setdefault(gate.passage, []).append(self.cuts[f"gate:{k}"])
        return {pid: distinct(np.concatenate(parts)) for pid, parts in found.items()}

    def passages_of_sets(self, edges: NDArray[np.int32]) -> NDArray[np.int16] | None:
        """The passages that some edges belong to, as places in the gate index.

        ``None`` where one of them crosses no gate: then passages do not tell who uses them.
        """
        crossing, names = self.gate_crossings
        if not np.isin(edges, crossing).all():
            return None
        order = {pid: k for k, pid in enumerate(self.gate_index.passage_ids)}
        found = {order[names[k]] for k in np.flatnonzero(np.isin(crossing, edges)).tolist()}
        return np.array(sorted(found), np.int16)

    @functools.cached_property
    def _edge_keys(self) -> NDArray[np.int64]:
        """Each edge's low node times the node count plus its high node: ascending."""
        return self.low.astype(np.int64) * self.nodes + self.high

    def edges_along(self, path: NDArray[np.int64]) -> NDArray[np.int64]:
        """Edge ids along a path of nodes."""
        if self.has_hierarchy:  # and so the compiler
            from offing.sea.queries import edges_of_path

            return np.asarray(edges_of_path(self.mesh.ptr, self.high, path), np.int64)
        a, b = path[:-1].astype(np.int64), path[1:].astype(np.int64)
        keys = np.minimum(a, b) * self.nodes + np.maximum(a, b)
        return np.asarray(np.searchsorted(self._edge_keys, keys), np.int64)

    @functools.cached_property
    def gate_crossings(self) -> tuple[NDArray[np.int64], list[str]]:
        """Edges that cross gates, ascending, and the passage that each crosses."""
        pairs = sorted(
            (int(edge), pid) for pid, edges in self.passage_edges.items() for edge in edges
        )
        return np.array([e for e, _ in pairs], np.int64), [pid for _, pid in pairs]

    def passages_of_edges(self, edges: NDArray[np.int64]) -> list[tuple[int, str]]:
        """For edges along a way, in order: (place along it, passage) of each gate crossed."""
        places = np.flatnonzero(self._crosses[edges])
        if not len(places):
            return []
        crossing, names = self.gate_crossings
        first = np.searchsorted(crossing, edges[places], side="left").tolist()
        last = np.searchsorted(crossing, edges[places], side="right").tolist()
        return [
            (i, names[k])
            for i, start, end in zip(places.tolist(), first, last, strict=True)
            for k in range(start, end)
        ]

    @functools.cached_property
    def _crosses(self) -> NDArray[np.bool_]:
        """Which edges cross a gate."""
        found = np.zeros(len(self.high), bool)
        found[self.gate_crossings[0]] = True
        return found
