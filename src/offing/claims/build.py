"""One claim from one act: every slot filled, nothing merged yet."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec.structs import replace

from offing.claims.attribution import Segment
from offing.claims.counts import count_of
from offing.claims.document import Document, Sentence
from offing.claims.doers import actor_of_act
from offing.claims.draft import Draft, Reader
from offing.claims.events import FAMILIES, OUTCOMES, Trigger
from offing.claims.harm import are_well
from offing.claims.lexicon import reporting_index, words
from offing.claims.modality import STATES, Manner, manner_of
from offing.claims.paraphrase import paraphrase
from offing.claims.place_filters import told_off, without_voyage
from offing.claims.roles import named_subject
from offing.claims.scope import is_background
from offing.claims.slots import (
    LEANT_ON,
    cites_of,
    claim_place,
    conditions_of,
    focus_of,
    home_of,
    kinds_leant_on,
    names_unknown_place,
    places_of,
)
from offing.claims.speakers import FIRST_PERSON, Speaker, speaker_from_name
from offing.claims.spells import is_same_event
from offing.claims.targets import target_of
from offing.claims.times import is_of_saying, when_of
from offing.model import UNKNOWN_WHEN, Claim, ClaimPlace, Evidence, Scope, When
from offing.text.neutral import neutral, neutral_name


def evidence_at(doc: Document, start: int, end: int) -> Evidence:
    """The words of the report from ``start`` to ``end`` as evidence."""
    return Evidence(report_id=doc.report.id, start=start, end=end, text=doc.report.text[start:end])


def _span(doc: Document, sentence: Sentence, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    if first <= 0 and last >= len(sentence.tokens):
        return sentence.start, sentence.end
    last = max(last, first + 1)
    while last - 1 > first and sentence.tokens[last - 1].text in (",", ";"):
        last -= 1
    while first < last - 1 and sentence.tokens[first].text in (",", ";"):
        first += 1
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


_SINGLE_SHIPS = frozenset(
    {"a ship", "a tanker", "a container ship", "a bulk carrier", "a tug", "a warship"}
)
_OF_MERCHANTS = frozenset({"hijack", "robbery", "boarding"})
"""What is done to merchant ships: the warship of the sentence is another."""


def build_draft(
    reader: Reader, sentence: Sentence, segment: Segment, trigger: Trigger | None, action: str,
    tokens: tuple[int, int],
) -> Draft:  # fmt: skip
    """The claim that the act ``trigger`` in ``tokens`` of ``sentence`` makes."""
    doc = reader.doc
    span = _span(doc, sentence, tokens)
    first_person = not segment.chain and not sentence.words.isdisjoint(FIRST_PERSON)
    manner = manner_of(
        trigger,
        action,
        sentence,
        segment,
        tokens[0],
        reader.memory.issuer,
        reader.own_words or first_person,
    )
    if action == "casualty" and not manner.negated and are_well(doc.text, *span):
        manner = replace(manner, negated=True)
    conditional = not sentence.words.isdisjoint({"unless", "if"})
    vowed = segment.kind == "threaten" or (
        conditional and manner.future and manner.modality == "announced"
    )
    if vowed and action == "attack":
        action = "threat"
    speaker = segment.speaker or reader.memory.issuer
    places, when, stated = _where_and_when(
        reader, sentence, segment, trigger, action, span, manner, speaker
    )
    if manner.modality == "announced" and _is_to_come(when, doc.report.published):
        manner = replace(manner, future=True)  # “announced a blockade from Sunday”
    slots = _slots(reader, sentence, segment, trigger, action, tokens)
    if action in _OF_MERCHANTS and slots["target"] in ("a warship", "warships"):
        slots["target"] = None  # “a frigate found the boat used in the hijacking”
    if FAMILIES.get(action) in ("flow", "halt") and slots["target"] in _SINGLE_SHIPS:
        slots["target"] = None  # “the ship has been refloated and traffic has resumed”
    if segment.kind in ("warn", "threaten") and trigger is not None and trigger.at and (
        action in STATES and sentence.lowers[trigger.at - 1] == "to"
    ):  # fmt: skip
        manner = replace(manner, in_effect=False, future=True)  # “warned firms to stop loading”
    if manner.future and when.text and _AT_ONCE.search(when.text) and action in STATES:
        manner = replace(manner, in_effect=True)  # “will stop calling with immediate effect”
    if action == "advisory" and _stands(manner, when, doc.report.published):
        manner = replace(manner, in_effect=True)
    if _holds_until(manner, action, sentence, when, doc.report.published):
        manner = replace(manner, in_effect=True)
    sets_it = trigger is not None and trigger.entry.phrase in _SETS
    in_effect = manner.in_effect and not _is_past(when, doc.report.published, action, sets_it)
    tariff = action in ("surcharge", "insurance")  # in force, it may name later cargo
    if not tariff or not sentence.words.isdisjoint(_FROM_THEN):
        in_effect = in_effect and not _is_to_come(when, doc.report.published)
    names = tuple(neutral_name(s.name) for s in segment.chain)
    claim = Claim(
        id="", report_id=doc.report.id, evidence=(evidence_at(doc, *span),),
        speaker=neutral_name(speaker.name), speaker_id=speaker.id or speaker.org_id,
        speaker_role=neutral(speaker.role) if speaker.role else None,
        attribution=_chain(reader.base, names), channel=segment.channel, action=action,
        places=places, when=when, stated=stated, modality=manner.modality,
        scope=_scope(reader, action, sentence, places, span),
        in_effect=in_effect, future=manner.future, hypothetical=manner.hypothetical,
        negated=manner.negated, conditions=conditions_of(doc.text, span, action),
        cites=tuple(
            c for c in cites_of(doc.text, span) if speaker_from_name(c).name != speaker.name
        ),
        paraphrase=paraphrase(
            speaker=neutral_name(speaker.name), role=speaker.role, channel=segment.channel,
            modality=manner.modality, action=action, places=places, when=when,
            future=manner.future, negated=manner.negated, actor=slots["actor"],
            target=slots["target"], count=slots["count"], of_event=trigger is not None,
            offshore=told_off(doc.text, span, places),
        ),
        **slots,
    )  # fmt: skip
    return Draft(claim, sentence, segment, speaker, sentence.heading)


def _slots(
    reader: Reader, sentence: Sentence, segment: Segment, trigger: Trigger | None, action: str,
    tokens: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    """Who did it to what, and how many."""
    first, last = tokens
    actor, actor_id = actor_of_act(sentence, segment, trigger, reader.memory)
    if action == "other":
        actor = actor_id = None  # who “lost contact with the crew” did nothing to it
    return {
        "actor": actor,
        "actor_id": actor_id,
        "target": target_of(sentence, first, last),
        "count": count_of(sentence, max(first, 0), last, trigger, action),
    }


def _where_and_when(
    reader: Reader, sentence: Sentence, segment: Segment, trigger: Trigger | None, action: str,
    span: tuple[int, int], manner: Manner, speaker: Speaker,
) -> tuple[tuple[ClaimPlace, ...], When, When]:  # fmt: skip
    """Places, time of the act, time of the statement; what the words lack comes from around."""
    doc = reader.doc
    setting = reader.settings[sentence.index]
    focus = focus_of(sentence, segment, trigger)
    titled = setting.places or reader.titled
    places = places_of(doc, sentence, segment, span, focus, reader.recent, titled)
    places = without_voyage(doc, span, action, places)
    if places and action in _CARRIED and not _is_named_in(doc, span, places):
        places = _leaning_home(reader, sentence, speaker) or places
    if not places and action in ("strike", "suspension"):
        places = _where_they_work(doc, sentence, segment)
    places = places or _leaning_places(reader, sentence, segment, action, speaker)
    when, stated = when_of(
        reader.dates, reader.date_starts, doc, sentence, segment, span, focus, trigger, action,
        manner.future or manner.hypothetical or (action == "weather" and not _has_come(sentence)),
        reader.drafts[-1].claim.when if reader.drafts else UNKNOWN_WHEN,
    )  # fmt: skip
    if manner.resolved and trigger is not None and when.text:
        at = doc.text.find(when.text, *span)
        if 0 <= at < sentence.tokens[trigger.at].start:
            when = UNKNOWN_WHEN  # “On Sunday they approved a motion to close it”
    mute = when.earliest is None and when.latest is None and not manner.future
    if not places and setting.places and not names_unknown_place(sentence, segment):
        places = setting.places
    if mute and setting.when.earliest is not None and not manner.hypothetical:
        when = setting.when
    if when.earliest is None and when.latest is None and not manner.hypothetical:
        when = _by_the_clock(reader, sentence, span, stated, manner) or when
    leans = action in OUTCOMES or action in ("rescue", "release")
    act = _act_before(reader, sentence) if leans and not manner.future else None
    if (
        act is None
        and (action in _GOES_ON_IN_PARAGRAPH or _is_told(sentence, segment, action))
        and not (manner.future or manner.hypothetical)
    ):
        places = places or _places_before(reader, sentence, segment)
        if when.earliest is None and when.latest is None:
            when = _day_before(reader, sentence) or _day_of_event(reader, sentence) or when
    if act is not None:
        places = places or act.places
        if when.earliest is None and when.latest is None:
            when = act.when
    return places, when, stated


_WORK_AT = re.compile(r"\b(?:at|in|of) (?:the )?(?:[Pp]orts? of )?$")


def _where_they_work(doc: Document, sentence: Sentence, segment: Segment) -> tuple[ClaimPlace, ...]:
    """“The union of dockers at the Port of Halifax said it would strike”: there, of course."""
    for first, last in segment.aside:
        if last > first:
            start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
            for m in doc.places_in(start, end):
                if m.place.kind == "port" and _WORK_AT.search(doc.text, start, m.start):
                    return (claim_place(m),)
    return ()


_FROM_THEN = words("effective effect starting commencing")
_NOT_UNTIL = words("not no keep keeps hold stay remain refrain continue")
_KEPT = words("suspension closure restriction diversion")


def _stands(manner: Manner, when: When, published: datetime.date | None) -> bool:
    """Advice, once given, is in force until it is taken back or its time is over."""
    if (
        manner.modality != "announced"
        or manner.hypothetical
        or manner.future
        or manner.in_effect is False
    ):
        return False
    if when.latest is None or published is None:
        return True
    return datetime.date.fromisoformat(when.latest[:10]) >= published


def _holds_until(
    manner: Manner, action: str, sentence: Sentence, when: When, published: datetime.date | None
) -> bool:
    """“It will not load there until the end of the month”: so from now on, with an end."""
    if not manner.future or manner.hypothetical or manner.modality != "announced":
        return False
    if action not in _KEPT or published is None or when.earliest or when.latest is None:
        return False
    holds = "until" in sentence.words and not sentence.words.isdisjoint(_NOT_UNTIL)
    return holds and datetime.date.fromisoformat(when.latest[:10]) >= published


_AT_ONCE = re.compile(r"(?i)immediate|from now on|from this day")
_COME = words(
    "made hit struck was were had brought battered swept passed crossed lashed weakened disrupted "
    "forced closed lost killed sank moved"
)


_FORESEEN = words(
    "will forecast forecasts expects expect expected predicts predicted likely should"
)


def _has_come(sentence: Sentence) -> bool:
    """Whether weather is told of in the past; a bare figure for a day is a forecast."""
    return not sentence.words.isdisjoint(_COME) and sentence.words.isdisjoint(_FORESEEN)


_CLOCK = re.compile(
    r"(?i)\b(?:as of|between|at|about|around|by|from|since|before|after|until|from) "
    r"(?:about |around |approximately |shortly (?:after|before) |approx\.? "
    r"|just (?:after|before) )?"
    r"(?:\d{1,2}[:.h]?\d\d ?(?:hours|hrs|utc|gmt|lt|local|z\b|(?:\w+ )?time|[ap]\.?m)"
    r"|[01]\d[0-5]\d\b(?! ?(?:ships|vessels|tonnes|tons|people|containers|teu|metres))"
    r"|\d{1,2} ?[ap]\.?m\b|\d{1,2}[:.]\d\d\b(?! ?(?:per ?cent|%|tonnes|metres))"
    r"|(?:the )?(?:noon|midday|midnight|dawn|dusk|nightfall|daybreak|sunrise|sunset|first light"
    r"|early morning|evening)\b|(?:a )?(?:quarter|half|ten|twenty|five) (?:past|to) \w+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o['’]clock)"
    r"|\babout an hour (?:later|earlier)|\ban hour later"
)


_CLOCK_WORDS = words(
    "noon midday midnight hour dawn dusk nightfall daybreak sunrise sunset light quarter half "
    "past o'clock o’clock clock evening morning"
)
_DIGIT = re.compile(r"\d")
_HEAD_CLOCK = re.compile(r"\d{1,2}[:.]\d\d (?=[A-Z“\"])")
"""“14:05 Two tankers …”: an entry of a running report, told on its day."""


def _by_the_clock(
    reader: Reader, sentence: Sentence, span: tuple[int, int], stated: When, manner: Manner
) -> When | None:
    """A time of day alone: of the day told just before, of the saying, else of the report."""
    text = reader.doc.text
    if sentence.words.isdisjoint(_CLOCK_WORDS) and _DIGIT.search(text, *span) is None:
        return None
    clock = _CLOCK.search(text, *span)
    published = reader.anchors.get(sentence.index, reader.doc.report.published)
    if clock is None:
        if published is None or _HEAD_CLOCK.match(text, sentence.start) is None:
            return None
        return _on(published, text[sentence.start : sentence.start + 5])
    if reader.own_words and not reader.drafts and published is not None:
        return _on(published, "")
    for draft in reader.drafts[-1:]:
        when = draft.claim.when
        one_day = when.earliest and when.precision in ("day", "minute")
        near = sentence.index - draft.sentence.index <= 2
        if one_day and near and not (_is_to_come(when, published) and not manner.future):
            return when
        if draft.claim.stated.precision == "day" and near:
            return draft.claim.stated
    if stated.precision == "day":
        return stated
    return _clock_of_day(published, clock.group(), manner)


def _clock_of_day(published: datetime.date | None, clock: str, manner: Manner) -> When | None:
    """The report's own day, open on the side that “since noon” or “until dawn” leaves open."""
    if published is None:
        return None
    when = _on(published, clock)
    cue = clock.split(" ", 1)[0].lower()
    if cue in ("since", "from"):
        return msgspec.structs.replace(when, latest=None, precision="range")
    if cue == "until" and not manner.future:
        return msgspec.structs.replace(when, earliest=None, precision="range")
    return when


