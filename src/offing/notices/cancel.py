"""What a message cancels: other messages by number, itself at once or at a stated time."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from offing.model.base import Problem
from offing.model.notice import NoticeRef
from offing.text.dates import instant, year_from_two_digits

_SERIES = (
    r"HYDROLANTS?|HYDROPACS?|HYDROARCS?|NAV(?:IGATIONAL)?AREA\s{1,3}[IVX]{1,5}\b|NAVAREA|NAVTEX"
    r"|UKMTO|JMIC"
)
_CANCEL = re.compile(
    r"CANCEL(?:S|LED|LING)?(?:\s{1,4}(?:WARNINGS?|MESSAGES?|MSGS?|NR|NO))?\b[:.]?\s{1,6}"
    r"(?P<body>[^.]{1,2000}(?:\.(?=\d)[^.]{1,40})?)(?:\.|$|\Z)",
    re.IGNORECASE,
)
_CANCEL_STARTS = re.compile(r"[Cc](?:ANCEL|ancel)(?<!\w[Cc]\w{5})")
_REF = re.compile(
    rf"(?:(?P<series>{_SERIES})[\s:]{{1,4}}(?:WARNINGS?\s{{1,3}}|NR\.?\s{{1,3}})?)?"
    r"(?P<number>[\dOl]{1,5})[/-](?P<year>\d{2,4})(?![\dZ])(?P<area>\s?\([A-Z\d, ]{1,30}\))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s,;&]|AND|DTG\s\d{6}Z\s[A-Z]{3}(?:\s\d\d)?)*", re.IGNORECASE)
_SELF = re.compile(
    r"[Tt](?<!\w.)(?i:HIS\s{1,4}(?:MSG|MESSAGE|WARNING|NOTICE|ADVISORY|NAVAREA|NAVTEX|HYDRO[A-Z]{3,4}))\b"
)
_SELF_AT_ONCE = re.compile(r"(?i)(?=\d{6}Z?\s{0,3}[A-Z]{3})")
_AT = re.compile(
    r"\s{0,6}(?:ON|AT|BY|AFTER)?\s{0,4}"
    r"(?:(?P<d>[0-3O]\d|[1-9])(?:(?P<hh>[0-2O][\dO])(?P<mm>[0-6O][\dO]))?\s{0,3}(?P<z>Z|UTC|GMT)?\s{0,4})"
    r"(?P<mon>[A-Z0][A-Z]{2,8})\.?(?:\s{0,4}(?P<y>\d{4}|\d{2})(?!\d))?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Cancellations(NamedTuple):
    """What one message cancels. ``self_at`` is a UTC instant (ISO 8601)."""

    refs: tuple[NoticeRef, ...]
    cancels_self: bool
    self_at: str | None
    spans: tuple[tuple[int, int], ...]
    problems: tuple[Problem, ...]


NOTHING = Cancellations((), False, None, (), ())


def read_cancellations(
    text: str, *, issued: datetime.date | None, series: str | None, offset: int = 0
) -> Cancellations:
    """Read every “CANCEL …” of one message.

    A day without a time is taken as 0001Z of that day, the habit of the series; a year
    left out is the one that puts the day after ``issued``. ``offset`` is where ``text``
    begins in the report, for the problems' places.
    """
    if "CANCEL" not in text and "ancel" not in text:
        return NOTHING
    refs: dict[NoticeRef, None] = {}
    spans: list[tuple[int, int]] = []
    problems: list[Problem] = []
    at: str | None = None
    cancels_self = False
    done = 0
    for begin in _CANCEL_STARTS.finditer(text):
        m = _CANCEL.match(text, begin.start()) if begin.start() >= done else None
        if m is None:
            continue
        body, start, done = m["body"], m.start("body"), m.end()
        spans.append((m.start(), m.end()))
        if "/" in body or "-" in body:
            for ref in _refs(body, series):
                refs[ref] = None
        own = _SELF_AT_ONCE.match(body) or _SELF.search(body)
        if own is None:
            continue
        when = _AT.match(body, own.end())
        if when is None:
            cancels_self = True
            continue
        moment = _instant_from(when, issued)
        if moment is None:
            words = when[0].strip()
            a = offset + start + when.start() + when[0].index(words)
            problems.append(
                Problem(
                    code="unreadable_date", message="no such date, or a year that nothing gives",
                    text=words, start=a, end=a + len(words),
                )
            )  # fmt: skip
        elif at is None:
            at = moment
    return Cancellations(
        tuple(refs), cancels_self and at is None, at, tuple(spans), tuple(problems)
    )


def _refs(body: str, series: str | None) -> list[NoticeRef]:
    """``HYDROLANT 3752/19, 81/20``: the series goes on until other words come between."""
    out: list[NoticeRef] = []
    current, last = series, 0
    for m in _REF.finditer(body):
        if m["series"]:
            current = normal_series(m["series"])
        elif not _BETWEEN.fullmatch(body, last, m.start()):
            break
        last = m.end()
        if body[m.end() : m.end() + 12].lstrip().upper().startswith("REFERS") or current is None:
            continue
        number = int(m["number"].upper().replace("O", "0").replace("L", "1"))
        year = year_from_two_digits(int(m["year"]))
        out.append(NoticeRef(series=current, number=number, year=year))
    return out


def normal_series(series: str) -> str:
    """The series' name as it is compared: capitals, single blanks, no plural."""
    name = " ".join(series.upper().split())
    return name[:-1] if name.startswith("HYDRO") and name.endswith("S") else name


def _instant_from(m: re.Match[str], issued: datetime.date | None) -> str | None:
    month_name = m["mon"][:3].lower().replace("0", "o")
    if month_name not in _MONTHS:
        return None
    month = _MONTHS.index(month_name) + 1
    day = int(m["d"].upper().replace("O", "0"))
    date: datetime.date | None
    if m["y"]:
        try:
            date = datetime.date(year_from_two_digits(int(m["y"])), month, day)
        except ValueError:
            return None
    elif issued is None:
        return None
    else:
        date = _next_date(day, month, issued)
    if date is None:
        return None
    if m["hh"] is None:
        return instant(date, 0, 1)
    hour, minute = (int(g.upper().replace("O", "0")) for g in (m["hh"], m["mm"]))
    if hour == 24 and minute == 0:
        return instant(date + datetime.timedelta(days=1), 0, 0)
    return instant(date, hour, minute) if hour < 24 and minute < 60 else None


_LATE_DAYS = 20
"""A message may be sent again, or late, after the time at which it cancels itself."""


def _next_date(day: int, month: int, issued: datetime.date) -> datetime.date | None:
    """The first such day not long before the message was issued: it ends after it is sent."""
    for year in range(issued.year - 1, issued.year + 5):  # 29 February: four years
        try:
            date = datetime.date(year, month, day)
        except ValueError:
            continue
        if (issued - date).days <= _LATE_DAYS:
            return date
    return None
