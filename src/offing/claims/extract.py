"""From a report to its claims: the rules of this room in their order."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from typing import Any

import msgspec

from offing.claims.act_kinds import action_of, is_ordered
from offing.claims.anchors import dates_of
from offing.claims.attribution import Segment, attribute
from offing.claims.barred import bids_to_keep_out
from offing.claims.bidding import asks_states
from offing.claims.build import build_draft, date_by_mishap, evidence_at
from offing.claims.carry import carry_on, letters_in
from offing.claims.denials import is_refuted
from offing.claims.document import Document, Sentence, document_from_report, has_class
from offing.claims.draft import Draft, Reader
from offing.claims.entries import body_of_entry, kind_of_head, read_entry
from offing.claims.events import (
    OUTCOMES,
    Trigger,
    choose_acts,
    find_triggers,
    is_outcome,
    speaks_of_shipping,
    weak,
)  # fmt: skip
from offing.claims.guard import is_assertion, steered_sentences
from offing.claims.headings import sections_of
from offing.claims.idle import idle_sentences
from offing.claims.ids import with_ids
from offing.claims.issuer import chain_from_report, issuer_from_report
from offing.claims.lexicon import class_words, words
from offing.claims.lists import Entry, draft_from_entry, find_entries, with_slots
from offing.claims.merge import (
    end_what_has_opened,
    is_label,
    merge_headings,
    merge_restatements,
    says_enough,
)
from offing.claims.nlp import Parses, pipeline_from
from offing.claims.place_filters import is_seat_of_firm
from offing.claims.sections import settings_of
from offing.claims.sequels import is_sequel
from offing.claims.slots import claim_place, is_name_part, title_places
from offing.claims.somebody import goes_on_quoting, note_somebody
from offing.claims.source_notes import credit_sources, holds_note
from offing.claims.speakers import FIRST_PERSON, Memory, speaker_from_actor
from offing.claims.statements import (
    TOPICS,
    action_after,
    is_apart,
    leans_back,
    order_of,
    statement_of,
)
from offing.claims.times import is_inside, stated_in
from offing.claims.unreal import (
    Unreal,
    contradicted,
    holds_impossible_date,
    is_drill,
    no_longer,
    past_sentences,
    supposed_only,
    told_by_another,
    undated,
    unreal_in,
)  # fmt: skip
from offing.claims.verb_cues import SILENT
from offing.model import Claim, Report, When

_MAX_RECENT = 40


def extract_claims(report: Report, *, nlp: Any = None) -> list[Claim]:
    """All claims of ``report`` in reading order, each with the words that make it.

    Structured messages in it are read as notices first; what they cover is not read
    again as prose. A report without claims gives an empty list; nothing is raised
    for any text. The time is linear in the length of the text.

    ``nlp``: an installed spaCy English pipeline (its name, ``"any"`` or the loaded
    object) that sharpens who speaks; ``None``: rules alone.

    Raises:
        UsageError: the pipeline that ``nlp`` names is not there.
    """
    pipeline = None if nlp is None else pipeline_from(nlp)
    doc = document_from_report(report)
    if doc.off_topic:
        return []
    from_notices, skip = _claims_from_notices(report)
    if skip:
        doc = document_from_report(report, skip)
    prose = _claims_from_document(doc, with_headings=not skip, pipeline=pipeline)
    claims = sorted([*from_notices, *prose], key=lambda c: (c.evidence[0].start, c.evidence[0].end))
    return with_ids(claims)


def _claims_from_notices(report: Report) -> tuple[list[Claim], list[tuple[int, int]]]:
    from offing.notices import claims_from_notices, parse_notices

    notices = parse_notices(report)
    claims = list(claims_from_notices(notices, report))
    skip = []
    for notice in notices:
        words = sum(len(e.text.split()) for e in notice.evidence)
        if words > _LONG_NOTICE and notice.family in _PROSE_FAMILIES:
            claims = [c for c in claims if c.notice_id != notice.id]
        else:
            skip += [(e.start, e.end) for e in notice.evidence]
    if claims and is_drill(report.text, report.title):
        claims = [supposed_only(c) for c in claims]
    return claims, skip


_LONG_NOTICE = 220
"""Words from which an advisory is a bulletin of many acts, and read sentence by sentence."""
_PROSE_FAMILIES = ("ukmto", "jmic", "port", "other")


def claims_from_prose(report: Report, skip: list[tuple[int, int]] | None = None) -> list[Claim]:
    """Claims of the running text of ``report``, leaving out the ranges ``skip``."""
    doc = document_from_report(report, skip)
    return [] if doc.off_topic else _claims_from_document(doc)


def _claims_from_document(
    doc: Document, *, with_headings: bool = True, pipeline: Any = None
) -> list[Claim]:
    report = doc.report
    issuer, own_words = issuer_from_report(report, doc)
    dates, anchors = dates_of(doc)
    reader = Reader(
        doc, Memory(issuer), chain_from_report(report, doc, issuer), own_words, dates,
        [d.start for d in dates],
    )  # fmt: skip
    reader.anchors = anchors
    reader.titled = title_places(doc)
    if pipeline is not None:
        reader.parses = Parses(doc, pipeline)
    named = sections_of(doc)
    reader.settings = settings_of(doc, dates, named)
    reader.letters = letters_in(doc)
    steered = steered_sentences(doc)
    idle = idle_sentences(doc)
    entries = find_entries(doc, named)
    unreal = unreal_in(doc)
    noted = holds_note(doc.text)
    past = past_sentences(doc, dates, reader.date_starts)
    for sentence in doc.sentences:
        if sentence.index in steered or sentence.index in unreal.invented | idle:
            continue
        before = len(reader.drafts)
        _enter_section(reader, sentence)
        if not (entries and _read_entries(reader, sentence, entries)):
            _read_sentence(reader, sentence)
        _weigh(reader, sentence, unreal, reader.drafts[before:])
        if noted:
            credit_sources(reader, sentence)
        for draft in reader.drafts[before:] if sentence.index in past else ():
            draft.claim = no_longer(draft.claim)
    _date_announcements(reader)
    told = [d for d in reader.drafts if with_headings or not d.heading]
    told = [d for d in told if not (d.heading and is_label(d))]
    if with_headings and all(d.plain for d in told) and not says_enough(told):
        return []  # words for ships, and nothing that happens to any
    end_what_has_opened(told)
    drafts = merge_restatements(merge_headings(told))
    long = len(doc.sentences) >= _LONG_TEXT
    if long and not doc.maritime and all(d.claim.scope == "background" for d in drafts):
        return []  # nothing of the sea in it: not background of anything either
    return [d.claim for d in drafts]


def _weigh(reader: Reader, sentence: Sentence, unreal: Unreal, made: list[Draft]) -> None:
    """Claims of a drill only could be; quoted mail is another's, and may be contradicted below."""
    for draft in made:
        if sentence.index in unreal.supposed:
            draft.claim = supposed_only(draft.claim)
        if sentence.index in unreal.anothers and not draft.segment.chain:
            draft.claim = told_by_another(draft.claim)
    if made and not sentence.words.isdisjoint(_FORGED_WORDS):
        end = min(sentence.end, sentence.start + _FORGED_REACH)
        if _FORGED.search(reader.doc.text, sentence.start, end):
            for draft in made:
                draft.claim = with_slots(draft.claim, modality="denied", in_effect=False)
    if made and holds_impossible_date(reader.doc.text, sentence.start, sentence.end):
        for draft in made:
            draft.claim = undated(draft.claim)
    if sentence.index in unreal.undone:
        for draft in reader.drafts:
            if draft.sentence.index in unreal.anothers:
                issuer = reader.memory.issuer.name
                draft.claim = contradicted(
                    draft.claim, issuer, evidence_at(reader.doc, sentence.start, sentence.end)
                )


