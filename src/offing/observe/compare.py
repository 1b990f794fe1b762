"""Counted, usual and expected, week by week; shares left, and a fit once there is one."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from offing.errors import UsageError
from offing.model import (
    Interval,
    Observation,
    PassageObserved,
    Restriction,
    Scenario,
    WeekObserved,
)
from offing.observe.baseline import REFERENCE_DAYS, Z90, Baseline, Daily, baseline_of, daily_from
from offing.observe.fit import Window, fit_reaction, share_on, why_no_fit
from offing.observe.read import CARGO, Transits
from offing.observe.shares import Away, away_on, members_of, restrictions_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHOWN_BEFORE = 28
"""Days before the scenario begins that are shown."""
SHOWN_AFTER = 28
"""Days shown after the last day of a scenario that has ended, where no other is asked for."""
LEFT_DAYS = 28
FEWEST_IN_WEEK = 4


class Period(NamedTuple):
    """Days asked for: from, until, and the first and last day of the reference."""

    begin: datetime.date | None = None
    until: datetime.date | None = None
    reference: tuple[datetime.date, datetime.date] | None = None


def observe_transits(
    transits: Transits, scenario: Scenario, *, passages: Iterable[str] = (),
    ships: Iterable[str] = (), span: Period | None = None, mix: Mapping[str, float] | None = None,
) -> Observation:  # fmt: skip
    """Daily transits held against a scenario, passage by passage and kind by kind.

    ``passages``: ids or names (default: those of the scenario that the file has);
    ``ships``: ``all``, ``cargo`` or class kinds (default: what the file tells apart).
    ``span`` narrows the days (default: four weeks before the scenario's first day to
    four weeks after its last, reference the eight weeks before); what is fitted and
    its errors are of the scenario's own days. ``mix``: how ships divide into kinds,
    where the file does not tell (e.g. ``{"container": 0.4, "bulk": 0.3, …}``).

    A share and a ramp are fitted only to a reaction that is seen; nothing is said beyond
    the last day of the file.

    Raises:
        UsageError: no date to begin from, or a kind of ship that nobody counts.
        UnknownPassage: no such passage.
    """
    from offing.places import passage as find

    if span and span.begin and span.until and span.until < span.begin:
        raise UsageError(f"the days end ({span.until}) before they begin ({span.begin})")
    chosen = [find(p) for p in passages]
    touched = {r.target.id for r in scenario.restrictions if r.target.kind == "passage"}
    ids = [p.id for p in chosen] or [p for p in transits.counts if p in touched]
    left_out = _left_out(transits, ids, touched, asked=bool(chosen))
    found: list[PassageObserved] = []
    for passage_id in ids:
        series = transits.counts.get(passage_id)
        if series is None:
            continue
        name = find(passage_id).name
        for kind in _kinds(series, tuple(ships)):
            one = _one(passage_id, name, kind, transits, scenario, span or Period(), mix)
            if isinstance(one, str):
                left_out.append(f"{name}, {kind}: {one}")
            else:
                found.append(one)
    return Observation(
        source=transits.source, scenario=scenario.name, first=transits.first(),
        last=transits.last(), until=_until(transits, span), passages=tuple(found),
        problems=transits.problems, left_out=tuple(left_out),
    )  # fmt: skip


def _until(transits: Transits, span: Period | None) -> datetime.date | None:
    last = transits.last()
    asked = span.until if span else None
    return min(last, asked) if last and asked else last


def _left_out(
    transits: Transits, ids: Sequence[str], touched: set[str], *, asked: bool
) -> list[str]:
    out = [f"{p}: the file has no counts of it" for p in sorted(touched - set(transits.counts))]
    out += [f"{p}: the file has no counts of it" for p in ids
            if p not in transits.counts and p not in touched]  # fmt: skip
    others = sorted(set(transits.counts) - set(ids))
    if others and not asked:
        names = ", ".join(others)
        out.append(f"not touched by the scenario, and left out: {names} (--passage asks for one)")
    return out


def _kinds(series: Mapping[str, object], asked: tuple[str, ...]) -> list[str]:
    if asked:
        for kind in asked:
            if kind not in ("all", "cargo", "tanker", *CARGO):
                raise UsageError(f"unknown ships {kind!r}: all, cargo, tanker, {', '.join(CARGO)}")
        return list(asked)
    fine = any(k in series for k in CARGO)
    order = ("all", *(() if fine else ("cargo",)), *CARGO, "tanker")
    return [k for k in order if k in series]


def _one(
    passage: str, name: str, kind: str, transits: Transits, scenario: Scenario, span: Period,
    mix: Mapping[str, float] | None,
) -> PassageObserved | str:  # fmt: skip
    """One passage and kind of ship, or why it cannot be compared."""
    series = transits.counts[passage]
    if kind not in series:
        return "the file does not tell these ships apart"
    daily = daily_from(series[kind])
    held = restrictions_at(scenario, passage)
    start = _start(held, scenario, span)
    reference = span.reference or (start - datetime.timedelta(days=REFERENCE_DAYS),
                                   start - datetime.timedelta(days=1))  # fmt: skip
    low, high = daily.at(reference[0]), daily.at(reference[1]) + 1
    base = baseline_of(daily, low, high)
    if isinstance(base, str):
        return base
    window, begin = _window(daily, held, start, span)
    if window.high <= begin:
        return f"the file ends on {daily.first + datetime.timedelta(days=len(daily.values) - 1)}"
    weights, guessed = _weights(series, kind, low, high, daily, mix)
    all_usual = _all_usual(series, low, high)
    shown = _shown_until(daily, span, window)
    away = _away(held, kind, daily, begin, shown, weights, all_usual)
    refused = why_no_fit(daily, base, window)
    fit = None if refused else fit_reaction(daily, base, window)
    weeks = _weeks(daily, base, begin, shown, away)
    away = away.first(window.high - begin)  # errors are of the scenario's own days
    shares = {
        "nothing": 0 * away.mid, "closed": (away.days >= window.start).astype(float),
        "scenario": away.mid,
    }  # fmt: skip
    if fit is not None:
        shares["fit"] = share_on(fit, daily.first, away.days)
    left = _share_left(daily, base, window.high)
    return PassageObserved(
        passage=passage, name=name, ships=kind,
        reference_start=daily.first + datetime.timedelta(days=base.start),
        reference_end=daily.first + datetime.timedelta(days=base.end - 1),
        reference_mean=round(base.mean, 2), dispersion=round(base.dispersion, 2),
        seasonal=base.season is not None, weeks=weeks, share_left=left,
        half_drop=_half_drop(daily, base, window, left) if fit and fit.settled else None,
        weekly_error={k: _weekly_error(daily, base, away.days, s) for k, s in shares.items()},
        fit=fit, fit_refused=refused, note=_note(kind, held, guessed, _was_falling(daily, base)),
    )  # fmt: skip


def _start(held: Sequence[Restriction], scenario: Scenario, span: Period) -> datetime.date:
    days = [r.start for r in held if r.start] or [r.start for r in scenario.restrictions if r.start]
    found = min(days) if days else scenario.date or span.begin
    if found is None:
        raise UsageError("the scenario has no start date: from which day on should it show?")
    return found


def _window(
    daily: Daily, held: Sequence[Restriction], start: datetime.date, span: Period
) -> tuple[Window, int]:
    """Days that are compared and fitted, and the first that is shown."""
    ends = [r.end for r in held]
    last = max((e for e in ends if e), default=None) if held and all(ends) else None
    high = len(daily.values)
    if span.until is not None:
        high = min(high, daily.at(span.until) + 1)
    ended = last is not None and daily.at(last) + 1 < high
    if last is not None:
        high = min(high, daily.at(last) + 1)
    begin = daily.at(span.begin or start - datetime.timedelta(days=SHOWN_BEFORE))
    at = daily.at(start)
    low = max(0, min(begin, at - SHOWN_BEFORE))
    return Window(low, max(0, high), at, ended), max(0, begin)


def _shown_until(daily: Daily, span: Period, window: Window) -> int:
    """The end of the days that are shown: past the scenario's own, to see ships come back."""
    if not window.ended:
        return window.high
    if span.until is not None:
        return min(len(daily.values), daily.at(span.until) + 1)
    return min(len(daily.values), window.high + SHOWN_AFTER)


