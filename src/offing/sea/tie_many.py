"""Ties of many positions in one go, the same as `offing.sea.ties` makes one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offing.errors import OffWater
from offing.model.base import Position
from offing.places.earth import distances_nm
from offing.sea import tying
from offing.sea.grid import WIDTH, lat_from_y, lon_from_x
from offing.sea.local import HALF
from offing.sea.network import Network
from offing.sea.runs import Runs
from offing.sea.ties import NEAR_HIDDEN, NEAR_NODES, Tie, place_position, tie_from

Lines = tuple[NDArray[np.int32], NDArray[np.uint16], NDArray[np.uint16]]


def tie_positions(network: Network, given: Sequence[Position]) -> list[Tie | OffWater]:
    """A tie for each position, in their order, or the refusal of one that is off the water.

    Raises:
        UsageError: one is no position on the Earth.
    """
    out: list[Tie | OffWater | None] = []
    placed = []
    for at in given:
        try:
            placed.append(place_position(network, at))
            out.append(None)
        except OffWater as error:
            out.append(error)
    if placed:
        ties = iter(_tied(network, placed))
        out = [next(ties) if tie is None else tie for tie in out]
    return [tie for tie in out if tie is not None]


def _tied(network: Network, placed: Sequence[tuple[Position, Position, float, float]]) -> list[Tie]:
    m = network.mesh
    lines: Lines = (m.runs.row, m.runs.start, m.runs.end)
    xs, ys = np.array([p[2] for p in placed]), np.array([p[3] for p in placed])
    squeezes = np.maximum(0.05, np.cos(np.radians(np.array([p[1].lat for p in placed]))))
    nx, ny = m.x.astype(np.float64), m.y.astype(np.float64)
    cells = tying.cells_of(m.cell_row, m.cell_col, m.cell_size, xs, ys)
    own_ptr, own = _own_nodes(m.node_cell, cells)
    ptr, nodes, seen = tying.seen_nodes(*lines, nx, ny, own_ptr, own, xs, ys, squeezes, NEAR_NODES)
    ties = []
    for i, (at, water, x, y) in enumerate(placed):
        near, clear = nodes[ptr[i] : ptr[i + 1]], seen[ptr[i] : ptr[i + 1]]
        found = near[clear]
        nm = distances_nm(
            np.full(len(found), water.lon), np.full(len(found), water.lat),
            network.lon[found], network.lat[found],
        )  # fmt: skip
        bends: list[tuple[Position, ...]] = [()] * len(found)
        hidden = near[:NEAR_HIDDEN][~clear[:NEAR_HIDDEN]]
        if len(hidden):
            more, miles, turns = _round_land(
                network, m.runs, (x, y, float(squeezes[i])), water, hidden, nx, ny
            )
            found, nm = np.concatenate([found, more]), np.concatenate([nm, miles])
            bends += turns
        ties.append(tie_from(at, water, None, found, nm, tuple(bends)))
    return ties


def _own_nodes(
    node_cell: NDArray[np.int32], cells: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each cell its nodes: where they begin, and the nodes."""
    flat = node_cell.ravel()
    order = np.argsort(flat, kind="stable")
    ordered = flat[order]
    first = np.searchsorted(ordered, cells, side="left")
    last = np.searchsorted(ordered, cells, side="right")
    last = np.where(cells < 0, first, last)
    width = node_cell.shape[1]
    parts = [np.unique(order[a:b] // width) for a, b in zip(first, last, strict=True)]
    ptr = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
    return ptr, np.concatenate([np.zeros(0, np.int64), *parts])


def _round_land(
    network: Network, runs: Runs, at: tuple[float, float, float], water: Position,
    hidden: NDArray[np.int64], nx: NDArray[np.float64], ny: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64], list[tuple[Position, ...]]]:  # fmt: skip
    """Taut ways to near nodes that land hides: those reached, miles, and turns."""
    x, y, squeeze = at
    row, col = int(np.floor(y)), int(np.floor(x))
    size = 2 * HALF + 1
    tx = x + (nx[hidden] - x + WIDTH / 2) % WIDTH - WIDTH / 2
    ty = ny[hidden]
    i = np.floor(ty).astype(np.int64) - row + HALF
    j = np.floor(tx).astype(np.int64) - col + HALF
    inside = (i >= 0) & (i < size) & (j >= 0) & (j < size)
    parent = np.empty(size * size, np.int32)
    pixels = i * size + j
    tying.window_parents(
        runs.row, runs.start, runs.end, row, col, squeeze, HALF, pixels[inside], parent
    )
    nodes, miles, turns = [], [], []
    for k in np.flatnonzero(inside).tolist():
        p = int(pixels[k])
        if parent[p] == -2:
            continue
        way = [p]
        while parent[way[-1]] >= 0:
            way.append(int(parent[way[-1]]))
        steps = np.array(way[::-1])
        px = np.concatenate([[x], steps % size + col - HALF + 0.5, [tx[k]]])
        py = np.concatenate([[y], steps // size + row - HALF + 0.5, [ty[k]]])
        keep = tying.taut(runs.row, runs.start, runs.end, px, py)[1:-1]
        lon = np.concatenate([[water.lon], lon_from_x(px[keep]), [network.lon[hidden[k]]]])
        lat = np.concatenate([[water.lat], lat_from_y(py[keep]), [network.lat[hidden[k]]]])
        nodes.append(int(hidden[k]))
        miles.append(float(distances_nm(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum()))
        turns.append(
            tuple(Position(float(a), float(b)) for a, b in zip(lon[1:-1], lat[1:-1], strict=True))
        )
    return np.array(nodes, np.int64), np.array(miles, np.float64), turns
