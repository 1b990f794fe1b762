"""The sea beside others: matrices, lanes, single ways, and accuracy on a table of distances.

    python benchmarks/sea.py [TABLE.csv] [--rows 500]

TABLE has columns origin_lon, origin_lat, dest_lon, dest_lat, distance_nm; every n-th row
of it is used, ``--rows`` in all (0: all). searoute and scgraph are measured where they are
installed (they are no dependency; ``PYTHONPATH`` may name a folder that has them); a plain
scipy router runs on our own mesh. All is measured in one process on one machine: compare
within a run, not between runs. Each figure is the least of several runs, as time on the
clock and as processor time over all cores; where other work shares the cores the second
is the one to trust, and on an idle machine the first is what a user waits.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from offing.model import Position, Scenario
from offing.sea import Sea, open_sea
from offing.sea.restrict import REFERENCE_SHIP

PAIR = ((103.83, 1.25), (4.05, 51.97))
PAIRS_TIMED = 20
CLOSURES = ("suez", "panama", "malacca", "hormuz", "gibraltar", "dover", "bosporus", "kiel")
Router = Callable[[tuple[float, float], tuple[float, float]], float | None]
ROUTE = "import offing; offing.open_sea().route('SGSIN', 'NLRTM')"
MATRIX = (
    "import offing; from offing.model import Scenario; sea = offing.open_sea(); "
    "ids = [p.id for p in sea.ports]; sea.distances(ids, ids, Scenario.closing('suez'))"
)


class Spent(NamedTuple):
    """Seconds on the clock and of processors."""

    wall: float
    cpu: float


def best_of(work: Callable[[], object], times: int = 5) -> Spent:
    """The least of several runs."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Spent(min(walls), min(cpus))


def show(name: str, spent: Spent, more: str = "") -> None:
    """One line of the table, milliseconds."""
    print(f"{name:52s} {spent.wall * 1e3:11.3f} {spent.cpu * 1e3:11.3f}  {more}", flush=True)


