"""What going round costs: voyages, lanes, and what a scenario does to them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from offing.voyage.book import exposure
    from offing.voyage.inputs import load_inputs
    from offing.voyage.lanes import open_lanes, read_lanes, reference_lanes
    from offing.voyage.plan import plan_voyage

_HOME = {
    "exposure": "book", "load_inputs": "inputs", "open_lanes": "lanes",
    "plan_voyage": "plan", "read_lanes": "lanes", "reference_lanes": "lanes",
}  # fmt: skip

__all__ = [
    "exposure", "load_inputs", "open_lanes", "plan_voyage", "read_lanes", "reference_lanes",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Each function with all that it needs, only when it is asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
