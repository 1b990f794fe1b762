"""Lanes of one ship class on the sea: open ways, and ways under each part of a scenario.

Where ships avoid something by share, they are taken as nested: those that avoid what few
avoid also avoid what many do. Each distinct share is a *level*: the restrictions that at
least so many avoid. Level 0 holds all of them: the way of a ship that goes round it all.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from offing.model.base import Position
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import ShipClass
from offing.voyage.kernel import CANALS, Ways, empty_ways
from offing.voyage.scope import ets_scope_of_ties, miles_inside

if TYPE_CHECKING:
    from offing.sea import Sea, WayTable

Floats = NDArray[np.float64]
End = str | Position
OPEN, LONGER, NO_WAY, PORT_OUT, PROBLEM = range(5)
"""As the numbers of ``offing.sea.WAY_STATUSES``."""


class Level(NamedTuple):
    """Ways under the restrictions of one level, and the share of ships that sails so."""

    weight: float
    table: WayTable
    restrictions: tuple[Restriction, ...]


class GroupWays(NamedTuple):
    """Ways of all lanes of one ship class: at least one level, the first with everything."""

    ship: ShipClass
    levels: tuple[Level, ...]

    @property
    def table(self) -> WayTable:
        """Ways of ships that go round all that is restricted."""
        return self.levels[0].table


def levels_from(
    scenario: Scenario, ship: ShipClass, date: datetime.date | None
) -> list[tuple[float, tuple[Restriction, ...]]]:
    """The levels of a scenario for one class: weight and restrictions, all of them first.

    Restrictions come back without dates and ramps: as they hold on the day.

    Raises:
        ScenarioError: a restriction on something general.
    """
    from offing.sea.holding import applicable
    from offing.sea.restrict import share_for

    hold = [(share_for(r, ship), r) for r in applicable(scenario, ship, date)]
    hold = [(share, r) for share, r in hold if share > 0]
    found, below = [], 0.0
    for share in sorted({share for share, _ in hold}):
        at_least = tuple(_undated(r) for s, r in hold if s >= share)
        found.append((share - below, at_least))
        below = share
    return found


def _undated(restriction: Restriction) -> Restriction:
    return msgspec.structs.replace(restriction, start=None, end=None, ramp_days=0.0, ramp_from=0.0)


def plan_groups(
    ships: Mapping[str, ShipClass], scenario: Scenario, date: datetime.date | None
) -> list[tuple[tuple[str, ...], tuple[tuple[float, tuple[Restriction, ...]], ...]]]:
    """Ship classes that have the same ways under a scenario, with their levels.

    Classes that the same gates and shoals stop, and that the same restrictions hold for in
    the same shares, are answered together: the sea prepares each closure once.

    Raises:
        ScenarioError: a restriction on something general.
    """
    found: dict[Any, tuple[list[str], tuple[tuple[float, tuple[Restriction, ...]], ...]]] = {}
    for name, ship in ships.items():
        levels = tuple(levels_from(scenario, ship, date)) or ((0.0, ()),)
        key = (_stopped_by(ship), tuple((w, tuple(map(_words, rs))) for w, rs in levels))
        found.setdefault(key, ([], levels))[0].append(name)
    return [(tuple(names), levels) for names, levels in found.values()]


def _stopped_by(ship: ShipClass) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The gates and shoals, by place in their tables, that stop a ship whatever is closed."""
    from offing.sea.restrict import UNDER_KEEL, ship_blocks_gate
    from offing.sea.tables import gates, shoals

    return (
        tuple(k for k, gate in enumerate(gates()) if ship_blocks_gate(ship, gate)),
        tuple(k for k, s in enumerate(shoals()) if ship.draught_m * UNDER_KEEL > s.depth_m),
    )


def _words(restriction: Restriction) -> tuple[str, str, str, bool, tuple[str, ...]]:
    """What makes two restrictions of a scenario the same for the ways of a ship."""
    from offing.sea.restrict import trade_limits

    target = restriction.target
    return (
        restriction.id, target.kind, target.id, restriction.forbids_entry,
        trade_limits(restriction),
    )  # fmt: skip


