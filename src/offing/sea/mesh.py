"""From coast data and tables to the mesh: nodes, edges, ports, passages' cuts.

``build_mesh`` is the whole way: mask, carved fairways, navigable water, cells, portals,
edges, order. What comes out is a `Mesh`, plain arrays that are stored as they are.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.places.earth import distances_nm
from offing.sea.grid import (
    HEIGHT,
    PER_DEGREE,
    WIDTH,
    lat_from_y,
    lon_from_x,
    x_from_lon,
    y_from_lat,
)
from offing.sea.runs import Runs, is_water, nearest_water
from offing.sea.search import distinct

if TYPE_CHECKING:
    from offing.sea.coast import Shore

PORT_REACH_NM = 25.0
"""A port farther than this from navigable water is not tied to the sea."""
_SHOAL_MARGIN_DEG = 0.03
"""Corners to steer by stand this far outside a shoal's outline."""

Progress = Callable[[str, float], None]


_FAIRWAY_BANKS_PIXELS = 4
"""Within 5.6 nm of a fairway the coast stays as the plain coast data has it."""
SCALE_NM = 1.0 / 512.0
"""Lengths are whole multiples of this (3.6 m). In single precision (24 bits) sums of such up to
32,768 nm are then exact, in whatever order they are made: every search gives the same miles."""


def on_scale(nm: NDArray[np.float64]) -> NDArray[np.float32]:
    """Miles as the nearest multiple of `SCALE_NM` that is not zero."""
    return np.asarray(np.maximum(np.round(nm / SCALE_NM), 1.0) * SCALE_NM, np.float32)


class Mesh(NamedTuple):
    """The network of straight lines over water.

    ``x, y`` (nodes) are pixels; ``ptr, head, nm`` the undirected edges as rows of
    neighbours with a higher id; ``order`` the contraction order; ``cell_*`` the leaves of
    the quadtree; ``node_cell`` (nodes, 2) the cells each node lies on; ``port_node`` the
    node of each port of ``port_ids`` and ``port_snap_nm`` how far it is; ``cut_edge`` the
    edges across each gate and shoal, ``cut_names`` being ``gate:<n>`` and ``shoal:<n>`` by
    place in the tables; ``runs`` the navigable water.
    """

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    ptr: NDArray[np.int32]
    head: NDArray[np.int32]
    nm: NDArray[np.float32]
    order: NDArray[np.int32]
    cell_row: NDArray[np.uint16]
    cell_col: NDArray[np.uint16]
    cell_size: NDArray[np.uint16]
    node_cell: NDArray[np.int32]
    port_node: NDArray[np.int32]
    port_snap_nm: NDArray[np.float32]
    port_ids: NDArray[np.str_]
    cut_names: NDArray[np.str_]
    cut_ptr: NDArray[np.int32]
    cut_edge: NDArray[np.int32]
    runs: Runs


class PortPoint(NamedTuple):
    """A port to tie: its id and where it is."""

    id: str
    lon: float
    lat: float