_FORGED_REACH = 900
_FORGED_WORDS = words("fake forged forgery bogus genuine hoax")
_FORGED = re.compile(
    r"\b(?:is|was|are|were) (?:plainly |clearly |simply )?(?:(?:a )?(?:fake|forgery|hoax)|forged"
    r"|bogus|not (?:a )?genuine)\b",
    re.IGNORECASE,
)
"""“A notice by which the port would be closed is a fake”: what it says is denied."""


def _read_entries(reader: Reader, sentence: Sentence, entries: list[Entry]) -> bool:
    """Make the claims of list entries that begin in ``sentence``; whether one holds it."""
    n = max(bisect_right(entries, sentence.start, key=lambda e: e.start) - 1, 0)
    held = False
    for entry in entries[n:]:
        if entry.start >= sentence.end:
            break
        if entry.end <= sentence.start:
            continue
        held = True
        if (
            entry.start >= sentence.start
            or sentence.index == 0
            or entry.start >= reader.doc.sentences[sentence.index - 1].end
        ):
            reader.drafts.append(draft_from_entry(reader, entry, sentence))
    if held:
        _note_places(reader, sentence)
    return held


_LONG_TEXT = 4
"""Sentences from which a text tells by itself that it is not about the sea."""


def _date_announcements(reader: Reader) -> None:
    """“The announcement made early on Wednesday” dates what was announced without a day."""
    stated = stated_in(reader.doc, reader.dates)
    if stated.earliest is None:
        return
    for draft in reader.drafts:
        undated = draft.claim.stated.earliest is None and bool(draft.segment.chain)
        if undated and draft.claim.modality == "announced":
            draft.claim = msgspec.structs.replace(draft.claim, stated=stated)


