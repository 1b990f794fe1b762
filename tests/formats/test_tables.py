from __future__ import annotations

import csv
import io

import pytest

from offing.formats.tables import claims_to_csv, count_words
from offing.model import Count
from tests.brief import made


def test_one_row_for_each_claim_with_its_words() -> None:
    brief = made.brief()
    rows = list(csv.DictReader(io.StringIO(claims_to_csv(brief.claims))))
    assert len(rows) == 4
    assert rows[0]["evidence"] == brief.claims[0].evidence[0].text
    assert rows[0]["attribution"] == "Alder Courier > Alder Harbour Board"
    assert rows[0]["in_effect"] == "false"
    assert rows[2]["in_effect"] == ""
    assert rows[2]["unlocodes"] == ""


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t"])
def test_words_that_a_spreadsheet_would_run_are_disarmed(lead: str) -> None:
    source = made.report(f"{lead}HYPERLINK(1) was closed")
    claim = made.claim(source, source.text, speaker=f"{lead}cmd", paraphrase="x")
    row = next(csv.DictReader(io.StringIO(claims_to_csv([claim]))))
    assert row["speaker"] == f"'{lead}cmd"
    assert row["evidence"].startswith("'")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2, None, "at least 2 ships"),
        (None, 5, "at most 5 ships"),
        (2, 5, "2 to 5 ships"),
        (3, 3, "3 ships"),
        (None, None, ""),
    ],
)
def test_counts_say_their_bounds(low: int | None, high: int | None, words: str) -> None:
    assert count_words(Count(of="ships", min=low, max=high)) == words
