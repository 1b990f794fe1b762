"""A report made ready for the rules: sentences, tokens, quotes, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from offing.claims.actors import ActorMention, actor_words, find_actors
from offing.claims.lexicon import class_words, word_classes
from offing.claims.names import without_markup
from offing.model import PlaceMention, Report
from offing.text.quotes import Quote, find_quotes
from offing.text.sentences import split_blocks, split_sentences
from offing.text.tokens import Token, tokenize

_LEAD_MARK = re.compile(
    r"\s*(?:#{1,6}\s+|>\s+|[-–—•*·▪►●○‣]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+|\(?[ivx]{1,4}[.)]\s+)"
)
_DATE_HEAD = re.compile(r"(?:date\s*:?\s*)?\d{4}-\d{2}-\d{2}(?:T[\d:.Z+]+)?\s+", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?=[A-Z])[A-Z][A-Za-zÀ-ÿ .,'’/-]{2,48}?"
    r"(?:,? \d{1,2} [A-Z][a-z]+(?: \d{4})?|,? [A-Z][a-z]{2,8}\.? \d{1,2},?(?: \d{4})?)?"
    r"(?: ?\((?P<outlet>[A-Z][^()\n]{1,39})\))? ?(?:[-–—]{1,2}|:) "
    r"(?:\d{1,2} [A-Z][a-z]+ \d{4} [-–—]{1,2} )?(?=[A-Z\"“‘'])"
)
_UPPER_HEAD = re.compile(r"[A-Z][A-Z .,'’/-]{2,40}(?:[,(:]| [-–—])")
_MARKDOWN = re.compile(r"^[*_]+|[*_]+$")
_MAX_HEADING_WORDS = 18


@dataclass(slots=True)
class Sentence:
    """One sentence of the cleaned text.

    ``start`` and ``end`` leave out list marks and a dateline; ``quoted[i]`` is the
    index of the quotation that token ``i`` lies in, −1 for none; ``mask`` has the
    bits of all word classes that occur (``data/events/words.toml``).
    """

    index: int
    start: int
    end: int
    block: int
    tokens: list[Token]
    quoted: list[int]
    mask: int
    words: frozenset[str]
    lowers: list[str]
    """``Token.lower`` of each token."""
    heading: bool = False
    item: bool = False
    actors: list[ActorMention] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """All that the rules know about one report before they read claims from it."""

    report: Report
    text: str
    sentences: list[Sentence]
    quotes: list[Quote]
    places: list[PlaceMention]
    place_starts: list[int]
    dateline_outlet: str | None
    maritime: bool
    off_topic: bool
    mask: int = 0

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Place mentions that begin in ``[start, end)``."""
        starts = self.place_starts
        return self.places[bisect_left(starts, start) : bisect_left(starts, end)]


def has_class(sentence: Sentence, name: str) -> bool:
    """Whether a word of the class ``name`` occurs in the sentence."""
    return bool(sentence.mask & word_classes()[1][name])


def doc_has(doc: Document, name: str) -> bool:
    """Whether a word of the class ``name`` occurs anywhere in the report."""
    return bool(doc.mask & word_classes()[1][name])


def document_from_report(report: Report, skip: list[tuple[int, int]] | None = None) -> Document:
    """Cut ``report`` into sentences and look up everything that one pass can find.

    ``skip``: ranges of the text that were read by other means (notices).
    """
    text = without_markup(_blank(report.clean(), skip or []))
    quotes = find_quotes(text)
    blocks = [b.start for b in split_blocks(text)]
    quote_starts = [q.start for q in quotes]
    sentences: list[Sentence] = []
    outlet = None
    for span in split_sentences(text):
        start, end, item, credit = _trimmed(text, span.start, span.end)
        outlet = outlet or credit
        if end - start < 3:
            continue
        tokens = tokenize(text, start, end)
        if not tokens:
            continue
        block = bisect_right(blocks, span.start) - 1
        sentences.append(
            _sentence(len(sentences), start, end, block, tokens, quotes, quote_starts, item)
        )
    _mark_headings(text, sentences)
    if len(sentences) > 1 and _letters(report.title or "") == _letters(
        text[sentences[0].start : sentences[0].end]
    ):
        sentences[0].heading = True
    places = _places(text)
    maritime, off_topic = _topic(sentences, text)
    maritime = maritime or (_ships_and_waters(sentences, places) and not off_topic)
    mask = 0
    for sentence in sentences:
        mask |= sentence.mask
    return Document(
        report, text, sentences, quotes, places, [p.start for p in places], outlet, maritime,
        off_topic, mask,
    )  # fmt: skip