def _on(day: datetime.date, words_of_it: str) -> When:
    iso = day.isoformat()
    return When(earliest=iso, latest=iso, precision="day", basis="relative", text=words_of_it)


_OUTCOME_REACH = 3
"""Sentences between an act and an outcome that leans on it for place and day."""


def _act_before(reader: Reader, sentence: Sentence) -> Claim | None:
    """The act that a sentence on its outcome leans on: told just before, on the same day."""
    for draft in reversed([*reader.drafts[-3:], *reader.siblings]):
        if sentence.index - draft.sentence.index > _OUTCOME_REACH:
            return None
        if draft.claim.action in _WITH_OUTCOME and not draft.claim.negated:
            return draft.claim
    return None


_GOES_ON_IN_PARAGRAPH = words(
    "attack explosion boarding robbery hijack approach seizure accident rescue congestion"
)


_TOLD = words("was were fled took gave made found left broke led came went fell lost ran held drew")
_NOT_TOLD = words("is are has have will would may could can must shall had says")
_STORY = words("other casualty damage spill interception release escort advisory robbery mine")


def _is_told(sentence: Sentence, segment: Segment, action: str) -> bool:
    """Whether a clause goes on with a story: all of it in the past, in its outlet's own words."""
    if action not in _STORY or not _NOT_TOLD.isdisjoint(sentence.words):
        return False
    return not _TOLD.isdisjoint(sentence.words) or any(
        w.endswith("ed") and len(w) > 4 for w in sentence.lowers[segment.first : segment.last]
    )


