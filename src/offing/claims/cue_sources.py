"""Whom one who speaks has it from, or speaks through: “citing X”, “quoted by X”."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.able import may_speak
from offing.claims.cues import (
    PAPERS,
    resolve_speaker,
)
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, words
from offing.claims.outlets import outlet_told
from offing.claims.relatives import STOPS
from offing.claims.roles import COLLECTIVE_KINDS
from offing.claims.speakers import (
    Memory,
    Speaker,
    is_name,
)  # fmt: skip
from offing.claims.subjects import DATA_SOURCES, first_verb, is_plain_name
from offing.claims.verb_uses import DETERMINERS
from offing.text.tokens import Token

_TALKS = words(
    "interview remarks comments conversation interviews answers statement statements email emails "
    "e-mail message messages comment reply response letter note call text texts testimony address"
)
_ASKED = words(
    "question questions attack attacks threat threats claim claims allegation allegations "
    "accusation accusations strike strikes aggression crime crimes call calls"
)
"""“In response to a question about the threats of X”: no X was spoken to."""
_MET = words("speaking talking asked questioned interviewed reached contacted pressed writing")
_CARRIED = words("carried published broadcast aired run relayed quoted reported released cited")


def interviewed_by(sentence: Sentence, doc: Document, memory: Memory) -> Speaker | None:
    """“…, in remarks to Harbour Radio”, “in an interview with X”: the outlet it was said to."""
    tokens = sentence.tokens
    if tokens[0].lower in _MET and tokens[1].lower in ("to", "by", "with", "on"):
        found = outlet_told(sentence, 2, doc, memory)
        if found is not None:
            return found[0]  # “Speaking to Channel Four, the minister said”
    if sentence.words.isdisjoint(_TALKS):
        return None
    for n in range(1, len(tokens) - 2):
        by = tokens[n].lower in _CARRIED and tokens[n + 1].lower == "by"
        if by and tokens[n - 1].lower in _TALKS and sentence.quoted[n] < 0:
            found = outlet_told(sentence, n + 2, doc, memory)
            return found[0] if found is not None else None
        if tokens[n].lower in _TALKS and tokens[n + 1].lower in ("with", "to", "for", "by"):
            if sentence.quoted[n] >= 0:
                continue
            asked = not _ASKED.isdisjoint(sentence.lowers[n + 2 : n + 5])
            named = not asked and any(is_name(t) for t in tokens[n + 2 : n + 9])
            found = outlet_told(sentence, n + 2, doc, memory) if named else None
            return found[0] if found is not None else None
    return None


def own_subject(
    sentence: Sentence, at: int
) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """“Its spokesman has been silent since Thursday, when he said”: whom the sentence is about."""
    tokens = sentence.tokens
    if at < 4 or sentence.quoted[0] >= 0:
        return None
    if tokens[0].lower in _SETS_IN:
        return None
    end = first_verb(tokens, 0, at)
    comma = next((n for n in range(1, end) if tokens[n].text == ","), end)
    last = min(end, comma)
    if last >= at or last < 2 or last > 12:
        return None
    of = next((n for n in range(1, last) if tokens[n].lower in ("of", "for", "at", "in")), last)
    head = tokens[of - 1]
    pronoun = tokens[at].lower
    if pronoun in ("it", "they"):
        body = head.lower in COLLECTIVE_KINDS and tokens[0].lower in DETERMINERS
        plural = head.lower.endswith("s") and in_class(head.lower, "role")
        vague = of - 1 < 2 and of == last  # “the ministry … it”: whichever was named last
        return ((0, last), None) if (body and not vague) or (plural and pronoun == "they") else None
    single = in_class(head.lower, "role") and not head.lower.endswith("s")
    quoted = any(q >= 0 for q in sentence.quoted[:last])
    if is_plain_name(tokens, (0, last)) and last >= 2 and not quoted:
        return (0, last), None
    titled = any(in_class(t.lower, "role") for t in tokens[:of]) and is_name(head)
    return ((0, last), None) if single or titled or _names_person(tokens[:last]) else None


_SETS_IN = words("if when as while after although though until unless once because since should")


def _names_person(part: Sequence[Token]) -> bool:
    """“My former colleague Birgit S.”: words for somebody, and two names after them."""
    return (
        len(part) > 2 and part[0].lower in ("my", "our", "his", "her")
        and is_name(part[-1]) and is_name(part[-2]) and part[-3].text.islower()
    )  # fmt: skip


def whose_figures(sentence: Sentence, main: tuple[int, int], at: int) -> tuple[int, int] | None:
    """“Figures which X gave to us show”, “data compiled by X show”: whose they are."""
    tokens = sentence.tokens
    first = next((n for n in range(main[0], at) if tokens[n].lower in DATA_SOURCES), -1)
    if first < 0:
        return None
    for n in range(first + 1, at - 1):
        word = tokens[n].lower
        named = n + 2 + (tokens[n + 1].lower == "the")
        if word in ("from", "by") and is_name(tokens[min(named - 1, at - 1)]):
            return n + 1, at
        if word in ("which", "that") and n == first + 1:
            gave = next((k for k in range(n + 1, at) if tokens[k].lower in _GAVE), 0)
            if gave > n + 1:
                return n + 1, gave
    return None


_GAVE = words("gave provided shared released published supplied issued compiled passed sent")


def quoted_by(
    sentence: Sentence, first: int, at: int, doc: Document, memory: Memory
) -> Speaker | None:
    """“X, quoted by Y, says”, “X, speaking to Y, said”: the outlet through which it comes."""
    tokens = sentence.tokens
    for n in range(first, at - 2):
        pair = (tokens[n].lower, tokens[n + 1].lower)
        if pair in (("quoted", "by"), ("cited", "by"), ("interviewed", "by")):
            last = n + 2
            while last < at and tokens[last].text not in {",", *STOPS}:
                last += 1
            return resolve_speaker(sentence, (n + 2, last), None, doc, memory)
        if n == first + 1 and pair[0] in ("through", "via"):
            last = n + 1
            while last < at and tokens[last].text not in {",", *STOPS}:
                last += 1
            return resolve_speaker(sentence, (n + 1, last), None, doc, memory)
        if pair in (("speaking", "to"), ("talking", "to")):
            found = outlet_told(sentence, n + 2, doc, memory)
            return found[0] if found is not None else None
    return None


def quoted_inside(sentence: Sentence, main: tuple[int, int]) -> int:
    """“Investigators quoted by Il Corriere think”: where “quoted by” stands; 0 without it."""
    tokens = sentence.tokens
    return next(
        (n for n in range(main[0] + 1, main[1] - 2)
         if tokens[n].lower in ("quoted", "cited", "interviewed")
         and tokens[n + 1].lower == "by"), 0,
    )  # fmt: skip


def cited_after(sentence: Sentence, end: int, doc: Document, memory: Memory) -> Speaker | None:
    """“…, Y reports, citing two officials”: whom the one who reports has it from."""
    tokens = sentence.tokens
    for n in range(end, min(end + _MAX_BEFORE_CITED, len(tokens) - 1)):
        if tokens[n].lower in ("citing", "quoting") and tokens[n - 1].text == ",":
            last = n + 1
            while last < len(tokens) and tokens[last].text not in {",", ".", *STOPS}:
                last += 1
            body = (n + 1, last)
            for k in range(n + 1, last - 1):  # “a statement by the Guards' navy”
                if tokens[k].lower in ("by", "from") and tokens[k - 1].lower in PAPERS:
                    body = (k + 1, last)
            if may_speak(sentence, body, None, "report"):
                return resolve_speaker(sentence, body, None, doc, memory)
    return None


_MAX_BEFORE_CITED = 12
