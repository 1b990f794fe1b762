"""Proposing restrictions; combining, reading and writing scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from offing.scenario.accepting import accept
    from offing.scenario.files import scenario_from_file, scenario_to_toml
    from offing.scenario.propose import propose_restrictions

_HOME = {
    "accept": "offing.scenario.accepting",
    "propose_restrictions": "offing.scenario.propose",
    "scenario_from_file": "offing.scenario.files",
    "scenario_to_toml": "offing.scenario.files",
}

__all__ = ["accept", "propose_restrictions", "scenario_from_file", "scenario_to_toml"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module 'offing.scenario' has no attribute {name!r}") from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
