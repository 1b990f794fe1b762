"""Lanes of one ship class in a chunk: ways, priced rows, and what each lane costs more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.model.lane import Extra, Lane
from offing.model.voyage import Spread
from offing.voyage.lane_draws import ASKED
from offing.voyage.lane_ways import NO_WAY, OPEN, PORT_OUT, GroupWays
from offing.voyage.simulate import spread_from
from offing.voyage.tallies import PARTS, extra_of, ranges_of

Floats = NDArray[np.float64]


class Priced(NamedTuple):
    """Changed rows of one group at one level: places, miles more, cases by outcome."""

    at: NDArray[np.int64]
    more: Floats
    cases: dict[str, Floats]


class Group:
    """Lanes of one ship class in a chunk, with all that is known of them."""

    def __init__(
        self, ways: GroupWays, rows: NDArray[np.int64], lanes: list[Lane], places: list[int],
        weights: Floats,
    ) -> None:  # fmt: skip
        self.ways, self.rows, self.lanes, self.places = ways, rows, lanes, places
        self.weights = weights
        self.priced: dict[int, Priced] = {}
        self.spreads: dict[int, Floats] = {}

    def shares(self) -> tuple[list[float], list[float]]:
        """For each lane: the share of ships whose way changes, and that have none."""
        changed, stuck = np.zeros(len(self.rows)), np.zeros(len(self.rows))
        for level in self.ways.levels:
            status = level.table.status[self.rows]
            changed += level.weight * (status != OPEN)
            stuck += level.weight * ((status == NO_WAY) | (status == PORT_OUT))
        return np.round(changed, 6).tolist(), np.round(stuck, 6).tolist()

    def extras(self) -> dict[int, tuple[Extra | None, Extra | None]]:
        """For each changed lane: what it costs more if it goes round, and over all ships."""
        go: dict[int, Extra] = {}
        if 0 in self.priced:
            go = dict(self._level(0))
        levels = self.ways.levels
        if len(levels) == 1:
            weight = levels[0].weight
            if weight >= 1.0:
                return {k: (e, e) for k, e in go.items()}
            return {k: (e, scaled(e, weight)) for k, e in go.items()}
        nm = np.zeros(len(self.rows))
        cases = {name: np.zeros((len(self.rows), 3)) for name in PARTS}
        touched = np.zeros(len(self.rows), bool)
        for k, priced in self.priced.items():
            weight = levels[k].weight
            nm[priced.at] += weight * priced.more
            touched[priced.at] = True
            for name in PARTS:
                cases[name][priced.at] += weight * priced.cases[name]
        lists = {name: cases[name].tolist() for name in PARTS}
        return {
            k: (go.get(k), extra_of(float(nm[k]), {name: lists[name][k] for name in PARTS}))
            for k in np.flatnonzero(touched).tolist()
        }

    def _level(self, k: int) -> Iterator[tuple[int, Extra]]:
        priced = self.priced[k]
        ranges = {name: ranges_of(priced.cases[name]) for name in PARTS}
        drawn = self.spreads.get(k)
        miles = np.round(priced.more, 1).tolist()
        for i, at in enumerate(priced.at.tolist()):
            spreads: list[Spread | None] = [None] * len(ASKED)
            if drawn is not None:
                spreads = [spread_from(drawn[i, j]) for j in range(len(ASKED))]
            yield at, Extra(
                nm=miles[i], days=ranges["days"][i], fuel_t=ranges["fuel_t"][i],
                co2_t=ranges["co2_t"][i], cost_usd=ranges["total_usd"][i],
                days_spread=spreads[0], fuel_t_spread=spreads[1], co2_t_spread=spreads[2],
                cost_usd_spread=spreads[3],
            )  # fmt: skip


def scaled(extra: Extra, share: float) -> Extra:
    """What a share of ships costs more, over all of them."""

    def three(name: str) -> list[float]:
        found = getattr(extra, name)
        return [share * found.low, share * found.mid, share * found.high]

    def spread(name: str) -> Spread | None:
        found = getattr(extra, f"{name}_spread")
        if found is None:
            return None
        return spread_from(share * np.array([found.p10, found.p50, found.p90]))

    cases = {"days": three("days"), "fuel_t": three("fuel_t"), "co2_t": three("co2_t"),
             "total_usd": three("cost_usd")}  # fmt: skip
    spreads = [spread(name) for name in ("days", "fuel_t", "co2_t", "cost_usd")]
    known = [s for s in spreads if s is not None]
    return extra_of(share * extra.nm, cases, known if len(known) == len(spreads) else None)


def factors_from(
    owners: Sequence[tuple[Group, int, NDArray[np.int64]]], count: int
) -> dict[str, Floats]:
    """What each priced row counts for in each sum."""
    out = {name: np.zeros(count) for name in ("once", "weekly", "once_expected", "weekly_expected")}
    start = 0
    for group, k, at in owners:
        some = slice(start, start + len(at))
        weight, sail = group.ways.levels[k].weight, np.nan_to_num(group.weights[at, 1])
        if k == 0:
            out["once"][some], out["weekly"][some] = 1.0, sail
        out["once_expected"][some], out["weekly_expected"][some] = weight, weight * sail
        start += len(at)
    return out


def passages_of_rows(
    crossed: NDArray[np.int16], ptr: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """The passages of some lanes of a table, as a table of their own."""
    count = (ptr[rows + 1] - ptr[rows]).astype(np.int64)
    own = np.concatenate([[0], np.cumsum(count)])
    at = np.arange(int(own[-1])) + np.repeat(ptr[rows] - own[:-1], count)
    return crossed[at], own
