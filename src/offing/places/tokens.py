"""Text cut into words that keep their offsets, folded the way names are compared.

Folding is one character for one character, so a word's offsets are code points of
the text given. The text is cut with one regular expression: linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9\u0300-\u036f]+(?:'[a-z0-9\u0300-\u036f]+)*")
_MARKS = re.compile(r"[\u0300-\u036f]")
_ODD = {
    "ß": "s", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ł": "l", "ı": "i",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'",
}  # fmt: skip


@cache
def _folding() -> dict[int, str]:
    """Letters with marks → the bare lower-case letter, kinds of apostrophe → one."""
    table: dict[int, str] = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        table[code] = base if len(base) == 1 else chr(code)
    for odd, plain in _ODD.items():
        for char in {odd, odd.upper()}:
            if len(char) == 1:
                table[ord(char)] = plain
    return table


def fold_text(text: str) -> str:
    """The text in bare lower-case letters, at equal length."""
    return text.translate(_folding())


_FORMS = {
    "tg": "tanjung", "tj": "tanjung", "tanjong": "tanjung", "tandjung": "tanjung",
    "pulo": "pulau", "plau": "pulau", "saint": "st", "harbor": "harbour", "straits": "strait",
    "mount": "mt", "fort": "ft", "islands": "island", "isles": "island", "isle": "island",
    "anch": "anchorage", "anchorages": "anchorage",
}  # fmt: skip
"""Other forms of words inside names, so that ``Tg. Priok`` and ``Tanjung Priok`` agree."""


class Words(NamedTuple):
    """The words of a text: folded forms and where each starts and ends."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


def cut_words(text: str) -> Words:
    """All words of a text. ``Asdod’s`` gives the key ``asdod``, its end before the ``’s``."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    forms = _FORMS
    for match in _WORD.finditer(fold_text(text)):
        key, end = match.group(), match.end()
        if not key.isalnum():  # an apostrophe or a combining mark inside
            key = _MARKS.sub("", key)
            if key.endswith("'s"):
                key, end = key[:-2], end - 2
            key = key.replace("'", "")
        keys.append(forms.get(key, key))
        starts.append(match.start())
        ends.append(end)
    return Words(keys, starts, ends)


def name_key(name: str) -> str:
    """A name as the words that ``cut_words`` would find, joined by blanks."""
    words = (_MARKS.sub("", w).replace("'", "") for w in _WORD.findall(fold_text(name)))
    return " ".join(_FORMS.get(word, word) for word in words)
