"""Play and verse inside a report: they borrow the words of the sea and tell nothing of it.

A whole report of that kind is left out by its topic; here, parts of one are: the sports column
of a local paper, a poem among its letters.
"""

from __future__ import annotations

from itertools import groupby

from offing.claims.document import Document, Sentence, doc_has
from offing.claims.lexicon import class_words, words

_COMMON = words(
    "team teams season match matches coach header hosted pitch substitute substitutes visitors "
    "opener scored winger cup league final table half"
)
"""Words of play that are as much at home elsewhere: they count only beside another."""
_FEWEST = 4
_TOKENS_EACH = 40
"""A stretch is about play from so many different words of it, one in so many tokens."""


def idle_sentences(doc: Document) -> frozenset[int]:
    """Indices of the sentences of ``doc`` that tell of a match or are lines of a poem."""
    out: set[int] = set()
    playing = doc_has(doc, "sports")
    for part in _stretches(doc):
        if playing:
            out |= _played(part)
        if part and _is_pastime(part, doc):
            out |= {s.index for s in part}
    for _, block in groupby(doc.sentences, key=lambda s: s.block):
        held = list(block)
        if _is_verse(doc.text[held[0].start : held[-1].end]):
            out |= {s.index for s in held}
    return frozenset(out)


_PASTIMES = words(
    "chess crossword crosswords verse poem poems poetry baking recipe recipes cookery gardening "
    "horoscope horoscopes sudoku puzzle puzzles quiz"
)
_FIELDS = (
    words(
        "bulls bears stocks equities vigilantes caps bond bonds portfolio nasdaq ftse dow index "
        "fund funds dividend sentiment investors rally yields"
    ),
    words("chess queen pawn pawns bishop rook knight checkmate h-file endgame castled white black"),
    words("dough loaf crust oven bake flour tin simmer tablespoon teaspoon butter mould whisk"),
)
"""Words of the money market, the chess board and the kitchen."""
_WATERS = ("port", "strait", "canal", "anchorage", "sea", "gulf")


def _is_pastime(part: list[Sentence], doc: Document) -> bool:
    """A stretch headed “Chess”, or full of the words of a field far from the sea."""
    if part[0].heading and not part[0].words.isdisjoint(_PASTIMES) and len(part[0].tokens) <= 4:
        return True
    heard = frozenset().union(*(s.words for s in part))
    if not any(len(heard & field) > 2 for field in _FIELDS):
        return False
    named = doc.places_in(part[0].start, part[-1].end)
    return not any(m.place.kind in _WATERS and m.match != "demonym" for m in named)


def _stretches(doc: Document) -> list[list[Sentence]]:
    """The sentences between two headings, the heading with what follows it."""
    out: list[list[Sentence]] = [[]]
    for sentence in doc.sentences:
        if sentence.heading and out[-1] and not out[-1][-1].heading:
            out.append([])
        out[-1].append(sentence)
    return out


def _played(part: list[Sentence]) -> set[int]:
    play = class_words("sports")
    heard: set[str] = set()
    tokens = 0
    out = set()
    for s in part:
        told = s.words & play
        heard |= told
        tokens += len(s.tokens)
        if len(told) >= 2 and told - _COMMON:
            out.add(s.index)
    strong = heard - _COMMON
    if len(heard) >= _FEWEST and len(strong) >= 2 and tokens <= _TOKENS_EACH * len(heard):
        return {s.index for s in part}
    return out


_SHORT_LINE = 52
_FEWEST_LINES = 4
_SHORTEST = 3


def _is_verse(text: str) -> bool:
    """Short lines of which most end with a mark, few with a full stop, and no figure in them."""
    if text.count("\n") + 1 < _FEWEST_LINES:
        return False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < _FEWEST_LINES or any(c.isdigit() or c in "|\t=" for c in text):
        return False
    if any(len(line) > _SHORT_LINE or line[0] in "-*•" for line in lines):
        return False
    marked = sum(line[-1] in ",;:.!?—" for line in lines)
    stopped = sum(line[-1] == "." for line in lines)
    told = sum(len(line.split()) > _SHORTEST for line in lines)
    most = 5 * marked >= 3 * len(lines) and 5 * told >= 4 * len(lines)
    return most and 2 * stopped < len(lines)
