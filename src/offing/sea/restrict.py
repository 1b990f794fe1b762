"""From a scenario and a ship to the edges of the mesh that are closed to it.

Three things close edges: what is always so (Arctic gates, canals and straits too small
for the ship, shoals), what the scenario closes outright (passages, areas that forbid
entry), and what it keeps ships out of while ports inside stay reachable (other areas;
shoals are treated so too).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import ScenarioError, UnknownPassage
from offing.model.base import Geometry
from offing.model.scenario import Restriction
from offing.model.sea import ShipClass
from offing.sea.search import distinct
from offing.sea.tables import Gate, Line, gates, shoals

if TYPE_CHECKING:
    from offing.sea.network import Network

UNDER_KEEL = 1.1
"""A ship needs this many times its draught over a shoal: a tenth of the draught is the
usual allowance in sheltered and coastal water (PIANC report 121, 2014)."""

REFERENCE_SHIP = ShipClass(
    id="reference",
    name="Reference ship",
    kind="general",
    draught_m=7.2,
    beam_m=22.0,
    length_m=180.0,
    air_draught_m=32.0,
    speed_kn=14.0,
    source="Chosen here: a small handy ship within the limits of the St Lawrence Seaway (draught "
    "8.08 m, beam 23.77 m) and of Drogden in the Øresund (draught 7.7 m), so that it reaches the "
    "lakes and uses the Sound, Kiel, Canso, Suez and Panama, but is too broad for Corinth (beam "
    "17.6 m); published distance tables agree with such a ship best",
)
"""The ship that is meant when no class is named: distances are then as in the tables."""


class Block(NamedTuple):
    """What closes some edges: a restriction, or ``""`` for what is always so.

    ``lines`` are the gates and ``area`` the polygon (or a shoal's place in the table)
    that the edges were found by: a position's own lines to the mesh are tested on them.
    ``soft`` areas may be sailed in by ships from or to a port inside.
    """

    id: str
    edges: NDArray[np.int32]
    lines: tuple[Line, ...]
    area: Any | None
    soft: bool

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the area, degrees."""
        shape = self.shape()
        return (0.0, 0.0, 0.0, 0.0) if shape is None else tuple(shape.bounds)

    def shape(self) -> Any | None:
        """The area as a shapely geometry; ``None`` for gates."""
        return shoal_shape(self.area) if isinstance(self.area, int) else self.area


class Closure(NamedTuple):
    """All that is closed for one ship, and a key that is equal for equal content."""

    key: tuple[Any, ...]
    blocks: tuple[Block, ...]


def ship_blocks_gate(ship: ShipClass, gate: Gate) -> str | None:
    """Why a ship cannot use a gate, in words; ``None`` when it can."""
    for what, limit, has in (
        ("draught", gate.max_draught_m, ship.draught_m),
        ("beam", gate.max_beam_m, ship.beam_m),
        ("length", gate.max_length_m, ship.length_m),
        ("air draught", gate.max_air_draught_m, ship.air_draught_m),
    ):
        if limit is not None and has > limit:
            return f"{what} {has:g} m exceeds {limit:g} m at {gate.name}"
    return None


@functools.lru_cache(maxsize=64)
def shoal_shape(index: int) -> Any:
    """A shoal of the table, by its place in it, as a shapely geometry."""
    import shapely

    return shapely.union_all([shapely.Polygon(ring) for ring in shoals()[index].rings])


def standing_closure(
    network: Network, ship: ShipClass, opened: frozenset[str] = frozenset()
) -> Closure:
    """What is closed to a ship whatever the scenario closes; ``opened`` are passage ids.

    Its key is the gates and the shoals that are closed, by place in their tables: ships
    that the same ones stop get the same closure.
    """
    shut = [
        k
        for k, gate in enumerate(gates())
        if (gate.closed_by_default and gate.passage not in opened) or ship_blocks_gate(ship, gate)
    ]
    shallow = [k for k, s in enumerate(shoals()) if ship.draught_m * UNDER_KEEL > s.depth_m]
    key = (tuple(shut), tuple(shallow))
    found = network.standing.get(key)
    if found is None:
        blocks = [_gates_block(network, key[0]), *(_shoal_block(network, k) for k in shallow)]
        found = network.standing.setdefault(key, Closure(key, tuple(blocks)))
    return found


def _gates_block(network: Network, shut: tuple[int, ...]) -> Block:
    edges = np.concatenate([np.zeros(0, np.int32), *(network.cuts[f"gate:{k}"] for k in shut)])
    lines = tuple(line for k in shut for line in gates()[k].lines)
    return Block("", distinct(edges), lines, None, False)


def _shoal_block(network: Network, k: int) -> Block:
    """A shoal's block: one for all ships, so that what they share can be seen."""
    found = network.shoal_blocks.get(k)
    if found is None:
        block = Block("", network.cuts[f"shoal:{k}"], (), k, True)
        found = network.shoal_blocks.setdefault(k, block)
    return found


def area_shape(restriction: Restriction) -> Any:
    """The polygons of an area restriction as one shapely geometry.

    Raises:
        ScenarioError: no geometry, or not a polygon.
    """
    return polygons_shape(restriction.target.geometry, f"restriction {restriction.id!r}")


def polygons_shape(geometry: Geometry | None, what: str) -> Any:
    """A GeoJSON polygon or multipolygon as one shapely geometry; ``what`` names it.

    Raises:
        ScenarioError: no geometry, or not a polygon.
    """
    import shapely

    if geometry is None or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ScenarioError(f"{what}: an area needs a GeoJSON Polygon or MultiPolygon")
    try:
        rings = geometry["coordinates"]
        polygons = [rings] if geometry["type"] == "Polygon" else rings
        shapes = []
        for polygon in polygons:
            parts = [_unrolled(ring) for ring in polygon]
            shapes.append(shapely.make_valid(shapely.Polygon(parts[0], parts[1:])))
    except (KeyError, IndexError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise ScenarioError(
            f"{what}: its rings are no lists of four or more [longitude, latitude]"
        ) from error
    return shapely.union_all(shapes)


def _unrolled(ring: Any) -> NDArray[np.float64]:
    """A ring whose longitudes do not jump at ±180°."""
    points = np.asarray(ring, np.float64)[:, :2].copy()
    step = np.diff(points[:, 0])
    points[1:, 0] -= 360.0 * np.cumsum(np.round(step / 360.0))
    return points


def area_contains(area: Any, lon: float, lat: float) -> bool:
    """Whether a position lies in an area, on any turn of the circle."""
    import shapely

    return any(bool(shapely.intersects_xy(area, lon + t, lat)) for t in (-360.0, 0.0, 360.0))


def block_from_restriction(network: Network, restriction: Restriction) -> Block | None:
    """The edges that a passage or area restriction closes; ``None`` for ports and others.

    Raises:
        UnknownPassage: the passage has no gate.
        ScenarioError: the area cannot be read.
    """
    target = restriction.target
    if target.kind == "passage":
        pid = target.id
        if pid not in network.passage_edges:
            from offing.places import passage

            pid = passage(target.id).id
        if pid not in network.passage_edges:
            raise UnknownPassage(target.id, tuple(network.passage_edges)[:5], "(it has no gate)")
        lines = tuple(line for g in gates() if g.passage == pid for line in g.lines)
        return Block(restriction.id, network.passage_edges[pid], lines, None, False)
    if target.kind == "area":
        shape = area_shape(restriction)
        edges = network.edge_lines.touching(shape)
        return Block(restriction.id, edges, (), shape, not restriction.forbids_entry)
    return None


def restriction_key(restriction: Restriction) -> tuple[Any, ...]:
    """What of a restriction matters to the closed edges, as a hashable key: not its name."""
    import json

    t = restriction.target
    shape = json.dumps(t.geometry, sort_keys=True) if t.kind == "area" else ""
    return (t.kind, t.id, shape, restriction.forbids_entry)


def ship_matches(restriction: Restriction, ship: ShipClass) -> bool:
    """Whether a restriction is meant for this class of ship (or for all)."""
    names = [a for a in restriction.applies_to if not a.startswith(("port:", "country:"))]
    return not names or ship.id in names or ship.kind in names


def trade_limits(restriction: Restriction) -> tuple[str, ...]:
    """The ports and countries whose trade a restriction is limited to; empty for all."""
    return tuple(a for a in restriction.applies_to if a.startswith(("port:", "country:")))


def share_for(restriction: Restriction, ship: ShipClass) -> float:
    """The share of these ships that stay away, 0 to 1."""
    if restriction.effect == "closed":
        return 1.0
    if restriction.effect == "capacity":
        return 0.0
    shares = restriction.share_by_class
    return float(shares.get(ship.id, shares.get(ship.kind, restriction.share)))
