"""Where a name ends that a relative clause says more of: “a trader who asked …”."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.document import Sentence
from offing.claims.lexicon import words
from offing.claims.roles import COLLECTIVE_KINDS

STOPS = frozenset(["“", "”", '"', ";", ":", "—", "–", "…", "!", "?"])
_ENDS_CLAUSE = STOPS | {",", "and", "but"}


_WHEN_OF = words("of after before during since following until")
_TIME_OF = 3


def is_presupposed(told: Sequence[str], at: int) -> bool:
    """“was not escorted at the time of the attack”, “unpaid since the closure of the port”.

    The noun at ``at`` only says when: that it was so is taken as known.
    """
    before = told[max(0, at - _TIME_OF) : at]
    if len(before) < _TIME_OF or before[-1] not in ("the", "its", "this"):
        return False
    return before[-2] in _WHEN_OF and (
        before[-2] != "of" or before[-3] in ("time", "moment", "day", "hour", "place")
    )


_OPENS = frozenset({"which", "who", "whose"})
_NEAR = 8
_FAR = 20


def depth_in_relative(sentence: Sentence, first: int, i: int) -> float:
    """How much less an act at ``i`` weighs in a relative clause; 0 in none.

    “The court released the tanker, which was held for having cut a cable”: what stands after
    a comma and “which”, up to the next comma, only says more of the tanker.
    """
    if sentence.words.isdisjoint(_OPENS):
        return 0.0
    told = sentence.lowers
    for n in range(i - 1, max(first, i - _FAR) - 1, -1):
        if told[n] == ",":
            return 0.0 if _OPENS.isdisjoint(told[max(first, i - _NEAR) : i]) else 0.7
        if told[n] in _OPENS:
            if n > first and told[n - 1] == ",":
                return 1.5
            return 0.7 if i - n <= _NEAR else 0.0
    return 0.0


def _relative(sentence: Sentence, word: str, near: int, far: int) -> int:
    """Where ``word`` last stands before ``near``, in the same clause and out of quotes; else 0."""
    if word not in sentence.words:
        return 0
    told = sentence.lowers
    for k in range(near, max(far, 0), -1):
        if told[k] in _ENDS_CLAUSE or sentence.quoted[k] >= 0:
            return 0
        if told[k] == word:
            return k
    return 0


def before_who(sentence: Sentence, j: int) -> int:
    """“A trader who asked that his name be withheld [said]”: where “a trader” ends; else ``j``."""
    k = _relative(sentence, "who", j - 2, j - 18)
    held = set(sentence.lowers[k + 1 : j]) if k else set()
    return k if held & {"that", "if", "to"} else j


def before_that(sentence: Sentence, j: int) -> int:
    """“A spokesman for the group that fired it [said]”: where the group ends; else ``j``."""
    k = _relative(sentence, "that", j - 3, max(j - 12, 1))
    told = sentence.lowers
    of_body = k and told[k - 1] in COLLECTIVE_KINDS and told[k + 1].endswith(("ed", "s"))
    return k if of_body else j
