"""The scenarios that come with Offing: instances of the past, each with its sources."""

from __future__ import annotations

import difflib
from pathlib import Path

from offing.model import Scenario

HAPPENED = "Happened then, no forecast."
"""What is said of every scenario that comes with Offing."""


def shipped_path(name: str) -> Path | None:
    """The file of a scenario that comes with Offing; ``None`` when none has this name."""
    return _paths().get(name.strip().lower().removesuffix(".toml"))


def shipped_names() -> tuple[str, ...]:
    """The names that ``--scenario`` takes beside files, in order of what happened first."""
    return tuple(_paths())


def shipped_scenarios() -> dict[str, Scenario]:
    """Every scenario that comes with Offing, by name."""
    from offing.scenario.files import scenario_from_file

    return {name: scenario_from_file(path) for name, path in _paths().items()}


def names_and_near(name: str) -> str:
    """A hint for a file that is not there: names of scenarios that are near, or the list."""
    names = shipped_names()
    near = difflib.get_close_matches(Path(name).stem.lower(), names, n=2, cutoff=0.6)
    if near:
        return f"; did you mean {' or '.join(near)}, which comes with Offing?"
    return f" (those that come with Offing: {', '.join(names)})"


def _paths() -> dict[str, Path]:
    from offing.places.tables import data_path

    found = sorted(data_path("scenarios").glob("*.toml"), key=lambda p: (p.stem[-4:], p.stem))
    return {p.stem: p for p in found}
