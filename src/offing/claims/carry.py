"""Whose word a sentence without attribution is, where a form goes on over sentences.

A letter within a story is its writer's from the salutation to the closing; what an authority or
a carrier has announced goes on being its word where the next sentences tell the terms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from offing.claims.attribution import Segment, attribute
from offing.claims.document import Document, Sentence
from offing.claims.draft import Draft, Reader
from offing.claims.lexicon import words
from offing.claims.norms import ought, sets_rule, tells_of_past
from offing.claims.speakers import Speaker, speaker_from_name
from offing.claims.standing import standing_of

_SALUTED = re.compile(
    r"(?m)^[ \t>“\"]{0,4}(?:Dear|DEAR|To our|TO OUR|To all|TO ALL)\b[^\n.]{0,70}[,:]?[ \t]*$"
)
_CLOSED = re.compile(
    r"(?im)^[ \t>]{0,4}(?:(?:kind|best|warm|with (?:kind|best|warm))(?:est)? regards|regards"
    r"|yours (?:sincerely|faithfully|truly)|(?:yours )?sincerely|respectfully|with best wishes)\b"
    r"(?P<sign>[^\n]{0,60}(?:\n{1,2}[^\n]{0,60})?)"
)
_SIGNED = re.compile(
    r"(?:[Yy]our |[Tt]he )?(?P<name>[A-ZÀ-Þ][\w’&-]+(?: [A-ZÀ-Þ&][\w’&-]*){0,3})"
    r"(?: (?:customer |client )?(?:team|service|care|desk))?[ \t.]*$"
)
_LONGEST_LETTER = 12_000


class Letter(NamedTuple):
    """A letter within a report: its offsets, and who signed it where that is told."""

    start: int
    end: int
    name: str
    mail: bool = False
    """A mail that is passed on, whoever passes it on."""


_PASSED_ON = re.compile(
    r"(?im)^[ \t>]{0,4}(?:-{2,} ?(?:forwarded|original) (?:message|mail) ?-{2,}"
    r"|begin forwarded message:)[ \t]*\n(?:[ \t>]*\n)?"
    r"(?:[ \t>]*(?:to|cc|date|sent|subject):[^\n]*\n){0,4}"
    r"[ \t>]*from:[ \t]*(?P<from>[^\n<(\[]{0,80})[^\n]*\n"
)


def _mails_in(doc: Document) -> list[Letter]:
    """Mails that a mail passes on in full: each its sender's until the next."""
    if "essage" not in doc.text:
        return []
    found = list(_PASSED_ON.finditer(doc.text))
    if not found:
        return []
    ends = [m.start() for m in found[1:]] + [len(doc.text)]
    return [
        Letter(m.end(), end, m["from"].strip(" \"'\t").rsplit(",", 1)[-1].strip(), True)
        for m, end in zip(found, ends, strict=True)
        if len(m["from"].strip()) > 1 and doc.text[: m.start()].strip()
    ]


def letters_in(doc: Document) -> list[Letter]:
    """Letters and mails that a report gives in full, from salutation to closing."""
    if mails := _mails_in(doc):
        return mails
    out: list[Letter] = []
    for opened in _SALUTED.finditer(doc.text):
        if out and opened.start() < out[-1].end:
            continue
        closed = _CLOSED.search(doc.text, opened.end(), opened.end() + _LONGEST_LETTER)
        if closed is None:
            continue
        signed = _SIGNED.search(closed["sign"].strip(" ,\n"))
        out.append(Letter(opened.end(), closed.start(), signed["name"] if signed else ""))
    return out


def carry_on(reader: Reader, sentence: Sentence, segment: Segment) -> Segment:
    """``segment`` as the word of who writes the letter, or announced the terms, around it."""
    if segment.chain or sentence.heading or (reader.own_words and not _in_mail(reader, sentence)):
        return segment
    chain = _writer(reader, sentence) or _teller_below(reader, sentence)
    chain = chain or _announcer(reader, sentence, segment)
    if not chain and (chain := _adviser(reader, sentence, segment)):
        segment.kind = "advise"
    if chain:
        segment.chain, segment.kind = chain, segment.kind or "say"
    return segment


def _in_mail(reader: Reader, sentence: Sentence) -> bool:
    return bool(reader.letters) and reader.letters[0].mail and (
        sentence.start >= reader.letters[0].start
    )  # fmt: skip


