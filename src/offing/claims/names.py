"""Names fit for our own words: no markup, no control characters, nothing endless, not our own."""

from __future__ import annotations

import re

REPORT_ITSELF = "the report"
"""Who speaks where nobody is named: the report, whoever wrote it."""
_MAX_NAME = 100
"""Code points of a name; longer ones are cut at a word."""
_TAGGED = re.compile(
    r"<(script|style)\b[^<>]{0,300}>.{0,2000}?</\1\s{0,3}>|<!--.{0,2000}?-->|</?[A-Za-z!][^<>]{0,300}>"
    r"|\x1b\[[\d;?]{0,20}[A-Za-z]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)?",
    re.IGNORECASE | re.DOTALL,
)
"""HTML tags, scripts with what is in them, comments, and terminal escape sequences."""
_NO_NAME = re.compile(r"[^\w\s.,;:'’‘“”\"\-‐‑–—&()/+!?%°·]+")
_SPACES = re.compile(r"\s+")
_OURS = frozenset({"offing", "the offing", "offing's", "offing’s", "offing system", "offing brief"})


def without_markup(text: str) -> str:
    """``text`` with tags and escape sequences blanked out, at equal length, lines kept."""
    if "<" not in text and "\x1b" not in text:
        return text
    return _TAGGED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "".join(c if c == "\n" else " " for c in match.group())


def clean_name(name: str) -> str:
    """``name`` as it may stand in our own words; empty when nothing of a name is left.

    Letters, digits, spaces and the marks that names have (``. , - ' & ( ) /``) stay;
    tags, brackets and control characters go. A source that calls itself by this
    program's name is told as just that, so that nobody takes it for a verdict.
    """
    if name.isascii() and len(name) <= _MAX_NAME and name.replace(" ", "").isalnum():
        plain = name
    else:
        plain = _SPACES.sub(" ", _NO_NAME.sub(" ", _TAGGED.sub(" ", name))).strip(" ,;:/-–—")
        if len(plain) > _MAX_NAME:
            plain = plain[:_MAX_NAME].rsplit(" ", 1)[0]
        plain = plain if any(c.isalnum() for c in plain) else ""
    if plain.strip(" .,'’\"“”").lower() in _OURS:
        return "a source calling itself “Offing”"
    return plain
