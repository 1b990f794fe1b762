"""A planned route held against a scenario: what it meets, where, for how many miles.

Lines are compared with lines: the plan's legs with gates, areas and shoals. The mesh is
not needed, and land is not looked for. Great-circle legs are followed in short steps.
"""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from offing.model.base import Position
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import (
    NamedArea,
    PassageCrossing,
    Plan,
    PlanCheck,
    PlanMeeting,
    ShipClass,
    Waypoint,
)
from offing.places.earth import distance_nm
from offing.sea.crossing import EdgeLines
from offing.sea.drawing import Points, areas_on_way, spans_inside, way_miles
from offing.sea.holding import applicable, day_limits
from offing.sea.restrict import (
    UNDER_KEEL,
    area_shape,
    share_for,
    ship_blocks_gate,
    shoal_shape,
    trade_limits,
)
from offing.sea.tables import Gate, gates, shoals

STEP_NM = 30.0
"""Great-circle legs are followed in steps of at most this length."""
PORT_NM = 10.0
"""A plan that begins or ends so near a port is one from or to it: pilot stations and
roads lie some miles off the berths."""


def check_plan(
    plan: Plan, scenario: Scenario, ship: ShipClass | None = None, *,
    date: datetime.date | None = None, areas: Iterable[NamedArea] = (), opened: Iterable[str] = (),
) -> PlanCheck:  # fmt: skip
    """What a planned route meets under a scenario on a date (default: the scenario's own).

    With a ship class also the passages too small and the shoals too shallow for it; hours
    inside areas are at its service speed (14 knots without one). ``opened`` are more
    passage ids that are taken as open, besides the scenario's.

    Raises:
        ScenarioError: a restriction on something general, or an area that is none.
    """
    from offing.sea.restrict import REFERENCE_SHIP

    points = points_of_plan(plan)
    miles = way_miles(points)
    who = ship or REFERENCE_SHIP
    crossed = _gates_crossed(points, miles)
    hold = applicable(scenario, who, date)
    meetings = [
        *_met_restrictions(points, miles, crossed, hold, who),
        *_met_limits(points, miles, crossed, day_limits(scenario, who, date)),
        *_met_gates(points, miles, crossed, ship, {*scenario.opened, *opened}),
        *(_met_shoals(points, miles, ship) if ship else ()),
    ]
    return PlanCheck(
        name=plan.name,
        distance_nm=round(float(miles[-1]), 2),
        meetings=tuple(sorted(meetings, key=lambda m: (m.at_nm, m.id))),
        passages=_passages(crossed),
        user_areas=areas_on_way(points, tuple(areas), who.speed_kn),
    )


def points_of_plan(plan: Plan) -> Points:
    """The plan's line (n, 2), lon, lat in degrees, without jumps at ±180°."""
    found: list[tuple[float, float]] = [plan.waypoints[0].position]
    before = plan.waypoints[0]
    for point in plan.waypoints[1:]:
        found.extend(_leg(before, point))
        before = point
    out = np.array(found, np.float64)
    out[1:, 0] -= 360.0 * np.cumsum(np.round(np.diff(out[:, 0]) / 360.0))
    return out


def _leg(a: Waypoint, b: Waypoint) -> Iterator[tuple[float, float]]:
    """The points of one leg after its first."""
    if b.great_circle:
        steps = max(1, math.ceil(distance_nm(a.position, b.position) / STEP_NM))
        p, q = _vector(a.position), _vector(b.position)
        angle = math.acos(max(-1.0, min(1.0, float(p @ q))))
        for k in range(1, steps) if math.sin(angle) > 1e-9 else ():
            t = k / steps
            v = (math.sin((1 - t) * angle) * p + math.sin(t * angle) * q) / math.sin(angle)
            yield math.degrees(math.atan2(v[1], v[0])), math.degrees(math.asin(v[2]))
    yield b.position


def _vector(at: Position) -> NDArray[np.float64]:
    lon, lat = math.radians(at.lon), math.radians(at.lat)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


# -- gates --------------------------------------------------------------------------------


def _gates_crossed(points: Points, miles: Points) -> list[tuple[Gate, float]]:
    """Gates that the line crosses, with the miles to each crossing, in order."""
    n = len(points) - 1
    legs = EdgeLines(points[:, 0], points[:, 1], np.arange(n), np.arange(1, n + 1))
    found: list[tuple[Gate, float]] = []
    for gate in gates():
        legs_across = legs.crossing(gate.lines).tolist()
        found += [(gate, _crossing_nm(points, miles, k, gate)) for k in legs_across]
    return sorted(found, key=lambda f: f[1])


def _crossing_nm(points: Points, miles: Points, leg: int, gate: Gate) -> float:
    """Miles from the start to where a leg meets a gate's line."""
    import shapely
    from shapely import affinity

    line = shapely.LineString(points[leg : leg + 2])
    for part in gate.lines:
        for turn in (-360.0, 0.0, 360.0):
            met = shapely.intersection(line, affinity.translate(shapely.LineString(part), turn))
            if not met.is_empty:
                at = np.stack([points[leg], shapely.get_coordinates(met)[0]])
                return float(miles[leg] + way_miles(at)[-1])
    return float(miles[leg])


