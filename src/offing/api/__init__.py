"""The HTTP API: a thin face over the functions that everything else calls too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.api.app import build_app
    from offing.api.desk import Desk, open_desk
    from offing.api.settings import ServerSettings

__all__ = ["Desk", "ServerSettings", "build_app", "open_desk"]

__getattr__ = names_of(__name__, {
    "app": "build_app",
    "desk": "Desk open_desk",
    "settings": "ServerSettings",
})  # fmt: skip
