"""When: the ways in which papers date what they tell, each with the days that it means."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.claims.conftest import Read

PUBLISHED = datetime.date(2026, 3, 4)
LINES = [
    tuple(line.rsplit(" | ", 1))
    for line in (Path(__file__).parent / "chains" / "dates.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
LEAD = "Gulf Courier\n4 March 2026\n\nShips waited in the port.\n\n"


@pytest.mark.parametrize(("said", "wanted"), LINES)
def test_days_are_those_that_the_words_mean(read: Read, said: str, wanted: str) -> None:
    text = LEAD + said.replace(" >> ", "\n\n")
    claims = [c for c in read(text, published=PUBLISHED) if c.evidence[0].start >= len(LEAD)]
    days = [f"{(c.when.earliest or '')[:10]}..{(c.when.latest or '')[:10]}" for c in claims]
    assert days[-1:] == [wanted], days
