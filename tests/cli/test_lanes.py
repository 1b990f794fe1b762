"""``offing lanes`` and ``offing brief --lanes`` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from offing.cli.run import run

FILE = (
    "Lane;POL;POD;Vessel type;Sailings per week;TEU p.a.\n"
    "A;Shanghai;Rotterdam;8.000 TEU;1;400.000\n"
    "B;Portland;Rotterdam;;5;\n"
    "C;Jebel Ali;Singapore;VLCC;2;\n"
    "D;New York;Rotterdam;;1;\n"
)


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lanes.csv").write_text(FILE, "utf-8")


def test_the_sentence_comes_first_and_bad_rows_are_named(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["lanes", "lanes.csv", "--close", "suez", "--close", "hormuz"]) == 3
    out, err = capfd.readouterr()
    assert " ".join(out.split()).startswith(
        "Under “Suez Canal and Strait of Hormuz”: of 3 lanes, 1 goes a longer way and 1 has no "
        "way, 1 stays as it is; 1 row left out."
    )
    assert "left out: lanes.csv, line 3: origin: the port name 'Portland' means several" in err
    assert max(map(len, out.splitlines())) <= 80
    assert "P10 to P90" in out
    assert out.rstrip().endswith("Not for navigation.")


def test_json_csv_and_html_hold_the_same_lanes(capfd: pytest.CaptureFixture[str]) -> None:
    options = ["lanes", "lanes.csv", "--close", "suez", "--draws", "50", "--seed", "3", "--quiet"]
    assert run([*options, "--json"]) == 3
    found = json.loads(capfd.readouterr().out)
    assert found["draws"] == 50
    assert found["seed"] == 3
    assert [x["lane_id"] for x in found["lanes"]] == ["A", "C", "D"]
    assert run([*options, "--csv"]) == 3
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [r["lane_id"] for r in rows] == ["A", "C", "D"]
    assert float(rows[0]["extra_nm"]) == found["lanes"][0]["extra"]["nm"]
    assert run([*options, "--html", "lanes.html", "--csv", "out.csv"]) == 3
    page = Path("lanes.html").read_text("utf-8")
    assert page.count("<svg") == 2
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert Path("out.csv").read_text("utf-8").splitlines()[0].startswith("lane_id,name,origin")


def test_a_speed_and_an_input_of_ones_own_change_the_answer(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def cost(*more: str) -> tuple[float, float]:
        options = ["lanes", "lanes.csv", "--close", "suez", "--draws", "0", "--json", "--quiet"]
        run([*options, *more])
        extra = json.loads(capfd.readouterr().out)["lanes"][0]["extra"]
        return extra["days"]["mid"], extra["cost_usd"]["mid"]

    plain = cost()
    assert cost("--speed", "14")[0] > plain[0]
    assert cost("--set", "price.vlsfo=2000")[1] > plain[1]


def test_reference_lanes_need_a_scenario(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["lanes", "--reference"]) == 2
    assert "name what is restricted" in capfd.readouterr().err
    assert run(["lanes", "--close", "suez"]) == 2
    assert "--reference" in capfd.readouterr().err
    assert run(["lanes", "--reference", "--close", "suez", "--draws", "0"]) == 0
    assert "of 64 lanes" in " ".join(capfd.readouterr().out.split())


def test_a_file_that_is_not_there_and_one_without_columns(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["lanes", "no.csv", "--close", "suez"]) == 2
    assert "cannot read lanes" in capfd.readouterr().err
    Path("odd.csv").write_text("a,b\n1,2\n")
    assert run(["lanes", "odd.csv", "--close", "suez"]) == 2
    assert "columns found: a, b" in capfd.readouterr().err


def test_a_file_with_no_good_row_has_its_own_exit_code(capfd: pytest.CaptureFixture[str]) -> None:
    Path("none.csv").write_text("POL,POD\n")
    assert run(["lanes", "none.csv", "--close", "suez"]) == 1
    assert "No lane could be answered" in capfd.readouterr().out.replace("no lane", "No lane")


def test_a_brief_prices_the_lanes_of_the_user(capfd: pytest.CaptureFixture[str]) -> None:
    Path("report.txt").write_text(
        "Canal shut\n\nThe Suez Canal Authority said on Tuesday that the Suez Canal is closed to "
        "all ships from Wednesday, 20 November 2024, until further notice.\n"
    )
    options = ["brief", "report.txt", "--lanes", "lanes.csv", "--as-of", "2024-11-21"]
    assert run([*options, "--html", "brief.html"]) == 3
    out, err = capfd.readouterr()
    assert "P10 to P90" in out
    assert "line 3" in err
    page = Path("brief.html").read_text("utf-8")
    assert "USD thousand" in page
    assert run([*options, "--json", "--quiet"]) == 3
    found = json.loads(capfd.readouterr().out)
    (effect,) = found["consequences"][0]["lanes"]
    assert effect["extra"]["cost_usd"]["low"] < effect["extra"]["cost_usd"]["high"]


def test_cargo_of_any_kind_and_ships_that_are_tied_up_are_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    rows = "from,to,class,sailings/week,tonnes/week\nSGSIN,NLRTM,panamax,7,50000\n"
    Path("bulk.csv").write_text(rows, "utf-8")
    assert run(["lanes", "bulk.csv", "--close", "suez", "--draws", "0", "--quiet"]) == 0
    out = capfd.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    head = next(x for x in out.splitlines() if x.startswith("Passage"))
    assert head.split() == ["Passage", "lanes", "sailings", "tonnes"]
    # Seven sailings a week keep as many ships busy as each of them takes days more.
    days = next(x for x in out.splitlines() if "+3," in x).split()[4]
    ships = next(x for x in out.splitlines() if x.startswith("  ships, one way")).split()[3]
    assert float(ships) == float(days)
