"""Did it happen? Rules over a dependency parse, for those who have a pipeline installed.

Labels are those of spaCy's English pipelines (ClearNLP style: ``nsubj``, ``aux``, ``neg``,
``xcomp`` …), tags those of the Penn Treebank. A clause inherits from the verb that governs
it; each rule below answers one question about one link of that chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from offing.claims.lexicon import forms_of, words
from offing.claims.participles import PAST_OR_FINITE

Parsed = Any
"""A spaCy ``Token``: ``i``, ``lower_``, ``lemma_``, ``tag_``, ``dep_``, ``head``, ``children``."""

_DEEPEST = 8
"""Links of the chain of governors that are followed."""

_IRREAL_MODALS = words("will would can could may might should must shall wo ca 'll 'd ll need")
_CONDITIONS = words("if unless whether lest wether")
_TIME_MARKS = words("when once before until till whenever after as")
_HEDGES = words(
    "maybe perhaps possibly probably likely unlikely supposedly allegedly hopefully "
    "presumably potentially"
)
_NOT = words("not n't n’t never no neither nor nt hardly barely rarely")
_NOBODY = words("none nobody nothing neither")
_REAL_GOVERNORS = forms_of(
    "manage", "begin", "start", "continue", "happen", "help", "come", "cause", "force", "allow",
    "lead", "seem", "appear", "prove", "enable", "tend", "learn", "afford", "bring", "choose",
    "remember", "use", "try", "love", "like", "go", "get", "keep", "stop", "finish", "enjoy",
    "turn",
    "find", "serve", "work", "end", "decide", "proceed", "know", "live", "grow", "watch", "see",
    "hear", "feel", "wait", "make", "let", "spend", "take", "cost",
) | words(
    "able happy glad sorry proud surprised pleased lucky pleasure honor honored great first"
)  # fmt: skip
_UNREAL_GOVERNORS = forms_of(
    "want", "hope", "wish", "plan", "intend", "expect", "promise", "threaten", "attempt",
    "seek", "aim", "refuse", "fail", "decline", "suggest", "recommend", "propose", "consider",
    "avoid", "prevent", "demand", "require", "deny", "doubt", "imagine", "pretend", "urge",
    "ask", "request", "advise", "encourage", "order", "prepare", "offer", "agree", "vow", "pledge",
    "fear", "suppose", "need", "discuss", "schedule", "anticipate", "predict", "wan", "got",
    "mean", "instruct", "direct", "tell",
    "invite", "call", "pray", "wonder", "think", "look",
) | words(
    "unable ready willing reluctant eager likely unlikely free welcome supposed possible "
    "impossible hard difficult easy tough better best important necessary committed due "
    "inability ability chance opportunity plan right effort attempt way need desire decision "
    "threat offer order wish"
)  # fmt: skip
_UNREAL_PREPOSITIONS = words("without before instead against than to towards on")
_UNREAL_AFTER = words("of about for from")
"""Prepositions after which a deed is only spoken of where the word before them says so."""
_UNREAL_NOUNS = words(
    "possibility chance risk threat likelihood prospect hope idea plan intention danger fear "
    "speculation talk thought position think talking thinking dream interested consider "
    "possible responsible ban accuse"
)
_TRAVEL = words("go come leave travel move arrive fly return visit head meet play have start stay")
_DROPPED_SUBJECT = words("thank thanks love hope guess seem look wish sound congrat")
_SENSED = words("see hear feel smell tell understand imagine")
"""“can see” is seeing: with verbs of sense, ability tells of the thing itself."""
_WH = words("why how who what which where when whose")
_CLAUSES = words("xcomp ccomp advcl acl relcl pcomp csubj conj dep parataxis")


def happened_in_parse(sentence: Sequence[Parsed], i: int, *, base: bool) -> bool:
    """Whether the event that token ``i`` of a parsed sentence names did happen.

    ``base`` is the answer of the rules without a parser: it stands where the parser took
    the word for no verb, and a parse never makes a fact of an embedded infinitive that
    those rules doubt.

    Raises:
        IndexError: ``i`` is no index of ``sentence``.
    """
    token = sentence[i]
    if not token.tag_.startswith("VB"):
        return base
    if _is_hoped(sentence, token) or _is_foreseen(token):
        return False
    infinitive = token.tag_ == "VB" or _has_to(token)
    if token.dep_ == "relcl" and infinitive:
        return base
    if token.dep_ in ("xcomp", "ccomp", "advcl") and infinitive:
        return (base or _is_under_way(token)) and _holds(token, 0)
    if token.tag_ in ("VBZ", "VBD") or (token.tag_ == "VBG" and token.dep_ == "acl"):
        return base
    if token.tag_ == "VBP" and token.dep_ in ("ccomp", "relcl"):
        return base
    return _holds(token, 0)


def _is_hoped(sentence: Sequence[Parsed], token: Parsed) -> bool:
    """“Hope this helps”, “we hope you will”: the complement of a wish, however it is parsed."""
    if token.i and sentence[0].lower_ in ("hope", "hopefully"):
        return token.dep_ in ("ROOT", "ccomp", "conj") and token.i < 8
    return token.dep_ == "ccomp" and token.head.lemma_ in ("hope", "wish") and token.tag_ != "VBD"


def _is_foreseen(token: Parsed) -> bool:
    """A present told beside what is only to come (“will pay the first who calls”)."""
    if token.tag_ not in ("VBP", "VBZ") or token.dep_ not in ("relcl", "advcl"):
        return False
    over = token.head.head if token.dep_ == "relcl" else token.head
    timed = token.dep_ == "relcl" or any(
        c.lower_ in _TIME_MARKS for c in _kids(token, "advmod", "mark")
    )
    if token.dep_ == "relcl" and any(c.lower_ in _ANY for c in (token.head, *token.children)):
        return True
    coming = any(c.lower_ in ("will", "'ll", "ll", "wo") for c in _kids(over, "aux"))
    return timed and over.i != token.head.i * (token.dep_ == "relcl") and (
        coming or _is_imperative(over))  # fmt: skip


def _is_under_way(token: Parsed) -> bool:
    """“was trying to”, “seem to have”: what governs the infinitive tells of it as going on."""
    return token.dep_ == "xcomp" and token.head.lemma_ in _UNDER_WAY


_UNDER_WAY = words("try seem appear help continue")
_ANY = words("whatever whoever anyone anybody whichever")


def _holds(token: Parsed, depth: int) -> bool:
    """Whether the clause of ``token`` holds, by its own words and by what governs it."""
    if depth > _DEEPEST:
        return True
    if _is_denied(token) or _is_irreal(token):
        return False
    if _has_to(token):
        return _infinitive_holds(token, depth)
    if _is_imperative(token):
        return False
    if token.dep_ == "conj":
        return _joined_holds(token, depth)
    return _governed_holds(token, depth)


def _kids(token: Parsed, *deps: str) -> list[Parsed]:
    return [c for c in token.children if c.dep_ in deps]


def _has_subject(token: Parsed) -> bool:
    return bool(_kids(token, "nsubj", "nsubjpass", "csubj", "expl"))


def _has_to(token: Parsed) -> bool:
    return any(c.tag_ == "TO" or c.lower_ == "to" for c in _kids(token, "aux"))


def _is_denied(token: Parsed) -> bool:
    """“did not sail”, “no attack”, “nobody sailed”."""
    denied = sum(c.lower_ in _NOT for c in token.children if c.dep_ in ("neg", "advmod", "det",
                 "preconj", "cc"))  # fmt: skip
    for subject in _kids(token, "nsubj", "nsubjpass"):
        nobody = subject.lower_ in _NOBODY
        denied += nobody or any(c.lower_ == "no" for c in _kids(subject, "det", "neg"))
    return denied % 2 == 1


def _is_irreal(token: Parsed) -> bool:
    """A modal verb, a condition or a hedge of the clause's own."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "aux" and child.i < token.i and word in _IRREAL_MODALS:
            wished = word in ("would", "'d", "d") and token.lemma_ in ("like", "say", "love")
            seen = word in ("can", "could") and token.lemma_ in _SENSED
            return not wished and not seen
        if child.dep_ in ("mark", "advmod") and word in _CONDITIONS:
            return True
        if child.dep_ == "advmod" and child.i < token.i and word in _HEDGES:
            return True
    return False


