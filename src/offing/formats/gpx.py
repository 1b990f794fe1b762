"""GPX 1.1 (Topografix, schema of 2004): a route written, routes and tracks read."""

from __future__ import annotations

from typing import Any

from offing.errors import UsageError
from offing.formats.waypoints import NOT_FOR_NAVIGATION, route_name, waypoints_from_route
from offing.formats.xml import (
    clean_text,
    local_name,
    named,
    parse_xml,
    position_of,
    text_of,
    xml_bytes,
)
from offing.model import Plan, Position, Route, Waypoint

NAMESPACE = "http://www.topografix.com/GPX/1/1"
_DIGITS = 6


def route_to_gpx(route: Route) -> bytes:
    """A route as GPX 1.1 with one ``rte``, as UTF-8.

    Longitudes are within [-180, 180), as the schema wants.

    Raises:
        UsageError: the route has no way.
    """
    from lxml import etree

    points = waypoints_from_route(route)
    root = etree.Element(f"{{{NAMESPACE}}}gpx", nsmap={None: NAMESPACE})
    root.set("version", "1.1")
    root.set("creator", "Offing")
    about = _add(root, "metadata")
    _add(about, "name", route_name(route))
    _add(about, "desc", f"{NOT_FOR_NAVIGATION}. {route.distance_nm:.1f} nm. {route.reason}".strip())
    rte = _add(root, "rte")
    _add(rte, "name", route_name(route))
    for point in points:
        lon = round(point.position.lon, _DIGITS)
        item = _add(rte, "rtept")
        item.set("lat", f"{point.position.lat:.{_DIGITS}f}")
        item.set("lon", f"{-180.0 if lon >= 180.0 else lon:.{_DIGITS}f}")
        if point.name:
            _add(item, "name", point.name)
    return xml_bytes(root)


def _add(parent: Any, name: str, text: str | None = None) -> Any:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text is not None:
        child.text = clean_text(text)
    return child


def plans_from_gpx(data: bytes, what: str = "GPX file") -> list[Plan]:
    """Every route of a GPX 1.0 or 1.1 file, or every track where it holds no route.

    Raises:
        UsageError: not GPX, a point off the Earth, or nothing with two points in it.
    """
    root = parse_xml(data, what)
    if local_name(root) != "gpx":
        raise UsageError(f"{what}: its root is {local_name(root)!r}, not 'gpx'")
    lines = [(rte, named(rte, "rtept")) for rte in named(root, "rte")]
    if not any(len(points) > 1 for _, points in lines):
        lines = [
            (trk, [p for seg in named(trk, "trkseg") for p in named(seg, "trkpt")])
            for trk in named(root, "trk")
        ]
    plans = [
        Plan(
            name=text_of(line, "name") or what,
            waypoints=tuple(
                Waypoint(
                    position=Position(*position_of(p, f"{what}: point {n}")),
                    name=text_of(p, "name"),
                )
                for n, p in enumerate(points, 1)
            ),
        )
        for line, points in lines
        if len(points) > 1
    ]  # fmt: skip
    if not plans:
        raise UsageError(f"{what}: no route or track with two points in it")
    return plans
