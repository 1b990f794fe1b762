"""Lanes: regular voyages, and what a scenario does to them."""

from __future__ import annotations

import datetime

from offing.model.base import Geometry, Position, Struct
from offing.model.sea import PassageCrossing, RouteStatus
from offing.model.voyage import Driver, Input, Range, Spread


class Lane(Struct, frozen=True, kw_only=True):
    """A regular voyage. ``origin`` and ``destination``: UN/LOCODE, name or position."""

    id: str
    """The user's own id, or made from both ends."""
    origin: str | Position
    """Where it starts."""
    destination: str | Position
    """Where it ends."""
    name: str = ""
    """Name for people."""
    ship_class: str | None = None
    """Ship class id."""
    why: str = ""
    """Why it is in the set."""
    sailings_per_week: float | None = None
    """How often a ship sails."""
    teu_per_week: float | None = None
    """Twenty-foot equivalent units carried."""
    tonnes_per_week: float | None = None
    """Tonnes carried."""
    value_per_week: float | None = None
    """Value carried, in the currency of the file."""
    start: datetime.date | None = None
    """First day that it is sailed; ``None``: open."""
    end: datetime.date | None = None
    """Last day that it is sailed, inclusive."""
    line: int | None = None
    """Line of the file that it was read from."""


class LaneEffect(Struct, frozen=True, kw_only=True):
    """One lane under one scenario. Days at ``speed_kn``; ``None`` where there is no way."""

    lane_id: str
    """Which lane."""
    name: str
    """Its name for people."""
    status: RouteStatus
    """As of a route."""
    open_nm: float | None
    """Length without the scenario, nautical miles."""
    distance_nm: float | None
    """Length under it."""
    extra_nm: float | None
    """The difference."""
    extra_days: float | None
    """The difference in days at ``speed_kn``."""
    speed_kn: float
    """Speed used, knots."""
    ship_class: str | None = None
    """Ship class id."""
    open_passages: tuple[PassageCrossing, ...] = ()
    """Passages without the scenario."""
    passages: tuple[PassageCrossing, ...] = ()
    """Passages under it."""
    reason: str = ""
    """Why, in a sentence."""
    open_geometry: Geometry | None = None
    """The way without the scenario, as GeoJSON; ``None`` where there is none or none was drawn."""
    geometry: Geometry | None = None
    """The way under it, likewise."""
    extra: Extra | None = None
    """What it costs more in ranges, if the ship goes round; ``None`` where not computed."""
    share: float = 1.0
    """Share of ships of its class whose way changes, 0–1."""
    expected: Extra | None = None
    """The same over all ships of its class, where only a share of them goes round."""


class StandIn(Struct, frozen=True, kw_only=True):
    """A port that could stand in for one that is out, by sea distance from it."""

    id: str
    """Place id."""
    name: str
    """Name for people."""
    country: str | None
    """ISO 3166-1 alpha-2."""
    unlocode: str | None
    """UN/LOCODE."""
    distance_nm: float
    """By sea from the port that is out, nautical miles."""
    size: str = ""
    """Harbour size in the World Port Index."""
    unknown: tuple[str, ...] = ()
    """What is not known of it, such as the way inland and its capacity."""


class LaneProblem(Struct, frozen=True, kw_only=True):
    """A row or a lane that cannot be answered, or something to know about how it was read."""

    reason: str
    """What is wrong, and what to do, in a sentence."""
    source: str = ""
    """File that it stands in."""
    line: int | None = None
    """Line of the file (rows of a Parquet file are counted from 1)."""
    lane_id: str = ""
    """Id of the lane, where it has one."""
    left_out: bool = True
    """Whether the lane is left out of the answer; otherwise this is a remark."""
    count: int = 1
    """How many rows it is true of; ``line`` is then the first."""


