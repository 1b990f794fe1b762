"""Times told in words alone: “the previous day”, “in the spring of 2021”, “so far this month”."""

from __future__ import annotations

import datetime
import re

from msgspec.structs import replace as replace_when

from offing.claims.document import Document
from offing.model import When
from offing.text.dates import DateMention
from offing.text.windows import holds_any

_YEAR = re.compile(
    r"\b(?P<cue>[Ii]n|[Dd]uring|[Tt]hroughout|[Oo]f|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y) "
    r"(?:(?:early|late|mid)[- ])?(?P<y>(?:19|20)\d\d)\b(?! (?:UTC|LT|[Hh]ours|hrs|GMT|local|ships?|"
    r"vessels?|boxes|tonnes|people|containers|metres|miles))"
)
SINCE_TIME = re.compile(
    r"(?i)\b(?:(?:first|second|third|fourth|fifth|only|last) (?:time|such \w+|\w+ \w+|\w+)?"
    r"|highest|lowest|worst|best|biggest|largest|deadliest|busiest|driest|the most|the least)"
    r"(?: [\w-]+){0,3} (?:since|in)(?: the)? $"
)

_DAY_BEFORE = re.compile(
    r"\b(?:the (?:previous|preceding) day|the day before|a day earlier|one day earlier)\b", re.I
)
_THEN = re.compile(r"\b(?:since then|since that date|ever since)\b", re.IGNORECASE)
_SAME_DAY = re.compile(
    r"(?i)\b(?P<from>from )?(?:(?:the|that) same (?:day|morning|afternoon|evening|night|date|hour)"
    r"|(?:on|from|by|until) that (?:day|date|hour|morning|evening|night)|that (?:evening|night))\b"
)
_PERIOD = re.compile(
    r"(?i)\b(?:(?P<since>since|from) the (?:start|beginning|turn) of (?:the|this) "
    r"(?P<u>year|month|week)"
    r"|(?P<far>so far this|earlier this) (?P<u2>year|month|week)"
    r"|(?:in|during|over) the first "
    r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})"
    r" months(?: of (?:the|this) year)?(?! of \d))"
)
_SEASON = re.compile(
    r"(?i)\b(?P<name>spring|summer|autumn|fall|winter) (?:of )?(?P<year>(?:19|20)\d\d)\b"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of the meteorological season, northern hemisphere."""


def _season_when(m: re.Match[str]) -> When:
    """“in the spring of 2021”: three months."""
    first = datetime.date(int(m["year"]), _SEASONS[m["name"].lower()], 1)
    last = (first + datetime.timedelta(days=92)).replace(day=1) - datetime.timedelta(days=1)
    return When(earliest=first.isoformat(), latest=last.isoformat(), precision="range",
                basis="stated", text=m.group())  # fmt: skip


_LATER = re.compile(
    r"(?i)\b(?:(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) "
    r"(?P<u>day|week)s? (?:later|after that|afterwards)"
    r"|the (?:next|following) (?P<next>day|night|morning))\b"
)


def _later_when(m: re.Match[str], before: When) -> When | None:
    """“ten days later”: counted from what was told just before."""
    one_day = before.precision in ("day", "minute") or before.earliest == before.latest
    if before.earliest is None or not (one_day or before.latest is None):
        return None
    word = (m["n"] or "one").lower()
    n = 1 if word in ("a", "an", "one") else int(word) if word.isdigit() else (
        12 if word == "twelve" else _NUMBERS.index(word) + 2
    )  # fmt: skip
    day = datetime.date.fromisoformat(before.earliest[:10])
    iso = (
        day + datetime.timedelta(days=n * (7 if (m["u"] or "").lower() == "week" else 1))
    ).isoformat()
    return When(earliest=iso, latest=iso, precision="day", basis="relative", text=m.group())


COUNTS = dict(
    zip("two three four five six seven eight nine ten eleven".split(), range(2, 12), strict=True)
)
_NUMBERS = ("two three four five six seven eight nine ten eleven").split()


def _period_when(m: re.Match[str], published: datetime.date) -> When:
    """“since the start of the year”, “so far this month”, “in the first seven months”."""
    unit = (m["u"] or m["u2"] or "year").lower()
    first = {
        "year": published.replace(month=1, day=1), "month": published.replace(day=1),
        "week": published - datetime.timedelta(days=published.weekday()),
    }[unit]  # fmt: skip
    last: str | None = published.isoformat()
    if m["since"]:
        last = None
    elif m["n"]:
        n = int(m["n"]) if m["n"].isdigit() else _NUMBERS.index(m["n"].lower()) + 2
        year = published.year - (n > published.month)
        first = datetime.date(year, 1, 1)
        after = datetime.date(year + n // 12, n % 12 + 1, 1)
        last = (after - datetime.timedelta(days=1)).isoformat()
    return When(earliest=first.isoformat(), latest=last, precision="range", basis="relative",
                text=m.group())  # fmt: skip


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = re.compile(
    r"\b(?P<cue>[Ii]n|until end of|until the end of|[Ll]ast|[Nn]ext|[Ss]ince|"
    r"[Uu]ntil(?: at least)?|[Bb]y|[Ff]rom|[Ff]or|[Ii]nto|[Dd]uring|[Tt]hrough|by the end of|"
    r"end of)\s+(?:the )?(?:early |late |mid-)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?!\s+\d)"
)
_A_MONTH = re.compile(r"J(?:an|u[nl])|Feb|Ma[ry]|A(?:pr|ug)|Sep|Oct|Nov|Dec")
_AHEAD_CUES = ("next", "until", "until at least", "by", "into", "through", "by the end of")


_PERIOD_HINTS = ("since the ", "from the ", "so far this", "earlier this", "the first ")
_LATER_HINTS = (" later", " after", "the next ", "the following ")
_EVE_HINTS = ("previous day", "preceding day", "day before", "day earlier")
"""One of these stands in every form of the pattern, in lower case."""


def _search(
    pattern: re.Pattern[str], heard: str, hints: tuple[str, ...], text: str, span: tuple[int, int]
) -> re.Match[str] | None:
    """The pattern in ``span``, looked for only where a hint stands in ``heard``."""
    return pattern.search(text, *span) if holds_any(heard, hints) else None


def when_from_words(
    doc: Document, span: tuple[int, int], stated: When, before: When, future: bool
) -> When | None:
    """A year, a month without a year, “the previous day”, “since then”."""
    text = doc.text
    heard = text[span[0] : span[1]].lower()
    of_years = "19" in heard or "20" in heard
    if of_years and (season := _SEASON.search(text, *span)) is not None:
        return _season_when(season)
    if of_years and (year := _YEAR.search(text, *span)) is not None:
        y, cue = year["y"], year["cue"].lower()
        return When(
            earliest=None if cue in ("until", "by") else f"{y}-01-01",
            latest=None if cue in ("since", "from") else f"{y}-12-31",
            precision="year", basis="stated", text=year.group(),
        )  # fmt: skip
    period = _search(_PERIOD, heard, _PERIOD_HINTS, text, span)
    if period is not None and doc.report.published is not None:
        return _period_when(period, doc.report.published)
    later = _search(_LATER, heard, _LATER_HINTS, text, span)
    if later is not None and (counted := _later_when(later, before)) is not None:
        return counted
    same = _search(_SAME_DAY, heard, ("same ", "that "), text, span)
    if (
        same is not None
        and before.earliest is not None
        and (before.precision in ("day", "minute") or before.latest is None)
    ):
        on = before.earliest[:10]
        last = None if same["from"] else on
        return When(earliest=on, latest=last, precision="day" if last else "range",
                    basis="relative", text=same.group())  # fmt: skip
    then = _search(_THEN, heard, ("since",), text, span)
    if then is not None and before.earliest is not None:
        return When(earliest=before.earliest, latest=None, precision="range", basis="relative",
                    text=then.group())  # fmt: skip
    known = stated.earliest or (before.earliest if before.precision in ("day", "minute") else None)
    eve = _search(_DAY_BEFORE, heard, _EVE_HINTS, text, span)
    if eve is not None and known is not None:
        day = datetime.date.fromisoformat(known[:10]) - datetime.timedelta(days=1)
        return When(earliest=day.isoformat(), latest=day.isoformat(), precision="day",
                    basis="relative", text=eve.group())  # fmt: skip
    month = None if _A_MONTH.search(text, *span) is None else _MONTH.search(text, *span)
    lead = text[max(0, month.start("month") - 60) : month.start("month")] if month else ""
    if month is not None and SINCE_TIME.search(lead) is None:
        return _month_when(month, doc.report.published, future)
    return None


def _month_when(m: re.Match[str], published: datetime.date | None, future: bool) -> When | None:
    """The month meant: the last one of that name, or the next for what lies ahead."""
    if published is None:
        return None
    number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(m["month"].lower()[:3]))
    cue = m["cue"].lower()
    year = published.year
    if future or cue in _AHEAD_CUES or cue == "end of":
        year += number < published.month
    elif number > published.month or (cue == "last" and number == published.month):
        year -= 1
    first = datetime.date(year, number, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    begin, end = first.isoformat(), last.isoformat()
    if cue.startswith("until") or cue in ("by", "through", "into", "by the end of", "end of"):
        return When(earliest=None, latest=end, precision="month", basis="completed", text=m.group())
    if cue in ("since", "from"):
        return When(earliest=begin, latest=None, precision="month", basis="completed",
                    text=m.group())  # fmt: skip
    return When(earliest=begin, latest=end, precision="month", basis="completed", text=m.group())


_STAMP = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})/(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)"
    r"[ ]?(?:LT|LMT|UTC|Z|hrs|HRS|hours|local)\b"
)


def stamps_in(text: str, published: datetime.date | None) -> list[DateMention]:
    """“since 22/1800 LT”: the day of the month and the hour, as agents write them.

    The day nearest to the report's own, within a fortnight of it.
    """
    if published is None or "/" not in text:
        return []
    found = []
    for m in _STAMP.finditer(text):
        near = [published + datetime.timedelta(days=n) for n in range(-14, 15)]
        days = [d for d in near if d.day == int(m["d"])]
        if days:
            iso = min(days, key=lambda d: abs((d - published).days)).isoformat()
            when = When(earliest=iso, latest=iso, precision="day", basis="stated", text=m.group())
            found.append(DateMention(m.start(), m.end(), m.group(), when))
    return found


_LONG_PAST_DAYS = 60
_MONTH_AND_DAY = re.compile(
    r"(?i)[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}"
)


def next_of_its_year(when: When, published: datetime.date) -> When:
    """“would cut transits from November 1”, told in July: this November, not the last."""
    day = datetime.date.fromisoformat((when.earliest or "")[:10])
    if (published - day).days <= _LONG_PAST_DAYS or when.latest != when.earliest:
        return when
    if _MONTH_AND_DAY.fullmatch(when.text) is None:
        return when
    try:
        later = day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return when
    if later < published:
        return when
    return replace_when(when, earliest=later.isoformat(), latest=later.isoformat())
