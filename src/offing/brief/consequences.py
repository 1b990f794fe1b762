"""What each proposal would do at sea, if it were so.

Only the lanes that were given are answered, and only for restrictions that reading
proposed or a person holds: nothing here ranks places. A lane whose open way does not
meet what is restricted cannot change (the shortest way stays open), so it is not
computed again.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from offing.brief.wording import capital, date_words, listing, plural, target_words
from offing.errors import DataMissing, UsageError
from offing.model import (
    Consequence,
    Geometry,
    Inputs,
    Lane,
    LaneEffect,
    LeftOut,
    Restriction,
    Route,
    Scenario,
    StandIn,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from offing.sea import Sea

DEFAULT_SPEED_KN = 14.0
"""Speed for a lane without a ship class: about the world fleet's mean in service
(UNCTAD, Review of Maritime Transport 2023, chapter 3)."""
OCEAN_PORTS = ("zadur", "brssz", "aufre")
"""Ports on open coasts; what the first of them that is not out cannot reach is cut off."""


class LaneBook:
    """The lanes of one brief with their ways before anything new: computed once, when asked.

    Attributes:
        problems: lanes that cannot be answered, each with its reason.
    """

    def __init__(
        self, lanes: Sequence[Lane], scenario: Scenario, sea: Sea | Callable[[], Sea] | None,
        inputs: Inputs | None = None,
    ) -> None:  # fmt: skip
        self.inputs = inputs
        self.lanes = tuple(lanes)
        self.scenario = scenario
        self.problems: list[LeftOut] = []
        self._sea = sea
        self._missing: DataMissing | None = None
        self._ways: dict[str, Route | None] = {}
        self._reached: NDArray[np.float32] | None = None

    @property
    def sea(self) -> Sea:
        """The sea, opened when it is first needed."""
        if self._missing is not None:
            raise self._missing
        try:
            if self._sea is None:
                from offing.sea import open_sea

                self._sea = open_sea()
            elif callable(self._sea):
                self._sea = self._sea()
        except DataMissing as error:
            self._missing = error
            self.problems.append(
                LeftOut(kind="other", reason=f"no way was computed, the sea is missing: {error}")
            )
            raise
        return self._sea

    @property
    def missing(self) -> bool:
        """Whether the sea could not be opened."""
        return self._missing is not None

    def ways(self, only_for: Restriction | None = None) -> list[tuple[Lane, Route]]:
        """Each lane that can be answered, with its way under the scenario as it stands.

        ``only_for`` leaves out lanes that cannot meet a restriction: of other ports than
        the one it is about, of ship classes that it does not apply to. Lanes of one ship
        class come together, in the order given otherwise: the sea prepares each class once.
        """
        out = []
        asked = [
            lane
            for lane in sorted(self.lanes, key=lambda lane: lane.ship_class or "")
            if only_for is None or self._could_meet(lane, only_for)
        ]
        new = sum(lane.id not in self._ways for lane in asked)
        if new:
            self.sea.expect_ways(new)
        for lane in asked:
            way = self._way(lane)
            if way is not None:
                out.append((lane, way))
        return out

    def _could_meet(self, lane: Lane, restriction: Restriction) -> bool:
        """Whether a lane could meet a restriction, as far as can be told without its way."""
        target = restriction.target
        if target.kind == "port" and target.id not in self._ends(lane):
            return False
        applies = restriction.applies_to
        if not applies or not lane.ship_class or any(":" in name for name in applies):
            return True  # no class to tell by, or trade to or from places: the sea decides
        try:
            ship = self.sea.ship_class(lane.ship_class)
        except UsageError:
            return True  # noted when its way is asked for
        return ship.id in applies or ship.kind in applies

    def _ends(self, lane: Lane) -> tuple[str, ...]:
        """The ids of the ports that a lane joins; a bare position has none."""
        from offing.places import port

        try:
            return tuple(port(e).id for e in (lane.origin, lane.destination) if isinstance(e, str))
        except UsageError as error:
            self._note("unreadable", lane, str(error))
            return ()

    def _way(self, lane: Lane) -> Route | None:
        """One lane's way as things stand, ``None`` (and noted) where it cannot be answered."""
        if lane.id not in self._ways:
            self._ways[lane.id] = None
            try:
                way = self.route(lane, self.scenario)
            except UsageError as error:
                self._note("unreadable", lane, str(error))
                return None
            if way.distance_nm is None and not self.scenario.restrictions:
                self._note("other", lane, f"no way even with nothing restricted. {way.reason}")
                return None
            self._ways[lane.id] = way
        return self._ways[lane.id]

    def _note(self, kind: str, lane: Lane, reason: str) -> None:
        problem = LeftOut(kind=kind, reason=f"lane {lane.id} ({lane.name}): {reason}")
        if problem not in self.problems:
            self.problems.append(problem)

    def answerable(self) -> int:
        """How many lanes have not been found to be beyond an answer."""
        return len(self.lanes) - len({p.reason.split(" (")[0] for p in self.problems})

    def in_order(self, effects: Iterable[LaneEffect]) -> tuple[LaneEffect, ...]:
        """Effects in the order of the lanes."""
        place = {lane.id: n for n, lane in enumerate(self.lanes)}
        return tuple(sorted(effects, key=lambda effect: place[effect.lane_id]))

    def reached(self, scenario: Scenario | None = None) -> NDArray[np.float32]:
        """Distances from the open ocean to every port under a scenario, nautical miles.

        Without one: under the scenario as it stands, computed once.
        """
        if scenario is None:
            if self._reached is None:
                self._reached = self.reached(self.scenario)
            return self._reached
        ports = [port.id for port in self.sea.ports]
        held = scenario if scenario.restrictions else None
        shut = {r.target.id for r in scenario.restrictions}
        start = next(p for p in OCEAN_PORTS if p not in shut)
        found: NDArray[np.float32] = self.sea.distances([start], ports, held)[0]
        return found

    def route(self, lane: Lane, scenario: Scenario) -> Route:
        """One lane's way under ``scenario``."""
        held = scenario if scenario.restrictions else None
        way: Route = self.sea.route(lane.origin, lane.destination, held, ship_class=lane.ship_class)
        return way


