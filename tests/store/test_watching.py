"""A folder that reports arrive in."""

from __future__ import annotations

import os
from pathlib import Path

from offing.store import open_store
from offing.store.watching import Watcher

TEXT = "3 March 2025 - The port of Haifa was closed on Monday, the port authority said.\n"


def test_each_file_is_taken_in_once_and_again_when_altered(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    (drop / "sub").mkdir(parents=True)
    (drop / "a.txt").write_text(TEXT)
    (drop / "sub" / "b.txt").write_text(TEXT + "It opened again on Tuesday.\n")
    with open_store(tmp_path / "desk.sqlite") as store:
        watcher = Watcher(drop, settle_s=0)
        for path in watcher.look():
            assert watcher.take(path, store).added
        assert watcher.look() == []
        (drop / "a.txt").write_text(TEXT + "No ship was harmed.\n")
        os.utime(drop / "a.txt", ns=(1, 1))
        assert [p.name for p in watcher.look()] == ["a.txt"]
        again = Watcher(drop, settle_s=0)  # a restart knows the content, not the times
        watcher.take(drop / "a.txt", store)
        done = [again.take(path, store) for path in again.look()]
        assert all(not d.added for d in done)
        assert store.count_reports() == 3


def test_what_is_being_written_is_left_alone(tmp_path: Path) -> None:
    now = [1000.0]
    drop = tmp_path / "drop"
    drop.mkdir()
    for name in ("a.txt.part", ".hidden.txt", "b.crdownload", "c~"):
        (drop / name).write_text(TEXT)
    fresh = drop / "fresh.txt"
    fresh.write_text(TEXT)
    os.utime(fresh, (999.5, 999.5))
    (drop / "link.txt").symlink_to(fresh)
    watcher = Watcher(drop, settle_s=2, clock=lambda: now[0])
    assert watcher.look() == []
    now[0] = 1001.0
    fresh.write_text(TEXT * 2)  # it grows on, and a copy may keep the original's time
    os.utime(fresh, (5.0, 5.0))
    assert watcher.look() == []
    now[0] = 1002.5
    assert watcher.look() == []
    now[0] = 1003.0
    assert watcher.look() == [fresh]


def test_a_file_with_a_time_to_come_is_read_too(tmp_path: Path) -> None:
    now = [1000.0]
    (tmp_path / "a.txt").write_text(TEXT)
    os.utime(tmp_path / "a.txt", (9e9, 9e9))  # another machine's clock is ahead
    watcher = Watcher(tmp_path, settle_s=2, clock=lambda: now[0])
    watcher.look()
    now[0] = 1002.0
    assert [p.name for p in watcher.look()] == ["a.txt"]


def test_a_file_put_in_anothers_place_is_read_again(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.txt").write_text(TEXT)
    os.utime(drop / "a.txt", ns=(1, 1))
    with open_store(tmp_path / "desk.sqlite") as store:
        watcher = Watcher(drop, settle_s=0)
        for path in watcher.look():
            watcher.take(path, store)
        other = tmp_path / "other.txt"
        other.write_text(TEXT.replace("Haifa", "Ashdod")[: len(TEXT)].ljust(len(TEXT)))
        os.truncate(other, len(TEXT))
        os.utime(other, ns=(1, 1))
        other.replace(drop / "a.txt")
        [path] = watcher.look()
        assert watcher.take(path, store).added
        assert watcher.look() == []


def test_a_fault_in_reading_one_file_stops_no_other(tmp_path: Path, monkeypatch) -> None:
    import offing.reports

    drop = tmp_path / "drop"
    drop.mkdir()
    for name in ("a.txt", "b.txt"):
        (drop / name).write_text(TEXT + name)
    real = offing.reports.read_reports

    def broken(paths, **more):
        if paths[0].name == "a.txt":
            raise RuntimeError("as planned")
        return real(paths, **more)

    monkeypatch.setattr(offing.reports, "read_reports", broken)
    with open_store(tmp_path / "desk.sqlite") as store:
        watcher = Watcher(drop, settle_s=0)
        done = {p.name: watcher.take(p, store) for p in watcher.look()}
    assert "as planned" in done["a.txt"].failed[0]
    assert done["b.txt"].added


def test_what_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "noise.txt").write_bytes(bytes(range(256)) * 40)
    with open_store(tmp_path / "desk.sqlite") as store:
        watcher = Watcher(drop, settle_s=0)
        told = [watcher.take(path, store).failed for path in watcher.look()]
        assert len(told) == 1
        assert "noise.txt" in told[0][0]
        assert watcher.look() == []
        (drop / "gone.txt").write_text(TEXT)
        [path] = watcher.look()
        path.unlink()
        assert watcher.take(path, store).added == ()
