"""Who is at sea when a passage shuts: where a lane's ships are, and what is left to each.

A lane that sails so many times a week has its ships a fixed distance apart. Which day the
last one left is not known, so the first is half a distance out: on average that is right.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from offing.errors import UsageError
from offing.model import AtSea, Choice, Lane, Position, Restriction, Route, Scenario, ShipAtSea

if TYPE_CHECKING:
    from offing.sea import Sea

INSIDE_NM = {"suez": 52.0, "panama": 22.0, "kiel": 27.0}
"""Half the length of a canal, nautical miles (193, 82 and 98 km: their authorities)."""
STRAIT_NM = 20.0
"""What counts as inside a strait, on either side of its narrowest line, nautical miles."""
MAX_SHIPS = 400
"""So many ships of one lane are followed: a daily lane round the Earth has fewer."""


def ships_at_sea(
    lane: Lane, scenario: Scenario, *, date: datetime.date | None = None,
    sailings_per_week: float | None = None, speed_kn: float | None = None, sea: Sea | None = None,
) -> AtSea:  # fmt: skip
    """Where a lane's ships are on the day that a passage of its way shuts, and what each can do.

    ``date`` is that day (default: the first day on which the scenario restricts the way).
    Sailings are the lane's own unless given, the speed is that of its ship class. Each
    ship before the passage can wait (when the end is known), go round from where it is, or
    turn back; ``choice`` is the quickest to the destination.

    Raises:
        UsageError: no sailings per week, or a speed or number that cannot be.
        UnknownPort, OffWater: an end of the lane.
    """
    from offing.sea import open_sea
    from offing.sea.restrict import ship_matches

    sailings = lane.sailings_per_week if sailings_per_week is None else sailings_per_week
    if sailings is None or not 0 < sailings < 1000:
        given = "" if sailings is None else f" {sailings:g} sailings cannot be;"
        raise UsageError(f"{lane.name or lane.id}:{given} say how many ships sail in a week, "
                         "above 0 and below 1,000")  # fmt: skip
    world = sea or open_sea()
    speed = speed_kn or world.ship_class(lane.ship_class).speed_kn
    if not 1 <= speed <= 40:
        raise UsageError(f"a speed of {speed:g} kn cannot be: give knots from 1 to 40")
    way = world.route(lane.origin, lane.destination, Scenario(), lane.ship_class)
    name = lane.name or f"{way.origin.name} to {way.destination.name}"
    mine = [r for r in scenario.restrictions if ship_matches(r, world.ship_class(lane.ship_class))]
    found = _first_shut(way, mine, scenario.date, date)
    base: dict[str, Any] = {
        "lane_id": lane.id, "name": name, "sailings_per_week": sailings, "speed_kn": speed,
    }  # fmt: skip
    if found is None or way.distance_nm is None or way.geometry is None:
        why = way.reason or "Its way meets no passage that the scenario closes or that ships avoid."
        return AtSea(
            passage="", date=date or scenario.date or datetime.date.min, reason=why, **base
        )
    opens = _opens_after(mine, found[0])
    shut = _Shut(*found, opens, _held_on(scenario, found[2]), way, speed, lane)
    step_nm = 24.0 * speed * 7.0 / sailings
    at = [(k + 0.5) * step_nm for k in range(MAX_SHIPS) if (k + 0.5) * step_nm < way.distance_nm]
    track = _Track(way)
    ships = tuple(_ships(world, shut, track, at))
    return _answer(base, shut, ships, world)


def lanes_at_sea(
    lanes: Iterable[Lane], scenario: Scenario, *, date: datetime.date | None = None,
    sailings_per_week: float | None = None, sea: Sea | None = None,
) -> tuple[list[AtSea], list[str]]:  # fmt: skip
    """`ships_at_sea` of many lanes, and what is said of those that cannot be answered.

    ``sailings_per_week`` stands in where a lane gives none. Lanes whose way meets nothing
    that is restricted are in neither list.
    """
    from offing.sea import open_sea

    world = sea or open_sea()
    found: list[AtSea] = []
    problems: list[str] = []
    for lane in lanes:
        given = lane.sailings_per_week or sailings_per_week
        try:
            one = ships_at_sea(lane, scenario, date=date, sailings_per_week=given, sea=world)
        except UsageError as error:
            where = f"line {lane.line}: " if lane.line else ""
            problems.append(f"{where}{lane.name or lane.id}: {error}")
            continue
        if one.passage:
            found.append(one)
    return found, problems


class _Shut(NamedTuple):
    """What shuts, where on the way, on which day, and for which lane."""

    restriction: Restriction
    at_nm: float
    date: datetime.date
    end: datetime.date | None
    held: Scenario
    way: Route
    speed: float
    lane: Lane

    def days(self, nm: float) -> float:
        return nm / (24.0 * self.speed)


def _first_shut(
    way: Route,
    restrictions: Sequence[Restriction],
    own: datetime.date | None,
    date: datetime.date | None,
) -> tuple[Restriction, float, datetime.date] | None:
    """The first passage of a way that is shut, how far out, and on which day."""
    found = []
    for crossing in way.passages:
        for one in restrictions:
            if one.target.kind != "passage" or one.target.id != crossing.id:
                continue
            day = date or one.start or own
            if day is None or one.effect == "capacity" or not one.applies_on(day):
                continue
            found.append((one, crossing.at_nm, day))
    return min(found, key=lambda f: (f[2], f[1])) if found else None


def _opens_after(restrictions: Sequence[Restriction], one: Restriction) -> datetime.date | None:
    """The last day before the passage is open again, with what follows without a gap."""
    end = one.end
    same = [r for r in restrictions if r.target == one.target and r.effect != "capacity"]
    for other in sorted(same, key=lambda r: r.start or datetime.date.min):
        if end is None:
            return None
        begins = other.start or datetime.date.min
        if begins <= end + datetime.timedelta(days=1) and (other.end is None or other.end > end):
            end = other.end
    return end


def _held_on(scenario: Scenario, date: datetime.date) -> Scenario:
    """What holds on a day, in full and without dates: those who stay away go round all of it."""
    import msgspec

    held = [r for r in scenario.restrictions if r.applies_on(date) and r.effect != "capacity"]
    return Scenario(
        restrictions=tuple(
            msgspec.structs.replace(r, start=None, end=None, ramp_days=0.0, ramp_from=0.0)
            for r in held
        ),
        opened=scenario.opened,
    )


class _Track:
    """Positions along a drawn way, by distance from its origin."""

    def __init__(self, way: Route) -> None:
        from offing.places.earth import distance_nm

        assert way.geometry is not None
        assert way.distance_nm is not None
        lines = way.geometry["coordinates"]
        if way.geometry["type"] == "LineString":
            lines = [lines]
        points = [Position(*point[:2]) for line in lines for point in line]
        self.points = points
        self.along = [0.0]
        for a, b in itertools.pairwise(points):
            # Where a line is cut at ±180° both sides are one place.
            same = abs(abs(a.lon - b.lon) - 360) < 1e-6 and abs(a.lat - b.lat) < 1e-6
            self.along.append(self.along[-1] + (0.0 if same else distance_nm(a, b)))
        self.scale = self.along[-1] / way.distance_nm if way.distance_nm else 1.0

    def at(self, nm: float) -> Position:
        """The position so many nautical miles from the origin."""
        import bisect

        wanted = nm * self.scale
        k = max(1, min(bisect.bisect_left(self.along, wanted), len(self.points) - 1))
        a, b = self.points[k - 1], self.points[k]
        span = self.along[k] - self.along[k - 1]
        part = (wanted - self.along[k - 1]) / span if span else 0.0
        turn = 360.0 * round((a.lon - b.lon) / 360.0)
        lon = a.lon + (b.lon + turn - a.lon) * part
        return Position((lon + 540.0) % 360.0 - 180.0, a.lat + (b.lat - a.lat) * part)


def _ships(world: Sea, shut: _Shut, track: _Track, at: Sequence[float]) -> list[ShipAtSea]:
    """The ships so many miles out: where each is, and what is left to it."""
    half = INSIDE_NM.get(shut.restriction.target.id, STRAIT_NM)
    ahead = [nm for nm in at if nm < shut.at_nm - half]
    extra = dict(zip(ahead, _round_extra(world, shut, track, ahead), strict=True))
    return [_ship(shut, track.at(nm), nm, half, extra.get(nm)) for nm in at]


def _ship(
    shut: _Shut, position: Position, nm: float, half: float, extra: float | None
) -> ShipAtSea:
    out = round(nm, 1)
    if nm > shut.at_nm + half:
        return ShipAtSea(at_nm=out, position=position, where="past", choice="go_on")
    if nm >= shut.at_nm - half:
        return ShipAtSea(at_nm=out, position=position, where="inside", choice="go_on")
    wait = _wait_days(shut, nm)
    days = None if extra is None else shut.days(extra)
    return ShipAtSea(
        at_nm=out, position=position, where="before", choice=_choice(days, wait),
        round_extra_nm=None if extra is None else round(extra, 1),
        round_extra_days=None if days is None else round(days, 2),
        wait_days=None if wait is None else round(wait, 2), back_nm=out,
    )  # fmt: skip


def _round_extra(world: Sea, shut: _Shut, track: _Track, at: Sequence[float]) -> list[float | None]:
    """Miles more than the rest of the way when going round from so far out; ``None``: no way.

    A drawn way can touch land between its points: a position that is tied to no water has
    no way either.
    """
    lane, whole = shut.lane, shut.way.distance_nm or 0.0
    pairs = [(track.at(nm), lane.destination) for nm in at]
    found = world.ways(pairs, shut.held, lane.ship_class).distance_nm.tolist() if pairs else []
    return [
        max(0.0, nm - (whole - out)) if math.isfinite(nm) else None
        for nm, out in zip(found, at, strict=True)
    ]


def _wait_days(shut: _Shut, nm: float) -> float | None:
    """Days that a ship so far out would lie before the passage until it opens again."""
    if shut.end is None:
        return None
    opens = (shut.end - shut.date).days + 1.0
    return max(0.0, opens - shut.days(shut.at_nm - nm))


def _choice(round_days: float | None, wait_days: float | None) -> Choice:
    if round_days is None and wait_days is None:
        return "turn_back"
    if round_days is None:
        return "wait"
    if wait_days is None or round_days < wait_days:
        return "go_round"
    return "wait"


def _answer(
    base: dict[str, Any], shut: _Shut, ships: Sequence[ShipAtSea], world: Sea
) -> AtSea:  # fmt: skip
    from offing.sea.restrict import share_for

    before, inside, past = (sum(s.where == w for s in ships) for w in ("before", "inside", "past"))
    as_it_is = shut.restriction.as_on(shut.date)
    share = share_for(as_it_is, world.ship_class(shut.lane.ship_class))
    chosen = [s.choice for s in ships if s.where == "before"]
    told = {c: chosen.count(c) for c in ("go_round", "wait", "turn_back") if c in chosen}
    words = {"go_round": "goes round", "wait": "waits", "turn_back": "turns back"}
    if len(chosen) != 1:
        words = {"go_round": "go round", "wait": "wait", "turn_back": "turn back"}
    # How many it is depends on the day of the last sailing, which is not known.
    half = INSIDE_NM.get(shut.restriction.target.id, STRAIT_NM)
    ahead_nm = max(0.0, shut.at_nm - half)
    exact = expected_at_sea(ahead_nm, shut.speed, base["sailings_per_week"])
    low, high = math.floor(exact), math.ceil(exact)
    number = f"{low}" if low == high else f"{low} or {high}"
    reason = (
        f"On {shut.date} {number} of its ships are on their way to "
        f"{shut.restriction.target.name}, {inside} in it, {past} past it."
    )
    if told:
        by = ", ".join(f"{n} {words[c]}" for c, n in told.items())
        reason += f" If each takes what is quickest: {by}. A rule, no forecast."
    return AtSea(
        passage=shut.restriction.target.name, date=shut.date, ships=tuple(ships), reason=reason,
        share_staying_away=round(share, 4), before=before, inside=inside, past=past, **base,
    )  # fmt: skip


def expected_at_sea(distance_nm: float, speed_kn: float, sailings_per_week: float) -> float:
    """Ships of one lane at sea on an average day: sailings a day times days under way.

    (Little's law: J. D. C. Little, Operations Research 9, 1961.)
    """
    days = distance_nm / (24.0 * speed_kn)
    return sailings_per_week / 7.0 * days