def median_of(every: Iterable[Spent], key: Callable[[Spent], float]) -> Spent:
    """The one in the middle."""
    ordered = sorted(every, key=key)
    return ordered[len(ordered) // 2]


def new_scenarios(
    sea: Sea, work: Callable[[Scenario], object], *closures: str
) -> Callable[[], None]:
    """A function that does the work under another closure at each call, none of them kept."""
    names = itertools.cycle(closures or CLOSURES)

    def once() -> None:
        scenario = Scenario.closing(next(names))
        for key in [k for k in sea._views if k[1]]:
            del sea._views[key]
        work(scenario)

    return once


def matrices(sea: Sea) -> Spent:
    """Every port to every port, and what that is made of."""
    ports = [p.id for p in sea.ports]
    first = best_of(lambda: sea.distances(ports, ports), 1)
    show(f"matrix {len(ports)} x {len(ports)}, first, compiler loaded", first)
    view, hierarchy = sea.view(REFERENCE_SHIP), sea._network.hierarchy
    whole = best_of(lambda: hierarchy.customise(view.lengths))
    show("  all edge lengths into the hierarchy", whole)
    closed = sea.view(REFERENCE_SHIP, Scenario.closing("suez").restrictions)
    part = best_of(lambda: hierarchy.customise(closed.lengths, view.metric))
    show("  one closure into it", part)
    nodes = np.array([t.node for t in sea._port_ties.values() if t.node >= 0], np.int32)
    show("  the sweep", best_of(lambda: hierarchy.matrix(view.metric, nodes, nodes)))
    ties = list(sea._port_ties.values())

    def matrix(scenario: Scenario) -> object:
        return sea.view(REFERENCE_SHIP, scenario.restrictions).matrix(ties, ties)

    each = {name: best_of(new_scenarios(sea, matrix, name), 3) for name in CLOSURES}
    spent, worst = (pick(each.values(), key=lambda s: s.cpu) for pick in (median_of, max))
    show("matrix, a new scenario, median closure", spent)
    show("matrix, a new scenario, worst closure", worst, max(each, key=lambda n: each[n].cpu))
    classes = [s.id for s in sea.ship_classes]

    def all_classes() -> None:
        for ship in classes:
            sea.distances(ports, ports, Scenario.closing("suez"), ship)

    every = best_of(all_classes, 1)
    show(f"matrix, a new scenario, {len(classes)} ship classes", every)
    return spent


def lanes(sea: Sea) -> None:
    """Tables of lanes: status, miles and passages under a new scenario."""
    rng = np.random.default_rng(1)
    ports = [p.id for p in sea.ports]
    for ends, count in ((60, 10_000), (500, 10_000), (500, 100_000)):
        some = rng.choice(ports, ends, replace=False).tolist()
        pairs = [(some[i], some[j]) for i, j in rng.integers(0, ends, (count, 2)).tolist()]
        sea.ways(pairs)
        spent = best_of(new_scenarios(sea, lambda s, p=pairs: sea.ways(p, s)))  # type: ignore[misc]
        show(f"{count:,} lanes, {ends} ports, a new scenario", spent)

    def cold() -> None:
        sea._views.clear()
        sea.ways(pairs[:10_000], Scenario.closing("suez"))

    show("10,000 lanes, 500 ports, the open sea not kept", best_of(cold, 3))


def single(sea: Sea) -> Spent:
    """One way, warm: its distance, its nodes, its drawing."""
    view, hierarchy = sea.view(REFERENCE_SHIP), sea._network.hierarchy
    a, b = sea.tie("SGSIN"), sea.tie("NLRTM")
    metric = view.metric
    show("one distance", best_of(lambda: hierarchy.query(metric, a.node, b.node), 200))
    show("one distance with its nodes", best_of(lambda: view.way(a, b), 200))
    drawn = best_of(lambda: sea.route("SGSIN", "NLRTM"), 200)
    show("one route with its drawn way", drawn)
    suez = Scenario.closing("suez")
    show("one route under a closure, drawn", best_of(lambda: sea.route("SGSIN", "NLRTM", suez), 50))
    ties = list(sea._port_ties.values())
    picked = np.random.default_rng(2).integers(0, len(ties), (300, 2)).tolist()
    for name, ask in (
        ("one distance", lambda s, t: hierarchy.query(metric, s.node, t.node)),
        ("one distance with its nodes", view.way),
        ("one route with its drawn way", lambda s, t: sea.route(s.who.id, t.who.id)),
    ):
        all_of_them = lambda ask=ask: [ask(ties[i], ties[j]) for i, j in picked]  # noqa: E731
        spent = best_of(all_of_them, 3)  # type: ignore[misc]
        show(f"  {name}, mean of 300 random pairs", Spent(*(s / len(picked) for s in spent)))
    return drawn


def whole_process(name: str, *command: str) -> None:
    """Time and peak memory of a command of its own."""
    walls, cpus, peak = [], [], 0.0
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3); "
    script += "u = resource.getrusage(resource.RUSAGE_CHILDREN); "
    script += "print(u.ru_utime + u.ru_stime, u.ru_maxrss)"
    for _ in range(4):
        start = time.perf_counter()
        found = subprocess.run(
            [sys.executable, "-c", script, *command], capture_output=True, text=True, check=True
        ).stdout.split()
        walls.append(time.perf_counter() - start)
        cpus.append(float(found[0]))
        peak = float(found[1]) / 1024
    bare = best_of(lambda: subprocess.run([sys.executable, "-c", "import subprocess"], check=True))
    show(name, Spent(min(walls) - bare.wall, min(cpus)), f"peak {peak:,.0f} MB")


