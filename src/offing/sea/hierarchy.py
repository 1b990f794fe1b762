"""A customizable contraction hierarchy over the mesh, and what is asked of it.

After Dibbelt, Strasser and Wagner, Customizable Contraction Hierarchies (2016): the
order fixes the shortcut arcs once; any set of edge lengths (a scenario) is brought in by
relaxing triangles, and distances are then found upward from both ends. Whole matrices
use batched downward sweeps (PHAST, Delling et al. 2013) over the ancestors of the ports.
Edges are undirected; ``inf`` is a closed edge. All kernels are compiled on first use and
kept by numba's cache.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.sea.customise import change, find_arc, merge, relax
from offing.sea.kernels import kernel
from offing.sea.mesh import SCALE_NM
from offing.sea.queries import query, unpack, up_all
from offing.sea.sweeps import mirror, rectangle, square
from offing.sea.threads import THREADS, in_threads

if TYPE_CHECKING:
    from offing.sea.lanes import Memo

BATCH = 64
"""Sources that are swept at once: one row of 64 floats is four cache lines."""
_FEWEST = 16
"""Sources that are worth a thread of their own; batches are multiples of it."""
_CHANGED = 200_000
"""When a closure makes more arcs than this be looked at again, all are: it costs less."""


@kernel()
def _grouped(keys, n):  # type: ignore[no-untyped-def]
    """Places of equal keys (below n) together, ascending: where each key begins, the places."""
    ptr = np.zeros(n + 1, np.int32)
    for i in range(len(keys)):
        ptr[keys[i] + 1] += 1
    for k in range(n):
        ptr[k + 1] += ptr[k]
    at, places = ptr[:-1].copy(), np.empty(len(keys), np.int32)
    for i in range(len(keys)):
        k = keys[i]
        places[at[k]] = i
        at[k] += 1
    return ptr, places


@kernel()
def _fill(n, ptr, adj):  # type: ignore[no-untyped-def]
    """Upward arcs of each rank after elimination, and the elimination tree."""
    cap = np.int64(1 << 22)
    heads = np.empty(cap, np.int32)
    first = np.zeros(n + 1, np.int64)
    parent = np.full(n, -1, np.int32)
    child = np.full(n, -1, np.int32)
    sibling = np.full(n, -1, np.int32)
    mark = np.full(n, -1, np.int32)
    found = np.empty(n, np.int32)
    total = 0
    for v in range(n):
        k = 0
        for e in range(ptr[v], ptr[v + 1]):
            u = adj[e]
            if mark[u] != v:
                mark[u] = v
                found[k] = u
                k += 1
        c = child[v]
        while c >= 0:
            for e in range(first[c], first[c + 1]):
                u = heads[e]
                if u > v and mark[u] != v:
                    mark[u] = v
                    found[k] = u
                    k += 1
            c = sibling[c]
        if total + k > cap:
            more = np.empty(cap * 2, np.int32)
            more[:total] = heads[:total]
            heads = more
            cap *= 2
        ups = np.sort(found[:k])
        heads[total : total + k] = ups
        total += k
        first[v + 1] = total
        if k > 0:
            p = ups[0]
            parent[v] = p
            sibling[v] = child[p]
            child[p] = v
    return first, heads[:total].copy(), parent


@kernel()
def _depths(parent):  # type: ignore[no-untyped-def]
    """How many ranks lie above each in the elimination tree."""
    depth = np.zeros(len(parent), np.int64)
    for v in range(len(parent) - 1, -1, -1):
        if parent[v] >= 0:
            depth[v] = depth[parent[v]] + 1
    return depth


@kernel()
def _runs(first, heads, level):  # type: ignore[no-untyped-def]
    """Arcs of one rank that lead to one level after the other, as runs.

    Where each rank's runs begin, the first arc of each run (and one past the last), and
    the level that it leads to.
    """
    n = len(first) - 1
    ptr = np.zeros(n + 1, np.int32)
    arc, at = np.empty(len(heads) + 1, np.int32), np.empty(len(heads), np.int32)
    k = 0
    for v in range(n):
        for e in range(first[v], first[v + 1]):
            if e == first[v] or level[heads[e]] != level[heads[e - 1]] + 1:
                arc[k], at[k] = e, level[heads[e]]
                k += 1
        ptr[v + 1] = k
    arc[k] = len(heads)
    return ptr, arc[: k + 1].copy(), at[:k].copy()


@kernel()
def _groups(parent, work, threads, limit):  # type: ignore[no-untyped-def]
    """A thread for each whole subtree of at most so much work; -1 for the top, done last."""
    n = len(parent)
    below = work.copy()
    for v in range(n):
        if parent[v] >= 0:
            below[parent[v]] += below[v]
    group = np.full(n, -1, np.int64)
    load = np.zeros(threads)
    for v in range(n - 1, -1, -1):
        up = parent[v]
        if up >= 0 and group[up] >= 0:
            group[v] = group[up]
        elif below[v] <= limit:
            group[v] = np.argmin(load)
            load[group[v]] += below[v]
    return group


@kernel()
def _arcs_of_edges(first, heads, low, high):  # type: ignore[no-untyped-def]
    out = np.empty(len(low), np.int32)
    for e in range(len(low)):
        out[e] = find_arc(first, heads, low[e], high[e])
    return out


def _edges_of_arcs(
    edge_arc: NDArray[np.int32], arcs: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The arcs that are edges, ascending, and which edge each is."""
    edge_of = np.full(arcs, -1, np.int32)
    edge_of[edge_arc] = np.arange(len(edge_arc), dtype=np.int32)
    found = np.flatnonzero(edge_of >= 0).astype(np.int32)
    return found, edge_of[found]


