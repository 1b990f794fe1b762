"""How a thing is said: modality, negation, future, whether it holds at the report's date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.events import Trigger
from offing.claims.lexicon import in_class, words
from offing.claims.speakers import FIRST_PERSON, Speaker
from offing.claims.subjects import UNNAMED
from offing.model import Modality
from offing.text.tokens import Token

_WILL = frozenset({"will", "shall", "'ll"})
_COULD = frozenset({"could", "may", "might", "can"})
_PLANS = words(
    "plans plan planning intends intend intending aims aiming aim set due going prepares "
    "preparing scheduled planned seeks vowed pledged"
)
_MAYBE = words(
    "considering weighing option options contemplating possibly possible perhaps "
    "potentially potential probably likely unlikely hypothetical hypothetically maybe"
)
_FORECAST = words(
    "hopes hoped hoping hope expect expecting expected expects forecast forecasts "
    "predicted anticipated believed feared estimated projected thought"
)
_NOT = frozenset({"not", "n't", "'t", "no", "never", "neither", "nor", "nobody", "none", "without",
                  "cannot", "nothing"})  # fmt: skip
_GOES_ON = words("remain remains stay stays continue continues")
_BREAKS = frozenset(["which", "who", "after", "while", "but", ";", "following"])
_FINITE = words("will would shall could may might has have had is are was were do does did")
_ADVERBIAL_NOT = frozenset({"not", "n't", "'t", "cannot"})
_RELAYED = words("reported reportedly third-party received report reports suspected")
STATES = words(
    "closure blockade suspension resumption opening normal_operations restriction "
    "diversion insurance surcharge congestion strike exercise gnss_interference operation"
)
"""Actions of which one may ask whether they hold at a date; the others are over at once."""
MEASURES = words(
    "closure suspension resumption opening restriction diversion surcharge insurance "
    "advisory escort sanctions exercise strike"
)
_OUTCOMES = frozenset({"casualty", "damage", "spill", "other"})
_PIRACY = words("boarding robbery hijack approach accident grounding rescue spill")
_PARTIES = frozenset({"armed_group", "umbrella_group", "state_force", "state"})
_ANALYSTS = words(
    "analyst analysts expert experts economist economists researcher researchers broker "
    "brokers forecasters meteorologist consultancy adviser strategist commentator risk research "
    "scholar professor observers consultant"
)
_CIVIL = words(
    "transport transportation infrastructure ports maritime shipping fisheries restoration"
)
_GUARDS = frozenset({"navy", "guard", "coastguard"})
_ON_WATCH = words("damage casualty gnss_interference explosion congestion weather mine")
"""What a navy or coast guard tells of its waters as a safety authority, not as a party."""
_MARKET = words("insurance surcharge congestion closure restriction")
_MISHAPS = words(
    "casualty damage spill accident grounding rescue explosion attack congestion weather other "
    "normal_operations"
)
_POLITICAL = words("minister ministry foreign government president adviser ambassador")


@dataclass(frozen=True, slots=True)
class Manner:
    """The axes that are not the act itself."""

    modality: Modality
    future: bool
    hypothetical: bool
    negated: bool
    in_effect: bool | None


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
    tokens = sentence.tokens
    at = trigger.at if trigger is not None else segment.first
    modal, planned, maybe, negated = _scan_back(tokens, max(first, segment.first), at, action)
    modal = modal or _listed_plan(tokens, segment.first, at)
    if trigger is not None and action in ("restriction",) and tokens[trigger.at].lower == "no":
        negated = True
    if trigger is not None and trigger.entry.needs == "shipsmove":
        negated = False  # “no ship has sailed” is a standstill, told as one
    conditional = any(t.lower in ("if", "unless") for t in tokens[segment.first : segment.last])
    promises = segment.kind in ("announce", "pledge", "threaten") or _own_plan(segment)
    before = {t.lower for t in tokens[max(segment.first, at - 3) : at + 1]}
    goes_on = bool(before & _GOES_ON) and action in STATES
    if segment.kind == "advise" and action != "advisory":
        promises = True
    future = (
        (segment.kind == "advise" and action not in ("advisory", "restriction"))
        or (modal in _WILL and not goes_on)
        or planned
        or (modal == "would" and promises)
        or (segment.kind in ("pledge", "threaten") and modal not in _COULD)
    )
    hypothetical = (
        modal in _COULD
        or maybe
        or (modal == "would" and not promises)
        or (conditional and action != "advisory")
    )
    vows = modal in _WILL or modal == "would"
    own = _own_plan(segment) and before & {"it", "we", "they"}
    if conditional and vows and not maybe and (own or _by_a_party(segment, issuer)):
        hypothetical = False  # “we will strike again unless …” is a threat, not a forecast
        future = True
    if segment.kind in ("threaten", "pledge") and not maybe:
        hypothetical = False
    if action == "advisory" or (action == "threat" and _by_a_party(segment, issuer)):
        hypothetical = False
    observed = trigger is not None and trigger.entry.needs == "shipsmove"
    modality = _modality(
        "other" if observed else action, segment, issuer, own_words,
        future or (modal in _WILL and goes_on), hypothetical, negated, sentence, at,
    )  # fmt: skip
    over = _is_over(tokens, max(first, segment.first), at, segment)
    effect = _in_effect(action, segment, issuer, modality, future, hypothetical, negated, over)
    return Manner(modality, future, hypothetical, negated, effect)


def _by_a_party(segment: Segment, issuer: Speaker) -> bool:
    """Whether whoever speaks could carry out the threat; of others it is a forecast."""
    speaker = segment.speaker or issuer
    return speaker.kind in _PARTIES or (segment.kind in ("threaten", "warn", "pledge"))


_INCLUDES = words("include includes involve involves mean means comprise entail consist")


def _listed_plan(tokens: Sequence[Token], first: int, at: int) -> str:
    """The modal of “would include doing this and doing that”, for an act told as a gerund."""
    if not any(t.lower.endswith("ing") for t in tokens[max(first, at - 7) : at + 1]):
        return ""
    for j in range(at - 1, max(first, at - 40), -1):
        if tokens[j].lower in _INCLUDES and j > first:
            modal = tokens[j - 1].lower
            return modal if modal in _WILL or modal == "would" else ""
        if tokens[j].text in ".;":
            break
    return ""


def _scan_back(
    tokens: Sequence[Token], first: int, at: int, action: str = "other"
) -> tuple[str, bool, bool, bool]:
    """``(modal verb, planned, maybe, negated)`` from the words that govern the act."""
    modal = ""
    planned = maybe = negated = finite = False
    j = at - 1
    while j >= first and at - j <= 20:
        word = tokens[j].lower
        if word == "," and at - j > 6:
            other = next(
                (k for k in range(j - 1, max(j - 6, first), -1) if tokens[k].text == ","), 0
            )
            if not other:
                break
            j = other - 1  # “could, in theory, close”
            continue
        if word in _BREAKS:
            break
        if not modal and (word in _WILL or word in _COULD or word == "would"):
            modal = word
        if word == "should" and action not in ("advisory", "restriction"):
            planned = True  # “work should restart on Tuesday”
        if word in _PLANS and any(t.lower == "to" for t in tokens[j + 1 : at + 1]):
            planned = True
        if word in ("is", "are") and j + 1 < at and tokens[j + 1].lower == "to":
            planned = True
        if word in _MAYBE or (word in _FORECAST and j > first and tokens[j - 1].lower != "to"):
            maybe = True
        if word == "too" and tokens[j + 1].lower in (
            "early",
            "soon",
            "dangerous",
            "risky",
            "unsafe",
        ):
            maybe = True
        if word in _NOT and at - j <= 9 and not (finite and word in _ADVERBIAL_NOT):
            negated = not negated
        finite = finite or word in _FINITE
        j -= 1
    opening = [t.lower for t in tokens[first : first + 5]]
    # “Whether the port is open or closed depends …”: a question, not a state.
    maybe = maybe or "whether" in {t.lower for t in tokens[max(first, at - 20) : at]}
    maybe = maybe or (opening[:1] == ["it"] and bool(_MAYBE & set(opening)))
    after = [t.lower for t in tokens[at + 1 : at + 5]]
    maybe = maybe or bool(
        {"option", "options", "possibility", "likelihood", "possible"}
        & {t.lower for t in tokens[at + 1 : at + 9]}
    )
    maybe = maybe or any(w in ("unlikely", "likely", "possible") for w in after)
    maybe = maybe or _is_judged(tokens, at)
    if not modal and any(w in _WILL for w in after[:4]):
        modal = "will"
    if "expected" in after[:3]:
        maybe = True
    if not modal:
        modal = next((w for w in _clause_after(tokens, at) if w in _COULD or w == "would"), "")
    return modal, planned, maybe, negated


_JUDGED = words("assessed considered judged deemed thought believed regarded rated")


def _is_judged(tokens: Sequence[Token], at: int) -> bool:
    """“An attack … is considered unlikely”: a judgement, told in the passive."""
    for n in range(at + 1, min(at + 12, len(tokens) - 1)):
        if tokens[n].lower in ("is", "are", "was", "were") and tokens[n + 1].lower in _JUDGED:
            return True
        if tokens[n].text in ",;.":
            return False
    return False


_OPEN = words("option options possibility likelihood possible")
_CLAUSE_ENDS = frozenset([",", ";", ":", "“", "”", '"', "which", "who", "that", "and", "said"])


def _clause_after(tokens: Sequence[Token], at: int) -> list[str]:
    """The words after the act in its own clause, at most ten."""
    out: list[str] = []
    for token in tokens[at + 1 : at + 11]:
        if token.lower in _CLAUSE_ENDS or token.lower in _FINITE - _COULD - {"would"}:
            break
        out.append(token.lower)
    return out


_WITHDRAWN = words("withdrawn rescinded revoked lifted ended expired cancelled")


def _is_over(tokens: Sequence[Token], first: int, at: int, segment: Segment) -> bool:
    """“had been closed” in the outlet's own voice, or a measure withdrawn since."""
    before = [t.lower for t in tokens[max(first, at - 4) : at]]
    if not segment.chain and "had" in before:
        return True
    after = []
    for token in tokens[at + 1 : segment.last]:
        if token.lower in ("but", "while", "though", ";"):
            break
        after.append(token.lower)
    since = any(a in ("since", "now", "later") and b in _RESUMED for a, b in pairwise(after))
    return since or not _WITHDRAWN.isdisjoint(after)


