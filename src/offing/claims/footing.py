"""On what footing a thing is said: the cell of the table of modality that a clause falls into.

Four questions, each with its own function: by what cue it is told (:func:`_cue_of`), what
whoever speaks is to it (``standing_of``), of what kind the content is (:func:`_content`) and
whether it is the speaker's own (:func:`_is_own`). ``modality_by_table`` does the rest.
"""

from __future__ import annotations

from offing.claims.attribution import Segment
from offing.claims.bidding import asks_a_body, bids_in_case, forbids, moves_its_own
from offing.claims.denials import denies, is_refuted
from offing.claims.document import Sentence, has_class
from offing.claims.lexicon import class_words, in_class, words
from offing.claims.norms import (
    lasted,
    names_itself,
    ought,
    replaces,
    sets_rule,
    tells_of_past,
    tells_them_to,
)
from offing.claims.speakers import FIRST_PERSON, GROUP_PRONOUNS, Speaker
from offing.claims.standing import (
    ANALYSTS,
    Content,
    Cue,
    Standing,
    modality_by_table,
    standing_in,
    standing_of,
)
from offing.claims.subjects import UNNAMED, first_verb
from offing.model import Modality

_OTHERS_FORCE = words("attack hijack robbery approach mine explosion")
"""Who keeps watch, runs ships or reports foresees these and never announces them as its own."""
_RELAYED = words("sighted reported reportedly third-party received report reports suspected")
_SUSPECTS = words("pirates robbers smugglers traffickers militants hijackers attackers thieves")
MEASURES = words(
    "closure suspension resumption opening restriction diversion surcharge insurance "
    "advisory escort sanctions exercise strike"
)
_PIRACY = words("boarding robbery hijack approach accident grounding rescue spill release")
_GUARDS = frozenset({"navy", "guard", "coastguard", "naval"})
_ON_WATCH = words("damage casualty gnss_interference explosion congestion weather mine")
"""What a navy or coast guard tells of its waters as a safety authority, not as a party."""
_MARKET = words("insurance surcharge congestion closure restriction")
_OWN = words("blockade operation threat normal_operations talks")
_DEEDS = words("attack seizure boarding hijack interception mine")
_PORT_STATES = words("closure opening resumption normal_operations congestion restriction strike "
                     "suspension weather")  # fmt: skip
_CALLS = ("advise", "pledge", "threaten", "warn")
"""Kinds of speech by which something is called for, promised or threatened."""


def modality_of(
    action: str, segment: Segment, issuer: Speaker, own_words: bool, future: bool,
    hypothetical: bool, negated: bool, sentence: Sentence, at: int,
) -> Modality:  # fmt: skip
    """The modality of one act: its cue, its speaker's standing, its content, whose act it is.

    Args:
        action: what the claim is about.
        segment: whose word it is.
        issuer: outlet or issuer of the report.
        own_words: whether the issuer itself speaks of its own acts (a notice).
        future: whether it lies ahead; ``hypothetical``: whether it is only thought or could be.
        negated: whether it is said not to be so.
        sentence: where it stands; ``at``: the token of the act.
    """
    cue = _cue_of(action, segment, issuer, own_words, hypothetical, future, sentence, at)
    speaker = segment.speaker
    if cue in ("refuted", "thought", "urged"):
        return modality_by_table("press", "fact", own=False, cue=cue)
    if speaker is None and not own_words:
        return _in_outlets_voice(action, segment, sentence, future)
    if speaker is None and issuer.kind is None and (future or action in MEASURES):
        return "announced" if _speaks_of_itself(sentence, segment, issuer) else "reported"
    told = issuer if speaker is None or _is_ours(speaker) else speaker
    if not segment.chain and told.kind is None and told.actor is None:
        said = _own_account(action, future, negated, not sentence.words.isdisjoint(FIRST_PERSON))
        if said != "reported" or standing_of(told) == "person":
            return "denied" if denies(action, sentence, segment, at, negated, future) else said
    return _by_standing(action, told, segment, cue, future, negated, sentence, at, issuer)


