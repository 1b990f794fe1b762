"""A scenario over days: the queue at a blocked passage, and who is at sea when it shuts."""

from __future__ import annotations

import datetime
from typing import Literal

from offing.model.base import Position, Struct
from offing.model.voyage import Spread

WhereAtSea = Literal["before", "inside", "past"]
Choice = Literal["go_on", "wait", "go_round", "turn_back"]


class QueueDay(Struct, frozen=True, kw_only=True):
    """One day (UTC) of a queue; ships, and days of waiting."""

    date: datetime.date
    """The day."""
    arrived: float
    """Ships that came."""
    passed: float
    """Ships that went through."""
    left: float
    """Ships that gave up waiting."""
    waiting: float
    """Ships waiting at the day's end."""
    wait_days: float | None = None
    """Mean wait of those that went through on that day; ``None`` when none did."""


class Queue(Struct, frozen=True, kw_only=True):
    """The queue before a passage that is blocked or limited for some days.

    A fluid queue, first come first served: ships are counted in fractions. Figures
    follow from the rates given; they are no forecast of what masters will do.
    """

    passage: str
    """Name of the passage."""
    days: tuple[QueueDay, ...]
    """Day by day."""
    deficit: float
    """Ships fewer through than usual until the limit was lifted."""
    most_waiting: float
    """Most ships that waited at once."""
    most_waiting_on: datetime.date | None
    """The day of that."""
    mean_wait_days: float
    """Mean wait of the ships that came from the start until the queue was gone."""
    longest_wait_days: float
    """Longest wait of any that went through."""
    passed_late: float
    """Ships that waited longer than an hour and went through."""
    left: float
    """Ships that gave up waiting and went another way."""
    catch_up_days: float | None
    """Days from the lifting of the limit until the queue was gone; ``None``: not in time."""
    caught_up_on: datetime.date | None
    """The day on which it was gone."""
    ranges: dict[str, Spread] = {}  # noqa: RUF012 - msgspec copies it per struct
    """Spread of the figures above when every rate is uncertain, by field name."""
    inputs: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it per struct
    """Each rate and time with its unit."""


class ShipAtSea(Struct, frozen=True, kw_only=True):
    """One ship of a lane on the day on which a passage shuts, and what it can do."""

    at_nm: float
    """How far it has come, nautical miles from its origin."""
    position: Position
    """Where it is."""
    where: WhereAtSea
    """Before the passage, inside, or past it."""
    choice: Choice
    """The quickest that is left to it: a rule, no forecast."""
    round_extra_nm: float | None = None
    """Going round from where it is: more than the rest of its way; ``None``: no way."""
    round_extra_days: float | None = None
    """The same in days at its speed."""
    wait_days: float | None = None
    """Days that it would lie before the passage until that opens; ``None``: end unknown."""
    back_nm: float | None = None
    """Nautical miles back to where it came from."""


class AtSea(Struct, frozen=True, kw_only=True):
    """The ships of one lane that are on their way when a passage shuts."""

    lane_id: str
    """Which lane."""
    name: str
    """Its name for people."""
    passage: str
    """Name of the passage; empty when the lane's way meets none that is restricted."""
    date: datetime.date
    """The day."""
    sailings_per_week: float
    """Sailings per week in this direction."""
    speed_kn: float
    """Speed used, knots."""
    before: int = 0
    """Ships on their way to the passage."""
    inside: int = 0
    """Ships in it."""
    past: int = 0
    """Ships that have it behind them."""
    share_staying_away: float = 1.0
    """Share of these ships that the restriction keeps out on that day."""
    ships: tuple[ShipAtSea, ...] = ()
    """Each ship, the one that sailed last first."""
    reason: str = ""
    """What is said of the lane in a sentence."""
