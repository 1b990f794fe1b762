"""What every face of the brief shows, worked out once: numbers, ratings, words."""

from __future__ import annotations

from collections.abc import Iterable

from offing.brief.incident_words import newest_first
from offing.brief.left_out import excerpt
from offing.brief.wording import (
    STATUS_WORDS,
    capital,
    date_words,
    origins_words,
    rating_words,
)
from offing.model import (
    Brief,
    Claim,
    Consequence,
    Incident,
    LaneEffect,
    Origin,
    Rating,
    Report,
    Restriction,
    StandIn,
    Struct,
)


class ReportView(Struct, frozen=True, kw_only=True):
    """One report with its number and a line that says what it is."""

    number: int
    report: Report
    label: str


class ClaimView(Struct, frozen=True, kw_only=True):
    """One claim about shipping with its number and its incident's two ratings."""

    number: int
    claim: Claim
    rating: str = ""
    rating_meaning: str = ""


class OriginView(Struct, frozen=True, kw_only=True):
    """One line of the tree of origins."""

    depth: int
    name: str
    why: str
    independent: bool


class IncidentView(Struct, frozen=True, kw_only=True):
    """One incident: what it is, how it stands, what agrees and what conflicts."""

    id: str
    title: str
    numbers: tuple[int, ...]
    status: str
    support: str
    said: str
    so: str
    said_reasons: tuple[str, ...] = ()
    so_reasons: tuple[str, ...] = ()
    origins: tuple[OriginView, ...] = ()
    agreements: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


