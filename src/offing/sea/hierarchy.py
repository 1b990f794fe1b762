"""A customizable contraction hierarchy over the mesh, and what is asked of it.

After Dibbelt, Strasser and Wagner, Customizable Contraction Hierarchies (2016): the
order fixes the shortcut arcs once; any set of edge lengths (a scenario) is brought in by
relaxing triangles, and distances are then found upward from both ends. Whole matrices
use batched downward sweeps (PHAST, Delling et al. 2013) over the ancestors of the ports.
Edges are undirected; ``inf`` is a closed edge. All kernels are compiled on first use and
kept by numba's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.sea.kernels import kernel

BATCH = 64
"""Sources that are swept at once: one row of 64 floats is four cache lines."""
_CHAIN, _PATH = 8192, 65536


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
def _find_arc(first, heads, low, high):  # type: ignore[no-untyped-def]
    a, b = first[low], first[low + 1] - 1
    while a < b:
        m = (a + b) // 2
        if heads[m] < high:
            a = m + 1
        else:
            b = m
    return a


@kernel()
def _depths(parent):  # type: ignore[no-untyped-def]
    """How many ranks lie above each in the elimination tree."""
    depth = np.zeros(len(parent), np.int64)
    for v in range(len(parent) - 1, -1, -1):
        if parent[v] >= 0:
            depth[v] = depth[parent[v]] + 1
    return depth


@kernel()
def _arcs_of_edges(first, heads, low, high):  # type: ignore[no-untyped-def]
    out = np.empty(len(low), np.int64)
    for e in range(len(low)):
        out[e] = _find_arc(first, heads, low[e], high[e])
    return out


@kernel(boundscheck=False, nogil=True)
def _relax_node(first, heads, W, v):  # type: ignore[no-untyped-def]
    s, e = first[v], first[v + 1]
    for p in range(s, e - 1):
        wp = W[p]
        if wp == np.inf:
            continue
        q = first[heads[p]]
        for r in range(p + 1, e):  # both rows ascend: one pass finds every (u, x)
            x = heads[r]
            while heads[q] != x:
                q += 1
            d = wp + W[r]
            if d < W[q]:
                W[q] = d


@kernel(parallel=True, boundscheck=False)
def _relax_groups(first, heads, copies, group_ptr, group_nodes):  # type: ignore[no-untyped-def]
    """Relax the triangles of disjoint subtrees, each group on its own copy of lengths."""
    for g in nb.prange(len(copies)):
        for i in range(group_ptr[g], group_ptr[g + 1]):
            _relax_node(first, heads, copies[g], group_nodes[i])


@kernel(boundscheck=False)
def _relax_top(first, heads, W, nodes):  # type: ignore[no-untyped-def]
    for i in range(len(nodes)):
        _relax_node(first, heads, W, nodes[i])


@kernel(parallel=True, boundscheck=False)
def _merge(copies, W):  # type: ignore[no-untyped-def]
    for e in nb.prange(len(W)):
        best = copies[0, e]
        for g in range(1, len(copies)):
            best = min(best, copies[g, e])
        W[e] = best


@kernel()
def _restrict(n, first, heads, parent, targets):  # type: ignore[no-untyped-def]
    """The part of the hierarchy above the targets, rows from the root downward.

    Rows are in preorder of the elimination tree: what is above the first k targets, taken
    in the order of their rows, is then a first part of all rows.
    """
    need = np.zeros(n, np.uint8)
    for t in targets:
        v = t
        while v >= 0 and not need[v]:
            need[v] = 1
            v = parent[v]
    size = np.zeros(n + 1, np.int64)  # of the subtree in rows; the last is above all roots
    for v in range(n):
        if need[v]:
            size[v] += 1
            size[parent[v] if parent[v] >= 0 else n] += size[v]
    m = size[n]
    index = np.full(n, -1, np.int32)
    rows = np.empty(m, np.int32)
    after = np.zeros(n + 1, np.int64)  # where the next child of a row goes
    for v in range(n - 1, -1, -1):
        if need[v]:
            up = parent[v] if parent[v] >= 0 else n
            index[v] = after[up]
            rows[index[v]] = v
            after[up] += size[v]
            after[v] = index[v] + 1
    arcs = 0
    for i in range(m):
        arcs += first[rows[i] + 1] - first[rows[i]]
    ptr = np.zeros(m + 1, np.int64)
    head = np.empty(arcs, np.int32)
    arc = np.empty(arcs, np.int64)
    a = 0
    for i in range(m):
        for e in range(first[rows[i]], first[rows[i] + 1]):
            head[a] = index[heads[e]]
            arc[a] = e
            a += 1
        ptr[i + 1] = a
    return index, ptr, head, arc


@kernel(boundscheck=False)
def _mark_above(ptr, head, row, mark, stamp, found, n):  # type: ignore[no-untyped-def]
    """Mark a row and all above it; newly marked ones go into ``found`` from ``n`` on."""
    while mark[row] != stamp:
        mark[row] = stamp
        found[n] = row
        n += 1
        if ptr[row] == ptr[row + 1]:
            break
        row = head[ptr[row]]  # the first arc leads to the parent
    return n


@kernel(fastmath={"nnan", "nsz"}, boundscheck=False)
def _sweep_up(ptr, head, W, D, found, width):  # type: ignore[no-untyped-def]
    """Carry distances from marked rows (ascending) upward, over all columns at once."""
    for z in range(len(found) - 1, -1, -1):
        i = found[z]
        Di = D[i]
        for e in range(ptr[i], ptr[i + 1]):
            w = W[e]
            up = D[head[e]]
            for k in range(width):
                x = Di[k] + w
                v = up[k]
                up[k] = x if x < v else v


@kernel(fastmath={"nnan", "nsz"}, boundscheck=False)
def _sweep_down(ptr, head, W, D, rows, width, mark, stamp):  # type: ignore[no-untyped-def]
    """One pass from the root downward, four arcs at a time over all columns.

    Rows that are not marked hold what was there before: they begin anew.
    """
    for i in range(rows):
        e, last = ptr[i], ptr[i + 1]
        Di = D[i]
        if mark[i] != stamp:
            for k in range(width):
                Di[k] = np.float32(np.inf)
        while e + 4 <= last:
            w0, w1, w2, w3 = W[e], W[e + 1], W[e + 2], W[e + 3]
            a, b, c, d = D[head[e]], D[head[e + 1]], D[head[e + 2]], D[head[e + 3]]
            for k in range(width):
                x, y, z, t = a[k] + w0, b[k] + w1, c[k] + w2, d[k] + w3
                x = x if x < y else y
                z = z if z < t else t
                x = x if x < z else z
                v = Di[k]
                Di[k] = x if x < v else v
            e += 4
        while e < last:
            w = W[e]
            a = D[head[e]]
            for k in range(width):
                x = a[k] + w
                v = Di[k]
                Di[k] = x if x < v else v
            e += 1


@kernel(boundscheck=False)
def _start(ptr, head, D, seed_ptr, seeds, nms, s0, width, mark, stamp, found):  # type: ignore[no-untyped-def]
    """Put a batch's seeds into its columns; returns the rows at and above them, ascending."""
    n = 0
    for k in range(width):
        for e in range(seed_ptr[s0 + k], seed_ptr[s0 + k + 1]):
            n = _mark_above(ptr, head, seeds[e], mark, stamp, found, n)
    rows = np.sort(found[:n])
    for i in range(n):
        D[rows[i]] = np.float32(np.inf)
    for k in range(width):
        for e in range(seed_ptr[s0 + k], seed_ptr[s0 + k + 1]):
            D[seeds[e], k] = min(D[seeds[e], k], nms[e])
    return rows


