"""How a thing is said: modality, negation, future, whether it holds at the report's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from offing.claims.attribution import Segment
from offing.claims.barred import is_case_put, is_notice_of, is_set_unless
from offing.claims.bidding import bids_in_case, forbids, is_foreseen
from offing.claims.document import Sentence
from offing.claims.events import Trigger
from offing.claims.footing import modality_of
from offing.claims.infinitives import asked_for, wanted
from offing.claims.lexicon import in_class, words
from offing.claims.norms import is_cause, sets_rule, told_hours_of_today
from offing.claims.relatives import is_presupposed
from offing.claims.speakers import Speaker
from offing.claims.standing import standing_of
from offing.claims.subjects import first_verb
from offing.claims.verdicts import is_verdict
from offing.model import Modality

_WILL = frozenset({"will", "shall", "'ll"})
_COULD = frozenset({"could", "may", "might", "can"})
_PLANS = words(
    "plans plan planning intends intend intending aims aiming aim set due going prepares "
    "preparing scheduled planned seeks vowed pledged"
)
_MAYBE = words(
    "considering weighing option options contemplating possibly possible perhaps "
    "potentially potential probably likely unlikely hypothetical hypothetically maybe possibility "
    "likelihood chance conceivable conceivably plausible doubtful uncertain unclear presumably"
)
_FORECAST = words(
    "foreseen hopes hoped hoping hope expect expecting expected expects forecast forecasts "
    "predicted anticipated believed feared estimated projected thought"
)
_NOT = frozenset({"not", "n't", "'t", "no", "never", "neither", "nor", "nobody", "none", "without",
                  "cannot", "nothing"})  # fmt: skip
_GOES_ON = words("remain remains stay stays continue continues keep keeps maintain maintains")
_BREAKS = frozenset(["which", "who", "after", "while", "but", ";", "following"])
_FINITE = words("will would shall could may might has have had is are was were do does did")
_ADVERBIAL_NOT = frozenset({"not", "n't", "'t", "cannot"})
STATES = words(
    "closure blockade suspension resumption opening normal_operations restriction "
    "diversion insurance surcharge congestion strike exercise gnss_interference operation"
)
"""Actions of which one may ask whether they hold at a date; the others are over at once."""
_PARTIES = frozenset({"armed_group", "umbrella_group", "state_force", "state"})
_ANALYSTS = words("analyst analysts expert experts economist economists researcher researchers "
    "broker brokers forecasters meteorologist consultancy adviser strategist commentator risk "
    "research scholar professor observers consultant")  # fmt: skip


class Manner(msgspec.Struct, frozen=True, gc=False):
    """The axes that are not the act itself."""

    modality: Modality
    future: bool
    hypothetical: bool
    negated: bool
    in_effect: bool | None
    resolved: bool = False
    """Told only as what was resolved or tried: a day before it is the day of that."""


def manner_of(
    trigger: Trigger | None, action: str, sentence: Sentence, segment: Segment, first: int,
    issuer: Speaker, own_words: bool,
) -> Manner:  # fmt: skip
    """Modality and its neighbours of one act.

    Args:
        trigger: the event phrase; ``None`` for a bare denial.
        action: what the claim is about.
        sentence: where it stands.
        segment: whose word it is.
        first: the token at which the act's own clause begins.
        issuer: outlet or issuer of the report.
        own_words: whether the issuer itself speaks of its own acts (a notice).
    """
    tokens, told = sentence.tokens, sentence.lowers
    at = trigger.at if trigger is not None else _verb_of(sentence, segment)
    modal, planned, maybe, negated = _scan_back(told, max(first, segment.first), at, action)
    if negated and trigger is not None and trigger.entry.pos == "n":
        negated = not is_presupposed(told, trigger.at)
    if modal in _COULD and forbids(sentence, segment):
        modal, maybe, negated = "", False, False
    want = ""
    if action in STATES and "to" in sentence.words:
        want = wanted(told, max(first, segment.first), at)
        planned, maybe = planned or want == "plan", maybe or want == "thought"
    maybe = maybe or is_foreseen(sentence, segment)
    bids = own_words and not segment.chain and sets_rule(sentence, segment)
    maybe = maybe or (action != "advisory" and not bids and _is_opinion(sentence, segment))
    maybe = maybe or is_verdict(sentence, segment, at)
    modal = modal or _listed_plan(told, segment.first, at)
    if trigger is not None and trigger.entry.needs == "barred":
        modal = ""  # “no ship may enter” allows nothing
    if trigger is not None and action in ("restriction",) and told[trigger.at] == "no":
        negated = told[trigger.at + 1 : trigger.at + 2] != ["entry"]
    if trigger is not None and trigger.entry.needs in ("shipsmove", "barred"):
        negated = False  # “no ship has sailed” is a standstill, told as one
    conditional = (
        not _IF.isdisjoint(told[segment.first : segment.last])
        or _is_inverted(sentence, segment)
        or ("should" in sentence.words and is_case_put(tokens, segment.first, at))
    )
    promises = segment.kind in ("announce", "pledge", "threaten") or _own_plan(segment)
    promises = promises or (segment.kind == "warn" and _by_a_real_party(segment))
    before = told[max(segment.first, at - 3) : at + 1]
    goes_on = action in STATES and not _GOES_ON.isdisjoint(before)
    if segment.kind == "advise" and action != "advisory":
        promises = True
    future = (
        (segment.kind == "advise" and action not in ("advisory", "restriction"))
        or (
            segment.kind == "advise"
            and action == "restriction"
            and asked_for(told, segment.aside, segment.first)
        )
        or (modal in _WILL and not goes_on)
        or planned
        or (modal == "would" and promises)
        or (segment.kind in ("pledge", "threaten") and modal not in _COULD)
    )
    told_so = bool(segment.chain) or own_words
    if modal in _COULD and action == "normal_operations" and told_so and not maybe:
        modal = ""  # “ships could use the strait as usual”: they may, and do
    terms = conditional and not modal and not segment.chain and sets_rule(sentence, segment)
    terms = terms or (not segment.chain and own_words and bids_in_case(sentence, segment))
    if modal == "could" and not maybe and _was_unable(told, segment):
        modal = ""
    hypothetical = (
        modal in _COULD
        or maybe
        or (modal == "would" and not promises)
        or (conditional and action != "advisory" and not terms)
    )
    vows = (
        modal in _WILL or modal == "would" or (conditional and _vows_elsewhere(segment, sentence))
    )
    if conditional and vows and not maybe:
        near = told[max(segment.first, at - _MAX_TO_OWN) : at + 1]
        own = not _OF_OWN.isdisjoint(near) and _own_plan(segment)
        own = own and told[at] not in _UNDERGOES  # “if it lasts, we will lose sales”
        in_charge = action not in _BEFALLS and _is_in_charge(segment, own_words, issuer)
        if own or in_charge or _by_a_party(segment, issuer):
            hypothetical = False  # “we will strike again unless …” is a threat, not a forecast
            future = True
    if segment.kind in ("threaten", "pledge") and not maybe:
        hypothetical = False
    if action in _CALLED_FOR and not maybe and is_set_unless(sentence, at):
        hypothetical = False
        future = True
    if action == "strike" and is_notice_of(tokens, segment.first, at):
        future = True
    if action == "advisory" or (action == "threat" and _by_a_party(segment, issuer)):
        hypothetical = False
    observed = trigger is not None and trigger.entry.needs == "shipsmove" and modal not in _WILL
    observed = observed or (
        trigger is None and action == "restriction" and sentence.words.isdisjoint(_HOLDS)
    )
    modality = modality_of(
        "other" if observed else action, segment, issuer, own_words,
        future or (modal in _WILL and goes_on), hypothetical, negated, sentence, at,
    )  # fmt: skip
    over = _is_over(told, max(first, segment.first), at, segment)
    over = over or (trigger is not None and trigger.entry.phrase == "call off")
    over = over or (action == "exercise" and not future and _GOING_ON.isdisjoint(sentence.words))
    over = over or (not future and action in _SPELLS and _was_short(told, segment, action))
    effect = _in_effect(action, segment, issuer, modality, future, hypothetical, negated, over)
    return Manner(modality, future, hypothetical, negated, effect, want == "plan")


_IF = frozenset({"if", "unless"})
_HOLDS = words("is are be shall must will may from until longer")
"""Without one of these a limit is told as what was, and nobody sets it."""
_BEFALLS = words(
    "weather congestion casualty damage accident grounding spill attack hijack boarding robbery "
    "approach mine explosion gnss_interference threat insurance strike"
)
"""What no authority brings about."""


def _is_in_charge(segment: Segment, own_words: bool, issuer: Speaker) -> bool:
    """Whether an authority speaks: “she will be towed in if the wind drops” is its plan."""
    speaker = segment.speaker or (issuer if own_words else None)
    told = segment.kind in (None, "say", "announce", "confirm")
    return told and speaker is not None and standing_of(speaker) == "authority"


_UNABLE = frozenset({"not", "n't", "no", "longer", "neither"})
_TOLD_LATER = words("said told added wrote reported were was had did")


def _was_unable(lowers: Sequence[str], segment: Segment) -> bool:
    """“Neither food nor fuel could reach the port”, “they could not land”: so it was."""
    told = lowers[segment.first : segment.last]
    if "could" not in told or "if" in told or _TOLD_LATER.isdisjoint(lowers):
        return False
    at = told.index("could")
    after = told[at + 1 : at + 2]
    none = not _UNABLE.isdisjoint(after) or not {"neither", "nobody", "nothing"}.isdisjoint(
        told[:at]
    )
    return none and "be" not in told[at + 1 : at + 4]


_CALLED_FOR = words("strike suspension closure")


def _vows_elsewhere(segment: Segment, sentence: Sentence) -> bool:
    """“If …, all options will be on the table”: the vow stands in the other clause."""
    return not _VOWS.isdisjoint(sentence.lowers[segment.first : segment.last])


_VOWS = _WILL | {"would"}


_OF_OWN = words("it we they our us")
_UNDERGOES = words("lose suffer see face struggle run feel end")
_MAX_TO_OWN = 8
_MAX_TO_VERB = 40


def _verb_of(sentence: Sentence, segment: Segment) -> int:
    """Where the verb of a clause stands that holds no event phrase; its start without one."""
    told = sentence.lowers
    end = min(segment.last, segment.first + _MAX_TO_VERB)
    if not _PLANS.isdisjoint(told):
        for n in range(segment.first, end - 2):
            if told[n] in _PLANS and told[n + 1] == "to":
                return n + 2  # “intends to run a service”
    at = first_verb(sentence.tokens, segment.first, end)
    if at >= end:
        return segment.first
    return min(at + 2, segment.last - 1) if told[at] in _FINITE else at


def _is_inverted(sentence: Sentence, segment: Segment) -> bool:
    """“Should the port be lost”, “Were the terminals cut off”, “Had she grounded”: a case put."""
    if segment.first > 2 or sentence.tokens[-1].text == "?":
        return False
    tokens = sentence.tokens[segment.first : segment.first + 2]
    return len(tokens) == 2 and tokens[0].text in ("Should", "Were", "Had")


_OPINIONS = frozenset(
    [("in", "our"), ("to", "our"), ("in", "my"), ("to", "my"), ("appears", "to"), ("appear", "to"),
     ("seems", "to"), ("seem", "to"), ("ought", "to"), ("would", "wager"), ("the", "likelihood"),
     ("i", "suspect"), ("we", "believe"), ("we", "think"), ("we", "judge"), ("we", "assess"),
     ("must", "be"), ("be", "presumed"), ("nobody", "believes"), ("few", "believe"),
     ("we", "fear"), ("i", "think"), ("i", "believe"), ("is", "assessed"), ("are", "assessed"),
     ("is", "judged"), ("is", "considered"), ("are", "considered"), ("is", "rated"),
     ("is", "deemed"), ("are", "thought"), ("is", "thought")]
)  # fmt: skip
_OPINION_WORDS = frozenset(a if b in ("to", "be") else b for a, b in _OPINIONS)
"""The rarer word of each pair."""
_MINDS = words("judgement judgment view opinion mind assessment eyes estimation reckoning")


def _is_opinion(sentence: Sentence, segment: Segment) -> bool:
    """“in our judgement”, “appears to be”, “ought to be made”: thought, not told."""
    heard = sentence.lowers[segment.first : segment.last]
    if _OPINION_WORDS.isdisjoint(heard):
        return False
    for n, pair in enumerate(pairwise(heard)):
        if pair not in _OPINIONS:
            continue
        if pair[1] in ("our", "my"):
            if not _MINDS.isdisjoint(heard[n + 2 : n + 4]):
                return True
        elif pair == ("must", "be"):
            if "presumed" in heard[n + 2 : n + 3] or "assumed" in heard[n + 2 : n + 3]:
                return True
        else:
            return True
    return False


def _by_a_party(segment: Segment, issuer: Speaker) -> bool:
    """Whether whoever speaks could carry out the threat; of others it is a forecast."""
    speaker = segment.speaker or issuer
    threatens = segment.kind in ("threaten", "warn", "pledge")
    return threatens or speaker.kind in _PARTIES or standing_of(speaker) in ("party", "union")


def _by_a_real_party(segment: Segment) -> bool:
    """Whether a state's or a group's own people warn: what they would do is a threat."""
    return segment.speaker is not None and standing_of(segment.speaker) == "party"


_INCLUDES = words("include includes involve involves mean means comprise entail consist")


def _listed_plan(told: Sequence[str], first: int, at: int) -> str:
    """The modal of “would include doing this and doing that”, for an act told as a gerund."""
    if _INCLUDES.isdisjoint(told) or not any(
        word.endswith("ing") for word in told[max(first, at - 7) : at + 1]
    ):
        return ""
    for j in range(at - 1, max(first, at - 40), -1):
        if told[j] in _INCLUDES and j > first:
            modal = told[j - 1]
            return modal if modal in _WILL or modal == "would" else ""
        if told[j] in ".;":
            break
    return ""


def _scan_back(
    told: Sequence[str], first: int, at: int, action: str = "other"
) -> tuple[str, bool, bool, bool]:
    """``(modal verb, planned, maybe, negated)`` from the words that govern the act."""
    modal = ""
    planned = maybe = negated = finite = False
    led = told[first] in _LEADS if first < len(told) else False
    j = at
    while j > first and at - j < _GOVERNED:
        j -= 1
        word = told[j]
        if word not in _GOVERNING:
            continue
        if word == "," and led and told[j + 1] in _CLAUSE_STARTS:
            break  # “Until she is afloat, which all hope for soon, the channel is closed”
        if word == "," and at - j > 6:
            other = next((k for k in range(j - 1, max(j - 6, first), -1) if told[k] == ","), 0)
            if not other:
                break
            j = other  # “could, in theory, close”
            continue
        if word == "and" and at - j == _OWN_SUBJECT and told[at].endswith("ed") and (
            in_class(told[j + 1], "service") or in_class(told[j + 1], "facility")
        ):  # fmt: skip
            break  # “nobody was hurt and pilotage restarted”
        if word in _BREAKS or (word == "that" and told[j - 1] in _MINDED):
            break
        if word == "without" and at - j > 2:
            continue  # “ships without a reservation are waiting”
        if not modal and (word in _WILL or word in _COULD or word == "would"):
            modal = word
        if word == "should" and action not in ("advisory", "restriction"):
            planned = True  # “work should restart on Tuesday”
        if word in _PLANS and "to" in told[j + 1 : at + 1] and not is_cause(told, j):
            planned = True
        if word in ("is", "are") and j + 1 < at and told[j + 1] == "to":
            planned = True
        if word in _MAYBE or (word in _FORECAST and j > first and told[j - 1] != "to"):
            maybe = True
        if word == "too" and told[j + 1] in _TOO:
            maybe = True
        if word == "no" and told[j + 1] in (".", ":", "#"):
            continue  # “berth no. 12”
        if word == "no" and told[j + 1] in _NO_IDIOM:
            continue  # “had no choice after the strike”, “the No. 3 berth”
        if word in _BACKS and j + 1 <= at and told[at].endswith("ing"):
            planned = True  # “parliament has backed closing the strait”
        if word in _NOT and at - j <= 9 and not (
            finite and (word in _ADVERBIAL_NOT or _ends_before(told, j, at))
        ):  # fmt: skip
            negated = not negated
        finite = finite or word in _FINITE
    opening = told[first : first + 5]
    # “Whether the port is open or closed depends …”: a question, not a state.
    maybe = maybe or _is_asked(told, first, at)
    maybe = maybe or (opening[:1] == ["it"] and not _MAYBE.isdisjoint(opening))
    after, near = told[at + 1 : at + 5], told[at : at + 9]
    maybe = maybe or (
        not _OPEN.isdisjoint(near)
        and any(w in _OPEN and near[n - 1] not in _AS for n, w in enumerate(near) if n)
    )
    far = told[at + 1 : at + 9]
    far = far[: far.index(",")] if "," in far else far
    maybe = maybe or "unlikely" in far or "likely" in after
    maybe = maybe or _is_judged(told, at)
    negated = negated or after[:1] == ["no"]  # “was escorting no ships”
    if not modal and not _WILL.isdisjoint(after):
        modal = "will"
    if "expected" in (told[at + 1 : at + 7] if action == "weather" else after[:3]):
        maybe = True
    if not modal:
        modal = _modal_after(told, at)
    return modal, planned, maybe, negated


def _ends_before(told: Sequence[str], j: int, at: int) -> bool:
    """“No vessel was damaged and operations resumed”: the second clause has its own subject."""
    joint = next((k for k in range(at - 2, j + 2, -1) if told[k] in ("and", "but")), 0)
    return bool(joint) and not _FINITE.isdisjoint(told[j:joint]) and told[joint + 1] not in _FINITE


def _is_asked(told: Sequence[str], first: int, at: int) -> bool:
    """Whether “whether” governs the act; not “Asked whether …, he said …”."""
    if "whether" not in told:
        return False
    for n in range(at - 1, max(first, at - _GOVERNED) - 1, -1):
        if told[n] in ("“", '"', ":"):
            return False
        if told[n] == "whether":
            asked = n and told[n - 1] in ("asked", "asking")
            return not (asked and "," in told[n:at])
    return False


_NO_IDIOM = words("choice option alternative doubt fewer less .")
_BACKS = words(
    "backed backs approved endorsed endorses favoured favors supported supports proposed proposes "
    "suggested recommended mulled mulling discussed discussing debated advocated for"
)
_GOVERNED = 20
"""Tokens before an act of which the words can govern it."""
_TOO = words("early soon dangerous risky unsafe")
_LEADS = words("until once when after while as since following because although though")
_CLAUSE_STARTS = words("the a an all no its our this these those vessels ships both any every")
_MINDED = words("remember recall recalled remembered note noted")
_JUDGED = words("assessed considered judged deemed thought believed regarded rated")


def _is_judged(told: Sequence[str], at: int) -> bool:
    """“An attack … is considered unlikely”, “was probably the work of pirates”: a judgement."""
    if _JUDGED_OR_SUPPOSED.isdisjoint(told):
        return False
    for n in range(at + 1, min(at + 12, len(told) - 1)):
        word = told[n]
        if word in _IS:
            if told[n + 1] in _JUDGED or told[n + 1] in _PROBABLY:
                return True
            if told[n + 1] == "not":
                continue
        if word in ",;." or word in ("and", "but", "while", "that"):
            break
    for n in range(at - 2, max(at - _BEFORE_ACT, 0), -1):
        if told[n] in _IS and (told[n + 1] in _JUDGED or told[n + 1] in _SUPPOSED):
            return True  # “The tanker is suspected of having damaged a cable”
        if told[n] in ",;.":
            break
    return False


_BEFORE_ACT = 12
_IS = frozenset({"is", "are", "was", "were", "been", "be", "has", "have"})
_PROBABLY = words("probably possibly presumably apparently likely evidently")
_SUPPOSED = words("suspected presumed assumed feared rumoured")
_JUDGED_OR_SUPPOSED = _JUDGED | _PROBABLY | _SUPPOSED


_AS = words("as where if whenever wherever when everything best")
_OPEN = words("option options possibility likelihood possible")
_GOVERNING = (
    _WILL | _COULD | _PLANS | _MAYBE | _FORECAST | _NOT | _FINITE | _BREAKS
    | words(", that without would should is are too and") | _BACKS - {"for"}
)  # fmt: skip
"""The words that :func:`_scan_back` looks at; it passes over all others."""


_OWN_SUBJECT = 2
_CLAUSE_ENDS = frozenset([",", ";", ":", "“", "”", '"', "which", "who", "that", "and", "said"])


_NO_MODAL = _FINITE - _COULD - {"would"}
_MODAL = _COULD | {"would"}


def _modal_after(told: Sequence[str], at: int) -> str:
    """The modal verb after the act in its own clause, among at most ten words."""
    for word in told[at + 1 : at + 11]:
        if word in _MODAL:
            return word
        if word in _CLAUSE_ENDS or word in _NO_MODAL:
            break
    return ""


_WITHDRAWN = words(
    "withdrawn rescinded revoked lifted ended expired cancelled canceled superseded scrapped "
    "shelved averted dropped relaxed eased"
)
_OFF = frozenset([("called", "off"), ("put", "off"), ("broken", "off"), ("stood", "down")])


def _is_over(told: list[str], first: int, at: int, segment: Segment) -> bool:
    """“had been closed” in the outlet's own voice, or a measure withdrawn since."""
    if not segment.chain and "had" in told[max(first, at - 4) : at]:
        return True
    if _is_ended(told, max(first, at - _MAX_TO_END), at):
        return True
    after = told[at + 1 : segment.last]
    if _TURNS.isdisjoint(after) and _WITHDRAWN.isdisjoint(after):
        return False
    for n, word in enumerate(after):
        if word in ("but", "while", "though", ";") and after[n + 1 : n + 2] != ["since"]:
            del after[n:]
            break
    since = any(a in ("since", "now", "later") and b in _RESUMED for a, b in pairwise(after))
    off = any(pair in _OFF for pair in pairwise(after))
    return since or off or not _WITHDRAWN.isdisjoint(after)


