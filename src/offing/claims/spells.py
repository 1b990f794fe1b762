"""How long a thing lasts, and times told without a date: “for ten days”, “within 48 hours”.

All are counted from a day that is known: that of the act, of the claim before, or the report's.
"""

from __future__ import annotations

import datetime
import math
import re

from offing.claims.lexicon import words
from offing.model import When
from offing.text.windows import holds_any

_NUMBERS = {
    w: n for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(),
        1,
    )
} | {"a": 1, "an": 1, "couple": 2, "twenty": 20, "thirty": 30, "forty-eight": 48,
     "twenty-four": 24, "seventy-two": 72}  # fmt: skip
_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|twenty-four|forty-eight|seventy-two|twenty|thirty|\d{1,3})"
)
_DAYS_OF = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.0}
_SPELL = re.compile(
    rf"(?i)\bfor (?:about |some |around |up to |a further |another |the next |a period of )?"
    rf"(?P<n>{_NUMBER}) (?P<u>hour|day|night|week|month)s?\b"
    rf"|\b(?P<m>{_NUMBER})-(?P<v>hour|day|week|month)(?:-long)?\b(?! (?:notice|old|average))"
)
_LASTING = words(
    "closure suspension blockade restriction strike exercise operation weather congestion "
    "diversion surcharge other opening normal_operations advisory"
)
_STARTS = re.compile(r"(?i)\b(?:from|starting|beginning|started|began|begins|begun|effective)\b")


def with_spell(text: str, span: tuple[int, int], when: When, action: str, future: bool) -> When:
    """``when`` with its end where the words say how long: “from 20 March for ten days”."""
    if when.earliest is None or action not in _LASTING or len(when.earliest) < 10:
        return when
    if when.latest is not None and when.latest != when.earliest:
        return when
    found = _SPELL.search(text, *span)
    if found is not None and found["m"] and not (future or _STARTS.search(text, *span)):
        return when  # “completed a two-day drill on Wednesday”
    if found is None or text[max(0, found.start() - 9) : found.start()].lower().endswith("least "):
        return when
    days = _days_of(found["n"] or found["m"], found["u"] or found["v"])
    if days < 1:
        return when
    first = datetime.date.fromisoformat(when.earliest[:10])
    last = first + datetime.timedelta(days=max(0, math.ceil(days) - 1))
    if last == first:
        return when
    return When(earliest=first.isoformat(), latest=last.isoformat(), precision="range",
                basis=when.basis, text=when.text)  # fmt: skip


def _days_of(number: str, unit: str) -> float:
    word = number.lower()
    n = int(word) if word.isdigit() else _NUMBERS.get(word, 1)
    return n * _DAYS_OF[unit.lower()]


