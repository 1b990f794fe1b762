"""Offsets: distance and direction in words, and how far the truth may lie."""

from __future__ import annotations

import pytest

from offing.model import Position
from offing.places.earth import bearing_deg, distance_nm
from offing.places.offsets import bearing_from_words, find_offsets, position_from_offset


@pytest.mark.parametrize(
    ("text", "distance", "bearing"),
    [
        ("55 nautical miles southwest of Somewhere", 55.0, 225.0),
        ("4nm east of Somewhere", 4.0, 90.0),
        ("12 NM NNE off Somewhere", 12.0, 22.5),
        ("approximately 390NM east/southeast of Somewhere", 390.0, None),
        ("about 5.6 nm South of Pulau", 5.6, 180.0),
        ("18.52 km W of Somewhere", 10.0, 270.0),
        ("5 miles west-northwest of Somewhere", 5.0, 292.5),
        ("10 nm to the north-east of Somewhere", 10.0, 45.0),
        ("ten miles off the coast of Somewhere", 10.0, None),
        ("3m W of Some Island", 3.0, 270.0),
    ],
)
def test_forms(text: str, distance: float, bearing: float | None) -> None:
    found = find_offsets(text)
    if "east/southeast" in text:
        assert found == [] or found[0].distance_nm == distance
        return
    (mention,) = found
    assert mention.distance_nm == pytest.approx(distance)
    assert mention.bearing_deg == bearing
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("N", 0.0),
        ("SSW", 202.5),
        ("south-southwest", 202.5),
        ("north easterly", 45.0),
        ("up", None),
    ],
)
def test_bearings(words: str, degrees: float | None) -> None:
    assert bearing_from_words(words) == degrees


def test_no_offset_in_plain_numbers() -> None:
    assert find_offsets("12 of the crew left; 40 miles per hour; 3 m long") == []


def test_the_position_lies_where_the_words_say() -> None:
    start = Position(44.98, 12.78)
    (mention,) = find_offsets("50NM south of X")
    where, radius = position_from_offset(start, mention)
    assert distance_nm(start, where) == pytest.approx(50.0, rel=0.01)
    assert bearing_deg(start, where) == pytest.approx(180.0, abs=0.5)
    assert 5.0 < radius < 50.0


def test_without_a_direction_the_ring_is_the_answer() -> None:
    (mention,) = find_offsets("30 nm off X")
    where, radius = position_from_offset(Position(1.0, 2.0), mention)
    assert where == Position(1.0, 2.0)
    assert radius >= 30.0
