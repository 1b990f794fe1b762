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


@cache
def subject_pattern(kind: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all subjects of ``broadcast`` or ``incident``, and their order.

    Group ``i + 1`` stands for the ``i``-th subject; order is priority.
    """
    rows = _read("subjects.toml")[kind]
    subjects = tuple(str(row["subject"]) for row in rows)
    unknown = set(subjects) - set(SUBJECTS)
    if unknown:
        raise ValueError(f"subjects.toml names subjects that nobody has: {sorted(unknown)}")
    joined = "|".join("(" + "|".join(_flat(w) for w in row["words"]) + ")" for row in rows)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE), subjects


def _flat(pattern: str) -> str:
    """Blanks in a word list stand for any run of up to eight blanks or a line break."""
    return pattern.replace(" ", r"\s{1,8}")


def subjects_in(text: str, kind: str) -> list[tuple[int, int, str]]:
    """Where ``text`` names subjects: start, end and subject, in reading order."""
    pattern, subjects = subject_pattern(kind)
    return [(m.start(), m.end(), subjects[(m.lastindex or 1) - 1]) for m in pattern.finditer(text)]


def best_subject(text: str, kind: str) -> str | None:
    """The subject with the highest priority of those that ``text`` names."""
    pattern, subjects = subject_pattern(kind)
    ranks = [m.lastindex or 99 for m in pattern.finditer(text)]
    return subjects[min(ranks) - 1] if ranks else None


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
