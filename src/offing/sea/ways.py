"""Ways of many lanes as a table: status, miles, passages, with and without a scenario.

`Sea.ways` is for tables of trade or of voyages: it answers what `Sea.route` answers of
status, distances and passages, some hundred times faster, and leaves out what is drawn
and said. A lane that cannot be answered is a problem of its own and stops no other.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import OffingError
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import PortTie, ShipClass
from offing.places.earth import distances_nm
from offing.sea.holding import applicable, is_out
from offing.sea.lanes import Lanes
from offing.sea.matrices import end_signatures
from offing.sea.restrict import trade_limits
from offing.sea.via import exact_nm
from offing.sea.waters import End, Waters

if TYPE_CHECKING:
    from offing.sea.engine import View
    from offing.sea.ties import Tie

WAY_STATUSES = ("open", "longer", "no_way", "port_out", "problem")
"""What the numbers of `WayTable.status` stand for; all but the last as in `Route`."""
OPEN, LONGER, NO_WAY, PORT_OUT, PROBLEM = range(5)
SAME_NM = 0.05
"""Ways that differ by less than this are the same length."""
_ENDS_AT_ONCE = 4000
"""So many distinct ends are searched from at once: some 20 MB."""
NEAR_NM = 400.0
"""Beyond this no way stays within one cell, or one area that both ends lie in."""


class WayProblem(NamedTuple):
    """A lane that could not be answered: its place among the pairs, and why."""

    lane: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class WayTable:
    """Ways of n lanes, one array for each property; lanes in the order they were asked.

    A lane's passages are ``passage[passage_ptr[k]:passage_ptr[k + 1]]``, in the order
    sailed, as places in ``passage_ids`` (the order of `Sea.passages`); likewise those of
    its open way, without the scenario.
    """

    status: NDArray[np.uint8]
    """Places in `WAY_STATUSES`, (n,)."""
    distance_nm: NDArray[np.float64]
    """Nautical miles under the scenario; nan: no way, a port out, or a problem. (n,)"""
    open_nm: NDArray[np.float64]
    """Nautical miles without the scenario; nan: there is none. (n,)"""
    origin: NDArray[np.int32]
    """Places in ``ends``; -1 for a problem. (n,)"""
    destination: NDArray[np.int32]
    """Places in ``ends``; -1 for a problem. (n,)"""
    ends: tuple[PortTie, ...]
    """The distinct ends that were named, tied to the sea."""
    passage_ptr: NDArray[np.int64]
    """Where each lane's passages begin, (n + 1,)."""
    passage: NDArray[np.int16]
    """Passages crossed under the scenario."""
    open_passage_ptr: NDArray[np.int64]
    """Where each lane's open passages begin, (n + 1,)."""
    open_passage: NDArray[np.int16]
    """Passages crossed without the scenario."""
    passage_ids: tuple[str, ...]
    """Ids of the passages that the numbers stand for."""
    problems: tuple[WayProblem, ...]
    """Lanes that could not be answered, in order."""

    def __len__(self) -> int:
        return len(self.status)

    @property
    def extra_nm(self) -> NDArray[np.float64]:
        """Miles more than without the scenario: 0 where the way is open, nan without a way."""
        extra = self.distance_nm - self.open_nm
        return np.where(self.status == OPEN, 0.0, extra)

    def status_of(self, lane: int) -> str:
        """The status of one lane as a word."""
        return WAY_STATUSES[int(self.status[lane])]

    def passages_of(self, lane: int) -> tuple[str, ...]:
        """Ids of the passages that one lane crosses under the scenario, in order."""
        part = self.passage[self.passage_ptr[lane] : self.passage_ptr[lane + 1]]
        return tuple(self.passage_ids[k] for k in part.tolist())

    def open_passages_of(self, lane: int) -> tuple[str, ...]:
        """Ids of the passages that one lane crosses without the scenario, in order."""
        part = self.open_passage[self.open_passage_ptr[lane] : self.open_passage_ptr[lane + 1]]
        return tuple(self.passage_ids[k] for k in part.tolist())


