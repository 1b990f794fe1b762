"""Markdown into text: rendered, then read like a page, so marks do not stand in sentences."""

from __future__ import annotations

import re

from offing.reports import media
from offing.reports.decode import decode
from offing.reports.draft import Draft
from offing.reports.publishers import publisher_from_name, publisher_from_url
from offing.reports.stamps import date_from_words

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<body>.{0,8000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_LINE = re.compile(r"^(?P<key>[A-Za-z_-]{2,30}):[ \t]*(?P<value>[^\n]{1,500})$", re.MULTILINE)


def read_markdown(data: bytes, *, source: str, charset: str | None) -> Draft:
    """The text of a Markdown file (CommonMark with tables), and its front matter's fields.

    ``text`` holds the text nodes of the rendered document, as for HTML, with a
    blank line between blocks; lines stay lines, as in plain text.

    Raises:
        UnreadableReport: it is not text, or has none.
    """
    from markdown_it import MarkdownIt

    from offing.reports.html import read_html

    text, problems = decode(data, source=source, declared=charset)
    front = _FRONT.match(text)
    fields = {}
    if front:
        fields = {
            m["key"].lower(): m["value"].strip(" \t\r\"'") for m in _LINE.finditer(front["body"])
        }
        text = text[front.end() :]
    page = MarkdownIt("commonmark", {"breaks": True}).enable("table").render(text)
    draft = read_html(page.encode("utf-8", "replace"), source=source, charset="utf-8", whole=True)
    draft.media_type = media.MARKDOWN
    draft.problems[:0] = problems
    _read_fields(draft, fields)
    return draft


def _read_fields(draft: Draft, fields: dict[str, str]) -> None:
    draft.title = fields.get("title") or fields.get("headline") or draft.title
    for key in ("date", "published", "publishdate", "created"):
        if draft.published is None and key in fields:
            draft.published = date_from_words(fields[key])
            draft.published_basis = "metadata" if draft.published else None
    for key in ("publisher", "outlet", "site"):
        if key in fields:
            known = publisher_from_name(fields[key])
            draft.publisher = known.name if known else fields[key]
    for key in ("credit", "agency", "source"):
        if draft.credit is None and key in fields and not fields[key].startswith("http"):
            known = publisher_from_name(fields[key])
            draft.credit = known.name if known else fields[key]
    for key in ("url", "link", "source"):
        if draft.publisher is None and fields.get(key, "").startswith("http"):
            draft.publisher = publisher_from_url(fields[key])
