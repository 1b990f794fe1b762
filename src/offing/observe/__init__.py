"""What ships really did: daily transits read, held against a scenario, and fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.observe.compare import observe_transits
    from offing.observe.read import Transits, read_transits

__all__ = ["Transits", "observe_transits", "read_transits"]

__getattr__ = names_of(__name__, {
    "compare": "observe_transits",
    "read": "Transits read_transits",
})  # fmt: skip
