"""Threat levels that an advisory states, each with the waters that it is for.

JMIC and like centres give a level in a word (“SUBSTANTIAL”, “SEVERE”), for a region or for
several. What is read is the statement; nothing here rates anything.
"""

from __future__ import annotations

import re

from offing.model.notice import ThreatLevel

_LEVEL = (
    r"(?P<level>negligible|minimal|low|guarded|moderate|medium|elevated|substantial"
    r"|significant|high|severe|critical|extreme)"
)
_AFTER = re.compile(
    r"(?i:\b(?:threat|risk)[\s-]{1,3}(?:levels?|assessment|status|rating)\b)"
    r"(?P<between>[^.;\n]{0,120}?)(?i:\b"
    rf"{_LEVEL}\b)(?P<behind>(?i:\s{{1,3}}(?:in|for|across)\s{{1,3}}(?:the\s)?)[^.;:,\n]{{3,60}})?"
)
"""“The regional threat level for the Red Sea is assessed as SEVERE”."""
_BEFORE = re.compile(
    r"(?i)\b(?P<first>(?:assessed|considered|remains?|is|at|an?)\s{1,3}(?:as\s{1,3}|at\s{1,3})?)"
    rf"{_LEVEL}\s{{1,3}}(?:maritime\s{{1,3}}|regional\s{{1,3}})?(?:threat|risk)\b"
    r"(?:\s{1,3}level)?(?P<behind>\s{1,3}(?:in|for|across)\s{1,3}(?:the\s)?[^.;:,\n]{3,60})?"
)
"""“There is a HIGH threat level in the Gulf of Aden”."""
_LINE = re.compile(
    r"(?im)^[ \t•*-]{0,6}(?P<where>[A-Z][\w'’/&(), -]{2,60}?)[ \t]{0,3}[:=\u2013-][ \t]{0,3}"
    rf"{_LEVEL}"
    r"[ \t]{0,3}[.;]?[ \t]{0,3}\r?$"
)
"""A line of a table below a heading that speaks of threat: “Southern Red Sea: SEVERE”."""
_HEADING = re.compile(r"(?i)\b(?:threat|risk)[\s-]{1,3}(?:level|assessment|status|rating)")
_FOR = re.compile(r"(?i)\b(?:in|for|across|to|of)\s{1,3}(?:the\s)?([A-Z][\w'’/&() -]{2,60}?)\s{0,3}"
                  r"(?=\b(?:is|was|has|remains?|at|as|are)\b|[:=-]|$)")  # fmt: skip
_TABLE_REACH = 1500
_KEY_WORDS = ("threat", "risk", "level")


def threat_levels(text: str, *, offset: int = 0) -> tuple[ThreatLevel, ...]:
    """The levels stated in ``text``, in reading order; places count from ``offset`` on."""
    heading = _HEADING.search(text)
    if heading is None and "hreat" not in text and "HREAT" not in text:
        return ()
    found: dict[int, ThreatLevel] = {}
    for pattern in (_AFTER, _BEFORE):
        for m in pattern.finditer(text):
            found.setdefault(m.start("level"), _level(m, _named(m), offset))
    if heading is not None:
        for m in _LINE.finditer(text, heading.start(), heading.end() + _TABLE_REACH):
            where = m["where"].strip()
            if not any(word in where.lower() for word in _KEY_WORDS):
                found[m.start("level")] = _level(m, where, offset)
    return tuple(found[start] for start in sorted(found))


def _level(m: re.Match[str], where: str | None, offset: int) -> ThreatLevel:
    return ThreatLevel(
        level=m["level"].lower(), where=where, text=m["level"],
        start=m.start("level") + offset, end=m.end("level") + offset,
    )  # fmt: skip


def _named(m: re.Match[str]) -> str | None:
    """The waters that a statement names, before or behind its level."""
    behind = m["behind"]
    if behind:
        words = re.sub(r"(?i)^\s*(?:in|for|across)\s+(?:the\s)?", "", behind)
        return " ".join(words.split()) or None
    groups = m.groupdict()
    inner = _FOR.search(groups["between"]) if groups.get("between") else None
    return " ".join(inner[1].split()) if inner is not None else None
