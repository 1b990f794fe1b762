"""What is likely for a book of lanes: seeded draws of what going round costs more.

What a voyage takes is linear in its miles, all else equal. Lanes of one ship class and
speed that pass the same canals and listed waters before and after are one *profile*: for
each draw of the inputs their extra cost is ``A · extra miles + B``, with ``A`` and ``B`` got
from the voyage arithmetic itself (`kernel.outcomes`) at two lengths. So a thousand lanes cost
little more than the number of their profiles, and every sum is exact in every draw.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.model.voyage import Driver, Inputs, Spread
from offing.voyage.kernel import Values, Ways, names_used, outcomes, values_from
from offing.voyage.simulate import check_draws, draw_input, spearman, spread_from

Floats = NDArray[np.float64]
ASKED = ("days", "fuel_t", "co2_t", "total_usd")
_LONG_NM = 20_000.0
"""A length at which every term of the arithmetic is in its linear part."""
_STEP_NM = 1_000.0
_AT_ONCE = 64
"""Rows of draws held at once by one thread."""
_PERCENTS = (0.1, 0.5, 0.9)


class Profile(NamedTuple):
    """Rows that differ in miles alone, and their line for each draw: (4, D) each."""

    rows: NDArray[np.int64]
    slope: Floats
    start: Floats


class Draws:
    """Draws for the rows of one or many chunks: percentiles of rows, sums over all.

    Attributes:
        sums: by name of a weighting, (4, D) sums of `ASKED` over all rows so far.
    """

    def __init__(self, inputs: Inputs, draws: int, seed: int) -> None:
        check_draws(draws, seed)
        self.inputs, self.draws, self.seed = inputs, draws, seed
        self.sums: dict[str, Floats] = {}
        self._drawn: dict[str, Floats] = {}
        self._swings: dict[str, Floats] = {}
        self._mid = 0.0

    def add(
        self, ways: Ways, base: Ways, classes: tuple[str, ...], weights: Mapping[str, Floats],
        *, per_row: bool = True,
    ) -> Floats | None:  # fmt: skip
        """Add rows to the sums; P10, P50 and P90 of each row, (n, 4, 3), where asked.

        ``weights`` are factors (n,) on the rows by the name of a sum.
        """
        names = names_used(self.inputs, classes)
        drawn = {n: draw_input(self.inputs.values[n], self.draws, self.seed) for n in names}
        varies = {n for n in names if self.inputs.values[n].low < self.inputs.values[n].high}
        self._drawn |= {n: drawn[n] for n in varies}
        values = values_from(self.inputs, classes, drawn, cases=False)
        more = ways.distance_nm - base.distance_nm
        out = np.full((len(more), len(ASKED), 3), np.nan) if per_row else None
        groups = profile_rows(ways, base)

        def one(rows: NDArray[np.int64]) -> Profile:
            profile = _profile(ways, base, rows, values)
            if out is not None:
                _percentiles(profile, more, out)
            return profile

        with ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, 8))) as pool:
            for profile in pool.map(one, groups):
                for name, weight in weights.items():
                    here = weight[profile.rows]
                    total = self.sums.setdefault(name, np.zeros((len(ASKED), self.draws)))
                    total += float(here @ more[profile.rows]) * profile.slope
                    total += float(here.sum()) * profile.start
        return out

    def add_swings(self, ways: Ways, base: Ways, classes: tuple[str, ...], weight: Floats) -> None:
        """Add rows to what each input does alone to the whole cost, others at the middle."""
        names = names_used(self.inputs, classes)
        values_of = self.inputs.values
        varying = [n for n in names if values_of[n].low < values_of[n].high]
        columns = {n: np.full(2 * len(varying), values_of[n].mid) for n in names}
        for k, name in enumerate(varying):
            columns[name][2 * k] = values_of[name].low
            columns[name][2 * k + 1] = values_of[name].high
        values = values_from(self.inputs, classes, columns, cases=False)
        more = ways.distance_nm - base.distance_nm
        total = np.zeros(2 * len(varying))
        middle = self._middle(ways, base, classes, weight)
        for rows in profile_rows(ways, base):
            profile = _profile(ways, base, rows, values)
            total += float(weight[rows] @ more[rows]) * profile.slope[-1]
            total += float(weight[rows].sum()) * profile.start[-1]
        self._mid += middle
        for k, name in enumerate(varying):
            found = self._swings.setdefault(name, np.zeros(2))
            found += total[2 * k : 2 * k + 2] - middle

    def _middle(self, ways: Ways, base: Ways, classes: tuple[str, ...], weight: Floats) -> float:
        names = names_used(self.inputs, classes)
        columns = {n: np.full(1, self.inputs.values[n].mid) for n in names}
        values = values_from(self.inputs, classes, columns, cases=False)
        there, here = outcomes(base, values)["total_usd"], outcomes(ways, values)["total_usd"]
        return float(weight @ (here - there)[:, 0])

    def spreads(self, name: str) -> tuple[Spread, ...] | None:
        """Percentiles of one sum, in the order of `ASKED`; ``None`` where nothing was added."""
        found = self.sums.get(name)
        if found is None:
            return None
        return tuple(spread_from(np.quantile(row, _PERCENTS)) for row in found)

    def drivers(self, name: str, limit: int = 12) -> tuple[Driver, ...]:
        """What drives one sum's cost: largest swing first, with rank correlations."""
        total = self.sums.get(name)
        found = []
        for key, (low, high) in self._swings.items():
            if abs(high - low) < 0.5:  # half a dollar: nothing
                continue
            rank = None if total is None else spearman(self._drawn[key], total[-1])
            found.append(
                Driver(
                    name=key, low=round(self._mid + float(low), 1),
                    high=round(self._mid + float(high), 1),
                    swing=round(abs(float(high - low)), 1),
                    rank_correlation=None if rank is None else round(rank, 3),
                )
            )  # fmt: skip
        return tuple(sorted(found, key=lambda d: (-d.swing, d.name))[:limit])


