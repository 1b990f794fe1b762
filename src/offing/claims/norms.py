"""Rules that hold, and history: whether a clause sets what applies or tells what once was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.lexicon import in_class, words

_BE = frozenset({"is", "are", "be", "remain", "remains"})
_RULED = words(
    "exempt exempted accepted permitted allowed prohibited forbidden required ordered withdrawn "
    "waived levied granted obliged barred charged payable applicable valid mandatory compulsory "
    "suspended closed limited restricted reserved cancelled excluded covered included free due "
    "instructed directed entitled moved shifted relocated reduced raised lowered extended "
    "doubled introduced lifted superseded revoked rescinded replaced amended cancelled"
)
_APPLIES = words("applies apply ceases cease expires expire lapses lapse attaches attach takes")
_BIDS = frozenset({"should", "must", "shall"})
_ADDRESSED = words(
    "members member masters master ships ship vessels vessel nobody owners operators shippers "
    "customers pilots agents tankers crews crew mariners seafarers navigation boats craft carriers "
    "hauliers lorries trucks those they no any all"
)
_RULING = _BE | _APPLIES | _BIDS | {"ought"}
"""Words at which a rule shows itself."""
_MAX_SUBJECT = 14


def sets_rule(sentence: Sentence, segment: Segment) -> bool:
    """“Carriers are exempt”, “the charge applies to …”, “masters should file …”: what holds.

    Only in the present and in force; “should have filed” and “was exempt” set nothing.
    """
    if sentence.tokens[-1].text == "?":
        return False
    heard = sentence.lowers[segment.first : segment.last]
    for n, word in enumerate(heard[:-1]):
        if word not in _RULING:
            continue
        near = heard[n + 1 : n + 5]
        if word in _BE and (near[:1] == ["to"] or any(w in _RULED for w in near)):
            if near[:1] == ["to"] and heard[max(0, n - 2)] == "if":
                continue
            return near[:1] != ["to"] or is_addressed(heard[:n])
        if word in _APPLIES and n and heard[n - 1] not in ("to", "will", "would", "did", "may"):
            return word != "takes" or near[:1] == ["effect"]
        if word == "ought" and near[:2] == ["to", "be"]:
            return True
        if word in _BIDS and near[:1] != ["have"] and "have" not in near[:2]:
            return word == "shall" or is_addressed(heard[:n])
    return False


_SELF = words(
    "club mission group authority corporation company line lines force office centre center desk "
    "institute council panel cell watch union federation alliance association chamber ministry "
    "navy bank syndicate bureau"
)


def names_itself(name: str, sentence: Sentence, segment: Segment) -> bool:
    """“The Mission will patrol …”, “LCC intends to …”: the issuer speaks of itself by name."""
    if segment.chain:
        return False
    own = [w for w in name.split() if w[:1].isupper()]
    short = "".join(w[0] for w in own)
    for token in sentence.tokens[segment.first : segment.first + _SUBJECT]:
        if len(short) > 1 and token.text == short:
            return True
        if token.lower in _SELF and token.text[0].isupper() and token.text in own:
            return True
    lead = sentence.lowers[segment.first : segment.first + 2]
    # “the institute will publish”
    return lead[:1] == ["the"] and lead[1:] != [] and lead[1] in _SELF & set(name.lower().split())


_SUBJECT = 6


def is_addressed(before: list[str]) -> bool:
    """Whether the subject are those who sail, load or work there."""
    return any(
        w in _ADDRESSED or in_class(w, "vessel") or in_class(w, "mariner")
        for w in before[-_MAX_SUBJECT:]
    )


_PAST = frozenset({"was", "were", "had", "took", "closed", "shut", "stopped", "lasted", "ran"})
_PRESENT = frozenset(
    {"is", "are", "has", "have", "will", "shall", "must", "should", "now", "today"}
)
_SCENES = words("last when previous earlier former once predecessor ago history then again")


def tells_of_past(sentence: Sentence, segment: Segment) -> bool:
    """“The last stoppage took place in 1977”, “when the storm passed, the port was shut”."""
    told = sentence.lowers[segment.first : segment.last]
    heard = set(told)
    if _PAST.isdisjoint(heard) or not _PRESENT.isdisjoint(heard):
        return False
    return not heard.isdisjoint(_SCENES) or any(
        len(w) == 4 and w.isdigit() and w[:2] in ("19", "20")
        and not {"in", "of"}.isdisjoint(told[max(0, n - 2) : n]) and not told[n - 2][:1].isdigit()
        for n, w in enumerate(told)
    )  # fmt: skip


_BIDDING = words("told tell tells telling asked ordered instructed directed bade")
_MAX_ADDRESSED = 5


def tells_them_to(sentence: Sentence, segment: Segment) -> bool:
    """“told ships to proceed slowly”: those who sail are bidden to do something."""
    if sentence.words.isdisjoint(_BIDDING):
        return False
    tokens = sentence.tokens
    for n, token in enumerate(tokens[: segment.last]):
        if token.lower not in _BIDDING or (n and tokens[n - 1].lower in ("is", "was", "been")):
            continue
        ahead = sentence.lowers[n + 1 : n + 1 + _MAX_ADDRESSED]
        if "to" in ahead and is_addressed(ahead[: ahead.index("to")]):
            return True
    return False


_PAPERS = words(
    "notice notices bulletin bulletins advisory circular warning warnings order orders directive "
    "msib condition instruction instructions navtex message notam"
)
_REPLACED = words("superseded rescinded revoked cancelled canceled withdrawn replaced extended")


def replaces(sentence: Sentence, segment: Segment) -> bool:
    """“Notice 12 is superseded”: an issuer's act upon its own papers, done by saying so."""
    if sentence.words.isdisjoint(_REPLACED):
        return False
    heard = sentence.lowers[segment.first : segment.last]
    at = next((n for n, w in enumerate(heard) if w in _REPLACED), 0)
    passive = not {"is", "are", "hereby"}.isdisjoint(heard[max(0, at - 2) : at])
    return passive and not _PAPERS.isdisjoint(heard[:at])


