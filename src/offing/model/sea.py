"""Routes, passages, ports and ship classes as the sea answers them."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Geometry, Position, Struct

RouteStatus = Literal["open", "longer", "no_way", "port_out"]


class ShipClass(Struct, frozen=True, kw_only=True):
    """A class of ships; lengths in metres, speed in knots."""

    id: str
    name: str
    kind: str
    """``container``, ``bulk``, ``tanker``, ``gas``, ``general`` or ``roro``."""
    draught_m: float
    beam_m: float
    length_m: float
    air_draught_m: float
    speed_kn: float
    dwt_t: float | None = None
    teu: int | None = None
    source: str = ""


class PortTie(Struct, frozen=True, kw_only=True):
    """A port (or a bare position) and where it meets navigable water."""

    id: str
    name: str
    unlocode: str | None = None
    country: str | None = None
    position: Position
    water: Position
    snap_nm: float
    """Great-circle distance from ``position`` to ``water``, nautical miles."""


class PassageCrossing(Struct, frozen=True, kw_only=True):
    """A passage on a route: which, and how far from the origin, nautical miles."""

    id: str
    name: str
    at_nm: float


class AreaCrossing(Struct, frozen=True, kw_only=True):
    """An area on a route and the distance inside it, nautical miles."""

    id: str
    name: str
    nm_inside: float


class Route(Struct, frozen=True, kw_only=True):
    """The shortest way between two ports under a scenario, or why there is none.

    ``distance_nm``, ``open_distance_nm`` (without the scenario) and ``extra_nm``
    are ``None`` where there is no such way. ``geometry`` is a GeoJSON LineString
    or, across ±180°, a MultiLineString; ``None`` with no way.
    """

    status: RouteStatus
    origin: PortTie
    destination: PortTie
    distance_nm: float | None = None
    open_distance_nm: float | None = None
    extra_nm: float | None = None
    passages: tuple[PassageCrossing, ...] = ()
    open_passages: tuple[PassageCrossing, ...] = ()
    areas: tuple[AreaCrossing, ...] = ()
    geometry: Geometry | None = None
    reason: str = ""
    ship_class: str | None = None
    restrictions: tuple[str, ...] = ()
    """Ids of the scenario's restrictions that lengthen or cut the open way."""
    share_diverted: float = 1.0
    """Share of ships that go this way under ``avoided``; the rest sail as if open."""
    weighted_extra_nm: float | None = None
    """``extra_nm`` weighted by the shares."""
