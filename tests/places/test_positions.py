"""Positions: whatever form a message prints is read back; nonsense is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.places.positions import find_positions, scan_positions
from tests.growth import assert_linear

LATS = st.integers(0, 89 * 60 * 10 + 599).map(lambda tenths: tenths / 600.0)
LONS = st.integers(0, 179 * 60 * 10 + 599).map(lambda tenths: tenths / 600.0)


def parts(degrees: float) -> tuple[int, float]:
    whole = int(degrees + 1e-9)
    return whole, round((degrees - whole) * 60.0, 1)


def minutes(form: str, lat: float, ns: str, lon: float, ew: str) -> str:
    (a, b), (c, d) = parts(lat), parts(lon)
    return form.format(a=a, b=b, ns=ns, c=c, d=d, ew=ew)


FORMS = [
    "{a:02d}-{b:04.1f}{ns} {c:03d}-{d:04.1f}{ew}",
    "{a:02d}-{b:04.1f}{ns}, {c:03d}-{d:04.1f}{ew}",
    "{a:02d}-{b:04.1f}{ns}\n   {c:03d}-{d:04.1f}{ew}",
    "{a:02d}:{b:04.1f}{ns} – {c:03d}:{d:04.1f}{ew}",
    "{a:02d} {b:04.1f}{ns}, {c:03d} {d:04.1f}{ew}",
    "{a}°{b:04.1f}'{ns} {c}°{d:04.1f}'{ew}",
    "{a}° {b:04.1f}′ {ns}, {c}° {d:04.1f}′ {ew}",
    "{ns}{a:02d}-{b:04.1f} {ew}{c:03d}-{d:04.1f}",
    "{a} degrees {b} minutes {ns} and {c} degrees {d} minutes {ew}",
    "Lat {a:02d}-{b:04.1f}{ns} Long {c:03d}-{d:04.1f}{ew}",
    "{c:03d}-{d:04.1f}{ew} {a:02d}-{b:04.1f}{ns}",
    "{a:02d}–{b:04.1f}{ns}/{c:03d}–{d:04.1f}{ew}",
]


@pytest.mark.parametrize("form", FORMS)
@given(lat=LATS, lon=LONS, ns=st.sampled_from("NS"), ew=st.sampled_from("EW"))
def test_any_form_with_minutes_is_read_back(
    form: str, lat: float, lon: float, ns: str, ew: str
) -> None:
    written = minutes(form, lat, ns, lon, ew)
    text = f"Vessel boarded in position {written}. Two skiffs seen."
    (found,) = find_positions(text)
    assert found.position.lat == pytest.approx(lat if ns == "N" else -lat, abs=1e-6)
    assert found.position.lon == pytest.approx(lon if ew == "E" else -lon, abs=1e-6)
    assert text[found.start : found.end] == found.text
    assert written.endswith(found.text) or found.text in written


@given(
    lat=st.tuples(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59)),
    lon=st.tuples(st.integers(0, 179), st.integers(0, 59), st.integers(0, 59)),
    ns=st.sampled_from("NS"),
    ew=st.sampled_from("EW"),
    form=st.sampled_from(
        [
            "{0:02d}-{1:02d}-{2:02d}{n} {3:03d}-{4:02d}-{5:02d}{e}",
            "{0}°{1:02d}'{2:02d}\"{n} {3}°{4:02d}'{5:02d}\"{e}",
            "{0:02d}{1:02d}{2:02d}{n} {3:03d}{4:02d}{5:02d}{e}",
            "{0} {1} {2} {n} {3} {4} {5} {e}",
        ]
    ),
)
def test_seconds_are_read_back(
    lat: tuple[int, int, int], lon: tuple[int, int, int], ns: str, ew: str, form: str
) -> None:
    text = "at " + form.format(*lat, *lon, n=ns, e=ew) + " today"
    (found,) = find_positions(text)
    y = lat[0] + lat[1] / 60 + lat[2] / 3600
    x = lon[0] + lon[1] / 60 + lon[2] / 3600
    assert found.position.lat == pytest.approx(y if ns == "N" else -y, abs=1e-6)
    assert found.position.lon == pytest.approx(x if ew == "E" else -x, abs=1e-6)


@given(lat=LATS, lon=LONS, ns=st.sampled_from("NS"), ew=st.sampled_from("EW"))
def test_decimal_and_packed_forms(lat: float, lon: float, ns: str, ew: str) -> None:
    y, x = (lat if ns == "N" else -lat), (lon if ew == "E" else -lon)
    for text in (f"{lat:.5f}{ns} {lon:.5f}{ew}", f"position: {y:.5f}, {x:.5f}"):
        (found,) = find_positions(text)
        assert found.position == pytest.approx((x, y), abs=1e-4)
    (a, b), (c, d) = parts(lat), parts(lon)
    (found,) = find_positions(f"{a:02d}{int(b):02d}{ns} {c:03d}{int(d):02d}{ew}")
    assert found.position.lat == pytest.approx((a + int(b) / 60) * (1 if ns == "N" else -1))


def test_two_parallels_and_two_meridians_are_one_area_with_two_corners() -> None:
    scan = scan_positions("IN AREA BETWEEN 10-00N 11-30N AND 050-00E 051-00E.")
    (area,) = scan.rectangles
    assert (area.south, area.north, area.west, area.east) == (10.0, 11.5, 50.0, 51.0)
    assert len(scan.positions) == 2


def test_a_count_before_a_position_is_no_part_of_it() -> None:
    (found,) = find_positions("WITHIN 5 04-12N 098-33W")
    assert found.text == "04-12N 098-33W"


def test_impossible_positions_are_listed_not_guessed() -> None:
    scan = scan_positions("IN 95-00N 045-00E AND 12-71N 044-00E")
    assert not scan.positions
    assert [i.reason for i in scan.impossible] == ["no such latitude"] * 2


def test_scanned_letters_for_digits_are_read_and_quoted_as_written() -> None:
    text = "near position O1-O7N 1O3-3lE today"
    (found,) = find_positions(text)
    assert found.position == pytest.approx((103 + 31 / 60, 1 + 7 / 60))
    assert text[found.start : found.end] == found.text == "O1-O7N 1O3-3lE"


def test_torn_minutes_are_read() -> None:
    (found,) = find_positions("near position 05:30S - 105: 1 7E, anchored")
    assert found.position == pytest.approx((105 + 17 / 60, -5.5))


def test_the_equator_without_a_hemisphere() -> None:
    found = find_positions("JOINING 00-00 006-00E, 02-00N 000-00")
    assert [tuple(f.position) for f in found] == [(6.0, 0.0), (0.0, 2.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Phone: 31 5415 6800, fax 12-34.",
        "The 2-1 win came after 45 minutes; 3 S and 4 W of them stayed.",
        "score 12.5, 13.5 and 10-20 seconds",
        "CANCEL HYDROLANT 12/20, 13/20",
    ],
)
def test_numbers_that_are_no_positions(text: str) -> None:
    assert find_positions(text) == []


@pytest.mark.parametrize(
    "unit", ["1", "12-34", "12 ", "12-34N ", "1-1-1-", "N1", "12-34.5N 045-06.7E ", "°'", "0 0 0N "]
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    assert_linear(lambda size: scan_positions(unit * (size // len(unit))), 25_000, 400_000)
