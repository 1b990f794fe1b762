"""From a report to lanes that change, as another program would ask for it."""

from __future__ import annotations

import datetime
import json
import threading
import time

import msgspec
import pytest
from starlette.testclient import TestClient

from offing.api import Desk
from offing.api.endpoint import Raw
from offing.api.openapi import document
from offing.model import Brief, Exposure, Restriction, Route, Scenario
from tests.api.conftest import TEXT

API = "/api/v1"


def closing(name: str) -> dict[str, object]:
    scenario = Scenario(restrictions=(Restriction.close(name),))
    return json.loads(msgspec.json.encode(scenario))


def test_the_whole_path(client: TestClient) -> None:
    taken = client.post(f"{API}/reports", json={"text": TEXT, "name": "note.txt"})
    assert taken.status_code == 201, taken.text
    [report_id] = taken.json()["added"]
    again = client.post(f"{API}/reports", json={"text": TEXT})
    assert again.json()["added"] == []
    assert again.json()["reports"][0]["id"] == report_id

    claims = client.get(f"{API}/reports/{report_id}/claims").json()
    text = client.get(f"{API}/reports/{report_id}").json()["text"]
    assert claims
    for claim in claims:
        for piece in claim["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["text"]

    proposed = client.get(f"{API}/restrictions").json()
    ids = [p["restriction"]["id"] for p in proposed]
    assert any("ilhfa" in i for i in ids), ids
    chosen = next(i for i in ids if "ilhfa" in i)
    before = client.post(f"{API}/exposure", json={}).json()
    assert before["sum"]["port_out"] == 0
    decided = client.post(
        f"{API}/decisions",
        json={"action": "accepted", "who": "Ada", "why": "the port says so", "id": chosen},
    )
    assert decided.status_code == 201, decided.text
    after = msgspec.json.decode(client.post(f"{API}/exposure", json={}).content, type=Exposure)
    assert after.sum.port_out > 0
    assert client.get(f"{API}/accepted").json()["restrictions"][0]["id"] == chosen
    told = client.get(f"{API}/decisions").json()["items"]
    assert [(d["who"], d["action"], d["why"]) for d in told] == [
        ("Ada", "accepted", "the port says so")
    ]

    brief = client.post(f"{API}/brief", json={"reports": [report_id]})
    assert msgspec.json.decode(brief.content, type=Brief).headline
    page = client.post(f"{API}/brief.html", json={"reports": [report_id]})
    assert page.headers["content-disposition"] == 'attachment; filename="brief.html"'
    assert "<script" not in page.text
    shapes = client.post(f"{API}/brief.geojson", json={"reports": [report_id]}).json()
    assert shapes["type"] == "FeatureCollection"
    assert client.post(f"{API}/brief.csv", json={"reports": [report_id]}).text.count("\n") > 1


def test_routes_differ_by_what_is_closed(client: TestClient) -> None:
    open_way = client.get(f"{API}/route", params={"from": "SGSIN", "to": "NLRTM"})
    shut = client.get(f"{API}/route", params={"from": "SGSIN", "to": "NLRTM", "close": "suez"})
    one, other = (msgspec.json.decode(a.content, type=Route) for a in (open_way, shut))
    assert one.status == "open"
    assert other.status == "longer"
    assert other.distance_nm > one.distance_nm
    sent = client.post(
        f"{API}/route", json={"from": "SGSIN", "to": "NLRTM", "scenario": closing("suez")}
    )
    assert sent.json()["distance_nm"] == other.distance_nm
    spot = client.get(f"{API}/route", params={"from": "103.8,1.2", "to": "NLRTM"})
    assert spot.json()["distance_nm"] == pytest.approx(one.distance_nm, rel=0.01)


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    path, params = f"{API}/route", {"from": "SGSIN", "to": "NLRTM"}
    first = client.get(path, params=params)
    again = client.get(path, params=params, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get(path, params={**params, "close": "suez"})
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "params", "status", "code"),
    [
        ("/route", {"from": "SGSIM", "to": "NLRTM"}, 422, "unknown-port"),
        ("/route", {"from": "SGSIN", "to": "NLRTM", "close": "suezz"}, 422, "unknown-passage"),
        ("/route", {"from": "SGSIN", "to": "NLRTM", "ship_class": "x"}, 422, "unknown-ship-class"),
        ("/route", {"from": "SGSIN", "to": "NLRTM", "scenario": "x"}, 404, "not-found"),
        ("/route", {"from": "SGSIN"}, 422, "invalid"),
        ("/route", {"from": "SGSIN", "to": "NLRTM", "clos": "suez"}, 422, "invalid"),
        ("/route", {"from": "200,10", "to": "NLRTM"}, 422, "invalid"),
        ("/route", {"from": "100,40", "to": "NLRTM"}, 422, "off-water"),
        ("/reports/none", {}, 404, "not-found"),
        ("/incidents/none", {}, 404, "not-found"),
        ("/jobs/none", {}, 404, "not-found"),
        ("/lanes/none", {}, 404, "not-found"),
        ("/reports", {"limit": "0"}, 422, "invalid"),
        ("/reports", {"limit": "many"}, 422, "invalid"),
        ("/digest", {"since": "yesterday"}, 422, "invalid"),
        ("/nothing", {}, 404, "not-found"),
    ],
)
def test_refusals_have_one_shape(
    client: TestClient, path: str, params: dict[str, str], status: int, code: str
) -> None:
    answer = client.get(API + path, params=params)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/problems/{code}"


