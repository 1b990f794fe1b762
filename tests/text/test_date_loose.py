"""Dates told loosely, read against the report's day."""

from __future__ import annotations

import datetime

import pytest

from offing.text.dates import find_dates

FRIDAY = datetime.date(2025, 11, 28)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The pilot boat broke down on the 27th.", "2025-11-27", "2025-11-27"),
        ("Fog closed the bar on the 30th, when two ships waited.", "2025-10-30", "2025-10-30"),
        ("The berth will be free by the 3rd.", "2025-12-03", "2025-12-03"),
        ("Gales are forecast for the coming night.", "2025-11-28", "2025-11-29"),
        ("Swell in the next 48 hours.", "2025-11-28", "2025-11-30"),
        ("The raids of early May cost a crane.", "2025-05-01", "2025-05-10"),
        ("The quay collapsed in June of last year.", "2024-06-01", "2024-06-30"),
    ],
)
def test_loose_dates(text: str, first: str, last: str) -> None:
    (found,) = find_dates(text, published=FRIDAY)
    assert ((found.when.earliest or "")[:10], (found.when.latest or "")[:10]) == (first, last)


@pytest.mark.parametrize("text", ["The 5th Fleet sailed.", "In the 19th century dhows traded."])
def test_ordinals_that_are_no_days(text: str) -> None:
    assert find_dates(text, published=FRIDAY) == []
