"""Lanes: regular voyages, and what a scenario does to them."""

from __future__ import annotations

from offing.model.base import Position, Struct
from offing.model.sea import PassageCrossing, RouteStatus


class Lane(Struct, frozen=True, kw_only=True):
    """A regular voyage. ``origin`` and ``destination``: UN/LOCODE, name or position."""

    id: str
    origin: str | Position
    destination: str | Position
    name: str = ""
    ship_class: str | None = None
    why: str = ""


class LaneEffect(Struct, frozen=True, kw_only=True):
    """One lane under one scenario. Days at ``speed_kn``; ``None`` where there is no way."""

    lane_id: str
    name: str
    status: RouteStatus
    open_nm: float | None
    distance_nm: float | None
    extra_nm: float | None
    extra_days: float | None
    speed_kn: float
    ship_class: str | None = None
    open_passages: tuple[PassageCrossing, ...] = ()
    passages: tuple[PassageCrossing, ...] = ()
    reason: str = ""


class StandIn(Struct, frozen=True, kw_only=True):
    """A port that could stand in for one that is out, by sea distance from it."""

    id: str
    name: str
    country: str | None
    unlocode: str | None
    distance_nm: float
    size: str = ""
