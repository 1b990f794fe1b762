"""One pass over the words of a text: which runs of words are names."""

from __future__ import annotations

import re
from typing import NamedTuple

from offing.model.place import Place
from offing.places.lexicon import Lexicon, lexicon
from offing.places.tokens import Words

_JOINT = re.compile(r"(?:['’]s)?(?:[^\S\n]|-|–|\.|/|'|’|\()*\n?(?:[^\S\n]|-|–)*")
_SMALL_WORDS = (
    "of the al el as ash ad an ar at az es de del la le les du da do di and en e y sur sea gulf "
    "bay strait straits canal channel port harbour harbor coast waters ocean island islands cape "
    "territorial coastal off river passage approaches roads anchorage terminal south north east "
    "west southern northern eastern western basin shore shores coastline coasts town city "
    "au aux upon on in der den dem ter op zu i o the dos das san st sainte next near by"
)
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that may be written small inside a name."""


_REACH = 48


class Hit(NamedTuple):
    """A run of words that is a name: first and last word, offsets, what it may mean."""

    first: int
    last: int
    start: int
    end: int
    key: str
    places: list[Place]
    kind: str
    """``name``, ``demonym`` or ``blocked``."""
    before: str
    """The text just before it."""
    after: str
    """The text just after it."""


def scan(text: str, *, any_case: bool = False) -> tuple[list[Hit], Words]:
    """All names in a text, the longest at each place, left to right, and the words.

    Unless ``any_case``, a name must be written with capital letters.
    """
    lex, words = lexicon(), Words(text)
    keys, openers = words.keys, lex.openers
    hits: list[Hit] = []
    count, done = len(keys), -1
    for i in [i for i, key in enumerate(keys) if key in openers]:
        if i <= done:
            continue
        longest, seconds, alone = openers[keys[i]]
        if longest > 1 and (i + 1 == count or keys[i + 1] not in seconds):
            longest = 1
        if longest == 1 and not alone:
            continue
        hit = _longest_at(text, words, lex, i, min(longest, count - i), any_case)
        if hit:
            hits.append(hit)
            done = hit.last
    return hits, words


def _longest_at(
    text: str, words: Words, lex: Lexicon, i: int, reach: int, any_case: bool
) -> Hit | None:
    for size in range(reach, 0, -1):
        key = words.keys[i] if size == 1 else " ".join(words.keys[i : i + size])
        blocked = key in lex.blocked
        places = lex.names.get(key)
        demonym = lex.demonyms.get(key)
        if not (blocked or places or demonym):
            continue
        last = i + size - 1
        if key.endswith("coast") and words.keys[last + 1 : last + 2] == ["guard"]:
            continue
        if not _joined(text, words, i, last):
            continue
        if not any_case and not _has_capitals(text, words, i, last):
            continue
        start, end = words.start(i), words.end(last)
        around = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if blocked:
            return Hit(i, last, start, end, key, [], "blocked", *around)
        trap = lex.traps.get(key)
        if trap == "capitals" and not text[start:end].replace(".", "").isupper():
            continue
        if trap == "spelt" and places and not text[start:end].isupper():
            places = [p for p in places if text[start:end] in p.names]
            if not places:
                continue
        if places:
            return Hit(i, last, start, end, key, places, "name", *around)
        if demonym:
            return Hit(i, last, start, end, key, [demonym], "demonym", *around)
    return None


def _joined(text: str, words: Words, first: int, last: int) -> bool:
    """Whether only blanks, hyphens and at most one line end lie between the words."""
    for k in range(first, last):
        gap = text[words.end(k) : words.start(k + 1)]
        if gap != " " and not _JOINT.fullmatch(gap):
            return False
    return True


def _has_capitals(text: str, words: Words, first: int, last: int) -> bool:
    """Whether the words that matter begin with a capital (or a digit)."""
    seen = False
    for k in range(first, last + 1):
        if text[words.start(k)].islower():
            if words.keys[k] not in _SMALL:
                return False
        elif words.keys[k] not in _SMALL or first == last or not text[words.start(k)].islower():
            seen = True
    return seen
