from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.text.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“It is shut,” he said.", ["It is shut,"]),
        ('"It is shut," he said. "All of it."', ["It is shut,", "All of it."]),
        ("the crew's boat and the ship's bell", []),
        ("the ‘blockade’ of a port", ["blockade"]),
        ("“An “inner” word", ["An “inner"]),
        ("“It never closes\n\nHe left.", ["It never closes"]),
        ("no marks", []),
    ],
)
def test_what_is_inside(text, inside):
    assert [text[q.start : q.end] for q in find_quotes(text)] == inside


@given(st.text(alphabet="ab “”\"'‘’\n", max_size=120))
def test_quotes_lie_in_the_text_and_do_not_overlap(text):
    at = 0
    for quote in find_quotes(text):
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end
