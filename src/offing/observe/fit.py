"""A share and a ramp fitted to a reaction, after it has been seen, with how sure they are.

Model: ships on a day = usual · (1 − share · r), where r rises in a straight line from 0 on
the start to 1 ``ramp_days`` later. Least squares weighted by 1 / usual (quasi-Poisson); for
each start and ramp of a grid the best share has a closed form. The ranges come from a moving
block bootstrap of what is left over (Künsch 1989), with the drift of the usual level drawn
anew each time.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from offing.model import ReactionFit, Spread
from offing.observe.baseline import Z90, Baseline, Daily

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_DAYS = 14
"""Days of data after the start before a reaction is looked for."""
RECENT_DAYS = 14
BLOCK_DAYS = 14
DRAWS = 400
SEED = 20231216
EARLIER, LATER = 28, 70
"""The fitted start lies so many days round the scenario's."""
RAMPS = (0, 3, 7, 10, 14, 18, 21, 25, 28, 32, 35, 39, 42, 49, 56, 63, 77, 91)
SETTLED_AFTER = 14
LONGEST_DAYS = 182
"""Days after the start that a fit rests on: later changes are no part of the reaction."""


class Window(NamedTuple):
    """Days that a fit looks at, by place in the series, and where the scenario begins."""

    low: int
    high: int
    start: int
    ended: bool = False
    """Whether it is the scenario's own end that ends it, not that of the data."""


def why_no_fit(daily: Daily, base: Baseline, window: Window) -> str:
    """Why no reaction may be fitted; empty when one is seen."""
    import numpy as np

    begin = daily.first + datetime.timedelta(days=window.start)
    after = daily.values[max(0, window.start) : max(0, window.start, window.high)]
    seen = int(np.isfinite(after).sum())
    if seen < FEWEST_DAYS:
        if window.ended:
            return (f"it lasted only {seen} days: too short for a share and a ramp (a queue fits "
                    "better: offing scenario queue)")  # fmt: skip
        return (f"no reaction seen yet: {seen} days of data since {begin}; at least {FEWEST_DAYS} "
                "are needed")  # fmt: skip
    low = max(window.start, window.high - RECENT_DAYS)
    values = daily.values[low : window.high]
    known = np.isfinite(values)
    usual = float(base.on(np.arange(low, window.high))[known].mean())
    least = usual - Z90 * base.sd_of_mean(usual, int(known.sum()), window.high - base.end)
    mean = float(values[known].mean())
    if mean >= least:
        return (f"no reaction seen yet: {mean:.1f} ships a day in the last {int(known.sum())} "
                f"days, within what is usual ({usual:.1f}, not below {least:.1f})")  # fmt: skip
    return ""


def fit_reaction(daily: Daily, base: Baseline, window: Window) -> ReactionFit:
    """Start, share and ramp that fit what was counted; see ``why_no_fit`` first."""
    import numpy as np

    window = window._replace(high=min(window.high, window.start + LONGEST_DAYS))
    days = np.arange(window.low, window.high)
    days = days[np.isfinite(daily.values[days])]
    usual, counted = base.on(days), daily.values[days]
    grid = _grid(days, window.start)
    best, share = _best(grid.shape, usual, usual - counted, np.ones(1))
    k, s = int(best[0]), float(share[0])
    left_over = counted - usual * (1 - s * grid.shape[k])
    drawn, drift = _resampled(left_over, base, window, len(days))
    counted_again = usual * (1 - s * grid.shape[k]) + drawn
    scale = 1 + drift
    many, shares = _best(grid.shape, usual, usual * scale[:, None] - counted_again, scale)
    starts, ramps = grid.start[many], grid.ramp[many]
    begin, ramp = int(grid.start[k]), float(grid.ramp[k])
    return ReactionFit(
        start=_date(daily, begin), start_low=_date(daily, int(np.quantile(starts, 0.1))),
        start_high=_date(daily, int(np.quantile(starts, 0.9))), share=_spread(shares, s),
        ramp_days=_spread(ramps, ramp), days=len(days), draws=DRAWS,
        settled=window.high - 1 >= begin + ramp + SETTLED_AFTER,
    )  # fmt: skip


def share_on(
    fit: ReactionFit, first: datetime.date, days: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The fitted share that stays away on days given by their place in a series."""
    import numpy as np

    gone = days - (fit.start - first).days
    ramp = max(fit.ramp_days.p50, 1e-9)
    share: NDArray[np.float64] = fit.share.p50 * np.clip(gone / ramp, 0.0, 1.0) * (gone >= 0)
    return share


class _Grid(NamedTuple):
    """All starts and ramps tried: how far each ramp has come on each day."""

    start: NDArray[np.int64]
    ramp: NDArray[np.float64]
    shape: NDArray[np.float64]


def _grid(days: NDArray[np.int64], start: int) -> _Grid:
    import numpy as np

    last = int(days[-1])
    starts = np.arange(start - EARLIER, min(start + LATER, last - FEWEST_DAYS) + 1)
    ramps = np.asarray(RAMPS, float)
    s, r = (a.ravel() for a in np.meshgrid(starts, ramps, indexing="ij"))
    gone = days[None, :] - s[:, None]
    shape = np.clip(gone / np.maximum(r, 1e-9)[:, None], 0.0, 1.0) * (gone >= 0)
    use = shape.sum(1) >= 7.0
    return _Grid(s[use], r[use], shape[use])


def _best(
    shape: NDArray[np.float64], usual: NDArray[np.float64], missing: NDArray[np.float64],
    scale: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:  # fmt: skip
    """For each series of missing ships: the place in the grid that fits best, and its share."""
    import numpy as np

    missing = np.atleast_2d(missing)
    top = missing @ shape.T  # draws × grid
    size = (usual * shape**2).sum(1)
    share = np.clip(top / (scale[:, None] * size), 0.0, 1.0)
    # Σ (missing − share · usual · r)² / usual, without the part that no choice changes.
    used = share * scale[:, None]
    loss = used**2 * size - 2 * used * top
    at = loss.argmin(1)
    return at, share[np.arange(len(at)), at]


def _resampled(
    left_over: NDArray[np.float64], base: Baseline, window: Window, n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What was left over, in blocks drawn anew; and the drift of the usual level."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    block = min(BLOCK_DAYS, n)
    starts = draw.integers(0, n - block + 1, (DRAWS, -(-n // block)))
    at = (starts[:, :, None] + np.arange(block)).reshape(DRAWS, -1)[:, :n]
    ahead = (window.high + window.start) // 2 - base.end
    drift = np.clip(draw.normal(0.0, base.drift_at(ahead), DRAWS), -0.5, 0.5)
    return left_over[at], drift


def _spread(values: NDArray[np.float64], best: float) -> Spread:
    """P10 and P90 of the draws, with the best fit in the middle."""
    import numpy as np

    low, high = (float(q) for q in np.quantile(values, (0.1, 0.9)))
    return Spread(p10=round(min(low, best), 3), p50=round(best, 3), p90=round(max(high, best), 3))


def _date(daily: Daily, at: int) -> datetime.date:
    return daily.first + datetime.timedelta(days=at)
