"""Where the keys of a scenario file stand: the line of each, for messages.

``tomllib`` tells no lines. This walks the text once, knowing just enough TOML (strings,
brackets, comments, headers) to find each key of each table.
"""

from __future__ import annotations

_LONG = ('"""', "'''")


class LineIndex:
    """Lines (from 1) of the keys and ``[[restriction]]`` entries of a TOML text."""

    def __init__(self, text: str) -> None:
        self.heads: list[int] = []
        self._lines: dict[tuple[int | None, str], int] = {}
        self._walk(text)

    def of(self, entry: int | None, key: str = "") -> int:
        """The line of ``key`` in restriction number ``entry`` (from 0; ``None``: the top).

        Without such a key: where the entry begins; 1 when even that is unknown.
        """
        while key:
            found = self._lines.get((entry, key))
            if found:
                return found
            key = key.rpartition(".")[0]
        if entry is not None and entry < len(self.heads):
            return self.heads[entry]
        return 1

    def has(self, entry: int | None, key: str) -> bool:
        """Whether restriction ``entry`` has such a key."""
        return (entry, key) in self._lines

    def _walk(self, text: str) -> None:
        entry: int | None = None
        prefix, depth, fence = "", 0, ""
        for number, line in enumerate(text.split("\n"), 1):
            at = 0
            if not depth and not fence:
                bare = line.strip()
                if bare.startswith("["):
                    name = bare.lstrip("[").partition("]")[0]
                    twice = bare.startswith("[[")
                    entry, prefix = self._enter(twice, _plain(name), number, entry)
                    continue
                at = _key_end(line)
                if at:
                    self._lines.setdefault((entry, prefix + _plain(line[: at - 1])), number)
            depth, fence = _scan(line, at, depth, fence)

    def _enter(
        self, twice: bool, name: str, number: int, entry: int | None
    ) -> tuple[int | None, str]:
        """The entry and key prefix that hold after a header."""
        if name == "restriction" and twice:
            self.heads.append(number)
            return len(self.heads) - 1, ""
        if name.startswith("restriction.") and entry is not None:
            inner = name.removeprefix("restriction.")
            self._lines.setdefault((entry, inner), number)
            return entry, inner + "."
        self._lines.setdefault((None, name), number)
        return None, name + "."


def _key_end(line: str) -> int:
    """One past the ``=`` that ends the key of a line; 0 when there is none."""
    at = 0
    while at < len(line):
        char = line[at]
        if char == "=":
            return at + 1
        if char in "#[]{}":
            return 0
        at = _string_end(line, at) if char in "\"'" else at + 1
    return 0


def _plain(name: str) -> str:
    """A dotted key without quotes and blanks round its parts."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _scan(line: str, at: int, depth: int, fence: str) -> tuple[int, str]:
    """Bracket depth and open long string after the rest of a line."""
    while at < len(line):
        if fence:
            end = line.find(fence, at)
            if end < 0:
                return depth, fence
            at, fence = end + 3, ""
            continue
        char = line[at]
        if char == "#":
            break
        if line.startswith(_LONG, at):
            fence, at = line[at : at + 3], at + 3
            continue
        if char in "\"'":
            at = _string_end(line, at)
            continue
        depth += (char in "[{") - (char in "]}")
        at += 1
    return max(0, depth), fence


def _string_end(line: str, at: int) -> int:
    """One past the end of the short string that begins at ``at``."""
    quote, k = line[at], at + 1
    while k < len(line):
        if line[k] == "\\" and quote == '"':
            k += 2
            continue
        if line[k] == quote:
            return k + 1
        k += 1
    return len(line)
