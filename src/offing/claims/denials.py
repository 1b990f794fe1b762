"""What is said not to be so: refuted stories, and acts or harm that did not happen."""

from __future__ import annotations

import re

from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.lexicon import words

_RUMOUR = words(
    "rumour rumours rumor rumors story stories reports report claim claims allegation allegations "
    "posts post message messages article articles suggestion suggestions suggestions talk video "
    "statement assertion assertions accusation accusations notice version"
)
_TRUE = frozenset({"true", "correct"})
_FALSE = words(
    "false unfounded untrue incorrect baseless fake fabricated groundless inaccurate wrong "
    "invented nonsense laughable absurd ridiculous hoax misleading fictitious forgery "
    "lie lies fiction myth untruth fantasy unsubstantiated slander slanderous fabrication "
    "fabrications propaganda"
)
_HINTS = words("basis foundation substance truth that supported borne from turned no withdrew "
               "reality facts reflect nothing "
               "withdrawn retracted retracts withdraws back issued sent")  # fmt: skip
_BARE = re.compile(
    r"\b(?:has|have|had) no (?:basis|foundation|substance|truth)\b"
    r"|\bwithout (?:any |all )?(?:basis|foundation|substance)\b"
    r"|\b(?:do|does|did) not (?:reflect|correspond to|match) (?:the )?(?:truth|reality|facts)\b"
    r"|\b(?:has|have|had) nothing to do with (?:the )?(?:truth|reality)\b"
    r"|\b(?:is|are|was|were) (?:just|only|exactly|no more than|nothing but) (?:that|rumours?)\b"
    r"|\b(?:is|are|was|were|does|did|do) not (?:come |originate )?from\b"
    r"|\b(?:is|are|was|were) not (?:supported|borne out|backed|issued|sent|written|published) by\b"
    r"|\bturned out (?:not to be|to be (?:about |exactly |no more )?(?:a |an )?"
    r"(?:false|wrong|nothing|something else|exactly that|harmless|untrue|mistaken))",
    re.IGNORECASE,
)
"""What is said of a story that does not hold, with a word for a story beside it."""
_TAKEN_BACK = re.compile(
    r"\b(?:withdrew|withdraws|(?:has|had) withdrawn|retracted|retracts|took back|takes back)"
    r" (?:its|his|her|their|an|the|that|a) (?:\w+ )?(?:statement|claim|report|account|version|"
    r"assertion|story|post|message)\b"
    r"|\breports? (?:(?:has|have) been |was |were )?(?:withdrawn|retracted)\b"
    r"|\bno such (?:order|notice|incident|attack|closure|decision|instruction|vessel|event)\b",
    re.IGNORECASE,
)


UNTRUE = r"(?:not\s(?:true|so|the\scase|correct|right)|false|wrong|untrue|nonsense|incorrect)"
"""“Is not true”, “is false”: the words after the verb, as a pattern."""
_IS_FALSE = re.compile(
    r"\W{0,3}(?:that|this|it|these|those|they)(?: is| was| are| were|'s| 's|’s| ’s)"
    r" (?:all |simply |just |plainly |completely |totally |absolutely |a |an |pure ){0,2}"
    rf"(?:{UNTRUE}|(?:n't |n’t )(?:true|so|the case|correct|right)|fake|fabricated"
    r"|baseless|unfounded|invented|lies?|hoax|rumou?rs?)\b"
    r"|\W{0,3}(?:it|they|that|this) (?:is|was|are|were|has|have|had|did|does|do)"
    r" ?(?:not|n't|n’t) ?[,.”\"]"
)
"""“That is false”, “it is not”: what was told before is denied."""
_DENYING = _FALSE | _TRUE | words("so case right rumour rumours rumor rumors not n't n’t")
"""One of these stands in every form of ``_IS_FALSE``."""
_OPENING = 9
"""Tokens in which such a clause shows itself."""