def ways_of_group(
    sea: Sea, pairs: Sequence[tuple[End, End]], ship: ShipClass,
    levels: Sequence[tuple[float, tuple[Restriction, ...]]], opened: tuple[str, ...],
) -> tuple[Level, ...]:  # fmt: skip
    """The ways of lanes of ships that are stopped alike, open and at each level.

    Raises:
        UsageError: a restriction that cannot be applied.
    """
    found = []
    for weight, restrictions in levels:
        held = Scenario(restrictions=tuple(map(_for_all, restrictions)), opened=opened)
        found.append(Level(weight, sea.ways(pairs, held, ship), restrictions))
    return tuple(found)


def _for_all(restriction: Restriction) -> Restriction:
    """A restriction as ships meet it that keep to it: no shares, no classes."""
    from offing.sea.restrict import trade_limits

    return msgspec.structs.replace(
        restriction, effect="closed", share=1.0, share_by_class={},
        applies_to=trade_limits(restriction),
    )  # fmt: skip


class Costing:
    """Rows for the voyage arithmetic from tables of ways; knows each end and way once."""

    def __init__(self) -> None:
        self._inside: dict[bytes, list[float]] = {}
        self._at_end: dict[str, list[float]] = {}

    def rows(
        self, table: WayTable, lanes: NDArray[np.int64], ship: int, kind: str, speed_kn: float,
        laden: float, *, opened: bool,
    ) -> Ways:  # fmt: skip
        """One row for each of ``lanes``: the way under the scenario, or the open one."""
        out = empty_ways(len(lanes))
        out.distance_nm[:] = (table.open_nm if opened else table.distance_nm)[lanes]
        out.ship[:], out.speed_kn[:], out.laden[:] = ship, speed_kn, laden
        ptr = table.open_passage_ptr if opened else table.passage_ptr
        crossed = table.open_passage if opened else table.passage
        count = (ptr[lanes + 1] - ptr[lanes]).astype(np.int64)
        owner = np.repeat(np.arange(len(lanes)), count)
        at = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        passed = crossed[np.repeat(ptr[lanes], count) + at]
        for k, canal in enumerate(CANALS):
            if canal in table.passage_ids:
                here = passed == table.passage_ids.index(canal)
                out.canals[:, k] = np.bincount(owner[here], minlength=len(lanes))
        starts = np.concatenate([[0], np.cumsum(count)]).tolist()
        origins, ends = table.origin[lanes].tolist(), table.destination[lanes].tolist()
        for i, (a, b) in enumerate(zip(origins, ends, strict=True)):
            first, last = table.ends[a], table.ends[b]
            out.ets[i] = ets_scope_of_ties(first, last, kind)
            way = self._way(passed[starts[i] : starts[i + 1]], table.passage_ids)
            one, two = self._end(first.id, first.position), self._end(last.id, last.position)
            if way is not _NOWHERE or one is not _NOWHERE or two is not _NOWHERE:
                most = np.maximum(np.maximum(_row(way), _row(one)), _row(two))
                out.inside_nm[i] = np.minimum(most, out.distance_nm[i])
        return out

    def _way(self, passed: NDArray[np.int16], ids: tuple[str, ...]) -> list[float]:
        key = passed.tobytes()
        found = self._inside.get(key)
        if found is None:
            found = miles_inside([ids[k] for k in passed.tolist()])
            found = self._inside[key] = found if any(found) else _NOWHERE
        return found

    def _end(self, ident: str, position: Position) -> list[float]:
        found = self._at_end.get(ident)
        if found is None:
            found = miles_inside((), [position])
            found = found if any(found) else _NOWHERE
            if len(self._at_end) < _ENDS_KEPT:
                self._at_end[ident] = found
        return found


_NOWHERE: list[float] = []
_ENDS_KEPT = 100_000


def _row(miles: list[float]) -> Floats:
    from offing.voyage.kernel import AREAS

    return np.array(miles) if miles else np.zeros(len(AREAS))


def joined_ways(parts: Sequence[Ways]) -> Ways:
    """Rows of several parts, one after the other."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return empty_ways(0)
    return Ways(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