def _is_imperative(token: Parsed) -> bool:
    """A bare form with nobody as its subject, that no verb before it governs."""
    if token.tag_ not in ("VB", "VBP") or token.lemma_ in _DROPPED_SUBJECT:
        return False
    if token.lower_ != token.lemma_ and (
        token.lower_.endswith("ed") or token.lower_ in PAST_OR_FINITE
    ):
        return False  # “Took the boat out”: the subject is left out, the tag is wrong
    if _has_subject(token) or _kids(token, "aux", "auxpass"):
        return False
    return token.dep_ not in ("conj", "xcomp", "ccomp", "relcl", "advcl", "pcomp", "aux", "auxpass",
                              "csubj", "acl") or (
        token.dep_ in ("ccomp",) and token.i < token.head.i)  # fmt: skip


def _infinitive_holds(token: Parsed, depth: int) -> bool:
    """“managed to V” happened when managing did; “wanted to V” doesn't say so."""
    head = token.head
    if token.dep_ == "conj":
        return _joined_holds(token, depth)
    word = head.lower_
    if head.lemma_ == "be" and any(s.lower_ in ("all", "what") for s in _kids(head, "nsubj")):
        return False  # “all you have to do is sign”
    if word in ("going", "gon") or word in _UNREAL_GOVERNORS:
        return False
    if token.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and head.i < token.i:
        if word in _REAL_GOVERNORS:
            return _holds(head, depth + 1)
        if word in ("have", "had", "has", "having"):
            return head.tag_ in ("VBD", "VBN") and _holds(head, depth + 1)
        told = any(c.tag_ in ("VBD", "VBN") for c in (head, *_kids(head, "aux", "auxpass")))
        return told and token.dep_ in ("xcomp", "advcl") and _holds(head, depth + 1)
    return False


