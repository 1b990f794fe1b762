"""Claims from notices: the issuer speaks, in its own modality, with exact evidence."""

from __future__ import annotations

import pytest

from offing.model import Claim
from offing.notices import claims_from_notices, parse_notices
from offing.text.neutral import loaded_terms
from tests.notices.messages import (
    ADVISORY,
    ENTRY,
    FIRING,
    IMB_ENTRY,
    LIGHT,
    RESTORED,
    TWO_WARNINGS,
    report,
)  # fmt: skip


def claims(text: str) -> list[Claim]:
    made = report(text)
    return claims_from_notices(parse_notices(made), made)


def test_an_advisory_reports_confirms_and_advises() -> None:
    first, update, advice = claims(ADVISORY)
    assert (first.action, first.modality) == ("attack", "reported")
    assert first.target == "a bulk carrier"
    assert "close to the vessel" in first.evidence[0].text
    assert (update.action, update.modality) == ("boarding", "confirmed")
    assert (advice.action, advice.modality, advice.in_effect) == ("advisory", "announced", True)
    for claim in (first, update, advice):
        assert claim.speaker == "UKMTO"
        assert claim.notice_id == "ukmto-7-2024"


def test_planned_firing_is_announced_and_lies_ahead() -> None:
    (claim,) = claims(FIRING)
    assert (claim.action, claim.modality, claim.future) == ("exercise", "announced", True)
    assert "CANCEL" not in claim.evidence[0].text


def test_an_unlit_light_is_the_authority_s_own_word() -> None:
    (claim,) = claims(LIGHT)
    assert claim.modality == "confirmed"
    assert claim.in_effect is True


def test_a_cancellation_resumes() -> None:
    (claim,) = claims(RESTORED)
    assert claim.action == "resumption"


def test_a_listed_incident_is_reported_and_counts_the_hurt() -> None:
    (claim,) = claims(ENTRY)
    assert (claim.action, claim.modality) == ("robbery", "reported")
    assert claim.target == "a product tanker"
    assert claim.cites == ("IMB",)
    assert claim.count is not None
    assert (claim.count.of, claim.count.min) == ("casualties", 1)
    assert claim.places[0].kind == "position"


@pytest.mark.parametrize("text", [ADVISORY, ENTRY, FIRING, IMB_ENTRY, LIGHT, TWO_WARNINGS])
def test_evidence_is_exact_and_our_words_are_neutral(text: str) -> None:
    found = claims(text)
    assert found
    assert len({c.id for c in found}) == len(found)
    for claim in found:
        for e in claim.evidence:
            assert text[e.start : e.end] == e.text
        assert claim.paraphrase
        assert loaded_terms(claim.paraphrase) == []


def test_claims_of_another_report_are_not_made() -> None:
    notices = parse_notices(report(ENTRY))
    assert claims_from_notices(notices, report(ADVISORY)) == []
