"""Verdicts: what somebody holds of an act, and not that it was."""

from __future__ import annotations

from functools import lru_cache

from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.lexicon import read_rows

_IS = frozenset({"is", "are", "was", "were", "been", "be", "has", "have"})


@lru_cache(maxsize=1)
def _verdicts() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("reporting_verbs", "verdicts.csv"))


_MAX_VERDICT = 5


def is_verdict(sentence: Sentence, segment: Segment, at: int) -> bool:
    """“Mining the approaches was plainly unlawful”: what somebody holds of an act."""
    if not segment.chain or sentence.words.isdisjoint(_verdicts()):
        return False
    tokens = sentence.tokens
    for n in range(max(segment.first, at - 2), segment.last - 1):
        if tokens[n].lower in _IS:
            near = set(sentence.lowers[n + 1 : n + 1 + _MAX_VERDICT])
            return not near.isdisjoint(_verdicts())
    return False
