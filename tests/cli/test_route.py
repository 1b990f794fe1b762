"""``offing route`` on a small made-up sea."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from offing.cli.run import run
from tests.brief import made


@pytest.fixture(autouse=True)
def _small_sea(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offing.sea.open_sea", lambda **_: made.SmallSea())


def close_vesper(monkeypatch: pytest.MonkeyPatch) -> None:
    from offing.model import Restriction, Target

    def close(name: str, **_: object) -> Restriction:
        return Restriction(id="x", target=Target(kind="passage", id=name, name="Vesper Strait"))

    monkeypatch.setattr("offing.model.Restriction.close", close)


def test_an_open_way_is_printed_with_its_passages(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "xxald", "zadur"]) == 0
    out, err = capfd.readouterr()
    assert out.splitlines() == [
        "Port Alder (XXALD) to Durban (ZADUR): 4,000 nm, open.",
        "       900 nm  Vesper Strait (vesper)",
        "Not for navigation.",
    ]
    assert err == ""


def test_no_way_is_code_1_and_null_in_json(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    close_vesper(monkeypatch)
    assert run(["route", "xxald", "xxinn", "--close", "vesper", "--json"]) == 1
    route = json.loads(capfd.readouterr().out)
    assert route["status"] == "no_way"
    assert route["distance_nm"] is None
    assert route["geometry"] is None
    assert route["reason"] == "the strait is the only way"
    assert route["passages"] == []


def test_a_longer_way_is_code_0(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    close_vesper(monkeypatch)
    assert run(["route", "xxald", "zadur", "--close", "vesper", "--geojson"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["features"][0]["properties"]["status"] == "longer"
    assert found["features"][0]["geometry"]["type"] == "LineString"


def test_an_unknown_port_is_one_line_and_code_2(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "Nowhere", "zadur"]) == 2
    assert capfd.readouterr().err == "offing: unknown port 'Nowhere'\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [("{", "is not JSON"), ("[1]", "is not a GeoJSON object"), (None, "cannot read")],
)
def test_an_area_file_that_cannot_be_meant_is_named(
    tmp_path: Path, content: str | None, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "area.geojson"
    if content is not None:
        path.write_text(content)
    assert run(["route", "xxald", "zadur", "--avoid", str(path)]) == 2
    assert says in capfd.readouterr().err


def test_a_position_off_the_earth_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "xxald", "--", "10,95"]) == 2
    assert "off the Earth" in capfd.readouterr().err
