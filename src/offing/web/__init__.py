"""The desk's page: files for the browser, and the server that gives them out beside the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.web.app import build_desk_app

__all__ = ["build_desk_app"]

__getattr__ = names_of(__name__, {
    "app": "build_desk_app",
})  # fmt: skip
