"""A fluid queue before a passage that is blocked or limited: waits, backlog, catching up.

Ships come at a rate, are let through at a rate, first come first served, and a part of
those that have waited so many days goes another way. Rates are constant over steps of an
hour; a cohort of ships is what comes within one step (a fluid approximation, as in
G. F. Newell, Applications of Queueing Theory, 1982, chapter 2).
"""

from __future__ import annotations

import datetime
import random
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from offing.errors import UsageError
from offing.model import Queue, QueueDay, Scenario, Spread

STEPS_PER_DAY = 24
"""Steps of an hour: finer than any published time of a blockage."""
DRAWS = 200
"""Draws for the ranges: P10 and P90 of them move by less than 1 % of the rate's range."""
SEED = 20210323
GONE = 0.5
"""A queue of less than half a ship is gone."""
MAX_STEPS = 150_000
"""Steps of all draws together: longer limits are drawn with longer steps."""
MAX_DAYS = 1500
"""A limit may last so long."""
MAX_AFTER_DAYS = 400
"""A queue that is not gone so long after the limit is not followed further."""
_NONE = 1e-9
_HOUR = 1.01 / 24
_SPREADS = ("deficit", "most_waiting", "mean_wait_days", "longest_wait_days", "left",
            "catch_up_days")  # fmt: skip


class Rates(NamedTuple):
    """Ships a day: ``usual`` arrivals; ``during(day)`` let through while the limit holds
    (``None``: no limit that day); ``after`` let through while a queue is left; ``away(day)``
    the share of arrivals that does not come at all on a day."""

    usual: float
    during: Callable[[datetime.datetime], float | None]
    after: float
    away: Callable[[datetime.datetime], float]


class Patience(NamedTuple):
    """``share`` (0–1) of the ships that have waited ``days`` goes another way."""

    days: float
    share: float


def queue_at_block(
    arrivals_per_day: float, start: datetime.datetime, end: datetime.datetime, *,
    during_per_day: float = 0.0, after_per_day: float, patience: Patience | None = None,
    passage: str = "", uncertainty: float = 0.1,
) -> Queue:  # fmt: skip
    """The queue of one blockage from ``start`` to ``end`` (UTC).

    ``arrivals_per_day`` ships come as usual and pass at once until the start;
    ``during_per_day`` are let through meanwhile, ``after_per_day`` from the end until the
    queue is gone. ``uncertainty``: each rate lies within this part of itself (uniformly),
    which gives `Queue.ranges`; 0 leaves them out.

    Raises:
        UsageError: a rate below 0, an end before the start, more than 1,500 days.
    """
    if end <= start:
        raise UsageError(f"the blockage ends ({end:%Y-%m-%d %H:%M}) before it starts")

    def during(moment: datetime.datetime) -> float | None:
        return during_per_day if start <= moment < end else None

    rates = Rates(arrivals_per_day, during, after_per_day, lambda _: 0.0)
    _check(rates, during_per_day, patience, (end - start).days)
    inputs = {
        "arrivals": f"{arrivals_per_day:g} ships a day",
        "during": f"{during_per_day:g} ships a day",
        "after": f"{after_per_day:g} ships a day",
        "blocked": f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC",
    }
    return _answer(rates, start, end, patience, passage, uncertainty, inputs)


def queue_in_scenario(
    scenario: Scenario, passage: str, arrivals_per_day: float, *, after_per_day: float,
    patience: Patience | None = None, uncertainty: float = 0.1,
) -> Queue:  # fmt: skip
    """The queue at a passage under a scenario with dates, day by day.

    What is closed lets none through, a capacity that many; where a share of ships keeps
    away, so many fewer come. Restrictions of single ship classes are left out, since
    arrivals are not told by class.

    Raises:
        UsageError: nothing in the scenario limits the passage with a start and an end.
        UnknownPassage: no such passage.
    """
    from offing.places import passage as find

    place = find(passage)
    mine = [r for r in scenario.restrictions if r.target.kind == "passage"
            and r.target.id == place.id and not r.applies_to]  # fmt: skip
    shut = [r for r in mine if r.effect in ("closed", "capacity") and r.start and r.end]
    if not shut:
        raise UsageError(
            f"nothing in the scenario closes or limits {place.name} for all ships with a start and "
            "an end: a queue needs both"
        )
    first = min(r.start for r in shut if r.start)
    last = max(r.end for r in shut if r.end)

    @cache
    def limit_on(day: datetime.date) -> float | None:
        held = [r.as_on(day) for r in shut if r.applies_on(day)]
        found = [0.0 if r.effect == "closed" else r.capacity_per_day or 0.0
                 for r in held if r.effect != "avoided"]  # fmt: skip
        return min(found) if found else None

    @cache
    def away_on(day: datetime.date) -> float:
        held = [r.as_on(day) for r in mine if r.applies_on(day)]
        return max((r.share for r in held if r.effect == "avoided"), default=0.0)

    def during(moment: datetime.datetime) -> float | None:
        return limit_on(moment.date())

    def away(moment: datetime.datetime) -> float:
        return away_on(moment.date())

    rates = Rates(arrivals_per_day, during, after_per_day, away)
    _check(rates, 0.0, patience, (last - first).days)
    start = datetime.datetime.combine(first, datetime.time())
    end = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time())
    told = [(0.0 if r.effect == "closed" else r.capacity_per_day or 0.0, r) for r in shut]
    inputs = {
        "arrivals": f"{arrivals_per_day:g} ships a day",
        "during": "; ".join(f"{n:g} ships a day from {r.start} to {r.end}" for n, r in told),
        "after": f"{after_per_day:g} ships a day",
    }
    return _answer(rates, start, end, patience, place.name, uncertainty, inputs)


