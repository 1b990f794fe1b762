"""From ways on the mesh to answers: status, reason, shares, limits, near-equal ways."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.model.scenario import Restriction, Scenario
from offing.model.sea import Alternative, DayLimit, NamedArea, PortTie, Route, ShipClass
from offing.sea.drawing import (
    areas_on_way,
    geometry_from_points,
    passages_on_path,
    points_on_way,
    restricted_areas,
)
from offing.sea.holding import applicable, day_limits, holds_for, is_out
from offing.sea.restrict import REFERENCE_SHIP, share_for
from offing.sea.ties import Tie
from offing.sea.via import Leg, Stop, stops_from, way_by
from offing.sea.waters import End, Waters

INF = float("inf")
SAME_NM = 0.05
"""Ways that differ by less than this are the same length."""


class Options(NamedTuple):
    """What a caller may ask beside the two ends, the scenario and the ship."""

    via: tuple[End, ...] = ()
    date: datetime.date | None = None
    geometry: bool = True
    areas: tuple[NamedArea, ...] = ()
    alternatives: float = 0.0


class _Ask(NamedTuple):
    """One question, with the ends tied and the restrictions that count for it."""

    sea: Waters
    a: Tie
    b: Tie
    ship: ShipClass
    stops: tuple[Stop, ...]
    opened: frozenset[str]
    options: Options

    def way(self, restrictions: Sequence[Restriction] = (), ship: ShipClass | None = None) -> Leg:
        """The shortest way under some of the restrictions."""
        view = self.sea.view(ship or self.ship, restrictions, self.opened)
        return way_by(self.sea, view, self.a, self.b, self.stops)


def answer_route(
    sea: Waters, origin: End, destination: End, scenario: Scenario, ship: ShipClass,
    options: Options,
) -> Route:  # fmt: skip
    """`Sea.route`: see there."""
    a, b = sea.tie(origin), sea.tie(destination)
    stops = stops_from(sea, options.via)
    opens = sea.opened_passages(scenario.opened) if scenario.opened else frozenset[str]()
    ask = _Ask(sea, a, b, ship, stops, opens, options)
    ends = (a.who, b.who)
    hold = [r for r in applicable(scenario, ship, options.date) if holds_for(r, ends)]
    opened = ask.way()
    calls = (*ends, *(stop.who for stop in stops if isinstance(stop, Tie)))
    out = [(r, who) for r in hold for who in calls if is_out(r, who)]
    if out:
        return _port_out(ask, opened, out)
    ways = [r for r in hold if r.target.kind != "port"]
    restricted, cut = _under(ask, opened, ways)
    if restricted.nm == INF:
        return _no_way(ask, opened, cut)
    limits = [r for r in day_limits(scenario, ship, options.date) if holds_for(r, ends)]
    return _found(ask, opened, restricted, cut, ways, limits)


def _under(
    ask: _Ask, opened: Leg, ways: Sequence[Restriction]
) -> tuple[Leg, tuple[Restriction, ...]]:
    """The way under all restrictions, and those that lengthen or cut it."""
    bare = [end for end in (ask.a, ask.b, *ask.stops) if isinstance(end, Tie) and end.node < 0]
    if opened.nm == INF or bare:  # the lines of a position to the mesh may meet some as well
        restricted = ask.way(ways) if ways else opened
        longer = restricted.nm > opened.nm + SAME_NM and opened.nm < INF
        return restricted, cutting(ask, opened, ways)[1] if longer else ()
    return cutting(ask, opened, ways)


def _base(ask: _Ask, opened: Leg) -> dict[str, Any]:
    """What every answer carries."""
    open_nm = None if opened.nm == INF else round(opened.nm, 2)
    return {
        "origin": ask.a.who, "destination": ask.b.who, "open_distance_nm": open_nm,
        "open_passages": passages_on_path(ask.sea._network, opened),
        "ship_class": None if ask.ship is REFERENCE_SHIP else ask.ship.id,
        "opened": tuple(sorted(ask.opened)),
    }  # fmt: skip


def _port_out(ask: _Ask, opened: Leg, out: Sequence[tuple[Restriction, PortTie]]) -> Route:
    names = [
        f"{who.name} is out of service" if r.target.kind == "port"
        else f"{who.name} lies in {r.target.name}, which may not be entered"
        for r, who in out
    ]  # fmt: skip
    share = max(share_for(r, ask.ship) for r, _ in out)
    return Route(
        status="port_out", reason="; ".join(dict.fromkeys(names)) + ".",
        restrictions=tuple(dict.fromkeys(r.id for r, _ in out)), share_diverted=share,
        **_base(ask, opened),
    )  # fmt: skip


def _no_way(ask: _Ask, opened: Leg, cut: Sequence[Restriction]) -> Route:
    if opened.nm == INF:
        return Route(status="no_way", reason=_never_words(ask), **_base(ask, opened))
    names = _named(cut)
    verb = "leave" if len(cut) > 1 else "leaves"
    return Route(
        status="no_way",
        reason=f"{names} {verb} no way from {ask.a.who.name} to {ask.b.who.name}; "
        f"without {'them' if len(cut) > 1 else 'it'} the way is {opened.nm:,.0f} nm.",
        restrictions=tuple(r.id for r in cut),
        share_diverted=max((share_for(r, ask.ship) for r in cut), default=1.0),
        **_base(ask, opened),
    )


def _never_words(ask: _Ask) -> str:
    """Why there is no way even with nothing restricted."""
    ends = f"{ask.a.who.name} and {ask.b.who.name}"
    if ask.ship is REFERENCE_SHIP:
        return f"No navigable water joins {ends}" + (
            " by way of what was named." if ask.stops else "."
        )
    free = ask.way(ship=REFERENCE_SHIP)
    if free.nm == INF:
        return f"No navigable water joins {ends}."
    return (
        f"The ship class {ask.ship.id} is too large for the canals, straits or shoals between "
        f"{ends}; a smaller ship has {free.nm:,.0f} nm."
    )


def _named(restrictions: Sequence[Restriction]) -> str:
    words = []
    for r in restrictions:
        verb = "avoided" if r.effect == "avoided" or r.target.kind == "area" else "closed"
        words.append(f"{r.target.name} {verb}")
    words = list(dict.fromkeys(words)) or ["The restrictions"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def cutting(
    ask: _Ask, opened: Leg, ways: Sequence[Restriction]
) -> tuple[Leg, tuple[Restriction, ...]]:
    """The restrictions that lengthen or cut: those met by the open way, then by the next.

    Each round adds what the best way so far runs into, until it runs into nothing: then
    it is also the shortest under all of them, since closing never shortens.
    """
    met: list[Restriction] = []
    leg = opened
    while leg.nm < INF:
        new = [r for r in ways if r not in met and _meets(ask, leg, r)]
        if not new:
            break
        met += new
        leg = ask.way(met)
    return leg, tuple(met)


def _meets(ask: _Ask, leg: Leg, restriction: Restriction) -> bool:
    block = ask.sea.block(restriction)
    if block is None:
        return False
    return _share_one(leg.edges, block.edges) or (block.area is not None and leg.inside(block.area))


def _share_one(edges: NDArray[np.int64], ascending: NDArray[np.int32]) -> bool:
    """Whether any of the edges is among others that ascend."""
    if not len(ascending):
        return False
    return bool((ascending[np.searchsorted(ascending[:-1], edges)] == edges).any())


def _found(
    ask: _Ask, opened: Leg, way: Leg, cut: Sequence[Restriction], ways: Sequence[Restriction],
    limits: Sequence[Restriction],
) -> Route:  # fmt: skip
    network, options = ask.sea._network, ask.options
    extra = way.nm - opened.nm if opened.nm < INF else 0.0
    longer = extra > SAME_NM
    cut = cut if longer else ()
    share = max((share_for(r, ask.ship) for r in cut), default=1.0)
    weighted = _weighted_extra(ask, opened, way, cut) if longer else None
    asked = options.geometry or options.areas or any(r.target.kind == "area" for r in ways)
    points = points_on_way(network, way) if asked else np.zeros((0, 2))
    met = _limits_on_way(way, limits)
    words = [_longer_words(ask, opened, way, cut)] if longer else []
    return Route(
        status="longer" if longer else "open",
        distance_nm=round(way.nm, 2),
        extra_nm=round(extra, 2) if longer else 0.0,
        passages=passages_on_path(network, way),
        areas=areas_on_way(points, restricted_areas(ways), ask.ship.speed_kn),
        user_areas=areas_on_way(points, options.areas, ask.ship.speed_kn),
        geometry=geometry_from_points(points) if options.geometry else None,
        reason=" ".join(words + [_limit_words(m) for m in met]),
        restrictions=tuple(r.id for r in cut),
        share_diverted=share if longer else 1.0,
        weighted_extra_nm=None if weighted is None else round(weighted, 2),
        limits=met,
        alternatives=_near_equal(ask, way, ways),
        **_base(ask, opened),
    )


def _near_equal(ask: _Ask, way: Leg, ways: Sequence[Restriction]) -> tuple[Alternative, ...]:
    """Ways within the asked percentage of the shortest; none where none were asked for."""
    if not ask.options.alternatives:
        return ()
    from offing.sea.alternatives import near_equal_ways

    network = ask.sea._network
    view = ask.sea.view(ask.ship, ways, ask.opened)
    found = near_equal_ways(view, way, ask.options.alternatives / 100.0)
    return tuple(
        Alternative(
            distance_nm=round(leg.nm, 2), more_nm=round(leg.nm - way.nm, 2),
            passages=passages_on_path(network, leg),
            geometry=geometry_from_points(points_on_way(network, leg))
            if ask.options.geometry else None,
        )
        for leg in found
    )  # fmt: skip


def _limits_on_way(way: Leg, limits: Sequence[Restriction]) -> tuple[DayLimit, ...]:
    """The limits on ships per day that the way meets, in order."""
    if not limits:
        return ()
    at = {p.id: p.at_nm for p in reversed(passages_on_path(way.network, way))}
    if way.stretches:
        at.setdefault(way.stretches[-1].b.who.id, round(way.nm, 1))
        at.setdefault(way.stretches[0].a.who.id, 0.0)
    found = [
        DayLimit(
            restriction_id=r.id, id=r.target.id, name=r.target.name,
            ships_per_day=r.capacity_per_day, at_nm=at[r.target.id],
        )
        for r in limits
        if r.capacity_per_day is not None and r.target.id in at
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda limit: limit.at_nm))


def _limit_words(limit: DayLimit) -> str:
    return (
        f"{limit.name} takes {limit.ships_per_day:g} ships a day: the way is no longer, "
        "waiting is not counted."
    )


def _weighted_extra(ask: _Ask, opened: Leg, way: Leg, cut: Sequence[Restriction]) -> float | None:
    """Extra miles over all ships, those that go as if open included.

    ``way`` is that of the ships which avoid all of ``cut``.

    Ships are taken as nested: those that avoid what few avoid also avoid what many do.
    ``None`` where some of them have no way.
    """
    total, below = 0.0, 0.0
    for share in sorted({share_for(r, ask.ship) for r in cut}):
        avoid = [r for r in cut if share_for(r, ask.ship) >= share]
        nm = way.nm if len(avoid) == len(cut) else ask.way(avoid).nm
        if nm == INF:
            return None
        total += (share - below) * max(0.0, nm - opened.nm)
        below = share
    return total


def _longer_words(ask: _Ask, opened: Leg, way: Leg, cut: Sequence[Restriction]) -> str:
    network = ask.sea._network
    before = [p.name for p in passages_on_path(network, opened)]
    after = [p.name for p in passages_on_path(network, way) if p.name not in before]
    by = f" by {', '.join(after)}" if after else ""
    words = (
        f"{_named(cut)}: the way{by} is {way.nm:,.0f} nm, {way.nm - opened.nm:,.0f} nm more "
        f"than the open way of {opened.nm:,.0f} nm."
    )
    share = max((share_for(r, ask.ship) for r in cut), default=1.0)
    if share < 1:
        words += f" {share:.0%} of ships go this way; the rest sail as if open.".replace("%", " %")
    return words
