"""Somebody named in passing, whom “she says” or a quotation means in the next sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from offing.claims.actors import kind_from_name
from offing.claims.attribution import Segment
from offing.claims.cues import PAPERS, resolve_speaker
from offing.claims.document import Document, Sentence
from offing.claims.draft import Draft
from offing.claims.lexicon import class_words, in_class, words
from offing.claims.roles import COLLECTIVE_KINDS, named_subject
from offing.claims.speakers import (
    Memory,
    Speaker,
    is_name,
    speaker_from_actor,
    speaker_from_name,
    text_of,
)
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
    _note_introduced(sentence, doc, memory)
    _note_titled(sentence, doc, memory)
    _note_subject(sentence, doc, memory)
    _note_whose_text(sentence, doc, memory)
    _note_whole_subject(sentence, doc, memory)


_FOLLOWS = words(
    "follows following translation text verbatim wording reads excerpt excerpts extract"
)
_OF_PAPER = words("of by from on")


def _note_whose_text(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“What follows is our translation of a notice of the Coast Guard”: the quotation is theirs."""
    if sentence.words.isdisjoint(_FOLLOWS) or memory.spoke_in == sentence.index:
        return
    if sentence.words.isdisjoint(_ANY_PAPER):
        return
    for mention in reversed(sentence.actors):
        if mention.actor.kind not in ("person", "outlet"):
            memory.last = speaker_from_actor(mention.actor)
            return
    tokens = sentence.tokens
    for n in range(len(tokens) - 2, 0, -1):
        if tokens[n].lower in _OF_PAPER and tokens[n + 1].lower in ("the", "its"):
            end = n + 2
            while end < len(tokens) and tokens[end].lower not in _ENDS_NAME:
                end += 1
            if any(t.lower in COLLECTIVE_KINDS for t in tokens[n + 1 : end]):
                memory.last = resolve_speaker(sentence, (n + 1, end), None, doc, memory)
                return


_MORE_PAPERS = words(
    "notice circular communique declaration order decree translation press release"
)
_ANY_PAPER = PAPERS | _MORE_PAPERS
_ENDS_NAME = words("dated issued on of published , . : ;")
_MOST_TOKENS = 9


