"""The written-down facts of the sea: complete, well-formed, sourced, and on the right water."""

from __future__ import annotations

import csv
import json
import math
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely

DATA = Path(__file__).resolve().parents[2] / "src" / "offing" / "data"
REQUIRED = frozenset(
    {
        *("suez", "panama", "kiel", "corinth", "bab-el-mandeb", "hormuz", "gibraltar", "bosporus"),
        *("dardanelles", "malacca", "sunda", "lombok", "torres", "magellan", "oresund"),
        *("cape-of-good-hope", "great-belt", "skagen"),
    }
)
KINDS = {"canal", "strait", "cape", "gate"}
LIMITS = ("max_draught_m", "max_beam_m", "max_length_m", "max_air_draught_m")
Feature = dict[str, Any]


def rows(folder: str, name: str) -> list[dict[str, str]]:
    with (DATA / folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(folder: str) -> list[Feature]:
    file = DATA / folder / f"{folder}.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("-", " ")


def length_nm(line: list[list[float]]) -> float:
    total = 0.0
    for (x0, y0), (x1, y1) in pairwise(line):
        total += 60 * math.hypot((x1 - x0) * math.cos(math.radians((y0 + y1) / 2)), y1 - y0)
    return total


def vertices(geometry: Feature) -> list[tuple[float, float]]:
    shape = shapely.from_geojson(json.dumps(geometry))
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(shape)]


PASSAGES = rows("passages", "passages.csv")
GATES = features("gates")
FAIRWAYS = features("fairways")
SHOALS = features("shoals")
SHIPS = rows("ship_classes", "ship_classes.csv")


def test_passages_are_many_and_the_known_ones_are_among_them() -> None:
    ids = [row["id"] for row in PASSAGES]
    assert len(ids) >= 40
    assert set(ids) >= REQUIRED
    assert max(Counter(ids).values()) == 1


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row["id"])
def test_passage_row(row: dict[str, str]) -> None:
    assert row["kind"] in KINDS
    assert row["name"]
    assert row["source"]
    assert -180 <= float(row["lon"]) <= 180
    assert -90 <= float(row["lat"]) <= 90
    assert all(len(code) == 2 and code.isupper() for code in row["countries"].split("|"))
    assert row["id"] == plain(row["id"]).replace(" ", "-")


def test_no_name_means_two_passages() -> None:
    meant: dict[str, str] = {}
    for row in PASSAGES:
        for name in (row["id"], row["name"], *filter(None, row["aliases"].split("|"))):
            assert meant.setdefault(plain(name), row["id"]) == row["id"], name


@pytest.mark.parametrize("folder", ["gates", "fairways", "shoals"])
def test_features_are_named_sourced_and_on_earth(folder: str) -> None:
    found = features(folder)
    ids = [f["properties"]["id"] for f in found]
    assert max(Counter(ids).values()) == 1
    for feature in found:
        properties = feature["properties"]
        assert properties["name"], properties["id"]
        assert properties["source"], properties["id"]
        for lon, lat in vertices(feature["geometry"]):
            assert abs(lon) <= 180, properties["id"]
            assert abs(lat) <= 90, properties["id"]


@pytest.mark.parametrize("gate", GATES, ids=lambda g: g["properties"]["id"])
def test_gate_belongs_to_a_passage_and_lies_near_it(gate: Feature) -> None:
    row = {r["id"]: r for r in PASSAGES}[gate["properties"]["passage"]]
    line = gate["geometry"]["coordinates"]
    point = shapely.Point(float(row["lon"]), float(row["lat"]))
    far = shapely.LineString(line).distance(point)
    assert far < (3.0 if gate["properties"].get("long") else 1.5)


@pytest.mark.parametrize("gate", GATES, ids=lambda g: g["properties"]["id"])
def test_gate_is_short_or_says_that_it_is_long(gate: Feature) -> None:
    properties = gate["properties"]
    assert length_nm(gate["geometry"]["coordinates"]) < 270 or properties.get("long") is True
    for key in LIMITS:
        if key in properties:
            assert 1.0 < properties[key] < 500.0


def test_gates_do_not_run_along_the_grid() -> None:
    """A line that runs along a side of a cell is ambiguous against edges that do the same."""
    for gate in GATES:
        if gate["properties"].get("closed_by_default") and gate["properties"].get("long"):
            continue  # Meridians to the pole, off the grid by their longitude or crossed only.
        for (x0, y0), (x1, y1) in pairwise(gate["geometry"]["coordinates"]):
            assert x0 != x1, gate["properties"]["id"]
            assert y0 != y1, gate["properties"]["id"]


