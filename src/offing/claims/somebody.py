"""Somebody named in passing, whom “she says” or a quotation means in the next sentence."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.attribution import Segment
from offing.claims.cues import resolve_speaker
from offing.claims.document import Document, Sentence
from offing.claims.draft import Draft
from offing.claims.lexicon import in_class, words
from offing.claims.roles import COLLECTIVE_KINDS
from offing.claims.speakers import Memory, Speaker, is_name, text_of
from offing.claims.subjects import first_verb, is_plain_name, looks_role
from offing.text.tokens import Token

_LONGEST_ROLE = 14
_LONGEST_NAME = 7
_ONE = frozenset({"a", "an", "one", "another"})
_FAR = 5
"""Tokens within which the noun of “a retired captain who …” stands."""
_NOT_PERSONS = words("owner operator insurer union member source broker agent trader company")


def note_somebody(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """Remember the person whom the subject of ``sentence`` names by a role and a name.

    “The port's director, Captain Ruth W., visited the scene”; “a retired captain who
    sailed there remembers”. Those who speak in the sentence are noted already.
    """
    _note_person(sentence, doc, memory)
    _note_titled(sentence, doc, memory)
    _note_subject(sentence, doc, memory)
    _note_whole_subject(sentence, doc, memory)


_MOST_TOKENS = 9


def _note_whole_subject(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“The Lotus Gateway terminal has put out a statement”: “it says” after that is the terminal.

    Also “The Foreign Ministry's spokesman took a question”: “he” after that.
    """
    tokens = sentence.tokens
    if memory.spoke_in == sentence.index or sentence.heading or sentence.quoted[0] >= 0:
        return
    first = tokens[0].lower
    if first not in _LEADS and not is_name(tokens[0]):
        return
    end = first_verb(tokens, 0, min(_MOST_TOKENS + 1, len(tokens)))
    if not 2 <= end <= _MOST_TOKENS or any(t.text in ',:;.“"' for t in tokens[:end]):
        return
    of = next((n for n in range(1, end) if tokens[n].lower in ("of", "for", "at", "in")), end)
    head = tokens[of - 1].lower
    if head in COLLECTIVE_KINDS and (of > 2 or of < end):
        body = resolve_speaker(sentence, (0, end), None, doc, memory)
        if body is not None and not body.person and body not in memory.orgs[-1:]:
            memory.orgs.append(body)
    elif in_class(head, "role") and not head.endswith("s") and (of > 2 or of < end):
        somebody = resolve_speaker(sentence, (0, end), None, doc, memory)
        if somebody is not None and not somebody.unnamed:
            memory.last = somebody


_LEADS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this"})


def _note_titled(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“The port's director, Captain Ruth W., visited the scene”."""
    tokens = sentence.tokens
    if len(tokens) < 4 or sentence.quoted[0] >= 0:
        return
    if tokens[0].lower in _ONE:
        _note_nameless(tokens, doc, memory)
        return
    comma = next((n for n in range(1, min(_LONGEST_ROLE, len(tokens))) if tokens[n].text == ","), 0)
    if not comma or not looks_role(tokens, (0, comma)) or is_plain_name(tokens, (0, comma)):
        return
    last = comma + 1
    while last < len(tokens) and last - comma <= _LONGEST_NAME and (
        is_name(tokens[last]) or tokens[last].text in ".-"
    ):  # fmt: skip
        last += 1
    if last - comma < 2 or last >= len(tokens) or tokens[last].text != ",":
        return
    person = resolve_speaker(sentence, (comma + 1, last), (0, comma), doc, memory)
    if person is not None and person.person and person not in memory.persons[-2:]:
        memory.note(person)


def _note_nameless(tokens: Sequence[Token], doc: Document, memory: Memory) -> None:
    for n in range(1, min(_FAR, len(tokens) - 1)):
        if tokens[n].text in ",.:;" or tokens[n].lower in ("of", "from", "at", "in"):
            return
        follows = tokens[n + 1]
        if in_class(tokens[n].lower, "role") and follows.text.islower() \
                and tokens[n].lower not in _NOT_PERSONS \
                and not in_class(follows.lower, "role"):  # fmt: skip
            name = text_of(tokens[1 : n + 1], doc.text)
            somebody = Speaker(name, person=True, vague=True)
            if somebody not in memory.persons[-2:]:
                memory.persons.append(somebody)
            return


def _note_person(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“Karolina W., head of marine at X, is less concerned”: “she says” after that is her."""
    tokens = sentence.tokens
    first = 1 if tokens[0].lower in ("for", "to") else 0
    last = first
    while (
        last < len(tokens)
        and last - first < _LONGEST_NAME
        and (is_name(tokens[last]) or tokens[last].text in ".()" or tokens[last].lower == "ret")
    ):
        last += 1
    if last - first < 2 or last >= len(tokens) or tokens[last].text != ",":
        return
    end = next(
        (n for n in range(last + 1, min(last + 20, len(tokens))) if tokens[n].text == ","), 0
    )
    if (
        not end
        or not looks_role(tokens, (last + 1, end))
        or not is_plain_name(tokens, (first, last))
    ):
        return
    person = resolve_speaker(sentence, (first, last), (last + 1, end), doc, memory)
    if person is not None and person.person and person not in memory.persons[-2:]:
        memory.note(person)


def _note_subject(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“The Greek owner's version is different”: “it says” after that is the owner."""
    tokens = sentence.tokens
    if len(tokens) < 4 or tokens[0].lower not in ("the", "its"):
        return
    for n in range(1, min(5, len(tokens) - 1)):
        kinds = COLLECTIVE_KINDS.get(tokens[n].lower)
        if kinds is not None and tokens[n].text.islower():
            name = text_of(tokens[1 : n + 1], doc.text)
            if n > 1 and tokens[n + 1].text in ("'s", "’", "'"):
                memory.orgs.append(Speaker(name, kind=kinds[0]))
            return


def goes_on_quoting(segment: Segment, sentence: Sentence, drafts: Sequence[Draft]) -> Segment:
    """A sentence that quotes a few words of nobody named goes on with the speaker before it.

    Only in the same paragraph, right after a sentence of that speaker.
    """
    last = drafts[-1] if drafts else None
    quoted = sum(1 for q in sentence.quoted if q >= 0)
    if (
        last is None
        or quoted < 2
        or not last.segment.chain
        or last.sentence.block != sentence.block
    ):
        return segment
    if sentence.index - last.sentence.index != 1 or last.segment.kind in ("silent", "deny"):
        return segment
    segment.chain, segment.kind = last.segment.chain, "say"
    return segment