def list_consequences(
    restrictions: Sequence[Restriction],
    scenario: Scenario,
    lanes: Sequence[Lane],
    *,
    as_of: datetime.date,
    sea: Sea | Callable[[], Sea] | None = None,
    inputs: Inputs | None = None,
) -> tuple[tuple[Consequence, ...], list[LeftOut]]:
    """What each proposal would do on top of ``scenario``, and what the scenario itself does.

    Returns:
        One consequence for each restriction that the scenario holds and each that is
        proposed, accepted ones first; and the lanes that could not be answered.
    """
    held = scenario.restrictions
    if not held and not restrictions:
        return (), []
    in_force = Scenario(restrictions=tuple(_undated(r) for r in scenario.active(as_of)))
    today = LaneBook(lanes, Scenario(), sea, inputs)
    out = [_consequence(r, today, accepted=True, as_of=as_of) for r in held]
    if len(held) > 1 and not today.missing:
        out.append(_together(in_force, today))
    proposed = [r for r in restrictions if r.id not in {h.id for h in held}]
    base = LaneBook(lanes, in_force, today._sea, inputs) if in_force.restrictions else today
    out.extend(_consequence(r, base, accepted=False, as_of=as_of) for r in proposed)
    problems = list(today.problems)
    problems.extend(p for p in base.problems if p not in problems)
    return tuple(out), problems


def _undated(restriction: Restriction) -> Restriction:
    """The same restriction while it holds: the sea is asked for a day on which it does."""
    return msgspec.structs.replace(restriction, start=None, end=None)


def _consequence(
    restriction: Restriction, book: LaneBook, *, accepted: bool, as_of: datetime.date
) -> Consequence:
    """What one restriction does to the lanes of ``book``."""
    name = target_words(restriction.target)
    title = _title(restriction)
    if restriction.target.kind == "general":
        return Consequence(
            restriction_id=restriction.id, title=title, accepted=accepted,
            note=_general_note(restriction),
        )  # fmt: skip
    after = book.scenario | Scenario(restrictions=(_undated(restriction),))
    try:
        effects, unchanged = _lane_effects(restriction, book, after)
        ports, passages = _touched(restriction, book, after)
        stand_ins = _stand_ins(restriction, book)
    except (UsageError, DataMissing) as error:
        return Consequence(
            restriction_id=restriction.id, title=title, accepted=accepted,
            note=f"Not computed: {error}.",
        )  # fmt: skip
    return Consequence(
        restriction_id=restriction.id,
        title=title,
        accepted=accepted,
        passages=passages,
        ports=ports,
        lanes=effects,
        lanes_unchanged=unchanged,
        stand_ins=stand_ins,
        note=_note(restriction, name, effects, unchanged, as_of),
    )


