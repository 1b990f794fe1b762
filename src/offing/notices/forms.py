"""Entries set as a form, a label and a colon before each part, as web pages give them."""

from __future__ import annotations

import datetime
import re

from offing.model.claim import When
from offing.text.dates import find_dates

_LABEL_NEXT = (
    r"(?=\s{1,9}(?:Date|Time|Geographical|Nav(?:igational)?\b|Sub-?region|Aggressor|Victim|Hostility"
    r"|Desc|Position|Lat))"
)
ASAM_FORM = re.compile(
    r"(?im)^[ \t]{0,4}(?:Date(?:\s(?:and\sTime\s)?of\sOccurrence)?\s{0,2}:[ \t]{0,3}"
    r"[\w ,/-]{4,24}?\s{1,6})?Reference(?:\s?(?:Number|No\.?))?\s{0,2}:\s{0,3}"
    rf"(?P<year>(?:19|20)\d\d)-(?P<number>\d{{1,4}})\b{_LABEL_NEXT}"
)
IMB_FORM = re.compile(
    r"(?im)^[ \t]{0,4}(?:Attack|Incident|Report)\s{1,2}(?:Number|No\.?|ID)[ \t]{0,3}[:#][ \t]{0,3}"
    r"(?P<number>\d{1,4})[-/](?P<year>(?:19|20)\d\d|\d\d)[ \t]{0,4}\r?$"
)
_IMB_PARTS = re.compile(r"(?im)^[ \t]{0,4}(?:Type\sof\sAttack|Narrations?|Sitrep)\s{0,2}:")
_REACH = 1500
"""Code points after the number in which the other parts of a form begin."""

_DAY = re.compile(
    r"(?im)(?:^|\s)(?:Incident\s)?Date(?:\s(?:and\sTime\s)?of\s(?:Occurrence|Incident|Attack|Event))?"
    r"\s{0,2}(?:/\s{0,2}Time\s{0,2})?:\s{0,4}(?=\d)"
)
_TIME = re.compile(
    r"(?im)^[ \t]{0,4}Time(?:\sof\s\w{3,10})?\s{0,2}:[ \t]{0,4}(?P<h>[01]\d|2[0-3]):?(?P<m>[0-5]\d)"
    r"\s{0,2}(?:UTC|Z|GMT)\b"
)
_SLASHED = re.compile(r"(?P<d>[0-3]?\d)/(?P<m>[01]?\d)/(?P<y>20\d\d|\d\d)\b")


def find_forms(text: str) -> list[tuple[str, re.Match[str]]]:
    """The heads of forms in ``text``, in reading order, each with its family."""
    heads: list[tuple[str, re.Match[str]]] = []
    lower = text.lower()
    if "reference" in lower:
        heads = [("asam", m) for m in ASAM_FORM.finditer(text)]
    if not heads and ("attack" in lower or "narration" in lower):
        heads = [
            ("imb", m)
            for m in IMB_FORM.finditer(text)
            if _IMB_PARTS.search(text, m.end(), m.end() + _REACH)
        ]
    return heads


def form_day(text: str) -> When | None:
    """The day (to the minute with a UTC time) that a form's own “Date:” gives.

    Of a date in slashes the day stands first: that is how these centres print it.
    ``None`` where the label, or a readable day behind it, is missing.
    """
    m = _DAY.search(text)
    if m is None:
        return None
    words = text[m.end() : m.end() + 24]
    slashed = _SLASHED.match(words)
    if slashed is not None:
        day = _day_first(slashed)
    else:
        found = find_dates(words)
        first = found[0] if found and found[0].start == 0 else None
        if first is None or not first.when.earliest or first.when.precision not in _EXACT:
            return None
        if first.when.precision == "minute":
            return first.when
        day = datetime.date.fromisoformat(first.when.earliest[:10])
    if day is None:
        return None
    iso, clock = day.isoformat(), _TIME.search(text)
    if clock is None:
        return When(earliest=iso, latest=iso, precision="day", basis="stated")
    at = f"{iso}T{clock['h']}:{clock['m']}:00Z"
    return When(
        earliest=at, latest=at, precision="minute", basis="stated", zone="UTC",
        zone_basis="stated",
    )  # fmt: skip


_EXACT = ("day", "minute")


def _day_first(m: re.Match[str]) -> datetime.date | None:
    year = int(m["y"])
    try:
        return datetime.date(year if year > 99 else 2000 + year, int(m["m"]), int(m["d"]))
    except ValueError:
        return None
