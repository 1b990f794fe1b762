"""Did it happen? Rules over the words around a predicate, without a parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from offing.claims.lexicon import forms_of, words
from offing.claims.participles import PAST_OR_FINITE

_MODALS = words(
    "will would can could may might should must shall wo ca 'll 'd ll wouldnt cannot "
    "ought gonna wanna gotta woudl"
)
_NOT = words(
    "not n't n’t nt never no neither nor nobody none nothing without hardly barely cannot "
    "don't doesn't didn't isn't wasn't aren't weren't won't can't couldn't dont didnt "
    "doesnt cant wont isnt rarely"
)
_CONDITIONS = words("if unless whether lest wether")
_HEDGES = words(
    "maybe perhaps possibly probably likely unlikely supposedly allegedly hopefully "
    "presumably potentially potential"
)
_IMPLICATIVE = forms_of(
    "manage", "begin", "start", "continue", "happen", "help", "use", "get", "come", "cause",
    "force",
    "allow", "lead", "go", "love", "like", "prove", "serve", "turn", "appear", "enable", "lead",
    "find", "know", "tend", "learn", "have", "afford", "bring", "remember", "choose", "elect",
) | words(
    "able happy glad nice great good sorry proud surprised first pleased only pleasure forced easy "
    "lucky hard fun wonderful"
)  # fmt: skip
_AUXILIARIES = words(
    "is are was were be been being am 's 're 'm has have had do does did 've get got"
)
_SUBJECTS = words(
    "i you he she it we they who that which this there these those one everyone someone people what"
)
_BREAKS = frozenset([".", ";", ":", "?", "!", "(", ")", '"', "--", "“", "”", "...", "``", "''"])
_ADVERBS = words(
    "also just even still really always ever actually only often then so very now simply "
    "truly both easily all quickly finally soon already ever definitely fully be been "
    "have get being too more"
)
_UNREAL = forms_of(
    "want", "hope", "wish", "plan", "intend", "expect", "promise", "threaten", "try", "attempt",
    "seek", "aim", "refuse", "fail", "decline", "suggest", "recommend", "propose", "consider",
    "avoid", "prevent", "stop", "demand", "require", "deny", "doubt", "imagine", "pretend", "urge",
    "ask", "request", "advise", "encourage", "order", "prepare", "offer", "agree", "vow", "pledge",
    "fear", "suppose", "need", "let", "discuss", "schedule", "anticipate", "predict",
)  # fmt: skip
_DROPPED_SUBJECT = words(
    "thank thanks hope love guess seems looks wish sounds glad happy works makes"
)
"""Verbs that informal text begins with, leaving out “I” or “it”."""
_JOINTS = words("and or , / then but")
_REPLY_STARTS = words("please just so always never do don't dont also then well , - * ( > ...")

_NEEDS = words(
    "need needs needed have has want wants how unable ready time place opportunity chance "
    "way refused looking forward free place right plan decision effort efforts in order"
)
_PROSPECTS = words("easy tough individuals thing things rights money someone somewhere")
_NOUNISH = words(
    "the a an this that my our their his her i we you it he she they great good nice best "
    "very all one two in on at if when as for with from not no there"
)


def happened(tokens: Sequence[str], i: int, *, nlp: Any = None) -> bool:
    """Whether the event that ``tokens[i]`` names did happen, as its sentence tells it.

    Args:
        tokens: one sentence, tokenised (contractions split or whole).
        i: index of the predicate (a verb, noun or adjective).
        nlp: an installed spaCy English pipeline (its name, ``"any"`` or the loaded
            object), whose parse then decides on verbs; ``None``: the words alone.

    Raises:
        IndexError: ``i`` is no index of ``tokens``.
        UsageError: the pipeline that ``nlp`` names is not there.
    """
    plain = _happened_by_words(tokens, i)
    if nlp is None:
        return plain
    from offing.claims.happened_parsed import happened_in_parse
    from offing.claims.nlp import parsed_tokens

    return happened_in_parse(parsed_tokens(tokens, nlp), i, base=plain)


def _happened_by_words(tokens: Sequence[str], i: int) -> bool:
    word = tokens[i].lower()
    low = [t.lower() for t in tokens]
    if _is_imperative(low, i):
        return False
    if low[-1] == "?" and _is_base(word) and {"do", "does"} & set(low[max(0, i - 3) : i]):
        return False
    first = _clause_start(low, i)
    near = low[first:i]
    if _condition(near) or _modal(low, first, i) or _hedged(low, first, i):
        return False
    negated = _negated(near)
    if near and (near[-1] == "to" or (near[-1] in _ADVERBS and near[-2:-1] == ["to"])):
        return not negated and _real_infinitive(near, low, i)
    if _is_base(word) and _shares_governor(low, first, i):
        return False
    if word.endswith("ing") and near and near[-1] in ("without", "instead", "before", "against"):
        return False
    if _is_base(word) and any(w in _UNREAL for w in near[-3:]) and not _SUBJECTS & set(near[-2:]):
        return False
    return not negated


def _is_base(word: str) -> bool:
    """Whether a verb form may be a bare infinitive, imperative or present."""
    if word.endswith(("ed", "ing")) or word in PAST_OR_FINITE:
        return False
    return not (word.endswith("s") and not word.endswith(("ss", "us")))


def _clause_start(low: Sequence[str], i: int) -> int:
    """Where the stretch begins whose modal, negation or “if” governs token ``i``."""
    j = i
    while j > 0 and i - j < 12 and low[j - 1] not in _BREAKS:
        if low[j - 1] == "," and not (set(low[max(0, j - 9) : j - 1]) & _CONDITIONS):
            break
        if low[j - 1] in ("but", "because", "although", "though", "while", "which"):
            break
        j -= 1
    return j


def _condition(near: Sequence[str]) -> bool:
    return any(w in _CONDITIONS for w in near[-8:])


def _hedged(low: Sequence[str], first: int, i: int) -> bool:
    return any(w in _HEDGES for w in low[max(first, i - 6) : i])


def _modal(low: Sequence[str], first: int, i: int) -> bool:
    """Whether a modal verb governs token ``i``, with no other finite verb between."""
    for j in range(i - 1, max(first - 1, i - 9), -1):
        w = low[j]
        if w in _MODALS:
            return True
        if w == "going" and j + 1 < i and low[j + 1] == "to":
            return True
        if w in ("and", "or", ","):
            continue
        if w in ("is", "are", "was", "were", "has", "had", "did", "does", "'s", "that", "who"):
            return False
    return False


def _negated(near: Sequence[str]) -> bool:
    count = 0
    for n, w in enumerate(reversed(near)):
        if n > 3:
            break
        if w in _NOT:
            count += 1
            if w == "no" and n > 2:
                count -= 1
        elif w in ("and", "or", "that", ",") and n > 0:
            break
    return count % 2 == 1


def _real_infinitive(near: Sequence[str], low: Sequence[str], i: int) -> bool:
    """“managed to V”, “was able to V”: it happened; “wanted to V” doesn't say so."""
    for n, w in enumerate(reversed(near[:-1][-4:])):
        if w in _UNREAL or w in _NEEDS:
            return False
        if w in _IMPLICATIVE:
            return True
        if n == 0 and w in _PROSPECTS:
            return False
    told = [w for w in near[:-1] if w in PAST_OR_FINITE or w.endswith("ed")]
    return bool(told)


def _is_imperative(low: Sequence[str], i: int) -> bool:
    """A bare form that begins its sentence or clause, with nobody as its subject."""
    if not _is_base(low[i]) or low[i] in _DROPPED_SUBJECT:
        return False
    j = i - 1
    if j >= 0 and low[j] == "please":
        return True
    while j >= 0 and low[j] in _REPLY_STARTS:
        j -= 1
    return j < 0 or (low[j] in _BREAKS and low[j] not in (")", '"', "''", "”"))


def _shares_governor(low: Sequence[str], first: int, i: int) -> bool:
    """“to eat and drink”, “Click and save”: joined to an infinitive, a modal or an imperative."""
    if i < 2 or low[i - 1] not in _JOINTS:
        return False
    for j in range(i - 2, max(first - 1, i - 12), -1):
        if low[j] in _MODALS or (low[j] == "to" and j + 1 < i and _is_base(low[j + 1])):
            return True
        if low[j] in _SUBJECTS:
            return False
    start = next((n for n in range(first, i) if low[n].isalpha()), i)
    return start < i - 1 and _is_imperative(low, start) and low[start] not in _NOUNISH
