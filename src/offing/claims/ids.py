"""Ids of claims: from what is said and where it stands, the same in every run."""

from __future__ import annotations

import hashlib

import msgspec

from offing.model import Claim


def with_ids(claims: list[Claim]) -> list[Claim]:
    """Ids from what is said and where, so that they are the same in every run."""
    out = []
    seen: dict[str, int] = {}
    for claim in claims:
        if claim.id:
            out.append(claim)
            continue
        place = claim.places[0].id if claim.places else "nowhere"
        key = f"{claim.report_id}:{claim.evidence[0].start}:{claim.evidence[0].end}"
        stem = f"{claim.action}-{place}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        seen[stem] = seen.get(stem, 0) + 1
        name = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        out.append(msgspec.structs.replace(claim, id=name))
    return out