def _enter_section(reader: Reader, sentence: Sentence) -> None:
    """Under a heading that names another place, “the port” is that one, not one named above."""
    places = reader.settings[sentence.index].places
    if places != reader.section:
        reader.section = places
        if places:
            reader.recent.clear()
            reader.recent += [(sentence.index, p) for p in places]


def _read_sentence(reader: Reader, sentence: Sentence) -> None:
    if reader.settings[sentence.index].is_head:
        before, reader.drafts = reader.drafts, []
        body = body_of_entry(reader, sentence)
        reader.drafts = before + read_entry(reader, sentence, body, partial(_acts_of, reader))
        reader.in_entries.update(s.index for s in body)
    elif sentence.index not in reader.in_entries:
        reader.drafts.extend(_acts_of(reader, sentence)[1])
    _note_actors(reader, sentence)
    _note_places(reader, sentence)


def _acts_of(reader: Reader, sentence: Sentence) -> tuple[list[Segment], list[Draft]]:
    """``(whose word its parts are, the claims that they make)``."""
    segments = attribute(sentence, reader.doc, reader.memory)
    if reader.parses is not None:
        segments = reader.parses.sharpen(segments, sentence, reader.doc, reader.memory)
    segments = [_carried(reader, sentence, s) for s in segments]
    if sentence.tokens[-1].text == "?" or not is_assertion(sentence):
        return segments, []
    reader.siblings.clear()
    for segment in segments:
        reader.siblings.extend(_read_segment(reader, sentence, segment))
    date_by_mishap(reader.siblings)
    made = _with_outcome(_joined(list(reader.siblings), reader.doc), reader.doc)
    if len(made) == 1 and len(segments) > 1:
        made = [_widened(made[0], reader.doc)]
    return segments, made


def _with_outcome(made: list[Draft], doc: Document) -> list[Draft]:
    """“…, X said, adding that there was no spill”: the act and its outcome are one claim."""
    if len(made) != 2:
        return made
    act, outcome = made
    same = act.speaker == outcome.speaker and act.claim.action in _HAS_OUTCOME
    saved = act.claim.action in _STRANDED and outcome.claim.action in _SAVED
    other = act.claim.action != outcome.claim.action
    if same and other and (saved or outcome.claim.action in OUTCOMES):
        return [_widened(act, doc)]
    return made


_STRANDED = words("grounding accident")
_SAVED = words("rescue release")


def _note_actors(reader: Reader, sentence: Sentence) -> None:
    note_somebody(sentence, reader.doc, reader.memory)
    for actor in sentence.actors[:1]:
        if actor.first <= 1 and actor.actor.kind not in ("person", "outlet"):
            reader.memory.orgs.append(speaker_from_actor(actor.actor))


