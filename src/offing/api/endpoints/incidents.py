"""Incidents, what they propose, and what people decided about that."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from offing.api.desk import Desk
from offing.api.endpoint import Registry
from offing.api.endpoints.reports import Limit, Number
from offing.api.problems import Refusal
from offing.errors import UnknownRestriction
from offing.model import Decision, DecisionAction, Incident, Restriction, Scenario
from offing.model.base import Struct

REGISTRY = Registry()
MAX_PROPOSING = 1000
"""Incidents, those told of last, of which proposals are made."""


class IncidentsQuery(Struct, frozen=True, kw_only=True):
    """Which incidents."""

    after: Annotated[str, Meta(max_length=300)] = ""
    """``next`` of the page before."""
    limit: Limit = 100
    """How many at most."""
    scope: str | None = None
    """``shipping`` or ``background``; both when absent."""
    newest: bool = False
    """Those told of last first, one page only."""


class IncidentPage(Struct, frozen=True, kw_only=True):
    """Incidents in the order of their ids, or the last told of first."""

    items: tuple[Incident, ...]
    next: str | None = None
    """Give this as ``after`` for the next page; ``null``: that was the last."""


@REGISTRY.add("GET", "/api/v1/incidents", IncidentPage, query=IncidentsQuery, tag="incidents")
def get_incidents(desk: Desk, query: IncidentsQuery) -> IncidentPage:
    """List incidents with their ratings, origins and status."""
    if query.newest:
        newest = desk.store.latest_incidents(scope=query.scope, limit=query.limit)
        return IncidentPage(items=tuple(newest))
    ids = desk.store.incident_ids(scope=query.scope, after=query.after, limit=query.limit)
    more = len(ids) == query.limit
    return IncidentPage(items=tuple(desk.store.incidents(ids)), next=ids[-1] if more else None)


@REGISTRY.add("GET", "/api/v1/incidents/{id}", Incident, tag="incidents", refuses=(404,))
def get_incident(desk: Desk, id: str) -> Incident:  # noqa: A002 - the path's own word
    """Give one incident."""
    found = desk.store.incidents([id])
    if not found:
        raise Refusal(404, "not-found", "no incident has this id")
    return found[0]


class IncidentVersion(Struct, frozen=True, kw_only=True):
    """How an incident stood from one moment to the next."""

    at: datetime.datetime
    """From when, UTC."""
    gone: bool
    """Told under another incident from then on."""
    incident: Incident
    """It."""


@REGISTRY.add(
    "GET", "/api/v1/incidents/{id}/history", tuple[IncidentVersion, ...], tag="incidents",
    refuses=(404,),
)  # fmt: skip
def get_incident_history(desk: Desk, id: str) -> tuple[IncidentVersion, ...]:  # noqa: A002
    """List every version of one incident, oldest first."""
    found = desk.store.incident_versions(id)
    if not found:
        raise Refusal(404, "not-found", "no incident has this id")
    return tuple(IncidentVersion(at=at, gone=gone, incident=i) for at, i, gone in found)


class Proposal(Struct, frozen=True, kw_only=True):
    """A restriction that reading proposes or a person decided on, and how that stands."""

    restriction: Restriction
    """It, its status as decided last."""
    decision: Decision | None = None
    """The last decision; ``null``: nobody has decided yet."""
    proposed: bool = True
    """Whether what was read proposes it still."""


@REGISTRY.add("GET", "/api/v1/restrictions", tuple[Proposal, ...], tag="restrictions")
def get_restrictions(desk: Desk) -> tuple[Proposal, ...]:
    """List what is proposed, and what was decided on each."""
    standing = {d.restriction.id: d for d in desk.store.standing()}
    proposed = proposals(desk)
    out = [
        Proposal(restriction=_as_decided(r, standing.get(r.id)), decision=standing.get(r.id))
        for r in proposed
    ]
    known = {r.id for r in proposed}
    out += [
        Proposal(restriction=d.restriction, decision=d, proposed=False)
        for i, d in standing.items() if i not in known
    ]  # fmt: skip
    return tuple(out)


def proposals(desk: Desk) -> list[Restriction]:
    """What the stored incidents propose, computed once for each state of the store."""
    from offing.scenario import propose_restrictions

    incidents = desk.store.latest_incidents(scope="shipping", limit=MAX_PROPOSING)
    key = ("proposals", desk.store.state())
    kept: list[Restriction] | None = desk.kept.get(key)
    if kept is None:
        kept = list(propose_restrictions(incidents))
        desk.kept.put(key, kept, 1000 * (len(kept) + 1))
    return kept


def _as_decided(restriction: Restriction, decision: Decision | None) -> Restriction:
    if decision is None:
        return restriction
    return msgspec.structs.replace(decision.restriction, status=decision.restriction.status)


class DecisionBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's decision on a restriction."""

    action: DecisionAction
    """What is decided."""
    who: Annotated[str, Meta(min_length=1, max_length=200)]
    """Who decides."""
    why: Annotated[str, Meta(max_length=5000)] = ""
    """The reason."""
    id: str | None = None
    """A proposal's id, with ``:PORT`` or ``:all`` where it names no single target."""
    restriction: Restriction | None = None
    """A restriction in full: one's own, or a proposal with other dates or shares."""
    seen: Number | None = None
    """The number of the last decision that the person has seen; a later one is a conflict."""


