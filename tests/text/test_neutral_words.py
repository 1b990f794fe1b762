from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.text.neutral import loaded_terms, neutral


@pytest.mark.parametrize(
    "text",
    [
        "the martyrdom of a man",
        "Zionist ports",
        "a terrorist attack",
        "the occupied port of X",
        "an anti-ship missile",
        "three missiles",
        "a range of 300 km",
        "a Shahed-136",
        "brutal aggression",
    ],
)
def test_loaded_and_withheld_terms_are_found_and_replaced(text):
    assert loaded_terms(text)
    assert not loaded_terms(neutral(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic Resistance in Iraq announces a blockade.",
        "A drone hit a tanker.",
        "The People's Liberation Army announces an exercise.",
        "two ships",
        "a mine off Aden",
        "The berth is occupied.",
        "Neptune Lines suspends sailings.",
    ],
)
def test_plain_words_and_names_stay(text):
    assert loaded_terms(text) == []
    assert neutral(text) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "zionist",
                "terror",
                "attack",
                "occupation",
                "forces",
                "the",
                "resistance",
                "enemy",
                "two",
                "cruise",
                "missiles",
                "missile",
                "regime",
                "port",
                "Israeli",
                "occupied",
                "of",
                "Shahed",
                "136",
            ]
        ),
        max_size=8,
    )
)
def test_what_is_neutral_holds_no_loaded_term(words):
    assert loaded_terms(neutral(" ".join(words))) == []
