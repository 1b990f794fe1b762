"""Matrices and what is near: many distances at once, under one scenario."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offing.model.lane import StandIn
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import ShipClass
from offing.sea.holding import applicable, concerns, is_out
from offing.sea.restrict import trade_limits
from offing.sea.ties import Tie
from offing.sea.waters import Waters


def answer_matrix(
    sea: Waters, origins: Sequence[Tie], destinations: Sequence[Tie], scenario: Scenario,
    ship: ShipClass, date: datetime.date | None,
) -> NDArray[np.float32]:  # fmt: skip
    """`Sea.distances`: see there."""
    if not origins or not destinations:
        return np.zeros((len(origins), len(destinations)), np.float32)
    hold = applicable(scenario, ship, date)
    opens = sea.opened_passages(scenario.opened) if scenario.opened else frozenset[str]()
    general = [r for r in hold if not trade_limits(r)]
    limited = [r for r in hold if trade_limits(r)]
    if not limited:
        return _plain_matrix(sea, origins, destinations, ship, general, opens)
    rows, columns = end_signatures(origins, limited), end_signatures(destinations, limited)
    pairs = rows[:, None] | columns[None, :]
    out = np.empty((len(origins), len(destinations)), np.float32)
    for signature in np.unique(pairs).tolist():
        extra = [r for k, r in enumerate(limited) if signature >> k & 1]
        here = pairs == signature
        found = _plain_matrix(sea, origins, destinations, ship, general + extra, opens)
        out[here] = found[here]
    return out


def end_signatures(ties: Sequence[Tie], limited: Sequence[Restriction]) -> NDArray[np.int64]:
    """For each end, as bits, which restrictions on some trade concern it."""
    return np.array(
        [sum(concerns(trade_limits(r), t.who) << k for k, r in enumerate(limited)) for t in ties],
        np.int64,
    )


def _plain_matrix(
    sea: Waters, origins: Sequence[Tie], destinations: Sequence[Tie], ship: ShipClass,
    hold: Sequence[Restriction], opened: frozenset[str],
) -> NDArray[np.float32]:  # fmt: skip
    from offing.sea.rows import LARGE

    view = sea.view(ship, [r for r in hold if r.target.kind != "port"], opened)
    if len(origins) * len(destinations) > LARGE:
        sea.make_room_beside(view)
    out = view.matrix(origins, destinations)
    outs = [r for r in hold if r.target.kind == "port" or r.forbids_entry]
    if outs:
        out[[any(is_out(r, t.who) for r in outs) for t in origins]] = np.inf
        out[:, [any(is_out(r, t.who) for r in outs) for t in destinations]] = np.inf
    return out


def answer_nearest(
    sea: Waters, port: Tie, n: int, within_nm: float, scenario: Scenario, ship: ShipClass,
    date: datetime.date | None,
) -> list[StandIn]:  # fmt: skip
    """`Sea.nearest_ports`: see there."""
    from offing.places.gazetteer import port_sizes

    own = Scenario(
        opened=scenario.opened,
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
