"""How names are compared: folded letters, Arabic articles, common transliterations."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "'": None, "’": None, "‘": None, "`": None,
    "´": None,
})  # fmt: skip
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(
    r"^(?:al|el|as|ash|ad|adh|an|ar|at|ath|az|es|esh|ed|en|er|et|ez|ul)[ ](?=[a-z]{3})"
)
_DOUBLED = re.compile(r"(.)\1+")
_MUTE_H = re.compile(r"(?<=.)h(?=$|[^aeiou])")
_UMM = re.compile(r"^(?:umm?|oum|om)[ ]")


def fold_name(name: str) -> str:
    """A name without case, accents, apostrophes and punctuation: ``Ra's Ṭanūra`` → ``ras tanura``.

    Words stay apart by one blank each, so ``Port-au-Prince`` and ``Port au Prince`` agree.
    """
    if name.isascii():
        text = name.lower().replace("'", "").replace("`", "")
    else:
        text = unicodedata.normalize("NFKD", name).casefold().translate(_SPECIAL)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", text).strip()


def sound_key(name: str) -> str:
    """A coarse key under which common transliterations of one name agree.

    The Arabic article and doubled letters go, ``Um``/``Umm`` become one, and letters
    that transliterations swap are merged (``q``/``k``/``c``, ``o``/``u``, ``e``/``i``/``y``,
    ``dh``/``d``, ``gh``/``g``, ``th``/``t``, ``kh``/``k``, ``ph``/``f``, ``w``/``v``).
    """
    text = _UMM.sub("um ", strip_article(fold_name(name)))
    for old, new in _SWAPS:
        text = text.replace(old, new)
    text = _DOUBLED.sub(r"\1", text.replace(" ", ""))
    return _MUTE_H.sub("", text) if "h" in text else text


_SWAPS = (
    ("sh", "s"), ("kh", "k"), ("dh", "d"), ("gh", "g"), ("th", "t"), ("ph", "f"), ("ch", "s"),
    ("q", "k"), ("c", "k"), ("ou", "u"), ("oo", "u"), ("o", "u"), ("ay", "i"), ("ai", "i"),
    ("ei", "i"), ("ey", "i"), ("ee", "i"), ("e", "i"), ("y", "i"), ("w", "v"), ("j", "g"),
    ("z", "s"),
)  # fmt: skip


def strip_article(folded: str) -> str:
    """A folded name without its Arabic article: ``al hudaydah`` → ``hudaydah``."""
    return _ARTICLE.sub("", folded)


def letter_mask(word: str) -> int:
    """One bit for each letter that a word has; words that differ in many bits are far apart.

    One change of a letter flips two bits at most, so ``edit_distance`` is at least half
    the number of bits in which two masks differ.
    """
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask


def edit_distance(a: str, b: str, limit: int) -> int:
    """Changes of one letter (insert, drop, replace, swap of neighbours) from ``a`` to ``b``.

    Optimal string alignment; stops early and gives ``limit + 1`` when there are more.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        new = [i]
        for j, cb in enumerate(b, 1):
            best = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (ca != cb))
            if i > 1 and j > 1 and ca == b[j - 2] and a[i - 2] == cb:
                best = min(best, before[j - 2] + 1)
            new.append(best)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return min(row[-1], limit + 1)
