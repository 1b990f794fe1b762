"""The user's own named areas, from GeoJSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offing.errors import ScenarioError, UsageError
from offing.incidents.names import slug
from offing.model import NamedArea
from offing.scenario.build import polygons_from

_NAME_KEYS = ("name", "NAME", "Name", "title", "id")


def areas_from_geojson(data: Mapping[str, Any], what: str = "areas") -> tuple[NamedArea, ...]:
    """One area for each polygon feature: its ``name`` (or ``title``, ``id``) and its place.

    A feature without a name is numbered. Features of one name are one area.

    Raises:
        UsageError: no feature with a polygon, or coordinates that are none; names the feature.
    """
    kind = data.get("type")
    features: list[Any] = [data]
    if kind == "FeatureCollection":
        features = list(data.get("features") or [])
    found: dict[str, list[Any]] = {}
    for n, item in enumerate(features, 1):
        name = _name(item) or f"{what} {n}"
        try:
            geometry = polygons_from(item if isinstance(item, Mapping) else {}, f"{what}: {name}")
        except ScenarioError as error:
            raise UsageError(str(error)) from error
        parts = geometry["coordinates"]
        found.setdefault(name, []).extend([parts] if geometry["type"] == "Polygon" else parts)
    if not found:
        raise UsageError(f"{what}: no area in it; give GeoJSON features with a name and a polygon")
    return tuple(
        NamedArea(id=slug(name), name=name, geometry={"type": "MultiPolygon", "coordinates": parts})
        for name, parts in found.items()
    )


def _name(item: Any) -> str:
    """What a feature calls itself."""
    properties = item.get("properties") if isinstance(item, Mapping) else None
    for source in (properties, item):
        if isinstance(source, Mapping):
            for key in _NAME_KEYS:
                value = source.get(key)
                if isinstance(value, str | int) and not isinstance(value, bool) and str(value):
                    return " ".join(str(value).split())
    return ""
