"""The sea beside others: one route, a matrix, and accuracy on a table of distances.

    python benchmarks/sea.py [TABLE.csv]

TABLE has columns origin_lon, origin_lat, dest_lon, dest_lat, distance_nm; every n-th row
of it is used, `ROWS` in all. searoute and scgraph are measured where they are installed
(they are no dependency); a plain scipy router runs on our own mesh. Every figure and
ratio is of one process on one machine: compare within a run, not between runs.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from offing.model import Position

ROWS = 500
PAIRS_TIMED = 20
PAIR = ((103.83, 1.25), (4.05, 51.97))


def best_of(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the fastest of several runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def ours() -> dict[str, float]:
    """Our own figures, seconds by what was done."""
    from offing.model import Scenario
    from offing.sea import open_sea

    open_sea()
    out = {"open_sea warm": best_of(open_sea)}
    sea = open_sea()
    ports = [p.id for p in sea.ports]
    out["route, first, no compiler"] = best_of(lambda: sea.route("SGSIN", "NLRTM"), 1)
    out["matrix, first"] = best_of(lambda: sea.distances(ports, ports), 1)
    ties = list(sea._port_ties.values())
    from offing.sea.restrict import REFERENCE_SHIP

    gates = iter(["suez", "panama", "malacca", "hormuz", "gibraltar"])

    def new_closure() -> None:
        closed = Scenario.closing(next(gates)).restrictions
        sea.view(REFERENCE_SHIP, closed).matrix(ties, ties)

    out[f"matrix {len(ports)} x {len(ports)}, new closure"] = best_of(new_closure)
    view = sea.view(REFERENCE_SHIP)
    a, b = view.enter(sea.tie("SGSIN")), view.enter(sea.tie("NLRTM"))
    from offing.sea.hierarchy import query

    _ = view.metric
    scratch = view.network.hierarchy.scratch()
    out["one distance"] = best_of(
        lambda: query(view.network.hierarchy, view.metric, a.node, b.node, scratch), 50
    )
    out["one distance with node path"] = best_of(lambda: view.way(a, b), 50)
    out["one route with drawn way"] = best_of(lambda: sea.route("SGSIN", "NLRTM"), 50)
    return out


def plain_scipy() -> float:
    """Seconds that scipy would need for the whole matrix, from 40 of its rows."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    from offing.sea import open_sea

    net = open_sea()._network
    graph = csr_matrix((net.mesh.nm.astype(float), (net.low, net.high)), (net.nodes, net.nodes))
    few = net.mesh.port_node[:40]
    spent = best_of(lambda: dijkstra(graph, directed=False, indices=few), 1)
    return spent / len(few) * len(net.mesh.port_node)


def rivals() -> dict[str, Callable[[tuple[float, float], tuple[float, float]], float]]:
    """Other routers that are installed, as functions of two (lon, lat) pairs to miles."""
    found: dict[str, Callable[[tuple[float, float], tuple[float, float]], float]] = {}
    try:
        import searoute

        found["searoute"] = lambda a, b: searoute.searoute(list(a), list(b), units="naut")[
            "properties"
        ]["length"]
    except ImportError:
        print("searoute is not installed: left out")
    try:
        from scgraph import GeoGraph

        marnet = GeoGraph.load_geograph("marnet")  # its data is fetched at first use
        found["scgraph"] = lambda a, b: marnet.get_shortest_path(
            origin_node={"longitude": a[0], "latitude": a[1]},
            destination_node={"longitude": b[0], "latitude": b[1]},
            output_units="km",
        )["length"] / 1.852  # fmt: skip
    except Exception as error:
        print(f"scgraph or its network is not there: left out ({type(error).__name__})")
    return found


def accuracy(rows: list[dict[str, str]], name: str, nm: Callable[..., float | None]) -> None:
    """Print how near a router comes to the table."""
    errors = []
    for row in rows:
        a = (float(row["origin_lon"]), float(row["origin_lat"]))
        b = (float(row["dest_lon"]), float(row["dest_lat"]))
        try:
            found = nm(a, b)
        except Exception as error:
            print(f"  {name}: {a} {b}: {type(error).__name__}")
            continue
        if found is not None:
            errors.append(abs(found / float(row["distance_nm"]) - 1))
    print(
        f"{name:10s} answered {len(errors) / len(rows):6.1%}  median {np.median(errors):6.2%}  "
        f"p90 {np.percentile(errors, 90):6.2%}"
    )


def many_pairs(others: dict[str, Callable[..., float]]) -> None:
    """Print what a pair costs where many are asked: 200 x 200 ports under a new closure."""
    from offing.model import Scenario
    from offing.sea import open_sea

    sea = open_sea()
    chosen = sea.ports[:: max(1, len(sea.ports) // 200)][:200]
    ids = [p.id for p in chosen]
    sea.distances(ids, ids)
    closed = iter(["suez", "panama", "malacca"])
    spent = best_of(lambda: sea.distances(ids, ids, Scenario.closing(next(closed))), 3)
    a_pair = spent / len(ids) ** 2
    print(f"{'200 x 200 ports, new closure':45s} {spent * 1000:10.1f} ms")
    spots = [(p.position.lon + 0.02, p.position.lat) for p in chosen]
    _tie(sea, spots[:50])
    each = best_of(lambda: _tie(sea, spots), 2) / len(spots)
    print(f"{'a bare position tied to the sea, of many':45s} {each * 1000:10.3f} ms")
    rng = np.random.default_rng(1)
    picked = rng.integers(0, len(chosen), (PAIRS_TIMED, 2)).tolist()
    for name, route in others.items():
        start = time.perf_counter()
        for i, j in picked:
            try:
                route(tuple(chosen[i].position), tuple(chosen[j].position))
            except Exception:  # a pair that it cannot do still took its time
                continue
        other = (time.perf_counter() - start) / len(picked)
        print(
            f"{name + ', from ' + str(len(picked)) + ' of the pairs':45s} {other * 4e7:10.0f} ms, "
            f"{other / a_pair:,.0f} times ours (no closure)"
        )


def _tie(sea: object, spots: list[tuple[float, float]]) -> None:
    from offing.sea.tie_many import tie_positions

    tie_positions(sea._network, [Position(*s) for s in spots])  # type: ignore[attr-defined]


def main() -> None:
    """Print all figures."""
    figures = ours()
    for name, seconds in figures.items():
        print(f"{name:45s} {seconds * 1000:10.3f} ms")
    scipy_s = plain_scipy()
    matrix = next(v for k, v in figures.items() if "new closure" in k)
    print(f"{'plain scipy, same matrix (from 40 rows)':45s} {scipy_s * 1000:10.0f} ms")
    print(f"scipy / ours, whole matrix: {scipy_s / matrix:,.0f}")
    others = rivals()
    for name, route in others.items():
        spent = best_of(lambda route=route: route(*PAIR), 3)  # type: ignore[misc]
        ratio = spent / figures["one route with drawn way"]
        print(f"{name:45s} {spent * 1000:10.3f} ms a route, {ratio:,.1f} times ours")
    many_pairs(others)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    if len(sys.argv) > 1:
        from offing.sea import open_sea

        with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
            rows = list(csv.DictReader(file))
        rows = rows[:: max(1, len(rows) // ROWS)][:ROWS]
        sea = open_sea()
        accuracy(
            rows, "offing",
            lambda a, b: sea.route(Position(*a), Position(*b), geometry=False).distance_nm,
        )  # fmt: skip
        for name, route in others.items():
            accuracy(rows, name, route)


if __name__ == "__main__":
    main()
