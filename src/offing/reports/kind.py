"""Article, notice or message: a guess from the form of a text."""

from __future__ import annotations

import re

_HEAD = 1500
_SERIES = re.compile(
    r"\b(?:NAVAREA\s+[IVX]+\b|HYDROLANT|HYDROPAC|HYDROARC|NAVTEX|ZCZC|NNNN|"
    r"(?:UKMTO|JMIC|MARAD|MSCIO|MSCHOA|IMB)[ \t]+(?:WARNING|ADVISORY|INCIDENT|ATTACK|UPDATE)\b|"
    r"NOTICE TO MARINERS|(?:COASTAL|LOCAL|BROADCAST|NAVIGATIONAL) WARNING|ADVISORY NOTE)",
)
_CANCEL = re.compile(r"\bCANCEL (?:THIS MSG|NAVAREA|HYDRO|\d)|\bUNTIL FURTHER\s+NOTICE\b")
_POST = re.compile(r"(?:^|\s)[@#][A-Za-z]\w{2,}\b|\b(?:t\.me|x\.com|twitter\.com)/\w")
_DTG = re.compile(r"\b\d{6}Z?\s+(?:UTC\s+)?[A-Z]{3}\.?\s+(?:\d{2}|\d{4})\b")
_POSITION = re.compile(r"\b\d{1,3}[-° ]\d{1,2}(?:[.'′-]\d{1,3})?[\s'′.\d\"″]{0,5}[NSEW]\b")
_AREA_LEAD = re.compile(r"\s*[A-Z][A-Z'’ ,.()/&-]{3,60}[:-]\s")
_DAY_LEAD = re.compile(
    r"(?:[A-Z'’ ,.()/&-]{4,60}[:-]?\s+)?(?:\([^()]{0,40}\)\s*)?"
    r"(?:On|Prior to|At|Between|\d{1,2}\.\d{1,2}\.\d{4}:?)\s+(?:\d|about|around|approximately|Posn)"
)
_SEAGOING = re.compile(
    r"-flagged|\bbulk carrier|\btanker|\bcontainer ?ship|\btug\b|\bbarge|\bfishing (?:boat|vessel)|"
    r"\bat anchor|\banchored|\bunderway|\bberthed|\bboarded|\brobbers?\b|\bskiffs?\b|"
    r"\bduty (?:crew|officer)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{4} ?(?:local time|LT|UTC|GMT|Z)\b|\bposn\b|\bposition\b", re.IGNORECASE)
_RECEIVED = re.compile(
    r"\b(?:UKMTO|JMIC|MDAT-GoG|ReCAAP ISC)\b[^.]{0,80}\b(?:has received|is aware|have received|"
    r"received a report|advised?)\b",
    re.IGNORECASE,
)


_FORM_LABELS = re.compile(
    r"(?im)(?:^|(?<=\s))(Reference|Date of Occurrence|Geographical Location|Navigational Area|"
    r"Subregion|Aggressor|Victim|Attack Number|Type of Attack|Type of Vessel|Location detail|"
    r"Narrations?|Incident Type|Incident Date(?:/Time)?|UKMTO (?:WARNING|INCIDENT|ATTACK))"
    r"(?:[ \t]{0,2}:|(?= \d))"
)
"""Labels of an entry set as a form, as the web pages of incident lists are."""


def guess_kind(text: str) -> str:
    """``notice`` for a structured message, ``message`` for a post, else ``article``.

    Two points are needed. Structure: a series name or issuer heading, a cancel
    line, a date-time group, a position, capitals throughout (two points), labels
    of a form (one for two of them, two for more), an issuer that “has received a
    report” (two). In a text of one or two paragraphs
    also the form of an incident entry: an area in capitals before a colon, a
    start with the day, a clock time or position, words of ships and boarders.
    A short text with handles, hash tags or a channel's address is a post; mail is called
    ``message`` by its reader.
    """
    head = text[:_HEAD].strip()
    points = 0
    points += 1 if _SERIES.search(head[:300]) else 0
    points += 1 if _CANCEL.search(text[-2000:]) or _CANCEL.search(head) else 0
    points += 1 if _DTG.search(head) else 0
    points += 1 if _POSITION.search(head) else 0
    points += 2 if _is_capitals(head) else 0
    points += min(2, max(0, len(set(map(str.lower, _FORM_LABELS.findall(head)))) - 1))
    if len(text) < 2500:
        points += 2 if _RECEIVED.search(head[:200]) else 0
        entry = 1 if _AREA_LEAD.match(head) else 0
        entry += 1 if _DAY_LEAD.match(head) else 0
        entry += 1 if _CLOCK.search(head) else 0
        entry += 1 if _SEAGOING.search(head) else 0
        points += 2 if entry >= 3 or (entry == 2 and _DAY_LEAD.match(head)) else 0
    if points >= 2:
        return "notice"
    return "message" if len(text) < 1500 and _POST.search(text) else "article"


def _is_capitals(head: str) -> bool:
    letters = [c for c in head if c.isalpha()]
    return len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.9 * len(letters)
