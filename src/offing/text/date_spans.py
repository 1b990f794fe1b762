"""Stretches of time told in words: “the past 24 hours”, “last winter”, “the second quarter”.

Each is read against the report's date into a first and a last day, either of which may be
open. Before a form is looked for, a plain search tells whether the text can hold it, and
all patterns are bounded, so the time is linear.

A season is three calendar months of the northern hemisphere (spring from March), a quarter
three months, “recent” and “coming days” without a number are three.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from offing.model.claim import Precision, When
from offing.text.date_forms import MONTH_NUMBER, NUMBER_WORDS, WEEKDAY_NAMES
from offing.text.date_short import find_short_days
from offing.text.windows import joined_windows, windows_around

_ONE = datetime.timedelta(days=1)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_NUMBER = (
    r"(?:\d{1,3}|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen"
    r"|twenty-four|twenty|thirty|forty-eight|seventy-two|few|couple of)"
)
_NUMBERS = NUMBER_WORDS | {
    "an": 1, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "few": 3,
    "twenty-four": 24, "thirty": 30, "forty-eight": 48, "seventy-two": 72, "couple of": 2,
}  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
_WHICH_YEAR = rf"(?:(?P<y>{_YEAR})|(?P<rel>the|this|last|next) year)"
_DAY_OF_WEEK = rf"(?:{'|'.join(n.capitalize() for n in WEEKDAY_NAMES)})"
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30,
         "year": 365}  # fmt: skip
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


class Span(NamedTuple):
    """First and last day that words mean; ``None``: open on that side."""

    first: datetime.date | None
    last: datetime.date | None
    precision: Precision


_AROUND = re.compile(
    rf"\b(?:(?:in|over|during|within|for|throughout) )?the (?P<way>past|last|previous|next|coming)"
    rf" (?P<n>{_NUMBER} )?(?P<u>hour|day|night|week|fortnight|month|year)s?\b(?!['’])"
    rf"|\b(?P<ago>{_NUMBER}) (?P<u2>fortnight|year|night|hour)s? (?:ago|earlier)\b"
)
_QUARTER = re.compile(
    rf"\b(?P<q>first|second|third|fourth|last) (?P<part>quarter|half)(?: of {_WHICH_YEAR})?\b"
    rf"(?! (?:mile|hour|nautical|century|of (?!the year|this|last|next)))|\bQ(?P<qn>[1-4])"
    rf"(?: of)? ?(?P<qy>{_YEAR})\b",
)
_OF_MONTH = re.compile(
    rf"\b(?P<nth>first|second|third|fourth|last) (?P<part>week|half|days|fortnight)"
    rf" of (?P<m>{_MONTH})\b(?! \d{{1,2}}\b)(?:,? (?P<y>{_YEAR}))?"
)
_SEASON = re.compile(
    rf"\b(?P<which>last|this|next|(?:in|since|during|of|by|until) the|in|since|early|late)"
    rf" (?P<s>spring|summer|autumn|fall|winter)\b(?:(?: of)? (?P<y>{_YEAR}))?"
    r"(?![- ](?:palace|tide|time|storm|season|garden|war|range|line|grain|crop|wheat|draught|zone"
    r"|mark)|['’])"
)
_END = re.compile(
    r"\b(?P<lead>(?:by|before|until|till|through|at) )?(?:the )?end of "
    r"(?P<which>the|this|next|last) (?P<u>week|month|year)\b"
    r"|\b(?P<lead2>by |before |until )(?P<out>year-end|the month is out"
    r"|the week is out|the year is out|month-end)\b"
)
_LATER = re.compile(
    r"\b(?P<way>later|earlier|so far) (?P<this>this|in the) (?P<u>week|month|year)\b"
)
_WEEKDAY_OF = re.compile(
    rf"\b(?P<w>{_DAY_OF_WEEK})(?: (?:of|in))? (?P<which>last|next|this|the week before last"
    r"|the following|the previous|the coming)(?: week)?(?<=week|last)\b"
)
_MONTHS = re.compile(
    rf"\b(?P<lead>from |between )?(?P<a>{_MONTH})\.?(?: (?P<ya>{_YEAR}))?"
    rf" (?:to|and|through|until|till|–|-) (?P<b>{_MONTH})\b\.?(?! \d{{1,2}}\b)"
    rf"(?: (?P<y>{_YEAR})|(?: of)? (?P<rel>this|last|next) year)?"
)
_OF_YEAR = re.compile(rf"\b(?P<m>{_MONTH})(?: of|,)? (?P<rel>last|next|this|the same|that) year\b")
_FIRST_MONTHS = re.compile(
    rf"\b(?:the )?first (?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,2}}) months"
    rf" of {_WHICH_YEAR}\b"
)
_INTO = re.compile(
    rf"\b(?:overnight|(?P<w1>{_DAY_OF_WEEK}) night) (?:in)?to (?P<w2>{_DAY_OF_WEEK})\b"
    rf"|\bnight (?:from|of) (?P<w3>{_DAY_OF_WEEK}) to (?P<w4>{_DAY_OF_WEEK})\b"
)
_FEAST = re.compile(
    r"\b(?P<f>Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|May Day)\b"
)
_FEASTS = {"christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
           "may day": (5, 1)}  # fmt: skip
_FORMS = (
    (_FIRST_MONTHS, ("months of",)),
    (_LATER, ("later ", "earlier ", "so far ")),
    (_WEEKDAY_OF, (" week", " last")),
    (_INTO, ("night into ", "night to ", "night from ", "night of ")),
    (_AROUND, ("the past ", "the last ", "the previous ", "the next ", "the coming ", " ago",
               " earlier")),
    (_QUARTER, (" quarter", " half", "q1", "q2", "q3", "q4")),
    (_OF_MONTH, ("week of ", "half of ", "days of ", "fortnight of ")),
    (_SEASON, ("spring", "summer", "autumn", " fall", "winter")),
    (_END, ("end of ", "year-end", "month-end", " is out")),
    (_MONTHS, ()),
    (_OF_YEAR, (" year",)),
    (_FEAST, ("christmas", "boxing", "new year", "may day")),
)  # fmt: skip
"""The forms in the order in which they are read, each with what stands in every one of its
stretches, in lower case; that of months is looked for where two names of months stand together."""
_REACH = 64
"""Code points before and after a hint that no stretch goes beyond."""
_BETWEEN_MONTHS = 24
"""Longer than what stands between the two months of ``_MONTHS``, with a year."""
_AHEAD = re.compile(
    r"(?i)\b(?:by|until|till|will|before|expected|expects?|may|should|could|would|"
    r"(?:(?:is|are|was|were|still|now) due|due(?! to))|planned|plans?"
    r"|to (?:begin|start|resume|open|close))\b[^.;]{0,40}$"
)


def find_spans(
    text: str, lower: str, published: datetime.date, months: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, Span]]:
    """``(start, end, span)`` of each such stretch in ``text``.

    ``lower``: the text in lower case; ``months``: where names of months begin and end.
    """
    for form, hints in _FORMS:
        if form is _MONTHS:
            windows = _around_pairs(months, len(text))
        else:
            windows = windows_around(lower, hints, _REACH, _REACH, len(text))
        for start, end in windows:
            for m in form.finditer(text, start, end):
                ahead = _AHEAD.search(text, max(0, m.start() - 60), m.start()) is not None
                span = _READERS[form](m, published, ahead)
                if span is not None:
                    bare = form is _SEASON and m["which"] not in ("last", "this", "next")
                    yield m.start("s") if bare else m.start(), m.end(), span
    for start, end, first, last in find_short_days(text, published):
        yield start, end, Span(first, last, "day" if first == last else "range")


def _around_pairs(months: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """The stretches around two months that stand together, joined where they touch."""
    near = [
        (a[0], b[1]) for a, b in pairwise(months) if b[0] - a[1] <= _BETWEEN_MONTHS
    ]  # fmt: skip
    return joined_windows(near, _REACH, _REACH, size)


def when_of_span(span: Span) -> When:
    """``span`` as a time that is relative to the report's date."""
    return When(
        earliest=span.first.isoformat() if span.first else None,
        latest=span.last.isoformat() if span.last else None,
        precision=span.precision, basis="relative",
    )  # fmt: skip


