from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.formats.geojson import brief_to_geojson, cut_geometry, cut_line, route_to_geojson
from offing.model import to_json
from tests.brief import made


def parts(geometry: dict) -> list:
    lines = geometry["coordinates"]
    return [lines] if geometry["type"] == "LineString" else lines


def test_a_line_across_the_antimeridian_is_cut_at_it() -> None:
    cut = cut_line([(170.0, 10.0), (-170.0, 20.0)])
    assert cut["type"] == "MultiLineString"
    assert cut["coordinates"] == [[[170, 10], [180, 15]], [[-180, 15], [-170, 20]]]


def test_a_line_that_stays_on_one_side_is_left_whole() -> None:
    cut = cut_line([(-10.0, 10.0), (20.0, 20.0)])
    assert cut == {"type": "LineString", "coordinates": [[-10, 10], [20, 20]]}


def test_a_line_that_touches_the_antimeridian_makes_no_empty_part() -> None:
    cut = cut_line([(170.0, 0.0), (180.0, 0.0), (-170.0, 0.0)])
    assert all(len(p) > 1 for p in parts(cut))


@given(
    st.lists(
        st.tuples(st.floats(-180, 180, width=32), st.floats(-85, 85, width=32)),
        min_size=2,
        max_size=30,
    )
)
def test_no_part_of_a_cut_line_jumps_or_leaves_the_earth(points: list) -> None:
    for part in parts(cut_line(points)):
        for a, b in itertools.pairwise(part):
            assert abs(a[0] - b[0]) <= 180
        assert all(-180 <= p[0] <= 180 for p in part)


def test_an_area_across_the_antimeridian_becomes_two() -> None:
    ring = [[175, -5], [-175, -5], [-175, 5], [175, 5], [175, -5]]
    cut = cut_geometry({"type": "Polygon", "coordinates": [ring]})
    assert cut["type"] == "MultiPolygon"
    assert len(cut["coordinates"]) == 2
    for polygon in cut["coordinates"]:
        lons = [p[0] for p in polygon[0]]
        assert max(lons) - min(lons) == pytest.approx(5)


def test_an_area_on_one_side_stays_as_it_is() -> None:
    area = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    assert cut_geometry(area) == area


def test_a_brief_gives_places_proposals_and_ways() -> None:
    found = json.loads(to_json(brief_to_geojson(made.brief())))
    roles = {f["properties"]["role"] for f in found["features"]}
    assert roles == {"place", "way_before", "way_after"}
    alder = next(f for f in found["features"] if f["properties"].get("unlocode") == "XXALD")
    assert alder["geometry"]["coordinates"] == [32.4, 31.2]
    assert len(alder["properties"]["claim_ids"]) == 3


def test_no_way_has_no_geometry_but_both_ends() -> None:
    sea = made.SmallSea()
    from offing.model import Restriction, Scenario, Target

    shut = Restriction(id="x", target=Target(kind="passage", id="vesper", name="Vesper Strait"))
    route = sea.route("xxald", "xxinn", Scenario(restrictions=(shut,)))
    found = route_to_geojson(route)["features"]
    assert found[0]["geometry"] is None
    assert found[0]["properties"]["status"] == "no_way"
    assert [f["properties"]["role"] for f in found[1:]] == ["origin", "destination"]
