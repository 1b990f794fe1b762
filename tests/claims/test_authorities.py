"""What authorities, ministries, relief bodies and local papers write: whose word, what, where."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from offing.reports import report_from_bytes
from tests.claims.conftest import Read, report_of


def _from_file(text: str) -> list[Claim]:
    return extract_claims(report_from_bytes(text.encode(), source="file", name="a.txt"))


def _about(claims: list[Claim], words: str) -> Claim:
    return next(c for c in claims if any(words in e.text for e in c.evidence))


PRESS_CONFERENCE = """Ministry of Foreign Affairs
Spokesman's regular briefing, 12 March 2026

AFP: Vietnam's coast guard said that two of your patrol vessels entered territorial waters off \
Da Nang on Tuesday. How do you respond?

Guo Tian: What was said about the patrol vessels is not true. Our vessels sailed normally.

NHK: Tanker owners say their ships wait five days off Ningbo. Will the port act?

Guo Tian: I have nothing to add. China urges all sides to keep the Strait of Malacca open.
"""


def test_who_asks_at_a_press_conference_is_the_outlet_and_who_answers_the_ministry() -> None:
    claims = _from_file(PRESS_CONFERENCE)
    asked = _about(claims, "territorial waters")
    assert asked.attribution == (
        "Ministry of Foreign Affairs", "AFP", "Vietnam's coast guard",
    )  # fmt: skip
    assert asked.action == "approach"
    denied = _about(claims, "is not true")
    assert (denied.speaker, denied.modality) == ("Guo Tian", "denied")
    assert _about(claims, "five days").attribution[1] == "NHK"
    assert "Coast Guard" not in _about(claims, "Malacca").speaker


@pytest.mark.parametrize(
    ("words", "action", "not_action"),
    [
        ("A blaze destroyed two barges at the port of Beira.", "accident", "attack"),
        ("A fire in the engine room destroyed the dredger at Beira.", "accident", "attack"),
        ("Masters reported loss of GNSS near Bandar Abbas and the port of Fujairah.",
         "gnss_interference", "restriction"),
        ("Fishermen at Beira are advised to return to the coast before the storm.",
         "advisory", "resumption"),
    ],
)  # fmt: skip
def test_what_is_told_is_not_a_deed(read: Read, words: str, action: str, not_action: str) -> None:
    told = {c.action for c in read(f"Ships called at Beira on Monday. {words}")}
    assert action in told
    assert not_action not in told


def test_no_damage_does_not_deny_the_clause_after_it(read: Read) -> None:
    claims = read("The port of Beira said no ship was hit and loading resumed at noon.")
    assert not _about(claims, "loading resumed").negated


def test_a_noun_and_a_participle_are_no_verbs_of_speech(read: Read) -> None:
    claims = read(
        "The harbour master said the rescue centre got the emergency call at 0412 and that three "
        "tugs sailed. He warned that any ship found leaking would be kept out of the port."
    )
    assert {c.speaker.lower().removeprefix("the ") for c in claims} <= {"harbour master"}
    assert not any(c.count and c.count.min == 412 for c in claims)


def test_what_nobody_could_verify_is_not_denied(read: Read) -> None:
    claims = read(
        "Drones hit a quay at Port Sudan. The team was unable to verify the reported deaths."
    )
    assert not any(c.modality == "denied" for c in claims)


SITREP = """Food Logistics Cluster
Situation report 9, 2 April 2026

Berbera: The container yard is full. Ships wait four days.

A crane broke down on Monday and discharge has slowed.

Bosaso: The port is working. Dhows load livestock.

