"""Headings that name a place: what stands below them is about that place.

A heading is a line of its own: ``MOMBASA``, ``PORT ADEN:``, ``## Gulf of Guinea``,
``2. Suez Canal``. It holds until the next heading of its own level or of a higher one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from offing.claims.document import Document
from offing.claims.slots import claim_place
from offing.model import ClaimPlace

_MARK = re.compile(r"\s*(?P<hash>#{1,6})?\s*(?P<number>\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+)?")
_BRACKETED = re.compile(r"\([^()\n]{1,40}\)")
_SIGN_OFF = re.compile(
    r"\s*(?:-{4,}|_{4,}|(?:From|Sent|To|Cc)\s?:|(?:Best |Kind |Warm )?(?:B?rgds|Regards|regards)\b"
    r"|Yours\b|Sincerely\b|Disclaimer\b|Best wishes\b)"
)
_WORDS = frozenset(
    "port ports of the terminal terminals anchorage harbour harbor and area areas approaches "
    "roads waters region update situation status straits channel off in coast offshore "
    "americas seaport".split()
)
_MARKED = frozenset({"port", "ports", "terminal", "anchorage", "harbour", "harbor", "seaport"})
_KEYED = re.compile(
    r"(?:Port|Location|Terminal|Harbour|Place) ?: ?(?P<name>.{2,60})$", re.IGNORECASE
)
"""“Port: Aden” above lines such as “Status: closed”."""
_MAX_HEADING = 80
_MAX_HEADING_WORDS = 9
_CAPITALS, _TITLE = 8, 9


@dataclass(frozen=True, slots=True)
class Section:
    """The text ``start`` to ``end`` below a heading that names ``places``."""

    start: int
    end: int
    places: tuple[ClaimPlace, ...]


@dataclass(slots=True)
class _Heading:
    start: int
    end: int
    level: int
    places: tuple[ClaimPlace, ...]
    marked: bool


class Sections:
    """The sections of one report, looked up by where in the text one stands."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [s.start for s in sections]

    def at(self, offset: int) -> Section | None:
        """The innermost section that holds ``offset``; ``None`` outside of all."""
        if not self._starts:
            return None
        n = bisect_right(self._starts, offset) - 1
        for section in reversed(self._sections[max(0, n - 6) : n + 1]):
            if section.start <= offset < section.end:
                return section
        return None

    def ended(self, offset: int) -> bool:
        """Whether a section lies before ``offset`` and holds it no longer."""
        return bool(self._starts) and self._starts[0] <= offset and self.at(offset) is None


def sections_of(doc: Document) -> Sections:
    """The sections of ``doc`` whose headings are places.

    A bare line such as ``DUBAI`` counts only where the report has two of them, for alone
    it may be a dateline or an address; a Markdown, numbered or colon heading counts at once.
    """
    headings, stops = _headings(doc)
    named = [h for h in headings if h.places]
    out = _labelled(doc, [h.start for h in headings])
    if not any(h.marked for h in named) and len(named) < 2:
        return Sections(out)
    for n, heading in enumerate(headings):
        if not heading.places:
            continue
        end = len(doc.text)
        for later in headings[n + 1 :]:
            if later.level <= heading.level:
                end = later.start
                break
        if (stop := next((s for s in stops if heading.end <= s < end), None)) is not None:
            end = stop
        if doc.text[heading.end : end].strip():
            out.append(Section(heading.end, end, heading.places))
    return Sections(sorted(out, key=lambda s: s.start))


_LABEL = re.compile(r"(?m)^[ \t•*–-]{0,4}(?P<name>[A-ZÀ-Þ][\w .,’'/&-]{2,32}): (?=\S)")
_LEAST_LABELS = 2


