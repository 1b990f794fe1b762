"""What stands around a report and is not the report: found by phrases, set aside by rules.

A phrase alone never removes a paragraph. Text is cut into sentences and lines;
one is set aside when phrases mark it, never because of where it stands, so real
text beside a form stays. Phrases inside quotation marks do not count: a person
quoted as saying them is news.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from offing.reports.draft import Draft

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|(?<=\))\s+(?=[A-Z]{3})|\r?\n\s*")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Dr|St|No|Gen|Col|Capt|vs|Inc|Ltd|Co|Corp|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_WORDS = re.compile(r"\w[\w'’-]*")
_TELLING = re.compile(
    r"\b(?:said|says|told|tells|announced?|reported|according to|stated|added|warned|confirmed|"
    r"denied|claimed|was|were|had|has been)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|according to|stated|warned|confirmed|denied|claimed)\b",
    re.IGNORECASE,
)
"""A sentence with one of these tells what someone said: one phrase does not set it aside."""
_MARKS = " \t\r\n:.…»›→*|-–—>•·!"
_FOLD = (("’", "'"), ("‘", "'"), ("\n", " "), ("\r", " "), ("\t", " "), ("\u00a0", " "))

STRONG_MOST_WORDS = 60
"""A sentence longer than this needs two strong phrases to be set aside."""
WEAK_MOST_WORDS = 40
"""A sentence longer than this is never set aside for weak phrases."""
BETWEEN_MOST_WORDS = 12
"""An unmarked piece as short as this goes with the pieces set aside on both its sides."""
HEADLINE_MOST_WORDS = 25
"""A line after “Related stories” longer than this is taken for text."""


@dataclass(slots=True)
class _Piece:
    """A sentence or line, with the phrases found in it."""

    start: int
    end: int
    strong: list[str] = field(default_factory=list)
    weak: dict[str, str] = field(default_factory=dict)
    whole: str | None = None
    heading: bool = False
    reason: str | None = None


@cache
def _phrases() -> Any:
    """An automaton over all phrases: each gives its (phrase, ((strength, reason), …))."""
    import ahocorasick

    table: dict[str, list[tuple[str, str]]] = {}
    raw = (files("offing") / "data" / "boilerplate" / "phrases.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(raw)):
        table.setdefault(row["phrase"].strip(), []).append((row["strength"], row["reason"]))
    automaton = ahocorasick.Automaton()
    for phrase, kinds in table.items():
        automaton.add_word(phrase, (phrase, tuple(kinds)))
    automaton.make_automaton()
    return automaton


def drop_boilerplate(draft: Draft, kind: str) -> None:
    """Set aside what surrounds the report: forms, notices about cookies, links, footers.

    Linear in the length of the text. In a ``notice`` nothing is looked for but
    strong phrases: its short lines are its content.
    """
    text = draft.text
    found = list(_matches(text, draft, only_strong=kind == "notice"))
    if not found:
        return
    blocks = _blocks_with(text, [start for start, *_ in found])
    pieces: list[_Piece] = []
    for start, end in blocks:
        pieces.extend(_Piece(a, b) for a, b in _pieces(text, start, end))
    _assign(text, pieces, found)
    for piece in pieces:
        piece.reason = _verdict(text, piece)
    _spread(text, pieces)
    _drop_headlines_after(draft, pieces)
    for start, end, reason in _joined(text, pieces):
        draft.drop(start, end, reason)


def _matches(
    text: str, draft: Draft, *, only_strong: bool
) -> Iterator[tuple[int, int, str, tuple[tuple[str, str], ...]]]:
    """Phrases as whole words, outside quotation marks and outside what is dropped already."""
    folded = _folded(text)
    gone = sorted((d.start, d.end) for d in draft.dropped)
    for last, (phrase, kinds) in _phrases().iter(folded):
        end = last + 1
        start = end - len(phrase)
        if start and folded[start].isalnum() and folded[start - 1].isalnum():
            continue
        if end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
            continue
        at = bisect_right(gone, (start, len(text)))
        if at and gone[at - 1][1] >= end:
            continue
        if only_strong:
            kinds = tuple(k for k in kinds if k[0] == "strong")
        if kinds and not _quoted(text, start):
            yield start, end, phrase, kinds


def _folded(text: str) -> str:
    """Lower case with straight apostrophes and plain spaces, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for old, new in _FOLD:
        low = low.replace(old, new)
    return low


def _quoted(text: str, at: int) -> bool:
    """Whether ``at`` lies inside curly quotation marks of its own paragraph."""
    start = max(0, at - 1000)
    start = max(start, text.rfind("\n", start, at))
    return text.rfind("“", start, at) > text.rfind("”", start, at)