def test_the_arctic_is_closed_by_default_and_suez_is_not() -> None:
    closed = {g["properties"]["passage"] for g in GATES if g["properties"].get("closed_by_default")}
    assert {"northern-sea-route", "northwest-passage"} <= closed
    assert not closed & REQUIRED


def test_every_required_passage_has_a_gate() -> None:
    gated = {g["properties"]["passage"] for g in GATES}
    assert gated >= REQUIRED
    assert len(gated) >= 40


def test_gates_that_cut_end_on_land() -> None:
    """Seen by a land mask that the network is not built from."""
    from roaring_landmask import RoaringLandmask

    land = RoaringLandmask.new()
    loose = []
    for gate in GATES:
        properties = gate["properties"]
        ends = gate["geometry"]["coordinates"][:: len(gate["geometry"]["coordinates"]) - 1]
        if properties.get("detect"):
            continue
        for lon, lat in ends:
            if abs(lat) < 85 and not land.contains(lon, lat):
                loose.append((properties["id"], lon, lat))
    assert loose == []


def test_suez_and_panama_limits_are_the_canals() -> None:
    limits = {g["properties"]["passage"]: g["properties"] for g in GATES}
    assert limits["panama"]["max_beam_m"] == pytest.approx(51.25)
    assert limits["panama"]["max_draught_m"] == pytest.approx(15.24)
    assert limits["suez"]["max_draught_m"] == pytest.approx(20.1, abs=0.05)
    assert limits["kiel"]["max_length_m"] == pytest.approx(235.0)


@pytest.mark.parametrize(
    ("way", "nm", "tolerance"),
    [
        # Operators' published lengths of the cut itself; lines start and end outside it.
        ("suez", 104.4, 0.08),
        ("panama", 43.2, 0.12),
        ("kiel", 53.3, 0.10),
        ("welland", 23.5, 0.25),
        ("seine", 65.0, 0.12),
        # River miles above Head of Passes (Baton Rouge 229.5) and 20.2 below it, by Southwest Pass.
        ("mississippi", 217.0, 0.02),
    ],
)
def test_fairway_lengths(way: str, nm: float, tolerance: float) -> None:
    line = {f["properties"]["id"]: f for f in FAIRWAYS}[way]["geometry"]["coordinates"]
    assert length_nm(line) == pytest.approx(nm, rel=tolerance)


def test_fairways_are_lines_of_short_steps() -> None:
    for fairway in FAIRWAYS:
        assert fairway["geometry"]["type"] == "LineString"
        line = fairway["geometry"]["coordinates"]
        assert len(line) >= 2
        for a, b in pairwise(line):
            assert 0 < length_nm([a, b]) < 130, fairway["properties"]["id"]


