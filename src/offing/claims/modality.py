"""How a thing is said: modality, negation, future, whether it holds at the report's date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.events import Trigger
from offing.claims.lexicon import in_class, words
from offing.claims.speakers import FIRST_PERSON, GROUP_PRONOUNS, Speaker
from offing.claims.standing import Content, Standing, modality_by_table, standing_of
from offing.claims.subjects import UNNAMED, first_verb
from offing.model import Modality
from offing.text.tokens import Token

_WILL = frozenset({"will", "shall", "'ll"})
_COULD = frozenset({"could", "may", "might", "can"})
_OTHERS_FORCE = words("attack hijack robbery approach mine explosion")
"""Who keeps watch, runs ships or reports foresees these and never announces them as its own."""
_PLANS = words(
    "plans plan planning intends intend intending aims aiming aim set due going prepares "
    "preparing scheduled planned seeks vowed pledged"
)
_MAYBE = words(
    "considering weighing option options contemplating possibly possible perhaps "
    "potentially potential probably likely unlikely hypothetical hypothetically maybe"
)
_FORECAST = words(
    "foreseen hopes hoped hoping hope expect expecting expected expects forecast forecasts "
    "predicted anticipated believed feared estimated projected thought"
)
_NOT = frozenset({"not", "n't", "'t", "no", "never", "neither", "nor", "nobody", "none", "without",
                  "cannot", "nothing"})  # fmt: skip
_GOES_ON = words("remain remains stay stays continue continues")
_BREAKS = frozenset(["which", "who", "after", "while", "but", ";", "following"])
_FINITE = words("will would shall could may might has have had is are was were do does did")
_ADVERBIAL_NOT = frozenset({"not", "n't", "'t", "cannot"})
_RELAYED = words("sighted reported reportedly third-party received report reports suspected")
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
_GUARDS = frozenset({"navy", "guard", "coastguard"})
_ON_WATCH = words("damage casualty gnss_interference explosion congestion weather mine")
"""What a navy or coast guard tells of its waters as a safety authority, not as a party."""
_MARKET = words("insurance surcharge congestion closure restriction")


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
    at = trigger.at if trigger is not None else _verb_of(sentence, segment)
    modal, planned, maybe, negated = _scan_back(tokens, max(first, segment.first), at, action)
    maybe = maybe or (action != "advisory" and _is_opinion(sentence, segment))
    modal = modal or _listed_plan(tokens, segment.first, at)
    if trigger is not None and action in ("restriction",) and tokens[trigger.at].lower == "no":
        negated = True
    if trigger is not None and trigger.entry.needs == "shipsmove":
        negated = False  # “no ship has sailed” is a standstill, told as one
    conditional = any(
        t.lower in ("if", "unless") for t in tokens[segment.first : segment.last]
    ) or _is_inverted(sentence, segment)
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


_MAX_TO_VERB = 16


def _verb_of(sentence: Sentence, segment: Segment) -> int:
    """Where the verb of a clause stands that holds no event phrase; its start without one."""
    tokens = sentence.tokens
    end = min(segment.last, segment.first + _MAX_TO_VERB)
    at = first_verb(tokens, segment.first, end)
    if at >= end:
        return segment.first
    return min(at + 2, segment.last - 1) if tokens[at].lower in _FINITE else at


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
     ("must", "be"), ("be", "presumed")]
)  # fmt: skip
_MINDS = words("judgement judgment view opinion mind assessment eyes estimation reckoning")


def _is_opinion(sentence: Sentence, segment: Segment) -> bool:
    """“in our judgement”, “appears to be”, “ought to be made”: thought, not told."""
    heard = [t.lower for t in sentence.tokens[segment.first : segment.last]]
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
        if word in _BREAKS or (word == "that" and tokens[j - 1].lower in _MINDED):
            break
        if word == "without" and at - j > 3:
            j -= 1
            continue  # “ships without a reservation are waiting”
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


_MINDED = words("remember recall recalled remembered note noted")
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
    """What is denied, what is only thought, and for all else the table of standings."""
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
    if speaker is None and own_words and action == "advisory":
        return "announced"
    if speaker is None and not own_words:
        return "assessed" if future and action not in STATES else "reported"
    if speaker is None and issuer.kind is None and (future or action in MEASURES):
        return "announced"
    told = speaker or issuer
    if not segment.chain and told.kind is None and told.actor is None:
        return _own_account(action, future, negated, not sentence.words.isdisjoint(FIRST_PERSON))
    return _by_standing(action, told, segment, future, negated, sentence, at)


def _by_standing(
    action: str, speaker: Speaker, segment: Segment, future: bool, negated: bool,
    sentence: Sentence, at: int,
) -> Modality:  # fmt: skip
    standing = standing_of(speaker)
    if standing == "party" and _keeps_watch(action, speaker, segment, future, negated):
        standing = "authority"
    content = _content(action, future, standing, sentence, segment, at)
    relayed = _is_relayed(sentence, segment, at) and action != "advisory"
    if relayed and standing in ("authority", "firm") and not future:
        return "reported"
    if segment.kind == "claim" and content in ("deed", "fact", "measure"):
        return "assessed" if standing == "observer" else "claimed"
    deep = len(segment.chain) > 1
    if deep and standing == "authority" and action in ("attack", "interception"):
        return "claimed"
    own = _is_own(standing, content, action, speaker, segment, future, sentence, at)
    no = (
        negated
        and action not in _OUTCOMES
        and action not in ("normal_operations", *MEASURES)
        and (own or bool(segment.chain))
    )
    found = modality_by_table(standing, content, own=own, first_hand=not deep, negated=no)
    if found == "announced" and content == "plan" and action in _OTHERS_FORCE:
        return found if standing in ("party", "person") else "assessed"
    return found


def _keeps_watch(
    action: str, speaker: Speaker, segment: Segment, future: bool, negated: bool
) -> bool:
    """A navy that tells of its waters as a safety authority does, not of its enemy."""
    if future or negated or set(speaker.name.lower().split()).isdisjoint(_GUARDS):
        return False
    return action in _PIRACY or (action in _ON_WATCH and segment.kind != "claim")


def _content(
    action: str, future: bool, standing: Standing, sentence: Sentence, segment: Segment, at: int
) -> Content:
    """Which column of the table an act belongs to."""
    if future:
        return "plan"
    if action in ("operation", "blockade", "talks", "threat"):
        done = action == "operation" and standing == "authority" and segment.kind != "announce"
        return "fact" if done else "stance"
    if action in _DEEDS:
        return "deed"
    if action in MEASURES and action != "escort":
        return "fact" if _is_described(sentence, segment, at) else "measure"
    if standing == "firm" and action in ("normal_operations", "congestion"):
        return "measure"
    return "fact"


_IDLE = words(
    "stopped halted interrupted disrupted damaged remains remain stays idle inoperative slowed "
    "delayed affected"
)


def _is_described(sentence: Sentence, segment: Segment, at: int) -> bool:
    """“Loading stopped”, “remains out of use”: how things stand, and nobody's order."""
    near = [t.lower for t in sentence.tokens[max(segment.first, at - 3) : at + 3]]
    return not _IDLE.isdisjoint(near) or "out" in near