def _sentence_before(reader: Reader, sentence: Sentence) -> Sentence | None:
    """The sentence before in the same paragraph."""
    if sentence.index == 0 or sentence.item or sentence.heading:
        return None
    last = reader.doc.sentences[sentence.index - 1]
    return last if last.block == sentence.block and not last.heading else None


def _places_before(reader: Reader, sentence: Sentence, segment: Segment) -> tuple[ClaimPlace, ...]:
    """“A bulk carrier lay off Bonny. Armed men fired at it”: the one place named just before."""
    last = _sentence_before(reader, sentence)
    if last is None or segment.chain or names_unknown_place(sentence, segment):
        return ()
    named = {p.id: p for at, p in reader.recent if at == last.index and p.kind in _SPOTS}
    if not named and reader.drafts and reader.drafts[-1].sentence.index == last.index:
        named = {p.id: p for p in reader.drafts[-1].claim.places}
    return tuple(named.values()) if len(named) == 1 else ()


_SPOTS = words("port anchorage strait canal coast town")


def _day_before(reader: Reader, sentence: Sentence) -> When | None:
    """The one day that the sentence before gives to what goes on in this one."""
    last = _sentence_before(reader, sentence)
    if last is None:
        return None
    n = bisect_left(reader.date_starts, last.start)
    found = [
        d.when for d in reader.dates[n : n + 3]
        if d.start < last.end and not is_of_saying(reader.doc.text, d.start)
    ]  # fmt: skip
    return found[0] if len(found) == 1 and found[0].precision in ("day", "minute") else None


