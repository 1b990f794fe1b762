"""The store as the rest sees it: what goes in, what comes out."""

from __future__ import annotations

import datetime
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

import msgspec

from offing.errors import StoreError, UsageError
from offing.model import (
    Claim,
    Decision,
    DecisionAction,
    Incident,
    Lane,
    Notice,
    Report,
    ReportRow,
    Restriction,
    SavedLanes,
    SavedScenario,
    Scenario,
)
from offing.store.database import BUSY_S, Database
from offing.store.rows import T, now, packed, time_of, time_text, unpacked

MAX_PAGE = 1000
"""The most rows that one page of a list gives."""
NAME_LENGTH = 200
IN_FORCE: tuple[DecisionAction, ...] = ("accepted", "changed")
_STATUS = {"accepted": "accepted", "changed": "accepted", "rejected": "rejected",
           "lifted": "lifted"}  # fmt: skip


def open_store(path: str | os.PathLike[str], *, busy_s: float = BUSY_S) -> Store:
    """Open a store, making the file (not its folder) where there is none.

    Several processes may hold one file: readers never wait, writers wait for each
    other at most ``busy_s`` seconds.

    Raises:
        StoreError: the file cannot be made or read, is another program's, or comes
            from a newer Offing.
        StoreBusy: another process kept it for longer than ``busy_s``.
    """
    return Store(Path(path), busy_s=busy_s)