def _joined_holds(token: Parsed, depth: int) -> bool:
    """What is joined by “and” shares modals, negation and governors with the first."""
    head = token.head
    bare = not _has_subject(token) and not _kids(token, "aux")
    if bare and token.tag_ == "VB" and head.tag_ != "VB":
        return False  # no finite form: what it is joined to is meant or asked, not told
    if bare and token.tag_ in ("VB", "VBP"):
        modal = any(c.tag_ == "MD" for c in _kids(head, "aux"))
        return _holds(head, depth + 1) if modal or head.tag_ in ("VB", "VBP") else True
    if not _has_subject(token) and head.tag_ == token.tag_:
        return _holds(head, depth + 1)
    return _governed_holds(token, depth, through=head)


def _governed_holds(token: Parsed, depth: int, through: Parsed | None = None) -> bool:
    """What the verb, noun or preposition that governs a finite or -ing clause says of it."""
    low = through or token
    head, dep = low.head, low.dep_
    if dep == "ROOT" or head.i == low.i:
        return not _is_planned(token)
    if dep in ("ccomp", "xcomp"):
        if head.lower_ in _UNREAL_FINITE:
            return False
        if head.lemma_ == "be" and dep == "xcomp" and token.lower_ == token.lemma_:
            return False  # “what I would do is wait”
        if dep == "xcomp" and token.tag_ == "VBG":
            return _holds(head, depth + 1)
        if token.tag_ == "VB" or (token.tag_ == "VBN" and not _has_subject(token)):
            return _holds(head, depth + 1)
        if token.tag_ == "VBN" and head.lemma_ in ("get", "have"):
            return _holds(head, depth + 1)
    if dep == "advcl" and any(c.lower_ in ("until", "till") for c in _kids(token, "mark")):
        return False
    if dep == "advcl" and token.tag_ in ("VBP", "VBZ"):
        marks = {c.lower_ for c in _kids(token, "advmod", "mark")}
        if marks & _TIME_MARKS:
            return _holds(head, depth + 1)
    if dep == "csubj" and token.tag_ == "VBG":
        return not _is_irreal(head)
    if dep == "pcomp":
        over = head.head
        if head.lower_ == "by":
            return not _is_irreal(over)
        if head.lower_ in _UNREAL_PREPOSITIONS:
            return False
        if head.lower_ in _UNREAL_AFTER and {over.lower_, over.lemma_} & _UNREAL_NOUNS:
            return False
        return _holds(over, depth + 1) if over.tag_[:2] == "VB" else True
    if dep in ("relcl", "acl") and token.tag_ in ("VBP", "VBZ"):
        owner = head.head
        if owner.i != head.i and owner.tag_ == "VB":
            return _holds(owner, depth + 1)
    return not _is_planned(token)


def _is_planned(token: Parsed) -> bool:
    """“is leaving tomorrow”: a present progressive of travel tells of a plan."""
    if token.tag_ != "VBG" or token.lemma_ not in _TRAVEL:
        return False
    if any(c.dep_ == "prt" or c.lower_ in _WH for c in token.children):
        return False  # “what is going on”
    return any(c.lower_ in ("am", "is", "are", "'m", "'re", "'s", "m") for c in _kids(token, "aux"))


_UNREAL_FINITE = forms_of(
    "hope", "wish", "want", "suggest", "recommend", "demand", "require", "deny", "doubt",
    "imagine", "pretend", "insist", "fear", "propose", "suppose", "prevent", "request", "ask",
    "wonder",
)  # fmt: skip
