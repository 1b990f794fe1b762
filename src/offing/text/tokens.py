"""Words with their offsets: what every rule over text looks at."""

from __future__ import annotations

import re
from itertools import accumulate

import msgspec

_IN_WORD = r"[a-zA-Z0-9_\w\u00ad\u200b-\u200d\u2060\ufeff]"
"""The common letters are named too, so that they are found in a table before ``\\w`` is asked."""
_PARTS = rf"{_IN_WORD}*+(?:[-‑]{_IN_WORD}++)*+"
_TOKEN = re.compile(
    rf"[a-zA-Z]{_PARTS}"  # the most frequent first; no other form begins with a plain letter
    r"|[^\s\w'’]"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b"
    rf"|\w{_PARTS}"
    r"|['’](?:s|t|re|ve|ll|d|m|S|T)\b"
    r"|['’]"
)
_DOTTED = re.compile(r"(?<!\w)[A-Za-z]\.(?:[A-Za-z]\.)+(?=\s+\S|-)")
"""“U.S.”, “p.m.”, before more words."""
_PARTED = re.compile(f"({_TOKEN.pattern})")
_TWO_DOTS = re.compile(r"\.[A-Za-z]\.")
"""What stands in every form of it, found by its first mark."""
_TOKEN_OR_DOTTED = re.compile(f"{_DOTTED.pattern}|{_TOKEN.pattern}")
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


MONTH_MAY = "may-month"
"""``Token.lower`` of May the month, so that no rule takes it for the verb."""
_BEFORE_MONTH = frozenset(
    "in of since until till by from to through early mid late last next this and".split()
)


class Token(msgspec.Struct, frozen=True, gc=False):
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
    if _TWO_DOTS.search(text, start, stop) and _DOTTED.search(text, start, stop):
        found = list(_TOKEN_OR_DOTTED.finditer(text, start, stop))
        words = [m.group() for m in found]
        starts, ends = [m.start() for m in found], [m.end() for m in found]
    else:  # gap, word, gap, word …
        parts = _PARTED.split(text[start:stop])
        bounds = list(accumulate(map(len, parts), initial=start))
        words, starts, ends = parts[1::2], bounds[1::2], bounds[2::2]
    if not text.isascii():
        words = [w if w.isascii() else _visible(w) for w in words]
    tokens = list(map(Token, words, map(str.lower, words), starts, ends))
    if "" in words:
        tokens = [token for token in tokens if token.text]
    if text.find("May", start, stop) >= 0 or text.find("MAY", start, stop) >= 0:
        for i, token in enumerate(tokens):
            if token.lower == "may" and token.text != "may" and _is_month(tokens, i):
                tokens[i] = Token(token.text, MONTH_MAY, token.start, token.end)
    return tokens


def _visible(word: str) -> str:
    """A word as the eye reads it, with one kind of apostrophe and hyphen."""
    return word.translate(_INVISIBLE).replace("’", "'").replace("‑", "-")


def _is_month(tokens: list[Token], i: int) -> bool:
    """Whether a capital “May” is the month: a number stands beside it, or “in”, “since” …"""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if after[:1].isdigit() or (before is not None and before.text[:1].isdigit()):
        return True
    return tokens[i].text == "May" and before is not None and before.lower in _BEFORE_MONTH
