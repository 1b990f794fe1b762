"""No drawn way over land, by a coast that is not ours."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from offing.model import Position
from offing.sea import Sea
from offing.sea.coast import _data_file

STEP_NM = 0.25
FLOORS = {"f": (1.25, 6e-5), "i": (1.75, 2.6e-4)}
"""Longest stretch (nm) and share on land, for the full coast and the one generalised to 1 km.
All of it, on a thousand ways: ``python benchmarks/land.py``."""


def test_spread_routes_stay_off_land(sea: Sea) -> None:
    masks = pytest.importorskip("roaring_landmask")
    import shapely

    from offing.sea.tables import fairways

    mask = masks.RoaringLandmask.new()
    channels = shapely.union_all([shapely.LineString(f) for f in fairways()]).buffer(0.04)
    shapely.prepare(channels)
    rng = np.random.default_rng(7)
    # The other coast knows no lakes: ports on them would count as land.
    ports = [p for p in sea.ports if abs(p.position.lat) < 66 and not _on_lakes(p.position)]
    total, on_land, worst = 0.0, 0.0, 0.0
    for _ in range(60):
        a, b = rng.choice(len(ports), 2, replace=False)
        geometry = sea.route(ports[a].id, ports[b].id).geometry
        if geometry is None:
            continue
        lines = geometry["coordinates"]
        for line in lines if geometry["type"] == "MultiLineString" else [lines]:
            points = np.asarray(_dense(line))
            land = mask.contains_many(points[:, 0].copy(), points[:, 1].copy())
            total += len(points) * STEP_NM
            if land.any():
                land &= ~shapely.contains_xy(channels, points[:, 0], points[:, 1])
                on_land += land.sum() * STEP_NM
                worst = max(worst, _longest(land) * STEP_NM)
    assert total > 100_000
    longest, share = FLOORS[_data_file()[1]]
    assert worst <= longest
    assert on_land / total < share


def _on_lakes(p: Position) -> bool:
    great_lakes = -93 < p.lon < -73 and 41 < p.lat < 49.5
    caspian = 46 < p.lon < 55 and 36 < p.lat < 48
    return great_lakes or caspian


def _dense(line: list) -> list[tuple[float, float]]:
    """Points every quarter of a mile along the straight lines as drawn."""
    out = []
    for (ax, ay), (bx, by) in pairwise(line):
        far = np.hypot((bx - ax) * np.cos(np.radians((ay + by) / 2)), by - ay) * 60
        n = max(1, int(far / STEP_NM))
        out += [(ax + (bx - ax) * k / n, ay + (by - ay) * k / n) for k in range(n)]
    return out


def _longest(flags: np.ndarray) -> int:
    best = run = 0
    for f in flags:
        run = run + 1 if f else 0
        best = max(best, run)
    return best
