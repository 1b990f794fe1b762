"""A measure that names a whole sea: the passages that lead to it, for a person to pick."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from offing.incidents.speakers import AUTHORITIES
from offing.model import Incident, Restriction, Target, Voice
from offing.scenario.build import restriction_id
from offing.scenario.candidates import approaches_to, general_target
from offing.scenario.wording import basis_of, conditions_of, would_have_to_be_true

_CLOSING = frozenset({"closure", "blockade"})
_NOTE = (
    "a whole sea is never taken as closed or avoided: pick from the candidates those that are "
    "meant; it cannot be applied as it stands"
)


def on_whole_sea(
    incident: Incident,
    voices: Sequence[Voice],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    """What a closure of a whole sea, or advice or a decision to avoid it, may mean.

    The target is general: the approaches to the sea (or the ports on it of the country
    whose ports the text names), with the passages or ports as candidates. Nothing where
    the text names a port, a passage or a stated area, or an ocean.
    """
    if incident.geometry is not None:
        return []
    speaking = {i for v in voices for i in v.places}
    named = [p for p in incident.places if p.id in speaking]
    if any(p.kind in ("port", "anchorage", "strait", "canal", "position") for p in named):
        return []
    seas = [p for p in named if p.kind in ("sea", "gulf")]
    closing = [v for v in voices if v.action in _CLOSING and v.measure_of != "own_ships"]
    meant = closing or [v for v in voices if _stays_away(v)]
    if not seas or not meant:
        return []
    found = general_target(incident, seas) if incident.port_countries else approaches_to(seas)
    if found is None:
        return []
    target, candidates = found
    effect = "closed" if closing else "avoided"
    target = Target(kind="general", id=target.id, name=target.name)
    return [Restriction(
        id=restriction_id(target, effect, start).removeprefix("general-"), target=target,
        effect="closed" if closing else "avoided", start=start, end=end, candidates=candidates,
        incident_ids=(incident.id,), claim_ids=tuple(v.claim_id for v in meant),
        basis=basis_of(incident, meant),
        would_have_to_be_true=would_have_to_be_true(incident, meant, target),
        not_modelled=conditions_of(incident), note=_NOTE,
    )]  # fmt: skip


def advises_all(voice: Voice) -> bool:
    """Whether it advises all ships to stay away, and is one whose advice ships follow."""
    able = voice.in_charge or voice.kind in AUTHORITIES or voice.kind == "agency"
    warns = voice.kind == "state" and voice.action == "advisory"  # a navy, of mines
    return voice.advises_avoiding and (able or warns)


def _stays_away(voice: Voice) -> bool:
    """Advice of an authority to stay away, or a company's own ships kept out."""
    own = voice.measure_of == "own_ships" and voice.action in ("suspension", "diversion")
    return advises_all(voice) or own
