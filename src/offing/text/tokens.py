"""Words with their offsets: what every rule over text looks at."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"['’](?:s|t|re|ve|ll|d|m|S|T)\b"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b"
    r"|\w[\w\u00ad\u200b-\u200d\u2060\ufeff]*(?:[-‑][\w\u00ad\u200b-\u200d\u2060\ufeff]+)*"
    r"|[^\w\s]"
)
_DOTTED = re.compile(r"(?<!\w)[A-Za-z]\.(?:[A-Za-z]\.)+(?=\s+\S|-)")
"""“U.S.”, “p.m.”, before more words."""
_TOKEN_OR_DOTTED = re.compile(f"{_DOTTED.pattern}|{_TOKEN.pattern}")
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


MONTH_MAY = "may-month"
"""``Token.lower`` of May the month, so that no rule takes it for the verb."""
_BEFORE_MONTH = frozenset(
    "in of since until till by from to through early mid late last next this and".split()
)


class Token(NamedTuple):
    """A word, number or mark: ``lower`` is what rules look up, offsets are the text's."""

    text: str
    lower: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of ``text[start:end]``; possessives and contractions are tokens of their own.

    “U.S.”, “p.m.” are one token each, but for a full stop that ends the text.

    Invisible characters (soft hyphens, zero-width spaces) inside a word are left
    out of ``Token.text`` and ``Token.lower``, so a word is what the eye reads.
    """
    stop = len(text) if end is None else end
    plain = text.isascii()
    tokens: list[Token] = []
    add, make = tokens.append, tuple.__new__  # half the time of Token(…), and this is the hot loop
    dotted = _DOTTED.search(text, start, stop) is not None
    for match in (_TOKEN_OR_DOTTED if dotted else _TOKEN).finditer(text, start, stop):
        word = match.group()
        if not plain and not word.isascii():
            word = word.translate(_INVISIBLE).replace("’", "'").replace("‑", "-")
            if not word:
                continue
        first, last = match.span()
        add(make(Token, (word, word.lower(), first, last)))
    if text.find("May", start, stop) >= 0 or text.find("MAY", start, stop) >= 0:
        for i, token in enumerate(tokens):
            if token.lower == "may" and token.text != "may" and _is_month(tokens, i):
                tokens[i] = token._replace(lower=MONTH_MAY)
    return tokens


def _is_month(tokens: list[Token], i: int) -> bool:
    """Whether a capital “May” is the month: a number stands beside it, or “in”, “since” …"""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if after[:1].isdigit() or (before is not None and before.text[:1].isdigit()):
        return True
    return tokens[i].text == "May" and before is not None and before.lower in _BEFORE_MONTH
