"""Dates as headers, datelines and metadata write them: one date, or none; never a guess."""

from __future__ import annotations

import datetime
import re
from typing import Any, NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
          r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")  # fmt: skip
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:[T,]?\s*(?:at\s+|-\s+|\|\s+)?\d{1,2}[:.]?\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?\s*"
    r"(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})?(?![\w.]\d))?"
)
_FORMS = (
    r"(?P<y1>(?:19|20)\d{2})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)",
    rf"{_DAY}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?(?P<m2>{_MONTH})[\s,/-]*(?P<y2>(?:19|20)\d{{2}})(?!\d)",
    rf"{_DAY}(?P<m3>{_MONTH})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d{{2}})(?!\d)",
    r"(?P<d4>\d{1,2})[./-](?P<m4>\d{1,2})[./-](?P<y4>(?:19|20)\d{2})(?!\d)",
)
DATE = re.compile(rf"(?<!\d)(?:{'|'.join(_FORMS)}){_TIME}", re.IGNORECASE)
"""A full date with an optional time after it."""
SHORT_DATE = re.compile(
    rf"(?P<d2>\d{{1,2}})[\s/-]*(?P<m2>{_MONTH})[\s,/-]*(?P<y2>\d{{2}})(?!\d){_TIME}", re.IGNORECASE
)
"""A date with two digits of year (2000 to 2069, 1970 to 1999), for header fields only."""
_GROUP = re.compile(r"\b(?P<d>\d{2})\d{4}Z?\s+(?:UTC\s+)?(?P<m>[A-Z]{3})\.?\s+(?P<y>\d{4}|\d{2})\b")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d{2})([-/_])(\d{1,2})\2(\d{1,2})(?!\d)")


class Stamp(NamedTuple):
    """A date and where it stands."""

    date: datetime.date
    start: int
    end: int


def stamp_from_match(found: re.Match[str]) -> Stamp | None:
    """The date of a match of ``DATE``; ``None`` if there is no such day or it is ambiguous.

    ``03/04/2024`` is ambiguous; ``25/04/2024`` and ``04/25/2024`` are not, and
    ``03.04.2024`` is day first wherever dots are written.
    """
    g: dict[str, Any] = {"y1": None, "y3": None, **found.groupdict()}
    if g["y1"]:
        year, month, day = int(g["y1"]), int(g["m1"]), int(g["d1"])
    elif g["y2"]:
        year, month, day = _full_year(int(g["y2"])), _month(g["m2"]), int(g["d2"])
    elif g["y3"]:
        year, month, day = int(g["y3"]), _month(g["m3"]), int(g["d3"])
    else:
        year, month, day = int(g["y4"]), int(g["m4"]), int(g["d4"])
        dotted = "." in found[0][:5]
        if not dotted and day != month:
            if day <= 12 and month <= 12:
                return None
            if month > 12:
                month, day = day, month
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    end = found.start() + len(found[0].rstrip(" ,|-"))
    return Stamp(date, found.start(), end)


def find_date(text: str, start: int = 0, end: int | None = None) -> Stamp | None:
    """The first full date in ``text[start:end]`` that is a day and not ambiguous."""
    for found in DATE.finditer(text, start, len(text) if end is None else end):
        stamp = stamp_from_match(found)
        if stamp is not None:
            return stamp
    return None


def date_from_words(text: str) -> datetime.date | None:
    """The date of a metadata value such as ``2024-01-25T10:00:00Z`` or ``25 Jan 2024``."""
    stamp = find_date(text[:200])
    return stamp.date if stamp else None


def date_from_group(text: str) -> datetime.date | None:
    """The date of a date-time group at the start of ``text``, ``312316Z DEC 2012``.

    A year of two digits lies between 1970 and 2069.
    """
    found = _GROUP.match(text)
    if not found or found["m"].lower() not in _MONTHS:
        return None
    try:
        return datetime.date(
            _full_year(int(found["y"])), _MONTHS.index(found["m"].lower()) + 1, int(found["d"])
        )
    except ValueError:
        return None


def date_from_url(url: str) -> datetime.date | None:
    """The date that an address or a file name carries, ``/2024/01/25/`` or ``-2024-01-25``."""
    for found in _IN_URL.finditer(url):
        try:
            return datetime.date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
    return None


def _full_year(year: int) -> int:
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def month_from_name(name: str) -> int | None:
    """1 to 12 for an English month's name or its first three letters, else ``None``."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None