@kernel()
def _preorder(need, parent, first, below):  # type: ignore[no-untyped-def]
    """Needed ranks from the roots downward, each before all that is below it.

    ``below`` counts the targets at and below each rank. Of two branches the one with fewer
    arcs for each target goes first (Smith's rule, 1956): the sum over all targets of the
    arcs that come before them is then the least, and a `square` sweeps no more than these.
    """
    n = len(parent)
    arcs = np.zeros(n + 1, np.int64)  # at and below a rank; the last is above all roots
    for v in range(n):
        if need[v]:
            arcs[v] += first[v + 1] - first[v]
            arcs[parent[v] if parent[v] >= 0 else n] += arcs[v]
    ranks = np.flatnonzero(need)
    ratio = arcs[ranks] / below[ranks]
    child, sibling = np.full(n + 1, -1, np.int32), np.full(n, -1, np.int32)
    for k in np.argsort(ratio, kind="mergesort"):  # the last of a stack is taken first
        v = ranks[k]
        up = parent[v] if parent[v] >= 0 else n
        sibling[v], child[up] = child[up], v
    rows, stack = np.empty(len(ranks), np.int32), np.empty(len(ranks) + 1, np.int32)
    m, k, v = 0, 0, n
    while True:
        c = child[v]
        while c >= 0:
            stack[k] = c
            k, c = k + 1, sibling[c]
        if k == 0:
            return rows
        k -= 1
        v = stack[k]
        rows[m] = v
        m += 1


@kernel()
def _restrict(n, first, parent, targets):  # type: ignore[no-untyped-def]
    """The part of the hierarchy above the targets, rows from the root downward.

    Rows are in preorder of the elimination tree: what is above the first k targets, taken
    in the order of their rows, is then a first part of all rows.
    """
    below = np.zeros(n, np.int64)
    for t in targets:
        below[t] += 1
    for v in range(n):
        if below[v] and parent[v] >= 0:
            below[parent[v]] += below[v]
    rows = _preorder(below > 0, parent, first, below)
    m = len(rows)
    index = np.full(n, -1, np.int32)
    for i in range(m):
        index[rows[i]] = i
    ptr = np.zeros(m + 1, np.int64)
    for i in range(m):
        ptr[i + 1] = ptr[i] + first[rows[i] + 1] - first[rows[i]]
    return index, rows, ptr


