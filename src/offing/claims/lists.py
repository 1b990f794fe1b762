"""Claims from lists and tables: each entry one claim, its slots given by the list."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import msgspec

from offing.claims.area_lists import AreaChange, effective_from, find_area_changes, holds_at
from offing.claims.attribution import Segment
from offing.claims.build import build_draft
from offing.claims.carry import carry_on
from offing.claims.document import Document, Sentence, sentence_from_range
from offing.claims.draft import Draft, Reader
from offing.claims.headings import Sections
from offing.claims.paraphrase import paraphrase
from offing.claims.status_lists import StatusEntry, find_statuses
from offing.model import UNKNOWN_WHEN, Claim

Entry = StatusEntry | AreaChange
_CLAUSE_END = re.compile(r"[;,|](?=\s)|\t|\s\|")
"""Where the status itself ends and remarks begin, whose dates are not the status's."""


def find_entries(doc: Document, named: Sections) -> list[Entry]:
    """Every entry of a list or table in ``doc``, in reading order, none overlapping.

    ``named``: the sections whose headings are places.
    """
    entries: list[Entry] = [*find_area_changes(doc), *find_statuses(doc, named)]
    out: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.start, -e.end)):
        if not out or entry.start >= out[-1].end:
            out.append(entry)
    return out


def draft_from_entry(reader: Reader, entry: Entry, sentence: Sentence) -> Draft:
    """The claim of one entry; ``sentence`` is the one of the report that it begins in."""
    own = sentence_from_range(reader.doc, sentence, entry.start, entry.end)
    whole = Segment(0, len(own.tokens), (0, len(own.tokens)))
    if reader.letters:
        whole = carry_on(reader, sentence, whole)
    action = entry.action if isinstance(entry, StatusEntry) else "insurance"
    draft = build_draft(reader, own, whole, None, action, whole.evidence)
    if isinstance(entry, StatusEntry):
        slots = _of_status(reader, entry, draft.claim)
    else:
        slots = _of_change(reader, entry, draft.claim)
    draft.claim = with_slots(draft.claim, **slots)
    return draft


def _of_status(reader: Reader, entry: StatusEntry, claim: Claim) -> dict[str, Any]:
    places = entry.places or (
        reader.settings[_index(reader, entry.start)].places if entry.leans else ()
    )
    clause = _CLAUSE_END.search(reader.doc.text, max(entry.told, entry.start), entry.end)
    limit = clause.start() if clause is not None else entry.end
    own = any(
        entry.start <= d.start < limit and d.when.text == claim.when.text for d in reader.dates
    )
    plain = claim.modality in ("assessed", "denied", "claimed")
    return {
        "action": entry.action,
        "places": places or (claim.places if entry.leans else ()),
        "modality": "reported" if plain else claim.modality,
        "scope": "shipping",
        "when": claim.when if own else UNKNOWN_WHEN,
        "in_effect": entry.holds,
        "future": False,
        "hypothetical": False,
        "negated": False,
        "actor": None,
        "actor_id": None,
    }


def _index(reader: Reader, offset: int) -> int:
    n = bisect_right(reader.doc.sentences, offset, key=lambda s: s.start) - 1
    return max(n, 0)


def _of_change(reader: Reader, entry: AreaChange, claim: Claim) -> dict[str, Any]:
    when = claim.when
    if when.earliest is None and when.latest is None:
        when = effective_from(reader.doc, reader.dates)
    holds = holds_at(when, reader.doc.report.published)
    return {
        "action": "insurance",
        "places": entry.places,
        "when": when,
        "modality": "announced",
        "scope": "shipping",
        "in_effect": holds,
        "future": holds is False,
        "hypothetical": False,
        "negated": False,
        "count": None,
    }


def with_slots(claim: Claim, **slots: Any) -> Claim:
    """``claim`` with other slots, and the paraphrase that these make."""
    changed = msgspec.structs.replace(claim, **slots)
    told = paraphrase(
        speaker=changed.speaker, role=changed.speaker_role, channel=changed.channel,
        modality=changed.modality, action=changed.action, actor=changed.actor,
        target=changed.target, places=changed.places, when=changed.when, count=changed.count,
        future=changed.future, negated=changed.negated,
    )  # fmt: skip
    return msgspec.structs.replace(changed, paraphrase=told)