@pytest.mark.parametrize("shoal", SHOALS, ids=lambda s: s["properties"]["id"])
def test_shoal_is_a_sound_area_that_leaves_fairways_free(shoal: Feature) -> None:
    area = shapely.from_geojson(json.dumps(shoal["geometry"]))
    assert area.is_valid
    assert not area.is_empty
    assert 0.0 <= shoal["properties"]["depth_m"] <= 12.0
    for fairway in FAIRWAYS:
        if fairway["properties"]["id"] == shoal["properties"].get("channel"):
            continue  # the shoal's depth is that of this very channel
        line = shapely.LineString(fairway["geometry"]["coordinates"])
        assert not area.intersects(line), fairway["properties"]["id"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Miami to Nassau", [(-80.1, 25.77), (-79.1, 26.1), (-78.0, 25.9), (-77.35, 25.15)]),
        (
            "Colombo to Chennai, outside Sri Lanka",
            [(79.8, 6.9), (80.6, 5.8), (82.2, 8), (80.4, 13)],
        ),
        ("Straits of Florida", [(-82.0, 24.2), (-80.0, 24.9), (-79.7, 26.5)]),
        ("Old Bahama Channel", [(-79.5, 23.2), (-77.6, 22.3), (-75.0, 21.5)]),
        ("Palawan Passage", [(115.9, 7.6), (117.3, 9.2), (118.3, 10.8)]),
        ("Red Sea, mid-channel", [(38.0, 21.0), (40.2, 17.3), (41.6, 15.5), (42.5, 14.2)]),
        ("Elbe approach", [(7.9, 54.05), (8.4, 53.98)]),
        ("Yangtze mouth", [(122.6, 31.02), (122.2, 31.14)]),
        ("Capricorn Channel", [(152.0, -23.0), (153.2, -22.8)]),
        ("Great Belt", [(11.0, 56.0), (11.0, 55.3), (11.3, 54.55)]),
        (
            "Port Phillip, South Channel",
            [(144.65, -38.295), (144.8, -38.318), (144.875, -38.316), (144.9, -38.285)],
        ),
        ("West of Rottnest", [(115.5, -31.93), (115.36, -32.05), (115.3, -32.6)]),
        ("West of Horns Rev", [(7.2, 56.2), (7.1, 55.2)]),
        ("Black Deep", [(1.18, 51.565), (1.4, 51.68), (1.56, 51.81)]),
        ("Prince's Channel", [(1.0, 51.49), (1.25, 51.475), (1.55, 51.43)]),
        ("Wielingen and Scheur", [(2.9, 51.39), (3.2, 51.41), (3.4, 51.395)]),
        ("Outside the banks of São Roque", [(-37.0, -4.3), (-35.5, -4.6), (-34.9, -5.1)]),
        ("Amazon bar", [(-49.5, 1.6), (-49.0, 2.4)]),
        ("South of Saona", [(-69.2, 18.0), (-68.3, 18.0)]),
        ("Outside the reefs of Sudan", [(37.9, 21.0), (37.75, 19.6)]),
        ("Gulf of Finland, mid-channel", [(23.0, 59.5), (25.0, 59.9), (27.0, 60.0)]),
    ],
)
def test_shoals_keep_clear_of_their_deep_neighbours(
    name: str, line: list[tuple[float, float]]
) -> None:
    way = shapely.LineString(line)
    for shoal in SHOALS:
        area = shapely.from_geojson(json.dumps(shoal["geometry"]))
        assert not area.intersects(way), (name, shoal["properties"]["id"])


def test_ship_classes_fit_their_names() -> None:
    ships = {row["id"]: row for row in SHIPS}
    wanted = {
        *("coaster", "handysize", "supramax", "panamax", "neo-panamax", "container-14k"),
        *("container-24k", "aframax", "suezmax", "vlcc", "capesize", "lng-carrier", "ro-ro"),
    }
    assert wanted <= set(ships)
    for row in ships.values():
        assert row["source"]
        assert row["kind"] in {*("container", "bulk", "tanker", "gas", "general", "roro")}
        assert 3 < float(row["draught_m"]) < 25
        assert 10 < float(row["beam_m"]) < 70
        assert 60 < float(row["length_m"]) < 410
        assert 8 < float(row["speed_kn"]) < 26
        assert 10 < float(row["air_draught_m"]) < 75
        assert float(row["dwt_t"]) > 1000


def fits(ship: dict[str, str], passage: str) -> bool:
    limits = next(g["properties"] for g in GATES if g["properties"]["passage"] == passage)
    keys = zip(LIMITS, ("draught_m", "beam_m", "length_m", "air_draught_m"), strict=True)
    return all(float(ship[own]) <= limits.get(most, math.inf) for most, own in keys)


@pytest.mark.parametrize(
    ("ship", "passage", "through"),
    [
        ("suezmax", "suez", True),
        ("container-24k", "suez", True),
        ("vlcc", "suez", False),
        ("neo-panamax", "panama", True),
        ("container-24k", "panama", False),
        ("capesize", "panama", False),
        ("capesize", "corinth", False),
        ("coaster", "corinth", True),
        ("supramax", "kiel", False),
        ("coaster", "kiel", True),
        ("vlcc", "malacca", True),
        ("capesize", "oresund", False),
        ("panamax", "great-belt", True),
        ("panamax", "torres", False),
        ("handysize", "welland", False),
    ],
)
def test_who_fits_through(ship: str, passage: str, through: bool) -> None:
    row = {r["id"]: r for r in SHIPS}[ship]
    assert fits(row, passage) is through


@pytest.mark.parametrize("folder", ["passages", "gates", "fairways", "shoals", "ship_classes"])
def test_every_set_says_where_it_comes_from(folder: str) -> None:
    text = (DATA / folder / "SOURCE.md").read_text(encoding="utf-8")
    assert "Origin" in text
    assert "Licence" in text
