"""Which notices are in force on a day: cancellations applied across messages.

A cancellation counts from the day its message was issued, so that what was in force on a
day follows from the messages that had been sent by then, and from them alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from offing.model.notice import Notice, NoticeRef
from offing.notices.cancel import normal_series

_STANDING = ("navarea", "hydrolant", "hydropac", "hydroarc", "navtex", "port", "other")
"""Families whose messages stay in force until cancelled; the others tell of one event."""
_Key = tuple[str, int, int]


class Ledger(NamedTuple):
    """Who cancels whom: each cancelled notice's key, with those that cancel it.

    ``by_number`` holds cancellations that give no year, by series and number.
    """

    by_key: dict[_Key, tuple[NoticeRef, ...]]
    by_number: dict[tuple[str, int], tuple[NoticeRef, ...]]


def collect_cancellations(
    notices: Iterable[Notice], *, until: datetime.date | None = None
) -> Ledger:
    """All that ``notices`` cancel; with ``until``, only those issued by that day (UTC)."""
    ledger = Ledger({}, {})
    for notice in notices:
        if not notice.cancels or not _is_issued(notice, until):
            continue
        by = _ref_of(notice)
        for ref in notice.cancels:
            if ref.year is None:
                short = (normal_series(ref.series), ref.number)
                ledger.by_number[short] = _added(ledger.by_number.get(short, ()), by)
            else:
                key = (normal_series(ref.series), ref.number, ref.year)
                ledger.by_key[key] = _added(ledger.by_key.get(key, ()), by)
    return ledger


def with_cancellations(notice: Notice, ledger: Ledger) -> Notice:
    """The notice with ``cancelled_by`` filled; itself where nothing cancels it."""
    if notice.series is None or notice.number is None:
        return notice
    short = (normal_series(notice.series), notice.number)
    by = ledger.by_number.get(short, ())
    if notice.year is not None:
        by = (*ledger.by_key.get((*short, notice.year), ()), *by)
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


def _added(held: tuple[NoticeRef, ...], ref: NoticeRef) -> tuple[NoticeRef, ...]:
    return held if ref in held else (*held, ref)
