"""Lanes under a scenario: what changes for each, what it costs more, and what part of a book.

Lanes are taken in chunks, so that memory does not grow with them. Ways come from
`Sea.ways`, money from the voyage arithmetic, spreads from its seeded draws.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offing.errors import OffingError, UsageError
from offing.model.base import Position
from offing.model.lane import Exposure, Lane, LaneExposure, LaneProblem
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import PortTie, ShipClass
from offing.model.voyage import Input, Inputs
from offing.voyage.ends import End, class_from_text, resolve
from offing.voyage.inputs import inputs_from, inputs_on
from offing.voyage.kernel import AREAS, Ways, extra_cases, names_used
from offing.voyage.lane_draws import Draws
from offing.voyage.lane_groups import Group, Priced, factors_from, passages_of_rows
from offing.voyage.lane_ways import (
    LONGER,
    NO_WAY,
    OPEN,
    PORT_OUT,
    Costing,
    GroupWays,
    Level,
    joined_ways,
    plan_groups,
    ways_of_group,
)
from offing.voyage.lane_words import (
    cause_words,
    headline,
    listing,
    longer_words,
    scenario_words,
)
from offing.voyage.lanes import MAX_PROBLEMS, LaneSource
from offing.voyage.plan import checked_speed
from offing.voyage.simulate import SEED
from offing.voyage.stand_ins import port_exposures
from offing.voyage.tallies import NO_EXTRA, PARTS, POSITION, BookTally, weights_from

if TYPE_CHECKING:
    from offing.sea import Sea

CHUNK = 20_000
"""Lanes worked on at a time: it bounds memory and changes no answer."""
KEEP = 100_000
"""Lanes that are listed one by one in an answer; longer books are summed whole."""
_STATUS = ("open", "longer", "no_way", "port_out")
Floats = NDArray[np.float64]


def exposure(
    lanes: Iterable[Lane],
    scenario: Scenario,
    *,
    sea: Sea | None = None,
    inputs: Inputs | Mapping[str, Any] | None = None,
    date: datetime.date | None = None,
    ship_class: str | None = None,
    speed_kn: float | None = None,
    draws: int = 0,
    seed: int = SEED,
    keep: int = KEEP,
) -> Exposure:
    """What a scenario does to lanes: ways, days, fuel, CO2 and cost, each and together.

    Args:
        lanes: lanes, or a source of them (`open_lanes`), which is read as a stream and
            whose bad rows are told too.
        scenario: what is restricted.
        sea: an open sea; ``open_sea()`` for ``None``.
        inputs: all inputs, or a mapping of those to replace; the shipped ones for ``None``.
        date: the day whose restrictions hold; the scenario's own for ``None``. Lanes that
            are not sailed on it are left out.
        ship_class: for lanes that name none; else ways and figures of the reference ship.
        speed_kn: for all lanes; the service speed of each class for ``None``.
        draws: draws of a simulation, 20 or more; 0: none.
        seed: of the simulation; the same seed gives the same answer.
        keep: how many lanes are listed one by one; all of them are in the sums.

    A lane that cannot be answered is a problem of the answer and stops no other.

    Raises:
        UsageError: a scenario, an input, a class or a speed that cannot be meant.
        DataMissing: there is no sea.
    """
    run = ExposureRun(
        scenario, sea=sea, inputs=inputs, date=date, ship_class=ship_class, speed_kn=speed_kn,
        draws=draws, seed=seed,
    )  # fmt: skip
    listed: list[LaneExposure] = []
    for found in run.stream(lanes, keep):
        listed.extend(found)
    return run.result(tuple(listed))


class ExposureRun:
    """An exposure in the making: feed lanes with `stream`, then ask for the `result`."""

    def __init__(
        self, scenario: Scenario, *, sea: Sea | None = None,
        inputs: Inputs | Mapping[str, Any] | None = None, date: datetime.date | None = None,
        ship_class: str | None = None, speed_kn: float | None = None, draws: int = 0,
        seed: int = SEED,
    ) -> None:  # fmt: skip
        self.scenario, self.date = scenario, date or scenario.date
        self.inputs = inputs_from(inputs)
        if self.date is not None:
            self.inputs = inputs_on(self.date, self.inputs)
        self.speed_kn = speed_kn
        self.draws = Draws(self.inputs, draws, seed) if draws else None
        self.default = _default_class(ship_class)
        self.tally = BookTally()
        self.problems: list[LaneProblem] = []
        self.left_out = 0
        self.not_sailed = 0
        self._sea = sea
        self._source: LaneSource | None = None
        self._costing = Costing()
        self._ties: dict[str, PortTie] = {}
        self._ends: dict[Any, End | str] = {}
        self._ships: dict[str | None, ShipClass | str] = {}
        self._speeds: dict[str, float] = {}
        self._reasons: dict[tuple[Any, ...], str] = {}
        self._premiums: dict[str, None] = {}
        self._notes: dict[str, None] = {}
        self._crossings: dict[bytes, tuple[str, ...]] = {}
        self._places: dict[int, tuple[str, ...]] = {}

    @property
    def sea(self) -> Sea:
        """The sea, opened when it is first needed."""
        if self._sea is None:
            from offing.sea import open_sea

            self._sea = open_sea()
        return self._sea

    def stream(
        self, lanes: Iterable[Lane], keep: int | None = None
    ) -> Iterator[list[LaneExposure]]:
        """The answers for lanes, chunk by chunk, in their order; only the first ``keep``.

        All lanes are in the sums, whether they are answered one by one or not.
        """
        self._source = lanes if isinstance(lanes, LaneSource) else None
        it = iter(lanes)
        given = 0
        while chunk := list(itertools.islice(it, CHUNK)):
            found = self._chunk(chunk, listed=keep is None or given < keep)
            if keep is not None:
                found = found[: max(0, keep - given)]
            given += len(found)
            yield found

    @property
    def answered(self) -> int:
        """Lanes answered so far."""
        return sum(self.tally.counts.by_status.values())

    # -- one chunk -----------------------------------------------------------------------

    def _chunk(self, lanes: Sequence[Lane], *, listed: bool) -> list[LaneExposure]:
        groups: dict[str, list[tuple[int, Any, Any]]] = {}
        ships: dict[str, ShipClass] = {}
        for k, lane in enumerate(lanes):
            asked = self._asked(lane)
            if asked is None:
                continue
            ship, a, b = asked
            ships[ship.id] = ship
            groups.setdefault(ship.id, []).append((k, a, b))
        classes = tuple(sorted(groups))
        found: list[Group] = []
        alike = plan_groups({c: ships[c] for c in classes}, self.scenario, self.date)
        sea = self.sea

        def ways_of(
            part: tuple[tuple[str, ...], tuple[tuple[float, tuple[Restriction, ...]], ...]],
        ) -> tuple[Level, ...]:
            names, levels = part
            pairs = [(a, b) for name in names for _, a, b in groups[name]]
            return ways_of_group(sea, pairs, ships[names[0]], levels, self.scenario.opened)

        with ThreadPoolExecutor(2) as pool:  # the kernels hold no lock
            answers = list(pool.map(ways_of, alike))
        for (names, _), answered in zip(alike, answers, strict=True):
            start = 0
            for name in names:
                here = [k for k, _, _ in groups[name]]
                ways = GroupWays(ships[name], answered)
                found.append(self._group(ways, start, [lanes[k] for k in here], here))
                start += len(here)
        self._price(found, classes)
        out: dict[int, LaneExposure] = {}
        for group in found:
            self._count(group)
            if listed:
                out.update(self._answers(group))
        return [out[k] for k in sorted(out)]

    def _asked(self, lane: Lane) -> tuple[ShipClass, Any, Any] | None:
        """Class and ends of a lane, ``None`` (and noted) where it cannot be answered."""
        day = self.date
        if day is not None and ((lane.start and day < lane.start) or (lane.end and day > lane.end)):
            self.not_sailed += 1
            return None
        ends = []
        for side, at in (("origin", lane.origin), ("destination", lane.destination)):
            end = self._ends.get(at)
            if end is None:
                end = resolve(at)
                if len(self._ends) < 500_000:
                    self._ends[at] = end
            if isinstance(end, str):
                self._bad(lane, f"{side}: {end}")
                return None
            ends.append(end.at)
        ship = self._ship(lane.ship_class)
        if isinstance(ship, str):
            self._bad(lane, ship)
            return None
        return ship, ends[0], ends[1]

    def _ship(self, name: str | None) -> ShipClass | str:
        found = self._ships.get(name)
        if found is None:
            found = self.default if name is None else _class_named(name)
            if isinstance(found, ShipClass):
                names_used(self.inputs, (found.id,))  # it has figures, or says which to give
                self._speeds[found.id] = checked_speed(found, self.speed_kn, self.inputs)
                if name is None and found.id == "reference":
                    self._notes["lanes without a ship class: ways and figures of the reference "
                                "ship, some 14 kn (give --ship-class)"] = None  # fmt: skip
            self._ships[name] = found
        return found

    def _bad(self, lane: Lane, reason: str) -> None:
        self.left_out += 1
        if len(self.problems) < MAX_PROBLEMS:
            name = self._source.name if self._source is not None else ""
            reason = reason if self._source is not None else f"lane {lane.id}: {reason}"
            self.problems.append(
                LaneProblem(reason=reason, source=name, line=lane.line, lane_id=lane.id)
            )

    def _group(self, ways: GroupWays, start: int, lanes: list[Lane], places: list[int]) -> Group:
        """Lanes of one class that can be answered, the others noted; rows from ``start``."""
        table = ways.table
        words = {p.lane: p.words for p in table.problems}
        good = []
        for k, lane in enumerate(lanes):
            status, row = int(table.status[start + k]), start + k
            if status > PORT_OUT:
                self._bad(lane, self._why_not(lane, words.get(row, "cannot be answered")))
            elif np.isnan(table.open_nm[row]) and status != PORT_OUT:
                self._bad(lane, _never_words(ways.ship))
            else:
                good.append(k)
        kept = np.array(good, np.int64) + start
        chosen = [lanes[k] for k in good]
        return Group(ways, kept, chosen, [places[k] for k in good], weights_from(chosen))

    def _why_not(self, lane: Lane, words: str) -> str:
        """Why an end cannot be tied; whether it could with longitude and latitude swapped."""
        for at in (lane.origin, lane.destination):
            if isinstance(at, str) or abs(at[0]) > 90:
                continue
            try:
                self.sea.tie(Position(*at))
            except OffingError:
                try:
                    self.sea.tie(Position(at[1], at[0]))
                except OffingError:
                    continue
                words += "; with longitude and latitude swapped it would be: are they swapped?"
        return words

    # -- money -----------------------------------------------------------------------------

    def _price(self, groups: Sequence[Group], classes: tuple[str, ...]) -> None:
        """What the changed rows of all groups cost more, level by level."""
        parts: list[tuple[Ways, Ways]] = []
        owners: list[tuple[Group, int, NDArray[np.int64]]] = []
        laden = self.inputs.values["voyage.laden"].mid
        for group in groups:
            ship, speed = group.ways.ship, self._speeds[group.ways.ship.id]
            for k, level in enumerate(group.ways.levels):
                at = np.flatnonzero(level.table.status[group.rows] == LONGER)
                owners.append((group, k, at))
                args = (group.rows[at], classes.index(ship.id), ship.kind, speed, laden)
                parts.append(
                    (self._costing.rows(level.table, *args, opened=False),
                     self._costing.rows(level.table, *args, opened=True))
                )  # fmt: skip
        ways, base = joined_ways([p[0] for p in parts]), joined_ways([p[1] for p in parts])
        cases = extra_cases(ways, base, classes, self.inputs) if len(ways.distance_nm) else None
        self._note_premiums(base)
        start = 0
        for group, level_at, at in owners:
            stop = start + len(at)
            some = slice(start, stop)
            if len(at) and cases is not None:
                here = {name: cases[name][some] for name in PARTS}
                more = ways.distance_nm[some] - base.distance_nm[some]
                group.priced[level_at] = Priced(at, more, here)
            start = stop
        self._sum(groups, owners, ways, base, classes)

    def _note_premiums(self, base: Ways) -> None:
        """Say that a premium is saved by going round, where the open way pays one."""
        for k in np.flatnonzero(base.inside_nm.any(axis=0)).tolist():
            self._premiums[AREAS[k]] = None

    def _premium_note(self) -> tuple[str, ...]:
        if not self._premiums:
            return ()
        first = next(iter(self._premiums))
        return (
            f"On the open way a war-risk premium is paid in listed waters "
            f"({listing(list(self._premiums))}); a ship that keeps out of them saves it. For a "
            f"quiet time set war-risk.{first}=0, and so on.",
        )

    def _sum(
        self, groups: Sequence[Group], owners: Sequence[tuple[Group, int, NDArray[np.int64]]],
        ways: Ways, base: Ways, classes: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Add the priced rows to the sums, and to the draws where they were asked for."""
        factors = factors_from(owners, len(ways.distance_nm))
        for group in groups:
            for k, priced in group.priced.items():
                weight = group.ways.levels[k].weight
                sail = np.nan_to_num(group.weights[priced.at, 1])
                for name, factor in (
                    ("once", np.ones(len(sail)) if k == 0 else None),
                    ("weekly", sail if k == 0 else None),
                    ("once_expected", np.full(len(sail), weight)),
                    ("weekly_expected", weight * sail),
                ):
                    if factor is not None:
                        self.tally.sums[name].add(factor, priced.more, priced.cases)
                if k == 0:
                    for j, name in enumerate(self.tally.carried, 2):
                        carried = np.nan_to_num(group.weights[priced.at, j])
                        self.tally.carried[name].add(carried, priced.more, priced.cases)
        if self.draws is None or not len(ways.distance_nm):
            return
        found = self.draws.add(ways, base, classes, factors)
        assert found is not None
        weekly = factors["weekly"] if factors["weekly"].any() else factors["once"]
        self.draws.add_swings(ways, base, classes, weekly)
        start = 0
        for group, k, at in owners:
            if len(at):
                group.spreads[k] = found[start : start + len(at)]
            start += len(at)

    # -- counts and answers ------------------------------------------------------------------

    def _count(self, group: Group) -> None:
        table = group.ways.table
        ids = table.passage_ids
        statuses = [_STATUS[s] for s in table.status[group.rows].tolist()]
        self.tally.count(statuses, group.weights)
        crossed, ptr = passages_of_rows(table.open_passage, table.open_passage_ptr, group.rows)
        self.tally.passages.add(crossed, ptr, group.weights, len(ids), opened=True)
        rest = 1.0
        for level in group.ways.levels:
            rest -= level.weight
            part = level.weight
            if part > 0:
                seen = passages_of_rows(level.table.passage, level.table.passage_ptr, group.rows)
                self.tally.passages.add(
                    *seen, part * group.weights, len(ids), opened=False
                )  # fmt: skip
        if rest > 1e-12:
            self.tally.passages.add(crossed, ptr, rest * group.weights, len(ids), opened=False)
        self._places[0] = ids
        for tie in table.ends:
            if not tie.id.startswith(POSITION):
                self._ties.setdefault(tie.id, tie)
        ends = [tie.id for tie in table.ends]
        sides = (table.origin[group.rows], table.destination[group.rows])
        self.tally.add_ports(ends, sides, group.weights)

    def _answers(self, group: Group) -> Iterator[tuple[int, LaneExposure]]:
        """Each lane's answer with its place in the chunk."""
        table, ship = group.ways.table, group.ways.ship
        extras = group.extras()
        shares, stuck = group.shares()
        speed = self._speeds[ship.id]
        ends, ids = [tie.id for tie in table.ends], table.passage_ids
        for k, (row, lane) in enumerate(zip(group.rows.tolist(), group.lanes, strict=True)):
            status = int(table.status[row])
            opened = self._crossed(table.open_passage, table.open_passage_ptr, row, ids)
            passed = self._crossed(table.passage, table.passage_ptr, row, ids)
            gone = status in (NO_WAY, PORT_OUT)
            extra, expected = extras.get(k, (None, None)) if status == LONGER else (
                (None, None) if gone else (NO_EXTRA, NO_EXTRA)
            )  # fmt: skip
            if gone and k in extras:
                expected = extras[k][1]
            yield group.places[k], LaneExposure(
                lane_id=lane.id, name=lane.name or lane.id,
                origin=ends[int(table.origin[row])], destination=ends[int(table.destination[row])],
                status=_STATUS[status],  # type: ignore[arg-type]
                ship_class=None if ship.id == "reference" else ship.id, speed_kn=speed,
                open_nm=_miles(table.open_nm[row]), distance_nm=_miles(table.distance_nm[row]),
                open_passages=opened, passages=passed, extra=extra, share=shares[k],
                expected=expected, share_without_way=stuck[k],
                reason=self._reason(group, row, status, opened, passed),
                sailings_per_week=lane.sailings_per_week, teu_per_week=lane.teu_per_week,
                tonnes_per_week=lane.tonnes_per_week, value_per_week=lane.value_per_week,
            )  # fmt: skip

    def _crossed(
        self, crossed: NDArray[np.int16], ptr: NDArray[np.int64], row: int, ids: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Ids of the passages of one row; the same ways share one tuple."""
        part = crossed[ptr[row] : ptr[row + 1]]
        key = part.tobytes()
        found = self._crossings.get(key)
        if found is None:
            found = self._crossings[key] = tuple(ids[k] for k in part.tolist())
        return found

    def _reason(
        self, group: Group, row: int, status: int, opened: tuple[str, ...],
        passed: tuple[str, ...],
    ) -> str:  # fmt: skip
        if status == OPEN:
            return ""
        level = group.ways.levels[0]
        if status == PORT_OUT:
            table = level.table
            out = {r.target.id for r in level.restrictions if r.target.kind == "port"}
            ties = [table.ends[int(table.origin[row])], table.ends[int(table.destination[row])]]
            names = [t.name for t in ties if t.id in out] or ["an end lies in an area that"]
            tail = "is out of service." if ties[0].id in out or ties[1].id in out else (
                "may not be entered."
            )  # fmt: skip
            return f"{' and '.join(names)} {tail}"
        key = (status, group.ways.ship.id, opened, passed)
        found = self._reasons.get(key)
        if found is None:
            cause = cause_words(level.restrictions, opened)
            new = [_passage_names().get(p, p) for p in telling(passed, opened)]
            found = longer_words(cause, new) if status == LONGER else f"{cause}: no way is left."
            self._reasons[key] = found
        return found

    # -- the whole ---------------------------------------------------------------------------

    def result(self, lanes: tuple[LaneExposure, ...]) -> Exposure:
        """Everything together, after all lanes were fed; ``lanes`` are those to list."""
        source = self._source
        rows_out = self.left_out + (source.left_out if source is not None else 0)
        problems = [*(source.problems if source is not None else ()), *self.problems]
        problems.sort(key=lambda p: (not p.left_out, p.line or 0))
        listed_out = sum(p.left_out for p in problems)
        spreads = {
            name: self.draws.spreads(name) if self.draws is not None else None
            for name in self.tally.sums
        }
        total = self.tally.sum(rows_out, spreads)
        name = scenario_words(self.scenario)
        ports, remarks = port_exposures(
            self.sea, self.tally.ports, self._ties, self.tally.whole, self.tally.given,
            self.scenario, self.date,
        ) if self._ties else ((), [])  # fmt: skip
        restricted = {
            r.target.id for r in self.scenario.active(self.date) if r.target.kind == "passage"
        }
        ids = self._places.get(0, ())
        return Exposure(
            headline=headline(total, name, premiums=bool(self._premiums)),
            scenario=name, sum=total, date=self.date,
            lanes=lanes, lanes_not_listed=total.lanes - len(lanes),
            passages=self.tally.passages.exposures(
                ids, _passage_names(), restricted, self.tally.whole, self.tally.given
            ),
            ports=ports, problems=tuple(problems), problems_not_listed=rows_out - listed_out,
            inputs=self._inputs(), draws=self.draws.draws if self.draws else 0,
            seed=self.draws.seed if self.draws else None,
            drivers=self.draws.drivers(
                "weekly" if self.tally.with_sailings else "once"
            ) if self.draws else (),
            currency=source.currency if source is not None else "",
            notes=(
                *self._premium_note(), *self._all_notes(total.with_sailings, total.lanes), *remarks,
            ),
        )  # fmt: skip

    def _inputs(self) -> tuple[Input, ...]:
        classes = tuple(sorted(s.id for s in self._ships.values() if isinstance(s, ShipClass)))
        if not classes:
            return ()
        return tuple(self.inputs.values[n] for n in names_used(self.inputs, classes))

    def _all_notes(self, with_sailings: int, lanes: int) -> Iterator[str]:
        yield (
            "Low and high take each part of a cost (fuel, hire, allowances, tolls, premium) at "
            "the end that makes it small or large: they bound the answer."
        )
        yield (
            "Ways are not drawn here: miles in waters listed for war risks are told from "
            "passages and ends."
        )
        if self.not_sailed:
            yield f"{self.not_sailed:,} lanes are not sailed on {self.date} and are not in it."
        if 0 < with_sailings < lanes:
            yield f"Sums a week hold the {with_sailings:,} of {lanes:,} lanes that give sailings."
        limits = [r.target.name for r in self.scenario.active(self.date) if r.effect == "capacity"]
        if limits:
            yield f"Limits on ships a day ({', '.join(limits)}) cost time, which is not in it."
        yield from self._notes


def _default_class(name: str | None) -> ShipClass:
    from offing.sea.ships import ship_from

    if name is None:
        return ship_from(None)
    found = _class_named(name)
    if isinstance(found, str):
        raise UsageError(found)
    return found


def _class_named(name: str) -> ShipClass | str:
    from offing.sea.ships import ship_from

    found = class_from_text(name)
    return found if isinstance(found, str) else ship_from(found.id)


def _never_words(ship: ShipClass) -> str:
    if ship.id == "reference":
        return "no navigable water joins its ends, even with nothing restricted"
    return (
        f"no way even with nothing restricted: no water joins its ends, or the ship class "
        f"{ship.id} is too large for what does"
    )


def _miles(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 1)


def telling(passed: Sequence[str], opened: Sequence[str], most: int = 3) -> list[str]:
    """The passages that tell best how a way differs: canals and capes, then straits, in order."""
    new = [p for p in passed if p not in opened]
    kinds = _passage_kinds()
    best = sorted(new, key=lambda p: (kinds.get(p) == "strait", new.index(p)))[:most]
    return [p for p in new if p in best]


@functools.cache
def _passage_kinds() -> Mapping[str, str]:
    from offing.places import passages

    return {p.id: p.kind for p in passages()}


@functools.cache
def _passage_names() -> Mapping[str, str]:
    from offing.places import passages

    return {p.id: p.name for p in passages()}


__all__ = ["ExposureRun", "exposure"]
