"""The store: reports, incidents, decisions, scenarios and lanes in one SQLite file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.store.store import Store, open_store
    from offing.store.taking_in import TakenIn, take_in

__all__ = ["Store", "TakenIn", "open_store", "take_in"]

__getattr__ = names_of(__name__, {
    "store": "Store open_store",
    "taking_in": "TakenIn take_in",
})  # fmt: skip