@kernel(boundscheck=False, nogil=True)
def _take(of, first, rows, ptr, out, t, threads):  # type: ignore[no-untyped-def]
    """What the arcs of some ranks have, side by side, for one thread's share of the arcs."""
    low, high = np.searchsorted(ptr, ptr[-1] * t // threads), len(rows)
    if t + 1 < threads:
        high = np.searchsorted(ptr, ptr[-1] * (t + 1) // threads)
    for i in range(low, high):
        to, of_row = out[ptr[i] : ptr[i + 1]], of[first[rows[i]] : first[rows[i] + 1]]
        for k in range(len(to)):
            to[k] = of_row[k]


@kernel(boundscheck=False, nogil=True)
def _rename(index, at, t, threads):  # type: ignore[no-untyped-def]
    """Ranks into their rows, in place, for one thread's share of them."""
    for k in range(len(at) * t // threads, len(at) * (t + 1) // threads):
        at[k] = index[at[k]]


class Above(NamedTuple):
    """The part of the hierarchy above some ranks: ``rows`` from the root downward.

    ``row_of``: the row of each rank or -1; ``ptr``: where the arcs of a row begin;
    ``head``: the row that each arc leads to.
    """

    row_of: NDArray[np.int32]
    rows: NDArray[np.int32]
    ptr: NDArray[np.int64]
    head: NDArray[np.int32]


class Metric:
    """The hierarchy under one set of edge lengths: read only, shared by threads."""

    def __init__(
        self, hierarchy: Hierarchy, arcs: NDArray[np.float32], nm: NDArray[np.float32]
    ) -> None:
        self._hierarchy, self.arcs, self.nm = hierarchy, arcs, nm
        """Lengths of the arcs, and those of the edges that they come from."""

    @property
    def room_bytes(self) -> int:
        """Memory that this takes, at most."""
        made = [self.arcs, *(self.__dict__[k] for k in ("half",) if k in self.__dict__)]
        memo = self.__dict__.get("memo")
        made += [memo.exact, memo.gated] if memo is not None else []
        return int(sum(array.nbytes for array in made))

    @functools.cached_property
    def half(self) -> NDArray[np.int32]:
        """The lower half of each shortcut and two, as far as it was looked for (0: not yet).

        Zeros take memory only where they are written to, and few are.
        """
        return np.zeros(len(self.arcs), np.int32)

    @functools.cached_property
    def memo(self) -> Memo:
        """What is known of the shortcuts, as far as ways were asked for."""
        from offing.sea.lanes import Memo

        return Memo(self.half)

    def forget(self) -> int:
        """Let go of what is only kept to answer faster; the bytes that this frees."""
        before = self.room_bytes
        for name in ("half", "memo"):
            self.__dict__.pop(name, None)
        return before - self.room_bytes


class Hierarchy:
    """The shape of the hierarchy: fixed for a mesh, whatever is closed.

    Immutable after it is made; any number of threads may ask at once.
    """

    def __init__(
        self, nodes: int, low: NDArray[np.int32], high: NDArray[np.int32],
        order: NDArray[np.int32], port_nodes: NDArray[np.int32],
    ) -> None:  # fmt: skip
        rank = np.empty(nodes, np.int32)
        rank[order] = np.arange(nodes, dtype=np.int32)
        a, b = rank[low], rank[high]
        below, above = np.minimum(a, b), np.maximum(a, b)
        ptr, rows = _grouped(below, nodes)
        self.nodes, self.rank, self.order = nodes, rank, order
        self.first, self.heads, self.parent = _fill(nodes, ptr, above[rows])
        found = _arcs_of_edges(self.first, self.heads, below, above)
        self._edge_arcs, self._edges = _edges_of_arcs(found, len(self.heads))
        """The arcs that are edges, ascending, and which edge each is."""
        self.depth = _depths(self.parent)
        self._top_level = int(self.depth.max())
        self.level = (self._top_level - self.depth).astype(np.int32)
        """Places along a branch of the elimination tree: a parent's is one more."""
        self.runs = _runs(self.first, self.heads, self.level)
        self.tails = np.repeat(np.arange(nodes, dtype=np.int32), np.diff(self.first))
        self._plan_threads()
        self._above_ports = self._above(rank[np.unique(port_nodes)])
        low_ptr, lower = _grouped(self.heads, nodes)
        self.lower = (low_ptr, lower)
        """Arcs that lead up to each rank: where they begin, and which."""

    @property
    def edge_arc(self) -> NDArray[np.int32]:
        """The arc of each edge; made anew at each call."""
        out = np.empty(len(self._edges), np.int32)
        out[self._edges] = self._edge_arcs
        return out

    def _above(self, ranks: NDArray[np.int32]) -> Above:
        """What lies above some ranks."""
        index, rows, ptr = _restrict(self.nodes, self.first, self.parent, ranks)
        head = self._taken(self.heads, rows, ptr)
        in_threads(lambda t: _rename(index, head, t, THREADS))
        return Above(index, rows, ptr, head)

    def _taken(
        self, of: NDArray[Any], rows: NDArray[np.int32], ptr: NDArray[np.int64]
    ) -> NDArray[Any]:
        """What the arcs of some ranks have in ``of``, side by side."""
        out = np.empty(ptr[-1], of.dtype)
        in_threads(lambda t: _take(of, self.first, rows, ptr, out, t, THREADS))
        return out

    def _plan_threads(self) -> None:
        """Share the triangles below the top of the tree among threads."""
        ups = np.diff(self.first)
        work = (ups * (ups - 1) // 2).astype(np.float64)
        group = _groups(self.parent, work, THREADS, work.sum() / (8 * THREADS))
        ranks = np.argsort(group, kind="stable")
        ptr = np.searchsorted(group[ranks], np.arange(THREADS + 1))
        self._top = ranks[: ptr[0]]
        self._groups = [ranks[ptr[g] : ptr[g + 1]] for g in range(THREADS)]

    def customise(self, lengths: NDArray[np.float32], base: Metric | None = None) -> Metric:
        """Bring in one length for each mesh edge, nautical miles; ``inf`` closes it.

        With a ``base``, only what differs from it is worked out, where that is little;
        the outcome is the same to the last bit.
        """
        if base is not None:
            changed = self._changed(lengths, base)
            if changed is not None:
                return changed
        copies = np.full((THREADS, len(self.heads)), np.float32(np.inf), np.float32)
        copies[0, self._edge_arcs] = lengths[self._edges]
        copies[1:] = copies[0]
        in_threads(lambda g: relax(self.first, self.heads, copies[g], self._groups[g]))
        arcs = np.empty(len(self.heads), np.float32)
        cut = np.linspace(0, len(arcs), THREADS + 1).astype(np.int64)
        in_threads(lambda g: merge(copies, arcs, cut[g], cut[g + 1]))
        relax(self.first, self.heads, arcs, self._top)
        return Metric(self, arcs, lengths)

    def _changed(self, lengths: NDArray[np.float32], base: Metric) -> Metric | None:
        """The base with what differs brought in; ``None`` where that is too much."""
        begun = self._edge_arcs[(lengths != base.nm)[self._edges]]
        if len(begun) > _CHANGED:
            return None
        arcs = base.arcs.copy()
        done = change(
            self.first, self.heads, self.tails, *self.lower, self._edge_arcs, self._edges,
            lengths, arcs, begun, _CHANGED,
        )  # fmt: skip
        return Metric(self, arcs, lengths) if done else None

    def matrix(
        self, metric: Metric, sources: NDArray[np.int32], targets: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """Distances (sources, targets) in nautical miles; all must be port nodes.

        Where both are the same nodes each pair is looked for once.
        """
        out = np.empty((len(sources), len(targets)), np.float32)
        row_of, rows, ptr, head = self._above_ports
        from_rows = row_of[self.rank[sources]]
        ones = np.arange(max(out.shape) + 1, dtype=np.int64)
        zeros = np.zeros(max(out.shape), np.float32)
        shape = (ptr, head, self._taken(metric.arcs, rows, ptr))
        threads = _threads(len(sources))
        if len(sources) > BATCH and np.array_equal(sources, targets):
            order = np.argsort(from_rows, kind="stable")
            seeds = (ones, from_rows[order], zeros, order)
            in_threads(lambda t: square(*shape, *seeds, out, BATCH, t, threads), threads)
            among = np.empty(len(order), np.int64)
            among[order] = np.arange(len(order))
            in_threads(lambda t: mirror(out, among, t, threads), threads)
            return out
        to_rows = row_of[self.rank[targets]]
        starts = (ones[: len(sources) + 1], from_rows, zeros)
        ends = (ones[: len(targets) + 1], to_rows, zeros)
        batch = _batch(len(sources), threads)
        in_threads(lambda t: rectangle(*shape, *starts, *ends, out, batch, t, threads), threads)
        return out

    def up(
        self, metric: Metric, nodes: NDArray[np.int64], nms: NDArray[np.float64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """Upward distances by rank from seeds with a head start, and whence."""
        dist = np.full(self.nodes, np.float32(np.inf), np.float32)
        prev = np.full(self.nodes, -1, np.int32)
        touched = np.zeros(self.nodes, np.uint8)
        up_all(
            self.first, self.heads, metric.arcs, self.rank[nodes], nms.astype(np.float32),
            dist, prev, touched,
        )  # fmt: skip
        return dist, prev

    def matrix_from_seeds(
        self, metric: Metric,
        sources: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
        targets: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
    ) -> NDArray[np.float32]:  # fmt: skip
        """Distances between ends that each have several nodes, with miles to each.

        The part of the hierarchy above the targets is cut out for the purpose.
        """
        out = np.full((len(sources), len(targets)), np.float32(np.inf), np.float32)
        end_ptr, ends, end_nm = packed(targets)
        seed_ptr, seeds, nms = packed(sources)
        if not len(ends) or not len(seeds):
            return out
        above = self.rank[np.unique(np.concatenate([ends, seeds]))]
        row_of, rows, ptr, head = self._above(above)
        shape = (ptr, head, self._taken(metric.arcs, rows, ptr))
        of, to = row_of[self.rank[seeds]], row_of[self.rank[ends]]
        threads = max(1, min(THREADS, -(-len(sources) // _FEWEST)))
        batch = _batch(len(sources), threads)
        in_threads(
            lambda t: rectangle(
                *shape, seed_ptr, of, nms, end_ptr, to, end_nm, out, batch, t, threads
            ),
            threads,
        )
        return out

    def query(self, metric: Metric, a: int, b: int) -> tuple[float, NDArray[np.int32]]:
        """Miles between two nodes and the chain of ranks of the shortest way."""
        nm, chain = query(
            *self.runs,
            self.level,
            self._top_level,
            metric.arcs,
            self.parent,
            self.rank[a],
            self.rank[b],
        )
        return float(nm), chain

    def unpack(self, metric: Metric, chain: NDArray[np.int32]) -> NDArray[np.int32]:
        """Mesh nodes along a chain of ranks."""
        ranks = unpack(
            self.first, self.heads, metric.arcs, self.tails, *self.lower, metric.half, chain
        )
        return np.asarray(self.order[ranks])


def _batch(sources: int, threads: int) -> int:
    """How many sources a thread sweeps at once."""
    return min(BATCH, -(-sources // threads // _FEWEST) * _FEWEST)


def _threads(sources: int) -> int:
    """Threads worth having for so many sources."""
    return max(1, min(THREADS, -(-sources // BATCH)))


def packed(
    ends: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Where each end's nodes begin, all nodes, and the miles to each on the scale of edges."""
    ptr = np.concatenate([[0], np.cumsum([len(nodes) for nodes, _ in ends])]).astype(np.int64)
    nodes = np.concatenate([np.zeros(0, np.int64), *(nodes for nodes, _ in ends)])
    nm = np.concatenate([np.zeros(0), *(nm for _, nm in ends)])
    return ptr, nodes, (np.round(nm / SCALE_NM) * SCALE_NM).astype(np.float32)
