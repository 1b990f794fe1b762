from __future__ import annotations

import datetime
import tracemalloc
from pathlib import Path

import pytest

from offing.errors import UnreadableReport
from offing.model import NoticeRef
from offing.notices import dump, parse_notices, reports_from_dump
from offing.notices.force import Ledger, collect_cancellations, with_cancellations
from offing.notices.read import read_cancelling

ONE = """021200Z JAN 24
HYDROLANT {n}/24(51).
NORTH SEA.
BUOY ADRIFT IN 55-{m:02d}.0N 003-20.0E. VESSELS REQUESTED TO KEEP A SHARP LOOKOUT.

"""


def made(path: Path, count: int) -> Path:
    path.write_text("".join(ONE.format(n=i + 1, m=i % 60) for i in range(count)), "ascii")
    return path


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "PIECE_BYTES", 4096)


@pytest.mark.usefixtures("small_pieces")
def test_no_message_is_torn_lost_or_read_twice(tmp_path: Path) -> None:
    path = made(tmp_path / "all.txt", 500)
    reports = list(reports_from_dump(path))
    notices = [n for r in reports for n in parse_notices(r)]
    assert len(reports) > 5
    assert [n.number for n in notices] == list(range(1, 501))
    assert all(len(n.positions) == 1 and n.issued.earliest for n in notices)
    assert "".join(r.text for r in reports) == path.read_text("ascii")


@pytest.mark.usefixtures("small_pieces")
def test_evidence_is_letter_for_letter_in_its_piece(tmp_path: Path) -> None:
    for report in reports_from_dump(made(tmp_path / "all.txt", 200)):
        for notice in parse_notices(report):
            for e in notice.evidence:
                assert report.text[e.start : e.end] == e.text


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for count in (20_000, 80_000):
        path = made(tmp_path / f"{count}.txt", count)
        tracemalloc.start()
        assert sum(1 for _ in reports_from_dump(path)) > 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_text_without_any_message_is_cut_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "PIECE_BYTES", 4096)
    monkeypatch.setattr(dump, "_LONGEST_PIECE", 16384)
    path = tmp_path / "x.txt"
    path.write_text("x" * 100_000, "ascii")
    assert sum(len(r.text) for r in reports_from_dump(path)) == 100_000


def test_missing_and_empty_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for name in ("empty.txt", "nowhere.txt"):
        with pytest.raises(UnreadableReport, match=name):
            list(reports_from_dump(tmp_path / name))


def mixed(count: int) -> str:
    """Warnings of which every third cancels an earlier one, by year or without one."""
    out = []
    for n in range(1, count + 1):
        body = "BUOY ADRIFT IN 55-10.0N 003-20.0E."
        if n % 3 == 0:
            body = f"CANCEL HYDROLANT {n - 2}/24{', ' + str(n - 1) + '/24' if n % 2 else ''}."
        out.append(f"{n % 27 + 1:02d}1200Z JAN 24\nHYDROLANT {n}/24(51).\nNORTH SEA.\n{body}\n")
    return "\n".join(out)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("on", [None, datetime.date(2024, 1, 12)])
def test_the_light_reading_finds_the_same_cancellations(
    tmp_path: Path, on: datetime.date | None
) -> None:
    path = tmp_path / "all.txt"
    path.write_text(mixed(300), "ascii")
    reports = list(reports_from_dump(path))
    held = [n for r in reports for n in parse_notices(r)]
    full = collect_cancellations(held, until=on)
    light = collect_cancellations((n for r in reports for n in read_cancelling(r)), until=on)
    assert len(full) > 20
    assert [with_cancellations(n, full) for n in held] == [
        with_cancellations(n, light) for n in held
    ]


def test_a_cancellation_takes_little_room() -> None:
    ledger = Ledger()
    tracemalloc.start()
    for n in range(20_000):
        ledger.add(
            NoticeRef(series="HYDROLANT", number=n, year=2024),
            NoticeRef(series="NAVAREA II", number=n + 1, year=2024),
        )
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 200 * len(ledger)
    (by,) = ledger.cancelling("HYDROLANTS", 7, 2024)
    assert by == NoticeRef(series="NAVAREA II", number=8, year=2024)
    assert ledger.cancelling("HYDROLANT", 7, 2023) == ()
    assert ledger.cancelling("HYDROPAC", 7, 2024) == ()