def _passages(crossed: Sequence[tuple[Gate, float]]) -> tuple[PassageCrossing, ...]:
    found: dict[str, float] = {}
    for gate, at in crossed:
        found.setdefault(gate.passage, at)
    return tuple(
        PassageCrossing(id=pid, name=_passage_name(pid), at_nm=round(at, 1))
        for pid, at in found.items()
    )


@functools.cache
def _passage_name(pid: str) -> str:
    from offing.sea.tables import passages

    row = passages().get(pid)
    return row.name if row else pid


# -- what is met ----------------------------------------------------------------------------


def _at(points: Points, miles: Points, nm: float) -> Position:
    """The position so many miles along the line."""
    lon = float(np.interp(nm, miles, points[:, 0]))
    lat = float(np.interp(nm, miles, points[:, 1]))
    return Position(round((lon + 180.0) % 360.0 - 180.0, 5), round(lat, 5))


def _meeting(
    points: Points, miles: Points, kind: str, who: tuple[str, str], at: float, words: str,
    inside: float = 0.0,
) -> PlanMeeting:  # fmt: skip
    return PlanMeeting(
        kind=kind,  # type: ignore[arg-type]
        id=who[0], name=who[1], at_nm=round(at, 1), position=_at(points, miles, at),
        nm_inside=round(inside, 2), words=words,
    )  # fmt: skip


def _met_restrictions(
    points: Points, miles: Points, crossed: Sequence[tuple[Gate, float]],
    hold: Sequence[Restriction], ship: ShipClass,
) -> Iterator[PlanMeeting]:  # fmt: skip
    for r in hold:
        for at, inside in _where(points, miles, crossed, r):
            yield _meeting(
                points, miles, "restriction", (r.id, r.target.name), at, _words(r, ship), inside
            )
            break


def _met_limits(
    points: Points, miles: Points, crossed: Sequence[tuple[Gate, float]],
    limits: Sequence[Restriction],
) -> Iterator[PlanMeeting]:  # fmt: skip
    for r in limits:
        for at, inside in _where(points, miles, crossed, r):
            words = f"{r.target.name} takes {r.capacity_per_day:g} ships a day."
            yield _meeting(points, miles, "limit", (r.id, r.target.name), at, words, inside)
            break


def _words(r: Restriction, ship: ShipClass) -> str:
    share = share_for(r, ship)
    what = "closed" if r.effect == "closed" and r.target.kind != "area" else "avoided"
    words = f"{r.target.name} is {what}"
    if share < 1:
        words += f" by {100 * share:.0f} % of these ships"
    if r.forbids_entry:
        words += " and may not be entered"
    limited = trade_limits(r)
    return words + (f" (trade with {', '.join(limited)} only)." if limited else ".")


def _where(
    points: Points, miles: Points, crossed: Sequence[tuple[Gate, float]], r: Restriction
) -> Iterator[tuple[float, float]]:
    """Where a restriction's target is met first, and the miles inside it in all."""
    target = r.target
    if target.kind == "passage":
        yield from ((at, 0.0) for gate, at in crossed if gate.passage == target.id)
    elif target.kind == "area":
        spans = spans_inside(points, area_shape(r))
        if spans:
            yield spans[0][0], sum(end - start for start, end in spans)
    elif target.kind == "port":
        from offing.places import port

        place = port(target.id)
        if place.lon is None or place.lat is None:
            return
        berth = Position(place.lon, place.lat)
        for k, at in ((0, 0.0), (-1, float(miles[-1]))):
            end = Position(float((points[k, 0] + 180) % 360 - 180), float(points[k, 1]))
            if distance_nm(end, berth) <= PORT_NM:
                yield at, 0.0


def _met_gates(
    points: Points, miles: Points, crossed: Sequence[tuple[Gate, float]],
    ship: ShipClass | None, opened: set[str],
) -> Iterator[PlanMeeting]:  # fmt: skip
    """Passages that are closed unless opened, or too small for the ship."""
    seen: set[tuple[str, str]] = set()
    for gate, at in crossed:
        who = (gate.passage, _passage_name(gate.passage))
        if gate.closed_by_default and gate.passage not in opened and ("shut", who[0]) not in seen:
            seen.add(("shut", who[0]))
            words = f"{who[1]} is closed to ordinary ships unless it is opened."
            yield _meeting(points, miles, "closed_by_default", who, at, words)
        why = ship_blocks_gate(ship, gate) if ship else None
        if why and ("size", who[0]) not in seen:
            seen.add(("size", who[0]))
            yield _meeting(points, miles, "size", who, at, f"The ship is too large: {why}.")


def _met_shoals(points: Points, miles: Points, ship: ShipClass) -> Iterator[PlanMeeting]:
    """Water that is too shallow for the ship with its room under the keel."""
    for k, shoal in enumerate(shoals()):
        if ship.draught_m * UNDER_KEEL <= shoal.depth_m:
            continue
        spans = spans_inside(points, shoal_shape(k))
        if spans:
            inside = sum(end - start for start, end in spans)
            words = (
                f"{shoal.name} has {shoal.depth_m:g} m; a draught of {ship.draught_m:g} m "
                f"wants {ship.draught_m * UNDER_KEEL:.1f} m."
            )
            yield _meeting(
                points, miles, "shoal", (shoal.id, shoal.name), spans[0][0], words, inside
            )
