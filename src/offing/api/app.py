"""The server as one ASGI application."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, TextIO

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from offing.api.addresses import Addresses
from offing.api.desk import Desk
from offing.api.dispatch import (
    handler_from,
    refusal_response,
)
from offing.api.endpoints.registry import REGISTRY
from offing.api.guard import Guard
from offing.api.problems import Refusal
from offing.api.turns import Turns

if TYPE_CHECKING:
    from offing.api.guard import App


def build_app(
    desk: Desk, *, pages: list[BaseRoute] | None = None, log: TextIO | None = None,
    warm: bool = True,
) -> App:  # fmt: skip
    """The API of a desk, with ``pages`` beside it, behind the guard.

    ``log`` takes one JSON line for each request; ``warm`` opens the sea in the
    background as soon as the server is up.
    """
    limits = desk.settings
    turns = {
        "heavy": Turns(limits.heavy_at_once, limits.heavy_waiting),
        "light": Turns(limits.light_at_once, 10 * limits.light_at_once),
    }

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        if warm:
            threading.Thread(target=_warm, args=(desk,), name="warm", daemon=True).start()
        yield
        desk.close()

    behind = Starlette(
        routes=[Route("/healthz", _healthz, methods=["GET"]), *(pages or [])], lifespan=lifespan,
        exception_handlers={HTTPException: _told},
    )  # fmt: skip
    handlers = (
        (endpoint.method, endpoint.path, handler_from(endpoint, desk, turns))
        for endpoint in REGISTRY.endpoints
    )
    return Guard(Addresses(handlers, behind), desk.settings, log=log)


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def _told(_request: Request, error: Exception) -> Response:
    """Starlette's own refusals in our one shape."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        return refusal_response(
            Refusal(405, "wrong-method", f"allowed here: {allowed}", headers={"allow": allowed})
        )
    if error.status_code == 404:
        return refusal_response(
            Refusal(404, "not-found", "no such address; /api/v1/docs lists those there are")
        )
    return refusal_response(Refusal(error.status_code, "bad-request", str(error.detail)))


def _warm(desk: Desk) -> None:
    # A sea that cannot be opened is told to the first who asks for a route.
    from offing.errors import OffingError

    with contextlib.suppress(OffingError):
        desk.warm()
