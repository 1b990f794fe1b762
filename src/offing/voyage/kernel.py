"""The arithmetic of voyages on arrays: many ways, many cases or draws of the inputs at once.

``outcomes`` is the one place where days, fuel, emissions and money are computed; single
voyages, books of lanes and the simulation all call it. The formulas:

- sea: days = (distance − canals) / (24 · speed). Main engine, t/day = consumption at the
  reference speed · (v / v_ref)^n · s(L) / s(L_ref), with load L = L_ref · (v / v_ref)^n and
  s(L) = 0.455 L² − 0.710 L + 1.280 (IMO Fourth GHG Study, specific consumption by load).
  L · s(L) grows with L, so fuel a day always grows with speed.
- CO2e = fuel · ((1 − slip) · (CO2 + CH4 · 28 + N2O · 265) + slip · 28), tank to wake, after
  Regulation (EU) 2023/1805, Annex I; the weights are inputs.
- EU ETS: tonnes = CO2 (from 2026 CO2e) · scope · phase-in (Directive 2003/87/EC).
- war risk: hull value · rate · periods of cover, one begun period at least for each listed
  area that is entered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import UsageError
from offing.model.voyage import Input, Inputs
from offing.voyage.inputs import shipped_inputs

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CANALS = ("suez", "panama", "kiel")
"""Canals with a toll table, in the order of ``Ways.canals``."""
AREAS = (
    "red-sea-gulf-of-aden", "north-west-indian-ocean", "persian-gulf", "black-sea",
    "gulf-of-guinea",
)  # fmt: skip
"""Areas listed for war risks, in the order of ``Ways.inside_nm``."""
ETS_NONE, ETS_OUTSIDE, ETS_INSIDE, ETS_ONWARD = 0, 1, 2, 3
"""EU ETS scope of a voyage: none, one end in the EEA, both ends, or a container voyage
between a place outside and a neighbouring transhipment port (Port Said East, Tanger Med)."""
OUTCOMES = (
    "days_sea", "days_canal", "days_queue", "days", "fuel_t", "co2_t", "co2e_t", "ets_t",
    "ets_usd", "fuel_usd", "toll_usd", "war_risk_usd", "hire_usd", "total_usd",
)  # fmt: skip
"""What ``outcomes`` gives, by name."""


class Ways(NamedTuple):
    """Ways to sail, one row each; ``nan`` distance where there is no way.

    ``distance_nm`` (n,), ``ship`` (n,) index into the classes that ``Values`` were made for,
    ``speed_kn`` (n,), ``canals`` (n, len(CANALS)) transits, ``inside_nm`` (n, len(AREAS))
    nautical miles inside each listed area, ``ets`` (n,) one of the scopes, ``laden`` (n,)
    1 or 0, ``delay_days`` (n,) days of waiting besides those of canals.
    """

    distance_nm: Floats
    ship: Ints
    speed_kn: Floats
    canals: Floats
    inside_nm: Floats
    ets: Ints
    laden: Floats
    delay_days: Floats

    def rows(self, which: slice | Ints) -> Ways:
        """Some of the rows."""
        return Ways(
            self.distance_nm[which], self.ship[which], self.speed_kn[which], self.canals[which],
            self.inside_nm[which], self.ets[which], self.laden[which], self.delay_days[which],
        )  # fmt: skip


class Values(NamedTuple):
    """Inputs as arrays over D cases or draws; per class (C, D), per canal (K, …), area (A, D).

    ``exponent_up`` holds for speeds at or above the reference speed and ``exponent_down``
    below: a larger exponent burns more above and less below, so the low case takes each
    at the end that makes the figure small. Rates are shares of 1, not per cent.
    """

    exponent_up: Floats
    exponent_down: Floats
    load: Floats
    weather: Floats
    ballast: Floats
    canal_load: Floats
    consumption: Floats
    reference_kn: Floats
    auxiliary: Floats
    price: Floats
    co2: Floats
    co2e: Floats
    ets_gas: Floats
    hull: Floats
    hire: Floats
    toll: Floats
    canal_days: Floats
    canal_queue: Floats
    canal_nm: Floats
    war_rate: Floats
    cover_days: Floats
    ets_usd_per_t: Floats
    ets_scope: Floats
    ballast_toll: Floats


def empty_ways(count: int) -> Ways:
    """``count`` rows of zeros, to be filled (laden, scope none)."""
    return Ways(
        np.zeros(count), np.zeros(count, np.int64), np.zeros(count),
        np.zeros((count, len(CANALS))), np.zeros((count, len(AREAS))),
        np.zeros(count, np.int64), np.ones(count), np.zeros(count),
    )  # fmt: skip


def names_used(inputs: Inputs, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Names of all inputs that ``values_from`` reads for these classes, in a fixed order.

    Raises:
        UsageError: a class has no figures; the message names the inputs to give.
    """
    common = [
        "speed.exponent", "engine.load", "weather.margin", "ballast.factor", "canal.load",
        "ballast.toll",
        "gwp.ch4", "gwp.n2o", "war-risk.cover-days", "ets.price", "ets.usd-per-eur",
        "ets.scope-outside", "ets.scope-inside", "ets.onward-eea", "ets.year",
        "ets.gases-from", "ets.min-gt", phase_in_name(inputs), "mgo.share",
    ]  # fmt: skip
    common += [f"canal.{c}.{part}" for c in CANALS for part in ("length", "days", "queue")]
    common += [f"war-risk.{area}" for area in AREAS]
    for ship in classes:
        own = [f"{family}.{ship}" for family in (
            "fuel", "consumption", "reference-speed", "auxiliary", "gt", "hull", "hire",
            *(f"toll.{c}" for c in CANALS),
        )]  # fmt: skip
        missing = [n for n in own if n not in inputs.values]
        if missing:
            raise UsageError(
                f"ship class {ship!r} has no figures for a voyage; give these inputs: "
                + ", ".join(missing)
            )
        fuel = inputs.values[f"fuel.{ship}"].text
        common += own
        kinds = (fuel, "mgo") if burns_mgo(inputs, ship) else (fuel,)
        common += [f"{f}.{kind}" for kind in kinds for f in FUEL_FAMILIES]
    return tuple(dict.fromkeys(common))


