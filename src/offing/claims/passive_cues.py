"""Cues of speech in the passive: “was confirmed by X”, “ships are advised to”."""

from __future__ import annotations

from offing.claims.able import may_speak
from offing.claims.cues import (
    PAPERS,
    Cue,
    content_start,
    name_after,
    resolve_speaker,
    role_after,
)
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, words
from offing.claims.relatives import STOPS
from offing.claims.speakers import (
    Memory,
    Speaker,
    is_name,
)  # fmt: skip
from offing.claims.verb_uses import SHORT_TAIL


def _advised(sentence: Sentence, at: int, end: int, doc: Document, memory: Memory) -> Cue | None:
    """“Vessels are requested to keep clear” in a notice: its issuer asks them to."""
    tokens = sentence.tokens
    issuer = memory.issuer
    after = tokens[end].lower if end < len(tokens) else ""
    if after == "by":
        return _advised_by(sentence, at, end, doc, memory)
    if issuer.kind == "outlet" or tokens[at - 1].lower not in ("are", "is"):
        return None
    bare = end + 1 < len(tokens) and tokens[end + 1].text == ":"
    if bare or after not in ("to", "that", "not", "against", "of"):
        return None
    start = at - 1
    while start > 0 and at - start < _LONGEST_AGENT and tokens[start - 1].text not in {",", *STOPS}:
        start -= 1
    kind = "announce" if after == "that" else "advise"
    return Cue(at, end, kind, issuer, (start, at), False, end + (after == "that"))


def _advised_by(sentence: Sentence, at: int, end: int, doc: Document, memory: Memory) -> Cue | None:
    """“Ships are advised by the Authority to keep clear”."""
    tokens = sentence.tokens
    last = end + 1
    agent = 0
    while last < len(tokens) and last - end < _LONGEST_AGENT and tokens[last].lower not in (
        "to", "that", "not",
    ) and tokens[last].text not in {",", ".", *STOPS}:  # fmt: skip
        if not agent and tokens[last].lower in ("since", "on", "last", "this", "yesterday"):
            agent = last
        last += 1
    if last >= len(tokens) or tokens[last].lower not in ("to", "that", "not"):
        return None
    if agent > end + 1:  # “advised by the Authority since Tuesday to keep watch”
        speaker = resolve_speaker(sentence, (end + 1, agent), None, doc, memory)
        if speaker is None:
            return None
        return Cue(at, last, "advise", speaker, (max(0, at - _LONGEST_AGENT), at), False, last)
    speaker = resolve_speaker(sentence, (end + 1, last), None, doc, memory)
    if speaker is None:
        return None
    if not may_speak(sentence, (end + 1, last), None, "advise") or (
        last - end == 2 and not is_name(tokens[end + 1])
    ):
        return None  # “was ordered by radio to stop”
    start = max(0, at - _LONGEST_AGENT)
    return Cue(at, last, "advise", speaker, (start, at), False, last)


def _somebody_before_that(
    sentence: Sentence, end: int, doc: Document, memory: Memory
) -> tuple[Speaker, int] | None:
    """Who is named between ``end`` (“by”, “from”) and “that”, and where “that” stands."""
    tokens = sentence.tokens
    last = end + 1
    while last < len(tokens) and last - end < _LONGEST_AGENT and tokens[last].lower != "that" \
            and tokens[last].text not in {",", ".", *STOPS}:  # fmt: skip
        last += 1
    if last >= len(tokens) or tokens[last].lower != "that":
        return None
    speaker = resolve_speaker(sentence, (end + 1, last), None, doc, memory)
    return None if speaker is None else (speaker, last)


_INFORMED = words("told informed advised notified assured warned")


