"""Sea room: ships keep off open coasts, and in narrow waters keep to the middle.

A shortest way grazes every headland; ships do not, and a generalised coast is not where
the chart has it. So water within some miles of a coast is given up, nearest to land
first, but never a pixel without which a passage would be shut (homotopic thinning: what
was joined stays joined, on every side of every island). What is left of narrow waters
is their middle. Left whole is the water round ports and fairways, and far up inlets.
"""

from __future__ import annotations

import functools
import os
from concurrent.futures import ThreadPoolExecutor

import numba as nb
import numpy as np
from numpy.typing import NDArray

from offing.sea.coast import Shore
from offing.sea.grid import HEIGHT, WIDTH, lat_from_y
from offing.sea.water import bodies, runs_from_mask

ROOM_PIXELS = 6
"""Room kept off open coasts, pixel rows (0.47 nm): with less, short ways come out shorter
than published ones; with more, those among islands longer."""
PORT_PIXELS = 4
"""Round ports and fairways the water is left this far, pixel rows."""
INLET_PIXELS = 12
"""Inlets are kept from this far inside on: positions there must not be refused."""
WIDEN_PIXELS = 3
"""What is left of narrow waters is given back as much width as this, off the shore."""
CRACK_PARTS = 16
"""A way that is land in more parts of a pixel than this (of 64) is a crack between islets."""
_STRIP = 384
_WORD = 64
_FEWEST_COSINE = 0.2
_PASSES = 4
_PARTS = 64


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
def _turns(mask, r, c):  # type: ignore[no-untyped-def]
    """The Yokoi number of a water pixel, for water joined by sides."""
    e, ne, n, nw = (
        _wet(mask, r, c + 1), _wet(mask, r - 1, c + 1), _wet(mask, r - 1, c),
        _wet(mask, r - 1, c - 1),
    )  # fmt: skip
    w, sw, s, se = (
        _wet(mask, r, c - 1), _wet(mask, r + 1, c - 1), _wet(mask, r + 1, c),
        _wet(mask, r + 1, c + 1),
    )  # fmt: skip
    return e - e * ne * n + n - n * nw * w + w - w * sw * s + s - s * se * e


@nb.njit(cache=True, nogil=True)
def _thin(mask, pixels):  # type: ignore[no-untyped-def]
    """Dry, one after another, pixels that join nothing; returns how many.

    A pixel joins nothing when its Yokoi number for water joined by sides is one.
    """
    dried = 0
    for p in pixels:
        r, c = p // WIDTH, p % WIDTH
        if _wet(mask, r, c) and _turns(mask, r, c) == 1:
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


_RANK_SHIFT = (HEIGHT * WIDTH).bit_length()
_AT_ONCE = 1 << 20


def _strips() -> list[tuple[int, int, int, int]]:
    """First and last row of each strip, without and with what lies near it."""
    halo = 2 * ROOM_PIXELS + INLET_PIXELS + PORT_PIXELS
    return [
        (top, min(HEIGHT, top + _STRIP), max(0, top - halo), min(HEIGHT, top + _STRIP + halo))
        for top in range(0, HEIGHT, _STRIP)
    ]


@nb.njit(cache=True, nogil=True)
def _parts_of_land(land):  # type: ignore[no-untyped-def]
    """How many of the 64 parts of each shore pixel are land."""
    out = np.zeros(len(land), np.uint8)
    for k in range(len(land)):
        x = land[k]
        while x:
            x &= x - np.uint64(1)
            out[k] += 1
    return out


@nb.njit(cache=True, nogil=True)
def _raise_islets(mask, shore, fixed, pixels):  # type: ignore[no-untyped-def]
    """Dry islets too small to hold the middle of a pixel, each from one pixel on."""
    stack = [np.int64(0)]
    stack.clear()
    for p in pixels:
        r, c = p // WIDTH, p % WIDTH
        alone = _wet(fixed, r, c) == 0
        for i in range(-1, 2):
            for j in range(-1, 2):
                if _wet(mask, r + i, c + j) == 0:
                    alone = False
        if not alone:
            continue
        mask[r, c >> 3] &= np.uint8(255 ^ (128 >> (c & 7)))
        stack.append(p)
        while len(stack) > 0:
            q = stack.pop()
            for d in range(9):
                r, c = q // WIDTH + d // 3 - 1, (q % WIDTH + d % 3 - 1) % WIDTH
                free = _wet(mask, r, c) and _wet(shore, r, c) and not _wet(fixed, r, c)
                if free and _turns(mask, r, c) == 1:
                    mask[r, c >> 3] &= np.uint8(255 ^ (128 >> (c & 7)))
                    stack.append(r * WIDTH + c)