_RESUMED = words("resumed reopened lifted ended restored cleared withdrawn")


def _own_plan(segment: Segment) -> bool:
    """Whether “would” is the past of the speaker's own “will”."""
    speaker = segment.speaker
    if speaker is None or speaker.unnamed:
        return False
    role = set((speaker.role or "").lower().split())
    return segment.kind in ("say", "announce", "confirm") and not role & _ANALYSTS


def _modality(
    action: str, segment: Segment, issuer: Speaker, own_words: bool, future: bool,
    hypothetical: bool, negated: bool, sentence: Sentence, at: int,
) -> Modality:  # fmt: skip
    speaker = segment.speaker
    if segment.kind == "deny" or is_refuted(sentence):
        return "denied"
    if segment.kind == "assess" or hypothetical or action in ("capability", "assessment"):
        return "assessed"
    if action == "threat" and speaker is not None and _is_bystander(speaker, segment):
        return "assessed"
    if action == "weather" and (future or "forecast" in sentence.words):
        return "assessed"
    if segment.kind in ("advise", "pledge", "threaten", "warn") and speaker is not None:
        return "announced"
    if speaker is None:
        if own_words and issuer.kind is None and (future or action in MEASURES):
            return "announced"
        if not own_words:
            return "assessed" if future and action not in STATES else "reported"
        speaker = issuer
    depth = len(segment.chain)
    if speaker.unnamed or (speaker.kind is None and speaker.actor is None):
        if own_words and not segment.chain:
            first = not sentence.words.isdisjoint(FIRST_PERSON)
            return _own_account(action, future, negated, first)
        return _stranger(action, speaker, future, segment)
    relayed = _is_relayed(sentence, segment, at)
    own = _of_its_own(sentence, segment, speaker)
    others = action in _DEEDS or action in _PIRACY or action in _OUTCOMES
    private = speaker.kind in ("agency", "company") and not segment.chain
    if (
        private
        and not own
        and not future
        and action in _PORT_STATES
        and _is_of_a_port(sentence, segment, at)
    ):
        return "reported"  # how a port stands, told by one who does not run it
    if private and others and not future and not own:
        return "reported"  # in its own voice, but of what others did
    return _by_kind(action, speaker, segment, depth, future, negated, relayed, own)


