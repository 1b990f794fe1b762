"""Ports of the lanes: how much of the book they carry, and what could stand in for one out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from offing.model.lane import PortExposure, StandIn
from offing.model.scenario import Scenario
from offing.model.sea import PortTie
from offing.voyage.tallies import parts_of

if TYPE_CHECKING:
    from offing.sea import Sea

LIMIT = 6
"""Stand-ins offered for a port."""
WITHIN_NM = 1500.0
"""How far a stand-in may lie from the port that is out, nautical miles by sea."""
MOST_PORTS = 40
"""Ports for which stand-ins are looked for; beyond, that is said."""
UNKNOWN = (
    "the way inland from there, and what it can carry",
    "room at its berths, on its yards and for the cargo in question",
    "depth at its berths today, tugs and cranes",
)
"""What the sea does not tell of a stand-in."""

Floats = NDArray[np.float64]


def port_exposures(
    sea: Sea, parts: Mapping[str, Floats], ties: Mapping[str, PortTie], whole: Floats,
    given: NDArray[np.bool_], scenario: Scenario, date: datetime.date | None,
) -> tuple[tuple[PortExposure, ...], list[str]]:  # fmt: skip
    """Ports of the lanes in the order of their names, and remarks.

    ``parts`` holds what each end counts for by its id; bare positions are no ports.
    """
    hold = {r.target.id for r in scenario.active(date) if r.target.kind == "port"
            and r.effect != "capacity"}  # fmt: skip
    found: list[PortExposure] = []
    notes: list[str] = []
    asked = 0
    kept = list(parts)
    rows = parts_of(np.array([parts[k] for k in kept]).reshape(-1, len(whole)), whole, given)
    books = dict(zip(kept, rows, strict=True))
    for ident, tie in sorted(ties.items(), key=lambda item: (item[1].name, item[0])):
        if ident not in parts:
            continue
        out = ident in hold
        stand_ins: tuple[StandIn, ...] = ()
        if out:
            asked += 1
            if asked <= MOST_PORTS:
                stand_ins = stand_ins_for(sea, ident, scenario, date)
        found.append(
            PortExposure(
                id=ident, name=tie.name, country=tie.country, out=out,
                part=books[ident], stand_ins=stand_ins,
                unknown=UNKNOWN if stand_ins else (),
            )
        )  # fmt: skip
    if asked > MOST_PORTS:
        notes.append(f"stand-ins were looked for at {MOST_PORTS} of the {asked} ports that are out")
    return tuple(found), notes


def stand_ins_for(
    sea: Sea, port: str, scenario: Scenario, date: datetime.date | None, *, limit: int = LIMIT
) -> tuple[StandIn, ...]:
    """Ports near by sea that the scenario leaves in reach, nearest first, with what is unknown."""
    held = scenario if date is None else msgspec.structs.replace(scenario, date=date)
    near: Sequence[StandIn] = sea.nearest_ports(
        port, limit=limit, within_nm=WITHIN_NM, scenario=held
    )
    return tuple(msgspec.structs.replace(s, unknown=UNKNOWN) for s in near)
