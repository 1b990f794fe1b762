"""One SQLite file: how it is opened, how a write is all or nothing, what its faults mean."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from offing.errors import StoreBusy, StoreError
from offing.store.schema import migrate

BUSY_S = 5.0
"""How long a write waits for another process before it gives up, seconds.

Threads of one process wait for each other without end: each holds the file for one write."""


class Database:
    """An SQLite file in write-ahead mode, one connection for each thread.

    Readers never wait for a writer and see only what was committed. A commit is on the
    disk when it returns (``synchronous = FULL``), so that what a person accepted
    survives a process killed, or a machine switched off, at any moment.
    """

    def __init__(self, path: Path, *, busy_s: float = BUSY_S) -> None:
        self.path = path
        self._busy_s = busy_s
        self._local = threading.local()
        self._open: set[sqlite3.Connection] = set()
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        """Held by the thread that writes: SQLite's own waiting serves nobody in turn."""
        self._closed = False
        with self.faults():
            migrate(self.connection(), str(path))

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        if self._closed:
            raise StoreError(f"{self.path} was closed")
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._connect()
            self._local.connection = held
            with self._guard:
                self._open.add(held)
        return held

    def _connect(self) -> sqlite3.Connection:
        with contextlib.suppress(OSError):  # what keeps it from being made, SQLite says better
            # Reports and decisions are their owner's: nobody else on the machine reads them.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        # check_same_thread off only so that close() may close every thread's connection.
        found = sqlite3.connect(
            self.path, timeout=self._busy_s, isolation_level=None, check_same_thread=False
        )
        try:
            found.execute(f"PRAGMA busy_timeout = {int(self._busy_s * 1000)}")
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = FULL")
            found.execute("PRAGMA foreign_keys = ON")
            found.execute("PRAGMA trusted_schema = OFF")
        except BaseException:
            found.close()
            raise
        return found

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view for several reads."""
        with self.faults():
            connection = self.connection()
            if connection.in_transaction:  # inside a write, or another view
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside, or nothing of it."""
        with self.faults():
            connection = self.connection()
            if connection.in_transaction:
                yield connection
                return
            with self._turn:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:  # a full disk has rolled back already
                        connection.execute("ROLLBACK")
                    raise

    @contextlib.contextmanager
    def faults(self) -> Iterator[None]:
        """SQLite's errors as ours, each saying what it means and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise _told(error, self.path) from error

    def close(self) -> None:
        """Close every thread's connection; the file is whole with or without it."""
        self._closed = True
        with self._guard:
            for connection in self._open:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
            self._open.clear()


def _told(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(
            f"{path} is being written by another process; nothing was altered, try again"
        )
    if primary == sqlite3.SQLITE_FULL:
        return StoreError(f"no room left on the disk of {path}; nothing was altered")
    if primary == sqlite3.SQLITE_READONLY:
        return StoreError(f"{path} or its folder is read-only; nothing was altered")
    if primary == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"cannot open {path}: is the folder there, and may it be written?")
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreError(
            f"{path} is not a store or is damaged ({error}); keep it aside and name another "
            "file with --db"
        )
    return StoreError(f"{path}: {error}")
