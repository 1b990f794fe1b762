"""The framed quadtree: which cells there are, and the portals and edges of each.

A cell is accepted as large as its water is simple: without land up to ``FULL_MAX``
pixels, with land up to ``MIXED_MAX`` where few corners describe its coast. Root cells of
8° are independent of one another, so they are split in threads.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.sea.grid import HEIGHT, TILE, WIDTH, lat_from_y
from offing.sea.incell import (
    MAX_EDGES,
    MAX_NODES,
    cell_graph,
    needed_corners,
    same_side,
    side_portals,
    unpack_window,
)
from offing.sea.taut import workspace

SMALLEST = 128
MIXED_MAX = 256
FULL_MAX = 512
DENSITY = {128: 3.0, 256: 4.0, 512: 5.0, 1024: 7.0}
"""Portals on a whole side, by size of cell in pixels."""
MAX_TERMINALS = 80
MAX_PORTS = 20
MAX_CORNERS = 30
_PARTS = 64
"""All cells are worked on in so many parts, by as many threads as there are."""
_RUNS_TO_SPLIT, _RUNS_TO_FINISH = 30, 120
DETOUR, DETOUR_FAR = 1.1, 1.4
"""Longest detour, as a ratio, that a cell may keep; far north and south more is let be."""
_FAR_NORTH_LAT, _FAR_SOUTH_LAT = 63.0, -50.0


class Cells(NamedTuple):
    """Leaves of the quadtree: first row, first column, size in pixels; no land inside."""

    row: NDArray[np.int64]
    col: NDArray[np.int64]
    size: NDArray[np.int64]
    full: NDArray[np.uint8]


class Terminals(NamedTuple):
    """Points that must be nodes (ports, corners of shoals), sorted by smallest cell."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    first: NDArray[np.int64]
    """For each smallest cell (row-major) the first terminal; one longer than cells."""