def _check(rates: Rates, during: float, patience: Patience | None, days: int) -> None:
    for what, value in (("arrivals", rates.usual), ("during", during), ("after", rates.after)):
        if not 0 <= value < float("inf"):
            raise UsageError(f"{what}: {value!r} is not a number of ships a day")
    if days > MAX_DAYS:
        raise UsageError(f"the limit lasts {days} days; a queue is followed for {MAX_DAYS} at most")
    if patience and not (patience.days > 0 and 0 <= patience.share <= 1):
        raise UsageError("patience: days above 0, and a share from 0 to 1")


def _answer(
    rates: Rates, start: datetime.datetime, end: datetime.datetime, patience: Patience | None,
    passage: str, uncertainty: float, inputs: dict[str, str],
) -> Queue:  # fmt: skip
    if patience:
        inputs["patience"] = f"{patience.share:.0%} leave after {patience.days:g} days".replace(
            "%", " %"
        )
    ranges: dict[str, Spread] = {}
    if uncertainty:
        inputs["uncertainty"] = f"each rate within ±{uncertainty:.0%}, {DRAWS} draws".replace(
            "%", " %"
        )
        ranges = _ranges(rates, start, end, patience, uncertainty)
    found = _run(rates, start, end, patience)
    return Queue(passage=passage, ranges=ranges, inputs=inputs, **found)


