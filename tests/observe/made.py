"""Daily transits made up here: a level, weekdays, chance, and a reaction that is known."""

from __future__ import annotations

import datetime
import math
import random

FIRST = datetime.date(2021, 1, 1)
CLASSES = {"container": 20, "dry_bulk": 18, "general_cargo": 8, "roro": 4, "tanker": 25}
PORTIDS = {"bab-el-mandeb": ("chokepoint4", "Bab el-Mandeb Strait")}


def poisson(draw: random.Random, mean: float) -> int:
    """A count by Knuth's method (means here are small)."""
    limit, k, p = math.exp(-mean), 0, 1.0
    while True:
        p *= draw.random()
        if p <= limit:
            return k
        k += 1


def days(n: int) -> list[datetime.date]:
    return [FIRST + datetime.timedelta(days=k) for k in range(n)]


def reaction(day: datetime.date, start: datetime.date, share: float, ramp: float) -> float:
    """The part that still comes on a day."""
    gone = (day - start).days
    return 1 - share * min(1.0, max(0.0, gone / ramp if ramp else float(gone >= 0)))


def series(
    seed: int, mean: float, n: int, start: datetime.date, share: float, ramp: float
) -> dict[datetime.date, float]:
    """Counts with weekdays and chance, and a reaction."""
    draw = random.Random(seed)
    week = (1.04, 1.0, 0.97, 1.02, 1.01, 0.98, 0.98)
    return {
        d: float(poisson(draw, mean * week[d.weekday()] * reaction(d, start, share, ramp)))
        for d in days(n)
    }


def official_csv(
    n: int, start: datetime.date, shares: dict[str, float], ramp: float, seed: int = 1,
    stamp: str = "{:%Y/%m/%d} 00:00:00+00",
) -> str:  # fmt: skip
    """The columns of PortWatch's own download, with made-up counts by class."""
    parts = list(CLASSES)
    head = ["date", "year", "month", "day", "portid", "portname", *(f"n_{c}" for c in parts),
            "n_cargo", "n_total", *(f"capacity_{c}" for c in parts), "capacity_cargo", "capacity",
            "ObjectId"]  # fmt: skip
    counts = {
        c: series(seed + k, CLASSES[c], n, start, shares.get(c, 0.0), ramp)
        for k, c in enumerate(parts)
    }
    rows = [",".join(head)]
    for k, d in enumerate(days(n)):
        by = {c: int(counts[c][d]) for c in parts}
        cargo = sum(v for c, v in by.items() if c != "tanker")
        values = [stamp.format(d), d.year, d.month, d.day, *PORTIDS["bab-el-mandeb"],
                  *by.values(), cargo, cargo + by["tanker"], *(v * 1000 for v in by.values()),
                  cargo * 1000, 1, k + 1]  # fmt: skip
        rows.append(",".join(map(str, values)))
    return "\n".join(rows) + "\n"
