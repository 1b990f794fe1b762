"""From what a caller names to where it meets the mesh.

An origin or destination is a UN/LOCODE, a port's id or name, or a position. A port is a
node of the mesh. A position is tied to the nodes of its cell that it sees over water.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import OffWater, UsageError
from offing.model.base import Position
from offing.model.place import Place
from offing.model.sea import PortTie
from offing.places.earth import distance_nm
from offing.sea.grid import WIDTH, lat_from_y, lon_from_x, x_from_lon, y_from_lat
from offing.sea.local import ways_out
from offing.sea.network import Network
from offing.sea.runs import nearest_water
from offing.sea.sight import clear_to

POSITION_REACH_NM = 12.0
"""A position farther than this from navigable water is refused: the width of a
territorial sea, more than any port's town lies from its berths."""
_SEARCH_NM = 600.0
NEAR_NODES = 80
"""How many of the nearest nodes a position is tried against, besides its own cell's."""
NEAR_HIDDEN = 8
"""To how many of the nearest nodes a way is looked for where land hides them."""
Bends = tuple[tuple[Position, ...], ...]


class Tie(NamedTuple):
    """Who it is, and the mesh nodes it starts from with the miles to each.

    ``node`` is the one mesh node of a port, or -1 for a position. ``bends`` are, for each
    node, the points where the way to it turns (``()`` for none at all).
    """

    who: PortTie
    nodes: NDArray[np.int64]
    nm: NDArray[np.float64]
    node: int = -1
    bends: Bends = ()

    def bends_to(self, node: int) -> tuple[Position, ...]:
        """The turns on the way to one of the nodes."""
        found = np.flatnonzero(self.nodes == node)
        return self.bends[int(found[0])] if self.bends and len(found) else ()


def is_position(value: object) -> bool:
    """Whether a value is a pair of numbers."""
    return (
        isinstance(value, (tuple, list))
        and len(value) == 2
        and all(isinstance(v, (int, float, np.number)) for v in value)
    )


def find_port(name: str) -> Place:
    """The port of this UN/LOCODE, id or name.

    Raises:
        UnknownPort: none; close names are offered.
    """
    from offing.places import port

    return port(name)


def tie_port(network: Network, place: Place) -> Tie:
    """Where a port meets the sea.

    Raises:
        OffWater: the network has no water near it.
    """
    row = network.port_row.get(place.id)
    if row is None:
        if place.lon is None or place.lat is None:
            raise OffWater(f"port {place.name} has no position", float("inf"))
        return tie_position(network, Position(place.lon, place.lat), place)
    node = int(network.mesh.port_node[row])
    water = Position(round(float(network.lon[node]), 5), round(float(network.lat[node]), 5))
    who = PortTie(
        id=place.id, name=place.name, unlocode=place.unlocode, country=place.country,
        position=Position(place.lon or 0.0, place.lat or 0.0), water=water,
        snap_nm=round(float(network.mesh.port_snap_nm[row]), 2),
    )  # fmt: skip
    return Tie(who, np.array([node]), np.zeros(1), node)


def _check(position: Position) -> Position:
    lon, lat = float(position[0]), float(position[1])
    if not (abs(lat) <= 90.0 and abs(lon) <= 540.0):  # also catches nan
        raise UsageError(
            f"position ({lon}, {lat}) is not on the Earth: give lon, then lat, in degrees"
        )
    return Position((lon + 180.0) % 360.0 - 180.0, lat)


def tie_position(network: Network, given: Position, place: Place | None = None) -> Tie:
    """Tie any position to the nodes that it sees.

    Raises:
        OffWater: no navigable water within `POSITION_REACH_NM`; says how far it is.
        UsageError: not a position on the Earth.
    """
    at, water, x, y = place_position(network, given)
    return tie_from(at, water, place, *_visible(network, x, y, water))


def place_position(network: Network, given: Position) -> tuple[Position, Position, float, float]:
    """A position, the water that it is on or near, and that water's pixel position.

    Raises: as `tie_position`.
    """
    at = _check(given)
    runs = network.mesh.runs
    pixel = nearest_water(runs, at.lon, at.lat, _SEARCH_NM)
    x, y = float(x_from_lon(np.float64(at.lon))), float(y_from_lat(np.float64(at.lat)))
    if pixel is None:
        raise OffWater(_off_words(at, None), float("inf"))
    row, col = pixel
    if (int(y), int(x) % WIDTH) != pixel:  # the nearest pixel's middle, off its sides
        x, y = col + 0.5, row + 0.5
    water = Position(float(lon_from_x(np.float64(x))), float(lat_from_y(np.float64(y))))
    snap = distance_nm(at, water)
    if snap > POSITION_REACH_NM:
        raise OffWater(_off_words(at, snap), snap)
    return at, water, x, y


