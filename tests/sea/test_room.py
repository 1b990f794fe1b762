"""Room off the coast: passages stay open, dead water goes, and grown shapes are discs."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from offing.sea.coast import Shore
from offing.sea.grid import WIDTH
from offing.sea.room import _grow, _raise_islets, _shut_cracks, _thin, mark

SIZE = 24


def _pieces(wet: np.ndarray) -> tuple[int, int]:
    """Pieces of water joined by sides, and of land joined by sides or corners."""
    return ndimage.label(wet)[1], ndimage.label(~wet, np.ones((3, 3)))[1]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.floats(0.4, 0.9))
def test_drying_shuts_no_passage_and_joins_no_islands(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    wet = np.zeros((SIZE, SIZE), bool)
    wet[2:-2, 2:-2] = rng.random((SIZE - 4, SIZE - 4)) < share
    mask = np.packbits(wet, axis=1)
    before = _pieces(wet)
    rows, columns = np.nonzero(wet)
    order = rng.permutation(len(rows))
    _thin(mask, (rows * WIDTH + columns)[order])
    after = np.unpackbits(mask, axis=1).astype(bool)
    assert not (after & ~wet).any()
    assert _pieces(after) == before


def test_a_strait_is_kept_and_a_dead_end_is_not() -> None:
    wet = np.zeros((SIZE, SIZE), bool)
    wet[2:8, 2:-2] = wet[16:22, 2:-2] = True
    wet[8:16, 10:13] = True  # a strait of three pixels between two seas
    wet[8:14, 18] = True  # an inlet that leads nowhere
    mask = np.packbits(wet, axis=1)
    rows, columns = np.nonzero(wet[8:16])
    pixels = (rows + 8) * WIDTH + columns
    for _ in range(8):
        _thin(mask, pixels)
    after = np.unpackbits(mask, axis=1).astype(bool)
    assert (after[8:16, 10:13].sum(axis=1) == 1).all()
    assert not after[8:14, 18].any()


def test_growing_is_a_disc_that_is_wider_where_columns_are_narrow() -> None:
    bits = np.zeros((21, 4), np.uint64)
    bits[10, 2] = np.uint64(1) << np.uint64(63)  # the first column of the third word
    for cosine, half in ((1.0, 3), (0.5, 7)):
        grown = _grow(bits, 3, np.full(21, cosine))
        wet = np.unpackbits(grown.astype(">u8").view(np.uint8), axis=1)
        assert np.flatnonzero(wet[10]).tolist() == list(range(128 - half, 128 + half + 1))
        assert np.flatnonzero(wet[:, 128]).tolist() == list(range(7, 14))


def _shore(pixels: list[tuple[int, int]], parts: list[int]) -> Shore:
    """Shore pixels (row, column), ascending, with so many parts of land."""
    return Shore(
        np.array([r * WIDTH + c for r, c in pixels], np.int64),
        np.array([(1 << p) - 1 for p in parts], np.uint64),
    )


def _earth(wet: np.ndarray) -> np.ndarray:
    """A packed mask as wide as the Earth with this water in its corner."""
    mask = np.zeros((len(wet), WIDTH // 8), np.uint8)
    mask[:, : wet.shape[1] // 8] = np.packbits(wet, axis=1)
    return mask


def test_islets_that_hold_no_middle_of_a_pixel_are_land() -> None:
    wet = np.ones((SIZE, SIZE), bool)
    mask, none = _earth(wet), np.zeros((SIZE, WIDTH // 8), np.uint8)
    islet = [(10, 10), (10, 11), (11, 11)]
    shore = none.copy()
    pixels = np.array([r * WIDTH + c for r, c in islet], np.int64)
    mark(shore, pixels)
    _raise_islets(mask, shore, none, pixels)
    after = np.unpackbits(mask[:, : SIZE // 8], axis=1).astype(bool)
    assert not after[10, 10]
    assert not after[10, 11]
    assert (~after).sum() == 3


def test_of_two_ways_the_clearer_stays_and_a_lone_one_always() -> None:
    wet = np.zeros((SIZE, SIZE), bool)
    wet[2:8, 2:20] = wet[12:18, 2:20] = True
    ways = [(r, c) for r in range(8, 12) for c in (5, 15)]
    for r, c in ways:
        wet[r, c] = True
    parts = [60 if c == 5 else 30 for _, c in ways]
    mask = _earth(wet)
    _shut_cracks(mask, np.array([r * WIDTH + c for r, c in ways]), _shore(ways, parts))
    after = np.unpackbits(mask[:, : SIZE // 8], axis=1).astype(bool)
    assert after[8:12, 15].all()
    assert not after[8:12, 5].any()
    clear = _earth(wet)
    _shut_cracks(clear, np.array([r * WIDTH + c for r, c in ways]), _shore(ways, [3] * len(ways)))
    assert np.unpackbits(clear[:, : SIZE // 8], axis=1).astype(bool)[8:12, 5].all()
