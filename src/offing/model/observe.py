"""What ships really did: daily transits beside what a scenario lets expect."""

from __future__ import annotations

import datetime

from offing.model.base import Problem, Struct
from offing.model.voyage import Spread


class Interval(Struct, frozen=True, kw_only=True):
    """A figure with the bounds that it lies within at 90 %."""

    low: float
    """Lower bound."""
    mid: float
    """The figure itself."""
    high: float
    """Upper bound."""


class WeekObserved(Struct, frozen=True, kw_only=True):
    """One week at one passage, ships a day (means of its days)."""

    start: datetime.date
    """First day of the week."""
    days: int
    """Days of it that the file has."""
    observed: float
    """What was counted."""
    usual: Interval
    """What would be usual: as before the scenario, for the weekday and, if it helps, season."""
    expected: Interval
    """The same with the scenario's shares and capacities worked in."""


class ReactionFit(Struct, frozen=True, kw_only=True):
    """A share and a ramp fitted to a reaction that has been seen; says nothing of later."""

    start: datetime.date
    """First day of the ramp that fits best."""
    start_low: datetime.date
    """A tenth of the resampled series begin earlier."""
    start_high: datetime.date
    """A tenth of them begin later."""
    share: Spread
    """Share of ships that stay away once the ramp is over, 0–1."""
    ramp_days: Spread
    """Days until that share is reached."""
    settled: bool
    """Whether the data reach two weeks beyond the ramp; if not, the drop may go on."""
    days: int
    """Days of data that it rests on."""
    draws: int
    """Resampled series behind the ranges."""


class PassageObserved(Struct, frozen=True, kw_only=True):
    """One passage and one kind of ship: counted, usual, expected, and a fit."""

    passage: str
    """Passage id."""
    name: str
    """Name for people."""
    ships: str
    """``all``, ``cargo`` (all but tankers) or a class kind."""
    reference_start: datetime.date
    """First day of the time that is taken for usual."""
    reference_end: datetime.date
    """Last day of it."""
    reference_mean: float
    """Ships a day in that time."""
    dispersion: float
    """Variance of daily counts over their mean (1: as chance alone would have it)."""
    seasonal: bool
    """Whether the season is in what is usual: only where that made past errors smaller."""
    weeks: tuple[WeekObserved, ...] = ()
    """Week by week."""
    share_left: Interval | None = None
    """Counted over usual in the last four weeks of data; ``None``: too few days."""
    half_drop: datetime.date | None = None
    """The day on which half of the drop had happened (centred seven-day means)."""
    weekly_error: dict[str, float] = {}  # noqa: RUF012 - msgspec copies it per struct
    """Root mean square over weeks, ships a day, of ``nothing``, ``closed``, ``scenario``,
    ``fit`` against what was counted."""
    fit: ReactionFit | None = None
    """Share and ramp that fit; ``None`` when none may be fitted."""
    fit_refused: str = ""
    """Why none was fitted."""
    note: str = ""
    """What limits the comparison."""


class Observation(Struct, frozen=True, kw_only=True):
    """A file of daily transits held against a scenario. It looks back only."""

    source: str
    """Name of the file."""
    scenario: str
    """Name of the scenario."""
    first: datetime.date | None = None
    """First day in the file."""
    last: datetime.date | None = None
    """Last day in the file."""
    until: datetime.date | None = None
    """Last day that was looked at: nothing is said beyond it."""
    passages: tuple[PassageObserved, ...] = ()
    """Passage by passage, kind by kind."""
    problems: tuple[Problem, ...] = ()
    """Rows and columns that could not be used."""
    left_out: tuple[str, ...] = ()
    """What the file has and the scenario does not touch, or the other way round."""
