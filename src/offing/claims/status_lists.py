"""Lists and tables of ports and how each stands: ``Name: status``, table rows, “Port open.”

Every entry is one claim of its own. What counts as a status is data
(``data/statuses/statuses.csv``); an entry must name a place that is known, or stand
among entries that do, or under a heading that names one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from offing.claims.document import Document
from offing.claims.headings import Sections
from offing.claims.lexicon import PhraseIndex, read_rows
from offing.claims.slots import claim_place
from offing.model import ClaimPlace, PlaceMention
from offing.text.tokens import Token, tokenize
from offing.text.windows import holds_any

_KINDS = frozenset({"port", "town", "anchorage", "canal", "strait", "country", "channel"})
_CELL = re.compile(r"[^\S\n]?\|[^\S\n]?|[^\S\n]?\t[^\S\n]?|[^\S\n]{3,}")
_RULE = re.compile(r"[\s|:+=_-]*$")
_MARK = re.compile(r"\s*(?:[-–—•*·▪►●○‣]\s+|\(?\d{1,3}[.)]\s+|\|\s*|\*{1,2}(?=\S))*")
_KEY = (
    r"(?P<name>[A-ZÀ-Þ][^:.;|\t\n]{1,60}?)"
    r"(?:\s?:\*{0,2}\s{1,3}|\s{1,3}[-–—]\s{1,3}|\s?[-–—]{2}\s?|\s?\.{3,20}\s?)"
)
_FIRST_KEY = re.compile(_KEY)
_CLAUSE_GAP = re.compile(r"[.;] {1,2}(?! )")
"""What stands before every name but the first on a line."""
_BRACKETED = re.compile(r"\([^()\n]{1,40}\)")
_LABELS = frozenset(
    {"status", "port status", "situation", "operations", "port situation", "operational status"}
)
_NAME_WORDS = frozenset(
    "port of the ports terminal terminals anchorage harbour harbor area outer inner old new "
    "oil container roads pilot station canal strait and".split()
)
_MAX_LINE = 2000
_MAX_SHORT_TOKENS = 7


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A line, or a part of one, that says how a place stands.

    ``start`` and ``end`` are code points of the text; ``places`` is empty where the
    name is none that is known here or where a heading above has to give it.
    """

    start: int
    end: int
    action: str
    holds: bool
    places: tuple[ClaimPlace, ...]
    told: int = 0
    """Where the status itself begins."""
    leans: bool = False
    """Whether the place is the heading's (“Port open.”)."""


@lru_cache(maxsize=1)
def _statuses() -> PhraseIndex[tuple[str, bool]]:
    index: PhraseIndex[tuple[str, bool]] = PhraseIndex()
    for row in read_rows("statuses", "statuses.csv"):
        tokens = [t.lower for t in tokenize(row["phrase"])]
        index.add(tokens, (row["action"], row["holds"] == "yes"))
    index.freeze()
    return index


@lru_cache(maxsize=1)
def _lead_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("statuses", "lead_words.csv"))


_LONGEST_WORD = 60
"""Code points in which the first word of a status ends."""


def _may_begin_status(word: str) -> bool:
    return word in _lead_words() or word in _statuses()


def status_at(tokens: Sequence[Token], first: int = 0) -> tuple[str, bool, int] | None:
    """``(action, holds, token after)`` of the status that begins at ``first``, if one does.

    A status is not asked, planned or denied: “closed?”, “to be closed” are none.
    """
    lead = 0
    while first < len(tokens) and tokens[first].lower in _lead_words() and lead < 3:
        matches = _statuses().match(tokens, first)
        if matches:
            break
        first += 1
        lead += 1
    if first >= len(tokens):
        return None
    matches = _statuses().match(tokens, first)
    if not matches:
        return None
    length, (action, holds) = max(matches)
    after = tokens[first + length].lower if first + length < len(tokens) else ""
    if after == "?" or (after in ("by", "to") and action == "normal_operations"):
        return None
    return action, holds, first + length


def find_statuses(doc: Document, named: Sections) -> list[StatusEntry]:
    """All status entries of ``doc`` in reading order, none overlapping another."""
    found: list[StatusEntry] = []
    unsure: list[StatusEntry] = []
    stops = sorted({s.end for s in doc.sentences})
    at = 0
    previous_sure = False
    above: tuple[int, int] | None = None
    title = (doc.report.title or "").strip()
    for line in doc.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if title and line.strip(" #*") == title and not doc.text[:start].strip():
            continue
        if not line.strip() or len(line) > _MAX_LINE:
            continue
        letters = _PLAIN_LETTERS if line.isascii() else _LETTERS
        if _first_words().isdisjoint(letters.findall(line.lower())):  # no status: maybe a row
            above = above if _RULE.match(line) else (start, end)
            continue
        if above is not None:
            previous_sure, above = _is_row(doc.text, *above), None
        entries = _from_line(doc, start, end, stops, named, after_row=previous_sure)
        if not entries and _RULE.match(line):
            continue
        previous_sure = bool(entries) or _is_row(doc.text, start, end)
        for entry in entries:
            (found if entry.places or entry.leans else unsure).append(entry)
    near = _beside(unsure, found, doc.text)
    return sorted([*found, *near], key=lambda e: e.start)


