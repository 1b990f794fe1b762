"""What in a set of restrictions cannot hold together, or is worth a look."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from offing.model import Restriction, Scenario
from offing.scenario.build import MAX_AREA_SHARE_OF_EARTH, area_km2
from offing.scenario.classes import overlapping
from offing.scenario.faults import Faults

EARTH_KM2 = 510.1e6
"""Surface of the Earth, km² (WGS 84)."""
MOST_OF_EARTH = 0.1
"""An area beyond this share of the Earth shuts oceans: it is refused, not remarked."""
MANY_PASSAGES = 0.5
"""Closing this share of all passages at once is remarked: hardly a lane would stay open."""

MAX_COMPARED = 200
"""So many restrictions on one place are compared with each other."""


def check_set(found: Sequence[tuple[int, Restriction]], scenario: Scenario, faults: Faults) -> None:
    """Note contradictions among restrictions, each with its number in the file (from 0)."""
    ids: dict[str, int] = {}
    for n, one in found:
        if one.id in ids:
            first = ids[one.id] + 1
            faults.add(f"a second restriction with the id {one.id!r} (as restriction {first}); "
                       "give it an id of its own", n, "id")  # fmt: skip
        ids.setdefault(one.id, n)
        _check_area(n, one, faults)
        _check_opened(n, one, scenario, faults)
        if one.effect == "avoided" and one.share == 0 and not any(one.share_by_class.values()):
            faults.remark("share 0 changes nothing", n, "share")
    by_target: dict[tuple[str, str], list[tuple[int, Restriction]]] = {}
    for n, one in found:
        if one.target.kind != "area":
            by_target.setdefault((one.target.kind, one.target.id), []).append((n, one))
    for same in by_target.values():
        for (m, one), (n, two) in itertools.combinations(same[:MAX_COMPARED], 2):
            _check_pair(one, two, n, faults, m + 1)
    _check_closing_everything([r for _, r in found], faults)
    on = scenario.date
    if on and found and not any(r.applies_on(on) for _, r in found):
        faults.remark(f"no restriction holds on {on}", None, "date")


def _check_area(n: int, one: Restriction, faults: Faults) -> None:
    if one.target.kind != "area" or one.target.geometry is None:
        return
    share = area_km2(one.target.geometry) / EARTH_KM2
    key = next((k for k in ("area", "polygon", "circle") if faults.lines.has(n, k)), "area")
    words = f"covers {share:.0%} of the Earth".replace("%", " %")
    if share > MOST_OF_EARTH:
        faults.add(f"{words}: that closes whole oceans; draw what is really avoided", n, key)
    elif share > MAX_AREA_SHARE_OF_EARTH:
        faults.remark(f"{words}, more than a whole sea: is it drawn as meant?", n, key)


def _check_opened(n: int, one: Restriction, scenario: Scenario, faults: Faults) -> None:
    whole = one.effect == "closed" and not one.applies_to and not one.start and not one.end
    if whole and one.target.kind == "passage" and one.target.id in scenario.opened:
        faults.add(f"{one.target.name} is in opened and closed here for all ships at all times: "
                   "drop one of the two", n, "passage")  # fmt: skip


def _check_pair(one: Restriction, two: Restriction, n: int, faults: Faults, first: int) -> None:
    if not _overlap(one, two) or not overlapping(one.applies_to, two.applies_to):
        return
    effects = {one.effect, two.effect}
    name = two.target.name
    if effects == {"closed", "capacity"}:
        faults.add(f"{name} is closed and lets ships through (with restriction {first}) on the "
                   "same days for the same ships", n, "effect")  # fmt: skip
    elif "closed" in effects:
        faults.remark(f"{name} is closed already on some of these days (restriction {first})", n)
    elif effects == {"capacity"} and one.capacity_per_day != two.capacity_per_day:
        faults.add(f"{name} has two capacities on the same days (with restriction {first}): let "
                   "one end before the other starts", n, "capacity_per_day")  # fmt: skip
    elif effects == {"avoided"}:
        faults.remark(f"{name} has two shares for the same ships on the same days (with "
                      f"restriction {first}): the larger one counts", n, "share")  # fmt: skip


def _overlap(one: Restriction, two: Restriction) -> bool:
    """Whether some day lies in both."""
    ends_before = one.end and two.start and one.end < two.start
    starts_after = two.end and one.start and two.end < one.start
    return not ends_before and not starts_after


def _check_closing_everything(found: Sequence[Restriction], faults: Faults) -> None:
    closed = {
        r.target.id for r in found
        if r.target.kind == "passage" and r.effect == "closed" and not r.applies_to
    }  # fmt: skip
    if len(closed) < 10:
        return
    from offing.places import passages

    total = len(tuple(passages()))
    if len(closed) >= MANY_PASSAGES * total:
        faults.remark(
            f"closes {len(closed)} of {total} passages: hardly a voyage is left to answer"
        )
