"""Where a port meets the water: the nearest point that is water on the finest coast there is.

A port is given to a minute of arc and often lies on land; the pixel of water nearest to
it may be land in part. So the parts of pixels are looked at, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.sea.coast import FINE, Shore
from offing.sea.grid import HEIGHT, WIDTH, x_from_lon, y_from_lat
from offing.sea.runs import Runs, nearest_water

_LOOK_PIXELS = 5
"""Parts of pixels are looked at this far from a port; beyond, whole pixels are."""


class _At(Protocol):
    @property
    def lon(self) -> float: ...
    @property
    def lat(self) -> float: ...


@nb.njit(cache=True, nogil=True)
def _nearest_part(mask, pixel, land, x, y, squeeze, look):  # type: ignore[no-untyped-def]
    """The middle of the part of water nearest to a position: (x, y, distance) in pixels."""
    best, best_x, best_y = np.inf, np.nan, np.nan
    r0, c0 = np.int64(np.floor(y)), np.int64(np.floor(x))
    for r in range(max(0, r0 - look), min(HEIGHT, r0 + look + 1)):
        for k in range(c0 - look, c0 + look + 1):
            c = k % WIDTH
            if (mask[r, c >> 3] >> (7 - (c & 7))) & 1 == 0:
                continue
            p = r * WIDTH + c
            z = np.searchsorted(pixel, p)
            word = land[z] if z < len(pixel) and pixel[z] == p else np.uint64(0)
            for i in range(FINE):
                for j in range(FINE):
                    if (word >> np.uint64(63 - (FINE * i + j))) & np.uint64(1):
                        continue
                    px, py = k + (j + 0.5) / FINE, r + (i + 0.5) / FINE
                    d = np.hypot((px - x) * squeeze, py - y)
                    if d < best:
                        best, best_x, best_y = d, px % WIDTH, py
    return best_x, best_y, best


def nearest_berths(
    mask: NDArray[np.uint8], runs: Runs, shore: Shore, ports: Sequence[_At], reach_nm: float
) -> NDArray[np.float64]:
    """For each port the nearest point of water, pixels (ports, 2); nan beyond reach."""
    out = np.full((len(ports), 2), np.nan)
    for k, port in enumerate(ports):
        x, y = float(x_from_lon(np.float64(port.lon))), float(y_from_lat(np.float64(port.lat)))
        squeeze = max(0.02, float(np.cos(np.radians(port.lat))))
        px, py, _ = _nearest_part(mask, shore.pixel, shore.land, x, y, squeeze, _LOOK_PIXELS)
        if np.isnan(px):
            found = nearest_water(runs, port.lon, port.lat, reach_nm)
            if found is None:
                continue
            px, py = found[1] + 0.5, found[0] + 0.5
        out[k] = px, py
    return out
