"""Scenarios in time: reading daily transits, comparing and fitting, queues, ships at sea.

    python benchmarks/observe.py

The file is made up in the layout of PortWatch's own download: 28 passages, 2,800 days, with
the columns of all classes. Times are processor seconds and wall seconds, the least of three
runs, so that a busy machine only ever makes the latter longer. The growth of reading is the
time of the whole file over that of a quarter of its days.
"""

from __future__ import annotations

import datetime
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from offing.model import Lane, Restriction, Scenario, Target
from offing.observe import observe_transits, read_transits
from offing.places.tables import read_rows
from offing.sea import open_sea
from offing.voyage.at_sea import ships_at_sea
from offing.voyage.queue import queue_at_block, queue_in_scenario

FIRST = datetime.date(2019, 1, 1)
DAYS = 2_800
MEANS = {"container": 18, "dry_bulk": 16, "general_cargo": 8, "roro": 4, "tanker": 24}


def timed(work: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """Processor and wall seconds, the least of several runs."""
    cpu, wall = [], []
    for _ in range(times):
        begun, clock = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - begun)
        wall.append(time.perf_counter() - clock)
    return min(cpu), min(wall)


def write(path: Path, days: int) -> None:
    """A made-up download of so many days."""
    draw = random.Random(1)
    kinds = [f"n_{k}" for k in MEANS]
    head = ["date", "year", "month", "day", "portid", "portname", *kinds, "n_cargo", "n_total",
            "capacity"]  # fmt: skip
    rows = [",".join(head)]
    for row in read_rows("chokepoints", "portwatch.csv"):
        for k in range(days):
            day = FIRST + datetime.timedelta(days=k)
            counts = [max(0, round(draw.gauss(m, m**0.5))) for m in MEANS.values()]
            cargo = sum(counts[:-1])
            rows.append(f"{day},{day.year},{day.month},{day.day},{row['portid']},{row['portname']},"
                        f"{','.join(map(str, counts))},{cargo},{cargo + counts[-1]},1")  # fmt: skip
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """Print one line for each piece of work."""
    start = FIRST + datetime.timedelta(days=DAYS - 200)
    target = Target(kind="passage", id="suez", name="Suez Canal")
    scenario = Scenario(restrictions=(
        Restriction(id="x", target=target, effect="avoided", share=0.5, start=start, ramp_days=21),
    ))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder) / "whole.csv", Path(folder) / "part.csv"
        write(whole, DAYS)
        write(part, DAYS // 4)
        show(f"read {28 * DAYS:,} rows of 28 passages", timed(lambda: read_transits(whole)))
        growth = timed(lambda: read_transits(whole))[0] / timed(lambda: read_transits(part))[0]
        print(f"  growth of reading with four times the days: {growth:.1f}")
        transits = read_transits(whole)
    show(
        "compare and fit one passage, 6 kinds", timed(lambda: observe_transits(transits, scenario))
    )
    at = datetime.datetime(2021, 3, 23, 5, 40)
    show("queue of 6 days, 200 draws", timed(lambda: queue_at_block(
        56.4, at, at + datetime.timedelta(6.3), during_per_day=9, after_per_day=78)))  # fmt: skip
    show("queue of 8 months, 200 draws", timed(lambda: queue_in_scenario(
        Scenario.from_file("panama-2023"), "panama", 34.0, after_per_day=38.0)))  # fmt: skip
    sea = open_sea()
    lane = Lane(id="a", origin="CNSHA", destination="NLRTM", ship_class="container-14k",
                sailings_per_week=14.0)  # fmt: skip
    red_sea = Scenario.from_file("red-sea-2023")
    day = datetime.date(2024, 1, 15)
    show(
        "44 ships of one lane at sea", timed(lambda: ships_at_sea(lane, red_sea, date=day, sea=sea))
    )
    show("read and check a scenario", timed(lambda: Scenario.from_file("red-sea-2023")))


def show(what: str, found: tuple[float, float]) -> None:
    """One line: what, processor seconds, wall seconds."""
    print(f"{what:<42} {found[0]:7.3f} s processor  {found[1]:7.3f} s wall")


if __name__ == "__main__":
    main()
