"""Many lanes at once answer what one route at a time answers."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from offing.model import Position, Scenario
from offing.model.place import Place
from offing.model.scenario import Restriction
from offing.model.sea import Route
from offing.sea import Sea, WayTable

AREA = {
    "type": "Polygon",
    "coordinates": [[[47.0, 24.0], [57.5, 24.0], [57.5, 30.5], [47.0, 30.5], [47.0, 24.0]]],
}
"""The inner part of a gulf, with a strait and its ports."""
RED_SEA = {
    "type": "Polygon",
    "coordinates": [[[36.0, 12.0], [45.0, 12.0], [45.0, 22.0], [36.0, 22.0], [36.0, 12.0]]],
}


def area(name: str, geometry: dict, **more: object) -> Restriction:
    target = Place(id=name, name=name, kind="area", geometry=geometry)
    return Restriction(id=f"r-{name}", target=target, effect="avoided", **more)


def port_out(sea: Sea, name: str) -> Restriction:
    who = sea.tie(name).who
    return Restriction(
        id=f"r-{who.id}", target=Place(id=who.id, name=who.name, kind="port"), effect="closed"
    )


def agree(sea: Sea, table: WayTable, lane: int, route: Route) -> None:
    ends = f"{route.origin.name} - {route.destination.name}"
    assert table.status_of(lane) == route.status, ends
    for nm, theirs in (
        (table.distance_nm[lane], route.distance_nm),
        (table.open_nm[lane], route.open_distance_nm),
    ):
        if theirs is None:
            assert np.isnan(nm), ends
        else:
            assert nm == pytest.approx(theirs, abs=0.011, rel=2e-7), ends
    assert table.passages_of(lane) == tuple(p.id for p in route.passages), ends
    assert table.open_passages_of(lane) == tuple(p.id for p in route.open_passages), ends
    assert table.ends[table.origin[lane]] == route.origin
    assert table.ends[table.destination[lane]] == route.destination


def scenarios(sea: Sea) -> dict[str, tuple[Scenario, str | None]]:
    suez = Scenario.closing("suez").restrictions
    return {
        "nothing": (Scenario(), None),
        "suez, panama": (Scenario.closing("suez", "panama"), None),
        "a port and a strait": (
            Scenario(
                restrictions=(
                    *Scenario.closing("bab-el-mandeb").restrictions, port_out(sea, "NLRTM")
                )
            ),
            "vlcc",
        ),
        "ports inside an area": (Scenario(restrictions=(area("inner", AREA),)), None),
        "no entry": (
            Scenario(restrictions=(area("inner", AREA, forbids_entry=True), *suez)), "suezmax"
        ),
        "one trade": (
            Scenario(
                restrictions=(area("red", RED_SEA, applies_to=("country:NL", "port:sgsin")),)
            ),
            None,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("case", range(6))
def test_ways_agree_with_routes(sea: Sea, case: int) -> None:
    scenario, ship = list(scenarios(sea).values())[case]
    rng = np.random.default_rng(case)
    ports = [p.id for p in sea.ports]
    some = ["SGSIN", "NLRTM", "AEDXB", "QARLF", "SAJED", *rng.choice(ports, 25).tolist()]
    some.append(Position(60.0, 20.0))
    lanes = [(some[i], some[j]) for i, j in rng.integers(0, len(some), (60, 2)).tolist()]
    lanes += [("AEDXB", "QARLF"), ("SGSIN", "NLRTM"), ("SGSIN", "SGSIN")]
    table = sea.ways(lanes, scenario, ship)
    assert len(table) == len(lanes)
    assert not table.problems
    sea.view(sea.ship_class(ship)).lanes([], np.zeros(0, int), np.zeros(0, int))
    for lane, (a, b) in enumerate(lanes):
        agree(sea, table, lane, sea.route(a, b, scenario, ship, geometry=False))


def test_bad_ends_are_problems_of_their_own_lanes(sea: Sea) -> None:
    table = sea.ways(
        [
            ("SGSIN", "NLRTM"), ("SGSIN", "Nowhere at all"), ("AUSYD",), ("NLRTM", "SGSIN"),
            (Position(10.0, 50.0), "SGSIN"), (None, 5), ("", "AUSYD"), (Position(900, 0), "AUSYD"),
        ],
        Scenario.closing("suez"),
    )  # fmt: skip
    assert [table.status_of(k) for k in (0, 3)] == ["longer"] * 2
    assert {table.status_of(k) for k in (1, 2, 4, 5, 6, 7)} == {"problem"}
    assert [p.lane for p in table.problems] == [1, 2, 4, 5, 6, 7]
    assert "Nowhere at all" in table.problems[0].words
    assert "navigable water" in table.problems[2].words
    assert np.isnan(table.distance_nm[[1, 2, 4, 5, 6, 7]]).all()
    assert table.passages_of(1) == ()
    assert table.passages_of(0) == table.passages_of(3)[::-1]


def test_no_lanes(sea: Sea) -> None:
    table = sea.ways([], Scenario.closing("suez"))
    assert len(table) == 0
    assert table.passage_ptr.tolist() == [0]
    assert len(sea.ways([("Nowhere at all", "AUSYD")])) == 1


def test_many_distinct_ends_are_done_in_parts(sea: Sea, monkeypatch: pytest.MonkeyPatch) -> None:
    import offing.sea.ways as module

    ports = [p.id for p in sea.ports][::50]
    lanes = list(zip(ports, ports[::-1], strict=True))
    whole = sea.ways(lanes, Scenario.closing("suez"))
    monkeypatch.setattr(module, "_ENDS_AT_ONCE", 7)
    sea._views.clear()
    parts = sea.ways(lanes, Scenario.closing("suez"))
    np.testing.assert_array_equal(whole.distance_nm, parts.distance_nm)
    np.testing.assert_array_equal(whole.passage, parts.passage)
    np.testing.assert_array_equal(whole.passage_ptr, parts.passage_ptr)


def test_threads_with_their_own_scenarios(sea: Sea) -> None:
    ports = [p.id for p in sea.ports][::60]
    lanes = [(a, b) for a in ports[:20] for b in ports[20:40]]
    closed = ("suez", "panama", "malacca", "gibraltar")
    alone = {g: sea.ways(lanes, Scenario.closing(g)) for g in closed}
    sea._views.clear()
    faults: list[str] = []

    def ask(gate: str) -> None:
        for _ in range(3):
            table = sea.ways(lanes, Scenario.closing(gate))
            same = np.array_equal(table.distance_nm, alone[gate].distance_nm, equal_nan=True)
            if not (same and np.array_equal(table.passage, alone[gate].passage)):
                faults.append(gate)

    threads = [threading.Thread(target=ask, args=(g,)) for g in closed]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not faults