def _is_bystander(speaker: Speaker, segment: Segment) -> bool:
    """Whether who speaks of a threat only judges it: an analyst, a firm, an association."""
    role = set((speaker.role or speaker.name).lower().split())
    judging = speaker.kind in ("company", "agency", None) and not role & _POLITICAL
    return judging and segment.kind in ("say", "suggest", "show", "claim")


def _of_its_own(sentence: Sentence, segment: Segment, speaker: Speaker) -> bool:
    """Whether a company speaks of its own ships, crew or cargo."""
    spoken = {t.lower for t in sentence.tokens[segment.first : segment.last]}
    role = set((speaker.role or "").lower().split())
    who = role | set(speaker.name.lower().split())
    return bool(spoken & {"its", "our", "we", "us", "ship's", "vessel's"}) or bool(
        who & {"operator", "owner", "owners", "manager", "managers", "charterer"}
    )


_RUMOUR = words(
    "rumour rumours rumor rumors story stories reports report claim claims allegation allegations "
    "posts"
)
_TRUE = frozenset({"true", "correct"})
_FALSE = words(
    "false unfounded untrue incorrect baseless fake fabricated groundless inaccurate wrong "
    "invented nonsense"
)


def is_refuted(sentence: Sentence) -> bool:
    """“Rumours that the canal will close are unfounded”, “Contrary to reports, …”."""
    if [t.lower for t in sentence.tokens[:2]] == ["contrary", "to"]:
        return True
    said = sentence.words
    untrue = not said.isdisjoint(_FALSE) or ("not" in said and not said.isdisjoint(_TRUE))
    return untrue and not said.isdisjoint(_RUMOUR)


