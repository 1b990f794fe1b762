"""Few ways are taken from views that close less, or searched for: with the same outcome."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.model import Place, Position, Scenario
from offing.model.scenario import Restriction
from offing.sea import Sea
from offing.sea.engine import View
from offing.sea.lanes import find_lanes
from offing.sea.pairs import meet, miles_from
from offing.sea.restrict import REFERENCE_SHIP

CLOSURES = (("suez",), ("malacca", "suez"), ("panama",))
SHIPS = ("vlcc", "container-24k", "handysize", "coaster")


def box(west: float, south: float, size: float, *, entry: bool) -> Restriction:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size]]
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    place = Place(id="box", name="Box", kind="area", geometry=shape)
    return Restriction(id="r-box", target=place, effect="avoided", forbids_entry=entry)


def fresh(sea: Sea) -> Sea:
    """The same network with no view made yet."""
    again = Sea(sea._network.mesh)
    again._network = sea._network
    _ = again._network.hierarchy
    return again


@pytest.mark.parametrize("ship", SHIPS)
@pytest.mark.parametrize("names", CLOSURES)
def test_ways_of_looser_views_are_those_of_the_view_itself(
    sea: Sea, ship: str, names: tuple[str, ...]
) -> None:
    other, restrictions = fresh(sea), Scenario.closing(*names).restrictions
    view = other.view(other.ship_class(ship), restrictions)
    anew = View(view.network, view.closure)
    ports = [p.id for p in sea.ports][7::431]
    for a, b in zip(ports, ports[3:] + ports[:3], strict=True):
        view._metric = None  # as if it were asked for the first time
        assert view.way(sea.tie(a), sea.tie(b)).nm == anew.way(sea.tie(a), sea.tie(b)).nm
    spot = Position(56.3, 26.2)
    tie = sea.tie((spot.lon, spot.lat))
    view._metric = None
    assert view.way(tie, sea.tie("SGSIN")).nm == pytest.approx(
        anew.way(tie, sea.tie("SGSIN")).nm, abs=0.01
    )


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_the_search_on_the_mesh_agrees_with_the_hierarchy(sea: Sea, data: st.DataObject) -> None:
    ports = [p.id for p in sea.ports]
    a, b = (sea.tie(data.draw(st.sampled_from(ports))) for _ in range(2))
    names = data.draw(st.lists(st.sampled_from(["suez", "panama", "hormuz", "malacca"])))
    view = sea.view(REFERENCE_SHIP, Scenario.closing(*dict.fromkeys(names)).restrictions)
    graph = view.network.graph
    nm, path = meet(graph, view.lengths, a.nodes, a.nm, b.nodes, b.nm)
    far, _ = view.network.hierarchy.query(view.metric, a.node, b.node)
    assert nm == far
    assert miles_from(graph, view.lengths, a.nodes, a.nm)[b.node] == far
    if np.isfinite(nm):
        assert (path[0], path[-1]) == (a.node, b.node)
        edges = view.network.edges_along(path)
        assert float(view.lengths[edges].sum(dtype=np.float64)) == nm
    else:
        assert not len(path)


@settings(max_examples=3, deadline=None)
@given(
    st.floats(-180, 179), st.floats(-50, 60), st.floats(0.5, 8.0), st.booleans(),
    st.sampled_from(SHIPS), st.randoms(use_true_random=False),
)  # fmt: skip
def test_tables_of_few_lanes_agree_with_tables_by_the_hierarchy(
    sea: Sea, west: float, south: float, size: float, entry: bool, ship: str, chance: object
) -> None:
    ports = [p.id for p in sea.ports]
    pairs = [tuple(chance.sample(ports, 2)) for _ in range(30)]  # type: ignore[attr-defined]
    scenario = Scenario(restrictions=(box(west, south, size, entry=entry),)) | Scenario.closing(
        "suez"
    )
    few = fresh(sea).ways(pairs, scenario, ship)
    whole = fresh(sea)
    for restrictions in ((), scenario.restrictions):
        _ = whole.view(whole.ship_class(ship), restrictions).metric
    many = whole.ways(pairs, scenario, ship)
    np.testing.assert_array_equal(few.status, many.status)
    np.testing.assert_allclose(few.distance_nm, many.distance_nm, atol=1e-3)
    np.testing.assert_allclose(few.open_nm, many.open_nm, atol=1e-3)


def test_a_restriction_by_another_name_is_the_same_view(sea: Sea) -> None:
    one = Restriction.close("suez")
    place = one.target
    other = Restriction(id="another", target=place, effect="closed")
    ship = sea.ship_class("vlcc")
    assert sea.view(ship, (one,)) is sea.view(ship, (other,))
    route = sea.route("SGSIN", "NLRTM", Scenario(restrictions=(other,)))
    assert route.restrictions == ("another",)


def test_many_routes_announced_make_the_hierarchy_ready(sea: Sea) -> None:
    quiet = Sea(sea._network.mesh)
    quiet.expect_ways(3)
    assert not quiet._network.has_hierarchy


@pytest.mark.parametrize("ship", ["container-feeder", "general-cargo", "vlcc"])
def test_of_ways_of_one_length_the_same_is_answered_whatever_was_asked_before(
    sea: Sea, ship: str
) -> None:
    other = fresh(sea)
    ports = [p.id for p in sea.ports][5::97]
    pairs = [*zip(ports, ports[9:] + ports[:9], strict=True), ("COBUN", "NLRTM")]
    shut = Scenario.closing("suez")
    table = other.ways(pairs, shut, ship)
    routes = [other.route(a, b, shut, ship, geometry=False).passages for a, b in pairs[-6:]]
    for view in (other.view(other.ship_class(ship), r) for r in ((), shut.restrictions)):
        _ = view.metric
    for lanes in (pairs, pairs[-3:]):
        again = other.ways(lanes, shut, ship)
        for k, old in enumerate(range(len(pairs) - len(lanes), len(pairs))):
            assert again.passages_of(k) == table.passages_of(old)
            assert again.open_passages_of(k) == table.open_passages_of(old)
    assert routes == [other.route(a, b, shut, ship, geometry=False).passages for a, b in pairs[-6:]]


def test_gates_are_found_though_what_is_kept_was_let_go_of_meanwhile(sea: Sea) -> None:
    other = fresh(sea)
    view = other.view(REFERENCE_SHIP)
    index, metric = view.network.gate_index, view.metric
    ties = [view.enter(sea.tie(name)) for name in ("SGSIN", "NLRTM", "COBUN", "JPYOK")]
    a, b = np.array([0, 2, 3]), np.array([1, 1, 1])
    memo = metric.memo

    def ask() -> list[int]:
        hierarchy = view.network.hierarchy
        return find_lanes(hierarchy, index, metric, memo, ties, a, b).passages.tolist()

    first = ask()
    metric.forget()  # as another thread may, when there is little room
    assert ask() == first
    assert first