_MAX_TO_END = 10
_ENDS = words(
    "suspended shelved dropped scrapped withdrawn withdrew lifted cancelled waived ended completed "
    "completion concluded conclusion"
)
_STOPPAGES = words("strike walkout stoppage sit-in lockout")
_ENDED_TOO = words("strike walkout stoppage surcharge ban blockade boycott sit-in lockout curfew "
                   "exercise exercises drill drills")  # fmt: skip


def _is_ended(told: Sequence[str], first: int, at: int) -> bool:
    """“The union has suspended its strike”, “have shelved a surcharge”: the act told is over."""
    if told[at] in _ENDS:
        return not _STOPPAGES.isdisjoint(told[at + 1 : at + 6]) and _NOT.isdisjoint(told[first:at])
    if told[at] not in _ENDED_TOO:
        return False
    near = told[first:at]
    verb = next((n for n in range(len(near) - 1, -1, -1) if near[n] in _ENDS), -1)
    return verb >= 0 and _NOT.isdisjoint(near[:verb]) and "," not in near[verb:]


_GOING_ON = words(
    "began begin begins begun start started starts launch launched launches kicked underway under "
    "way hold holds holding conduct conducts conducting stage stages staging is are has have until "
    "continue continues continuing ongoing now currently today announced announces declared will "
    "opened opens runs running"
)
"""Without one of these an exercise is told as one that was."""
_SPELL = words("minutes hour hours")
_HELD = words("held staged walked stopped struck downed was were lasted halted closed shut")


