"""Lanes under a scenario: how long they take, beside the same work with searoute.

    python benchmarks/lanes.py [--rows N]

Lanes are drawn between ports that a container ship of 8,000 TEU reaches, with a fixed seed.
Times are processor seconds and wall seconds of the best of three runs, so that a busy
machine only ever makes the latter longer. searoute (no dependency; measured where it is
installed) answers one pair at a time and knows no scenario but a list of passages to
avoid: it is timed on a few of the lanes, each open and under the closure, and scaled up.
What it does not do at all (status, passages crossed, days, fuel, cost, sums) is not added
to its time. `--rows` also streams a CSV of that many rows through the command's code.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from offing.model import Lane, Scenario
from offing.sea import Sea, open_sea
from offing.voyage.book import ExposureRun, exposure

LANES = 10_000
SIMULATED = 1_000
DRAWS = 10_000
SHIP = "container-8k"
TIMED = 15
"""Pairs that searoute is timed on."""
CLOSURES = ("suez", "panama", "malacca", "bab-el-mandeb", "gibraltar", "hormuz")


def timed(work: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """Processor and wall seconds of the fastest of several runs."""
    found = []
    for _ in range(times):
        wall, own = time.perf_counter(), time.process_time()
        work()
        found.append((time.process_time() - own, time.perf_counter() - wall))
    return min(found)


def told(name: str, spent: tuple[float, float], tail: str = "") -> None:
    """One line of figures."""
    print(f"{name:52s} {spent[0]:7.2f} s CPU {spent[1]:7.2f} s wall{tail}")


def drawn_lanes(sea: Sea, number: int, classes: Sequence[str] = (SHIP,)) -> list[Lane]:
    """Lanes between ports that the ship reaches, the same for every run."""
    ids = [p.id for p in sea.ports]
    status = sea.ways([(p, "sgsin") for p in ids], None, SHIP).status.tolist()
    reached = [p for p, s in zip(ids, status, strict=True) if s < 2]
    dice = random.Random(20261122)
    return [
        Lane(
            id=f"L{k}", origin=dice.choice(reached), destination=dice.choice(reached),
            ship_class=classes[k % len(classes)], sailings_per_week=1.0, teu_per_week=500.0,
        )
        for k in range(number)
    ]  # fmt: skip


def ours(sea: Sea) -> float:
    """Print our own figures; returns CPU seconds of the main one."""
    lanes = drawn_lanes(sea, LANES)
    suez = Scenario.closing("suez")
    exposure(lanes, suez, sea=sea)  # the compiler, the hierarchy, the open ways
    told(f"{LANES:,} lanes, all ways known", timed(lambda: exposure(lanes, suez, sea=sea)))
    shut = iter(CLOSURES[1:])
    warm = timed(lambda: exposure(lanes, Scenario.closing(next(shut)), sea=sea))
    told(f"{LANES:,} lanes, new closure, open ways known", warm)
    cold = []
    for _ in range(2):
        other = open_sea()
        _ = other._network.hierarchy  # what loading the network is
        cold.append(timed(lambda: exposure(lanes, suez, sea=other), 1))  # noqa: B023
    told(f"{LANES:,} lanes, nothing known but the network", min(cold))
    for number in (2_500, 5_000, 20_000):
        some = drawn_lanes(sea, number)
        told(f"{number:,} lanes, all ways known", timed(lambda: exposure(some, suez, sea=sea)))  # noqa: B023
    changed = [x.lane_id for x in exposure(lanes, suez, sea=sea).lanes if x.status == "longer"]
    keep = set(changed[:SIMULATED])
    book = [x for x in lanes if x.id in keep]
    told(
        f"{len(book):,} lanes that all change, {DRAWS:,} draws",
        timed(lambda: exposure(book, suez, sea=sea, draws=DRAWS)),
    )
    told(f"{len(book):,} lanes that all change, no draws",
         timed(lambda: exposure(book, suez, sea=sea)))  # fmt: skip
    classes = tuple(s.id for s in sea.ship_classes)
    mixed = drawn_lanes(sea, LANES, classes)
    told(f"{LANES:,} lanes of {len(classes)} ship classes",
         timed(lambda: exposure(mixed, suez, sea=sea), 2))  # fmt: skip
    return warm[0]


def rival(sea: Sea, ours_s: float) -> None:
    """Print what searoute would need for the same lanes, open and under the closure."""
    try:
        import searoute
    except ImportError:
        print("searoute is not installed: left out")
        return
    lanes = drawn_lanes(sea, LANES)
    at = {p.id: list(p.position) for p in sea.ports}
    some = [lanes[k] for k in range(0, LANES, LANES // TIMED)][:TIMED]

    def work() -> None:
        for lane in some:
            ends = at[str(lane.origin)], at[str(lane.destination)]
            for closed in ([], ["suez"]):
                try:
                    searoute.searoute(*ends, units="naut", restrictions=closed)
                except Exception:  # a pair that it cannot do still took its time
                    continue

    spent = timed(work, 2)
    scaled = spent[0] / len(some) * LANES, spent[1] / len(some) * LANES
    told(f"searoute, from {len(some)} of the lanes", scaled)
    print(f"searoute / ours (new closure), CPU: {scaled[0] / ours_s:,.0f}")


def streamed(sea: Sea, rows: int) -> None:
    """Print what a file of many rows takes, and how much memory there was at the end."""
    from offing.voyage.lanes import open_lanes

    lanes = drawn_lanes(sea, 2_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lanes.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("id,POL,POD,vessel class,sailings per month,TEU per month\n")
            dice = random.Random(7)
            for k in range(rows):
                lane = lanes[dice.randrange(len(lanes))]
                file.write(f"L{k},{lane.origin},{lane.destination},{SHIP},4,{k % 900}\n")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

        def work() -> None:
            run = ExposureRun(Scenario.closing("suez"), sea=sea)
            for _chunk in run.stream(open_lanes(path), 0):
                pass
            assert run.result(()).sum.lanes == rows

        told(f"a CSV of {rows:,} rows, streamed", timed(work, 1))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {before:,.0f} MB before, {after:,.0f} MB after")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Time exposures.")
    parser.add_argument("--rows", type=int, default=0, help="also stream a CSV of so many rows")
    rows = parser.parse_args().rows
    sea = open_sea()
    _ = sea._network.hierarchy
    if rows:
        streamed(sea, rows)
        return
    spent = ours(sea)
    rival(sea, spent)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
