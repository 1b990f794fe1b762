"""Sums over lanes: what part of a book goes where, and what it all costs more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.model.lane import BookPart, ExposureSum, Extra, Lane, PassageExposure, WeightedExtra
from offing.model.voyage import Range, Spread

Floats = NDArray[np.float64]
COUNTED = ("lanes", "sailings", "teu", "tonnes", "value")
"""What a book is counted in, in the order of the columns of weights."""
POSITION = "position:"
"""How the ids of bare positions begin."""
PARTS = ("days", "fuel_t", "co2_t", "total_usd")
"""The outcomes that are summed."""
ZERO = Range(low=0.0, mid=0.0, high=0.0)
NO_EXTRA = Extra(nm=0.0, days=ZERO, fuel_t=ZERO, co2_t=ZERO, cost_usd=ZERO)


def weights_from(lanes: Sequence[Lane]) -> Floats:
    """What each lane counts for, (n, 5): 1, and its amounts a week (nan: not given)."""
    nan = float("nan")
    return np.array(
        [
            (
                1.0,
                nan if x.sailings_per_week is None else x.sailings_per_week,
                nan if x.teu_per_week is None else x.teu_per_week,
                nan if x.tonnes_per_week is None else x.tonnes_per_week,
                nan if x.value_per_week is None else x.value_per_week,
            )
            for x in lanes
        ],
        np.float64,
    ).reshape(-1, len(COUNTED))


def rounded(value: float) -> float:
    """A figure rounded to what it can carry, as ranges of voyages are."""
    return round(value, 3 if abs(value) < 1000 else 1)


def rounded_all(values: Floats) -> Floats:
    """`rounded` for arrays."""
    return np.where(np.abs(values) < 1000, np.round(values, 3), np.round(values, 1))


def range_of(case: Sequence[float]) -> Range:
    """Low, middle and high as a range, rounded."""
    low, mid, high = case
    return Range(low=rounded(low), mid=rounded(mid), high=rounded(high))


def ranges_of(cases: Floats) -> list[Range]:
    """Rows of low, middle and high as ranges, rounded."""
    return [Range(low=a, mid=b, high=c) for a, b, c in rounded_all(cases).tolist()]


def extra_of(
    nm: float, cases: Mapping[str, Sequence[float]], spreads: Sequence[Spread] | None = None
) -> Extra:
    """What going round costs more, from its cases by outcome and maybe percentiles."""
    days, fuel, co2, cost = spreads or (None, None, None, None)
    return Extra(
        nm=round(nm, 1), days=range_of(cases["days"]), fuel_t=range_of(cases["fuel_t"]),
        co2_t=range_of(cases["co2_t"]), cost_usd=range_of(cases["total_usd"]),
        days_spread=days, fuel_t_spread=fuel, co2_t_spread=co2, cost_usd_spread=cost,
    )  # fmt: skip


class Sum:
    """A weighted sum of what lanes cost more: miles, and three cases of each outcome."""

    def __init__(self) -> None:
        self.rows = 0
        self.nm = 0.0
        self.cases = {name: np.zeros(3) for name in PARTS}

    def add(self, weight: Floats, nm: Floats, cases: Mapping[str, Floats]) -> None:
        """Add rows: factors (n,), miles (n,), cases (n, 3) by outcome."""
        self.rows += int(np.count_nonzero(weight))
        self.nm += float(weight @ nm)
        for name in PARTS:
            self.cases[name] += weight @ cases[name]

    def extra(self, spreads: Sequence[Spread] | None) -> Extra:
        """The sum as a struct."""
        cases = {name: found.tolist() for name, found in self.cases.items()}
        return extra_of(self.nm, cases, spreads)


class PassageTally:
    """What goes through each passage, by place in the passage table."""

    def __init__(self) -> None:
        self.open: Floats = np.zeros((0, len(COUNTED)))
        self.under: Floats = np.zeros((0, len(COUNTED)))

    def add(
        self, crossed: NDArray[np.int16], ptr: NDArray[np.int64], weights: Floats, count: int,
        *, opened: bool,
    ) -> None:  # fmt: skip
        """Add lanes: their passages, as in a table of ways, and what each counts for."""
        if len(self.open) < count:
            grow = np.zeros((count - len(self.open), len(COUNTED)))
            self.open, self.under = np.vstack([self.open, grow]), np.vstack([self.under, grow])
        into = self.open if opened else self.under
        many = np.diff(ptr)
        for k in range(len(COUNTED)):
            each = np.repeat(np.nan_to_num(weights[:, k]), many)
            into[:, k] += np.bincount(crossed, weights=each, minlength=len(into))

    def exposures(
        self, ids: Sequence[str], names: Mapping[str, str], restricted: Iterable[str],
        whole: Floats, given: NDArray[np.bool_],
    ) -> tuple[PassageExposure, ...]:  # fmt: skip
        """Passages that any way goes through, in the order of their names."""
        shut = set(restricted)
        used = [k for k in range(len(self.open)) if self.open[k, 0] or self.under[k, 0] > 1e-9]
        used += [k for k, pid in enumerate(ids) if pid in shut and k not in used]
        blank = np.zeros(len(COUNTED))
        found = [
            PassageExposure(
                id=ids[k], name=names.get(ids[k], ids[k]), restricted=ids[k] in shut,
                open=part_of(self.open[k] if k < len(self.open) else blank, whole, given),
                under=part_of(self.under[k] if k < len(self.under) else blank, whole, given),
            )
            for k in used
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda p: p.name))


def part_of(here: Floats, whole: Floats, given: NDArray[np.bool_]) -> BookPart:
    """A part of a book: what it counts, and its shares of the whole where that is given."""
    return parts_of(here[None, :], whole, given)[0]


def parts_of(here: Floats, whole: Floats, given: NDArray[np.bool_]) -> list[BookPart]:
    """`part_of` for many rows of counts at once."""
    counts = rounded_all(here).tolist()
    known = given & (whole > 0)
    shares = np.round(here / np.where(known, whole, 1.0), 4).tolist()
    asked = known.tolist()
    return [
        BookPart(
            lanes=n[0], lanes_share=s[0] if asked[0] else None,
            sailings_per_week=n[1], sailings_share=s[1] if asked[1] else None,
            teu_per_week=n[2], teu_share=s[2] if asked[2] else None,
            tonnes_per_week=n[3], tonnes_share=s[3] if asked[3] else None,
            value_per_week=n[4], value_share=s[4] if asked[4] else None,
        )
        for n, s in zip(counts, shares, strict=True)
    ]  # fmt: skip


class Counts(NamedTuple):
    """How many lanes have each status, and the sailings on them."""

    by_status: dict[str, int]
    sailings: dict[str, float]


class BookTally:
    """Everything that is summed over a book, chunk by chunk."""

    def __init__(self) -> None:
        self.whole: Floats = np.zeros(len(COUNTED))
        self.given: NDArray[np.bool_] = np.zeros(len(COUNTED), bool)
        self.counts = Counts({}, {})
        self.with_sailings = 0
        self.sums = {name: Sum() for name in ("once", "once_expected", "weekly", "weekly_expected")}
        self.carried = {name: Sum() for name in ("teu", "tonnes", "value")}
        self.round: dict[str, float] = dict.fromkeys(self.carried, 0.0)
        self.stuck: dict[str, float] = dict.fromkeys(self.carried, 0.0)
        self.passages = PassageTally()
        self.ports: dict[str, Floats] = {}

    def count(self, statuses: Sequence[str], weights: Floats) -> None:
        """Count lanes by status, and what they carry."""
        self.whole += np.nansum(weights, axis=0)
        self.given |= np.isfinite(weights).any(axis=0)
        self.with_sailings += int(np.isfinite(weights[:, 1]).sum())
        sailings = np.nan_to_num(weights[:, 1]).tolist()
        stuck = np.array([s in ("no_way", "port_out") for s in statuses], bool)
        gone = np.array([s == "longer" for s in statuses], bool)
        for k, name in enumerate(self.carried, 2):
            self.stuck[name] += float(np.nansum(weights[stuck, k]))
            self.round[name] += float(np.nansum(weights[gone, k]))
        for status, often in zip(statuses, sailings, strict=True):
            self.counts.by_status[status] = self.counts.by_status.get(status, 0) + 1
            self.counts.sailings[status] = self.counts.sailings.get(status, 0.0) + often

    def add_ports(
        self, ids: Sequence[str], ends: Sequence[NDArray[np.int32]], weights: Floats
    ) -> None:
        """Count lanes at their ports: ``ends`` are places in ``ids``, an array for each side."""
        known = np.nan_to_num(weights)
        here = np.zeros((len(ids), len(COUNTED)))
        first = ends[0]
        for n, side in enumerate(ends):
            twice = (side == first) & (n > 0)
            for k in range(len(COUNTED)):
                each = np.where(twice, 0.0, known[:, k])
                here[:, k] += np.bincount(side, weights=each, minlength=len(ids))
        for place in np.flatnonzero(here[:, 0]).tolist():
            if ids[place].startswith(POSITION):
                continue  # a bare position is no port
            before = self.ports.get(ids[place])
            self.ports[ids[place]] = here[place] if before is None else before + here[place]

    def sum(self, left_out: int, spreads: Mapping[str, tuple[Spread, ...] | None]) -> ExposureSum:
        """All of it as a struct."""
        by, sailings = self.counts
        weekly = self.with_sailings > 0

        def extra(name: str) -> Extra | None:
            if name.startswith("weekly") and not weekly:
                return None
            return self.sums[name].extra(spreads.get(name))

        return ExposureSum(
            lanes=sum(by.values()), unchanged=by.get("open", 0), longer=by.get("longer", 0),
            no_way=by.get("no_way", 0), port_out=by.get("port_out", 0), left_out=left_out,
            with_sailings=self.with_sailings,
            sailings_per_week=rounded(sum(sailings.values())),
            sailings_longer=rounded(sailings.get("longer", 0.0)),
            sailings_without_way=rounded(
                sailings.get("no_way", 0.0) + sailings.get("port_out", 0.0)
            ),
            once=extra("once"), once_expected=extra("once_expected"),
            weekly=extra("weekly"), weekly_expected=extra("weekly_expected"),
            teu=self._weighted("teu"), tonnes=self._weighted("tonnes"),
            value=self._weighted("value"),
        )  # fmt: skip

    def _weighted(self, name: str) -> WeightedExtra | None:
        if not self.given[COUNTED.index(name)]:
            return None
        found, per_week = self.carried[name], self.round[name]
        days = found.cases["days"]
        mean = days / per_week if per_week > 0 else np.zeros(3)
        return WeightedExtra(
            per_week=rounded(per_week), nm=rounded(found.nm), days=range_of(days.tolist()),
            mean_days=range_of(mean.tolist()), without_way=rounded(self.stuck[name]),
        )  # fmt: skip
