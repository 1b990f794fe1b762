"""See what the tables of the sea do: gates on the coast data, and the ports that each cuts off.

    python tools/check_sea_data.py gates     land and water along every gate, in nautical miles
    python tools/check_sea_data.py cuts      ports that lose the ocean when a passage shuts

``gates`` reads the coast data alone (some 10 s); ``cuts`` needs the built network. A gate
that cuts must show land (``#``) at both ends; one that is written ``detect`` need not.
"""

from __future__ import annotations

import sys
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from offing.model import Position, Scenario
from offing.places.earth import distance_nm

STEPS_PER_DEGREE = 256
OCEANS = ("Recife", "Honolulu", "Port Louis")
"""A port on each ocean: a port that reaches none of them is cut off."""


def stretches(line: tuple[tuple[float, float], ...], mask: np.ndarray) -> list[tuple[bool, float]]:
    """Land (true) and water along a line with the length of each, nautical miles."""
    points: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(line):
        n = max(2, int(max(abs(x1 - x0), abs(y1 - y0)) * STEPS_PER_DEGREE))
        points += [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n)]
    points.append(line[-1])
    land = []
    for lon, lat in points:
        row = min(mask.shape[0] - 1, max(0, int((90 - lat) * 128)))
        col = int(((lon + 180) % 360) * 128) % (360 * 128)
        land.append(not (mask[row, col >> 3] >> (7 - (col & 7))) & 1)
    out = []
    for dry, run in groupby(range(len(points)), key=land.__getitem__):
        part = list(run)
        a, b = points[part[0]], points[min(part[-1] + 1, len(points) - 1)]
        out.append((dry, distance_nm(Position(*a), Position(*b))))
    return out


def check_gates() -> int:
    """Print every gate; the count of those that leak round an end."""
    from offing.sea.coast import water_mask
    from offing.sea.tables import fairways, gates
    from offing.sea.water import carve

    mask = water_mask()
    carve(mask, fairways())
    wrong = 0
    for gate in gates():
        for line in gate.lines:
            parts = stretches(line, mask)
            loose = not (parts[0][0] and parts[-1][0]) and abs(line[-1][1]) < 85
            dry = all(land for land, _ in parts)
            bad = dry or (loose and not gate.detect)
            wrong += bad
            shown = " ".join(f"{'#' if land else '~'}{nm:.1f}" for land, nm in parts)
            print(f"{gate.passage:22} {shown}{'   <-- look here' if bad else ''}")
    return wrong


def check_cuts() -> int:
    """Print how many ports each passage cuts off from all oceans when it alone is shut."""
    from offing.sea import open_sea
    from offing.sea.tables import gates

    sea = open_sea()
    ports = sea.ports
    ends = [p.id for p in ports]
    reach = np.isfinite(sea.distances(OCEANS, ends)).any(0)
    shut = ", ".join(ports[i].name for i in np.flatnonzero(~reach))
    print(f"no way to any ocean as it is: {shut or 'none'}")
    for passage in dict.fromkeys(g.passage for g in gates() if not g.closed_by_default):
        now = np.isfinite(sea.distances(OCEANS, ends, Scenario.closing(passage))).any(0)
        lost = np.flatnonzero(reach & ~now)
        names = ", ".join(ports[i].name for i in lost[:4])
        print(f"{passage:22} {len(lost):4d}  {names}")
    return 0


if __name__ == "__main__":
    task = {"gates": check_gates, "cuts": check_cuts}.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if task is None:
        sys.exit(__doc__)
    sys.exit(1 if task() else 0)
