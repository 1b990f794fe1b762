"""The brief: what is said first, tables, map, page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.brief.build import build_brief

__all__ = ["build_brief"]

__getattr__ = names_of(__name__, {
    "build": "build_brief",
})  # fmt: skip
