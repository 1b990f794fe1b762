"""The raster that the sea is measured on: size, and pixels from degrees and back.

A pixel is 1/128° on a side: at most 0.87 km, finer than the coast data (GSHHG
intermediate, generalised to about 1 km). Pixel coordinates are real numbers: ``x``
grows eastward from 180° W, ``y`` southward from the North Pole; pixel ``(r, c)``
covers ``[c, c + 1) × [r, r + 1)``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

PER_DEGREE = 128
WIDTH = 360 * PER_DEGREE
HEIGHT = 180 * PER_DEGREE
TILE = 1024
"""Pixels on a side of a root cell of the quadtree (8°)."""
NORTH_LIMIT_LAT = 82.0
SOUTH_LIMIT_LAT = -78.5
"""Where the mesh ends: beyond both there is only ice and no port of the index."""


def x_from_lon(lon: ArrayLike) -> NDArray[np.float64]:
    """Pixel ``x`` in [0, WIDTH) from degrees east (any turn of the circle)."""
    return np.asarray((np.asarray(lon, np.float64) + 180.0) % 360.0 * PER_DEGREE)


def y_from_lat(lat: ArrayLike) -> NDArray[np.float64]:
    """Pixel ``y`` from degrees north."""
    return np.asarray((90.0 - np.asarray(lat, np.float64)) * PER_DEGREE)


def lon_from_x(x: ArrayLike) -> NDArray[np.float64]:
    """Degrees east in [-180, 180) from pixel ``x``."""
    return np.asarray(np.asarray(x, np.float64) % WIDTH / PER_DEGREE - 180.0)


def lat_from_y(y: ArrayLike) -> NDArray[np.float64]:
    """Degrees north from pixel ``y``."""
    return np.asarray(90.0 - np.asarray(y, np.float64) / PER_DEGREE)
