"""Reading, in words per second of one core: reports into claims, base install.

    python benchmarks/reading.py [FOLDER | FILE.conll.gz]

FOLDER holds reports (default: the test reports `tests/eval/reports/dev`, where every other
sentence is a claim). A file in the columns of `factuality/dev.conll.gz` (a word a line, the
second column; a blank line ends a sentence) gives ordinary web text instead, twenty sentences
to a report, in which next to nothing is about shipping. All are read and cleaned beforehand;
what is timed is `extract_claims` alone, in processor seconds of this process, the fastest of
several rounds. Words are split at white space. The share of each step is printed below (from
one profiled round, which is slower by itself).
"""

from __future__ import annotations

import cProfile
import gzip
import pstats
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from offing.claims import extract_claims
from offing.reports import read_report, report_from_bytes

if TYPE_CHECKING:
    from offing.model import Report

ROUNDS = 7
HERE = Path(__file__).resolve().parent
STEPS = (
    "document_from_report", "find_places", "find_dates", "attribute", "find_triggers",
    "build_draft", "parse_notices", "find_entries", "unreal_in", "merge_restatements",
)  # fmt: skip


SENTENCES_A_REPORT = 20


def reports_in(path: Path) -> list[Report]:
    """The reports of a folder, or those made of a file of annotated words."""
    if path.is_dir():
        return [
            read_report(p) for p in sorted(path.iterdir()) if p.suffix != ".toml" and p.is_file()
        ]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = lines.read().strip().split("\n\n")
    sentences = [" ".join(w.split("\t")[1] for w in b.splitlines()) for b in blocks]
    return [
        report_from_bytes(
            "\n\n".join(sentences[i : i + SENTENCES_A_REPORT]).encode(), source=f"{path.name}:{i}"
        )
        for i in range(0, len(sentences), SENTENCES_A_REPORT)
    ]


def main(path: Path) -> None:
    """Print words per second and where the time goes."""
    reports = reports_in(path)
    words = sum(len(r.text.split()) for r in reports)
    claims = [c for r in reports for c in extract_claims(r)]  # also loads every table
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for report in reports:
            extract_claims(report)
        best = min(best, time.process_time() - start)
    print(f"{len(reports)} reports, {words:,} words, {len(claims)} claims")
    print(f"{words / best:,.0f} words/s of processor time, fastest of {ROUNDS} rounds")
    profile = cProfile.Profile()
    profile.enable()
    for report in reports:
        extract_claims(report)
    profile.disable()
    stats = pstats.Stats(profile)
    rows = stats.stats.items()  # type: ignore[attr-defined]
    for name in STEPS:
        spent = sum(row[3] for (_, _, function), row in rows if function == name)
        print(f"  {name:24} {spent / stats.total_tt:5.1%}")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE.parent / "tests/eval/reports/dev")
