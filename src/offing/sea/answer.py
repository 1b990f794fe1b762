"""From ways on the mesh to answers: status, reason, shares, matrices, stand-ins."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offing.errors import ScenarioError
from offing.model.lane import StandIn
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import PortTie, Route, ShipClass
from offing.sea.drawing import (
    areas_on_way,
    geometry_from_points,
    passages_on_path,
    points_on_way,
)
from offing.sea.restrict import (
    REFERENCE_SHIP,
    area_contains,
    area_shape,
    share_for,
    ship_matches,
    trade_limits,
)
from offing.sea.ties import Tie
from offing.sea.via import Leg, way_by
from offing.sea.waters import End, Waters

INF = float("inf")
SAME_NM = 0.05
"""Ways that differ by less than this are the same length."""


class _Ask(NamedTuple):
    """One question, with the ends tied and the restrictions that count for it."""

    sea: Waters
    a: Tie
    b: Tie
    ship: ShipClass
    via: tuple[End, ...]
    restrictions: tuple[Restriction, ...]


def applicable(
    scenario: Scenario, ship: ShipClass, date: datetime.date | None
) -> list[Restriction]:
    """The restrictions that hold on the date for this class, general ones refused.

    Raises:
        ScenarioError: a restriction on something general, which names no single place.
    """
    found = []
    for r in scenario.active(date):
        if r.target.kind == "general":
            raise ScenarioError(
                f"restriction {r.id!r} is on {r.target.name!r}, which is no single port, passage "
                "or area: pick one of its candidates first"
            )
        if ship_matches(r, ship) and share_for(r, ship) > 0:
            found.append(r)
    return found


def _concerns(limits: Sequence[str], who: PortTie) -> bool:
    for limit in limits:
        kind, _, value = limit.partition(":")
        if kind == "port" and value.lower() in (who.id, (who.unlocode or "").lower()):
            return True
        if kind == "country" and who.country and value.upper() == who.country:
            return True
    return False


def _is_out(restriction: Restriction, who: PortTie) -> bool:
    """Whether a restriction puts this end out of reach by itself."""
    if restriction.target.kind == "port":
        return restriction.target.id == who.id
    if restriction.target.kind == "area" and restriction.forbids_entry:
        return area_contains(area_shape(restriction), who.water.lon, who.water.lat)
    return False


def answer_route(
    sea: Waters, origin: End, destination: End, scenario: Scenario, ship: ShipClass,
    via: tuple[End, ...], date: datetime.date | None, geometry: bool,
) -> Route:  # fmt: skip
    """`Sea.route`: see there."""
    a, b = sea.tie(origin), sea.tie(destination)
    hold = tuple(
        r for r in applicable(scenario, ship, date)
        if not trade_limits(r) or _concerns(trade_limits(r), a.who)
        or _concerns(trade_limits(r), b.who)
    )  # fmt: skip
    ask = _Ask(sea, a, b, ship, via, hold)
    opened = way_by(sea, a, b, ship, (), via)
    out = [r for r in hold if _is_out(r, a.who) or _is_out(r, b.who)]
    if out:
        return _port_out(ask, opened, out)
    ways = [r for r in hold if r.target.kind != "port"]
    restricted = way_by(sea, a, b, ship, ways, via) if ways else opened
    if restricted.nm == INF:
        return _no_way(ask, opened, ways)
    return _found(ask, opened, restricted, ways, scenario.active(date), geometry)


def _base(ask: _Ask, opened: Leg) -> dict[str, Any]:
    """What every answer carries."""
    open_nm = None if opened.nm == INF else round(opened.nm, 2)
    return {
        "origin": ask.a.who, "destination": ask.b.who, "open_distance_nm": open_nm,
        "open_passages": passages_on_path(ask.sea._network, opened),
        "ship_class": None if ask.ship is REFERENCE_SHIP else ask.ship.id,
    }  # fmt: skip


def _port_out(ask: _Ask, opened: Leg, out: Sequence[Restriction]) -> Route:
    names = []
    for r in out:
        who = ask.a.who if _is_out(r, ask.a.who) else ask.b.who
        names.append(
            f"{who.name} is out of service" if r.target.kind == "port"
            else f"{who.name} lies in {r.target.name}, which may not be entered"
        )  # fmt: skip
    share = max(share_for(r, ask.ship) for r in out)
    return Route(
        status="port_out", reason="; ".join(dict.fromkeys(names)) + ".",
        restrictions=tuple(dict.fromkeys(r.id for r in out)), share_diverted=share,
        **_base(ask, opened),
    )  # fmt: skip


def _no_way(ask: _Ask, opened: Leg, ways: Sequence[Restriction]) -> Route:
    if opened.nm == INF:
        return Route(status="no_way", reason=_never_words(ask), **_base(ask, opened))
    cut = cutting(ask, opened, ways)
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
            " by way of what was named." if ask.via else "."
        )
    free = way_by(ask.sea, ask.a, ask.b, REFERENCE_SHIP, (), ask.via)
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


def cutting(ask: _Ask, opened: Leg, ways: Sequence[Restriction]) -> tuple[Restriction, ...]:
    """The restrictions that lengthen or cut: those met by the open way, then by the next.

    Each round adds what the best way so far runs into, until it runs into nothing.
    """
    met: list[Restriction] = []
    leg = opened
    while leg.nm < INF:
        new = [r for r in ways if r not in met and _meets(ask, leg, r)]
        if not new:
            break
        met += new
        if len(met) == len(ways):
            break
        leg = way_by(ask.sea, ask.a, ask.b, ask.ship, met, ask.via)
    return tuple(met)


def _meets(ask: _Ask, leg: Leg, restriction: Restriction) -> bool:
    from offing.sea.restrict import block_from_restriction

    block = block_from_restriction(ask.sea._network, restriction)
    if block is None:
        return False
    return bool(np.isin(leg.edges, block.edges).any()) or (
        block.area is not None and leg.inside(block.area)
    )


def _found(
    ask: _Ask, opened: Leg, way: Leg, ways: Sequence[Restriction], active: Sequence[Restriction],
    geometry: bool,
) -> Route:  # fmt: skip
    network = ask.sea._network
    extra = way.nm - opened.nm if opened.nm < INF else 0.0
    longer = extra > SAME_NM
    cut = cutting(ask, opened, ways) if longer else ()
    share = max((share_for(r, ask.ship) for r in cut), default=1.0)
    weighted = _weighted_extra(ask, opened, cut) if longer else None
    points = points_on_way(network, way)
    return Route(
        status="longer" if longer else "open",
        distance_nm=round(way.nm, 2),
        extra_nm=round(extra, 2) if longer else 0.0,
        passages=passages_on_path(network, way),
        areas=areas_on_way(points, ways),
        geometry=geometry_from_points(points) if geometry else None,
        reason=_longer_words(ask, opened, way, cut) if longer else _capacity_words(active, way),
        restrictions=tuple(r.id for r in cut),
        share_diverted=share if longer else 1.0,
        weighted_extra_nm=None if weighted is None else round(weighted, 2),
        **_base(ask, opened),
    )


def _weighted_extra(ask: _Ask, opened: Leg, cut: Sequence[Restriction]) -> float | None:
    """Extra miles over all ships, those that go as if open included.

    Ships are taken as nested: those that avoid what few avoid also avoid what many do.
    ``None`` where some of them have no way.
    """
    total, below = 0.0, 0.0
    for share in sorted({share_for(r, ask.ship) for r in cut}):
        avoid = [r for r in cut if share_for(r, ask.ship) >= share]
        nm = way_by(ask.sea, ask.a, ask.b, ask.ship, avoid, ask.via).nm
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


def _capacity_words(active: Sequence[Restriction], way: Leg) -> str:
    """Limits on ships per day at passages of the way: they cost time, not miles."""
    on_way = set(way.passage_ids)
    words = [
        f"{r.target.name} takes {r.capacity_per_day:g} ships a day: the way is no longer, "
        "waiting is not counted."
        for r in active
        if r.effect == "capacity" and r.capacity_per_day is not None and r.target.id in on_way
    ]
    return " ".join(words)


# -- matrices ---------------------------------------------------------------------------


def answer_matrix(
    sea: Waters, origins: Sequence[Tie], destinations: Sequence[Tie], scenario: Scenario,
    ship: ShipClass, date: datetime.date | None,
) -> NDArray[np.float32]:  # fmt: skip
    """`Sea.distances`: see there."""
    if not origins or not destinations:
        return np.zeros((len(origins), len(destinations)), np.float32)
    hold = applicable(scenario, ship, date)
    general = [r for r in hold if not trade_limits(r)]
    limited = [r for r in hold if trade_limits(r)]
    rows, columns = _signatures(origins, limited), _signatures(destinations, limited)
    pairs = rows[:, None] | columns[None, :]
    out = np.empty((len(origins), len(destinations)), np.float32)
    for signature in np.unique(pairs).tolist():
        extra = [r for k, r in enumerate(limited) if signature >> k & 1]
        here = pairs == signature
        found = _plain_matrix(sea, origins, destinations, ship, general + extra)
        out[here] = found[here]
    return out


def _signatures(ties: Sequence[Tie], limited: Sequence[Restriction]) -> NDArray[np.int64]:
    """For each end, as bits, which restrictions on some trade concern it."""
    return np.array(
        [sum(_concerns(trade_limits(r), t.who) << k for k, r in enumerate(limited)) for t in ties],
        np.int64,
    )


def _plain_matrix(
    sea: Waters, origins: Sequence[Tie], destinations: Sequence[Tie], ship: ShipClass,
    hold: Sequence[Restriction],
) -> NDArray[np.float32]:  # fmt: skip
    view = sea.view(ship, [r for r in hold if r.target.kind != "port"])
    out = view.matrix(origins, destinations)
    outs = [r for r in hold if r.target.kind == "port" or r.forbids_entry]
    if outs:
        out[[any(_is_out(r, t.who) for r in outs) for t in origins]] = np.inf
        out[:, [any(_is_out(r, t.who) for r in outs) for t in destinations]] = np.inf
    return out


def answer_nearest(
    sea: Waters, port: Tie, n: int, within_nm: float, scenario: Scenario, ship: ShipClass,
    date: datetime.date | None,
) -> list[StandIn]:  # fmt: skip
    """`Sea.nearest_ports`: see there."""
    from offing.places.gazetteer import port_sizes

    own = Scenario(
        restrictions=tuple(
            r for r in scenario.active(date)
            if not (r.target.kind == "port" and r.target.id == port.who.id)
        )
    )  # fmt: skip
    ties = [t for t in sea._port_ties.values() if t.who.id != port.who.id]
    nm = answer_matrix(sea, [port], ties, own, ship, None)[0]
    sizes = port_sizes()
    found = []
    for j in np.argsort(nm, kind="stable")[:n].tolist():
        if not np.isfinite(nm[j]) or nm[j] > within_nm:
            break
        who = ties[j].who
        found.append(
            StandIn(
                id=who.id, name=who.name, country=who.country, unlocode=who.unlocode,
                distance_nm=round(float(nm[j]), 1), size=_SIZES.get(sizes.get(who.id, 4), ""),
            )
        )  # fmt: skip
    return found


_SIZES = {0: "large", 1: "medium", 2: "small", 3: "very small"}
