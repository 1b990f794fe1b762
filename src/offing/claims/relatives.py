"""Where a name ends that a relative clause says more of: “a trader who asked …”."""

from __future__ import annotations

from offing.claims.document import Sentence
from offing.claims.roles import COLLECTIVE_KINDS

STOPS = frozenset(["“", "”", '"', ";", ":", "—", "–", "…", "!", "?"])
_ENDS_CLAUSE = STOPS | {",", "and", "but"}


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
