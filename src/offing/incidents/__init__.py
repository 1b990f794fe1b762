"""Linking claims into incidents, their origins and ratings."""

from __future__ import annotations

from offing.incidents.link import link_incidents
from offing.incidents.sources import Source, SourceTable, source_table_from

__all__ = ["Source", "SourceTable", "link_incidents", "source_table_from"]
