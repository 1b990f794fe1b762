"""What the map is drawn from: land, ports, passages, and the ways of lanes."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from offing.api.desk import Desk
from offing.api.endpoint import Raw, Registry
from offing.api.endpoints.scenarios import REFERENCE, lanes_named
from offing.api.problems import Refusal
from offing.errors import OffingError
from offing.model import Lane, Place, Route, Scenario
from offing.model.base import Struct

REGISTRY = Registry()
GEOJSON = ("application/geo+json",)
MAX_WAYS = 200
"""Lanes whose ways one request draws."""
Degrees = Annotated[float, Meta(ge=-540, le=540)]
PLACES_AFTER_POINT = 3
"""Decimals of a degree on the map: some hundred metres, less than a pixel."""


class Window(Struct, frozen=True, kw_only=True):
    """A part of the Earth, degrees; east of west, also beyond ±180°."""

    west: Degrees = -180.0
    """Western limit."""
    south: Annotated[float, Meta(ge=-90, le=90)] = -85.0
    """Southern limit."""
    east: Degrees = 180.0
    """Eastern limit."""
    north: Annotated[float, Meta(ge=-90, le=90)] = 85.0
    """Northern limit."""


@REGISTRY.add(
    "GET", "/api/v1/map/land.geojson", dict[str, Any], query=Window, tag="map",
    media_types=GEOJSON, refuses=(422,),
)  # fmt: skip
def get_land(desk: Desk, query: Window) -> Raw:
    """Give the land in a window, as fine as it can be seen there."""
    if not (0 < query.east - query.west <= 360 and query.south < query.north):
        raise Refusal(422, "invalid", "east must be more than west, by 360 at most, "
                      "and north more than south")  # fmt: skip
    key = ("land", query)
    kept = desk.kept.get(key)
    if kept is None:
        from offing.brief.land import land_in

        span = max(query.east - query.west, query.north - query.south)
        window = (query.west, query.south, query.east, query.north)
        rings = land_in(window, span / 3000)
        kept = msgspec.json.encode(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"kind": "land" if level == 1 else "lake"},
                        "geometry": {"type": "Polygon", "coordinates": [_rounded(ring)]},
                    }
                    for level, ring in rings
                ],
            }
        )
        desk.kept.put(key, kept, len(kept))
    return Raw(kept, GEOJSON[0])


@REGISTRY.add("GET", "/api/v1/passages", tuple[Place, ...], tag="map")
def get_passages(_desk: Desk) -> tuple[Place, ...]:
    """List the straits, canals and gates that can be restricted."""
    from offing.places import passages

    return tuple(passages())


@REGISTRY.add("GET", "/api/v1/ports.geojson", dict[str, Any], tag="map", media_types=GEOJSON)
def get_ports_geojson(desk: Desk) -> Raw:
    """Give every port as GeoJSON."""
    kept = desk.kept.get("ports")
    if kept is None:
        from offing.formats.geojson import collection, feature
        from offing.places import ports

        kept = msgspec.json.encode(
            collection(
                feature(
                    {"type": "Point", "coordinates": [p.lon, p.lat]}, id=p.id, name=p.name,
                    unlocode=p.unlocode, country=p.country,
                )
                for p in ports() if p.lon is not None and p.lat is not None
            )
        )  # fmt: skip
        desk.kept.put("ports", kept, len(kept))
    return Raw(kept, GEOJSON[0])


class WaysBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which lanes to draw, and under what."""

    lanes: Annotated[str, Meta(min_length=1, max_length=200)] = REFERENCE
    """The name of a book of lanes."""
    ids: Annotated[tuple[str, ...], Meta(max_length=MAX_WAYS)] = ()
    """Which of its lanes; all, up to 200, when none is named."""
    scenario: Scenario | str = "accepted"
    """A scenario, or the name of one."""


@REGISTRY.add(
    "POST", "/api/v1/map/ways.geojson", dict[str, Any], body=WaysBody, tag="map",
    media_types=GEOJSON, refuses=(404, 422), weight="light",
)  # fmt: skip
def post_ways(desk: Desk, body: WaysBody) -> Raw:
    """Draw lanes without a scenario and under it; lanes that stay as they are once."""
    scenario = (
        body.scenario if isinstance(body.scenario, Scenario) else desk.scenario(body.scenario)
    )
    wanted = set(body.ids)
    lanes = [x for x in lanes_named(desk, body.lanes) if not wanted or x.id in wanted][:MAX_WAYS]
    features: list[dict[str, Any]] = []
    for lane in lanes:
        try:
            features += _ways(desk, lane, scenario)
        except OffingError:  # the exposure says why this lane has no answer
            continue
    return Raw(msgspec.json.encode({"type": "FeatureCollection", "features": features}), GEOJSON[0])


def _ways(desk: Desk, lane: Lane, scenario: Scenario) -> list[dict[str, Any]]:
    key = ("way", lane.origin, lane.destination, lane.ship_class)
    before: Route | None = desk.kept.get(key)
    if before is None:
        before = desk.sea.route(lane.origin, lane.destination, None, lane.ship_class)
        desk.kept.put(key, before, 20_000)
    now = (
        desk.sea.route(lane.origin, lane.destination, scenario, lane.ship_class)
        if scenario.restrictions else before
    )  # fmt: skip
    out = [_feature(lane, before, "before", now)]
    if now.geometry is not None and now.distance_nm != before.distance_nm:
        out.append(_feature(lane, now, "after", now))
    return [one for one in out if one["geometry"] is not None]


def _feature(lane: Lane, way: Route, when: str, now: Route) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "lane_id": lane.id, "name": lane.name, "when": when, "status": now.status,
            "distance_nm": way.distance_nm,
        },
        "geometry": _thinned(way.geometry),
    }  # fmt: skip


def _thinned(geometry: dict[str, Any] | None) -> dict[str, Any] | None:
    """A line with fewer decimals: what is drawn needs no more."""
    if geometry is None:
        return None
    if geometry["type"] == "LineString":
        return {"type": "LineString", "coordinates": _rounded(geometry["coordinates"])}
    lines = [_rounded(line) for line in geometry["coordinates"]]
    return {"type": geometry["type"], "coordinates": lines}


def _rounded(points: Any) -> list[list[float]]:
    return [[round(x, PLACES_AFTER_POINT), round(y, PLACES_AFTER_POINT)] for x, y in points]
