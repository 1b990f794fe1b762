"""A digest as text, as a page, and as the two kinds of feed."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import msgspec

from offing.brief.wording import printable
from offing.digest.changes import KIND_TITLES, Digest
from offing.model import Change

if TYPE_CHECKING:
    from jinja2 import Environment

ATOM = "http://www.w3.org/2005/Atom"
FEED_ID = "urn:offing:digest"
MAX_ENTRIES = 500
"""Entries of a feed, newest first: readers fetch it whole, again and again."""


def digest_to_text(digest: Digest) -> str:
    """The digest for a terminal or a mail."""
    lines = [printable(digest.headline)]
    for kind, group in groupby(digest.changes, key=lambda c: c.kind):
        lines += ["", KIND_TITLES[kind]]
        for change in group:
            rating = f"  [{change.rating}]" if change.rating else ""
            lines.append(f"  {printable(change.title)}{rating}")
            lines += [f"    {printable(what)}" for what in change.what]
            if change.lanes:
                lines.append(f"    your lanes: {printable(', '.join(change.lanes))}")
            lines.append(f"    {change.id}, {change.at:%Y-%m-%d %H:%M} UTC")
    lines += ["", *(printable(note) for note in digest.notes)] if digest.notes else []
    return "\n".join(lines) + "\n"


def digest_to_html(digest: Digest) -> str:
    """The digest as one page without script, nothing fetched."""
    from markupsafe import Markup

    groups = [(KIND_TITLES[k], list(g)) for k, g in groupby(digest.changes, key=lambda c: c.kind)]
    style = _style()
    return (
        _environment()
        .get_template("digest.html.j2")
        .render(digest=digest, groups=groups, style=Markup(style), style_hash=_hash(style))
    )


def digest_to_atom(digest: Digest, *, address: str = "") -> bytes:
    """The digest as an Atom feed (RFC 4287), each change an entry, newest first.

    ``address`` is where the feed itself stands, when it stands anywhere.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", FEED_ID)
    _add(feed, "title", "Offing: what has changed")
    _add(feed, "subtitle", digest.headline)
    _add(feed, "updated", _rfc3339(_latest(digest)))
    _add(_add(feed, "author"), "name", "Offing")
    if address:
        _add(feed, "link").attrib |= {"rel": "self", "href": address}
    for change in _newest(digest.changes):
        entry = _add(feed, "entry")
        _add(entry, "id", _entry_id(change))
        _add(entry, "title", f"{KIND_TITLES[change.kind]}: {change.title}")
        _add(entry, "updated", _rfc3339(change.at))
        _add(entry, "category").attrib["term"] = change.kind
        _add(entry, "summary", _summary(change))
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def digest_to_json_feed(digest: Digest, *, address: str = "") -> bytes:
    """The digest as a JSON Feed (version 1.1), each change an item, newest first."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Offing: what has changed",
        "description": digest.headline,
        "items": [
            {
                "id": _entry_id(change),
                "title": _clean(f"{KIND_TITLES[change.kind]}: {change.title}"),
                "content_text": _clean(_summary(change)),
                "date_published": _rfc3339(change.at),
                "tags": [change.kind],
            }
            for change in _newest(digest.changes)
        ],
    }
    if address:
        feed["feed_url"] = address
    return msgspec.json.encode(feed)


def _newest(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda c: c.at, reverse=True)[:MAX_ENTRIES]


def _entry_id(change: Change) -> str:
    return f"{FEED_ID}:{change.id}:{change.at:%Y%m%dT%H%M%S%f}"


def _summary(change: Change) -> str:
    parts = [*change.what]
    if change.rating:
        parts.append(f"ratings {change.rating}")
    if change.lanes:
        parts.append("your lanes: " + ", ".join(change.lanes))
    return "; ".join(parts)


def _latest(digest: Digest) -> datetime.datetime:
    return max((c.at for c in digest.changes), default=digest.since)


def _rfc3339(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    if text:
        child.text = _clean(text)
    return child


def _clean(text: str) -> str:
    """Without the control characters that XML has no way to write."""
    return "".join(
        c for c in printable(text) if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff")
    )


@functools.cache
def _environment() -> Environment:
    """The templates: everything escaped, nothing undefined."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("offing.digest"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@functools.cache
def _style() -> str:
    from importlib.resources import files

    return (files("offing.digest") / "templates" / "digest.css").read_text("utf-8")


def _hash(style: str) -> str:
    import base64
    import hashlib

    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