@kernel(parallel=True, fastmath={"nnan", "nsz"}, boundscheck=False)
def _rectangle(  # type: ignore[no-untyped-def]
    ptr, head, W, seed_ptr, seeds, nms, end_ptr, ends, end_nm, out, batch, threads
):
    """Distances from seeds to ends, each of one or several rows with miles to each."""
    n = len(seed_ptr) - 1
    batches = (n + batch - 1) // batch
    for t in nb.prange(threads):
        D = np.empty((len(ptr) - 1, batch), np.float32)
        mark = np.full(len(ptr) - 1, -1, np.int32)
        found = np.empty(len(ptr) - 1, np.int32)
        for b in range(t, batches, threads):
            s0 = b * batch
            width = min(batch, n - s0)
            up = _start(ptr, head, D, seed_ptr, seeds, nms, s0, width, mark, b, found)
            _sweep_up(ptr, head, W, D, up, batch)
            _sweep_down(ptr, head, W, D, len(ptr) - 1, batch, mark, b)
            for q in range(width):
                for j in range(len(end_ptr) - 1):
                    best = np.float32(np.inf)
                    for e in range(end_ptr[j], end_ptr[j + 1]):
                        best = min(best, D[ends[e], q] + end_nm[e])
                    out[s0 + q, j] = best


