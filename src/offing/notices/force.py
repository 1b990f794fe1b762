"""Which notices are in force on a day: cancellations applied across messages.

A cancellation counts from the day its message was issued, so that what was in force on a
day follows from the messages that had been sent by then, and from them alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from msgspec.structs import replace

from offing.model.notice import Notice, NoticeRef
from offing.notices.cancel import normal_series

_STANDING = ("navarea", "hydrolant", "hydropac", "hydroarc", "navtex", "port", "other")
"""Families whose messages stay in force until cancelled; the others tell of one event."""


class Ledger:
    """Who cancels whom, a few dozen bytes for each cancellation.

    A reference is held as one whole number (series, year, number), so that the ledger of
    a very large file stays small; cancellations that give no year stand under year 0.
    """

    def __init__(self) -> None:
        self._series: list[str] = []
        self._codes: dict[str, int] = {}
        self._by: dict[int, int | tuple[int, ...]] = {}

    def add(self, cancelled: NoticeRef, by: NoticeRef) -> None:
        """Enter that ``by`` cancels ``cancelled``; the same entry twice counts once."""
        key, value = self._packed(cancelled), self._packed(by)
        held = self._by.get(key)
        if held is None:
            self._by[key] = value
            return
        several = (held,) if isinstance(held, int) else held
        if value not in several:
            self._by[key] = (*several, value)

    def cancelling(self, series: str, number: int, year: int | None) -> tuple[NoticeRef, ...]:
        """Those that cancel a notice: by its year first, then those that give no year."""
        if normal_series(series) not in self._codes:
            return ()
        years = (year, None) if year is not None else (None,)
        found: list[NoticeRef] = []
        for wanted in years:
            ref = NoticeRef(series=series, number=number, year=wanted)
            held = self._by.get(self._packed(ref), ())
            found += map(self._unpacked, (held,) if isinstance(held, int) else held)
        return tuple(found)

    def __len__(self) -> int:
        return len(self._by)

    def _packed(self, ref: NoticeRef) -> int:
        name = normal_series(ref.series)
        code = self._codes.setdefault(name, len(self._series))
        if code == len(self._series):
            self._series.append(name)
        return (ref.number * _YEARS + (ref.year or 0)) * _MOST_SERIES + code % _MOST_SERIES

    def _unpacked(self, packed: int) -> NoticeRef:
        rest, code = divmod(packed, _MOST_SERIES)
        number, year = divmod(rest, _YEARS)
        return NoticeRef(series=self._series[code], number=number, year=year or None)


_YEARS = 10_000
_MOST_SERIES = 1 << 20
"""Room for each part of a packed reference: four digits of a year, and more series than
anyone names."""


def collect_cancellations(
    notices: Iterable[Notice], *, until: datetime.date | None = None
) -> Ledger:
    """All that ``notices`` cancel; with ``until``, only those issued by that day (UTC)."""
    ledger = Ledger()
    for notice in notices:
        if notice.cancels and _is_issued(notice, until):
            by = _ref_of(notice)
            for ref in notice.cancels:
                ledger.add(ref, by)
    return ledger


def with_cancellations(notice: Notice, ledger: Ledger) -> Notice:
    """The notice with ``cancelled_by`` filled; itself where nothing cancels it."""
    if notice.series is None or notice.number is None:
        return notice
    by = ledger.cancelling(notice.series, notice.number, notice.year)
    if not by:
        return notice
    own = _ref_of(notice)
    by = tuple(dict.fromkeys(ref for ref in (*notice.cancelled_by, *by) if ref != own))
    return replace(notice, cancelled_by=by) if by != notice.cancelled_by else notice


def apply_cancellations(notices: Iterable[Notice]) -> list[Notice]:
    """The same notices in the same order, each with those of them that cancel it.

    They are matched by series, number and year; copies of one message (by mail and from
    the web) are all cancelled. A notice without a number can't be.
    """
    held = list(notices)
    ledger = collect_cancellations(held)
    return [with_cancellations(n, ledger) for n in held]


def notices_in_force(notices: Iterable[Notice], on: datetime.date) -> list[Notice]:
    """Those in force at the end of a day (UTC), cancellations applied as of that day.

    In force is a broadcast warning that had been issued, that no message sent by then
    cancels, and that has not cancelled itself; one with no time of cancelling itself, when
    the end that it states has passed, is over too. Mere cancellations and entries about one
    past event (ASAM, IMB, UKMTO) are left out. A warning without a date of issue is held
    to be issued.
    """
    held = list(notices)
    ledger = collect_cancellations(held, until=on)
    return [n for n in (with_cancellations(h, ledger) for h in held) if is_in_force(n, on)]


def is_in_force(notice: Notice, on: datetime.date) -> bool:
    """Whether one notice is in force at the end of a day, its cancellations applied."""
    if notice.family not in _STANDING or notice.subject == "cancellation":
        return False
    if notice.cancelled_by or notice.cancels_self or not _is_issued(notice, on):
        return False
    if notice.self_cancels_at:
        return notice.self_cancels_at[:10] > on.isoformat()
    if notice.subject == "advisory" or notice.valid_to is None:
        return True
    return notice.valid_to[:10] >= on.isoformat()


def _is_issued(notice: Notice, until: datetime.date | None) -> bool:
    at = notice.issued.earliest
    return until is None or at is None or at[:10] <= until.isoformat()


def _ref_of(notice: Notice) -> NoticeRef:
    series = normal_series(notice.series) if notice.series else notice.family.upper()
    return NoticeRef(series=series, number=notice.number or 0, year=notice.year)
