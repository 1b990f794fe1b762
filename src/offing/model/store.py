"""What is kept: decisions, what has changed, and how stored things are listed."""

from __future__ import annotations

import datetime
from typing import Literal

from offing.model.base import Struct
from offing.model.incident import IncidentStatus
from offing.model.lane import Lane
from offing.model.report import ReportKind
from offing.model.scenario import Restriction, Scenario

DecisionAction = Literal["accepted", "rejected", "lifted", "changed"]
ChangeKind = Literal["new", "changed", "ended", "contradicted", "cancelled", "gone", "decided"]


class Decision(Struct, frozen=True, kw_only=True):
    """Who accepted or rejected what, when and why. Decisions are only ever appended."""

    number: int
    """Counts up from 1 in the order in which decisions were taken."""
    at: datetime.datetime
    """When, UTC."""
    who: str
    """Who decided, as they gave their name."""
    action: DecisionAction
    """``accepted`` and ``changed`` put it into the scenario, ``rejected`` and ``lifted``
    keep it out."""
    restriction: Restriction
    """What was decided on, as it stood then: later readings do not alter it."""
    why: str = ""
    """The reason, in their words."""


class ReportRow(Struct, frozen=True, kw_only=True):
    """A stored report as a list shows it."""

    number: int
    """Counts up from 1 in the order in which reports were taken in."""
    id: str
    """sha256 of the source bytes, hexadecimal."""
    added_at: datetime.datetime
    """When it was taken in, UTC."""
    kind: ReportKind
    """As of a report."""
    source: str
    """Where it came from, for people."""
    title: str | None = None
    """The headline or subject line."""
    publisher: str | None = None
    """Who published it, as written."""
    published: datetime.date | None = None
    """The day on which it was published."""
    claims: int = 0
    """How many claims it makes."""
    notices: int = 0
    """How many structured messages it holds."""
    excerpt: str = ""
    """In a search: the words around what was found, those found between « and »."""


class Change(Struct, frozen=True, kw_only=True):
    """One thing that is not as it was: an incident, or a decision of a person."""

    at: datetime.datetime
    """When it was noticed, UTC."""
    kind: ChangeKind
    """``contradicted``: a conflict or a denial came in; ``cancelled``: withdrawn by who
    issued it; ``gone``: its claims are told under another incident now."""
    id: str
    """Of the incident or the restriction."""
    title: str
    """It in neutral words."""
    what: tuple[str, ...] = ()
    """What is different, each a short sentence."""
    status: IncidentStatus | None = None
    """How the incident stands now."""
    before: IncidentStatus | None = None
    """How it stood before; ``None`` when it is new."""
    rating: str = ""
    """Both ratings now, as letters and digits."""
    report_ids: tuple[str, ...] = ()
    """The reports that it rests on."""
    lanes: tuple[str, ...] = ()
    """Names of the reader's own lanes that it would touch."""


class SavedScenario(Struct, frozen=True, kw_only=True):
    """A scenario under its name, in one of its versions."""

    name: str
    """What it is saved under."""
    version: int
    """1 when first saved; saving again adds a version, none is lost."""
    at: datetime.datetime
    """When this version was saved, UTC."""
    scenario: Scenario
    """It."""
    who: str = ""
    """Who saved it."""


class SavedLanes(Struct, frozen=True, kw_only=True):
    """A book of lanes under its name, in one of its versions."""

    name: str
    """What it is saved under."""
    version: int
    """1 when first saved; saving again adds a version, none is lost."""
    at: datetime.datetime
    """When this version was saved, UTC."""
    lanes: tuple[Lane, ...]
    """They."""
