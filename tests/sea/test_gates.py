"""Each gate by what it cuts off, or by the route that it changes."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest
import shapely

from offing.errors import OffWater
from offing.model import Position, Scenario
from offing.sea import Sea
from offing.sea.tables import gates

OCEAN = ["ZADUR", "BRSSZ", "AUFRE"]


def cut_off(sea: Sea, *gates: str) -> set[str]:
    ports = [p.id for p in sea.ports]
    before = np.isfinite(sea.distances(OCEAN, ports)).any(axis=0)
    after = np.isfinite(sea.distances(OCEAN, ports, Scenario.closing(*gates))).any(axis=0)
    return {p for p, b, a in zip(ports, before, after, strict=True) if b and not a}


@pytest.mark.parametrize(
    ("gates", "least", "inside", "outside"),
    [
        (("bosporus",), 50, ["uaods", "rocnd"], ["grpir"]),
        (("dardanelles",), 65, ["uaods", "trist"], ["grpir", "trizm"]),
        (("hormuz",), 55, ["qarlf", "kwkwi", "iqbsr"], ["omsll", "aefjr"]),
        (("gibraltar", "suez"), 350, ["grpir", "ilhfa", "uaods"], ["sgsin", "egsuz"]),
        (("suez", "bab-el-mandeb"), 30, ["sajed", "ileth", "joaqb"], ["omsll", "egpsd"]),
    ],
)
def test_true_cuts(
    sea: Sea, gates: tuple[str, ...], least: int, inside: list[str], outside: list[str]
) -> None:
    known = {p.id for p in sea.ports}
    lost = cut_off(sea, *gates)
    assert len(lost) >= least
    assert set(inside) & known <= lost
    assert not set(outside) & lost


@pytest.mark.parametrize(
    ("gate", "origin", "destination"),
    [
        ("panama", "USNYC", "USLAX"),
        ("kiel", "NLAMS", "FIHEL"),
        ("malacca", "SGSIN", "LKCMB"),
        ("sunda", "IDJKT", "ZADUR"),
        ("torres", "AUBNE", "IDJKT"),
        ("great-belt", "DEKEL", "SEGOT"),
        ("skagen", "NLRTM", "SEGOT"),
        ("cape-of-good-hope", "BRSSZ", "INBOM"),
        ("suez", "INBOM", "GRPIR"),
        ("dover", "NLRTM", "FRLEH"),
    ],
)
def test_closing_changes_the_route(sea: Sea, gate: str, origin: str, destination: str) -> None:
    before = sea.route(origin, destination)
    assert gate in [p.id for p in before.passages]
    after = sea.route(origin, destination, Scenario.closing(gate))
    assert after.status in ("longer", "no_way")
    assert gate not in [p.id for p in after.passages]
    assert after.restrictions == (f"passage-{gate}-closed",)


def test_small_ships_use_small_gates(sea: Sea) -> None:
    assert "corinth" in [p.id for p in sea.route("ITBRI", "GRPIR", ship_class="coaster").passages]
    shallow = sea.route("SEGOT", "PLGDN", ship_class="coaster")
    deep = sea.route("SEGOT", "PLGDN", ship_class="supramax")
    assert "oresund" in [p.id for p in shallow.passages]
    assert "great-belt" in [p.id for p in deep.passages]
    assert deep.distance_nm > shallow.distance_nm + 50


def test_the_serpents_mouth_is_for_who_opens_it(sea: Sea) -> None:
    """Ships leave the Gulf of Paria by the Dragon's Mouths unless a scenario says otherwise."""
    usual = sea.route("TTPTF", "GYGEO")
    short = sea.route("TTPTF", "GYGEO", Scenario(opened=("serpents-mouth",)))
    assert "dragons-mouth" in [p.id for p in usual.passages]
    assert [p.id for p in short.passages] == ["serpents-mouth"]
    assert short.distance_nm < usual.distance_nm - 30


def test_a_way_by_a_named_strait_crosses_it(sea: Sea) -> None:
    for gate, origin, destination in (
        ("magellan", "ARBUE", "CLVAP"),
        ("lombok", "AUPHE", "CNSHG"),
        ("torres", "AUBNE", "SGSIN"),
    ):
        by = sea.route(origin, destination, via=gate)
        assert gate in [p.id for p in by.passages]
        assert by.distance_nm >= sea.route(origin, destination).distance_nm - 0.1


def test_no_open_edge_crosses_or_touches_a_shut_gate(sea: Sea) -> None:
    """Every gate, those on sides of cells too, by a reader of lines that is not ours."""
    network = sea._network
    lines = network.edge_lines.lines(np.arange(len(network.mesh.head), dtype=np.int32))
    tree = shapely.STRtree(lines)
    for k, gate in enumerate(gates()):
        across = {
            int(edge)
            for line in gate.lines
            for turn in (-360.0, 0.0, 360.0)
            for edge in tree.query(
                shapely.LineString([(x + turn, y) for x, y in line]), predicate="intersects"
            )
        }
        assert across <= set(network.cuts[f"gate:{k}"].tolist()), gate.name


def test_ways_do_not_cross_the_gate_of_a_shut_passage(sea: Sea) -> None:
    """For every passage that cuts: positions on either side, and the way drawn between them."""
    leaks, asked = [], 0
    for gate in gates():
        if gate.detect:
            continue
        line = shapely.union_all([shapely.LineString(ln) for ln in gate.lines])
        x, y = line.interpolate(0.5, normalized=True).coords[0]
        ends = []
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            spot = Position(x + 0.4 * dx, min(80.0, y + 0.4 * dy))
            try:
                sea.tie(spot)
            except OffWater:
                continue
            ends.append(spot)
        for a, b in combinations(ends, 2):
            way = sea.route(a, b, Scenario.closing(gate.passage)).geometry
            if way is None or line.intersects(shapely.MultiPoint([a, b]).buffer(0.02)):
                continue
            asked += 1
            if shapely.from_geojson(json.dumps(way)).crosses(line):
                leaks.append((gate.name, a, b))
    assert asked > 300
    assert not leaks


def test_at_least_forty_passages_with_gates(sea: Sea) -> None:
    ids = {p.id for p in sea.passages}
    assert len(ids) >= 40
    named = (
        "suez panama kiel corinth bab-el-mandeb hormuz gibraltar bosporus dardanelles malacca "
        "sunda lombok torres magellan cape-of-good-hope oresund great-belt skagen"
    )
    assert set(named.split()) <= ids
