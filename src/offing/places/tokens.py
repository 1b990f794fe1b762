"""Text cut into words that keep their offsets, folded the way names are compared.

Folding is one character for one character, so a word's offsets are code points of
the text given. The text is cut with one regular expression: linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate

_WORD = re.compile(r"[a-z0-9\u0300-\u036f]+(?:'[a-z0-9\u0300-\u036f]+)*")
_PARTED = re.compile(f"({_WORD.pattern})")
_UNMARKED = re.compile(r"([a-z0-9]++(?:'[a-z0-9]++)*+)")
"""The same for a text without combining marks, found in half the time."""
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
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate(_folding())


_FORMS = {
    "tg": "tanjung", "tj": "tanjung", "tanjong": "tanjung", "tandjung": "tanjung",
    "pulo": "pulau", "plau": "pulau", "saint": "st", "harbor": "harbour", "straits": "strait",
    "mount": "mt", "fort": "ft", "islands": "island", "isles": "island", "isle": "island",
    "anch": "anchorage", "anchorages": "anchorage",
}  # fmt: skip
"""Other forms of words inside names, so that ``Tg. Priok`` and ``Tanjung Priok`` agree."""


class Words:
    """The words of a text: folded forms (``keys``) and where each starts and ends."""

    __slots__ = ("_bounds", "_ends", "keys")

    def __init__(self, text: str) -> None:
        folded = fold_text(text)
        unmarked = folded.isascii() or _MARKS.search(folded) is None
        # Gap, word, gap, word …; the bounds are where each begins and ends, in the same order.
        parts = (_UNMARKED if unmarked else _PARTED).split(folded)
        self._bounds = list(accumulate(map(len, parts)))
        self._ends: dict[int, int] = {}
        self.keys = parts[1::2]
        if not unmarked or "'" in folded:
            for i in [i for i, key in enumerate(self.keys) if not key.isalnum()]:
                self.keys[i] = self._mend(i, self.keys[i])
        if not _FORMS.keys().isdisjoint(self.keys):
            self.keys = [_FORMS.get(key, key) for key in self.keys]

    def _mend(self, i: int, key: str) -> str:
        """A key with an apostrophe or combining mark inside, possessive ``s`` cut off."""
        key = _MARKS.sub("", key)
        if key.endswith("'s"):
            key = key[:-2]
            self._ends[i] = self._bounds[2 * i + 1] - 2
        return key.replace("'", "")

    def start(self, i: int) -> int:
        """Where word ``i`` begins, code points of the text."""
        return self._bounds[2 * i]

    def end(self, i: int) -> int:
        """Where word ``i`` ends, before a possessive ``s``."""
        return self._ends.get(i) or self._bounds[2 * i + 1]


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """A name as the words that ``Words`` would find, joined by blanks."""
    folded = fold_text(name)
    if _PLAIN.match(folded):
        return folded if _FORMS.keys().isdisjoint(folded.split(" ")) else _formed(folded.split())
    words = (_MARKS.sub("", w).replace("'", "") for w in _WORD.findall(folded))
    return _formed(words)


_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*\Z")


def _formed(words: Iterable[str]) -> str:
    return " ".join(_FORMS.get(word, word) for word in words)
