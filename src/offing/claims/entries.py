"""Entries of incident lists: a head with day and place, then the sentences of one incident.

``CODE (3 Oct, 1910 UTC) BOARDING - off X. A dhow was boarded. The crew is safe.`` is one
claim, of what the head calls it, with the head's day and place, told by whoever issued
the list: a vessel that “reported being struck” is the one that was struck, no source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from offing.claims.attribution import Segment
from offing.claims.build import build_draft, evidence_at
from offing.claims.document import Sentence
from offing.claims.draft import Draft, Reader
from offing.claims.lexicon import PhraseIndex, read_rows, words
from offing.claims.lists import with_slots
from offing.model import Evidence
from offing.text.tokens import tokenize

ReadSentence = Callable[[Sentence], tuple[list[Segment], list[Draft]]]

_ONE_INCIDENT = words(
    "attack explosion seizure boarding robbery hijack approach mine interception damage casualty "
    "rescue threat accident grounding spill other restriction"
)
_LESSER = words("damage casualty rescue threat restriction other spill")
_PARTIES = words(
    "vessel vessels ship ships master crew tanker bulker carrier team watch skipper captain boat "
    "dhow oiler watchman officer guards cadet bosun tug barge trawler yacht freighter"
)
_ROUTINE = re.compile(
    r"\b(?:investigat\w+|informed|notified|reported to|search|enquir\w+|inquir\w+|monitoring|"
    r"(?:was|were) reported|advised|urged|reminded|mustered)\b",
    re.IGNORECASE,
)
_MOST_SENTENCES = 3
_HEAD_SHARE = 0.8
"""A head longer than this part of what it heads is left out of the evidence."""


@lru_cache(maxsize=1)
def _kinds() -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex()
    for row in read_rows("statuses", "entry_kinds.csv"):
        index.add([t.lower for t in tokenize(row["phrase"])], row["action"])
    index.freeze()
    return index


def kind_of_head(head: Sentence) -> str | None:
    """What the head of an entry calls the incident; ``None`` where it doesn't say."""
    best: tuple[int, str] | None = None
    for n in range(len(head.tokens)):
        matches = _kinds().match(head.tokens, n)
        if matches and (best is None or matches[0][0] > best[0]):
            best = matches[0]
    return best[1] if best is not None else None


def body_of_entry(reader: Reader, head: Sentence) -> list[Sentence]:
    """The sentences in the same paragraph below the head."""
    out: list[Sentence] = []
    for sentence in reader.doc.sentences[head.index + 1 :]:
        if reader.settings[sentence.index].is_head or sentence.heading:
            break
        if sentence.block != (out[0].block if head.heading and out else head.block) and not (
            head.heading and not out
        ):
            break
        out.append(sentence)
    return out


def read_entry(
    reader: Reader, head: Sentence, body: Sequence[Sentence], read: ReadSentence
) -> list[Draft]:
    """The claim of the entry, and those of its sentences that tell of something else.

    Empty where neither the head nor a sentence says what happened.
    """
    told = [(s, *read(s)) for s in body]
    kind = kind_of_head(head)
    act = next(
        (
            n for n, (_, segments, made) in enumerate(told)
            if made and made[0].claim.action in _ONE_INCIDENT - _LESSER and not _sourced(segments)
        ),
        0 if kind is not None and told and not _sourced(told[0][1]) else None,
    )  # fmt: skip
    if act is None:
        return [d for _, _, made in told for d in made]
    sentence, _, made = told[act]
    main = _draft(reader, sentence, kind or made[0].claim.action)
    taken = _taken(reader, told, act)
    evidence = tuple(evidence_at(reader.doc, s.start, s.end) for s in taken)
    main.claim = with_slots(
        main.claim, evidence=(*_head_evidence(reader, head, evidence), *evidence)
    )
    others = [
        d for s, segments, drafts in told
        if s is not sentence and s not in taken
        for d in drafts
        if d.claim.action not in _ONE_INCIDENT or _sourced(segments)
    ]  # fmt: skip
    return [main, *others]


def _draft(reader: Reader, sentence: Sentence, action: str) -> Draft:
    whole = Segment(0, len(sentence.tokens), (0, len(sentence.tokens)))
    draft = build_draft(reader, sentence, whole, None, action, whole.evidence)
    setting = reader.settings[sentence.index]
    claim = draft.claim
    draft.claim = with_slots(
        claim, places=setting.places or claim.places,
        when=setting.when if setting.when.earliest is not None else claim.when,
        modality="reported" if claim.modality in ("assessed", "denied") else claim.modality,
        scope="shipping", in_effect=None, future=False, hypothetical=False, negated=False,
    )  # fmt: skip
    return draft


def _sourced(segments: Sequence[Segment]) -> bool:
    """Whether someone other than the ship concerned is named as the source."""
    for segment in segments:
        if segment.chain:
            names = {w for s in segment.chain for w in s.name.lower().split()}
            if names.isdisjoint(_PARTIES):
                return True
    return False


def _taken(
    reader: Reader, told: Sequence[tuple[Sentence, list[Segment], list[Draft]]], act: int
) -> list[Sentence]:
    """The act's sentence and up to two after it that say how it went."""
    out = [told[act][0]]
    for sentence, segments, made in told[act + 1 : act + _MOST_SENTENCES]:
        other = any(d.claim.action not in _ONE_INCIDENT for d in made)
        text = reader.doc.text[sentence.start : sentence.end]
        if other or _sourced(segments) or _ROUTINE.search(text):
            break
        out.append(sentence)
    return out


def _head_evidence(
    reader: Reader, head: Sentence, evidence: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    size = sum(e.end - e.start for e in evidence)
    if head.end - head.start > _HEAD_SHARE * size:
        return ()
    return (evidence_at(reader.doc, head.start, head.end),)
