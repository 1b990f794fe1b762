"""Incidents as a CSV table (RFC 4180), one row for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from offing.formats.tables import cell
from offing.model import Incident

_HEADER = (
    "id", "title", "action", "scope", "places", "unlocodes", "when_earliest", "when_latest",
    "status", "status_reason", "as_of", "said", "said_reasons", "so", "so_reasons",
    "independent_origins", "supporting_origins", "claims", "reports", "agreements", "conflicts",
    "superseded_by",
)  # fmt: skip


def incidents_to_csv(incidents: Iterable[Incident]) -> str:
    """One row for each incident; several values in one cell are joined by ``; ``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for incident in incidents:
        writer.writerow([cell(value) for value in _row(incident)])
    return out.getvalue()


def _row(i: Incident) -> tuple[object, ...]:
    def joined(values: Iterable[str]) -> str:
        return "; ".join(v for v in values if v)

    return (
        i.id, i.title, i.action, i.scope, joined(p.name for p in i.places),
        joined(p.unlocode or "" for p in i.places), i.when.earliest or "", i.when.latest or "",
        i.status, i.status_reason, i.as_of.isoformat() if i.as_of else "", i.said_rating.code,
        joined(i.said_rating.reasons), i.so_rating.code, joined(i.so_rating.reasons),
        i.independent_origins, i.supporting_origins, len(i.claim_ids),
        len({v.report_id for v in i.voices}), joined(c.text for c in i.agreements),
        joined(c.text for c in i.conflicts), joined(i.superseded_by),
    )  # fmt: skip