def _letters(text: str) -> str:
    """Letters and digits alone: a title is the same with other quotation marks."""
    return "".join(c for c in text.lower() if c.isalnum())


def _blank(text: str, skip: list[tuple[int, int]]) -> str:
    for start, end in skip:
        hole = "".join(c if c == "\n" else " " for c in text[start:end])
        text = text[:start] + ("\n" + hole[1:] if hole else "") + text[end:]
    return text


_DATE_HEADS = frozenset("dD0123456789")
_LINE_MARK = re.compile(r"[-–—:] ")
"""What ends a dateline."""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, bool, str | None]:
    """Without list mark, header date, dateline and markdown: ``(start, end, item, outlet)``."""
    item = False
    if (mark := _LEAD_MARK.match(text, start, end)) is not None:
        start = mark.end()
        item = True
    if text[start : start + 1] in _DATE_HEADS and (
        (head := _DATE_HEAD.match(text, start, end)) is not None
    ):
        start = head.end()
    outlet = None
    line = None
    if text[start : start + 1].isupper() and _LINE_MARK.search(text, start, min(end, start + 140)):
        line = _DATELINE.match(text, start, min(end, start + 140))
    if line is not None and (
        line["outlet"]
        or _UPPER_HEAD.match(text, start, end)
        or (len(line.group().split()) <= 4 and ":" not in line.group())
    ):
        outlet = line["outlet"]
        if outlet is not None and _is_town(outlet):
            outlet = None  # “Noor (Varna) – ”: where it is written, after whose it is
        start = line.end()
    while start < end and text[start] in "*_":
        start += 1
    while end > start and text[end - 1] in "*_":
        end -= 1
    return start, end, item, outlet


def _is_town(name: str) -> bool:
    from offing.places import find_places

    return any(m.start == 0 and m.end == len(name) for m in find_places(name))


def _sentence(
    index: int, start: int, end: int, block: int, tokens: list[Token], quotes: list[Quote],
    quote_starts: list[int], item: bool,
) -> Sentence:  # fmt: skip
    classes = word_classes()[0]
    lowers = [t.lower for t in tokens]
    words = frozenset(lowers)
    mask = 0
    for word in classes.keys() & words:
        mask |= classes[word]
    actors = [] if words.isdisjoint(actor_words()) else find_actors(tokens)
    if "us" in words and any(t.text == "US" for t in tokens):
        words = frozenset("u.s." if t.text == "US" else t.lower for t in tokens)
    return Sentence(
        index, start, end, block, tokens, _quoted(tokens, quotes, quote_starts), mask,
        words, lowers, item=item, actors=actors,
    )  # fmt: skip


def _quoted(tokens: list[Token], quotes: list[Quote], starts: list[int]) -> list[int]:
    """The quotation that each token lies in, −1 for none."""
    first = bisect_right(starts, tokens[0].start) - 1
    last = bisect_right(starts, tokens[-1].start) - 1
    if first == last and (first < 0 or quotes[first].end <= tokens[0].start):
        return [-1] * len(tokens)
    out = []
    for token in tokens:
        at = bisect_right(starts, token.start) - 1
        out.append(at if at >= 0 and token.start < quotes[at].end else -1)
    return out


def sentence_from_range(doc: Document, like: Sentence, start: int, end: int) -> Sentence:
    """The text ``start`` to ``end`` as a sentence of its own, in the place of ``like``."""
    starts = [q.start for q in doc.quotes]
    tokens = tokenize(doc.text, start, end)
    return _sentence(like.index, start, end, like.block, tokens, doc.quotes, starts, like.item)


