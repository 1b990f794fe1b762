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


_Entry = tuple[int, re.Pattern[str]]


@cache
def _subject_index(kind: str) -> tuple[dict[str, tuple[_Entry, ...]], tuple[str, ...]]:
    """Patterns by the two letters that they begin with, and the subjects by rank."""
    rows = _read("subjects.toml")[kind]
    subjects = tuple(str(row["subject"]) for row in rows)
    unknown = set(subjects) - set(SUBJECTS)
    if unknown:
        raise ValueError(f"subjects.toml names subjects that nobody has: {sorted(unknown)}")
    words: dict[str, list[list[str]]] = {}
    for rank, row in enumerate(rows):
        for pattern in row["words"]:
            for start in _first_letters(pattern):
                words.setdefault(start, [[] for _ in rows])[rank].append(_flat(pattern))
    index = {
        start: tuple(
            (rank, re.compile(rf"(?:{'|'.join(patterns)})\b", re.IGNORECASE))
            for rank, patterns in enumerate(by_rank)
            if patterns
        )
        for start, by_rank in words.items()
    }
    return index, subjects


def _first_letters(pattern: str) -> set[str]:
    """The pairs of letters that what ``pattern`` matches can begin with."""
    starts = _members(pattern) if pattern.startswith("(?:") else [pattern]
    pairs = {s[:2].upper() for s in starts}
    if not all(re.fullmatch(r"[A-Z][A-Z/]", pair) for pair in pairs):
        raise ValueError(f"subjects.toml: {pattern!r} does not begin with two letters")
    return pairs


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
    return pattern.replace(" ", r"\s{1,8}")


_WORD_START = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z/]")


def best_subject(text: str, kind: str) -> str | None:
    """The subject (``broadcast`` or ``incident``) of highest priority that ``text`` names."""
    index, subjects = _subject_index(kind)
    best = len(subjects)
    find = index.get
    for m in _WORD_START.finditer(text):
        for rank, pattern in find(m[0].upper(), ()):
            if rank >= best:
                break
            if pattern.match(text, m.start()):
                best = rank
                break
    return subjects[best] if best < len(subjects) else None


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
