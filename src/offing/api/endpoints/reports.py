"""Reports in, and what was read in them: claims, notices, the words themselves."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from offing.api.desk import Desk
from offing.api.endpoint import Raw, Registry, Upload
from offing.api.problems import Refusal
from offing.model import Claim, Notice, Report, ReportRow
from offing.model.base import Struct

REGISTRY = Registry()
Limit = Annotated[int, Meta(ge=1, le=1000)]
Number = Annotated[int, Meta(ge=0, le=2**53)]
UPLOADS = (
    "text/plain", "text/html", "text/markdown", "message/rfc822", "application/pdf",
    "application/octet-stream",
)  # fmt: skip
OCTETS = "application/octet-stream"
"""Told apart by content alone."""


class ReportText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report as somebody pasted it."""

    text: Annotated[str, Meta(min_length=1)]
    """Its words."""
    name: Annotated[str, Meta(max_length=200)] = "pasted"
    """Where it came from, for people."""
    published: datetime.date | None = None
    """The day on which it was published, if known better than the text says."""


class UploadQuery(Struct, frozen=True, kw_only=True):
    """About a report that is sent as it is."""

    name: Annotated[str, Meta(max_length=200)] = "upload"
    """Where it came from, for people; never used as a path."""
    published: datetime.date | None = None
    """The day on which it was published, if known better than the report says."""


class Taken(Struct, frozen=True, kw_only=True):
    """What came of a report."""

    reports: tuple[ReportRow, ...]
    """Those it held, new or known."""
    added: tuple[str, ...]
    """Ids of those that are new."""
    incidents: tuple[str, ...]
    """Ids of incidents that are new or altered."""


@REGISTRY.add(
    "POST", "/api/v1/reports", Taken, query=UploadQuery, body=ReportText, uploads=UPLOADS,
    status=201, weight="heavy", tag="reports", refuses=(413, 415, 422),
)  # fmt: skip
def post_report(
    desk: Desk, query: UploadQuery, body: ReportText | None, upload: Upload | None
) -> Taken:
    """Take a report in: pasted words as JSON, or a file as it is. Each is kept once."""
    from offing.reports.read import report_from_bytes
    from offing.store import take_in

    if body is not None:
        data, name = body.text.encode("utf-8", "replace"), body.name
        published = body.published or query.published
    else:
        assert upload is not None
        data, name, published = upload.body, query.name, query.published
    # As bytes, never as text: a function that takes a name for a file would open it.
    report = report_from_bytes(
        data, source=_label(name), name=_label(name), published=published,
        declared=None if upload is None or upload.media_type == OCTETS else upload.media_type,
    )  # fmt: skip
    done = take_in(desk.store, [report])
    if done.failed:
        raise Refusal(422, "unreadable-report", done.failed[0])
    rows = desk.store.rows_of([report.id])
    return Taken(reports=tuple(rows), added=done.added, incidents=done.incidents)


