"""Who can say things: whether a noun phrase before a verb of saying may be its subject."""

from __future__ import annotations

from offing.claims.document import Sentence
from offing.claims.joints import PEOPLE
from offing.claims.lexicon import class_words, in_class, words
from offing.claims.roles import COLLECTIVE_KINDS
from offing.claims.speakers import FIRST_PERSON, is_name
from offing.claims.subjects import ADVERBS, DATA_SOURCES, PRONOUNS, UNNAMED
from offing.text.tokens import Token


def _is_plain_plural(sentence: Sentence, token: Token) -> bool:
    """“Exercises called …”: a noun with a capital because it comes first, and nobody."""
    word = token.lower
    known = any(m.first == 0 for m in sentence.actors) or word in UNNAMED or word in PRONOUNS
    people = in_class(word, "role") or in_class(word, "collective") or word in PEOPLE
    single = word.removesuffix("s")
    return (
        word.endswith("s") and token.text[1:].islower() and not known and not people
        and not in_class(single, "role") and not in_class(single, "collective")
        and word.endswith(("ises", "ings", "ions", "ents", "ures", "ships", "acks", "ikes"))
    )  # fmt: skip


_ANYBODY = words("somebody someone everybody everyone anybody anyone")
_NOBODY = words("no nobody none nothing neither")
_SHORT = 2
_RUN = words("services sailings strings loops")
_SOME = words("two three four five six some several many all both")
_CARRIES = words("bulk car gas crude ore livestock vehicle aircraft container timber log lng lpg")


def may_speak(
    sentence: Sentence, main: tuple[int, int], role: tuple[int, int] | None, kind: str
) -> bool:
    """Whether a noun phrase is one that can say things."""
    tokens = sentence.tokens[main[0] : main[1]]
    if all(t.lower in ADVERBS for t in tokens):
        return False  # “and then, three days later, acknowledged”
    if tokens and tokens[0].text[0].isdigit() and len(tokens) <= _SHORT:
        return False  # “will be posted by 3 p.m.”
    if 0 < len(tokens) <= _SHORT + 1 and tokens[-1].text in _RUN and tokens[0].lower in _SOME:
        return False  # “three services had announced”: lines do, in their name
    if any(t.lower in _ANYBODY for t in tokens):
        return False  # “every summer somebody threatens to close it”
    if tokens and tokens[0].lower in _NOBODY:
        return False  # “no group has claimed the attack”: the outlet tells that
    if any(t.text in ("-", "–", "—") for t in tokens[1:]) and tokens[-1].text[0].isdigit():
        return False  # “CONSTANTA - wind N 8, expected to reopen”: a line of a list
    if role is not None:
        return True
    if main == (0, 1) and _is_plain_plural(sentence, tokens[0]):
        return False
    if (
        kind == "report"
        and tokens
        and in_class(tokens[-1].lower, "vessel")
        and not is_name(tokens[-1])
    ):
        return False  # a ship that reported is told of by whoever wrote the bulletin
    if (
        kind == "report" and len(tokens) > 1 and tokens[-1].lower == "carrier"
        and tokens[-2].lower in _CARRIES
    ):  # fmt: skip
        return False  # “a bulk carrier reported a list”
    if tokens and in_class(tokens[-1].lower, "vessel") and tokens[0].text[0].isdigit():
        return False  # “jamming of 61 ships”
    known = class_words("role", "collective")
    for n, token in enumerate(tokens):
        word = token.lower
        if word in PRONOUNS or word in FIRST_PERSON or word in UNNAMED:
            return True
        if word in known or word in DATA_SOURCES:
            return True
        if word in PEOPLE or word in COLLECTIVE_KINDS:
            return True
        if word.endswith("s") and in_class(word[:-1], "collective"):
            return True
        short = len(word) > _SHORT and token.text.isupper()  # “DIMAR expects to …”
        if is_name(token) and (main[0] + n > 0 or kind != "assess" or short):
            return True
    return any(main[0] <= m.first < main[1] for m in sentence.actors)
