"""Many ways at once: lengths, and the gates that each crosses, without drawing any.

From each distinct end the upward part of the hierarchy is searched once; a pair is then
where the two meet. A shortcut is taken apart no more than once per closure: its exact
length and whether any gate lies on it are kept (`Memo`), so that a pair
costs a few microseconds. The kernels run without Python's lock.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.sea.customise import find_arc
from offing.sea.hierarchy import Hierarchy, Metric, packed
from offing.sea.kernels import kernel
from offing.sea.queries import lower_half, relax_up

if TYPE_CHECKING:
    from offing.sea.network import Network
    from offing.sea.ties import Tie

_STACK = 4096
_LANE_PASSAGES = 256
"""No way crosses so many different passages: there are fewer."""


@kernel(boundscheck=False, nogil=True)
def _up_spaces(  # type: ignore[no-untyped-def]
    first, heads, W, run_ptr, run_arc, run_at, level, parent, seed_ptr, seeds, nms, space_ptr,
    rank, dist, prev, seed,
):  # fmt: skip
    """What lies above each end: ranks ascending, miles, the place before (-1: a seed, which).

    ``space_ptr`` has room for each end; returns how much of it each one fills.
    """
    n = len(first) - 1
    where = np.full(n, -1, np.int32)
    filled = np.zeros(len(seed_ptr) - 1, np.int64)
    for i in range(len(seed_ptr) - 1):
        at = space_ptr[i]
        k = 0
        for e in range(seed_ptr[i], seed_ptr[i + 1]):
            v = seeds[e]
            while v >= 0 and where[v] < 0:
                where[v] = 0
                rank[at + k] = v
                k += 1
                v = parent[v]
        if seed_ptr[i + 1] - seed_ptr[i] > 1:
            rank[at : at + k] = np.sort(rank[at : at + k])
        for z in range(k):
            where[rank[at + z]] = z
            dist[at + z] = np.inf
            prev[at + z] = -1
        for e in range(seed_ptr[i], seed_ptr[i + 1]):
            z = at + where[seeds[e]]
            if nms[e] < dist[z]:
                dist[z] = nms[e]
                seed[z] = e
        if seed_ptr[i + 1] - seed_ptr[i] == 1:
            low = level[rank[at]]
            for z in range(k):
                if dist[at + z] < np.inf:
                    relax_up(
                        run_ptr, run_arc, run_at, W, rank[at + z], z, low,
                        dist[at : at + k], prev[at : at + k],
                    )  # fmt: skip
        for z in range(k):
            dv = dist[at + z]
            if dv == np.inf or seed_ptr[i + 1] - seed_ptr[i] == 1:
                continue
            v = rank[at + z]
            for e in range(first[v], first[v + 1]):
                d = dv + W[e]
                h = at + where[heads[e]]
                if d < dist[h]:
                    dist[h] = d
                    prev[h] = z
        for z in range(k):
            where[rank[at + z]] = -1
        filled[i] = k
    return filled


@kernel(boundscheck=False, nogil=True)
def _take_apart(  # type: ignore[no-untyped-def]
    first, heads, W, tails, low_ptr, low_arc, half, gate_of, top, exact, gated
):
    """Find what an arc's exact length is more than `W`, and whether a gate lies on it.

    Both are kept. ``gated``: 0 not yet known, 1 no gate, 2 a gate.
    """
    stack = np.empty(_STACK, np.int64)
    stack[0] = top
    k = 1
    while k > 0:
        a = stack[k - 1]
        if gated[a] > 0:
            k -= 1
            continue
        one = lower_half(first, heads, W, tails, low_ptr, low_arc, half, a)
        if one < 0:
            gated[a] = 2 if gate_of[a] >= 0 else 1
            exact[a] = 0.0
            k -= 1
            continue
        two = find_arc(first, heads, tails[one], heads[a])
        if gated[one] > 0 and gated[two] > 0:
            gated[a] = max(gated[one], gated[two])
            halves = np.float64(W[one]) + exact[one] + np.float64(W[two]) + exact[two]
            exact[a] = np.float32(halves - np.float64(W[a]))
            k -= 1
            continue
        stack[k] = one
        stack[k + 1] = two
        k += 2


@kernel(boundscheck=False, nogil=True)
def _cross(first, heads, tails, half, arc, up, gated, gate_of, gate_ptr, gate_passage, found, n):  # type: ignore[no-untyped-def]
    """Put the passages along an arc after the ``n`` found before it, each once."""
    stack = np.empty(_STACK, np.int64)
    turn = np.empty(_STACK, np.uint8)
    stack[0], turn[0] = arc, up
    k = 1
    while k > 0:
        k -= 1
        a, upward = stack[k], turn[k]
        if gated[a] != 2:
            continue
        one = half[a] - 2
        if one < 0:
            g = gate_of[a]
            for z in range(gate_ptr[g], gate_ptr[g + 1]):
                new = True
                for y in range(n):
                    if found[y] == gate_passage[z]:
                        new = False
                        break
                if new:
                    found[n] = gate_passage[z]
                    n += 1
            continue
        two = find_arc(first, heads, tails[one], heads[a])
        # Upward: down the lower half, then up the upper one; downward: the other way round.
        stack[k], turn[k] = (two, 1) if upward else (one, 1)
        stack[k + 1], turn[k + 1] = (one, 0) if upward else (two, 0)
        k += 2
    return n


@kernel(boundscheck=False, nogil=True)
def _pairs(  # type: ignore[no-untyped-def]
    first, heads, W, tails, low_ptr, low_arc, half, gate_of, gate_ptr, gate_passage,
    exact, gated, space_ptr, filled, rank, dist, prev, seed, seed_nm, a, b, nm, seed_a, seed_b,
    passage_ptr,
):  # fmt: skip
    """Each pair's exact miles (``inf``: no way), the seeds used, and passages in order."""
    passages = np.empty(max(64, 4 * len(a)), np.int16)
    total = 0
    found = np.empty(_LANE_PASSAGES, np.int16)
    chain = np.empty(8192, np.int64)
    for p in range(len(a)):
        i, j = space_ptr[a[p]], space_ptr[b[p]]
        i_end, j_end = i + filled[a[p]], j + filled[b[p]]
        best, at_i, at_j = np.float32(np.inf), np.int64(-1), np.int64(-1)
        while i < i_end and j < j_end:
            if rank[i] < rank[j]:
                i += 1
            elif rank[i] > rank[j]:
                j += 1
            else:
                d = dist[i] + dist[j]
                if d < best:
                    best, at_i, at_j = d, i, j
                i += 1
                j += 1
        passage_ptr[p] = total
        nm[p] = np.inf
        if at_i < 0:
            continue
        n = 0
        z = at_i
        while prev[z] >= 0:
            below = space_ptr[a[p]] + prev[z]
            chain[n] = find_arc(first, heads, rank[below], rank[z])
            n += 1
            z = below
        seed_a[p] = seed[z]
        miles = seed_nm[seed[z]]
        crossed = 0
        for y in range(n - 1, -1, -1):
            e = chain[y]
            if gated[e] == 0:
                _take_apart(first, heads, W, tails, low_ptr, low_arc, half, gate_of, e,
                            exact, gated)  # fmt: skip
            miles += np.float64(W[e]) + exact[e]
            if gated[e] == 2:
                crossed = _cross(
                    first, heads, tails, half, e, 1, gated, gate_of, gate_ptr, gate_passage,
                    found, crossed,
                )  # fmt: skip
        z = at_j
        while prev[z] >= 0:
            below = space_ptr[b[p]] + prev[z]
            e = find_arc(first, heads, rank[below], rank[z])
            if gated[e] == 0:
                _take_apart(first, heads, W, tails, low_ptr, low_arc, half, gate_of, e,
                            exact, gated)  # fmt: skip
            miles += np.float64(W[e]) + exact[e]
            if gated[e] == 2:
                crossed = _cross(
                    first, heads, tails, half, e, 0, gated, gate_of, gate_ptr, gate_passage,
                    found, crossed,
                )  # fmt: skip
            z = below
        seed_b[p] = seed[z]
        nm[p] = miles + seed_nm[seed[z]]
        if total + crossed > len(passages):
            more = np.empty(2 * len(passages) + crossed, np.int16)
            more[:total] = passages[:total]
            passages = more
        passages[total : total + crossed] = found[:crossed]
        total += crossed
    passage_ptr[len(a)] = total
    return passages[:total].copy()