def _is_ours(speaker: Speaker) -> bool:
    """“according to our information”: whoever writes."""
    if not speaker.name.lower().startswith("our"):
        return False
    heard = speaker.name.lower().split()
    return heard[0] == "our" and heard[-1] in _OUR_OWN


_OUR_OWN = words("information data records figures count estimate understanding knowledge")


_PASSED_ON = words("citing cited cites quoting quoted quotes quote according")


def _is_deep(sentence: Sentence, segment: Segment, issuer: Speaker) -> bool:
    """Whether another speaks between: what a party passes on is its word, a paper told is none."""
    told = not sentence.words.isdisjoint(_TELLS) and sentence.words.isdisjoint(_PASSED_ON)
    speaker = segment.speaker
    told = told and speaker is not None and standing_of(speaker) != "unnamed"
    between = [s for s in segment.chain[:-1] if not (told and s.kind == "outlet")]
    if between:
        return True
    last = segment.speaker
    return last is not None and last.name != issuer.name and issuer.kind in _PARTY_KINDS


_TELLS = words("told informed assured notified briefed")
_PARTY_KINDS = frozenset({"armed_group", "umbrella_group", "state_force", "state"})


def _speaks_of_itself(sentence: Sentence, segment: Segment, issuer: Speaker) -> bool:
    """Whether an issuer of unknown kind tells of its own: “we”, its name, or what it bids."""
    heard = set(sentence.lowers[segment.first : segment.last])
    if not heard.isdisjoint(FIRST_PERSON) or names_itself(issuer.name, sentence, segment):
        return True
    return sets_rule(sentence, segment) and not tells_of_past(sentence, segment)


def _in_outlets_voice(
    action: str, segment: Segment, sentence: Sentence, future: bool
) -> Modality:  # fmt: skip
    """What nobody but the outlet says; advice to those who sail is its own."""
    if action == "advisory" and sets_rule(sentence, segment):
        return "announced"
    if (action == "weather" and future) or _ought_to_be(sentence, segment):
        return "assessed"
    return "assessed" if _seen_by_analysts(sentence, segment) else "reported"


def _ought_to_be(sentence: Sentence, segment: Segment) -> bool:
    """“They should reopen by noon”: foreseen, where nobody is bidden to do it."""
    heard = sentence.lowers[segment.first : segment.last]
    at = heard.index("should") if "should" in heard else -1
    return 0 < at <= _MAX_ANALYSTS + 2 and not sets_rule(sentence, segment)


_SEE = words("see sees foresee foresees put puts reckon reckons peg pegs expect expects")
_MAX_ANALYSTS = 7


def _seen_by_analysts(sentence: Sentence, segment: Segment) -> bool:
    """“Analysts at X see rates falling”: their view, also where the verb is no verb of speech."""
    heard = sentence.lowers[segment.first : segment.first + _MAX_ANALYSTS]
    verb = next((n for n, w in enumerate(heard) if w in _SEE), 0)
    return any(w in ANALYSTS for w in heard[:verb])


def _cue_of(
    action: str, segment: Segment, issuer: Speaker, own_words: bool, hypothetical: bool,
    future: bool, sentence: Sentence, at: int,
) -> Cue:  # fmt: skip
    """By what words a thing is told: refuted, thought, urged, relayed, asserted or plainly told."""
    speaker = segment.speaker
    neither = segment.kind == "deny" and "neither" in sentence.words
    if (segment.kind == "deny" and not neither) or (
        segment.kind != "confirm" and is_refuted(sentence)
    ):
        return "refuted"
    if neither:
        return "relayed"
    if segment.kind == "assess" or hypothetical or action in ("capability", "assessment"):
        return "thought"
    if action == "threat" and speaker is not None and _is_bystander(speaker, segment):
        return "thought"
    if (
        action == "weather"
        and segment.kind not in _CALLS
        and (future or "forecast" in sentence.words)
    ):
        return "thought"
    if speaker is not None and segment.kind in ("advise", "say") and (
        asks_a_body(sentence, segment)
        and standing_of(speaker) not in ("authority", "party", "union")
    ):  # fmt: skip
        return "relayed"
    if speaker is not None and (segment.kind in _CALLS or _is_urged(sentence, segment)):
        return "urged"
    if speaker is None and own_words and bids_in_case(sentence, segment):
        return "urged"
    if speaker is None and own_words and (action == "advisory" or ought(sentence, segment)):
        return "urged"
    if speaker is None and own_words and replaces(sentence, segment):
        return "urged"
    if _is_relayed(sentence, segment, at) and action != "advisory":
        return "relayed"
    return "asserted" if segment.kind == "claim" else "told"


