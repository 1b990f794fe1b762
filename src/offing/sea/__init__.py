"""The sea: coast, mesh, hierarchy, routes."""

from __future__ import annotations

from offing.sea.router import Sea, build_sea, open_sea, sea_info

__all__ = ["Sea", "build_sea", "open_sea", "sea_info"]