def test_a_wrong_method_and_a_broken_body_are_said_plainly(client: TestClient) -> None:
    assert client.delete(f"{API}/reports").status_code == 405
    assert "GET" in client.delete(f"{API}/reports").headers["allow"]
    broken = client.post(
        f"{API}/exposure", content=b"{", headers={"content-type": "application/json"}
    )
    assert broken.status_code == 400
    wrong = client.post(f"{API}/exposure", json={"lanez": "x"})
    assert wrong.status_code == 422
    assert "lanez" in wrong.json()["detail"]


def test_a_later_decision_is_a_conflict(client: TestClient) -> None:
    own = {"restriction": closing("suez")["restrictions"][0], "who": "Ada", "action": "accepted"}
    assert client.post(f"{API}/decisions", json={**own, "seen": 0}).status_code == 201
    late = client.post(f"{API}/decisions", json={**own, "action": "lifted", "seen": 0})
    assert late.status_code == 409
    assert late.json()["type"] == "/problems/conflict"


def test_a_restriction_of_nothing_is_not_kept(client: TestClient) -> None:
    bad = closing("suez")["restrictions"][0]
    bad["target"]["id"] = "nowhere"
    answer = client.post(
        f"{API}/decisions", json={"restriction": bad, "who": "Ada", "action": "accepted"}
    )
    assert answer.status_code == 422, answer.text
    assert client.get(f"{API}/decisions").json()["items"] == []


def test_lanes_are_taken_in_row_by_row(client: TestClient) -> None:
    table = "id,origin,destination\na,SGSIN,NLRTM\nb,NOWHEREPORT,NLRTM\nc,DEHAM,USNYC\n"
    taken = client.put(
        f"{API}/lanes/mine", content=table.encode(), headers={"content-type": "text/csv"}
    )
    assert taken.status_code == 200, taken.text
    assert "mine" in client.get(f"{API}/lanes").json()["items"]
    found = client.post(f"{API}/exposure", json={"lanes": "mine", "scenario": closing("suez")})
    told = found.json()
    assert {lane["lane_id"]: lane["status"] for lane in told["lanes"]} == {
        "a": "longer",
        "c": "open",
    }
    assert any("NOWHEREPORT" in p["reason"] for p in told["problems"] + taken.json()["problems"])


