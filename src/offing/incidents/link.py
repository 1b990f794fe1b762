"""Claims put together into incidents, each with its ratings, origins and status."""

from __future__ import annotations

import datetime
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offing.incidents.apart import sums_up
from offing.incidents.cancelled import apply_cancellations
from offing.incidents.cluster import cluster_claims
from offing.incidents.compare import compare_voices
from offing.incidents.copies import ReportOrigin, report_origins
from offing.incidents.families import EVENTS, MEASURES
from offing.incidents.names import slug
from offing.incidents.opponents import countries_meant
from offing.incidents.origins import build_origins
from offing.incidents.outlets import with_outlets
from offing.incidents.ratings import rate, supporting_count
from offing.incidents.sources import SourceTable, source_table_from
from offing.incidents.status import status_history
from offing.incidents.succession import apply_succession
from offing.incidents.times import is_history, span_of
from offing.incidents.titles import title_of
from offing.incidents.versions import updates_of, version_key
from offing.incidents.voices import stated_radius_nm, voices_of
from offing.incidents.words import measured_from
from offing.model import (
    UNKNOWN_WHEN,
    Claim,
    ClaimPlace,
    Incident,
    Link,
    Notice,
    Report,
    Voice,
    When,
)

_SPECIFIC = ("port", "strait", "canal", "anchorage", "cape", "island", "town", "coast",
             "area", "gulf", "sea", "country")  # fmt: skip
"""Kinds of places, most specific first: the first one names the incident."""


def link_incidents(
    claims: Iterable[Claim],
    reports: Iterable[Report],
    *,
    sources: str | os.PathLike[str] | Mapping[str, Any] | SourceTable | None = None,
    as_of: datetime.date | None = None,
    notices: Iterable[Notice] | None = None,
) -> list[Incident]:
    """Put claims about one thing together, and rate how well it is supported.

    Args:
        claims: from ``extract_claims``, of any number of reports, in any order.
        reports: the reports that they come from.
        sources: a table of how reliable sources are (a TOML or CSV file, or a mapping
            name → letter A–F); default: the short table that ships with Offing.
        as_of: the date that ``status`` speaks of; default: the newest report's date.
            What was said later is left out of the status, and kept in the claims.
        notices: the parsed notices, for their geometry; default: parsed again for
            those claims that rest on one.

    Returns:
        Incidents, by date, then id. Ids are the same for the same claims.

    Raises:
        UsageError: the table of sources cannot be read.
    """
    table = source_table_from(sources)
    given = {c.id: c for c in claims}
    by_report = with_outlets({r.id: r for r in reports}, given.values())
    texts = report_origins(by_report)
    as_of = as_of or max((r.published for r in by_report.values() if r.published), default=None)
    shapes = _shapes(given.values(), by_report, notices)
    named = _named_by_report(given.values())
    found = [
        _incident(group, links, by_report, named, texts, table, as_of, shapes)
        for group, links in cluster_claims(tuple(given.values()), by_report)
    ]
    order = {c.id: _reading_order(c, by_report) for c in given.values()}
    with_ids = apply_cancellations(_with_ids(found, order), given, shapes, by_report, as_of)
    return apply_succession(with_ids, as_of, order)


def _incident(
    group: Sequence[Claim],
    links: tuple[Link, ...],
    reports: Mapping[str, Report],
    named: Mapping[str, Mapping[str, ClaimPlace]],
    texts: Mapping[str, ReportOrigin],
    table: SourceTable,
    as_of: datetime.date | None,
    shapes: Mapping[str, Notice],
) -> Incident:
    claims = sorted(group, key=lambda c: _reading_order(c, reports))
    voices = voices_of(claims, reports)
    support = [c for c in claims if voices[c.id].stance == "supports"] or claims
    action = _main_action(support)
    agreements, conflicts = compare_voices(claims, voices)
    origins, independent = build_origins(claims, voices, reports, texts)
    history = status_history(claims, voices, action, as_of)
    status, why = history[-1].status, history[-1].reason
    history = updates_of(claims, voices, reports, history, as_of)
    said, so = rate(claims, voices, origins, conflicts, reports, texts, table, status)
    lead = _lead(support, action, voices)
    places = _places(support, action)
    when = _best_when(support)
    near = _named_in(claims, named)
    shape = next((shapes[n] for c in claims if (n := c.notice_id) and n in shapes), None)
    geometry, radius_nm = _geometry(shape)
    radius_nm = radius_nm or next((r for c in claims if (r := stated_radius_nm(c))), None)
    if geometry is None and radius_nm:
        geometry = _spot_meant(claims, reports)
    return Incident(
        id="", action=action, title=title_of(action, places, lead, voices, status),
        claim_ids=tuple(c.id for c in claims),
        scope="shipping" if any(c.scope == "shipping" for c in claims) else "background",
        places=places, when=when, actor=lead.actor, actor_id=lead.actor_id, target=lead.target,
        supporting_origins=supporting_count(origins, voices),
        past=all(is_history(c, reports) or _is_sum(c) for c in support),
        said_rating=said, so_rating=so, origins=origins, independent_origins=independent,
        agreements=agreements, conflicts=conflicts, links=links,
        status=status, status_reason=why, as_of=as_of,
        history=history, voices=tuple(voices[c.id] for c in claims),
        stated=_first_stated(claims, reports),
        conditions=tuple(dict.fromkeys(t for c in claims for t in c.conditions)),
        named_ports=tuple(p for p in near if p.kind in ("port", "anchorage")),
        named_passages=tuple(p for p in near if p.kind in ("strait", "canal")),
        port_countries=_port_countries(support),
        geometry=geometry, radius_nm=radius_nm,
    )  # fmt: skip