_SPELLS = words("strike suspension closure")
_SPELL_REACH = 6


def _was_short(told: Sequence[str], segment: Segment, action: str) -> bool:
    """“held a two-hour sit-in”, “was shut for 24 hours”: told as past, and so long only."""
    heard = told[segment.first : segment.last]
    spell = action == "strike" and any(w.endswith(("-hour", "-minute")) for w in heard)
    spell = spell or any(
        word == "for" and not _SPELL.isdisjoint(heard[n + 1 : n + _SPELL_REACH])
        for n, word in enumerate(heard)
    )
    spell = spell or told_hours_of_today(heard)
    spell = spell or ("from" in heard and _FROM_TO.search(" ".join(heard)) is not None)
    return spell and not _HELD.isdisjoint(heard) and _STILL.isdisjoint(heard)


_STILL = words("still remains remain has have is are")
_FROM_TO = re.compile(
    r"\bfrom (?:about )?\d{1,2}[:.]? ?\d\d (?:hours |hrs |local time )?(?:to|until) "
)

_RESUMED = words("working resumed reopened lifted ended restored cleared withdrawn")
_TURNS = _RESUMED | {word for _, word in _OFF}


def _own_plan(segment: Segment) -> bool:
    """Whether “would” is the past of the speaker's own “will”."""
    speaker = segment.speaker
    if speaker is None or speaker.unnamed or segment.kind not in ("say", "announce", "confirm"):
        return False
    if speaker.role and not _ANALYSTS.isdisjoint(speaker.role.lower().split()):
        return False
    return standing_of(speaker) != "observer"


def _in_effect(
    action: str, segment: Segment, issuer: Speaker, modality: Modality, future: bool,
    hypothetical: bool, negated: bool, over: bool,
) -> bool | None:  # fmt: skip
    """Whether the thing holds at the report's date; ``None`` where that is not the question."""
    if action not in STATES:
        return None
    if over:
        return False
    if action == "normal_operations" and future and modality == "announced":
        return not negated
    if modality in ("assessed", "denied") or future or hypothetical or negated:
        return False
    if action == "blockade" and modality in ("announced", "claimed"):
        return None  # a word alone blockades nothing
    speaker = segment.speaker or issuer
    actor = speaker.actor
    kind = speaker.kind or (actor.kind if actor else None)
    if kind in _PARTIES and action in ("closure", "blockade", "restriction", "operation"):
        return None  # whoever says so does not by that make it so
    return True if action != "operation" else None
