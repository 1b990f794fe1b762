"""GeoJSON answers open as they are: asked of GDAL, through which QGIS reads them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from offing.api.openapi import document
from tests.api.conftest import TEXT
from tests.api.test_answers import closing

API = "/api/v1"
AREA = {
    "id": "area-own", "effect": "avoided",
    "target": {"kind": "area", "id": "own", "name": "own",
               "geometry": {"type": "Polygon", "coordinates": [
                   [[170, -30], [190, -30], [190, 30], [170, 30], [170, -30]]]}},
}  # fmt: skip
NOTICE = """NAVAREA III 0123/25
(12 MAR 2025)
CENTRAL MEDITERRANEAN.
GUNNERY EXERCISES 14 TO 16 MAR IN AREA BOUND BY
35-10.0N 018-20.0E, 35-40.0N 018-20.0E, 35-40.0N 019-05.0E, 35-10.0N 019-05.0E.
CANCEL THIS MSG 161800Z MAR 25.
"""


def requests_for(client: TestClient) -> dict[str, tuple[str, str, object]]:
    """One request for each address whose answer is GeoJSON."""
    taken = client.post(f"{API}/reports", json={"text": TEXT}).json()
    client.post(f"{API}/reports", json={"text": NOTICE})
    ids = [r["id"] for r in taken["reports"]]
    shut = closing("suez")
    far = {"from": "JPYOK", "to": "USLAX", "scenario": {"restrictions": [AREA]}}
    return {
        "/brief.geojson": ("POST", "", {"reports": ids, "scenario": shut}),
        "/route.geojson": ("POST", "", far),
        "/map/ways.geojson": ("POST", "", {"scenario": shut}),
        "/map/land.geojson": ("GET", "?west=100&east=180&south=-50&north=0", None),
        "/ports.geojson": ("GET", "", None),
        "/notices.geojson": ("GET", "", None),
    }


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="ogrinfo is not here: Debian's gdal-bin")
def test_gdal_reads_every_geojson_answer(client: TestClient, tmp_path: Path) -> None:
    asked = requests_for(client)
    told = json.loads(document())["paths"]
    assert {path for path in told if path.endswith(".geojson")} == {API + p for p in asked}
    for path, (method, query, body) in asked.items():
        answer = client.request(method, API + path + query, json=body)
        assert answer.status_code == 200, (path, answer.text)
        file = tmp_path / path.strip("/").replace("/", "-")
        file.write_bytes(answer.content)
        done = subprocess.run(
            ["ogrinfo", "-ro", "-al", str(file)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (path, done.stderr)
        assert not done.stderr.strip(), (path, done.stderr)
        assert "using driver `GeoJSON' successful" in done.stdout
        count = sum(int(n) for n in re.findall(r"Feature Count: (\d+)", done.stdout))
        assert count == len(answer.json()["features"]) > 0, path
        drawn = re.findall(r"^  (?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b", done.stdout, re.M)
        assert len(drawn) == count, f"{path}: each feature has a geometry that GDAL knows"
        west, south, east, north = map(
            float, re.search(r"Extent: \((\S+), (\S+)\) - \((\S+), (\S+)\)", done.stdout).groups()
        )
        assert -180.001 <= west <= east <= 180.001, path
        assert -90 <= south <= north <= 90, path
