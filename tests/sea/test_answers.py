"""What a route answers beside its length: other ways, areas, limits, opened passages."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import numpy as np
import pytest

from offing.errors import ScenarioError, UnknownPassage, UsageError
from offing.model import NamedArea, Position, Restriction, Scenario
from offing.places.earth import distance_nm
from offing.sea import Sea
from offing.sea.drawing import spans_inside

ARCTIC = Scenario(opened=("northern-sea-route",))


def ids(way) -> list[str]:
    return [p.id for p in way.passages]


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


# -- near-equal ways ---------------------------------------------------------------------


def test_near_equal_ways_go_by_other_straits(sea: Sea) -> None:
    route = sea.route("SGSIN", "ZADUR", alternatives=4)
    assert route.alternatives
    assert "malacca" in ids(route)
    assert any("sunda" in ids(a) and "malacca" not in ids(a) for a in route.alternatives)


@pytest.mark.parametrize(("a", "b"), [("GRPIR", "ESBCN"), ("JPYOK", "USLAX"), ("DEHAM", "PLGDN")])
def test_near_equal_ways_keep_within_what_was_asked(sea: Sea, a: str, b: str) -> None:
    route = sea.route(a, b, alternatives=6)
    lengths = [w.distance_nm for w in route.alternatives]
    assert lengths == sorted(lengths)
    for way in route.alternatives:
        assert route.distance_nm <= way.distance_nm <= route.distance_nm * 1.06 + 0.01
        assert way.more_nm == pytest.approx(way.distance_nm - route.distance_nm, abs=0.02)
        assert drawn_nm(way.geometry) == pytest.approx(way.distance_nm, rel=1e-4, abs=0.05)
    tight = sea.route(a, b, alternatives=1)
    assert {w.distance_nm for w in tight.alternatives} <= set(lengths) | {
        w.distance_nm for w in tight.alternatives if w.more_nm <= route.distance_nm * 0.01
    }


def drawn_nm(geometry: dict) -> float:
    lines = geometry["coordinates"]
    if geometry["type"] == "LineString":
        lines = [lines]
    return sum(distance_nm(Position(*p), Position(*q)) for line in lines for p, q in pairwise(line))


def test_near_equal_ways_hold_to_the_scenario(sea: Sea) -> None:
    shut = Scenario.closing("sunda", "messina")
    for a, b in (("SGSIN", "ZADUR"), ("GRPIR", "ESBCN")):
        for way in sea.route(a, b, shut, alternatives=6).alternatives:
            assert not {"sunda", "messina"} & set(ids(way))


def test_no_other_way_out_of_a_gulf_with_one_mouth(sea: Sea) -> None:
    for way in sea.route("QARLF", "INBOM", alternatives=20).alternatives:
        assert "hormuz" in ids(way)


def test_alternatives_that_cannot_be_meant(sea: Sea) -> None:
    with pytest.raises(UsageError, match="percentage"):
        sea.route("SGSIN", "NLRTM", alternatives=-1)
    with pytest.raises(UsageError, match="together"):
        sea.route("SGSIN", "NLRTM", alternatives=5, via="suez")
    assert sea.route("SGSIN", "SGSIN", alternatives=5).alternatives == ()
    assert sea.route("SGSIN", "NLRTM").alternatives == ()


# -- areas of the user's own -----------------------------------------------------------------


def test_own_areas_are_measured_and_not_avoided(sea: Sea) -> None:
    areas = (
        NamedArea(id="north", name="North", geometry=box(35, 20, 40, 25)),
        NamedArea(id="south", name="South", geometry=box(38, 14, 43, 17)),
        NamedArea(id="far", name="Elsewhere", geometry=box(-30, 10, -20, 20)),
    )
    plain = sea.route("INBOM", "EGSUZ")
    route = sea.route("INBOM", "EGSUZ", areas=areas, geometry=False)
    assert route.distance_nm == plain.distance_nm
    assert [a.id for a in route.user_areas] == ["south", "north"]
    for area in route.user_areas:
        assert 100 < area.nm_inside < 500
        assert area.hours_inside == pytest.approx(area.nm_inside / 14.0, abs=0.01)
        assert area.at_nm + area.nm_inside <= route.distance_nm
    slow = sea.route("INBOM", "EGSUZ", ship_class="vlcc", areas=areas)
    speed = sea.ship_class("vlcc").speed_kn
    inside = slow.user_areas[0]
    assert inside.hours_inside == pytest.approx(inside.nm_inside / speed, abs=0.01)


def test_an_area_over_the_antimeridian_either_way_round(sea: Sea) -> None:
    wide = NamedArea(id="a", name="a", geometry=box(170, 0, 190, 60))
    east = NamedArea(id="b", name="b", geometry=box(170, 0, 180, 60))
    west = NamedArea(id="c", name="c", geometry=box(-180, 0, -170, 60))
    found = {
        a.id: a.nm_inside for a in sea.route("JPYOK", "USLAX", areas=(wide, east, west)).user_areas
    }
    assert found["a"] == pytest.approx(found["b"] + found["c"], rel=1e-3)


def test_a_way_that_meets_itself_is_measured_once_for_each_time() -> None:
    import shapely

    there_and_back = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 0.0]])
    spans = spans_inside(there_and_back, shapely.box(1, -1, 2, 1))
    assert len(spans) == 2
    for start, end in spans:
        assert end - start == pytest.approx(60.1, abs=0.1)


def test_an_area_that_is_no_polygon_is_said(sea: Sea) -> None:
    line = NamedArea(
        id="x", name="X", geometry={"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    )
    with pytest.raises(ScenarioError, match="'X'"):
        sea.route("SGSIN", "NLRTM", areas=(line,))


# -- opening what is closed ----------------------------------------------------------------------


def test_an_arctic_passage_is_used_only_when_opened(sea: Sea) -> None:
    usual = sea.route("JPYOK", "NLRTM")
    north = sea.route("JPYOK", "NLRTM", ARCTIC)
    assert "northern-sea-route" not in ids(usual)
    assert "northern-sea-route" in ids(north)
    assert north.distance_nm < usual.distance_nm - 2000
    assert (north.status, north.opened) == ("open", ("northern-sea-route",))
    nm = sea.distances(["JPYOK"], ["NLRTM"], ARCTIC)
    assert nm[0, 0] == pytest.approx(north.distance_nm, abs=0.1)
    again = sea.route("JPYOK", "NLRTM", ARCTIC | Scenario.closing("northern-sea-route"))
    assert again.distance_nm == pytest.approx(usual.distance_nm, abs=0.1)
    assert again.status == "longer"
    assert sea.route("JPYOK", "NLRTM").distance_nm == usual.distance_nm


def test_opening_what_is_open_or_unknown_is_an_error(sea: Sea) -> None:
    with pytest.raises(ScenarioError, match="not closed by default"):
        sea.route("JPYOK", "NLRTM", Scenario(opened=("suez",)))
    with pytest.raises(UnknownPassage):
        sea.distances(["JPYOK"], ["NLRTM"], Scenario(opened=("nowhere-strait",)))


# -- limits per day, several stops, many at once ---------------------------------------------------


def limit(target: str, per_day: float, **more) -> Restriction:
    shut = Restriction.close(target)
    return msgspec.structs.replace(
        shut, id=f"limit-{target}", effect="capacity", capacity_per_day=per_day, **more
    )


def test_limits_per_day_are_carried_to_the_answer_in_order(sea: Sea) -> None:
    held = Scenario(
        restrictions=(limit("NLRTM", 60), limit("suez", 40), limit("malacca", 90),
                      limit("panama", 24), limit("dover", 5, applies_to=("tanker",)))
    )  # fmt: skip
    route = sea.route("SGSIN", "NLRTM", held)
    assert [(d.restriction_id, d.ships_per_day) for d in route.limits] == [
        ("limit-malacca", 90), ("limit-suez", 40), ("limit-NLRTM", 60)
    ]  # fmt: skip
    at = {p.id: p.at_nm for p in route.passages}
    assert route.limits[1].at_nm == at["suez"]
    assert route.limits[2].at_nm == pytest.approx(route.distance_nm, abs=0.1)
    assert route.status == "open"
    assert "40 ships a day" in route.reason
    longer = sea.route("SGSIN", "NLRTM", held | Scenario.closing("suez"))
    assert longer.status == "longer"
    # by the Sunda Strait or round Sumatra: within a few miles of each other
    by_malacca = "malacca" in ids(longer)
    assert [d.id for d in longer.limits] == (["malacca"] if by_malacca else []) + ["nlrtm"]
    assert "suez" not in ids(longer)


def test_several_stops_in_order(sea: Sea) -> None:
    there = sea.route("SGSIN", "NLRTM", via=("LKCMB", "suez", "MTMLA", "gibraltar"))
    parts = [
        sea.route("SGSIN", "LKCMB").distance_nm,
        sea.route("LKCMB", "MTMLA", via="suez").distance_nm,
        sea.route("MTMLA", "NLRTM", via="gibraltar").distance_nm,
    ]
    assert there.distance_nm == pytest.approx(sum(parts), abs=0.5)
    assert ids(there).index("suez") < ids(there).index("gibraltar")
    back = sea.route("SGSIN", "NLRTM", via=("MTMLA", "LKCMB"))
    assert back.distance_nm > there.distance_nm + 5000
    at = [p.at_nm for p in there.passages]
    assert at == sorted(at)


def test_a_stop_that_is_out_is_said(sea: Sea) -> None:
    route = sea.route("SGSIN", "NLRTM", Scenario.closing("LKCMB"), via=("LKCMB",))
    assert route.status == "port_out"
    assert "Colombo" in route.reason


def test_many_routes_are_the_same_as_one_by_one(sea: Sea) -> None:
    ports = ["SGSIN", "NLRTM", "USNYC", "ZADUR", "BRSSZ", "JPYOK", "QARLF", "UAODS"]
    pairs = [(a, b) for a in ports for b in ports]
    shut = Scenario.closing("suez", "hormuz")
    together = sea.routes(pairs, shut)
    assert [(r.origin.unlocode, r.destination.unlocode) for r in together] == pairs
    nm = sea.distances(ports, ports, shut).ravel()
    for route, expected in zip(together, nm.tolist(), strict=True):
        if route.distance_nm is None:
            assert expected == float("inf")
        else:
            assert route.distance_nm == pytest.approx(expected, rel=1e-5, abs=0.02)