_TERMS = frozenset({"until", "unless"})
_NO_ONE = frozenset({"nobody", "no", "nothing", "not", "never", "none"})
_BID_TO = words(
    "proceed navigate slow expect avoid keep stay leave remain prepare report wait steer divert "
    "hold"
)


def _is_urged(sentence: Sentence, segment: Segment) -> bool:
    """“told customers to expect delays”, “nobody loads a box until we are paid”."""
    heard = sentence.lowers[segment.first : segment.last]
    before = sentence.tokens[segment.first - 1].lower if segment.first else ""
    if (heard[:1] == ["to"] or before == "to") and not _BID_TO.isdisjoint(heard[:2]):
        return True
    ordered = ":" in heard[1:4] and not _ORDERS.isdisjoint(heard[:3])
    if ordered or tells_them_to(sentence, segment):
        return True
    ours = not FIRST_PERSON.isdisjoint(heard)
    return ours and not _TERMS.isdisjoint(heard) and not _NO_ONE.isdisjoint(heard[:2])


_ORDERS = words("instruction instructions order orders")


def _by_standing(
    action: str, speaker: Speaker, segment: Segment, cue: Cue, future: bool, negated: bool,
    sentence: Sentence, at: int, issuer: Speaker,
) -> Modality:  # fmt: skip
    standing = standing_in(action, speaker)
    armed = has_class(sentence, "weapon")
    if (
        standing == "party"
        and not armed
        and _keeps_watch(action, speaker, segment, future, negated, sentence)
    ):
        standing = "authority"
    content = _content(action, future, standing, sentence, segment, at)
    if _is_hearsay(sentence, segment):
        return "reported"
    if cue == "relayed" and future and not asks_a_body(sentence, segment):
        cue = "told"
    deep = _is_deep(sentence, segment, issuer)
    if deep and standing == "authority" and action in ("attack", "interception"):
        return "claimed"
    if standing == "authority" and action in _DISPUTED and _blames_another(speaker, sentence):
        standing = "party"
    own = _is_own(standing, content, action, speaker, segment, future, sentence, at)
    no = denies(action, sentence, segment, at, negated, future) or (
        negated
        and action not in _OUTCOMES
        and action not in ("normal_operations", *MEASURES)
        and (content == "deed" or standing == "party")
        and (own or bool(segment.chain))
    )
    refused = action in _REFUSED and standing in ("authority", "firm")
    if no and content == "measure" and refused and not forbids(sentence, segment):
        content = "fact"  # “The port is not closing” says what is not so
    if action == "weather" and "estimated" in sentence.words:
        cue = "thought"
    found = modality_by_table(
        standing, content, own=own, first_hand=not deep, negated=no, cue=cue
    )  # fmt: skip
    if found == "assessed" and standing == "firm" and cue == "told" and not segment.chain:
        return "reported"  # what others will do, in somebody's own paper
    if found == "announced" and content == "plan" and action in _OTHERS_FORCE:
        return found if standing in ("party", "person") else "assessed"
    if found == "reported" and content == "deed" and _did_it_itself(sentence, segment, at):
        return "claimed" if standing in ("person", "observer") else found
    if found == "reported" and segment.kind == "confirm" and not deep and _in_office(speaker):
        return "confirmed"
    return found


