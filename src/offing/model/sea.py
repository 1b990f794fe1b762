"""Routes, passages, ports and ship classes as the sea answers them."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Geometry, Position, Struct

RouteStatus = Literal["open", "longer", "no_way", "port_out"]


class ShipClass(Struct, frozen=True, kw_only=True):
    """A class of ships; lengths in metres, speed in knots."""

    id: str
    """Stable id, as options take it."""
    name: str
    """Name for people."""
    kind: str
    """``container``, ``bulk``, ``tanker``, ``gas``, ``general`` or ``roro``."""
    draught_m: float
    """Scantling draught, metres."""
    beam_m: float
    """Metres."""
    length_m: float
    """Length over all, metres."""
    air_draught_m: float
    """Height above the waterline, metres."""
    speed_kn: float
    """Service speed, knots."""
    dwt_t: float | None = None
    """Deadweight, tonnes."""
    teu: int | None = None
    """Container capacity."""
    source: str = ""
    """Where the figures come from."""


class PortTie(Struct, frozen=True, kw_only=True):
    """A port (or a bare position) and where it meets navigable water."""

    id: str
    """Place id, or the coordinates of a bare position."""
    name: str
    """Name for people."""
    unlocode: str | None = None
    """UN/LOCODE of a port."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    position: Position
    """Where the port is."""
    water: Position
    """Where it meets navigable water."""
    snap_nm: float
    """Great-circle distance from ``position`` to ``water``, nautical miles."""


class PassageCrossing(Struct, frozen=True, kw_only=True):
    """A passage on a route: which, and how far from the origin, nautical miles."""

    id: str
    """Passage id."""
    name: str
    """Name for people."""
    at_nm: float
    """Distance from the origin, nautical miles."""


class AreaCrossing(Struct, frozen=True, kw_only=True):
    """An area on a route and the distance inside it, nautical miles."""

    id: str
    """Restriction or area id."""
    name: str
    """Name for people."""
    nm_inside: float
    """Nautical miles inside."""
    at_nm: float | None = None
    """Distance from the origin to where it is first entered, nautical miles."""
    hours_inside: float | None = None
    """Hours inside at the ship's service speed."""


class NamedArea(Struct, frozen=True, kw_only=True):
    """An area of the user's own (a listed area, a reporting area): measured, never avoided."""

    id: str
    """Made from the name, or as the file gives it."""
    name: str
    """Name for people."""
    geometry: Geometry
    """A GeoJSON Polygon or MultiPolygon."""


class Waypoint(Struct, frozen=True, kw_only=True):
    """One turning point of a planned route, and how the leg to it is sailed."""

    position: Position
    """Where it is."""
    name: str = ""
    """Name for people."""
    great_circle: bool = False
    """Whether the leg to it is a great circle; otherwise a steady course."""


class Plan(Struct, frozen=True, kw_only=True):
    """A route that somebody planned, as read from a file."""

    name: str
    """Its name in the file, or the file's."""
    waypoints: tuple[Waypoint, ...]
    """At least two, in order."""


class PlanMeeting(Struct, frozen=True, kw_only=True):
    """Where a planned route meets a restriction, a limit of a passage, or a shoal."""

    kind: Literal["restriction", "limit", "closed_by_default", "size", "shoal"]
    """A restriction; a limit on ships per day; a passage that is closed unless opened, or
    that is too small for the ship; water that is too shallow for it."""
    id: str
    """Id of the restriction, passage or shoal."""
    name: str
    """Name for people."""
    at_nm: float
    """From the start of the plan to where it is first met, nautical miles."""
    position: Position
    """Where it is first met."""
    nm_inside: float = 0.0
    """Nautical miles inside, of areas and shoals."""
    words: str = ""
    """What it means, in a sentence."""


class PlanCheck(Struct, frozen=True, kw_only=True):
    """A planned route held against a scenario. Not for navigation: land is not looked for."""

    name: str
    """The plan's name."""
    distance_nm: float
    """Its length, nautical miles."""
    meetings: tuple[PlanMeeting, ...] = ()
    """What it meets, in order."""
    passages: tuple[PassageCrossing, ...] = ()
    """Passages that it crosses, in order."""
    user_areas: tuple[AreaCrossing, ...] = ()
    """The user's own areas that it crosses, in order."""


class Alternative(Struct, frozen=True, kw_only=True):
    """Another way of nearly the same length, by other passages or round other land."""

    distance_nm: float
    """Length, nautical miles."""
    more_nm: float
    """How much longer than the shortest way, nautical miles."""
    passages: tuple[PassageCrossing, ...] = ()
    """Passages in order."""
    geometry: Geometry | None = None
    """The drawn way."""


class DayLimit(Struct, frozen=True, kw_only=True):
    """A limit on ships per day at a passage or port of the way: it costs time, not miles."""

    restriction_id: str
    """The restriction that sets it."""
    id: str
    """Place id of the passage or port."""
    name: str
    """Name for people."""
    ships_per_day: float
    """How many ships it takes in a day."""
    at_nm: float
    """Distance from the origin, nautical miles."""


class Route(Struct, frozen=True, kw_only=True):
    """The shortest way between two ports under a scenario, or why there is none.

    ``distance_nm``, ``open_distance_nm`` (without the scenario) and ``extra_nm``
    are ``None`` where there is no such way. ``geometry`` is a GeoJSON LineString
    or, across ±180°, a MultiLineString; ``None`` with no way.
    """

    status: RouteStatus
    """Open, longer, no way, or a port out of service."""
    origin: PortTie
    """Where it starts."""
    destination: PortTie
    """Where it ends."""
    distance_nm: float | None = None
    """Length, nautical miles."""
    open_distance_nm: float | None = None
    """Length without the scenario."""
    extra_nm: float | None = None
    """The difference."""
    passages: tuple[PassageCrossing, ...] = ()
    """Passages in order."""
    open_passages: tuple[PassageCrossing, ...] = ()
    """Passages without the scenario, in order."""
    areas: tuple[AreaCrossing, ...] = ()
    """Avoided areas that it still crosses."""
    geometry: Geometry | None = None
    """The drawn way."""
    reason: str = ""
    """Why it is so, in a sentence."""
    ship_class: str | None = None
    """Id of the ship class it was made for."""
    restrictions: tuple[str, ...] = ()
    """Ids of the scenario's restrictions that lengthen or cut the open way."""
    opened: tuple[str, ...] = ()
    """Ids of passages closed by default that the scenario opens."""
    limits: tuple[DayLimit, ...] = ()
    """Limits on ships per day along the way, in order."""
    user_areas: tuple[AreaCrossing, ...] = ()
    """The user's own areas that it crosses, in order."""
    alternatives: tuple[Alternative, ...] = ()
    """Near-equal ways, shortest first, where they were asked for."""
    share_diverted: float = 1.0
    """Share of ships that go this way under ``avoided``; the rest sail as if open."""
    weighted_extra_nm: float | None = None
    """``extra_nm`` weighted by the shares."""
