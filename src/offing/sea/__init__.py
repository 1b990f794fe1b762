"""The sea: coast, mesh, hierarchy, routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from offing.sea.router import Sea, build_sea, open_sea, sea_info

if TYPE_CHECKING:
    from offing.sea.ways import WAY_STATUSES, WayProblem, WayTable

__all__ = [
    "WAY_STATUSES", "Sea", "WayProblem", "WayTable", "build_sea", "open_sea", "sea_info",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Tables of ways, with all they need, only when they are asked for."""
    if name in ("WAY_STATUSES", "WayProblem", "WayTable"):
        from offing.sea import ways

        return getattr(ways, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
