from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.places.misprints import mend_positions
from offing.places.positions import find_positions, scan_positions
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("12-30N \u2014 045-15E", 12.5, 45.25),
        ("12-30N \ufffd?? 045-15E", 12.5, 45.25),
        ("12-30N \u00bf 045-15E", 12.5, 45.25),
        ("12 30 N Lat, 45 15 E Long", 12.5, 45.25),
        ("12-30N 0 45-15E", 12.5, 45.25),
        ("12:30N - 04 5:15E", 12.5, 45.25),
        ("12-30N 045-1SE", 12.5, 45.25),
        ("12.30.0N 045.15.0E", 12.5, 45.25),
        ("12:30N - 45;15E", 12.5, 45.25),
        ("12 30.0N, 45.15E", 12.5, 45.25),
        ("12-3ON 045-l5E", 12.5, 45.25),
    ],
)
def test_slips_inside_a_position_are_mended_and_quoted_as_written(
    text: str, lat: float, lon: float
) -> None:
    (found,) = find_positions(f"ABANDONED CRAFT IN {text} REPORTED.")
    assert (found.position.lat, found.position.lon) == pytest.approx((lat, lon))
    assert text.startswith(found.text)
    assert found.text.endswith("E")


def test_decimal_degrees_stay_decimal() -> None:
    (found,) = find_positions("Position 12.30N 045.15E")
    assert (found.position.lat, found.position.lon) == pytest.approx((12.30, 45.15))


@pytest.mark.parametrize("text", ["12-30N 045-15.", "12-30N, 045-15,4 AND"])
def test_a_longitude_without_a_hemisphere_is_listed_not_guessed(text: str) -> None:
    found = scan_positions(f"WRECK IN {text} REPORTED")
    assert found.positions == []
    (bad,) = found.impossible
    assert "without E or W" in bad.reason
    assert bad.text.startswith("12-30N")


@given(st.text(alphabet="0123456789OolIS;:.,- NSEW\n¿?", max_size=120))
def test_mending_never_changes_the_length(text: str) -> None:
    assert len(mend_positions(text)) == len(text)


@pytest.mark.parametrize("unit", ["1 1 ", "N 01 ", "O1-", "12.", "5;", "N - 0 0 0 0", "12-3S"])
def test_mending_takes_linear_time(unit: str) -> None:
    assert_linear(lambda n: mend_positions(unit * n), 2_000, 20_000)