def plain_scipy(sea: Sea) -> tuple[Spent, Router]:
    """What scipy spends on the whole matrix, from 40 of its rows; and a router of it."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    net, view = sea._network, sea.view(REFERENCE_SHIP)
    keep = np.isfinite(view.lengths)
    graph = csr_matrix(
        (view.lengths[keep].astype(float), (net.low[keep], net.high[keep])), (net.nodes, net.nodes)
    )
    few = net.mesh.port_node[:40]
    spent = best_of(lambda: dijkstra(graph, directed=False, indices=few), 1)

    def route(a: tuple[float, float], b: tuple[float, float]) -> float | None:
        s, t = sea.tie(a), sea.tie(b)
        k, m = int(np.argmin(s.nm)), int(np.argmin(t.nm))
        found = dijkstra(graph, directed=False, indices=int(s.nodes[k]))[int(t.nodes[m])]
        nm = float(found) + float(s.nm[k]) + float(t.nm[m])
        return nm if np.isfinite(nm) else None

    return Spent(*(s / len(few) * len(net.mesh.port_node) for s in spent)), route


def rivals() -> dict[str, Router]:
    """Other routers that are installed, as functions of two (lon, lat) pairs to miles."""
    found: dict[str, Router] = {}
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


def beside(sea: Sea, others: dict[str, Router], ours: Spent, matrix: Spent) -> None:
    """Single routes of others, and what a pair of a matrix costs beside a route of theirs."""
    chosen = [p for p in sea.ports if p.snap_nm < 5][:: max(1, len(sea.ports) // 200)]
    picked = np.random.default_rng(1).integers(0, len(chosen), (PAIRS_TIMED, 2)).tolist()
    a_pair = matrix.cpu / len(sea.ports) ** 2
    for name, route in others.items():
        one = best_of(lambda route=route: route(*PAIR), 3)  # type: ignore[misc]
        show(f"{name}, one route", one, f"{one.cpu / ours.cpu:,.0f} times ours, drawn")
        start = time.process_time()
        for i, j in picked:
            try:
                route(tuple(chosen[i].water), tuple(chosen[j].water))
            except Exception:  # a pair that it cannot do still took its time
                continue
        each = (time.process_time() - start) / len(picked)
        print(f"{name}, a pair of {len(picked)}: {each * 1e3:.1f} ms, "
              f"{each / a_pair:,.0f} times a pair of our matrix")  # fmt: skip


def accuracy(rows: list[dict[str, str]], name: str, nm: Router) -> None:
    """Print how near a router comes to the table, and what it spends on a row."""
    errors: list[float] = []
    start = time.process_time()
    for row in rows:
        a = (float(row["origin_lon"]), float(row["origin_lat"]))
        b = (float(row["dest_lon"]), float(row["dest_lat"]))
        try:
            found = nm(a, b)
        except Exception:
            continue
        if found is not None:
            errors.append(abs(found / float(row["distance_nm"]) - 1))
    each = (time.process_time() - start) / len(rows)
    print(
        f"{name:12s} {len(rows):5d} rows, answered {len(errors) / len(rows):7.2%}  "
        f"median {np.median(errors):6.2%}  p90 {np.percentile(errors, 90):7.2%}  "
        f"{each * 1e3:8.1f} ms a row",
        flush=True,
    )


def tables(sea: Sea, path: Path, count: int, others: dict[str, Router]) -> None:
    """Accuracy of all routers on a table, from position to position."""
    with path.open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [
            r for r in csv.DictReader(file) if r.get("group", "direct") == "direct"
        ]
    if count:
        rows = rows[:: max(1, len(rows) // count)][:count]
    print(f"\n{path.name}: {len(rows)} direct rows, from position to position")
    view = sea.view(REFERENCE_SHIP)
    _ = view.metric
    accuracy(rows, "offing", lambda a, b: sea.route(Position(*a), Position(*b), geometry=False).distance_nm)  # noqa: E501  # fmt: skip
    for name, route in others.items():
        some = rows[:50] if name == "plain scipy" else rows  # it takes its time
        accuracy(some, name, route)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", nargs="?", type=Path, help="a table of published distances")
    parser.add_argument("--rows", type=int, default=500, help="how many rows of it; 0: all")
    chosen = parser.parse_args()
    print(f"{'milliseconds, least of several runs':52s} {'on the clock':>11s} {'processor':>10s}")
    open_sea()
    show("open_sea, kept network", best_of(open_sea))
    sea = open_sea()
    show("one route, first, no compiler", best_of(lambda: sea.route("SGSIN", "NLRTM"), 1))
    matrix = matrices(sea)
    lanes(sea)
    drawn = single(sea)
    offing = Path(sys.executable).with_name("offing")
    if offing.exists():
        whole_process("offing route SGSIN NLRTM, whole process", str(offing), "route", "SGSIN", "NLRTM")  # noqa: E501  # fmt: skip
    whole_process("one route from Python, whole process", sys.executable, "-c", ROUTE)
    whole_process("the whole matrix from Python, whole process", sys.executable, "-c", MATRIX)
    scipy_s, scipy_route = plain_scipy(sea)
    show("plain scipy, same matrix (from 40 rows)", scipy_s)
    print(f"scipy / ours, whole matrix, processor time: {scipy_s.cpu / matrix.cpu:,.0f}")
    others = rivals() | {"plain scipy": scipy_route}
    beside(sea, others, drawn, matrix)
    if chosen.table:
        tables(sea, chosen.table, chosen.rows, others)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, all of the above: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
