"""Changes to insurers' listed areas: what stands under ADDED, DELETED and AMENDED.

Each line is one announced change of insurance; the day from which all of them hold
stands elsewhere in the notice (“take effect from 1 July”).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from offing.claims.document import Document
from offing.claims.lexicon import read_rows
from offing.claims.slots import claim_place
from offing.model import UNKNOWN_WHEN, ClaimPlace, When
from offing.text.windows import holds_any

_INSURANCE = re.compile(
    r"\b(?:listed areas?|breach areas?|additional premium|war risks?|hull war|underwriters?|"
    r"insurers?)\b",
    re.IGNORECASE,
)
_HINTS = (
    "listed area", "breach area", "additional premium", "war risk", "hull war", "underwriter",
    "insurer",
)  # fmt: skip
"""One of these stands in whatever ``_INSURANCE`` matches."""
_MARK = re.compile(r"\s*(?:[-–—•*·▪►●○‣#|]+\s*|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)?")
_EFFECT = re.compile(
    r"(?:takes?|taking|with|come into|into) effect (?:from|on|as of|as from)?"
    r"|effective(?: from| as of)?|(?:in force|applies|apply) (?:from|as of)",
    re.IGNORECASE,
)
_REACH = 60
"""Characters between “with effect from” and its date."""
_MAX_LINE = 400


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One line of such a list: code points ``start`` to ``end``, and the places it names."""

    start: int
    end: int
    change: str
    places: tuple[ClaimPlace, ...]


@lru_cache(maxsize=1)
def _headings() -> dict[str, str]:
    return {row["heading"]: row["change"] for row in read_rows("statuses", "changes.csv")}


def find_area_changes(doc: Document) -> list[AreaChange]:
    """All lines under headings of change in a notice about listed areas, in reading order."""
    lower = doc.text.lower()
    if not holds_any(lower, _HINTS) or not _INSURANCE.search(doc.text):
        return []
    found: list[AreaChange] = []
    change: str | None = None
    blank = False
    at = 0
    for line in doc.text.split("\n"):
        start, at = at, at + len(line) + 1
        mark = _MARK.match(line)
        body = line[mark.end() if mark else 0 :].strip().strip("*_")
        name = body.rstrip(":").strip().lower()
        if not body:
            blank = True
        elif name in _headings() and (body.isupper() or body.endswith(":") or len(name) > 3):
            change, blank = _headings()[name], False
        elif change is not None and (len(body) > _MAX_LINE or (blank and _ends(doc, found, body))):
            change = None
        elif change is not None:
            first = start + line.index(body)
            found.append(AreaChange(first, first + len(body), change, _places(doc, first, body)))
            blank = False
    return [c for c in found if c.places]


def _ends(doc: Document, found: Sequence[AreaChange], body: str) -> bool:
    """Whether the first line after a gap is no more of the list."""
    words = body.split()
    return len(words) <= 2 or body[-1] in ".:?!" or bool(found)


def _places(doc: Document, start: int, body: str) -> tuple[ClaimPlace, ...]:
    mentions = [m for m in doc.places_in(start, start + len(body)) if m.match != "demonym"]
    return tuple({m.place.id: claim_place(m) for m in mentions}.values())


def effective_from(doc: Document, dates: Sequence[Any]) -> When:
    """The day from which a notice says that its changes hold, open at the end."""
    for said in _EFFECT.finditer(doc.text):
        for mention in dates:
            near = said.end() <= mention.start <= said.end() + _REACH
            if near and mention.when.earliest is not None:
                return When(
                    earliest=mention.when.earliest, latest=None, precision="range",
                    basis=mention.when.basis, text=mention.when.text,
                )  # fmt: skip
    return UNKNOWN_WHEN


def holds_at(when: When, published: datetime.date | None) -> bool | None:
    """Whether what holds from ``when`` on holds at ``published``; ``None`` if unknown."""
    if when.earliest is None or published is None:
        return None
    return datetime.date.fromisoformat(when.earliest[:10]) <= published
