"""How fast notices are read, beside one plain pass of a regular expression over the words.

Run: ``python benchmarks/notices.py [FILE…]`` (text or JSON lines with a ``text`` field, one
message each; without a file, 3,000 made warnings). Times are processor seconds on one core,
the best of several runs; the ratio to the plain pass hardly depends on the machine.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from offing.model import Report
from offing.notices import parse_notices
from offing.places import find_places
from offing.places.positions import find_positions

RUNS = 9
PLAIN = re.compile(r"\d{1,3}-\d\d(?:\.\d+)?[NSEW]|\d{6}Z|\w+")
"""What a user might begin with: positions, date-time groups and words, found and not read."""
SEAS = ("NORTH SEA", "RED SEA", "ARABIAN SEA", "BLACK SEA", "GULF OF GUINEA")
KINDS = (
    "CABLE OPERATIONS {a}Z TO {b}Z MAR IN AREA BOUND BY\n{p}, {q},\n{r}, {s}.",
    "BUOY ADRIFT IN {p}.",
    "GUNNERY EXERCISES {a}Z TO {b}Z MAR IN AREA BOUND BY\n{p}, {q}, {r}.",
    "EXAMPLE LIGHT UNLIT IN {p}.",
)


def made_messages(count: int) -> list[str]:
    """Warnings of our own in the usual form."""
    rng = random.Random(7)

    def spot() -> str:
        lat, lon = rng.uniform(0, 60), rng.uniform(0, 179)
        return (
            f"{int(lat):02d}-{lat % 1 * 59.9:04.1f}{rng.choice('NS')} "
            f"{int(lon):03d}-{lon % 1 * 59.9:04.1f}{rng.choice('EW')}"
        )

    out = []
    for number in range(1, count + 1):
        day = rng.randint(1, 26)
        body = rng.choice(KINDS).format(
            a=f"{day:02d}0600", b=f"{day + 1:02d}1800", p=spot(), q=spot(), r=spot(), s=spot()
        )
        out.append(
            f"HYDROLANT {number}/24(36).\n{rng.choice(SEAS)}.\nDNC 08.\n1. {body}\n"
            f"2. CANCEL THIS MSG {day + 1:02d}1900Z MAR 24.\n"
        )
    return out


def messages_of(path: str) -> list[str]:
    """The messages of a file: JSON lines, or text parted by blank lines."""
    data = Path(path).read_bytes()
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8", "replace")
    if text.startswith("{"):
        return [json.loads(line)["text"] for line in text.splitlines() if line.strip()]
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def best_seconds(run: Callable[[], object]) -> float:
    """Processor seconds of the quickest of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print words a second of each, and how many plain passes it takes."""
    texts = [t for path in sys.argv[1:] for t in messages_of(path)] or made_messages(3000)
    words = sum(len(t.split()) for t in texts)
    reports = [
        Report(id="0" * 64, kind="notice", source="b", media_type="text/plain", text=t)
        for t in texts
    ]
    plain = best_seconds(lambda: [PLAIN.findall(t) for t in texts])
    rows: list[tuple[str, Callable[[], object]]] = [
        ("one plain pass", lambda: [PLAIN.findall(t) for t in texts]),
        ("positions alone", lambda: [find_positions(t) for t in texts]),
        ("place names alone", lambda: [find_places(t) for t in texts]),
        ("notices, end to end", lambda: [parse_notices(r) for r in reports]),
    ]
    print(f"{len(texts):,} messages, {words:,} words")
    for name, run in rows:
        seconds = best_seconds(run)
        print(f"{name:22s}{words / seconds:>12,.0f} words/s{seconds / plain:>8.1f} plain passes")


if __name__ == "__main__":
    main()