@kernel(parallel=True, fastmath={"nnan", "nsz"}, boundscheck=False)
def _square(ptr, head, W, seed_ptr, seeds, nms, place, out, batch, threads):  # type: ignore[no-untyped-def]
    """Distances among rows that ascend, each pair once; ``place``: where they are in ``out``.

    A batch needs only the rows down to its last one. Batches are dealt out to threads in
    turn, since the later ones cost more.
    """
    n = len(seeds)
    batches = (n + batch - 1) // batch
    for t in nb.prange(threads):
        D = np.empty((len(ptr) - 1, batch), np.float32)
        mark = np.full(len(ptr) - 1, -1, np.int32)
        found = np.empty(len(ptr) - 1, np.int32)
        for b in range(t, batches, threads):
            s0 = b * batch
            width = min(batch, n - s0)
            up = _start(ptr, head, D, seed_ptr, seeds, nms, s0, width, mark, b, found)
            _sweep_up(ptr, head, W, D, up, batch)
            _sweep_down(ptr, head, W, D, seeds[s0 + width - 1] + 1, batch, mark, b)
            for q in range(width):
                i = place[s0 + q]
                for j in range(s0 + q + 1):
                    out[i, place[j]] = D[seeds[j], q]
            for j in range(s0 + width):
                i = place[j]
                d = D[seeds[j]]
                for q in range(max(0, j - s0), width):
                    out[i, place[s0 + q]] = d[q]


@kernel(boundscheck=False)
def _up_all(first, heads, W, seeds, nms, dist, prev, touched):  # type: ignore[no-untyped-def]
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


@kernel(boundscheck=False)
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


@kernel(boundscheck=False)
def _query(first, heads, W, parent, s, t, ds, dt, ps, pt):  # type: ignore[no-untyped-def]
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


@kernel(boundscheck=False)
def _unpack(first, heads, W, low_ptr, low_node, low_arc, chain):  # type: ignore[no-untyped-def]
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
            w = W[_find_arc(first, heads, low, high)]
            middle = -1
            for z in range(low_ptr[low], low_ptr[low + 1]):
                c = low_node[z]
                wl = W[low_arc[z]]
                if wl >= w or heads[first[c + 1] - 1] < high:
                    continue
                x = _find_arc(first, heads, c, high)
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


