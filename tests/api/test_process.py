"""Servers as processes of their own: killed, stopped, and two on one file."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from offing.store import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops servers with signals")
SUEZ = {
    "id": "passage-suez-closed",
    "target": {"kind": "passage", "id": "suez", "name": "Suez Canal"},
    "effect": "closed",
}
CODE = "import sys; from offing.cli import main; sys.exit(main())"


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Servers of this machine, asked over loopback."""


class Server:
    def __init__(self, db: Path, *more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE, "serve", "--port", "0", "--db", str(db), *more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        lines = iter(self.process.stdout.readline, "")
        line = next(line for line in lines if line.startswith("Offing's desk: "))
        self.place = urlsplit("http://" + line.split("http://")[1].strip()).netloc
        self.wait()

    def wait(self) -> None:
        for _ in range(1200):
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not come up")

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.place, timeout=60)
        try:
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"content-type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def end(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        output, _ = self.process.communicate(timeout=60)
        return self.process.returncode, output


def decide(server: Server, who: str) -> int | None:
    """A decision's number once the server has said that it is kept."""
    body = {"action": "accepted", "restriction": SUEZ, "who": who, "why": "x" * 2000}
    status = 503
    try:
        while status == 503:  # the sea is being built, once on a machine
            status, answer = server.ask("POST", "/api/v1/decisions", body)
            if status == 503:
                time.sleep(0.5)
    except (OSError, http.client.HTTPException):
        return None
    return int(json.loads(answer)[0]["number"]) if status < 300 else None


def test_a_server_killed_under_load_loses_no_decision_it_confirmed(tmp_path: Path) -> None:
    db = tmp_path / "desk.sqlite"
    told: list[int] = []
    for _ in range(3):
        server = Server(db)
        stop = threading.Event()

        def load(one: Server = server, ended: threading.Event = stop) -> None:
            while not ended.is_set():
                number = decide(one, "Ada")
                if number is None:
                    return
                told.append(number)

        threads = [threading.Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        before = len(told)
        for _wait in range(3000):  # the first decision waits for the sea to be opened
            if len(told) >= before + 3:
                break
            time.sleep(0.1)
        server.end(signal.SIGKILL)
        stop.set()
        for thread in threads:
            thread.join(70)
    assert len(told) > 3
    assert len(told) == len(set(told))
    with open_store(db) as store:
        kept = []
        while page := store.decisions(after=kept[-1] if kept else 0):
            kept += [d.number for d in page]
            assert all(d.why == "x" * 2000 for d in page), "nothing is half written"
        with store.database.reading() as read:
            assert read.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert set(told) <= set(kept)


def test_two_servers_on_one_file_see_each_others_decisions(tmp_path: Path) -> None:
    db = tmp_path / "desk.sqlite"
    first, second = Server(db), Server(db)
    try:
        numbers: list[int | None] = []
        threads = [
            threading.Thread(target=lambda s=s, w=w: numbers.append(decide(s, w)))
            for s, w in [(first, "Ada"), (second, "Grace")] * 6
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert None not in numbers
        assert len(set(numbers)) == 12
        seen = [json.loads(s.ask("GET", "/api/v1/decisions")[1])["items"] for s in (first, second)]
        assert seen[0] == seen[1]
        assert {d["who"] for d in seen[0]} == {"Ada", "Grace"}
        # The command line works on the file while both run.
        done = subprocess.run(
            [sys.executable, "-c", CODE, "digest", "--db", str(db), "--since", "2020-01-01"],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert "by Grace" in done.stdout
    finally:
        first.end(signal.SIGTERM)
        second.end(signal.SIGTERM)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_graceful(tmp_path: Path, how: signal.Signals) -> None:
    server = Server(tmp_path / "desk.sqlite")
    host, _, port = server.place.partition(":")
    body = json.dumps({"toml": ""}).encode()
    head = (
        f"POST /api/v1/scenarios-check HTTP/1.1\r\nHost: {server.place}\r\n"
        "Content-Type: application/json\r\nExpect: 100-continue\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=60) as asking:
        asking.sendall(head.encode())
        # The server says so only once it works on this request.
        assert asking.recv(100).startswith(b"HTTP/1.1 100")
        server.process.send_signal(how)
        asking.sendall(body)
        answer = b"".join(iter(lambda: asking.recv(65_536), b""))
    output, _ = server.process.communicate(timeout=60)
    assert answer.startswith(b"HTTP/1.1 200"), "what was asked before the stop is answered"
    assert "Traceback" not in output
    assert server.process.returncode in (0, 130, -how), output


def test_under_another_name_a_token_is_needed(tmp_path: Path) -> None:
    server = Server(tmp_path / "desk.sqlite", "--name", "desk.example")
    try:
        assert server.ask("GET", "/api/v1")[0] == 401
        assert server.ask("GET", "/healthz")[0] == 200
    finally:
        server.end(signal.SIGTERM)


def _forged(server: Server, k: int) -> int:
    """The status for one who says to be somebody else each time, asked by another name."""
    headers = {
        "x-forwarded-for": f"198.51.100.{k % 250}", "x-real-ip": "198.51.100.7",
        "forwarded": "for=198.51.100.8;host=localhost", "x-forwarded-proto": "https",
    }  # fmt: skip
    connection = http.client.HTTPConnection(server.place, timeout=60)
    try:
        connection.request("GET", "/api/v1", headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_who_one_says_to_be_counts_for_nothing(tmp_path: Path) -> None:
    log = tmp_path / "requests.log"
    server = Server(tmp_path / "desk.sqlite", "--rate", "1", "--log", str(log))
    try:
        assert 429 in {_forged(server, k) for k in range(100)}, "one client of many names"
    finally:
        server.end(signal.SIGTERM)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert {line["client"] for line in lines} == {"127.0.0.1"}


def test_a_host_that_another_header_names_is_not_believed(tmp_path: Path) -> None:
    server = Server(tmp_path / "desk.sqlite", "--name", "desk.example")
    try:
        for header in ("x-forwarded-host", "x-host", "forwarded"):
            connection = http.client.HTTPConnection(server.place, timeout=60)
            connection.putrequest("GET", "/healthz", skip_host=True)
            connection.putheader("Host", "evil.example")
            connection.putheader(header, "host=desk.example" if header == "forwarded"
                                 else "desk.example")  # fmt: skip
            connection.endheaders()
            assert connection.getresponse().status == 421
            connection.close()
    finally:
        server.end(signal.SIGTERM)


def test_every_address_at_once_needs_a_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, "serve", "--host", "0.0.0.0", "--port", "0",
         "--db", str(tmp_path / "desk.sqlite")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--name" in done.stderr
