"""Linking measured: one incident written up by two issuers, among near misses.

Pairs of ASAM and IMB texts about one incident are pooled with other entries of both
lists from the same week and within 100 km. Scored are all pairs of an ASAM and an IMB
text of which at least one belongs to a known pair; a pair counts as linked when both
texts stand in one incident. A text from which no claim is read counts as missed.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from offing.incidents import link_incidents
from offing.model import Position, Report
from offing.notices import claims_from_notices, parse_notices
from offing.places.earth import distance_nm
from offing.reports import read_report

FLOOR_F = 0.975
FLOOR_F_OF_READ = 0.98
"""The same, counting only pairs of which claims are read from both texts."""
FLOOR_NOT_INDEPENDENT = 0.98
NEAR_NM = 100 / 1.852
WEEK = 7
_DMS = re.compile(r"(\d+)°(\d+)'([\d.]+)\"([NSEW])")


class Entry(NamedTuple):
    side: str
    pair: int
    date: datetime.date
    spot: Position | None
    text: str


def _pairs(folder: Path) -> list[Entry]:
    raw = json.loads(gzip.decompress((folder / "asam" / "asam_imb_pairs.json.gz").read_bytes()))
    return [
        Entry(side, n, datetime.date.fromisoformat(p[f"date_{side}"]), None, p[f"{side}_text"])
        for n, p in enumerate(raw)
        for side in ("asam", "imb")
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))


def _position(text: str) -> Position | None:
    found = [
        (int(d) + int(m) / 60 + float(s) / 3600) * (-1 if h in "SW" else 1)
        for d, m, s, h in _DMS.findall(text)
    ]
    return Position(found[1], found[0]) if len(found) == 2 else None


def _others(folder: Path) -> list[Entry]:
    out = []
    for row in _rows(folder / "asam" / "asam.csv.gz"):
        if row["date"] >= "2014-12":
            day = datetime.date.fromisoformat(row["date"])
            out.append(Entry("asam", -1, day, _position(row["position"]), row["description"]))
    for row in _rows(folder / "imb" / "imb.csv.gz"):
        if row["date"] >= "2014-12" and row["attack_description"] not in ("", "NA"):
            spot = Position(float(row["longitude"]), float(row["latitude"]))
            day = datetime.date.fromisoformat(row["date"])
            out.append(Entry("imb", -1, day, spot, row["attack_description"]))
    return [e for e in out if e.spot]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _pool(folder: Path) -> list[Entry]:
    """The pairs, and every other entry that nearly misses one of them."""
    pairs = _pairs(folder)
    own = {_key(e.text) for e in pairs}
    spots: dict[str, Position | None] = {}
    others = _others(folder)
    for entry in others:
        spots.setdefault(_key(entry.text), entry.spot)
    known = [(e.date, spots.get(_key(e.text))) for e in pairs]
    near = [
        e
        for e in others
        if _key(e.text) not in own
        and any(
            abs((e.date - day).days) <= WEEK and spot and e.spot
            and distance_nm(e.spot, spot) <= NEAR_NM
            for day, spot in known
        )
    ]  # fmt: skip
    return pairs + near


def _linked(pool: list[Entry]) -> tuple[set[tuple[int, int]], set[tuple[str, int]]]:
    """(pairs of ASAM and IMB entries in one incident, entries with claims), by index."""
    reports: dict[str, Report] = {}
    index: dict[str, int] = {}
    claims, notices = [], []
    for n, entry in enumerate(pool):
        # Entries appear days after the event; the issue date is all that a reader has.
        issued = entry.date + datetime.timedelta(days=5)
        report = read_report(f"{entry.text}\n".encode(), published=issued)
        if report.id in reports:
            continue
        reports[report.id], index[report.id] = report, n
        found = parse_notices(report)
        notices += found
        claims += claims_from_notices(found, report)
    linked: set[tuple[int, int]] = set()
    for incident in link_incidents(claims, reports.values(), notices=notices):
        members = {index[v.report_id] for v in incident.voices}
        asam = [n for n in members if pool[n].side == "asam"]
        imb = [n for n in members if pool[n].side == "imb"]
        linked |= {(a, b) for a in asam for b in imb}
    read = {(pool[index[c.report_id]].side, pool[index[c.report_id]].pair) for c in claims}
    return linked, read


def measure(folder: Path) -> dict[str, float]:
    """Precision, recall and F of linking, over all pairs and over those that were read."""
    pool = _pool(folder)
    linked, read = _linked(pool)
    known = {n for n, e in enumerate(pool) if e.pair >= 0}
    by_pair = {(e.side, e.pair): n for n, e in enumerate(pool) if e.pair >= 0}
    count = max(e.pair for e in pool) + 1
    gold = {(by_pair["asam", k], by_pair["imb", k]) for k in range(count)}
    made = {(a, b) for a, b in linked if a in known or b in known}
    legible = {(by_pair["asam", k], by_pair["imb", k]) for k in range(count)
               if ("asam", k) in read and ("imb", k) in read}  # fmt: skip
    right = len(made & gold)
    return {
        "pairs": len(gold), "pool": len(pool), "read": len(legible),
        "precision": right / len(made), "recall": right / len(gold),
        "f": 2 * right / (len(made) + len(gold)),
        "f_of_read": 2 * right / (len(made) + len(legible)),
    }  # fmt: skip


@pytest.mark.slow
def test_one_incident_in_two_lists_is_linked(shared_data: Path) -> None:
    figures = measure(shared_data)
    print(figures)
    assert figures["pool"] > figures["pairs"] * 2 + 50, "too few near misses to mean anything"
    assert figures["f"] >= FLOOR_F, figures
    assert figures["f_of_read"] >= FLOOR_F_OF_READ, figures


_CITES = re.compile(r"\((?:IMB|UKMTO|ReCAAP|ONI|MSCHOA|Reuters|AP|IFC|MDAT-GoG)\)")


def test_entries_that_cite_another_issuer_are_no_source_of_their_own(shared_data: Path) -> None:
    rows = [
        r for r in _rows(shared_data / "asam" / "asam.csv.gz") if _CITES.search(r["description"])
    ]
    right = 0
    sample = rows[::16]
    for row in sample:
        issued = datetime.date.fromisoformat(row["date"]) + datetime.timedelta(days=5)
        report = read_report(f"{row['description']}\n".encode(), published=issued)
        notices = parse_notices(report)
        claims = claims_from_notices(notices, report)
        incidents = link_incidents(claims, [report], notices=notices)
        roots = {o.name for i in incidents for o in i.origins}
        right += bool(roots) and not roots & {n.issuer for n in notices}
    share = right / len(sample)
    print({"entries": len(rows), "sample": len(sample), "not_independent": share})
    assert share >= FLOOR_NOT_INDEPENDENT, share
