"""Which restrictions of a scenario hold for a question: by date, class, trade and end."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from offing.errors import ScenarioError
from offing.model.scenario import Restriction, Scenario
from offing.model.sea import PortTie, ShipClass
from offing.sea.restrict import area_contains, area_shape, share_for, ship_matches, trade_limits


def applicable(
    scenario: Scenario, ship: ShipClass, date: datetime.date | None
) -> list[Restriction]:
    """The restrictions that hold on the date for this class, general ones refused.

    Raises:
        ScenarioError: a restriction on something general, which names no single place.
    """
    found = []
    for r in scenario.active(date):
        if r.target.kind == "general":
            raise ScenarioError(
                f"restriction {r.id!r} is on {r.target.name!r}, which is no single port, passage "
                "or area: pick one of its candidates first"
            )
        if ship_matches(r, ship) and share_for(r, ship) > 0:
            found.append(r)
    return found


def day_limits(
    scenario: Scenario, ship: ShipClass, date: datetime.date | None
) -> list[Restriction]:
    """The limits on ships per day that hold on the date for this class."""
    return [r for r in scenario.active(date) if r.effect == "capacity" and ship_matches(r, ship)]


def holds_for(restriction: Restriction, ends: Sequence[PortTie]) -> bool:
    """Whether a restriction is meant for all trade, or for that of one of the ends."""
    limits = trade_limits(restriction)
    return not limits or any(concerns(limits, who) for who in ends)


def concerns(limits: Sequence[str], who: PortTie) -> bool:
    """Whether one of the ports or countries that trade is limited to is this end's."""
    for limit in limits:
        kind, _, value = limit.partition(":")
        if kind == "port" and value.lower() in (who.id, (who.unlocode or "").lower()):
            return True
        if kind == "country" and who.country and value.upper() == who.country:
            return True
    return False


def is_out(restriction: Restriction, who: PortTie) -> bool:
    """Whether a restriction puts this end out of reach by itself."""
    if restriction.target.kind == "port":
        return restriction.target.id == who.id
    if restriction.target.kind == "area" and restriction.forbids_entry:
        return area_contains(area_shape(restriction), who.water.lon, who.water.lat)
    return False
