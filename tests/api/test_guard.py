"""Who is answered, how much, how often, and what is written down of it."""

from __future__ import annotations

import io
import json
import sys
import threading

import anyio
import msgspec
import pytest
from starlette.testclient import TestClient

from offing.api import Desk, ServerSettings, build_app
from offing.api.dispatch import Ready
from offing.api.guard import COOKIE, Rates
from offing.api.problems import Refusal
from offing.api.settings import hash_token, new_token
from offing.api.turns import Turns, Work
from tests.api.conftest import TEXT


def client_of(desk: Desk, **changes: object) -> TestClient:
    desk.settings = msgspec.structs.replace(desk.settings, **changes)
    host = desk.settings.host
    name = "localhost" if desk.settings.is_local() else host
    return TestClient(build_app(desk, warm=False), base_url=f"http://{name}:{desk.settings.port}")


def is_problem(response, status: int, code: str) -> bool:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["type"] == f"/problems/{code}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return True


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:9999", "localhost", "127.0.0.1.evil.example:8642", ""]
)
def test_another_name_is_not_answered(client: TestClient, host: str) -> None:
    # A page may point its own name here (DNS rebinding); the Host header gives it away.
    answer = client.get("/api/v1", headers={"host": host})
    if host == "localhost":
        assert answer.status_code == 200, "a bare name of ours is fine"
    else:
        assert is_problem(answer, 421, "forbidden-host")


@pytest.mark.parametrize(
    "host", ["localhost:8642", "127.0.0.1:8642", "[::1]:8642", "LocalHost:8642"]
)
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
    ],
)
def test_other_sites_are_not_answered(client: TestClient, headers: dict[str, str]) -> None:
    body = {"action": "accepted", "who": "x", "id": "y"}
    assert is_problem(
        client.post("/api/v1/decisions", json=body, headers=headers), 403, "forbidden-origin"
    )
    assert is_problem(client.get("/api/v1/reports", headers=headers), 403, "forbidden-origin")


