"""What agencies and papers write every day: whose word it is, and what is only weighed."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from offing.reports import report_from_bytes
from offing.text.sentences import split_sentences

HEAD = "Shipping in brief\n\nThe Tidewater Post\nThursday, December 4, 2025\n\n"


def _claims(body: str, head: str = HEAD) -> list[Claim]:
    report = report_from_bytes((head + body).encode(), source="file", name="a.txt")
    return extract_claims(report)


def _told(body: str, words: str) -> Claim:
    claims = _claims("Two tankers lie at anchor off the port of Santos.\n\n" + body)
    found = [c for c in claims if words in c.evidence[0].text]
    assert len(found) == 1, [c.evidence[0].text for c in claims]
    return found[0]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The convoy took too long. The pilots left.", 2),
        ("Delays at max. 12 hours. Berths at long. 103 E are open.", 2),
        ("The N.S.W. Port Workers Guild met on Monday.", 1),
        ("Ships left for N.S.W. The guild met on Monday.", 2),
    ],
)
def test_an_abbreviation_ends_a_sentence_only_where_one_begins(text: str, sentences: int) -> None:
    assert len(split_sentences(text)) == sentences


def test_the_ministry_meant_is_the_one_of_that_name() -> None:
    body = (
        "The Arland defence ministry said its drones had struck the port of Odesa. "
        "The ferries were delayed for two hours, the transport ministry said."
    )
    assert _told(body, "ferries").speaker == "transport ministry"


def test_a_navys_spokesman_is_not_that_of_another_ministry() -> None:
    body = (
        "The Russian defence ministry said its forces had struck the port of Odesa. "
        "The corridor was shut for an hour and reopened at dawn, a navy spokesman told reporters."
    )
    assert all("Russian" not in c.speaker for c in _claims(body) if "dawn" in c.evidence[0].text)


def test_the_president_of_the_union_is_not_the_employers() -> None:
    body = (
        "The Coastal Employers Association said the port of Vancouver was at a standstill. "
        "The union's president, Carl Dunne, said the dockers would stay out until Friday."
    )
    claim = _told(body, "dockers")
    assert claim.speaker == "Carl Dunne"
    assert "Employers" not in (claim.speaker_role or "")


def test_a_week_before_the_pronoun_is_no_part_of_who_speaks() -> None:
    body = (
        "The Suez Canal Authority cut dues for tankers in March, and last week it announced "
        "that a tug fee would be charged from 1 January."
    )
    assert {c.speaker for c in _claims(body)} <= {"Tidewater Post", "Suez Canal Authority"}


def test_what_somebody_asked_for_is_told_by_whoever_tells_it() -> None:
    body = "Since then Ankara has asked tanker owners for papers, according to two agents."
    claim = _told(body, "asked")
    assert claim.speaker == "two agents"
    assert claim.modality == "reported"


def test_a_mission_to_a_body_is_not_that_body() -> None:
    body = (
        "Iran's mission to the United Nations rejected the report that it had attacked the "
        "tanker off Fujairah."
    )
    assert _told(body, "rejected").speaker == "Iran's mission to the United Nations"


@pytest.mark.parametrize(
    "body",
    [
        "Brokers said the attack on the tanker was unlikely to push up freight rates.",
        "The prime minister called the attacks on ships “a grave provocation”.",
    ],
)
def test_what_is_said_of_an_attack_is_no_claim_of_one(body: str) -> None:
    assert {c.modality for c in _claims(body)} == {"assessed"}


def test_a_tanker_under_sanctions_that_is_hit_is_attacked() -> None:
    claim = _told("A tanker under EU sanctions was damaged by sea drones off Sinop.", "Sinop")
    assert claim.action == "attack"


def test_stopped_and_escorted_into_port_is_a_seizure() -> None:
    body = "The ship was intercepted off Qeshm and escorted to Bandar Abbas, the Guards said."
    assert _told(body, "Qeshm").action == "seizure"


def test_a_service_under_escort_is_a_service_of_the_line() -> None:
    body = (
        "The carrier Norrvik said it would run a weekly service via the Suez Canal under escort "
        "from March."
    )
    claim = _told(body, "weekly")
    assert claim.action == "resumption"


def test_what_a_line_does_not_want_is_not_told_of_it() -> None:
    body = "“What crews need is a settlement, not a pause,” the chief executive of Norrvik said."
    assert all(c.action != "suspension" for c in _claims(body))


def test_a_rule_that_lets_nobody_in_is_a_restriction() -> None:
    body = "“No vessel may enter the port of Mobile without leave,” Commander Ann Reed said."
    claim = _told(body, "Mobile")
    assert claim.action == "restriction"
    assert not claim.negated


def test_a_cut_told_by_its_month_still_holds() -> None:
    body = "The Panama Canal Authority cut the number of daily transits to 27 from 36 in November."
    assert _told(body, "transits").in_effect


@pytest.mark.parametrize(
    "body",
    [
        "The ministry made no mention of the port of Odesa.",
        "The paper cited officials close to the talks on the port of Odesa.",
    ],
)
def test_silence_and_a_note_on_sources_tell_nothing(body: str) -> None:
    assert _claims(body) == []


def test_a_dateline_without_an_agency_makes_no_outlet_of_the_headline() -> None:
    head = "Lines stay away from Red Sea despite calm\n\nLONDON/CAIRO, Jan 21 2026 - "
    claims = _claims("The Suez Canal Authority said 26 ships had returned to the canal.", head)
    assert {c.attribution for c in claims} == {("Suez Canal Authority",)} or all(
        "Red Sea" not in name for c in claims for name in c.attribution
    )


def test_the_agency_of_a_dateline_is_an_outlet_and_tells_of_others() -> None:
    head = "Tanker hit off Fujairah\n\nDUBAI, March 9 2026 (Agency Meridian) - "
    claims = _claims("A tanker was hit by a drone off Fujairah on Monday.", head)
    assert [c.modality for c in claims] == ["reported"]


def test_a_denial_of_what_stands_before_is_a_claim() -> None:
    body = (
        "Several websites reported that the Suez Canal had been closed. The canal authority "
        "denied this. The minister made a visit."
    )
    claim = _told(body, "denied this")
    assert (claim.modality, claim.action, claim.in_effect) == ("denied", "closure", False)


def test_a_closure_that_is_only_backed_is_not_in_effect() -> None:
    body = "Arland's parliament has backed closing the Strait of Hormuz, state television reported."
    claim = _told(body, "backed")
    assert not claim.in_effect
    assert claim.future


@pytest.mark.parametrize(
    ("body", "no_action"),
    [
        ("The line said 22 people were on board the tanker, three guards among them.", "boarding"),
        ("The call from the ship allowed police to stop cars on the bridge.", "suspension"),
        ("The northbound convoy in the Suez Canal was held up for an hour.", "escort"),
        ("The coast guard ended its search for the missing sailors off Aden.", "casualty"),
        ("The premier urged Beijing to deter Arland from closing the strait.", "closure"),
        ("The army said it had told residents to stay away from the port of Aden.", "suspension"),
    ],
)
def test_words_of_the_sea_that_tell_another_thing(body: str, no_action: str) -> None:
    claims = _claims("Two tankers lie at anchor off the port of Santos.\n\n" + body)
    assert no_action not in {c.action for c in claims}


def test_nobody_claiming_an_attack_is_no_claim_about_one() -> None:
    claims = _claims(
        "A tanker was hit off Aden on Monday. There was no immediate claim of responsibility."
    )
    assert all("responsibility" not in c.evidence[0].text for c in claims)


def test_what_ministers_ask_of_states_is_no_advice_to_ships() -> None:
    body = "The shipping minister called on the international community to act."
    assert all(c.action != "advisory" for c in _claims("A tanker is adrift off Aden.\n\n" + body))


def test_a_number_is_no_denial() -> None:
    claim = _told("The operator said that the No. 4 cable to Penghu had been cut.", "No. 4")
    assert claim.modality != "denied"
