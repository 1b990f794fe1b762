"""The brief: what is said first, tables, map, page."""

from __future__ import annotations

from offing.brief.build import build_brief

__all__ = ["build_brief"]
