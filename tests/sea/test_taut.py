"""Shortest ways over pixels: the quick search takes the very way that a plain A* takes."""

from __future__ import annotations

import numpy as np
import pytest

from offing.sea import taut

_SIZE = 32


def _window(rng: np.random.Generator, wet: float) -> np.ndarray:
    return (rng.random((_SIZE + 2, _SIZE + 2)) < wet).astype(np.uint8)


def _moves(win: np.ndarray) -> np.ndarray:
    moves = np.empty(_SIZE * _SIZE, np.uint8)
    taut.find_moves(win, _SIZE, moves)
    return moves


@pytest.mark.parametrize("wet", [1.0, 0.97, 0.9, 0.7])
@pytest.mark.parametrize("squeeze", [1.0, 0.6180339, 0.1])
def test_the_way_is_the_one_that_a_star_takes(wet: float, squeeze: float) -> None:
    rng = np.random.default_rng(7)
    work = taut.workspace(_SIZE)
    for _ in range(60):
        win = _window(rng, wet)
        moves = _moves(win)
        inside = win[1:-1, 1:-1].ravel()
        a, b = (int(k) for k in rng.choice(np.flatnonzero(inside), 2))
        quick = list(taut._shortest_way(moves, _SIZE, squeeze, a, b, work))
        assert quick == list(taut._way_in_order(moves, _SIZE, squeeze, a, b, work))
        assert np.isinf(work[0]).all()  # nothing is left of one search for the next
        if quick:
            assert (quick[0], quick[-1]) == (b, a)


def test_no_way_leads_through_land_or_between_two_corners() -> None:
    win = np.ones((_SIZE + 2, _SIZE + 2), np.uint8)
    win[:, 10] = 0
    work, x, y = taut.workspace(_SIZE), np.empty(8), np.empty(8)
    across = (2.5, 2.5, 20.5, 2.5)
    assert taut.pixel_way(win, _moves(win), _SIZE, 1.0, *across, work, x, y)[0] == -1
    win[16, 10] = 1
    turns, length = taut.pixel_way(win, _moves(win), _SIZE, 1.0, *across, work, x, y)
    assert turns > 0
    assert length > 18.0
    win[16, 10], win[16, 9], win[15, 10] = 0, 1, 1
    win[15, 11] = win[16, 9] = 0  # two bits of water that meet at a corner only
    assert taut.pixel_way(win, _moves(win), _SIZE, 1.0, *across, work, x, y)[0] == -1


def test_open_water_needs_no_turn() -> None:
    win = np.ones((_SIZE + 2, _SIZE + 2), np.uint8)
    work, x, y = taut.workspace(_SIZE), np.empty(8), np.empty(8)
    found = taut.pixel_way(win, _moves(win), _SIZE, 1.0, 0.0, 3.5, 30.0, 21.5, work, x, y)
    assert found == (0, pytest.approx(np.hypot(30.0, 18.0)))
