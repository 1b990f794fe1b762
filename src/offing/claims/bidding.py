"""What a clause does by its build: forbids, bids once a case is put, foresees, asks, moves ships.

Each test looks at how a clause is made (its first words, its auxiliary, what follows it)
and at no single event word, so that it holds whatever the act is.
"""

from __future__ import annotations

from offing.claims.actors import is_state
from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.lexicon import words

_LETS = words("may can shall must")
_NO_BODY = words("no nobody none neither only")
_MAX_SUBJECT = 12
_OPENS = frozenset(["“", '"', "‘", "that", ":"])


def _heard(sentence: Sentence, segment: Segment) -> list[str]:
    """The words of a clause without the marks that open it."""
    told = sentence.lowers[segment.first : segment.last]
    lead = 0
    while lead < len(told) and told[lead] in _OPENS:
        lead += 1
    return told[lead:]


def forbids(sentence: Sentence, segment: Segment) -> bool:
    """“No ship may pass without a pilot”, “only tugs may enter”: a rule, and no possibility."""
    said = sentence.words
    if said.isdisjoint(_LETS) or said.isdisjoint(_NO_BODY) or sentence.tokens[-1].text == "?":
        return False
    told = _heard(sentence, segment)[: _MAX_SUBJECT + 1]
    told = told[: told.index(",")] if "," in told else told
    at = next((n for n, w in enumerate(told) if w in _LETS), 0)
    if not at or _NO_BODY.isdisjoint(told[:at]):
        return bool(at) and told[at + 1 : at + 2] == ["only"]
    return told[at + 1 : at + 3] != ["have", "been"]


_CASES = words("if should when where before after unless in until once while during on upon at")
_BARE = words(
    "do don't call keep report contact stop proceed wait slow stay remain avoid use follow give "
    "state tell inform notify ask speak send file book arrive anchor leave turn switch sound "
    "muster reduce increase maintain steer pass steam comply check expect allow make have take "
    "please never always register advise consult refer observe prepare plan ensure refrain "
    "await"
)


def bids_in_case(sentence: Sentence, segment: Segment) -> bool:
    """“If hailed, do not stop”, “Should the gate be shut, call the desk”: what is to be done."""
    if sentence.words.isdisjoint(_CASES) or sentence.words.isdisjoint(_BARE):
        return False
    told = _heard(sentence, segment)
    if not told or told[0] not in _CASES:
        return False
    commas = [n for n, w in enumerate(told) if w == ","]
    return any(told[n + 1 : n + 2] and told[n + 1] in _BARE for n in commas[:3])


_SEEN_AHEAD = words(
    "expected anticipated forecast predicted projected foreseen reckoned likely believed feared"
)
_OUGHT = words("to should must can may")


def is_foreseen(sentence: Sentence, segment: Segment) -> bool:
    """“Delays are to be reckoned with”, “expected to follow”, “Forecast to pass west of …”."""
    if sentence.words.isdisjoint(_SEEN_AHEAD):
        return False
    told = _heard(sentence, segment)
    for n, word in enumerate(told):
        if word not in _SEEN_AHEAD:
            continue
        bare = n == 0 or told[n - 1] in (":", "-", "–", ",")
        ends = told[n - 1] == "," and not _OPENS.isdisjoint(told[n + 2 : n + 3])
        if bare and not ends and told[n + 1 : n + 2] == ["to"]:
            return True  # but not “closed since 0600, expected to reopen tonight”
        if told[n - 1] == "be" and n > 1 and told[n - 2] in _OUGHT:
            return True
    return False


_OPENS = words("reopen resume restart open end last ease clear lift return continue remain")
_ASKS = words("asked ask asks petitioned urged urge begged appealed demanded")
_BODIES = words(
    "court courts judge government governments ministry minister ministers president parliament "
    "state regulator commission council authorities navy prosecutor senate congress leaders "
    "tribunal arbitrator mediator mediators king prime embassy embassies"
)
_MAX_ASKED = 6


def asks_a_body(sentence: Sentence, segment: Segment) -> bool:
    """“The exporters have asked the ministry to step in”: told of them, no advice to mariners."""
    if sentence.words.isdisjoint(_ASKS) or sentence.words.isdisjoint(_BODIES):
        return False
    first = segment.aside[0][0] if segment.aside else segment.first
    told = sentence.lowers[first : segment.last]
    for n, word in enumerate(told):
        if word in _ASKS and not _BODIES.isdisjoint(told[n + 1 : n + 1 + _MAX_ASKED]):
            return True
    return False


_BE = words("is are am 's 're")
_MOVES = words(
    "sending moving routing rerouting re-routing diverting omitting skipping dropping adding "
    "shifting switching running suspending pausing stopping keeping cutting avoiding holding "
    "taking calling cancelling canceling blanking transferring relocating bypassing deploying "
    "withdrawing offering accepting charging lifting raising halting resuming restarting "
    "returning redirecting combining merging swapping chartering closing opening limiting "
    "restricting reducing introducing waiving"
)


def moves_its_own(sentence: Sentence, segment: Segment) -> bool:
    """“The line is sending its ships round the Cape”: a measure that it takes now."""
    if sentence.words.isdisjoint(_MOVES):
        return False
    told = sentence.lowers[segment.first : segment.last]
    return any(
        a in _BE and (b in _MOVES or (b in ("now", "also") and c in _MOVES))
        for a, b, c in zip(told, told[1:], [*told[2:], ""], strict=False)
    )


_STATES = words("governments community council countries states leaders allies powers parliament")


def asks_states(sentence: Sentence, segment: Segment) -> bool:
    """“urged Beijing to step in”, “called on the world community to act”: no advice to ships."""
    told = sentence.lowers[segment.first : segment.first + _MAX_SUBJECT]
    if segment.kind != "advise" or "to" not in told:
        return False
    asked = sentence.tokens[segment.first : segment.first + told.index("to")]
    return any(t.lower in _STATES or (t.text[0].isupper() and is_state(t.text)) for t in asked)