_DISPUTED = words("accident attack approach damage other seizure interception")
_BLAMING = words(
    "deliberately illegally provocation provocations provocative dangerously unlawfully violated "
    "intruded trespassed responsibility aggressive unprofessional stern"
)


def _blames_another(speaker: Speaker, sentence: Sentence) -> bool:
    """“The vessel deliberately collided with ours”: a coast guard that is a party to it."""
    named = f"{speaker.name} {speaker.org or ''} {speaker.role or ''}".lower()
    guards = not set(named.split()).isdisjoint(_GUARDS)
    return guards and not sentence.words.isdisjoint(_BLAMING)


def _did_it_itself(sentence: Sentence, segment: Segment, at: int) -> bool:
    """“The group said it had hit a tanker”: by whatever body, a deed of its own."""
    lead = sentence.lowers[segment.first : at]
    near = lead[:2] if lead[:1] == ["that"] else lead[:1]
    own = bool(near) and near[-1] in ("it", "they", "we")
    return own and len(lead) <= _CLOSE and _PASSIVE.isdisjoint(lead)


_CLOSE = 5
_PASSIVE = words("was were been being is are")
_OUTCOMES = frozenset({"casualty", "damage", "spill", "other"})
_OFFICES = words(
    "director chief head captain master mayor manager harbourmaster commander inspector prosecutor "
    "superintendent commissioner"
)


def _in_office(speaker: Speaker) -> bool:
    """Whether who confirms holds an office by which it would know."""
    return not _OFFICES.isdisjoint((speaker.role or speaker.name).lower().split())


_ROBBERS = words("pirates pirate robbers hijackers smugglers gunmen bandits kidnappers")


def _keeps_watch(
    action: str, speaker: Speaker, segment: Segment, future: bool, negated: bool,
    sentence: Sentence,
) -> bool:  # fmt: skip
    """A navy that tells of its waters as a safety authority does, not of its enemy."""
    named = f"{speaker.name} {speaker.org or ''} {speaker.role or ''}".lower()
    if future or negated or set(named.split()).isdisjoint(_GUARDS) or "revolutionary" in named:
        return False
    if action == "attack" and not sentence.words.isdisjoint(_ROBBERS):
        return True  # “pirates attacked a tanker”
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
    if action == "restriction" and sentence.tokens[at].lower in _TURNED:
        return "fact"
    if standing == "authority" and action in ("strike", "diversion"):
        return "fact"  # no authority's own measure
    if forbids(sentence, segment):
        return "measure"
    if standing == "firm" and segment.chain and moves_its_own(sentence, segment):
        return "measure"
    if action in MEASURES and action != "escort":
        rules = standing in ("authority", "firm") or action in ("insurance", "surcharge")
        described = _is_described(sentence, segment, at, rules=rules) or lasted(
            sentence, segment, at
        )
        history = not segment.chain and tells_of_past(sentence, segment)
        return "fact" if described or history else "measure"
    if standing == "firm" and action in ("normal_operations", "congestion"):
        return "measure"
    if standing in ("authority", "firm", "union", "observer") and sets_rule(sentence, segment):
        return "fact" if tells_of_past(sentence, segment) else "measure"
    return "fact"


_TURNED = words("turned refused inspected checked searched fined")
"""What was done to single ships, and is no rule for all."""
_IDLE = words(
    "sailing running laden loading stopped halted interrupted disrupted damaged remains remain "
    "stays idle inoperative slowed delayed affected"
)


_STAYS = words("stays remains remain stay")
_NO_OBJECT = words("at in on since after for because by from . , ; until and but")