def profile_rows(ways: Ways, base: Ways) -> Sequence[NDArray[np.int64]]:
    """Rows that differ in miles alone, group by group, in the order of their first row."""
    count = len(ways.distance_nm)
    if not count:
        return []
    columns = [
        ways.ship[:, None], ways.speed_kn[:, None], ways.ets[:, None], ways.laden[:, None],
        ways.canals, base.canals, ways.inside_nm, base.inside_nm,
    ]  # fmt: skip
    _, group = np.unique(np.hstack(columns), axis=0, return_inverse=True)
    order = np.argsort(group.reshape(-1), kind="stable")
    ends = np.flatnonzero(np.diff(group.reshape(-1)[order])) + 1
    return sorted(np.split(order, ends), key=lambda rows: int(rows[0]))


def _profile(ways: Ways, base: Ways, rows: NDArray[np.int64], values: Values) -> Profile:
    """The line of one group, from the arithmetic at two lengths."""
    first = rows[:1]
    here, there = ways.rows(first), base.rows(first)
    long = here._replace(distance_nm=np.array([_LONG_NM]))
    longer = here._replace(distance_nm=np.array([_LONG_NM + _STEP_NM]))
    short = there._replace(distance_nm=np.array([_LONG_NM]))
    a, b, c = (outcomes(w, values) for w in (long, longer, short))
    width = a["total_usd"].shape[1]

    def line(name: str) -> tuple[Floats, Floats]:
        slope = (b[name][0] - a[name][0]) / _STEP_NM
        start = a[name][0] - c[name][0]
        return np.broadcast_to(slope, (width,)), np.broadcast_to(start, (width,))

    lines = [line(name) for name in ASKED]
    return Profile(rows, np.stack([s for s, _ in lines]), np.stack([s for _, s in lines]))


def _percentiles(profile: Profile, more: Floats, out: Floats) -> None:
    """P10, P50 and P90 of each row of one profile into ``out``."""
    for k in range(len(ASKED)):
        slope, start = profile.slope[k], profile.start[k]
        if np.ptp(start) == 0:
            # One line through all draws: the percentiles are those of the slope.
            grid = np.quantile(slope, _PERCENTS)
            found = more[profile.rows, None] * grid + start[0]
            out[profile.rows, k] = np.sort(found, axis=1)
            continue
        if np.ptp(slope) == 0:
            grid = np.quantile(start, _PERCENTS)
            out[profile.rows, k] = more[profile.rows, None] * slope[0] + grid
            continue
        for at in range(0, len(profile.rows), _AT_ONCE):
            some = profile.rows[at : at + _AT_ONCE]
            found = more[some, None] * slope + start
            out[some, k] = np.quantile(found, _PERCENTS, axis=1, overwrite_input=True).T
