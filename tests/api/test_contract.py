"""Whatever fits the OpenAPI document is answered as the document says, and never with a 5xx."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from offing.api import ServerSettings, build_app, open_desk
from tests.api.conftest import TEXT

EXAMPLES = 5
pytestmark = pytest.mark.enable_socket


def make_app():
    # No limit on rates: this client asks as fast as it can.
    limits = ServerSettings(light_per_s=1e9, heavy_per_s=1e9, timeout_s=60)
    folder = tempfile.mkdtemp(prefix="contract-")
    desk = open_desk(Path(folder) / "desk.sqlite", limits)
    from offing.reports import read_report
    from offing.store import take_in

    take_in(desk.store, [read_report(TEXT.encode())])
    begin = desk.jobs.begin

    def begin_and_cancel(kind, work):
        # A matrix of all ports for each case would keep the machine busy for nothing.
        return desk.jobs.cancel(begin(kind, work).id)

    desk.jobs.begin = begin_and_cancel
    app = build_app(desk, warm=False)

    async def lasting(scope, receive, send):
        # Each case would begin and end the application, and so close the store.
        if scope["type"] == "http":
            await app(scope, receive, send)

    return lasting


@schemathesis.serializer("application/pdf", "message/rfc822", "text/markdown", "text/csv")
def as_it_is(_: schemathesis.SerializationContext, value: object) -> bytes:
    """An upload's own bytes."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = openapi.from_asgi("/api/v1/openapi.json", make_app(), headers={"Host": "localhost:8642"})


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_address_keeps_its_word(case: schemathesis.Case) -> None:
    case.call_and_validate(
        headers={"Host": "localhost:8642"},
        checks=[
            not_a_server_error, status_code_conformance, content_type_conformance,
            response_schema_conformance,
        ],
    )  # fmt: skip