def _day_of_event(reader: Reader, sentence: Sentence) -> When | None:
    """The day of the event that this sentence goes on with, told a paragraph or two before."""
    if not is_same_event(reader.doc.text, sentence.words, sentence.start, sentence.end):
        return None
    for draft in reversed(reader.drafts[-_EVENT_DRAFTS:]):
        claim = draft.claim
        if sentence.index - draft.sentence.index > _EVENT_REACH:
            return None
        if claim.when.earliest is not None and claim.action in _WITH_OUTCOME:
            day = claim.when.precision in ("day", "minute") and not claim.future
            return claim.when if day else None
    return None


_EVENT_DRAFTS = 4
_EVENT_REACH = 4
"""Claims and sentences back within which an event goes on."""
_WITH_OUTCOME = words(
    "attack explosion seizure boarding robbery hijack mine accident grounding damage weather "
    "interception"
)


_STALE_DAYS = 7
"""A state whose stated end lies further back than this is over at the report's date."""
_LASTING = words("closure blockade opening resumption normal_operations suspension restriction")
_LASTING_DAYS = 60
"""The same for these where only the day is told on which they began."""


def _is_to_come(when: When, published: datetime.date | None) -> bool:
    """Whether it begins after the report's date."""
    if published is None or when.earliest is None:
        return False
    return datetime.date.fromisoformat(when.earliest[:10]) > published


