from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.text.numbers import amount_at, number_at
from offing.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("at least two ships", (2, None)),
        ("up to 30 ships", (None, 30)),
        ("more than 100 ships", (101, None)),
        ("fewer than ten ships", (None, 9)),
        ("dozens of ships", (24, None)),
        ("several ships", (2, None)),
        ("twice", (2, 2)),
        ("three or four ships", (3, 4)),
        ("10 to 14 ships", (10, 14)),
        ("twenty-one ships", (21, 21)),
        ("two dozen ships", (24, 24)),
        ("1,200 ships", (1200, 1200)),
        ("five times", (5, 5)),
        ("no fewer than six", (6, None)),
        ("a couple of boats", (2, 2)),
    ],
)
def test_bounds(text, bounds):
    tokens = tokenize(text)
    found = [a for i in range(len(tokens)) if (a := amount_at(tokens, i)) is not None]
    assert (found[0].min, found[0].max) == bounds


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_printed_number_is_read_back(n):
    assert number_at(tokenize(f"{n:,}"), 0) == (n, 1)
    assert number_at(tokenize(str(n)), 0) == (n, 1)