def _informed_by(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“We have been told by the harbour master that …”."""
    tokens = sentence.tokens
    found = _somebody_before_that(sentence, end, doc, memory)
    if found is None:
        return None
    speaker, last = found
    start = at
    while start > 0 and at - start < _LONGEST_AGENT and tokens[start - 1].text not in {",", *STOPS}:
        start -= 1
    return Cue(at, last, "warn" if kind == "warn" else "say", speaker, (start, at), False, last + 1)


_LONGEST_AGENT = 14
_ORDERS = words("order decree note release circular communique address speech paper text broadcast")
_PASSED_ON = words("report confirm say announce claim deny")


def passive_cue(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“was confirmed by the navy”; other passives name no source and are no cue."""
    tokens = sentence.tokens
    by = end < len(tokens) and tokens[end].lower == "by"
    if (
        tokens[at - 1].lower != "being"
        and tokens[at].lower in _INFORMED
        and (by or tokens[end : end + 1] == [])
    ):
        informed = _informed_by(sentence, at, end, kind, doc, memory)
        if informed is not None:
            return informed
    if kind in ("advise", "warn") and (advice := _advised(sentence, at, end, doc, memory)):
        return advice
    if tokens[at - 2 : at - 1] and tokens[at - 2].lower == "it" and not by:
        cue = _on_channel(sentence, at, end, kind, doc, memory)
        if cue is not None:
            return cue
    if (
        at >= 2 and tokens[at - 2].lower == "it" and at <= 3 and memory.last is not None
        and tokens[end : end + 1] and tokens[end].lower in ("in", "there")
        and any(t.lower in PAPERS | _ORDERS for t in tokens[end : end + 4])
    ):  # fmt: skip
        that = next((n for n in range(end, min(end + 8, len(tokens))) if tokens[n].lower == "that"),
                    0)  # fmt: skip
        if that:  # “It was stressed in the order that …”
            return Cue(at, that, kind, memory.last, (0, at), False, that + 1)
    same = sentence.lowers[end : end + 4]
    if same[-1:] == ["source"] and "same" in same and memory.last is not None:
        return Cue(at, end + len(same), "say", memory.last, (at, at), True, end, coordinate=True)
    if (
        not by
        and end + 1 < len(tokens)
        and tokens[end].lower == "from"
        and kind in ("say", "report")
    ):
        return _heard_from(sentence, at, end, doc, memory)
    told = next((n for n in range(end + 1, min(end + 6, len(tokens) - 1))
                 if tokens[n].lower == "by"), 0)  # fmt: skip
    if not by and told and tokens[end].lower == "to" and kind in ("confirm", "report", "deny"):
        by, end = True, told  # “was confirmed to this newspaper by X”
    if not by and kind == "assess" and end < len(tokens):
        # “swell is foreseen for the weekend by the Directorate”
        agent = next((n for n in range(end, min(end + 9, len(tokens) - 1))
                      if tokens[n].lower == "by"), 0)  # fmt: skip
        named = agent and (is_name(tokens[agent + 1]) or tokens[agent + 1].lower == "the")
        if named and may_speak(sentence, (agent + 1, min(agent + 5, len(tokens))), None, "assess"):
            by, end = True, agent
    if kind == "deny" and tokens[at - 3 : at - 2] and at >= 3 and (
        {"that", "which"} & set(sentence.lowers[at - 4 : at - 1])
    ):  # fmt: skip
        return None  # “a lie that has been refuted by X”: said by whoever calls it that
    if sentence.lowers[:3] == ["contrary", "to", "what"]:
        return None
    if "what" in sentence.lowers[max(0, at - 3) : at]:
        return None  # “denied what was said by agencies about a closure”
    if by and (kind in _PASSED_ON or kind == "assess"):
        last = end + 1
        while last < len(tokens) and tokens[last].text not in {",", ".", *STOPS} \
                and tokens[last].lower not in ("on", "in", "at", "as", "and", "after"):  # fmt: skip
            last += 1
        role = role_after(sentence, last) or name_after(sentence, (end + 1, last))
        if in_class(tokens[last - 1].lower, "vessel"):
            return None  # reported by ships: whoever gathers the reports tells of it
        speaker = resolve_speaker(sentence, (end + 1, last), role, doc, memory)
        if speaker is not None:
            alone = kind == "assess" or last >= len(tokens) - 1 or at > SHORT_TAIL
            return Cue(at, last, kind, speaker, (at, at), alone, last, coordinate=True)
    return None


_CHANNELS = words(
    "channel website site account page feed statement notice bulletin newspaper radio station "
    "portal blog broadcast circular letter"
)


def _on_channel(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“On the Front's channel it was asserted that …”: whose channel it is, says so."""
    tokens = sentence.tokens
    if tokens[0].lower not in ("on", "in", "over", "from") or at > _LONGEST_AGENT:
        return None
    noun = next((n for n in range(2, at - 2) if tokens[n].lower in _CHANNELS), 0)
    owner = next((n for n in range(1, noun) if tokens[n].text in ("'s", "’s", "'", "’")), 0)
    if not noun or owner < 2:
        return None
    speaker = resolve_speaker(sentence, (1, owner), None, doc, memory)
    if speaker is None:
        return None
    return Cue(at, end, kind, speaker, (0, at), False, content_start(sentence, end))


def _heard_from(sentence: Sentence, at: int, end: int, doc: Document, memory: Memory) -> Cue | None:
    """“It is understood from shipping sources that …”."""
    found = _somebody_before_that(sentence, end, doc, memory)
    if found is None:
        return None
    speaker, last = found
    return Cue(at, last, "say", speaker, (0, at), False, last + 1)