def _is_relayed(sentence: Sentence, segment: Segment, at: int) -> bool:
    """Whether the speaker says that it was told so."""
    words = [t.lower for t in sentence.tokens[segment.first : segment.last]]
    if "report" in words and "received" in words:
        return True
    near = [t.lower for t in sentence.tokens[max(segment.first, at - 6) : at + 4]]
    return any(
        w in _RELAYED
        and not (w == "suspected" and near[n + 1 : n + 2] and near[n + 1] in _SUSPECTS)
        for n, w in enumerate(near[:-1])
    )


_SUSPECTS = words("pirates robbers smugglers traffickers militants hijackers attackers thieves")


def _own_account(action: str, future: bool, negated: bool, first_person: bool) -> Modality:
    """“We have …” by an issuer of unknown kind: plans are announced, deeds are claimed."""
    if future or action in MEASURES or action in _OWN:
        return "announced"
    if action in _DEEDS and first_person:
        return "denied" if negated else "claimed"
    return "reported"


_OWN = words("blockade operation threat normal_operations talks")
_DEEDS = words("attack seizure boarding hijack interception mine")


def _stranger(action: str, speaker: Speaker, future: bool, segment: Segment) -> Modality:
    """A speaker of unknown kind: nobody's authority, but its own plans are its own."""
    words = set((speaker.role or speaker.name).lower().split())
    if words & _ANALYSTS:
        return "assessed" if future or segment.kind == "suggest" else "reported"
    if speaker.unnamed:
        return "reported"
    if segment.kind == "announce" and (future or action in MEASURES or action == "operation"):
        return "announced"
    if segment.kind == "claim":
        return "claimed"
    last = speaker.name.lower().split()[-1]
    nobody = speaker.vague or last in UNNAMED or in_class(last, "role") or last.endswith("s")
    named = speaker.person or (speaker.name[:1].isupper() and not nobody)
    own_plan = future and action in MEASURES and segment.kind in ("say", "confirm")
    return "announced" if future and (speaker.person or (named and own_plan)) else "reported"


