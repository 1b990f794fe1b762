"""Distances against a published table, with floors that only rise.

Rows of NGA Pub. 151 (public domain) are asked by position, as anybody could. A row that
is refused or has no way counts as not answered; the errors are of the answered ones.
Every row of a table, not a third: ``python benchmarks/sea.py TABLE.csv``.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from offing.errors import OffWater
from offing.model import Position, Scenario
from offing.sea import open_sea

ANSWERED, MEDIAN, P90 = 0.995, 0.0095, 0.057
EVERY = 3
"""Every third row: a third of the time, and the figures move by a tenth of a per cent."""


def test_pub_151_direct(shared_data: Path) -> None:
    with (shared_data / "distances" / "pub151.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[::EVERY]
    sea = open_sea()
    errors, refused = [], []
    for row in rows:
        ends = [
            Position(float(row[f"{end}_lon"]), float(row[f"{end}_lat"]))
            for end in ("origin", "dest")
        ]
        try:
            nm = sea.route(*ends, geometry=False).distance_nm
        except OffWater:
            nm = None
        if nm is None:
            refused.append(f"{row['origin']} - {row['destination']}")
        else:
            errors.append(abs(nm / float(row["distance_nm"]) - 1))
    answered = len(errors) / len(rows)
    median, p90 = float(np.median(errors)), float(np.percentile(errors, 90))
    print(f"answered {answered:.4f} median {median:.4f} p90 {p90:.4f}; refused: {refused}")
    assert answered >= ANSWERED
    assert median <= MEDIAN
    assert p90 <= P90


PASSAGES_ANSWERED, PASSAGES_MEDIAN, PASSAGES_P90 = 1.0, 0.008, 0.035
CLOSED = {"cape": "suez", "magellan": "panama", "skagen": "kiel", "greece": "corinth"}


def test_pub_151_by_passage(shared_data: Path) -> None:
    with (shared_data / "distances" / "passages.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sea = open_sea()
    errors: dict[str, list[float]] = {}
    for row in rows:
        ends = [
            Position(float(row[f"{end}_lon"]), float(row[f"{end}_lat"]))
            for end in ("origin", "dest")
        ]
        group = row["group"]
        closed = Scenario.closing(CLOSED[group]) if group in CLOSED else None
        via = () if group in CLOSED else group
        nm = sea.route(*ends, closed, via=via, geometry=False).distance_nm
        if nm is not None:
            errors.setdefault(group, []).append(abs(nm / float(row["distance_nm"]) - 1))
    every = np.concatenate([np.array(e) for e in errors.values()])
    for group, found in errors.items():
        print(f"{group}: {len(found)} median {np.median(found):.4f} worst {max(found):.4f}")
    median, p90 = float(np.median(every)), float(np.percentile(every, 90))
    print(f"answered {len(every) / len(rows):.4f} median {median:.4f} p90 {p90:.4f}")
    assert len(every) / len(rows) >= PASSAGES_ANSWERED
    assert median <= PASSAGES_MEDIAN
    assert p90 <= PASSAGES_P90