def test_scenarios_are_kept_in_versions_and_checked(client: TestClient) -> None:
    put = client.put(f"{API}/scenarios/winter", json={"scenario": closing("suez"), "who": "Ada"})
    assert put.status_code == 200, put.text
    assert client.get(f"{API}/scenarios/winter").json()["version"] == 1
    assert client.get(f"{API}/scenarios").json()["items"] == ["winter"]
    way = client.get(f"{API}/route", params={"from": "SGSIN", "to": "NLRTM", "scenario": "winter"})
    assert way.json()["status"] == "longer"
    assert client.put(f"{API}/scenarios/accepted", json={"scenario": {}}).status_code == 422
    faulty = client.post(
        f"{API}/scenarios-check", json={"toml": "[[restriction]]\npassage='suezz'"}
    )
    assert faulty.status_code == 422
    assert "suez" in faulty.text


def test_instances_of_the_past_are_known_by_name(client: TestClient) -> None:
    shipped = {s["name"]: s["scenario"] for s in client.get(f"{API}/scenarios-shipped").json()}
    assert "red-sea-2023" in shipped
    assert shipped["red-sea-2023"]["sources"]
    found = client.post(f"{API}/exposure", json={"scenario": "hormuz-2026"})
    assert found.status_code == 200, found.text
    assert found.json()["sum"]["lanes"] > 0


def test_a_matrix_is_a_job_that_can_be_watched(client: TestClient) -> None:
    ports = ["SGSIN", "NLRTM", "USNYC"]
    begun = client.post(f"{API}/matrix", json={"origins": ports, "destinations": ports})
    assert begun.status_code == 202, begun.text
    job = begun.json()["id"]
    with client.stream("GET", f"{API}/jobs/{job}/events") as stream:
        lines = [line for line in stream.iter_lines() if line.startswith("data: {")]
    assert client.get(f"{API}/jobs/{job}").json()["state"] == "done"
    assert any('"state":"done"' in line for line in lines)
    table = client.get(f"{API}/jobs/{job}/result").text.splitlines()
    assert table[0].split(",")[1:] == ports
    assert float(table[1].split(",")[2]) > 8000
    assert client.post(f"{API}/matrix", json={"origins": ["ZZNOP"]}).status_code == 422


def test_a_brief_can_be_a_job(client: TestClient) -> None:
    taken = client.post(f"{API}/reports", json={"text": TEXT, "name": "a"}).json()["reports"]
    body = {"reports": [taken[0]["id"]]}
    begun = client.post(f"{API}/brief-job", json=body)
    assert begun.status_code == 202, begun.text
    job = begun.json()["id"]
    with client.stream("GET", f"{API}/jobs/{job}/events") as stream:
        told = "\n".join(stream.iter_lines())
    assert '"state":"done"' in told
    result = client.get(f"{API}/jobs/{job}/result")
    assert result.headers["content-type"] == "application/json"
    assert result.json() == client.post(f"{API}/brief", json=body).json()
    assert client.post(f"{API}/brief-job", json={"reports": ["0"]}).status_code == 404


def test_a_job_that_waits_says_how_many_come_first(client: TestClient, desk: Desk) -> None:
    go_on = threading.Event()

    def held(_progress: object) -> Raw:
        assert go_on.wait(60)
        return Raw(b"", "text/csv")

    jobs = [desk.jobs.begin("test", held).id for _ in range(3)]
    assert client.get(f"{API}/jobs/{jobs[2]}").json()["before"] == 2
    client.delete(f"{API}/jobs/{jobs[1]}")
    assert client.get(f"{API}/jobs/{jobs[2]}").json()["before"] == 1
    go_on.set()
    with client.stream("GET", f"{API}/jobs/{jobs[2]}/events") as stream:
        list(stream.iter_lines())
    assert desk.jobs.state(jobs[2]).before == 0
    assert desk.jobs.state(jobs[2]).state == "done"


