"""Where a country alone puts an event: its ports and capes, those on a sea, or facing a way."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from offing.model.base import Position
from offing.places.earth import bearing_deg, distance_nm

_CONE_DEG, _CONE_NM = 50.0, 150.0
"""A point faces a bearing where no other of its country lies within this cone seaward."""
_STRAIT_NM = 60.0
_SIDE_KINDS = ("cape", "town", "anchorage")


@cache
def ports_of_country(country: str) -> tuple[Position, ...]:
    """Positions of all ports of a country (alpha-2)."""
    from offing.places import ports_of

    return tuple(
        Position(p.lon, p.lat) for p in ports_of(country) if p.lon is not None and p.lat is not None
    )


@cache
def _directions(country: str) -> tuple[tuple[float, float, float, Position], ...]:
    """The ports of a country with their unit vectors from the Earth's middle."""
    return tuple((*_direction(p), p) for p in ports_of_country(country))


def _direction(p: Position) -> tuple[float, float, float]:
    lat, lon = math.radians(p.lat), math.radians(p.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def nearest_port_nm(where: Position, country: str) -> float:
    """Distance from ``where`` to the country's nearest port; infinite where it has none."""
    ports = _directions(country)
    if not ports:
        return float("inf")
    x, y, z = _direction(where)
    return distance_nm(where, max(ports, key=lambda p: p[0] * x + p[1] * y + p[2] * z)[3])


@cache
def _shore_points(country: str) -> tuple[Position, ...]:
    """Ports, capes and shore towns of a country: a coarse picture of its coast."""
    from offing.places.areas import features

    named = [
        Position(p.lon, p.lat)
        for p in features()
        if p.country == country
        and p.kind in _SIDE_KINDS
        and p.lon is not None
        and p.lat is not None
    ]
    return (*ports_of_country(country), *named)


@cache
def _straits_of(country: str) -> tuple[Position, ...]:
    """The straits of the passage table that a country borders."""
    from offing.places.tables import read_rows

    return tuple(
        Position(float(row["lon"]), float(row["lat"]))
        for row in read_rows("passages", "passages.csv")
        if row["kind"] == "strait" and country in row["countries"].split("|")
    )


@cache
def coast_facing(
    country: str, bearing: float | None, sea: str | None
) -> tuple[Position, float] | None:
    """The point of a country's coast that an offset (“4 NM east of …”) is counted from.

    Of the points that look out on ``bearing`` (degrees true) the one nearest to a strait
    that the country borders, where the lanes are; else their middle. With the radius,
    nautical miles, that holds three in four of them. ``sea`` (an id) narrows them.
    """
    points = _on_sea(country, sea) or _shore_points(country)
    if not points:
        return None
    if bearing is None:
        return circle_of(points)
    facing = [p for p in points if not any(_is_seaward(p, other, bearing) for other in points)]
    straits = _straits_of(country)
    if 0 < len(straits) <= 2:
        gap, near = min((distance_nm(p, s), p) for p in facing for s in straits)
        if gap <= _STRAIT_NM:
            gaps = sorted(distance_nm(near, p) for p in facing)
            return near, gaps[(3 * len(gaps)) // 4] if len(gaps) > 1 else 20.0
    return circle_of(tuple(facing))


def _on_sea(country: str, sea: str | None) -> tuple[Position, ...]:
    if sea is None:
        return ()
    from offing.places import ports_of

    try:
        found = ports_of(country, sea)
    except (KeyError, ValueError):
        return ()
    return tuple(Position(p.lon, p.lat) for p in found if p.lon is not None and p.lat is not None)


def _is_seaward(point: Position, other: Position, bearing: float) -> bool:
    """Whether ``other`` lies before ``point`` when one looks out on ``bearing``."""
    if other == point or abs(other.lat - point.lat) > _CONE_NM / 60.0:
        return False
    if distance_nm(point, other) > _CONE_NM:
        return False
    turn = abs((bearing_deg(point, other) - bearing + 180.0) % 360.0 - 180.0)
    return turn < _CONE_DEG


@lru_cache(maxsize=1024)
def country_on_sea(countries: tuple[str, ...], sea: str) -> tuple[Position, float] | None:
    """The middle and reach of some countries' ports on one sea (an id)."""
    points = [p for code in countries for p in _on_sea(code, sea)]
    return circle_of(tuple(points)) if points else None


@cache
def country_circle(country: str) -> tuple[Position, float] | None:
    """The middle of a country's ports, and the radius that holds nine in ten of them."""
    points = ports_of_country(country)
    if not points:
        return None
    where, spread = circle_of(points)
    return where, spread + 30.0


def circle_of(points: tuple[Position, ...]) -> tuple[Position, float]:
    """The median point of ``points`` and the radius, nautical miles, that holds nine in ten."""
    origin = points[0].lon
    lons = sorted((p.lon - origin + 540.0) % 360.0 - 180.0 for p in points)
    lats = sorted(p.lat for p in points)
    lon = (origin + lons[len(lons) // 2] + 540.0) % 360.0 - 180.0
    middle = Position(lon, lats[len(lats) // 2])
    gaps = sorted(distance_nm(middle, p) for p in points)
    return middle, gaps[min(len(gaps) - 1, int(0.9 * len(gaps)))]
