"""What is written down about the sea: gates, fairways, shoals, ship classes.

The tables are data files of the package, each with its sources; this module reads them
into small records and makes one fingerprint of all that the network is built from.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import importlib.resources
import json
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from offing.model.sea import ShipClass

Line = tuple[tuple[float, float], ...]


class Gate(NamedTuple):
    """A line across a passage, and who fits through. Limits in metres, ``None``: no limit.

    ``closed_by_default``: no ordinary ship passes unless a user opens it. ``detect``: the
    line tells that a way passes here; closing it only moves the way round its end.
    """

    passage: str
    name: str
    lines: tuple[Line, ...]
    max_draught_m: float | None
    max_beam_m: float | None
    max_length_m: float | None
    max_air_draught_m: float | None
    closed_by_default: bool
    detect: bool


class Shoal(NamedTuple):
    """Shallow water: outer rings in lon, lat, and the depth that a ship must count on."""

    id: str
    name: str
    rings: tuple[Line, ...]
    depth_m: float


def _data(*parts: str) -> Traversable:
    root = importlib.resources.files("offing") / "data"
    for part in parts:
        root = root / part
    return root


def _features(folder: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    base = _data(folder)
    if not base.is_dir():
        return found
    for item in sorted(base.iterdir(), key=lambda i: i.name):
        if item.name.endswith(".geojson"):
            found.extend(json.loads(item.read_text(encoding="utf-8"))["features"])
    return found


def _lines(geometry: dict[str, Any]) -> tuple[Line, ...]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        coordinates = [coordinates]
    elif kind == "Polygon":
        coordinates = coordinates[:1]
    elif kind == "MultiPolygon":
        coordinates = [polygon[0] for polygon in coordinates]
    return tuple(tuple((float(x), float(y)) for x, y, *_ in line) for line in coordinates)


@functools.cache
def gates() -> tuple[Gate, ...]:
    """All gates, in the table's order."""
    out = []
    for feature in _features("gates"):
        p = feature["properties"]
        out.append(
            Gate(
                passage=p.get("passage") or p["id"],
                name=p.get("name", p["id"]),
                lines=_lines(feature["geometry"]),
                max_draught_m=p.get("max_draught_m"),
                max_beam_m=p.get("max_beam_m"),
                max_length_m=p.get("max_length_m"),
                max_air_draught_m=p.get("max_air_draught_m"),
                closed_by_default=bool(p.get("closed_by_default", False)),
                detect=bool(p.get("detect", False)),
            )
        )
    return tuple(out)


@functools.cache
def fairways() -> tuple[Line, ...]:
    """Lines that are carved into the land: canals, rivers, narrow straits."""
    return tuple(line for f in _features("fairways") for line in _lines(f["geometry"]))


@functools.cache
def shoals() -> tuple[Shoal, ...]:
    """Areas that only ships of less than some draught may cross."""
    return tuple(
        Shoal(
            id=f["properties"]["id"],
            name=f["properties"].get("name", f["properties"]["id"]),
            rings=_lines(f["geometry"]),
            depth_m=float(f["properties"]["depth_m"]),
        )
        for f in _features("shoals")
    )


def _rows(folder: str, name: str) -> list[dict[str, str]]:
    item = _data(folder, name)
    if not item.is_file():
        return []
    return list(csv.DictReader(item.read_text(encoding="utf-8").splitlines()))


def _number(text: str | None) -> float | None:
    return float(text) if text else None


@functools.cache
def ship_classes() -> dict[str, ShipClass]:
    """All ship classes by id."""
    out = {}
    for row in _rows("ship_classes", "ship_classes.csv"):
        teu = _number(row.get("teu"))
        out[row["id"]] = ShipClass(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            draught_m=float(row["draught_m"]),
            beam_m=float(row["beam_m"]),
            length_m=float(row["length_m"]),
            air_draught_m=float(row["air_draught_m"]),
            speed_kn=float(row["speed_kn"]),
            dwt_t=_number(row.get("dwt_t")),
            teu=int(teu) if teu is not None else None,
            source=row.get("source", ""),
        )
    return out


class PassageRow(NamedTuple):
    """Who a passage is: its identity, as the table of passages gives it."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    lon: float
    lat: float


@functools.cache
def passages() -> dict[str, PassageRow]:
    """All passages by id, in the table's order."""
    return {
        row["id"]: PassageRow(
            row["id"],
            row["name"],
            row["kind"],
            tuple(a for a in row["aliases"].split("|") if a),
            float(row["lon"]),
            float(row["lat"]),
        )
        for row in _rows("passages", "passages.csv")
    }


_CHECK_BYTES = 64
"""The end of an xz file, with the check over what it holds."""


def tables_hash() -> str:
    """SHA-256 over the files that the network is built from (hex)."""
    digest = hashlib.sha256()
    for folder in ("gates", "fairways", "shoals", "ports"):
        base = _data(folder)
        if not base.is_dir():
            continue
        for item in sorted(base.iterdir(), key=lambda i: i.name):
            if item.name.endswith((".geojson", ".csv")):
                digest.update(item.name.encode())
                digest.update(item.read_bytes())
    details = _data("coast_details", "parts.xz")
    if details.is_file():
        digest.update(details.read_bytes()[-_CHECK_BYTES:])
    return digest.hexdigest()
