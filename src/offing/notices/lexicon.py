"""Subjects and issuers: the words that name them, from the data files."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from offing.model.notice import SUBJECTS


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("offing.data.notices") / name).read_text("utf-8"))


_Entries = tuple[tuple[int, re.Pattern[str]], ...]
_MOST_WORDS = 20_000
"""So many different words are remembered at most: memory stays bounded on any input."""
_WORD = re.compile(r"[A-Za-z](?<!\w.)(?:[A-Za-z]+|/)")


class _Index:
    """Which patterns may match where a word begins, worked out once for each word."""

    def __init__(self, subjects: tuple[str, ...], members: list[tuple[str, int, str]]) -> None:
        self.subjects = subjects
        self.by_word: dict[str, _Entries] = {}
        self._by_two: dict[str, list[tuple[str, int, str]]] = {}
        for start, rank, pattern in members:
            self._by_two.setdefault(start[:2], []).append((start, rank, pattern))

    def entries_of(self, word: str) -> _Entries:
        """Patterns by rank whose first letters are those of ``word``; remembered."""
        upper = word.upper()
        by_rank: dict[int, list[str]] = {}
        for start, rank, pattern in self._by_two.get(upper[:2], ()):
            if upper.startswith(start):
                by_rank.setdefault(rank, []).append(pattern)
        found = tuple((rank, _compiled(tuple(by_rank[rank]))) for rank in sorted(by_rank))
        if len(self.by_word) >= _MOST_WORDS:
            self.by_word.clear()
        self.by_word[word] = found
        return found


@cache
def _subject_index(kind: str) -> _Index:
    rows = _read("subjects.toml")[kind]
    subjects = tuple(str(row["subject"]) for row in rows)
    unknown = set(subjects) - set(SUBJECTS)
    if unknown:
        raise ValueError(f"subjects.toml names subjects that nobody has: {sorted(unknown)}")
    members = [
        (start, rank, _flat(pattern))
        for rank, row in enumerate(rows)
        for pattern in row["words"]
        for start in sorted(_first_letters(pattern))
    ]
    return _Index(subjects, members)


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _first_letters(pattern: str) -> set[str]:
    """The letters, two or more, that what ``pattern`` matches can begin with."""
    starts = _members(pattern) if pattern.startswith("(?:") else [pattern]
    found: set[str] = set()
    for start in starts:
        m = re.match(r"[A-Za-z]+/?", start)
        letters = m[0] if m else ""
        if start[len(letters) : len(letters) + 1] in ("?", "*", "{"):
            letters = letters[:-1]
        if len(letters) < 2:
            raise ValueError(f"subjects.toml: {pattern!r} does not begin with two letters")
        if "/" in letters:
            letters = letters[: max(2, letters.index("/"))]
        found.add(letters.upper())
    return found


def _members(pattern: str) -> list[str]:
    """The members of the group that begins ``pattern``."""
    depth, at, members = 0, 3, []
    for i, char in enumerate(pattern[3:], start=3):
        if char == "(":
            depth += 1
        elif char == "|" and depth == 0:
            members.append(pattern[at:i])
            at = i + 1
        elif char == ")":
            if depth == 0:
                return [*members, pattern[at:i]]
            depth -= 1
    raise ValueError(f"subjects.toml: {pattern!r} has a group without an end")


def _flat(pattern: str) -> str:
    """Blanks in a word list stand for any run of up to eight blanks or a line break."""
    return pattern.replace(" ?", r"\s{0,8}").replace(" ", r"\s{1,8}")


def best_subject(text: str, kind: str) -> str | None:
    """The subject (``broadcast`` or ``incident``) of highest priority that ``text`` names."""
    index = _subject_index(kind)
    known, best = index.by_word, len(index.subjects)
    for m in _WORD.finditer(text):
        word = m[0]
        entries = known.get(word)
        if entries is None:
            entries = index.entries_of(word)
        for rank, pattern in entries:
            if rank >= best:
                break
            if pattern.match(text, m.start()):
                best = rank
                break
    return index.subjects[best] if best < len(index.subjects) else None


def issuer_of_family(family: str) -> str:
    """Who issues a family of notices when the message itself does not say."""
    return str(_read("issuers.toml")["families"].get(family, "unknown issuer"))


_BRACKETS = re.compile(r"\(([^()\d]{2,60})\)")


def cited_sources(text: str) -> tuple[str, ...]:
    """Sources that a message names in brackets, such as ``(IMB, Reuters)``, each once."""
    names = _read("issuers.toml")["cites"]
    out: dict[str, None] = {}
    for m in _BRACKETS.finditer(text):
        for part in re.split(r"[,;:/&]", m[1]):
            known = names.get(part.strip().lower())
            if known:
                out[known] = None
    return tuple(out)
