"""Voyages: a route with a ship class and a speed, in days, fuel, emissions and money."""

from __future__ import annotations

from offing.model.base import Struct
from offing.model.sea import PassageCrossing


class Range(Struct, frozen=True, kw_only=True):
    """A figure as low, mid and high; the unit is in the name of the field that holds it."""

    low: float
    """With every input at the end that makes it small."""
    mid: float
    """With every input at its middle."""
    high: float
    """With every input at the end that makes it large."""


class Input(Struct, frozen=True, kw_only=True):
    """One thing that a figure rests on: its value, unit, date and source.

    ``text`` is set instead of numbers where the value is a choice (a kind of fuel).
    """

    name: str
    """Dotted name, as options and ``offing.toml`` take it."""
    low: float = 0.0
    """Lowest value."""
    mid: float = 0.0
    """Value used in the middle."""
    high: float = 0.0
    """Highest value."""
    unit: str = ""
    """Unit, as shown."""
    date: str = ""
    """Year, month or day that the value is of."""
    source: str = ""
    """Where it comes from; an assumption of ours says so."""
    note: str = ""
    """What else to know."""
    text: str = ""
    """The value of a choice."""


class Inputs(Struct, frozen=True, kw_only=True):
    """Every input by its name: the shipped ones, or those with a user's own in their place."""

    values: dict[str, Input]
    """Inputs by dotted name."""


class FuelUse(Struct, frozen=True, kw_only=True):
    """One kind of fuel on a voyage."""

    kind: str
    """``hfo``, ``vlsfo``, ``lfo``, ``mgo``, ``lng`` or ``methanol``."""
    fuel_t: Range
    """Tonnes burnt."""
    co2_t: Range
    """Carbon dioxide from it, tonnes."""
    co2e_t: Range
    """The same with methane and nitrous oxide, as tonnes of CO2 over 100 years."""


class Spread(Struct, frozen=True, kw_only=True):
    """Three percentiles of a simulated figure."""

    p10: float
    """A tenth of the draws lie below."""
    p50: float
    """The median."""
    p90: float
    """A tenth lie above."""


class Driver(Struct, frozen=True, kw_only=True):
    """How much of a figure's spread comes from one input."""

    name: str
    """Input's name."""
    low: float
    """The figure with this input low and all others at their middle."""
    high: float
    """The figure with this input high and all others at their middle."""
    swing: float
    """The difference of the two, without sign."""
    rank_correlation: float | None = None
    """Spearman's, over the draws; ``None`` where no draws were made."""


class Voyage(Struct, frozen=True, kw_only=True):
    """A route sailed by a ship class at a speed. Money in US dollars, weights in tonnes.

    ``low`` takes every input at its low end and ``high`` at its high end, all at once:
    the two are bounds, not what is likely; percentiles come from a simulation.
    """

    origin: str
    """Where it starts, for people."""
    destination: str
    """Where it ends."""
    distance_nm: float
    """Length, nautical miles."""
    passages: tuple[PassageCrossing, ...]
    """Passages in order."""
    ship_class: str
    """Ship class id."""
    speed_kn: float
    """Speed at sea, knots."""
    laden: bool
    """Whether the ship carries cargo; otherwise it is in ballast."""
    days_sea: Range
    """Days under way at sea."""
    days_canal: Range
    """Days in canals."""
    days_queue: Range
    """Days waiting for canals."""
    days_total: Range
    """All days from pilot to pilot."""
    fuel_t: Range
    """Fuel burnt, tonnes."""
    fuels: tuple[FuelUse, ...]
    """The same by kind of fuel."""
    co2_t: Range
    """Carbon dioxide from the ship's funnel, tonnes."""
    co2e_t: Range
    """The same with methane and nitrous oxide, as tonnes of CO2 over 100 years."""
    ets_t: Range
    """Tonnes for which EU allowances are due."""
    ets_usd: Range
    """What those cost."""
    fuel_usd: Range
    """What the fuel costs."""
    toll_usd: Range
    """Canal tolls."""
    war_risk_usd: Range
    """Additional premium for war risks."""
    hire_usd: Range
    """What the ship costs for that time."""
    total_usd: Range
    """All of it together."""
    listed_areas: tuple[str, ...] = ()
    """Areas listed for war risks that the way enters."""
    likely: dict[str, Spread] = {}  # noqa: RUF012 - msgspec copies it per struct
    """Percentiles of simulated figures, by the names of the fields above."""
    drivers: tuple[Driver, ...] = ()
    """What drives the spread of ``total_usd``, widest first."""
    inputs: tuple[Input, ...] = ()
    """Every input used, with value, unit, date and source."""
    notes: tuple[str, ...] = ()
    """What to know of this answer."""
    left_out: tuple[str, ...] = ()
    """What is not counted."""


