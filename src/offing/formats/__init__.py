"""Files other programs read and write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.formats.areas import areas_from_geojson
    from offing.formats.files import write_whole
    from offing.formats.geojson import brief_to_geojson, notices_to_geojson, route_to_geojson
    from offing.formats.gpx import plans_from_gpx, route_to_gpx
    from offing.formats.matrices import matrix_to_csv, matrix_to_npy, matrix_to_parquet
    from offing.formats.plans import read_plans
    from offing.formats.rtz import plan_from_rtz, route_to_rtz
    from offing.formats.tables import claims_to_csv, notices_to_csv, route_to_csv

__all__ = [
    "areas_from_geojson", "brief_to_geojson", "claims_to_csv", "matrix_to_csv", "matrix_to_npy",
    "matrix_to_parquet", "notices_to_csv", "notices_to_geojson", "plan_from_rtz", "plans_from_gpx",
    "read_plans", "route_to_csv", "route_to_geojson", "route_to_gpx", "route_to_rtz", "write_whole",
]  # fmt: skip

__getattr__ = names_of(__name__, {
    "areas": "areas_from_geojson",
    "files": "write_whole",
    "geojson": "brief_to_geojson notices_to_geojson route_to_geojson",
    "gpx": "plans_from_gpx route_to_gpx",
    "matrices": "matrix_to_csv matrix_to_npy matrix_to_parquet",
    "plans": "read_plans",
    "rtz": "plan_from_rtz route_to_rtz",
    "tables": "claims_to_csv notices_to_csv route_to_csv",
})  # fmt: skip
