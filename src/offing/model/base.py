"""What all structs share: frozen, keyword-only, printable as JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every struct: immutable, compared by value, built by keyword."""


class Position(NamedTuple):
    """A point on the WGS 84 ellipsoid: longitude, then latitude, in degrees."""

    lon: float
    """Longitude, degrees east, −180 to 180."""
    lat: float
    """Latitude, degrees north, −90 to 90."""


Geometry = dict[str, Any]
"""A GeoJSON geometry (RFC 7946): ``type`` and ``coordinates`` in lon, lat degrees."""


class Problem(Struct, frozen=True, kw_only=True):
    """Something in the input that could not be read as it stands.

    ``code`` is a stable word for programs (``suspect_position``,
    ``unreadable_date``, ``encoding``, …), ``message`` a sentence for people;
    ``text``, ``start`` and ``end`` (code points of ``Report.text``) say where.
    """

    code: str
    """A stable word for programs."""
    message: str = ""
    """A sentence for people."""
    text: str = ""
    """The words in question."""
    start: int | None = None
    """First code point, where it has a place."""
    end: int | None = None
    """One past the last code point."""


def to_json(value: Any, *, indent: int = 0) -> bytes:
    """``value`` (a struct, or lists and dicts of them) as UTF-8 JSON."""
    data = msgspec.json.encode(value, order="deterministic" if isinstance(value, dict) else None)
    return msgspec.json.format(data, indent=indent) if indent else data
