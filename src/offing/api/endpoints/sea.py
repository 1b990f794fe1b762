"""Routes, distances, ports, passages and ship classes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated

import msgspec
from msgspec import Meta

from offing.api.desk import Desk, SeaState
from offing.api.endpoint import Raw, Registry, Weight
from offing.api.problems import Refusal
from offing.model import Place, Position, Restriction, Route, Scenario, ShipClass
from offing.model.base import Struct

REGISTRY = Registry()
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class RouteQuery(Struct, frozen=True, kw_only=True, rename={"origin": "from", "destination": "to"}):
    """A route from one end to another."""

    origin: Name
    """UN/LOCODE, port id or name, or ``lon,lat`` in degrees."""
    destination: Name
    """The same."""
    via: tuple[str, ...] = ()
    """Passages or ports to go by, in order."""
    ship_class: str | None = None
    """A ship class id."""
    close: tuple[str, ...] = ()
    """Passages and ports that are out of service."""
    scenario: str | None = None
    """A saved scenario, or ``accepted``."""
    date: datetime.date | None = None
    """Which of the scenario's restrictions are in force."""
    geometry: bool = True
    """Whether the way is drawn."""
    alternatives: Annotated[float, Meta(ge=0, le=100)] = 0.0
    """Also ways that are at most so many per cent longer."""


class RouteBody(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True,
    rename={"origin": "from", "destination": "to"},
):  # fmt: skip
    """A route under a scenario of one's own."""

    origin: Name | Position
    """UN/LOCODE, port id or name, or ``[lon, lat]`` in degrees."""
    destination: Name | Position
    """The same."""
    via: tuple[Name, ...] = ()
    """Passages or ports to go by, in order."""
    ship_class: str | None = None
    """A ship class id."""
    scenario: Scenario = Scenario()
    """Its restrictions apply."""
    geometry: bool = True
    """Whether the way is drawn."""


def _route_weight(desk: Desk, query: RouteQuery) -> Weight:
    """``quick`` where nothing has to be made ready for it: some tenths of a millisecond."""
    more = query.close or query.scenario or query.via or query.ship_class or query.alternatives
    sea = desk.sea_if_open
    if more or sea is None:
        return "light"
    return "quick" if sea.knows(query.origin) and sea.knows(query.destination) else "light"


@REGISTRY.add(
    "GET", "/api/v1/route", Route, query=RouteQuery, weight=_route_weight, tag="sea",
    refuses=(404, 422), lasting=lambda query: not query.scenario,
)  # fmt: skip
def get_route(desk: Desk, query: RouteQuery) -> Route:
    """Find the shortest way between two ports or positions."""
    scenario = desk.scenario(query.scenario)
    closed = tuple(Restriction.close(name) for name in query.close)
    return desk.sea.route(
        _end(query.origin), _end(query.destination),
        scenario | Scenario(restrictions=closed), query.ship_class,
        via=query.via, date=query.date, geometry=query.geometry,
        alternatives=query.alternatives,
    )  # fmt: skip


@REGISTRY.add(
    "POST", "/api/v1/route", Route, body=RouteBody, tag="sea", refuses=(422,), weight="light"
)
def post_route(desk: Desk, body: RouteBody) -> Route:
    """Find the shortest way under a scenario that is sent along."""
    return desk.sea.route(
        body.origin, body.destination, body.scenario, body.ship_class,
        via=body.via, geometry=body.geometry,
    )  # fmt: skip


def _file(kind: str, media_type: str, write: Callable[[Route], bytes | str], summary: str) -> None:
    """Declare the address that gives a route as one kind of file."""

    def answer(desk: Desk, body: RouteBody) -> Raw:
        route = desk.sea.route(
            body.origin, body.destination, body.scenario, body.ship_class, via=body.via
        )
        if route.geometry is None:
            raise Refusal(422, "no-way", route.reason or "there is no way to write down")
        data = write(route)
        raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
        return Raw(raw, media_type, f"route.{kind}")

    answer.__name__ = f"post_route_{kind}"
    answer.__doc__ = summary
    REGISTRY.add(
        "POST", f"/api/v1/route.{kind}", bytes, body=RouteBody, tag="sea", refuses=(422,),
        media_types=(media_type.split(";")[0],),
    )(answer)  # fmt: skip


def _geojson(route: Route) -> bytes:
    from offing.formats import route_to_geojson

    return msgspec.json.encode(route_to_geojson(route))


def _rtz(route: Route) -> bytes:
    from offing.formats import route_to_rtz

    return route_to_rtz(route)


def _gpx(route: Route) -> bytes:
    from offing.formats import route_to_gpx

    return route_to_gpx(route)


def _csv(route: Route) -> str:
    from offing.formats import route_to_csv

    return route_to_csv(route)


_file("rtz", "application/rtz+xml", _rtz, "Give a route as RTZ, as bridge systems take it.")
_file("gpx", "application/gpx+xml", _gpx, "Give a route as GPX.")
_file("geojson", "application/geo+json", _geojson, "Give a route as GeoJSON.")
_file("csv", "text/csv; charset=utf-8", _csv, "Give a route's points as a table.")


def _end(text: str) -> str | Position:
    """A name as it stands, ``lon,lat`` as a position.

    Raises:
        Refusal: off the Earth.
    """
    parts = text.split(",")
    if len(parts) != 2:
        return text
    try:
        lon, lat = float(parts[0]), float(parts[1])
    except ValueError:
        return text
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise Refusal(422, "invalid", f"{text!r} is off the Earth: give longitude, then latitude")
    return Position(lon, lat)


@REGISTRY.add("GET", "/api/v1/sea", SeaState, tag="sea", weight="quick")
def get_sea(desk: Desk) -> SeaState:
    """Say whether routes can be asked for, and how far the network's building is."""
    return desk.sea_state()


class PortPage(Struct, frozen=True, kw_only=True):
    """Ports, in order of their ids."""

    items: tuple[Place, ...]
    next: str | None = None
    """Give this as ``after`` for the next page; ``null``: that was the last."""


class PortQuery(Struct, frozen=True, kw_only=True):
    """Which ports."""

    q: str = ""
    """A name, or the beginning of one, a UN/LOCODE, or a country's two letters."""
    after: str = ""
    """``next`` of the page before."""
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100
    """How many at most."""


@REGISTRY.add("GET", "/api/v1/ports", PortPage, query=PortQuery, tag="sea", refuses=(422,))
def get_ports(_desk: Desk, query: PortQuery) -> PortPage:
    """List ports, all or those that a name fits."""
    from offing.places import ports

    wanted = query.q.casefold().strip()
    found = [
        p for p in sorted(ports(), key=lambda p: p.id)
        if p.id > query.after and (not wanted or _fits(p, wanted))
    ]  # fmt: skip
    page = tuple(found[: query.limit])
    return PortPage(items=page, next=page[-1].id if len(found) > query.limit else None)


def _fits(place: Place, wanted: str) -> bool:
    if wanted in ((place.unlocode or "").casefold(), (place.country or "").casefold()):
        return True
    return any(n.casefold().startswith(wanted) for n in (place.name, *place.names))


@REGISTRY.add("GET", "/api/v1/ship-classes", tuple[ShipClass, ...], tag="sea")
def get_ship_classes(desk: Desk) -> tuple[ShipClass, ...]:
    """List the ship classes and their limits."""
    return tuple(desk.sea.ship_classes)
