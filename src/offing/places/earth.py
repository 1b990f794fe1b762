"""One Earth: distances and offsets on the WGS 84 ellipsoid, in nautical miles and degrees.

Distances use the Andoyer–Lambert formula (first order in the flattening; error below
about 1e-5 of the distance away from the antipode), see J. Meeus, Astronomical
Algorithms, 2nd ed., chapter 11. It works on numbers and on numpy arrays alike.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from offing.model.base import Position

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

METRES_PER_NM = 1852.0
"""The international nautical mile (BIPM, SI brochure, table 8)."""
SEMI_MAJOR_M = 6378137.0
"""WGS 84 equatorial radius (NGA.STND.0036)."""
FLATTENING = 1.0 / 298.257223563
"""WGS 84 flattening (NGA.STND.0036)."""
MEAN_RADIUS_NM = 6371008.8 / METRES_PER_NM
"""IUGG mean radius of the WGS 84 ellipsoid, for offsets of a few hundred miles."""


def distance_nm(a: Position, b: Position) -> float:
    """Geodesic distance between two positions, nautical miles."""
    f = math.radians((a.lat + b.lat) / 2)
    g = math.radians((a.lat - b.lat) / 2)
    l = math.radians((a.lon - b.lon) / 2)  # noqa: E741 - Meeus's own letter
    sin_g, cos_g, sin_f, cos_f = math.sin(g), math.cos(g), math.sin(f), math.cos(f)
    sin_l, cos_l = math.sin(l), math.cos(l)
    s = (sin_g * cos_l) ** 2 + (cos_f * sin_l) ** 2
    c = (cos_g * cos_l) ** 2 + (sin_f * sin_l) ** 2
    if s == 0.0:
        return 0.0
    if c < 1e-15:  # antipodes: half a meridian
        return math.pi * SEMI_MAJOR_M * (1 - FLATTENING / 2) / METRES_PER_NM
    omega = math.atan(math.sqrt(s / c))
    r = math.sqrt(s * c) / omega
    d = 2 * omega * SEMI_MAJOR_M
    h1, h2 = (3 * r - 1) / (2 * c), (3 * r + 1) / (2 * s)
    flat = FLATTENING * (h1 * (sin_f * cos_g) ** 2 - h2 * (cos_f * sin_g) ** 2)
    return d * (1 + flat) / METRES_PER_NM


def distances_nm(
    lon1: NDArray[np.floating[Any]],
    lat1: NDArray[np.floating[Any]],
    lon2: NDArray[np.floating[Any]],
    lat2: NDArray[np.floating[Any]],
) -> NDArray[np.float64]:
    """Geodesic distances between arrays of positions (degrees, broadcast), nautical miles."""
    import numpy as np

    f = np.radians((np.asarray(lat1, np.float64) + lat2) / 2)
    g = np.radians((np.asarray(lat1, np.float64) - lat2) / 2)
    l = np.radians((np.asarray(lon1, np.float64) - lon2) / 2)  # noqa: E741 - Meeus's own letter
    s = (np.sin(g) * np.cos(l)) ** 2 + (np.cos(f) * np.sin(l)) ** 2
    c = (np.cos(g) * np.cos(l)) ** 2 + (np.sin(f) * np.sin(l)) ** 2
    same = s == 0.0
    s = np.where(same, 1e-30, s)
    c = np.maximum(c, 1e-15)
    omega = np.arctan(np.sqrt(s / c))
    r = np.sqrt(s * c) / omega
    h1, h2 = (3 * r - 1) / (2 * c), (3 * r + 1) / (2 * s)
    flat = FLATTENING * (h1 * (np.sin(f) * np.cos(g)) ** 2 - h2 * (np.cos(f) * np.sin(g)) ** 2)
    d = 2 * omega * SEMI_MAJOR_M * (1 + flat) / METRES_PER_NM
    return np.asarray(np.where(same, 0.0, d), dtype=np.float64)


def offset(start: Position, bearing_deg: float, distance: float) -> Position:
    """The position ``distance`` nautical miles from ``start`` on a true bearing in degrees.

    On the sphere of mean radius: within 0.3 % of the distance, far inside the
    uncertainty of any bearing that a report gives in words.
    """
    d = distance / MEAN_RADIUS_NM
    b, lat, lon = math.radians(bearing_deg), math.radians(start.lat), math.radians(start.lon)
    lat2 = math.asin(math.sin(lat) * math.cos(d) + math.cos(lat) * math.sin(d) * math.cos(b))
    lon2 = lon + math.atan2(
        math.sin(b) * math.sin(d) * math.cos(lat), math.cos(d) - math.sin(lat) * math.sin(lat2)
    )
    return Position((math.degrees(lon2) + 540) % 360 - 180, math.degrees(lat2))


def offset_on_course(start: Position, course_deg: float, distance: float) -> Position:
    """The position ``distance`` nautical miles from ``start`` on a steady true course.

    A rhumb line on the sphere of mean radius, as one draws “136 NM east of …” on a
    chart; beyond 88 degrees of latitude, where a chart ends, as ``offset``.
    """
    d, course = distance / MEAN_RADIUS_NM, math.radians(course_deg)
    lat = math.radians(start.lat)
    lat2 = lat + d * math.cos(course)
    if max(abs(lat), abs(lat2)) > math.radians(88.0):
        return offset(start, course_deg, distance)
    stretch = math.log(math.tan(math.pi / 4 + lat2 / 2) / math.tan(math.pi / 4 + lat / 2))
    q = (lat2 - lat) / stretch if abs(stretch) > 1e-12 else math.cos(lat)
    lon2 = start.lon + math.degrees(d * math.sin(course) / q)
    return Position((lon2 + 540) % 360 - 180, math.degrees(lat2))


def bearing_deg(a: Position, b: Position) -> float:
    """The initial true bearing from ``a`` to ``b``, degrees 0–360, on the sphere."""
    lat1, lat2, dl = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    y = math.sin(dl) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(dl)
    return math.degrees(math.atan2(y, x)) % 360
