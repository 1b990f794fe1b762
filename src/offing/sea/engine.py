"""Ways and matrices under a closure: the mesh, the closed edges, and who asks.

A `View` is the network with some edges closed. It is read only once made and may be
shared by threads; views are kept by their content. A single way is found without the
compiler until the hierarchy is there; both give the same answer.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.places.earth import distance_nm
from offing.sea.crossing import EdgeLines
from offing.sea.edges import added_edges, edges_at, ends_of, spread
from offing.sea.grid import WIDTH, x_from_lon, y_from_lat
from offing.sea.looser import Looser, way_as_in
from offing.sea.network import Network
from offing.sea.restrict import Block, Closure, area_contains
from offing.sea.search import Tree, distinct, explore, shortest_way
from offing.sea.sight import clear
from offing.sea.ties import Tie

if TYPE_CHECKING:
    from offing.sea.hierarchy import Metric
    from offing.sea.lanes import Lanes

INF = float("inf")
_PAYS_WARM, _PAYS_COLD = 2, 20
"""After how many ways bringing a kind of ship into the hierarchy (0.04 to 0.16 s) costs less
than searching (up to 0.08 s for each), or loading the compiler (1 s) less than searching
without it (0.04 s). What closes in addition to what is there already (0.03 s) pays at once."""
_LEADS_KEPT = 10_000
_SMALL_AREA = 4000
"""Below this many edges a plain search inside an area costs less than one by arrays."""
_DIRECT_NM = 400.0
"""Beyond this the straight line of two positions in one cell is not looked for."""


class Way(NamedTuple):
    """A way: its length in nautical miles (``inf``: none) and its mesh nodes.

    ``path`` is empty where the two ends see each other within one cell.
    """

    nm: float
    path: NDArray[np.int64]


class View:
    """The network with the edges of a closure closed."""

    def __init__(
        self, network: Network, closure: Closure, base: View | None = None,
        beside: View | None = None,
    ) -> None:  # fmt: skip
        """``beside``: what the base's own base is under the restrictions of this one."""
        self.network, self.closure, self.base = network, closure, base
        self._metric: Metric | None = None
        self._lock = threading.Lock()
        self._entries: dict[int, Tie] = {}
        self._around: dict[int, list[Block]] = {}
        self._last_inside: tuple[Any, Tree] | None = None
        self._leads: dict[tuple[int, int], NDArray[np.int64]] = {}
        self._ways_within: dict[tuple[int, int], Way] = {}
        self.last_ways: tuple[Any, Any] | None = None
        """What many ways were asked for last, and the answer."""
        self._asked = 0
        self.added = added_edges(closure, base.closure) if base is not None else None
        """Edges that this closure closes besides those of its base; ``None`` where it opens
        some of them."""
        if base is not None and self.added is not None:
            self._take_over(base, self.added)
        else:
            self._start_anew()
        self.looser = self._looser_than(base, beside)

    def _looser_than(self, base: View | None, beside: View | None) -> tuple[Looser, ...]:
        """Views that close less, with what is closed besides."""
        found = []
        if base is not None and self.added is not None:
            found.append(Looser(base, self.added, ends_of(self.network, self.added)))
        if base is not None and beside is not None and base.added is not None:
            found.append(Looser(beside, base.added, ends_of(self.network, base.added)))
        return tuple(found)

    @property
    def like(self) -> Looser | None:
        """What most ways are taken from, if any.

        Not the base of a restricted view: who asks has asked that one already. It is so
        also once this view is in the hierarchy: of two ways of one length the same is
        answered, whatever was asked before and however many are asked at once.
        """
        if not self.looser:
            return None
        last = self.looser[-1]
        return None if last.view is self.base and self.closure.key[1] else last

    def _start_anew(self) -> None:
        """Find the lengths, and the areas that ports may lie in, from the blocks."""
        network = self.network
        self.lengths = network.mesh.nm.copy()
        for block in self.closure.blocks:
            self.lengths[block.edges] = np.inf
        self._soft = [b for b in self.closure.blocks if b.soft]
        touched = [ends_of(network, block.edges) for block in self._soft]
        owner = np.repeat(np.arange(len(touched)), [len(nodes) for nodes in touched])
        at = np.concatenate([np.zeros(0, np.int32), *touched])
        order = np.argsort(at, kind="stable")
        self._touched, self._owner = at[order], owner[order]
        """Nodes with an edge in an area that ports may lie in, ascending, and which area."""
        self._by_soft = np.zeros(network.nodes, bool)
        self._by_soft[at] = True

    def _take_over(self, base: View, added: NDArray[np.int32]) -> None:
        """Take from the base what the added edges leave as it is."""
        if np.isinf(base.lengths[added]).all():
            self.lengths = base.lengths
        else:
            self.lengths = base.lengths.copy()
            self.lengths[added] = np.inf
        known = {id(block) for block in base._soft}
        new = [b for b in self.closure.blocks if b.soft and id(b) not in known]
        self._soft, self._touched, self._owner = base._soft, base._touched, base._owner
        self._by_soft = base._by_soft
        if new:
            parts = [ends_of(self.network, block.edges) for block in new]
            owner = np.repeat(np.arange(len(parts)), [len(nodes) for nodes in parts])
            at = np.concatenate([base._touched, *parts])
            order = np.argsort(at, kind="stable")
            self._touched = at[order]
            self._owner = np.concatenate([base._owner, owner + len(base._soft)])[order]
            self._soft = base._soft + new
            self._by_soft = base._by_soft.copy()
            self._by_soft[at[len(base._touched) :]] = True
        stirred = ends_of(self.network, added)
        self._stirred = stirred[self._by_soft[stirred]]
        """Nodes of areas that ports may lie in where an added edge ends, ascending."""
        first = np.searchsorted(self._touched, self._stirred, side="left")
        last = np.searchsorted(self._touched, self._stirred, side="right")
        hit = np.zeros(len(self._touched) + 1, np.int64)
        np.add.at(hit, first, 1)
        np.add.at(hit, last, -1)
        owners = self._owner[np.cumsum(hit[:-1]) > 0]
        self._stirred_blocks = {id(self._soft[k]) for k in distinct(owners).tolist()}

    @property
    def room_bytes(self) -> int:
        """Memory that this view takes beside its base, about."""
        base, room = self.base, 0
        if base is None or self.lengths is not base.lengths:
            room += self.lengths.nbytes
        if self._metric is not None and (base is None or self._metric is not base._metric):
            room += self._metric.room_bytes
        return room

    def forget(self) -> int:
        """Let go of what is only kept to answer faster; the bytes that this frees, about."""
        self.last_ways = None
        self._last_inside = None
        if self._metric is None or (self.base is not None and self._metric is self.base._metric):
            return 0
        return self._metric.forget()

    @property
    def is_near(self) -> bool:
        """Whether this view is in the hierarchy, or differs little from one that is."""
        if self._metric is not None or not self.network.has_hierarchy:
            return self._metric is not None
        base = self.base
        return base is None or (base._metric is not None and bool(self.closure.key[1]))

    def _use_hierarchy(self) -> bool:
        """Whether enough is asked of this view for its preparation to pay."""
        if self._metric is not None:
            return True
        if not self.network.has_hierarchy:
            self.network.searched += 1
            return self.network.searched > _PAYS_COLD
        return self.is_near or self._asked > _PAYS_WARM

    @property
    def metric(self) -> Metric:
        """The hierarchy's arc lengths under this closure, from those of the base if any."""
        if self._metric is None:
            hierarchy = self.network.hierarchy
            base = self.base.metric if self.base is not None else None
            with self._lock:
                if self._metric is None:
                    if base is not None and self.lengths is base.nm:
                        self._metric = base
                    else:
                        self._metric = hierarchy.customise(self.lengths, base)
        return self._metric

    # -- ports inside areas ---------------------------------------------------------

    def enter(self, tie: Tie) -> Tie:
        """The tie with its way out of areas that it may be in: more nodes, more miles."""
        return self._leave(self._reach(tie))

    def _leave(self, tie: Tie) -> Tie:
        """As `enter`, for a tie whose own lines meet nothing shut; itself where it is in none."""
        if tie.node >= 0:
            if not self._by_soft[tie.node]:
                return tie
            if tie.node in self._entries:
                return self._entries[tie.node]
            if self.base is not None and self._as_in_base(tie, self.base):
                out = self._entries[tie.node] = self.base.enter(tie)
                return out
        inside = self._blocks_around(tie)
        out = self._way_out(tie, inside) if inside else tie
        if tie.node >= 0:
            self._entries[tie.node] = out
        return out

    def _as_in_base(self, tie: Tie, base: View) -> bool:
        """Whether a port's way out is that of the base: nothing was closed in or at its areas.

        No added edge ends at the port, so that it lies in the same areas; none ends at a
        node of these areas, so that ways inside are the same and come out at the same nodes.
        """
        if self.added is None:
            return False
        k = int(np.searchsorted(self._stirred, tie.node))
        if k < len(self._stirred) and self._stirred[k] == tie.node:
            return False
        return not any(id(b) in self._stirred_blocks for b in base._blocks_around(tie))

    def _reach(self, tie: Tie) -> Tie:
        """A position's tie without the lines that would run through what is closed."""
        if tie.node >= 0:
            return tie
        points: list[tuple[float, float]] = []
        owner: list[int] = []
        for k, node in enumerate(tie.nodes.tolist()):
            end = (float(self.network.lon[node]), float(self.network.lat[node]))
            bends = tie.bends[k] if tie.bends else ()
            points += [tie.who.water, *bends, end]
            owner += [k] * (len(bends) + 1) + [-1]
        at = np.array(points, np.float64).reshape(-1, 2)
        whose = np.array(owner, np.int64)
        starts = np.flatnonzero(whose >= 0)
        lines = EdgeLines(at[:, 0], at[:, 1], starts, starts + 1)
        shut = np.zeros(len(tie.nodes), bool)
        for edges in self._shut_edges(lines, tie):
            shut[whose[starts[edges]]] = True
        if not shut.any():
            return tie
        keep = ~shut
        bends_kept = tuple(b for b, k in zip(tie.bends, keep, strict=True) if k)
        return Tie(tie.who, tie.nodes[keep], tie.nm[keep], -1, bends_kept)

    def _shut_edges(self, lines: EdgeLines, tie: Tie | None) -> Iterator[NDArray[np.int32]]:
        """Which lines run through something closed; not soft areas that ``tie`` lies in."""
        water = tie.who.water if tie is not None else None
        for block in self.closure.blocks:
            if block.lines:
                yield lines.crossing(block.lines)
            if block.area is None or not lines.near_box(block.bounds()):
                continue
            shape = block.shape()
            inside = block.soft and water is not None and area_contains(shape, *water)
            if not inside:
                yield lines.touching(shape)

    def _shared_blocks(self, a: Tie, b: Tie) -> list[Block]:
        """The areas that both ties may sail in."""
        mine = {id(block) for block in self._blocks_around(b)}
        return [block for block in self._blocks_around(a) if id(block) in mine]

    def _blocks_around(self, tie: Tie) -> list[Block]:
        """The areas that a tie lies in, or is shut in by."""
        if tie.node < 0:
            return self._find_blocks(tie)
        found = self._around.get(tie.node)
        if found is None:
            found = self._around[tie.node] = self._find_blocks(tie)
        return found

    def _find_blocks(self, tie: Tie) -> list[Block]:
        edges = edges_at(self.network, tie.nodes)
        if not len(edges) or not np.isinf(self.lengths[edges]).any():
            return []
        shut_in = bool(np.isinf(self.lengths[edges]).all())
        found = []
        first = np.searchsorted(self._touched, tie.nodes, side="left").tolist()
        last = np.searchsorted(self._touched, tie.nodes, side="right").tolist()
        here = {k for i, j in zip(first, last, strict=True) for k in self._owner[i:j].tolist()}
        for k in sorted(here):
            block = self._soft[k]
            if shut_in or area_contains(block.shape(), tie.who.water.lon, tie.who.water.lat):
                found.append(block)
        return found

    def _passable(self, blocks: Sequence[Block]) -> NDArray[np.float32]:
        """Lengths inside the given soft areas only; all else closed."""
        own = np.full(len(self.lengths), np.inf, np.float32)
        for block in blocks:
            own[block.edges] = self.network.mesh.nm[block.edges]
        mine = {id(b) for b in blocks}
        for block in self.closure.blocks:
            if id(block) not in mine:
                own[block.edges] = np.inf
        return own

    def _way_out(self, tie: Tie, blocks: Sequence[Block]) -> Tie:
        if sum(len(block.edges) for block in blocks) < _SMALL_AREA:
            near = spread(self.network, self._passable(blocks), tie)
            nodes = np.array(sorted(near), np.int64)
            nm = np.array([near[n] for n in nodes.tolist()])
        else:
            dist = self._inside(tie, blocks).dist
            nodes = np.flatnonzero(np.isfinite(dist))
            nm = dist[nodes]
        graph = self.network.graph
        count = graph.ptr[nodes + 1] - graph.ptr[nodes]
        arcs = np.arange(int(count.sum())) + np.repeat(
            graph.ptr[nodes] - np.cumsum(count) + count, count
        )
        leads_on = np.isfinite(self.lengths[graph.edge[arcs]])
        keep = np.bincount(np.repeat(np.arange(len(nodes)), count), leads_on, len(nodes)) > 0
        return Tie(tie.who, nodes[keep], nm[keep])

    def _inside(self, tie: Tie, blocks: Sequence[Block]) -> Tree:
        """Ways from a tie inside some areas; the last one is kept, as many follow of one tie."""
        key = (tie.who.id, tuple(id(block) for block in blocks))
        kept = self._last_inside
        if kept is None or kept[0] != key:
            lengths = self._passable(blocks)
            kept = key, explore(self.network.graph, lengths, tie.nodes, tie.nm)
            self._last_inside = kept
        return kept[1]

    def _within(self, a: Tie, b: Tie) -> Way:
        """The way between two ties that stays inside areas both may sail in."""
        none = Way(INF, np.zeros(0, np.int64))
        blocks = self._shared_blocks(a, b)
        if not blocks or not len(b.nodes) or distance_nm(a.who.water, b.who.water) > _DIRECT_NM:
            return none
        if a.node < 0 or b.node < 0:
            return self._way_within(a, b, blocks)
        if (a.node, b.node) not in self._ways_within:
            base = self.base
            same = base is not None and self._as_in_base(a, base) and self._as_in_base(b, base)
            self._ways_within[a.node, b.node] = (
                base._within(a, b) if base is not None and same else self._way_within(a, b, blocks)
            )
        return self._ways_within[a.node, b.node]

    def _way_within(self, a: Tie, b: Tie, blocks: Sequence[Block]) -> Way:
        none = Way(INF, np.zeros(0, np.int64))
        tree = self._inside(a, blocks)
        ends = tree.dist[b.nodes] + b.nm
        k = int(np.argmin(ends))
        if not np.isfinite(ends[k]):
            return none
        return Way(float(ends[k]), tree.path_to(int(b.nodes[k])))

    # -- ways -------------------------------------------------------------------------

    def way(self, a: Tie, b: Tie) -> Way:
        """The shortest way between two ties."""
        if a.node >= 0 and a.node == b.node:
            return Way(0.0, np.array([a.node], np.int64))
        if self.network.has_hierarchy:
            known = way_as_in(self, a, b)
            if known is not None:
                return known
        a, b = self._reach(a), self._reach(b)
        direct = self._direct(a, b)
        if direct < INF:
            return Way(direct, np.zeros(0, np.int64))
        out_a, out_b = self._leave(a), self._leave(b)
        best = self._between(out_a, out_b)
        if out_a is not a and out_b is not b:
            inside = self._within(a, b)
            if inside.nm < best.nm:
                return inside
        if len(best.path):
            path = np.concatenate(
                [self._lead(a, out_a, int(best.path[0])), best.path,
                 self._lead(b, out_b, int(best.path[-1]))[::-1]]
            )  # fmt: skip
            return Way(best.nm, path)
        return best

    def _lead(self, tie: Tie, out: Tie, node: int) -> NDArray[np.int64]:
        """Nodes from a tie inside an area to the node where it comes out (excluded)."""
        if out is tie:
            return np.zeros(0, np.int64)
        if tie.node < 0:
            return self._find_lead(tie, node)
        path = self._leads.get((tie.node, node))
        if path is None:
            base = self.base
            if base is not None and self._as_in_base(tie, base):
                path = base._lead(tie, out, node)
            else:
                path = self._find_lead(tie, node)
            if len(self._leads) < _LEADS_KEPT:
                self._leads[tie.node, node] = path
        return path

    def _find_lead(self, tie: Tie, node: int) -> NDArray[np.int64]:
        tie = self._reach(tie)
        blocks = self._blocks_around(tie)
        if not blocks:
            return np.zeros(0, np.int64)
        lengths = self._passable(blocks)
        _, path = shortest_way(
            self.network.graph, lengths, tie.nodes, tie.nm, np.array([node]), np.zeros(1)
        )
        return path[:-1]

    def _direct(self, a: Tie, b: Tie) -> float:
        """The straight line where one end is no port and both are in one cell."""
        if (a.node >= 0 and b.node >= 0) or not len(np.intersect1d(a.nodes, b.nodes)):
            return INF
        p, q = a.who.water, b.who.water
        if distance_nm(p, q) > _DIRECT_NM:
            return INF
        x0, x1 = float(x_from_lon(np.float64(p.lon))), float(x_from_lon(np.float64(q.lon)))
        if abs(x1 - x0) > WIDTH / 2:
            x1 += WIDTH if x1 < x0 else -WIDTH
        y0, y1 = float(y_from_lat(np.float64(p.lat))), float(y_from_lat(np.float64(q.lat)))
        if not clear(self.network.mesh.runs, x0, y0, x1, y1):
            return INF
        if self._line_is_shut(p, q):
            return INF
        return distance_nm(p, q)

    def _line_is_shut(self, p: Any, q: Any) -> bool:
        """Whether a straight line of our own would run through something closed."""
        line = EdgeLines(
            np.array([p.lon, q.lon]), np.array([p.lat, q.lat]), np.array([0]), np.array([1])
        )
        return any(len(edges) > 0 for edges in self._shut_edges(line, None))

    def _between(self, a: Tie, b: Tie) -> Way:
        if not len(a.nodes) or not len(b.nodes):
            return Way(INF, np.zeros(0, np.int64))
        self._asked += 1
        if not self._use_hierarchy():
            return Way(*self._searched(a, b))
        if a.node >= 0 and b.node >= 0:
            return self._port_to_port(a.node, b.node)
        hierarchy, metric = self.network.hierarchy, self.metric
        da, pa = hierarchy.up(metric, a.nodes, a.nm)
        db, pb = hierarchy.up(metric, b.nodes, b.nm)
        meet = int(np.argmin(da + db))
        nm = float(da[meet] + db[meet])
        if not np.isfinite(nm):
            return Way(INF, np.zeros(0, np.int64))
        chain = [meet]
        while pa[chain[-1]] >= 0:
            chain.append(int(pa[chain[-1]]))
        chain.reverse()
        while pb[chain[-1]] >= 0:
            chain.append(int(pb[chain[-1]]))
        path = hierarchy.unpack(metric, np.array(chain, np.int32))
        return Way(nm, path.astype(np.int64))

    def _searched(self, a: Tie, b: Tie) -> tuple[float, NDArray[np.int64]]:
        """The way found on the mesh itself."""
        ends = (a.nodes, a.nm, b.nodes, b.nm)
        if not self.network.has_hierarchy:
            return shortest_way(self.network.graph, self.lengths, *ends)
        from offing.sea.pairs import meet

        return meet(self.network.graph, self.lengths, *ends)

    def _port_to_port(self, a: int, b: int) -> Way:
        hierarchy, metric = self.network.hierarchy, self.metric
        nm, chain = hierarchy.query(metric, a, b)
        if not np.isfinite(nm):
            return Way(INF, np.zeros(0, np.int64))
        return Way(nm, hierarchy.unpack(metric, chain).astype(np.int64))

    # -- many ways --------------------------------------------------------------------

    def lanes(self, entered: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64]) -> Lanes:
        """The ways of pairs (places in ``entered``) over the open mesh, not drawn."""
        from offing.sea.lanes import find_lanes

        network, metric = self.network, self.metric
        return find_lanes(network.hierarchy, network.gate_index, metric, metric.memo, entered, a, b)

    def meeting(
        self, edges: NDArray[np.int32], entered: Sequence[Tie],
        a: NDArray[np.int64], b: NDArray[np.int64],
    ) -> NDArray[np.bool_]:  # fmt: skip
        """Which ways of `lanes` use any of some edges."""
        from offing.sea.lanes import MarkIndex, Memo, find_lanes

        hierarchy, metric = self.network.hierarchy, self.metric
        memo = Memo(metric.half)
        found = find_lanes(
            hierarchy, MarkIndex(hierarchy, edges), metric, memo, entered, a, b
        )  # fmt: skip
        return np.diff(found.passage_ptr) > 0

    def passages_on(self, path: NDArray[np.int64]) -> list[int]:
        """Passages along a path of nodes, each once: places in the gate index."""
        if len(path) < 2:
            return []
        network = self.network
        found = network.passages_of_edges(network.edges_along(path))
        place = {pid: k for k, pid in enumerate(network.gate_index.passage_ids)}
        return list(dict.fromkeys(place[pid] for _, pid in found))

    def may_be_near(self, a: Tie, b: Tie) -> bool:
        """Whether the way between two ties may be one that `lanes` does not know."""
        if (a.node < 0 or b.node < 0) and len(np.intersect1d(a.nodes, b.nodes)):
            return True
        a, b = self._reach(a), self._reach(b)
        inside = self._leave(a) is not a and self._leave(b) is not b
        return inside and bool(self._shared_blocks(a, b))

    def matrix(self, origins: Sequence[Tie], destinations: Sequence[Tie]) -> NDArray[np.float32]:
        """Distances (origins, destinations), nautical miles; ``inf`` where no way."""
        from offing.sea.rows import matrix_of

        return matrix_of(self, origins, destinations)