def _reading_order(claim: Claim, reports: Mapping[str, Report]) -> tuple[str, str, int, str]:
    report = reports.get(claim.report_id)
    published = version_key(report)
    start = claim.evidence[0].start if claim.evidence else 0
    return published, claim.report_id, start, claim.id


_ACTION_RANK = (
    "closure", "blockade", "suspension", "diversion", "restriction", "hijack",
    "seizure", "attack", "boarding", "robbery", "explosion", "mine", "approach",
)  # fmt: skip


def _main_action(support: Sequence[Claim]) -> str:
    """The most frequent action; of equals the one that says most."""
    counts = Counter(c.action for c in support)

    def rank(action: str) -> tuple[bool, int, int, str]:
        vague = action in ("other", "operation", "denial", "damage", "casualty")
        place = _ACTION_RANK.index(action) if action in _ACTION_RANK else len(_ACTION_RANK)
        return vague, -counts[action], place, action

    return min(counts, key=rank)


def _lead(support: Sequence[Claim], action: str, voices: Mapping[str, Voice]) -> Claim:
    """The claim that names most slots: its actor and target name the incident's.

    Claims of the main action come first; who only reports is not taken for who acts.
    """

    def rank(claim: Claim) -> tuple[bool, bool, bool, bool, int, str]:
        reporter = voices[claim.id].kind == "safety" and voices[claim.id].party
        named = bool(claim.actor) and not reporter
        return (claim.action == action, named, bool(claim.actor_id), bool(claim.target),
                len(claim.places), claim.id)  # fmt: skip

    return max(support, key=rank)


def _places(support: Sequence[Claim], action: str) -> tuple[ClaimPlace, ...]:
    """All places: those of claims of the main action first, the most specific first."""
    seen: dict[str, ClaimPlace] = {}
    counts: Counter[str] = Counter()
    own: set[str] = set()
    for claim in support:
        away = measured_from(claim)
        for place in claim.places:
            if place.id in away:
                continue
            seen.setdefault(place.id, place)
            counts[place.id] += 1
            if claim.action == action:
                own.add(place.id)

    def rank(place: ClaimPlace) -> tuple[bool, int, int, str]:
        kind = _SPECIFIC.index(place.kind) if place.kind in _SPECIFIC else len(_SPECIFIC)
        return place.id not in own, kind, -counts[place.id], place.id

    return tuple(sorted(seen.values(), key=rank))


def _best_when(support: Sequence[Claim]) -> When:
    order = ("minute", "hour", "day", "range", "month", "year", "unknown")
    return min(
        (c.when for c in support),
        key=lambda w: (order.index(w.precision), w.earliest or "9999", w.latest or "9999", w.text),
        default=UNKNOWN_WHEN,
    )


def _first_stated(claims: Sequence[Claim], reports: Mapping[str, Report]) -> When:
    known = [c.stated for c in claims if span_of(c.stated)[0]]
    if known:
        return min(known, key=lambda w: (w.earliest or "9999", w.latest or "9999", w.text))
    days = [r.published for c in claims if (r := reports.get(c.report_id)) and r.published]
    if not days:
        return UNKNOWN_WHEN
    day = min(days).isoformat()
    return When(earliest=day, latest=day, precision="day", basis="header")


def _named_in(
    claims: Sequence[Claim], named: Mapping[str, Mapping[str, ClaimPlace]]
) -> list[ClaimPlace]:
    """Every place that the reports of these claims name in any shipping claim or other."""
    near: dict[str, ClaimPlace] = {}
    for report_id in sorted({c.report_id for c in claims}):
        near |= named[report_id]
    return [near[i] for i in sorted(near)]


def _named_by_report(claims: Iterable[Claim]) -> dict[str, dict[str, ClaimPlace]]:
    """Places by id, for each report that names them."""
    named: dict[str, dict[str, ClaimPlace]] = {}
    for claim in claims:
        named.setdefault(claim.report_id, {}).update({p.id: p for p in claim.places})
    return named


def _shapes(
    claims: Iterable[Claim], reports: Mapping[str, Report], notices: Iterable[Notice] | None
) -> dict[str, Notice]:
    """Notices by id, for the claims that rest on one."""
    wanted = {c.report_id for c in claims if c.notice_id}
    if not wanted:
        return {}
    if notices is None:
        try:
            from offing.notices import parse_notices
        except ImportError:
            return {}
        # Also of reports that carry no claim: a message may only cancel another.
        told = sorted(i for i, r in reports.items() if i in wanted or r.kind == "notice")
        notices = [n for i in told if i in reports for n in parse_notices(reports[i])]
    return {n.id: n for n in notices}