class ConsequenceView(Struct, frozen=True, kw_only=True):
    """One restriction and what it would do."""

    id: str
    title: str
    state: str
    accepted: bool
    basis: str = ""
    conditions: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()
    accept_as: str = ""
    """What ``--accept`` takes: the id, with a candidate where one has to be picked."""
    candidates: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    longer: tuple[LaneEffect, ...] = ()
    cut: tuple[LaneEffect, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    note: str = ""

    @property
    def lanes(self) -> tuple[LaneEffect, ...]:
        """Lanes that become longer, then those without a way."""
        return self.longer + self.cut


class BriefView(Struct, frozen=True, kw_only=True):
    """A brief with its numbers given and its words found."""

    as_of: str
    reports: tuple[ReportView, ...]
    claims: tuple[ClaimView, ...]
    background: tuple[Claim, ...]
    incidents: tuple[IncidentView, ...]
    consequences: tuple[ConsequenceView, ...]


def view_from_brief(brief: Brief) -> BriefView:
    """Number the claims about shipping in reading order, and find everything's words."""
    rated: dict[str, Incident] = {c: i for i in brief.incidents for c in i.claim_ids}
    claims = []
    shipping = [c for c in brief.claims if c.scope == "shipping"]
    for number, claim in enumerate(shipping, 1):
        incident = rated.get(claim.id)
        code, meaning = "", ""
        if incident:
            code = f"{incident.said_rating.code} / {incident.so_rating.code}"
            meaning = (
                f"Was it said? {rating_words(incident.said_rating.code)}. "
                f"Is it so? {rating_words(incident.so_rating.code)}."
            )
        claims.append(ClaimView(number=number, claim=claim, rating=code, rating_meaning=meaning))
    numbers = {item.claim.id: item.number for item in claims}
    titles = {r.title: f"report {n}" for n, r in enumerate(brief.reports, 1) if r.title}
    restrictions = {r.id: r for r in (*brief.scenario.restrictions, *brief.restrictions)}
    return BriefView(
        as_of=date_words(brief.as_of),
        reports=tuple(
            ReportView(number=n, report=r, label=report_label(r))
            for n, r in enumerate(brief.reports, 1)
        ),
        claims=tuple(claims),
        background=tuple(c for c in brief.claims if c.scope != "shipping"),
        incidents=tuple(
            _incident_view(i, numbers, titles)
            for i in _compared_first(i for i in brief.incidents if i.scope == "shipping")
        ),
        consequences=tuple(
            _consequence_view(c, restrictions.get(c.restriction_id)) for c in brief.consequences
        ),
    )


def _compared_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Where something agrees or conflicts, then the rest as ``newest_first`` has them.

    What nobody says is so (foreseen, thought possible) comes after what somebody does.
    """
    return sorted(
        newest_first(incidents),
        key=lambda i: (not (i.agreements or i.conflicts), i.status == "unknown"),
    )


LONGEST_TITLE = 110


def report_label(report: Report) -> str:
    """Title, publisher, credit and date of a report, as far as they are known."""
    title = excerpt(report.title or "", LONGEST_TITLE).rstrip(".")
    parts = [f"“{title}”" if title else report.source]
    if report.publisher:
        parts.append(report.publisher)
    if report.credit and report.credit != report.publisher:
        parts.append(f"credited to {report.credit}")
    if report.published:
        parts.append(date_words(report.published))
    else:
        parts.append("no date")
    if title and report.source:
        parts.append(report.source)
    return "; ".join(parts)


def _incident_view(
    incident: Incident, numbers: dict[str, int], titles: dict[str, str]
) -> IncidentView:
    status = STATUS_WORDS.get(incident.status, incident.status)
    if incident.status_reason:
        status += f" ({incident.status_reason})"
    return IncidentView(
        id=incident.id,
        title=capital(incident.title or incident.action.replace("_", " ")),
        numbers=tuple(sorted(numbers[c] for c in incident.claim_ids if c in numbers)),
        status=status,
        support=origins_words(incident),
        said=_rating_line(incident.said_rating),
        so=_rating_line(incident.so_rating),
        said_reasons=incident.said_rating.reasons,
        so_reasons=incident.so_rating.reasons,
        origins=tuple(_origin_lines(incident.origins, titles)),
        agreements=tuple(c.text for c in incident.agreements),
        conflicts=tuple(c.text for c in incident.conflicts),
    )


def _rating_line(rating: Rating) -> str:
    """``C3: fairly reliable outlet; one origin; …``: the code and the reasons for it."""
    reasons = "; ".join(rating.reasons) or rating_words(rating.code)
    return f"{rating.code}: {reasons}"


def _origin_lines(
    origins: tuple[Origin, ...], titles: dict[str, str], depth: int = 0
) -> list[OriginView]:
    """The tree of origins, a node before its copies; deeper than 20 is cut.

    A node named by a report's title is shown as that report's number: titles are the
    reports' words, not ours.
    """
    out: list[OriginView] = []
    for origin in origins:
        out.append(
            OriginView(
                depth=depth,
                name=titles.get(origin.name, origin.name),
                why=origin.why,
                independent=origin.independent,
            )
        )
        if depth < 20:
            out.extend(_origin_lines(origin.copies, titles, depth + 1))
    return out


def _accept_as(item: Consequence, restriction: Restriction | None) -> str:
    """``ID``, or ``ID:PORT`` with the first candidate as an example."""
    if restriction is None or restriction.target.kind != "general" or not restriction.candidates:
        return item.restriction_id
    first = restriction.candidates[0]
    return f"{item.restriction_id}:{first.unlocode or first.id}"


def _consequence_view(item: Consequence, restriction: Restriction | None) -> ConsequenceView:
    general = restriction is not None and restriction.target.kind == "general"
    state = "accepted" if item.accepted else "proposed, not accepted"
    return ConsequenceView(
        id=item.restriction_id,
        title=item.title,
        state=state + ("; too general to apply" if general else ""),
        accepted=item.accepted,
        basis=restriction.basis if restriction else "",
        accept_as=_accept_as(item, restriction),
        conditions=restriction.would_have_to_be_true if restriction else (),
        not_modelled=restriction.not_modelled if restriction else (),
        candidates=tuple(dict.fromkeys(c.name for c in restriction.candidates))
        if restriction
        else (),
        passages=item.passages,
        ports=item.ports,
        longer=tuple(e for e in item.lanes if e.extra_nm is not None),
        cut=tuple(e for e in item.lanes if e.extra_nm is None),
        stand_ins=item.stand_ins,
        note=item.note,
    )
