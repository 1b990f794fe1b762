"""The coast where ships go, finer than the plain coast data has it.

The intermediate coast lines (1 km) lack islets and spits that a ship must keep clear of, and
have narrow waters out of place. A file of our own, made once from the full ones by
``tools/build_coast_details.py``, has the pixels (1/128°) of the waters left to ships in which
the two differ, and which of their parts (1/1024°) are land: some 2 MB instead of the 150 MB
of the full set. It is read only to build.
"""

from __future__ import annotations

import importlib.resources
import lzma

import numpy as np
from numpy.typing import NDArray

from offing.errors import DataMissing
from offing.sea.coast import FINE, Shore
from offing.sea.grid import WIDTH

_DELTA_BYTES, _WORD_BYTES = 4, 8


def _file() -> bytes:
    item = importlib.resources.files("offing") / "data" / "coast_details" / "parts.xz"
    if not item.is_file():
        raise DataMissing("the file coast_details/parts.xz is missing: install offing again")
    return item.read_bytes()


def packed(details: Shore) -> bytes:
    """``details`` as they are kept: steps from pixel to pixel, then their parts, compressed."""
    steps = np.diff(details.pixel, prepend=0).astype("<u4")
    planes = steps.view(np.uint8).reshape(-1, _DELTA_BYTES).T.tobytes()
    return lzma.compress(planes + details.land.astype(">u8").tobytes(), preset=9)


def unpacked(data: bytes) -> Shore:
    """The details in what `packed` made.

    Raises:
        DataMissing: it is damaged.
    """
    try:
        raw = lzma.decompress(data)
    except lzma.LZMAError as error:
        raise DataMissing(
            f"coast_details/parts.xz cannot be read ({error}): install offing again"
        ) from error
    n = len(raw) // (_DELTA_BYTES + _WORD_BYTES)
    planes = np.frombuffer(raw, np.uint8, n * _DELTA_BYTES).reshape(_DELTA_BYTES, n)
    steps = np.ascontiguousarray(planes.T).view("<u4").reshape(-1)
    words = np.frombuffer(raw, ">u8", n, n * _DELTA_BYTES)
    return Shore(np.cumsum(steps.astype(np.int64)), words.astype(np.uint64))


def coast_details() -> Shore:
    """The pixels where the intermediate coast lines are wrong, and all their parts of land.

    Raises:
        DataMissing: the file is absent or damaged.
    """
    return unpacked(_file())


def overlaid(shore: Shore, details: Shore) -> Shore:
    """The pixels of both; where both know one, as ``details`` have it."""
    other = ~np.isin(shore.pixel, details.pixel)
    pixel = np.concatenate([shore.pixel[other], details.pixel])
    land = np.concatenate([shore.land[other], details.land])
    order = np.argsort(pixel, kind="stable")
    return Shore(pixel[order], land[order])


def settle(mask: NDArray[np.uint8], details: Shore) -> None:
    """Make, in place, land of the pixels of ``details`` that are mostly so, and water of others."""
    parts = np.unpackbits(details.land.view(np.uint8)).reshape(-1, FINE * FINE).sum(1, dtype=int)
    row, col = np.divmod(details.pixel, WIDTH)
    bit = (128 >> (col & 7)).astype(np.uint8)
    dry = parts > FINE * FINE // 2
    np.bitwise_and.at(mask, (row[dry], col[dry] >> 3), ~bit[dry])
    np.bitwise_or.at(mask, (row[~dry], col[~dry] >> 3), bit[~dry])