def _title(restriction: Restriction) -> str:
    """``Suez Canal closed``, ``Bab el-Mandeb avoided by 55 % of ships``."""
    name = capital(target_words(restriction.target))
    if restriction.effect == "avoided":
        if restriction.share_by_class:
            return f"{name} avoided by a share of ships, by class"
        share = f"{restriction.share:.0%}".replace("%", " %")
        return (
            f"{name} avoided" if restriction.share >= 1 else f"{name} avoided by {share} of ships"
        )
    if restriction.effect == "capacity" and restriction.capacity_per_day is not None:
        return f"{name} limited to {restriction.capacity_per_day:g} ships a day"
    if restriction.target.kind == "port":
        return f"{name} out of service"
    return f"{name} closed"


def _general_note(restriction: Restriction) -> str:
    """Why a general proposal is not computed, and what could be picked instead."""
    words = "The reports name no single port or passage, so nothing is computed as it stands."
    names = listing(dict.fromkeys(c.name for c in restriction.candidates))
    if names:
        words += f" What it could mean, for a person to pick: {names}."
    return words


def _lane_effects(
    restriction: Restriction, book: LaneBook, after: Scenario
) -> tuple[tuple[LaneEffect, ...], int]:
    """The lanes that become longer or have no way, and how many stay as they were."""
    found: list[tuple[LaneEffect, Route, Route]] = []
    for lane, before in book.ways(restriction):
        if before.distance_nm is None or not _meets(restriction, before):
            continue
        now = book.route(lane, after)
        effect = _effect(lane, before, now, book)
        if effect is not None:
            found.append((effect, before, now))
    effects = _priced(found, book)
    return book.in_order(effects), book.answerable() - len(effects)


def _priced(
    found: Sequence[tuple[LaneEffect, Route, Route]], book: LaneBook
) -> tuple[LaneEffect, ...]:
    """The effects with what they cost more; nothing is loaded where none is longer."""
    if all(effect.extra_nm is None for effect, _, _ in found):
        return tuple(effect for effect, _, _ in found)
    from offing.brief.pricing import priced_effects

    return priced_effects(found, book.sea.ship_class, book.inputs)


def _effect(lane: Lane, before: Route, now: Route, book: LaneBook) -> LaneEffect | None:
    """The difference between two ways of one lane, ``None`` when there is none."""
    speed = _speed_kn(lane, book)
    extra: float | None = None
    if now.distance_nm is not None and before.distance_nm is not None:
        extra = now.distance_nm - before.distance_nm
        if extra < 0.5:
            return None
    return LaneEffect(
        lane_id=lane.id,
        name=lane.name or lane.id,
        status=now.status if now.status in ("no_way", "port_out") else "longer",
        open_nm=before.distance_nm,
        distance_nm=now.distance_nm,
        extra_nm=extra,
        extra_days=None if extra is None else extra / (24 * speed),
        speed_kn=speed,
        ship_class=lane.ship_class,
        open_passages=before.passages,
        passages=now.passages,
        reason=now.reason,
        open_geometry=before.geometry,
        geometry=now.geometry,
    )


def _meets(restriction: Restriction, before: Route) -> bool:
    """Whether a way meets what is restricted; a way that does not cannot change."""
    target = restriction.target
    if target.kind == "passage":
        return any(p.id == target.id for p in before.passages)
    if target.kind == "port":
        return target.id in (before.origin.id, before.destination.id)
    if target.geometry and before.geometry:
        return _crosses(before.geometry, target.geometry)
    return True


