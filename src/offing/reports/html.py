"""HTML into text: our own walk over the text nodes, and what of it is the article.

`trafilatura` decides what is body; its text is mapped back onto the blocks of the
walk by runs of words, so ``Report.text`` stays the page's own words in order and
what was not taken is listed with a reason. Nothing is fetched, no script runs.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from offing.errors import UnreadableReport
from offing.reports import media
from offing.reports.blocks import Block, blocks_from_tree
from offing.reports.decode import decode
from offing.reports.draft import Draft

MOST_TRAFILATURA = 3_000_000
"""Largest page handed to trafilatura, characters; above it only the walk's own rules decide."""
MOST_ELEMENTS = 20_000
"""Most elements of such a page: trafilatura's time grows faster than their number."""
_SURE = {"cookie", "newsletter", "related", "advertisement", "navigation_tag"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML_CHARSET = re.compile(
    rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.I
)
_WORD = re.compile(r"\w+")
_RUN = 4
"""Length of the word runs that map trafilatura's text back."""
_SHARE = 0.6
"""A block is body if at least this share of its word runs are in trafilatura's text."""
_PROSE_WORDS = 12


def read_html(
    data: bytes, *, source: str, charset: str | None = None, url: str | None = None,
    whole: bool = False,
) -> Draft:  # fmt: skip
    """The text of a page: one block per paragraph, a blank line between blocks.

    White space inside a block is collapsed as browsers do; scripts, styles and
    comments are no text. ``whole`` keeps all that is shown (mail, Markdown).

    Raises:
        UnreadableReport: it is not text, or shows none.
    """
    declared = charset or _declared(data)
    page, problems = decode(data, source=source, declared=declared)
    tree = _parsed(page, source)
    blocks = blocks_from_tree(tree)
    if not any(b.text.strip() and not b.hidden for b in blocks):
        what = "shows no text" if blocks else "has no body"
        raise UnreadableReport(source, f"is HTML that {what}")
    draft = _draft_of(blocks, problems)
    if not whole:
        from offing.reports.page import read_metadata

        read_metadata(draft, tree)
        _drop_surroundings(draft, blocks, _body_of(page, tree, draft))
    return draft


def _declared(data: bytes) -> str | None:
    found = _XML_CHARSET.match(data[:200]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _parsed(page: str, source: str) -> Any:
    """The tree; entities of a DTD are not expanded, nothing outside is loaded."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    raw = page.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as wrong:
        why = " ".join(str(wrong).split())[:100]
        raise UnreadableReport(source, f"is HTML that cannot be parsed ({why})") from None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise UnreadableReport(source, "is HTML nested deeper than any real page; save its text")
    return tree


def _draft_of(blocks: list[Block], problems: list[Any]) -> Draft:
    """All blocks as one text; sets the blocks' places and drops what is hidden."""
    parts: list[str] = []
    at = 0
    for block in blocks:
        if parts:
            parts.append("\n\n")
            at += 2
        block.start, block.end = at, at + len(block.text)
        parts.append(block.text)
        at = block.end
    draft = Draft(text="".join(parts), media_type=media.HTML, problems=list(problems))
    for block in blocks:
        if block.hidden:
            draft.drop(block.start, block.end, "hidden", "not shown to a reader of the page")
        for start, end in block.hidden_parts:
            draft.drop(
                block.start + start,
                block.start + end,
                "hidden",
                "not shown to a reader of the page",
            )
    return draft


@dataclass(slots=True)
class _Body:
    """What trafilatura took: its runs of words, and its lines."""

    runs: set[tuple[str, ...]]
    lines: set[tuple[str, ...]]

    def takes(self, text: str) -> bool:
        words = tuple(_WORD.findall(text.lower()))
        if len(words) < _RUN:
            return bool(words) and words in self.lines
        runs = [words[i : i + _RUN] for i in range(len(words) - _RUN + 1)]
        return sum(r in self.runs for r in runs) >= _SHARE * len(runs)


def _body_of(page: str, tree: Any, draft: Draft) -> _Body | None:
    """What trafilatura takes for the body, or ``None`` if it found none."""
    many = sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS
    if len(page) > MOST_TRAFILATURA or many:
        draft.note("large_page", "the page is too large to tell body from surroundings by layout")
        return None
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(
            page, include_comments=False, include_tables=True, favor_recall=True,
            with_metadata=False, deduplicate=False, output_format="txt",
        )  # fmt: skip
    except Exception:  # a page that breaks it is read by the walk's own rules
        text = None
    if not text or len(text.split()) < 20:
        return None
    body = _Body(set(), set())
    for line in text.splitlines():
        words = tuple(_WORD.findall(line.lower()))
        if not words:
            continue
        body.lines.add(words)
        body.runs.update(words[i : i + _RUN] for i in range(len(words) - _RUN + 1))
    return body


def _drop_surroundings(draft: Draft, blocks: list[Block], body: _Body | None) -> None:
    """Set aside the blocks that are not the article, with the reason nearest at hand.

    A block goes if it lies in a part that is surely not the article (cookie
    notice, newsletter form, related stories, advertisement), or if trafilatura
    did not take it, unless it is the title, or prose or a subheading among
    blocks that were taken (same parent element, or between the first and last).
    """
    shown = [b for b in blocks if not b.hidden and b.text.strip()]
    taken = [body is None or body.takes(b.text) for b in shown]
    if body is not None and not any(taken):
        taken, body = [True] * len(shown), None
    hits = [i for i, (b, t) in enumerate(zip(shown, taken, strict=True)) if t and b.region is None]
    first, last = (hits[0], hits[-1]) if hits else (0, len(shown))
    homes = {shown[i].parent for i in hits}
    title = _words(draft.title or "")
    for i, block in enumerate(shown):
        if block.heading and title and _words(block.text) == title:
            continue
        if block.region in _SURE or (block.region and not (taken[i] and body is not None)):
            draft.drop(block.start, block.end, _reason(block))
        elif not taken[i]:
            inside = first < i < last or block.parent in homes
            prose = (
                len(_words(block.text)) >= _PROSE_WORDS
                and block.text.rstrip('"”’) ')[-1:] in ".!?…"
            )
            if not (inside and (prose or block.heading or block.listed)):
                draft.drop(block.start, block.end, _reason(block))


def _reason(block: Block) -> str:
    if block.region == "navigation_tag":
        return "navigation"
    return block.region or ("navigation" if block.linked else "boilerplate")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
