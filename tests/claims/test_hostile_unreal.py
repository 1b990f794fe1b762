"""What is told but is not so: drills, fiction, satire, retractions, contradicted mail."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from tests.claims.conftest import report_of

DRILLS = [
    "EXERCISE EXERCISE EXERCISE\n\nThe port of Rotterdam is closed after an explosion.",
    "THIS IS A DRILL. The Strait of Dover is closed to all ships.",
    "This is only an exercise.\n\nThe Kiel Canal was closed on Monday, the canal authority said.",
    "For exercise purposes only: the port of Antwerp is closed until further notice.",
    "The port of Antwerp was closed by a simulated explosion on a tanker, the port authority said.",
    "In this fictional scenario, the Panama Canal has been blocked. The port of Colon is closed.",
    "According to the war game, the strait of Bab el-Mandeb is closed to shipping.",
    "In the tabletop exercise, the port of Hamburg was closed for a week.",
]
INVENTED = [
    "In the novel, pirates have seized a tanker in the Strait of Malacca.",
    "“The Strait of Hormuz is closed!” the captain said in the film's last scene.",
    "April fool! The Onion reported that the Suez Canal was closed by a rubber duck.",
    "A satirical site reported that the Suez Canal was closed to all ships.",
    "Reuters withdrew a report that a tanker had been attacked near Aden.",
    "The agency retracted its earlier story that the port of Haifa was closed.",
]
REAL = [
    "This is not a drill. The port of Rotterdam is closed, the port authority said.",
    "Iran closed the Strait of Hormuz for a naval exercise on Monday, the navy said.",
    "The port of Haifa was closed after a report that a mine had been found, the port authority "
    "said.",
]


@pytest.mark.parametrize("text", DRILLS)
def test_what_is_only_acted_out_is_not_in_effect(read, text):
    claims = [c for c in read(text) if c.action != "exercise"]
    assert claims
    assert all(c.hypothetical and c.modality == "assessed" for c in claims), claims
    assert not [c for c in claims if c.in_effect]


@pytest.mark.parametrize("text", INVENTED)
def test_fiction_satire_and_what_was_withdrawn_are_no_claims(read, text):
    assert read(text, publisher=None) == []


@pytest.mark.parametrize("text", REAL)
def test_what_is_no_drill_stays_a_claim(read, text):
    claims = [c for c in read(text) if c.action == "closure"]
    assert claims
    assert not [c for c in claims if c.hypothetical]


def test_a_drill_in_the_form_of_a_warning_is_not_in_effect():
    text = (
        "EXERCISE EXERCISE EXERCISE\nNAVAREA IX 045/24\nPORT OF ADEN CLOSED TO ALL SHIPPING "
        "UNTIL FURTHER NOTICE.\n"
    )
    assert not [c for c in extract_claims(report_of(text, kind="notice")) if c.in_effect]


def test_a_quoted_mail_is_anothers_word_and_may_be_contradicted(read):
    quoted = "> On 1 May, Bob wrote:\n> > The Suez Canal is closed.\n\n"
    claims = read(quoted + "No it is not.")
    assert [c.modality for c in claims] == ["denied"]
    assert not [c for c in claims if c.in_effect]
    (told,) = read(quoted + "We have heard the same.")
    assert told.speaker != "Harbour Wire"
    assert told.modality == "reported"