Nothing else is known of the coast roads.
"""


def test_a_place_before_a_colon_holds_until_the_next() -> None:
    claims = _from_file(SITREP)
    assert [p.name for p in _about(claims, "crane broke").places] == ["Berbera"]
    assert [p.name for p in _about(claims, "Ships wait").places] == ["Berbera"]
    assert not any("coast roads" in e.text and c.places for c in claims for e in c.evidence)


def test_a_span_of_days_is_no_publisher() -> None:
    for line in ("Week 14 (30 March – 5 April 2026)", "Reporting period: 1–15 April 2026"):
        text = f"JOINT MARITIME INFORMATION CENTRE\n{line}\n\nA tanker was boarded off Hodeidah.\n"
        report = report_from_bytes(text.encode(), source="file", name="a.txt")
        assert report.publisher is None or not any(c.isdigit() for c in report.publisher)


def test_the_service_under_its_government_speaks() -> None:
    claims = _from_file(
        "Government of Oman\nDirectorate General of Meteorology\nBulletin 3, 4 June 2026\n\n"
        "The cyclone lay 200 km off Salalah at 0600. Ports on the coast will close on Friday.\n"
    )
    assert {c.speaker for c in claims} == {"Directorate General of Meteorology"}


def test_letters_stand_for_the_body_named_in_full() -> None:
    report = report_of(
        "The Freetown Quays Authority said on Monday that the port was open. Ships are working, "
        "FQA director Musa Kamara said.", published=datetime.date(2026, 2, 3),
    )  # fmt: skip
    claims = extract_claims(report)
    assert _about(claims, "working").modality == "confirmed"


@pytest.mark.parametrize(
    "words",
    [
        "Berth 9 at Beira was closed on Monday, the port authority said.",
        "The port of Beira will close its truck gates at noon, the port authority said.",
        "The north lane of the lock at Beira is closed for repairs, the port authority said.",
    ],
)
def test_a_part_that_is_shut_shuts_no_port(read: Read, words: str) -> None:
    told = {c.action for c in read(f"Ships called at Beira on Monday. {words}")}
    assert "restriction" in told
    assert "closure" not in told


def test_all_of_it_shut_is_a_closure(read: Read) -> None:
    claims = read("The port of Beira is closed and berth 9 is damaged, the port authority said.")
    assert "closure" in {c.action for c in claims}


def test_what_is_supposed_known_is_not_denied(read: Read) -> None:
    claims = read(
        "The navy said that the tanker was not in a convoy at the time of the attack off Hodeidah."
    )
    assert not any(c.action == "attack" and (c.negated or c.modality == "denied") for c in claims)


def test_none_handled_is_a_standstill(read: Read) -> None:
    claims = read("Cranes stood idle. No ships were handled at Beira on Monday, the port said.")
    stopped = _about(claims, "handled")
    assert (stopped.action, stopped.modality) == ("suspension", "confirmed")


def test_the_main_clause_comes_before_what_is_added_of_a_thing(read: Read) -> None:
    claims = read(
        "A court in Tallinn ordered the release of the tanker Alda, which the coast guard had "
        "kept at anchor on suspicion of having cut a pipeline."
    )
    assert claims[0].action == "release"


def test_the_port_of_another_place_is_not_the_body_named_before(read: Read) -> None:
    claims = read(
        "The Quays Office said Setubal was closed. At Leixoes only one berth was affected, a "
        "spokesman for the port said."
    )
    assert _about(claims, "one berth").speaker != "Quays Office"


def test_a_ships_name_in_capitals_is_no_place(read: Read) -> None:
    claims = read("The tanker CASPIAN TERN was attacked off Hodeidah on Monday.")
    assert [p.name for p in claims[0].places] == ["Hodeidah"]


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("The pilots' station said the coaster Alda struck the outer gate at Beira.", "accident"),
        ("Gunmen fired and shots hit a ferry at the pier of Beira.", "attack"),
        ("The channel at Beira is navigable without restrictions.", "normal_operations"),
    ],
)
def test_what_struck_what(read: Read, words: str, action: str) -> None:
    assert action in {c.action for c in read(f"Ships called at Beira. Pilots wait. {words}")}


def test_a_ship_that_cannot_load_stops_no_port() -> None:
    from offing import build_brief

    report = report_of(
        "A relief vessel that was due at Beira on Monday was unable to load, the cluster said.",
        published=datetime.date(2026, 4, 2),
    )
    assert not build_brief([report]).restrictions


def test_the_office_of_a_province_speaks_for_itself() -> None:
    claims = _from_file(
        "Hainan Maritime Safety Administration\nNotice, 4 June 2026\n\n"
        "Ferries in the Qiongzhou Strait will suspend service from 2200 hours on 5 June.\n"
    )
    assert {c.speaker for c in claims} == {"Hainan Maritime Safety Administration"}


def test_a_site_that_says_from_whom_a_paper_is() -> None:
    claims = _from_file(
        "PORTAL.GOV\nPress release\n\nNew limits for tankers\n\nFrom: Ministry of Sea Transport\n"
        "Published 4 June 2026\n\nTankers are barred from the port of Beira from 9 June.\n"
    )
    assert {c.speaker for c in claims} == {"Ministry of Sea Transport"}
