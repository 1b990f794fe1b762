"""Who speaks: titles, issuers, notes in brackets, what is no speaker."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from offing.reports import report_from_bytes


def _claims(text: str) -> list[Claim]:
    day = datetime.date(2025, 11, 3)
    return extract_claims(
        report_from_bytes(text.encode(), source="file", name="a.txt", published=day)
    )


@pytest.mark.parametrize(
    ("said", "name", "role"),
    [
        ("Detective Chief Inspector Anna Berg", "Anna Berg", "Detective Chief Inspector"),
        ("Deputy Prime Minister Ali Noor", "Ali Noor", "Deputy Prime Minister"),
        ("Under Secretary Dana Cole", "Dana Cole", "Under Secretary"),
        ("Vice President Luis Ferro", "Luis Ferro", "Vice President"),
        ("Captain Anders Holm", "Anders Holm", "Captain"),
    ],
)
def test_a_title_is_no_part_of_the_name(said: str, name: str, role: str) -> None:
    (claim,) = _claims(f"{said} said the port of Aden had been closed to all ships.\n")
    assert (claim.speaker, claim.speaker_role) == (name, role)


def test_those_whom_a_notice_is_for_never_speak() -> None:
    claims = _claims(
        "GULF WATERWAY OFFICE\nADVISORY TO SHIPPING No. 12\n\nTO : All Shipping Agents and Lines\n"
        "CC: Port Operators Association\n\n1. The port of Duqm is closed to all vessels from 5 "
        "November 2025.\n"
    )
    assert {c.speaker for c in claims} == {"Gulf Waterway Office"}


def test_a_town_after_the_name_is_an_address() -> None:
    claims = _claims(
        "CUSTOMER ADVISORY\nOcean Crest Lines, Rotterdam\n3 November 2025\n\n"
        "We have suspended all calls at the port of Duqm.\n"
    )
    assert {c.speaker for c in claims} == {"Ocean Crest Lines"}


def test_a_note_in_brackets_names_the_source() -> None:
    claims = _claims(
        "Logistics Cell\n\nArmed men fired at a fuel barge off Duqm on 30 October. (source: "
        "harbour pilots)\n\nThe port of Salalah was closed on 1 November.\n"
    )
    by_action = {c.action: c for c in claims}
    assert by_action["attack"].speaker == "harbour pilots"
    assert by_action["attack"].attribution[-1] == "harbour pilots"
    assert by_action["closure"].speaker != "harbour pilots"


def test_after_that_another_one_speaks() -> None:
    claims = _claims(
        "Gulf Port Desk\n\nAgents advise that the authorities have denied reports of an attack on "
        "a tanker off Duqm.\n"
    )
    assert all("advise" not in name for c in claims for name in c.attribution)
    assert claims[0].modality == "denied"
