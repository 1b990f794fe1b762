"""Later incidents that end or replace earlier ones, without losing history."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from offing.incidents.families import MEASURES, REOPENINGS
from offing.incidents.names import name_key
from offing.incidents.speakers import sides_of
from offing.incidents.times import date_of, day_words, span_of
from offing.incidents.titles import retitled
from offing.model import Incident, StatusChange

_ENDED_BY = REOPENINGS | {"normal_operations"}
_CLOSES_AGAIN = frozenset({"closure", "blockade", "suspension", "strike"})


def apply_succession(
    incidents: Sequence[Incident],
    as_of: datetime.date | None,
    order: Mapping[str, tuple[str, str, int, str]] | None = None,
) -> list[Incident]:
    """Mark measures that a later reopening or resumption ended, as of the date.

    A reopening that a later closure undid is marked too. ``order``: claim id → where it
    stands in reading order, for what is told without a date.
    """
    by_spot: dict[str, list[Incident]] = defaultdict(list)
    for one in incidents:
        if one.action in _ENDED_BY or one.action in _CLOSES_AGAIN:
            for spot in _spots(one):
                by_spot[spot].append(one)
    out = []
    for old in incidents:
        near = {n.id: n for s in _spots(old) for n in by_spot[s]}.values()
        if old.past:
            later = []  # what is told as history was over before
        elif old.action in MEASURES:
            later = [n for n in near if _ends(n, old, as_of, order or {})]
        elif old.action in _ENDED_BY:
            later = [n for n in near if _undoes(n, old, as_of)]
        else:
            later = []
        out.append(_closed_by(old, later) if later else old)
    return out


def _spots(incident: Incident) -> set[str]:
    return {p.id for p in incident.places if p.kind not in ("sea", "gulf", "country", "coast")}


def _undoes(new: Incident, old: Incident, as_of: datetime.date | None) -> bool:
    """Whether ``new`` is a closure that began after the reopening ``old``."""
    if new.action not in _CLOSES_AGAIN or new.scope != old.scope or new.status != "in_effect":
        return False
    if not span_of(new.when)[0] or _day(new) <= _day(old):
        return False
    return as_of is None or _day(new) <= as_of.isoformat()


def _day(incident: Incident) -> str:
    first = span_of(incident.when)[0] or span_of(incident.stated)[0]
    return first.isoformat() if first else ""


def _day_words(incident: Incident) -> str:
    day = date_of(_day(incident))
    return day_words(day) if day else "a day not stated"


def _said(incident: Incident) -> str:
    return max((v.stated or "" for v in incident.voices), default="")


def _ends(
    new: Incident,
    old: Incident,
    as_of: datetime.date | None,
    order: Mapping[str, tuple[str, str, int, str]],
) -> bool:
    """Whether ``new`` is a reopening of the same place, said later and by who can know."""
    if new.action not in _ENDED_BY or new.scope != old.scope or new is old:
        return False
    if new.status not in ("in_effect", "occurred"):
        return False
    if old.status in ("unknown", "denied"):
        return False
    if new.conditions or any(v.limits for v in new.voices):
        return False  # open to some, or on terms, is not open
    if _is_put_right_after(new, old, order):
        return _may_end(new, old)
    first_said = min((v.stated or "" for v in old.voices), default="")
    if not _day(new) or _day(new) < _day(old) or _said(new) < first_said:
        return False
    if (
        new.action not in REOPENINGS and _said(new) <= _said(old)
        and not _is_dated_after(new, old)
    ):  # fmt: skip
        # “Works normally” beside “closed”, told no later, is a conflict and no sequel.
        return False
    if as_of is not None and _day(new) > as_of.isoformat():
        return False
    return _may_end(new, old)


def _is_dated_after(new: Incident, old: Incident) -> bool:
    """Whether one speaker tells of both, each with a day, and the later one's is past the other's.

    Of two speakers it is a conflict: one says that it still holds.
    """
    began, again = span_of(old.when)[0], span_of(new.when)[0]
    if began is None or again is None or again <= began:
        return False
    return bool(_speakers(new) & _speakers(old))


def _is_put_right_after(
    new: Incident, old: Incident, order: Mapping[str, tuple[str, str, int, str]]
) -> bool:
    """Whether one report tells of a closure without a date, and then of the reopening."""
    if new.action not in REOPENINGS or span_of(old.when)[0] or not order:
        return False
    reports = {v.report_id for v in old.voices}
    if len(reports) != 1 or reports != {v.report_id for v in new.voices}:
        return False
    return max(order[i] for i in old.claim_ids) < min(order[i] for i in new.claim_ids)


def _may_end(new: Incident, old: Incident) -> bool:
    """A carrier's resumption ends only its own suspension; the rest ends by place."""
    if old.action not in ("suspension", "diversion"):
        return True
    mine, its = _speakers(new), _speakers(old)
    if any(v.in_charge for v in old.voices):
        return any(v.in_charge for v in new.voices) or bool(mine & its)
    return bool(mine & its)


def _speakers(incident: Incident) -> set[str]:
    found = {f"name:{name_key(v.speaker)}" for v in incident.voices}
    for voice in incident.voices:
        found |= sides_of(voice.speaker_id)
    if incident.actor:
        found.add(f"name:{name_key(incident.actor)}")
    return found


def _closed_by(old: Incident, later: Sequence[Incident]) -> Incident:
    first = min(later, key=lambda n: (_day(n), n.id))
    begun = old.status in ("in_effect", "ended", "disputed")
    covered = {p.id for n in later for p in n.places}
    if not _spots(old) <= covered:
        # Only some of its places work again: the rest stands as it stood.
        return msgspec.structs.replace(old, superseded_by=tuple(n.id for n in later))
    change = StatusChange(
        since=_day(first), status="ended" if begun else "superseded",
        reason=f"{first.title} on {_day_words(first)}", claim_ids=first.claim_ids,
    )  # fmt: skip
    return msgspec.structs.replace(
        old, status=change.status, status_reason=change.reason, history=(*old.history, change),
        superseded_by=tuple(n.id for n in later), title=retitled(old.title, change.status),
    )  # fmt: skip