_SPELLS = words("closure suspension blockade restriction strike exercise")


_SETS = words("cut reduce lower limit cap tighten curb halve restrict raise")


def _is_past(
    when: When, published: datetime.date | None, action: str, sets_it: bool = False
) -> bool:
    """``sets_it``: told as brought about then (“cut the passages in April”), so since."""
    if published is None or when.latest is None:
        return False
    latest = datetime.date.fromisoformat(when.latest[:10])
    if when.earliest is None:  # “until April”
        return latest < published
    spell = when.basis != "relative" and when.earliest[:10] != when.latest[:10]
    if spell and sets_it and when.precision == "month":
        return (published - latest).days > _LASTING_DAYS
    if spell and action in _SPELLS and (published - latest).days >= 1:
        return True
    # “closed the strait on Feb. 27” names the first day of what lasts until somebody ends it.
    begun = action in _LASTING and when.earliest[:10] == when.latest[:10]
    return (published - latest).days > (_LASTING_DAYS if begun else _STALE_DAYS)


_CARRIED = words(
    "closure suspension restriction opening resumption normal_operations congestion "
    "grounding blockade"
)


def _leaning_places(
    reader: Reader, sentence: Sentence, segment: Segment, action: str, speaker: Speaker
) -> tuple[ClaimPlace, ...]:
    """The place that a claim without one leans on: the authority's, the last told, the title's."""
    home = _home(reader, speaker)
    if action in _CARRIED and home:
        return home if {p.kind for p in home} & set(kinds_leant_on(sentence)) else ()
    if action in _AT_HOME and home and reader.own_words and not segment.chain:
        return home
    here = _where_speaker_is(reader, sentence, segment)
    if (action in _CARRIED or action == "other") and here:
        return here
    subject = named_subject(sentence.tokens, reader.doc.text)
    if subject is not None and subject.kind == "authority" and (home := _home(reader, subject)):
        return home
    if action not in _CARRIED or names_unknown_place(sentence, segment):
        return ()
    kinds = kinds_leant_on(sentence)
    return tuple(p for p in _leant_on(reader, sentence) if p.kind in kinds)


