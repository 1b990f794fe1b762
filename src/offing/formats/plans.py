"""Planned routes from files: RTZ and GPX, told apart by what is in them."""

from __future__ import annotations

import os
from pathlib import Path

from offing.errors import UsageError
from offing.formats.gpx import plans_from_gpx
from offing.formats.rtz import plan_from_rtz
from offing.formats.xml import MAX_BYTES, local_name, parse_xml
from offing.model import Plan


def read_plans(path: str | os.PathLike[str]) -> list[Plan]:
    """Every planned route in an RTZ or GPX file.

    Raises:
        UsageError: the file cannot be read, or is neither; says what is wrong in it.
    """
    name = Path(path).name
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {os.fspath(path)}: {error.strerror or error}") from error
    if data[:2] == b"PK":
        raise UsageError(f"{name} is a ZIP (an RTZP package?): unpack it and give the .rtz in it")
    root = local_name(parse_xml(data, name))
    if root == "gpx":
        return plans_from_gpx(data, name)
    if root == "route":
        return [plan_from_rtz(data, name)]
    raise UsageError(f"{name}: its root is {root!r}; give an RTZ or a GPX file")
