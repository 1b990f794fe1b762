"""Dates and times as reports write them, read into intervals with a basis.

Days and months in every order that occurs, date-time groups (``312316Z DEC 2012``),
weekdays and “yesterday” against the report's date, lists and ranges, parts of a day.
A date without its year is completed from the report's date (``basis`` ``completed``);
one that cannot be placed is still returned, as unknown. All patterns are bounded, so
the time is linear in the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from offing.model.claim import UNKNOWN_WHEN, Precision, When
from offing.text.date_forms import (
    AFTER_MONTH,
    BEFORE_MONTH,
    EARLY,
    FUTURE_CUE,
    ISO,
    ISO_HINT,
    MDY,
    MESSAGE_FORMS,
    MONTH_AT,
    MONTH_IN_CAPITALS,
    MONTH_NUMBER,
    NUMBER_WORDS,
    NUMERIC,
    NUMERIC_HINT,
    OPEN_END,
    PART,
    PART_BEFORE,
    PART_HINTS,
    PROSE_FORMS,
    RANGE_WORDS,
    RELATIVE,
    RELATIVE_HINTS,
    TIME,
    WEEKDAY,
    WEEKDAY_NAMES,
)
from offing.text.date_loose import LOOSE, loose_span, loose_windows
from offing.text.date_spans import Span, find_spans, when_of_span
from offing.text.windows import holds_any, joined_windows, windows_around

Direction = Literal["past", "near", "future"]


_NUMBERS = re.compile(r"\d{1,2}")
_OF_A_SERIES = re.compile(
    r"(?i)\b(?:update|issue|no|nr|number|bulletin|circular|report|sitrep|part|edition|advisory"
    r"|notice|revision|rev|version|message|letter|flash|brief|note|release|day)\.?[ #]{0,2}\Z"
)
_MAX_SERIES = 14
_CLOCK_ZONE = re.compile(r"\s{0,2}(?:UTC|GMT|LT|LMT|Z|[Hh]rs?|[Hh]ours|HRS|local time)\b")


class DateMention(NamedTuple):
    """A date in a text: code points ``start`` to ``end``, and the interval it means."""

    start: int
    end: int
    text: str
    when: When


def find_dates(
    text: str,
    *,
    published: datetime.date | None = None,
    zone: str | None = None,
    direction: Direction = "near",
) -> list[DateMention]:
    """Every date in ``text``, in reading order.

    Args:
        text: any text.
        published: the report's date, for years left out and for relative words;
            without it such a date is returned with an unknown interval.
        zone: name of the zone that the text's local times are in, if known.
        direction: where a date without a year lies: ``past`` (at most a day after
            ``published``), ``future`` (at most 60 days before it) or ``near`` (the
            year that brings it nearest, at most 120 days ahead).
    """
    reader = _Reader(text, published, zone, direction)
    reader.read()
    return reader.found


def year_from_two_digits(year: int) -> int:
    """``12`` → 2012, ``86`` → 1986 (two digits below 70 are of this century)."""
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


@lru_cache(maxsize=4096)
def complete_year(
    day: int, month: int, published: datetime.date, direction: Direction = "near"
) -> datetime.date | None:
    """The date of ``day`` and ``month`` that ``direction`` points to, or ``None``."""
    ahead = {"past": 1, "near": 120, "future": 306}[direction]
    for year in range(published.year + 1, published.year - 5, -1):  # 29 February: four years
        day_then = _make_date(year, month, day)
        if day_then is not None and (day_then - published).days <= ahead:
            return day_then
    return None


def day_when(day: datetime.date, *, basis: str, text: str = "", **slots: str | None) -> When:
    """A ``When`` of exactly one day."""
    iso = day.isoformat()
    return When(earliest=iso, latest=iso, precision="day", basis=basis, text=text, **slots)


def instant(day: datetime.date, hour: int, minute: int) -> str:
    """A UTC instant as ISO 8601 with ``Z``."""
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}:00Z"


def find_message_dates(
    text: str, *, published: datetime.date | None = None, direction: Direction = "future"
) -> list[DateMention]:
    """The dates of a broadcast message: days with months and date-time groups only."""
    if not MONTH_IN_CAPITALS.search(text):
        if text.isupper():
            return []
        return find_dates(text, published=published, direction=direction)
    reader = _Reader(text, published, None, direction)
    reader.read(terse=True)
    return reader.found


class _Reader:
    """One reading of one text: the dates found so far, and which characters they hold."""

    def __init__(
        self,
        text: str,
        published: datetime.date | None,
        zone: str | None,
        direction: Direction,
    ) -> None:
        self.text = text
        self.published = published
        self.zone = zone
        self.direction = direction
        self.found: list[DateMention] = []
        self.taken = bytearray(len(text))
        self._speaks_of_parts: bool | None = None

    @property
    def speaks_of_parts(self) -> bool:
        """Whether any word for a part of a day stands in the text."""
        if self._speaks_of_parts is None:
            lower = self.text.lower()
            self._speaks_of_parts = holds_any(lower, PART_HINTS)
        return self._speaks_of_parts

    def read(self, *, terse: bool = False) -> None:
        """Read all forms; ``terse``: only those of messages, and fewer passes.

        Before a form is looked for, a plain search tells whether the text can hold it.
        """
        names = MONTH_IN_CAPITALS if terse else MONTH_AT
        months = [m.span() for m in names.finditer(self.text)]
        if not terse and ISO_HINT.search(self.text):
            self._take_all(ISO, self._take_iso)
        group, day_month, month_day, month = MESSAGE_FORMS if terse else PROSE_FORMS
        windows = joined_windows(months, BEFORE_MONTH, AFTER_MONTH, len(self.text))
        for start, end in windows:
            self._take_all(group, self._take_group, start, end)
        if not (terse and self._all_taken(months)):
            for start, end in windows:
                self._take_all(day_month, self._take_day_month, start, end)
            if not terse and NUMERIC_HINT.search(self.text):
                self._take_all(NUMERIC, self._take_numeric)
            if not (terse and self._all_taken(months)):
                self._take_at(months, month_day, self._take_day_month)
                self._take_at(months, month, self._take_month)
        if not terse:
            self._take_relatives(self.text.lower(), months)
        self.found.sort(key=lambda f: f.start)
        if len(self.found) > 1:
            self._share_years()

    def _take_relatives(self, lower: str, months: list[tuple[int, int]]) -> None:
        if self.published is not None:
            for start, end, span in find_spans(self.text, lower, self.published, months):
                if not self._held(start, end):
                    self._take_span(start, end, span)
        if self.published is not None:
            for start, end in loose_windows(self.text, lower, months):
                self._take_all(LOOSE, self._take_loose, start, end)
        for start, end in windows_around(lower, RELATIVE_HINTS, 28, 28, len(self.text)):
            self._take_all(RELATIVE, self._take_relative, start, end)
        for start, end in windows_around(lower, ("day",), 32, 16, len(self.text)):
            self._take_all(WEEKDAY, self._take_weekday, start, end)
        if "fn" in lower or "f.n" in lower or "further" in lower:
            self._take_all(OPEN_END, self._take_open_end)

    def _all_taken(self, months: list[tuple[int, int]]) -> bool:
        return bool(self.found) and all(self.taken[start] for start, _ in months)

    def _take_at(
        self,
        months: list[tuple[int, int]],
        pattern: re.Pattern[str],
        take: Callable[[re.Match[str]], None],
    ) -> None:
        """The form that begins with a month, where a month that is not yet taken begins."""
        for start, _ in months:
            if self.taken[start]:
                continue
            m = pattern.match(self.text, start)
            if m is not None and not self._held(m.start(), m.end()):
                take(m)

    def _take_all(
        self,
        pattern: re.Pattern[str],
        take: Callable[[re.Match[str]], None],
        start: int = 0,
        end: int | None = None,
    ) -> None:
        for m in pattern.finditer(self.text, start, len(self.text) if end is None else end):
            if not self._held(m.start(), m.end()):
                take(m)

    def _held(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) >= 0

    def _add(self, start: int, end: int, when: When) -> None:
        words = self.text[start:end]
        stripped = words.rstrip(" ,.\n\t-")
        end = start + len(stripped)
        if when.text != stripped:
            when = _with_text(when, stripped)
        self.found.append(DateMention(start, end, stripped, when))
        self.taken[start:end] = b"\x01" * (end - start)

    # one method per pattern -------------------------------------------------

    def _take_iso(self, m: re.Match[str]) -> None:
        day = _make_date(int(m["y"]), int(m["m"]), int(m["d"]))
        if day is None:
            self._add(m.start(), m.end(), UNKNOWN_WHEN)
        elif m["hh"] and m["z"] == "Z":
            at = instant(day, int(m["hh"]), int(m["mm"]))
            self._add(m.start(), m.end(), _minute(at, at, "stated", "UTC"))
        else:
            self._add(m.start(), m.end(), day_when(day, basis="stated"))

    def _take_group(self, m: re.Match[str]) -> None:
        mon1, mon2 = m["m1"] or m["m2"], m["m2"]
        if mon1 is None or (m["join"] and not m["m2"]):
            return
        end = m.end() if m["join"] else (m.end("y1") if m["y1"] else m.end("m1"))
        year = m["y1"] or m["y2"]
        first, basis = self._date(m["d1"], mon1, year)
        last, _ = self._date(m["d2"], mon2, m["y2"] or m["y1"]) if m["join"] else (first, basis)
        if first is None or last is None:
            self._add(m.start(), end, UNKNOWN_WHEN)
            return
        if last < first and not m["y1"]:
            first = _make_date(first.year - 1, first.month, first.day) or first
        t1, t2 = m["t1"], m["t2"] or m["t1"]
        utc = (m["z1"] or m["z2"] or "Z").upper() in ("Z", "UTC", "GMT")
        if int(t1[:2]) > 24 or int(t2[:2]) > 24:
            self._add(m.start(), end, UNKNOWN_WHEN)
        elif utc:
            at = [_instant_from_clock(d, t) for d, t in ((first, t1), (last, t2))]
            self._add(m.start(), end, _minute(at[0], at[1], basis, "UTC"))
        else:
            self._add(m.start(), end, _days(first, last, basis, self.zone))

    def _take_day_month(self, m: re.Match[str]) -> None:
        month_first = m.re is MDY or m.re is MESSAGE_FORMS[2]
        mon = m["mon"] if month_first else m["mon"] or m["glued"]
        if month_first and mon in ("may", "march"):
            return  # the verbs
        numbers = [m["d1"], *_NUMBERS.findall(m["more"])] if m["more"] else [m["d1"]]
        numbered = len(numbers) == 2 and _OF_A_SERIES.search(
            self.text, max(0, m.start() - _MAX_SERIES), m.start()
        )
        if numbered:
            numbers = numbers[1:]  # “Update 2 – 1 July”: the second of a series
        year = m["y"]
        if year and len(year) == 2 and not month_first and "," in (m["y0"] or ""):
            year = None  # "7 January, 12 seafarers": a count
        if year and len(year) == 4 and _CLOCK_ZONE.match(self.text, m.end("y")):
            year = None  # "03 OCT, 1910 UTC": the time of day
        dates = self._ends(numbers, mon, year)
        if dates[0][0] is None and year and len(year.strip("'\u2019")) == 2:
            year = None  # the two digits were no year after all
            dates = self._ends(numbers, mon, None)
        (first, basis), (last, _) = dates
        end = m.end() if year or not m["y"] else m.start("y")
        if first is None or last is None:
            self._add(m.start(), end, UNKNOWN_WHEN)
            return
        if last < first:  # "30 - 2 MAY": the first day is of the month before
            back = first.replace(day=1) - datetime.timedelta(days=1)
            first = _make_date(back.year, back.month, int(numbers[0])) or last
        if first != last:
            self._add(m.start(), end, _days(first, last, basis, self.zone))
            return
        self._add_day(m.start(), end, first, basis)

    def _take_numeric(self, m: re.Match[str]) -> None:
        a, b = int(m["a"]), int(m["b"])
        day, month = (a, b) if b <= 12 else (b, a)
        when = _make_date(year_from_two_digits(int(m["y"])), month, day)
        if when is None:
            if m["s"] != ".":
                self._add(m.start(), m.end(), UNKNOWN_WHEN)
        elif a <= 12 and b <= 12 and a != b and m["s"] == "/":
            # 03/04/2024: day first is the habit at sea; the other order stays possible
            other = _make_date(when.year, day, month) or when
            first, last = min(when, other), max(when, other)
            self._add(m.start(), m.end(), _days(first, last, "stated", self.zone))
        else:
            self._add_day(m.start(), m.end(), when, "stated")

    def _take_month(self, m: re.Match[str]) -> None:
        year = year_from_two_digits(int(m["y"]))
        month = MONTH_NUMBER[m["mon"][:3].lower()]
        if not m["mon"][0].isupper():
            return
        first = datetime.date(year, month, 1)
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        self._add(m.start(), m.end(), _span(first, last, "month", "stated"))

    def _take_relative(self, m: re.Match[str]) -> None:
        word = m["w"].lower()
        if self.published is None:
            self._add(m.start(), m.end(), When(basis="relative", text=m[0]))
            return
        part = next((p for p in ("morning", "afternoon", "evening", "night") if p in word), None)
        if m["u"]:
            number = NUMBER_WORDS.get(m["n"].lower()) or int(m["n"])
            unit = {"day": 1, "week": 7, "month": 30}[m["u"].lower()]
            then = self.published - datetime.timedelta(days=number * unit)
            gap = datetime.timedelta(days=0 if unit == 1 else unit // 3)
            about = _span(then - gap, then + gap, "range" if gap else "day", "relative")
            self._add(m.start(), m.end(), about)
            return
        first, last, precision = _relative_span(word, self.published)
        if precision == "day" and first == last:
            self._add_day(m.start(), m.end(), first, "relative", part)
        else:
            self._add(m.start(), m.end(), _span(first, last, precision, "relative"))

    def _take_loose(self, m: re.Match[str]) -> None:
        span = loose_span(m, self.text, self.published) if self.published is not None else None
        if span is None:
            return
        if span.precision == "day":
            self._add_day(m.start(), m.end(), span.first, "completed")
        else:
            self._add(m.start(), m.end(), _span(*span, "relative"))

    def _take_span(self, start: int, end: int, span: Span) -> None:
        if span.precision == "day" and span.first is not None:
            self._add_day(start, end, span.first, "completed")
            return
        self._add(start, end, when_of_span(span))

    def _take_weekday(self, m: re.Match[str]) -> None:
        start, cue = m.start("w"), (m["cue"] or "").lower()
        if self._attached(m.start("w"), m.end("w")):
            return
        if self.published is None:
            self._add(start, m.end("w"), When(basis="relative", text=m["w"]))
            return
        number = next(i for i, n in enumerate(WEEKDAY_NAMES) if n.startswith(m["w"][:3].lower()))
        back = (self.published.weekday() - number) % 7
        ahead = (number - self.published.weekday()) % 7
        owns = self.text.startswith(("'s", "’s"), m.end("w"))  # “following Tuesday's attack”
        if cue in ("next", "coming", "following")[: 2 if owns else 3] or (
            cue in ("by", "until", "till", "starting") and self.direction != "past"
        ):
            day = self.published + datetime.timedelta(days=ahead or 7)
        elif cue in ("last", "previous", "past"):
            day = self.published - datetime.timedelta(days=back or 7)
        elif (cue == "this" and self.direction != "past") or self._is_future(start):
            day = self.published + datetime.timedelta(days=ahead)
        else:
            day = self.published - datetime.timedelta(days=back)
        self._add_day(start, m.end("w"), day, "relative")

    def _take_open_end(self, m: re.Match[str]) -> None:
        self.found.append(
            DateMention(
                m.start(), m.end(), m[0], When(precision="range", basis="stated", text=m[0])
            )
        )

    def _share_years(self) -> None:
        """``31 DEC TO 02 JAN 13``: the second date's year serves the first; a range is one."""
        out: list[DateMention] = []
        for b in self.found:
            a = out[-1] if out else None
            if a is None or b.start - a.end > 12 or not (a.when.earliest and b.when.latest):
                out.append(b)
                continue
            joint = self.text[a.end : b.start].strip(" ,\n").lower()
            if joint not in RANGE_WORDS and joint != "and":
                out.append(b)
                continue
            if a.when.basis == "completed":
                a = out[-1] = a._replace(when=_before(a.when, b.when))
            lead = self.text[max(0, a.start - 10) : a.start].lower()
            if joint in RANGE_WORDS or "between" in lead:
                out[-1] = _merged(self.text, a, b)
            else:
                out.append(b)
        self.found = out

    # helpers ----------------------------------------------------------------

    def _is_future(self, start: int) -> bool:
        """Whether the words just before speak of what is to come."""
        before = self.text[max(0, start - 60) : start].lower()
        before = re.split(r"[.!?\n;]", before)[-1]
        return FUTURE_CUE.search(before) is not None

    def _attached(self, start: int, end: int) -> bool:
        """Whether a full date stands beside the weekday (“Wednesday, 24 January”)."""
        after = self.taken.find(1, end, end + 7)
        if after >= 0 and not self.text[end:after].strip(" ,.(-the"):
            return True
        before = self.taken.rfind(1, max(0, start - 5), start)
        return before >= 0 and not self.text[before + 1 : start].strip(" ,.()-")

    def _ends(
        self, days: list[str], month: str, year: str | None
    ) -> list[tuple[datetime.date | None, str]]:
        """The first and the last of some days of one month."""
        first = self._date(days[0], month, year)
        return [first, first if len(days) == 1 else self._date(days[-1], month, year)]

    def _date(self, day: str, month: str, year: str | None) -> tuple[datetime.date | None, str]:
        number, d = MONTH_NUMBER[month[:3].lower()], int(day)
        if year:
            y = year_from_two_digits(int(year.strip("'\u2019")))
            return _make_date(y, number, d), "stated"
        if self.published is None:
            return None, "unknown"
        return complete_year(d, number, self.published, self.direction), "completed"

    def _add_day(
        self, start: int, end: int, day: datetime.date, basis: str, part: str | None = None
    ) -> None:
        """One day, with a part of it or a UTC time if the words beside it give one."""
        left, right, part2 = start, end, None
        if self.speaks_of_parts:
            left, right, part2 = self._part_of_day(start, end)
        part = part or part2
        clock = self._utc_time(start, end) if part is None else None
        if clock is not None:
            at = instant(day, clock[0], clock[1])
            when = _minute(at, at, basis, "UTC")
        else:
            when = day_when(day, basis=basis, part_of_day=part, zone=self.zone)
        self._add(left, right, when)

    def _part_of_day(self, start: int, end: int) -> tuple[int, int, str | None]:
        part, early = None, None
        m = PART.match(
            self.text, min(end + (self.text[end : end + 1] in (" ", ",")), len(self.text))
        )
        if m is None and self.text[end : end + 2] == ", ":
            m = PART.match(self.text, end + 2)
        if m is not None:
            early, part, end = m["early"] or m["early2"], m["part"].lower(), m.end()
        before = EARLY.search(self.text, max(0, start - 16), start)
        if before is not None:
            early, start = before[1], before.start()
        elif part is None:
            m2 = PART_BEFORE.search(self.text[max(0, start - 40) : start])
            if m2 is not None:
                early, part = m2[1], m2[2].lower()
                start = max(0, start - 40) + m2.start()
        if part == "hours" and early is None:
            return start, end, None
        words = [w for w in ((early or "").lower(), "" if part == "hours" else part) if w]
        return start, end, " ".join(words) or None

    def _utc_time(self, start: int, end: int) -> tuple[int, int] | None:
        """A time of day stated in UTC within a few words of a date."""
        around = self.text[max(0, start - 16) : end + 48].lower()
        if "z" not in around and "utc" not in around and "gmt" not in around:
            return None
        for m in TIME.finditer(self.text, end, min(len(self.text), end + 40)):
            if m["z"] and m["z"].upper() in ("Z", "UTC", "GMT"):
                return int(m["h"]), int(m["m"])
            if "\n\n" in self.text[end : m.start()] or ". " in self.text[end : m.start()]:
                break
        for m in TIME.finditer(self.text, max(0, start - 16), start):
            if m["z"] and m["z"].upper() in ("Z", "UTC", "GMT"):
                return int(m["h"]), int(m["m"])
        return None


