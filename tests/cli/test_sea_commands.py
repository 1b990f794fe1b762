"""``offing route`` into files, ``offing matrix`` and ``offing check-route``, on the real sea."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest

from offing.cli.run import run

BOX = {
    "type": "Feature",
    "properties": {"name": "Middle Red Sea"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[34, 18], [42, 18], [42, 22], [34, 22], [34, 18]]],
    },
}


@pytest.fixture
def areas(tmp_path: Path) -> str:
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps(BOX))
    return str(path)


def test_a_route_in_every_form(
    tmp_path: Path, areas: str, capfd: pytest.CaptureFixture[str]
) -> None:
    files = {k: tmp_path / f"way.{k}" for k in ("gpx", "rtz", "csv", "geojson")}
    options = [word for k, path in files.items() for word in (f"--{k}", str(path))]
    assert run(["route", "INBOM", "EGSUZ", "--areas", areas, "--alternatives", "20", *options]) == 0
    out = capfd.readouterr().out
    assert "inside Middle Red Sea" in out
    assert "hours" in out
    assert all(path.stat().st_size > 300 for path in files.values())
    assert run(["check-route", str(files["rtz"]), str(files["gpx"]), "--close", "bab-el-mandeb",
                "--avoid", areas, "--json"]) == 0  # fmt: skip
    checks = json.loads(capfd.readouterr().out)
    assert len(checks) == 2
    for check in checks:
        ids = [m["id"] for m in check["meetings"]]
        assert ids == ["passage-bab-el-mandeb-closed", "area-areas-avoided"]
        assert check["meetings"][1]["nm_inside"] > 150


def test_no_way_writes_no_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "way.rtz"
    assert run(["route", "QARLF", "INBOM", "--close", "hormuz", "--rtz", str(path)]) == 1
    assert "there is no way" in capfd.readouterr().err
    assert not path.exists()


def test_opening_a_passage(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "JPYOK", "NLRTM", "--open", "northern-sea-route", "--json"]) == 0
    route = json.loads(capfd.readouterr().out)
    assert route["opened"] == ["northern-sea-route"]
    assert run(["route", "JPYOK", "NLRTM", "--open", "suez"]) == 2
    assert "not closed by default" in capfd.readouterr().err


def test_a_matrix_with_names_that_stand_for_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "ports.csv"
    listed.write_text("port,note\nNLRTM,x\n\nQARLF,y\nQqxzw,z\n")
    npy = tmp_path / "nm.npy"
    code = run(["matrix", "SGSIN", "--from-file", str(listed), "--close", "hormuz", "--csv", "-",
                "--npy", str(npy)])  # fmt: skip
    out, err = capfd.readouterr()
    assert code == 3
    assert "Qqxzw" in err
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["", "SGSIN", "NLRTM", "QARLF"]
    assert rows[1][3] == ""
    nm = np.load(npy)
    assert nm.shape == (3, 3)
    assert float(rows[1][2]) == pytest.approx(float(nm[0, 1]), abs=0.01)
    assert run(["matrix"]) == 2


def test_a_plan_that_cannot_be_read_stops_no_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.gpx", tmp_path / "bad.gpx"
    good.write_text(
        "<gpx><rte><name>short</name>"
        "<rtept lat='50' lon='-1'/><rtept lat='50' lon='-2'/></rte></gpx>"
    )
    bad.write_text("<gpx>")
    assert run(["check-route", str(bad), str(good)]) == 3
    out, err = capfd.readouterr()
    assert "bad.gpx" in err
    assert "meets no restriction" in out
