"""What going round costs: voyages, lanes, and what a scenario does to them."""

from __future__ import annotations

from offing.voyage.inputs import load_inputs
from offing.voyage.plan import plan_voyage

__all__ = ["load_inputs", "plan_voyage"]