def mark(mask: NDArray[np.uint8], pixels: NDArray[np.int64]) -> None:
    """Set, in place, pixels given as row times WIDTH plus column."""
    row, col = np.divmod(pixels, WIDTH)
    np.bitwise_or.at(mask, (row, col >> 3), (128 >> (col & 7)).astype(np.uint8))


@nb.njit(cache=True, nogil=True)
def _clusters(pixels):  # type: ignore[no-untyped-def]
    """Which cluster each of the pixels (ascending) is in, joined by sides: a label for each."""
    n = len(pixels)
    label = np.full(n, -1, np.int64)
    stack = np.empty(n, np.int64)
    count = 0
    for k in range(n):
        if label[k] >= 0:
            continue
        label[k] = count
        stack[0], top = k, 1
        while top:
            top -= 1
            p = pixels[stack[top]]
            r, c = p // WIDTH, p % WIDTH
            for d in range(4):
                q = (r + (d == 0) - (d == 1)) * WIDTH + (c + (d == 2) - (d == 3)) % WIDTH
                z = np.searchsorted(pixels, q)
                if z < n and pixels[z] == q and label[z] < 0:
                    label[z] = count
                    stack[top] = z
                    top += 1
        count += 1
    return label


@nb.njit(cache=True, nogil=True)
def _root(parent, i):  # type: ignore[no-untyped-def]
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@nb.njit(cache=True, nogil=True)
def _needed(pixels, label, order, first, by_label, row, start, end, body):  # type: ignore[no-untyped-def]
    """Which clusters, taken in ``order``, join waters that are not joined yet."""
    parent = np.arange(len(start) + 1)
    keep = np.zeros(len(order), np.bool_)
    near = np.empty(4096, np.int64)
    for k in order:
        n = 0
        for z in range(first[k], first[k + 1]):
            p = pixels[by_label[z]]
            for d in range(4):
                r = p // WIDTH + (d == 0) - (d == 1)
                c = (p % WIDTH + (d == 2) - (d == 3)) % WIDTH
                if r < 0 or r + 1 >= len(row) or n >= len(near):
                    continue
                i = row[r] + np.searchsorted(start[row[r] : row[r + 1]], c, side="right") - 1
                if i >= row[r] and c < end[i]:
                    near[n] = body[i]
                    n += 1
        for i in range(1, n):
            a, b = _root(parent, near[0]), _root(parent, near[i])
            if a != b:
                parent[b] = a
                keep[k] = True
    return keep


def _parts_at(shore: Shore, pixels: NDArray[np.int64]) -> NDArray[np.uint8]:
    """How many of the 64 parts of each pixel are land; 0 where no coast runs."""
    if len(shore.pixel) == 0:
        return np.zeros(len(pixels), np.uint8)
    at = np.minimum(np.searchsorted(shore.pixel, pixels), len(shore.pixel) - 1)
    found: NDArray[np.uint8] = _parts_of_land(shore.land[at])
    found[shore.pixel[at] != pixels] = 0
    return found


def _shut_cracks(mask: NDArray[np.uint8], pixels: NDArray[np.int64], shore: Shore) -> None:
    """Dry, in place, ways between islets that are mostly land and join nothing apart.

    ``pixels`` are shore pixels without which some two waters would part. Where they would
    still be joined another way, by clearer water or farther round, ships take that one.
    """
    pixels = np.sort(pixels)
    parts = _parts_at(shore, pixels)
    label = _clusters(pixels)
    n = int(label.max(initial=-1)) + 1
    worst = np.zeros(n, np.int64)
    np.maximum.at(worst, label, parts)
    row, col = np.divmod(pixels, WIDTH)
    bit = (128 >> (col & 7)).astype(np.uint8)
    np.bitwise_and.at(mask, (row, col >> 3), ~bit)
    rows, start, end = runs_from_mask(mask)
    body = bodies(rows, start, end)
    by_label = np.argsort(label, kind="stable")
    first = np.searchsorted(label[by_label], np.arange(n + 1))
    order = np.argsort(worst, kind="stable")
    keep = _needed(pixels, label, order, first, by_label, rows, start, end, body)
    back = (keep | (worst <= CRACK_PARTS))[label]
    np.bitwise_or.at(mask, (row[back], col[back] >> 3), bit[back])


