"""Distances against a published table, with floors that only rise.

Every row of NGA Pub. 151 (public domain) is asked by position, as anybody could. A row
that is refused or has no way counts as not answered; the errors are of the answered ones.
No row is left out, nor any of the book's own misprints. ``pytest -s`` prints the tables.
"""

from __future__ import annotations

import csv
import importlib.resources
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from offing.errors import OffWater, UnknownPassage
from offing.model import Position, Scenario
from offing.sea import Sea, open_sea

Row = dict[str, str]
LENGTHS_NM = (0, 100, 200, 500, 1500, 5000, 99999)
CLOSED = {"cape": "suez", "magellan": "panama", "skagen": "kiel", "greece": "corinth"}
BY = {"cape": "cape-of-good-hope"}
"""Rows of a group in ``CLOSED`` are asked without that passage, and by the one named here:
with Suez shut alone, Marseille to Busan is shorter by Panama than by the Cape."""
RIVER_PORTS = {  # the book's names of ports that lie up a river or on a lake
    "Antwerp": "Antwerp", "Hamburg": "Hamburg", "Rouen": "Rouen", "Calcutta": "Kolkata",
    "Shanghai": "Shanghai", "Montreal": "Montreal", "Chicago": "Chicago", "Manaus": "Manaus",
    "Rosario": "Rosario", "Houston": "Houston", "New Orleans": "New Orleans",
}  # fmt: skip


class Figures(NamedTuple):
    """Shares: of rows answered; of the distance, the median error and nine tenths' worst."""

    answered: float
    median: float
    p90: float


class Direct(NamedTuple):
    """Rows of the table with what we say, nautical miles (nan where there is no answer)."""

    rows: list[Row]
    book: np.ndarray
    ours: np.ndarray


DIRECT = Figures(0.999, 0.0066, 0.0385)
BY_NAMED_WAY = Figures(0.997, 0.0064, 0.0308)
PASSAGES = Figures(1.0, 0.0050, 0.0148)
RIVER_MEDIAN = 0.02
"""Reached by the median row of each river or lake port of the table but `RIVER_SHORT`."""
RIVER_SHORT = {"Shanghai"}
"""Off by 2.3 %: the book goes far outside the islands of Zhoushan. Of the others some have no
row in the visible half of the table."""


@pytest.fixture(scope="module")
def sea() -> Sea:
    return open_sea()


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def end_of(row: Row, end: str) -> Position:
    return Position(float(row[f"{end}_lon"]), float(row[f"{end}_lat"]))


@pytest.fixture(scope="module")
def direct(sea: Sea, shared_data: Path) -> Direct:
    rows = read(shared_data / "distances" / "pub151.csv")
    at: dict[Position, int] = {}
    for row in rows:
        for end in ("origin", "dest"):
            spot = end_of(row, end)
            if spot in at:
                continue
            try:
                sea.tie(spot)
            except OffWater as error:
                print(f"refused: {row['origin' if end == 'origin' else 'destination']}: {error}")
            else:
                at[spot] = len(at)
    nm = sea.distances(list(at), list(at))
    ours = np.full(len(rows), np.nan)
    for k, row in enumerate(rows):
        a, b = at.get(end_of(row, "origin")), at.get(end_of(row, "dest"))
        if a is not None and b is not None and np.isfinite(nm[a, b]):
            ours[k] = nm[a, b]
    return Direct(rows, np.array([float(r["distance_nm"]) for r in rows]), ours)


def figures(book: np.ndarray, ours: np.ndarray) -> Figures:
    error = np.abs(ours / book - 1)[np.isfinite(ours)]
    return Figures(len(error) / len(book), float(np.median(error)), float(np.percentile(error, 90)))


def show(title: str, book: np.ndarray, ours: np.ndarray) -> Figures:
    found = figures(book, ours)
    signed = float(np.nanmedian(ours / book - 1))
    print(
        f"{title:28} {len(book):5} rows, answered {found.answered:.4f}, "
        f"median {found.median:.2%}, p90 {found.p90:.2%}, signed {signed:+.2%}"
    )
    return found


def hold(found: Figures, floor: Figures) -> None:
    assert found.answered >= floor.answered
    assert found.median <= floor.median
    assert found.p90 <= floor.p90


def test_pub_151_direct(direct: Direct) -> None:
    book, ours = direct.book, direct.ours
    print()
    found = show("as asked", book, ours)
    for low, high in pairwise(LENGTHS_NM):
        some = (book >= low) & (book < high)
        show(f"{low} to {high} nm", book[some], ours[some])
    off: dict[str, list[float]] = defaultdict(list)
    for row, b, o in zip(direct.rows, book, ours, strict=True):
        if np.isnan(o):
            print(f"no answer: {row['origin']} - {row['destination']}")
            continue
        for end in ("origin", "destination"):
            off[row[end]].append(o / b - 1)
    worst = sorted(off.items(), key=lambda item: -sum(abs(e) > 0.03 for e in item[1]))
    for name, errors in worst[:25]:
        bad = sum(abs(e) > 0.03 for e in errors)
        print(f"{name:36} {bad:3} of {len(errors):3} rows off by more than 3 %")
    hold(found, DIRECT)