def _is_described(sentence: Sentence, segment: Segment, at: int, *, rules: bool) -> bool:
    """“Loading stopped”, “remains out of use”: how things stand, and nobody's order."""
    near = sentence.lowers[max(segment.first, at - 3) : at + 3]
    before, after = sentence.lowers[at - 1 : at], sentence.lowers[at + 1 : at + 2]
    after_all = sentence.lowers[at + 1 : segment.last]
    if before and before[0] in ("has", "have") and after and after[0] not in _NO_OBJECT:
        return False  # “has halted calls”
    goes_on = not _STAYS.isdisjoint(near) and not _TERMS.isdisjoint(after_all)
    if goes_on and not segment.chain and rules:
        return False  # “stays shut until …”: the order goes on
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
    if content in ("measure", "plan") and not segment.chain and sets_rule(sentence, segment):
        return True
    if content in ("plan", "measure", "stance") and names_itself(speaker.name, sentence, segment):
        return True
    mine = _of_its_own(sentence, segment, speaker)
    if standing == "firm":
        return _is_firms_own(content, action, segment, future, sentence, at, mine)
    if standing == "union":
        issues = content == "plan" and not segment.chain
        return mine or issues or content == "stance" or action in ("strike", "suspension")
    if standing == "observer":
        if content == "fact":
            return False
        own = FIRST_PERSON | GROUP_PRONOUNS if segment.chain else FIRST_PERSON
        lead = segment.first + (sentence.tokens[segment.first].text in ("“", '"'))
        if segment.chain and sentence.lowers[lead : lead + 2] in _IT_IS:
            own = FIRST_PERSON  # “It is a rehearsal”: of something else
        said = segment.kind in ("announce", "pledge")
        opens = bool(segment.chain) and sentence.tokens[segment.first].lower in ("its", "their")
        return said or opens or not _before(sentence, segment, at).isdisjoint(own)
    return _plans_itself(action, speaker, segment, future)


_IT_IS = (["it", "is"], ["it", "was"], ["it", "'s"], ["they", "are"], ["they", "were"])
_GATES = words("terminal terminals port ports gateway dock docks stevedoring stevedores berth quay")


def _is_firms_own(
    content: Content, action: str, segment: Segment, future: bool, sentence: Sentence, at: int,
    mine: bool,
) -> bool:  # fmt: skip
    """Whether a firm tells of its own ships and services, and not of a port or the market."""
    if content in ("deed", "fact"):
        return mine or _is_of_a_ship(segment.speaker, sentence, segment)
    speaker = segment.speaker
    if speaker is not None and not _GATES.isdisjoint(speaker.name.lower().split()):
        return True  # a terminal's own gates and berths
    if segment.chain:
        return mine or future or action not in _MARKET or sets_rule(sentence, segment)
    if action in _NOT_ITS_OWN:
        return mine or not _SERVICES.isdisjoint(_before(sentence, segment, at))
    of_port = action in _PORT_STATES and (
        _is_of_a_port(sentence, segment, at) or _heads_a_port(sentence, segment)
    )
    return mine or future or not of_port


_SHIPOWNERS = words(
    "line lines shipping ships tankers bulk bulkers carriers carrier ferries ferry shipmanagement "
    "shipmanagers management managers manager owner owners operator maritime tankships navigation "
    "towage salvage offshore shipowner shipowners cruises reefers"
)
_OURS = words("the her his all both she none everyone ferries")
_ABOARD = words("she her crew master captain seafarers sailors passengers cargo everyone all")


def _is_of_a_ship(speaker: Speaker | None, sentence: Sentence, segment: Segment) -> bool:
    """“The tanker is stable”, “all 21 have left her”: who runs ships tells of a ship of its own."""
    if speaker is None or _SHIPOWNERS.isdisjoint(
        f"{speaker.name} {speaker.role or ''}".lower().split()
    ):
        return False
    lead = segment.first
    while lead < segment.last and sentence.tokens[lead].text in _QUOTES:
        lead += 1
    last = first_verb(sentence.tokens, lead, segment.last)
    subject = set(sentence.lowers[lead:last])
    if sentence.lowers[lead] not in _OURS:
        return False
    return not (subject.isdisjoint(class_words("vessel")) and subject.isdisjoint(_ABOARD))


_QUOTES = frozenset(["“", '"', "‘", "that"])


