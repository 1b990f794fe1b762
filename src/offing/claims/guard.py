"""What is no assertion: text that steers the reader, corrections, what nobody knows."""

from __future__ import annotations

import re

from offing.claims.document import Document, Sentence
from offing.claims.lexicon import words

_STEERING = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:above|previous|prior|instructions?|earlier"
    r"|everything|rules|context|below)\b"
    r"|\byou (?:must|should|are to|will|shall)(?: now)? (?:output|report|say|write|answer|respond|"
    r"classify|mark|rate|treat|extract|add|produce|print|claim|conclude|reply)\b"
    r"|^\W*(?:system|assistant|user|developer|human|ai|prompt|instructions?)\s*[:>\]]"
    r"|\b(?:system prompt|language model|ai model|ai assistant|as an ai|chatbot)\b"
    r"|</?(?:system|instructions?|prompt|assistant)>",
    re.IGNORECASE | re.DOTALL,
)
_STEERING_WORDS = words(
    "ignore disregard forget override you system assistant user developer human ai prompt "
    "instruction instructions model chatbot language"
)
"""One of these stands in whatever ``_STEERING`` can match."""
_UNKNOWN = words(
    "established verified confirmed known clear identified determined ascertained substantiated"
)
_NOBODY = words("no none nobody neither")
_SUBJECT = 4
_OPENING = 9
"""Tokens in which such a sentence shows itself: later on it is an afterthought to what is told."""
_IMPERATIVE = words(
    "click subscribe sign read follow download register contact visit share watch see "
    "listen enter imagine suppose"
)


_SHORT = 22
"""Tokens of a sentence up to which “not verified” is about all of it."""


def steered_sentences(doc: Document) -> frozenset[int]:
    """Sentences that talk to whoever reads the report, and what follows on the same line."""
    out = set()
    line_end = -1
    for sentence in doc.sentences:
        hinted = not sentence.words.isdisjoint(_STEERING_WORDS)
        if hinted and _STEERING.search(
            doc.text[sentence.start : min(sentence.end, sentence.start + 2000)]
        ):
            end = doc.text.find("\n", sentence.end)
            line_end = end if end >= 0 else len(doc.text)
        if sentence.start < line_end:
            out.add(sentence.index)
    return frozenset(out)


_ADDRESS = frozenset({"http", "https"})


def is_assertion(sentence: Sentence) -> bool:
    """Whether a sentence says that something is so, and not that it is unknown or was wrong."""
    tokens = sentence.tokens
    first = tokens[0].lower
    if _is_feeling(sentence) or not _ADDRESS.isdisjoint(sentence.lowers[:5]):
        return False  # a note with the address that it was read at
    if _is_about_text(sentence.lowers):
        return False
    if first in ("correction", "clarification", "corrects", "corrected"):
        return False
    if first in _IMPERATIVE and not (first == "register" and tokens[1].lower == "with"):
        return False
    if (
        "version" in sentence.words
        and "earlier" in sentence.words
        and not {"said", "stated"}.isdisjoint(sentence.words)
    ):
        return False
    if "responsibility" in sentence.words and "responsibility" in sentence.lowers[:_OPENING] and (
        not _NOBODY.isdisjoint(sentence.lowers[:_SUBJECT])
    ):  # fmt: skip
        return False  # “There was no immediate claim of responsibility for the attack.”
    if _says_nothing(sentence.lowers):
        return False
    unsure = len(tokens) <= _SHORT and not sentence.words.isdisjoint(_UNKNOWN)
    for n, token in enumerate(tokens if unsure else ()):
        if token.lower in _UNKNOWN:
            before = set(sentence.lowers[max(0, n - 5) : n])
            if before & {"not", "n't", "'t", "never", "cannot", "yet", "un"}:
                return False
    return True


_SUBJECT_MARKS = words("sub subj subject re ref reference")
_DESK = words(
    "updates adds recasts corrects refiles reporting writing editing updated translated compiled"
)
_DESK_AFTER = words("with by to throughout and dateline paragraph paragraphs headline")