class BreakEven(Struct, frozen=True, kw_only=True):
    """At which value of one input two ways cost the same, all else at the middle.

    ``value`` is ``None`` where no value in reach makes them equal.
    """

    name: str
    """``war-risk``, ``fuel`` or ``delay``."""
    unit: str
    """Unit of ``value``, ``now`` and the bounds."""
    value: float | None
    """Where both cost the same."""
    now: float
    """The value in use."""
    low: float
    """Lower end of what was looked through."""
    high: float
    """Upper end of what was looked through."""
    input: str = ""
    """Name of the input that was solved for; empty for a delay."""
    likely: Spread | None = None
    """Percentiles over draws of all other inputs, of those draws that have a break-even."""
    share: float = 0.0
    """Share of the draws that have a break-even in reach, 0–1."""
    words: str = ""
    """What it means, in a sentence."""


class HeldSchedule(Struct, frozen=True, kw_only=True):
    """What it takes to sail one way in the time of another."""

    possible: bool
    """Whether a speed that the class can sail does it."""
    speed_kn: float | None
    """That speed, knots; ``None`` where none does."""
    needed_kn: float | None
    """The speed that it would take, whether or not the class can sail it; ``None`` where
    canals and queues alone take longer."""
    max_kn: float
    """The class's highest speed, knots."""
    days: float
    """The time to hold, days."""
    fuel_t: float | None = None
    """Fuel at that speed, tonnes, at the middle of the inputs."""
    more_fuel_t: float | None = None
    """More than at the speed before, tonnes."""
    more_usd: float | None = None
    """All costs together against sailing at the speed before, US dollars."""
    words: str = ""
    """What it means, in a sentence."""


class ServiceShips(Struct, frozen=True, kw_only=True):
    """How many ships a regular service needs."""

    round_trip_days: float
    """Days of one round, ports included."""
    interval_days: float
    """Days between sailings."""
    ships: int
    """Whole ships."""
    spare_days: float
    """Days of slack that whole ships leave in each round."""
    calls: int = 0
    """Port calls in a round."""
    speed_kn: float | None = None
    """Speed at sea, knots, where it was asked for by speed."""
    fuel_t: float | None = None
    """Fuel of one round at the middle of the inputs, tonnes; without time in port."""


class VoyageComparison(Struct, frozen=True, kw_only=True):
    """Two ways of one voyage at the same inputs; what the second takes more than the first."""

    first: Voyage
    """One way, usually that without a scenario."""
    second: Voyage
    """The other."""
    extra_days: Range
    """Days more on the second; negative: fewer."""
    extra_fuel_t: Range
    """Tonnes of fuel more."""
    extra_co2e_t: Range
    """Tonnes of CO2e more."""
    extra_usd: Range
    """US dollars more, each part at its ends."""
    likely: dict[str, Spread] = {}  # noqa: RUF012 - msgspec copies it per struct
    """Percentiles of the four differences, by field name; both ways take the same draws."""
    drivers: tuple[Driver, ...] = ()
    """What drives the spread of ``extra_usd``, widest first."""
    break_evens: tuple[BreakEven, ...] = ()
    """At which war-risk rate, fuel price or delay both cost the same."""
    held: HeldSchedule | None = None
    """What it takes to sail the second way in the time of the first."""
    service_first: ServiceShips | None = None
    """Ships of a weekly service by the first way, there and back."""
    service_second: ServiceShips | None = None
    """Ships of the same service by the second way, at the same speed."""
    words: str = ""
    """What it comes to, in a sentence or two."""
