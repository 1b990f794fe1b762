"""What every answer is made from: the network, who meets it where, and views of it.

`Waters` knows names (ports, passages, ship classes), ties ends to the mesh, and keeps the
views that closures make of it. It answers nothing itself: `offing.sea.answer` does.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from offing.errors import OffWater, ScenarioError, UnknownPassage, UnknownPort
from offing.model.base import Position
from offing.model.place import Place
from offing.model.scenario import Restriction
from offing.model.sea import PortTie, ShipClass

if TYPE_CHECKING:
    from offing.sea.engine import View
    from offing.sea.mesh import Mesh
    from offing.sea.restrict import Block, Closure
    from offing.sea.ties import Tie

End = str | Position | tuple[float, float]
"""What an origin or a destination may be: a code, an id, a name, or a position."""
_BLOCKS_KEPT, _SHIPS_KEPT, _NAMES_KEPT = 256, 4096, 50_000
_STANDING_BYTES, _RESTRICTED_BYTES = 320_000_000, 120_000_000
"""Room for views without restrictions, one for each kind of ship, and for those with.

A view takes 17 MB for distances and up to 47 MB once thousands of ways are asked of it. There
is room for all of the shipped ship classes, which 13 views answer; beyond a few, those that
were not asked for longest keep their distances only."""
_MANY_POSITIONS = 40
"""From how many positions loading the compiler costs less than doing without."""


class Waters:
    """The network in use, and what is known of it. Safe in threads."""

    def __init__(self, mesh: Mesh) -> None:
        from offing.sea.network import Network

        self._network = Network(mesh)
        self._views: OrderedDict[tuple[Any, ...], View] = OrderedDict()
        self._blocks: OrderedDict[tuple[Any, ...], Block | None] = OrderedDict()
        self._views_lock = threading.Lock()
        self._standing: dict[tuple[Any, ...], Closure] = {}
        self._tied: dict[str, Tie] = {}
        self._named: dict[str, Tie] = {}

    # -- what there is --------------------------------------------------------------

    @functools.cached_property
    def ports(self) -> tuple[PortTie, ...]:
        """Every port tied to the sea, in the order of the port table."""
        return tuple(self._port_ties[pid].who for pid in self._port_ties)

    @functools.cached_property
    def _port_ties(self) -> dict[str, Tie]:
        from offing.places import ports
        from offing.sea.ties import tie_port

        rows = self._network.port_row
        ties = {p.id: tie_port(self._network, p) for p in ports() if p.id in rows}
        self._tied.update(ties)
        return ties

    @functools.cached_property
    def passages(self) -> tuple[Place, ...]:
        """Every passage that has a gate and so can be closed."""
        from offing.places import passages

        return tuple(p for p in passages() if p.id in self._network.passage_edges)

    @functools.cached_property
    def ship_classes(self) -> tuple[ShipClass, ...]:
        """Every ship class that a route may be asked for."""
        from offing.sea.tables import ship_classes

        return tuple(ship_classes().values())

    def ship_class(self, ship_class: str | ShipClass | None) -> ShipClass:
        """The class of this id; the reference ship for ``None``.

        Raises:
            UnknownShipClass: none of this id; close ones are offered.
        """
        from offing.sea.ships import ship_from

        return ship_from(ship_class)

    def passage(self, name: str) -> Place:
        """The passage of this id, name or alias.

        Raises:
            UnknownPassage: none, or it has no gate; close names are offered.
        """
        from offing.places import passage

        place = passage(name)
        if place.id not in self._network.passage_edges:
            raise UnknownPassage(name, tuple(self._network.passage_edges)[:5], "(it has no gate)")
        return place

    # -- within the package -----------------------------------------------------------

    def tie(self, end: End) -> Tie:
        """Where a port or position meets the sea; raises as `route` does."""
        known = self._named.get(end) if isinstance(end, str) else None
        if known is not None:
            return known
        from offing.sea.ties import find_port, is_position, tie_port, tie_position

        if is_position(end):
            return tie_position(self._network, Position(float(end[0]), float(end[1])))
        if not isinstance(end, str):
            raise UnknownPort(str(end), (), "give a UN/LOCODE, a name, or Position(lon, lat)")
        if end.startswith("position:"):
            lon, lat = end[len("position:") :].split(",")
            return tie_position(self._network, Position(float(lon), float(lat)))
        place = find_port(end)
        found = self._tied.get(place.id)
        if found is None:
            found = self._tied[place.id] = tie_port(self._network, place)
        if len(self._named) < _NAMES_KEPT:
            self._named[end] = found
        return found

    def knows(self, end: str) -> bool:
        """Whether this name is tied and the compiled search there: a route costs little then."""
        return end in self._named and self._network.has_hierarchy

    def ties(self, ends: Sequence[End]) -> list[Tie]:
        """`tie` for many ends at once; many positions cost little each.

        Raises: as `route`, for the first end that cannot be tied.
        """
        from offing.sea.ties import is_position

        spots = [k for k, end in enumerate(ends) if is_position(end)]
        if len(spots) < _MANY_POSITIONS:
            return [self.tie(end) for end in ends]
        from offing.sea.tie_many import tie_positions

        at = [Position(float(ends[k][0]), float(ends[k][1])) for k in spots]
        found = dict(zip(spots, tie_positions(self._network, at), strict=True))
        out: list[Tie] = []
        for k, end in enumerate(ends):
            tie = found[k] if k in found else self.tie(end)
            if isinstance(tie, OffWater):
                raise tie
            out.append(tie)
        return out

    def opened_passages(self, names: Iterable[str]) -> frozenset[str]:
        """Ids of the passages that a scenario opens.

        Raises:
            UnknownPassage: no such passage.
            ScenarioError: it is not closed by default, so that opening it means nothing.
        """
        from offing.sea.tables import gates

        found = frozenset(self.passage(name).id for name in names)
        shut = {g.passage for g in gates() if g.closed_by_default}
        for pid in sorted(found - shut):
            raise ScenarioError(
                f"{pid} is not closed by default, so it cannot be opened; these are: "
                + ", ".join(sorted(shut))
            )
        return found

    def block(self, restriction: Restriction) -> Block | None:
        """The edges that a restriction closes; kept by content. Raises as `route`."""
        from offing.sea.restrict import block_from_restriction, restriction_key

        key = restriction_key(restriction)
        with self._views_lock:
            if key in self._blocks:
                self._blocks.move_to_end(key)
                return self._blocks[key]
        block = block_from_restriction(self._network, restriction)
        with self._views_lock:
            self._blocks[key] = block
            while len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        return block

    def view(
        self, ship: ShipClass, restrictions: Sequence[Restriction] = (),
        opened: frozenset[str] = frozenset(),
    ) -> View:  # fmt: skip
        """The network as one ship meets it under some restrictions; kept by content.

        ``opened`` are ids of passages that are closed by default and open here.
        """
        from offing.sea.engine import View
        from offing.sea.restrict import Closure, restriction_key

        standing = self._standing_closure(ship, opened)
        key = (standing.key, tuple(sorted({restriction_key(r) for r in restrictions})))
        with self._views_lock:
            view = self._views.get(key)
            if view is not None:
                self._views.move_to_end(key)
                return view
        blocks = [self.block(r) for r in restrictions]
        base = self._base_view(ship, restrictions, opened)
        beside = self._beside(base, restrictions)
        closure = Closure(key, standing.blocks + tuple(b for b in blocks if b is not None))
        view = View(self._network, closure, base, beside)
        with self._views_lock:
            view = self._views.setdefault(key, view)
            self._make_room()
        return view

    def _beside(self, base: View | None, restrictions: Sequence[Restriction]) -> View | None:
        """The reference ship under the same restrictions, for a ship that meets more than it."""
        from offing.sea.restrict import REFERENCE_SHIP

        if not restrictions or base is None or base.base is None or base.added is None:
            return None
        return self.view(REFERENCE_SHIP, restrictions)

    def _standing_closure(self, ship: ShipClass, opened: frozenset[str]) -> Closure:
        """What is always closed to a ship: one for all ships that the same things stop."""
        from offing.sea.restrict import standing_closure

        size = (ship.draught_m, ship.beam_m, ship.length_m, ship.air_draught_m, opened)
        found = self._standing.get(size)
        if found is None:
            if len(self._standing) >= _SHIPS_KEPT:
                self._standing.clear()
            found = self._standing[size] = standing_closure(self._network, ship, opened)
        return found

    def make_room_beside(self, view: View) -> None:
        """Let go of what other restrictions left, before much memory is taken for this view."""
        with self._views_lock:
            if view.closure.key in self._views:
                self._views.move_to_end(view.closure.key)
            self._make_room(0, 1)

    def _make_room(self, restricted_bytes: int | None = None, least: int = 2) -> None:
        """Let go of the views that were not asked for longest, beyond the room there is.

        First of what they keep to answer faster, then of themselves; the last ``least`` stay.
        """
        limit = _RESTRICTED_BYTES if restricted_bytes is None else restricted_bytes
        for restricted, room in ((False, _STANDING_BYTES), (True, limit)):
            keys = [key for key in self._views if bool(key[1]) == restricted]
            taken = sum(self._views[key].room_bytes for key in keys)
            for key in keys[:-least]:
                if taken > room:
                    taken -= self._views[key].forget()
            for key in keys[:-least]:
                if taken <= room:
                    break
                taken -= self._views[key].room_bytes
                del self._views[key]

    def _base_view(
        self, ship: ShipClass, restrictions: Sequence[Restriction], opened: frozenset[str]
    ) -> View | None:
        """The view that another differs little from: without restrictions, or of any ship."""
        from offing.sea.restrict import REFERENCE_SHIP

        if restrictions:
            return self.view(ship, (), opened)
        if opened:
            return self.view(ship)
        if self._standing_closure(ship, opened) is self._standing_closure(REFERENCE_SHIP, opened):
            return None
        return self.view(REFERENCE_SHIP)
