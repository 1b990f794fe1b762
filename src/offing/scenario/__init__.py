"""Proposing restrictions; combining, reading and writing scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.scenario.accepting import accept
    from offing.scenario.files import scenario_from_file, scenario_to_toml
    from offing.scenario.propose import propose_restrictions

__all__ = ["accept", "propose_restrictions", "scenario_from_file", "scenario_to_toml"]

__getattr__ = names_of(__name__, {
    "accepting": "accept",
    "files": "scenario_from_file scenario_to_toml",
    "propose": "propose_restrictions",
})  # fmt: skip
