"""Which parts of shore pixels are land: by parity, against polygons asked point by point."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.sea import coast
from offing.sea.grid import PER_DEGREE, WIDTH


def _lines(*rings: list[tuple[float, float]]) -> coast.Lines:
    counts = np.array([len(r) for r in rings], np.int64)
    points = np.array([p for r in rings for p in r], np.float32)
    return coast.Lines(points, np.cumsum(counts) - counts, counts)


def _parts(shore: coast.Shore) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Middle of every part of every shore pixel, and whether it is land."""
    n = coast.FINE
    i, j = np.divmod(np.arange(n * n), n)
    row, col = np.divmod(shore.pixel[:, None], WIDTH)
    lat = 90.0 - (row + (i + 0.5) / n) / PER_DEGREE
    lon = (col + (j + 0.5) / n) / PER_DEGREE - 180.0
    land = (shore.land[:, None] >> (63 - np.arange(n * n)).astype(np.uint64)) & np.uint64(1)
    return lon, lat, land == 1


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_parts_of_shore_pixels_are_land_where_the_polygon_is(seed: int) -> None:
    rng = np.random.default_rng(seed)
    angle = np.sort(rng.uniform(0, 2 * np.pi, 12))
    far = rng.uniform(0.01, 0.06, 12)
    ring = [
        (float(np.float32(10.3 + r * np.cos(a))), float(np.float32(44.1 + r * np.sin(a))))
        for a, r in zip(angle, far, strict=True)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coast, "read_lines", lambda *_: _lines(ring))
        shore = coast.shore_pixels()
    assert len(shore.pixel) > 0
    assert (np.diff(shore.pixel) > 0).all()
    lon, lat, land = _parts(shore)
    inside = shapely.contains_xy(shapely.make_valid(shapely.Polygon(ring)), lon, lat)
    assert (inside == land).mean() > 0.999  # a middle right on the ring may fall either way


def test_a_lake_in_an_island_and_rings_past_the_date_line() -> None:
    island = [(181.0, 1.0), (181.3, 1.0), (181.3, 1.3), (181.0, 1.3)]
    lake = [(181.1, 1.1), (181.2, 1.1), (181.2, 1.2), (181.1, 1.2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coast, "read_lines", lambda *_: _lines(island, lake))
        shore = coast.shore_pixels()
    lon, lat, land = _parts(shore)
    assert -179.1 < lon.min() < lon.max() < -178.6
    wet = (lon > -178.9) & (lon < -178.8) & (lat > 1.1) & (lat < 1.2)
    assert wet.any()
    assert not land[wet].any()