def _is_about_text(told: list[str]) -> bool:
    """“Sub: suspension of …”, “(Updates with rates)”, “(Reporting by …”: a line of the desk."""
    if len(told) > 1 and told[0] in _SUBJECT_MARKS and told[1] == ":":
        return True
    start = 1 if told[0] in ("(", "—", "--") else 0
    return len(told) > start + 1 and told[start] in _DESK and told[start + 1] in _DESK_AFTER


_FEELINGS = words(
    "proud grateful thankful honoured honored delighted pleased saddened deeply paramount committed"
)
_WE = words("we i our my")


def _is_feeling(sentence: Sentence) -> bool:
    """“We are proud of the men and women who …”: what somebody feels of it."""
    if sentence.words.isdisjoint(_FEELINGS):
        return False
    told = [w for w in sentence.lowers[:7] if w.isalpha()]
    return not _FEELINGS.isdisjoint(told[:6]) and (
        told[:1] != [] and (told[0] in _WE or "paramount" in told[:4])
        and (told[1:2] in (["am"], ["are"], ["remain"]) or "paramount" in told[:4])
    )  # fmt: skip


_SHORT = 14
_NO_CONTENT = words("statement comment reason reasons details explanation answer figures note")
_PUT_OUT = words("put issued published released gave gives made offered provided had have")
_DECLINED = words("declined refused declines refuses")
_HUSHED = _DECLINED | words("did would does do stopped unclear clear able unable")
_VERIFYING = words("verify confirm ascertain corroborate establish")
_SPEAKING = words("say comment confirm discuss give name specify elaborate disclose identify")


_UNNAMED = words("people sources officials persons traders diplomats unnamed two three")
_NO_MENTION = [[verb, "no", noun, "of"] for verb in ("made", "makes", "gave")
               for noun in ("mention", "details", "word", "sign")]  # fmt: skip


def _says_nothing(spoken: list[str]) -> bool:
    """“She declined to say whether …”, “does not mean that …”, “stopped short of …”."""
    head = spoken[:16]
    if any(w in ("cited", "quoted") and head[n + 1 : n + 2] and head[n + 1] in _UNNAMED
           for n, w in enumerate(head[:5])):  # fmt: skip
        return True  # “The newspaper cited people familiar with the matter.”
    if len(spoken) <= _SHORT and spoken[-2:-1] and spoken[-2] in _NO_CONTENT and (
        not _PUT_OUT.isdisjoint(spoken[1:])
    ):  # fmt: skip
        return True  # “The terminal has put out a short statement.”, “It gave no reason.”
    if head[1:5] in _NO_MENTION or head[2:6] in _NO_MENTION:
        return True  # “The ministry made no mention of the port.”
    if _HUSHED.isdisjoint(head):
        return False
    for n, word in enumerate(head[:-2]):
        if word in _DECLINED and head[n + 1] == "to" and head[n + 2] in _SPEAKING:
            return "," not in spoken[1:n] or n <= 6
        if word in ("did", "would", "does", "do") and head[n + 1] in ("not", "n't"):
            after = head[n + 2]
            if after in ("mean", "imply", "elaborate") or (
                after in ("say", "specify", "disclose")
                and n <= 8
                and not {"that"} & set(spoken[n + 3 : n + 4])
            ):
                return True
        if word == "stopped" and head[n + 1 : n + 3] == ["short", "of"]:
            return True
        unable = word == "unable" or (word == "able" and head[n - 1] in ("not", "n't"))
        if unable and head[n + 1] == "to" and _VERIFYING & set(head[n + 2 : n + 4]):
            return True  # “was not able to verify the reports of casualties”
        if word in ("unclear", "clear") and head[n + 1] in ("whether", "if", "how", "who", "what"):
            return word == "unclear" or "not" in head[:n]
    return False
