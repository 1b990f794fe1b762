"""What going round costs: voyages, lanes, and what a scenario does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.voyage.book import exposure
    from offing.voyage.inputs import load_inputs
    from offing.voyage.lanes import open_lanes, read_lanes, reference_lanes
    from offing.voyage.plan import plan_voyage

__all__ = ["exposure", "load_inputs", "open_lanes", "plan_voyage", "read_lanes", "reference_lanes"]

__getattr__ = names_of(__name__, {
    "book": "exposure",
    "inputs": "load_inputs",
    "lanes": "open_lanes read_lanes reference_lanes",
    "plan": "plan_voyage",
})  # fmt: skip
