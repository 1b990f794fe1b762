"""Did it happen? Rules over a dependency parse, for those who have a pipeline installed.

Labels are those of spaCy's English pipelines (ClearNLP style: ``nsubj``, ``aux``, ``neg``,
``xcomp`` …), tags those of the Penn Treebank. A clause inherits from the verb that governs
it; each rule below answers one question about one link of that chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from offing.claims.lexicon import forms_of, words


class Parsed(Protocol):
    """What the rules need of a token; spaCy's ``Token`` has all of it."""

    @property
    def i(self) -> int: ...
    @property
    def lower_(self) -> str: ...
    @property
    def lemma_(self) -> str: ...
    @property
    def tag_(self) -> str: ...
    @property
    def dep_(self) -> str: ...
    @property
    def head(self) -> Parsed: ...
    @property
    def children(self) -> Sequence[Parsed]: ...


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
    "remember", "use", "love", "like", "go", "get", "keep", "stop", "finish", "enjoy", "turn",
    "find", "serve", "work", "end", "decide", "proceed", "know", "live", "grow", "watch", "see",
    "hear", "feel", "wait", "make", "let", "spend", "take", "cost",
) | words("able happy glad sorry proud surprised pleased lucky pleasure honor honored great first")  # fmt: skip
_UNREAL_GOVERNORS = forms_of(
    "want", "hope", "wish", "plan", "intend", "expect", "promise", "threaten", "attempt",
    "seek", "aim", "refuse", "fail", "decline", "suggest", "recommend", "propose", "consider",
    "avoid", "prevent", "demand", "require", "deny", "doubt", "imagine", "pretend", "urge",
    "ask", "request", "advise", "encourage", "order", "prepare", "offer", "agree", "vow", "pledge",
    "fear", "suppose", "need", "discuss", "schedule", "anticipate", "predict", "wan", "got",
    "try", "tell", "invite", "call", "pray", "wonder", "think", "look",
) | words(
    "unable ready willing reluctant eager likely unlikely free welcome supposed possible "
    "impossible hard difficult easy tough better best important necessary committed due "
    "inability ability chance opportunity plan right effort attempt way need desire decision "
    "threat offer order wish"
)  # fmt: skip
_UNREAL_PREPOSITIONS = words("without before instead against of on for about than to towards from")
_UNREAL_NOUNS = words(
    "possibility chance risk threat likelihood prospect hope idea plan intention danger fear "
    "speculation talk thought case cost consequence"
)
_TRAVEL = words("go come leave travel move arrive fly return visit head meet play have start")
_DROPPED_SUBJECT = words("thank thanks love hope guess seem look wish sound congrat")
_WH = words("why how who what which where when whose")
_CLAUSES = words("xcomp ccomp advcl acl relcl pcomp csubj conj dep parataxis")


def happened_in_parse(sentence: Sequence[Parsed], i: int, *, base: bool) -> bool:
    """Whether the event that token ``i`` of a parsed sentence names did happen.

    ``base`` is the answer of the rules without a parser (``offing.claims.happened``), kept
    where the parse has nothing to say.

    Raises:
        IndexError: ``i`` is no index of ``sentence``.
    """
    token = sentence[i]
    own = _own_clause(sentence, token, base)
    return own if own is not None else base


def _kids(token: Parsed, *deps: str) -> list[Parsed]:
    return [c for c in token.children if c.dep_ in deps]


def _own_clause(sentence: Sequence[Parsed], token: Parsed, base: bool) -> bool | None:
    return base