def _is_named_in(doc: Document, span: tuple[int, int], places: Sequence[ClaimPlace]) -> bool:
    """Whether one of ``places`` stands in the words themselves, and does not come from before."""
    ids = {p.id for p in places}
    return any(m.place.id in ids for m in doc.places_in(*span))


def _leaning_home(reader: Reader, sentence: Sentence, speaker: Speaker) -> tuple[ClaimPlace, ...]:
    """“The X harbour master has closed the port”: his own, and not the one named before."""
    home = _home(reader, speaker)
    return home if {p.kind for p in home} & set(kinds_leant_on(sentence)) else ()


def _where_speaker_is(
    reader: Reader, sentence: Sentence, segment: Segment
) -> tuple[ClaimPlace, ...]:
    """“Agents in Varna reported no delays”: the port where those who speak are."""
    tokens, speech = sentence.tokens, reporting_index().by_first
    for a, b in segment.aside:
        verb = next((n for n in range(a, b) if tokens[n].lower in speech), b)
        if verb <= a:
            continue
        at_all = segment.speaker is not None and segment.speaker.kind in (None, "company")
        for m in reader.doc.places_in(tokens[a].start, tokens[verb - 1].end) if at_all else ():
            lead = reader.doc.text[tokens[a].start : m.start].lower()
            if m.place.kind in LEANT_ON and lead in ("", "the port of ", "port of "):
                return (claim_place(m),)  # “Felixstowe says that it has windows to spare”
        for m in reader.doc.places_in(tokens[a].start, tokens[verb - 1].end):
            before = reader.doc.text[max(0, m.start - 4) : m.start]
            if m.place.kind in LEANT_ON and before.endswith((" in ", " at ", " of ", " off")):
                return (claim_place(m),)
    return ()


_AT_HOME = words("other operation weather strike accident exercise diversion surcharge rescue")


def _home(reader: Reader, speaker: Speaker) -> tuple[ClaimPlace, ...]:
    """The port or canal that ``speaker`` is in charge of, looked up once."""
    if speaker.name not in reader.homes:
        reader.homes[speaker.name] = home_of(speaker)
    return reader.homes[speaker.name]


def _leant_on(reader: Reader, sentence: Sentence) -> tuple[ClaimPlace, ...]:
    if reader.settings[sentence.index].places:
        return reader.settings[sentence.index].places
    if reader.drafts and sentence.index - reader.drafts[-1].sentence.index <= 2:
        told = reader.drafts[-1].claim.places
        if len(told) == 1 and told[0].kind in LEANT_ON:
            return told
    return reader.titled


def _scope(
    reader: Reader, action: str, sentence: Sentence, places: Sequence[ClaimPlace],
    span: tuple[int, int],
) -> Scope:  # fmt: skip
    background = is_background(action, sentence, places, reader.doc, span)
    if background and action in OUTCOMES and not places and reader.drafts:
        return reader.drafts[-1].claim.scope
    if background and not places and FAMILIES.get(action) == "violence":
        for draft in reversed(reader.drafts[-4:]):
            near = sentence.index - draft.sentence.index <= _OUTCOME_REACH
            if near and FAMILIES.get(draft.claim.action) == "violence":
                return draft.claim.scope
    refers = not sentence.words.isdisjoint({"responsibility", "claim", "attacks", "attack"})
    if background and refers and FAMILIES.get(action) == "violence" and not places:
        for draft in reversed(reader.drafts[-6:]):
            if FAMILIES.get(draft.claim.action) == "violence":
                return draft.claim.scope
    return "background" if background else "shipping"


def _chain(base: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    out = list(base)
    for name in names:
        if name not in out[-1:]:
            out.append(name)
    return tuple(out)


_SHUTTING = frozenset({"grounding", "accident"})


def date_by_mishap(drafts: Sequence[Draft]) -> None:
    """“ran aground on Monday, blocking the canal”: what is shut by it is shut from then."""
    for mishap, draft in pairwise(drafts):
        when = draft.claim.when
        mute = when.earliest is None and when.latest is None and not draft.claim.future
        shut = FAMILIES.get(draft.claim.action) == "halt" and mishap.claim.action in _SHUTTING
        if mute and shut and mishap.sentence is draft.sentence:
            draft.claim = replace(draft.claim, when=mishap.claim.when)