class _Named(NamedTuple):
    """Pairs with their ends tied: places among the distinct ends, -1 where there is none."""

    ties: list[Tie]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    problems: list[WayProblem]


class _Found(NamedTuple):
    """Miles (``inf``: no way) and passages of some pairs."""

    nm: NDArray[np.float64]
    ptr: NDArray[np.int64]
    passages: NDArray[np.int16]

    def rows(self, rows: NDArray[np.int64]) -> _Found:
        """The same for these rows, in this order; a row may come more than once."""
        count = np.diff(self.ptr)[rows]
        ptr = np.concatenate([[0], np.cumsum(count)])
        at = np.arange(int(ptr[-1])) + np.repeat(self.ptr[rows] - ptr[:-1], count)
        return _Found(self.nm[rows], ptr, self.passages[at])


def answer_ways(
    sea: Waters, pairs: Iterable[tuple[End, End]], scenario: Scenario, ship: ShipClass,
    date: datetime.date | None,
) -> WayTable:  # fmt: skip
    """`Sea.ways`: see there."""
    hold = applicable(scenario, ship, date)
    opens = sea.opened_passages(scenario.opened) if scenario.opened else frozenset[str]()
    named = _named(sea, pairs)
    lanes = np.flatnonzero((named.a >= 0) & (named.b >= 0))
    width = max(1, len(named.ties))
    keys, pair_of = np.unique(
        named.a[lanes].astype(np.int64) * width + named.b[lanes], return_inverse=True
    )
    a, b = keys // width, keys % width
    base = sea.view(ship, (), opens)
    opened = _open_ways(base, named.ties, a, b)
    jobs = [
        (view, rows[_changed(base, view.added if view.base is base else None, view, named.ties,
                             a[rows], b[rows], opened.rows(rows))])
        for view, rows in _restricted(sea, named.ties, a, b, hold, ship, opens)
    ]  # fmt: skip
    jobs = [(view, rows) for view, rows in jobs if len(rows)]
    found = _each(lambda job: _ways_in(job[0], named.ties, a[job[1]], b[job[1]]), jobs)
    under = _joined(
        [(opened, np.arange(len(a))), *zip(found, (rows for _, rows in jobs), strict=True)]
    )
    out = _pairs_out(named.ties, a, b, hold)
    return _table(sea, named, lanes, pair_of.reshape(-1), opened, under, out)


def _open_ways(
    view: View, ties: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64]
) -> _Found:
    """The ways without restrictions; the last are kept, as many scenarios follow of one table."""
    key = (tuple(tie.who.id for tie in ties), a.tobytes(), b.tobytes())
    kept = view.last_ways
    if kept is None or kept[0] != key:
        kept = view.last_ways = key, _ways_in(view, ties, a, b)
    found: _Found = kept[1]
    return found


def _each(
    work: Callable[[tuple[View, NDArray[np.int64]]], _Found], jobs: Sequence[Any]
) -> list[_Found]:
    """The work on each job, two at a time where there are several."""
    if len(jobs) < 2:
        return [work(job) for job in jobs]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, jobs))


def _ways_in(view: View, ties: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64]) -> _Found:
    """The ways of pairs in one view; most are those of a view that closes less."""
    like = view.like
    if like is None:
        return _view_ways(view, ties, a, b)
    found = _ways_in(like.view, ties, a, b)
    anew = np.flatnonzero(_changed(like.view, like.added, view, ties, a, b, found))
    if not len(anew):
        return found
    own = _view_ways(view, ties, a[anew], b[anew])
    return _joined([(found, np.arange(len(a))), (own, anew)])


