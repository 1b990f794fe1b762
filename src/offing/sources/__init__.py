"""The only room that may touch the network."""

from __future__ import annotations

from offing.sources.web import fetch_report

__all__ = ["fetch_report"]
