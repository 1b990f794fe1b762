"""Days told as “17/09” or “11.08”, without a year, as port agents and forwarders write them.

Figures with a stroke or a point between them are many things. A stroke counts where the second
has two digits and is a month and nothing before or after says that berths, ratios or days are
meant; a point only where a word before leads to a day (“from 11.08 0001 LT”).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_HINT = re.compile(r"\d[/.](?:0[1-9]|1[0-2])(?!\d)")
_SHORT = re.compile(
    r"(?<![\w./,:$€£+-])(?:(?P<first>[0-3]?\d)\s?[-–]\s?)?(?P<a>[0-3]?\d)(?P<s>[/.])"
    r"(?P<b>0[1-9]|1[0-2])(?![\w/%-]|\.\d|,\d|\s?-\s?\d{1,2}(?!\d|[/.]))"
)
_NO_DAY_BEFORE = re.compile(
    r"(?i)(?:\b(?:no|nos|nr|ref|berths?|quays?|piers?|jett(?:y|ies)|holds?|hatch(?:es)?|locks?|area|"
    r"zones?|voyages?|voy|weeks?|wk|routes?|force|bft|items?|section|rule|circular|notice|alert|"
    r"bulletin|series|hull|usd|eur|gbp|draft|draught)\.?|[#$€£])\s*$"
)
_NO_DAY_AFTER = re.compile(
    r"(?i)\s{0,2}(?:days?|hrs?|hours|knots|kts|kn|m|metres|meters|ft|nm|miles|vsls?|vessels?|ships?|"
    r"mt|t|tonnes|tons|pct|per cent|percent|cm|bn|mn|million|billion|usd|eur|teu|feu|berths?)\b"
)
_LEADS_TO_DAY = re.compile(
    r"(?i)\b(?:from|since|until|till|on|by|dated|starting|effective|eff|wef|eta|etb|etd|ets|ata|atb|"
    r"atd|as of|as from|longest since|of)\s+(?:(?:\d{2}:?\d{2}|noon|midnight)\s?"
    r"(?:hrs|lt|utc|local time)?\s(?:on\s)?)?$"
)
_REACH = 30
_BEFORE = 7
"""Longer than what a day or a run of days has before its stroke."""


def find_short_days(
    text: str, published: datetime.date
) -> Iterator[tuple[int, int, datetime.date, datetime.date]]:
    """``(start, end, first day, last day)`` of each such day or run of days in ``text``."""
    read = 0
    for hint in _HINT.finditer(text):
        m = _SHORT.search(text, max(read, hint.start() - _BEFORE), hint.end() + _REACH)
        if m is None or m.start() > hint.start():
            continue
        read = m.end()
        before = text[max(0, m.start() - _REACH) : m.start()]
        if _NO_DAY_BEFORE.search(before) or _NO_DAY_AFTER.match(text, m.end()):
            continue
        if m["s"] == "." and _LEADS_TO_DAY.search(before) is None:
            continue
        last = _nearest(int(m["a"]), int(m["b"]), published)
        if last is None:
            continue
        first = last
        if m["first"]:
            try:
                first = last.replace(day=int(m["first"]))
            except ValueError:
                continue
            if first > last:
                continue
        yield m.start(), m.end(), first, last


def _nearest(a: int, b: int, published: datetime.date) -> datetime.date | None:
    """The day nearest to ``published``; the day stands first unless only month first is near.

    Day first is the habit at sea; month first is taken where day first is no date.
    """
    days: list[datetime.date] = []
    for day, month in ((a, b), (b, a)):
        for year in (published.year - 1, published.year, published.year + 1):
            try:
                days.append(datetime.date(year, month, day))
            except ValueError:
                continue
    return min(days, key=lambda d: abs((d - published).days), default=None)
