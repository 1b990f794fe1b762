"""Earlier years, days that are in no calendar, and numbers that are no counts."""

from __future__ import annotations

import pytest

from offing.claims.unreal import holds_impossible_date

OVER = [
    "In 1967 the Suez Canal was closed again and remained shut for eight years.",
    "The Suez crisis began in 1956. Egypt closed the canal, and it stayed so until April 1957.",
    "During the war of 1980 the port of Basra was closed. The port of Abadan was blocked too.",
    "The port of Beirut was closed years ago after an explosion.",
    "The Kiel Canal was closed until May 2025, the canal authority said.",
]
HOLDS = [
    "The port of Haifa has been closed since November 2023, the port authority said.",
    "In 1967 the Suez Canal was closed. It is now closed again, the canal authority said.",
    "The port of Haifa is closed, the port authority said.",
    "In 2019 the port was enlarged.\n\nThe port of Haifa was closed on Tuesday, the port "
    "authority said.",
]


@pytest.mark.parametrize("text", OVER)
def test_what_was_closed_in_an_earlier_year_is_not_in_effect(read, text):
    claims = [c for c in read(text) if c.action == "closure"]
    assert claims
    assert not [c for c in claims if c.in_effect]


@pytest.mark.parametrize("text", HOLDS)
def test_what_is_closed_now_still_is(read, text):
    assert [c for c in read(text) if c.action == "closure"][-1].in_effect


def test_a_day_that_cannot_be_leaves_open_whether_it_holds(read):
    (claim,) = read("The port of Haifa was closed on 31 February 2025, the port authority said.")
    assert claim.in_effect is None
    assert claim.when.earliest is None


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("on 31 February 2024", True), ("on February 30, 2024", True), ("on 31 June", True),
        ("on 29 February 2023", True), ("on 00/00/0000", True), ("on 45/13/2024", True),
        ("on 29 February 2024", False), ("on 13/12/2024", False), ("on 12/13/2024", False),
        ("May 31", False), ("in May 2024", False), ("UKMTO 045/2024", False),
    ],
)  # fmt: skip
def test_days_that_are_in_no_calendar(text, impossible):
    assert holds_impossible_date(text, 0, len(text)) is impossible


@pytest.mark.parametrize(
    "text",
    ["On 00/00/0000 a tanker was attacked near Aden.", "In 2020 ships were attacked near Aden."],
)
def test_a_date_counts_nothing(read, text):
    assert [c.count for c in read(text)] == [None]


def test_whether_it_is_so_is_a_question(read):
    for claim in read("Whether the strait of Hormuz is open or closed depends on Tehran, he said."):
        assert claim.modality == "assessed"
        assert not claim.in_effect


def test_a_plan_that_is_reported_is_not_told_as_done(read):
    (claim,) = read(
        "The energy company reportedly plans to resume loadings at Ras Laffan on Friday, Gulf "
        "Radio said."
    )
    assert claim.future
    assert "would" in claim.paraphrase