def _sort_by_rank(pixel: NDArray[np.int64], rank: NDArray[np.uint16]) -> None:
    """Sort pixels, in place, by rank and then by themselves: there are tens of millions."""
    for low in range(0, len(pixel), _AT_ONCE):
        part = slice(low, low + _AT_ONCE)
        pixel[part] |= rank[part].astype(np.int64) << _RANK_SHIFT
    pixel.sort()
    pixel &= (1 << _RANK_SHIFT) - 1


_Listed = tuple[NDArray[np.uint32], NDArray[np.uint8]]


def _joined(found: list[_Listed]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The parts after one another; each is let go once copied, as they are hundreds of MB."""
    total = sum(len(f[0]) for f in found)
    pixel, level = np.empty(total, np.int64), np.empty(total, np.uint8)
    at = 0
    found.reverse()
    while found:
        some, their = found.pop()
        pixel[at : at + len(some)], level[at : at + len(some)] = some, their
        at += len(some)
    return pixel, level


def _near_land(
    mask: NDArray[np.uint8],
    shore: NDArray[np.uint8],
    fixed: NDArray[np.uint8],
    cosine: NDArray[np.float64],
    strip: tuple[int, int, int, int],
) -> _Listed:
    """The water of a strip of rows that may be left free, and how near land each pixel is."""
    top, bottom, low, high = strip
    water, cos = _words(mask[low:high]), cosine[low:high]
    land, coast = ~water, _words(shore[low:high])
    layers = [~(land | coast)]
    layers += [~_grow(land, k, cos) for k in range(1, ROOM_PIXELS + 1)]
    free = water & ~layers[-1] & _grow(layers[-1], INLET_PIXELS, cos)
    kept = _words(fixed[low:high])
    free = (free & ~_grow(kept, PORT_PIXELS, cos)) | (coast & water & ~kept)
    found, level = _list_pixels(nb.typed.List(layers), free, top - low, bottom - low, low)
    return found.astype(np.uint32), level  # half the memory, until all are joined


def keep_off(mask: NDArray[np.uint8], coast_pixels: Shore, fixed: NDArray[np.uint8]) -> None:
    """Take away, in place, the water that ships leave between them and the coast.

    ``mask`` (the water) and ``fixed`` (ports and fairways) are packed masks of the Earth;
    ``coast_pixels`` are land in part, and go first, those with the most land before others.
    """
    shore = np.zeros_like(mask)
    mark(shore, coast_pixels.pixel)
    _raise_islets(mask, shore, fixed, coast_pixels.pixel)
    lat = lat_from_y(np.arange(HEIGHT) + 0.5)
    cosine = np.maximum(_FEWEST_COSINE, np.cos(np.radians(lat)))
    near_land = functools.partial(_near_land, mask, shore, fixed, cosine)
    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        found = list(pool.map(near_land, _strips()))
    del near_land, fixed  # a mask of the Earth is 133 MB
    pixel, level = _joined(found)
    first = np.flatnonzero(level == 0)
    rank = level.astype(np.uint16) * np.uint16(_PARTS + 1)
    del level
    rank[first] = _PARTS - _parts_at(coast_pixels, pixel[first])
    _sort_by_rank(pixel, rank)
    del rank
    coasts = pixel[: len(first)].copy()
    del first
    off_shore = np.bitwise_and(mask, np.invert(shore, out=shore), out=shore)
    for _ in range(_PASSES):
        if _thin(mask, pixel) == 0:
            break
        pixel = pixel[_wet_pixels(mask, pixel)]  # what is dry stays dry
    _shut_cracks(mask, coasts[_wet_pixels(mask, coasts)], coast_pixels)
    _widen(mask, off_shore, pixel[_wet_pixels(mask, pixel)], WIDEN_PIXELS)
