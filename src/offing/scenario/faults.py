"""All that is wrong with a scenario file, gathered before anything is said."""

from __future__ import annotations

from typing import NamedTuple

from offing.errors import ScenarioError
from offing.scenario.lines import LineIndex

MAX_SHOWN = 50
"""So many faults are listed; the rest are counted."""


class Fault(NamedTuple):
    """One thing wrong: its line in the file and a sentence."""

    line: int
    text: str


class Faults:
    """Gathers what is wrong with one file; ``where`` is the file's name in messages."""

    def __init__(self, where: str, lines: LineIndex) -> None:
        self.where = where
        self.lines = lines
        self.found: list[Fault] = []
        self.remarks: list[Fault] = []

    def add(self, text: str, entry: int | None = None, key: str = "") -> None:
        """Something wrong with a key of restriction ``entry`` (from 0) or of the top."""
        self.found.append(Fault(self.lines.of(entry, key), _label(entry, key) + text))

    def remark(self, text: str, entry: int | None = None, key: str = "") -> None:
        """Something that may be meant, but is worth a look."""
        self.remarks.append(Fault(self.lines.of(entry, key), _label(entry, key) + text))

    def raise_all(self) -> None:
        """Raise one ``ScenarioError`` that lists everything; nothing when all is well."""
        if not self.found:
            return
        found = sorted(set(self.found))
        shown = [f"{self.where}:{f.line}: {f.text}" for f in found[:MAX_SHOWN]]
        if len(found) > MAX_SHOWN:
            shown.append(f"{self.where}: and {len(found) - MAX_SHOWN} more")
        head = f"{len(found)} faults:\n" if len(found) > 1 else ""
        error = ScenarioError(head + "\n".join(shown))
        error.faults = tuple(shown)
        raise error


def _label(entry: int | None, key: str) -> str:
    name = f"restriction {entry + 1}" if entry is not None else ""
    return ", ".join(p for p in (name, key) if p) + ": " if name or key else ""
