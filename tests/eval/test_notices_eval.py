"""How well real messages are read: floors just below what was measured.

Counting. A record without a readable position or date, and a text of fewer than 20
characters, is left out of its figure; every other row counts. A row that gets no answer
counts as wrong (and as outside its radius). Where a text states several positions the
best one of the notice is compared; at exactly the limit (1 nm, 161 km, 20 km) it is right.
A date is right when the day of the record is the day read, or lies in the range read.
The issue date given to the reader is the record's date plus five days.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import json
import re
import statistics
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from offing.model import Notice, Position, Report
from offing.notices import is_notice, notices_in_force, parse_notice, parse_notices
from offing.notices.coastal import nearest_port_nm
from offing.notices.locate import locate
from offing.places import find_places
from offing.places.earth import METRES_PER_NM, distance_nm
from offing.places.positions import find_positions

HERE = Path(__file__).parent
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
SERIES = {"A": "HYDROLANT", "C": "HYDROARC"}


def made(text: str, published: datetime.date | None) -> Report:
    return Report(
        id="0" * 64, kind="notice", source="eval", media_type="text/plain", text=text,
        published=published,
    )  # fmt: skip


def moment(written: str | None) -> datetime.datetime | None:
    m = re.match(r"(\d\d)(\d\d)(\d\d)Z ([A-Z]{3}) (\d{4})", written or "")
    if m is None:
        return None
    day, hour, minute = int(m[1]), int(m[2]), int(m[3])
    return datetime.datetime(int(m[5]), MONTHS.index(m[4]) + 1, day, hour, minute)


class Read(NamedTuple):
    row: dict[str, Any]
    notice: Notice | None
    count: int


@pytest.fixture(scope="module")
def warnings(shared_data: Path) -> list[Read]:
    out = []
    with gzip.open(shared_data / "broadcast-warnings" / "warnings.jsonl.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            issued = moment(row["issueDate"])
            found = parse_notices(made(row["text"], issued.date() if issued else None))
            out.append(Read(row, found[0] if found else None, len(found)))
    return out


def asam_rows(shared_data: Path) -> Iterator[tuple[dict[str, str], Position]]:
    pattern = re.compile(r"\s*(\d+)°(\d+)'([\d.]+)\"+([NS])\s+(\d+)°(\d+)'([\d.]+)\"+([EW])")
    with gzip.open(shared_data / "asam" / "asam.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines):
            m = pattern.match(row["position"])
            if m is None or len(row["description"]) < 20 or not row["date"]:
                continue
            lat = int(m[1]) + int(m[2]) / 60 + float(m[3]) / 3600
            lon = int(m[5]) + int(m[6]) / 60 + float(m[7]) / 3600
            yield row, Position(-lon if m[8] == "W" else lon, -lat if m[4] == "S" else lat)


@cache
def asam_notices(folder: Path) -> list[tuple[dict[str, str], Position, Notice | None]]:
    out = []
    for row, where in asam_rows(folder):
        issued = datetime.date.fromisoformat(row["date"]) + datetime.timedelta(days=5)
        out.append((row, where, parse_notice(made(row["description"], issued))))
    return out


def report_figure(name: str, value: float, floor: float) -> None:
    print(f"{name}: {value:.4f} (floor {floor})")
    assert value >= floor, f"{name}: {value:.4f} is below {floor}"


def test_each_warning_is_one_message(warnings: list[Read]) -> None:
    share = sum(w.count == 1 for w in warnings) / len(warnings)
    report_figure("one message each", share, 0.999)


def test_positions_agree_with_a_count_of_latitudes(warnings: list[Read]) -> None:
    latitude = re.compile(r"\d\d-\d\d(?:[-.]\d+(?:\.\d+)?)?\s?[NS]\b")
    agree = sum(
        len(latitude.findall(w.row["text"])) == (len(w.notice.positions) if w.notice else 0)
        for w in warnings
    )
    report_figure("positions agree", agree / len(warnings), 0.998)


def test_the_time_of_self_cancelling(warnings: list[Read]) -> None:
    stated = re.compile(r"CANCEL\s+THIS\s+(?:MSG|MESSAGE)\s+\d")
    right = total = 0
    for w in warnings:
        if not stated.search(w.row["text"]):
            continue
        total += 1
        got = w.notice.self_cancels_at if w.notice else None
        own = w.row.get("cancelMsgNumber") == w.row["msgNumber"]
        truth = moment(w.row.get("cancelDate")) if own else None
        right += got is not None and (truth is None or got[:16] == f"{truth:%Y-%m-%dT%H:%M}")
    report_figure("self-cancel time", right / total, 0.992)


def test_who_cancels_whom(warnings: list[Read]) -> None:
    known = {
        (w.row["navArea"], int(w.row["msgYear"]), int(w.row["msgNumber"])): w for w in warnings
    }
    right = total = 0
    for key, w in known.items():
        number, year = w.row.get("cancelMsgNumber"), w.row.get("cancelMsgYear")
        by = known.get((w.row.get("cancelNavArea", ""), int(year or 0), int(number or 0)))
        if by is None or by is w:  # its canceller is not in the file, or it ends by itself
            continue
        total += 1
        right += by.notice is not None and any(
            (c.series, c.year, c.number) == (SERIES[key[0]], key[1], key[2])
            for c in by.notice.cancels
        )
    report_figure("who cancels whom", right / total, 0.996)


def test_what_is_in_force_on_a_day(warnings: list[Read]) -> None:
    """Against the dates on which the list says that each warning was cancelled.

    Only warnings of the day's own year count, since the list lacks other years; one whose
    canceller the list lacks can't be known to be over, and counts as wrong.
    """
    known = {
        (w.row["navArea"], int(w.row["msgYear"]), int(w.row["msgNumber"])): w
        for w in warnings
        if w.notice is not None
    }
    notices = [
        replace(
            w.notice, series=SERIES[area], number=number, year=year, id=f"{area}-{number}-{year}"
        )
        for (area, year, number), w in known.items()
        if w.notice is not None
    ]
    rows = {n.id: w.row for n, w in zip(notices, known.values(), strict=True)}
    hits = shown = held = 0
    for month in range(1, 13):
        for year in (2012, 2016, 2020, 2022):
            day = datetime.date(year, month, 17)
            found = {n.id for n in notices_in_force(notices, day)}
            truth = set()
            for n in notices:
                issued, end = moment(rows[n.id]["issueDate"]), moment(rows[n.id].get("cancelDate"))
                if issued and issued.date() <= day and (end is None or end.date() > day):
                    truth.add(n.id)
            found = {i for i in found if i.endswith(f"-{year}")}
            truth = {i for i in truth if i.endswith(f"-{year}")}
            hits, shown, held = hits + len(found & truth), shown + len(found), held + len(truth)
    report_figure(f"in force, precision ({shown})", hits / shown, 0.97)
    report_figure(f"in force, recall ({held})", hits / held, 0.98)


@pytest.mark.parametrize(("sample", "floor"), [("first", 0.99), ("second", 0.99), ("third", 0.97)])
def test_subject_of_warning(warnings: list[Read], sample: str, floor: float) -> None:
    """Labels made by reading. Those of the first and second sample were checked with the
    answers in view, and rules mended; the 200 of the third were labelled before any answer
    was seen, and no rule was changed after."""
    known = {(w.row["navArea"], w.row["msgYear"], w.row["msgNumber"]): w for w in warnings}
    with (HERE / "notice_subjects.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r["sample"] == sample]
    right = 0
    for r in rows:
        notice = known[(r["area"], r["year"], r["number"])].notice
        right += notice is not None and notice.subject == r["subject"]
    report_figure(f"subject, {sample} sample of {len(rows)}", right / len(rows), floor)


def test_speed_on_warnings(shared_data: Path) -> None:
    with gzip.open(shared_data / "broadcast-warnings" / "warnings.jsonl.gz", "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines][::8]
    reports = [made(t, datetime.date(2020, 1, 1)) for t in texts]
    for r in reports[:200]:
        parse_notices(r)
    start = time.process_time()
    for r in reports:
        parse_notices(r)
    speed = sum(len(t.split()) for t in texts) / (time.process_time() - start)
    report_figure("words per second of processor time", speed, 0)  # no gate: machines differ


def fits_better(text: str, stated: Position, recorded: Position) -> bool:
    """Whether the position in a text lies nearer to what the text names, or near all of it."""

    def gap(where: Position) -> float:
        gaps = [
            nearest_port_nm(where, m.place.country or "")
            if m.place.kind == "country"
            else distance_nm(where, Position(m.place.lon, m.place.lat)) - m.place.radius_nm
            for m in find_places(text)
            if m.place.lon is not None and m.place.lat is not None
        ]
        return min(gaps, default=0.0)

    return gap(stated) <= max(gap(recorded), 100.0)


def test_asam_positions_that_the_text_states(shared_data: Path) -> None:
    right = total = flagged = far = false = near = agrees = 0
    for row, where, notice in asam_notices(shared_data):
        if notice is None or not notice.positions or notice.position is None:
            continue
        total += 1
        right += distance_nm(where, Position(notice.position.lon, notice.position.lat)) <= 1.0
        suspect = any(p.code == "suspect_position" for p in notice.problems)
        if distance_nm(where, notice.positions[0]) > 100.0:
            far, flagged = far + 1, flagged + suspect
            agrees += not suspect and fits_better(row["description"], notice.positions[0], where)
        else:
            near, false = near + 1, false + suspect
    report_figure(f"stated within 1 nm ({total})", right / total, 0.970)
    print(f"far and flagged: {flagged} of {far}; false alarms {false / near:.4f}")
    print(f"far, not flagged, and the text's names fit its own position: {agrees} of {far}")
    assert flagged >= 9
    assert false / near <= 0.01


def test_asam_dates(shared_data: Path) -> None:
    right = total = unknown = without = 0
    for row, _, notice in asam_notices(shared_data):
        day = datetime.date.fromisoformat(row["date"])
        text, mon = row["description"], f"{day:%b}"
        holds = re.search(
            rf"(?i)(?<!\d)0?{day.day}(?:st|nd|rd|th)?\s*{mon}|{mon}[a-z]*\.?\s+0?{day.day}(?!\d)"
            rf"|(?<!\d){day.day:02d}\d{{4}}\s*(?:Z|UTC)?\s*{mon}",
            text,
        )
        when = notice.when if notice else None
        if holds:
            total += 1
            first = (when.earliest or "")[:10] if when else ""
            last = (when.latest or "")[:10] if when else ""
            right += bool(first) and first <= day.isoformat() <= (last or first)
        elif not re.search(
            r"(?i)\d\s*(?:[a-z]{2}\s)?(?:of\s)?-?(?:jan|feb|mar|apr|may|jun|jul|aug"
            r"|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
            r"[a-z]*\.?\s*\d|\d[/.-]\d\d?[/.-]\d|yesterday",
            text,
        ):
            without += 1
            unknown += when is None or when.earliest is None
    report_figure(f"event date where the text holds it ({total})", right / total, 0.989)
    report_figure(f"unknown where it holds none ({without})", unknown / without, 0.99)


def judged(rows: list[tuple[Position, Any]]) -> tuple[float, float, float]:
    """Share within 161 km, median km (unanswered: the Earth's half), share inside the radius."""
    km, inside = [], 0
    for where, found in rows:
        if found is None:
            km.append(20_000.0)
            continue
        gap = distance_nm(where, Position(found.lon, found.lat))
        km.append(gap * METRES_PER_NM / 1000.0)
        inside += gap <= found.radius_nm
    return sum(k <= 161.0 for k in km) / len(km), statistics.median(km), inside / len(km)


def test_asam_with_the_positions_blanked_out(shared_data: Path) -> None:
    rows: list[tuple[Position, Any]] = []
    for row, where in asam_rows(shared_data):
        text = row["description"]
        stated = find_positions(text)
        if not stated:
            continue
        for m in reversed(stated):
            text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
        issued = datetime.date.fromisoformat(row["date"]) + datetime.timedelta(days=5)
        notice = parse_notice(made(text, issued))
        rows.append((where, notice.position if notice else None))
    share, median, inside = judged(rows)
    print(f"{len(rows)} texts: within 161 km {share:.3f}, median {median:.1f} km, in {inside:.3f}")
    assert share >= 0.69
    assert median <= 41.0
    assert inside >= 0.915


def test_imb_location_descriptions(shared_data: Path) -> None:
    rows: list[tuple[Position, Any]] = []
    with gzip.open(shared_data / "imb" / "imb.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines):
            if row["location_description"] in ("", "NA"):
                continue
            where = Position(float(row["longitude"]), float(row["latitude"]))
            rows.append((where, locate(row["location_description"])))
    share, median, inside = judged(rows)
    print(f"{len(rows)} rows: within 161 km {share:.3f}, median {median:.1f} km, in {inside:.3f}")
    assert share >= 0.77
    assert median <= 15.0
    assert inside >= 0.91


def test_ukmto_advisories(shared_data: Path) -> None:
    rows = json.loads((shared_data / "ukmto" / "ukmto.json").read_text("utf-8"))
    inside, near, subject = 0, [], 0
    for row in rows:
        day = datetime.date.fromisoformat(row["created"][:10])
        (notice,) = parse_notices(made(row["text"], day))
        assert notice.position is not None
        where = Position(row["lon"], row["lat"])
        gap = distance_nm(where, Position(notice.position.lon, notice.position.lat))
        inside += gap <= notice.position.radius_nm
        if notice.position.basis == "offset":
            near.append(gap * METRES_PER_NM / 1000.0)
        kinds = {"Attack": "attack", "Hijack": "hijack", "Advisory": "advisory"}
        subject += notice.subject == kinds.get(row["type"], "suspicious_approach")
        assert notice.when.earliest is not None
        incident = datetime.date.fromisoformat(row["incident"][:10])
        read = datetime.date.fromisoformat(notice.when.earliest[:10])
        assert abs((incident - read).days) <= 1
    share = sum(k <= 20.0 for k in near) / len(near)
    print(f"offsets: {share:.2f} of {len(near)} within 20 km, median {statistics.median(near):.1f}")
    assert share >= 0.70
    assert statistics.median(near) <= 14.0
    assert inside == len(rows)
    assert subject >= len(rows) - 1


def test_genre(shared_data: Path, shared_reports: Path) -> None:
    texts = [row["description"] for row, _ in asam_rows(shared_data)]
    share = sum(map(is_notice, texts)) / len(texts)
    report_figure("ASAM texts recognised", share, 0.96)
    for path in shared_reports.glob("article*.txt"):
        assert not is_notice(path.read_text("utf-8"))
