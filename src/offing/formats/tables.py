"""CSV tables (RFC 4180), one row for each claim or notice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from offing.formats.waypoints import NOT_FOR_NAVIGATION, waypoints_from_route
from offing.model import Claim, Count, Notice, Route
from offing.places.earth import distance_nm

_LEADS = ("=", "+", "-", "@", "\t", "\r")


def claims_to_csv(claims: Iterable[Claim]) -> str:
    """One row for each claim; several values in one cell are joined by ``; ``."""
    header = (
        "id", "report_id", "speaker", "speaker_role", "attribution", "channel", "actor", "action",
        "target", "places", "unlocodes", "when_earliest", "when_latest", "when_precision",
        "stated_earliest", "modality", "scope", "in_effect", "count", "paraphrase", "evidence",
        "evidence_start", "evidence_end", "notice_id",
    )  # fmt: skip
    return _table(header, (_claim_row(c) for c in claims))


def _claim_row(claim: Claim) -> Sequence[object]:
    in_effect = "" if claim.in_effect is None else str(claim.in_effect).lower()
    return (
        claim.id, claim.report_id, claim.speaker, claim.speaker_role or "",
        " > ".join(claim.attribution), claim.channel or "", claim.actor or "", claim.action,
        claim.target or "", _joined(p.name for p in claim.places),
        _joined(p.unlocode or "" for p in claim.places), claim.when.earliest or "",
        claim.when.latest or "", claim.when.precision, claim.stated.earliest or "",
        claim.modality, claim.scope, in_effect, count_words(claim.count), claim.paraphrase,
        _joined(e.text for e in claim.evidence), _joined(str(e.start) for e in claim.evidence),
        _joined(str(e.end) for e in claim.evidence), claim.notice_id or "",
    )  # fmt: skip


def notices_to_csv(notices: Iterable[Notice]) -> str:
    """One row for each notice, with its one best position."""
    header = (
        "id", "report_id", "family", "issuer", "series", "number", "year", "issued", "subject",
        "title", "lon", "lat", "radius_nm", "basis", "when_earliest", "when_latest",
        "valid_from", "valid_to", "self_cancels_at", "cancels", "problems",
    )  # fmt: skip
    return _table(header, (_notice_row(n) for n in notices))


def _notice_row(notice: Notice) -> Sequence[object]:
    at = notice.position
    position = (at.lon, at.lat, at.radius_nm, at.basis) if at else ("", "", "", "")
    cancels = (f"{c.series} {c.number}/{c.year or ''}" for c in notice.cancels)
    return (
        notice.id, notice.report_id, notice.family, notice.issuer, notice.series or "",
        notice.number or "", notice.year or "", notice.issued.earliest or "", notice.subject,
        notice.title or "", *position, notice.when.earliest or "", notice.when.latest or "",
        notice.valid_from or "", notice.valid_to or "", notice.self_cancels_at or "",
        _joined(cancels), _joined(p.code for p in notice.problems),
    )  # fmt: skip


def route_to_csv(route: Route) -> str:
    """One row for each waypoint: position in degrees, miles from the last and from the start.

    Raises:
        UsageError: the route has no way.
    """
    points = waypoints_from_route(route)
    rows: list[Sequence[object]] = []
    total, before = 0.0, points[0].position
    for n, point in enumerate(points, 1):
        leg = distance_nm(before, point.position)
        total, before = total + leg, point.position
        note = NOT_FOR_NAVIGATION if n == 1 else ""
        at = point.position
        rows.append(
            (
                n,
                point.name,
                round(at.lon, 5),
                round(at.lat, 5),
                round(leg, 2),
                round(total, 2),
                note,
            )
        )
    return _table(("waypoint", "name", "lon", "lat", "leg_nm", "at_nm", "note"), rows)


def count_words(count: Count | None) -> str:
    """``at least 2 events``, ``3 to 5 ships``; empty for none."""
    if count is None or (count.min is None and count.max is None):
        return ""
    if count.min is None:
        return f"at most {count.max} {count.of}"
    if count.max is None:
        return f"at least {count.min} {count.of}"
    if count.min == count.max:
        return f"{count.min} {count.of}"
    return f"{count.min} to {count.max} {count.of}"


def _joined(values: Iterable[str]) -> str:
    return "; ".join(v for v in values if v)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula, led by an apostrophe instead."""
    if isinstance(value, str) and value.startswith(_LEADS):
        return "'" + value
    return value
