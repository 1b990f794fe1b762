"""“(source: harbour pilots)” after what is told: who the report has it from."""

from __future__ import annotations

import re

from offing.claims.document import Sentence
from offing.claims.draft import Reader
from offing.claims.lists import with_slots
from offing.claims.speakers import Memory, Speaker, speaker_from_name

_NOTE = re.compile(
    r"[(\[](?:source|sources|as reported by|reported by|per|via|info)\s?:?\s"
    r"(?P<name>[^()\[\]\n]{2,70})[)\]]",
    re.IGNORECASE,
)
_NO_SOURCE = re.compile(r"\d{3}|https?:|www\.|\b(?:day|week|month|ship|vessel|container|tonne)\b")


def holds_note(text: str) -> bool:
    """Whether a note of a source stands anywhere in ``text``."""
    return _NOTE.search(text) is not None


def credit_sources(reader: Reader, sentence: Sentence) -> None:
    """Give the claims of the paragraph up to a note in brackets to the source that it names.

    Claims that have a source of their own keep it.
    """
    doc = reader.doc
    if not reader.drafts or reader.drafts[-1].sentence.block != sentence.block:
        return  # nothing to credit
    stop = doc.text.find("\n", sentence.end)
    reach = min(stop if stop >= 0 else len(doc.text), sentence.end + 90)
    note = _NOTE.search(doc.text, sentence.start, reach)
    if note is None or _NO_SOURCE.search(note["name"]):
        return
    following = doc.sentences[sentence.index + 1 : sentence.index + 2]
    if any(s.start <= note.start() for s in following):
        return  # the note stands in, or after, a later sentence
    speaker = _speaker(note["name"].strip(" .,;"), reader.memory)
    for draft in reversed(reader.drafts):
        if draft.sentence.block != sentence.block:
            break
        if draft.segment.chain:
            continue
        draft.speaker = speaker
        draft.claim = with_slots(
            draft.claim, speaker=speaker.name, speaker_id=speaker.id or speaker.org_id,
            attribution=(*draft.claim.attribution, speaker.name), modality=(
                "reported" if draft.claim.modality == "confirmed" else draft.claim.modality
            ),
        )  # fmt: skip


def _speaker(name: str, memory: Memory) -> Speaker:
    name = re.split(r"\s*[,;/]\s*", name)[0]
    known = speaker_from_name(name)
    return known if known.name != memory.issuer.name else memory.issuer
