"""Lanes: the reference set that ships here, and a user's own from a CSV file.

A bad row is reported by its line and skipped; the others go on.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from offing.errors import UsageError
from offing.model import Lane, LeftOut, Position

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "lane", "lane id", "lane no", "ref", "reference", "code"),
    "name": ("name", "lane name", "title", "label", "service", "route"),
    "origin": ("origin", "from", "pol", "port of loading", "load port", "origin port", "start",
               "from port", "origin locode", "origin unlocode", "departure", "loading port"),
    "destination": ("destination", "to", "pod", "port of discharge", "discharge port", "dest",
                    "destination port", "end", "to port", "destination locode",
                    "destination unlocode", "arrival", "discharging port"),
    "ship_class": ("ship class", "class", "vessel class", "ship type", "vessel type", "ship"),
    "why": ("why", "note", "notes", "remark", "remarks", "comment"),
}  # fmt: skip
"""Column names that are recognised, in lower case with ``_`` and ``-`` as spaces."""

MAX_LANES = 100_000
_POSITION = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,;/ ]\s*(-?\d+(?:\.\d+)?)\s*$")


def reference_lanes() -> tuple[Lane, ...]:
    """The reference lanes that ship with Offing: main trades and relief lanes."""
    text = (files("offing") / "data" / "lanes" / "lanes.csv").read_text(encoding="utf-8")
    lanes, problems = lanes_from_csv(text, "reference lanes")
    if problems:  # our own file: a fault here is ours
        raise AssertionError(f"reference lanes: {problems[0].reason}")
    return lanes


def read_lanes(path: str | os.PathLike[str]) -> tuple[tuple[Lane, ...], tuple[LeftOut, ...]]:
    """The lanes of a CSV file, and its bad rows by line.

    Raises:
        UsageError: the file cannot be read, or has no columns for origin and destination.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read lanes from {path}: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return lanes_from_csv(text, Path(path).name)


def lanes_from_csv(text: str, source: str) -> tuple[tuple[Lane, ...], tuple[LeftOut, ...]]:
    """The lanes in CSV text (comma, semicolon or tab), and its bad rows by line."""
    first = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = next(rows, [])
    except csv.Error as error:
        raise UsageError(f"{source}: not a CSV file ({error})") from error
    at = _columns(header)
    if "origin" not in at or "destination" not in at:
        found = ", ".join(h.strip() for h in header if h.strip())[:200] or "none"
        raise UsageError(
            f"{source}: needs a column for the origin and one for the destination "
            f"(for example 'origin' and 'destination'); columns found: {found}"
        )
    lanes: list[Lane] = []
    problems: list[LeftOut] = []
    seen: set[str] = set()
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            problems.append(_bad(source, rows.line_num, f"unreadable row ({error})"))
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        if len(lanes) >= MAX_LANES:
            problems.append(
                _bad(source, rows.line_num, f"more than {MAX_LANES:,} lanes: rest left")
            )
            break
        result = _lane_from_row(row, at, rows.line_num, seen)
        if isinstance(result, Lane):
            seen.add(result.id)
            lanes.append(result)
        else:
            problems.append(_bad(source, rows.line_num, result))
    return tuple(lanes), tuple(problems)


def _columns(header: Iterable[str]) -> dict[str, int]:
    """Which column holds which field; the first that fits wins."""
    at: dict[str, int] = {}
    for index, raw in enumerate(header):
        name = " ".join(raw.strip().lower().replace("_", " ").replace("-", " ").split())
        for field, names in COLUMNS.items():
            if name in names and field not in at:
                at[field] = index
    return at


def _lane_from_row(row: list[str], at: Mapping[str, int], line: int, seen: set[str]) -> Lane | str:
    """The lane in one row, or what is wrong with it."""

    def cell(field: str) -> str:
        index = at.get(field)
        return row[index].strip() if index is not None and index < len(row) else ""

    ends: list[str | Position] = []
    for field in ("origin", "destination"):
        value = cell(field)
        if not value:
            return f"no {field}"
        end = _end_from_cell(value)
        if end is None:
            return f"{field} {value!r} is off the Earth; write longitude, latitude in degrees"
        ends.append(end)
    origin, destination = ends
    lane_id = cell("id") or f"line-{line}"
    if lane_id in seen:
        return f"the id {lane_id!r} was used before"
    name = cell("name") or f"{cell('origin')} – {cell('destination')}"
    return Lane(
        id=lane_id, name=name, origin=origin, destination=destination,
        ship_class=cell("ship_class") or None, why=cell("why"),
    )  # fmt: skip


def _end_from_cell(value: str) -> str | Position | None:
    """A name or code as it stands, ``lon, lat`` as a position, ``None`` when off the Earth."""
    match = _POSITION.match(value)
    if match is None:
        return value
    lon, lat = float(match[1]), float(match[2])
    return Position(lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _bad(source: str, line: int, reason: str) -> LeftOut:
    return LeftOut(kind="unreadable", reason=f"{source}, line {line}: {reason}")