def _before(a: When, b: When) -> When:
    """``a`` in the last year that does not put it after ``b``."""
    start, limit = a.earliest or "", b.latest or ""
    year = int(limit[:4])
    year -= start[4:] > limit[4:]
    shift = year - int(start[:4])
    end = a.latest or start
    moved = f"{int(end[:4]) + shift:04d}{end[4:]}"
    return replace(a, earliest=f"{year:04d}{start[4:]}", latest=moved)


def _merged(text: str, a: DateMention, b: DateMention) -> DateMention:
    first, last = a.when.earliest or "", b.when.latest or ""
    if len(first) != len(last):  # an instant and a day: the day is all that both say
        first, last = first[:10], last[:10]
    words = text[a.start : b.end]
    when = When(
        earliest=first, latest=last, precision="range", basis=b.when.basis,
        zone=b.when.zone, zone_basis=b.when.zone_basis, text=words,
    )  # fmt: skip
    return DateMention(a.start, b.end, words, when)


def _make_date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _instant_from_clock(day: datetime.date, clock: str) -> str:
    hour, minute = int(clock[:2]), int(clock[2:])
    if hour == 24:  # 2400 is the next day's midnight
        day, hour = day + datetime.timedelta(days=1), 0
    return instant(day, hour, minute)


def _minute(earliest: str, latest: str, basis: str, zone: str) -> When:
    precision: Precision = "minute" if earliest == latest else "range"
    return When(
        earliest=earliest, latest=latest, precision=precision, basis=basis,
        zone=zone, zone_basis="stated",
    )  # fmt: skip


