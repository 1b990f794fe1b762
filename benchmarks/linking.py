"""How long linking takes when each story stands in dozens of reports.

    python -m benchmarks.linking [REPORTS COPIES]

Prints processor seconds for reading and for linking, the least of three runs, and a
digest of the incidents: a change that is only about speed leaves it as it was.
"""

from __future__ import annotations

import datetime
import hashlib
import random
import sys
import time

from offing.claims import extract_claims
from offing.incidents import link_incidents
from offing.model import Report, to_json
from offing.reports import read_report

PORTS = (
    ("Lagos", "Gulf of Guinea"), ("Hodeidah", "Red Sea"), ("Aden", "Gulf of Aden"),
    ("Fujairah", "Gulf of Oman"), ("Odesa", "Black Sea"), ("Kaohsiung", "Taiwan Strait"),
    ("Singapore", "Singapore Strait"), ("Rotterdam", "North Sea"), ("Balboa", "Pacific Ocean"),
)  # fmt: skip
BODIES = ("Harbour Union", "Port Authority", "Coast Guard", "Ministry of Transport", "Navy")
RUNS = 3


def make_reports(count: int, copies: int) -> list[Report]:
    """``count`` reports, ``copies`` of each story: shuffled, cut short, with a line more."""
    rng = random.Random(1)
    out: list[Report] = []
    story = 0
    while len(out) < count:
        port, sea = PORTS[story % len(PORTS)]
        body = BODIES[story % len(BODIES)]
        day = datetime.date(2025, 3, 1) + datetime.timedelta(days=story * 3 % 200)
        told = [
            f"The {body} of {port} said on {day:%A} that the port of {port} was closed to all "
            f"ships after a collision with reference {rng.randint(100, 999)}.",
            f"Armed men boarded a tanker {rng.randint(5, 60)} miles off {port} in the {sea} on "
            f"{day:%A} and took {rng.randint(1, 9)} sailors, the {body} said.",
            f"Two shipping lines suspended sailings to {port} until further notice, according to "
            f"the {body}.",
        ]
        for copy in range(min(copies, count - len(out))):
            lines = rng.sample(told, len(told) - (copy % 3 == 1))
            if copy % 4 == 2:
                lines.append(f"Traders in {port} said that rates went up {copy} per cent.")
            text = f"Outlet {story}-{copy}\n{day:%d %B %Y}\n\n" + "\n\n".join(lines) + "\n"
            published = day + datetime.timedelta(days=copy % 3)
            out.append(read_report(text.encode(), published=published))
        story += 1
    return out


def main(count: int = 500, copies: int = 25) -> None:
    """Measure and print."""
    reports = make_reports(count, copies)
    reading, linking = [], []
    for _ in range(RUNS):
        start = time.process_time()
        claims = [claim for report in reports for claim in extract_claims(report)]
        middle = time.process_time()
        incidents = link_incidents(claims, reports)
        reading.append(middle - start)
        linking.append(time.process_time() - middle)
    digest = hashlib.sha256(to_json(incidents)).hexdigest()[:12]
    print(f"{count} reports, {copies} copies of each story, {len(claims)} claims")
    print(f"reading {min(reading):.2f} s, linking {min(linking):.2f} s, incidents {digest}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