class Metric(NamedTuple):
    """The hierarchy under one set of edge lengths: read only, shared by threads."""

    arcs: NDArray[np.float32]
    down: NDArray[np.float32]


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
        rows = np.lexsort((above, below))
        ptr = np.searchsorted(below[rows], np.arange(nodes + 1))
        self.nodes, self.rank, self.order = nodes, rank, order
        self.first, self.heads, self.parent = _fill(nodes, ptr, above[rows])
        self._edge_arc = _arcs_of_edges(self.first, self.heads, below, above)
        self.depth = _depths(self.parent)
        self._plan_threads()
        self._index, self._ptr, self._head, self._arc = _restrict(
            nodes, self.first, self.heads, self.parent, rank[np.unique(port_nodes)]
        )
        tails = np.repeat(np.arange(nodes, dtype=np.int32), np.diff(self.first))
        lower = np.argsort(self.heads, kind="stable")
        self._low_ptr = np.searchsorted(self.heads[lower], np.arange(nodes + 1))
        self._low_node, self._low_arc = tails[lower], lower.astype(np.int32)
        self._low_ptr = self._low_ptr.astype(np.int32)

    def _plan_threads(self) -> None:
        """Share the triangles below the top of the tree among threads."""
        ups = np.diff(self.first)
        work = (ups * (ups - 1) // 2).astype(np.float64)
        below = work.copy()
        for v in range(self.nodes):
            if self.parent[v] >= 0:
                below[self.parent[v]] += below[v]
        threads = max(1, int(nb.get_num_threads()))
        limit = work.sum() / (8 * threads)
        group = np.full(self.nodes, -1, np.int64)  # -1: the top, relaxed last
        load = np.zeros(threads)
        for v in range(self.nodes - 1, -1, -1):
            up = self.parent[v]
            if up >= 0 and group[up] >= 0:
                group[v] = group[up]
            elif below[v] <= limit:
                group[v] = int(np.argmin(load))
                load[group[v]] += below[v]
        nodes = np.argsort(group, kind="stable")
        ptr = np.searchsorted(group[nodes], np.arange(threads + 1))
        self._top = nodes[: ptr[0]]
        self._group_nodes, self._group_ptr = nodes, ptr

    def customise(self, lengths: NDArray[np.float32]) -> Metric:
        """Bring in one length for each mesh edge, nautical miles; ``inf`` closes it."""
        groups = len(self._group_ptr) - 1
        copies = np.full((groups, len(self.heads)), np.float32(np.inf), np.float32)
        copies[0, self._edge_arc] = lengths
        for g in range(1, groups):
            copies[g] = copies[0]
        _relax_groups(self.first, self.heads, copies, self._group_ptr, self._group_nodes)
        arcs = copies[0]
        if groups > 1:
            _merge(copies, arcs)
            arcs = arcs.copy()
        _relax_top(self.first, self.heads, arcs, self._top)
        return Metric(arcs, arcs[self._arc])

    def matrix(
        self, metric: Metric, sources: NDArray[np.int32], targets: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """Distances (sources, targets) in nautical miles; all must be port nodes.

        Where both are the same nodes each pair is looked for once.
        """
        out = np.empty((len(sources), len(targets)), np.float32)
        from_rows = self._index[self.rank[sources]]
        ones = np.arange(max(out.shape) + 1, dtype=np.int64)
        zeros = np.zeros(max(out.shape), np.float32)
        shape = (self._ptr, self._head, metric.down)
        if len(sources) > BATCH and np.array_equal(sources, targets):
            order = np.argsort(from_rows, kind="stable")
            _square(*shape, ones, from_rows[order], zeros, order, out, BATCH, _threads(len(order)))
            return out
        to_rows = self._index[self.rank[targets]]
        _rectangle(
            *shape, ones[: len(sources) + 1], from_rows, zeros, ones[: len(targets) + 1], to_rows,
            zeros, out, BATCH, _threads(len(sources)),
        )  # fmt: skip
        return out

    def up(
        self, metric: Metric, nodes: NDArray[np.int64], nms: NDArray[np.float64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """Upward distances by rank from seeds with a head start, and whence."""
        dist = np.full(self.nodes, np.float32(np.inf), np.float32)
        prev = np.full(self.nodes, -1, np.int32)
        touched = np.zeros(self.nodes, np.uint8)
        _up_all(
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
        end_ptr, ends, end_nm = _packed(targets)
        seed_ptr, seeds, nms = _packed(sources)
        if not len(ends) or not len(seeds):
            return out
        nodes = np.unique(np.concatenate([ends, seeds]))
        index, ptr, head, arc = _restrict(
            self.nodes, self.first, self.heads, self.parent, self.rank[nodes]
        )
        _rectangle(
            ptr, head, metric.arcs[arc], seed_ptr, index[self.rank[seeds]], nms,
            end_ptr, index[self.rank[ends]], end_nm, out, BATCH, _threads(len(sources)),
        )  # fmt: skip
        return out

    def scratch(self) -> tuple[NDArray[np.float32], ...]:
        """Arrays for one thread's queries."""
        inf = np.full(self.nodes, np.float32(np.inf), np.float32)
        return inf, inf.copy(), np.empty(self.nodes, np.int32), np.empty(self.nodes, np.int32)

    def unpack(self, metric: Metric, chain: NDArray[np.int32]) -> NDArray[np.int32]:
        """Mesh nodes along a chain of ranks."""
        ranks = _unpack(
            self.first, self.heads, metric.arcs, self._low_ptr, self._low_node, self._low_arc,
            chain,
        )  # fmt: skip
        return np.asarray(self.order[ranks])


def _threads(sources: int) -> int:
    """Threads worth having for so many sources."""
    return max(1, min(int(nb.get_num_threads()), -(-sources // BATCH)))


def _packed(
    ends: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Where each end's nodes begin, all nodes, and the miles to each."""
    ptr = np.concatenate([[0], np.cumsum([len(nodes) for nodes, _ in ends])]).astype(np.int64)
    nodes = np.concatenate([np.zeros(0, np.int64), *(nodes for nodes, _ in ends)])
    nm = np.concatenate([np.zeros(0), *(nm for _, nm in ends)]).astype(np.float32)
    return ptr, nodes, nm


def query(
    hierarchy: Hierarchy, metric: Metric, a: int, b: int, scratch: tuple[Any, ...]
) -> tuple[float, NDArray[np.int32]]:
    """Miles between two nodes and the chain of ranks of the shortest way."""
    nm, chain = _query(
        hierarchy.first, hierarchy.heads, metric.arcs, hierarchy.parent,
        hierarchy.rank[a], hierarchy.rank[b], *scratch,
    )  # fmt: skip
    return float(nm), chain