def test_a_link_from_elsewhere_opens_the_page_and_no_more(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/api/v1", headers=headers).status_code == 200
    assert client.post("/api/v1/reports", json={"text": "x"}, headers=headers).status_code == 403


def test_a_form_of_another_site_is_no_json(client: TestClient) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = client.post(
            "/api/v1/decisions", content=b'{"action":"accepted"}', headers={"content-type": kind}
        )
        assert is_problem(answer, 415, "wrong-media-type")


def test_any_other_address_needs_a_token(desk: Desk) -> None:
    token, kept = new_token()
    with client_of(desk, host="192.0.2.1", token_hash=kept) as client:
        assert is_problem(client.get("/api/v1"), 401, "token-needed")
        assert client.get("/api/v1").headers["www-authenticate"] == "Bearer"
        assert is_problem(
            client.get("/api/v1", headers={"authorization": "Bearer wrong"}), 401, "token-needed"
        )
        good = {"authorization": f"Bearer {token}"}
        assert client.get("/api/v1", headers=good).status_code == 200
        assert client.get("/healthz").status_code == 200, "says nothing, needs nothing"


def test_a_token_in_the_address_becomes_a_cookie_no_script_can_read(desk: Desk) -> None:
    token, kept = new_token()
    with client_of(desk, host="192.0.2.1", token_hash=kept) as client:
        answer = client.get(f"/?token={token}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert client.get("/api/v1").status_code == 200
        client.cookies.clear()
        client.cookies.set(COOKIE, "wrong")
        assert client.get("/api/v1").status_code == 401
        assert client.get("/?token=wrong", follow_redirects=False).status_code == 401


def test_only_a_hash_of_the_token_is_kept() -> None:
    token, kept = new_token()
    assert token not in kept
    assert kept == hash_token(token)
    assert len(token) >= 40


def test_every_answer_carries_the_policies(client: TestClient) -> None:
    for path in ("/api/v1", "/nowhere", "/healthz", "/api/v1/docs"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-request-id"]
        assert "access-control-allow-origin" not in headers


def test_a_body_too_large_is_refused_by_its_length_and_by_its_bytes(desk: Desk) -> None:
    with client_of(desk, max_text_bytes=1000, max_json_bytes=1000) as client:
        told = client.post(
            "/api/v1/reports", content=b"x" * 1001, headers={"content-type": "text/plain"}
        )
        assert is_problem(told, 413, "too-large")

        def parts():
            for _ in range(20):
                yield b"x" * 100

        streamed = client.post(
            "/api/v1/reports", content=parts(), headers={"content-type": "text/plain"}
        )
        assert is_problem(streamed, 413, "too-large")
        assert client.post("/api/v1/reports", json={"text": TEXT}).status_code == 201


def test_a_body_that_comes_too_slowly_is_not_waited_for(desk: Desk) -> None:
    desk.settings = msgspec.structs.replace(desk.settings, timeout_s=0.05)
    app = build_app(desk, warm=False)
    sent: list[dict[str, object]] = []
    scope = {
        "type": "http", "method": "POST", "path": "/api/v1/reports", "query_string": b"",
        "headers": [(b"host", b"localhost:8642"), (b"content-type", b"text/plain")],
        "client": ("127.0.0.1", 1),
    }  # fmt: skip

    async def never() -> dict[str, object]:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    anyio.run(app, scope, never, send)
    assert sent[0]["status"] == 408


def test_what_is_given_up_keeps_its_turn_until_it_has_ended(socket_enabled: None) -> None:
    turns, go_on, begun = Turns(1, 1), threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        assert go_on.wait(60)

    async def story() -> None:
        with anyio.move_on_after(0.05):
            await turns.run(slow)
        if begun.is_set():  # else it was given up before it began, and has no turn
            with anyio.move_on_after(0.05):
                raise AssertionError(await turns.run(lambda: "at the same time"))
        go_on.set()
        assert await turns.run(lambda: "afterwards") == "afterwards"

    anyio.run(story)


def test_two_names_of_a_host_are_none(desk: Desk) -> None:
    with client_of(desk) as client:
        hosts = [("host", "evil.example"), ("host", "localhost:8642")]
        assert is_problem(client.get("/api/v1", headers=hosts), 421, "forbidden-host")


@pytest.mark.parametrize(
    "geometry",
    [
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        '{"type":"Polygon","coordinates":' + "[" * 90 + "]" * 90 + "}",
        '{"type":"Polygon","coordinates":[[[1,2]]]}',
        '{"type":"MultiPolygon"}',
    ],
    ids=["deep", "deep rings", "a point", "nothing"],
)
def test_geometry_that_is_none_is_no_fault_of_ours(client: TestClient, geometry: str) -> None:
    body = (
        '{"from":"SGSIN","to":"NLRTM","scenario":{"restrictions":[{"id":"a","effect":"closed",'
        '"target":{"kind":"area","id":"x","name":"x","geometry":' + geometry + "}}]}}"
    )
    answer = client.post(
        "/api/v1/route", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code in (400, 422), answer.text


def test_a_matrix_of_more_than_every_port_is_refused(client: TestClient) -> None:
    ports = ["SGSIN"] * 10_000
    answer = client.post("/api/v1/matrix", json={"origins": ports, "destinations": ports})
    assert is_problem(answer, 422, "invalid")


def test_the_name_of_a_download_is_no_header_of_its_own() -> None:
    ready = Ready(b"x", "text/csv", 200, tagged=False, file_name='a"\r\nx: y\u202e.csv')
    [name] = [value for key, value in ready._plain if key == b"content-disposition"]
    assert name == b'attachment; filename="a---x- y-.csv"'


def test_a_client_that_asks_too_often_is_told_to_wait(desk: Desk) -> None:
    with client_of(desk, heavy_per_s=1.0) as client:
        answers = [client.post("/api/v1/scenarios-check", json={"toml": ""}) for _ in range(6)]
        assert is_problem(answers[-1], 429, "too-many-requests")
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert client.get("/api/v1").status_code == 200, "plain requests have their own count"


def test_rates_fill_again_and_forget_old_clients() -> None:
    now = [0.0]
    rates = Rates(light_per_s=2.0, heavy_per_s=1.0, clock=lambda: now[0])
    assert [rates.take("a", heavy=True) > 0 for _ in range(5)] == [False] * 4 + [True]
    assert rates.take("b", heavy=True) == 0.0
    now[0] = 1.0
    assert rates.take("a", heavy=True) == 0.0
    assert rates.take("a", heavy=True) > 0
    for k in range(10_100):
        rates.take(str(k), heavy=False)
    assert len(rates._left) <= 10_000


def _plain_answer(monkeypatch: pytest.MonkeyPatch, desk: Desk, work: object) -> None:
    """Have the names of scenarios, which a thread gives, take ``work``."""
    from offing.api.endpoints.registry import REGISTRY

    [plain] = [e for e in REGISTRY.endpoints if e.path == "/api/v1/scenarios"]
    assert plain.weight == "light"
    monkeypatch.setattr(type(desk.store), "scenario_names", work)


def test_an_answer_that_takes_too_much_work_is_given_up(desk: Desk, monkeypatch) -> None:
    over = threading.Event()

    def busy(_: object) -> list[str]:
        while not over.is_set():
            pass
        return []

    _plain_answer(monkeypatch, desk, busy)
    with client_of(desk, timeout_s=0.1) as client:
        assert is_problem(client.get("/api/v1/scenarios"), 503, "took-too-long")
        over.set()


@pytest.mark.skipif(sys.platform != "linux", reason="no clock for each thread")
def test_waiting_is_no_work(desk: Desk, monkeypatch) -> None:
    told: list[float] = []

    def waits(_: object) -> list[str]:
        work = Work(lambda: threading.Event().wait(0.5) or told.append(work.spent_s()))
        work()
        return []

    _plain_answer(monkeypatch, desk, waits)
    with client_of(desk, timeout_s=0.4) as client:
        assert client.get("/api/v1/scenarios").status_code == 200
    assert told[0] < 0.4


def test_an_answer_that_takes_altogether_too_long_is_given_up(desk: Desk, monkeypatch) -> None:
    over = threading.Event()
    _plain_answer(monkeypatch, desk, lambda _: over.wait(60) and [])
    with client_of(desk, longest_s=0.1) as client:
        assert is_problem(client.get("/api/v1/scenarios"), 503, "took-too-long")
        over.set()


def test_who_goes_away_while_waiting_loses_the_place_in_line(socket_enabled: None) -> None:
    turns, go_on, begun = Turns(1, 5), threading.Event(), threading.Event()
    made: list[str] = []

    def slow() -> str:
        begun.set()
        assert go_on.wait(60)
        return "first"

    async def at_once() -> None:
        return

    async def story() -> None:
        async with anyio.create_task_group() as both:

            async def first() -> None:
                made.append(await turns.run(slow))

            both.start_soon(first)
            await anyio.to_thread.run_sync(begun.wait, 60)
            with pytest.raises(Refusal, match="has left"):
                await turns.run(lambda: made.append("for nobody"), at_once)
            go_on.set()
        made.append(await turns.run(lambda: "afterwards", anyio.sleep_forever))

    anyio.run(story)
    assert made == ["first", "afterwards"]


def test_the_log_holds_no_secret(desk: Desk) -> None:
    token, kept = new_token()
    desk.settings = msgspec.structs.replace(desk.settings, host="192.0.2.1", token_hash=kept)
    log = io.StringIO()
    app = build_app(desk, warm=False, log=log)
    with TestClient(app, base_url="http://192.0.2.1:8642") as client:
        client.get(f"/?token={token}", follow_redirects=False)
        client.get("/api/v1/reports?q=secretword", headers={"authorization": f"Bearer {token}"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["status"] for line in lines] == [303, 200]
    assert {"time", "id", "client", "method", "path", "status", "ms", "bytes"} <= lines[0].keys()
    assert token not in log.getvalue()
    assert "secretword" not in log.getvalue()


def test_a_fault_of_ours_says_nothing_of_the_inside(desk: Desk, monkeypatch, caplog) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("/secret/path and a stack")

    monkeypatch.setattr(type(desk.store), "scenario_names", broken)
    with client_of(desk) as client:
        answer = client.get("/api/v1/scenarios")
    assert is_problem(answer, 500, "internal-error")
    assert "secret" not in answer.text
    assert "request" in caplog.text


def test_a_name_of_an_upload_is_never_a_path(client: TestClient, desk: Desk, tmp_path) -> None:
    for name in ("../../etc/passwd", "/etc/passwd", "..\\..\\x.txt", "a\x00b", "\u202eexe.txt"):
        answer = client.post(
            "/api/v1/reports", params={"name": name}, content=TEXT + name.replace("\x00", ""),
            headers={"content-type": "text/plain"},
        )  # fmt: skip
        assert answer.status_code == 201, answer.text
        [row] = answer.json()["reports"]
        assert "/" not in row["source"]
        assert "\\" not in row["source"]
        assert row["source"].isprintable()
    assert {p.name for p in tmp_path.iterdir()} <= {
        "desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm"
    }  # fmt: skip
    # A text that is a file's name is a text.
    answer = client.post("/api/v1/reports", json={"text": str(desk.store.path)})
    assert answer.status_code in (201, 422)
    if answer.status_code == 201:
        assert "SQLite" not in client.get(f"/api/v1/reports/{answer.json()['added'][0]}").text


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"],
)
def test_files_beside_the_page_stay_where_they_are(desk: Desk, path: str) -> None:
    from offing.web import build_desk_app

    with TestClient(build_desk_app(desk, warm=False), base_url="http://localhost:8642") as client:
        assert client.get(path).status_code == 404
        assert client.get("/static/desk.css").status_code == 200


def test_files_of_the_page_are_held_small_and_asked_about(desk: Desk) -> None:
    from offing.web import build_desk_app

    with TestClient(build_desk_app(desk, warm=False), base_url="http://localhost:8642") as client:
        kinds = {"desk.js": "text/javascript", "desk.css": "text/css", "icon.svg": "image/svg+xml"}
        for name, kind in kinds.items():
            first = client.get(f"/static/{name}")
            assert first.headers["content-type"].split(";")[0] == kind
            assert first.headers["content-encoding"] == "gzip"
            assert first.headers["cache-control"] == "no-cache"
            plain = client.get(f"/static/{name}", headers={"accept-encoding": "identity"})
            assert plain.content == first.content
            assert "content-encoding" not in plain.headers
            tag = {"if-none-match": f"W/{first.headers['etag']}"}
            again = client.get(f"/static/{name}", headers=tag)
            assert (again.status_code, again.content) == (304, b"")
        assert client.get("/static/index.html").status_code == 404
        assert is_problem(client.get("/static/nothing.js"), 404, "not-found")
        assert is_problem(client.post("/static/desk.js"), 405, "wrong-method")


def test_settings_know_what_is_local() -> None:
    assert ServerSettings().is_local()
    assert ServerSettings(host="::1").is_local()
    assert ServerSettings(host="127.9.9.9").is_local()
    assert not ServerSettings(host="0.0.0.0").is_local()
    assert not ServerSettings(host="192.0.2.1").is_local()
    assert not ServerSettings(host="localhost.evil.example").is_local()
    wide = ServerSettings(host="0.0.0.0", names=("desk.lan",)).allowed_hosts()
    assert wide == {"desk.lan", "desk.lan:8642"}
