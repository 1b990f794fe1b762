"""Entries of incident lists: one claim each, with the day and place of its head."""

from __future__ import annotations

import datetime

from offing.claims import extract_claims
from offing.model import Claim
from offing.reports import report_from_bytes

HEAD = "REGIONAL SHIPPING WATCH OFFICE\nMONTHLY LIST\n\nINCIDENTS AGAINST SHIPS\n\n"


def _claims(text: str) -> list[Claim]:
    day = datetime.date(2025, 11, 3)
    return extract_claims(
        report_from_bytes((HEAD + text).encode(), source="file", name="list.txt", published=day)
    )


def _words(claim: Claim) -> str:
    return " ".join(e.text for e in claim.evidence)


def test_the_head_gives_kind_day_and_place() -> None:
    (claim,) = _claims(
        "RSW-012 (28 OCT, 1910 UTC) SUSPICIOUS APPROACH - 12NM S of Salalah. Three boats closed "
        "to half a mile of a bulk carrier. The guards showed their weapons and the boats left. "
        "The police are investigating.\n"
    )
    assert claim.action == "approach"
    assert [p.name for p in claim.places] == ["Salalah"]
    assert (claim.when.earliest or "").startswith("2025-10-28")
    assert claim.speaker == "Regional Shipping Watch Office"
    assert "guards" in _words(claim)
    assert "investigating" not in _words(claim)


def test_the_ship_that_was_hit_is_no_source() -> None:
    (claim,) = _claims(
        "RSW-013 (29 OCT, 0410 UTC) ATTACK - Off Duqm. A tanker reported being hit on the "
        "starboard side. The crew is safe.\n"
    )
    assert claim.action == "attack"
    assert claim.speaker == "Regional Shipping Watch Office"


def test_two_entries_do_not_share_their_outcome() -> None:
    claims = _claims(
        "1. 03.09.2025: 0340 LT: Belawan Anchorage, Indonesia.\nTwo robbers boarded an anchored "
        "tanker. They left with paint.\n\n"
        "2. 11.10.2025: 0120 LT: Takoradi Anchorage, Ghana.\nRobbers boarded a bulk carrier at "
        "anchor. All crew safe.\n"
    )
    days = [(c.when.earliest or "")[:10] for c in claims]
    assert days == ["2025-09-03", "2025-10-11"]
    assert "crew safe" in _words(claims[1])
    assert "crew safe" not in _words(claims[0])


def test_a_sentence_with_a_day_is_no_head() -> None:
    claims = _claims(
        "On 28 October the coast guard towed a tanker that had run aground off Duqm. "
        "Two tankers collided near Salalah on 30 October.\n"
    )
    assert len({p.name for c in claims for p in c.places}) == 2