def _note_whole_subject(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“The Lotus Gateway terminal has put out a statement”: “it says” after that is the terminal.

    Also “The Foreign Ministry's spokesman took a question”: “he” after that.
    """
    tokens = sentence.tokens
    if memory.spoke_in == sentence.index or sentence.heading or sentence.quoted[0] >= 0:
        return
    first = tokens[0].lower
    if first not in _OPENING and (not is_name(tokens[0]) or first in _NO_LEADS):
        return
    if _note_apposed(sentence, doc, memory):
        return
    named = named_subject(tokens, doc.text) if is_name(tokens[0]) else None
    if named is not None and first not in _LEADS:
        if named not in memory.orgs[-1:]:
            memory.orgs.append(named)
        return
    told = sentence.lowers
    who = told.index("who", 2) if "who" in told[2:8] else 0
    end = who or first_verb(tokens, 0, min(_MOST_TOKENS + 1, len(tokens)))
    apart = next((n for n in range(2, min(end, len(tokens) - 1)) if tokens[n].text == ","), 0)
    if apart and tokens[apart + 1].lower in ("which", "who", "whose"):
        end = apart  # “The operator of the terminal, which lies off the town, declined”
    if not 2 <= end <= _MOST_TOKENS or not _MARKS.isdisjoint(told[:end]):
        return
    of = next((n for n in range(1, end) if tokens[n].lower in ("of", "for", "at", "in")), end)
    head = tokens[of - 1].lower
    if not class_words("vessel").isdisjoint(told[:end]):
        return  # “A tanker and a bulk carrier”
    if head in COLLECTIVE_KINDS and (of > 2 or of < end or head in _MEET):
        body = resolve_speaker(sentence, (0, end), None, doc, memory)
        if body is not None and not body.person and body not in memory.orgs[-1:]:
            memory.orgs.append(body)
    elif head in _PLURALS or (in_class(head, "role") and head.endswith("s")):
        memory.last = Speaker(text_of(tokens[:end], doc.text), vague=True)  # “they” after that
    elif in_class(head, "role") and (of > 2 or of < end):
        begins = 1 if first in _ONE else 0
        somebody = resolve_speaker(sentence, (begins, end), None, doc, memory)
        if somebody is not None and not somebody.unnamed:
            memory.last = somebody


_MARKS = frozenset(',:;.“"')
_MEET = words("board council commission committee cabinet panel chamber tribunal")
_NUMBERS = words("two three four five six seven eight nine ten some several many most both")
_PLURALS = words("men women people persons residents witnesses")
_MOST_APPOSED = 12
_AFTER_NOUN = words("of for in with that at which")


def _note_apposed(sentence: Sentence, doc: Document, memory: Memory) -> bool:
    """“Dhofar Pilots, a union of 60, met”, “The ship's insurer, Marlow Mutual, is less sure”."""
    tokens = sentence.tokens
    if "," not in sentence.lowers[1:_MOST_APPOSED]:
        return False
    comma = sentence.lowers.index(",", 1)
    close = next(
        (n for n in range(comma + 2, min(comma + _MOST_APPOSED, len(tokens) - 1))
         if tokens[n].text == ","), 0,
    )  # fmt: skip
    if not close:
        return False
    one, two = (0, comma), (comma + 1, close)
    name, told = (two, one) if is_plain_name(tokens, two) else (one, two)
    if not is_plain_name(tokens, name) or tokens[told[0]].lower not in _LEADS:
        return False
    noun = next(
        (tokens[n].lower for n in range(told[1] - 1, told[0], -1)
         if tokens[n].lower in COLLECTIVE_KINDS
         and (n + 1 == told[1] or tokens[n + 1].lower in _AFTER_NOUN)), "",
    )  # fmt: skip
    if not noun:
        return False
    body = speaker_from_name(text_of(tokens[name[0] : name[1]], doc.text))
    if not body.person and body not in memory.orgs[-1:]:
        memory.orgs.append(replace(body, kind=COLLECTIVE_KINDS[noun][0]))
    return True


_NO_LEADS = words("that what how if when where why whether as while after in on at from by for to")
_LEADS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this"})
_OPENING = _LEADS | _NUMBERS


def _note_titled(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“The port's director, Captain Ruth W., visited the scene”."""
    tokens = sentence.tokens
    if len(tokens) < 4 or sentence.quoted[0] >= 0:
        return
    if tokens[0].lower in _ONE:
        _note_nameless(tokens, doc, memory)
        return
    if "," not in sentence.lowers[1:_LONGEST_ROLE]:
        return
    comma = sentence.lowers.index(",", 1)
    if not looks_role(tokens, (0, comma)) or is_plain_name(tokens, (0, comma)):
        return
    last = comma + 1
    while last < len(tokens) and last - comma <= _LONGEST_NAME and (
        is_name(tokens[last]) or tokens[last].text in ".-"
    ):  # fmt: skip
        last += 1
    if last - comma < 2 or last >= len(tokens) or tokens[last].text != ",":
        return
    if tokens[comma + 1].lower in _DAYS:
        return  # “said in a statement today, Sunday, that …”
    person = resolve_speaker(sentence, (comma + 1, last), (0, comma), doc, memory)
    if person is not None and person.person and person not in memory.persons[-2:]:
        memory.note(person)


_DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday")


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
    if "," not in sentence.lowers[2 : _LONGEST_NAME + 2]:
        return
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


_IS = frozenset({"is", "was"})


def _note_introduced(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“Ilka Dorn is the harbour engineer of Varna”, “Its new head is Marta Lind”."""
    if sentence.words.isdisjoint(_IS):
        return
    tokens = sentence.tokens
    be = next((n for n in range(2, min(_LONGEST_NAME, len(tokens) - 2))
               if tokens[n].lower in ("is", "was", "has")), 0)  # fmt: skip
    if not be or tokens[be].lower == "has" or sentence.quoted[0] >= 0:
        return
    end = next((n for n in range(be + 1, len(tokens)) if tokens[n].text in ",.;:"), len(tokens))
    names = tokens[:be]
    named = 2 <= be <= _LONGEST_NAME and all(is_name(t) or t.text in ".-" for t in names)
    if not named or tokens[be + 1].lower not in _LEADS or end - be > _LONGEST_ROLE:
        return
    if not looks_role(tokens, (be + 1, end)) or kind_from_name(text_of(names, doc.text)):
        return
    person = resolve_speaker(sentence, (0, be), (be + 1, end), doc, memory)
    if person is not None and person.person and person not in memory.persons[-2:]:
        memory.note(person)


def _note_subject(sentence: Sentence, doc: Document, memory: Memory) -> None:
    """“The Greek owner's version is different”: “it says” after that is the owner."""
    tokens = sentence.tokens
    spoken = memory.spoke_in == sentence.index
    if len(tokens) < 4 or tokens[0].lower not in ("the", "its") or spoken:
        return
    for n in range(1, min(5, len(tokens) - 1)):
        kinds = COLLECTIVE_KINDS.get(tokens[n].lower)
        if kinds is not None and tokens[n].text.islower():
            name = text_of(tokens[1 : n + 1], doc.text)
            if n > 1 and tokens[n + 1].text in ("'s", "’", "'"):
                memory.orgs.append(Speaker(name, kind=kinds[0]))
            return


_FEWEST_QUOTED = 2
"""Tokens in quotation marks from which a sentence quotes somebody."""


def goes_on_quoting(segment: Segment, sentence: Sentence, drafts: Sequence[Draft]) -> Segment:
    """A sentence that quotes a few words of nobody named goes on with the speaker before it.

    Only in the same paragraph, right after a sentence of that speaker.
    """
    last = drafts[-1] if drafts else None
    if (
        last is None
        or max(sentence.quoted) < 0
        or sum(q >= 0 for q in sentence.quoted) < _FEWEST_QUOTED
        or not last.segment.chain
        or last.sentence.block != sentence.block
    ):
        return segment
    if sentence.index - last.sentence.index != 1 or last.segment.kind in ("silent", "deny"):
        return segment
    segment.chain, segment.kind = last.segment.chain, "say"
    return segment
