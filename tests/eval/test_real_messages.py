"""Whole briefs of real messages: three of each family that the project is measured against."""

from __future__ import annotations

import csv
import datetime
import gzip
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from offing import Position, build_brief, read_report
from offing.places.earth import distance_nm
from offing.text.neutral import loaded_terms

if TYPE_CHECKING:
    from pathlib import Path

    from offing.model import Brief

FAMILIES = ("ukmto", "asam", "warning")


def rows(shared_data: Path, family: str) -> list[dict[str, Any]]:
    """The first three records of a family that have a text of some length."""
    if family == "ukmto":
        found = json.loads((shared_data / "ukmto" / "ukmto.json").read_text("utf-8"))
    elif family == "asam":
        csv.field_size_limit(sys.maxsize)
        with gzip.open(shared_data / "asam" / "asam.csv.gz", "rt", encoding="utf-8") as lines:
            found = [
                {"text": r["description"], "date": r["date"], "position": r["position"]}
                for _, r in zip(range(40), csv.DictReader(lines), strict=False)
            ]
    else:
        path = shared_data / "broadcast-warnings" / "warnings.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for _, line in zip(range(40), lines, strict=False)]
    return [r for r in found if len(r["text"].split()) > 12 and "CANCEL" not in r["text"]][:3]


def brief_of(record: dict[str, Any]) -> Brief:
    text = record["text"]
    if "msgNumber" in record:
        year = record["msgYear"][2:]
        text = f"HYDROLANT {record['msgNumber']}/{year}.\n{record['issueDate']}\n{text}"
    day = record.get("created", record.get("date"))
    published = datetime.date.fromisoformat(day[:10]) if day else None
    return build_brief([read_report(text.encode(), published=published)], lanes=[])


@pytest.mark.parametrize("family", FAMILIES)
def test_every_message_makes_a_brief_that_keeps_the_rules(shared_data: Path, family: str) -> None:
    found = rows(shared_data, family)
    assert len(found) == 3
    for record in found:
        brief = brief_of(record)
        assert brief.notices, "a real message must be recognised as one"
        assert brief.claims
        texts = {r.id: r.text for r in brief.reports}
        for claim in brief.claims:
            assert claim.notice_id
            for e in claim.evidence:
                assert texts[e.report_id][e.start : e.end] == e.text
            assert not loaded_terms(claim.paraphrase)
        assert brief.headline.startswith("As of ")
        assert not loaded_terms(brief.headline)
        assert not brief.scenario.restrictions
        assert not any(r.target.kind in ("passage", "port") for r in brief.restrictions)


def test_ukmto_positions_lie_within_their_radius(shared_data: Path) -> None:
    for record in rows(shared_data, "ukmto"):
        (notice, *_) = brief_of(record).notices
        assert notice.family == "ukmto"
        assert notice.subject != "other"
        assert notice.position is not None
        off = distance_nm(
            Position(notice.position.lon, notice.position.lat),
            Position(record["lon"], record["lat"]),
        )
        assert off <= notice.position.radius_nm


def test_asam_dates_are_those_of_the_event(shared_data: Path) -> None:
    for record in rows(shared_data, "asam"):
        (notice, *_) = brief_of(record).notices
        assert notice.family == "asam"
        assert notice.subject != "other"
        assert notice.position is not None
        assert (notice.position.basis == "stated") == bool(notice.positions)
        assert (notice.when.earliest or "")[:10] == record["date"]


def test_warnings_carry_number_series_and_positions(shared_data: Path) -> None:
    for record in rows(shared_data, "warning"):
        (notice, *_) = brief_of(record).notices
        assert (notice.series, notice.number) == ("HYDROLANT", int(record["msgNumber"]))
        assert notice.year == int(record["msgYear"])
        assert notice.subject != "other"
