"""The page and its files beside the API, as one application."""

from __future__ import annotations

import hashlib
import mimetypes
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from offing.api import Desk, build_app

if TYPE_CHECKING:
    from offing.api.guard import App

MAP_LIBRARY = "vendor/maplibre-gl.mjs"
"""The map library within the page's files: in every wheel, absent in a bare checkout."""
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
         ".svg": "image/svg+xml"}  # fmt: skip
"""Media types of our files: a system's own table may hold others, and a browser runs no
script that is served as anything else."""


def build_desk_app(desk: Desk, *, log: TextIO | None = None, warm: bool = True) -> App:
    """The API of a desk with its page at ``/`` and the page's files under ``/static``."""
    return build_app(desk, pages=_pages(), log=log, warm=warm)


def _pages() -> list[BaseRoute]:
    folder = Path(str(files("offing.web"))) / "static"
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind, ending)
    body = _page_of(folder)
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'

    async def page(request: Request) -> Response:
        headers = {"cache-control": "no-cache", "etag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(None, 304, headers=headers)
        return Response(body, media_type="text/html", headers=headers)

    return [
        Route("/", page, methods=["GET"]),
        Mount("/static", _Files(directory=folder)),
    ]


def _page_of(folder: Path) -> bytes:
    """The page, told whether the map library is there: asking for it would be an error."""
    page = (folder / "index.html").read_bytes()
    if (folder / MAP_LIBRARY).is_file():
        page = page.replace(b"<body>", b'<body data-vendor="maplibre">', 1)
    return page


class _Files(StaticFiles):
    """Files that a browser keeps but asks about: after an update no old one is run."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response
