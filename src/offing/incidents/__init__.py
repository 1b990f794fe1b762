"""Linking claims into incidents, their origins and ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.incidents.link import link_incidents
    from offing.incidents.sources import Source, SourceTable, source_table_from

__all__ = ["Source", "SourceTable", "link_incidents", "source_table_from"]

__getattr__ = names_of(__name__, {
    "link": "link_incidents",
    "sources": "Source SourceTable source_table_from",
})  # fmt: skip
