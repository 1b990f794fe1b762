"""A claim in the making, shared by reading and merging."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from offing.claims.attribution import Segment
from offing.claims.document import Document, Sentence
from offing.claims.sections import Setting
from offing.claims.speakers import Memory, Speaker
from offing.model import Claim, ClaimPlace


@dataclass(slots=True)
class Draft:
    """A claim being made, with what merging needs to know beside it."""

    claim: Claim
    sentence: Sentence
    segment: Segment
    speaker: Speaker
    heading: bool
    entry_head: bool = False
    plain: bool = False
    """Whether the words hold no event phrase, only a statement about something at sea."""


@dataclass(slots=True)
class Reader:
    """One reading of one report: what was told so far, and what it may lean on."""

    doc: Document
    memory: Memory
    base: tuple[str, ...]
    own_words: bool
    dates: Sequence[Any]
    date_starts: list[int]
    drafts: list[Draft] = field(default_factory=list)
    recent: list[tuple[int, ClaimPlace]] = field(default_factory=list)
    quote_speaker: dict[int, Segment] = field(default_factory=dict)
    homes: dict[str, tuple[ClaimPlace, ...]] = field(default_factory=dict)
    titled: tuple[ClaimPlace, ...] = ()
    settings: Sequence[Setting] = ()
    siblings: list[Draft] = field(default_factory=list)
    """Claims of the sentence that is being read."""
    section: tuple[ClaimPlace, ...] = ()
    """The places of the heading that the reading is under."""
    in_entries: set[int] = field(default_factory=set)
    """Sentences already read as parts of an entry."""
    letters: Sequence[Any] = ()
    """Letters that the report gives in full (``offing.claims.carry.Letter``)."""
    anchors: dict[int, datetime.date] = field(default_factory=dict)
    """The day of sentences that stand under a dated line of another day than the report's."""
    parses: Any = None
    """``offing.claims.nlp.Parses`` where a pipeline was given."""
