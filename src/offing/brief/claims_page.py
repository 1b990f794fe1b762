"""Reports with their claims marked, as one self-contained page without a script.

Marked words are links: pointing at one, or reaching it with the keyboard, shows the claim's
slots beside the words; following it (a tap, Enter) leads to the same slots in full in the
list, which leads back. A screen reader hears the link and reads the list.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from offing.brief.marks import Piece, pieces_from_report
from offing.brief.page import environment, language_of, page_style
from offing.brief.view import report_label
from offing.brief.wording import (
    MODALITY_MEANING,
    places_words,
    sentence_from,
    speaker_words,
    through_words,
    when_words,
)
from offing.model import Claim, Count, Report, Struct

MAX_CARDS = 3
"""Claims whose slots are shown beside one stretch of words; all of them stand in the list."""


class Slot(Struct, frozen=True, kw_only=True):
    """One row of a claim: its ``name``, its ``value`` in words, and what the value ``means``."""

    name: str
    value: str
    means: str = ""


class Marked(Struct, frozen=True, kw_only=True):
    """One claim with its ``number`` on the page and its slots in words."""

    number: int
    claim: Claim
    slots: tuple[Slot, ...]

    @property
    def sentence(self) -> str:
        """The paraphrase as a sentence, never empty."""
        return sentence_from(self.claim.paraphrase) or sentence_from(
            self.claim.action.replace("_", " ")
        )


def page_from_claims(reports: Iterable[Report], claims: Iterable[Claim]) -> str:
    """The whole page as HTML text; reports in the order given, claims numbered through."""
    from markupsafe import Markup

    from offing import __version__

    marked = [Marked(number=n, claim=c, slots=tuple(slots_of(c))) for n, c in enumerate(claims, 1)]
    of_report: dict[str, list[Marked]] = {}
    for item in marked:
        of_report.setdefault(item.claim.report_id, []).append(item)
    parts = [_part(n, r, of_report.get(r.id, ())) for n, r in enumerate(reports, 1)]
    style, style_hash = claims_style()
    return environment().get_template("claims.html.j2").render(
        parts=parts, count=len(marked), by_number={m.number: m for m in marked},
        style=Markup(style), style_hash=style_hash, version=__version__,
        modalities=MODALITY_MEANING, max_cards=MAX_CARDS,
    )  # fmt: skip


def _part(number: int, report: Report, marked: Sequence[Marked]) -> dict[str, Any]:
    pieces: list[Piece] = pieces_from_report(report, [(m.number, m.claim) for m in marked])
    return {
        "number": number, "label": report_label(report), "report": report, "marked": marked,
        "lang": language_of(report), "pieces": pieces,
    }  # fmt: skip


def slots_of(claim: Claim) -> list[Slot]:
    """The slots of a claim that say something, in the order in which one asks for them."""
    footing = MODALITY_MEANING.get(claim.modality, "")
    if claim.hypothetical:
        footing = f"{footing}; only could be" if footing else "only could be"
    rows = [
        Slot(name="Who says it", value=speaker_words(claim)),
        Slot(name="Through whom", value=through_words(claim)),
        Slot(name="On what footing", value=claim.modality, means=footing),
        Slot(name="Where", value=places_words(claim.places) or "not said"),
        Slot(name="When", value=when_words(claim.when)),
        Slot(name="Said", value=when_words(claim.stated) if claim.stated.earliest else ""),
        Slot(name="How many", value=_count(claim.count)),
        Slot(name="In effect", value=_effect(claim)),
        Slot(name="On terms", value="; ".join(f"“{t}”" for t in claim.conditions)),
        Slot(name="About", value="shipping" if claim.scope == "shipping" else "background only"),
    ]
    return [row for row in rows if row.value]


def _effect(claim: Claim) -> str:
    if claim.in_effect is not None:
        return "yes, at the report's date" if claim.in_effect else "no, not at the report's date"
    return "still to come" if claim.future else ""


def _count(count: Count | None) -> str:
    if count is None or (count.min is None and count.max is None):
        return ""
    if count.min == count.max:
        return f"{count.min} {count.of}"
    if count.max is None:
        return f"at least {count.min} {count.of}"
    return f"at most {count.max} {count.of}" if count.min is None else (
        f"{count.min} to {count.max} {count.of}")  # fmt: skip


@functools.cache
def claims_style() -> tuple[str, str]:
    """The brief's style sheet and what this page adds, and their hash for the policy."""
    own = (files("offing.brief") / "templates" / "claims.css").read_text(encoding="utf-8")
    style = page_style()[0] + own
    digest = hashlib.sha256(style.encode()).digest()
    return style, f"sha256-{base64.b64encode(digest).decode()}"
