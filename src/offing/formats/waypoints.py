"""From a route's drawn way to waypoints: one line, without the cuts at ±180°."""

from __future__ import annotations

import itertools

from offing.errors import UsageError
from offing.model import Position, Route, Waypoint
from offing.places.earth import distance_nm

NOT_FOR_NAVIGATION = "NOT FOR NAVIGATION"


def route_name(route: Route) -> str:
    """A name that says what it is and what it is not for."""
    return f"{route.origin.name} - {route.destination.name} ({NOT_FOR_NAVIGATION})"


def waypoints_from_route(route: Route) -> tuple[Waypoint, ...]:
    """The points of a route's way, named at both ends; passages name the nearest point.

    Raises:
        UsageError: there is no way, or it was asked for without its geometry.
    """
    points = _points(route)
    names = [""] * len(points)
    miles = [0.0]
    for a, b in itertools.pairwise(points):
        miles.append(miles[-1] + distance_nm(a, b))
    for passage in route.passages:
        k = min(range(len(points)), key=lambda i: abs(miles[i] - passage.at_nm))
        names[k] = names[k] or passage.name
    names[0], names[-1] = route.origin.name, route.destination.name
    return tuple(Waypoint(position=at, name=name) for at, name in zip(points, names, strict=True))


def _points(route: Route) -> list[Position]:
    if route.geometry is None:
        reason = f": {route.reason}" if route.reason else ""
        raise UsageError(f"there is no way to write to a file{reason}")
    lines = route.geometry["coordinates"]
    lines = [lines] if route.geometry["type"] == "LineString" else lines
    points: list[Position] = []
    for k, line in enumerate(lines):
        # Where one part ends at ±180° and the next begins there, both ends go: the point
        # lies on the straight line between its neighbours.
        inner = line[1 if k else 0 : len(line) - 1 if k < len(lines) - 1 else len(line)]
        points += [Position(float(lon), float(lat)) for lon, lat in inner]
    if len(points) < 2:  # a way of no length, or two points beside ±180°
        points = [Position(float(p[0]), float(p[1])) for p in (lines[0][0], lines[-1][-1])]
    return points
