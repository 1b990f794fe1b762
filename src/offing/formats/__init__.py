"""Files other programs read and write."""

from __future__ import annotations

from offing.formats.files import write_whole
from offing.formats.geojson import brief_to_geojson, notices_to_geojson, route_to_geojson
from offing.formats.tables import claims_to_csv, notices_to_csv

__all__ = [
    "brief_to_geojson",
    "claims_to_csv",
    "notices_to_csv",
    "notices_to_geojson",
    "route_to_geojson",
    "write_whole",
]
