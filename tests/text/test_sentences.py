from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.text.sentences import split_blocks, split_sentences
from tests.growth import assert_linear


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One ship. Two ships.", ["One ship.", "Two ships."]),
        ("Capt. J. R. Holm of the U.S. Navy spoke.", ["Capt. J. R. Holm of the U.S. Navy spoke."]),
        ("They left the U.S. The ship sailed.", ["They left the U.S.", "The ship sailed."]),
        ("At 2 a.m. on Friday it sank.", ["At 2 a.m. on Friday it sank."]),
        ("Notice No. 17 holds. He said no. She left.",
         ["Notice No. 17 holds.", "He said no.", "She left."]),
        ("“It is shut.” He left.", ["“It is shut.”", "He left."]),
        ("Position 12.5 N. Depth 3.4 m.", ["Position 12.5 N.", "Depth 3.4 m."]),
        ("Wait... maybe. Then he went on.", ["Wait... maybe.", "Then he went on."]),
        ("Heading\n\nBody text.", ["Heading", "Body text."]),
        ("- one item\n- another item", ["- one item", "- another item"]),
        ("1. The port is shut.\n2. The anchorage is open.",
         ["1. The port is shut.", "2. The anchorage is open."]),
        ("The port of Beira and its approaches are now\nclosed to all ships.",
         ["The port of Beira and its approaches are now\nclosed to all ships."]),
        ("Issued: 19 May\nSubject: mines", ["Issued: 19 May", "Subject: mines"]),
        ("", []),
        (" \n \n ", []),
    ],
)  # fmt: skip
def test_where_sentences_end(text, sentences):
    assert cut(text) == sentences


@given(st.text(alphabet="aA1.!?…\n \"“”'-:)", max_size=200))
def test_spans_are_ordered_and_hold_every_letter(text):
    spans = split_sentences(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        at = span.end
    assert not text[at:].strip()


def test_blocks_are_what_blank_lines_part():
    assert len(split_blocks("a\nb\n \nc\n\n\nd")) == 3


def test_time_is_linear() -> None:
    text = "He said no. 1. a.b.c ... U.S. "
    assert_linear(lambda size: split_sentences(text * (size // 30)), 20_000, 80_000)


def test_a_long_run_of_dots_takes_linear_time() -> None:
    assert_linear(lambda size: split_sentences("Aden " + "." * size), 20_000, 80_000)
