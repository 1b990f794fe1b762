"""What lanes that go round cost more, for the tables of a brief.

The ways are drawn, so that miles in listed waters are measured on them; both ways are
priced at the same inputs, and the spread is of seeded draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from offing.errors import UsageError
from offing.model import Extra, Inputs, LaneEffect, Route, ShipClass

if TYPE_CHECKING:
    from offing.voyage.kernel import Ways

DRAWS = 2_000
"""Draws behind P10, P50 and P90 in a brief."""


def priced_effects(
    found: Sequence[tuple[LaneEffect, Route, Route]],
    ship_from: Callable[[str | None], ShipClass],
    inputs: Inputs | Mapping[str, Any] | None = None,
) -> tuple[LaneEffect, ...]:
    """Lane effects with what they cost more, in their order.

    ``found`` holds each effect with its open route and its route under the restriction,
    ``ship_from`` gives the class of an id. Lanes without a way, and ship classes without
    figures, stay without a cost.
    """
    from offing.voyage.inputs import inputs_from

    values = inputs_from(inputs)
    extras = _extras([item for item in found if item[0].extra_nm is not None], ship_from, values)
    out = []
    for effect, _before, now in found:
        extra = extras.get(effect.lane_id)
        if extra is None:
            out.append(effect)
            continue
        out.append(
            msgspec.structs.replace(
                effect, extra=extra, share=now.share_diverted, expected=_expected(extra, now)
            )
        )
    return tuple(out)


def _expected(extra: Extra, now: Route) -> Extra:
    """Over all ships: by the shares that the sea found, nested where there are several."""
    from offing.voyage.lane_groups import scaled

    part = now.share_diverted
    if now.weighted_extra_nm is not None and now.extra_nm:
        part = now.weighted_extra_nm / now.extra_nm
    return extra if part >= 1.0 else scaled(extra, part)


def _extras(
    found: Sequence[tuple[LaneEffect, Route, Route]],
    ship_from: Callable[[str | None], ShipClass], inputs: Inputs,
) -> dict[str, Extra]:  # fmt: skip
    from offing.voyage.kernel import extra_cases, names_used
    from offing.voyage.lane_draws import ASKED, Draws
    from offing.voyage.lane_ways import joined_ways
    from offing.voyage.plan import way_from_route
    from offing.voyage.simulate import SEED, spread_from
    from offing.voyage.tallies import PARTS, extra_of

    classes = tuple(sorted({ship_from(e.ship_class).id for e, _, _ in found}))
    known = tuple(c for c in classes if _has_figures(names_used, inputs, c))
    rows: list[str] = []
    ways: list[Ways] = []
    base: list[Ways] = []
    for effect, before, now in found:
        ship = ship_from(effect.ship_class)
        if ship.id in known:
            rows.append(effect.lane_id)
            for into, route in ((ways, now), (base, before)):
                way = way_from_route(route, ship, effect.speed_kn, inputs)
                way.ship[:] = known.index(ship.id)
                into.append(way)
    if not rows:
        return {}
    here, there = joined_ways(ways), joined_ways(base)
    cases = extra_cases(here, there, known, inputs)
    drawn = Draws(inputs, DRAWS, SEED).add(here, there, known, {})
    assert drawn is not None
    more = (here.distance_nm - there.distance_nm).tolist()
    return {
        lane: extra_of(
            more[k], {name: cases[name][k].tolist() for name in PARTS},
            [spread_from(drawn[k, j]) for j in range(len(ASKED))],
        )
        for k, lane in enumerate(rows)
    }  # fmt: skip


def _has_figures(names_used: Any, inputs: Inputs, ship: str) -> bool:
    try:
        names_used(inputs, (ship,))
    except UsageError:
        return False
    return True
