"""Clauses about ships and ports that hold no event phrase."""

from __future__ import annotations

import pytest

from offing.claims import claims_from_prose
from tests.claims.conftest import report_of
from tests.growth import assert_linear

LEAD = "A bulk carrier ran aground off Skagen on Tuesday, the harbour office said."

SAID = [
    "Her crew of 19 are well and have stayed with her.",
    "She lies upright in six metres of water.",
    "No bunkers have come out of the forward tanks.",
    "Two tugs from Frederikshavn had a line on board by noon.",
    "The ferry to Gothenburg sails an hour later than usual.",
    "Nor were the pilots at Grenen kept from their work.",
    "Three coasters have put into Hirtshals instead.",
    "Cover for a call at Skagen now costs twice what it did last week.",
    "Berth 7 is lost to the car carriers until the surveyor has been.",
    "Keep two miles off the wreck buoy.",
]
UNSAID = [
    "The harbour office could not be reached for comment.",
    "This bulletin is intended for members only.",
    "Please find below the positions of our vessels.",
    "A tug is not a toy.",
    "Is the pilot boat paid for?",
    "My grandfather kept the pilot boat.",
    "The museum has a replica of the pilot boat.",
    "Shares in the tanker owner fell by three per cent.",
]


def _claimed(sentence: str) -> bool:
    report = report_of(f"{LEAD} {sentence}", publisher="Kattegat Mail")
    start = len(LEAD) + 1
    return any(e.end > start for c in claims_from_prose(report) for e in c.evidence)


@pytest.mark.parametrize("sentence", SAID)
def test_a_statement_about_a_thing_at_sea_is_a_claim(sentence: str) -> None:
    assert _claimed(sentence)


@pytest.mark.parametrize("sentence", UNSAID)
def test_what_tells_of_the_report_or_of_nothing_is_none(sentence: str) -> None:
    assert not _claimed(sentence)


def test_statements_alone_make_no_report_on_shipping() -> None:
    text = "The tanker and the ferry were at the quay. The crew had coffee with the pilot."
    assert claims_from_prose(report_of(text)) == []


def test_a_plain_clause_joins_the_act_of_its_sentence() -> None:
    text = (
        "Two skiffs approached a tanker off Aden on Monday; they came no closer than half a mile."
    )
    (claim,) = claims_from_prose(report_of(text, publisher="Gulf Desk"))
    assert claim.action == "approach"
    assert claim.evidence[0].text == text


def test_many_statements_are_read_in_linear_time() -> None:
    def read(n: int) -> None:
        claims_from_prose(report_of(LEAD + " The hose of the tug parted at berth 4." * n))

    assert_linear(read, 60, 900)


def test_what_names_no_event_is_not_told_as_one() -> None:
    claims = claims_from_prose(
        report_of(f"{LEAD}\n\nAlder Line said it was watching the ships off Skagen.")
    )
    (said,) = [c for c in claims if c.speaker == "Alder Line"]
    assert said.action == "other"
    assert said.paraphrase == "Alder Line told how things stand off Skagen."
    event = claims_from_prose(report_of("A distress call from a tanker was heard off Aden."))
    assert [c.paraphrase for c in event if "incident" in c.paraphrase]
