"""May the month is not may the verb."""

from __future__ import annotations

import pytest

from offing import extract_claims, read_report
from offing.text.tokens import MONTH_MAY, tokenize


@pytest.mark.parametrize(
    "text",
    ["closed on 2 May 2024", "closed on May 2", "shut in May", "since May 2024", "2 MAY 2024"],
)
def test_the_month(text: str) -> None:
    assert MONTH_MAY in [t.lower for t in tokenize(text)]


@pytest.mark.parametrize(
    "text", ["ships may pass", "SHIPS MAY NOT PASS", "May it be so", "The port may close in June"]
)
def test_the_verb(text: str) -> None:
    assert MONTH_MAY not in [t.lower for t in tokenize(text)]


@pytest.mark.parametrize(
    ("day", "published"),
    [("2 May 2024", "3 May 2024"), ("May 2, 2024", "3 May 2024"), ("2 June 2024", "3 June 2024")],
)
def test_a_closure_in_may_is_as_plain_as_one_in_june(day: str, published: str) -> None:
    text = f"News\n\n{published}\n\nThe port of Haifa was closed on {day}, the port authority said."
    (claim,) = extract_claims(read_report(text.encode()))
    assert claim.action == "closure"
    assert claim.modality in ("announced", "confirmed", "reported")
    assert claim.in_effect
