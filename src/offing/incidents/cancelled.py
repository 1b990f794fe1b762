"""Warnings that were cancelled, by a later one or by their own words, have ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from offing.incidents.families import SHIP_EVENTS
from offing.incidents.times import date_of
from offing.incidents.titles import retitled
from offing.model import Claim, Incident, Notice, Report, StatusChange

_Key = tuple[str, int, int | None]


def apply_cancellations(
    incidents: Sequence[Incident],
    claims: Mapping[str, Claim],
    notices: Mapping[str, Notice],
    reports: Mapping[str, Report],
    as_of: datetime.date | None,
) -> list[Incident]:
    """Mark incidents ended whose every notice is cancelled on the date ``as_of``."""
    ended = _cancelled(notices.values(), reports, as_of)
    out = []
    for incident in incidents:
        ids = {claims[i].notice_id for i in incident.claim_ids}
        found = [ended[i] for i in ids if i is not None and i in ended]
        # An attack stays one that occurred when its warning is withdrawn.
        kept = incident.status == "denied" or incident.action in SHIP_EVENTS
        if not found or len(found) < len(ids) or kept:
            out.append(incident)
            continue
        since, reason = max(found)
        change = StatusChange(since=since or None, status="ended", reason=reason)
        out.append(msgspec.structs.replace(
            incident, status="ended", status_reason=reason, history=(*incident.history, change),
            title=retitled(incident.title, "ended"),
        ))  # fmt: skip
    return out


def _cancelled(
    notices: Iterable[Notice], reports: Mapping[str, Report], as_of: datetime.date | None
) -> dict[str, tuple[str, str]]:
    """Notice id → (since, reason) for those that are cancelled by ``as_of``."""
    every = sorted(notices, key=lambda n: n.id)
    by_ref: dict[_Key, Notice] = {}
    for notice in every:
        if notice.series and notice.number is not None:
            by_ref.setdefault(_key(notice.series, notice.number, notice.year), notice)
    out: dict[str, tuple[str, str]] = {}
    for notice in every:
        end = date_of(notice.self_cancels_at)
        if end and as_of and end < as_of:
            out[notice.id] = (end.isoformat(), f"the warning cancelled itself on {end.isoformat()}")
        issued = date_of(notice.issued.earliest) or _published(notice, reports)
        if as_of and issued and issued > as_of:
            continue
        for ref in notice.cancels:
            old = by_ref.get(_key(ref.series, ref.number, ref.year))
            if old is not None and old.id != notice.id:
                day = issued.isoformat() if issued else ""
                name = " ".join(str(p) for p in (notice.series, notice.number) if p is not None)
                out[old.id] = (day, f"cancelled by {name or 'a later warning'}"
                               + (f" on {day}" if day else ""))  # fmt: skip
    return out


def _key(series: str, number: int, year: int | None) -> _Key:
    from offing.notices.cancel import normal_series

    return normal_series(series), number, year % 100 if year is not None else None


def _published(notice: Notice, reports: Mapping[str, Report]) -> datetime.date | None:
    report = reports.get(notice.report_id)
    return report.published if report else None
