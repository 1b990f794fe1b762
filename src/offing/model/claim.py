"""Claims: who says what, through whom, where and when, with the words that say so."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Struct
from offing.model.place import PlaceKind

Modality = Literal["announced", "claimed", "reported", "confirmed", "denied", "assessed"]
Scope = Literal["shipping", "background"]
Precision = Literal["minute", "hour", "day", "range", "month", "year", "unknown"]

ACTIONS = (
    "attack", "explosion", "seizure", "boarding", "robbery", "hijack", "approach", "mine",
    "gnss_interference", "closure", "blockade", "suspension", "resumption", "opening",
    "normal_operations", "restriction", "diversion", "advisory", "exercise", "escort", "talks",
    "threat", "capability", "interception", "casualty", "damage", "spill", "insurance",
    "surcharge", "sanctions", "weather", "strike", "accident", "grounding", "congestion",
    "rescue", "release", "denial", "assessment", "operation", "other",
)  # fmt: skip
"""What a claim can be about. ``strike`` is a labour strike; ``operation`` an announced
phase or campaign; a claim whose action has no better word is ``other``."""


class Evidence(Struct, frozen=True, kw_only=True):
    """The exact characters of a report: ``Report.text[start:end] == text``."""

    report_id: str
    """The report that it stands in."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """The quoted words, letter for letter."""


class When(Struct, frozen=True, kw_only=True):
    """An interval of time, how precise it is, and how it is known.

    ``earliest`` and ``latest`` are inclusive: ISO dates (``2024-01-24``) in the
    event's own zone when ``precision`` is a day or coarser, UTC instants
    (``2012-12-31T23:16:00Z``) otherwise; ``None`` where open or unknown.
    ``basis``: ``stated`` (a full date in the text), ``relative`` (to the report's
    date), ``completed`` (a date whose year was filled in), ``header``, ``unknown``.
    """

    earliest: str | None = None
    """Inclusive start of the interval."""
    latest: str | None = None
    """Inclusive end of the interval."""
    precision: Precision = "unknown"
    """How finely the time is known."""
    basis: str = "unknown"
    """How it is known."""
    part_of_day: str | None = None
    """``night``, ``morning``, ``afternoon`` or ``evening``, as the text says."""
    zone: str | None = None
    """Offset or name of the time zone."""
    zone_basis: str | None = None
    """``stated``, ``place`` or ``assumed``."""
    text: str = ""
    """The words that say when."""


UNKNOWN_WHEN = When()


class ClaimPlace(Struct, frozen=True, kw_only=True):
    """A place as a claim carries it; ``as_written`` is the report's own word."""

    id: str
    """The gazetteer's id."""
    name: str
    """The standard name."""
    kind: PlaceKind
    """What sort of place it is."""
    unlocode: str | None = None
    """UN/LOCODE of a port."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    lon: float | None = None
    """Longitude, degrees east."""
    lat: float | None = None
    """Latitude, degrees north."""
    as_written: str = ""
    """The report's own word for it."""


class Count(Struct, frozen=True, kw_only=True):
    """What is counted (``events``, ``ships``, ``ports``, ``casualties``), at least and at most."""

    of: str
    """What is counted."""
    min: int | None = None
    """At least so many."""
    max: int | None = None
    """At most so many; ``None`` is open."""


class Claim(Struct, frozen=True, kw_only=True):
    """One act with its immediate outcome, as one speaker tells it.

    ``attribution`` runs from the outlet to the deepest source and ends with
    ``speaker``; ``stated`` is when it was said, ``when`` when it happened or is
    to happen; ``in_effect`` is about the content at the report's date, ``None``
    where the question does not arise. ``*_id`` are ids of known actors, ``None``
    for those that stay as written. ``conditions`` quotes terms that are not
    modelled (ownership, flag). ``future`` marks a planned or called-for act;
    ``hypothetical`` one that only could be.
    """

    id: str
    """Deterministic: the report and its place in it."""
    report_id: str
    """The report that it stands in."""
    evidence: tuple[Evidence, ...]
    """The exact characters that say so; a restatement is one more."""
    speaker: str
    """The deepest source, by standard name where it is known."""
    speaker_id: str | None = None
    """Id of a known actor."""
    speaker_role: str | None = None
    """Role and organisation as written."""
    attribution: tuple[str, ...] = ()
    """From the outlet to the deepest source."""
    channel: str | None = None
    """Through what it was said, e.g. ``post on X``."""
    actor: str | None = None
    """Who did, or is to do, what is told."""
    actor_id: str | None = None
    """Id of a known actor."""
    action: str = "other"
    """One of ``ACTIONS``."""
    target: str | None = None
    """To whom or what it was done."""
    places: tuple[ClaimPlace, ...] = ()
    """Where."""
    when: When = UNKNOWN_WHEN
    """When it happened, or is to happen."""
    stated: When = UNKNOWN_WHEN
    """When it was said."""
    modality: Modality = "reported"
    """On what footing it is said; see the rules in the guide."""
    scope: Scope = "shipping"
    """Whether it is about shipping or only background."""
    in_effect: bool | None = None
    """Whether it holds at the report's date."""
    future: bool = False
    """A planned, threatened or called-for act."""
    hypothetical: bool = False
    """An act that only could be."""
    negated: bool = False
    """The act is said not to have happened."""
    count: Count | None = None
    """How many of what."""
    paraphrase: str = ""
    """The same in neutral words, built from these slots."""
    notice_id: str | None = None
    """The notice that it was read from."""
    conditions: tuple[str, ...] = ()
    """Terms in the text that are not modelled."""
    cites: tuple[str, ...] = ()
    """Other sources the report itself names for this (``(IMB)``, ``citing X``)."""
