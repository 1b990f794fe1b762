from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.brief.map import WIDTH, Mark, View, Way, draw_map, maps_from_brief
from tests.brief import made

lonlat = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


@given(st.lists(lonlat, min_size=1, max_size=8))
def test_every_point_lies_in_the_window(points) -> None:
    view = View(points)
    assert view.north > view.south
    assert 0 < view.east - view.west <= 360.0001
    for lon, lat in points:
        x, y = view.xy(view.turn(lon), lat)
        assert -0.01 <= x <= WIDTH + 0.01
        assert -0.01 <= y <= view.height + 0.01


def test_a_window_across_the_antimeridian_is_small() -> None:
    view = View([(178.0, -18.0), (-175.0, -21.0)])
    assert view.east - view.west < 30
    assert view.east > 180


def test_a_way_across_the_pacific_is_drawn_without_a_stroke_over_the_map() -> None:
    way = Way(
        geometry={"type": "MultiLineString",
                  "coordinates": [[[140, 35], [180, 45]], [[-180, 45], [-118, 34]]]},
        role="after", name="x",
    )  # fmt: skip
    svg = draw_map([], [way], [], "t", "d", "m")
    path = re.search(r'class="map-after" d="([^"]+)"', svg)[1]
    steps = [abs(float(dx)) for dx in re.findall(r"l(-?[\d.]+) ", path)]
    assert sum(steps) < WIDTH
    assert path.count("M") == 2


@pytest.mark.parametrize("lon", [32.4, 179.9, -179.9, 0.0])
def test_a_map_is_well_formed_and_says_what_it_shows(lon: float) -> None:
    svg = draw_map(
        [Mark(lon=lon, lat=31.2, name="A & B <c>", kind="port-out", note="x")],
        [],
        [],
        "T",
        "D",
        "m",
    )
    root = ET.fromstring(svg)
    assert root.attrib["aria-labelledby"] == "m-title m-desc"
    assert root[0].text == "T"
    assert any("A & B <c> (x)" in (e.text or "") for e in root.iter())


def test_names_do_not_lie_on_each_other() -> None:
    marks = [Mark(lon=30 + n * 0.01, lat=31, name=f"Port {n}", kind="port") for n in range(30)]
    marks.append(Mark(lon=38, lat=36, name="Far", kind="port"))
    root = ET.fromstring(draw_map(marks, [], [], "T", "D", "m"))
    labels = [e for e in root.iter() if e.get("class", "").startswith("map-name")]
    boxes = [(float(e.get("x")), float(e.get("y")), len(e.text) * 6.6) for e in labels]
    for i, (x, y, w) in enumerate(boxes):
        for x2, y2, w2 in boxes[i + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or abs(y - y2) >= 16.9
    assert len({e.text for e in labels}) == len(labels) >= 3


def test_land_is_drawn_where_land_is() -> None:
    svg = draw_map([Mark(lon=32.4, lat=31.2, name="a", kind="port")], [], [], "T", "D", "m")
    assert len(re.search(r'class="map-land" d="([^"]+)"', svg)[1]) > 500


def test_a_brief_has_a_map_of_places_and_one_of_ways() -> None:
    maps = maps_from_brief(made.brief())
    assert len(maps) == 2
    assert "map-before" in maps[1][1]
    assert sum(len(svg) for _, svg in maps) < 200_000
