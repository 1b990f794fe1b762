"""Endless input takes time in step with its length; dates tell acts apart or say nothing."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from tests.claims.conftest import report_of
from tests.growth import assert_linear

ENDLESS = {
    "parentheses": lambda n: "(" * (5 * n) + " said " * (2 * n) + ")" * (5 * n),
    "spaces": lambda n: "a" + " " * (100 * n) + "b" + "\n" * (100 * n) + "c",
    "one sentence": lambda n: "A tanker was attacked near Aden on 2 May 2024 " * (4 * n),
    "said": lambda n: "he said that she said that " * (2 * n) + " Haifa was attacked.",
    "the same again": lambda n: " ".join(
        f"A tanker was attacked near Aden on {i % 28 + 1} April 2024, UKMTO said." for i in range(n)
    ),
    "a list": lambda n: "Haifa, Ashdod and " * n + " were closed, the port authority said.",
}


@pytest.mark.parametrize("kind", sorted(ENDLESS))
def test_time_is_in_step_with_the_length(kind):
    assert_linear(lambda n: extract_claims(report_of(ENDLESS[kind](n))), 100, 1600)


def test_other_stated_days_are_other_acts(read):
    text = " ".join(
        f"A tanker was attacked near Aden on {day} April 2025, UKMTO said."
        for day in [*range(1, 21), *range(1, 21)]
    )
    claims = read(text)
    assert [c.when.earliest for c in claims] == [f"2025-04-{d:02d}" for d in range(1, 21)]
    assert all(len(c.evidence) == 2 for c in claims)
