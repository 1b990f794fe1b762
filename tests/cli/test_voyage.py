"""``offing voyage`` on routes made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from offing.cli.run import run
from offing.model import Restriction, Route, Scenario, Target
from tests.voyage import made


class TwoWays:
    """A sea with a short way, a long one under any scenario, and none from Jebel Ali."""

    def route(
        self, origin: str, destination: str, scenario: Scenario | None, *_: Any, **__: Any
    ) -> Route:
        if origin == "AEJEA":
            return made.route("AEJEA", "NLRTM", None)
        return made.SHORT if scenario is None else made.LONG


@pytest.fixture(autouse=True)
def _two_ways(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def close(name: str, **_: object) -> Restriction:
        return Restriction(id="x", target=Target(kind="passage", id=name, name=name))

    monkeypatch.setattr("offing.sea.open_sea", lambda **_: TwoWays())
    monkeypatch.setattr("offing.model.Restriction.close", close)
    monkeypatch.chdir(tmp_path)


ENDS = ["voyage", "CNSHA", "NLRTM", "--ship-class", "container-24k"]


def test_the_answer_comes_first(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(ENDS) == 0
    out, err = capfd.readouterr()
    assert out.startswith("Shanghai to Rotterdam, container-24k at 18.5 kn: 10,500 nm, 24.4 days")
    assert "What it rests on:" in out
    assert err == ""


def test_json_is_the_struct(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*ENDS, "--json", "--speed", "17", "--ballast"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["speed_kn"] == 17
    assert found["laden"] is False
    assert found["total_usd"]["low"] < found["total_usd"]["mid"] < found["total_usd"]["high"]


def test_settings_and_a_file_of_ones_own(capfd: pytest.CaptureFixture[str]) -> None:
    Path("offing.toml").write_text("[voyage.price]\nvlsfo = 1000\n")
    assert run([*ENDS, "--json", "--set", "hire.container-24k=1", "--date", "2024-01-25"]) == 0
    found = json.loads(capfd.readouterr().out)
    inputs = {item["name"]: item for item in found["inputs"]}
    assert inputs["price.vlsfo"]["mid"] == 1000
    assert inputs["price.vlsfo"]["source"] == "offing.toml"
    assert inputs["hire.container-24k"]["mid"] == 1
    assert inputs["ets.year"]["mid"] == 2024


def test_two_ways_side_by_side(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*ENDS, "--close", "bab-el-mandeb", "--compare"]) == 0
    out = capfd.readouterr().out
    assert "The other way is 3,300 nm longer" in out.splitlines()[0]
    assert "A weekly service there and back needs" in out
    assert run([*ENDS, "--close", "bab-el-mandeb", "--break-even", "fuel"]) == 0
    assert capfd.readouterr().out.startswith("Both cost the same at a price of fuel of")


def test_a_schedule_to_hold(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*ENDS, "--hold", "22.5"]) == 0
    assert "is held at 20." in capfd.readouterr().out
    assert run([*ENDS, "--service", "20,17,14"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["20", "17", "14"]


def test_no_way_is_code_1(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["voyage", "AEJEA", "NLRTM"]) == 1
    assert "no way" in capfd.readouterr().out


def test_the_inputs_can_be_listed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["voyage", "--list-inputs"]) == 0
    out = capfd.readouterr().out
    assert "price.vlsfo" in out
    assert "USD/t" in out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--compare"], "name one with --close"),
        (["--set", "price.vlsfo"], "write NAME=VALUE"),
        (["--set", "price.vlsf=3"], "did you mean price.vlsfo"),
        (["--speed", "50"], "outside what the class container-24k sails"),
        (["--service", "slow"], "write speeds in knots"),
        (["--inputs", "absent.toml"], "cannot read absent.toml"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_code_2(
    more: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([*ENDS, *more]) == 2
    err = capfd.readouterr().err
    assert said in err
    assert err.count("\n") == 1
