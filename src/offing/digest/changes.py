"""Which incidents and decisions are not as they were, and in what."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from offing.brief.wording import STATUS_WORDS, plural
from offing.model import Change, ChangeKind, Incident, Lane
from offing.model.base import Struct

if TYPE_CHECKING:
    from offing.sea import Sea
    from offing.store import Store

ORDER: tuple[ChangeKind, ...] = (
    "contradicted", "cancelled", "ended", "new", "changed", "decided", "gone",
)  # fmt: skip
"""In what order kinds are told: what takes something back comes first."""
KIND_TITLES: Mapping[ChangeKind, str] = {
    "contradicted": "Contradicted",
    "cancelled": "Cancelled",
    "ended": "Ended",
    "new": "New",
    "changed": "Changed",
    "decided": "Decided",
    "gone": "Told elsewhere now",
}
_OVER = ("ended", "superseded")


class Digest(Struct, frozen=True, kw_only=True):
    """What has changed between two moments."""

    since: datetime.datetime
    """From when, UTC."""
    until: datetime.datetime
    """Up to when, UTC."""
    headline: str
    """It in one sentence."""
    changes: tuple[Change, ...] = ()
    """Each change, by kind, then time."""
    reports: int = 0
    """How many reports came in."""
    notes: tuple[str, ...] = ()
    """What could not be told, and why."""


def digest_since(
    store: Store,
    since: datetime.datetime | datetime.date,
    *,
    scope: str | None = "shipping",
    lanes: Sequence[Lane] = (),
    sea: Sea | None = None,
) -> Digest:
    """What a store holds that it did not hold, or held otherwise, at ``since``.

    Args:
        store: to read.
        since: a moment with its zone; a bare date is its first moment, UTC.
        scope: ``shipping``, ``background``, or ``None`` for both.
        lanes: the reader's own lanes: each change names those that call at, or go
            through, a place it is about.
        sea: for the ways of the lanes; without one only their ends are looked at.
    """
    moment = _moment(since)
    until = datetime.datetime.now(tz=datetime.UTC)
    users, notes = _users_of_places(lanes, sea)
    found: list[Change] = []
    for before, now, at, gone in store.versions_around(moment):
        if scope is not None and now.scope != scope:
            continue
        change = _change(before, now, at, gone=gone)
        if change is not None:
            found.append(_with_lanes(change, now, users))
    found = _with_reports(store, found)
    found += _decisions(store, moment)
    found.sort(key=lambda c: (ORDER.index(c.kind), c.at, c.id))
    came = len(store.reports_since(moment))
    return Digest(
        since=moment, until=until, changes=tuple(found), reports=came,
        headline=_headline(found, came, moment), notes=notes,
    )  # fmt: skip


def _moment(since: datetime.datetime | datetime.date) -> datetime.datetime:
    if isinstance(since, datetime.datetime):
        if since.tzinfo is None:
            return since.replace(tzinfo=datetime.UTC)
        return since.astimezone(datetime.UTC)
    return datetime.datetime.combine(since, datetime.time(), tzinfo=datetime.UTC)


def _change(
    before: Incident | None, now: Incident, at: datetime.datetime, *, gone: bool
) -> Change | None:
    """One incident's change, ``None`` when nothing that matters differs."""
    if gone:
        if before is None:
            return None  # came and went in between
        kind: ChangeKind = "gone"
        what: tuple[str, ...] = ("its claims are put together with others now",)
    elif before is None:
        kind, what = "new", (f"it is {STATUS_WORDS[now.status]}",)
    else:
        what = _differences(before, now)
        if not what:
            return None
        kind = _kind(before, now)
    return Change(
        at=at, kind=kind, id=now.id, title=now.title, what=what, status=now.status,
        before=before.status if before else None,
        rating=f"{now.said_rating.code}/{now.so_rating.code}",
    )  # fmt: skip


def _kind(before: Incident, now: Incident) -> ChangeKind:
    if now.status != before.status:
        if now.status in ("denied", "disputed"):
            return "contradicted"
        if now.status in _OVER:
            return "cancelled" if "cancel" in now.status_reason.casefold() else "ended"
    if _texts(now.conflicts) - _texts(before.conflicts):
        return "contradicted"
    return "changed"


