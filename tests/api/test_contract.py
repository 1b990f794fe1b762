"""Whatever fits the OpenAPI document is answered as the document says, and never with a 5xx.

Cases for every address, parameter and limit are made from the document itself, besides
some by chance: five for each address, or as many as ``OFFING_CONTRACT_EXAMPLES`` says.
"""

from __future__ import annotations

import asyncio
import functools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import pytest_socket
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from offing.api import ServerSettings, build_app, open_desk
from offing.api.openapi import document
from tests.api.conftest import TEXT

EXAMPLES = int(os.environ.get("OFFING_CONTRACT_EXAMPLES", "5"))
PLACE = "localhost:8642"
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
loops: list[asyncio.AbstractEventLoop] = []


@pytest.fixture(scope="module", autouse=True)
def _loop() -> Iterator[None]:
    """One for all cases: to begin and end one each time takes longer than to answer.

    It needs a pair of sockets to wake itself, and no other.
    """
    pytest_socket.enable_socket()
    loops.append(asyncio.new_event_loop())
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    one = loops.pop()
    one.run_until_complete(one.shutdown_default_executor())
    one.close()


@functools.cache
def app() -> Any:
    # No limit on rates: this client asks as fast as it can.
    limits = ServerSettings(light_per_s=1e9, heavy_per_s=1e9, timeout_s=600)
    folder = tempfile.mkdtemp(prefix="contract-")
    from offing.reports import read_report
    from offing.sea import open_sea
    from offing.store import take_in

    desk = open_desk(Path(folder) / "desk.sqlite", limits, sea=open_sea())
    take_in(desk.store, [read_report(TEXT.encode())])
    begin = desk.jobs.begin

    def begin_and_cancel(kind, work):
        # A matrix of all ports for each case would keep the machine busy for nothing.
        return desk.jobs.cancel(begin(kind, work).id)

    desk.jobs.begin = begin_and_cancel
    return build_app(desk, warm=False)


async def ask(request: requests.PreparedRequest) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """The answer of the application itself, with no client or server in between."""
    split = urlsplit(request.url or "")
    body = request.body or b""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http",
        "method": request.method, "path": unquote(split.path), "raw_path": split.path.encode(),
        "query_string": split.query.encode(), "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8642),
        "headers": [(_raw(k).lower(), _raw(v)) for k, v in (request.headers or {}).items()],
    }  # fmt: skip
    came = iter([{"type": "http.request", "body": _raw(body), "more_body": False}])
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(came, {"type": "http.disconnect"})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app()(scope, receive, send)
    whole = b"".join(part.get("body", b"") for part in sent[1:])
    return sent[0]["status"], sent[0]["headers"], whole


def _raw(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "replace")


@schemathesis.serializer("application/pdf", "message/rfc822", "text/markdown", "text/csv")
def as_it_is(_: schemathesis.SerializationContext, value: object) -> bytes:
    """An upload's own bytes."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = openapi.from_file(document().decode())


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
def test_every_address_keeps_its_word(case: schemathesis.Case) -> None:
    asked = case.as_transport_kwargs(base_url=f"http://{PLACE}", headers={"Host": PLACE})
    request = requests.Request(**asked).prepare()
    request.headers.pop("Accept-Encoding", None)  # nobody here unpacks
    status, headers, body = loops[0].run_until_complete(ask(request))
    named: dict[str, list[str]] = {}
    for name, value in headers:
        named.setdefault(name.decode(), []).append(value.decode())
    answer = Response(status, named, body, request=request, elapsed=0.0, verify=False)
    case.validate_response(answer, checks=CHECKS)