_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_LETTERS = re.compile(r"[a-z]+")
"""The same in plain text in lower case, found in half the time."""


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The first run of letters of every status: one stands in each line that holds one."""
    return frozenset(_LETTERS.findall(word)[0] for word in _statuses().by_first)


def _beside(
    unsure: Sequence[StatusEntry], sure: Sequence[StatusEntry], text: str
) -> list[StatusEntry]:
    """Entries with unknown names that stand among entries with known ones."""
    named = [e for e in sure if not e.leans]
    if len(named) < 2:
        return []
    return [
        e for e in unsure
        if any(text.count("\n", min(e.end, s.end), max(e.start, s.start)) <= 4 for s in named)
    ]  # fmt: skip


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a table row as text ranges; one where the line is no row."""
    mark = _MARK.match(text, start, end)
    at = mark.end() if mark is not None else start
    cells = []
    for gap in _CELL.finditer(text, at, end):
        if gap.start() > at:
            cells.append((at, gap.start()))
        at = gap.end()
    if at < end and text[at:end].strip(" |*"):
        cells.append((at, end))
    return cells


_KEY_MARKS = (":", "-", "–", "—", "..")
"""One of these stands between a name and its status."""


def _may_part(line: str) -> bool:
    """Whether a line may hold the marks that part cells: bars, tabs, several blanks."""
    return "|" in line or "\t" in line or "  " in line or not line.isascii()


def _is_row(text: str, start: int, end: int) -> bool:
    return _may_part(text[start:end]) and len(_cells(text, start, end)) >= 2


def _from_line(
    doc: Document, start: int, end: int, stops: Sequence[int], named: Sections, *, after_row: bool
) -> list[StatusEntry]:
    line = doc.text[start:end]
    cells = _cells(doc.text, start, end) if _may_part(line) else []
    if len(cells) >= 2:
        row = _from_row(doc, cells)
        if row is not None:
            return [row]
    keyed = _keyed(doc, start, end, stops) if holds_any(line, _KEY_MARKS) else []
    if keyed:
        return keyed
    if after_row and (bare := _from_bare_row(doc, start, end)) is not None:
        return [bare]
    return _short(doc, start, end, named)


def _from_row(doc: Document, cells: Sequence[tuple[int, int]]) -> StatusEntry | None:
    """``| Name | Status | Remarks |``: the status is one of the cells after the name."""
    name = cells[0]
    if not doc.text[name[0]].isupper():
        return None
    places = _named(doc, *name)
    for a, b in cells[1:4]:
        status = status_at(tokenize(doc.text, a, b))
        if status is not None:
            last = _trim_end(doc.text, name[0], cells[-1][1])
            return StatusEntry(name[0], last, status[0], status[1], places or (), a)
    return None


def _from_bare_row(doc: Document, start: int, end: int) -> StatusEntry | None:
    """A row whose separators were lost: ``Name Status remarks``, among rows of a table."""
    mark = _MARK.match(doc.text, start, end)
    at = mark.end() if mark is not None else start
    mention = next((m for m in doc.places_in(at, at + 1) if m.place.kind in _KINDS), None)
    if mention is None or mention.end >= end:
        return None
    tokens = tokenize(doc.text, mention.end, end)
    status = status_at(tokens)
    if status is None or not tokens[0].text[0].isupper():
        return None
    last = _trim_end(doc.text, at, end)
    return StatusEntry(at, last, status[0], status[1], (claim_place(mention),), tokens[0].start)


def _keyed(doc: Document, start: int, end: int, stops: Sequence[int]) -> list[StatusEntry]:
    """``Name: status`` and ``Name - status``, one or several on a line."""
    text = doc.text
    mark = _MARK.match(text, start, end)
    at = mark.end() if mark is not None else start
    heads = []
    first = _FIRST_KEY.match(text, at, end)
    rest = first.end() if first is not None else at
    for head in [*([first] if first is not None else []), *_next_keys(text, rest, end)]:
        told = head.end()
        near = tokenize(text, told, min(end, told + _LONGEST_WORD))
        if near and near[0].lower in _SMALL:
            continue  # “fishing ports shut”: of no merchant ship
        if not near or not _may_begin_status(near[0].lower):
            continue
        status = status_at(tokenize(text, told, min(end, told + 160)))
        if status is None:
            continue
        name = text[head.start("name") : head.end("name")].strip(" *")
        label = name.lower() in _LABELS
        places = None if label else _named(doc, head.start("name"), head.end("name"))
        if not label and places is None:
            if not _may_be_name(name):
                continue
            places = ()
        heads.append((head.start("name"), head.end(), status, places or (), label))
    out = []
    for n, (begin, told, status, places, label) in enumerate(heads):
        limit = heads[n + 1][0] if n + 1 < len(heads) else end
        stop = next((s for s in _between(stops, told, limit)), limit)
        last = _trim_end(text, begin, min(stop, limit))
        holds = status[1] and _OVER.search(text, told, last) is None
        out.append(StatusEntry(begin, last, status[0], holds, places, told, label))
    return out


