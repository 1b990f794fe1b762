"""Inside a cell: where portals stand, and which corners are worth a node."""

from __future__ import annotations

import numpy as np

from offing.sea.incell import OFF_COAST_PIXELS, WIDE_PIXELS, needed_corners, side_portals

SIZE = 128


def portals(wet: slice, density: float = 2.0) -> list[float]:
    """Portals of a western side of which a stretch is water."""
    window = np.zeros((SIZE + 2, SIZE + 2), np.uint8)
    window[1:-1, 1:-1][wet] = window[1:-1, :1][wet] = 1
    out = np.empty(SIZE)
    return sorted(out[: side_portals(window, SIZE, 0, density, out)].tolist())


def test_a_side_of_water_has_its_portals_at_equal_spaces() -> None:
    assert portals(slice(0, SIZE)) == [32.0, 96.0]


def test_narrow_water_is_never_lost() -> None:
    assert portals(slice(50, 51)) == [50.5]
    assert portals(slice(50, 60)) == [55.0]


def test_open_water_beside_a_coast_has_a_portal_of_its_own() -> None:
    """A way from a cape to the next cell would else go round by the coast."""
    found = portals(slice(76, SIZE))
    assert found[0] == 76 + OFF_COAST_PIXELS
    assert len(found) == 2
    assert SIZE - found[1] < WIDE_PIXELS


def test_a_wide_strait_has_one_between_its_shores() -> None:
    found = portals(slice(20, 110))
    assert (found[0], found[-1]) == (20 + OFF_COAST_PIXELS, 110 - OFF_COAST_PIXELS)
    assert len(found) == 3
    assert len(portals(slice(20, 60))) == 2


def test_corners_off_every_shortest_way_are_left_out() -> None:
    """Two terminals; corner 2 on the way between them, corner 3 a little beside it."""
    d = np.array([[0, 10, 5, 6], [10, 0, 5, 6], [5, 5, 0, 1], [6, 6, 1, 0]], np.float64)
    needed = np.zeros(4, np.bool_)
    needed_corners(d, 2, 4, needed)
    assert needed.tolist() == [True, True, True, False]
