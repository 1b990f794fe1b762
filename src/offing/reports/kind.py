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
_DTG = re.compile(r"\b\d{6}Z?\s+(?:UTC\s+)?[A-Z]{3}\.?\s+(?:\d{2}|\d{4})\b")
_POSITION = re.compile(r"\b\d{1,3}[-° ]\d{1,2}(?:[.'′-]\d{1,3})?[\s'′.\d\"″]{0,5}[NSEW]\b")
_AREA_LEAD = re.compile(r"\s*(?:\(?[A-Z][A-Z'’ ,.()/&-]{3,60}):\s+(?:On |At |Between |[A-Z]{2,} )")
_RECEIVED = re.compile(
    r"\b(?:UKMTO|JMIC|MDAT-GoG|ReCAAP ISC)\b[^.]{0,80}\b(?:has received|is aware|have received|"
    r"received a report|advised?)\b",
    re.IGNORECASE,
)


def guess_kind(text: str) -> str:
    """``notice`` for a structured message, else ``article``.

    Two points are needed, out of: a series name or issuer heading, a cancel line,
    a date-time group, a position, mostly capitals, an area name before a colon
    with a short text, an issuer that “has received a report” at the start.
    Mail, posts and JSON messages are called ``message`` by their readers.
    """
    head = text[:_HEAD]
    points = 0
    points += 2 if _SERIES.search(head[:400]) and head[:400].upper() == head[:400] else 0
    points += 1 if _SERIES.search(head[:300]) else 0
    points += 1 if _CANCEL.search(text[-2000:]) or _CANCEL.search(head) else 0
    points += 1 if _DTG.search(head) else 0
    points += 1 if _POSITION.search(head) else 0
    letters = [c for c in head if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    points += 1 if len(letters) > 30 and upper > 0.85 * len(letters) else 0
    short = len(text) < 2500
    points += 2 if short and _AREA_LEAD.match(head) else 0
    points += 2 if short and _RECEIVED.search(head[:200]) else 0
    return "notice" if points >= 2 else "article"