def _days(first: datetime.date, last: datetime.date, basis: str, zone: str | None) -> When:
    precision: Precision = "day" if first == last else "range"
    return When(
        earliest=first.isoformat(), latest=last.isoformat(), precision=precision,
        basis=basis, zone=zone,
    )  # fmt: skip


def _span(first: datetime.date, last: datetime.date, precision: Precision, basis: str) -> When:
    return When(
        earliest=first.isoformat(), latest=last.isoformat(), precision=precision, basis=basis
    )


def _with_text(when: When, text: str) -> When:
    return replace(when, text=text)


def _relative_span(
    word: str, published: datetime.date
) -> tuple[datetime.date, datetime.date, Precision]:
    one = datetime.timedelta(days=1)
    if word == "the day before yesterday":
        return published - 2 * one, published - 2 * one, "day"
    if word in ("yesterday", "last night"):
        return published - one, published - one, "day"
    if word == "overnight":
        return published - one, published, "range"
    if word == "tomorrow":
        return published + one, published + one, "day"
    if "week" in word:
        monday = published - published.weekday() * one
        shift = {"last": -7, "next": 7}.get(word.split()[0], 0)
        last = monday + (shift + 6) * one
        return monday + shift * one, min(last, published) if "earlier" in word else last, "range"
    if "month" in word:
        first = published.replace(day=1)
        if word.startswith("last"):
            first = (first - one).replace(day=1)
        elif word.startswith("next"):
            first = (first + 31 * one).replace(day=1)
        return first, (first + 31 * one).replace(day=1) - one, "month"
    if "year" in word:
        year = published.year + {"last": -1, "next": 1}.get(word.split()[0], 0)
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year"
    return published, published, "day"