@REGISTRY.add(
    "POST", "/api/v1/decisions", tuple[Decision, ...], body=DecisionBody, status=201,
    tag="restrictions", refuses=(409, 422),
)  # fmt: skip
def post_decision(desk: Desk, body: DecisionBody) -> tuple[Decision, ...]:
    """Accept, change, reject or lift a restriction. What was decided is never altered."""
    if (body.id is None) == (body.restriction is None):
        raise Refusal(422, "invalid", "give either the id of a proposal or a restriction")
    if body.restriction is not None:
        chosen = [_checked(desk, body.restriction)]
    else:
        chosen = _chosen(desk, body.id or "")
    with desk.store.database.writing():
        # Asked while no other server can write: nobody comes in between.
        if body.seen is not None and desk.store.last_decision() > body.seen:
            raise Refusal(
                409, "conflict", "another decision was taken in the meantime; look at it first"
            )
        return tuple(desk.store.decide(r, body.action, who=body.who, why=body.why) for r in chosen)


def _chosen(desk: Desk, wanted: str) -> list[Restriction]:
    """What an id stands for: a proposal, a case of one, or something decided on before."""
    from offing.scenario import accept

    try:
        return list(accept(proposals(desk), [wanted]).restrictions)
    except UnknownRestriction:
        before = {d.restriction.id: d.restriction for d in desk.store.standing()}
        if wanted not in before:
            raise
        return [before[wanted]]


def _checked(desk: Desk, restriction: Restriction) -> Restriction:
    """A restriction of one's own, found good by the sea before it is kept.

    Raises:
        ScenarioError: it contradicts itself or names what there is not.
    """
    desk.sea.ways([("SGSIN", "NLRTM")], Scenario(restrictions=(restriction,)))
    return restriction


class DecisionPage(Struct, frozen=True, kw_only=True):
    """Decisions in the order in which they were taken."""

    items: tuple[Decision, ...]
    next: int | None = None
    """Give this as ``after`` for the next page; ``null``: that was the last."""


class DecisionsQuery(Struct, frozen=True, kw_only=True):
    """Which decisions."""

    after: Number = 0
    """``next`` of the page before."""
    limit: Limit = 100
    """How many at most."""
    restriction: str | None = None
    """Only those on this restriction."""


@REGISTRY.add("GET", "/api/v1/decisions", DecisionPage, query=DecisionsQuery, tag="restrictions")
def get_decisions(desk: Desk, query: DecisionsQuery) -> DecisionPage:
    """List every decision ever taken."""
    found = desk.store.decisions(
        restriction_id=query.restriction, after=query.after, limit=query.limit
    )
    more = len(found) == query.limit
    return DecisionPage(items=tuple(found), next=found[-1].number if more else None)


@REGISTRY.add("GET", "/api/v1/accepted", Scenario, tag="restrictions")
def get_accepted(desk: Desk) -> Scenario:
    """Give the scenario of what stands accepted."""
    return desk.store.accepted()