def _by_kind(
    action: str, speaker: Speaker, segment: Segment, depth: int, future: bool, negated: bool,
    relayed: bool, own: bool,
) -> Modality:  # fmt: skip
    actor = speaker.actor
    kind = speaker.kind or (actor.kind if actor else None)
    measure = action in MEASURES and not (action == "escort" and not future)
    if set((speaker.role or speaker.name).lower().split()) & _ANALYSTS:
        return "assessed" if future else "reported"
    authority = (actor is not None and actor.authority) or kind == "authority"
    if depth > 1 and segment.kind == "confirm":
        return "claimed" if kind in _PARTIES else "reported"
    if set(speaker.name.lower().split()) & _GUARDS and not future:
        watch = action in _PIRACY or (action in _ON_WATCH and segment.kind != "claim")
        if watch and not negated:
            return "reported" if relayed or depth > 1 else "confirmed"
    if kind in _PARTIES and not (authority and kind != "state_force"):
        if negated and action not in MEASURES and action not in _OUTCOMES and not future:
            return "denied"
        stated = ("operation", "blockade", "talks", "threat")
        own = future or measure or action in stated
        return "announced" if own and segment.kind != "claim" else "claimed"
    if authority:
        if relayed and action != "advisory":
            return "reported"
        if future or measure or action in ("blockade", "operation"):
            return "announced"
        if segment.kind == "claim":
            return "claimed"
        if negated and action not in _OUTCOMES and action != "normal_operations":
            return "denied"
        if depth > 1 and action in ("attack", "interception"):
            return "claimed"
        return "confirmed" if depth <= 1 else "reported"
    if kind == "company":
        if action in _MARKET and not own and not future and segment.chain:
            return "reported"  # a firm on the market, not on what it does itself
        if _tells_of_ports(speaker) and not own and not future and action in _PORT_STATES:
            return "reported"
        if future or measure or action in ("normal_operations", "congestion"):
            return "announced"
        if negated and action not in _OUTCOMES:
            return "denied"
        if relayed:
            return "reported"
        against = action in ("attack", "damage", "seizure", "hijack", "boarding", "casualty",
                             "spill", "explosion", "grounding", "accident", "other")  # fmt: skip
        return "confirmed" if against and own and depth <= 1 else "reported"
    if kind == "agency":
        if not own and not future and action in _PORT_STATES and _tells_of_others(speaker, segment):
            return "reported"
        words = set((speaker.role or speaker.name).lower().split())
        if words & _CIVIL and action in _MISHAPS and not negated and depth <= 1:
            return "reported" if relayed else "confirmed"
        if words & _POLITICAL:
            return "announced" if future or measure else "claimed"
        return "announced" if future or measure else "reported"
    return "reported"


_REPORTERS = words("agencies agency agents club p&i p correspondents brokers insurance mutual")
_PORT_STATES = words(
    "closure opening resumption normal_operations congestion restriction strike suspension weather"
)


_PORT_WORDS = words(
    "port ports pilotage terminal terminals berth berths channel harbour harbor anchorage quay "
    "strait canal locks lock pilots"
)
_SERVICE_WORDS = words(
    "bookings booking sailings calls service services transits rotation loop customers our we "
    "ships cargo accept accepted vessels fleet"
)


def _is_of_a_port(sentence: Sentence, segment: Segment, at: int) -> bool:
    """Whether the subject is a port or its pilots, and not the speaker's own service."""
    before = [t.lower for t in sentence.tokens[max(segment.first, at - 9) : at + 1]]
    return not _PORT_WORDS.isdisjoint(before) and _SERVICE_WORDS.isdisjoint(before)


def _tells_of_others(speaker: Speaker, segment: Segment) -> bool:
    """A relief body or an association, writing in its own name of ports that others run."""
    role = set((speaker.role or speaker.name).lower().split())
    return not segment.chain and not role & (_POLITICAL | _CIVIL)


def _tells_of_ports(speaker: Speaker) -> bool:
    """A ship agent or a club: how ports stand is not of its own making."""
    return not _REPORTERS.isdisjoint(speaker.name.lower().split())


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
