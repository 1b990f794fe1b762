"""Shapes: areas, circles, lines, tracklines, points."""

from __future__ import annotations

import pytest

from offing.notices.geometry import areas_from_scan
from offing.places.positions import scan_positions

FOUR = "10-00N 020-00E, 10-00N 021-00E,\n   11-00N 021-00E, 11-00N 020-00E"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"IN AREA BOUND BY {FOUR}.", ["area"]),
        (f"IN AREA BOUNDED BY:\n   {FOUR}.", ["area"]),
        ("ALONG TRACKLINE JOINING 10-00N 020-00E, 11-00N 021-00E.", ["trackline"]),
        ("CABLE LINE BETWEEN 10-00N 020-00E AND 11-00N 021-00E.", ["line"]),
        ("WITHIN FIVE MILES OF 10-00N 020-00E.", ["circle"]),
        ("WITHIN 500 METERS OF 10-00N 020-00E.", ["circle"]),
        ("PLATFORMS IN:\n A. 10-00N 020-00E\n B. 11-00N 021-00E", ["point", "point"]),
        ("IN AREA BETWEEN 10-00N 11-00N AND 020-00E 021-00E.", ["area"]),
        (f"A. IN AREA BOUND BY {FOUR}. B. BUOY 12-00N 022-00E ADRIFT.", ["area", "point"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    areas = areas_from_scan(text, scan_positions(text))
    assert [a.kind for a in areas] == kinds
    for a in areas:
        assert a.start is not None
        assert text[a.start].isdigit()


@pytest.mark.parametrize(
    ("words", "radius"),
    [("20 MILES", 20.0), ("500 METERS", 500 / 1852), ("TEN MILE", 10.0), ("1.5 NM", 1.5)],
)
def test_radius_of_a_circle(words: str, radius: float) -> None:
    text = f"WITHIN {words} OF 10-00N 020-00E"
    (area,) = areas_from_scan(text, scan_positions(text))
    assert area.radius_nm == pytest.approx(radius)