def _note_places(reader: Reader, sentence: Sentence) -> None:
    mentions = reader.doc.places_in(sentence.start, sentence.end)
    if not mentions:
        return
    tokens = sentence.tokens
    spans = [(tokens[m.first].start, tokens[m.last - 1].end) for m in sentence.actors]
    for mention in mentions:
        named = mention.match != "demonym" and not is_name_part(reader.doc.text, mention)
        named = named and not is_seat_of_firm(reader.doc.text, mention)
        if named and not is_inside(mention.start, spans):
            reader.recent.append((sentence.index, claim_place(mention)))
    del reader.recent[:-_MAX_RECENT]


def _widened(draft: Draft, doc: Document) -> Draft:
    """The only claim of a sentence takes the whole sentence as its words."""
    sentence = draft.sentence
    claim = msgspec.structs.replace(
        draft.claim, evidence=(evidence_at(doc, sentence.start, sentence.end),)
    )
    draft.claim = claim
    return draft


def _carried(reader: Reader, sentence: Sentence, segment: Segment) -> Segment:
    """A sentence inside someone's quotation, with no reporting verb, is that speaker's."""
    quoted = [q for q in sentence.quoted if q >= 0] if max(sentence.quoted) >= 0 else []
    if segment.chain:
        for q in set(quoted):
            reader.quote_speaker[q] = segment
        return segment
    if sentence.item and not segment.chain and _is_advised(reader, sentence):
        segment.chain, segment.kind = (reader.memory.issuer,), "advise"
        return segment
    if len(quoted) * 2 < len(sentence.tokens) or len(quoted) < 3:
        return carry_on(reader, sentence, goes_on_quoting(segment, sentence, reader.drafts))
    known = reader.quote_speaker.get(quoted[0])
    if known is None:
        known = _from_next(reader, sentence, quoted[0])
    chain = known.chain if known is not None else ()
    if not chain and reader.memory.last is not None:
        chain = (reader.memory.last,)
    if chain:
        segment.chain = chain
        segment.kind = "say"
        segment.channel = known.channel if known is not None else None
    return segment


_ADVISING = words(
    "recommended advised requested urged asked reminded should must recommends advises"
)


def _is_advised(reader: Reader, sentence: Sentence) -> bool:
    """Whether a list item stands under “Members are recommended to:”."""
    n = sentence.index - 1
    sentences = reader.doc.sentences
    while n >= 0 and sentences[n].item and sentence.index - n < 20:
        n -= 1
    lead = sentences[n]
    return n >= 0 and reader.doc.text[lead.end - 1] == ":" and not lead.words.isdisjoint(_ADVISING)


def _from_next(reader: Reader, sentence: Sentence, quote: int) -> Segment | None:
    """The attribution that stands at the end of the same quotation, some sentences on."""
    for following in reader.doc.sentences[sentence.index + 1 : sentence.index + 9]:
        if quote not in following.quoted:
            break
        for segment in attribute(following, reader.doc, reader.memory):
            if segment.chain:
                reader.quote_speaker[quote] = segment
                return segment
    return None


def _read_segment(reader: Reader, sentence: Sentence, segment: Segment) -> list[Draft]:
    if segment.kind == SILENT:
        return []
    triggers = find_triggers(sentence, segment, reader.doc)
    acts = choose_acts(triggers, sentence, segment)
    bids = segment.kind == "advise" and bool(segment.chain)
    if bids and acts:
        bids = _for_mariners(sentence, segment) and not is_ordered(acts[0][0], segment)
    if bids:
        draft = _advice(reader, sentence, segment)
        if draft is not None:
            return [draft]
    if len(acts) == 1 and is_apart(sentence, segment, acts[0][0].at):
        main = action_after(sentence, segment, acts[0][0].end)
        if main is not None and main != acts[0][0].action:
            draft = build_draft(reader, sentence, segment, None, main, acts[0][1])
            draft.plain = True
            draft.claim = msgspec.structs.replace(draft.claim, scope="shipping")
            return [draft]
    if acts and weak(acts[0][0]) and not _may_be_weak(reader, sentence, segment, acts[0][0]):
        acts = []
    if not acts:
        draft = _denial(reader, sentence, segment) or _advice(reader, sentence, segment)
        if draft is not None:
            return [draft]
        if _add_outcome(reader, sentence, segment, None):
            return []
        return _plain_statement(reader, sentence, segment)
    if len(acts) == 1 and _add_outcome(reader, sentence, segment, acts[0][0]):
        return []
    return [
        build_draft(reader, sentence, segment, t, action_of(sentence, segment, t), tokens)
        for t, tokens in acts
    ]


