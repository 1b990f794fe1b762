"""The page and its files beside the API, as one application."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from offing.api import Desk, build_app

if TYPE_CHECKING:
    from offing.api.guard import App


def build_desk_app(desk: Desk, *, log: TextIO | None = None, warm: bool = True) -> App:
    """The API of a desk with its page at ``/`` and the page's files under ``/static``."""
    return build_app(desk, pages=_pages(), log=log, warm=warm)


def _pages() -> list[BaseRoute]:
    folder = Path(str(files("offing.web"))) / "static"
    return [
        Route("/", _page, methods=["GET"]),
        Mount("/static", StaticFiles(directory=folder)),
    ]


async def _page(_request: Request) -> Response:
    body = (Path(str(files("offing.web"))) / "static" / "index.html").read_bytes()
    return Response(body, media_type="text/html", headers={"cache-control": "no-cache"})
