"""The day of publication where no header field states it: dates in the head, years by weekday.

Both rules only read what the page says. A date in a short line of the head (“Updated 18
March 2026 2:37 PM”) is one. A dateline without a year (“DUBAI, Dec 17”) is one where
exactly one of the years that the text itself names (else, of the years after those) makes a
weekday of the lead fall on that day or the day before; otherwise the year stays unknown.
"""

from __future__ import annotations

import datetime
import re

from offing.reports.stamps import DATE, Stamp, month_from_name, stamp_from_match

HEAD_CHARACTERS = 1500
"""How far down a line still belongs to the head."""
HEAD_LINE_WORDS = 22
"""A longer line is prose; the dates in it are of what it tells."""
LEAD_CHARACTERS = 900
"""How far the lead reaches after a dateline, for weekdays."""

_PERIOD = re.compile(
    r"\b(?:period|cover(?:s|ing)|from|between|since|until|valid|to)\b[^|\n]*$", re.I
)
_ISSUED = re.compile(r"\b(?:issued|published|posted|updated|dated?|as of|released)\b[\s*:]*$", re.I)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_YEAR = re.compile(r"(?<![\d.,/-])(20\d\d)(?![\d/-]|[.,]\d)")
_RECALLED = re.compile(
    r"\b(?:last|previous|earlier|former|first|since|back|record|worst|biggest|largest|longest"
    r"|history|until|ago)\b[^.\n]{0,60}\b(?:in|since|of|from) (20\d\d)(?![\d/-])",
    re.IGNORECASE,
)
"""“The last strike, in 2008”: a year that is looked back upon, and not the report's own."""
_DAY_MONTH = re.compile(
    r"(?:(?P<d1>\d{1,2})\s+(?P<m1>[A-Z][a-z]{2,8})\.?|(?P<m2>[A-Z][a-z]{2,8})\.?\s+(?P<d2>\d{1,2}))"
)


def date_from_head(text: str) -> Stamp | None:
    """The date in the first short lines of a text: one after “issued” and the like, else the first.

    Dates of a period that the line names (“Reporting period: …”) do not count.
    """
    first: Stamp | None = None
    at = 0
    for line in text[:HEAD_CHARACTERS].splitlines(keepends=True):
        start, at = at, at + len(line)
        if (year := _issued_without_year(line)) is not None:
            return Stamp(year, start, start + len(line))
        prose = line.rstrip().endswith((".", "!", "?", "”"))
        if prose or max(len(p.split()) for p in line.split("|")) > HEAD_LINE_WORDS:
            continue
        for found in DATE.finditer(line):
            stamp = stamp_from_match(found)
            if stamp is None or _PERIOD.search(line, 0, found.start()):
                continue
            stamp = Stamp(stamp.date, start + stamp.start, start + stamp.end)
            if _ISSUED.search(line, 0, found.start()):
                return stamp
            first = first or stamp
    return first


_ISSUED_ON = re.compile(
    r"\b(?:[Ii]ssued|[Pp]ublished|[Rr]eleased)(?: on)?:? "
    r"(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2,8})(?=[.*_\s|]*$)"
)


def _issued_without_year(line: str) -> datetime.date | None:
    """“… 3 to 9 November 2025. Issued 10 November.”: the year that the same line gives."""
    found = _ISSUED_ON.search(line) if len(line) < _MAX_HEAD_LINE else None
    month = month_from_name(found["m"]) if found else None
    years = {int(y) for y in _YEAR.findall(line)}
    if found is None or month is None or len(years) != 1:
        return None
    return _day(years.pop(), month, int(found["d"]))


_MAX_HEAD_LINE = 240


def date_from_dateline(words: str, text: str, end: int) -> datetime.date | None:
    """The full date of a dateline that gives only day and month, or ``None``.

    ``words`` are the dateline's own (“Dec 17”), ``text[end:]`` what follows it.
    """
    parts, weekdays = _dateline_parts(words, text, end)
    if parts is None:
        return None
    recalled = [m.span(1) for m in _RECALLED.finditer(text)]
    named = {int(m[1]) for m in _YEAR.finditer(text) if m.span(1) not in recalled}
    for years in (named, {y + 1 for y in named} - named):
        fits = [d for y in years if (d := _day(y, *parts))]
        fits = [d for d in fits if weekdays & {d.weekday(), (d.weekday() - 1) % 7}]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def latest_by_weekday(
    words: str, text: str, end: int, today: datetime.date
) -> datetime.date | None:
    """The latest day not after ``today`` that a dateline without a year fits by its weekday.

    For a text that names no year near enough; whoever uses it says that the year is assumed.
    Weekdays repeat after five or six years, so only the last five are looked at, and none
    before the latest year that the text names.
    """
    parts, weekdays = _dateline_parts(words, text, end)
    if parts is None:
        return None
    oldest = max([int(y) for y in _YEAR.findall(text)] + [today.year - 4])
    for year in range(today.year, oldest - 1, -1):
        day = _day(year, *parts)
        if day and day <= today and day.weekday() in weekdays:
            return day
    return None


def _dateline_parts(words: str, text: str, end: int) -> tuple[tuple[int, int] | None, set[int]]:
    """Month and day of a dateline, and the first weekdays of its lead (Monday is 0)."""
    weekdays = {_WEEKDAYS.index(w) for w in _WEEKDAY.findall(text[end : end + LEAD_CHARACTERS])[:2]}
    found = _DAY_MONTH.search(words)
    month = month_from_name(found["m1"] or found["m2"]) if found else None
    if found is None or month is None:
        return None, weekdays
    return (month, int(found["d1"] or found["d2"])), weekdays


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
