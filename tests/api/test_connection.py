"""Connections as a hostile client uses them, on a server in this process."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

import pytest
import uvicorn
from starlette.responses import StreamingResponse

from offing.api.connection import Connection
from offing.api.dispatch import PIECE_BYTES, Ready


class Patient(Connection):
    head_bytes = 5_000
    head_s = 600.0


class Hasty(Connection):
    head_s = 0.05


class Impatient(Connection):
    stalled_s = 0.05
    held: ClassVar[list[int]] = []

    def pause_writing(self) -> None:
        self.held.append(self.transport.get_write_buffer_size())
        super().pause_writing()


async def app(scope, receive, send) -> None:
    """Takes the body, and answers how long it was in as many letters as the path says."""
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = f"{size} ".encode() * int(scope["path"].strip("/") or 1)
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextlib.contextmanager
def serving(kind: type[Connection], application: Any = app) -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application, http=kind, lifespan="off", log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(60)
        listening.close()


@pytest.fixture
def port(socket_enabled: None) -> Iterator[int]:
    with serving(Patient) as one:
        yield one


def talk(port: int, *parts: bytes) -> bytes:
    """All that comes back until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as one:
        for part in parts:
            one.sendall(part)
        try:
            return b"".join(iter(lambda: one.recv(65_536), b""))
        except ConnectionResetError:  # it was cut while more was on its way
            return b""


def test_a_head_that_never_ends_is_not_waited_for(socket_enabled: None) -> None:
    with serving(Hasty) as port:
        assert talk(port, b"GET / HTTP/1.1\r\nHost: x\r\nA: b") == b""
        assert talk(port) == b"", "nor one that never begins"


def test_a_head_too_long_is_refused_in_one_piece_and_in_several(port: int) -> None:
    long = b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 6_000
    for parts in ([long + b"\r\n\r\n"], [long], [b"GET /" + b"a" * 6_000]):
        answer = talk(port, *parts)
        assert answer == b"" or b" 431 " in answer.split(b"\r\n")[0]


def test_a_long_body_is_no_long_head(port: int) -> None:
    head = b"POST /%d HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9000\r\n\r\n"
    whole = talk(port, head % 1 + b"x" * 9_000)
    apart = talk(port, head % 1, b"x" * 4_000, b"x" * 5_000)
    assert whole.endswith(b"\r\n\r\n9000 ")
    assert apart.endswith(b"\r\n\r\n9000 ")
    large = talk(port, head % 100_000 + b"x" * 9_000)
    assert large.count(b"9000 ") == 100_000


def test_requests_in_one_piece_are_answered_in_order(port: int) -> None:
    one = b"GET /%d HTTP/1.1\r\nHost: x\r\n%s\r\n"
    answer = talk(port, one % (1, b"") + one % (2, b"") + one % (3, b"Connection: close\r\n"))
    bodies = [part.split(b"HTTP/")[0] for part in answer.split(b"\r\n\r\n")[1:]]
    assert bodies == [b"0 ", b"0 0 ", b"0 0 0 "]


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b"x" * PIECE_BYTES
        await asyncio.sleep(0)  # as every stream of ours waits for what it tells of


@pytest.mark.parametrize("kind", ["large", "endless"])
def test_who_stops_reading_is_cut_and_costs_a_piece(socket_enabled: None, kind: str) -> None:
    ended = threading.Event()
    Impatient.held = []

    async def answers(scope: Any, receive: Any, send: Any) -> None:
        try:
            if kind == "large":
                await Ready(bytes(100_000_000), "text/csv", 200, tagged=False).send(scope, send)
            else:
                await StreamingResponse(_endless())(scope, receive, send)
        finally:
            ended.set()

    with serving(Impatient, answers) as port, socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.connect(("127.0.0.1", port))
        one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert ended.wait(60), "the answer goes on for one who does not read it"
        assert Impatient.held
        assert max(Impatient.held) < 2 * PIECE_BYTES, "the server holds what nobody reads"
        # Others are answered as before.
        with socket.create_connection(("127.0.0.1", port), timeout=60) as other:
            other.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert other.recv(15) == b"HTTP/1.1 200 OK"


def test_a_large_answer_in_pieces_is_whole(socket_enabled: None) -> None:
    body = b"".join(k.to_bytes(4, "big") for k in range(PIECE_BYTES))

    async def answers(scope: Any, _receive: Any, send: Any) -> None:
        await Ready(body, "text/csv", 200, tagged=True).send(scope, send)

    with serving(Patient, answers) as port:
        answer = talk(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        head = talk(port, b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.split(b"\r\n\r\n", 1)[1] == body
    assert b"content-length: %d" % len(body) in head.lower()
    assert head.endswith(b"\r\n\r\n")


def test_what_is_no_request_is_told_so(port: int) -> None:
    assert b" 400 " in talk(port, b"\x16\x03\x01 nothing of HTTP\r\n\r\n").split(b"\r\n")[0]
