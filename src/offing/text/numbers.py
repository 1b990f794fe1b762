"""Counts in words and figures: “at least two”, “up to 30”, “dozens”, “twice”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from offing.text.tokens import Token

_UNITS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen"]
    )
}  # fmt: skip
_TENS = {
    w: 10 * n
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_TIMES = {"once": (1, 1), "twice": (2, 2), "thrice": (3, 3)}
_VAGUE = {
    "several": (2, None), "multiple": (2, None), "some": (2, None), "many": (2, None),
    "numerous": (2, None), "various": (2, None), "dozens": (24, None), "scores": (40, None),
    "hundreds": (200, None), "thousands": (2000, None), "couple": (2, 2), "both": (2, 2),
    "pair": (2, 2), "dozen": (12, 12), "few": (2, None), "series": (2, None),
}  # fmt: skip
"""Lower bounds that the words themselves warrant: a plural is at least two."""
_Phrases = tuple[tuple[str, ...], ...]
_LOWER: _Phrases = (("at", "least"), ("no", "fewer", "than"), ("not", "less", "than"),
          ("no", "less", "than"),          ("a", "minimum", "of"))  # fmt: skip
_UPPER: _Phrases = (("up", "to"), ("at", "most"), ("as", "many", "as"), ("no", "more", "than"),
          ("a", "maximum", "of"), ("not", "more", "than"))  # fmt: skip
_OVER: _Phrases = (("more", "than"), ("over",), ("above",), ("upwards", "of"))
_UNDER: _Phrases = (("fewer", "than"), ("less", "than"), ("under",), ("below",))


_ROUGHLY = frozenset({"about", "around", "some", "roughly", "nearly"})
_BEFORE_NUMBER = _ROUGHLY | {words[-1] for words in (*_LOWER, *_UPPER, *_OVER, *_UNDER)}
"""The last word of whatever bounds a number."""
_NUMBER_WORDS = frozenset([*_UNITS, *_TENS, *_TIMES, *_VAGUE])


class Amount(NamedTuple):
    """A number in tokens ``first`` to ``last`` (exclusive), as bounds; ``None`` is open."""

    first: int
    last: int
    min: int | None
    max: int | None


def number_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """``(value, tokens used)`` of the whole number that begins at token ``i``, if one does."""
    word = tokens[i].lower
    if word[0].isdigit():
        digits = word.replace(",", "")
        if not digits.isdigit() or len(digits) > 9 or _in_figure_date(tokens, i):
            return None
        value, used = int(digits), 1
    elif word in _UNITS:
        value, used = _UNITS[word], 1
    elif word in _TENS:
        value, used = _TENS[word], 1
    elif "-" in word and (parts := word.split("-")) and parts[0] in _TENS and len(parts) == 2:
        if parts[1] not in _UNITS:
            return None
        value, used = _TENS[parts[0]] + _UNITS[parts[1]], 1
    else:
        return None
    while i + used < len(tokens) and tokens[i + used].lower in _SCALES:
        value *= _SCALES[tokens[i + used].lower]
        used += 1
    return value, used


def _in_figure_date(tokens: Sequence[Token], i: int) -> bool:
    """Whether the number stands between slashes, as in “00/05/2024” or “045/24”."""
    token = tokens[i]
    before = i > 0 and tokens[i - 1].text == "/" and tokens[i - 1].end == token.start
    after = i + 1 < len(tokens) and tokens[i + 1].text == "/" and tokens[i + 1].start == token.end
    return before or after


def number_starts(lowers: Sequence[str], first: int, last: int) -> list[int]:
    """Tokens from ``first`` to ``last`` at which a number may begin, by their words alone."""
    return [
        n
        for n, word in enumerate(lowers[first:last], first)
        if word in _NUMBER_WORDS or word[0].isdigit() or "-" in word
    ]


def amount_at(tokens: Sequence[Token], i: int) -> Amount | None:
    """The amount whose number begins at token ``i``, with the words before it that bound it."""
    word = tokens[i].lower
    if not (word[0].isdigit() or word in _NUMBER_WORDS or "-" in word):
        return None
    if word in _TIMES:
        low, high = _TIMES[word]
        return _bounded(tokens, i, i + 1, low, high)
    if word == "some" and i + 1 < len(tokens) and number_at(tokens, i + 1) is not None:
        return None  # “some sixteen ships”: the number follows
    if word in _VAGUE:
        low, most = _VAGUE[word]
        if word == "dozen" and i and (n := number_at(tokens, i - 1)) is not None:
            return _bounded(tokens, i - 1, i + 1, 12 * n[0], 12 * n[0])
        last = i + 1
        if last < len(tokens) and tokens[last].lower == "times":
            last += 1
        first = i - 1 if i > 1 and tokens[i - 1].lower in ("a", "an") else i
        bound = _bounded(tokens, first, last, low, most)
        return bound._replace(first=min(bound.first, i)) if first < i else bound
    number = number_at(tokens, i)
    if number is None:
        return None
    value, used = number
    last = i + used
    if last < len(tokens) and tokens[last].lower == "dozen":
        value, last = value * 12, last + 1
    if last + 1 < len(tokens) and tokens[last].lower in ("to", "or", "-", "–"):
        second = number_at(tokens, last + 1)
        if second is not None and second[0] > value:
            return _bounded(tokens, i, last + 1 + second[1], value, second[0])
    if last < len(tokens) and tokens[last].lower == "times":
        last += 1
    return _bounded(tokens, i, last, value, value)


def _bounded(tokens: Sequence[Token], first: int, last: int, low: int, high: int | None) -> Amount:
    if not first or tokens[first - 1].lower not in _BEFORE_NUMBER:
        return Amount(first, last, low, high)
    for words in _LOWER:
        if _before(tokens, first, words):
            return Amount(first - len(words), last, low, None)
    for words in _UPPER:
        if _before(tokens, first, words):
            return Amount(first - len(words), last, None, high)
    for words in _OVER:
        if _before(tokens, first, words):
            return Amount(first - len(words), last, low + 1 if high is not None else low, None)
    for words in _UNDER:
        if _before(tokens, first, words):
            return Amount(first - len(words), last, None, high - 1 if high else high)
    if tokens[first - 1].lower in _ROUGHLY:
        return Amount(first - 1, last, low, high)
    return Amount(first, last, low, high)


def _before(tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> bool:
    n = len(words)
    return first >= n and all(tokens[first - n + k].lower == w for k, w in enumerate(words))