class Extra(Struct, frozen=True, kw_only=True):
    """What one way costs more than another. Ranges take all inputs low, middle, high.

    The spreads are percentiles of a simulation, ``None`` where none was asked for.
    """

    nm: float
    """Nautical miles more."""
    days: Range
    """Days more."""
    fuel_t: Range
    """Tonnes of fuel more."""
    co2_t: Range
    """Tonnes of carbon dioxide more."""
    cost_usd: Range
    """US dollars more: fuel, hire, EU allowances, tolls and war-risk premium together."""
    days_spread: Spread | None = None
    """Percentiles of the days."""
    fuel_t_spread: Spread | None = None
    """Percentiles of the fuel."""
    co2_t_spread: Spread | None = None
    """Percentiles of the carbon dioxide."""
    cost_usd_spread: Spread | None = None
    """Percentiles of the cost."""


class LaneExposure(Struct, frozen=True, kw_only=True):
    """What a scenario does to one lane.

    ``extra`` is what it costs a ship that goes the way that the scenario leaves, against
    the open way; ``expected`` is the mean over all ships of its class where only a share
    of them goes round. Both are per sailing, ``None`` where there is no way.
    """

    lane_id: str
    """Which lane."""
    name: str
    """Its name for people."""
    origin: str
    """Place id of where it starts, or its coordinates."""
    destination: str
    """Place id of where it ends, or its coordinates."""
    status: RouteStatus
    """As of a route."""
    ship_class: str | None = None
    """Ship class id; ``None``: the reference ship."""
    speed_kn: float = 0.0
    """Speed used, knots."""
    open_nm: float | None = None
    """Length without the scenario, nautical miles."""
    distance_nm: float | None = None
    """Length under it."""
    open_passages: tuple[str, ...] = ()
    """Ids of the passages without the scenario, in order."""
    passages: tuple[str, ...] = ()
    """Ids of the passages under it, in order."""
    extra: Extra | None = None
    """More than the open way, if the ship goes round."""
    share: float = 0.0
    """Share of ships of its class whose way changes, 0–1."""
    expected: Extra | None = None
    """More than the open way, over all ships of its class."""
    share_without_way: float = 0.0
    """Share of ships of its class that have no way, 0–1; they are not in ``expected``."""
    reason: str = ""
    """Why, in a sentence."""
    sailings_per_week: float | None = None
    """As the lane gives it."""
    teu_per_week: float | None = None
    """As the lane gives it."""
    tonnes_per_week: float | None = None
    """As the lane gives it."""
    value_per_week: float | None = None
    """As the lane gives it."""


class BookPart(Struct, frozen=True, kw_only=True):
    """A part of the user's own lanes, and what share of all of them it is, 0–1.

    A share is ``None`` where no lane gives the figure. What is under a scenario counts a
    lane by the share of ships that go this way, so that ``lanes`` need not be whole.
    """

    lanes: float = 0.0
    """How many lanes."""
    lanes_share: float | None = None
    """Of all lanes."""
    sailings_per_week: float = 0.0
    """Sailings."""
    sailings_share: float | None = None
    """Of all sailings."""
    teu_per_week: float = 0.0
    """Twenty-foot equivalent units."""
    teu_share: float | None = None
    """Of all TEU."""
    tonnes_per_week: float = 0.0
    """Tonnes."""
    tonnes_share: float | None = None
    """Of all tonnes."""
    value_per_week: float = 0.0
    """Value in the lanes' currency."""
    value_share: float | None = None
    """Of all value."""


class PassageExposure(Struct, frozen=True, kw_only=True):
    """What part of the lanes goes through one passage, without a scenario and under it."""

    id: str
    """Passage id."""
    name: str
    """Name for people."""
    restricted: bool
    """Whether the scenario restricts it."""
    open: BookPart
    """Without the scenario."""
    under: BookPart
    """Under it, by the shares of ships that go each way."""


