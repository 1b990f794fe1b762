"""Modality, negation, future, effect, time and counts."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "modality", "in_effect"),
    [
        ("The Panama Canal Authority said the canal was closed.", "announced", True),
        ("The Panama Canal Authority said the canal will be closed.", "announced", False),
        ("The port has been closed.", "reported", True),
        ("The port had been closed.", "reported", False),
        ("Iran could close the Strait of Hormuz.", "assessed", False),
        ("Analysts consider a closure of the Strait of Hormuz unlikely.", "assessed", False),
        ("Maersk denied that it had suspended sailings.", "denied", False),
        ("Maersk said it would suspend sailings through the Red Sea.", "announced", False),
        ("Maersk has suspended sailings through the Red Sea, it said.", "announced", True),
        ("The Houthis said they had closed the Bab el-Mandeb.", "announced", None),
    ],
)
def test_modality_and_effect(read, sentence, modality, in_effect):
    (claim,) = read(sentence)
    assert claim.modality == modality
    assert claim.in_effect is in_effect


def test_time_of_the_event_is_not_time_of_the_statement(read):
    (claim,) = read("UKMTO said on Tuesday that a tanker was boarded off Aden on 28 June.")
    assert claim.stated.earliest == "2025-07-01"
    assert claim.when.earliest == "2025-06-28"


def test_a_date_of_another_clause_is_not_the_events(read):
    (claim,) = read(
        "Following the incident on 12 June, Norden Lines has suspended sailings to Jeddah."
    )
    assert claim.action == "suspension"
    assert claim.when.earliest is None


def test_an_end_that_is_not_given_stays_open(read):
    (claim,) = read("The port of Beira has been closed since 30 June.")
    assert (claim.when.earliest, claim.when.latest) == ("2025-06-30", None)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("At least two ships were attacked off Aden.", ("ships", 2, None)),
        ("Up to 30 ships were attacked off Aden.", ("ships", None, 30)),
        ("More than 100 vessels were attacked off Aden.", ("ships", 101, None)),
        ("Several tankers were attacked off Aden.", ("ships", 2, None)),
        ("The port of Haifa was attacked twice.", ("events", 2, 2)),
        ("Dozens of ships were attacked off Aden.", ("ships", 24, None)),
        ("A tanker was attacked with three missiles off Aden.", None),
        ("A tanker was attacked 30 miles off Aden.", None),
        ("War risk premiums for tankers rose 20 percent.", None),
    ],
)
def test_counts(read, sentence, count):
    (claim,) = read(sentence)
    got = claim.count and (claim.count.of, claim.count.min, claim.count.max)
    assert got == count


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Aircraft struck a militia base near Mosul, killing four fighters.", "background"),
        ("A drone struck a tanker near Fujairah.", "shipping"),
        ("The ministers met a delegation for talks in Geneva.", "background"),
        ("Missiles struck the port of Odesa.", "shipping"),
    ],
)
def test_scope(read, sentence, scope):
    (claim,) = read(sentence)
    assert claim.scope == scope


def test_an_outcome_belongs_to_its_act(read):
    (claim,) = read("A tanker was struck by a projectile off Aden. No injuries were reported.")
    assert len(claim.evidence) == 2


def test_a_headline_counts_only_for_what_the_body_does_not_say(read):
    claims = read("Tanker seized off Oman\n\nArmed men seized a tanker off Oman, its owner said.")
    assert len(claims) == 1
    assert claims[0].evidence[0].start > 20


def test_retractions_and_ignorance_are_no_claims(read):
    assert not read(
        "A statement by the port was awaited.\n\n"
        "It was not clear who attacked the ship.\n\n"
        "Correction: an earlier version of this story said that two ships had been attacked."
    )
