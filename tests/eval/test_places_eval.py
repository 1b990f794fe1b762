"""How well and how fast plain location descriptions are placed, on real incident lists.

Every row counts: a description in which no place is found is a miss at infinity.
The floors are what was reached, rounded down; they may only be raised.
"""

from __future__ import annotations

import csv
import gzip
import json
import statistics
import time
from pathlib import Path

import pytest

from offing.model import Position
from offing.places import best_place, find_places
from offing.places.earth import distance_nm
from offing.places.offsets import find_offsets, position_from_offset

KM_PER_NM = 1.852
WITHIN_KM = 161.0
SHARE_WITHIN = 0.775
MEDIAN_KM = 15.0
SHARE_WITHIN_PLACE_ONLY = 0.745


def _placed(text: str, *, offsets: bool) -> Position | None:
    place = best_place(text)
    if place is None or place.lon is None or place.lat is None:
        return None
    here = Position(place.lon, place.lat)
    found = find_offsets(text) if offsets and place.kind not in ("sea", "gulf") else []
    with_bearing = [o for o in found if o.bearing_deg is not None]
    return position_from_offset(here, with_bearing[0])[0] if with_bearing else here


def _distances_km(shared_data: Path, *, offsets: bool) -> list[float]:
    with gzip.open(shared_data / "imb" / "imb.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    out = []
    for row in rows:
        truth = Position(float(row["longitude"]), float(row["latitude"]))
        where = _placed(row["location_description"], offsets=offsets)
        out.append(distance_nm(truth, where) * KM_PER_NM if where else float("inf"))
    return out


def test_descriptions_are_placed_by_their_place_alone(shared_data: Path) -> None:
    away = _distances_km(shared_data, offsets=False)
    share = sum(d <= WITHIN_KM for d in away) / len(away)
    print(
        f"place only: within {WITHIN_KM:.0f} km {share:.4f}, median {statistics.median(away):.1f}"
    )
    assert share >= SHARE_WITHIN_PLACE_ONLY


def test_descriptions_are_placed_with_their_offset(shared_data: Path) -> None:
    away = _distances_km(shared_data, offsets=True)
    share, median = sum(d <= WITHIN_KM for d in away) / len(away), statistics.median(away)
    print(f"with offset: within {WITHIN_KM:.0f} km {share:.4f}, median {median:.1f} km")
    assert share >= SHARE_WITHIN
    assert median <= MEDIAN_KM


@pytest.mark.parametrize("kind", ["broadcast-warnings", "asam"])
def test_speed(shared_data: Path, kind: str) -> None:
    if kind == "asam":
        with gzip.open(shared_data / "asam" / "asam.csv.gz", "rt", encoding="utf-8") as file:
            texts = [row["description"] for row in csv.DictReader(file)][:2000]
    else:
        path = shared_data / "broadcast-warnings" / "warnings.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in file][:2000]
    find_places("warm up")
    words = sum(len(text.split()) for text in texts)
    start = time.process_time()
    for text in texts:
        find_places(text)
    speed = words / (time.process_time() - start)
    print(f"{kind}: {speed:,.0f} words a second")
    assert speed > 0  # a figure to read, not a gate: machines differ
