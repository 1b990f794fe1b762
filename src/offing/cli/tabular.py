"""Our own tables, read as rows of text."""

from __future__ import annotations

import csv
from importlib.resources import files

from offing.errors import DataMissing


def rows_from_csv(folder: str, name: str) -> list[dict[str, str]]:
    """The rows of a table in ``offing/data``.

    Raises:
        DataMissing: the installation lacks it.
    """
    path = files("offing") / "data" / folder / name
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return [
                {key: value or "" for key, value in row.items() if key}
                for row in csv.DictReader(stream)
            ]
    except OSError as error:
        raise DataMissing(
            f"the table {folder}/{name} is missing from this installation; install Offing again"
        ) from error
