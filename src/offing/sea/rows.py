"""A matrix in one view: by the hierarchy, or, for few rows, by a search from each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offing.sea.search import distinct, explore
from offing.sea.ties import Tie

if TYPE_CHECKING:
    from offing.sea.engine import View

_FEW_ROWS = 4
"""Up to so many rows searching costs less than bringing a closure into the hierarchy."""
LARGE = 4_000_000
"""Distances that take 16 MB."""


def matrix_of(
    view: View, origins: Sequence[Tie], destinations: Sequence[Tie]
) -> NDArray[np.float32]:
    """Distances (origins, destinations), nautical miles; ``inf`` where no way."""
    same = origins is destinations or list(origins) == list(destinations)
    origins = [view._reach(t) for t in origins]
    destinations = origins if same else [view._reach(t) for t in destinations]
    rows = [view._leave(t) for t in origins]
    columns = rows if same else [view._leave(t) for t in destinations]
    if min(len(rows), len(columns)) <= _FEW_ROWS and not view.is_near:
        return _few_rows(view, origins, destinations, rows, columns)
    metric, hierarchy = view.metric, view.network.hierarchy
    row_nodes = np.array([t.node for t in rows], np.int32)
    column_nodes = np.array([t.node for t in columns], np.int32)
    odd_r, odd_c = np.flatnonzero(row_nodes < 0), np.flatnonzero(column_nodes < 0)
    # Ends of several nodes are given any port's node first, and then put right.
    port = view.network.mesh.port_node[0]
    row_nodes[odd_r] = column_nodes[odd_c] = port
    ends = [(t.nodes, t.nm) for t in columns]
    across = down = None
    if len(odd_r):  # before the rest, since each takes room
        seeds = [(rows[i].nodes, rows[i].nm) for i in odd_r.tolist()]
        across = hierarchy.matrix_from_seeds(metric, seeds, ends)
        down = across if same else None
    if len(odd_c) and not same:
        seeds = [(columns[j].nodes, columns[j].nm) for j in odd_c.tolist()]
        down = hierarchy.matrix_from_seeds(metric, seeds, [(t.nodes, t.nm) for t in rows])
    if len(odd_r) < len(rows) and len(odd_c) < len(columns):
        if len(rows) * len(columns) > LARGE:
            _trim()
        out = hierarchy.matrix(metric, row_nodes, column_nodes)
    else:
        out = np.empty((len(rows), len(columns)), np.float32)
    if across is not None:
        out[odd_r] = across
    if down is not None:
        out[:, odd_c] = down.T
    _fix_near(view, origins, destinations, rows, columns, out)
    return out


def _trim() -> None:
    """Have the C library give back what was let go of, where it can: much is taken next."""
    import ctypes

    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError):  # musl and others have none
        return


def _few_rows(
    view: View, origins: Sequence[Tie], destinations: Sequence[Tie],
    rows: Sequence[Tie], columns: Sequence[Tie],
) -> NDArray[np.float32]:  # fmt: skip
    """A matrix of few rows or columns, by searching from each of them."""
    if len(rows) > len(columns):
        return _few_rows(view, destinations, origins, columns, rows).T.copy()
    out = np.full((len(rows), len(columns)), np.float32(np.inf), np.float32)
    plain = [j for j, b in enumerate(columns) if b.node >= 0]
    odd = [j for j, b in enumerate(columns) if b.node < 0]
    nodes = np.array([columns[j].node for j in plain], np.int64)
    for i, a in enumerate(rows):
        dist = _miles_from(view, a)
        out[i, plain] = dist[nodes]
        for j in odd:
            b = columns[j]
            if len(b.nodes):
                out[i, j] = np.min(dist[b.nodes] + b.nm)
    _fix_near(view, origins, destinations, rows, columns, out)
    return out


def _miles_from(view: View, tie: Tie) -> NDArray[np.float64]:
    """Miles from a tie to every node, searched for on the mesh itview."""
    if not view.network.has_hierarchy:
        return explore(view.network.graph, view.lengths, tie.nodes, tie.nm).dist
    from offing.sea.pairs import miles_from

    return miles_from(view.network.graph, view.lengths, tie.nodes, tie.nm)


def _fix_near(
    view: View, origins: Sequence[Tie], destinations: Sequence[Tie],
    rows: Sequence[Tie], columns: Sequence[Tie], out: NDArray[np.float32],
) -> None:  # fmt: skip
    """Pairs that a straight line or a way inside one area joins more shortly."""
    flat = np.concatenate([np.zeros(0, np.int64), *(t.nodes for t in columns)])
    owner = np.repeat(np.arange(len(columns)), [len(t.nodes) for t in columns])
    order = np.argsort(flat, kind="stable")
    at, owner = flat[order], owner[order]
    bare = np.array([t.node < 0 for t in columns], bool)
    odd = distinct(at[bare[owner]])  # all that a port's row may be near
    row_nodes = np.array([t.node for t in rows], np.int64)
    for i in np.flatnonzero((row_nodes < 0) | np.isin(row_nodes, odd)).tolist():
        a = origins[i]
        first = np.searchsorted(at, rows[i].nodes, side="left")
        last = np.searchsorted(at, rows[i].nodes, side="right")
        count = last - first
        places = np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)
        near = distinct(owner[places]).tolist()
        for j in near:
            b = destinations[j]
            if rows[i].node >= 0 and columns[j].node >= 0:
                continue
            if rows[i].who.id == b.who.id:
                out[i, j] = 0.0
                continue
            if rows[i] is not a and columns[j] is not b:
                out[i, j] = min(out[i, j], view._within(a, b).nm)
            out[i, j] = min(out[i, j], view._direct(a, b))
