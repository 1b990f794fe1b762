"""What has changed, for a person and for feed readers."""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta

from offing.api.desk import Desk
from offing.api.endpoint import Raw, Registry
from offing.api.problems import Refusal
from offing.digest import (
    Digest,
    digest_since,
    digest_to_atom,
    digest_to_html,
    digest_to_json_feed,
    digest_to_text,
)
from offing.model.base import Struct

REGISTRY = Registry()
FEED_DAYS = 14
"""How far back a feed goes when nothing else is asked for."""


class DigestQuery(Struct, frozen=True, kw_only=True):
    """Since when, and for whom."""

    since: Annotated[str, Meta(max_length=40)] | None = None
    """A day or a moment (UTC where no zone is given); default: two weeks ago."""
    lanes: str | None = None
    """The name of a saved book of lanes: each change says which of them it touches."""
    scope: str = "shipping"
    """``shipping``, ``background`` or ``all``."""


@REGISTRY.add("GET", "/api/v1/digest", Digest, query=DigestQuery, tag="changes", refuses=(404,))
def get_digest(desk: Desk, query: DigestQuery) -> Digest:
    """Say what is new, changed, ended, contradicted or cancelled since a moment."""
    return _digest(desk, query)


@REGISTRY.add(
    "GET", "/api/v1/digest.atom", bytes, query=DigestQuery, tag="changes", refuses=(404,),
    media_types=("application/atom+xml",),
)  # fmt: skip
def get_digest_atom(desk: Desk, query: DigestQuery) -> Raw:
    """Give the changes as an Atom feed."""
    return Raw(digest_to_atom(_digest(desk, query)), "application/atom+xml")


@REGISTRY.add(
    "GET", "/api/v1/digest.feed.json", bytes, query=DigestQuery, tag="changes", refuses=(404,),
    media_types=("application/feed+json",),
)  # fmt: skip
def get_digest_json_feed(desk: Desk, query: DigestQuery) -> Raw:
    """Give the changes as a JSON Feed."""
    return Raw(digest_to_json_feed(_digest(desk, query)), "application/feed+json")


@REGISTRY.add(
    "GET", "/api/v1/digest.html", bytes, query=DigestQuery, tag="changes", refuses=(404,),
    media_types=("text/html",),
)  # fmt: skip
def get_digest_html(desk: Desk, query: DigestQuery) -> Raw:
    """Give the changes as one page."""
    page = digest_to_html(_digest(desk, query)).encode("utf-8", "replace")
    return Raw(page, "text/html; charset=utf-8", "changes.html")


@REGISTRY.add(
    "GET", "/api/v1/digest.txt", bytes, query=DigestQuery, tag="changes", refuses=(404,),
    media_types=("text/plain",),
)  # fmt: skip
def get_digest_text(desk: Desk, query: DigestQuery) -> Raw:
    """Give the changes as plain text."""
    text = digest_to_text(_digest(desk, query)).encode("utf-8", "replace")
    return Raw(text, "text/plain; charset=utf-8")


def _digest(desk: Desk, query: DigestQuery) -> Digest:
    from offing.store.taking_in import bring_up_to_date

    now = datetime.datetime.now(tz=datetime.UTC)
    bring_up_to_date(desk.store, now.date())
    lanes: tuple[object, ...] = ()
    if query.lanes:
        saved = desk.store.lanes(query.lanes)
        if saved is None:
            raise Refusal(404, "not-found", f"no lanes are saved as {query.lanes!r}")
        lanes = saved.lanes
    scope = None if query.scope == "all" else query.scope
    since = _moment(query.since) or now - datetime.timedelta(days=FEED_DAYS)
    return digest_since(
        desk.store, since, scope=scope, lanes=lanes,  # type: ignore[arg-type]
        sea=desk.sea if lanes else None,
    )  # fmt: skip


def _moment(text: str | None) -> datetime.datetime | None:
    """A day or a moment in ISO 8601, UTC where it names no zone.

    Raises:
        Refusal: it is neither.
    """
    if not text:
        return None
    try:
        found = datetime.datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise Refusal(
            422, "invalid", f"{text!r} is no date: write 2024-01-25 or 2024-01-25T06:00Z"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