class Memo:
    """What is known of a closure's arcs, filled as ways are asked for.

    The arrays take memory only where they were written to.
    """

    def __init__(self, half: NDArray[np.int32]) -> None:
        """``half``: that of the metric, kept here since what is known rests on it.

        The metric may let go of it meanwhile (`Metric.forget`); with another, gates that
        are known to lie on an arc would not be found there.
        """
        arcs = len(half)
        self.half = half
        self.exact = np.empty(arcs, np.float32)
        """What an arc is longer than its length in single precision, nautical miles."""
        self.gated = np.zeros(arcs, np.uint8)
        self.lock = threading.Lock()


class GateIndex:
    """Which passages each arc that is an edge crosses; fixed for a network."""

    passage_ids: tuple[str, ...]

    def __init__(self, network: Network) -> None:
        hierarchy = network.hierarchy
        edges, names = network.gate_crossings
        order = {pid: k for k, pid in enumerate(network.passage_edges)}
        self.passage_ids = tuple(order)
        crossing, first = np.unique(edges, return_index=True)
        self.ptr = np.append(first, len(edges)).astype(np.int64)
        self.passage = np.array([order[name] for name in names], np.int16)
        self.of = np.full(len(hierarchy.heads), -1, np.int32)
        self.of[hierarchy.edge_arc[crossing]] = np.arange(len(crossing), dtype=np.int32)


