"""The only room that may touch the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.sources.web import fetch_report

__all__ = ["fetch_report"]

__getattr__ = names_of(__name__, {
    "web": "fetch_report",
})  # fmt: skip