def way_named(sea: Sea, words: str) -> str | None:
    """The passage that a row's qualifier names, where it names one that has a gate."""
    if not words.startswith("via "):
        return None
    try:
        return sea.passage(words[4:]).id
    except UnknownPassage:
        return None


def test_pub_151_by_the_way_that_a_row_names(sea: Sea, direct: Direct) -> None:
    """Where the book says by which passage, so do we; Corinth is asked for a coaster."""
    ours = direct.ours.copy()
    asked = 0
    for k, row in enumerate(direct.rows):
        way = way_named(sea, row["via"])
        if way is None or np.isnan(ours[k]):
            continue
        ship = "coaster" if way == "corinth" else None
        route = sea.route(
            end_of(row, "origin"), end_of(row, "dest"), via=way, ship_class=ship, geometry=False
        )
        asked += 1
        ours[k] = np.nan if route.distance_nm is None else route.distance_nm
    print(f"\n{asked} rows asked by the passage that they name")
    assert asked >= 80
    plain = np.array([not row["via"] for row in direct.rows])
    show("rows that name no way", direct.book[plain], direct.ours[plain])
    hold(show("by the way named", direct.book, ours), BY_NAMED_WAY)


def test_pub_151_by_passage(sea: Sea, shared_data: Path) -> None:
    rows = read(shared_data / "distances" / "passages.csv")
    ours = np.full(len(rows), np.nan)
    for k, row in enumerate(rows):
        group = row["group"]
        closed = Scenario.closing(CLOSED[group]) if group in CLOSED else None
        via = BY.get(group, ()) if group in CLOSED else group
        nm = sea.route(
            end_of(row, "origin"), end_of(row, "dest"), closed, via=via, geometry=False
        ).distance_nm
        ours[k] = np.nan if nm is None else nm
    book = np.array([float(row["distance_nm"]) for row in rows])
    groups = np.array([row["group"] for row in rows])
    print()
    for group in np.unique(groups):
        show(str(group), book[groups == group], ours[groups == group])
    for k in np.argsort(-np.abs(ours / book - 1))[:12]:
        off = ours[k] / book[k] - 1
        print(f"{groups[k]:9} {rows[k]['origin']} - {rows[k]['destination']} {off:+.1%}")
    hold(show("all", book, ours), PASSAGES)


def test_river_and_lake_ports(direct: Direct) -> None:
    """Ports that only their fairways reach, each by the median of its rows."""
    print()
    seen = {}
    for name, shown in RIVER_PORTS.items():
        some = np.array(
            [
                name in (r["origin"].split(",")[0], r["destination"].split(",")[0])
                for r in direct.rows
            ]
        ) & np.isfinite(direct.ours)
        if some.any():
            seen[shown] = show(shown, direct.book[some], direct.ours[some]).median
        else:
            print(f"{shown:28} no row in the table")
    assert len(seen) >= 5
    assert {name for name, median in seen.items() if median > RIVER_MEDIAN} <= RIVER_SHORT


CUTS = [
    (("bosporus",), 67),
    (("dardanelles",), 87),
    (("hormuz",), 68),
    (("gibraltar", "suez"), 449),
    (("suez", "bab-el-mandeb"), 46),
]
"""Passages shut together, and how many ports a prototype with the World Port Index alone
cut off: ours are also ports that the index lacks, and some of its rows mended or left out."""


def own_additions() -> dict[str, str]:
    """Ports of our table that the World Port Index lacks: id and name."""
    table = importlib.resources.files("offing") / "data" / "ports" / "ports.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["name"] for row in rows if not row["wpi"]}


def test_ports_that_closures_cut_off(sea: Sea) -> None:
    ports = sea.ports
    ends = [p.id for p in ports]
    added = own_additions()
    ocean = ["ZADUR", "BRSSZ", "AUFRE"]
    before = np.isfinite(sea.distances(ocean, ends)).any(axis=0)
    print()
    for shut, expected in CUTS:
        now = np.isfinite(sea.distances(ocean, ends, Scenario.closing(*shut))).any(axis=0)
        gone = [end for end, cut in zip(ends, before & ~now, strict=True) if cut]
        lost, ours = len(gone), [added[end] for end in gone if end in added]
        print(
            f"{' and '.join(shut):24} {lost:4} ports cut off (expected about {expected}): "
            f"{lost - len(ours)} of the index, {len(ours)} of our own: {', '.join(ours) or 'none'}"
        )
        assert abs(lost - expected) <= max(4, 0.05 * expected)