def _ranges(
    rates: Rates, start: datetime.datetime, end: datetime.datetime, patience: Patience | None,
    uncertainty: float,
) -> dict[str, Spread]:  # fmt: skip
    days = (end - start).days + 30
    steps = max(2, min(STEPS_PER_DAY, MAX_STEPS // (DRAWS * days)))
    exact, rough = (_run(rates, start, end, patience, steps_per_day=n) for n in
                    (STEPS_PER_DAY, steps))  # fmt: skip
    draw = random.Random(SEED)
    runs: dict[str, list[float]] = {name: [] for name in _SPREADS}
    for _ in range(DRAWS):
        a, b, c = (1 + draw.uniform(-uncertainty, uncertainty) for _ in range(3))

        def during(moment: datetime.datetime, factor: float = b) -> float | None:
            limit = rates.during(moment)
            return None if limit is None else limit * factor

        one = _run(
            Rates(rates.usual * a, during, rates.after * c, rates.away), start, end, patience,
            steps_per_day=steps,
        )  # fmt: skip
        for name, values in runs.items():
            value = one[name]
            # Long steps are out by the same in every draw: what they are out by is known.
            off = (exact[name] or 0.0) - (rough[name] or 0.0)
            values.append(float("inf") if value is None else max(0.0, float(value) + off))
    spreads = {}
    for name, values in runs.items():
        values.sort()
        at = [values[min(len(values) - 1, int(q * len(values)))] for q in (0.1, 0.5, 0.9)]
        if at[2] < float("inf"):
            spreads[name] = Spread(p10=round(at[0], 2), p50=round(at[1], 2), p90=round(at[2], 2))
    return spreads


class _Line:
    """Cohorts of waiting ships, first come first served. ``now`` and arrivals are steps."""

    def __init__(self, patience: Patience | None, step: float) -> None:
        self.waiting = 0.0
        self._cohorts: deque[list[float]] = deque()  # [arrival step, ships]
        self._by_step: dict[int, list[float]] = {}
        self._step = step
        self._share = patience.share if patience else 0.0
        self._asked_after = max(1, round(patience.days / step)) if patience else 0

    def join(self, now: int, ships: float) -> None:
        """Ships come."""
        cohort = [float(now), ships]
        self._cohorts.append(cohort)
        self._by_step[now] = cohort
        self.waiting += ships

    def serve(self, now: int, room: float) -> list[tuple[float, float]]:
        """Let up to ``room`` ships through: how many of them waited how many days."""
        out = []
        while self._cohorts and room > _NONE:
            first = self._cohorts[0]
            ships = min(first[1], room)
            if ships > _NONE:
                out.append((ships, (now - first[0]) * self._step))
            first[1] -= ships
            room -= ships
            self.waiting -= ships
            if first[1] <= _NONE:
                self._cohorts.popleft()
        return out

    def give_up(self, now: int) -> float:
        """Ships that leave now: a share of those whose patience ends in this step."""
        cohort = self._by_step.pop(now - self._asked_after, None) if self._share else None
        if cohort is None:
            return 0.0
        gone = cohort[1] * self._share
        cohort[1] -= gone
        self.waiting -= gone
        return gone


class _Tally:
    """What is summed up while a queue runs."""

    def __init__(self) -> None:
        self.days: list[list[float]] = []  # arrived, passed, left, waiting, ship-days waited
        self.deficit = self.left = self.late = self.most = 0.0
        self.ships = self.ship_days = self.longest = 0.0
        self.most_day = 0
        self.gone_at: int | None = None


def _run(
    rates: Rates, start: datetime.datetime, end: datetime.datetime, patience: Patience | None,
    *, steps_per_day: int = STEPS_PER_DAY,
) -> dict[str, Any]:  # fmt: skip
    """The fields of a `Queue`, from midnight of the first day on until some days after."""
    midnight = datetime.datetime.combine(start.date(), datetime.time())
    step = 1.0 / steps_per_day
    first = int((start - midnight) / datetime.timedelta(days=step))
    last = -int((midnight - end) / datetime.timedelta(days=step))
    line, tally = _Line(patience, step), _Tally()
    for now in range(last + MAX_AFTER_DAYS * steps_per_day):
        moment = midnight + datetime.timedelta(days=(now + 0.5) * step)
        _one_step(rates, line, tally, now, moment, step, first <= now < last)
        if now >= last and line.waiting < GONE and tally.gone_at is None:
            tally.gone_at = now
        done = tally.gone_at is not None and now >= tally.gone_at + 2 * steps_per_day
        if done and (now + 1) % steps_per_day == 0:
            break
    return _summary(tally, midnight.date(), last, step)


def _one_step(
    rates: Rates, line: _Line, tally: _Tally, now: int, moment: datetime.datetime, step: float,
    held: bool,
) -> None:  # fmt: skip
    limit = rates.during(moment)
    come = rates.usual * (1.0 - rates.away(moment)) * step
    line.join(now, come)
    if limit is None:
        limit = rates.after if line.waiting - come > _NONE else float("inf")
    served = line.serve(now, limit * step)
    left = line.give_up(now)
    passed = sum(ships for ships, _ in served)
    waited = sum(ships * days for ships, days in served)
    day = int(now * step + _NONE)
    while len(tally.days) <= day:
        tally.days.append([0.0] * 5)
    row = tally.days[day]
    for k, value in enumerate((come, passed, left)):
        row[k] += value
    row[3], row[4] = line.waiting, row[4] + waited
    tally.left += left
    if held:
        tally.deficit += rates.usual * step - passed
    if tally.gone_at is None:
        tally.ships, tally.ship_days = tally.ships + passed, tally.ship_days + waited
    tally.late += sum(ships for ships, days in served if days > _HOUR)
    tally.longest = max([tally.longest, *(days for _, days in served)])
    if line.waiting > tally.most:
        tally.most, tally.most_day = line.waiting, day


def _summary(tally: _Tally, first: datetime.date, last: int, step: float) -> dict[str, Any]:
    def date(day: int) -> datetime.date:
        return first + datetime.timedelta(days=day)

    gone = tally.gone_at
    return {
        "days": tuple(
            QueueDay(
                date=date(k), arrived=round(row[0], 2), passed=round(row[1], 2),
                left=round(row[2], 2), waiting=round(max(0.0, row[3]), 2),
                wait_days=round(row[4] / row[1], 2) if row[1] > _NONE else None,
            )
            for k, row in enumerate(tally.days)
        ),
        "deficit": round(tally.deficit, 1),
        "most_waiting": round(tally.most, 1),
        "most_waiting_on": date(tally.most_day) if tally.most > GONE else None,
        "mean_wait_days": round(tally.ship_days / tally.ships, 2) if tally.ships > _NONE else 0.0,
        "longest_wait_days": round(tally.longest, 2),
        "passed_late": round(tally.late, 1),
        "left": round(tally.left, 1),
        "catch_up_days": None if gone is None else round((gone - last) * step, 1),
        "caught_up_on": None if gone is None else date(int(gone * step + _NONE)),
    }  # fmt: skip
