"""The sea: coast, mesh, hierarchy, routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.sea.router import Sea, build_sea, open_sea, sea_info
    from offing.sea.ways import WAY_STATUSES, WayProblem, WayTable

__all__ = ["WAY_STATUSES", "Sea", "WayProblem", "WayTable", "build_sea", "open_sea", "sea_info"]

__getattr__ = names_of(__name__, {
    "router": "Sea build_sea open_sea sea_info",
    "ways": "WAY_STATUSES WayProblem WayTable",
})  # fmt: skip
