"""What goes on with an act told just before: “They kidnapped three crew”."""

from __future__ import annotations

from offing.claims.document import Sentence
from offing.claims.draft import Draft
from offing.claims.events import FAMILIES, OUTCOMES, Trigger
from offing.claims.lexicon import words

_SEQUEL_STARTS = words(
    "pirates robbers attackers assailants perpetrators crew alert remaining duty vessel ship "
    "master skiffs boats boat intruders hijackers gunmen men"
)


def is_sequel(last: Draft, sentence: Sentence, trigger: Trigger) -> bool:
    """“They kidnapped three crew”: the same act goes on in the same paragraph."""
    if last.sentence.block != sentence.block or FAMILIES.get(last.claim.action) != "violence":
        return False
    first, second = (sentence.tokens[0].lower, sentence.tokens[1].lower)
    goes_on = first == "they" or (first in ("the", "all") and second in _SEQUEL_STARTS)
    kind = FAMILIES.get(trigger.action)
    return goes_on and (kind == "violence" or trigger.action in OUTCOMES | {"threat", "rescue"})