def _changed(
    base: View, added: NDArray[np.int32] | None, view: View, ties: Sequence[Tie],
    a: NDArray[np.int64], b: NDArray[np.int64], opened: _Found,
) -> NDArray[np.bool_]:  # fmt: skip
    """Which pairs must be asked anew: those whose way in the base a closure may have shut.

    ``added``: what the view closes besides the base; ``None``: not known. Closing never
    shortens: where both ends come out to the open mesh as before and the way meets nothing
    that was closed, it is the shortest under the closure as well.
    """
    if added is None:
        return np.ones(len(a), bool)
    anew, apart = np.zeros(len(ties), bool), np.zeros(len(ties), bool)
    used = np.unique(np.concatenate([a, b]))
    for k in used.tolist():
        mine, others = view.enter(ties[k]), base.enter(ties[k])
        apart[k] = mine is not others  # ways inside areas may be others
        anew[k] = apart[k] and not _same_ends(mine, others)
    bare = np.array([tie.node < 0 for tie in ties], bool)
    at = np.array([tie.who.water for tie in ties]).reshape(-1, 2)
    near = distances_nm(at[a, 0], at[a, 1], at[b, 0], at[b, 1]) <= NEAR_NM
    changed: NDArray[np.bool_] = anew[a] | anew[b]
    changed |= near & (bare[a] | bare[b] | (apart[a] & apart[b]))
    added = added[np.isfinite(base.lengths[added])]
    places = view.network.passages_of_sets(added)
    if places is None:
        rows = np.flatnonzero(~changed & np.isfinite(opened.nm))
        some, places_of = np.unique(np.concatenate([a[rows], b[rows]]), return_inverse=True)
        entered = [base.enter(ties[k]) for k in some.tolist()]
        first, second = np.split(places_of.reshape(-1).astype(np.int64), 2)
        if len(rows) and len(added):
            changed[rows] |= base.meeting(added, entered, first, second)
        return changed
    crossed = np.isin(opened.passages, places)
    owner = np.repeat(np.arange(len(a)), np.diff(opened.ptr))
    changed[owner[crossed]] = True
    return changed


def _same_ends(one: Tie, other: Tie) -> bool:
    """Whether an end comes out to the open mesh at the same nodes after the same miles."""
    return np.array_equal(one.nodes, other.nodes) and np.array_equal(one.nm, other.nm)


def _named(sea: Waters, pairs: Iterable[tuple[End, End]]) -> _Named:
    """Tie every end that is named; what cannot be tied is a problem of its lanes."""
    place: dict[Any, int] = {}
    ends: list[Any] = []
    a: list[int] = []
    b: list[int] = []
    problems: list[WayProblem] = []
    for index, pair in enumerate(pairs):
        try:
            start, end = pair
            for side, named in ((a, start), (b, end)):
                what = tuple(named) if isinstance(named, list) else named
                k = place.get(what)
                if k is None:
                    k = place[what] = len(ends)
                    ends.append(what)
                side.append(k)
        except (TypeError, ValueError):
            del a[index:], b[index:]
            a.append(-1)
            b.append(-1)
            problems.append(
                WayProblem(index, f"{pair!r} is no pair of an origin and a destination")
            )
    tied = _tied(sea, ends)
    ties: list[Tie] = []
    known: dict[str, int] = {}
    to_tie = np.full(len(ends) + 1, -1, np.int32)  # the last stands for what is no pair
    for k, tie in enumerate(tied):
        if not isinstance(tie, OffingError):
            to_tie[k] = known.setdefault(tie.who.id, len(ties))
            if to_tie[k] == len(ties):
                ties.append(tie)
    at_a, at_b = to_tie[np.array(a, np.int64)], to_tie[np.array(b, np.int64)]
    for index in np.flatnonzero((at_a < 0) | (at_b < 0)).tolist():
        bad = [tied[k] for k in (a[index], b[index]) if k >= 0]
        words = "; ".join(dict.fromkeys(str(e) for e in bad if isinstance(e, OffingError)))
        if words:
            problems.append(WayProblem(index, words))
    return _Named(ties, at_a, at_b, sorted(problems))


def _tied(sea: Waters, ends: Sequence[Any]) -> list[Tie | OffingError]:
    """A tie, or the refusal, for each end."""
    try:
        return list(sea.ties(ends))  # all at once where all are good
    except OffingError:
        pass
    out: list[Tie | OffingError] = []
    for end in ends:
        try:
            out.append(sea.tie(end))
        except OffingError as error:
            out.append(error)
    return out


