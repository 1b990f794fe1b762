"""A folder that reports arrive in: what is new in it, once it is whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from offing.store.store import Store
from offing.store.taking_in import TakenIn, take_in

PARTIAL = (".part", ".partial", ".crdownload", ".tmp", ".download", ".filepart", "~")
"""Endings of files that another program is still writing."""

Mark = tuple[int, int, int]
"""A file's time of change (nanoseconds), size (bytes) and number on its disk.

The number tells a file that was put in another's place with its time and size."""


class Watcher:
    """Looks at a folder again and again and hands out each file when it has settled.

    What was taken in is known by content in the store, so a restart reads nothing twice;
    times and sizes here only save looking into files that have not changed.
    """

    def __init__(
        self, folder: Path, *, settle_s: float = 2.0, clock: Callable[[], float] = time.time
    ) -> None:
        self.folder = folder
        self._settle_s = settle_s
        self._clock = clock
        self._done: dict[Path, Mark] = {}
        self._since: dict[Path, tuple[Mark, float]] = {}
        """Since when each file has been as it is, by this machine's clock.

        A file's own time says little: copies keep that of the original, and another
        machine's clock may be ahead."""

    def look(self) -> list[Path]:
        """Files that are new or altered and have not changed for a while, oldest first."""
        found: list[tuple[int, Path]] = []
        present: set[Path] = set()
        for path, mark in self._files():
            present.add(path)
            if self._done.get(path) == mark:
                continue
            now = self._clock()
            seen, since = self._since.get(path, (None, now))
            if seen != mark:
                self._since[path] = mark, now
                since = now
            if now - since < self._settle_s:
                continue
            found.append((mark[0], path))
        self._done = {p: m for p, m in self._done.items() if p in present}
        self._since = {p: s for p, s in self._since.items() if p in present}
        return [path for _, path in sorted(found)]

    def take(self, path: Path, store: Store) -> TakenIn:
        """Take one file's reports in. What cannot be read is named once, not at each look."""
        from offing.errors import UnreadableReport
        from offing.reports import read_reports

        try:
            mark = _mark(path)
        except OSError:  # gone again
            return TakenIn()
        failed: list[UnreadableReport] = []
        try:
            reports = list(read_reports([path], on_error=failed.append))
        except UnreadableReport as error:
            reports, failed = [], [error]
        except Exception as error:  # one bad file never takes the others with it
            reason = f"cannot be read ({type(error).__name__}: {error})"
            reports, failed = [], [UnreadableReport(path.name, reason)]
        done = take_in(store, reports)
        self._done[path] = mark
        if not failed:
            return done
        import msgspec

        told = tuple(str(error) for error in failed)
        return msgspec.structs.replace(done, failed=(*done.failed, *told))

    def _files(self) -> Iterator[tuple[Path, Mark]]:
        for root, folders, names in os.walk(self.folder, followlinks=False):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in names:
                if name.startswith(".") or name.lower().endswith(PARTIAL):
                    continue
                path = Path(root) / name
                try:
                    if path.is_symlink() or not path.is_file():
                        continue
                    yield path, _mark(path)
                except OSError:
                    continue


def _mark(path: Path) -> Mark:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
