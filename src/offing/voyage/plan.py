"""One voyage: a route, a ship class, a speed, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from offing.errors import UsageError
from offing.model.sea import Route, ShipClass
from offing.model.voyage import FuelUse, Input, Inputs, Range, Voyage
from offing.sea.ships import ship_from
from offing.voyage.inputs import inputs_from
from offing.voyage.kernel import (
    AREAS,
    CANALS,
    ETS_INSIDE,
    ETS_NONE,
    ETS_ONWARD,
    ETS_OUTSIDE,
    FUEL_FAMILIES,
    NEEDS_MGO,
    OUTCOMES,
    Floats,
    Ways,
    burns_mgo,
    case_draws,
    cost_cases,
    empty_ways,
    phase_in_name,
    warming,
)
from offing.voyage.scope import ets_scope_of_ties, listed_areas, miles_inside_route
from offing.voyage.simulate import drivers, simulate, spread_from

_UNTOLLED = (
    "corinth", "welland", "soo", "st-lawrence-seaway", "cape-cod-canal", "chesapeake-delaware",
)  # fmt: skip
"""Canals and locks on the list of passages that have no row in the toll tables."""


def plan_voyage(
    route: Route,
    ship_class: str | ShipClass | None = None,
    *,
    speed_kn: float | None = None,
    inputs: Inputs | Mapping[str, Any] | None = None,
) -> Voyage:
    """Days, fuel, emissions and money of sailing a route, each as low, mid and high.

    Args:
        route: a route with a way, from ``Sea.route``.
        ship_class: its id; the route's own for ``None``.
        speed_kn: speed at sea, knots; the class's service speed for ``None``.
        inputs: all inputs, or a mapping of those to replace; the shipped ones for ``None``.

    Returns:
        The voyage, with every input that it rests on, and what is left out.

    Raises:
        UsageError: the route has no way, the speed is none that the class sails, or an
            input cannot be meant.
        UnknownShipClass: no class of this id.
    """
    ship = ship_from(ship_class if ship_class is not None else route.ship_class)
    values = inputs_from(inputs)
    speed = checked_speed(ship, speed_kn, values)
    way = way_from_route(route, ship, speed, values)
    cases = cost_cases(way, (ship.id,), values)
    return _voyage(route, ship, way, cases, values)


LIKELY = {
    "days_total": "days", "fuel_t": "fuel_t", "co2_t": "co2_t", "co2e_t": "co2e_t",
    "ets_usd": "ets_usd", "fuel_usd": "fuel_usd", "war_risk_usd": "war_risk_usd",
    "hire_usd": "hire_usd", "total_usd": "total_usd",
}  # fmt: skip
"""Fields of a voyage of which percentiles are given → the outcome."""


def checked_speed(ship: ShipClass, speed_kn: float | None, inputs: Inputs) -> float:
    """The speed to sail, knots: ``speed_kn``, or the class's own.

    Raises:
        UsageError: it is no number, or outside what the class can sail.
    """
    least = inputs.values.get(f"speed-min.{ship.id}")
    most = inputs.values.get(f"speed-max.{ship.id}")
    if speed_kn is None:
        low, high = (least.mid if least else 0.0), (most.mid if most else np.inf)
        return float(min(max(ship.speed_kn, low), high))
    try:
        speed = float(speed_kn)
    except (TypeError, ValueError):
        raise UsageError(f"speed {speed_kn!r} is no number of knots") from None
    if not np.isfinite(speed) or speed <= 0:
        raise UsageError(f"speed {speed_kn!r} kn cannot be sailed: give knots above 0")
    if least and most and not least.mid <= speed <= most.mid:
        raise UsageError(
            f"speed {speed:g} kn is outside what the class {ship.id} sails, "
            f"{least.mid:g} to {most.mid:g} kn; set the inputs speed-min.{ship.id} and "
            f"speed-max.{ship.id} if yours differs"
        )
    return speed


def way_from_route(route: Route, ship: ShipClass, speed_kn: float, inputs: Inputs) -> Ways:
    """One row of ``Ways`` for a route, of class 0.

    Raises:
        UsageError: the route has no way.
    """
    if route.distance_nm is None:
        raise UsageError(
            f"there is no way from {route.origin.name} to {route.destination.name} to plan: "
            f"{route.reason or route.status}"
        )
    way = empty_ways(1)
    way.distance_nm[0], way.speed_kn[0] = route.distance_nm, speed_kn
    passed = [p.id for p in route.passages]
    way.canals[0] = [passed.count(canal) for canal in CANALS]
    way.inside_nm[0] = miles_inside_route(route)
    way.ets[0] = ets_scope_of_ties(route.origin, route.destination, ship.kind)
    way.laden[0] = inputs.values["voyage.laden"].mid
    return way


def range_from(case: Floats) -> Range:
    """Three numbers as a range, rounded to what they can carry."""
    low, mid, high = (round(float(v), 3 if abs(v) < 1000 else 1) for v in case)
    return Range(low=low, mid=mid, high=high)


def _voyage(
    route: Route, ship: ShipClass, way: Ways, cases: Mapping[str, Floats], inputs: Inputs
) -> Voyage:
    ranges = {name: range_from(cases[name][0]) for name in OUTCOMES}
    ranges["days_total"] = ranges.pop("days")
    entered = [AREAS[a] for a in np.flatnonzero(way.inside_nm[0])]
    drawn = simulate(way, (ship.id,), inputs, asked=tuple(LIKELY.values()), threads=1)
    assert route.distance_nm is not None
    return Voyage(
        origin=route.origin.name, destination=route.destination.name,
        distance_nm=route.distance_nm, passages=route.passages, ship_class=ship.id,
        speed_kn=float(way.speed_kn[0]), laden=bool(way.laden[0] > 0.5),
        fuels=tuple(_fuels(cases["fuel_t"][0], ship.id, inputs)),
        listed_areas=tuple(entered),
        likely={name: spread_from(drawn.total[of]) for name, of in LIKELY.items()},
        drivers=drivers(way, (ship.id,), inputs, simulated=drawn),
        inputs=tuple(used_inputs(way, ship.id, inputs)),
        notes=tuple(_notes(route, ship, way, inputs)),
        left_out=tuple(_left_out(route, ship, way, inputs)), **ranges,
    )  # fmt: skip


def _fuels(fuel_t: Floats, ship: str, inputs: Inputs) -> Iterable[FuelUse]:
    """Fuel and what it gives off, by kind."""
    kinds = [inputs.values[f"fuel.{ship}"].text]
    shares = [np.ones(3)]
    if burns_mgo(inputs, ship):
        part = inputs.values["mgo.share"]
        mgo = np.array([part.low, part.mid, part.high])
        kinds, shares = [*kinds, "mgo"], [1.0 - mgo[::-1], mgo]
    draws = case_draws(inputs, tuple(f"{f}.{k}" for f in FUEL_FAMILIES for k in kinds))
    draws |= case_draws(inputs, ("gwp.ch4", "gwp.n2o"))
    for kind, share in zip(kinds, shares, strict=True):
        burnt = fuel_t * share
        yield FuelUse(
            kind=kind, fuel_t=range_from(burnt), co2_t=range_from(burnt * draws[f"co2.{kind}"]),
            co2e_t=range_from(burnt * warming(kind, draws)),
        )  # fmt: skip


def used_inputs(way: Ways, ship: str, inputs: Inputs) -> Iterable[Input]:
    """The inputs that touch this one way, in the order of the arithmetic."""
    fuel = inputs.values[f"fuel.{ship}"].text
    names = ["voyage.laden", f"consumption.{ship}", f"reference-speed.{ship}", "speed.exponent",
             "engine.load", "weather.margin", f"auxiliary.{ship}", f"fuel.{ship}"]  # fmt: skip
    if way.laden[0] <= 0.5:
        names.append("ballast.factor")
    crossed = [CANALS[k] for k in np.flatnonzero(way.canals[0])]
    for canal in crossed:
        names += [f"canal.{canal}.{part}" for part in ("length", "days", "queue")]
        names.append(f"toll.{canal}.{ship}")
    names += ["canal.load"] if crossed else []
    names += ["ballast.toll"] if crossed and way.laden[0] <= 0.5 else []
    kinds = (fuel, "mgo") if burns_mgo(inputs, ship) else (fuel,)
    names += ["mgo.share"] if fuel in NEEDS_MGO else []
    names += [f"{family}.{kind}" for kind in kinds for family in FUEL_FAMILIES]
    names += ["gwp.ch4", "gwp.n2o"]
    if way.ets[0] != ETS_NONE:
        names += ["ets.year", phase_in_name(inputs), "ets.gases-from", "ets.min-gt", f"gt.{ship}",
                  "ets.price", "ets.usd-per-eur"]  # fmt: skip
        names += {
            ETS_OUTSIDE: ["ets.scope-outside"], ETS_INSIDE: ["ets.scope-inside"],
            ETS_ONWARD: ["ets.scope-outside", "ets.onward-eea"],
        }[int(way.ets[0])]  # fmt: skip
    entered = [AREAS[a] for a in np.flatnonzero(way.inside_nm[0])]
    if entered:
        names += [f"war-risk.{area}" for area in entered]
        names += ["war-risk.cover-days", f"hull.{ship}"]
    names.append(f"hire.{ship}")
    return [inputs.values[name] for name in names]


def _notes(route: Route, ship: ShipClass, way: Ways, inputs: Inputs) -> Iterable[str]:
    yield (
        "Low and high take every input at one end at once: they bound the answer and are not "
        "what is likely."
    )
    for listed in listed_areas():
        inside = way.inside_nm[0, AREAS.index(listed.area.id)]
        if inside:
            yield (
                f"The way is {inside:,.0f} nm inside waters listed for war risks "
                f"({listed.area.name}; list of {listed.date}): quotes age within 48 hours, set "
                f"war-risk.{listed.area.id}."
            )
    if way.ets[0] == ETS_ONWARD:
        yield (
            "A stop of a container ship at this transhipment port does not end a voyage in the "
            "EU's emissions trading: half of the emissions count if it goes on to the EEA."
        )
    if route.share_diverted < 1:
        yield (
            f"This is the way of the {route.share_diverted:.0%} of ships that stay away; the "
            "others sail as if nothing were restricted."
        )
    if route.ship_class not in (None, ship.id):
        yield f"The route was made for the class {route.ship_class}, with that class's limits."
    if route.geometry is None:
        yield "The route is not drawn: miles in listed waters are told from its passages."
    if None in (route.origin.country, route.destination.country):
        yield "An end without a country counts as outside the EEA."


def _left_out(route: Route, ship: ShipClass, way: Ways, inputs: Inputs) -> Iterable[str]:
    yield "port costs, time in port and emissions at berth"
    fuel = inputs.values[f"fuel.{ship.id}"].text
    if fuel in NEEDS_MGO and inputs.values["mgo.share"].high == 0:
        yield "dearer fuel in emission control areas (set mgo.share)"
    if way.ets[0] != ETS_NONE:
        yield "penalties under FuelEU Maritime"
    if inputs.values["weather.margin"].high == 0:
        yield "weather and currents (set weather.margin)"
    yield "cargo: its value, insurance and time"
    if way.inside_nm.any():
        yield "crew bonus, kidnap cover and guards in listed waters"
    for limit in route.limits:
        yield f"waiting at {limit.name}, which takes {limit.ships_per_day:g} ships a day"
    passed = {p.id for p in route.passages}
    for canal in _UNTOLLED:
        if canal in passed:
            yield f"tolls and time of {canal}"