def _plain_statement(reader: Reader, sentence: Sentence, segment: Segment) -> list[Draft]:
    """The claim of a clause about the sea that holds no event phrase."""
    last = reader.siblings[-1:] or reader.drafts[-1:]
    told = last[-1].sentence if last else None
    goes_on = told is not None and sentence.index - told.index <= 1 and told.block == sentence.block
    action = statement_of(sentence, segment, reader.doc, goes_on=goes_on, listed=sentence.item)
    if segment.first == 0 and order_of(sentence, reader.doc):
        segment.chain, segment.kind = segment.chain or (reader.memory.issuer,), "advise"
        action = "advisory"
    if action is None:
        return []
    if action == "other" and goes_on and leans_back(sentence, segment):
        action = last[-1].claim.action if last[-1].claim.action in TOPICS else action
    if action == "other" and segment.chain and is_refuted(sentence):
        action = "denial"
    draft = build_draft(reader, sentence, segment, None, action, segment.evidence)
    draft.plain = True
    if action not in ("talks", "sanctions"):
        draft.claim = msgspec.structs.replace(draft.claim, scope="shipping")
    return [draft]


def _joined(made: list[Draft], doc: Document) -> list[Draft]:
    """Clauses of one sentence that add a plain statement to what the same speaker says there."""
    out: list[Draft] = []
    for draft in made:
        last = out[-1] if out else None
        if last is None or not (draft.plain or last.plain) or draft.speaker != last.speaker:
            out.append(draft)
            continue
        main, other = (draft, last) if last.plain and not draft.plain else (last, draft)
        spans = [*last.claim.evidence, *draft.claim.evidence]
        main.claim = msgspec.structs.replace(
            main.claim,
            evidence=(evidence_at(doc, min(e.start for e in spans), max(e.end for e in spans)),),
            places=main.claim.places or other.claim.places,
            when=_own_when(main, other, doc),
            count=main.claim.count or other.claim.count,
        )
        out[-1] = main
    return out


def _own_when(main: Draft, other: Draft, doc: Document) -> When:
    """The time that the sentence itself names, before one that is carried into it."""
    sentence = main.sentence
    words = doc.text[sentence.start : sentence.end]
    for draft in (main, other):
        if draft.claim.when.text and draft.claim.when.text in words:
            return draft.claim.when
    return main.claim.when if main.claim.when.precision != "unknown" else other.claim.when


def _for_mariners(sentence: Sentence, segment: Segment) -> bool:
    """Whether advice is given to those who sail, and not asked of a state."""
    start = segment.aside[0][0] if segment.aside else segment.first
    near = sentence.tokens[start : segment.first + 6]
    heard = {t.lower for t in near}
    return not (heard.isdisjoint(class_words("mariner")) and heard.isdisjoint(_ADDRESSED))


_ADDRESSED = words(
    "members shipping owners operators companies lines pilots tankers warning advisory "
    "notice alert warnings its you us vessels ships fishermen fishers seafarers yachtsmen trawlers"
)


def _may_be_weak(reader: Reader, sentence: Sentence, segment: Segment, trigger: Trigger) -> bool:
    if segment.chain or reader.own_words:
        told = reader.doc.maritime and is_outcome(sentence, trigger)
        return told or speaks_of_shipping(sentence)
    return is_outcome(sentence, trigger)


def _denial(reader: Reader, sentence: Sentence, segment: Segment) -> Draft | None:
    """“X denied the claim”: about the act told last; “denied that …” about what it says."""
    refuted = bool(segment.chain) and segment.kind == "say" and is_refuted(sentence)
    if not refuted and (segment.kind != "deny" or not segment.chain):
        return None
    words = set(sentence.lowers[segment.first :])
    refers = words & _REFERRED or set(sentence.lowers[segment.first :][:1]) & _THIS
    named = kind_of_head(sentence) if refers else None
    if named is not None:
        action = named  # “denied reports of an attempted hijack”
    elif refers and reader.drafts:
        claimed = [d for d in reader.drafts if d.claim.modality in ("claimed", "reported")]
        action = (claimed or reader.drafts)[-1].claim.action
    elif speaks_of_shipping(sentence):
        action = "denial"
    else:
        return None
    return build_draft(reader, sentence, segment, None, action, segment.evidence)