def _labelled(doc: Document, heads: Sequence[int]) -> list[Section]:
    """“Suakin: ferries …”, two such paragraphs at least: each holds until the next label.

    The last, and a line of a list, hold for their own line only.
    """
    found = list(_LABEL.finditer(doc.text)) if ": " in doc.text else []
    if len(found) < _LEAST_LABELS:
        return []
    placed = [_wholly_places(doc, f.start("name"), f.end("name")) for f in found]
    if sum(map(bool, placed)) < _LEAST_LABELS:
        return []
    out = []
    for n, (label, places) in enumerate(zip(found, placed, strict=True)):
        if not places:
            continue
        end = doc.text.find("\n", label.end())
        end = len(doc.text) if end < 0 else end
        if n + 1 < len(found) and not doc.text[end : end + 2].strip():
            head = bisect_right(heads, label.start())
            end = min([found[n + 1].start(), *heads[head : head + 1]])
        out.append(Section(label.start(), end, places))
    return out


def _headings(doc: Document) -> tuple[list[_Heading], list[int]]:
    """``(headings, where letters are signed or another message begins)``."""
    source = doc.report.text
    headings: list[_Heading] = []
    stops = []
    at = 0
    for line in source.split("\n"):
        start, at = at, at + len(line) + 1
        if _SIGN_OFF.match(line):
            stops.append(start)
        shown = doc.text[start : start + len(line)]
        if not shown.strip() or len(line) > _MAX_HEADING * 3:
            continue
        heading = _heading(doc, line, start)
        if heading is not None:
            headings.append(heading)
    return headings, stops


def _heading(doc: Document, line: str, start: int) -> _Heading | None:
    mark = _MARK.match(line)
    assert mark is not None  # every part of the pattern may be empty
    body = line[mark.end() :].strip().strip("*_").strip()
    if not body or len(body) > _MAX_HEADING or len(body.split()) > _MAX_HEADING_WORDS:
        return None
    if body[-1] in ".!?;," or not body[0].isupper():
        return None
    first = line.index(body, mark.end())
    if not doc.text[start + first : start + first + len(body)].strip():
        return None
    if (keyed := _KEYED.match(body)) is not None:
        at = start + first + keyed.start("name")
        named = _wholly_places(doc, at, at + len(keyed["name"]))
        return _Heading(start, start + len(line), _TITLE + 1, named, True) if named else None
    colon = body.endswith(":")
    body = body.rstrip(":").rstrip("*_ ")
    capitals = body.isupper() and len(body) > 3
    numbered = mark["number"] is not None
    titled = all(w[0].isupper() or not w[0].isalpha() or len(w) <= 3 for w in body.split())
    if mark["hash"]:
        level = len(mark["hash"])
    elif ":" in body or not (capitals or colon or titled or (numbered and len(body) < 40)):
        return None
    elif numbered and mark["number"].count(".") > 1:
        level = 6 + mark["number"].strip().rstrip(".").count(".")
    else:
        level = _CAPITALS if capitals or numbered else _TITLE
    places = _wholly_places(doc, start + first, start + first + len(body))
    bold = line.strip().startswith(("**", "__"))
    marked = bool(mark["hash"]) or numbered or colon or bold or _says_port(body)
    if not places and level == _TITLE and not colon and not bold:
        before = doc.text[max(0, start - 2) : start]
        if before.strip("\n") or doc.text[start + len(line) : start + len(line) + 2].strip():
            return None  # a short line inside a paragraph, not a heading
    return _Heading(start, start + len(line), level, places, marked)


def _says_port(body: str) -> bool:
    return any(w.lower() in _MARKED for w in body.split())


def _wholly_places(doc: Document, start: int, end: int) -> tuple[ClaimPlace, ...]:
    """The places that the heading is nothing but, otherwise none."""
    mentions = [m for m in doc.places_in(start, end) if m.match != "demonym"]
    if not mentions:
        return ()
    rest = doc.text[start:end]
    for m in reversed(mentions):
        rest = rest[: m.start - start] + " " + rest[m.end - start :]
    rest = _BRACKETED.sub(" ", rest)
    if any(w not in _WORDS for w in re.findall(r"[^\W\d_]+", rest.lower())):
        return ()
    near = [m for m in mentions if m.place.kind != "country"] or mentions
    return tuple({m.place.id: claim_place(m) for m in near}.values())
