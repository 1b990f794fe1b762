"""What would be usual: the time before, by weekday and, where that helps, by season.

How sure that is comes from the data: the same reckoning is made from many earlier days and
held against what followed, so the bounds hold what this reckoning missed in the past. Where
the file is too short for that, chance alone (with the measured dispersion) and a drift that
is assumed make the bounds.
"""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from offing.observe.read import Counts

REFERENCE_DAYS = 56
"""The time taken for usual, unless given: eight whole weeks before the scenario begins."""
FEWEST_DAYS = 21
"""Fewer days of data before the start are no reference."""
Z90 = 1.645
"""Normal quantile of a two-sided range of 90 %."""
ASSUMED_DRIFT = 0.10
"""How far the usual level may drift (one standard deviation) when the file is too short to
tell; at Suez, Malacca and Hormuz it was 4–9 % over three months of 2019–2023."""
_HORIZONS = (28, 91, 182, 364)
_STRIDE = 14
_FEWEST_TESTS = 8
_FEWEST_YEARS = 2.0


class Daily(NamedTuple):
    """A daily series: first day, and counts (``nan`` where the file has no row)."""

    first: datetime.date
    values: NDArray[np.float64]

    def at(self, day: datetime.date) -> int:
        """Place of a day in ``values``; may lie outside."""
        return (day - self.first).days


