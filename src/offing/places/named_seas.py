"""Seas, gulfs and approaches: our own coarse polygons, and which of them hold a position."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import Any, cast

from offing.errors import DataMissing
from offing.model.base import Position
from offing.model.place import Place, PlaceKind
from offing.places.names import fold_name
from offing.places.tables import data_path

Ring = list[tuple[float, float]]


@cache
def _features() -> tuple[dict[str, Any], ...]:
    try:
        text = data_path("seas", "seas.geojson").read_text(encoding="utf-8")
    except DataMissing:
        return ()
    return tuple(json.loads(text)["features"])


@cache
def seas() -> tuple[Place, ...]:
    """All seas and gulfs, smallest first."""
    areas = {f["properties"]["id"]: sum(map(_area, _rings(f))) for f in _features()}
    found = [_sea_from_feature(feature) for feature in _features()]
    return tuple(sorted(found, key=lambda place: areas[place.id]))


def _sea_from_feature(feature: dict[str, Any]) -> Place:
    about = feature["properties"]
    return Place(
        id=about["id"],
        name=about["name"],
        kind=cast(PlaceKind, about["kind"]),
        names=(about["name"], *about["other_names"]),
        lon=about["lon"],
        lat=about["lat"],
        radius_nm=about["radius_nm"],
        seas=tuple(about["part_of"]),
        geometry=feature["geometry"],
    )


def _rings(feature: dict[str, Any]) -> list[Ring]:
    """The outer rings of a feature's polygon or polygons."""
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(x, y) for x, y in polygon[0]] for polygon in polygons]


def _area(ring: Ring) -> float:
    """A ring's size in square degrees at the equator, enough to order seas by size."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        total += (x2 - x1) * (math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
    return abs(math.degrees(total) / 2)


@cache
def _boxes() -> tuple[tuple[str, Ring, tuple[float, float, float, float]], ...]:
    rings = {f["properties"]["id"]: _rings(f) for f in _features()}
    out = []
    for place in seas():
        for ring in rings[place.id]:
            xs, ys = [x for x, _ in ring], [y for _, y in ring]
            out.append((place.id, ring, (min(xs), min(ys), max(xs), max(ys))))
    return tuple(out)


def _inside(x: float, y: float, ring: Ring) -> bool:
    """Even-odd rule."""
    inside = False
    px, py = ring[-1]
    for qx, qy in ring:
        if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
            inside = not inside
        px, py = qx, qy
    return inside


_EDGE = 179.99


def seas_at(position: Position) -> tuple[str, ...]:
    """Ids of the seas and gulfs whose polygon holds the position, smallest first.

    The polygons are coarse and reach a little inland, so that ports lie in them.
    """
    x = (position.lon + 180.0) % 360.0 - 180.0
    x = min(max(x, -_EDGE), _EDGE)  # the polygons are cut at the antimeridian
    found = [
        sea
        for sea, ring, (west, south, east, north) in _boxes()
        if west <= x <= east and south <= position.lat <= north and _inside(x, position.lat, ring)
    ]
    return tuple(dict.fromkeys(found))


def containing_seas(position: Position) -> tuple[str, ...]:
    """The same as ``seas_at``: ids of the seas that hold a position, smallest first."""
    return seas_at(position)


@cache
def _ids_by_name() -> dict[str, str]:
    table: dict[str, str] = {}
    for place in seas():
        for name in (place.id, *place.names):
            table.setdefault(fold_name(name), place.id)
    return table


def sea_id(name: str) -> str | None:
    """The id of the sea with this id, name or alias; ``None`` when there is none."""
    key = re.sub(r"^the ", "", fold_name(name))
    return _ids_by_name().get(key) or _ids_by_name().get("sea " + key)