def tie_from(
    at: Position, water: Position, place: Place | None,
    nodes: NDArray[np.int64], nm: NDArray[np.float64], bends: Bends,
) -> Tie:  # fmt: skip
    """A tie of a position (or of a place that is no node) to nodes of the mesh."""
    name = place.name if place else _position_words(at)
    who = PortTie(
        id=place.id if place else f"position:{at.lon:.4f},{at.lat:.4f}", name=name,
        unlocode=place.unlocode if place else None, country=place.country if place else None,
        position=at, water=Position(round(water.lon, 5), round(water.lat, 5)),
        snap_nm=round(distance_nm(at, water), 2),
    )  # fmt: skip
    return Tie(who, nodes, nm, -1, bends)


def _position_words(at: Position) -> str:
    ns, ew = "N" if at.lat >= 0 else "S", "E" if at.lon >= 0 else "W"
    return f"{abs(at.lat):.3f}° {ns} {abs(at.lon):.3f}° {ew}"


def _off_words(at: Position, snap: float | None) -> str:
    far = f"{snap:.0f} nm" if snap is not None else f"more than {_SEARCH_NM:.0f} nm"
    return (
        f"position {_position_words(at)} is {far} from navigable water "
        f"(limit {POSITION_REACH_NM:.0f} nm): give a position at sea, longitude first"
    )


def _cell_of(network: Network, x: float, y: float) -> int:
    m = network.mesh
    size = m.cell_size.astype(np.int64)
    row, col = m.cell_row.astype(np.int64), m.cell_col.astype(np.int64)
    inside = (row <= y) & (y < row + size) & (col <= x) & (x < col + size)
    found = np.flatnonzero(inside)
    return int(found[0]) if len(found) else -1


def _visible(
    network: Network, x: float, y: float, water: Position
) -> tuple[NDArray[np.int64], NDArray[np.float64], Bends]:
    """Nodes that a point reaches, with miles and bends: those it sees, and near hidden ones.

    Looked at are the nodes of its own cell and the nearest ones of others: what a bay
    hides in one cell is often seen in the next.
    """
    m = network.mesh
    own = np.flatnonzero((m.node_cell == _cell_of(network, x, y)).any(axis=1))
    dx = (m.x.astype(np.float64) - x + WIDTH / 2) % WIDTH - WIDTH / 2
    dy = m.y.astype(np.float64) - y
    squeeze = max(0.05, float(np.cos(np.radians(water.lat))))
    far = (dx * squeeze) ** 2 + dy**2
    limit = np.partition(far, NEAR_NODES - 1)[NEAR_NODES - 1]
    near = np.union1d(own, np.flatnonzero(far <= limit))
    near = near[np.argsort(far[near], kind="stable")]
    seen = clear_to(m.runs, x, y, x + dx[near], y + dy[near])
    nodes: list[int] = near[seen].tolist()
    bends: list[tuple[Position, ...]] = [()] * len(nodes)
    hidden = near[:NEAR_HIDDEN][~seen[:NEAR_HIDDEN]].tolist()
    ways = (
        ways_out(m.runs, x, y, squeeze, [(x + float(dx[n]), y + float(dy[n])) for n in hidden])
        if hidden
        else []
    )
    for node, way in zip(hidden, ways, strict=True):
        if way is not None:
            nodes.append(node)
            bends.append(
                tuple(
                    Position(float(lon_from_x(px)), float(lat_from_y(py))) for px, py in way[1:-1]
                )
            )
    nm = [
        _miles((water, *bend, Position(float(network.lon[n]), float(network.lat[n]))))
        for n, bend in zip(nodes, bends, strict=True)
    ]
    return np.array(nodes, np.int64), np.array(nm, np.float64), tuple(bends)


def _miles(points: tuple[Position, ...]) -> float:
    return sum(distance_nm(a, b) for a, b in itertools.pairwise(points))
