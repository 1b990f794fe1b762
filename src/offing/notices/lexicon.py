"""Subjects and issuers: the words that name them, from the data files."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from offing.model.notice import SUBJECTS


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("offing.data.notices") / name).read_text("utf-8"))


_Entries = tuple[tuple[int, re.Pattern[str]], ...]


class _Index(NamedTuple):
    """Patterns by the two or three letters that they begin with."""

    subjects: tuple[str, ...]
    starts: re.Pattern[str]
    by_three: dict[str, _Entries]
    by_two: dict[str, _Entries]


@cache
def _subject_index(kind: str) -> _Index:
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
    by_two = {start[:2]: _compiled(words.get(start[:2], [])) for start in words}
    by_three: dict[str, _Entries] = {}
    for start, by_rank in words.items():
        if len(start) == 3:
            shorter = words.get(start[:2], [[] for _ in rows])
            both = [a + b for a, b in zip(by_rank, shorter, strict=True)]
            by_three[start] = _compiled(both)
    return _Index(subjects, _starts(set(by_two)), by_three, by_two)


def _compiled(by_rank: list[list[str]]) -> _Entries:
    return tuple(
        (rank, re.compile(rf"(?:{'|'.join(patterns)})\b", re.IGNORECASE))
        for rank, patterns in enumerate(by_rank)
        if patterns
    )


def _starts(pairs: set[str]) -> re.Pattern[str]:
    """The first letters of words that may name a subject."""
    seconds: dict[str, set[str]] = {}
    for pair in pairs:
        seconds.setdefault(pair[0], set()).update((pair[1], pair[1].lower()))
    branches = (f"[{a}{a.lower()}][{''.join(sorted(b))}]" for a, b in sorted(seconds.items()))
    return re.compile(rf"\b(?:{'|'.join(branches)})[A-Za-z/]?")


def _first_letters(pattern: str) -> set[str]:
    """The two or three letters that what ``pattern`` matches can begin with."""
    starts = _members(pattern) if pattern.startswith("(?:") else [pattern]
    found: set[str] = set()
    for start in starts:
        m = re.match(r"[A-Za-z/]{2,3}", start)
        if m is None or start[2:3] in ("?", "*", "{"):
            raise ValueError(f"subjects.toml: {pattern!r} does not begin with two letters")
        optional_third = start[3:4] in ("?", "*", "{")
        found.add((m[0][:2] if optional_third else m[0]).upper())
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
    subjects, starts, by_three, by_two = _subject_index(kind)
    best = len(subjects)
    for m in starts.finditer(text):
        word = m[0].upper()
        entries = by_three.get(word)
        if entries is None:
            entries = by_two[word[:2]]
        for rank, pattern in entries:
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
