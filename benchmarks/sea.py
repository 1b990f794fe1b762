"""The sea beside others: one route, a matrix, and accuracy on a table of distances.

    python benchmarks/sea.py [TABLE.csv]

TABLE has columns origin_lon, origin_lat, dest_lon, dest_lat, distance_nm. searoute and
scgraph are measured where they are installed; a plain scipy router runs on our own mesh.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

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
        from scgraph.geographs.marnet import marnet_geograph

        found["scgraph"] = lambda a, b: marnet_geograph.get_shortest_path(
            origin_node={"longitude": a[0], "latitude": a[1]},
            destination_node={"longitude": b[0], "latitude": b[1]},
            output_units="km",
        )["length"] / 1.852  # fmt: skip
    except ImportError:
        print("scgraph is not installed: left out")
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
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    if len(sys.argv) > 1:
        from offing.model import Position
        from offing.sea import open_sea

        with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
            rows = list(csv.DictReader(file))[::5]
        sea = open_sea()
        accuracy(
            rows, "offing",
            lambda a, b: sea.route(Position(*a), Position(*b), geometry=False).distance_nm,
        )  # fmt: skip
        for name, route in others.items():
            accuracy(rows, name, route)


if __name__ == "__main__":
    main()