def _tie_ports(
    runs: Runs, ports: Sequence[PortPoint], berths: NDArray[np.float64]
) -> tuple[list[PortPoint], NDArray[np.float64], NDArray[np.float64]]:
    """The ports within reach of water, and where in it they are tied (pixels x, y).

    ``berths`` are the points of water found nearest to them before room was kept off the
    coasts; where that water is left, the nearest of what there is takes its place. No two
    ports are tied at one point: those that share a pixel are set apart in it, so that no
    distance between different ports is zero.
    """
    tied, taken, points = [], set(), []
    for port, (x, y) in zip(ports, berths, strict=True):
        if np.isnan(x):
            continue
        row, col = int(y), int(x)
        if not is_water(runs, row, col):
            pixel = nearest_water(runs, port.lon, port.lat, PORT_REACH_NM)
            if pixel is None:
                continue
            row, col = pixel
            x = min(max(float(x_from_lon(np.float64(port.lon))), col + 0.1), col + 0.9)
            y = min(max(float(y_from_lat(np.float64(port.lat))), row + 0.1), row + 0.9)
        step, x0, y0 = 0, x, y
        while (round(x, 2), round(y, 2)) in taken:
            step += 1  # in small steps round about, so that it stays in the same water
            x = min(max(x0 + 0.01 * (step % 5 - 2), col + 0.05), col + 0.95)
            y = min(max(y0 + 0.01 * (step // 5 % 5 - 2), row + 0.05), row + 0.95)
            if step >= 25:
                x = col + 0.1 + 0.8 * ((x0 - col) * 7.3 + 0.37 * step) % 0.8
                y = row + 0.1 + 0.8 * ((y0 - row) * 5.9 + 0.23 * step) % 0.8
        taken.add((round(x, 2), round(y, 2)))
        tied.append(port)
        points.append((x, y))
    xy = np.array(points, np.float64).reshape(-1, 2)
    return tied, xy[:, 0], xy[:, 1]


def _gate_ends() -> list[tuple[float, float]]:
    """Just beyond the ends of gates that ways may go round: lon, lat."""
    from offing.sea.tables import gates

    points: list[tuple[float, float]] = []
    for line in (line for gate in gates() if gate.detect for line in gate.lines):
        for end, inner in ((line[0], line[1]), (line[-1], line[-2])):
            dx, dy = end[0] - inner[0], end[1] - inner[1]
            far = _SHOAL_MARGIN_DEG / math.hypot(dx, dy)
            points.append((end[0] + far * dx, end[1] + far * dy))
    return points


def _corners(mask: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Corners to steer by, outside shoals and gates, where they are water: pixels (x, y)."""
    import shapely

    from offing.sea.tables import shoals

    points = _gate_ends()
    for shoal in shoals():
        for ring in shoal.rings:
            grown = shapely.Polygon(ring).buffer(_SHOAL_MARGIN_DEG, join_style="mitre")
            points.extend(shapely.get_coordinates(grown.convex_hull)[:-1])
            points.extend(shapely.get_coordinates(grown.simplify(0.02))[:-1])
    if not points:
        return np.zeros(0), np.zeros(0)
    unique = np.unique(np.round(np.array(points), 3), axis=0)
    # The middle of the pixel, so that no corner lies on the side of a cell.
    x = np.floor(x_from_lon(unique[:, 0])) + 0.5
    y = np.floor(y_from_lat(unique[:, 1])) + 0.5
    c, r = x.astype(np.int64), y.astype(np.int64)
    wet = (mask[r, c >> 3] >> (7 - (c & 7))) & 1 == 1
    return x[wet], y[wet]


def _shoal_sides(
    mask: NDArray[np.uint8], owner: NDArray[np.int32]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32], NDArray[np.int32]]:
    """Portals where the outlines of shoals, with their margin, cross sides of cells.

    A way along a shoal changes cells there; the portals of the side may all lie on the
    shoal or far off it. Returns x, y (pixels) and the two cells of each.
    """
    import shapely

    from offing.sea.cells import SMALLEST
    from offing.sea.tables import shoals

    found: dict[tuple[float, float], tuple[int, int]] = {}
    for shoal in shoals():
        for ring in shoal.rings:
            grown = shapely.Polygon(ring).buffer(_SHOAL_MARGIN_DEG, join_style="mitre")
            points = shapely.get_coordinates(grown.exterior)
            x, y = (points[:, 0] + 180.0) * PER_DEGREE, y_from_lat(points[:, 1])
            for k in range(len(x) - 1):
                for px, py, along in _grid_crossings(x[k], y[k], x[k + 1], y[k + 1], SMALLEST):
                    dx, dy = (0.5, 0.0) if along else (0.0, 0.5)
                    a = _owner_at(mask, owner, px - dx, py - dy)
                    b = _owner_at(mask, owner, px + dx, py + dy)
                    if a >= 0 and b >= 0 and a != b:
                        found[round(px % WIDTH, 2), round(py, 2)] = (a, b)
    xy = np.array(list(found), np.float64).reshape(-1, 2)
    cells = np.array(list(found.values()), np.int32).reshape(-1, 2)
    return xy[:, 0], xy[:, 1], cells[:, 0], cells[:, 1]


def _owner_at(mask: NDArray[np.uint8], owner: NDArray[np.int32], x: float, y: float) -> int:
    """The cell of a point of water; -1 on land."""
    from offing.sea.cells import SMALLEST

    c, r = int(x) % WIDTH, int(y)
    if not (mask[r, c >> 3] >> (7 - (c & 7))) & 1:
        return -1
    return int(owner[r // SMALLEST, c // SMALLEST])


def _grid_crossings(
    x0: float, y0: float, x1: float, y1: float, step: int
) -> Iterator[tuple[float, float, bool]]:
    """Where a segment crosses lines every ``step`` pixels, and whether the line runs down."""
    for k in range(math.ceil(min(x0, x1) / step), math.floor(max(x0, x1) / step) + 1):
        if x0 != x1:
            yield float(k * step), y0 + (y1 - y0) * (k * step - x0) / (x1 - x0), True
    for k in range(math.ceil(min(y0, y1) / step), math.floor(max(y0, y1) / step) + 1):
        if y0 != y1:
            yield x0 + (x1 - x0) * (k * step - y0) / (y1 - y0), float(k * step), False


class ShipWaters(NamedTuple):
    """The water left to ships: its mask and runs, the shore, where ports meet it (pixels)."""

    mask: NDArray[np.uint8]
    runs: Runs
    shore: Shore
    berths: NDArray[np.float64]


def _kept_open(berths: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The packed mask of what stays water however near to land: fairways and berths."""
    from offing.sea.room import mark
    from offing.sea.tables import fairways
    from offing.sea.water import carve

    fixed = np.zeros((HEIGHT, WIDTH // 8), np.uint8)
    carve(fixed, fairways())
    found = berths[~np.isnan(berths[:, 0])].astype(np.int64)
    mark(fixed, found[:, 1] * WIDTH + found[:, 0])
    return fixed


def ship_waters(
    ports: Sequence[PortPoint], letter: str = "", details: Shore | None = None
) -> ShipWaters:
    """The water that ships use: all that is joined, with fairways, without room off coasts.

    ``letter`` names the coast lines (default: the finest that are installed), ``details``
    what they lack (default: the file of the package, for intermediate ones).
    """
    from offing.sea.berths import nearest_berths
    from offing.sea.clearing import near_fairways
    from offing.sea.coast import Shore, finest, shore_pixels, water_mask
    from offing.sea.details import coast_details, overlaid, settle
    from offing.sea.room import keep_off
    from offing.sea.tables import fairways
    from offing.sea.water import carve, mask_from_runs, navigable

    letter = letter or finest()

    with ThreadPoolExecutor(1) as beside:
        later_mask = beside.submit(water_mask, letter)
        if details is None and letter == "i":
            details = coast_details()
        shore = shore_pixels(letter)
        if details is not None:
            # Where fairways are written down, banks beside them are as those who drew them
            # saw them.
            ours = ~np.isin(details.pixel, near_fairways(fairways(), _FAIRWAY_BANKS_PIXELS))
            details = Shore(details.pixel[ours], details.land[ours])
            shore = overlaid(shore, details)
        mask = later_mask.result()
    del later_mask  # which holds on to a mask of the Earth
    if details is not None:
        settle(mask, details)
    carve(mask, fairways())
    mask = mask_from_runs(runs := navigable(mask))
    berths = nearest_berths(mask, runs, shore, ports, PORT_REACH_NM)
    keep_off(mask, shore, _kept_open(berths))  # which lets go of what is kept open
    # Once more: what was widened may hold pools of a few pixels behind a spit.
    runs = navigable(mask)
    return ShipWaters(mask_from_runs(runs), runs, shore, berths)


def build_mesh(ports: Sequence[PortPoint], progress: Progress) -> Mesh:
    """Build the network for these ports from the coast data and the tables.

    ``progress`` is called with a word and a share from 0 to 1. Takes some 35 s of processor
    time, spread over the cores in most parts, and up to about 1 GB of memory.

    Raises:
        DataMissing: the coast data is absent.
    """
    from offing.sea import cells as q
    from offing.sea.clearing import clear_of_land
    from offing.sea.tables import fairways

    threads = max(1, os.cpu_count() or 1)
    progress("coast lines", 0.0)
    mask, runs, shore, berths = ship_waters(ports)
    progress("ports", 0.1)
    tied, port_x, port_y = _tie_ports(runs, ports, berths)
    sx, sy = _corners(mask)
    tx, ty = np.concatenate([port_x, sx]), np.concatenate([port_y, sy])
    terminals, _ = q.sort_terminals(tx, ty)
    progress("cells", 0.12)
    cells = q.split_cells(mask, terminals, threads, lambda f: progress("cells", 0.12 + 0.48 * f))
    owner = q.cell_owner(cells)
    px, py, one, two = q.place_portals(mask, cells, owner, threads)
    at_x, at_y, this, that = _shoal_sides(mask, owner)
    px, py = np.concatenate([px, at_x]), np.concatenate([py, at_y])
    one, two = np.concatenate([one, this]), np.concatenate([two, that])
    t_cell = owner[(ty // q.SMALLEST).astype(int), (tx // q.SMALLEST).astype(int)]
    x, y = np.concatenate([px, tx]), np.concatenate([py, ty])
    first = np.concatenate([one, t_cell]).astype(np.int32)
    second = np.concatenate([two, t_cell]).astype(np.int32)
    ptr, members = _members(first, second, len(px), len(cells.row))
    joined = q.join_cells(
        mask, cells, ptr, members, x, y, threads, lambda f: progress("edges", 0.6 + 0.2 * f)
    )
    x, y = np.concatenate([x, joined.corner_x]), np.concatenate([y, joined.corner_y])
    first = np.concatenate([first, joined.corner_cell])
    second = np.concatenate([second, joined.corner_cell])
    progress("shores", 0.8)
    clear = clear_of_land(
        mask, shore, fairways(), cells, x, y, first, second, joined.u, joined.v,
        (len(px), len(px) + len(tx)), threads,
    )  # fmt: skip
    del mask, shore
    x, y = np.concatenate([x, clear.x]), np.concatenate([y, clear.y])
    first, second = np.concatenate([first, clear.cell]), np.concatenate([second, clear.cell])
    progress("order", 0.9)
    port_node = (len(px) + np.arange(len(tied))).astype(np.int32)
    return _assemble(x, y, first, second, clear.u, clear.v, cells, tied, port_node, runs)


def _members(
    first: NDArray[np.int32], second: NDArray[np.int32], portals: int, cells: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The nodes of every cell: portals lie on two, terminals in one."""
    n = len(first)
    where = np.concatenate([first, second[:portals]])
    node = np.concatenate([np.arange(n), np.arange(portals)])
    order = np.argsort(where, kind="stable")
    ptr = np.searchsorted(where[order], np.arange(cells + 1)).astype(np.int64)
    return ptr, node[order].astype(np.int32)


def _assemble(
    x: NDArray[np.float64], y: NDArray[np.float64],
    first: NDArray[np.int32], second: NDArray[np.int32],
    u: NDArray[np.int32], v: NDArray[np.int32],
    cells: object, ports: list[PortPoint], port_node: NDArray[np.int32], runs: Runs,
) -> Mesh:  # fmt: skip
    from offing.sea.cells import Cells
    from offing.sea.dissect import contraction_order

    assert isinstance(cells, Cells)
    n = len(x)
    x32, y32 = x.astype(np.float32), y.astype(np.float32)
    low, high = np.minimum(u, v).astype(np.int64), np.maximum(u, v).astype(np.int64)
    key = distinct(low * n + high)
    low, high = key // n, key % n
    lon, lat = lon_from_x(x32), lat_from_y(y32)
    nm = on_scale(distances_nm(lon[low], lat[low], lon[high], lat[high]))
    with ThreadPoolExecutor(1) as beside:
        later_order = beside.submit(
            contraction_order,
            lon_from_x(cells.col + cells.size / 2), lat_from_y(cells.row + cells.size / 2),
            first.astype(np.int64), second.astype(np.int64),
            np.bincount(np.concatenate([low, high]), minlength=n),
        )  # fmt: skip
        cuts = _all_cuts(lon, lat, low, high)
        order = later_order.result()
    port_lon = np.array([p.lon for p in ports])
    port_lat = np.array([p.lat for p in ports])
    snap = distances_nm(port_lon, port_lat, lon[port_node], lat[port_node])
    cut_ptr = np.concatenate([[0], np.cumsum([len(e) for e in cuts.values()])])
    return Mesh(
        x=x32, y=y32,
        ptr=np.searchsorted(low, np.arange(n + 1)).astype(np.int32),
        head=high.astype(np.int32), nm=nm, order=order,
        cell_row=cells.row.astype(np.uint16), cell_col=cells.col.astype(np.uint16),
        cell_size=cells.size.astype(np.uint16),
        node_cell=np.stack([first, second], 1).astype(np.int32),
        port_node=port_node, port_snap_nm=snap.astype(np.float32),
        port_ids=np.array([p.id for p in ports]), runs=runs,
        cut_names=np.array(list(cuts)), cut_ptr=cut_ptr.astype(np.int32),
        cut_edge=np.concatenate([*cuts.values(), np.zeros(0, np.int32)]).astype(np.int32),
    )  # fmt: skip


def _all_cuts(
    lon: NDArray[np.float64], lat: NDArray[np.float64],
    low: NDArray[np.int64], high: NDArray[np.int64],
) -> dict[str, NDArray[np.int32]]:  # fmt: skip
    """The edges that cross each gate, and those that touch each shoal."""
    import shapely

    from offing.sea.crossing import EdgeLines
    from offing.sea.tables import gates, shoals

    lines = EdgeLines(lon, lat, low, high)
    cuts = {}
    for k, gate in enumerate(gates()):
        cuts[f"gate:{k}"] = lines.crossing(gate.lines)
    for k, shoal in enumerate(shoals()):
        cuts[f"shoal:{k}"] = lines.touching(
            shapely.union_all([shapely.Polygon(ring) for ring in shoal.rings])
        )
    return cuts
