"""Sea room: ships keep off open coasts, and in narrow waters keep to the middle.

A shortest way grazes every headland; ships do not, and a generalised coast is not where
the chart has it. So water within some miles of a coast is given up, nearest to land
first, but never a pixel without which a passage would be shut (homotopic thinning: what
was joined stays joined, on every side of every island). What is left of narrow waters
is their middle. Left whole is the water round ports and fairways, and far up inlets.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.sea.grid import HEIGHT, WIDTH, lat_from_y, x_from_lon, y_from_lat

ROOM_PIXELS = 2
"""Room kept off open coasts, pixel rows (0.47 nm): twice what the coast lines are out by."""
PORT_PIXELS = 4
"""Round ports and fairways the water is left this far, pixel rows."""
INLET_PIXELS = 12
"""Inlets are kept from this far inside on: positions there must not be refused."""
WIDEN_PIXELS = 3
"""What is left of narrow waters is given back as much width as this, off the shore."""
_STRIP = 768
_WORD = 64
_FEWEST_COSINE = 0.2
_PASSES = 4


@nb.njit(cache=True, nogil=True)
def _grow_row(row, wide, out, spare):  # type: ignore[no-untyped-def]
    """``out``: the bits of ``row`` spread by ``wide`` (< 64) to both sides, round the Earth."""
    n = len(row)
    for b in range(n):
        out[b] = row[b]
    done = 0
    while done < wide:
        step = min(2 * done + 1, wide - done)
        left, right = np.uint64(step), np.uint64(_WORD - step)
        for b in range(n):
            spare[b] = out[b]
        for b in range(n):
            x = spare[b]
            before, after = spare[b - 1 if b else n - 1], spare[b + 1 if b + 1 < n else 0]
            out[b] = x | (x >> left) | (before << right) | (x << left) | (after >> right)
        done += step


@nb.njit(cache=True, nogil=True)
def _grow(bits, radius, cosine):  # type: ignore[no-untyped-def]
    """The bits spread by a disc of ``radius`` pixel rows, wider in columns far north."""
    height, n = bits.shape
    grown = np.zeros_like(bits)
    out, spare = np.empty(n, np.uint64), np.empty(n, np.uint64)
    for r in range(height):
        some = False
        for b in range(n):
            if bits[r, b] != 0:
                some = True
                break
        if not some:
            continue
        # Far rows first: their spread is the narrowest.
        for off in range(radius, -1, -1):
            wide = round(np.sqrt((radius + 0.3) ** 2 - off * off) / cosine[r])
            _grow_row(bits[r], min(wide, _WORD - 1), out, spare)
            for side in range(-1, 2, 2):
                k = r + side * off
                if 0 <= k < height and (off or side == 1):
                    for b in range(n):
                        grown[k, b] |= out[b]
    return grown


@nb.njit(cache=True, nogil=True)
def _list_pixels(layers, free, top, bottom, first_row):  # type: ignore[no-untyped-def]
    """Pixels (row times WIDTH plus column) of ``free`` and the first layer that lacks each."""
    count = 0
    n = free.shape[1]
    for r in range(top, bottom):
        for b in range(n):
            x = free[r, b]
            while x:
                x &= x - np.uint64(1)
                count += 1
    pixel, level = np.empty(count, np.int64), np.empty(count, np.uint8)
    k = 0
    for r in range(top, bottom):
        for b in range(n):
            x = free[r, b]
            if x == 0:
                continue
            for i in range(_WORD):
                bit = np.uint64(1) << np.uint64(_WORD - 1 - i)
                if x & bit:
                    low = 0
                    while low < len(layers) and layers[low][r, b] & bit:
                        low += 1
                    pixel[k], level[k] = (first_row + r) * WIDTH + b * _WORD + i, low
                    k += 1
    return pixel, level


@nb.njit(cache=True, nogil=True)
def _wet(mask, r, c):  # type: ignore[no-untyped-def]
    if r < 0 or r >= mask.shape[0]:
        return 0
    c %= WIDTH
    return (mask[r, c >> 3] >> (7 - (c & 7))) & 1


@nb.njit(cache=True, nogil=True)
def _thin(mask, pixels):  # type: ignore[no-untyped-def]
    """Dry, one after another, pixels that join nothing; returns how many.

    A pixel joins nothing when its Yokoi number for water joined by sides is one.
    """
    dried = 0
    for p in pixels:
        r, c = p // WIDTH, p % WIDTH
        if _wet(mask, r, c) == 0:
            continue
        e, ne, n, nw = (
            _wet(mask, r, c + 1), _wet(mask, r - 1, c + 1), _wet(mask, r - 1, c),
            _wet(mask, r - 1, c - 1),
        )  # fmt: skip
        w, sw, s, se = (
            _wet(mask, r, c - 1), _wet(mask, r + 1, c - 1), _wet(mask, r + 1, c),
            _wet(mask, r + 1, c + 1),
        )  # fmt: skip
        turns = e - e * ne * n + n - n * nw * w + w - w * sw * s + s - s * se * e
        if turns == 1:
            mask[r, c >> 3] &= np.uint8(255 ^ (128 >> (c & 7)))
            dried += 1
    return dried


@nb.njit(cache=True, nogil=True)
def _wet_pixels(mask, pixels):  # type: ignore[no-untyped-def]
    out = np.zeros(len(pixels), np.bool_)
    for k, p in enumerate(pixels):
        out[k] = _wet(mask, p // WIDTH, p % WIDTH) == 1
    return out


@nb.njit(cache=True, nogil=True)
def _widen(mask, whole, pixels, by):  # type: ignore[no-untyped-def]
    """Give the lines left in narrow waters the pixels beside them, where ``whole`` is water."""
    for p in pixels:
        r, c = p // WIDTH, p % WIDTH
        for i in range(-by, by + 1):
            for j in range(-by, by + 1):
                if _wet(whole, r + i, c + j):
                    k = (c + j) % WIDTH
                    mask[r + i, k >> 3] |= np.uint8(128 >> (k & 7))


def _words(mask: NDArray[np.uint8]) -> NDArray[np.uint64]:
    return mask.view(">u8").astype(np.uint64)


def _strips() -> list[tuple[int, int, int, int]]:
    """First and last row of each strip, without and with what lies near it."""
    halo = 2 * ROOM_PIXELS + INLET_PIXELS + PORT_PIXELS
    return [
        (top, min(HEIGHT, top + _STRIP), max(0, top - halo), min(HEIGHT, top + _STRIP + halo))
        for top in range(0, HEIGHT, _STRIP)
    ]


def mark(mask: NDArray[np.uint8], places: Iterable[tuple[float, float]]) -> None:
    """Set, in place, the pixel of each lon, lat."""
    for lon, lat in places:
        r = min(max(int(y_from_lat(lat)), 0), HEIGHT - 1)
        c = int(x_from_lon(lon)) % WIDTH
        mask[r, c >> 3] |= 128 >> (c & 7)


def keep_off(mask: NDArray[np.uint8], shore: NDArray[np.uint8], fixed: NDArray[np.uint8]) -> None:
    """Take away, in place, the water that ships leave between them and the coast.

    All three are packed masks of the Earth: ``mask`` the water; ``shore`` the pixels that
    a coast runs through (used up: its contents are lost); ``fixed`` ports and fairways.
    """
    lat = lat_from_y(np.arange(HEIGHT) + 0.5)
    cosine = np.maximum(_FEWEST_COSINE, np.cos(np.radians(lat)))

    def near_land(strip: tuple[int, int, int, int]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        top, bottom, low, high = strip
        water, cos = _words(mask[low:high]), cosine[low:high]
        land, coast = ~water, _words(shore[low:high])
        layers = [~(land | coast)]
        layers += [~_grow(land, k, cos) for k in range(1, ROOM_PIXELS + 1)]
        free = water & ~layers[-1] & _grow(layers[-1], INLET_PIXELS, cos)
        free = (free | (coast & water)) & ~_grow(_words(fixed[low:high]), PORT_PIXELS, cos)
        found: tuple[NDArray[np.int64], NDArray[np.uint8]] = _list_pixels(
            nb.typed.List(layers), free, top - low, bottom - low, low
        )
        return found

    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        found = list(pool.map(near_land, _strips()))
    pixel, level = np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])
    del found
    pixel = pixel[np.argsort(level, kind="stable")]
    off_shore = np.bitwise_and(mask, np.invert(shore, out=shore), out=shore)
    for _ in range(_PASSES):
        if _thin(mask, pixel) == 0:
            break
    _widen(mask, off_shore, pixel[_wet_pixels(mask, pixel)], WIDEN_PIXELS)