def _geometry(notice: Notice | None) -> tuple[dict[str, Any] | None, float | None]:
    """All areas of a notice, else its first circle, else its one position as a point."""
    if notice is None:
        return None, None
    shapes = [a.geometry for a in notice.areas if a.geometry.get("type") == "Polygon"]
    if len(shapes) == 1:
        return shapes[0], None
    if shapes:
        return {"type": "MultiPolygon", "coordinates": [g["coordinates"] for g in shapes]}, None
    for area in notice.areas:
        if area.kind == "circle" or area.geometry.get("type") == "MultiPolygon":
            return area.geometry, area.radius_nm
    if notice.position is not None and notice.position.basis in ("stated", "offset"):
        spot = notice.position
        return {"type": "Point", "coordinates": [spot.lon, spot.lat]}, None
    return None, None


_PORTS_AFTER = re.compile(r"[\W_]{0,3}(?:\w+[\W_]{1,2}){0,3}(?:sea)?(?:ports?|harbou?rs?)\b", re.I)


def _port_countries(support: Sequence[Claim]) -> tuple[ClaimPlace, ...]:
    """Countries that stand as an adjective before “ports” in the words of a measure."""
    found: dict[str, ClaimPlace] = {}
    for claim in support:
        if claim.action not in MEASURES:
            continue
        for piece in claim.evidence:
            if "port" not in piece.text.casefold() and "harb" not in piece.text.casefold():
                continue
            from offing.places.find import find_demonyms

            for code in countries_meant(claim, piece.text):
                found.setdefault(code, _country_place(code))
            for m in find_demonyms(piece.text):
                if m.place.country and _PORTS_AFTER.match(piece.text, m.end):
                    found.setdefault(m.place.country, ClaimPlace(
                        id=m.place.id, name=m.place.name, kind="country",
                        country=m.place.country, as_written=m.text,
                    ))  # fmt: skip
    return tuple(found[c] for c in sorted(found))


def _country_place(code: str) -> ClaimPlace:
    """The country with the ISO code ``code`` as a claim carries it."""
    from offing.claims.lexicon import read_rows
    from offing.places import find_places

    rows = read_rows("countries", "countries.csv")
    name = next((row["name"] for row in rows if row["alpha2"] == code), code)
    place = next((m.place for m in find_places(name) if m.place.kind == "country"), None)
    return ClaimPlace(
        id=place.id if place else f"country-{code.lower()}", name=place.name if place else name,
        kind="country", country=code,
    )  # fmt: skip


def _spot_meant(claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, Any] | None:
    """The position that “within N miles of this position” means: the last one stated
    before the end of those words in the report, as a GeoJSON point."""
    from offing.places.positions import find_positions

    for claim in claims:
        report = reports.get(claim.report_id)
        if report is None or not stated_radius_nm(claim):
            continue
        end = max(e.end for e in claim.evidence)
        found = find_positions(report.clean()[:end])
        if found:
            spot = found[-1].position
            return {"type": "Point", "coordinates": [spot.lon, spot.lat]}
    return None


def _is_sum(claim: Claim) -> bool:
    """Whether an event is told as the sum of weeks (“more than 100 since November”)."""
    return claim.action in EVENTS and sums_up(claim)


def _with_ids(
    found: list[Incident], order: Mapping[str, tuple[str, str, int, str]]
) -> list[Incident]:
    """Readable ids; equal ones are numbered as they were told, so that a later report
    does not rename what an earlier one told."""
    import msgspec

    named = [(_base_id(i), i) for i in found]
    named.sort(key=lambda n: (_sort_date(n[1]), n[0], min(order[i] for i in n[1].claim_ids)))
    seen: Counter[str] = Counter()
    out = []
    for base, incident in named:
        seen[base] += 1
        suffix = f"-{seen[base]}" if seen[base] > 1 else ""
        out.append(msgspec.structs.replace(incident, id=base + suffix))
    return out


def _sort_date(incident: Incident) -> str:
    day = span_of(incident.when)[0] or span_of(incident.stated)[0]
    return day.isoformat() if day else "9999"


def _spot_slug(incident: Incident) -> str:
    named = [p for p in incident.places if p.kind != "position"]
    if named:
        return slug(named[0].name)
    shape = incident.geometry
    if incident.places:
        lon, lat = incident.places[0].lon, incident.places[0].lat
    else:
        lon, lat = shape["coordinates"][:2] if shape and shape["type"] == "Point" else (None, None)
    if lon is None or lat is None:
        return "unplaced"
    ns, ew = "n" if lat >= 0 else "s", "e" if lon >= 0 else "w"
    return slug(f"{abs(lat):.1f}{ns} {abs(lon):.1f}{ew}")


def _base_id(incident: Incident) -> str:
    spot = _spot_slug(incident)
    day = _sort_date(incident).replace("-", "")
    return f"{incident.action.replace('_', '-')}-{spot}-{'undated' if day == '9999' else day}"
