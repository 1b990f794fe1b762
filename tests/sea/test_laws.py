"""Laws that every network of shortest ways keeps, under any closure."""

from __future__ import annotations

import threading
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.model import Position, Scenario
from offing.places.earth import distance_nm
from offing.sea import Sea
from offing.sea.restrict import REFERENCE_SHIP

PORTS = [
    "SGSIN", "NLRTM", "USNYC", "USLAX", "CNSHG", "ZADUR", "BRSSZ", "AUSYD", "INBOM", "GRPIR",
    "UAODS", "QARLF", "ILHFA", "SAJED", "FIHEL", "DKCPH", "CLVAP", "PECLL", "JPYOK", "NZAKL",
]  # fmt: skip
GATES = [
    "suez", "panama", "kiel", "bab-el-mandeb", "hormuz", "gibraltar", "bosporus", "dardanelles",
    "malacca", "sunda", "lombok", "torres", "magellan", "great-belt", "skagen", "dover",
    "cape-of-good-hope", "taiwan-strait",
]  # fmt: skip
LAW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def known(sea: Sea) -> list[str]:
    return [g for g in GATES if g in {p.id for p in sea.passages}]


@given(closed=st.lists(st.integers(0, 15), max_size=4, unique=True))
@LAW
def test_matrix_laws(sea: Sea, known: list[str], closed: list[int]) -> None:
    names = [known[i] for i in closed if i < len(known)]
    base = sea.distances(PORTS, PORTS)
    nm = sea.distances(PORTS, PORTS, Scenario.closing(*names))
    assert (nm >= base - 0.02).all(), "closing never shortens"
    np.testing.assert_allclose(nm, nm.T, rtol=1e-5)
    assert (np.diag(nm) == 0).all()
    finite = np.where(np.isfinite(nm), nm, 1e9).astype(np.float64)
    through = (finite[:, :, None] + finite[None, :, :]).min(axis=1)
    assert (finite <= through + 0.05).all(), "triangle inequality"


@given(
    a=st.sampled_from(PORTS), b=st.sampled_from(PORTS),
    closed=st.lists(st.sampled_from(GATES), max_size=3, unique=True),
)  # fmt: skip
@LAW
def test_route_and_matrix_and_drawing_agree(
    sea: Sea, known: list[str], a: str, b: str, closed: list[str]
) -> None:
    scenario = Scenario.closing(*(g for g in closed if g in known))
    route = sea.route(a, b, scenario)
    nm = float(sea.distances([a], [b], scenario)[0, 0])
    if route.distance_nm is None:
        assert nm == float("inf")
        return
    assert nm == pytest.approx(route.distance_nm, rel=1e-5, abs=0.02)
    assert route.extra_nm == pytest.approx(route.distance_nm - route.open_distance_nm, abs=0.05)
    assert not {p.id for p in route.passages} & set(closed)
    if a != b:
        assert drawn_nm(route.geometry) == pytest.approx(route.distance_nm, rel=1e-4, abs=0.05)


