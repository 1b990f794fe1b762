"""What ships really did: daily transits read, held against a scenario, and fitted."""

from __future__ import annotations

from offing.observe.compare import observe_transits
from offing.observe.read import Transits, read_transits

__all__ = ["Transits", "observe_transits", "read_transits"]