def _label(name: str) -> str:
    """A name as shown: its last part, without control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip() or "upload"


class Paging(Struct, frozen=True, kw_only=True):
    """A page of a list."""

    after: Number = 0
    """``next`` of the page before."""
    limit: Limit = 100
    """How many at most."""


class ReportsQuery(Struct, frozen=True, kw_only=True):
    """Which reports."""

    after: Number = 0
    """``next`` of the page before."""
    limit: Limit = 100
    """How many at most."""
    newest: bool = False
    """The last taken in first."""
    q: Annotated[str, Meta(max_length=1000)] = ""
    """Words that they hold; best match first, one page only."""


class ReportPage(Struct, frozen=True, kw_only=True):
    """Reports in the order in which they were taken in, or the best match first."""

    items: tuple[ReportRow, ...]
    next: int | None = None
    """Give this as ``after`` for the next page; ``null``: that was the last."""


@REGISTRY.add("GET", "/api/v1/reports", ReportPage, query=ReportsQuery, tag="reports")
def get_reports(desk: Desk, query: ReportsQuery) -> ReportPage:
    """List the reports that are kept, or search them."""
    if query.q.strip():
        return ReportPage(items=tuple(desk.store.search(query.q, limit=query.limit)))
    rows = desk.store.report_rows(after=query.after, limit=query.limit, newest=query.newest)
    more = len(rows) == query.limit
    return ReportPage(items=tuple(rows), next=rows[-1].number if more else None)


@REGISTRY.add("GET", "/api/v1/reports/{id}", Report, tag="reports", refuses=(404,))
def get_report(desk: Desk, id: str) -> Report:  # noqa: A002 - the path's own word
    """Give one report whole."""
    return _known(desk, id)


@REGISTRY.add("GET", "/api/v1/reports/{id}/claims", tuple[Claim, ...], tag="reports",
              refuses=(404,))  # fmt: skip
def get_report_claims(desk: Desk, id: str) -> tuple[Claim, ...]:  # noqa: A002
    """List the claims of one report."""
    return tuple(desk.store.claims([_known(desk, id).id]))


@REGISTRY.add("GET", "/api/v1/reports/{id}/notices", tuple[Notice, ...], tag="reports",
              refuses=(404,))  # fmt: skip
def get_report_notices(desk: Desk, id: str) -> tuple[Notice, ...]:  # noqa: A002
    """List the structured messages of one report."""
    return tuple(desk.store.notices([_known(desk, id).id]))


def _known(desk: Desk, report_id: str) -> Report:
    report = desk.store.report(report_id)
    if report is None:
        raise Refusal(404, "not-found", "no report has this id")
    return report


class ClaimPage(Struct, frozen=True, kw_only=True):
    """Claims in the order in which they were taken in."""

    items: tuple[Claim, ...]
    next: int | None = None
    """Give this as ``after`` for the next page; ``null``: that was the last."""


@REGISTRY.add("GET", "/api/v1/claims", ClaimPage, query=Paging, tag="reports")
def get_claims(desk: Desk, query: Paging) -> ClaimPage:
    """List every claim."""
    found = desk.store.all_claims(after=query.after, limit=query.limit)
    more = len(found) == query.limit
    return ClaimPage(items=tuple(c for _, c in found), next=found[-1][0] if more else None)


class NoticesQuery(Struct, frozen=True, kw_only=True):
    """Which structured messages."""

    after: Number = 0
    """``next`` of the page before."""
    limit: Limit = 1000
    """How many are looked at, at most."""
    in_force: datetime.date | None = None
    """Only those in force on this day, cancellations applied across all of them."""


class NoticePage(Struct, frozen=True, kw_only=True):
    """Structured messages in the order in which they were taken in."""

    items: tuple[Notice, ...]
    next: int | None = None
    """Give this as ``after`` for the next page; ``null``: that was the last."""


@REGISTRY.add("GET", "/api/v1/notices", NoticePage, query=NoticesQuery, tag="reports")
def get_notices(desk: Desk, query: NoticesQuery) -> NoticePage:
    """List the structured messages, all or those in force on a day."""
    if query.in_force is not None:
        return NoticePage(items=tuple(_in_force(desk, query.in_force)))
    found = desk.store.all_notices(after=query.after, limit=query.limit)
    more = len(found) == query.limit
    return NoticePage(items=tuple(n for _, n in found), next=found[-1][0] if more else None)


@REGISTRY.add(
    "GET", "/api/v1/notices.geojson", dict[str, Any], query=NoticesQuery, tag="reports",
    media_types=("application/geo+json",),
)  # fmt: skip
def get_notices_geojson(desk: Desk, query: NoticesQuery) -> Raw:
    """Give the structured messages as GeoJSON, as a map program opens it."""
    from offing.formats import notices_to_geojson

    page = get_notices(desk, query)
    return Raw(msgspec.json.encode(notices_to_geojson(page.items)), "application/geo+json")


def _in_force(desk: Desk, day: datetime.date) -> list[Notice]:
    from offing.notices import apply_cancellations, notices_in_force

    found: list[Notice] = []
    after = 0
    while page := desk.store.all_notices(after=after):
        found += [n for _, n in page]
        after = page[-1][0]
    return list(notices_in_force(apply_cancellations(found), day))
