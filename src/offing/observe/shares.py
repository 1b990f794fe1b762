"""The share of each kind of ship that a scenario keeps away from a passage on a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from offing.model import Restriction, Scenario
from offing.observe.read import CARGO
from offing.scenario.classes import class_kinds

ALL = ("tanker", *CARGO)
"""The kinds that counts of all ships are made of; gas carriers count as tankers."""
COUNTED_AS = {"gas": "tanker"}


class Away(NamedTuple):
    """A share that keeps away: least, likely and most, where the file cannot tell more."""

    low: float
    mid: float
    high: float


def members_of(ships: str) -> tuple[str, ...]:
    """The kinds that a column counts."""
    return ALL if ships == "all" else CARGO if ships == "cargo" else (ships,)


def restrictions_at(scenario: Scenario, passage: str) -> list[Restriction]:
    """The restrictions of a scenario on one passage."""
    return [
        r for r in scenario.restrictions
        if r.target.kind == "passage" and r.target.id == passage
    ]  # fmt: skip


def away_on(
    restrictions: Sequence[Restriction], ships: str, day: datetime.date,
    weights: Mapping[str, float] | None, all_usual: float | None,
) -> Away:  # fmt: skip
    """The share of ``ships`` that the restrictions keep away on ``day``.

    ``weights``: how the count divides into kinds (by kind; ``None``: unknown, the range of
    the kinds is given and their plain mean as the likely share). ``all_usual``: usual ships
    a day of all kinds, to turn a capacity into a share.
    """
    held = [r.as_on(day) for r in restrictions if r.applies_on(day)]
    if not held:
        return Away(0.0, 0.0, 0.0)
    each = {kind: _of_kind(held, kind, all_usual) for kind in members_of(ships)}
    known = {k: weights[k] for k in each if weights and k in weights}
    if known and len(known) == len(each) and sum(known.values()) > 0:
        total = sum(known.values())
        return Away(*(sum(each[k][i] * w for k, w in known.items()) / total for i in range(3)))
    cargo = [each[k] for k in each if k != "tanker"]
    if weights and ships == "all" and {"tanker", "cargo"} <= set(weights):
        part = weights["tanker"] / max(1e-9, weights["tanker"] + weights["cargo"])
        rest = _spread(cargo)
        return Away(*(part * each["tanker"][i] + (1 - part) * rest[i] for i in range(3)))
    return _spread(list(each.values()))


def _spread(shares: Sequence[Away]) -> Away:
    return Away(
        min(s.low for s in shares), sum(s.mid for s in shares) / len(shares),
        max(s.high for s in shares),
    )  # fmt: skip


def _of_kind(held: Sequence[Restriction], kind: str, all_usual: float | None) -> Away:
    found = [Away(0.0, 0.0, 0.0)]
    for one in held:
        share = _share(one, kind, all_usual)
        part = _part(one, kind)
        found.append(Away(share * (part == 1.0), share * part, share if part else 0.0))
    return Away(*(max(f[i] for f in found) for i in range(3)))


def _share(one: Restriction, kind: str, all_usual: float | None) -> float:
    if one.effect == "closed":
        return 1.0
    if one.effect == "capacity":
        if not all_usual or one.capacity_per_day is None:
            return 0.0
        return max(0.0, 1.0 - one.capacity_per_day / all_usual)
    return one.share_by_class.get(kind, one.share)


def _part(one: Restriction, kind: str) -> float:
    """The part of a kind that a restriction is meant for; ½ where the file cannot tell."""
    ships = [w for w in one.applies_to if ":" not in w]
    trade = len(ships) < len(one.applies_to)
    if not ships:
        return 0.5 if trade else 1.0
    table = class_kinds()
    if kind in {COUNTED_AS.get(w, w) for w in ships}:
        return 0.5 if trade else 1.0
    return (
        0.5 if kind in {COUNTED_AS.get(table.get(w, ""), table.get(w, "")) for w in ships} else 0.0
    )
