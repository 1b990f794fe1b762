"""Dates told loosely: “the 27th”, “the coming night”, “early May”, “May of last year”.

Each is read against the report's date; the pattern is bounded, so the time is linear.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from offing.model.claim import Precision
from offing.text.date_forms import MONTH_NUMBER, NUMBER_WORDS
from offing.text.windows import holds_any, joined_windows, starts_of

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
LOOSE = re.compile(
    r"\b(?:(?<=the )(?P<ord>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b"
    r"(?=\s*(?:[,.;:)(]|$)|\s+(?:at|and|by|in|when|on|to|from|until|with|but|as|after|because)\b)"
    r"|(?:coming|next) (?:(?P<n>\d{1,3}|two|three|four|five|six|seven|ten|twenty-four"
    r"|forty-eight) )?"
    r"(?P<u>night|hours|days|weekend)\b"
    r"|(?:the|this|next|last|coming) (?P<weekend>weekend)\b"
    rf"|(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd of|[Mm]iddle of|[Bb]eginning of|[Ss]tart of)[ -]"
    rf"(?P<m1>{_MONTH})\b(?!\s+(?:\d{{1,2}}\b|(?:19|20)\d\d\b|of (?:last|this)))"
    rf"|(?P<m2>{_MONTH}) of (?P<year>last|this) year\b)"
)
_MONTH_NAME = re.compile(_MONTH)
_NTH = re.compile(r"the \d{1,2}(?:st|nd|rd|th)")
_PARTS = ("early", "late", "mid", "end of", "ning of", "start of", " of last", " of this")
_SATURDAY = 5
_HOURS = {"twenty-four": 24, "forty-eight": 48}
_AHEAD = re.compile(
    r"(?i)\b(?:by|until|till|will|before|expected|foreseen|forecast|predicted|"
    r"(?:is|are|was|were) due|due(?! to)|planned|may|should|could)\b"
    r"[^.;]{0,40}$"
)


class Loose(NamedTuple):
    """First and last day that such words mean."""

    first: datetime.date
    last: datetime.date
    precision: Precision


_REACH = 64
"""Code points before and after a hint or a month that no form of ``LOOSE`` goes beyond."""


def loose_windows(
    text: str, lower: str, months: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stretches of ``text`` in which ``LOOSE`` can match.

    ``lower``: the text in lower case; ``months``: where names of months begin and end.
    """
    if not may_hold_loose(text, lower):
        return []
    if len(lower) != len(text):
        return [(0, len(text))]
    hints = [(n, n) for n in starts_of(lower, ("weekend", "coming ", "next "))]
    numbers = [m.span() for m in _NTH.finditer(text)]
    return joined_windows(sorted([*hints, *numbers, *months]), _REACH, _REACH, len(text))


def may_hold_loose(text: str, lower: str) -> bool:
    """Whether ``LOOSE`` can match in ``text`` (``lower``: in lower case), by its cheapest parts."""
    if "weekend" in lower or "coming " in lower or "next " in lower or _NTH.search(text):
        return True
    return holds_any(lower, _PARTS) and _MONTH_NAME.search(text) is not None


def loose_span(m: re.Match[str], text: str, published: datetime.date) -> Loose | None:
    """What a match of ``LOOSE`` in ``text`` means on ``published``."""
    one = datetime.timedelta(days=1)
    before = text[max(0, m.start() - 60) : m.start()]
    ahead = _AHEAD.search(before) is not None
    if m["ord"]:
        day = _nth(int(m["ord"]), published, ahead=ahead)
        return Loose(day, day, "day") if day is not None else None
    if m["u"] == "weekend" or m["weekend"]:
        saturday = published + (5 - published.weekday()) * one
        to_come = ahead or m.group().lower().startswith(("this", "next", "coming"))
        if m.group().lower().startswith("last") or (
            not to_come and not m["u"] and published.weekday() < _SATURDAY
        ):
            saturday -= 7 * one
        return Loose(saturday, saturday + one, "range")
    if m["u"]:
        unit = m["u"]
        if unit == "night":
            return Loose(published, published + one, "range")
        word = (m["n"] or "").lower()
        number = _HOURS.get(word) or NUMBER_WORDS.get(word) or (int(word) if word else 3)
        days = -(-number // 24) if unit == "hours" else number
        return Loose(published, published + days * one, "range") if days < 400 else None
    return _in_month(m, published, ahead=ahead)


def _nth(number: int, published: datetime.date, *, ahead: bool) -> datetime.date | None:
    """The nearest day of the month with that number, before or after ``published``."""
    first = published.replace(day=1)
    months = [first, (first - datetime.timedelta(days=1)).replace(day=1)]
    if ahead:
        months = [first, (first + datetime.timedelta(days=32)).replace(day=1)]
    for month in months:
        try:
            day = month.replace(day=number)
        except ValueError:
            continue
        if (day >= published) if ahead else (day <= published):
            return day
    return None


def _in_month(m: re.Match[str], published: datetime.date, *, ahead: bool) -> Loose:
    number = MONTH_NUMBER[(m["m1"] or m["m2"])[:3].lower()]
    year = published.year
    if m["year"]:
        year -= m["year"] == "last"
    elif ahead:
        year += number < published.month
    else:
        year -= number > published.month
    first = datetime.date(year, number, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    part = (m["part"] or "").lower().split(" ")[0]
    if part in ("early", "beginning", "start"):
        return Loose(first, first.replace(day=10), "range")
    if part in ("mid", "middle"):
        return Loose(first.replace(day=11), first.replace(day=20), "range")
    if part == "end":
        return Loose(last, last, "range")
    if part == "late":
        return Loose(first.replace(day=21), last, "range")
    return Loose(first, last, "month")
