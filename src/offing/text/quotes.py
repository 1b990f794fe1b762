"""Quotation marks: which characters of a text are someone's own words."""

from __future__ import annotations

import re
from typing import NamedTuple

from offing.text.sentences import split_blocks

_MARK = re.compile(
    r"[“”„«»\"‘’'](?:(?<=[“”„«»\"])|(?<=[‘'])(?<!\w.)(?=\w)|(?<=[’'])(?<=[\w.,!?].)(?!\w))"
)
"""Any mark first, then whether it quotes: so the search skips from mark to mark."""
_OPEN = {"“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'"}


class Quote(NamedTuple):
    """The inside of a pair of quotation marks, half-open offsets; ``words`` is its length."""

    start: int
    end: int
    words: int


def find_quotes(text: str) -> list[Quote]:
    """Quoted passages of ``text``, outermost only, in reading order.

    A quotation never crosses a blank line unless the next paragraph opens with a
    quotation mark again (the way long speech is printed); a mark that never
    closes runs to the end of its paragraph.
    """
    quotes: list[Quote] = []
    for block in split_blocks(text):
        _quotes_in(text, block.start, block.end, quotes)
    return quotes


def _quotes_in(text: str, start: int, end: int, quotes: list[Quote]) -> None:
    opened = -1
    closers = ""
    for mark in _MARK.finditer(text, start, end):
        char = mark.group()
        if opened < 0:
            # “hours' notice”, “employers' association”: a genitive, and no quotation.
            owned = char in "'‘" and mark.start() > start and text[mark.start() - 1].isalnum()
            if (char == '"' or char in _OPEN) and not owned:
                opened, closers = mark.end(), _OPEN.get(char, '"')
        elif char in closers:
            _add(text, opened, mark.start(), quotes)
            opened = -1
    if opened >= 0 and closers not in ("'", "’"):
        _add(text, opened, end, quotes)


def _add(text: str, start: int, end: int, quotes: list[Quote]) -> None:
    if end > start:
        quotes.append(Quote(start, end, len(text[start:end].split())))