def _writer(reader: Reader, sentence: Sentence) -> tuple[Speaker, ...]:
    n = bisect_right(reader.letters, sentence.start, key=lambda e: e.start) - 1
    if n < 0 or sentence.start >= reader.letters[n].end:
        return ()
    letter = reader.letters[n]
    known = [d.speaker for d in reader.drafts if d.sentence.start < letter.start]
    for who in (*reversed(known), reader.memory.last):
        if who is None or who.unnamed or who == reader.memory.issuer:
            continue
        if not letter.name or _alike(who.name, letter.name):
            return (who,)
    return (speaker_from_name(letter.name),) if letter.name else ()


def _alike(one: str, other: str) -> bool:
    return not set(one.lower().split()).isdisjoint(other.lower().split())


_BELOW = 3
"""Sentences further on in which “this was reported by X” still means what stands here."""
_SAID_THIS = words(
    "reported announced stated said written confirmed told disclosed wrote informed reports says "
    "writes states"
)
_LONGEST_TELLER = 40


def _teller_below(reader: Reader, sentence: Sentence) -> tuple[Speaker, ...]:
    """“Drones hit a berth. This was reported by the head of the district.”: his word."""
    for other in reader.doc.sentences[sentence.index + 1 : sentence.index + 1 + _BELOW]:
        if other.block > sentence.block + 1 or len(other.tokens) > _LONGEST_TELLER:
            return ()
        if not other.words.isdisjoint(_SAID_THIS) and _tells_this(other):
            told = attribute(other, reader.doc, reader.memory)
            return next((s.chain for s in told if s.chain), ())
        if other.block != sentence.block:
            return ()
    return ()


def _tells_this(sentence: Sentence) -> bool:
    """“This was reported by …”, “…, the ministry said this in a statement”."""
    heard = sentence.lowers
    if heard[0] in ("this", "it") and len(heard) > 3 and heard[1] in ("was", "is", "has", "were"):
        at = next((n for n, w in enumerate(heard[2:5], 2) if w in _SAID_THIS), 0)
        return bool(at) and heard[at + 1 : at + 2] in (["by"], ["in"], ["on"], ["to"])
    for n, word in enumerate(heard[:-1]):
        after = heard[n + 1 : n + 4]
        this = after[:1] == ["this"] or after[:2] == ["about", "this"]
        if word in _SAID_THIS and this and _SPANS.isdisjoint(after):
            return True
    return False


_SPANS = words("morning week month year evening afternoon time day summer winter spring autumn")


_NEAR = 2
"""Sentences within which terms follow what was announced."""
_TERMS_OF = frozenset({"authority", "firm"})
_GIVEN = words(
    "restriction suspension closure resumption opening surcharge diversion normal_operations "
    "advisory escort"
)
_TO_COME = words("will shall")
_STANDS = frozenset([("stays", "at"), ("remains", "at"), ("stay", "at"), ("remain", "at")])
_NOT_TERMS = words(
    "analysts analyst brokers broker traders sources could might would may but however meanwhile "
    "elsewhere separately although though while said says told according"
)


def _announcer(reader: Reader, sentence: Sentence, segment: Segment) -> tuple[Speaker, ...]:
    """“The canal authority has set new limits. From 3 May 29 ships a day will pass.”"""
    last = reader.drafts[-1] if reader.drafts else None
    if last is None or not last.segment.chain or sentence.index - last.sentence.index > _NEAR:
        return ()
    claim = last.claim
    if claim.modality != "announced" or claim.action not in _GIVEN or last.segment.kind == "advise":
        return ()
    if standing_of(last.speaker) not in _TERMS_OF or not _gives_terms(sentence, segment, last):
        return ()
    return last.segment.chain


def _adviser(reader: Reader, sentence: Sentence, segment: Segment) -> tuple[Speaker, ...]:
    """“The centre asks states for patrols. Ships are advised to keep a lookout.”"""
    last = reader.drafts[-1] if reader.drafts else None
    if last is None or not last.segment.chain or sentence.index - last.sentence.index != 1:
        return ()
    if last.sentence.block != sentence.block or sentence.words.isdisjoint(_ADVISED):
        return ()
    able = standing_of(last.speaker) in ("authority", "observer", "party", "firm")
    return last.segment.chain if able and ought(sentence, segment) else ()


_ADVISED = words("advised urged requested recommended reminded asked warned cautioned encouraged")


def _gives_terms(sentence: Sentence, segment: Segment, last: Draft) -> bool:
    if not sentence.words.isdisjoint(_NOT_TERMS) or tells_of_past(sentence, segment):
        return False
    if any(m.first <= 1 and m.actor.name != last.speaker.name for m in sentence.actors):
        return False
    stands = any(pair in _STANDS for pair in pairwise(sentence.lowers))
    return stands or sets_rule(sentence, segment) or not sentence.words.isdisjoint(_TO_COME)
