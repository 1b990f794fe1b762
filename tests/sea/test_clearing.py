"""Edges and land finer than a pixel: led round, left out, or kept where there is no other way."""

from __future__ import annotations

import numpy as np
import pytest

from offing.sea.cells import Cells
from offing.sea.clearing import Clear, _on_land, clear_of_land
from offing.sea.coast import FINE, Shore
from offing.sea.grid import WIDTH

ROW, COL, SIZE = 11_520, 256, 128  # a cell on the equator
ALL = np.uint64(2**64 - 1)
Point = tuple[float, float]


def water(rows: range) -> np.ndarray:
    """A mask that is water in some rows of the cell."""
    mask = np.zeros((ROW + SIZE, WIDTH // 8), np.uint8)
    mask[[ROW + r for r in rows], COL // 8 : (COL + SIZE) // 8] = 255
    return mask


def cleared(
    points: list[Point], edges: list[tuple[int, int]], land: list[tuple[int, int]], rows: range
) -> tuple[Clear, np.ndarray, np.ndarray]:
    """What becomes of edges between points of the cell, some pixels (row, column) being land."""
    cells = Cells(*(np.array([k], np.int64) for k in (ROW, COL, SIZE)), np.zeros(1, np.uint8))
    x = np.array([COL + p[0] for p in points], np.float64)
    y = np.array([ROW + p[1] for p in points], np.float64)
    none = np.zeros(len(points), np.int32)
    u, v = np.array(edges, np.int32).reshape(-1, 2).T
    pixel = np.array(sorted((ROW + r) * WIDTH + COL + c for r, c in land), np.int64)
    shore = Shore(pixel, np.full(len(pixel), ALL))
    fixed = (0, len(points))
    found = clear_of_land(water(rows), shore, [], cells, x, y, none, none, u, v, fixed, 1)
    return found, np.concatenate([x, found.x]) - COL, np.concatenate([y, found.y]) - ROW


def joined(found: Clear, a: int, b: int) -> bool:
    """Whether edges lead from one node to another."""
    reached, before = {a}, 0
    pairs = list(zip(found.u.tolist(), found.v.tolist(), strict=True))
    while len(reached) > before:
        before = len(reached)
        for u, v in pairs:
            if u in reached or v in reached:
                reached |= {u, v}
    return b in reached


def on_land(found: Clear, x: np.ndarray, y: np.ndarray, land: list[tuple[int, int]]) -> bool:
    """Whether any edge runs through a pixel that is land."""
    share = np.linspace(0, 1, 4000)
    for u, v in zip(found.u.tolist(), found.v.tolist(), strict=True):
        at = np.floor(np.stack([y[u] + (y[v] - y[u]) * share, x[u] + (x[v] - x[u]) * share], 1))
        if {tuple(p) for p in at.astype(int).tolist()} & set(land):
            return True
    return False


def test_a_way_round_takes_the_place_of_an_edge_over_an_islet() -> None:
    land = [(60, 64), (61, 64), (60, 65)]
    found, x, y = cleared([(10.0, 60.5), (120.0, 60.5)], [(0, 1)], land, range(40, 80))
    assert len(found.x) >= 1
    assert joined(found, 0, 1)
    assert not on_land(found, x, y, land)
    assert (found.cell == 0).all()


def test_an_edge_goes_where_others_lead_as_far() -> None:
    points = [(10.0, 60.5), (120.0, 60.5), (64.0, 59.5)]
    found, *_ = cleared(points, [(0, 1), (0, 2), (1, 2)], [(60, 64)], range(40, 80))
    assert sorted(zip(found.u.tolist(), found.v.tolist(), strict=True)) == [(0, 2), (1, 2)]
    assert len(found.x) == 0


def test_an_edge_stays_where_there_is_no_other_way() -> None:
    bar = [(r, 64) for r in range(58, 63)]
    found, *_ = cleared([(10.0, 60.5), (120.0, 60.5)], [(0, 1)], bar, range(58, 63))
    assert found.u.tolist() == [0]
    assert found.v.tolist() == [1]


def test_edges_off_land_are_left_as_they_are() -> None:
    found, *_ = cleared([(10.0, 60.5), (120.0, 60.5)], [(0, 1)], [(50, 64)], range(40, 80))
    assert (found.u.tolist(), found.v.tolist(), len(found.x)) == ([0], [1], 0)


@pytest.mark.parametrize("part", [0, 9, 63])
def test_a_part_of_a_pixel_is_where_it_is(part: int) -> None:
    has = np.zeros((4, WIDTH // 8), np.uint8)
    has[2, 1] = 128  # row 2, column 8
    pixel = np.array([2 * WIDTH + 8], np.int64)
    land = np.array([1 << (63 - part)], np.uint64)
    for i in range(FINE):
        for j in range(FINE):
            x, y = 8 + (j + 0.5) / FINE, 2 + (i + 0.5) / FINE
            assert _on_land(has, pixel, land, x, y) == (FINE * i + j == part)