class MarkIndex:
    """Some edges, to be looked for on ways: as a `GateIndex` of one passage, number 0."""

    def __init__(self, hierarchy: Hierarchy, edges: NDArray[np.int32]) -> None:
        self.ptr = np.array([0, 1], np.int64)
        self.passage = np.zeros(1, np.int16)
        self.of = np.full(len(hierarchy.heads), -1, np.int32)
        self.of[hierarchy.edge_arc[edges]] = 0


class Lanes(NamedTuple):
    """Ways of pairs: exact miles, the node each leaves and reaches the mesh by, passages.

    ``passage_ptr`` (n + 1): the passages of pair k are ``passages[ptr[k]:ptr[k + 1]]``,
    places in `GateIndex.passage_ids`. The nodes are -1 where there is no way.
    """

    nm: NDArray[np.float64]
    leaves: NDArray[np.int64]
    reaches: NDArray[np.int64]
    passage_ptr: NDArray[np.int64]
    passages: NDArray[np.int16]


def find_lanes(
    hierarchy: Hierarchy, index: GateIndex | MarkIndex, metric: Metric, memo: Memo,
    ends: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64],
) -> Lanes:  # fmt: skip
    """The ways of pairs ``(ends[a[k]], ends[b[k]])`` under a closure.

    ``memo`` must be of this metric and this index alone. Distances are sums of edges in
    full precision. Safe in threads: one asks at a time of one memo.
    """
    seed_ptr, nodes, nms = packed([(t.nodes, t.nm) for t in ends])
    seeds = hierarchy.rank[nodes]
    exact_nm = np.concatenate([np.zeros(0), *(t.nm for t in ends)])
    room = np.concatenate([[0], np.cumsum(hierarchy.depth[seeds] + 1)])[seed_ptr]
    size = int(room[-1])
    space = (
        np.empty(size, np.int32), np.empty(size, np.float32),
        np.empty(size, np.int32), np.empty(size, np.int32),
    )  # fmt: skip
    shape = (hierarchy.first, hierarchy.heads, metric.arcs)
    filled = _up_spaces(
        *shape, *hierarchy.runs, hierarchy.level, hierarchy.parent, seed_ptr, seeds, nms, room,
        *space,
    )  # fmt: skip
    n = len(a)
    nm, seed_a, seed_b = np.empty(n), np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    passage_ptr = np.zeros(n + 1, np.int64)
    with memo.lock:
        passages = _pairs(
            *shape, hierarchy.tails, *hierarchy.lower, memo.half, index.of, index.ptr,
            index.passage, memo.exact, memo.gated,
            room, filled, *space, exact_nm, a, b, nm, seed_a, seed_b, passage_ptr,
        )  # fmt: skip
    padded = np.append(nodes, -1)
    return Lanes(nm, padded[seed_a], padded[seed_b], passage_ptr, passages)
