"""Views take from their base what a closure leaves as it is, and answer as if made anew."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.model import Scenario
from offing.model.place import Place
from offing.model.scenario import Restriction
from offing.sea import Sea
from offing.sea.drawing import _apart
from offing.sea.engine import View
from offing.sea.restrict import REFERENCE_SHIP


def box(name: str, west: float, south: float, east: float, north: float) -> Restriction:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    target = Place(
        id=name, name=name, kind="area", geometry={"type": "Polygon", "coordinates": [ring]}
    )
    return Restriction(id=f"r-{name}", target=target, effect="avoided")


def inside_ports(sea: Sea, view: View) -> list[str]:
    return [p.id for p in sea.ports if view.enter(sea.tie(p.id)) is not sea.tie(p.id)]


def closures(sea: Sea) -> list[tuple[Restriction, ...]]:
    """Some far from all shoals with ports inside, some over them."""
    base = sea.view(REFERENCE_SHIP)
    at = [sea.tie(pid).who.water for pid in inside_ports(sea, base)[::3]]
    over = [box(f"b{k}", p.lon - 0.3, p.lat - 0.2, p.lon + 0.3, p.lat + 0.2) for k, p in
            enumerate(at)]  # fmt: skip
    beside = [box(f"s{k}", p.lon + 0.2, p.lat - 1.0, p.lon + 1.2, p.lat + 1.0) for k, p in
              enumerate(at)]  # fmt: skip
    return [
        Scenario.closing("suez", "kiel").restrictions, *((r,) for r in over),
        *((r,) for r in beside),
    ]  # fmt: skip


@pytest.mark.parametrize("ship", [None, "vlcc"])
def test_ways_out_are_those_of_a_view_made_anew(sea: Sea, ship: str | None) -> None:
    ties = [sea.tie(p.id) for p in sea.ports]
    taken = found = 0
    for restrictions in closures(sea):
        view = sea.view(sea.ship_class(ship), restrictions)
        anew = View(view.network, view.closure)
        np.testing.assert_array_equal(view.lengths, anew.lengths)
        assert view.base is not None
        for tie in ties:
            mine, other = view.enter(tie), anew.enter(tie)
            assert (mine is tie) == (other is tie), tie.who.name
            np.testing.assert_array_equal(mine.nodes, other.nodes, err_msg=tie.who.name)
            np.testing.assert_array_equal(mine.nm, other.nm)
            if mine is not tie:
                found += 1
                taken += mine is view.base.enter(tie)
                node = int(mine.nodes[0]) if len(mine.nodes) else tie.node
                np.testing.assert_array_equal(
                    view._lead(tie, mine, node), anew._lead(tie, other, node)
                )
    assert 0 < taken < found


def test_ships_that_the_same_things_stop_share_a_view(sea: Sea) -> None:
    from offing.sea.restrict import standing_closure

    ships = sea.ship_classes
    kinds = {standing_closure(sea._network, ship).key for ship in ships}
    assert len({id(sea.view(ship)) for ship in ships}) == len(kinds) < len(ships)


def test_a_scenario_that_shuts_no_edge_makes_no_lengths_of_its_own(sea: Sea) -> None:
    vlcc = sea.ship_class("vlcc")  # too deep for Suez laden
    view = sea.view(vlcc, Scenario.closing("suez").restrictions)
    assert view.base is sea.view(vlcc)
    assert view.metric is view.base.metric
    assert view.room_bytes == 0


@pytest.mark.parametrize("ship", [None, "container-14k", "vlcc"])
def test_open_ways_that_meet_nothing_shut_stand(
    sea: Sea, ship: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import offing.sea.ways as module

    ports = [p.id for p in sea.ports]
    some = [*ports[::41], *inside_ports(sea, sea.view(sea.ship_class(ship)))]
    lanes = [(a, b) for k, a in enumerate(some) for b in some[k % 7 :: 7]]
    quick = module._changed
    saved = 0
    for restrictions in closures(sea)[:6]:
        scenario = Scenario(restrictions=restrictions)
        table = sea.ways(lanes, scenario, ship)
        monkeypatch.setattr(module, "_changed", lambda *args: np.ones(len(args[4]), bool))
        whole = sea.ways(lanes, scenario, ship)
        monkeypatch.setattr(module, "_changed", quick)
        np.testing.assert_array_equal(table.status, whole.status)
        np.testing.assert_allclose(table.distance_nm, whole.distance_nm, rtol=2e-7, atol=1e-3)
        assert [table.passages_of(k) for k in range(len(lanes))] == [
            whole.passages_of(k) for k in range(len(lanes))
        ]
        saved += int((table.status == 0).sum())
    assert saved


def test_prepare_makes_the_views_and_changes_no_answer(sea: Sea) -> None:
    before = sea.route("SGSIN", "NLRTM", Scenario.closing("suez"), "capesize")
    sea.prepare(["capesize"])
    assert sea._network.has_hierarchy
    assert sea.view(sea.ship_class("capesize"))._metric is not None
    assert sea.route("SGSIN", "NLRTM", Scenario.closing("suez"), "capesize") == before


def test_views_are_let_go_of_when_the_room_is_taken(
    sea: Sea, monkeypatch: pytest.MonkeyPatch
) -> None:
    import offing.sea.waters as module

    monkeypatch.setattr(module, "_RESTRICTED_BYTES", 1)
    before = {key for key in sea._views if not key[1]}
    for place in sea.passages[:6]:
        _ = sea.view(REFERENCE_SHIP, Scenario.closing(place.id).restrictions).metric
    restricted = [key for key in sea._views if key[1]]
    assert len(restricted) <= 3
    assert before <= set(sea._views)


def test_a_large_matrix_lets_go_of_views_under_other_restrictions(
    sea: Sea, monkeypatch: pytest.MonkeyPatch
) -> None:
    import offing.sea.rows as module

    monkeypatch.setattr(module, "LARGE", 30)
    ends = ["SGSIN", "NLRTM", "EGPSD", "USNYC", "DEHAM", "JPYOK"]
    before = sea.distances(ends, ends, Scenario.closing("panama"))
    for place in ("suez", "kiel", "dover"):
        sea.distances(ends[:5], ends, Scenario.closing(place))
    assert len([key for key in sea._views if key[1]]) > 1
    again = sea.distances(ends, ends, Scenario.closing("panama"))
    assert len([key for key in sea._views if key[1]]) == 1
    assert np.array_equal(before, again)


def test_what_is_let_go_of_changes_no_answer(sea: Sea) -> None:
    pairs = [("SGSIN", "NLRTM"), ("JPYOK", "USLAX"), ("UAODS", "GRPIR")]
    sea.prepare([])
    view = sea.view(REFERENCE_SHIP)
    before = sea.ways(pairs), [sea.route(a, b) for a, b in pairs]
    full = view.room_bytes
    freed = view.forget()
    assert freed > 0
    assert view.room_bytes == full - freed
    after = sea.ways(pairs), [sea.route(a, b) for a, b in pairs]
    np.testing.assert_array_equal(after[0].distance_nm, before[0].distance_nm)
    np.testing.assert_array_equal(after[0].passage, before[0].passage)
    assert after[1] == before[1]


steps = st.tuples(st.sampled_from([0.0, 3e-6, 8e-6, 2e-5, 1.0]), st.sampled_from([0.0, 6e-6, 0.5]))


@given(st.lists(steps, max_size=12))
def test_points_are_a_metre_apart(moves: list[tuple[float, float]]) -> None:
    points = np.cumsum(np.array([(0.0, 0.0), *moves]), axis=0)
    kept: list[np.ndarray] = []
    for point in points:
        if not kept or np.abs(kept[-1] - point).max() > 1e-5:
            kept.append(point)
    np.testing.assert_array_equal(_apart(points), np.array(kept))
