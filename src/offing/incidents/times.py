"""Intervals of claims compared: same time, another time, or not known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from offing.model import Claim, Report, When

SLACK_DAYS = 1
"""Two dates one day apart may be one moment told in two time zones."""

HISTORY_DAYS = 60
"""What ended so long before it was told is told as history, not as news."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_words(day: datetime.date) -> str:
    """``25 January 2024``, for reasons that people read."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


TimeMatch = Literal["same", "near", "apart", "unknown"]


@lru_cache(maxsize=65536)
def date_of(text: str | None) -> datetime.date | None:
    """The date in an ISO date or instant; ``None`` for none or nonsense."""
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def span_of(when: When) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of ``when``; ``None`` where open or unknown."""
    if when.precision == "unknown":
        return None, None
    return date_of(when.earliest), date_of(when.latest)


def stated_end(when: When) -> datetime.date | None:
    """The day on which a measure is to end, where one is stated.

    A single day dates the beginning (“closed on Tuesday”): only a range has an end.
    """
    first, last = span_of(when)
    night = when.part_of_day is not None and first and last and (last - first).days <= 1
    if night:
        return None  # “overnight” touches two days and says nothing of an end
    if when.precision == "range" and last and last != first:
        return last
    return last if first is None else None


def match_times(a: Claim, b: Claim, *, lasting: bool) -> tuple[TimeMatch, int]:
    """How the times of two claims relate, and the days between them (0 when they touch).

    ``lasting``: measures, whose open end means “until further notice”; for events
    an open end is only imprecision, so the beginning counts.
    """
    a0, a1 = span_of(a.when)
    b0, b1 = span_of(b.when)
    if (a0 is None and a1 is None) or (b0 is None and b1 is None):
        return "unknown", 0
    if not lasting:
        a1, b1 = a1 or a0, b1 or b0
        a0, b0 = a0 or a1, b0 or b1
    if lasting:
        # A measure told with one day began then; it goes on until an end is stated.
        a1, b1 = stated_end(a.when), stated_end(b.when)
    low, high = datetime.date.min, datetime.date.max
    gap = max((b0 or low).toordinal() - (a1 or high).toordinal(),
              (a0 or low).toordinal() - (b1 or high).toordinal(), 0)  # fmt: skip
    if gap == 0:
        return "same", 0
    return ("near" if gap <= SLACK_DAYS else "apart"), gap


def stated_date(claim: Claim, report: Report | None) -> datetime.date | None:
    """The date on which it was said: as stated, else the report's own date."""
    return (
        date_of(claim.stated.earliest)
        or date_of(claim.stated.latest)
        or (report.published if report else None)
    )


def start_date(claim: Claim, report: Report | None) -> datetime.date | None:
    """The date that names an incident: of the event, else of the statement."""
    first, last = span_of(claim.when)
    return first or last or stated_date(claim, report)


def is_history(claim: Claim, reports: Mapping[str, Report]) -> bool:
    """Whether a claim tells of what was over ``HISTORY_DAYS`` before its report's date.

    A state that still holds is none, however long ago it began.
    """
    report = reports.get(claim.report_id)
    told = (report.published if report else None) or date_of(claim.stated.earliest)
    first, last = span_of(claim.when)
    if claim.when.precision == "range" and last is None:
        return False
    over = last or first
    if told is None or over is None or claim.in_effect or claim.future:
        return False
    return (told - over).days > HISTORY_DAYS