def _bounds(year: int, first: int, months: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of ``months`` months from month ``first`` of ``year``."""
    after = first - 1 + months
    end = datetime.date(year + after // 12, after % 12 + 1, 1) - _ONE
    return datetime.date(year, first, 1), end


def _month_span(year: int, first: int, months: int) -> Span:
    return Span(*_bounds(year, first, months), "month" if months == 1 else "range")


def _year_of(m: re.Match[str], published: datetime.date) -> int:
    if m["y"]:
        return int(m["y"])
    return published.year + {"last": -1, "next": 1}.get(m["rel"] or "", 0)


def _around(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    unit = m["u"] or m["u2"]
    word = (m["n"] or m["ago"] or "").strip()
    if m["way"] in ("last", "previous", "next") and not word:
        return None if unit != "fortnight" else Span(published - 14 * _ONE, published, "range")
    number = (_NUMBERS.get(word.lower()) or int(word)) if word else (3 if m[0].endswith("s") else 1)
    days = -(-number * _DAYS[unit] // 1)
    if days > _FARTHEST:
        return None
    length = int(days) * _ONE
    if m["ago"]:
        day = published - (0 if unit == "hour" else number * _DAYS[unit]) * _ONE
        slack = {"fortnight": 3, "year": 60}.get(unit, 0) * _ONE
        return Span(day - slack, day + slack, "range" if slack else "day")
    if m["way"] in ("next", "coming"):
        return Span(published, published + length, "range")
    return Span(published - length, published, "range")


_FARTHEST = 3660


def _quarter(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    if m["qn"]:
        return _month_span(int(m["qy"]), 3 * int(m["qn"]) - 2, 3)
    if m["part"] == "half" and not (m["y"] or m["rel"]):
        return None
    months = 3 if m["part"] == "quarter" else 6
    number = 2 if m["q"] == "last" and months == 6 else _ORDINALS[m["q"]]
    if number * months > 12 or (m["q"] == "last" and not (m["y"] or m["rel"])):
        return None
    year = _year_of(m, published)
    first = months * (number - 1) + 1
    if not m["y"] and not m["rel"] and not ahead and first > published.month:
        year -= 1
    return _month_span(year, first, months)


def _of_month(m: re.Match[str], published: datetime.date, ahead: bool) -> Span:
    begin, end = _named_month(m["m"], m["y"], published, ahead)
    number = _ORDINALS[m["nth"]]
    if m["part"] in ("half", "fortnight"):
        middle = begin.replace(day=15)
        return Span(begin, middle, "range") if number == 1 else Span(middle + _ONE, end, "range")
    if m["nth"] == "last":
        return Span(end - 6 * _ONE, end, "range")
    begin += 7 * (number - 1) * _ONE
    return Span(begin, min(begin + 6 * _ONE, end), "range")


def _named_month(
    name: str, year: str | None, published: datetime.date, ahead: bool
) -> tuple[datetime.date, datetime.date]:
    """The month of that name that is meant: the last one, or the next where it lies ahead."""
    number = MONTH_NUMBER[name[:3].lower()]
    if year:
        return _bounds(int(year), number, 1)
    if ahead:
        return _bounds(published.year + (number < published.month), number, 1)
    return _bounds(published.year - (number > published.month), number, 1)


def _season(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    which = m["which"]
    if which in ("early", "late") or (
        m["s"] == "fall" and not (m["y"] or which in ("last", "this", "next"))
    ):
        return None
    start = _SEASON_STARTS[m["s"]]
    if m["y"]:
        return _month_span(int(m["y"]), start, 3)
    year = published.year - (start == _WINTER and published.month < _SPRING)
    first, last = _bounds(year, start, 3)
    if which == "next" or (ahead and last < published):
        year += first <= published
    elif which == "last":
        year -= last >= published
    elif not ahead and which != "this":
        year -= first > published
    return _month_span(year, start, 3)


_SPRING, _WINTER = 3, 12


def _end(m: re.Match[str], published: datetime.date, ahead: bool) -> Span:
    unit = m["u"] or next(u for u in ("week", "month", "year") if u in m["out"])
    shift = {"next": 1, "last": -1}.get(m["which"] or "", 0)
    if unit == "week":
        last = published + (6 - published.weekday() + 7 * shift) * _ONE
    elif unit == "month":
        total = published.year * 12 + published.month - 1 + shift
        last = _bounds(total // 12, total % 12 + 1, 1)[1]
    else:
        last = datetime.date(published.year + shift, 12, 31)
    lead = (m["lead"] or m["lead2"] or "").strip()
    open_start = lead in ("by", "before", "until", "till", "through")
    return Span(None if open_start else last, last, "range" if open_start else "day")


def _later(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    if m["way"] != "so far" and m["this"] != "this":
        return None
    first = {
        "week": published - published.weekday() * _ONE, "month": published.replace(day=1),
        "year": published.replace(month=1, day=1),
    }[m["u"]]  # fmt: skip
    if m["way"] != "later":
        return Span(first, published, "range")
    last = {
        "week": first + 6 * _ONE,
        "month": _bounds(published.year, published.month, 1)[1],
        "year": published.replace(month=12, day=31),
    }[m["u"]]
    return Span(published, last, "range")


def _weekday_of(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    if not m[0].endswith(("week", "before last")):
        return None
    number = WEEKDAY_NAMES.index(m["w"].lower())
    which = m["which"]
    shift = {"this": 0, "last": -1, "the previous": -1, "next": 1, "the following": 1,
             "the coming": 1, "the week before last": -2}[which]  # fmt: skip
    day = published + (number - published.weekday() + 7 * shift) * _ONE
    return Span(day, day, "day")


def _months(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    if "may" in (m["a"].lower(), m["b"].lower()) and not (m["lead"] or m["y"]):
        return None
    if m["lead"] is None and m[0].split()[1] in ("and",):
        return None
    year = str(_year_of(m, published)) if m["rel"] else m["y"]
    end = _named_month(m["b"], year, published, ahead)[1]
    begin = _named_month(m["a"], m["ya"] or str(end.year), published, ahead)[0]
    if begin > end:
        begin = begin.replace(year=end.year - 1)
    return Span(begin, end, "range")


def _of_year(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    if m["rel"] in ("the same", "that"):
        return None
    year = published.year + {"last": -1, "next": 1}.get(m["rel"], 0)
    return _month_span(year, MONTH_NUMBER[m["m"][:3].lower()], 1)


def _first_months(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    word = m["n"]
    number = int(word) if word.isdigit() else _NUMBERS[word]
    return _month_span(_year_of(m, published), 1, number) if 1 <= number <= 12 else None


def _into(m: re.Match[str], published: datetime.date, ahead: bool) -> Span:
    number = WEEKDAY_NAMES.index((m["w2"] or m["w4"]).lower())
    last = published - ((published.weekday() - number) % 7) * _ONE
    if ahead and last < published:
        last += 7 * _ONE
    return Span(last - _ONE, last, "range")


def _feast(m: re.Match[str], published: datetime.date, ahead: bool) -> Span | None:
    name = m["f"].lower().replace("’", "'")
    month, day = _FEASTS.get(name) or ((1, 1) if name.endswith("day") else (12, 31))
    when = datetime.date(published.year, month, day)
    if when > published and not ahead:
        when = when.replace(year=published.year - 1)
    elif when < published and ahead:
        when = when.replace(year=published.year + 1)
    return Span(when, when, "day")


_READERS = {
    _AROUND: _around, _QUARTER: _quarter, _OF_MONTH: _of_month, _SEASON: _season, _END: _end,
    _LATER: _later, _WEEKDAY_OF: _weekday_of, _MONTHS: _months, _OF_YEAR: _of_year,
    _FIRST_MONTHS: _first_months, _INTO: _into, _FEAST: _feast,
}  # fmt: skip
