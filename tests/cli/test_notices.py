"""``offing notices`` and ``offing locate``: what is in force, where, and in which form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from offing.cli import notices as command
from offing.cli.run import run

FIRST = """021200Z JAN 24
HYDROLANT 10/24(51).
NORTH SEA.
BUOY ADRIFT IN 55-10.0N 003-20.0E.

051200Z JAN 24
HYDROLANT 31/24(51).
BLACK SEA.
WRECK IN 43-00N 031-00E.
"""
SECOND = """101200Z JAN 24
HYDROLANT 44/24(51).
CANCEL HYDROLANT 10/24.
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, "ascii")
    return [str(p) for p in paths]


def numbers(output: str) -> list[int]:
    return [n["number"] for n in json.loads(output)]


def test_a_message_in_one_file_cancels_one_in_another(
    files: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["notices", *files, "--json"]) == 0
    first, second, third = json.loads(capfd.readouterr().out)
    assert first["cancelled_by"] == [{"series": "HYDROLANT", "number": 44, "year": 2024}]
    assert not second.get("cancelled_by")
    assert not third.get("cancelled_by")


@pytest.mark.parametrize(("day", "expected"), [("2024-01-06", [10, 31]), ("2024-01-11", [31])])
@pytest.mark.parametrize("large", [False, True])
def test_in_force_on_a_day(
    files: list[str], day: str, expected: list[int], large: bool,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if large:
        monkeypatch.setattr(command, "LARGE_BYTES", 1)
    assert run(["notices", *files, "--in-force", day, "--json"]) == 0
    out = capfd.readouterr()
    assert numbers(out.out) == expected
    assert "3 notices read" in out.err


def test_an_area_and_the_other_forms(files: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    box = ["--area", "-10,50,10,60"]
    assert run(["notices", *files, *box, "--geojson", "--quiet"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert {f["properties"]["notice_id"] for f in found["features"]} == {"hydrolant-10-2024"}
    assert run(["notices", *files, *box, "--csv", "--quiet"]) == 0
    (row,) = csv.DictReader(io.StringIO(capfd.readouterr().out))
    assert row["number"] == "10"


def test_nothing_in_force_is_said_with_code_1(
    files: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["notices", *files, "--in-force", "2020-01-01"]) == 1
    assert "No notices" in capfd.readouterr().out


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,60,10,50", "0,-91,1,1", "nan,1,2,3"])
def test_a_wrong_area_is_a_usage_error(
    files: list[str], box: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["notices", *files, "--area", box]) == 2
    assert "--area" in capfd.readouterr().err


def test_locate_gives_a_position_with_its_radius(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["locate", "12", "NM", "south", "of", "Aden", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["basis"] == "offset"
    assert (found["lat"], found["lon"]) == pytest.approx((12.58, 44.97), abs=0.1)
    assert run(["locate", "12-34.5N 045-06.0E"]) == 0
    assert "12°34.5′N 045°06.0′E ± 1 nm (stated" in capfd.readouterr().out


def test_locate_says_when_nothing_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["locate", "somewhere wet"]) == 1
    assert "No position" in capfd.readouterr().out


@pytest.mark.parametrize("form", [[], ["--json"], ["--geojson"], ["--csv"]])
@pytest.mark.parametrize("chosen", [[], ["--in-force", "2024-01-06"], ["--in-force", "2020-01-01"]])
def test_a_large_file_prints_what_a_small_one_does(
    tmp_path: Path, form: list[str], chosen: list[str],
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "all.txt"
    path.write_text(f"{FIRST}\n{SECOND}", "ascii")
    arguments = ["notices", str(path), *form, *chosen]
    code = run(arguments)
    small = capfd.readouterr()
    monkeypatch.setattr(command, "LARGE_BYTES", 1)
    monkeypatch.setattr(command, "_BATCH", 1)
    assert run(arguments) == code
    assert capfd.readouterr() == small
    if "--json" in form or "--geojson" in form:
        json.loads(small.out)