_AHEAD_IN = re.compile(
    rf"(?i)\b(?P<cue>in|within|in the next|over the next|for the next) (?:about |some |around )?"
    rf"(?P<n>{_NUMBER}) (?P<u>hour|day|week|month)s?\b(?!['’]| (?:of|ago|since|from))"
)
_HAS_BEEN = re.compile(
    rf"(?i)\b(?:has|have) (?:now |already |also )?(?:been|remained|stood|lain|stayed)\b"
    rf"[^.;]{{0,40}}?"
    rf"\bfor (?:about |some |nearly |almost |over |more than |at least )?"
    rf"(?P<n>{_NUMBER}) (?P<u>day|week|month)s?\b"
)
_STAMP = re.compile(
    r"(?P<d>[0-3](?<!\w.)\d)/?(?P<t>[0-2]\d[0-5]\d) ?(?:LT|UTC|Z|GMT|hrs|hours|H)\b"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH_NAMES = _MONTHS.split("|")
_BETWEEN = re.compile(
    rf"(?i)\b(?:between|from) (?P<a>{_MONTHS})(?: (?P<y1>(?:19|20)\d\d))? (?:and|to|until|through) "
    rf"(?P<b>{_MONTHS})(?: (?P<y2>(?:19|20)\d\d))?\b(?! \d)"
)
_PART = re.compile(
    rf"(?i)\b(?:the )?(?P<w>first|last|second) (?:(?P<n>{_NUMBER}) days|(?P<k>week|half)) of "
    rf"(?P<m>{_MONTHS})(?: (?P<y>(?:19|20)\d\d))?\b(?! \d)"
)
_OF_YEAR = re.compile(rf"(?i)\b(?P<m>{_MONTHS}) of (?P<y>(?:19|20)\d\d)\b")
_WEEK_TO = re.compile(
    r"(?i)\bin the (?P<n>week|month|fortnight) (?:to|ending|ended|up to) (?:the )?$"
)


def _month_span(y1: int, m1: int, y2: int, m2: int, said: str) -> When:
    first = datetime.date(y1, m1, 1)
    last = datetime.date(y2 + m2 // 12, m2 % 12 + 1, 1) - datetime.timedelta(days=1)
    return When(earliest=first.isoformat(), latest=last.isoformat(), precision="range",
                basis="stated", text=said)  # fmt: skip


def months_told(text: str, span: tuple[int, int], published: datetime.date | None) -> When | None:
    """“between January and November 2025”, “in November of 2024”."""
    if (m := _OF_YEAR.search(text, *span)) is not None:
        number, year = _MONTH_NAMES.index(m["m"].lower()) + 1, int(m["y"])
        return _month_span(year, number, year, number, m.group())
    if (part := _PART.search(text, *span)) is not None and published is not None:
        return _part_of_month(part, published)
    m = _BETWEEN.search(text, *span)
    if m is None or (m["y2"] is None and published is None):
        return None
    one, two = (_MONTH_NAMES.index(m[end].lower()) + 1 for end in "ab")
    last = int(m["y2"]) if m["y2"] else published.year if published is not None else 0
    if not m["y2"] and published is not None and one > published.month:
        last -= one <= two
    first = int(m["y1"]) if m["y1"] else last - (one > two)
    return _month_span(first, one, last, two, m.group())


def _part_of_month(m: re.Match[str], published: datetime.date) -> When:
    """“the first ten days of December”, “the last week of June”, “the second half of May”."""
    month = _MONTH_NAMES.index(m["m"].lower()) + 1
    year = int(m["y"]) if m["y"] else published.year - (month > published.month + 6)
    whole = _month_span(year, month, year, month, m.group())
    first, last = (datetime.date.fromisoformat(d or "") for d in (whole.earliest, whole.latest))
    days = 7 if m["k"] == "week" else 15 if m["k"] else round(_days_of(m["n"], "day"))
    if m["w"].lower() == "first":
        last = first + datetime.timedelta(days=days - 1)
    else:
        first = last - datetime.timedelta(days=days - (m["k"] != "half"))
    return When(earliest=first.isoformat(), latest=last.isoformat(), precision="range",
                basis="completed", text=m.group())  # fmt: skip


def counted_from_report(
    text: str, span: tuple[int, int], published: datetime.date | None, future: bool
) -> When | None:
    """“within 48 hours”, “has been shut for three days”, “since 13/2140 LT”."""
    if published is None:
        return None
    told = text[span[0] : span[1]].lower()
    counts = holds_any(told, _DAYS_OF)
    if counts and future and (m := _AHEAD_IN.search(text, *span)) is not None:
        end = published + datetime.timedelta(days=math.ceil(_days_of(m["n"], m["u"])))
        exact = m["cue"].lower() == "in"
        begin = end if exact else published
        return When(earliest=begin.isoformat(), latest=end.isoformat(),
                    precision="day" if exact else "range", basis="relative",
                    text=m.group())  # fmt: skip
    if counts and not future and (m := _HAS_BEEN.search(text, *span)) is not None:
        begin = published - datetime.timedelta(days=round(_days_of(m["n"], m["u"])) - 1)
        return When(earliest=begin.isoformat(), latest=None, precision="range", basis="relative",
                    text=m.group())  # fmt: skip
    if (m := _STAMP.search(text, *span)) is not None:
        return _stamped(text, m, published)
    return None


def _stamped(text: str, m: re.Match[str], published: datetime.date) -> When | None:
    """“13/2140 LT”: the 13th, of this month or the last."""
    day, month, year = int(m["d"]), published.month, published.year
    if not 1 <= day <= 31:
        return None
    if day > published.day + 3:
        month, year = (month - 1, year) if month > 1 else (12, year - 1)
    try:
        iso = datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
    lead = text[max(0, m.start() - 8) : m.start()].lower()
    if lead.endswith(("since ", "from ")):
        return When(earliest=iso, latest=None, precision="range", basis="completed", text=m.group())
    return When(earliest=iso, latest=iso, precision="day", basis="completed", text=m.group())


_UNITS = words("hour hours day days night nights week weeks month months")


_HYPHENED = ("-day", "-hour", "-week", "-month")


def may_tell_spell(heard: frozenset[str], text: str, span: tuple[int, int]) -> bool:
    """Whether words stand there by which a time is counted: a quick test before the patterns."""
    return not _UNITS.isdisjoint(heard) or any(text.find(w, *span) >= 0 for w in _HYPHENED)


def week_to(text: str, start: int) -> int:
    """“in the week to 1 March”: how many days before a date its time began; 0 for a date alone."""
    found = _WEEK_TO.search(text[max(0, start - 30) : start])
    if found is None:
        return 0
    return {"week": 6, "fortnight": 13, "month": 30}[found["n"].lower()]


_THE_ONE = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Ii]ts|[Hh]er|[Tt]heir|[Tt]hat|[Tt]his|[Tt]hose) (?:[\w-]+ ){0,2}?"
    r"(?:vessel|ship|tanker|bulker|carrier|freighter|boat|crew|master|captain|attack|attackers?"
    r"|assault|strike|explosions?|blasts?|incident|fire|gunmen|robbers|pirates|intruders|crewmen"
    r"|seafarers|sailors|hull|bridge|impact|hijackers|boarders|cargo|projectiles?|drones?|dhow)\b"
    r"|\b(?:hours|minutes|moments|shortly|soon) (?:later|after|afterwards)\b|^(?:It|They|She) \w+"
)
_OTHER_TIMES = words(
    "have has since previous previously earlier latest first last year years month months decade "
    "ago every each often usually always never recent recently before will would could may might "
    "another second third similar such if unless ahead past history"
)


def is_same_event(text: str, heard: frozenset[str], start: int, end: int) -> bool:
    """Whether a sentence goes on with the event before it: “the ship was then boarded”."""
    return heard.isdisjoint(_OTHER_TIMES) and _THE_ONE.search(text, start, end) is not None
