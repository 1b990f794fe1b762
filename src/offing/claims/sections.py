"""What a heading or the head of an entry gives to the sentences under it: a place, a day.

“BERBERA” above “Port open.” says which port; “CMAC-080 (8 Oct) – off Eyl” says where
and when the sentences after it in the same paragraph happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from offing.claims.actors import is_state
from offing.claims.document import Document, Sentence
from offing.claims.headings import Sections
from offing.claims.lexicon import words
from offing.claims.slots import claim_place
from offing.model import UNKNOWN_WHEN, ClaimPlace, When

_FINITE = words(
    "is are was were be been has have had will would can could may might must shall should do "
    "does did says said reported reports report boarded attacked fired approached seized hit "
    "struck closed suspended resumed received observed noticed sighted"
)
_MAX_HEAD_TOKENS = 34
_MAX_SECTION_TOKENS = 8
_SECTION_KINDS = ("port", "anchorage", "strait", "canal", "town", "sea", "gulf", "coast")


@dataclass(frozen=True, slots=True)
class Setting:
    """Place and time that hold for a sentence unless it names its own."""

    places: tuple[ClaimPlace, ...] = ()
    when: When = UNKNOWN_WHEN
    entry: bool = False
    """Inside an entry with a head of its own: its sentences tell of one incident."""
    is_head: bool = False


_NONE = Setting()


def settings_of(doc: Document, dates: Sequence[Any], named: Sections) -> list[Setting]:
    """The setting of every sentence of ``doc``, by its index; ``named``: its named sections."""
    starts = [d.start for d in dates]
    section = _NONE
    out: list[Setting] = []
    entry = _NONE
    above = _NONE
    block = run_in = -1
    led_day: When | None = None
    for n, sentence in enumerate(doc.sentences):
        below = named.at(sentence.start)
        if sentence.heading:
            section = _section(doc, sentence, dates, starts)
            if below is not None and not section.places:
                section = replace(section, places=below.places)
            above = _NONE
            if _is_entry_head(doc, sentence):
                above = _head(doc, sentence, dates, starts, section)
                out.append(Setting(above.places, above.when, True, True))
            else:
                out.append(_NONE)
            continue
        if below is not None and below.places != section.places:
            section = replace(section, places=below.places)
        elif below is None and named.ended(sentence.start):
            section = replace(section, places=())
        first_of_block = sentence.block != block
        if sentence.block != block:
            block, entry, above = sentence.block, above, _NONE
            last = n + 1 >= len(doc.sentences) or doc.sentences[n + 1].block != block
            if not last and _is_entry_head(doc, sentence):
                entry = _head(doc, sentence, dates, starts, section)
                out.append(Setting(entry.places, entry.when, True, True))
                continue
        if first_of_block and (led := _run_in(doc, sentence)):
            section = replace(section, places=led)
            run_in = block
        elif run_in >= 0 and sentence.block != run_in:
            section, run_in = replace(section, places=()), -1
        if first_of_block:
            led_day = _run_in_day(doc, sentence, dates, starts)
        day = _day_before(doc, sentence, dates, starts) or led_day
        held = entry if entry.entry else section
        out.append(held if day is None else replace(held, when=day))
    return out


def _run_in(doc: Document, sentence: Sentence) -> tuple[ClaimPlace, ...]:
    """“Beira. The harbour master …”: a paragraph that opens with nothing but names of places."""
    if len(sentence.tokens) > _MAX_RUN_IN * 2:
        return ()
    names = [t for t in sentence.tokens if t.text[0].isalnum() and t.lower != "and"]
    if not 1 <= len(names) <= _MAX_RUN_IN or not all(t.text[0].isupper() for t in names):
        return ()
    if doc.text[sentence.end - 1] != ".":
        return ()
    places = _places_in(doc, sentence)
    return places if len(places) * 3 >= len(names) else ()


_MAX_RUN_IN = 6


def _run_in_day(
    doc: Document, sentence: Sentence, dates: Sequence[Any], starts: Sequence[int]
) -> When | None:
    """“Thursday. A dhow …”: a paragraph that opens with nothing but its day."""
    found = _dates_in(dates, starts, sentence)
    if len(sentence.tokens) > _MAX_RUN_IN or len(found) != 1 or doc.text[sentence.end - 1] != ".":
        return None
    return found[0] if found[0].precision == "day" else None


def _day_before(
    doc: Document, sentence: Sentence, dates: Sequence[Any], starts: Sequence[int]
) -> When | None:
    """The one date that stands before the sentence on its line, left out of its words."""
    line = doc.text.rfind("\n", max(0, sentence.start - 40), sentence.start) + 1
    if line == 0 and sentence.start > 40:
        return None
    at = bisect_left(starts, line)
    found = [d.when for d in dates[at : at + 2] if d.start < sentence.start]
    return found[0] if len(found) == 1 and found[0].earliest is not None else None


_HEAD_FORM = re.compile(
    r"(?:(?:Incident|Event|Report|Case|Entry)\b[\s#:.]{0,4}(?:No\.?\s?)?"
    r"(?:\d{1,4}[\s:.,–-]{1,4})?)?"
    r"(?:[A-Z][A-Z0-9]{0,9}[-/ #]{0,2}\d{1,4}(?:[-/]\d{1,4}){0,2}[\s:.,–-]{0,4})?"
    r"[(\[]?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?[\s-]"
    r"[A-Z][A-Za-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}|\d{6}Z?\b)",
)
"""How the head of an entry begins: its code, its day, or both; a sentence begins otherwise."""
_HEAD_MARK = re.compile(
    r"\d{4}\s?(?:UTC|LT|LMT|Z|hrs|hours|local)|\d{1,2}:\d\d|\bPos(?:n|ition)\b|\d\s?nm\b"
    r"|[(\[]\d{1,2}[\s./-]",
    re.IGNORECASE,
)


def _is_entry_head(doc: Document, sentence: Sentence) -> bool:
    """A line that begins with a code or a day, gives a time or position and has no verb."""
    if len(sentence.tokens) > _MAX_HEAD_TOKENS or not sentence.words.isdisjoint(_FINITE):
        return False
    text = doc.text
    begins = _HEAD_FORM.match(text, sentence.start, sentence.end)
    return begins is not None and bool(_HEAD_MARK.search(text, sentence.start, sentence.end))


def _dates_in(dates: Sequence[Any], starts: Sequence[int], sentence: Sentence) -> list[When]:
    at = bisect_left(starts, sentence.start)
    out = []
    while at < len(dates) and dates[at].start < sentence.end:
        if (when := dates[at].when).earliest is not None:
            out.append(when)
        at += 1
    return out


def _places_in(doc: Document, sentence: Sentence) -> tuple[ClaimPlace, ...]:
    found = {
        m.place.id: claim_place(m)
        for m in doc.places_in(sentence.start, sentence.end)
        if m.match != "demonym"
        and m.place.kind in _SECTION_KINDS
        and not (sentence.heading and m.place.kind == "town" and is_state(m.text))
    }
    return tuple(found.values())


def _countries_in(doc: Document, sentence: Sentence) -> tuple[ClaimPlace, ...]:
    """“42nm SSW of Sao Tome”: an island state is as near as the head comes."""
    mentions = doc.places_in(sentence.start, sentence.end)
    return tuple(claim_place(m) for m in mentions if m.place.kind == "country")[:1]


def _head(
    doc: Document, sentence: Sentence, dates: Sequence[Any], starts: Sequence[int],
    section: Setting,
) -> Setting:  # fmt: skip
    when = _dates_in(dates, starts, sentence)
    places = _places_in(doc, sentence) or _countries_in(doc, sentence) or section.places
    return Setting(places[:2], when[0] if when else section.when, True)


def _section(
    doc: Document, sentence: Sentence, dates: Sequence[Any], starts: Sequence[int]
) -> Setting:
    """A short heading that is nothing but a place, or nothing but a day."""
    if sentence.index < 2 or len(sentence.tokens) > _MAX_SECTION_TOKENS:
        return _NONE
    places = _places_in(doc, sentence)
    when = _dates_in(dates, starts, sentence)
    one_day = when[0] if len(when) == 1 and not places else UNKNOWN_WHEN
    if not sentence.words.isdisjoint(_FINITE):
        return _NONE
    return Setting(places if len(places) == 1 else (), one_day)