FUEL_FAMILIES = ("price", "co2", "ch4", "n2o", "slip")
"""Families of inputs that each kind of fuel has."""
NEEDS_MGO = ("vlsfo", "lfo")
"""Fuels that may not be burnt in emission control areas, where 0.10 % sulphur is the limit
(MARPOL Annex VI, regulation 14). HFO is burnt with a scrubber, which is allowed there."""


def burns_mgo(inputs: Inputs, ship: str) -> bool:
    """Whether part of the fuel of a class is MGO, for emission control areas."""
    share = inputs.values["mgo.share"].high
    return share > 0 and inputs.values[f"fuel.{ship}"].text in NEEDS_MGO


def phase_in_name(inputs: Inputs) -> str:
    """The input that says what share of emissions allowances are due for in ``ets.year``."""
    years = sorted(int(n.rpartition(".")[2]) for n in inputs.values if n.startswith("ets.phase-in"))
    year = int(inputs.values["ets.year"].mid)
    return f"ets.phase-in.{min(max(year, years[0]), years[-1])}"


def case_draws(inputs: Inputs, names: tuple[str, ...]) -> dict[str, Floats]:
    """Each input as an array of three: low, mid, high."""
    return {n: _triple(inputs.values[n]) for n in names}


def _triple(value: Input) -> Floats:
    return np.array([value.low, value.mid, value.high])


