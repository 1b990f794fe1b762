"""Incidents in plain words, for the terminal and for the page: one sentence each, then why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from offing.brief.left_out import excerpt
from offing.brief.wording import (
    STATUS_WORDS,
    capital,
    origins_words,
    plural,
    speaker_words,
    when_words,
)
from offing.model import Claim, Incident, Origin, Struct

MAX_COPIES = 6
"""Copies under one source that are named; of the others only the number is given."""

_OPEN = "not known whether so"

MAX_QUOTED = 160
"""Code points of a claim's own words that are quoted beside a link."""

_DEEPEST = 20


class Branch(Struct, frozen=True, kw_only=True):
    """One line of a tree from first sources to copies; ``more`` counts copies not named."""

    depth: int
    name: str = ""
    why: str = ""
    independent: bool = True
    more: int = 0


def incident_sentence(incident: Incident) -> str:
    """What it is, when, and how it stands: ``Closure of Haifa, 3 March 2025: announced.``"""
    what = capital(incident.title or incident.action.replace("_", " "))
    when = when_words(incident.when) if incident.when.earliest or incident.when.latest else ""
    status = STATUS_WORDS.get(incident.status, incident.status)
    what = what.removesuffix(f"({status})").removesuffix(f"({_OPEN})").rstrip()
    if incident.status == "unknown":
        status = _OPEN
    return f"{what}{f', {when}' if when and when not in what else ''}: {status}."


def branches_of(origins: Sequence[Origin], depth: int = 0) -> Iterator[Branch]:
    """The tree as lines, a node before its copies; of many copies the first few."""
    for n, origin in enumerate(origins):
        if depth and n >= MAX_COPIES:
            yield Branch(depth=depth, more=len(origins) - n)
            return
        yield Branch(depth=depth, name=origin.name, why=origin.why, independent=origin.independent)
        if depth < _DEEPEST:
            yield from branches_of(origin.copies, depth + 1)


def incident_lines(
    incident: Incident, number: int, claims: Mapping[str, Claim], *, links: bool = False
) -> Iterator[str]:
    """An incident for a terminal, line by line; ``claims`` by id, for their words."""
    yield f"{number}. {incident_sentence(incident)}"
    if words := _first_words(incident, claims):
        yield f"   told by {words}"
    yield f"   id: {incident.id}{' (told as history)' if incident.past else ''}"
    as_of = f" as of {incident.as_of}" if incident.as_of else ""
    yield f"   status{as_of}: {incident.status_reason or incident.status}"
    yield f"   was it said? {incident.said_rating.sentence}"
    yield f"   is it so? {incident.so_rating.sentence}"
    yield f"   support: {origins_words(incident)}"
    yield "   from origin to copies:"
    yield from (f"     {branch_words(b)}" for b in branches_of(incident.origins))
    yield from (f"   agrees: {c.text}" for c in incident.agreements)
    yield from (f"   conflicts: {c.text}" for c in incident.conflicts)
    if len(incident.history) > 1:
        yield "   history:"
        yield from (
            f"     {h.since or 'not dated'}: {STATUS_WORDS.get(h.status, h.status)} ({h.reason})"
            for h in incident.history
        )
    if links:
        yield from (f"   {line}" for line in link_lines(incident, claims))


def _first_words(incident: Incident, claims: Mapping[str, Claim]) -> str:
    """Who tells of it first, and the words; without them a title is hard to place."""
    supports = [v.claim_id for v in incident.voices if v.stance == "supports"]
    found = next((i for i in (*supports, *incident.claim_ids) if i in claims), None)
    return claim_words(found, claims) if found else ""


def branch_words(branch: Branch) -> str:
    """One line of the tree, indented, with why it stands where it stands."""
    lead = "  " * branch.depth + ("└ " if branch.depth else "")
    if branch.more:
        return f"{lead}and {plural(branch.more, 'more copy', 'more copies')}"
    return f"{lead}{branch.name}{f' ({branch.why})' if branch.why else ''}"


class LinkWords(Struct, frozen=True, kw_only=True):
    """Why two claims, ``one`` and ``two`` in words, were put together (``joined``) or not."""

    joined: bool
    one: str
    two: str
    reason: str


def link_words(incident: Incident, claims: Mapping[str, Claim]) -> list[LinkWords]:
    """Links and refusals; those between copies of two claims, for one reason, once."""
    found = (
        LinkWords(
            joined=link.joined, one=claim_words(link.claim_ids[0], claims),
            two=claim_words(link.claim_ids[1], claims), reason=link.reason,
        )
        for link in incident.links
    )  # fmt: skip
    return list(dict.fromkeys(found))


def link_lines(incident: Incident, claims: Mapping[str, Claim]) -> Iterator[str]:
    """Why claims were put together, and why others that came near were not."""
    if not incident.links:
        yield "links: one claim, nothing to link"
    for link in link_words(incident, claims):
        yield f"{'linked' if link.joined else 'kept apart'}: {link.one} | {link.two}"
        yield f"  because: {link.reason}"


def claim_words(claim_id: str, claims: Mapping[str, Claim]) -> str:
    """Who says it, and the first of its own words."""
    claim = claims.get(claim_id)
    if claim is None:
        return claim_id
    words = excerpt(claim.evidence[0].text, MAX_QUOTED) if claim.evidence else ""
    return f"{speaker_words(claim)}: “{' '.join(words.split())}”"


def counts_words(incidents: Iterable[Incident], reports: int, claims: int) -> str:
    """``three incidents from 40 claims in 12 reports``."""
    count = len(list(incidents))
    told = f"{plural(claims, 'claim')} in {plural(reports, 'report')}"
    return f"{plural(count, 'incident')} from {told}"


def newest_first(incidents: Iterable[Incident]) -> list[Incident]:
    """As a reader wants them: what several reports tell, then the rest, the newest first; then
    what is of no known kind, or has no place and no day; what is told as history last."""

    def day(incident: Incident) -> str:
        return incident.when.earliest or incident.when.latest or incident.stated.earliest or ""

    return sorted(sorted(incidents, key=day, reverse=True), key=_place_in_list)


def _place_in_list(incident: Incident) -> tuple[bool, bool, bool]:
    lone = len({v.report_id for v in incident.voices}) <= 1
    return incident.past, _is_vague(incident), lone


def _is_vague(incident: Incident) -> bool:
    """Whether a sentence alone says little of it: no kind of thing, or no place and no day."""
    if incident.action == "other":
        return True
    dated = bool(incident.when.earliest or incident.when.latest)
    lone = len({v.report_id for v in incident.voices}) <= 1
    return lone and not dated and not incident.places
