"""The page and its files beside the API, as one application."""

from __future__ import annotations

import gzip
import hashlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from offing.api import Desk, build_app
from offing.api.dispatch import GZIP_LEVEL

if TYPE_CHECKING:
    from offing.api.guard import App

MAP_LIBRARY = "vendor/maplibre-gl.mjs"
"""The map library within the page's files: in every wheel, absent in a bare checkout."""
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
         ".svg": "image/svg+xml", ".txt": "text/plain"}  # fmt: skip
"""Media types of our files: a system's own table may hold others, and a browser runs no
script that is served as anything else."""


def build_desk_app(desk: Desk, *, log: TextIO | None = None, warm: bool = True) -> App:
    """The API of a desk with its page at ``/`` and the page's files under ``/static``."""
    return build_app(desk, pages=_pages(), log=log, warm=warm)


def _pages() -> list[BaseRoute]:
    folder = Path(str(files("offing.web"))) / "static"
    page = _Held(_page_of(folder), "text/html")
    held = {
        path.relative_to(folder).as_posix(): _Held(path.read_bytes(), _type_of(path))
        for path in folder.rglob("*") if path.is_file() and path.suffix != ".html"
    }  # fmt: skip

    async def first(request: Request) -> Response:
        return await page.answer(request)

    async def file(request: Request) -> Response:
        found = held.get(request.path_params["path"])
        if found is None:
            raise HTTPException(404)
        return await found.answer(request)

    return [
        Route("/", first, methods=["GET"]),
        Route("/static/{path:path}", file, methods=["GET"]),
    ]


def _type_of(path: Path) -> str:
    return TYPES.get(path.suffix, "application/octet-stream")


def _page_of(folder: Path) -> bytes:
    """The page, told whether the map library is there: asking for it would be an error."""
    page = (folder / "index.html").read_bytes()
    if (folder / MAP_LIBRARY).is_file():
        page = page.replace(b"<body>", b'<body data-vendor="maplibre">', 1)
    return page


class _Held:
    """A file held ready, compressed when first asked so.

    A browser keeps it but asks whether it is still the same: after an update no old one is
    run. Nothing of a request is ever used as a path.
    """

    def __init__(self, body: bytes, media_type: str) -> None:
        self._body = body
        self._small: bytes | None = None
        self._kind = media_type
        self._tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'

    async def answer(self, request: Request) -> Response:
        """The file, or that it is the same as the one the browser has."""
        headers = {"cache-control": "no-cache", "etag": self._tag, "vary": "accept-encoding"}
        known = request.headers.get("if-none-match", "")
        if self._tag in [tag.strip().removeprefix("W/") for tag in known.split(",")]:
            return Response(None, 304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self._body, media_type=self._kind, headers=headers)
        if self._small is None:
            self._small = await anyio.to_thread.run_sync(
                lambda: gzip.compress(self._body, GZIP_LEVEL, mtime=0)
            )
        return Response(
            self._small, media_type=self._kind, headers=headers | {"content-encoding": "gzip"}
        )
