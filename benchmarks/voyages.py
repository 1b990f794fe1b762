"""Voyages: many at once, and drawn. Prints seconds of wall clock and of processor, best of three.

    python benchmarks/voyages.py

Ways are made up from a fixed seed: every ship class, canals, listed waters and scopes of
emissions trading. Each figure is of one process on one machine.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np

from offing.sea.tables import ship_classes
from offing.voyage.kernel import Ways, cost_cases, empty_ways, extra_cases
from offing.voyage.simulate import drivers, simulate

CLASSES = tuple(ship_classes())


def made_ways(count: int, seed: int = 1) -> tuple[Ways, Ways]:
    """Ways by a canal and, in their place, longer ones round it."""
    rng = np.random.default_rng(seed)
    ways = empty_ways(count)
    ways.distance_nm[:] = rng.uniform(2000, 12_000, count)
    ways.ship[:] = rng.integers(0, len(CLASSES), count)
    speeds = np.array([c.speed_kn for c in ship_classes().values()])
    ways.speed_kn[:] = speeds[ways.ship]
    ways.canals[:, 0] = rng.integers(0, 2, count)
    ways.inside_nm[:, 0] = 1100.0 * ways.canals[:, 0]
    ways.ets[:] = rng.integers(0, 4, count)
    longer = ways._replace(
        distance_nm=ways.distance_nm + 3300.0, canals=np.zeros_like(ways.canals),
        inside_nm=np.zeros_like(ways.inside_nm),
    )  # fmt: skip
    return ways, longer


def best_of(work: Callable[[], object], times: int = 3) -> str:
    """Wall clock and processor seconds of the fastest of several runs."""
    wall, used = [], []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        used.append(time.process_time() - busy)
    return f"{min(wall):8.3f} s wall {min(used):8.3f} s processor"


def peak_mb() -> float:
    """Most memory held so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    cost_cases(made_ways(10)[0], CLASSES)
    before = peak_mb()
    for count in (1_000, 4_000):
        ways, longer = made_ways(count)
        took = best_of(lambda w=ways, v=longer: simulate(v, CLASSES, base=w), 1)
        print(f"{count:7,} differences x 10,000 draws  {took}, {peak_mb() - before:,.0f} MB more")
    ways, longer = made_ways(1_000)
    for threads in (1, 2):
        took = best_of(lambda t=threads: simulate(ways, CLASSES, threads=t))
        print(f"  1,000 ways x 10,000 draws, {threads} threads  {took}")
    print(f"  drivers of 1,000 differences  {best_of(lambda: drivers(longer, CLASSES, base=ways))}")
    for count in (1_000, 10_000, 100_000):
        ways, longer = made_ways(count)
        print(f"{count:7,} ways, low/mid/high  {best_of(lambda w=ways: cost_cases(w, CLASSES))}")
        more = best_of(lambda w=ways, v=longer: extra_cases(v, w, CLASSES))
        print(f"{count:7,} differences         {more}")


if __name__ == "__main__":
    main()
