"""How much of drawn ways lies on land, by coasts that are not ours (roaring-landmask).

    python benchmarks/land.py [ROUTES] [SEED]

Ways between that many pairs of ports (1,000), drawn at random, are looked at every quarter
of a mile against two coasts: GSHHG in full and OpenStreetMap's. Left out are places within
0.04° of a written-down fairway (canals, dredged channels and rivers, which coasts draw as
land) and lakes of the coast data, which both take for land: wide rivers are drawn as such.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise

import numpy as np
import shapely
from roaring_landmask import LandmaskProvider, RoaringLandmask

from offing.model import Position
from offing.sea import open_sea
from offing.sea.coast import _data_file, read_lines
from offing.sea.tables import fairways

STEP_NM = 0.25
FAIRWAY_DEG = 0.04
LAKE = 2
"""The level of lakes in the coast data; land is 1."""


def on_lakes(p: Position) -> bool:
    """Whether a port lies on the Great Lakes or the Caspian, which other coasts call land."""
    return (-93 < p.lon < -73 and 41 < p.lat < 49.5) or (46 < p.lon < 55 and 36 < p.lat < 48)


def inland_waters() -> shapely.Geometry:
    """Fairways, with room beside them, and the lakes of our coast data."""
    lines = read_lines("gshhs")
    folder, letter = _data_file()
    level = np.loadtxt(folder / f"gshhsmeta_{letter}.dat", usecols=0, dtype=np.int64)
    lakes = [
        shapely.Polygon(lines.points[lines.first[k] : lines.first[k] + lines.counts[k]])
        for k in np.flatnonzero((level == LAKE) & (lines.counts > 3))
    ]
    channels = shapely.union_all([shapely.LineString(f) for f in fairways()])
    found = shapely.union_all(
        [channels.buffer(FAIRWAY_DEG), *(shapely.make_valid(lake) for lake in lakes)]
    )
    shapely.prepare(found)
    return found


def points_along(line: list[list[float]]) -> np.ndarray:
    """Points every quarter of a mile along straight lines as drawn: (n, 2) lon, lat."""
    out = []
    for (ax, ay), (bx, by) in pairwise(line):
        far = np.hypot((bx - ax) * np.cos(np.radians((ay + by) / 2)), by - ay) * 60
        n = max(1, int(far / STEP_NM))
        part = np.arange(n) / n
        out.append(np.stack([ax + (bx - ax) * part, ay + (by - ay) * part], 1))
    return np.concatenate(out) if out else np.zeros((0, 2))


def stretches(flags: np.ndarray) -> list[tuple[int, int]]:
    """First and count of each run of true flags."""
    edge = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(a), int(b - a)) for a, b in zip(edge[::2], edge[1::2], strict=True)]


def main(count: int, seed: int) -> None:
    """Print, for each coast, miles on land, their share, and the longest stretches."""
    sea = open_sea()
    inland = inland_waters()
    rng = np.random.default_rng(seed)
    ports = [p for p in sea.ports if abs(p.position.lat) < 66 and not on_lakes(p.position)]
    ways = []
    for _ in range(count):
        a, b = rng.choice(len(ports), 2, replace=False)
        geometry = sea.route(ports[a].id, ports[b].id).geometry
        if geometry is None:
            continue
        lines = geometry["coordinates"]
        parts = lines if geometry["type"] == "MultiLineString" else [lines]
        ways.extend((f"{ports[a].name} - {ports[b].name}", points_along(part)) for part in parts)
    total = sum(len(points) for _, points in ways) * STEP_NM
    for name, provider in (("GSHHG", LandmaskProvider.Gshhg), ("OSM", LandmaskProvider.Osm)):
        start = time.perf_counter()
        coast = RoaringLandmask.new_with_provider(provider)
        found: list[tuple[float, str, list[float]]] = []
        for who, points in ways:
            land = coast.contains_many(points[:, 0].copy(), points[:, 1].copy())
            if land.any():
                land[land] = ~shapely.contains_xy(inland, *points[land].T)
                for first, n in stretches(land):
                    found.append((n * STEP_NM, who, points[first].round(3).tolist()))
        found.sort(reverse=True)
        nm = sum(f[0] for f in found)
        print(
            f"{name}: {count} routes, {total:,.0f} nm; on land {nm:.1f} nm = {nm / total:.5%}, "
            f"{len(found)} stretches, longest {found[0][0] if found else 0} nm, over 1 nm: "
            f"{sum(f[0] > 1 for f in found)} ({time.perf_counter() - start:.0f} s)"
        )
        for far, who, at in found[:8]:
            print(f"    {far:5.2f} nm at {at} on {who}")


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:3]]
    main(*(numbers + [1000, 7][len(numbers) :]))
