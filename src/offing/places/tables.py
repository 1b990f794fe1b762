"""The tables under ``offing/data``: read once, as rows of text."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from pathlib import Path

from offing.errors import DataMissing
from offing.model.base import Position


def data_path(*parts: str) -> Path:
    """Where a data file of the package lies; ``DataMissing`` when it is not there."""
    path = Path(str(resources.files("offing"))).joinpath("data", *parts)
    if not path.exists():
        name = "/".join(("data", *parts))
        raise DataMissing(f"{name} is missing from this installation: install offing again")
    return path


@cache
def read_rows(*parts: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV table of the package, values as text without outer blanks."""
    with data_path(*parts).open(encoding="utf-8", newline="") as file:
        return tuple(
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(file)
        )


def split_names(field: str) -> tuple[str, ...]:
    """The names of a field that separates them by ``|``."""
    return tuple(name.strip() for name in field.split("|") if name.strip())


def position_of(row: dict[str, str]) -> Position:
    """The ``lon`` and ``lat`` fields of a row, degrees."""
    return Position(float(row["lon"]), float(row["lat"]))
