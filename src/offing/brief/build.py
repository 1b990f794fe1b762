"""From reports to a brief: the whole path, one call per arrow."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from offing.model import Brief, Claim, Incident, Inputs, Lane, LeftOut, Notice, Report, Scenario

if TYPE_CHECKING:
    from offing.errors import UnreadableReport
    from offing.model import PlaceMention
    from offing.sea import Sea

ReportSource = Report | bytes | str | os.PathLike[str]


def build_brief(
    reports: ReportSource | Iterable[ReportSource],
    *,
    as_of: datetime.date | None = None,
    scenario: Scenario | None = None,
    lanes: Iterable[Lane] | None = None,
    accept: Sequence[str] = (),
    sea: Sea | Callable[[], Sea] | None = None,
    left_out: Sequence[LeftOut] = (),
    inputs: Inputs | None = None,
) -> Brief:
    """The brief of some reports: claims, incidents, proposals and what they would do at sea.

    Args:
        reports: reports already read, or sources (paths, folders, bytes) to read.
            A source that cannot be read is listed in ``left_out`` and stops nothing.
        as_of: the date that “in effect” is judged on; default the newest report's
            date, else today. ``Brief.as_of_basis`` says which.
        scenario: restrictions that hold already; proposals are shown on top of it.
        lanes: the lanes to answer for; default the reference lanes.
        accept: ids of proposed restrictions to put into the scenario.
        sea: an open sea, or a function that opens one; default ``open_sea``. It is called
            only when a way is asked for.
        left_out: things the caller could not use, listed first.
        inputs: what the costs of going round rest on; the shipped ones for ``None``.

    Where the sea cannot be opened, the consequences say so and all the rest is there.
    Distances are nautical miles, durations days at the ship class's speed.

    Raises:
        UnknownRestriction: an id in ``accept`` that no proposal carries.
    """
    from offing.brief.consequences import list_consequences
    from offing.brief.headline import write_headline
    from offing.brief.left_out import list_left_out
    from offing.scenario import propose_restrictions
    from offing.voyage.lanes import reference_lanes

    read, unreadable = _read_all(reports)
    day, basis = _as_of(read, as_of)
    read, later = _known_by(read, day)
    unreadable += later
    claims = _claims(read)
    incidents = _incidents(claims, read, day)
    restrictions = tuple(propose_restrictions(incidents, as_of=day))
    whole = (scenario or Scenario()) | _accepted(restrictions, accept)
    held = {r.id: r for r in whole.restrictions}
    restrictions = tuple(held.get(r.id, r) for r in restrictions)
    known = tuple(lanes) if lanes is not None else reference_lanes()
    consequences, bad_lanes = list_consequences(
        restrictions, whole, known, as_of=day, sea=sea, inputs=inputs
    )
    mentions = _mentions(read)
    return Brief(
        headline=write_headline(
            incidents,
            claims,
            day,
            reports=len(read),
            unread=_languages(read),
            accepted=[c.title for c in consequences if c.accepted],
        ),
        as_of=day,
        as_of_basis=basis,
        reports=tuple(read),
        claims=tuple(claims),
        notices=_notices(read),
        incidents=tuple(incidents),
        restrictions=restrictions,
        scenario=whole,
        consequences=consequences,
        left_out=list_left_out(read, claims, mentions, [*left_out, *unreadable, *bad_lanes]),
    )


def _read_all(
    reports: ReportSource | Iterable[ReportSource],
) -> tuple[list[Report], list[LeftOut]]:
    """Reports as they stand, sources read; what cannot be read is listed, and stops nothing."""
    from offing.errors import UnreadableReport
    from offing.reports import read_report, read_reports

    if isinstance(reports, (Report, bytes, str, os.PathLike)):
        reports = [reports]
    unreadable: list[LeftOut] = []

    def note(error: UnreadableReport) -> None:
        unreadable.append(LeftOut(kind="unreadable", reason=f"{error.source}: {error.reason}"))

    read: list[Report] = []
    seen: set[str] = set()
    for source in reports:
        try:
            if isinstance(source, Report):
                found: Iterable[Report] = [source]
            elif isinstance(source, bytes):
                found = [read_report(source)]
            else:
                found = read_reports([source], on_error=note)
            for report in found:
                if report.id in seen:
                    unreadable.append(
                        LeftOut(
                            kind="other",
                            reason=f"{report.source}: the same as a report read before; read once",
                            report_id=report.id,
                        )
                    )
                    continue
                seen.add(report.id)
                read.append(report)
        except UnreadableReport as error:
            note(error)
    return read, unreadable


def _as_of(reports: Sequence[Report], as_of: datetime.date | None) -> tuple[datetime.date, str]:
    """The date that the brief stands on, and how it was come by."""
    if as_of is not None:
        return as_of, "as asked"
    dated = [r for r in reports if r.published is not None]
    if not dated:
        today = datetime.datetime.now(tz=datetime.UTC).date()
        return today, "today (no report carries a date)" if reports else "today"
    newest = max(dated, key=lambda r: r.published or datetime.date.min)
    assert newest.published is not None
    which = "the report's date" if len(reports) == 1 else "the newest report's date"
    if newest.published_basis:
        which += f", from its {_BASIS_WORDS.get(newest.published_basis, newest.published_basis)}"
    return newest.published, which


def _known_by(reports: Sequence[Report], day: datetime.date) -> tuple[list[Report], list[LeftOut]]:
    """The reports that had been published by ``day``, and what is said of the others."""
    known = [r for r in reports if r.published is None or r.published <= day]
    later = [
        LeftOut(
            kind="other",
            reason=f"{r.source}: published {r.published}, after the day that the brief speaks of",
            report_id=r.id,
        )
        for r in reports
        if r.published is not None and r.published > day
    ]
    return known, later


def _languages(reports: Iterable[Report]) -> list[str]:
    """The language of each report that was not read because it is not in English."""
    return [
        report.language or "another language"
        for report in reports
        if any(problem.code == "language" for problem in report.problems)
    ]


_BASIS_WORDS = {"argument": "caller", "url": "address"}


def _claims(reports: Iterable[Report]) -> list[Claim]:
    from offing.claims import extract_claims

    return [claim for report in reports for claim in extract_claims(report)]


def _notices(reports: Iterable[Report]) -> tuple[Notice, ...]:
    from offing.notices import parse_notices

    return tuple(n for report in reports for n in parse_notices(report))


def _incidents(
    claims: Sequence[Claim], reports: Sequence[Report], day: datetime.date
) -> list[Incident]:
    from offing.incidents import link_incidents

    return list(link_incidents(claims, reports, as_of=day))


def _mentions(reports: Iterable[Report]) -> dict[str, list[PlaceMention]]:
    from offing.places import find_places

    return {report.id: list(find_places(report.clean())) for report in reports}


def _accepted(restrictions: Sequence[object], ids: Sequence[str]) -> Scenario:
    """The proposals that the caller accepts, as a scenario."""
    if not ids:
        return Scenario()
    from offing.scenario import accept

    return accept(restrictions, ids)  # type: ignore[arg-type]
