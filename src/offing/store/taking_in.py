"""Reports into a store: read once, kept, and put together with what was told before."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from offing.model import Claim, Incident, Report
from offing.model.base import Struct
from offing.store.rows import now, packed, time_text, unpacked

if TYPE_CHECKING:
    import sqlite3

    from offing.store.store import Store

WINDOW_DAYS = 60
"""Reports this many days apart or less are compared anew when one of them comes in; two
reports further apart are of one incident only through others between them."""
_DAY = "coalesce(published, substr(added_at, 1, 10))"
_PENDING = "reports not put together yet"
MAX_TOGETHER = 400
"""The most reports of the window that are compared anew at once, those nearest in time to
what came in; the reports of incidents that they share come besides."""


class TakenIn(Struct, frozen=True, kw_only=True):
    """What came of taking reports in."""

    added: tuple[str, ...] = ()
    """Ids of reports that are new."""
    known: tuple[str, ...] = ()
    """Ids of reports that were there before: nothing was done with them."""
    incidents: tuple[str, ...] = ()
    """Ids of the incidents that are new or altered."""
    failed: tuple[str, ...] = ()
    """What could not be read, each with the reason; the rest went on."""


def take_in(
    store: Store,
    reports: Iterable[Report],
    *,
    as_of: datetime.date | None = None,
    progress: Callable[[str], None] | None = None,
) -> TakenIn:
    """Read reports that are new, keep them, and put their claims together with the rest.

    Each report is kept whole with its claims and notices, or not at all; a report that
    makes trouble is named in ``failed`` and stops no other. A process killed before the
    incidents are written leaves a mark, and the next call makes up for it.

    Args:
        store: where to keep them.
        reports: from ``read_report`` or ``read_reports``.
        as_of: the date that the status of incidents speaks of; default today (UTC).
        progress: called with a few words now and then; what it raises stops the work
            between two reports, with all before it kept.
    """
    from offing.claims import extract_claims
    from offing.notices import parse_notices

    added: list[str] = []
    known: list[str] = []
    failed: list[str] = []
    for report in reports:
        if progress is not None:
            progress(f"reading {report.source}")
        if report.id in added or store.has_report(report.id):
            known.append(report.id)
            continue
        try:
            claims = list(extract_claims(report))
            notices = list(parse_notices(report))
        except Exception as error:  # one report never takes the others with it
            failed.append(f"{report.source}: {type(error).__name__}: {error}")
            continue
        with store.database.writing():
            new = store.add_report(report, claims, notices)
            if new:
                _mark(store, [report.id])
        (added if new else known).append(report.id)
    if progress is not None:
        progress("putting incidents together")
    altered = put_together(store, as_of=as_of)
    return TakenIn(
        added=tuple(added), known=tuple(known), incidents=tuple(altered), failed=tuple(failed)
    )


def put_together(store: Store, *, as_of: datetime.date | None = None) -> list[str]:
    """Link the claims of reports marked as new with those near them in time.

    Returns the ids of incidents that are new, altered or gone. Nothing is done when no
    report is marked.
    """
    ids = _pending(store)
    if not ids:
        return []
    return _relink(store, ids, as_of or now().date())


def bring_up_to_date(store: Store, as_of: datetime.date) -> list[str]:
    """The status of incidents as of a day: what has run out since is ended.

    Once for each day; the ids of incidents that are altered.
    """
    altered = put_together(store, as_of=as_of)
    if store.setting("as of") == as_of.isoformat():
        return altered
    day = (as_of - datetime.timedelta(days=WINDOW_DAYS)).isoformat()
    with store.database.reading() as read:
        rows = read.execute(
            f"SELECT id FROM report WHERE {_DAY} >= ?"
            " OR id IN (SELECT c.report_id FROM claim c"
            "  JOIN incident_claim ic ON ic.claim_id = c.id"
            "  JOIN incident i ON i.id = ic.incident_id"
            "  WHERE i.status IN ('in_effect', 'announced'))",
            (day,),
        ).fetchall()
    altered += _relink(store, [row[0] for row in rows], as_of, window=0)
    store.set_setting("as of", as_of.isoformat())
    return list(dict.fromkeys(altered))


def _relink(
    store: Store, ids: list[str], as_of: datetime.date, window: int = WINDOW_DAYS
) -> list[str]:
    """Link some reports' claims with their neighbours' and keep what differs."""
    from offing.incidents import link_incidents

    with store.database.writing() as write:
        chosen = _neighbours(write, ids, window)
        reports = store.reports(chosen)
        claims = store.claims(chosen)
        found = link_incidents(claims, reports, as_of=as_of, notices=store.notices(chosen))
        found = _apart_from_others(write, found, claims)
        altered = _keep(write, found, claims, {r.id: r for r in reports})
        write.execute("DELETE FROM setting WHERE name = ?", (_PENDING,))
    return altered


def _neighbours(write: sqlite3.Connection, ids: Iterable[str], window: int) -> list[str]:
    """Reports published near any of these, and all reports of their incidents."""
    chosen = set(ids)
    days = sorted({d for i in chosen if (d := _day_of(write, i))})
    near: dict[str, int] = {}
    for start, end in _spans(days, datetime.timedelta(days=window)) if window else ():
        for report_id, text in write.execute(
            f"SELECT id, {_DAY} FROM report WHERE {_DAY} BETWEEN ? AND ?",
            (start.isoformat(), end.isoformat()),
        ):
            near[report_id] = _gap(days, datetime.date.fromisoformat(text))
    room = max(MAX_TOGETHER - len(chosen), 0)
    chosen |= set(sorted(near.keys() - chosen, key=lambda i: (near[i], i))[:room])
    write.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id TEXT PRIMARY KEY)")
    write.execute("DELETE FROM chosen")
    write.executemany("INSERT INTO chosen VALUES (?)", [(i,) for i in chosen])
    rows = write.execute(
        "SELECT DISTINCT other.report_id FROM claim mine"
        " JOIN chosen ON chosen.id = mine.report_id"
        " JOIN incident_claim ic ON ic.claim_id = mine.id"
        " JOIN incident_claim rest ON rest.incident_id = ic.incident_id"
        " JOIN claim other ON other.id = rest.claim_id"
    ).fetchall()
    return sorted(chosen | {row[0] for row in rows})


def _gap(days: list[datetime.date], day: datetime.date) -> int:
    """Days to the nearest of some sorted days."""
    at = bisect.bisect(days, day)
    return min(abs((d - day).days) for d in days[max(at - 1, 0) : at + 1])


def _day_of(write: sqlite3.Connection, report_id: str) -> datetime.date | None:
    row = write.execute(f"SELECT {_DAY} FROM report WHERE id = ?", (report_id,)).fetchone()
    return datetime.date.fromisoformat(row[0]) if row else None


def _spans(
    days: list[datetime.date], around: datetime.timedelta
) -> list[tuple[datetime.date, datetime.date]]:
    """The days widened on both sides, those that overlap joined."""
    out: list[tuple[datetime.date, datetime.date]] = []
    for day in days:
        start, end = day - around, day + around
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _apart_from_others(
    write: sqlite3.Connection, found: Iterable[Incident], claims: Iterable[Claim]
) -> list[Incident]:
    """The incidents, none under the id of a stored one that rests on none of these claims."""
    ours = {c.id for c in claims}
    taken = {i.id for i in found}
    out = []
    for incident in found:
        name, number = incident.id, 1
        while (name != incident.id and name in taken) or _is_of_others(write, name, ours):
            number += 1
            name = f"{incident.id}-{number}"
        taken.add(name)
        out.append(msgspec.structs.replace(incident, id=name))
    renamed = {a.id: b.id for a, b in zip(found, out, strict=True) if a.id != b.id}
    if not renamed:
        return out
    return [
        msgspec.structs.replace(
            i, superseded_by=tuple(renamed.get(other, other) for other in i.superseded_by)
        )
        for i in out
    ]


def _is_of_others(write: sqlite3.Connection, incident_id: str, ours: set[str]) -> bool:
    rows = write.execute(
        "SELECT claim_id FROM incident_claim WHERE incident_id = ?", (incident_id,)
    ).fetchall()
    return bool(rows) and not any(row[0] in ours for row in rows)


def _keep(
    write: sqlite3.Connection,
    found: Iterable[Incident],
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
) -> list[str]:
    """Write a version of each incident that differs from the one kept last."""
    moment = time_text(now())
    report_of = {c.id: c.report_id for c in claims}
    marks = list(report_of)
    old: dict[str, tuple[bytes, int]] = {}
    for at in range(0, len(marks), 500):
        part = marks[at : at + 500]
        rows = write.execute(
            "SELECT DISTINCT i.id, v.body, v.number FROM incident_claim ic"
            " JOIN incident i ON i.id = ic.incident_id"
            " JOIN incident_version v ON v.number = i.version"
            f" WHERE ic.claim_id IN ({', '.join('?' * len(part))})", part,
        )  # fmt: skip
        old |= {row[0]: (row[1], row[2]) for row in rows}
        write.execute(
            f"DELETE FROM incident_claim WHERE claim_id IN ({', '.join('?' * len(part))})", part
        )
    altered: list[str] = []
    for incident in found:
        body = packed(incident)
        before = old.pop(incident.id, None)
        if before is not None and _same(before[0], incident):
            number = before[1]
        else:
            number = int(write.execute(
                "INSERT INTO incident_version (id, at, body) VALUES (?, ?, ?)",
                (incident.id, moment, body),
            ).lastrowid or 0)  # fmt: skip
            altered.append(incident.id)
        days = [reports[report_of[c]].published for c in incident.claim_ids]
        latest = max((d.isoformat() for d in days if d), default=None)
        write.execute(
            "INSERT INTO incident (id, version, status, scope, day, latest_report)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " version = excluded.version, status = excluded.status, scope = excluded.scope,"
            " day = excluded.day, latest_report = excluded.latest_report",
            (incident.id, number, incident.status, incident.scope, incident.when.earliest, latest),
        )
        write.executemany(
            "INSERT INTO incident_claim (claim_id, incident_id) VALUES (?, ?)"
            " ON CONFLICT (claim_id) DO UPDATE SET incident_id = excluded.incident_id",
            [(c, incident.id) for c in incident.claim_ids],
        )
    for gone, (body, _) in old.items():  # told under another id now
        write.execute("DELETE FROM incident WHERE id = ?", (gone,))
        write.execute(
            "INSERT INTO incident_version (id, at, gone, body) VALUES (?, ?, 1, ?)",
            (gone, moment, body),
        )
        altered.append(gone)
    return altered


def _same(body: bytes, incident: Incident) -> bool:
    """Whether nothing but the day spoken of differs."""
    before = unpacked(body, Incident, "an incident")
    return msgspec.structs.replace(before, as_of=None) == msgspec.structs.replace(
        unpacked(packed(incident), Incident, "an incident"), as_of=None
    )


def _pending(store: Store) -> list[str]:
    """Reports that were kept and not put together yet."""
    text = store.setting(_PENDING)
    return msgspec.json.decode(text, type=list[str]) if text else []


def _mark(store: Store, ids: list[str]) -> None:
    kept = list(dict.fromkeys([*_pending(store), *ids]))
    store.set_setting(_PENDING, msgspec.json.encode(kept).decode())


__all__ = ["TakenIn", "bring_up_to_date", "put_together", "take_in"]
