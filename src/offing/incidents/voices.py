"""Each claim of an incident as a voice: who speaks, and what weight that has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from offing.incidents.families import is_denial
from offing.incidents.speakers import is_in_charge, is_party, kind_of
from offing.incidents.times import stated_date
from offing.model import Claim, Report, Voice

_AVOID = re.compile(
    r"\b(?:avoid|avoids|avoiding)\b(?! the risk| confusion| misunderstanding)"
    r"|\b(?:keep|keeping|remain|stay|staying|steer|well|navigate)\s+(?:\w+\s+)?"
    r"(?:clear|away|outside)\b"
    r"|\bwide berth\b|\bnot (?:to )?(?:enter|transit|approach)\b"
    r"|\b(?:entry|navigation|transit) (?:is )?prohibited\b|\brefrain from (?:entering|transiting)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|radius of)\s+(?:a\s+radius\s+of\s+)?(\d{1,3}(?:\.\d+)?)[\s-]*"
    r"(?:nautical\s+miles?|nm|miles?)\b|\b(\d{1,3}(?:\.\d+)?)[\s-]*(?:nautical[\s-]+miles?|nm|miles?)"
    r"\s+(?:berth|radius)\b",
    re.IGNORECASE,
)


def advises_avoiding(claim: Claim) -> bool:
    """Whether the claim's own words tell ships to stay away (and are not negated)."""
    return not claim.negated and any(_AVOID.search(e.text) for e in claim.evidence)


def stated_radius_nm(claim: Claim) -> float | None:
    """The radius in nautical miles of “within N miles of” in the claim's words, if any."""
    for piece in claim.evidence:
        match = _WITHIN.search(piece.text)
        if match:
            return float(match.group(1) or match.group(2))
    return None


def voices_of(claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, Voice]:
    """The voice of each claim, by claim id."""
    closes = any(c.action not in ("normal_operations", "opening", "resumption") and
                 not is_denial(c) for c in claims)  # fmt: skip
    return {c.id: _voice(c, reports.get(c.report_id), mixed=closes) for c in claims}


def _voice(claim: Claim, report: Report | None, *, mixed: bool) -> Voice:
    kind = kind_of(claim, report)
    stated = stated_date(claim, report)
    denies = is_denial(claim) or (mixed and claim.action == "normal_operations")
    foresees = claim.hypothetical or claim.modality == "assessed"
    return Voice(
        claim_id=claim.id,
        report_id=claim.report_id,
        speaker=claim.speaker,
        speaker_id=claim.speaker_id,
        kind=kind,
        stance="foresees" if foresees else "denies" if denies else "supports",
        action=claim.action,
        modality=claim.modality,
        future=claim.future,
        in_effect=claim.in_effect,
        hypothetical=claim.hypothetical,
        party=is_party(claim),
        in_charge=is_in_charge(claim, kind, claim.places),
        places=tuple(p.id for p in claim.places),
        advises_avoiding=advises_avoiding(claim),
        stated=stated.isoformat() if stated else None,
        published=report.published if report else None,
    )
