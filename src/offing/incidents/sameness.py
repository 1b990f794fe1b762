"""Claims that say the same in the same words: compared once, whoever carries them.

One story in dozens of outlets gives dozens of claims that differ only in whose report
they stand in. Whether two claims are one thing depends on what they say, on their
reports' dates and on whether they stand in one report: so each pair of *kinds* of claims is
weighed once, and the copies share the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from offing.model import Claim, Report


def content_of(claim: Claim, report: Report | None) -> tuple[object, ...]:
    """All of a claim that comparing looks at: not its ids, offsets, chain and paraphrase."""
    return (
        claim.action, claim.modality, claim.scope, claim.negated, claim.future,
        claim.hypothetical, claim.in_effect, claim.speaker, claim.speaker_id, claim.speaker_role,
        claim.actor, claim.actor_id, claim.target, claim.places, claim.when, claim.stated,
        claim.count, claim.notice_id, tuple(e.text for e in claim.evidence),
        report.published if report else None,
    )  # fmt: skip


def same_content(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    ships: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, int]:
    """For each claim id a number that claims of equal content share."""
    numbers: dict[tuple[object, ...], int] = {}
    return {
        c.id: numbers.setdefault(
            (*content_of(c, reports.get(c.report_id)), (ships or {}).get(c.id)), len(numbers)
        )
        for c in claims
    }
