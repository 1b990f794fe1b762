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
    start: int
    end: int
    text: str


class When(Struct, frozen=True, kw_only=True):
    """An interval of time, how precise it is, and how it is known.

    ``earliest`` and ``latest`` are inclusive: ISO dates (``2024-01-24``) in the
    event's own zone when ``precision`` is a day or coarser, UTC instants
    (``2012-12-31T23:16:00Z``) otherwise; ``None`` where open or unknown.
    ``basis``: ``stated`` (a full date in the text), ``relative`` (to the report's
    date), ``completed`` (a date whose year was filled in), ``header``, ``unknown``.
    """

    earliest: str | None = None
    latest: str | None = None
    precision: Precision = "unknown"
    basis: str = "unknown"
    part_of_day: str | None = None
    zone: str | None = None
    zone_basis: str | None = None
    text: str = ""


UNKNOWN_WHEN = When()


class ClaimPlace(Struct, frozen=True, kw_only=True):
    """A place as a claim carries it; ``as_written`` is the report's own word."""

    id: str
    name: str
    kind: PlaceKind
    unlocode: str | None = None
    country: str | None = None
    lon: float | None = None
    lat: float | None = None
    as_written: str = ""


class Count(Struct, frozen=True, kw_only=True):
    """What is counted (``events``, ``ships``, ``ports``, ``casualties``), at least and at most."""

    of: str
    min: int | None = None
    max: int | None = None


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
    report_id: str
    evidence: tuple[Evidence, ...]
    speaker: str
    speaker_id: str | None = None
    speaker_role: str | None = None
    attribution: tuple[str, ...] = ()
    channel: str | None = None
    actor: str | None = None
    actor_id: str | None = None
    action: str = "other"
    target: str | None = None
    places: tuple[ClaimPlace, ...] = ()
    when: When = UNKNOWN_WHEN
    stated: When = UNKNOWN_WHEN
    modality: Modality = "reported"
    scope: Scope = "shipping"
    in_effect: bool | None = None
    future: bool = False
    hypothetical: bool = False
    negated: bool = False
    count: Count | None = None
    paraphrase: str = ""
    notice_id: str | None = None
    conditions: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    """Other sources the report itself names for this (``(IMB)``, ``citing X``)."""