class _Shares(NamedTuple):
    """Shares that keep away on each day that is compared."""

    days: NDArray[np.int64]
    low: NDArray[np.float64]
    mid: NDArray[np.float64]
    high: NDArray[np.float64]

    def first(self, count: int) -> _Shares:
        """Those of the first days alone."""
        return _Shares(self.days[:count], self.low[:count], self.mid[:count], self.high[:count])


def _away(
    held: Sequence[Restriction], kind: str, daily: Daily, begin: int, high: int,
    weights: Mapping[str, float] | None, all_usual: float | None,
) -> _Shares:  # fmt: skip
    import numpy as np

    days = np.arange(begin, high)
    found = [
        away_on(held, kind, daily.first + datetime.timedelta(days=int(d)), weights, all_usual)
        for d in days
    ] or [Away(0.0, 0.0, 0.0)]
    low, mid, top = (np.array([f[k] for f in found]) for k in range(3))
    return _Shares(days, low, mid, top)


def _weights(
    series: Mapping[str, Mapping[datetime.date, float]], kind: str, low: int, high: int,
    daily: Daily, mix: Mapping[str, float] | None,
) -> tuple[dict[str, float] | None, bool]:  # fmt: skip
    """How the count divides into kinds in the reference, and whether that is not known."""
    members = members_of(kind)
    if len(members) == 1:
        return {kind: 1.0}, False
    days = {daily.first + datetime.timedelta(days=k) for k in range(low, high)}
    means = {}
    for one in (*members, "cargo"):
        values = [n for day, n in series.get(one, {}).items() if day in days]
        if values:
            means[one] = sum(values) / len(values)
    if all(m in means for m in members):
        return means, False
    if mix:
        return dict(mix), not all(m in mix for m in members)
    return means or None, True