class Baseline(NamedTuple):
    """What is usual on any day, with the spread of its level by how far ahead it is."""

    first: datetime.date
    start: int
    end: int
    level: float
    weekday: NDArray[np.float64]
    season: NDArray[np.float64] | None
    dispersion: float
    weekly: float
    drift: tuple[float, ...]
    mean: float

    def on(self, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """Usual ships a day on days given by their place in the series."""
        usual = self.level * self.weekday[(days + self.first.weekday()) % 7]
        return usual if self.season is None else usual * self.season[_day_of_year(self.first, days)]

    def sd_of_mean(self, usual: float, days: int, ahead: int) -> float:
        """Standard deviation of a mean over ``days`` days, so many days after the reference."""
        noise = self.weekly * usual / max(1, days)
        return math.sqrt(noise + (self.drift_at(ahead) * usual) ** 2)

    def drift_at(self, ahead: int) -> float:
        """Relative drift of the level (one standard deviation) so many days ahead."""
        for limit, drift in zip(_HORIZONS, self.drift, strict=True):
            if ahead <= limit:
                return drift
        return self.drift[-1]


def daily_from(counts: Counts) -> Daily:
    """A series without holes from counts by day."""
    import numpy as np

    first, last = min(counts), max(counts)
    values = np.full((last - first).days + 1, np.nan)
    for day, count in counts.items():
        values[(day - first).days] = count
    return Daily(first, values)


def baseline_of(daily: Daily, start: int, end: int) -> Baseline | str:
    """What is usual by the days from place ``start`` to before ``end``; a reason if untold."""
    import numpy as np

    start, end = max(0, start), min(end, len(daily.values))
    known = int(np.isfinite(daily.values[start:end]).sum()) if end > start else 0
    if known < FEWEST_DAYS:
        return f"only {known} days before it are in the file; {FEWEST_DAYS} are needed"
    if not np.nansum(daily.values[start:end]) > 0:
        return "no ships were counted before it"
    plain = _fitted(daily, start, end, None)
    years = end / 365.25
    season = _season(daily, end) if years >= _FEWEST_YEARS else None
    if season is None:
        return plain
    seasonal = _fitted(daily, start, end, season)
    return seasonal if sum(seasonal.drift) < sum(plain.drift) else plain


def _fitted(daily: Daily, start: int, end: int, season: NDArray[np.float64] | None) -> Baseline:
    import numpy as np

    weekday = _weekday(daily, end)
    days = np.arange(start, end)
    shape = weekday[(days + daily.first.weekday()) % 7]
    if season is not None:
        shape = shape * season[_day_of_year(daily.first, days)]
    values = daily.values[start:end]
    known = np.isfinite(values)
    level = float(values[known].sum() / shape[known].sum())
    usual = level * shape[known]
    dispersion = float(((values[known] - usual) ** 2 / usual).sum() / max(1, known.sum() - 1))
    base = Baseline(
        daily.first, start, end, level, weekday, season, dispersion,
        _weekly_dispersion(daily, end, weekday, season), (ASSUMED_DRIFT,) * len(_HORIZONS),
        float(values[known].mean()),
    )  # fmt: skip
    return base._replace(drift=_drift(daily, base))


def _weekday(daily: Daily, end: int) -> NDArray[np.float64]:
    """Mean of each weekday over the mean of all, from all days before; smoothed towards 1."""
    import numpy as np

    values = daily.values[max(0, end - 730) : end]
    days = (np.arange(max(0, end - 730), end) + daily.first.weekday()) % 7
    whole = np.nanmean(values)
    out = np.ones(7)
    for k in range(7):
        these = values[(days == k) & np.isfinite(values)]
        if len(these) and whole > 0:
            out[k] = 1 + (these.mean() / whole - 1) * len(these) / (len(these) + 4)
    factors: NDArray[np.float64] = out / out.mean()
    return factors


def _season(daily: Daily, end: int) -> NDArray[np.float64] | None:
    """A smooth factor for each day of the year, of the years before; half of what is seen."""
    import numpy as np

    values = daily.values[:end]
    months = (np.arange(end) + daily.first.timetuple().tm_yday - 1) / 365.25 * 2 * math.pi
    trend = _moving(values, 365)
    known = np.isfinite(values) & np.isfinite(trend) & (trend > 0)
    if known.sum() < 365 * _FEWEST_YEARS * 0.6:
        return None
    ratio = values[known] / trend[known] - 1
    waves = np.stack([f(k * months[known]) for k in (1, 2) for f in (np.sin, np.cos)], 1)
    fit, *_ = np.linalg.lstsq(waves, ratio, rcond=None)
    year = np.arange(367) / 365.25 * 2 * math.pi
    shape = np.stack([f(k * year) for k in (1, 2) for f in (np.sin, np.cos)], 1) @ fit
    factor: NDArray[np.float64] = np.clip(1 + 0.5 * shape, 0.5, 1.5)
    return factor


def _moving(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Centred moving mean that leaves out what is missing; ``nan`` near the ends."""
    import numpy as np

    known = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    out = np.full(len(values), np.nan)
    half = width // 2
    for k in range(half, len(values) - half):
        n = counts[k + half + 1] - counts[k - half]
        if n > 0.8 * width:
            out[k] = (sums[k + half + 1] - sums[k - half]) / n
    return out


def _day_of_year(first: datetime.date, days: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    offset = first.timetuple().tm_yday - 1
    return np.asarray(np.round((days + offset) % 365.25), np.int64)


def _weekly_dispersion(
    daily: Daily, end: int, weekday: NDArray[np.float64], season: NDArray[np.float64] | None
) -> float:
    """Variance of a week's sum over its mean, about a level of 13 weeks: takes in what
    neighbouring days have in common; at least 1 (chance)."""
    import numpy as np

    low = max(0, end - 364)
    days = np.arange(low, end)
    shape = weekday[(days + daily.first.weekday()) % 7]
    if season is not None:
        shape = shape * season[_day_of_year(daily.first, days)]
    values = daily.values[low:end] / shape
    weeks = values[len(values) % 7 :].reshape(-1, 7)
    sums = weeks[np.isfinite(weeks).all(1)].sum(1)
    if len(sums) < 4:
        return 2.0
    smooth = np.array([sums[max(0, k - 6) : k + 7].mean() for k in range(len(sums))])
    freedom = 1 - 1 / 13
    return float(max(1.0, ((sums - smooth) ** 2 / np.maximum(smooth, 1)).mean() / freedom))


def _drift(daily: Daily, base: Baseline) -> tuple[float, ...]:
    """How far the level was out so many days ahead, from earlier starts; one s.d. each."""
    import numpy as np

    width = base.end - base.start
    found: list[list[float]] = [[] for _ in _HORIZONS]
    shape = base.on(np.arange(base.end)) / base.level
    flat = daily.values[: base.end] / shape
    for at in range(width, base.end - 28, _STRIDE):
        known = flat[at - width : at]
        if np.isfinite(known).sum() < FEWEST_DAYS:
            continue
        level = np.nanmean(known)
        low = 0
        for k, high in enumerate(_HORIZONS):
            ahead = flat[at + low : min(at + high, base.end)]
            if len(ahead) == high - low and np.isfinite(ahead).sum() > 20 and level > 0:
                found[k].append(float(np.nanmean(ahead) / level - 1))
            low = high
    out, least = [], 0.0
    for errors in found:
        if len(errors) >= _FEWEST_TESTS:
            # A median keeps one crisis in the past from making every bound useless.
            spread = float(np.quantile(np.abs(errors), 0.6827))
        else:
            spread = max(least, ASSUMED_DRIFT)
        least = max(least, spread)
        out.append(least)
    return tuple(out)