def is_refuted(sentence: Sentence) -> bool:
    """“Rumours that the canal will close are unfounded”, “Contrary to reports, …”."""
    said = sentence.words
    if said.isdisjoint(_TELLING):
        return False
    tokens = sentence.tokens
    if sentence.lowers[:2] == ["contrary", "to"]:
        return True
    if not said.isdisjoint(_DENYING) and _IS_FALSE.match(" ".join(sentence.lowers[:_OPENING])):
        return True
    if "out" in said and not said.isdisjoint(_RULED) and said.isdisjoint(_NOT_RULED):
        return True  # “He ruled out closing the canal”
    rumoured = not said.isdisjoint(_RUMOUR) or "what" in sentence.lowers[:4]
    untrue = not said.isdisjoint(_FALSE) or ("not" in said and not said.isdisjoint(_TRUE))
    if untrue and rumoured:
        return True
    taken = not said.isdisjoint(_TAKEN)
    if not (taken or rumoured) or said.isdisjoint(_HINTS):
        return False
    text = " ".join([t.text for t in tokens[:_MAX_TOKENS]])
    if taken and _TAKEN_BACK.search(text) is not None:
        return True
    if not rumoured:
        return False
    # “A post that says … is not from us”: the story comes first, what is said of it after.
    opening = set(sentence.lowers[: len(tokens) * 2 // 3])
    return not opening.isdisjoint(_RUMOUR) and _BARE.search(text) is not None


_TAKEN = words("withdrew withdraws withdrawn retracted retracts took takes such")
"""One of these stands in every form of ``_TAKEN_BACK``."""
_RULED = words("ruled rules ruling")
_TELLING = _DENYING | _RUMOUR | _TAKEN | _RULED | {"contrary"}
"""Without one of these nothing is refuted."""
_MAX_TOKENS = 90


_NO = frozenset({"not", "n't", "no", "none", "nobody", "nothing", "neither", "never", "nor"})
_NOT_RULED = _NO - {"never"} | {"cannot"}
_ENDED = words(
    "ceased stopped ended lifted found caught recovered released replaced named identified "
    "verified arrested repaired restored resumed reopened confirmed repeated spoken answered "
    "heard seen mentioned withdrawn cleared"
)
"""“None has been caught”, “it has not ceased”: what these deny is an end, not the act."""
_DENIABLE = words(
    "attack explosion seizure boarding robbery hijack approach mine interception spill casualty "
    "damage accident grounding closure blockade exercise"
)
_BEFALLEN = words(
    "arrest detained sunk sinking damaged hit struck happened happen occurred place leaking leak "
    "leaked aground mined hijacked attacked breached pollution hurt injured harmed killed missing "
    "sabotage sabotaged fired boarded seized"
)
_FINITE = words("is are was were has have had do does did will would can could may might been be")


def denies(
    action: str, sentence: Sentence, segment: Segment, at: int, negated: bool, future: bool
) -> bool:
    """“There has been no spill”, “is not under arrest”: the whole clause denies harm or an act.

    A clause that also tells something else, or that denies only an end (“has not been
    found”), is no denial.
    """
    if future or sentence.tokens[-1].text == "?":
        return False
    tokens = sentence.tokens[segment.first : segment.last]
    heard = [t.lower for t in tokens]
    first = next(
        (n for n, w in enumerate(heard) if w in _NO and heard[n + 1 : n + 2] != ["."]), -1
    )  # “the No. 3 berth” denies nothing
    if 0 <= first <= _MAX_SUBJECT and _NEVER.search(" ".join(heard[first:])):
        return True
    if first < 0 or first > _MAX_SUBJECT:
        return False
    none = first <= 1 and heard[first] in _NONE and _DONE_TO.search(" ".join(heard)) is not None
    if none and not _WORKED.isdisjoint(heard[first : first + _TO_WORK]):
        return False  # “no ships were handled”: a standstill
    if action not in _DENIABLE and not (action == "other" and (none or _BEFALLEN & set(heard))):
        return False
    if action in _DENIABLE and not negated and at - segment.first < first:
        return False
    if not _ENDED.isdisjoint(heard[first : first + 8]):
        return False
    before = heard[:first]
    if any(w in _STOPS for w in before[1:]) or sum(w in _FINITE for w in before) > _AUXILIARIES:
        return False
    if any(w in ("that", "which", "who") for w in before):
        before = before[
            before.index(next(w for w in before if w in ("that", "which", "who"))) + 2 :
        ]
    return not any(w.endswith("ed") and len(w) > 4 for w in before)


_NONE = frozenset({"no", "none", "nobody", "nothing"})
_DONE_TO = re.compile(
    r"\b(?:has|have|had|was|were) (?:been )?(?:\w+ed|paid|made|taken|put|sent|given|done|lost"
    r"|held)\b"
)
"""“No ransom has been paid”, “no demand has reached us”: who could know says that it is not so."""
_WORKED = words(
    "handled loaded discharged unloaded worked sailed transited passed berthed crossed served "
    "moved docked entered departed left arrived called"
)
_TO_WORK = 9
_NEVER = re.compile(r"^(?:not|n't|no)\b.*\band never (?:was|were|has|have|had|did)\b")
"""“is not under arrest and never was”."""
_STOPS = frozenset([",", ";", ":", "and", "but", "while", "until", "since", "although", "though"])
_MAX_SUBJECT = 14
"""Tokens of a subject and its auxiliaries before the word that denies."""
_AUXILIARIES = 2