def values_from(
    inputs: Inputs, classes: tuple[str, ...], draws: Mapping[str, Floats], *, cases: bool
) -> Values:
    """Arrays for ``outcomes`` from arrays by input name.

    Args:
        inputs: for the choices (fuel, year).
        classes: ship class ids, in the order that ``Ways.ship`` counts.
        draws: arrays (D,) by name, for every name of ``names_used``.
        cases: the arrays are low, mid, high; then the exponent is reversed below the
            reference speed.
    """
    fuels = [inputs.values[f"fuel.{c}"].text for c in classes]
    year = inputs.values["ets.year"].mid

    def stack(family: str, keys: Sequence[str]) -> Floats:
        return np.stack([draws[f"{family}.{k}"] for k in keys])

    price, co2 = stack("price", fuels), stack("co2", fuels)
    co2e = np.stack([warming(kind, draws) for kind in fuels])
    mgo = [k for k, ship in enumerate(classes) if burns_mgo(inputs, ship)]
    if mgo:
        share = draws["mgo.share"]
        for table, of in ((price, draws["price.mgo"]), (co2, draws["co2.mgo"]),
                          (co2e, warming("mgo", draws))):  # fmt: skip
            table[mgo] = (1.0 - share) * table[mgo] + share * of
            if cases:  # where MGO is set to be the cheaper one, the ends change places
                table[mgo] = np.sort(table[mgo], axis=1)
    large = (stack("gt", classes) >= draws["ets.min-gt"]).astype(np.float64)
    gas = co2e if year >= inputs.values["ets.gases-from"].mid else co2
    phase = draws[phase_in_name(inputs)]
    outside = draws["ets.scope-outside"] * phase
    none = np.zeros_like(phase)
    exponent = draws["speed.exponent"]
    return Values(
        exponent, exponent[::-1] if cases else exponent, draws["engine.load"],
        draws["weather.margin"], draws["ballast.factor"], draws["canal.load"],
        stack("consumption", classes), stack("reference-speed", classes),
        stack("auxiliary", classes), price, co2, co2e, gas * large,
        stack("hull", classes), stack("hire", classes),
        np.stack([stack(f"toll.{c}", classes) for c in CANALS]),
        np.stack([draws[f"canal.{c}.days"] for c in CANALS]),
        np.stack([draws[f"canal.{c}.queue"] for c in CANALS]),
        np.stack([draws[f"canal.{c}.length"] for c in CANALS]),
        np.stack([draws[f"war-risk.{a}"] for a in AREAS]) / 100.0,
        draws["war-risk.cover-days"], draws["ets.price"] * draws["ets.usd-per-eur"],
        np.stack([none, outside, draws["ets.scope-inside"] * phase,
                  outside * draws["ets.onward-eea"]]),
        draws["ballast.toll"],
    )  # fmt: skip


def warming(fuel: str, draws: Mapping[str, Floats]) -> Floats:
    """Tonnes of CO2e for a tonne of fuel, tank to wake, with its methane slip."""
    ch4 = draws[f"ch4.{fuel}"] * draws["gwp.ch4"]
    burnt = draws[f"co2.{fuel}"] + ch4 + draws[f"n2o.{fuel}"] * draws["gwp.n2o"]
    slip = draws[f"slip.{fuel}"]
    return np.asarray((1.0 - slip) * burnt + slip * draws["gwp.ch4"])


def load_factor(load: Floats) -> Floats:
    """Specific fuel consumption against its base at a share of full power.

    0.455 L² − 0.710 L + 1.280 (IMO Fourth GHG Study, 2020).
    """
    return np.asarray((0.455 * load - 0.710) * load + 1.280)


def main_engine_t_per_day(
    speed_kn: Floats, laden: Floats, values: Values, ship: Ints | int
) -> Floats:
    """Fuel of the main engine at sea, tonnes a day.

    ``speed_kn`` and ``laden`` are (n, 1) with ``ship`` (n,), or scalars with one class.
    """
    ratio = speed_kn / values.reference_kn[ship]
    power = ratio ** np.where(ratio >= 1.0, values.exponent_up, values.exponent_down)
    bend = load_factor(values.load * power) / load_factor(values.load)
    state = np.where(laden > 0.5, 1.0, values.ballast)
    return np.asarray(values.consumption[ship] * power * bend * state * (1.0 + values.weather))