class Store:
    """Reports, claims, incidents, decisions, scenarios and lanes in one SQLite file.

    Safe to use from several threads. Close it, or use it as a context manager; a
    process that ends without closing loses nothing that a call has returned from.
    """

    def __init__(self, path: Path, *, busy_s: float = BUSY_S) -> None:
        self.path = path
        self.database = Database(path, busy_s=busy_s)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    # Reports

    def has_report(self, report_id: str) -> bool:
        """Whether a report was taken in before."""
        with self.database.reading() as read:
            row = read.execute("SELECT 1 FROM report WHERE id = ?", (report_id,)).fetchone()
        return row is not None

    def add_report(
        self, report: Report, claims: Iterable[Claim] = (), notices: Iterable[Notice] = ()
    ) -> bool:
        """Keep a report with what was read in it; ``False`` when it was there before."""
        body = packed(msgspec.structs.replace(report, text=""))
        with self.database.writing() as write:
            done = write.execute(
                "INSERT INTO report (id, added_at, kind, source, title, publisher, published,"
                " text, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                (
                    report.id, time_text(now()), report.kind, _storable(report.source),
                    _storable(report.title or ""), report.publisher and _storable(report.publisher),
                    report.published and report.published.isoformat(),
                    _storable(report.text), body,
                ),
            )  # fmt: skip
            if not done.rowcount:
                return False
            # Not by a trigger: those may not reach the index where the file's own
            # schema is not trusted (database.py), and a stranger's file must not be.
            write.execute(
                "INSERT INTO report_words (rowid, title, publisher, text)"
                " SELECT number, title, publisher, text FROM report WHERE number = ?",
                (done.lastrowid,),
            )
            write.executemany(
                "INSERT INTO claim (id, report_id, action, scope, body) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO NOTHING",
                [(c.id, c.report_id, c.action, c.scope, packed(c)) for c in claims],
            )
            write.executemany(
                "INSERT INTO notice (id, report_id, body) VALUES (?, ?, ?)",
                [(n.id, report.id, packed(n)) for n in notices],
            )
        return True

    def report(self, report_id: str) -> Report | None:
        """One report whole, ``None`` when it is not there. A unique beginning of the id,
        eight letters or more, serves too."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT id, text, body FROM report WHERE id = ? OR (? AND substr(id, 1, ?) = ?)"
                " LIMIT 2",
                (report_id, len(report_id) >= 8, len(report_id), report_id),
            ).fetchall()
        return _report(rows[0]) if len(rows) == 1 else None

    def reports(self, ids: Iterable[str]) -> list[Report]:
        """Several reports whole, in the order in which they were taken in."""
        out: list[tuple[int, Report]] = []
        with self.database.reading() as read:
            for part in _parts(ids):
                rows = read.execute(
                    "SELECT number, id, text, body FROM report WHERE id IN"
                    f" ({_marks(part)})", part,
                )  # fmt: skip
                out += [(row[0], _report(row[1:])) for row in rows]
        return [report for _, report in sorted(out, key=lambda pair: pair[0])]

    def report_rows(self, *, after: int = 0, limit: int = 100, newest: bool = False
                    ) -> list[ReportRow]:  # fmt: skip
        """A page of the list of reports.

        ``after`` is the last row's ``number`` of the page before (0: from the start);
        ``newest`` lists the last taken in first.
        """
        order, than = ("DESC", "<") if newest else ("ASC", ">")
        start = after or (2**62 if newest else 0)
        with self.database.reading() as read:
            rows = read.execute(
                f"SELECT {_ROW}, '' FROM report r WHERE r.number {than} ?"
                f" ORDER BY r.number {order} LIMIT ?",
                (start, _limit(limit)),
            ).fetchall()
        return [_row(row) for row in rows]

    def rows_of(self, ids: Iterable[str]) -> list[ReportRow]:
        """The list's rows of some reports, in the order in which they were taken in."""
        out: list[ReportRow] = []
        with self.database.reading() as read:
            for part in _parts(ids):
                rows = read.execute(
                    f"SELECT {_ROW}, '' FROM report r WHERE r.id IN ({_marks(part)})", part
                )
                out += [_row(row) for row in rows]
        return sorted(out, key=lambda row: row.number)

    def state(self) -> tuple[int, int, int]:
        """Three numbers that differ whenever reports, incidents or decisions do."""
        with self.database.reading() as read:
            row = read.execute(
                "SELECT (SELECT coalesce(max(number), 0) FROM report),"
                " (SELECT coalesce(max(number), 0) FROM incident_version),"
                " (SELECT coalesce(max(number), 0) FROM decision)"
            ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def search(self, words: str, *, limit: int = 50) -> list[ReportRow]:
        """The stored reports that hold all the words (a part in “quotes” as a phrase, a
        word ending in * as a beginning), best match first, with an excerpt each."""
        query = query_from(words)
        if not query:
            return []
        with self.database.reading() as read:
            rows = read.execute(
                f"SELECT {_ROW}, snippet(report_words, 2, '«', '»', '…', 24)"
                " FROM (SELECT rowid AS found, rank AS worth FROM report_words"
                "       WHERE report_words MATCH ? ORDER BY rank LIMIT ?) best"
                " JOIN report_words ON report_words.rowid = best.found"
                "  AND report_words MATCH ?"
                " JOIN report r ON r.number = best.found ORDER BY best.worth, r.number",
                (query, _limit(limit), query),
            ).fetchall()
        return [_row(row) for row in rows]

    def count_reports(self) -> int:
        """How many reports are kept."""
        with self.database.reading() as read:
            return int(read.execute("SELECT count(*) FROM report").fetchone()[0])

    def reports_since(self, moment: datetime.datetime) -> list[str]:
        """Ids of the reports taken in after a moment, in order."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT id FROM report WHERE added_at > ? ORDER BY number", (time_text(moment),)
            ).fetchall()
        return [row[0] for row in rows]

    def reports_of_claims(self, claim_ids: Iterable[str]) -> list[str]:
        """Ids of the reports that make some claims, in the order they were taken in."""
        numbers: dict[str, int] = {}
        with self.database.reading() as read:
            for part in _parts(claim_ids):
                rows = read.execute(
                    "SELECT r.id, r.number FROM claim c JOIN report r ON r.id = c.report_id"
                    f" WHERE c.id IN ({_marks(part)})", part,
                )  # fmt: skip
                numbers |= dict(rows)
        return sorted(numbers, key=numbers.__getitem__)

    # Claims and notices

    def claims(self, report_ids: Iterable[str]) -> list[Claim]:
        """The claims of some reports, in the order in which they were taken in."""
        return self._of_reports("claim", report_ids, Claim)

    def notices(self, report_ids: Iterable[str]) -> list[Notice]:
        """The structured messages of some reports, in the order they were taken in."""
        return self._of_reports("notice", report_ids, Notice)

    def all_notices(self, *, after: int = 0, limit: int = MAX_PAGE) -> list[tuple[int, Notice]]:
        """A page of all structured messages, each with its number."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT number, body FROM notice WHERE number > ? ORDER BY number LIMIT ?",
                (after, _limit(limit)),
            ).fetchall()
        return [(n, unpacked(body, Notice, f"notice {n}")) for n, body in rows]

    def all_claims(self, *, after: int = 0, limit: int = MAX_PAGE) -> list[tuple[int, Claim]]:
        """A page of all claims, each with its number."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT number, body FROM claim WHERE number > ? ORDER BY number LIMIT ?",
                (after, _limit(limit)),
            ).fetchall()
        return [(n, unpacked(body, Claim, f"claim {n}")) for n, body in rows]

    def _of_reports(self, table: str, ids: Iterable[str], kind: type[T]) -> list[T]:
        rows: list[tuple[int, bytes]] = []
        with self.database.reading() as read:
            for part in _parts(ids):
                rows += read.execute(
                    f"SELECT number, body FROM {table} WHERE report_id IN ({_marks(part)})", part
                )
        rows.sort(key=itemgetter(0))
        return [unpacked(body, kind, f"{table} {number}") for number, body in rows]

    # Incidents

    def incidents(self, ids: Iterable[str]) -> list[Incident]:
        """Some incidents as they stand; those not there are left out."""
        out: list[Incident] = []
        with self.database.reading() as read:
            for part in _parts(ids):
                rows = read.execute(
                    "SELECT v.body FROM incident i JOIN incident_version v"
                    f" ON v.number = i.version WHERE i.id IN ({_marks(part)})", part,
                )  # fmt: skip
                out += [unpacked(row[0], Incident, "an incident") for row in rows]
        return sorted(out, key=lambda i: i.id)

    def incident_ids(
        self, *, scope: str | None = None, after: str = "", limit: int = MAX_PAGE
    ) -> list[str]:
        """A page of the ids of all incidents, in alphabetical order."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT id FROM incident WHERE id > ? AND (? IS NULL OR scope = ?)"
                " ORDER BY id LIMIT ?",
                (after, scope, scope, _limit(limit)),
            ).fetchall()
        return [row[0] for row in rows]

    def latest_incidents(self, *, scope: str | None = None, limit: int = 100) -> list[Incident]:
        """The incidents that were told of last, newest first."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT v.body FROM incident i JOIN incident_version v ON v.number = i.version"
                " WHERE ? IS NULL OR i.scope = ?"
                " ORDER BY coalesce(i.latest_report, '') DESC, i.version DESC LIMIT ?",
                (scope, scope, _limit(limit)),
            ).fetchall()
        return [unpacked(row[0], Incident, "an incident") for row in rows]

    def incident_versions(self, incident_id: str) -> list[tuple[datetime.datetime, Incident, bool]]:
        """Every version of an incident, oldest first: when it was kept, and whether it
        was gone from then on (told under another incident)."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT at, body, gone FROM incident_version WHERE id = ? ORDER BY number",
                (incident_id,),
            ).fetchall()
        return [(time_of(at), unpacked(b, Incident, incident_id), bool(g)) for at, b, g in rows]

    def versions_around(
        self, since: datetime.datetime
    ) -> Iterator[tuple[Incident | None, Incident, datetime.datetime, bool]]:
        """For each incident altered after ``since``: how it stood then (``None``: not
        there), how it stands, when that was kept, and whether it is gone."""
        moment = time_text(since)
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT new.body, new.at, new.gone,"
                " (SELECT old.body FROM incident_version old WHERE old.id = new.id"
                "   AND old.at <= ? AND old.gone = 0 ORDER BY old.number DESC LIMIT 1)"
                " FROM incident_version new WHERE new.number IN"
                " (SELECT max(number) FROM incident_version WHERE at > ? GROUP BY id)"
                " ORDER BY new.number",
                (moment, moment),
            ).fetchall()
        for body, at, gone, old in rows:
            before = unpacked(old, Incident, "an incident") if old is not None else None
            yield before, unpacked(body, Incident, "an incident"), time_of(at), bool(gone)

    # Decisions

    def decide(
        self, restriction: Restriction, action: DecisionAction, *, who: str, why: str = "",
        expect: int | None = None,
    ) -> Decision:  # fmt: skip
        """Append a decision; it is on the disk when this returns.

        ``expect`` is the number of the last decision that whoever decides has seen (see
        ``last_decision``): when another one came in between, nothing is written.

        Raises:
            UsageError: an unknown action, or nobody named who decides.
            StoreError: another decision came in between.
        """
        if action not in _STATUS:
            raise UsageError(
                f"unknown decision {action!r}: say one of {', '.join(sorted(_STATUS))}"
            )
        if not who.strip():
            raise UsageError("say who decides: a decision without a name is no record")
        status = _STATUS[action]
        kept = msgspec.structs.replace(restriction, status=status)
        at = now()
        with self.database.writing() as write:
            if expect is not None and self.last_decision() != expect:
                raise StoreError(
                    "another decision was taken in the meantime; look at it, then decide again"
                )
            done = write.execute(
                "INSERT INTO decision (at, who, action, restriction_id, why, body)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (time_text(at), _storable(who.strip()[:NAME_LENGTH]), action,
                 kept.id, _storable(why.strip()), packed(kept)),
            )  # fmt: skip
            number = int(done.lastrowid or 0)
        return Decision(
            number=number, at=at, who=who.strip()[:NAME_LENGTH], action=action,
            restriction=kept, why=why.strip(),
        )  # fmt: skip

    def decisions(
        self, *, restriction_id: str | None = None, after: int = 0, limit: int = MAX_PAGE
    ) -> list[Decision]:
        """A page of all decisions ever taken, in order."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT number, at, who, action, why, body FROM decision WHERE number > ?"
                " AND (? IS NULL OR restriction_id = ?) ORDER BY number LIMIT ?",
                (after, restriction_id, restriction_id, _limit(limit)),
            ).fetchall()
        return [_decision(row) for row in rows]

    def decisions_since(self, moment: datetime.datetime) -> list[Decision]:
        """Every decision taken after a moment, in order."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT number, at, who, action, why, body FROM decision WHERE at > ?"
                " ORDER BY number",
                (time_text(moment),),
            ).fetchall()
        return [_decision(row) for row in rows]

    def last_decision(self) -> int:
        """The number of the newest decision, 0 when there is none."""
        with self.database.reading() as read:
            return int(read.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()[0])

    def standing(self) -> list[Decision]:
        """The latest decision on each restriction, in the order in which they were taken."""
        with self.database.reading() as read:
            rows = read.execute(
                "SELECT number, at, who, action, why, body FROM decision WHERE number IN"
                " (SELECT max(number) FROM decision GROUP BY restriction_id) ORDER BY number"
            ).fetchall()
        return [_decision(row) for row in rows]

    def accepted(self, *, date: datetime.date | None = None) -> Scenario:
        """The scenario of what stands accepted."""
        held = tuple(d.restriction for d in self.standing() if d.action in IN_FORCE)
        return Scenario(restrictions=held, name="accepted" if held else "", date=date)

    # Scenarios and lanes

    def save_scenario(self, name: str, scenario: Scenario, *, who: str = "") -> SavedScenario:
        """Keep a scenario under a name, as its next version."""
        at, name = now(), _name(name)
        with self.database.writing() as write:
            version = self._next(write, "scenario_version", name)
            write.execute(
                "INSERT INTO scenario_version (name, version, at, who, body)"
                " VALUES (?, ?, ?, ?, ?)",
                (name, version, time_text(at), _storable(who), packed(scenario)),
            )
        return SavedScenario(name=name, version=version, at=at, scenario=scenario, who=who)

    def scenario(self, name: str, version: int | None = None) -> SavedScenario | None:
        """A saved scenario, its newest version unless one is named."""
        with self.database.reading() as read:
            row = read.execute(
                "SELECT name, version, at, who, body FROM scenario_version WHERE name = ?"
                " AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
                (name, version, version),
            ).fetchone()
        if row is None:
            return None
        return SavedScenario(
            name=row[0], version=row[1], at=time_of(row[2]), who=row[3],
            scenario=unpacked(row[4], Scenario, f"scenario {name}"),
        )  # fmt: skip

    def scenario_names(self) -> list[str]:
        """The names of all saved scenarios, in alphabetical order."""
        return self._names("scenario_version")

    def save_lanes(self, name: str, lanes: Sequence[Lane]) -> SavedLanes:
        """Keep a book of lanes under a name, as its next version."""
        at, name, kept = now(), _name(name), tuple(lanes)
        with self.database.writing() as write:
            version = self._next(write, "lanes_version", name)
            write.execute(
                "INSERT INTO lanes_version (name, version, at, body) VALUES (?, ?, ?, ?)",
                (name, version, time_text(at), packed(kept)),
            )
        return SavedLanes(name=name, version=version, at=at, lanes=kept)

    def lanes(self, name: str, version: int | None = None) -> SavedLanes | None:
        """A saved book of lanes, its newest version unless one is named."""
        with self.database.reading() as read:
            row = read.execute(
                "SELECT name, version, at, body FROM lanes_version WHERE name = ?"
                " AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
                (name, version, version),
            ).fetchone()
        if row is None:
            return None
        kept: tuple[Lane, ...] = unpacked(row[3], tuple[Lane, ...], f"lanes {name}")
        return SavedLanes(name=row[0], version=row[1], at=time_of(row[2]), lanes=kept)

    def lanes_names(self) -> list[str]:
        """The names of all saved books of lanes, in alphabetical order."""
        return self._names("lanes_version")

    def _names(self, table: str) -> list[str]:
        with self.database.reading() as read:
            rows = read.execute(f"SELECT DISTINCT name FROM {table} ORDER BY name").fetchall()
        return [row[0] for row in rows]

    @staticmethod
    def _next(write: sqlite3.Connection, table: str, name: str) -> int:
        row = write.execute(
            f"SELECT coalesce(max(version), 0) + 1 FROM {table} WHERE name = ?", (name,)
        ).fetchone()
        return int(row[0])

    # Settings

    def setting(self, name: str) -> str | None:
        """A value kept with the file, ``None`` when it was never set."""
        with self.database.reading() as read:
            row = read.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep a value with the file."""
        with self.database.writing() as write:
            write.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )


_ROW = (
    "r.number, r.id, r.added_at, r.kind, r.source, r.title, r.publisher, r.published,"
    " (SELECT count(*) FROM claim c WHERE c.report_id = r.id),"
    " (SELECT count(*) FROM notice n WHERE n.report_id = r.id)"
)


def _row(row: Sequence[object]) -> ReportRow:
    return msgspec.convert(
        {
            "number": row[0], "id": row[1], "added_at": row[2], "kind": row[3],
            "source": row[4], "title": row[5] or None, "publisher": row[6],
            "published": row[7], "claims": row[8], "notices": row[9], "excerpt": row[10],
        },
        ReportRow,
    )  # fmt: skip


def _report(row: Sequence[object]) -> Report:
    report_id, text, body = row
    assert isinstance(body, bytes)
    assert isinstance(text, str)
    kept = unpacked(body, Report, f"report {report_id}")
    return msgspec.structs.replace(kept, text=text)


def _decision(row: Sequence[object]) -> Decision:
    number, at, who, action, why, body = row
    assert isinstance(body, bytes)
    return Decision(
        number=number, at=time_of(str(at)), who=str(who), action=action,  # type: ignore[arg-type]
        why=str(why), restriction=unpacked(body, Restriction, f"decision {number}"),
    )  # fmt: skip


def _storable(text: str) -> str:
    """Text that SQLite can hold: lone surrogates (from undecodable bytes) as U+FFFD, one
    for one, so that offsets stay what they were."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _name(name: str) -> str:
    kept = " ".join(name.split())
    if not kept or len(kept) > NAME_LENGTH:
        raise UsageError(f"give a name of 1 to {NAME_LENGTH} characters to save it under")
    return _storable(kept)


def _limit(limit: int) -> int:
    if not 1 <= limit <= MAX_PAGE:
        raise UsageError(f"limit {limit} is out of range: ask for 1 to {MAX_PAGE} rows at once")
    return limit


def _parts(ids: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """Ids without repeats, in parts that one statement can take."""
    unique = list(dict.fromkeys(ids))
    for at in range(0, len(unique), size):
        yield unique[at : at + size]


def _marks(part: Sequence[str]) -> str:
    return ", ".join("?" * len(part))


_PIECE = re.compile(r'"([^"]*)"|[“”]([^“”]*)[“”]|(\S+)')


def query_from(words: str) -> str:
    """A person's search words as an FTS5 query: all must occur; nothing in them is syntax."""
    out = []
    for match in _PIECE.finditer(words[:1000].replace("\x00", " ")):
        phrase = match[1] or match[2] or match[3] or ""
        begins = match[3] is not None and phrase.endswith("*")
        phrase = phrase.rstrip("*").replace('"', " ").strip()
        if any(c.isalnum() for c in phrase):
            out.append(f'"{phrase}"' + ("*" if begins else ""))
    return " ".join(out)