_THIS = frozenset(("this", "that", "these", "them"))
_REFERRED = frozenset(
    "claim claims report reports allegation allegations it suggestion suggestions accusation "
    "accusations involvement rumour rumours rumor rumors move".split()
)


def _is_passive_advice(sentence: Sentence, segment: Segment) -> bool:
    """“Mariners are advised that …” in a notice."""
    return segment.speaker is not None and bool(segment.aside) and any(
        sentence.tokens[n].lower in ("advised", "informed", "reminded", "warned")
        for n in range(*segment.aside[0])
    )  # fmt: skip


_ADRIFT = words("objects object mines mine debris wreckage wreck cables cable nets ordnance")
_SEA_PEOPLE = words("fishermen fishers members agents owners masters mariners seafarers yachtsmen")
_ARMED = frozenset({"armed_group", "umbrella_group", "state_force", "state"})


def _advice(reader: Reader, sentence: Sentence, segment: Segment) -> Draft | None:
    told = segment.kind == "announce" and _is_passive_advice(sentence, segment)
    forbids = (
        segment.kind == "warn"
        and ("not" in sentence.words or bids_to_keep_out(sentence))
        and (has_class(sentence, "vessel") or not sentence.words.isdisjoint(_SEA_PEOPLE))
    )
    if (segment.kind != "advise" and not forbids and not told) or not segment.chain:
        return None
    adrift = not sentence.words.isdisjoint(_ADRIFT)
    if forbids and not adrift and segment.speaker is not None and segment.speaker.kind in _ARMED:
        return build_draft(reader, sentence, segment, None, "threat", segment.evidence)
    own = reader.doc.maritime and not sentence.words.isdisjoint(FIRST_PERSON | _SEA_PEOPLE)
    if not (own or speaks_of_shipping(sentence)):
        return None
    own = not sentence.words.isdisjoint({"its", "their", "our"})
    ordered = not sentence.words.isdisjoint({"ordered", "instructed", "directed", "orders"})
    action = "restriction" if own and ordered else "advisory"
    action = "other" if asks_states(sentence, segment) else action
    return build_draft(reader, sentence, segment, None, action, segment.evidence)


def _is_elsewhere(reader: Reader, sentence: Sentence, last: Draft) -> bool:
    """Whether a sentence names places that the act told before does not."""
    known = {p.id for p in last.claim.places}
    named = [m for m in reader.doc.places_in(sentence.start, sentence.end) if m.match != "demonym"]
    return bool(named) and all(m.place.id not in known for m in named)


_HAS_OUTCOME = words(
    "attack explosion seizure boarding robbery hijack approach mine accident grounding damage other"
)


def _add_outcome(
    reader: Reader, sentence: Sentence, segment: Segment, trigger: Trigger | None
) -> bool:
    """Add a sentence that only tells the outcome to the act told just before; whether it did."""
    if not reader.drafts or segment.chain:
        return False
    robbed = (
        trigger is not None
        and trigger.action == "robbery"
        and (reader.drafts[-1].claim.action in ("boarding", "hijack"))
    )
    sequel = trigger is not None and is_sequel(reader.drafts[-1], sentence, trigger)
    if not robbed and not sequel and not is_outcome(sentence, trigger):
        return False
    last = reader.drafts[-1]
    if sentence.index - last.sentence.index > 3 or last.heading:
        return False
    if last.claim.action not in _HAS_OUTCOME:
        return False
    words = sum(e.end - e.start for e in last.claim.evidence)
    if sentence.end - sentence.start > words or _is_elsewhere(reader, sentence, last):
        return False
    extra = evidence_at(reader.doc, sentence.start, sentence.end)
    last.claim = msgspec.structs.replace(last.claim, evidence=(*last.claim.evidence, extra))
    return True
