"""The brief: everything that one reading of reports comes to."""

from __future__ import annotations

import datetime

from offing.model.base import Struct
from offing.model.claim import Claim
from offing.model.incident import Incident
from offing.model.lane import LaneEffect, StandIn
from offing.model.notice import Notice
from offing.model.report import Report
from offing.model.scenario import Restriction, Scenario


class Consequence(Struct, frozen=True, kw_only=True):
    """What one proposed (or accepted) restriction would do, if it were so."""

    restriction_id: str
    title: str
    accepted: bool
    passages: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    lanes: tuple[LaneEffect, ...] = ()
    """Only lanes that become longer or have no way."""
    lanes_unchanged: int = 0
    stand_ins: tuple[StandIn, ...] = ()
    note: str = ""


class LeftOut(Struct, frozen=True, kw_only=True):
    """Something that was read and not used, and why.

    ``kind``: ``boilerplate``, ``background``, ``unknown_place``, ``language``,
    ``unreadable``, ``ambiguous_place``, ``other``.
    """

    kind: str
    reason: str
    report_id: str | None = None
    text: str = ""
    start: int | None = None
    end: int | None = None


class Brief(Struct, frozen=True, kw_only=True):
    """What is said first, and everything that it rests on."""

    headline: str
    as_of: datetime.date
    as_of_basis: str
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    notices: tuple[Notice, ...] = ()
    incidents: tuple[Incident, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    scenario: Scenario = Scenario()
    consequences: tuple[Consequence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
