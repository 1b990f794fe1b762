"""Events: which act a stretch of a sentence tells of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from offing.claims.attribution import Segment
from offing.claims.barred import is_notice_of, is_of_its_kind, is_topic
from offing.claims.context import is_met
from offing.claims.document import Document, Sentence, has_class
from offing.claims.joints import PREVENTED, and_that, is_prevented, without_comment
from offing.claims.leads import is_time
from offing.claims.lexicon import EventEntry, class_words, event_index, forms_of, in_class, words
from offing.claims.meant import is_meant_otherwise
from offing.claims.participles import PASTS, is_reduced
from offing.claims.relatives import depth_in_relative, is_presupposed
from offing.claims.things import is_of_the_sea
from offing.claims.verb_uses import introduces, is_of_calls
from offing.text.tokens import Token

_TO_VERB = words(
    "to will would could may might can must should shall not n't 'll did do does had has "
    "have been be being is are was were also reportedly already immediately temporarily"
)
_DETERMINERS = words(
    "a an the this that these those its their his her our any no such every each another "
    "first second third latest previous new"
)
_PREPOSITIONS = words(
    "of on in by under after following from against amid with over for into despite during about"
)
_SUBORDINATE = words(
    "after following amid despite because since due owing given before unless when "
    "whenever until once where"
)
_LIGHT_VERBS = forms_of(
    "launch", "carry", "conduct", "report", "impose", "announce", "suffer", "come", "receive",
    "claim", "face", "cause", "experience", "begin", "start", "continue", "enforce", "lift", "end",
    "extend", "declare", "order", "call", "hold", "stage", "plan", "mount", "see", "hear",
    "confirm", "deny", "threaten", "expect", "forecast", "consider", "include", "involve", "lead",
    "result", "introduce", "apply", "charge", "raise", "quote", "remain", "add", "increase",
    "warn", "repel", "foil", "investigate", "enter", "resume", "transit", "transition", "move",
    "make", "issue", "record", "rise", "ease", "propose", "prepare", "approve", "levy", "detect",
    "spot", "sight", "find", "designate", "lay", "extend", "inflict", "do", "bring", "pose", "stop",
    "avoid", "seek", "set", "attempt", "maintain", "reinstate", "prompt", "encounter", "observe",
    "clear", "offer", "provide", "commence", "undertake", "perpetrate", "witness", "join", "notify",
    "welcome", "condemn", "denounce", "investigate", "trigger", "signal", "keep", "put", "force",
    "require", "blame", "push", "drive", "weigh", "use", "establish", "agree", "sign",
) | frozenset({"aware", "was", "were", "is", "are", "be", "been"})  # fmt: skip
_HAPPENS = forms_of(
    "occur", "happen", "hit", "damage", "kill", "cause", "leave", "force", "lead", "continue",
    "apply", "begin", "start", "remain", "include", "reach", "rise", "grow", "increase", "ease",
    "take", "target", "wound", "injure", "last", "affect", "disrupt", "end", "expire", "come",
    "set", "sink", "strike", "drift", "cover", "enter", "follow", "fall", "double", "drop", "tear",
    "rip", "rock", "shake", "hear", "report", "wreck", "prompt", "send", "push", "mark", "bring",
    "spread", "break", "involve", "stay",
) | words(
    "was were is are has have had will would could may might can should established imposed issued "
    "hoisted raised lifted declared announced introduced extended cancelled"
)  # fmt: skip
_CLAUSE_STOPS = frozenset([",", ";", ":", "—", "–", "“", "”", '"', "(", ")"])
_OBJECT_STARTS = words(
    "the a an two three four five six seven eight nine ten its their our all any one some "
    "several another both us israeli ship ships vessel vessels tanker tankers shipping "
    "traffic transits sailings operations services port ports calls container cargo bulk "
    "oil merchant them it civilian commercial maritime navigation pilotage"
)
_ASSERTING_KINDS = words("announce report claim warn threaten deny confirm assess pledge advise")
_IDIOMS = words("heart panic asthma on-board power job jobs price pay tax interest")

FAMILIES = {
    **dict.fromkeys(("attack", "explosion", "seizure", "boarding", "robbery", "hijack", "approach",
                     "mine", "interception", "gnss_interference"), "violence"),
    **dict.fromkeys(("closure", "suspension", "blockade", "restriction", "diversion", "strike"),
                    "halt"),
    **dict.fromkeys(("normal_operations", "resumption", "opening"), "flow"),
    **dict.fromkeys(("advisory",), "advice"),
    **dict.fromkeys(("insurance", "surcharge"), "cost"),
    **dict.fromkeys(("sanctions",), "law"),
}  # fmt: skip
OUTCOMES = frozenset({"casualty", "damage", "spill"})
_SPLIT_ANYWAY = frozenset({frozenset({"blockade", "closure"})})


class Trigger(msgspec.Struct, frozen=True):
    """An event phrase in tokens ``at`` to ``end``, with how likely it is the main act."""

    at: int
    end: int
    entry: EventEntry
    score: float
    marker: int
    """Token of the word that makes its clause a subordinate one, −1 without."""

    @property
    def action(self) -> str:
        """What the phrase stands for (``offing.model.ACTIONS``)."""
        return self.entry.action


def find_triggers(sentence: Sentence, segment: Segment, doc: Document) -> list[Trigger]:
    """Event phrases of ``segment`` that are asserted there, in reading order."""
    tokens = sentence.tokens
    found = []
    done = 0
    for i, matches in event_index().find(sentence.lowers, segment.first, segment.last):
        if i < done or _aside(segment, i):
            continue
        for length, entry in matches:
            if i + length > segment.last or not _fits(sentence, i, length, entry, doc):
                continue
            trigger = _trigger(sentence, segment, i, length, entry)
            if trigger is not None:
                found.append(trigger)
                done = i + length
                break
    if found and not PREVENTED.isdisjoint(sentence.words):
        found = [
            Trigger(t.at, t.end, _INTERCEPTION, t.score, t.marker)
            if t.entry.pos == "n" and is_prevented(sentence.lowers, t.at, t.action) else t
            for t in found
        ]  # fmt: skip
    if len(found) > 1 and any(t.action == "threat" for t in found):
        found = [t for t in found if not _is_threatened(tokens, t, found)]
    if _CAPABLE.isdisjoint(sentence.words):
        return found
    return [_as_capability(tokens, t) or t for t in found]


def find_raw(sentence: Sentence, segment: Segment) -> list[tuple[int, int, EventEntry]]:
    """Event phrases of ``segment`` as the words stand, asserted or not: token, length, entry."""
    return [
        (i, length, entry)
        for i, matches in event_index().find(sentence.lowers, segment.first, segment.last)
        for length, entry in matches
        if i + length <= segment.last
    ]


def _is_threatened(tokens: Sequence[Token], t: Trigger, found: Sequence[Trigger]) -> bool:
    """“threatened to close the strait”: the threat is the act."""
    return any(
        o.action == "threat" and 0 <= t.at - o.end <= 2 and tokens[o.end].lower in ("to", "with")
        for o in found if o is not t and o.end < len(tokens)
    )  # fmt: skip


_CAPABLE = words("capability capabilities ability capable able capacity means")
_INTERCEPTION = EventEntry("prevent", "v", "interception", "", 3)
_CAPABILITY = EventEntry("capability to", "x", "capability", "", 3)


def _as_capability(tokens: Sequence[Token], trigger: Trigger) -> Trigger | None:
    """“has the capability to target …” tells of a capability, not of an act."""
    before = [t.lower for t in tokens[max(0, trigger.at - 4) : trigger.at]]
    if "been" in before and "able" in before:
        return None  # “had not been able to take control”
    if trigger.entry.pos == "v" and before[-1:] in (["to"], ["of"]) and _CAPABLE & set(before):
        return Trigger(trigger.at, trigger.end, _CAPABILITY, trigger.score + 0.6, trigger.marker)
    return None


def _aside(segment: Segment, i: int) -> bool:
    return bool(segment.aside) and any(a <= i < b for a, b in segment.aside)


def _fits(sentence: Sentence, i: int, length: int, entry: EventEntry, doc: Document) -> bool:
    tokens = sentence.tokens
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + length].lower if i + length < len(tokens) else ""
    word = tokens[i].lower
    verbal = _verb_use(tokens, i, length)  # this and what it needs refuse the most, so first
    if entry.pos == "v" and not (verbal or _headline_verb(tokens, i, after)):
        return False
    if entry.pos == "n" and length == 1 and verbal and not _noun_use(tokens, i):
        return False
    if not is_met(entry.needs, sentence, doc, i):
        return False
    if sentence.quoted[i] >= 0 and _is_asked(doc, sentence.quoted[i]):
        return False  # a post with the words “Suez blocked?”
    if is_of_its_kind(sentence, i):
        return False
    if entry.pos != "x" and is_topic(sentence, i, length):
        return False
    if before in _IDIOMS or (word in ("board", "boards") and before in ("on", "the", "'s", "of")):
        return False
    if word in ("fire", "fires") and length > 1 and _is_blaze(tokens, i):
        return False
    if before == "be" and introduces(tokens, i):
        return False
    if word == "free" and (before in _BE or after in ("of", "for", "from", "to")):
        return False  # “the channel is free for ships”
    if entry.action == "release" and not _LET_OUT.isdisjoint(
        sentence.lowers[i + length : i + length + 3]
    ):
        return False  # “released its helicopter”, “released a statement”
    if word == "close" and (after in ("to", "of", "by", "contact", "cooperation", "watch")
                            or before in ("the", "a", "very", "too")):  # fmt: skip
        return False
    workers = has_class(sentence, "labour") and not has_class(sentence, "weapon")
    if entry.phrase == "target" and workers:
        return False  # “bans that target three lines”
    named = tokens[i].text[0].isupper() and bool(after) and tokens[i + length].text[0].isupper()
    if entry.action == "operation" and named:
        return False  # “the Maritime Operations Authority”
    if entry.action in _FEARED and not _FEARING.isdisjoint(sentence.lowers[max(0, i - 4) : i]):
        return False  # “sent out for fear of a collision”
    if before == "the" and word in _HARMED and not after.isalpha():
        return False  # “help for the injured”
    if entry.phrase == "tow" and not _SKIFFS.isdisjoint(sentence.lowers[i + 1 : i + 6]):
        return False  # pirates who tow a skiff save nobody
    if entry.phrase.startswith("turn ") and any(
        in_class(t.lower, "weapon") or t.lower in _BOATS for t in tokens[max(0, i - 4) : i]
    ):
        return False  # the skiffs turned away
    ahead = set(sentence.lowers[i + length : i + length + 2])
    if entry.phrase in ("should", "must") and ahead & _MINDFUL:
        return False  # “should be aware of”, “should note”: nothing to do
    if entry.phrase == "threat" and after in _NO_THREAT:
        return False
    if is_meant_otherwise(sentence, i, length, entry):
        return False
    if entry.action == "boarding" and not (
        sentence.words.isdisjoint(_PASSENGERS)
        and _AT_THEIR_WORK.isdisjoint(sentence.lowers[max(0, i - 4) : i])
    ):  # fmt: skip
        return False
    if entry.phrase == "monitor" and not _NO_WATERS.isdisjoint(sentence.lowers[i + 1 : i + 5]):
        return False
    if sentence.actors and any(m.first <= i < m.last for m in sentence.actors):
        return False
    return is_of_the_sea(sentence, i, length, entry, doc)


_BE = words("is are was were be been being remain remains remained stay stays")
_LET_OUT = words(
    "itself themselves helicopter helicopters aircraft boats statement statements report reports "
    "data figures footage video images imagery photographs photos map guidance list notice"
)
_FEARED = words("accident grounding spill damage casualty attack seizure hijack boarding")
_FEARING = words("fearing avoid avoiding prevent preventing avert averting")
_HARMED = words("injured wounded dead missing killed")
_SKIFFS = words("skiff skiffs speedboat speedboats dinghy")
_SHOOTERS = words("who which that they we you it he she to and not")


def _is_blaze(tokens: Sequence[Token], i: int) -> bool:
    """“Fire at a scrap terminal”, “an engine-room fire on the quay”: it burns, nobody shoots."""
    before = tokens[i - 1].lower if i else ""
    if tokens[i].lower == "fires":
        return not i or before in _PREPOSITIONS or before.endswith("ing")
    plural = before.endswith("s") and not before.endswith("ss")
    return not (before in _TO_VERB or before in _SHOOTERS or plural or in_class(before, "hostile"))


def _is_asked(doc: Document, quote: int) -> bool:
    """Whether a quotation is a question."""
    held = doc.quotes[quote]
    return "?" in doc.text[max(held.start, held.end - 4) : held.end]


_NO_THREAT = words("table map picture assessment assessments level levels matrix of")
_MINDFUL = words("aware remember remembered note noted bear mindful have")
_BOATS = words("skiff skiffs boats attackers pirates robbers assailants speedboats craft")
_AT_THEIR_WORK = words("pilot pilots stevedores dockers agents surveyors")
_NO_WATERS = words("situation developments events matters reports closely")
_PASSENGERS = words(
    "visitors tourists replica museum flight flights train trains bus buses plane planes airline "
    "holidaymakers guests commuters"
)


def _noun_use(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1].lower if i else ""
    return before in _DETERMINERS or before in _PREPOSITIONS or before == "'s"


def _verb_use(tokens: Sequence[Token], i: int, length: int) -> bool:
    """Whether the form at ``i`` is used as a verb; participles before a noun are not."""
    if length > 1:
        return not i or not (tokens[i - 1].lower in _DETERMINERS or is_of_calls(tokens, i))
    word = tokens[i].lower
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + length].lower if i + length < len(tokens) else ""
    if before.endswith(("-day", "-hour", "-week", "-month")):
        return False  # “a two-day strike 21-22/09”
    if before in _TO_VERB:
        return True
    if word.endswith("ed") or word in PASTS:
        opens = before in _DETERMINERS or before in _QUANTIFIERS
        attributive = opens and after.isalpha() and after not in _PREPOSITIONS
        return not attributive
    if word.endswith("ing"):
        return before not in _DETERMINERS and after not in ("of",)
    if before in _DETERMINERS or before in _PREPOSITIONS or before == "'s":
        return False
    subject = tokens[i - 2].lower if before.endswith("ly") and i > 1 else before
    if subject.endswith("s") and subject in class_words("service", "vessel", "facility"):
        return True  # “operations slowly resume at the port”
    return after in _OBJECT_STARTS or after[:1].isdigit()


_QUANTIFIERS = words("all other more most many several both some few of on against for with from")


def _headline_verb(tokens: Sequence[Token], i: int, after: str) -> bool:
    """“Pirates board off Lagos”: the third person without an object."""
    text = tokens[i].text
    return text.endswith("s") and after in ("off", "near", "at") and text.islower()


def _trigger(
    sentence: Sentence, segment: Segment, i: int, length: int, entry: EventEntry
) -> Trigger | None:
    tokens = sentence.tokens
    score = float(entry.weight)
    if entry.pos == "n" and not _asserted(sentence, segment, i, i + length):
        return None
    marker = _marker(sentence, segment.first, i)
    if entry.pos == "n" and i and sentence.lowers[i - 1] == "the" and (
        is_presupposed(sentence.lowers, i)
    ):  # fmt: skip
        score -= 1.0
    if entry.pos == "v" and is_reduced(tokens, i, segment.last):
        score -= 1.5  # “the tanker seized in May was released”
    if marker >= 0:
        score -= 2.0
    elif segment.first <= i < lead_in_end(sentence, segment):
        score -= (
            0.8 if "if" in (tokens[segment.first].lower, tokens[segment.first + 1].lower) else 1.5
        )
    elif (aside := depth_in_relative(sentence, segment.first, i)) > 0:
        score -= aside
    elif _is_purpose(tokens, i):
        score -= 0.6
    if entry.pos == "v" and marker < 0:
        score += 0.3
        if i and tokens[i - 1].text == "," and tokens[i].lower.endswith("ing"):
            score -= 0.8
    return Trigger(i, i + length, entry, score, marker)


_LEADS = words(
    "after following amid despite because since due owing given before when while "
    "although though if as once should commenting paired packaged combined responding "
    "speaking citing referring asked"
)


def lead_in_end(sentence: Sentence, segment: Segment) -> int:
    """Token after the comma that ends “Following X, …” or “While X, …”; 0 without a lead-in."""
    tokens = sentence.tokens
    first = segment.first
    while first < segment.last and tokens[first].text in ("“", '"', "‘", "'"):
        first += 1
    if first >= segment.last:
        return 0
    word = tokens[first].lower
    if word == "since" and first + 1 < segment.last and is_time(tokens[first + 1]):
        return 0
    if word not in _LEADS and not (word.endswith("ed") and len(word) > 4 and word != "armed"):
        return 0
    for n in range(first + 1, min(first + 40, segment.last)):
        if tokens[n].text == ",":
            return n + 1
    return 0


_MARKER_REACH = 24
_HAVE = words("has have had was were")


def _marker(sentence: Sentence, first: int, i: int) -> int:
    """The subordinating word that governs token ``i``, −1 when it is in the main clause."""
    if sentence.words.isdisjoint(_SUBORDINATE):
        return -1
    told = sentence.lowers
    for j in range(i - 1, max(first - 1, i - _MARKER_REACH), -1):
        word = told[j]
        if word in (",", ";", ":", "“", "”", '"'):
            return -1
        if word in _SUBORDINATE:
            of_time = (
                word == "since"
                and j + 1 < len(told)
                and (told[j - 1] in _HAVE or is_time(sentence.tokens[j + 1]))
            )  # “have since resumed”
            return -1 if of_time else j
    return -1


def _is_purpose(tokens: Sequence[Token], i: int) -> bool:
    return i > 1 and tokens[i - 1].lower == "to" and tokens[i - 2].lower not in (
        "decided", "plans", "plan", "going", "is", "are", "ordered", "vowed", "pledged",
        "threatened", "intends", "intend", "advised", "forced", "had", "has", "have", "began",
        "begun", "able", "continue", "continues", "continued", "agreed", "set", "due", "need",
        "required",
    )  # fmt: skip


def _asserted(sentence: Sentence, segment: Segment, i: int, end: int) -> bool:
    """Whether a noun for an event is said to happen, and not just mentioned."""
    tokens = sentence.tokens
    if sentence.heading or len(tokens) <= 8:
        return True
    if segment.kind in _ASSERTING_KINDS and i - segment.first <= 9:
        return True
    if is_notice_of(tokens, segment.first, i):
        return True
    if segment.kind == "assess" and i - segment.first <= _MAX_FORESEEN:
        return True  # “we expect delays”
    if any(t.lower == "under" for t in tokens[max(segment.first, i - 3) : i]):
        return True  # “under naval escort”
    j = i - 1
    while j >= segment.first and i - j <= 9:
        word = tokens[j].lower
        if word in ("context", "light", "view", "event"):
            return False
        if word in _LIGHT_VERBS:
            return True
        if word in (",", ";"):
            break
        j -= 1
    j = end
    while j < segment.last and j - end <= 8 and tokens[j].text not in _CLAUSE_STOPS:
        if tokens[j].lower in _HAPPENS:
            return True
        j += 1
    if _is_told_subject(sentence, segment, i, end):
        return True
    return sentence.item and len(tokens) <= 20


_MAX_FORESEEN = 3
_OF = words("on of at against off near in by to")
_MAX_BEFORE = 4


def _is_told_subject(sentence: Sentence, segment: Segment, i: int, end: int) -> bool:
    """“The seizure of the tanker on Sunday was condemned”: the act as the subject, in the past."""
    tokens = sentence.tokens
    if i - segment.first > _MAX_BEFORE or end >= segment.last or tokens[end].lower not in _OF:
        return False
    head = set(sentence.lowers[segment.first : i])
    if head & {"a", "an"} and segment.first == 0 and not head & _UNREAL:
        told = sentence.lowers[end : min(end + 22, segment.last)]
        past = any(w.endswith("ed") and len(w) > 4 for w in told) or not _WERE.isdisjoint(told)
        if past and _UNREAL.isdisjoint(told) and "if" not in told:
            return True
    if not head & _DEFINITE or head & _UNREAL:
        return False
    rest = set(sentence.lowers[end : segment.last])
    return has_class(sentence, "vessel") and rest.isdisjoint(_UNREAL) and "if" not in rest


_WERE = words("was were has had tore broke left struck sank sent cost shut hit cut brought")
_DEFINITE = words(
    "the this that latest wednesday's monday's tuesday's thursday's friday's sunday's"
)
_UNREAL = words("would could might may no any possible future further planned threat risk")


_AFTERWARDS = words("after following since amid despite")
_TO_COME = words("will would plans plan intends")


def choose_acts(
    triggers: Sequence[Trigger], sentence: Sentence, segment: Segment
) -> list[tuple[Trigger, tuple[int, int]]]:
    """The main act and, where a segment clearly holds two, the second, with token ranges."""
    if not triggers:
        return []
    best = max(triggers, key=lambda t: (t.score, -t.at))
    whole = segment.evidence
    if best.score < 1.0:
        return []
    if best.marker >= 0 and segment.chain and sentence.lowers[best.marker] in _AFTERWARDS and (
        not _TO_COME.isdisjoint(sentence.lowers[segment.first : best.marker])
    ):  # fmt: skip
        return []  # “it would boost its presence after the sabotage of a cable”: the first is told
    best = next(
        t for t in triggers
        if t.action == best.action and t.score >= best.score - 1.0 and (t.marker < 0 or t is best)
    )  # fmt: skip
    if best.marker >= 0 and segment.kind is None and sentence.tokens[best.marker].lower in (
        "after", "following"
    ):  # fmt: skip
        return [(best, _clause(sentence, best, whole))]
    for other in triggers:
        cut = _cut_between(best, other, sentence, segment)
        if cut is not None:
            first, second = sorted((best, other), key=lambda t: t.at)
            return [(first, (whole[0], cut)), (second, (cut + 1, whole[1]))]
    return [(best, without_comment(sentence.tokens, best.end, whole))]


def _clause(sentence: Sentence, trigger: Trigger, whole: tuple[int, int]) -> tuple[int, int]:
    end = trigger.end
    tokens = sentence.tokens
    while end < whole[1] and tokens[end].text not in (",", ";"):
        end += 1
    if end == whole[1] and tokens[end - 1].text == ".":
        end -= 1
    return (trigger.marker, end) if end - trigger.marker < 0.75 * (whole[1] - whole[0]) else whole


_LEAST_OTHER = 2.5
_LEAST_SAID = 2.0
"""How plain the other act of a clause must be, and the other thing that somebody says."""


def _cut_between(a: Trigger, b: Trigger, sentence: Sentence, segment: Segment) -> int | None:
    """Token of the “and” or “while” between two acts of different kinds; else ``None``."""
    if a is b or b.marker >= 0 or a.marker >= 0 or a.action == b.action:
        return None
    told = bool(segment.chain) and segment.kind != "assess" and b.score >= _LEAST_SAID
    cut = and_that(sentence.lowers, min(a.end, b.end), max(a.at, b.at)) if told else None
    if cut is not None:
        return cut
    cut = _cut_before_result(a, b, sentence)
    if cut is not None or b.score < _LEAST_OTHER:
        return cut
    pair = frozenset({a.action, b.action})
    families = FAMILIES.get(a.action), FAMILIES.get(b.action)
    if pair not in _SPLIT_ANYWAY and (None in families or families[0] == families[1]):
        return None
    first, second = sorted((a, b), key=lambda t: t.at)
    tokens = sentence.tokens
    for j in range(second.at - 1, first.end - 1, -1):
        if tokens[j].lower in ("and", "while", "but", ";"):
            return j if second.at - j <= 14 else None
    return None


_STOPPING = words("blocking shutting closing halting obstructing")
_FAIRWAYS = words(
    "waterway canal channel strait fairway lane lanes passage river approach entrance navigation "
    "traffic transit transits"
)
_MISHAPS = frozenset({"grounding", "accident"})


def _cut_before_result(a: Trigger, b: Trigger, sentence: Sentence) -> int | None:
    """“ran aground on Monday, blocking the canal”: what befell a ship, and what is shut by it."""
    first, second = sorted((a, b), key=lambda t: t.at)
    if first.action not in _MISHAPS or FAMILIES.get(second.action) != "halt":
        return None
    for n in range(second.at, max(first.end, second.at - 6), -1):
        if sentence.lowers[n] in _STOPPING and sentence.tokens[n - 1].text == ",":
            return n - 1 if _FAIRWAYS & set(sentence.lowers[n : n + 6]) else None
    return None


def is_outcome(sentence: Sentence, trigger: Trigger | None) -> bool:
    """Whether a sentence only tells the immediate outcome of an act told before it."""
    if trigger is not None and trigger.action not in OUTCOMES:
        return False
    if not has_class(sentence, "outcome"):
        return False
    return len(sentence.tokens) <= 26


def weak(trigger: Trigger) -> bool:
    """Whether a phrase says too little by itself to be told as a claim."""
    return trigger.entry.weight < 2


def speaks_of_shipping(sentence: Sentence) -> bool:
    """Whether ships, ports, passages or those who sail are in the sentence."""
    return (
        has_class(sentence, "vessel")
        or has_class(sentence, "sea")
        or any(in_class(t.lower, "mariner") for t in sentence.tokens)
    )