def _differences(before: Incident, now: Incident) -> tuple[str, ...]:
    """What differs, each in a short sentence; wording alone is no difference."""
    out = []
    if now.status != before.status:
        reason = f" ({now.status_reason})" if now.status_reason else ""
        out.append(f"was {STATUS_WORDS[before.status]}, is {STATUS_WORDS[now.status]}{reason}")
    out += [
        f"conflict: {text}" for text in sorted(_texts(now.conflicts) - _texts(before.conflicts))
    ]
    if now.independent_origins != before.independent_origins:
        out.append(
            f"{plural(now.independent_origins, 'independent origin')}, "
            f"were {before.independent_origins}"
        )
    for question, old, new in (
        ("was it said?", before.said_rating, now.said_rating),
        ("is it so?", before.so_rating, now.so_rating),
    ):
        if old.code != new.code:
            out.append(f"rating for “{question}” {old.code} → {new.code}")
    places = [p.name for p in now.places if p.id not in {q.id for q in before.places}]
    if places:
        out.append("also about " + ", ".join(places[:6]))
    if (now.when.earliest, now.when.latest) != (before.when.earliest, before.when.latest):
        out.append(f"dated {_span(now)}, was {_span(before)}")
    more = len(set(now.claim_ids) - set(before.claim_ids))
    if more and not out:
        out.append(f"{plural(more, 'more claim')}, nothing else different")
    return tuple(out)


def _span(incident: Incident) -> str:
    when = incident.when
    if when.earliest is None and when.latest is None:
        return "at no known time"
    if when.earliest == when.latest:
        return str(when.earliest)
    return f"{when.earliest or 'unknown'} to {when.latest or 'open'}"


def _texts(comparisons: Iterable[object]) -> set[str]:
    return {str(getattr(c, "text", "")) for c in comparisons}


def _with_reports(store: Store, changes: list[Change]) -> list[Change]:
    """Each change with the reports that its incident rests on."""
    import msgspec

    by_id = {i.id: i for i in store.incidents(c.id for c in changes)}
    out = []
    for change in changes:
        incident = by_id.get(change.id)
        ids = store.reports_of_claims(incident.claim_ids) if incident else ()
        out.append(msgspec.structs.replace(change, report_ids=tuple(ids)))
    return out


def _decisions(store: Store, moment: datetime.datetime) -> list[Change]:
    out = []
    for decision in store.decisions_since(moment):
        why = f": {decision.why}" if decision.why else ""
        out.append(
            Change(
                at=decision.at, kind="decided", id=decision.restriction.id,
                title=decision.restriction.target.name or decision.restriction.id,
                what=(f"{decision.action} by {decision.who}{why}",),
            )
        )  # fmt: skip
    return out


def _users_of_places(
    lanes: Sequence[Lane], sea: Sea | None
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """For each port and passage, the names of the lanes that use it."""
    from offing.errors import OffingError
    from offing.places import port

    users: dict[str, list[str]] = {}
    missed = 0
    for lane in lanes:
        name = lane.name or lane.id
        try:
            ends = [port(e).id for e in (lane.origin, lane.destination) if isinstance(e, str)]
            way = (
                sea.route(lane.origin, lane.destination, ship_class=lane.ship_class,
                          geometry=False) if sea is not None else None
            )  # fmt: skip
        except OffingError:
            missed += 1
            continue
        for place in dict.fromkeys([*ends, *(p.id for p in (way.passages if way else ()))]):
            users.setdefault(place, []).append(name)
    notes = (
        (f"{plural(missed, 'lane')} could not be looked at: unknown ends or ship class",)
        if missed else ()
    )  # fmt: skip
    return users, notes


def _with_lanes(change: Change, incident: Incident, users: Mapping[str, list[str]]) -> Change:
    import msgspec

    about = [p.id for p in (*incident.places, *incident.named_ports, *incident.named_passages)]
    lanes = tuple(dict.fromkeys(lane for place in about for lane in users.get(place, ())))
    return msgspec.structs.replace(change, lanes=lanes) if lanes else change


def _headline(changes: Sequence[Change], reports: int, since: datetime.datetime) -> str:
    start = f"Since {since:%Y-%m-%d %H:%M} UTC"
    if not changes:
        came = f"{plural(reports, 'report')} came in, but " if reports else ""
        return f"{start}: {came}nothing has changed."
    counts = [
        f"{sum(1 for c in changes if c.kind == kind)} {KIND_TITLES[kind].lower()}"
        for kind in ORDER if any(c.kind == kind for c in changes)
    ]  # fmt: skip
    lanes = len({lane for c in changes for lane in c.lanes})
    touched = f"; they touch {plural(lanes, 'lane')} of yours" if lanes else ""
    return f"{start}: {', '.join(counts)} ({plural(reports, 'report')} came in){touched}."