_BIDDEN = words(
    "requested asked advised urged recommended encouraged reminded required instructed invited "
    "cautioned warned"
)


def ought(sentence: Sentence, segment: Segment) -> bool:
    """“Notices ought to be tendered”, “vessels are urged to”: in a notice, what is to be done."""
    if sentence.words.isdisjoint(_BIDDEN) and "ought" not in sentence.words:
        return False
    heard = sentence.lowers[segment.first : segment.last]
    for n, word in enumerate(heard[:-2]):
        if word in ("are", "is", "be") and not _BIDDEN.isdisjoint(heard[n + 1 : n + 3]):
            return is_addressed(heard[:n])
    return any(
        a == "ought" and b == "to" and c != "have"
        for a, b, c in zip(heard, heard[1:], heard[2:], strict=False)
    )


_UNITS = words("hour hours day days week weeks minutes")


def lasted(sentence: Sentence, segment: Segment, at: int) -> bool:
    """“was blocked for three hours”: it is over, and told as what happened."""
    heard = sentence.lowers
    before = heard[max(segment.first, at - 3) : at]
    if {"was", "were"}.isdisjoint(before):
        return False
    after = heard[at + 1 : min(at + 8, segment.last)]
    return "for" in after and not _UNITS.isdisjoint(after[after.index("for") :])


def is_cause(told: Sequence[str], j: int) -> bool:
    """“Due to the storm the port was closed”: why it was, and nothing planned."""
    return told[j] == "due" and told[j + 1 : j + 2] == ["to"] and (
        j == 0 or told[j - 1] not in _BE_DUE or told[j + 2 : j + 3] in (["the"], ["a"], ["an"])
    )  # fmt: skip


_BE_DUE = words("is are was were be been now still originally also")
_OF_TODAY = words("today this yesterday overnight during")
_HOURS_OF_TODAY = re.compile(
    r"\b\d{2}:?\d{2} ?[-–] ?\d{2}:?\d{2} (?:\w+ )?(?:today|this|yesterday|overnight|during)\b"
)


def told_hours_of_today(heard: Sequence[str]) -> bool:
    """“0530-0810 this morning”: from one hour to another of a day that is told."""
    return not _OF_TODAY.isdisjoint(heard) and _HOURS_OF_TODAY.search(" ".join(heard)) is not None
