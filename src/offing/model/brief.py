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
    """Of which restriction."""
    title: str
    """It in words."""
    accepted: bool
    """Whether a person has accepted it."""
    passages: tuple[str, ...] = ()
    """Ids of passages it touches."""
    ports: tuple[str, ...] = ()
    """Ids of ports it touches."""
    lanes: tuple[LaneEffect, ...] = ()
    """Only lanes that become longer or have no way."""
    lanes_unchanged: int = 0
    """How many lanes stay as they are."""
    stand_ins: tuple[StandIn, ...] = ()
    """Ports that could stand in for one that is out."""
    note: str = ""
    """What is not computed, and why."""


class LeftOut(Struct, frozen=True, kw_only=True):
    """Something that was read and not used, and why.

    ``kind``: ``boilerplate``, ``background``, ``unknown_place``, ``language``,
    ``unreadable``, ``ambiguous_place``, ``other``.
    """

    kind: str
    """Which sort of thing."""
    reason: str
    """Why, in words."""
    report_id: str | None = None
    """The report that it stands in."""
    text: str = ""
    """Its words, or a part of them."""
    start: int | None = None
    """First code point."""
    end: int | None = None
    """One past the last code point."""


class Brief(Struct, frozen=True, kw_only=True):
    """What is said first, and everything that it rests on."""

    headline: str
    """The plain sentence that comes first."""
    as_of: datetime.date
    """The day that it speaks of."""
    as_of_basis: str
    """How that day was chosen."""
    reports: tuple[Report, ...] = ()
    """What was read."""
    claims: tuple[Claim, ...] = ()
    """Who says what."""
    notices: tuple[Notice, ...] = ()
    """Structured messages among the reports."""
    incidents: tuple[Incident, ...] = ()
    """Claims about one thing, rated."""
    restrictions: tuple[Restriction, ...] = ()
    """What is proposed; nothing of it applies unless accepted."""
    scenario: Scenario = Scenario()
    """What a person accepted or gave."""
    consequences: tuple[Consequence, ...] = ()
    """What each restriction would do."""
    left_out: tuple[LeftOut, ...] = ()
    """What was not used, and why."""
