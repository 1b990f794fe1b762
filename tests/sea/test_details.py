"""The small file of the coast: what it holds is what was put in, and what it changes."""

from __future__ import annotations

import lzma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.errors import DataMissing
from offing.sea.coast import Shore
from offing.sea.details import coast_details, overlaid, packed, settle, unpacked
from offing.sea.grid import HEIGHT, WIDTH

words = st.integers(0, 2**64 - 1)
shores = st.dictionaries(st.integers(0, HEIGHT * WIDTH - 1), words, max_size=30).map(
    lambda found: Shore(
        np.array(sorted(found), np.int64),
        np.array([found[k] for k in sorted(found)], np.uint64),
    )
)


@settings(deadline=None, max_examples=30)
@given(shores)
def test_what_is_packed_is_had_again(details: Shore) -> None:
    again = unpacked(packed(details))
    np.testing.assert_array_equal(again.pixel, details.pixel)
    np.testing.assert_array_equal(again.land, details.land)


@settings(deadline=None, max_examples=30)
@given(shores, shores)
def test_details_go_before_the_coast(shore: Shore, details: Shore) -> None:
    both = overlaid(shore, details)
    wanted = dict(zip(shore.pixel.tolist(), shore.land.tolist(), strict=True))
    wanted |= dict(zip(details.pixel.tolist(), details.land.tolist(), strict=True))
    assert dict(zip(both.pixel.tolist(), both.land.tolist(), strict=True)) == wanted
    assert (np.diff(both.pixel) > 0).all()


def test_pixels_mostly_land_are_dry_and_others_wet() -> None:
    mask = np.full((2, WIDTH // 8), 255, np.uint8)
    mask[1] = 0
    full, half = 2**64 - 1, 2**32 - 1
    settle(
        mask, Shore(np.array([3, 4, WIDTH + 5, WIDTH + 6]), np.array([full, half, 0, full], "u8"))
    )
    wet = np.unpackbits(mask, axis=1).astype(bool)
    assert not wet[0, 3]
    assert wet[0, :3].all()
    assert wet[0, 4:].all()
    assert np.flatnonzero(wet[1]).tolist() == [5]


def test_the_file_of_the_package_is_whole() -> None:
    details = coast_details()
    assert len(details.pixel) > 100_000
    assert (np.diff(details.pixel) > 0).all()
    assert details.pixel[0] >= 0
    assert details.pixel[-1] < HEIGHT * WIDTH


@pytest.mark.parametrize("data", [b"", b"no archive", lzma.compress(b"x" * 24)[:-4]])
def test_a_damaged_file_says_so(data: bytes) -> None:
    with pytest.raises(DataMissing, match="install offing again"):
        unpacked(data)