def _is_own(
    standing: Standing, content: Content, action: str, speaker: Speaker, segment: Segment,
    future: bool, sentence: Sentence, at: int,
) -> bool:  # fmt: skip
    """Whether whoever speaks tells of its own acts, ships or waters."""
    if standing == "party":
        return True
    if standing == "authority":
        return not (action in _PORT_STATES and _is_elsewhere(speaker, sentence, segment))
    mine = _of_its_own(sentence, segment, speaker)
    if standing == "firm":
        if content in ("deed", "fact"):
            return mine
        if segment.chain:
            return mine or future or action not in _MARKET
        if action in _NOT_ITS_OWN:
            return mine or not _SERVICES.isdisjoint(_before(sentence, segment, at))
        of_port = action in _PORT_STATES and _is_of_a_port(sentence, segment, at)
        return mine or future or not of_port
    if standing == "union":
        return mine or content == "stance" or action in ("strike", "suspension")
    if standing == "observer":
        if content == "fact":
            return False
        own = FIRST_PERSON | GROUP_PRONOUNS | {"its", "their"} if segment.chain else FIRST_PERSON
        said = segment.kind in ("announce", "pledge")
        return said or not _before(sentence, segment, at).isdisjoint(own)
    return _plans_itself(action, speaker, segment, future)


_NOT_ITS_OWN = words("normal_operations congestion strike talks weather exercise")
_SERVICES = words("bookings booking sailings calls service services rotation loop")


def _before(sentence: Sentence, segment: Segment, at: int) -> set[str]:
    """The words of the clause up to the act."""
    return {t.lower for t in sentence.tokens[max(segment.first, at - 12) : at + 2]}


def _is_elsewhere(speaker: Speaker, sentence: Sentence, segment: Segment) -> bool:
    """“Belawan: shut” in the circular of another port: none of its own waters."""
    first = sentence.tokens[0]
    name = speaker.name.lower()
    if segment.chain or not first.text[0].isupper() or not ("port" in name or "harbour" in name):
        return False
    colon = next((n for n, t in enumerate(sentence.tokens[:8]) if t.text == ":"), 0)
    head = sentence.tokens[:colon]
    named = all(t.text[0].isupper() or t.lower in ("and", "of", ",") for t in head)
    return bool(colon) and named and first.lower not in name


def _plans_itself(action: str, speaker: Speaker, segment: Segment, future: bool) -> bool:
    """Somebody of whom no body is known: its own plans are its own."""
    if segment.kind == "announce" and (future or action in MEASURES or action == "operation"):
        return True
    last = speaker.name.lower().split()[-1]
    nobody = speaker.vague or last in UNNAMED or in_class(last, "role") or last.endswith("s")
    named = speaker.person or (speaker.name[:1].isupper() and not nobody)
    own_plan = action in MEASURES and segment.kind in ("say", "confirm")
    return future and (speaker.person or (named and own_plan))


def _is_bystander(speaker: Speaker, segment: Segment) -> bool:
    """Whether who speaks of a threat only judges it: an analyst, a firm, an association."""
    judging = standing_of(speaker) in ("firm", "observer", "person")
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
