"""Distances against a published table, with floors that only rise.

Rows of NGA Pub. 151 (public domain) are asked by position, as anybody could. A row that
is refused or has no way counts as not answered; the errors are of the answered ones.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from offing.errors import OffWater
from offing.model import Position
from offing.sea import open_sea

ANSWERED, MEDIAN, P90 = 0.99, 0.010, 0.065
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
