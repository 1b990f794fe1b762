"""Planned routes held against scenarios."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import numpy as np
import pytest

from offing.formats import plan_from_rtz, route_to_rtz
from offing.model import NamedArea, Plan, Position, Restriction, Scenario, Waypoint
from offing.places.earth import distance_nm
from offing.sea import Sea
from offing.sea.checking import check_plan, points_of_plan
from offing.sea.grid import WIDTH, x_from_lon, y_from_lat
from offing.sea.ships import ship_from
from offing.sea.sight import clear


def plan(*points: tuple[float, float], great_circle: bool = False) -> Plan:
    return Plan(
        name="plan",
        waypoints=tuple(Waypoint(position=Position(*p), great_circle=great_circle) for p in points),
    )


RED_SEA = plan((45, 12), (43.3, 12.6), (42, 14.5), (38, 20.5), (34.5, 26.5), (32.6, 29.8),
               (32.55, 30.2), (32.3, 30.7), (32.3, 31.5))  # fmt: skip


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_what_a_plan_meets_in_order() -> None:
    area = Restriction.avoid(box(36, 18, 42, 22), name="middle", forbids_entry=True)
    held = Scenario.closing("suez", "bab-el-mandeb", "panama") | Scenario(restrictions=(area,))
    check = check_plan(RED_SEA, held)
    assert [m.id for m in check.meetings] == [
        "passage-bab-el-mandeb-closed", area.id, "passage-suez-closed"
    ]  # fmt: skip
    gate, middle, canal = check.meetings
    assert 90 < gate.at_nm < 130
    assert middle.nm_inside > 100
    assert middle.position.lat == pytest.approx(18, abs=0.01)
    assert "may not be entered" in middle.words
    assert canal.at_nm < check.distance_nm
    assert check.passages[0].id == "bab-el-mandeb"
    assert check_plan(RED_SEA, Scenario.closing("panama")).meetings == ()


def test_dates_classes_and_shares_as_for_ways() -> None:
    shut = msgspec.structs.replace(
        Restriction.close("suez", applies_to=("tanker",)), effect="avoided", share=0.4
    )
    held = Scenario(restrictions=(shut,))
    assert not check_plan(RED_SEA, held, ship_from("container-14k")).meetings
    (met,) = check_plan(RED_SEA, held, ship_from("aframax")).meetings
    assert "40 %" in met.words
    limit = msgspec.structs.replace(
        Restriction.close("suez"), effect="capacity", capacity_per_day=30
    )
    (met,) = check_plan(RED_SEA, Scenario(restrictions=(limit,))).meetings
    assert (met.kind, "30 ships" in met.words) == ("limit", True)


def test_too_large_for_a_passage_or_a_shoal() -> None:
    kinds = {m.kind for m in check_plan(RED_SEA, Scenario(), ship_from("vlcc")).meetings}
    assert "size" in kinds
    assert not check_plan(RED_SEA, Scenario()).meetings


def test_an_arctic_plan_unless_it_is_opened(sea: Sea) -> None:
    opened = Scenario(opened=("northern-sea-route",))
    way = sea.route("JPYOK", "NLRTM", opened)
    arctic = plan_from_rtz(route_to_rtz(way))
    (met,) = check_plan(arctic, Scenario()).meetings
    assert (met.kind, met.id) == ("closed_by_default", "northern-sea-route")
    assert not check_plan(arctic, opened).meetings


@pytest.mark.parametrize("gate", ["suez", "malacca", "gibraltar", "dover", "panama"])
def test_our_own_way_meets_what_it_crosses_and_nothing_else(sea: Sea, gate: str) -> None:
    way = sea.route("SGSIN", "NLRTM")
    ours = plan_from_rtz(route_to_rtz(way))
    check = check_plan(ours, Scenario.closing(gate))
    at = {p.id: p.at_nm for p in way.passages}
    assert check.distance_nm == pytest.approx(way.distance_nm, rel=1e-4)
    if gate in at:
        (met,) = check.meetings
        assert met.at_nm == pytest.approx(at[gate], abs=25)
        around = sea.route("SGSIN", "NLRTM", Scenario.closing(gate))
        clear = plan_from_rtz(route_to_rtz(around))
        assert not check_plan(clear, Scenario.closing(gate)).meetings
    else:
        assert not check.meetings


def test_a_port_that_is_out_at_either_end(sea: Sea) -> None:
    ours = plan_from_rtz(route_to_rtz(sea.route("ILHFA", "GRPIR")))
    (met,) = check_plan(ours, Scenario.closing("ILHFA")).meetings
    assert met.at_nm == 0
    (met,) = check_plan(ours, Scenario.closing("GRPIR")).meetings
    assert met.at_nm == pytest.approx(ours_nm := check_plan(ours, Scenario()).distance_nm, abs=0.1)
    assert ours_nm > 500
    assert not check_plan(ours, Scenario.closing("ILASH")).meetings


def test_great_circles_bend_towards_the_pole() -> None:
    ends = ((-125.0, 48.0), (140.0, 35.0))
    curved, straight = plan(*ends, great_circle=True), plan(*ends)
    north = NamedArea(id="n", name="n", geometry=box(-180, 50, -150, 60))
    assert check_plan(curved, Scenario(), areas=(north,)).user_areas
    assert not check_plan(straight, Scenario(), areas=(north,)).user_areas
    nm = check_plan(curved, Scenario()).distance_nm
    assert nm == pytest.approx(distance_nm(Position(*ends[0]), Position(*ends[1])), rel=1e-3)
    assert points_of_plan(curved)[:, 0].min() < -180


def test_a_plan_of_no_length() -> None:
    check = check_plan(plan((10, 50), (10, 50)), Scenario.closing("suez"))
    assert (check.distance_nm, check.meetings) == (0.0, ())


@pytest.mark.parametrize(
    ("a", "b"), [("JPYOK", "USLAX"), ("SGSIN", "NLRTM"), ("ZADUR", "AUSYD"), ("CLVAP", "NZAKL")]
)
def test_a_written_route_adds_up_and_keeps_off_the_land(sea: Sea, a: str, b: str) -> None:
    """The legs of an RTZ file, great circles among them, are our way: its miles, its water."""
    route = sea.route(a, b)
    written = plan_from_rtz(route_to_rtz(route))
    assert any(w.great_circle for w in written.waypoints)
    check = check_plan(written, Scenario())
    # A great circle through the mesh's nodes is a little shorter than the ways between them.
    assert check.distance_nm == pytest.approx(route.distance_nm, rel=1e-3)
    assert [p.id for p in check.passages] == [p.id for p in route.passages]
    runs = sea._network.mesh.runs
    for before, point in pairwise(written.waypoints):
        if not point.great_circle:
            continue
        arc = points_of_plan(Plan(name="leg", waypoints=(before, point)))
        x = np.unwrap(x_from_lon(arc[:, 0]), period=WIDTH).tolist()  # on across ±180°
        y = y_from_lat(arc[:, 1]).tolist()
        for k in range(1, len(x) - 2):  # its ends may lie on a shore, where rounding counts
            assert clear(runs, x[k], y[k], x[k + 1], y[k + 1]), (before, point)