def _heads_a_port(sentence: Sentence, segment: Segment) -> bool:
    """“Pipavav: berthing suspended”, “Koper - closed”: a line under the name of a port."""
    tokens = sentence.tokens[segment.first : segment.first + _MAX_HEAD]
    end = next((n for n, t in enumerate(tokens) if t.text in _HEAD_ENDS), 0)
    ours = FIRST_PERSON | _SERVICE_WORDS
    named = all(t.text[0].isupper() or t.lower in ("and", "of", ",") for t in tokens[:end])
    return bool(end) and named and ours.isdisjoint(sentence.lowers[segment.first : segment.last])


_HEAD_ENDS = frozenset([":", "-", "–", "—"])
_MAX_HEAD = 6
_REFUSED = words("closure strike blockade exercise")
_NOT_ITS_OWN = words("normal_operations congestion strike talks weather exercise")
_SERVICES = words(
    "bookings booking sailings calls service services rotation loop shipments shipment deliveries"
)


def _before(sentence: Sentence, segment: Segment, at: int) -> set[str]:
    """The words of the clause up to the act, “after” and the like its first word."""
    first = max(segment.first, at - 12)
    told = sentence.lowers[first : at + 2]
    for n in range(len(told) - 3, 0, -1):
        if told[n] in _OPENS_CLAUSE:
            return set(told[n:])  # “it had no choice after the union banned overtime”
    return set(told)


_OPENS_CLAUSE = words("after because when while although whereas")


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
    spoken = sentence.lowers[segment.first : segment.last]
    if not _OWNED.isdisjoint(spoken):
        return True
    body = speaker.speaks_for.split()[0].lower() if speaker.speaks_for else ""
    if len(body) >= _NAME and body in spoken:
        return True  # “the ‘Fjord Star’” in a notice of the Fjord Line
    who = f"{speaker.role or ''} {speaker.name}".lower().split()
    return not _OWNERS.isdisjoint(who)


_OWNED = words("its our we us ship's vessel's")
_OWNERS = words("operator owner owners manager managers charterer")
_NAME = 4
"""Letters of a company's first name that also heads its ships' names."""


def _is_relayed(sentence: Sentence, segment: Segment, at: int) -> bool:
    """Whether the speaker says that it was told so."""
    spoken = sentence.lowers[segment.first : segment.last]
    if "report" in spoken and "received" in spoken:
        return True
    near = sentence.lowers[max(segment.first, at - 6) : at + 4]
    return not _RELAYED.isdisjoint(near) and any(
        w in _RELAYED
        and not (w == "suspected" and near[n + 1 : n + 2] and near[n + 1] in _SUSPECTS)
        for n, w in enumerate(near[:-1])
    )


_HEARSAY = words("rumour rumours rumor rumors")


def _is_hearsay(sentence: Sentence, segment: Segment) -> bool:
    """“rumours that insurers will …”, “a ransom is said to have been paid”: nobody's word."""
    heard = sentence.lowers[segment.first : segment.last]
    said = "said" in heard and any(
        a in ("is", "are", "was", "were") and b == "said" and c == "to"
        for a, b, c in zip(heard, heard[1:], heard[2:], strict=False)
    )
    return said or not _HEARSAY.isdisjoint(heard[:8])


def _own_account(action: str, future: bool, negated: bool, first_person: bool) -> Modality:
    """“We have …” by an issuer of unknown kind: plans are announced, deeds are claimed."""
    own = first_person or action not in _TOLD_OF_OTHERS
    if future or ((action in MEASURES or action in _OWN) and own):
        return "announced"
    if action in _DEEDS and first_person:
        return "denied" if negated else "claimed"
    return "reported"


_TOLD_OF_OTHERS = words(
    "strike talks diversion restriction normal_operations congestion closure opening resumption "
    "suspension"
)
"""What who signs tells of ports and others, unless a “we” or “our” stands there."""
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
    before = sentence.lowers[max(segment.first, at - _REACH) : at + 1]
    return not _PORT_WORDS.isdisjoint(before) and _SERVICE_WORDS.isdisjoint(before)


_REACH = 16
"""Tokens before an act among which the port stands that it is told of."""