def outcomes(ways: Ways, values: Values, *, burn: Floats | None = None) -> dict[str, Floats]:
    """Days, fuel, emissions and money of each way in each case: (n, D) by name.

    Args:
        ways: n rows.
        values: over D cases or draws.
        burn: main engine's t/day at sea (n or 1, D), where it is known already.
    """
    ship = ways.ship
    speed, laden = ways.speed_kn[:, None], ways.laden[:, None]
    main = main_engine_t_per_day(speed, laden, values, ship) if burn is None else burn
    aux = values.auxiliary[ship]
    sea_nm = np.maximum(ways.distance_nm[:, None] - ways.canals @ values.canal_nm, 0.0)
    days_sea = sea_nm / (24.0 * speed)
    days_canal = ways.canals @ values.canal_days
    days_queue = ways.canals @ values.canal_queue + ways.delay_days[:, None]
    days = days_sea + days_canal + days_queue
    fuel = days_sea * main + days_canal * values.canal_load * values.consumption[ship] + days * aux
    ets_t = fuel * values.ets_gas[ship] * values.ets_scope[ways.ets]
    fuel_usd = fuel * values.price[ship]
    ets_usd = ets_t * values.ets_usd_per_t
    toll = np.zeros_like(days)
    for k in np.flatnonzero(ways.canals.any(axis=0)):
        toll = toll + ways.canals[:, k, None] * values.toll[k][ship]
    if ways.canals.any():
        toll = toll * np.where(laden > 0.5, 1.0, values.ballast_toll)
    war = np.zeros_like(days)
    for a in np.flatnonzero(ways.inside_nm.any(axis=0)):
        inside = ways.inside_nm[:, a, None]
        periods = np.ceil(inside / (24.0 * speed) / values.cover_days)
        war = war + periods * values.war_rate[a]
    war = war * values.hull[ship]
    hire = days * values.hire[ship]
    total = fuel_usd + ets_usd + toll + war + hire
    return dict(zip(OUTCOMES, (
        days_sea, days_canal, days_queue, days, fuel, fuel * values.co2[ship],
        fuel * values.co2e[ship], ets_t, ets_usd, fuel_usd, toll, war, hire, total,
    ), strict=True))  # fmt: skip


def cost_cases(
    ways: Ways, classes: tuple[str, ...], inputs: Inputs | None = None
) -> dict[str, Floats]:
    """Low, mid and high (n, 3) of every outcome of many ways.

    Raises:
        UsageError: a class has no figures.
    """
    inputs = inputs or shipped_inputs()
    names = names_used(inputs, classes)
    values = values_from(inputs, classes, case_draws(inputs, names), cases=True)
    return outcomes(ways, values)


_PARTS = ("ets_usd", "fuel_usd", "toll_usd", "war_risk_usd", "hire_usd")


def extra_cases(
    ways: Ways, base: Ways, classes: tuple[str, ...], inputs: Inputs | None = None
) -> dict[str, Floats]:
    """Bounds and middle (n, 3) of what each way takes more than ``base``, by outcome.

    Both are taken at the same inputs: low, mid, high. A longer way may save a toll, so that
    the low case need not be the smaller difference: each part's ends are put in order, and
    the whole cost is the sum of its parts at their ends. Low ≤ mid ≤ high always.
    """
    here, there = cost_cases(ways, classes, inputs), cost_cases(base, classes, inputs)
    found = {}
    for name in OUTCOMES:
        more = here[name] - there[name]
        found[name] = np.stack([more.min(axis=1), more[:, 1], more.max(axis=1)], axis=1)
    found["total_usd"] = np.sum([found[part] for part in _PARTS], axis=0)
    return found
