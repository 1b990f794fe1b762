"""Stretches of time told in words, read against the report's date."""

from __future__ import annotations

import datetime

import pytest

from offing.text.dates import find_dates

PUBLISHED = datetime.date(2025, 7, 3)  # a Thursday


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("in the past 24 hours", "2025-07-02", "2025-07-03"),
        ("over the past week", "2025-06-26", "2025-07-03"),
        ("in the last two weeks", "2025-06-19", "2025-07-03"),
        ("in the second quarter", "2025-04-01", "2025-06-30"),
        ("in the first quarter of 2024", "2024-01-01", "2024-03-31"),
        ("in Q1 2025", "2025-01-01", "2025-03-31"),
        ("in the first half of June", "2025-06-01", "2025-06-15"),
        ("in the fourth week of May", "2025-05-22", "2025-05-28"),
        ("last winter", "2024-12-01", "2025-02-28"),
        ("last summer", "2024-06-01", "2024-08-31"),
        ("in the spring of 2021", "2021-03-01", "2021-05-31"),
        ("by the end of the month", None, "2025-07-31"),
        ("before the year is out", None, "2025-12-31"),
        ("later this week", "2025-07-03", "2025-07-06"),
        ("earlier this month", "2025-07-01", "2025-07-03"),
        ("on Monday of last week", "2025-06-23", "2025-06-23"),
        ("on Friday next week", "2025-07-11", "2025-07-11"),
        ("from January to March", "2025-01-01", "2025-03-31"),
        ("between October and December of last year", "2024-10-01", "2024-12-31"),
        ("in April last year", "2024-04-01", "2024-04-30"),
        ("in the first five months of this year", "2025-01-01", "2025-05-31"),
        ("overnight into Wednesday", "2025-07-01", "2025-07-02"),
        ("on New Year's Eve", "2024-12-31", "2024-12-31"),
        ("a fortnight ago", "2025-06-16", "2025-06-22"),
        ("over the weekend", "2025-06-28", "2025-06-29"),
        ("this weekend", "2025-07-05", "2025-07-06"),
    ],
)
def test_a_stretch_has_its_first_and_last_day(words, earliest, latest):
    (found,) = find_dates(f"Two ships were boarded {words}.", published=PUBLISHED)
    assert (found.when.earliest, found.when.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "words", ["the summer palace", "for the winter", "the last half mile", "a quarter of them"]
)
def test_words_for_seasons_and_parts_are_not_always_times(words):
    assert not find_dates(f"The ship lay off {words}.", published=PUBLISHED)


def test_without_a_report_date_nothing_is_guessed():
    assert not find_dates("Two ships were boarded last winter.")
