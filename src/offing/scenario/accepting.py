"""From proposals to a scenario: only what a person accepted goes in."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Sequence

import msgspec

from offing.errors import UnknownRestriction, UsageError
from offing.model import ClaimPlace, Restriction, Scenario, Target
from offing.scenario.build import restriction_id


def accept(
    restrictions: Iterable[Restriction],
    ids: Iterable[str],
    *,
    name: str = "accepted",
    date: datetime.date | None = None,
) -> Scenario:
    """A scenario of the proposals with these ``ids``, their status set to accepted.

    A general proposal (“ports of X”) names no single target: accept ``ID:PORT`` to pick
    one of its candidates by id, UN/LOCODE or name, or ``ID:all`` for every candidate.

    Raises:
        UnknownRestriction: no proposal has this id, or no candidate this name; near
            ones are offered.
        UsageError: a general proposal accepted without saying which candidate.
    """
    known = {r.id: r for r in restrictions}
    taken: dict[str, Restriction] = {}
    for wanted in ids:
        for one in _pick(known, wanted):
            taken.setdefault(one.id, msgspec.structs.replace(one, status="accepted"))
    return Scenario(restrictions=tuple(taken.values()), name=name if taken else "", date=date)


def _pick(known: dict[str, Restriction], wanted: str) -> list[Restriction]:
    key = wanted.strip()
    if key in known:
        base, choice = key, ""
    else:
        base, _, choice = key.rpartition(":")
    if base not in known:
        near = difflib.get_close_matches(base or key, known, n=3, cutoff=0.5)
        hint = "(nothing is proposed)"
        if known:
            hint = "(proposed: " + ", ".join(sorted(known)[:12]) + ")"
        raise UnknownRestriction(wanted, tuple(near), "" if near else hint)
    found = known[base]
    if found.target.kind != "general":
        if choice:
            raise UsageError(f"{base} names one target already; accept it without ':{choice}'")
        return [found]
    names = ", ".join(_code(c) for c in found.candidates[:8])
    if not choice:
        raise UsageError(
            f"{base} names no single target; accept {base}:PORT with one of {names or 'none'}, "
            f"or {base}:all"
        )
    if choice.casefold() == "all":
        return [_narrow(found, c, known) for c in found.candidates]
    key = choice.casefold()
    match = [
        c for c in found.candidates
        if key in (c.id.casefold(), c.name.casefold(), _code(c).casefold())
    ]  # fmt: skip
    if not match:
        raise UnknownRestriction(
            wanted, tuple(f"{base}:{_code(c)}" for c in _near(choice, found.candidates))
        )
    return [_narrow(found, match[0], known)]


def _code(place: ClaimPlace) -> str:
    return place.unlocode or place.id


def _near(choice: str, candidates: Sequence[ClaimPlace]) -> list[ClaimPlace]:
    by_name = {c.name.casefold(): c for c in candidates}
    close = difflib.get_close_matches(choice.casefold(), by_name, n=3, cutoff=0.5)
    return [by_name[n] for n in close] or list(candidates[:3])


def _narrow(general: Restriction, place: ClaimPlace, known: dict[str, Restriction]) -> Restriction:
    """The general proposal for one candidate; the individual proposal if there is one."""
    passage = place.kind in ("strait", "canal")
    target = Target(kind="passage" if passage else "port", id=place.id, name=place.name)
    for other in known.values():
        if other.candidate_of == general.id and other.target.id == place.id:
            return other
    return msgspec.structs.replace(
        general, id=restriction_id(target, general.effect, general.start), target=target,
        candidates=(), candidate_of=general.id,
    )  # fmt: skip