def test_a_job_can_be_cancelled(client: TestClient, desk: Desk) -> None:
    def endless(progress):
        for k in range(10_000):
            progress(f"step {k}", k / 10_000)
            time.sleep(0.01)

    job = desk.jobs.begin("test", endless).id
    waiting = desk.jobs.begin("test", endless).id
    assert client.delete(f"{API}/jobs/{waiting}").json()["state"] == "cancelled"
    client.delete(f"{API}/jobs/{job}")
    for _ in range(300):
        if desk.jobs.state(job).over:
            break
        time.sleep(0.01)
    assert client.get(f"{API}/jobs/{job}").json()["state"] == "cancelled"
    assert client.get(f"{API}/jobs/{job}/result").status_code == 409


def test_a_job_that_fails_says_why_and_the_next_one_goes_on(client: TestClient, desk: Desk) -> None:
    def failing(_):
        raise ValueError("as planned")

    job = desk.jobs.begin("test", failing).id
    next_one = client.post(f"{API}/matrix", json={"origins": ["SGSIN"], "destinations": ["NLRTM"]})
    with client.stream("GET", f"{API}/jobs/{next_one.json()['id']}/events") as stream:
        list(stream.iter_lines())
    assert desk.jobs.state(job).state == "failed"
    assert desk.jobs.state(next_one.json()["id"]).state == "done"


def test_what_has_changed_comes_in_five_forms(client: TestClient) -> None:
    client.post(f"{API}/reports", json={"text": TEXT})
    since = (datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(hours=1)).isoformat()
    told = client.get(f"{API}/digest", params={"since": since}).json()
    assert {c["kind"] for c in told["changes"]} == {"new"}
    for form in (".txt", ".html", ".atom", ".feed.json"):
        answer = client.get(f"{API}/digest{form}", params={"since": since})
        assert answer.status_code == 200
        assert told["changes"][0]["title"].split(",")[0] in answer.text
    lanes = client.get(f"{API}/digest", params={"since": since, "lanes": "nobody"})
    assert lanes.status_code == 404


def test_geojson_answers_open_as_they_are(client: TestClient) -> None:
    for path in (
        "/ports.geojson",
        "/notices.geojson",
        "/map/land.geojson?west=-10&east=40&south=30&north=60",
    ):
        answer = client.get(API + path)
        assert answer.headers["content-type"] == "application/geo+json"
        found = answer.json()
        assert found["type"] == "FeatureCollection"
        for one in found["features"][:50]:
            assert one["type"] == "Feature"
            assert one["geometry"]["type"]
    ways = client.post(f"{API}/map/ways.geojson", json={"scenario": closing("suez")}).json()
    assert {f["properties"]["when"] for f in ways["features"]} == {"before", "after"}


def test_route_files_are_what_they_are_called(client: TestClient) -> None:
    body = {"from": "SGSIN", "to": "NLRTM"}
    assert b"<route" in client.post(f"{API}/route.rtz", json=body).content
    assert b"<gpx" in client.post(f"{API}/route.gpx", json=body).content
    assert client.post(f"{API}/route.geojson", json=body).json()["features"]
    assert client.post(f"{API}/route.csv", json=body).text.count("\n") > 2
    none = client.post(
        f"{API}/route.rtz", json={"from": "QARLF", "to": "SGSIN", "scenario": closing("hormuz")}
    )
    assert none.status_code == 422
    assert none.json()["type"] == "/problems/no-way"


def test_every_address_is_described(client: TestClient) -> None:
    told = json.loads(document())
    assert told["openapi"].startswith("3.1")
    assert client.get(f"{API}/openapi.json").content == document()
    names = set()
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert operation["summary"].endswith("."), path
            assert operation["operationId"] not in names
            names.add(operation["operationId"])
            for parameter in operation["parameters"]:
                assert parameter["in"] in ("path", "query")
    page = client.get(f"{API}/docs").text
    for path in told["paths"]:
        assert path in page