class PortExposure(Struct, frozen=True, kw_only=True):
    """What part of the lanes starts or ends at one port; stand-ins where it is out."""

    id: str
    """Place id."""
    name: str
    """Name for people."""
    country: str | None
    """ISO 3166-1 alpha-2."""
    out: bool
    """Whether the scenario puts it out of reach."""
    part: BookPart
    """The lanes that start or end there."""
    stand_ins: tuple[StandIn, ...] = ()
    """Ports near by sea, where it is out."""
    unknown: tuple[str, ...] = ()
    """What is not known of the stand-ins."""


class WeightedExtra(Struct, frozen=True, kw_only=True):
    """Extra days of all lanes weighted by what they carry, and how much of it there is."""

    per_week: float
    """TEU, tonnes or value of the lanes that go round, per week."""
    nm: float
    """The same times the extra nautical miles, per week."""
    days: Range
    """The same times the extra days, per week."""
    mean_days: Range
    """Extra days of a mean unit on a lane that goes round."""
    without_way: float = 0.0
    """Per week on lanes without a way: not in the rest."""


class ExposureSum(Struct, frozen=True, kw_only=True):
    """All lanes together, and what the totals leave out."""

    lanes: int
    """Lanes answered."""
    unchanged: int
    """Of them as they were."""
    longer: int
    """Of them on a longer way."""
    no_way: int
    """Of them without a way."""
    port_out: int
    """Of them with a port out."""
    left_out: int = 0
    """Rows or lanes that could not be answered: in none of the sums."""
    with_sailings: int = 0
    """Lanes that say how often they sail: only these are in the weekly sums."""
    sailings_per_week: float = 0.0
    """Sailings of all lanes."""
    sailings_longer: float = 0.0
    """Of them on a longer way."""
    sailings_without_way: float = 0.0
    """Of them without a way or with a port out: in no sum of costs."""
    once: Extra | None = None
    """One sailing of every lane that goes round, if it does."""
    once_expected: Extra | None = None
    """The same over all ships, by the shares that go round."""
    weekly: Extra | None = None
    """All sailings of a week, if they go round; ``None`` where no lane gives sailings."""
    weekly_expected: Extra | None = None
    """The same by the shares that go round."""
    teu: WeightedExtra | None = None
    """Weighted by TEU, if they go round; ``None`` where no lane gives them."""
    tonnes: WeightedExtra | None = None
    """Weighted by tonnes."""
    value: WeightedExtra | None = None
    """Weighted by value."""


class Exposure(Struct, frozen=True, kw_only=True):
    """A user's lanes under a scenario. Nothing in it is ranked by harm.

    Lanes stand in the order given, passages and ports in that of the alphabet.
    """

    headline: str
    """What it comes to, in a sentence or two."""
    scenario: str
    """Name of the scenario, or what it restricts."""
    sum: ExposureSum
    """All lanes together."""
    date: datetime.date | None = None
    """The day whose restrictions hold; ``None``: all of them."""
    lanes: tuple[LaneExposure, ...] = ()
    """Each lane, in the order given."""
    lanes_not_listed: int = 0
    """Lanes that are in the sums and not in ``lanes`` (of very long lists)."""
    passages: tuple[PassageExposure, ...] = ()
    """Passages that any way goes through."""
    ports: tuple[PortExposure, ...] = ()
    """Ports of the lanes."""
    problems: tuple[LaneProblem, ...] = ()
    """Rows and lanes left out, and remarks."""
    problems_not_listed: int = 0
    """How many more there are than ``problems`` lists."""
    inputs: tuple[Input, ...] = ()
    """Every input used, with value, unit, date and source."""
    draws: int = 0
    """Draws of the simulation behind the spreads; 0: none."""
    seed: int | None = None
    """Its seed."""
    drivers: tuple[Driver, ...] = ()
    """What drives the spread of the whole cost, where it was simulated."""
    currency: str = ""
    """Currency of the lanes' values, as their file gives it."""
    notes: tuple[str, ...] = ()
    """What to know of this answer."""
