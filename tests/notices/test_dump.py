from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from offing.errors import UnreadableReport
from offing.notices import dump, parse_notices, reports_from_dump

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
