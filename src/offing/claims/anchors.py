"""The day that a part of a report speaks on: “Update 2 – 1 July” above “this morning”.

A digest, a thread of updates or a sheet with several statements has more than one day.
A line that is nothing but a name and a day dates what stands under it, until the next.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from offing.claims.document import Document, Sentence
from offing.claims.lexicon import words
from offing.claims.time_words import stamps_in
from offing.claims.times import is_inside

_MOST_TOKENS = 22
_OLDEST_DAYS = 120
_TELLS = words(
    "is are was were be been has have had will would shall may must can closed open opened shut "
    "from until till since by effective valid starting expected due between killed hit attacked "
    "cancelled suspended eta etd arrival departure deadline valid-until next"
)
_DAY_OF_PERIOD = re.compile(
    r"(?i)(?:\bto|[a-z]{3}\s?[-–—]|\bperiod:?|\bending|\bending on|\bweek of)\s*$"
)


def anchors_of(
    doc: Document, dates: Sequence[Any], starts: Sequence[int]
) -> dict[int, datetime.date]:
    """The day of each sentence (by index) that stands under a dated line of another day.

    Only below a line that gives the report's own day: a lone older day may be that of anything.
    """
    published = doc.report.published
    found: dict[int, datetime.date] = {}
    if published is None or len(dates) < 2:
        return found
    day: datetime.date | None = None
    own = False
    for sentence in doc.sentences:
        led = _day_of_line(doc, sentence, dates, starts, published)
        if led is not None:
            own = own or led == published
            day = led
        elif own and day is not None and day != published:
            found[sentence.index] = day
    return found


def _day_of_line(
    doc: Document, sentence: Sentence, dates: Sequence[Any], starts: Sequence[int],
    published: datetime.date,
) -> datetime.date | None:  # fmt: skip
    """The one past day that a line of its own gives, beside a title and no event."""
    if len(sentence.tokens) > _MOST_TOKENS or sentence.tokens[-1].text in ".;,":
        return None
    if not sentence.words.isdisjoint(_TELLS) or not _is_line(doc.text, sentence):
        return None
    n = bisect_left(starts, sentence.start)
    here = [d for d in dates[n : n + 3] if d.start < sentence.end]
    if len(here) != 1 or here[0].when.basis == "relative" or not here[0].when.earliest:
        return None
    when = here[0].when
    if when.precision not in ("day", "minute") or when.earliest[:10] != (when.latest or "")[:10]:
        return None
    if _DAY_OF_PERIOD.search(doc.text[sentence.start : here[0].start]):
        return None
    day = datetime.date.fromisoformat(when.earliest[:10])
    return day if 0 <= (published - day).days <= _OLDEST_DAYS else None


def _is_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence fills its line."""
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    after = text[sentence.end : end if end >= 0 else len(text)]
    return not text[start : sentence.start].strip(" #*_-–—>|\t") and not after.strip(" #*_|\t:")


def reanchored(doc: Document, dates: list[Any], anchors: dict[int, datetime.date]) -> list[Any]:
    """``dates`` whose relative ones (“this morning”) are counted from the day of their part."""
    from offing.text.dates import find_dates

    if not anchors or not any(d.when.basis == "relative" for d in dates):
        return dates
    starts = [d.start for d in dates]
    out = list(dates)
    for index, day in anchors.items():
        sentence = doc.sentences[index]
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if not any(d.when.basis == "relative" for d in dates[first:last]):
            continue
        again = {
            (m.start + sentence.start, m.text): m.when
            for m in find_dates(doc.text[sentence.start : sentence.end], published=day)
        }
        for n in range(first, last):
            key = (dates[n].start, dates[n].text)
            if dates[n].when.basis == "relative" and key in again:
                out[n] = dates[n]._replace(when=again[key])
    return out


def dates_of(doc: Document) -> tuple[list[Any], dict[int, datetime.date]]:
    """``(every date of the text, the day of each sentence under a dated line)``."""
    from offing.text.dates import find_dates

    published = doc.report.published
    dates = find_dates(doc.text, published=published)
    if stamps := stamps_in(doc.text, published):
        taken = [(d.start, d.end) for d in dates]
        free = [s for s in stamps if not is_inside(s.start, taken)]
        dates = sorted([*dates, *free], key=lambda d: d.start)
    anchors = anchors_of(doc, dates, [d.start for d in dates])
    return reanchored(doc, dates, anchors), anchors
