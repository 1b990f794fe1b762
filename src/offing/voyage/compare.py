"""Two ways of one voyage: what one takes more, and at which value of an input they are even.

The costs of a way are linear in a war-risk rate, in the price of fuel and in days of delay
(all else at the middle), so that two evaluations give the even value exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import numpy as np

from offing.errors import UsageError
from offing.model.sea import Route, ShipClass
from offing.model.voyage import (
    BreakEven,
    HeldSchedule,
    Inputs,
    ServiceShips,
    Voyage,
    VoyageComparison,
)
from offing.sea.ships import ship_from
from offing.voyage.inputs import change_inputs, inputs_from
from offing.voyage.kernel import (
    AREAS,
    Floats,
    Ways,
    cost_cases,
    extra_cases,
    names_used,
    outcomes,
    values_from,
)
from offing.voyage.plan import checked_speed, plan_voyage, range_from, way_from_route
from offing.voyage.simulate import (
    DRAWS,
    SEED,
    draw_input,
    drivers,
    percentiles,
    simulate,
    spread_from,
)
from offing.voyage.wording import money

BREAK_EVENS = ("war-risk", "fuel", "delay")
"""What ``break_even`` can solve for."""
_REACH = {"war-risk": 100.0, "fuel": 10_000.0, "delay": 365.0}
"""How far a break-even is looked for: per cent of hull, US dollars a tonne, days."""
_DIFFERENCES = {"extra_days": "days", "extra_fuel_t": "fuel_t", "extra_co2e_t": "co2e_t",
                "extra_usd": "total_usd"}  # fmt: skip


def compare_voyages(
    first: Route,
    second: Route,
    ship_class: str | ShipClass | None = None,
    *,
    speed_kn: float | None = None,
    inputs: Inputs | Mapping[str, Any] | None = None,
    calls: int | None = None,
) -> VoyageComparison:
    """Two ways of one voyage at the same inputs and speed.

    Args:
        first: usually the way without a scenario.
        second: the way that is compared with it.
        ship_class, speed_kn, inputs: as for ``plan_voyage``.
        calls: port calls in a round of the service; ``rotation.calls`` for ``None``.

    Raises:
        UsageError, UnknownShipClass: as ``plan_voyage``.
    """
    ship = ship_from(ship_class if ship_class is not None else first.ship_class)
    values = inputs_from(inputs)
    speed = checked_speed(ship, speed_kn, values)
    one, two = (way_from_route(route, ship, speed, values) for route in (first, second))
    voyages = [plan_voyage(route, ship, speed_kn=speed, inputs=values) for route in (first, second)]
    more = extra_cases(two, one, (ship.id,), values)
    drawn = simulate(
        two, (ship.id,), values, base=one, asked=tuple(_DIFFERENCES.values()), threads=1
    )
    return VoyageComparison(
        first=voyages[0], second=voyages[1],
        **{name: range_from(more[of][0]) for name, of in _DIFFERENCES.items()},
        likely={name: spread_from(drawn.total[of]) for name, of in _DIFFERENCES.items()},
        drivers=drivers(two, (ship.id,), values, base=one, simulated=drawn),
        break_evens=tuple(break_even(one, two, ship, what, values) for what in BREAK_EVENS),
        held=hold_schedule(two, voyages[0].days_total.mid, ship, values),
        service_first=service_ships(2 * voyages[0].days_total.mid, calls=calls, inputs=values),
        service_second=service_ships(2 * voyages[1].days_total.mid, calls=calls, inputs=values),
        words=_comparison_words(voyages[0], voyages[1], float(more["total_usd"][0, 1])),
    )  # fmt: skip


def _comparison_words(first: Voyage, second: Voyage, more_usd: float) -> str:
    days = second.days_total.mid - first.days_total.mid
    miles = second.distance_nm - first.distance_nm
    if miles == 0 and abs(days) < 0.005:
        return "Both are the same way."
    cost = f"{money(abs(more_usd))} {'more' if more_usd >= 0 else 'less'}"
    return (
        f"The second way is {abs(miles):,.0f} nm {'longer' if miles >= 0 else 'shorter'} and takes "
        f"{abs(days):.1f} days {'more' if days >= 0 else 'less'}; at the middle of the inputs it "
        f"costs {cost}."
    )


def break_even(first: Ways, second: Ways, ship: ShipClass, what: str, inputs: Inputs) -> BreakEven:
    """At which value of ``what`` two ways (one row each) cost the same, all else at the middle.

    ``war-risk``: the rate in the listed area that one of the ways enters and the other does
    not (the one of the greatest premium, where there are several), per cent of hull for a
    period of cover; ``fuel``: the price of the class's fuel; ``delay``: days of waiting on
    the first way. All other inputs stay at their middle.

    Raises:
        UsageError: ``what`` is none of ``BREAK_EVENS``.
    """
    if what not in BREAK_EVENS:
        raise UsageError(f"unknown break-even {what!r}; it is one of {', '.join(BREAK_EVENS)}")
    name, unit = _solved_for(first, second, ship, what, inputs)
    now = inputs.values[name].mid if name else float(first.delay_days[0])
    reach = _REACH[what]
    if what == "war-risk" and not name:
        return BreakEven(
            name=what, unit=unit, value=None, now=0.0, low=0.0, high=reach,
            words="No break-even: no listed area lies on one of the ways alone.",
        )  # fmt: skip

    def gap(value: float) -> float:
        """What the second way costs more at this value."""
        here = change_inputs(inputs, {name: value}) if name else inputs
        before = first if name else first._replace(delay_days=np.array([value]))
        totals = [
            float(cost_cases(way, (ship.id,), here)["total_usd"][0, 1]) for way in (before, second)
        ]
        return totals[1] - totals[0]

    at_zero = gap(0.0)
    slope = (gap(reach) - at_zero) / reach
    value = -at_zero / slope if slope else None
    if value is not None and not 0.0 <= value <= reach:
        value = None
    drawn = _even_draws(first, second, ship, name, reach, inputs)
    return BreakEven(
        name=what, unit=unit, value=value, now=now, low=0.0, high=reach, input=name,
        likely=spread_from(percentiles(drawn)) if len(drawn) else None,
        share=len(drawn) / DRAWS, words=_even_words(what, name, unit, value, at_zero, slope),
    )  # fmt: skip


def _even_draws(
    first: Ways, second: Ways, ship: ShipClass, name: str, reach: float, inputs: Inputs
) -> Floats:
    """The even value in each draw of all other inputs, of the draws that have one in reach."""
    drawn = {n: draw_input(inputs.values[n], DRAWS, SEED) for n in names_used(inputs, (ship.id,))}

    def gaps(value: float) -> Floats:
        fixed = {name: np.full(DRAWS, value)} if name else {}
        values = values_from(inputs, (ship.id,), drawn | fixed, cases=False)
        before = first if name else first._replace(delay_days=np.array([value]))
        totals = [outcomes(way, values)["total_usd"][0] for way in (before, second)]
        return np.asarray(totals[1] - totals[0])

    at_zero = gaps(0.0)
    slope = (gaps(reach) - at_zero) / reach
    with np.errstate(divide="ignore", invalid="ignore"):
        even = -at_zero / slope
    return np.asarray(even[np.isfinite(even) & (even >= 0.0) & (even <= reach)])


def _solved_for(
    first: Ways, second: Ways, ship: ShipClass, what: str, inputs: Inputs
) -> tuple[str, str]:
    """The input that a break-even is solved for (none for a delay), and the unit."""
    if what == "fuel":
        return f"price.{inputs.values[f'fuel.{ship.id}'].text}", "USD/t"
    if what == "delay":
        return "", "days"
    alone = np.flatnonzero(((first.inside_nm > 0) != (second.inside_nm > 0))[0])
    names = [f"war-risk.{AREAS[a]}" for a in alone]
    return max(names, key=lambda n: inputs.values[n].mid, default=""), "% of hull"


def _even_words(
    what: str, name: str, unit: str, value: float | None, at_zero: float, slope: float
) -> str:
    """A sentence on where the two ways are even, or on why they nowhere are."""
    subject = {
        "war-risk": f"rate of {name}", "fuel": "price of fuel", "delay": "delay on the first way",
    }[what]  # fmt: skip
    if at_zero == 0 == slope:
        return f"Both cost the same at every {subject}."
    if value is None:
        dearer = "second" if at_zero > 0 or (at_zero == 0 and slope > 0) else "first"
        return f"No break-even: the {dearer} way costs more at every {subject} in reach."
    above = "second" if slope > 0 else "first"
    shown = f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
    return (
        f"Both cost the same at a {subject} of {shown} {unit}; above it the {above} way costs more."
    )


def hold_schedule(way: Ways, days: float, ship: ShipClass, inputs: Inputs) -> HeldSchedule:
    """The speed at which a way (one row) is sailed in so many days, and what that takes.

    Canals and queues keep their time (at the middle); only the sea can be sailed faster.

    Raises:
        UsageError: ``days`` is no positive number.
    """
    if not math.isfinite(days) or days <= 0:
        raise UsageError(f"days {days!r}: give the time to hold in days above 0")
    cases = cost_cases(way, (ship.id,), inputs)
    mid = {name: float(column[0, 1]) for name, column in cases.items()}
    speed, top = float(way.speed_kn[0]), inputs.values[f"speed-max.{ship.id}"].mid
    least = inputs.values[f"speed-min.{ship.id}"].mid
    left = days - mid["days_canal"] - mid["days_queue"]
    needed = speed * mid["days_sea"] / left if left > 0 else None
    if needed is None or needed > top * (1 + 1e-9):
        why = f"it would take {needed:.1f} kn" if needed else "canals and queues alone take longer"
        return HeldSchedule(
            possible=False, speed_kn=None, needed_kn=needed, max_kn=top, days=days,
            words=f"The time of {days:.1f} days cannot be held: {why}, the class sails "
            f"{top:g} kn at most.",
        )  # fmt: skip
    held = max(needed, least)
    faster = cost_cases(way._replace(speed_kn=np.array([held])), (ship.id,), inputs)
    more_fuel = float(faster["fuel_t"][0, 1]) - mid["fuel_t"]
    more_usd = float(faster["total_usd"][0, 1]) - mid["total_usd"]
    words = f"The time of {days:.1f} days is that of {speed:.1f} kn."
    if round(held, 1) != round(speed, 1):
        words = (
            f"The time of {days:.1f} days is held at {held:.1f} kn instead of {speed:.1f}, with "
            f"{abs(more_fuel):,.0f} t {'more' if more_fuel >= 0 else 'less'} fuel."
        )
    return HeldSchedule(
        possible=True, speed_kn=held, needed_kn=needed, max_kn=top, days=days,
        fuel_t=float(faster["fuel_t"][0, 1]), more_fuel_t=more_fuel, more_usd=more_usd,
        words=words,
    )  # fmt: skip


def service_ships(
    sailing_days: float, *, calls: int | None = None, inputs: Inputs | None = None,
    interval_days: float = 7.0,
) -> ServiceShips:  # fmt: skip
    """How many ships a service needs: one round over the days between sailings, rounded up.

    Args:
        sailing_days: days under way, in canals and queues of one whole round.
        calls: port calls in a round, ``rotation.calls`` for ``None``; each takes
            ``rotation.port-days`` (at the middle).
        inputs: the shipped ones for ``None``.
        interval_days: days between sailings; 7 is a weekly service.

    Raises:
        UsageError: a figure that cannot be.
    """
    values = inputs_from(inputs).values
    if calls is None:
        calls = round(values["rotation.calls"].mid)
    if not (math.isfinite(sailing_days) and sailing_days > 0 and interval_days > 0 and calls >= 0):
        raise UsageError(
            f"a round of {sailing_days!r} days, {calls!r} calls and a sailing every "
            f"{interval_days!r} days cannot be: all are above 0"
        )
    round_days = sailing_days + calls * values["rotation.port-days"].mid
    ships = math.ceil(round(round_days / interval_days, 9))
    return ServiceShips(
        round_trip_days=round(round_days, 3), calls=calls, interval_days=interval_days, ships=ships,
        spare_days=round(ships * interval_days - round_days, 3),
    )  # fmt: skip


def slow_steaming(
    way: Ways, ship: ShipClass, speeds_kn: Iterable[float], inputs: Inputs | None = None,
    *, calls: int | None = None, interval_days: float = 7.0,
) -> tuple[ServiceShips, ...]:  # fmt: skip
    """Ships and fuel of a service there and back at each of several speeds.

    ``way`` is one row; a round is that way twice, with ``calls`` port calls.

    Raises:
        UsageError: a speed that the class does not sail.
    """
    values = inputs_from(inputs)
    found = []
    for speed in speeds_kn:
        sailed = way._replace(speed_kn=np.array([checked_speed(ship, speed, values)]))
        mid = {n: float(c[0, 1]) for n, c in cost_cases(sailed, (ship.id,), values).items()}
        ships = service_ships(
            2 * mid["days"], calls=calls, inputs=values, interval_days=interval_days
        )
        found.append(
            msgspec.structs.replace(ships, speed_kn=speed, fuel_t=round(2 * mid["fuel_t"], 1))
        )
    return tuple(found)