def _mark_headings(text: str, sentences: list[Sentence]) -> None:
    """A heading stands alone in its block or line, is short and has no full stop."""
    for n, sentence in enumerate(sentences):
        marked = text.startswith("#", text.rfind("\n", 0, sentence.start) + 1)
        capitals = len(sentence.tokens) <= 6 and text[sentence.start : sentence.end].isupper()
        long = len(sentence.tokens) > _MAX_HEADING_WORDS
        if not marked and (long or (sentence.item and not capitals)):
            continue
        if sentence.item and capitals and len(text[sentence.start : sentence.end]) > 3:
            sentence.heading = True
            continue
        alone = n == 0 or sentences[n - 1].block != sentence.block or _own_line(text, sentence)
        last = text[sentence.end - 1]
        if alone and last not in '.!?…"”’:;,':
            sentence.heading = marked or not _PORT_LINE.match(text, sentence.start, sentence.end)
            sentence.item = sentence.item or not sentence.heading


_STATUS = (
    r"(?:open|closed|working|operational|operating|suspended|normal|restricted|limited|partially|"
    r"fully|congested|shut|no operations|not working|out of service|inoperative|accessible|"
    r"inaccessible|available|unavailable|affected|unaffected|resumed|halted|reduced)"
)
_PORT_LINE = re.compile(
    rf"[A-Z][^\n:–—|\t]{{1,60}}?(?:\s+[-–—]{{1,2}}\s+|\s*[:|\t]\s*)[*_]*(?i:{_STATUS})\b"
    rf"|[A-Z][\w'’-]{{1,20}}(?: [A-Z][\w'’-]{{1,20}}){{0,2}} "
    r"(?:Open|Closed|Operational|Partially operational|Suspended|Limited|Restricted)\b"
    r"|(?:Port|Terminal|Anchorage) (?:open|closed|working|operational|suspended)\b"
)
"""“Reni - working”, “Jacmel | closed”: how a port stands, not a heading."""


def _own_line(text: str, sentence: Sentence) -> bool:
    line_end = text.find("\n", sentence.end)
    rest = text[sentence.end : line_end if line_end >= 0 else len(text)]
    return not rest.strip(" *_")


def _places(text: str) -> list[PlaceMention]:
    from offing.places import find_places

    found = find_places(text, demonyms=True)
    common = class_words("facility", "sea", "vessel")
    return sorted(
        (p for p in found if p.match != "fuzzy" or p.text.lower() not in common),
        key=lambda p: p.start,
    )


def _topic(sentences: list[Sentence], text: str) -> tuple[bool, bool]:
    """``(speaks of ships and ports, is sport or verse instead)``."""
    words: set[str] = set().union(*(sentence.words for sentence in sentences))
    sea = len(words & class_words("sea", "vessel"))
    sport = len(words & class_words("sports"))
    off_topic = sport >= 3 and sport > sea
    return sea >= 2, off_topic or _is_verse(sentences, text, words)


_AT_SEA = frozenset({"port", "strait", "canal", "anchorage", "sea", "gulf"})


def _ships_and_waters(sentences: list[Sentence], places: list[PlaceMention]) -> bool:
    """A ship told of twice, or a ship and a port or passage: then it is about the sea."""
    bit = word_classes()[1]["vessel"]
    told = sum(1 for s in sentences if s.mask & bit)
    named = any(p.place.kind in _AT_SEA and p.match != "demonym" for p in places)
    return told + named >= 2 and told >= 1


_OF_NEWS = frozenset({"said", "says", "announced", "according", "reported", "notice", "authority"})


def _is_verse(sentences: list[Sentence], text: str, words: set[str]) -> bool:
    """Short lines without full stops, no figures, nobody quoted: a poem is no report."""
    if words & _OF_NEWS:
        return False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or any(c.isdigit() or c in "|\t" for c in text):
        return False
    if 2 * sum(1 for line in lines if ": " in line or " - " in line or "..." in line) >= len(lines):
        return False  # “Name: status”, line by line
    short = sum(1 for line in lines if len(line) < 60)
    open_ended = sum(1 for line in lines if line[-1] not in ".!?")
    return short == len(lines) and open_ended > 0.5 * len(lines)
