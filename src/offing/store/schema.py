"""The tables of a store, as numbered migrations: each is applied once, none is ever altered."""

from __future__ import annotations

import sqlite3

from offing.errors import StoreError

APPLICATION_ID = 0x0FF1_4601
"""Written into the file's header, so that another program's file is never taken for ours."""

_FIRST = """
CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    added_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT,
    published TEXT,
    text TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX report_published ON report (published);

CREATE TABLE claim (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES report (id),
    action TEXT NOT NULL,
    scope TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX claim_report ON claim (report_id);

CREATE TABLE notice (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    body BLOB NOT NULL
) STRICT;
CREATE INDEX notice_report ON notice (report_id);

CREATE VIRTUAL TABLE report_words USING fts5 (
    title, publisher, text, content = 'report', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE TABLE incident_version (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX incident_version_id ON incident_version (id, number);
CREATE INDEX incident_version_at ON incident_version (at);

CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES incident_version (number),
    status TEXT NOT NULL,
    scope TEXT NOT NULL,
    day TEXT,
    latest_report TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_claim (
    claim_id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_claim_incident ON incident_claim (incident_id);

CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('accepted', 'rejected', 'lifted', 'changed')),
    restriction_id TEXT NOT NULL,
    why TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX decision_restriction ON decision (restriction_id, number);
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN
    SELECT RAISE (ABORT, 'decisions are only ever appended');
END;
CREATE TRIGGER decision_unaltered BEFORE UPDATE ON decision BEGIN
    SELECT RAISE (ABORT, 'decisions are only ever appended');
END;

CREATE TABLE scenario_version (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE lanes_version (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""In order; the number of those applied is the file's ``user_version``."""


def migrate(connection: sqlite3.Connection, where: str) -> None:
    """Bring a store's tables up to date, all steps or none.

    Raises:
        StoreError: the file belongs to another program, or to a newer Offing.
    """
    if _is_current(connection, where):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_current(connection, where):  # another process may have been first
            for number in range(_version(connection), len(MIGRATIONS)):
                for statement in statements_of(MIGRATIONS[number]):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_current(connection: sqlite3.Connection, where: str) -> bool:
    ours = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = _version(connection)
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if ours != APPLICATION_ID and not (empty and version == 0 and ours == 0):
        raise StoreError(f"{where} is an SQLite file of another program; name a new file with --db")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{where} was written by a newer Offing (tables of version {version}, "
            f"this one knows {len(MIGRATIONS)}); update Offing to use it"
        )
    return version == len(MIGRATIONS)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def statements_of(script: str) -> list[str]:
    """The single statements of a script; a trigger's body stays in one piece.

    ``executescript`` would commit before it begins, and a half-made table could stay.
    """
    out: list[str] = []
    piece = ""
    for line in script.splitlines(keepends=True):
        piece += line
        if piece.strip() and sqlite3.complete_statement(piece):
            out.append(piece.strip())
            piece = ""
    return out