def _all_usual(
    series: Mapping[str, Mapping[datetime.date, float]], low: int, high: int
) -> float | None:
    if "all" not in series:
        return None
    daily = daily_from(dict(series["all"]))
    base = baseline_of(daily, low, high)
    return None if isinstance(base, str) else base.level


def _weeks(
    daily: Daily, base: Baseline, begin: int, high: int, away: _Shares
) -> tuple[WeekObserved, ...]:
    import numpy as np

    out = []
    for low in range(begin, high, 7):
        days = np.arange(low, min(low + 7, high))
        known = np.isfinite(daily.values[days])
        n = int(known.sum())
        if n < FEWEST_IN_WEEK:
            continue
        days = days[known]
        usual = base.on(days)
        ahead = abs(int(days[-1]) - base.end)
        at = days - begin
        parts = [(usual * (1 - share[at])).mean() for share in (away.high, away.mid, away.low)]
        out.append(
            WeekObserved(
                start=daily.first + datetime.timedelta(days=low), days=n,
                observed=round(float(daily.values[days].mean()), 2),
                usual=_interval(base, [float(usual.mean())] * 3, n, ahead),
                expected=_interval(base, [float(p) for p in parts], n, ahead),
            )
        )  # fmt: skip
    return tuple(out)


def _interval(base: Baseline, parts: Sequence[float], days: int, ahead: int) -> Interval:
    """Bounds at 90 % round the least, likely and most."""
    low, mid, high = parts
    return Interval(
        low=round(max(0.0, low - Z90 * base.sd_of_mean(low, days, ahead)), 2), mid=round(mid, 2),
        high=round(high + Z90 * base.sd_of_mean(high, days, ahead), 2),
    )  # fmt: skip


