"""Where a voyage falls: in the EU's emissions trading, and in waters listed for war risks."""

from __future__ import annotations

import csv
import functools
import importlib.resources
import itertools
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from offing.model.base import Position
from offing.model.sea import NamedArea, PortTie, Route
from offing.voyage.kernel import AREAS, ETS_INSIDE, ETS_NONE, ETS_ONWARD, ETS_OUTSIDE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]


def _rows(folder: str, name: str) -> list[dict[str, str]]:
    path = importlib.resources.files("offing") / "data" / folder / name
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@functools.cache
def ets_countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of states and territories whose ports are in the scheme."""
    return frozenset(row["alpha2"] for row in _rows("ets", "countries.csv"))


@functools.cache
def transhipment_ports() -> frozenset[str]:
    """UN/LOCODEs of neighbouring ports at which a container voyage does not end."""
    return frozenset(row["unlocode"] for row in _rows("ets", "ports.csv"))


def ets_scope(
    origin: tuple[str | None, str | None], destination: tuple[str | None, str | None], kind: str
) -> int:
    """Which share of a voyage's emissions is in the EU's scheme.

    ``origin`` and ``destination`` are UN/LOCODE and country, ``kind`` the ship class's.
    A stop of a container ship at a neighbouring transhipment port is no port of call
    (Directive 2003/87/EC, Art. 3ga(2)): a voyage from outside to such a port is half of
    one that may go on to the EEA.
    """
    ends = (origin, destination)
    inside = [country in ets_countries() for _code, country in ends]
    if all(inside):
        return ETS_INSIDE
    if any(inside):
        return ETS_OUTSIDE
    if kind == "container" and any(code in transhipment_ports() for code, _country in ends):
        return ETS_ONWARD
    return ETS_NONE


def ets_scope_of_ties(origin: PortTie, destination: PortTie, kind: str) -> int:
    """`ets_scope` of the two ends of a route."""
    return ets_scope(
        (origin.unlocode, origin.country), (destination.unlocode, destination.country), kind
    )


class ListedArea(NamedTuple):
    """Waters listed for war risks: geometry, and on whose word of which day."""

    area: NamedArea
    date: str
    source: str
    note: str


@functools.cache
def listed_areas() -> tuple[ListedArea, ...]:
    """Waters listed for war risks, in the order of ``kernel.AREAS``."""
    path = importlib.resources.files("offing") / "data" / "war_risk" / "areas.geojson"
    found = {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        said = feature["properties"]
        area = NamedArea(id=said["id"], name=said["name"], geometry=feature["geometry"])
        found[area.id] = ListedArea(area, said["date"], said["source"], said["note"])
    return tuple(found[name] for name in AREAS)


@functools.cache
def _area_miles() -> dict[str, tuple[tuple[int, float], ...]]:
    """Passage → places in ``AREAS`` and usual miles inside, where no way is drawn."""
    found: dict[str, tuple[tuple[int, float], ...]] = {}
    for row in _rows("war_risk", "passages.csv"):
        inside = (AREAS.index(row["area"]), float(row["nm_inside"]))
        found[row["passage"]] = (*found.get(row["passage"], ()), inside)
    return found


def miles_inside(
    passages: Iterable[str], ends: Iterable[Position] = (), distance_nm: float | None = None
) -> list[float]:
    """Miles in each listed area, told from the passages alone and from the ends.

    For tables of many lanes, of which no way is drawn. A passage that lies in an area
    counts with the usual miles through it; an end in an area counts with 1 nm, so that
    one period of cover is paid. Never more than ``distance_nm``. Ways that touch an area
    and cross none of its passages (along Somalia, say) are missed; a drawn route is not.
    """
    inside = [0.0] * len(AREAS)
    for passage in passages:
        for index, miles in _area_miles().get(passage, ()):
            inside[index] = max(inside[index], miles)
    for position in ends:
        for index, listed in enumerate(listed_areas()):
            if _holds(listed.area.geometry["coordinates"][0], position):
                inside[index] = max(inside[index], 1.0)
    if distance_nm is not None:
        inside = [min(miles, distance_nm) for miles in inside]
    return inside


def _holds(ring: list[list[float]], position: Position) -> bool:
    """Whether a ring holds a position: crossings of a ray to the east, in degrees."""
    held = False
    lon, lat = position
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > lat) != (by > lat) and lon < ax + (lat - ay) * (bx - ax) / (by - ay):
            held = not held
    return held


def miles_inside_route(route: Route) -> list[float]:
    """Miles in each listed area on a route: measured on it where it is drawn.

    An area that the user measured on the route (``Route.user_areas``) under the id of a
    listed one stands in for it: so a newer list is used.
    """
    if route.geometry is None:
        ends = (route.origin.position, route.destination.position)
        return miles_inside((p.id for p in route.passages), ends, route.distance_nm)
    measured = {area.id: area.nm_inside for area in route.user_areas}
    if not all(name in measured for name in AREAS):
        from offing.sea.drawing import areas_on_way

        points = _points(route)
        areas = [listed.area for listed in listed_areas()]
        ours = {a.id: a.nm_inside for a in areas_on_way(points, areas, 1.0)}
        measured = ours | measured
    return [measured.get(name, 0.0) for name in AREAS]


def _points(route: Route) -> Points:
    """The drawn way as one array of lon, lat; across ±180° longitudes run on."""
    import numpy as np

    assert route.geometry is not None
    parts = route.geometry["coordinates"]
    if route.geometry["type"] == "LineString":
        parts = [parts]
    points = np.array([p[:2] for part in parts for p in part], dtype=np.float64)
    points[:, 0] = np.degrees(np.unwrap(np.radians(points[:, 0])))
    return points