def drawn_nm(geometry: dict) -> float:
    lines = geometry["coordinates"]
    if geometry["type"] == "LineString":
        lines = [lines]
    return sum(distance_nm(Position(*p), Position(*q)) for line in lines for p, q in pairwise(line))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agreement_with_scipy_under_random_closures(sea: Sea, seed: int) -> None:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    from offing.sea.engine import View
    from offing.sea.restrict import Block, Closure

    net = sea._network
    rng = np.random.default_rng(seed)
    shut = rng.choice(len(net.high), len(net.high) // 5, replace=False).astype(np.int32)
    gates = [net.passage_edges[g] for g in ("suez", "panama", "hormuz")][:seed]
    block = Block("", np.unique(np.concatenate([shut, *gates])), (), None, False)
    view = View(net, Closure(("test", seed), (block,)))
    rows = rng.choice(len(net.mesh.port_node), 8, replace=False)
    ties = list(sea._port_ties.values())
    nodes = [ties[i].node for i in rows]
    net.hierarchy  # noqa: B018 - the matrix by the hierarchy, not by searching
    ours = view.matrix([ties[i] for i in rows], ties)
    keep = np.isfinite(view.lengths)
    graph = csr_matrix(
        (view.lengths[keep].astype(float), (net.low[keep], net.high[keep])),
        shape=(net.nodes, net.nodes),
    )
    theirs = dijkstra(graph, directed=False, indices=nodes)[:, [t.node for t in ties]]
    assert (np.isfinite(ours) == np.isfinite(theirs)).all()
    # Lengths are on one scale, so that their sums are exact in either precision.
    np.testing.assert_array_equal(ours, theirs.astype(np.float32))
    for i, node in enumerate(nodes[:3]):
        for tie in ties[:60:7]:
            way = view._between(ties[rows[i]], tie)
            expected = theirs[i, ties.index(tie)]
            if tie.node != node:
                assert way.nm == expected


def test_searching_and_hierarchy_give_one_answer(sea: Sea) -> None:
    from offing.sea.search import shortest_way

    view = sea.view(REFERENCE_SHIP)
    for a, b in (("SGSIN", "NLRTM"), ("JPYOK", "PECLL"), ("UAODS", "USNYC")):
        s, t = view.enter(sea.tie(a)), view.enter(sea.tie(b))
        nm, path = shortest_way(view.network.graph, view.lengths, s.nodes, s.nm, t.nodes, t.nm)
        by_hierarchy = view.network.hierarchy.matrix(
            view.metric, np.array([s.node], np.int32), np.array([t.node], np.int32)
        )[0, 0]
        assert by_hierarchy == nm
        assert path[0] == s.node
        assert path[-1] == t.node


def test_threads_with_their_own_scenarios(sea: Sea) -> None:
    wanted = {
        g: sea.route("SGSIN", "NLRTM", Scenario.closing(g)).distance_nm
        for g in ("suez", "malacca", "gibraltar", "dover")
    }
    faults: list[str] = []

    def ask(gate: str) -> None:
        for _ in range(4):
            nm = sea.route("SGSIN", "NLRTM", Scenario.closing(gate)).distance_nm
            if nm != pytest.approx(wanted[gate], abs=0.05):
                faults.append(f"{gate}: {nm} for {wanted[gate]}")

    threads = [threading.Thread(target=ask, args=(g,)) for g in wanted]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not faults


@given(
    lon=st.floats(-180, 180), lat=st.floats(-60, 65),
    dlon=st.floats(-0.5, 0.5), dlat=st.floats(-0.5, 0.5),
)  # fmt: skip
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_positions_anywhere(sea: Sea, lon: float, lat: float, dlon: float, dlat: float) -> None:
    from offing.errors import OffWater

    a, b = Position(lon, lat), Position(lon + dlon, lat + dlat)
    try:
        route = sea.route(a, b)
    except OffWater:
        return
    if route.distance_nm is not None:
        straight = distance_nm(route.origin.water, route.destination.water)
        assert route.distance_nm >= straight - 0.05
        back = sea.route(b, a)
        assert back.distance_nm == pytest.approx(route.distance_nm, rel=1e-4, abs=0.05)


def test_positions_tied_together_are_tied_as_one_by_one(sea: Sea) -> None:
    from offing.errors import OffWater
    from offing.sea.tie_many import tie_positions
    from offing.sea.ties import tie_position

    rng = np.random.default_rng(11)
    spots = [
        Position(p.position.lon + rng.normal() * 0.06, p.position.lat + rng.normal() * 0.04)
        for p in sea.ports[::90]
    ]
    spots += [Position(179.999, 51.0), Position(-180.0, -30.0), Position(20.0, 25.0)]
    for at, together in zip(spots, tie_positions(sea._network, spots), strict=True):
        try:
            alone = tie_position(sea._network, at)
        except OffWater:
            assert isinstance(together, OffWater)
            continue
        assert not isinstance(together, OffWater)
        assert together.who == alone.who
        nm = dict(zip(alone.nodes.tolist(), alone.nm.tolist(), strict=True))
        assert dict(zip(together.nodes.tolist(), together.nm.tolist(), strict=True)) == (
            pytest.approx(nm, abs=1e-3)
        )
        assert together.bends == alone.bends


def test_a_matrix_of_many_positions_is_as_their_routes(sea: Sea) -> None:
    rng = np.random.default_rng(4)
    spots = [
        Position(w.lon, w.lat) for w in (sea.ports[k].water for k in rng.choice(3000, 45, False))
    ]
    nm = sea.distances(spots, spots)
    np.testing.assert_allclose(nm, nm.T, rtol=1e-5)
    mixed = sea.distances(spots, ["SGSIN", "NLRTM", "UAODS"])
    for i in range(0, 45, 9):
        for j in range(0, 45, 11):
            route = sea.route(spots[i], spots[j], geometry=False)
            expected = float("inf") if route.distance_nm is None else route.distance_nm
            assert nm[i, j] == pytest.approx(expected, rel=1e-4, abs=0.05)
        to_port = sea.route(spots[i], "UAODS", geometry=False).distance_nm
        assert mixed[i, 2] == pytest.approx(to_port or float("inf"), rel=1e-4, abs=0.05)


@pytest.mark.parametrize("seed", range(4))
def test_a_closed_passage_is_a_true_cut(sea: Sea, seed: int) -> None:
    """No way, drawn to the last point, crosses a line of a gate that is shut."""
    from offing.sea.crossing import EdgeLines
    from offing.sea.tables import gates

    rng = np.random.default_rng(seed)
    names = [p.id for p in sea.passages]
    shut = rng.choice(names, 6, replace=False).tolist()
    lines = [line for gate in gates() if gate.passage in shut for line in gate.lines]
    ports = rng.choice([p.id for p in sea.ports], 24, replace=False).tolist()
    lanes = list(zip(ports[:12], ports[12:], strict=True))
    routes = sea.routes(lanes, Scenario.closing(*shut), geometry=True)
    table = sea.ways(lanes, Scenario.closing(*shut))
    for k, route in enumerate(routes):
        assert not {p.id for p in route.passages} & set(shut)
        assert not set(table.passages_of(k)) & set(shut)
        if route.geometry is None:
            continue
        parts = route.geometry["coordinates"]
        for part in [parts] if route.geometry["type"] == "LineString" else parts:
            at = np.array(part, np.float64)
            n = len(at) - 1
            way = EdgeLines(at[:, 0], at[:, 1], np.arange(n), np.arange(1, n + 1))
            assert not len(way.crossing(lines)), f"{lanes[k]} through {shut}"


@given(
    closed=st.lists(st.sampled_from(GATES), max_size=4, unique=True),
    more=st.lists(st.sampled_from(GATES), max_size=2, unique=True),
)
@LAW
def test_lanes_keep_the_laws(
    sea: Sea, known: list[str], closed: list[str], more: list[str]
) -> None:
    """Closing never shortens, both directions are one, and ways are those of the matrix."""
    lanes = [(a, b) for a in PORTS for b in PORTS]
    some = [g for g in closed if g in known]
    also = list(dict.fromkeys([*some, *(g for g in more if g in known)]))
    few, many = (sea.ways(lanes, Scenario.closing(*g)) for g in (some, also))
    assert (np.nan_to_num(many.distance_nm, nan=1e9) >= np.nan_to_num(few.distance_nm, nan=1e9)
            - 0.02).all()  # fmt: skip
    square = np.nan_to_num(many.distance_nm, nan=np.inf).reshape(len(PORTS), len(PORTS))
    np.testing.assert_allclose(square, square.T, rtol=1e-9)
    matrix = sea.distances(PORTS, PORTS, Scenario.closing(*also))
    np.testing.assert_allclose(square, matrix, rtol=1e-6, atol=1e-3)
    same = many.distance_nm == few.distance_nm
    assert (np.diff(many.passage_ptr)[same] == np.diff(few.passage_ptr)[same]).all()
