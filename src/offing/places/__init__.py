"""Who places are: gazetteer, matching, positions and offsets."""

from __future__ import annotations

from offing.places.gazetteer import passage, passages, port, ports, ports_named

__all__ = ["passage", "passages", "port", "ports", "ports_named"]