def _restricted(
    sea: Waters, ties: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64],
    hold: Sequence[Restriction], ship: ShipClass, opened: frozenset[str],
) -> list[tuple[View, NDArray[np.int64]]]:  # fmt: skip
    """The views that restrictions make, and the pairs that each is for."""
    ways = [r for r in hold if r.target.kind != "port"]
    general = [r for r in ways if not trade_limits(r)]
    limited = [r for r in ways if trade_limits(r)]
    if not ways or not len(a):
        return []
    bits = end_signatures(ties, limited)
    signature = bits[a] | bits[b]
    jobs = []
    for one in np.unique(signature).tolist():
        count = general + [r for k, r in enumerate(limited) if one >> k & 1]
        if count:
            jobs.append((sea.view(ship, count, opened), np.flatnonzero(signature == one)))
    return jobs


def _view_ways(
    view: View, ties: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64]
) -> _Found:
    """The ways of pairs of ties in one view, many ends at once but not too many."""
    parts = []
    step = max(1, len(a) if len(ties) <= _ENDS_AT_ONCE else _ENDS_AT_ONCE // 2)
    for at in range(0, len(a), step):
        part = slice(at, at + step)
        used, places = np.unique(np.concatenate([a[part], b[part]]), return_inverse=True)
        some = [ties[k] for k in used.tolist()]
        first, second = np.split(places.reshape(-1).astype(np.int64), 2)
        parts.append(_some_ways(view, some, first, second))
    count = np.concatenate([np.zeros(0, np.int64), *(np.diff(p.ptr) for p in parts)])
    return _Found(
        np.concatenate([np.zeros(0), *(p.nm for p in parts)]),
        np.concatenate([[0], np.cumsum(count)]),
        np.concatenate([np.zeros(0, np.int16), *(p.passages for p in parts)]),
    )


def _some_ways(
    view: View, ties: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64]
) -> _Found:
    entered = [view.enter(t) for t in ties]
    lanes = view.lanes(entered, a, b)
    own: dict[int, tuple[float, list[int]]] = _leads(view, ties, entered, a, b, lanes)
    own |= _near_ways(view, ties, entered, a, b)
    if not own:
        return _Found(lanes.nm, lanes.passage_ptr, lanes.passages)
    rows = [lanes.passages[i:j] for i, j in itertools.pairwise(lanes.passage_ptr.tolist())]
    for k, (nm, crossed) in own.items():
        lanes.nm[k], rows[k] = nm, np.array(crossed, np.int16)
    ptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return _Found(lanes.nm, ptr, np.concatenate(rows))


def _leads(
    view: View, ties: Sequence[Tie], entered: Sequence[Tie],
    a: NDArray[np.int64], b: NDArray[np.int64], lanes: Lanes,
) -> dict[int, tuple[float, list[int]]]:  # fmt: skip
    """Pairs that cross passages on the way out of, or into, an area that an end lies in."""
    inside = np.array([out is not tie for tie, out in zip(ties, entered, strict=True)])
    rows = np.flatnonzero((inside[a] | inside[b]) & np.isfinite(lanes.nm))
    kept: dict[tuple[int, int], list[int]] = {}

    def crossed(end: int, node: int) -> list[int]:
        if not inside[end]:
            return []
        if (end, node) not in kept:
            lead = view._lead(ties[end], entered[end], node)
            kept[end, node] = view.passages_on(np.append(lead, node))
        return kept[end, node]

    found = {}
    for k in rows.tolist():
        first = crossed(int(a[k]), int(lanes.leaves[k]))
        last = crossed(int(b[k]), int(lanes.reaches[k]))
        if first or last:
            middle = lanes.passages[lanes.passage_ptr[k] : lanes.passage_ptr[k + 1]].tolist()
            found[k] = (float(lanes.nm[k]), list(dict.fromkeys([*first, *middle, *last[::-1]])))
    return found


