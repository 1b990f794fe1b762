"""Near-equal ways: a little longer than the shortest, and really other ways.

Candidates are the plateaus of two shortest-way trees, one from each end (Abraham,
Delling, Goldberg and Werneck, Alternative Routes in Road Networks, 2013): where both
trees run along the same edges, the way by them is shortest on each side. Besides, each
passage that the shortest way does not use is tried. Of these, only ways are kept that
differ for a good part of their length and by what a mariner would call another way:
other passages, or land (or an avoided area) of some size between the two.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offing.sea.grid import PER_DEGREE, WIDTH, x_from_lon, y_from_lat
from offing.sea.runs import Runs
from offing.sea.search import Tree, explore
from offing.sea.tables import gates
from offing.sea.via import Leg, Stretch, exact_nm

if TYPE_CHECKING:
    from offing.sea.engine import View
    from offing.sea.ties import Tie

AT_MOST = 4
"""How many near-equal ways are given."""
_DIFFER_SHARE, _DIFFER_NM = 0.05, 5.0
"""Another way differs for at least this share of the shortest, and so many miles."""
_LAND_NM2 = 400.0
"""Land between two ways counts from this size, square miles: an island like Oahu."""
_TRIED = 300
_PLATEAU_SHARE = 0.01
"""A plateau shorter than this share of the shortest way is no way of its own."""
_ROWS = 160
Path = NDArray[np.int64]


def near_equal_ways(view: View, best: Leg, share: float) -> list[Leg]:
    """Ways at most ``share`` longer than the best, shortest first; `AT_MOST` of them."""
    if len(best.stretches) != 1 or len(best.stretches[0].path) < 2:
        return []
    a, b = best.stretches[0].a, best.stretches[0].b
    start, end = view.enter(a), view.enter(b)
    graph = view.network.graph
    there = explore(graph, view.lengths, start.nodes, start.nm)
    back = explore(graph, view.lengths, end.nodes, end.nm)
    limit = best.nm * (1.0 + share)
    kept: list[tuple[Leg, Path]] = [(best, best.stretches[0].path)]
    for path in _candidates(view, best, there, back, limit):
        if len(np.unique(path)) < len(path):
            continue  # it turns back on itself
        leg = _leg(view, a, b, path)
        if leg.nm <= limit and all(_other(view, leg, path, *one) for one in kept):
            kept.append((leg, path))
            if len(kept) > AT_MOST:
                break
    return sorted((leg for leg, _ in kept[1:]), key=lambda leg: leg.nm)


def _leg(view: View, a: Tie, b: Tie, path: Path) -> Leg:
    """A path between the nodes of two ties as a whole way."""
    start, end = view.enter(a), view.enter(b)
    path = np.concatenate(
        [view._lead(a, start, int(path[0])), path, view._lead(b, end, int(path[-1]))[::-1]]
    )
    nm = exact_nm(view.network, a, b, path, 0.0)
    return Leg(view.network, [Stretch(a, b, path, nm)], nm)


def _candidates(view: View, best: Leg, there: Tree, back: Tree, limit: float) -> Iterator[Path]:
    """Paths that may be other ways: by each unused passage, then by plateaus, best first."""
    found: list[tuple[float, int, int]] = []
    network, used = view.network, set(best.passage_ids)
    for pid, edges in network.passage_edges.items():
        if pid in used or not len(edges):
            continue
        low, high = network.low[edges].astype(np.int64), network.high[edges].astype(np.int64)
        u, v = np.concatenate([low, high]), np.concatenate([high, low])
        nm = there.dist[u] + np.tile(view.lengths[edges].astype(np.float64), 2) + back.dist[v]
        k = int(np.argmin(nm))
        if nm[k] <= limit:
            found.append((float(nm[k]), int(u[k]), int(v[k])))
    for _, tail, head in sorted(found):
        yield np.concatenate([there.path_to(tail), back.path_to(head)[::-1]])
    for node in _plateaus(there, back, limit, _PLATEAU_SHARE * best.nm):
        yield np.concatenate([there.path_to(node), back.path_to(node)[::-1][1:]])


def _plateaus(there: Tree, back: Tree, limit: float, shortest_nm: float) -> list[int]:
    """The last node of each plateau, those first that are long for what they cost."""
    n = len(there.prev)
    nodes = np.flatnonzero((there.dist + back.dist <= limit) & (there.prev >= 0))
    before = there.prev[nodes]
    on = back.prev[before] == nodes
    follow = np.full(n, -1, np.int64)
    follow[before[on]] = nodes[on]
    entered = np.zeros(n, bool)
    entered[nodes[on]] = True
    starts = before[on][~entered[before[on]]]
    last = starts.copy()
    while True:  # all chains at once, by one edge a round
        further = follow[last]
        go = further >= 0
        if not go.any():
            break
        last[go] = further[go]
    long = there.dist[last] - there.dist[starts]
    keep = long >= shortest_nm
    cost = (there.dist + back.dist)[last] - long
    order = np.argsort(cost[keep], kind="stable")[:_TRIED]
    return [int(node) for node in last[keep][order]]


def _other(view: View, leg: Leg, path: Path, known: Leg, known_path: Path) -> bool:
    """Whether a way is another way than a known one."""
    nm = view.network.mesh.nm[leg.edges].astype(np.float64)
    apart = float(nm[~np.isin(leg.edges, known.edges)].sum())
    if apart < max(_DIFFER_NM, _DIFFER_SHARE * known.nm):
        return False
    solid = {g.passage for g in gates() if not g.detect}
    if solid & set(leg.passage_ids) != solid & set(known.passage_ids):
        return True
    return any(_something_between(view, ring) for ring in _rings(view, path, known_path))


def _rings(view: View, path: Path, known: Path) -> Iterator[NDArray[np.float64]]:
    """The areas between two ways, each as a ring of lon, lat without jumps at ±180°."""
    place = {int(node): k for k, node in enumerate(known)}
    met = [k for k, node in enumerate(path.tolist()) if node in place]
    for i, j in itertools.pairwise(met):
        if j == i + 1:
            continue
        s, e = place[int(path[i])], place[int(path[j])]
        other = known[s : e + 1] if s < e else known[e : s + 1][::-1]
        nodes = np.concatenate([path[i : j + 1], other[::-1]])
        ring = np.stack([view.network.lon[nodes], view.network.lat[nodes]], axis=1)
        step = np.diff(ring[:, 0])
        ring[1:, 0] -= 360.0 * np.cumsum(np.round(step / 360.0))
        yield ring


def _something_between(view: View, ring: NDArray[np.float64]) -> bool:
    """Whether land of some size, or an area to be avoided, lies within a ring."""
    if _land_nm2(view.network.mesh.runs, ring) >= _LAND_NM2:
        return True
    shapes = [b.shape() for b in view.closure.blocks if b.id and b.area is not None]
    return bool(shapes) and _meets_area(shapes, ring)


def _meets_area(shapes: Sequence[Any], ring: NDArray[np.float64]) -> bool:
    import shapely
    from shapely import affinity

    between = shapely.make_valid(shapely.Polygon(ring))
    return any(
        bool(shapely.intersects(affinity.translate(shape, turn), between))
        for shape in shapes
        for turn in (-360.0, 0.0, 360.0)
    )


def _land_nm2(runs: Runs, ring: NDArray[np.float64]) -> float:
    """Land within a ring, square miles, from up to `_ROWS` pixel rows across it."""
    x0 = float(x_from_lon(ring[0, 0]))
    x = x0 + (ring[:, 0] - ring[0, 0]) * PER_DEGREE
    y = np.asarray(y_from_lat(ring[:, 1]), np.float64)
    rows = np.unique(np.linspace(y.min(), y.max(), _ROWS).astype(np.int64))
    step = max(1.0, (y.max() - y.min()) / max(1, len(rows)))
    pixel_nm = 60.0 / PER_DEGREE
    x1, y1 = np.roll(x, -1), np.roll(y, -1)
    total = 0.0
    for row in rows.tolist():
        middle = row + 0.5
        cross = (y > middle) != (y1 > middle)
        if not cross.any():
            continue
        at = np.sort(x[cross] + (middle - y[cross]) / (y1 - y)[cross] * (x1 - x)[cross])
        squeeze = max(0.02, float(np.cos(np.radians(90.0 - middle / PER_DEGREE))))
        land = sum(
            _dry(runs, row, float(low), float(high))
            for low, high in zip(at[::2], at[1::2], strict=False)
        )
        total += land * squeeze * pixel_nm * step * pixel_nm
        if total >= _LAND_NM2:
            break
    return total


def _dry(runs: Runs, row: int, low: float, high: float) -> float:
    """Pixels of a stretch of one row that are no navigable water."""
    k = slice(int(runs.row[row]), int(runs.row[row + 1]))
    wet = 0.0
    for turn in (-WIDTH, 0, WIDTH):
        start = runs.start[k].astype(np.float64) + turn
        end = runs.end[k].astype(np.float64) + turn
        wet += float(np.maximum(0.0, np.minimum(end, high) - np.maximum(start, low)).sum())
    return max(0.0, high - low - wet)