def _blocks_with(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """The paragraphs (between blank lines) in which any of ``starts`` lies."""
    edges = [0, *(gap.end() for gap in _BLANK_LINE.finditer(text)), len(text)]
    wanted = sorted({bisect_right(edges, start) - 1 for start in starts})
    return [(edges[i], edges[i + 1]) for i in wanted if i + 1 < len(edges)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of a paragraph, and its lines where it is not merely wrapped."""
    at = start
    line_start = start
    for gap in _SENTENCE_END.finditer(text, start, end):
        newline = "\n" in gap[0]
        if newline:
            length = gap.start() - line_start
            line_start = gap.end()
            following = text[gap.end() : gap.end() + 1]
            if 60 <= length <= 120 and not _ends_sentence(text, gap.start()):
                continue
            if following.islower():
                continue
        elif _ABBREVIATION.search(text, max(at, gap.start() - 8), gap.start()):
            continue
        if text[at : gap.start()].strip():
            yield at, gap.start()
        at = gap.end()
    if text[at:end].strip():
        yield at, at + len(text[at:end].rstrip())


def _ends_sentence(text: str, at: int) -> bool:
    return text[max(0, at - 3) : at].rstrip("\"”’') ")[-1:] in tuple(".!?…:")


def _assign(text: str, pieces: list[_Piece], found: list[Any]) -> None:
    """Give each piece the phrases that lie in it."""
    ends = [p.end for p in pieces]
    for start, end, phrase, kinds in found:
        at = bisect_left(ends, end)
        if at == len(pieces) or pieces[at].start > start:
            continue
        piece = pieces[at]
        for strength, reason in kinds:
            if strength == "strong":
                piece.strong.append(reason)
            elif strength == "weak":
                piece.weak[phrase] = reason
            elif _stands_so(text, piece, start, end, strength):
                piece.whole = reason
                piece.heading = strength == "heading"


def _stands_so(text: str, piece: _Piece, start: int, end: int, strength: str) -> bool:
    """Whether a phrase begins its piece (``prefix``) or is all of it (``line``, ``heading``)."""
    if start - piece.start > 12 or text[piece.start : start].strip(_MARKS):
        return False
    return strength == "prefix" or (
        piece.end - end <= 12 and not text[end : piece.end].strip(_MARKS)
    )


def _verdict(text: str, piece: _Piece) -> str | None:
    words = len(_WORDS.findall(text, piece.start, piece.end))
    quotes = words >= 8 and _SAYING.search(text, piece.start, piece.end) is not None
    ended = text[piece.end - 1 : piece.end] in (".", "”", '"')
    if piece.whole and words <= STRONG_MOST_WORDS and not (quotes and ended):
        return piece.whole
    if len(piece.strong) >= 2 or (piece.strong and words <= STRONG_MOST_WORDS and not quotes):
        return piece.strong[0]
    separate = [p for p in piece.weak if not any(p != q and p in q for q in piece.weak)]
    if len(separate) >= 2 and words <= WEAK_MOST_WORDS and not _tells(text, piece, words):
        return piece.weak[separate[0]]
    return None


def _tells(text: str, piece: _Piece, words: int) -> bool:
    """Whether a sentence tells of something: long enough, with a verb of telling in it."""
    return words >= 8 and _TELLING.search(text, piece.start, piece.end) is not None


def _spread(text: str, pieces: list[_Piece]) -> None:
    """Take along weak neighbours, and short pieces that stand between two that go."""
    for order in (pieces, pieces[::-1]):
        before: _Piece | None = None
        for piece in order:
            near = before is not None and _near(text, before, piece)
            if piece.reason is None and near and before and before.reason:
                words = len(_WORDS.findall(text, piece.start, piece.end))
                if piece.weak and words <= WEAK_MOST_WORDS and not _tells(text, piece, words):
                    piece.reason = before.reason
                elif before.reason == "navigation" and _is_label(text, piece, words):
                    piece.reason = "navigation"
            before = piece
    for left, piece, right in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.reason is None and left.reason and right.reason:
            words = len(_WORDS.findall(text, piece.start, piece.end))
            if (
                words <= BETWEEN_MOST_WORDS
                and _near(text, left, piece)
                and _near(text, piece, right)
            ):
                piece.reason = left.reason


def _is_label(text: str, piece: _Piece, words: int) -> bool:
    """Whether a piece is a line of one or two capitalised words, like an item of a menu."""
    line = text[piece.start : piece.end]
    alone = text[piece.start - 1 : piece.start] in ("", "\n") and words <= 2
    return alone and len(line) <= 30 and line.istitle() and line.replace(" ", "").isalpha()


def _near(text: str, one: _Piece, other: _Piece) -> bool:
    """Whether only white space lies between two pieces."""
    left, right = (one, other) if one.start < other.start else (other, one)
    return not text[left.end : right.start].strip("\"”’')] \t\r\n")


def _drop_headlines_after(draft: Draft, pieces: list[_Piece]) -> None:
    """After “Related stories”: lines that read like headlines go too, up to real text."""
    text = draft.text
    done = 0
    for piece in pieces:
        if not piece.heading or piece.start < done:
            continue
        at = piece.end
        for _ in range(20):
            line = _next_line(text, at)
            if line is None:
                break
            start, end = line
            words = len(_WORDS.findall(text, start, end))
            if words > HEADLINE_MOST_WORDS or text[start:end].rstrip("\"”’' ")[-1:] in (".", ":"):
                break
            draft.drop(start, end, piece.reason or "related", "after a heading of other stories")
            at = done = end


def _next_line(text: str, at: int) -> tuple[int, int] | None:
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].strip():
            return at, end
        at = end + 1
    return None


def _joined(text: str, pieces: list[_Piece]) -> Iterator[tuple[int, int, str]]:
    """Neighbouring pieces with a reason as one range, named after the first."""
    run: tuple[int, int, str] | None = None
    last: _Piece | None = None
    for piece in pieces:
        if piece.reason is None:
            continue
        if run and last and _near(text, last, piece):
            run = (run[0], piece.end, run[2])
        else:
            if run:
                yield run
            run = (piece.start, piece.end, piece.reason)
        last = piece
    if run:
        yield run
