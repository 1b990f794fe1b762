"""The store: reports, incidents, decisions, scenarios and lanes in one SQLite file."""

from offing.store.store import Store, open_store
from offing.store.taking_in import TakenIn, take_in

__all__ = ["Store", "TakenIn", "open_store", "take_in"]