def _share_left(daily: Daily, base: Baseline, high: int) -> Interval | None:
    import numpy as np

    days = np.arange(max(base.end, high - LEFT_DAYS), high)
    days = days[np.isfinite(daily.values[days])] if len(days) else days
    if len(days) < LEFT_DAYS // 2:
        return None
    usual, mean = float(base.on(days).mean()), float(daily.values[days].mean())
    drift = base.drift_at(high - base.end)
    noise = math.sqrt(base.weekly * max(mean, 0.5) / len(days)) / usual
    off = Z90 * math.hypot(noise, drift * mean / usual)
    left = mean / usual
    return Interval(
        low=round(max(0.0, left - off), 3), mid=round(left, 3), high=round(left + off, 3)
    )


def _half_drop(
    daily: Daily, base: Baseline, window: Window, left: Interval | None
) -> datetime.date | None:
    """The first day on which the centred week's mean is half way down; ``None``: no drop."""
    import numpy as np

    if left is None or left.high >= 1.0:
        return None
    half = (1.0 + left.mid) / 2.0
    low = max(3, window.start - SHOWN_BEFORE)
    for k in range(low, min(window.high, len(daily.values) - 3)):
        days = np.arange(k - 3, k + 4)
        values = daily.values[days]
        known = np.isfinite(values)
        if known.sum() < FEWEST_IN_WEEK:
            continue
        if values[known].mean() <= half * base.on(days)[known].mean() and _stays(
            daily, base, k, min(k + 14, window.high), half
        ):
            return daily.first + datetime.timedelta(days=k)
    return None


def _stays(daily: Daily, base: Baseline, low: int, high: int, half: float) -> bool:
    """Whether the two weeks that follow are below half as well: a dip of days is no drop."""
    import numpy as np

    days = np.arange(low, high)
    values = daily.values[days]
    known = np.isfinite(values)
    return bool(known.any() and values[known].mean() <= half * base.on(days)[known].mean())


def _weekly_error(
    daily: Daily, base: Baseline, days: NDArray[np.int64], share: NDArray[np.float64]
) -> float:
    """Root mean square of what weekly means are out by, ships a day; whole weeks only."""
    import numpy as np

    n = len(days) // 7 * 7
    if not n:
        return math.nan
    off = (daily.values[days[:n]] - base.on(days[:n]) * (1 - share[:n])).reshape(-1, 7)
    weeks = off[np.isfinite(off).all(1)].mean(1)
    return round(float(np.sqrt((weeks**2).mean())), 2) if len(weeks) else math.nan


def _was_falling(daily: Daily, base: Baseline) -> str:
    """What is said when the reference ends lower than it began: a reaction may be in it."""
    import numpy as np

    middle = (base.start + base.end) // 2
    halves = []
    for low, high in ((base.start, middle), (middle, base.end)):
        days = np.arange(low, high)
        days = days[np.isfinite(daily.values[days])]
        if not len(days):
            return ""
        flat = daily.values[days] / base.on(days) * base.level
        halves.append((float(flat.mean()), len(days)))
    (one, n), (two, m) = halves
    spread = math.hypot(base.sd_of_mean(one, n, 0), base.sd_of_mean(two, m, m))
    if two >= one - 2.0 * spread:
        return ""
    return (
        f"What is taken for usual was itself falling, from {one:.1f} to {two:.1f} ships a day: a "
        "reaction may have begun before the scenario does; choose an earlier --reference."
    )


def _note(kind: str, held: Sequence[Restriction], guessed: bool, falling: str) -> str:
    parts = [falling] if falling else []
    if not held:
        parts.append("The scenario says nothing of this passage; ships that keep away from another "
                     "passage of their way are missing here too.")  # fmt: skip
    varied = len({r.share for r in held}) > 1 or any(r.share_by_class for r in held)
    if guessed and varied:
        parts.append(f"The file does not tell the kinds of {kind} ships apart, so the expected "
                     "lies between the least and the most that is said of a kind.")  # fmt: skip
    return " ".join(parts)
