"""What claims of one report mean by standing where they stand.

A denial without a place (“the ministry denied the claim”) means what was told before
it; what came of an event (“nobody was hurt”, “the crew mustered”) is told right after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from offing.incidents.denials import leans, partners_of
from offing.incidents.families import EVENTS, OUTCOMES, family_of, is_denial
from offing.incidents.names import name_key
from offing.incidents.times import match_times
from offing.model import Claim
from offing.model.base import Struct

AFTER_POINTS = 400
"""An outcome stands at most so many code points behind the event it came of."""

_GOES_ON = re.compile(
    r"^[\s“\"'‘]*(?:they|it|its|their|he|she|all|both|nobody|no one|none)\b"
    r"|^[\s“\"'‘]*the\s+(?:\w+\s+){0,2}(?:crew|vessel|ship|tanker|carrier|master|captain|"
    r"robbers|pirates|attackers|perpetrators|intruders|skiffs?|boats?|men|alarm)\b"
    r"|^[\s“\"'‘]*(?:vessel|ship|crew|master|duty|alarm|alert|upon|later|two|three|one|no|at least)"
    r"\b[^.]{0,30}\b(?:crew|crewm[ae]n|seafarers?|sailors?|injur\w+|hurt|casualt\w+|safe)\b",
    re.IGNORECASE,
)


_REFERS = re.compile(
    r"\b(?:claim\w*|took|take\w*|accept\w*|assum\w*)\s+(?:\w+\s+)?responsibility\b"
    r"|\bthe\s+(?:\w+\s+)?(?:attack|raid|strike|incident|seizure|hijacking|boarding|explosion|"
    r"assault|operation)\b"
    r"|[’']s?\s+(?:attack|raid|seizure|hijacking|capture|boarding|assault)\s+(?:of|on)\s+the\s"
    r"|\b(?:seiz(?:ed|ing)|captured|hijacked|boarded|attacked|struck|hit|targeted)\s+the\s+"
    r"(?:\w+\s+)?(?:ship|vessel|tanker|carrier|freighter)\b"
    r"|\bthe\s+(?:ship|vessel|tanker|carrier|freighter)\s+(?:was|had been|has been)\s+(?:\w+ly\s+)?"
    r"(?:seized|captured|hijacked|boarded|attacked|struck|hit|targeted)\b"
    r"|\bagainst\s+the\s+(?:ship|vessel|tanker|carrier)\b"
    r"|\bin\s+the\s+same\s+(?:area|place|position|waters)\b",
    re.IGNORECASE,
)


class Context(Struct, frozen=True, kw_only=True):
    """For each claim that leans on another of its report: on which one (ids)."""

    partners: Mapping[str, str] = {}
    events: Mapping[str, str] = {}
    report_of: Mapping[str, str] = {}
    leaning: frozenset[str] = frozenset()

    def told_after(self, x: str, y: str) -> bool:
        """Whether one of the two tells what came of the other."""
        return self.events.get(x) == y or self.events.get(y) == x

    def may_meet(self, x: str, y: str) -> bool:
        """Whether the two may be compared: a leaning denial meets only what it means."""
        if self.report_of.get(x) != self.report_of.get(y):
            return True
        if x in self.leaning and y in self.leaning:
            return True
        if x in self.leaning:
            return self.partners.get(x) == y
        return y not in self.leaning or self.partners.get(y) == x


def context_of(claims: Iterable[Claim]) -> Context:
    """The context of all claims, report by report."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report_id].append(claim)
    partners: dict[str, str] = {}
    events: dict[str, str] = {}
    for group in by_report.values():
        group.sort(key=lambda c: (_start(c), c.id))
        partners |= partners_of(group)
        events |= _events_of(group)
    return Context(
        partners=partners, events=events,
        report_of={c.id: i for i, group in by_report.items() for c in group},
        leaning=frozenset(c.id for group in by_report.values() for c in group if leans(c)),
    )  # fmt: skip


def _start(claim: Claim) -> int:
    return claim.evidence[0].start if claim.evidence else 0


def _end(claim: Claim) -> int:
    return claim.evidence[0].end if claim.evidence else 0


def _events_of(ordered: Sequence[Claim]) -> dict[str, str]:
    """For each outcome: the event right before it, told by the same speaker or an outlet."""
    found: dict[str, str] = {}
    event: Claim | None = None
    for claim in ordered:
        if event is not None and (_is_outcome(claim, event) or _refers_to(claim, event)):
            found[claim.id] = event.id
            continue
        if event is not None and _speaks_of_it(claim):
            continue  # it leans on what was told, whatever place it was given
        happened = claim.action in EVENTS - OUTCOMES and not claim.hypothetical
        if happened and not is_denial(claim) and claim.modality != "assessed":
            event = claim
        elif claim.action != "other" and (claim.places or claim.when.precision != "unknown"):
            event = None  # the text has gone on to something else
    return found


def _refers_to(claim: Claim, event: Claim) -> bool:
    """Whether it speaks of “the attack” or claims it, and names no other time; a place only
    where it tells of the same act (“the ship was seized near …”)."""
    if family_of(claim.action) not in ("ship", "other") or claim.scope != event.scope:
        return False
    if claim.places and claim.action != event.action:
        return False
    if claim.hypothetical or claim.future:
        return False
    if claim.when.precision != "unknown" and match_times(claim, event, lasting=False)[0] != "same":
        return False
    if is_denial(claim) or claim.modality == "assessed" or claim.notice_id != event.notice_id:
        return False
    return _speaks_of_it(claim)


def _speaks_of_it(claim: Claim) -> bool:
    return any(_REFERS.search(e.text) for e in claim.evidence)


def _is_outcome(claim: Claim, event: Claim) -> bool:
    if claim.notice_id != event.notice_id or claim.scope != event.scope or claim.hypothetical:
        return False
    if _start(claim) - _end(event) > AFTER_POINTS or claim.future != event.future:
        return False
    if is_denial(claim) or claim.modality == "assessed" or claim.when.precision != "unknown":
        return False
    if name_key(claim.speaker) != name_key(event.speaker) and claim.action not in OUTCOMES:
        return False
    spots = {p.id for p in claim.places}
    if spots and not spots <= {p.id for p in event.places}:
        return False
    if claim.action in OUTCOMES | {"rescue"}:
        return True
    words = claim.evidence[0].text if claim.evidence else ""
    return family_of(claim.action) == "ship" and bool(_GOES_ON.search(words))