def _next_keys(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names with a mark behind them that follow a full stop or semicolon."""
    for gap in _CLAUSE_GAP.finditer(text, max(start - 3, 0), end):
        key = _FIRST_KEY.match(text, gap.end(), end) if gap.end() >= start else None
        if key is not None:
            yield key
            start = key.end()


_SMALL = frozenset({"fishing", "marina", "marinas", "yacht"})
_OVER = re.compile(
    r"\b(?:ended|called off|lifted|cancelled|averted|over since|settled|now working)\b"
    r"|\b\d{2}:?\d{2} ?[-–] ?\d{2}:?\d{2} (?:hrs )?(?:today|this|yesterday|overnight)\b"
)


def _between(stops: Sequence[int], first: int, last: int) -> Sequence[int]:
    n = bisect_right(stops, first)
    return stops[n : n + 1] if n < len(stops) and stops[n] <= last else ()


def _short(doc: Document, start: int, end: int, named: Sections) -> list[StatusEntry]:
    """“Port open.”, “Nacala working.”: a name or “Port” and a status, no verb, a few words."""
    out = []
    n = bisect_left(doc.sentences, start, key=lambda s: s.start)
    while n < len(doc.sentences) and doc.sentences[n].start < end:
        sentence = doc.sentences[n]
        n += 1
        if len(sentence.tokens) > 3 * _MAX_SHORT_TOKENS:
            continue
        tokens = [t for t in sentence.tokens if t.text[0].isalnum()]
        if not 2 <= len(tokens) <= _MAX_SHORT_TOKENS or sentence.heading:
            continue
        entry = _short_entry(
            doc, sentence.start, sentence.end, tokens, named.at(sentence.start) is not None
        )
        if entry is not None:
            out.append(entry)
    return out


_BARE = frozenset({"port", "terminal", "harbour", "harbor", "anchorage", "canal", "pilotage"})
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "will", "be", "been"})


def _short_entry(
    doc: Document, start: int, end: int, tokens: Sequence[Token], under_heading: bool
) -> StatusEntry | None:
    if doc.text[end - 1] == "?" or any(t.lower in _VERBS for t in tokens):
        return None
    places: tuple[ClaimPlace, ...] = ()
    if tokens[0].lower in _BARE:
        status = status_at(tokens, 1)
        leans = True
    elif under_heading and (status := status_at(tokens)) is not None:
        leans = True
    else:
        mention = next((m for m in doc.places_in(start, start + 1) if m.place.kind in _KINDS), None)
        if mention is None or mention.match == "demonym":
            return None
        first = next((n for n, t in enumerate(tokens) if t.start >= mention.end), len(tokens))
        status = status_at(tokens, first)
        places, leans = (claim_place(mention),), False
    if status is None or status[2] < len(tokens) - 3:
        return None
    return StatusEntry(start, end, status[0], status[1], places, start, leans)


def _named(doc: Document, start: int, end: int) -> tuple[ClaimPlace, ...] | None:
    """The places that a name cell is nothing but; ``None`` when it says anything else."""
    mentions = [
        m for m in doc.places_in(start, end) if m.match != "demonym" and m.place.kind in _KINDS
    ]
    if not mentions:
        return None
    rest = doc.text[start:end]
    for m in reversed(mentions):
        rest = rest[: m.start - start] + " " + rest[m.end - start :]
    rest = _BRACKETED.sub(" ", rest)
    left = re.findall(r"[^\W\d_]+", rest.lower())
    if any(w not in _NAME_WORDS for w in left) and not _is_qualified(
        doc.text, start, end, mentions
    ):
        return None
    near = _nearest(mentions)
    return tuple({m.place.id: claim_place(m) for m in near}.values())


def _is_qualified(text: str, start: int, end: int, mentions: Sequence[PlaceMention]) -> bool:
    """“Georgetown, Grand Cayman”, “San Juan PR”: after the place, where that place lies."""
    first = mentions[0]
    if text[start : first.start].strip(" *") or first.place.kind == "country":
        return False
    rest = text[first.end : end]
    comma = re.match(r",\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?\s*$", rest)
    return comma is not None or re.match(r",?\s+[A-Z]{2}\s*$", rest) is not None


def _nearest(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    near = [m for m in mentions if m.place.kind != "country"]
    return near or list(mentions)


def _may_be_name(name: str) -> bool:
    parts = [w for w in re.split(r"[\s/,&-]+", _BRACKETED.sub("", name)) if w]
    return 0 < len(parts) <= 4 and all(w[0].isupper() or w.lower() in _NAME_WORDS for w in parts)


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t|*":
        end -= 1
    return end