def _crosses(way: Geometry, area: Geometry) -> bool:
    """Whether a drawn way meets an area; an area that may reach over ±180° counts as met."""
    import shapely
    from shapely.geometry import shape

    try:
        where = shape(area)
        west, _, east, _ = where.bounds
        if east - west > 180 or east > 180 or west < -180:
            return True
        return bool(shapely.intersects(shape(way), where))
    except (shapely.errors.ShapelyError, ValueError, TypeError):
        return True  # the sea says what is wrong with it


def _speed_kn(lane: Lane, book: LaneBook) -> float:
    """The service speed of the lane's ship class, knots."""
    return book.sea.ship_class(lane.ship_class).speed_kn if lane.ship_class else DEFAULT_SPEED_KN


def _touched(
    restriction: Restriction, book: LaneBook, after: Scenario
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the ports and passages that are out of reach or shut."""
    target = restriction.target
    name = target_words(target)
    if target.kind == "port":
        return (name,), ()
    passages: tuple[str, ...] = (name,) if target.kind == "passage" else ()
    if restriction.effect != "closed" and restriction.share < 1:
        return (), passages
    return _cut_off(book, after), passages


def _cut_off(book: LaneBook, after: Scenario) -> tuple[str, ...]:
    """Names of ports that the open ocean no longer reaches, in the order of the port table."""
    import numpy as np

    now = np.isfinite(book.reached(after))
    before = np.isfinite(book.reached())
    return tuple(book.sea.ports[i].name for i in np.flatnonzero(before & ~now))


def _stand_ins(restriction: Restriction, book: LaneBook) -> tuple[StandIn, ...]:
    """Ports near by sea that could take the place of a port that is out."""
    if restriction.target.kind != "port" or restriction.effect != "closed":
        return ()
    from offing.voyage.stand_ins import stand_ins_for

    return stand_ins_for(book.sea, restriction.target.id, book.scenario, None)


def _together(scenario: Scenario, book: LaneBook) -> Consequence:
    """What all restrictions that hold do together."""
    found: list[tuple[LaneEffect, Route, Route]] = []
    unchanged = 0
    for lane, before in book.ways():
        meets = any(_meets(r, before) for r in scenario.restrictions)
        now = book.route(lane, scenario) if meets else before
        effect = _effect(lane, before, now, book) if meets else None
        if effect is None:
            unchanged += 1
        else:
            found.append((effect, before, now))
    effects = _priced(found, book)
    names = listing(target_words(r.target) for r in scenario.restrictions)
    return Consequence(
        restriction_id="scenario",
        title=f"All of it together: {names}",
        accepted=True,
        passages=tuple(
            target_words(r.target) for r in scenario.restrictions if r.target.kind == "passage"
        ),
        ports=tuple(
            target_words(r.target) for r in scenario.restrictions if r.target.kind == "port"
        ),
        lanes=book.in_order(effects),
        lanes_unchanged=unchanged,
    )


def _note(
    restriction: Restriction,
    name: str,
    effects: Iterable[LaneEffect],
    unchanged: int,
    as_of: datetime.date,
) -> str:
    """One or two sentences for the table: how many lanes change, and which dates hold."""
    effects = list(effects)
    longer = sum(e.extra_nm is not None for e in effects)
    out = sum(e.status == "port_out" for e in effects)
    cut = len(effects) - longer - out
    parts = []
    if not effects:
        parts.append(f"None of the {unchanged} lanes asked about changes.")
    else:
        told = []
        if longer:
            told.append(f"{plural(longer, 'lane')} longer")
        if cut:
            told.append(f"{plural(cut, 'lane')} without a way")
        if out:
            told.append(f"{plural(out, 'lane')} with a port out")
        parts.append(f"{capital(listing(told))}; {unchanged} unchanged.")
    if restriction.start and restriction.start > as_of:
        parts.append(f"From {date_words(restriction.start)} on.")
    if restriction.end and restriction.end < as_of:
        parts.append(f"Over since {date_words(restriction.end)}: shown for the time it held.")
    if restriction.effect == "avoided" and (restriction.share < 1 or restriction.share_by_class):
        parts.append("The extra miles are those of the ships that go round.")
    if restriction.effect == "capacity":
        parts.append("Queues are not computed here; the way round is shown.")
    return " ".join(parts)
