"""Rules that hold, and history: whether a clause sets what applies or tells what once was."""

from __future__ import annotations

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
_MAX_SUBJECT = 14


def sets_rule(sentence: Sentence, segment: Segment) -> bool:
    """“Carriers are exempt”, “the charge applies to …”, “masters should file …”: what holds.

    Only in the present and in force; “should have filed” and “was exempt” set nothing.
    """
    if sentence.tokens[-1].text == "?":
        return False
    heard = [t.lower for t in sentence.tokens[segment.first : segment.last]]
    for n, word in enumerate(heard[:-1]):
        near = heard[n + 1 : n + 5]
        if word in _BE and (near[:1] == ["to"] or any(w in _RULED for w in near)):
            if near[:1] == ["to"] and heard[max(0, n - 2)] == "if":
                continue
            return near[:1] != ["to"] or _is_addressed(heard[:n])
        if word in _APPLIES and n and heard[n - 1] not in ("to", "will", "would", "did", "may"):
            return word != "takes" or near[:1] == ["effect"]
        if word == "ought" and near[:2] == ["to", "be"]:
            return True
        if word in _BIDS and near[:1] != ["have"] and "have" not in near[:2]:
            return word == "shall" or _is_addressed(heard[:n])
    return False


_SELF = words(
    "club mission group authority corporation company line lines force office centre center desk "
    "cell watch union federation alliance association chamber ministry navy bank syndicate bureau"
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
    return False


_SUBJECT = 6


def _is_addressed(before: list[str]) -> bool:
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
    told = [t.lower for t in sentence.tokens[segment.first : segment.last]]
    heard = set(told)
    if _PAST.isdisjoint(heard) or not _PRESENT.isdisjoint(heard):
        return False
    return not heard.isdisjoint(_SCENES) or any(
        len(w) == 4 and w.isdigit() and w[:2] in ("19", "20")
        and not {"in", "of"}.isdisjoint(told[max(0, n - 2) : n]) and not told[n - 2][:1].isdigit()
        for n, w in enumerate(told)
    )  # fmt: skip
