"""Limits of so many ships a day, proposed as the capacity of a passage."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from offing.model import Incident, Restriction, Target, Voice
from offing.scenario.build import restriction_id
from offing.scenario.wording import basis_of, conditions_of


def limits(
    incident: Incident,
    voices: Sequence[Voice],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    """A capacity for each passage that the newest limit in ships per day names.

    A limit of one lock or lane says nothing of the whole and carries no number here.
    """
    told = [v for v in voices if v.capacity_per_day is not None]
    if not told:
        return []
    newest = max(v.stated or "" for v in told)
    last = [v for v in told if (v.stated or "") == newest]
    capacity = min(v.capacity_per_day for v in last if v.capacity_per_day is not None)
    named = {i for v in last for i in v.places}
    return [
        Restriction(
            id=restriction_id(target, "capacity", start), target=target, effect="capacity",
            capacity_per_day=capacity, start=start, end=end, incident_ids=(incident.id,),
            claim_ids=tuple(v.claim_id for v in last), basis=basis_of(incident, last, target),
            would_have_to_be_true=(
                f"the limit that {incident.actor or last[0].speaker} tells of holds from that day",
                f"it is of {target.name} as a whole and of all kinds of ships",
            ),
            not_modelled=(*conditions_of(incident), *_unmodelled(voices)),
            note=f"so many ships of all kinds are let through {target.name}: {capacity:g} a day",
        )
        for target in (
            Target(kind="passage", id=p.id, name=p.name)
            for p in incident.places
            if p.id in named and p.kind in ("strait", "canal")
        )
    ]  # fmt: skip


def _unmodelled(voices: Sequence[Voice]) -> tuple[str, ...]:
    found = dict.fromkeys(words for v in voices for words in v.limits)
    return tuple(f"a limit that ships keep to, not modelled: “{words}”" for words in found)