def sort_terminals(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[Terminals, NDArray[np.int64]]:
    """Terminals in the order of their smallest cells, and that order."""
    columns = WIDTH // SMALLEST
    cell = (y // SMALLEST).astype(np.int64) * columns + (x // SMALLEST).astype(np.int64)
    order = np.argsort(cell, kind="stable")
    first = np.searchsorted(cell[order], np.arange(columns * (HEIGHT // SMALLEST) + 1))
    return Terminals(x[order], y[order], first.astype(np.int64)), order


def _wet_levels(mask: NDArray[np.uint8]) -> tuple[list[NDArray[np.uint8]], ...]:
    """For each size from the smallest to a root cell: all water? any water?"""
    b = SMALLEST // 8
    blocks = mask.reshape(HEIGHT // SMALLEST, SMALLEST, WIDTH // SMALLEST, b)
    full = [(np.bitwise_and.reduce(np.bitwise_and.reduce(blocks, 3), 1) == 255).astype(np.uint8)]
    some = [(np.bitwise_or.reduce(np.bitwise_or.reduce(blocks, 3), 1) != 0).astype(np.uint8)]
    size = SMALLEST
    while size < TILE:
        f, s = full[-1], some[-1]
        if f.shape[0] % 2:
            f, s = np.vstack([f, np.zeros_like(f[:1])]), np.vstack([s, np.zeros_like(s[:1])])
        h, w = f.shape[0] // 2, f.shape[1] // 2
        full.append(np.ascontiguousarray(f.reshape(h, 2, w, 2).min((1, 3))))
        some.append(np.ascontiguousarray(s.reshape(h, 2, w, 2).max((1, 3))))
        size *= 2
    return full, some


@nb.njit(cache=True, nogil=True)
def _put_terminals(tx, ty, first, columns, r0, c0, size, smallest, xs, ys, n):  # type: ignore[no-untyped-def]
    """Append the terminals inside a cell; returns the new count."""
    k = size // smallest
    for i in range(k):
        for j in range(k):
            cell = (r0 // smallest + i) * columns + c0 // smallest + j
            if cell + 1 >= len(first):
                continue
            for t in range(first[cell], first[cell + 1]):
                if n < len(xs):
                    xs[n], ys[n] = tx[t] - c0, ty[t] - r0
                    n += 1
    return n


@nb.njit(cache=True, nogil=True)
def _side_terminals(win, size, density, xs, ys, buf):  # type: ignore[no-untyped-def]
    n = 0
    for side in range(4):
        k = side_portals(win, size, side, density, buf)
        for i in range(k):
            if n >= len(xs):
                return n
            if side == 0 or side == 1:
                xs[n], ys[n] = (0.0 if side == 0 else size), buf[i]
            else:
                xs[n], ys[n] = buf[i], (0.0 if side == 2 else size)
            n += 1
    return n


@nb.njit(cache=True, nogil=True)
def _split_tile(  # type: ignore[no-untyped-def]
    mask, full, some, tile_r, tile_c, tx, ty, first, density, detour, squeeze, limits
):
    """The leaves of one root cell: rows of (row, column, size, full)."""
    smallest, mixed_max, full_max, max_terminals, max_ports, max_corners, max_runs = limits
    columns = mask.shape[1] * 8 // smallest
    out = [(np.int64(0), np.int64(0), np.int64(0), np.int64(0))]
    out.clear()
    stack = [(np.int64(len(full) - 1), np.int64(tile_r), np.int64(tile_c))]
    xs, ys, buf = np.empty(MAX_NODES), np.empty(MAX_NODES), np.empty(mixed_max)
    D = np.empty((MAX_NODES, MAX_NODES))
    label = np.empty((mixed_max, mixed_max), np.int32)
    queue = np.empty(mixed_max * mixed_max, np.int32)
    win = np.empty((mixed_max + 2, mixed_max + 2), np.uint8)
    work = workspace(mixed_max)
    edges = (np.empty(MAX_EDGES, np.int32), np.empty(MAX_EDGES, np.int32))
    while len(stack) > 0:
        level, r, c = stack.pop()
        if r >= full[level].shape[0] or some[level][r, c] == 0:
            continue
        size = smallest << level
        r0, c0 = r * size, c * size
        if full[level][r, c]:
            split = size > full_max
        elif size > mixed_max:
            split = True
        elif level == 0:
            split = False
        else:
            w = win[: size + 2, : size + 2]
            unpack_window(mask, r0, c0, size, w)
            n = _side_terminals(w, size, density[level], xs, ys, buf)
            m = _put_terminals(tx, ty, first, columns, r0, c0, size, smallest, xs, ys, n)
            split = m - n > max_ports or m > max_terminals
            if not split and m > 0:
                ok, _, _ = cell_graph(
                    w, size, squeeze[r0 + size // 2], xs, ys, m, max_corners, max_runs,
                    detour[r0 + size // 2], False, work, D, label, queue, edges,
                )  # fmt: skip
                split = not ok
        if split:
            for i in range(2):
                for j in range(2):
                    stack.append((level - 1, 2 * r + i, 2 * c + j))  # noqa: PERF401 - compiled
        else:
            out.append((r0, c0, np.int64(size), np.int64(full[level][r, c])))
    rows = np.empty((len(out), 4), np.int64)
    for i in range(len(out)):
        rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3] = out[i]
    return rows


def _detours() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Per pixel row (a tile more): the detour allowed, and the cosine of latitude."""
    lat = lat_from_y(np.arange(HEIGHT + TILE) + 0.5)
    far = (lat > _FAR_NORTH_LAT) | (lat < _FAR_SOUTH_LAT)
    return np.where(far, DETOUR_FAR, DETOUR), np.maximum(0.02, np.cos(np.radians(lat)))


def _densities() -> NDArray[np.float64]:
    return np.array([DENSITY[s] for s in (128, 256, 512, 1024)])


def split_cells(
    mask: NDArray[np.uint8], terminals: Terminals, threads: int, progress: Callable[[float], None]
) -> Cells:
    """All leaves of the quadtree over the water of ``mask``."""
    full, some = _wet_levels(mask)
    full_list, some_list = nb.typed.List(full), nb.typed.List(some)
    detour, squeeze = _detours()
    limits = (
        SMALLEST, MIXED_MAX, FULL_MAX, MAX_TERMINALS, MAX_PORTS, MAX_CORNERS, _RUNS_TO_SPLIT
    )  # fmt: skip
    density = _densities()

    def one(tile: tuple[int, int]) -> NDArray[np.int64]:
        rows: NDArray[np.int64] = _split_tile(
            mask, full_list, some_list, tile[0], tile[1],
            terminals.x, terminals.y, terminals.first, density, detour, squeeze, limits,
        )  # fmt: skip
        return rows

    tiles = [tuple(map(int, t)) for t in np.argwhere(some[-1])]
    found = []
    with ThreadPoolExecutor(threads) as pool:
        for k, rows in enumerate(pool.map(one, tiles)):
            found.append(rows)
            progress((k + 1) / len(tiles))
    table = np.concatenate(found)
    return Cells(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.uint8))


@nb.njit(cache=True, nogil=True)
def _find_neighbours(row, col, size, full, owner, smallest, width, height):  # type: ignore[no-untyped-def]
    """For each cell and side the one cell of its size or larger beyond it, or -1."""
    n = len(row)
    out = np.full((n, 4), -1, np.int32)
    for i in range(n):
        for side in range(4):
            r = row[i] + (-1 if side == 2 else size[i] if side == 3 else 0)
            c = (col[i] + (-1 if side == 0 else size[i] if side == 1 else 0)) % width
            if r < 0 or r >= height:
                continue
            k = owner[r // smallest, c // smallest]
            if k >= 0 and size[k] >= size[i]:
                out[i, side] = k
    return out


@nb.njit(cache=True, nogil=True)
def _portals(mask, row, col, size, beyond, density, smallest, begin, end):  # type: ignore[no-untyped-def]
    """Portals on every side of cells ``begin:end`` where two meet: x, y and the two cells."""
    xs, ys = [0.0], [0.0]
    one, two = [np.int32(0)], [np.int32(0)]
    xs.clear()
    ys.clear()
    one.clear()
    two.clear()
    biggest = 0
    for i in range(len(size)):
        biggest = max(biggest, size[i])
    win = np.empty((biggest + 2, biggest + 2), np.uint8)
    buf = np.empty(biggest)
    width = mask.shape[1] * 8
    for i in range(begin, end):
        s, ready = size[i], False
        level = 0
        while (smallest << level) < s:
            level += 1
        for side in range(4):
            k = beyond[i, side]
            if k < 0 or (size[k] == s and (side == 0 or side == 2)):
                continue  # the smaller cell owns a side; of equals the western or northern
            if not ready:
                unpack_window(mask, row[i], col[i], s, win[: s + 2, : s + 2])
                ready = True
            n = side_portals(win, s, side, density[level], buf)
            for q in range(n):
                if side == 0 or side == 1:
                    xs.append(float((col[i] + (0 if side == 0 else s)) % width))
                    ys.append(row[i] + buf[q])
                else:
                    xs.append(col[i] + buf[q])
                    ys.append(float(row[i] + (0 if side == 2 else s)))
                one.append(np.int32(i))
                two.append(np.int32(k))
    return np.array(xs), np.array(ys), np.array(one), np.array(two)


def cell_owner(cells: Cells) -> NDArray[np.int32]:
    """The leaf over each smallest cell: (HEIGHT / SMALLEST, WIDTH / SMALLEST); -1 for none."""
    owner = np.full((HEIGHT // SMALLEST + TILE // SMALLEST, WIDTH // SMALLEST), -1, np.int32)
    for size in np.unique(cells.size):
        which = np.flatnonzero(cells.size == size)
        k = int(size) // SMALLEST
        for i in range(k):
            for j in range(k):
                owner[cells.row[which] // SMALLEST + i, cells.col[which] // SMALLEST + j] = which
    return owner[: HEIGHT // SMALLEST]


def place_portals(
    mask: NDArray[np.uint8], cells: Cells, owner: NDArray[np.int32], threads: int = 1
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32], NDArray[np.int32]]:
    """Portals between neighbouring cells: x, y in pixels and the two cells of each."""
    beyond = _find_neighbours(
        cells.row, cells.col, cells.size, cells.full, owner, SMALLEST, WIDTH, HEIGHT
    )
    bounds = np.linspace(0, len(cells.row), _PARTS + 1).astype(np.int64)

    def part(k: int) -> tuple[NDArray[np.float64], ...]:
        out: tuple[NDArray[np.float64], ...] = _portals(
            mask, cells.row, cells.col, cells.size, beyond, _densities(), SMALLEST,
            bounds[k], bounds[k + 1],
        )  # fmt: skip
        return out

    with ThreadPoolExecutor(threads) as pool:
        x, y, one, two = (
            np.concatenate(some) for some in zip(*pool.map(part, range(_PARTS)), strict=True)
        )
    return x, y, one, two


@nb.njit(cache=True, nogil=True)
def _cell_edges(  # type: ignore[no-untyped-def]
    mask, row, col, size, full, low, high, ptr, members, nx, ny, detour, squeeze, mixed_max, runs
):
    """Edges and corners of the cells ``low:high``; corners are numbered from -1 downward."""
    u, v = [np.int32(0)], [np.int32(0)]
    cx, cy, cc = [0.0], [0.0], [np.int32(0)]
    u.clear()
    v.clear()
    cx.clear()
    cy.clear()
    cc.clear()
    width = mask.shape[1] * 8
    xs, ys = np.empty(MAX_NODES), np.empty(MAX_NODES)
    ids = np.empty(MAX_NODES, np.int32)
    needed = np.empty(MAX_NODES, np.bool_)
    D = np.empty((MAX_NODES, MAX_NODES))
    label = np.empty((mixed_max, mixed_max), np.int32)
    queue = np.empty(mixed_max * mixed_max, np.int32)
    win = np.empty((mixed_max + 2, mixed_max + 2), np.uint8)
    work = workspace(mixed_max)
    edges = (np.empty(MAX_EDGES, np.int32), np.empty(MAX_EDGES, np.int32))
    for i in range(low, high):
        s, n = size[i], min(ptr[i + 1] - ptr[i], MAX_NODES - 1)
        for p in range(n):
            ids[p] = members[ptr[i] + p]
            x = nx[ids[p]] - col[i]
            xs[p] = x + width if x < -1 else x - width if x > s + 1 else x
            ys[p] = ny[ids[p]] - row[i]
        if full[i]:
            for p in range(n):
                for q in range(p):
                    if not same_side(xs[p], ys[p], xs[q], ys[q], s):
                        u.append(ids[p])
                        v.append(ids[q])
            continue
        if n < 2:
            continue
        w = win[: s + 2, : s + 2]
        unpack_window(mask, row[i], col[i], s, w)
        middle = row[i] + s // 2
        _, total, ne = cell_graph(
            w, s, squeeze[middle], xs, ys, n, MAX_NODES, runs, detour[middle], True,
            work, D, label, queue, edges,
        )  # fmt: skip
        needed_corners(D, n, total, needed)
        for z in range(n, total):
            if needed[z]:
                cx.append((xs[z] + col[i]) % width)
                cy.append(ys[z] + row[i])
                cc.append(np.int32(i))
                ids[z] = np.int32(-len(cx))
        for e in range(ne):
            if needed[edges[0][e]] and needed[edges[1][e]]:
                u.append(ids[edges[0][e]])
                v.append(ids[edges[1][e]])
    return np.array(u), np.array(v), np.array(cx), np.array(cy), np.array(cc)


class CellEdges(NamedTuple):
    """Edges (node ids) and the corner nodes that were added: position and cell of each."""

    u: NDArray[np.int32]
    v: NDArray[np.int32]
    corner_x: NDArray[np.float64]
    corner_y: NDArray[np.float64]
    corner_cell: NDArray[np.int32]


def join_cells(
    mask: NDArray[np.uint8], cells: Cells, ptr: NDArray[np.int64], members: NDArray[np.int32],
    x: NDArray[np.float64], y: NDArray[np.float64], threads: int,
    progress: Callable[[float], None],
) -> CellEdges:  # fmt: skip
    """Straight edges over water between the nodes of each cell.

    ``members[ptr[i]:ptr[i + 1]]`` are the nodes of cell ``i``; corners get the ids after
    the last node given.
    """
    detour, squeeze = _detours()
    bounds = np.linspace(0, len(cells.row), _PARTS + 1).astype(np.int64)

    def part(k: int) -> tuple[NDArray[np.int32], ...]:
        out: tuple[NDArray[np.int32], ...] = _cell_edges(
            mask, cells.row, cells.col, cells.size, cells.full, bounds[k], bounds[k + 1],
            ptr, members, x, y, detour, squeeze, MIXED_MAX, _RUNS_TO_FINISH,
        )  # fmt: skip
        return out

    us, vs, cx, cy, cc = [], [], [], [], []
    base = len(x)
    with ThreadPoolExecutor(threads) as pool:
        for k, (u, v, px, py, pc) in enumerate(pool.map(part, range(_PARTS))):
            us.append(np.where(u < 0, base - 1 - u, u))
            vs.append(np.where(v < 0, base - 1 - v, v))
            cx.append(px)
            cy.append(py)
            cc.append(pc)
            base += len(px)
            progress((k + 1) / _PARTS)
    return CellEdges(
        np.concatenate(us).astype(np.int32), np.concatenate(vs).astype(np.int32),
        np.concatenate(cx), np.concatenate(cy), np.concatenate(cc).astype(np.int32),
    )  # fmt: skip
