"""The traps that routers of the sea fall into, each as a test."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from offing.errors import OffWater, UnknownPassage, UnknownPort, UnknownShipClass
from offing.model import Position, Restriction, Scenario
from offing.sea import Sea

SUEZ = Scenario.closing("suez")


def ids(route) -> list[str]:
    return [p.id for p in route.passages]


def test_suez_closed_does_not_open_the_arctic(sea: Sea) -> None:
    route = sea.route("SGSIN", "NLRTM", SUEZ, "container-24k")
    assert route.status == "longer"
    assert "cape-of-good-hope" in ids(route)
    assert not {"northern-sea-route", "northwest-passage"} & set(ids(route))
    assert 11_500 < route.distance_nm < 12_000
    assert route.restrictions == ("passage-suez-closed",)
    assert "Suez Canal" in route.reason


def test_bab_el_mandeb_shut_goes_by_the_cape_and_suez(sea: Sea) -> None:
    route = sea.route("SGSIN", "SAJED", Scenario.closing("bab-el-mandeb"))
    assert ids(route).index("cape-of-good-hope") < ids(route).index("suez")
    assert 13_100 < route.distance_nm < 13_700
    assert "bab-el-mandeb" in [p.id for p in route.open_passages]


def test_all_ways_shut_is_no_way(sea: Sea) -> None:
    closed = Scenario.closing("suez", "gibraltar", "bab-el-mandeb")
    route = sea.route("SGSIN", "GRPIR", closed)
    assert route.status == "no_way"
    assert route.distance_nm is None
    assert route.geometry is None
    assert route.open_distance_nm > 5_000
    assert sea.distances(["SGSIN"], ["GRPIR"], closed)[0, 0] == float("inf")


@pytest.mark.parametrize(
    ("origin", "destination", "gate"),
    [
        ("QARLF", "INBOM", "hormuz"),
        ("UAODS", "GRPIR", "bosporus"),
        ("UAODS", "GRPIR", "dardanelles"),
        ("KWKWI", "NLRTM", "hormuz"),
    ],
)
def test_a_sole_gate_shut_is_no_way(sea: Sea, origin: str, destination: str, gate: str) -> None:
    route = sea.route(origin, destination, Scenario.closing(gate))
    assert route.status == "no_way"
    assert route.restrictions == (f"passage-{gate}-closed",)


def test_across_the_antimeridian(sea: Sea) -> None:
    route = sea.route("JPYOK", "USLAX")
    assert route.distance_nm == pytest.approx(4_840, rel=0.02)
    assert route.geometry["type"] == "MultiLineString"
    for line in route.geometry["coordinates"]:
        assert max(abs(a[0] - b[0]) for a, b in pairwise(line)) < 180
        assert all(-180 <= x <= 180 for x, _ in line)
    west, east = route.geometry["coordinates"]
    assert west[-1][0] == 180
    assert east[0][0] == -180
    assert west[-1][1] == east[0][1]


def test_ports_of_one_coast_are_not_tied_to_the_other_ocean(sea: Sea) -> None:
    route = sea.route("Coquimbo", "Salina Cruz")
    assert 3_000 < route.distance_nm < 3_900
    assert "panama" not in ids(route)


def test_a_capesize_does_not_use_corinth(sea: Sea) -> None:
    small = sea.route("ITBDS", "GRPIR", ship_class="coaster")
    large = sea.route("ITBDS", "GRPIR", ship_class="capesize")
    assert "corinth" in ids(small)
    assert "corinth" not in ids(large)
    assert large.distance_nm > small.distance_nm + 80


def test_a_large_container_ship_does_not_use_panama(sea: Sea) -> None:
    large = sea.route("CNSHG", "NLRTM", SUEZ, "container-24k")
    assert "cape-of-good-hope" in ids(large)
    small = sea.route("CNSHG", "USNYC", ship_class="handysize")
    assert "panama" in ids(small)


def test_neighbouring_ports_are_not_at_one_point(sea: Sea) -> None:
    ports = [p.id for p in sea.ports]
    nm = sea.distances(ports[:400], ports[:400])
    for i in range(400):
        assert nm[i, i] == 0
        assert all(nm[i, j] > 0 for j in range(400) if j != i)


def test_unknown_names_are_errors_with_near_ones(sea: Sea) -> None:
    with pytest.raises(UnknownPort) as port:
        sea.route("SGSIN", "Antwerpenn")
    assert any("Antwerp" in near for near in port.value.near)
    with pytest.raises(UnknownPassage):
        Scenario.closing("sues kanel x")
    with pytest.raises(UnknownPassage):
        sea.route("SGSIN", "NLRTM", via="atlantis")
    with pytest.raises(UnknownShipClass) as ship:
        sea.route("SGSIN", "NLRTM", ship_class="handysze")
    assert "handysize" in ship.value.near


def test_a_position_far_from_water_is_refused_with_the_distance(sea: Sea) -> None:
    with pytest.raises(OffWater) as off:
        sea.route(Position(20.0, 25.0), "NLRTM")
    assert 250 < off.value.distance_nm < 700
    assert "nm from navigable water" in str(off.value)


def test_a_port_that_is_out(sea: Sea) -> None:
    out = Scenario.closing("ILHFA")
    route = sea.route("ILHFA", "GRPIR", out)
    assert route.status == "port_out"
    assert route.distance_nm is None
    assert route.open_distance_nm > 500
    assert "Haifa" in route.reason
    nm = sea.distances(["ILHFA", "ILASH"], ["GRPIR"], out)
    assert nm[0, 0] == float("inf")
    assert nm[1, 0] < 800


def test_stand_ins_by_sea_not_by_air(sea: Sea) -> None:
    near = sea.nearest_ports("ILETH", 5)
    assert near[0].country == "JO"
    assert "ILASH" not in [p.unlocode for p in near]
    distances = [p.distance_nm for p in near]
    assert distances == sorted(distances)


RED_SEA = {
    "type": "Polygon",
    "coordinates": [[[37, 16], [43, 12], [44, 16], [40, 22.5], [36, 22.5], [37, 16]]],
}


def test_ports_within_reach_are_all_of_them_by_sea(sea: Sea) -> None:
    """Port Said lies 20 hours from Suez by the canal, and weeks off without it."""
    ids = [p.id for p in sea.ports]
    start = sea.tie("EGSUZ").who.id
    for scenario in (Scenario(), Scenario.closing("suez")):
        found = sea.ports_within("EGSUZ", 300, scenario=scenario)
        nm = sea.distances(["EGSUZ"], ids, scenario)[0]
        wanted = {pid for pid, far in zip(ids, nm.tolist(), strict=True) if far <= 300}
        assert {p.id for p in found} == wanted - {start}
        assert [p.distance_nm for p in found] == sorted(p.distance_nm for p in found)
        assert ("EGPSD" in {p.unlocode for p in found}) == (not scenario.restrictions)


def test_a_port_inside_an_avoided_area_stays_reachable(sea: Sea) -> None:
    avoid = Scenario(restrictions=(Restriction.avoid(RED_SEA, name="southern Red Sea"),))
    into = sea.route("EGSUZ", "SAJED", avoid)
    through = sea.route("EGSUZ", "INBOM", avoid)
    assert into.status == "open"
    assert into.areas[0].nm_inside > 10
    assert through.status == "longer"
    assert "cape-of-good-hope" in ids(through)
    assert not through.areas
    keep_out = Scenario(
        restrictions=(Restriction.avoid(RED_SEA, name="southern Red Sea", forbids_entry=True),)
    )
    assert sea.route("EGSUZ", "SAJED", keep_out).status == "port_out"
    nm = sea.distances(["EGSUZ", "INBOM"], ["SAJED", "SDPZU"], avoid)
    assert nm[0, 0] == pytest.approx(into.distance_nm, abs=0.5)
    assert (nm < 20_000).all()


def test_an_area_across_the_antimeridian_is_avoided(sea: Sea) -> None:
    open_way = sea.route("JPYOK", "USLAX")
    wide = {
        "type": "Polygon",
        "coordinates": [[[175, 20], [185, 20], [185, 51], [175, 51], [175, 20]]],
    }
    cut = {
        "type": "MultiPolygon",
        "coordinates": [
            [[[175, 20], [180, 20], [180, 51], [175, 51], [175, 20]]],
            [[[-180, 20], [-175, 20], [-175, 51], [-180, 51], [-180, 20]]],
        ],
    }
    found = [
        sea.route("JPYOK", "USLAX", Scenario(restrictions=(Restriction.avoid(a),)))
        for a in (wide, cut)
    ]
    assert found[0].distance_nm == pytest.approx(found[1].distance_nm, abs=0.1)
    assert found[0].distance_nm > open_way.distance_nm + 20
    assert not found[0].areas


def test_shares_weigh_the_extra_miles(sea: Sea) -> None:
    import msgspec

    shut = Restriction.close("suez")
    half = msgspec.structs.replace(
        shut, effect="avoided", share=0.5, share_by_class={"container": 0.9}
    )
    whole = sea.route("SGSIN", "NLRTM", Scenario(restrictions=(shut,)))
    some = sea.route("SGSIN", "NLRTM", Scenario(restrictions=(half,)))
    assert some.distance_nm == whole.distance_nm
    assert some.share_diverted == 0.5
    assert some.weighted_extra_nm == pytest.approx(whole.extra_nm * 0.5, rel=1e-3)
    boxes = sea.route("SGSIN", "NLRTM", Scenario(restrictions=(half,)), "container-14k")
    assert boxes.share_diverted == 0.9


def test_dates_classes_and_trades_limit_a_restriction(sea: Sea) -> None:
    import datetime

    import msgspec

    march = msgspec.structs.replace(
        Restriction.close("suez"),
        start=datetime.date(2021, 3, 23),
        end=datetime.date(2021, 3, 29),
    )
    held = Scenario(restrictions=(march,))
    assert sea.route("SGSIN", "NLRTM", held, date=datetime.date(2021, 3, 25)).status == "longer"
    assert sea.route("SGSIN", "NLRTM", held, date=datetime.date(2021, 4, 1)).status == "open"
    tankers = Scenario(restrictions=(Restriction.close("suez", applies_to=("tanker",)),))
    assert sea.route("SGSIN", "NLRTM", tankers, "handysize").status == "open"
    assert sea.route("SGSIN", "NLRTM", tankers, "aframax").status == "longer"
    dutch = Scenario(restrictions=(Restriction.close("suez", applies_to=("country:NL",)),))
    nm = sea.distances(["SGSIN"], ["NLRTM", "GBFXT"], dutch)
    assert nm[0, 0] > 11_000
    assert nm[0, 1] < 9_000


def test_via_in_order(sea: Sea) -> None:
    cape = sea.route("SGSIN", "NLRTM", via="cape-of-good-hope")
    assert 11_500 < cape.distance_nm < 12_000
    canal = sea.route("NLAMS", "FIHEL", via="kiel")
    round_it = sea.route("NLAMS", "FIHEL", via="skagen")
    assert round_it.distance_nm > canal.distance_nm + 100
    assert "skagen" in ids(round_it)
    by_two = sea.route("SGSIN", "NLRTM", via=("LKCMB", "suez"))
    assert by_two.distance_nm >= sea.route("SGSIN", "NLRTM").distance_nm - 0.1
    assert sea.route("SGSIN", "NLRTM", SUEZ, via="suez").status == "no_way"


def test_no_leak_through_a_parallel_edge(sea: Sea) -> None:
    """Every edge of the mesh across the strait is cut: no side of it reaches the other."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    shut = Scenario.closing("bab-el-mandeb", "suez")
    lengths = sea.view(sea.ship_class(None), shut.restrictions).lengths
    net = sea._network
    keep = np.isfinite(lengths)
    graph = csr_matrix((lengths[keep], (net.low[keep], net.high[keep])), (net.nodes, net.nodes))
    nm = dijkstra(graph, directed=False, indices=sea.tie("SAJED").node)
    assert np.isfinite(nm[sea.tie("SDPZU").node])
    for outside in ("DJJIB", "YEADE", "EGPSD", "SGSIN"):
        assert np.isinf(nm[sea.tie(outside).node]), outside


def test_lanes_fall_into_none_of_the_traps(sea: Sea) -> None:
    """The same answers from tables of lanes as from routes, where rivals go wrong."""
    table = sea.ways(
        [("SGSIN", "GRPIR"), ("QARLF", "INBOM"), ("SGSIN", "SAJED"), ("JPYOK", "USLAX")],
        Scenario.closing("suez", "gibraltar", "bab-el-mandeb", "hormuz"),
    )
    assert [table.status_of(k) for k in range(4)] == ["no_way", "no_way", "no_way", "open"]
    assert np.isnan(table.distance_nm[:3]).all()
    by_the_cape = sea.ways([("SGSIN", "SAJED")], Scenario.closing("bab-el-mandeb"))
    assert 13_100 < by_the_cape.distance_nm[0] < 13_700
    crossed = by_the_cape.passages_of(0)
    assert crossed.index("cape-of-good-hope") < crossed.index("suez")
    with pytest.raises(UnknownPassage):
        sea.ways([("SGSIN", "SAJED")], Scenario.closing("sues"))
