"""Lanes: regular voyages, and what a scenario does to them."""

from __future__ import annotations

from offing.model.base import Geometry, Position, Struct
from offing.model.sea import PassageCrossing, RouteStatus


class Lane(Struct, frozen=True, kw_only=True):
    """A regular voyage. ``origin`` and ``destination``: UN/LOCODE, name or position."""

    id: str
    """The user's own id, or made from both ends."""
    origin: str | Position
    """Where it starts."""
    destination: str | Position
    """Where it ends."""
    name: str = ""
    """Name for people."""
    ship_class: str | None = None
    """Ship class id."""
    why: str = ""
    """Why it is in the set."""


class LaneEffect(Struct, frozen=True, kw_only=True):
    """One lane under one scenario. Days at ``speed_kn``; ``None`` where there is no way."""

    lane_id: str
    """Which lane."""
    name: str
    """Its name for people."""
    status: RouteStatus
    """As of a route."""
    open_nm: float | None
    """Length without the scenario, nautical miles."""
    distance_nm: float | None
    """Length under it."""
    extra_nm: float | None
    """The difference."""
    extra_days: float | None
    """The difference in days at ``speed_kn``."""
    speed_kn: float
    """Speed used, knots."""
    ship_class: str | None = None
    """Ship class id."""
    open_passages: tuple[PassageCrossing, ...] = ()
    """Passages without the scenario."""
    passages: tuple[PassageCrossing, ...] = ()
    """Passages under it."""
    reason: str = ""
    """Why, in a sentence."""
    open_geometry: Geometry | None = None
    """The way without the scenario, as GeoJSON; ``None`` where there is none or none was drawn."""
    geometry: Geometry | None = None
    """The way under it, likewise."""


class StandIn(Struct, frozen=True, kw_only=True):
    """A port that could stand in for one that is out, by sea distance from it."""

    id: str
    """Place id."""
    name: str
    """Name for people."""
    country: str | None
    """ISO 3166-1 alpha-2."""
    unlocode: str | None
    """UN/LOCODE."""
    distance_nm: float
    """By sea from the port that is out, nautical miles."""
    size: str = ""
    """Harbour size in the World Port Index."""