def _near_ways(
    view: View, ties: Sequence[Tie], entered: Sequence[Tie],
    a: NDArray[np.int64], b: NDArray[np.int64],
) -> dict[int, tuple[float, list[int]]]:  # fmt: skip
    """Pairs whose way may not touch the open mesh: in one cell, or inside one area."""
    bare = np.array([tie.node < 0 for tie in ties])
    inside = np.array([out is not tie for tie, out in zip(ties, entered, strict=True)])
    at = np.array([tie.who.water for tie in ties]).reshape(-1, 2)
    near = distances_nm(at[a, 0], at[a, 1], at[b, 0], at[b, 1]) <= NEAR_NM
    rows = np.flatnonzero(near & (bare[a] | bare[b] | (inside[a] & inside[b])))
    found = {}
    for k in rows.tolist():
        start, end = ties[int(a[k])], ties[int(b[k])]
        if view.may_be_near(start, end):
            way = view.way(start, end)
            nm = exact_nm(view.network, start, end, way.path, way.nm)
            found[k] = (nm, view.passages_on(way.path))
    return found


def _joined(parts: Sequence[tuple[_Found, NDArray[np.int64]]]) -> _Found:
    """Parts for different pairs as one; a later part goes before an earlier one."""
    if len(parts) == 1:
        return parts[0][0]
    rows = np.zeros(len(parts[0][1]), np.int64)
    start = 0
    for found, places in parts:
        rows[places] = start + np.arange(len(places))
        start += len(found.nm)
    count = np.concatenate([np.diff(found.ptr) for found, _ in parts])
    whole = _Found(
        np.concatenate([found.nm for found, _ in parts]),
        np.concatenate([[0], np.cumsum(count)]),
        np.concatenate([found.passages for found, _ in parts]),
    )
    return whole.rows(rows)


def _pairs_out(
    ties: Sequence[Tie], a: NDArray[np.int64], b: NDArray[np.int64], hold: Sequence[Restriction]
) -> NDArray[np.bool_]:
    """Pairs with an end that is out of service, or in an area that may not be entered."""
    out = np.zeros(len(a), bool)
    for r in hold:
        if r.target.kind != "port" and not r.forbids_entry:
            continue
        shut = np.array([is_out(r, tie.who) for tie in ties], bool)
        here = shut[a] | shut[b]
        if trade_limits(r):
            bits = end_signatures(ties, [r]) > 0
            here &= bits[a] | bits[b]
        out |= here
    return out


def _table(
    sea: Waters, named: _Named, lanes: NDArray[np.int64], pair_of: NDArray[np.int64],
    opened: _Found, under: _Found, out: NDArray[np.bool_],
) -> WayTable:  # fmt: skip
    """The answers to the distinct pairs, spread over the lanes."""
    status = np.where(under.nm > opened.nm + SAME_NM, LONGER, OPEN)
    status = np.where(np.isinf(under.nm), NO_WAY, status)
    status = np.where(out, PORT_OUT, status).astype(np.uint8)
    none = status >= NO_WAY
    # A pair more than there are: what the lanes with problems are given.
    last = len(status)
    row = np.full(len(named.a), last, np.int64)
    row[lanes] = pair_of
    under = _with_empty(_Found(np.where(none, np.nan, under.nm), under.ptr, under.passages), none)
    opened = _with_empty(
        _Found(np.where(np.isinf(opened.nm), np.nan, opened.nm), opened.ptr, opened.passages),
        np.zeros(last, bool),
    )
    place = {p.id: k for k, p in enumerate(sea.passages)}
    order = np.array([place[pid] for pid in sea._network.gate_index.passage_ids], np.int16)
    under, opened = under.rows(row), opened.rows(row)
    return WayTable(
        status=np.append(status, np.uint8(PROBLEM))[row],
        distance_nm=under.nm, open_nm=opened.nm, origin=named.a, destination=named.b,
        ends=tuple(tie.who for tie in named.ties),
        passage_ptr=under.ptr, passage=order[under.passages],
        open_passage_ptr=opened.ptr, open_passage=order[opened.passages],
        passage_ids=tuple(place), problems=tuple(named.problems),
    )  # fmt: skip


def _with_empty(found: _Found, none: NDArray[np.bool_]) -> _Found:
    """One row more, empty; rows without a way lose their passages."""
    count = np.append(np.where(none, 0, np.diff(found.ptr)), 0)
    keep = np.repeat(~none, np.diff(found.ptr))
    ptr = np.concatenate([[0], np.cumsum(count)])
    return _Found(np.append(found.nm, np.nan), ptr, found.passages[keep])
