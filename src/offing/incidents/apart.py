"""What keeps two claims of one kind apart: sums, history, own ships, separate days."""

from __future__ import annotations

import re

from offing.incidents.families import MEASURES
from offing.incidents.speakers import kind_of
from offing.incidents.times import span_of
from offing.model import Claim

MANY_DAYS = 14
"""A range longer than this is no uncertainty about one event but a sum of several."""

SEPARATE_DAYS = 7
"""One speaker's two measures that begin further apart than this are two; rules of passage
(limits by number, draught, hour) that begin on two days are two at once."""

_AIRBORNE = re.compile(
    r"\b(?:shot|shoot(?:ing|s)?|brought|knocked)\s+down\b"
    r"|\b(?:intercept\w*|destroy\w*|downed|engaged)\b[^.]{0,40}"
    r"\b(?:drones?|missiles?|projectiles?|unmanned)\b"
    r"|\b(?:drones?|missiles?|projectiles?)\b[^.]{0,30}\b(?:intercepted|destroyed|downed)\b",
    re.IGNORECASE,
)


def sums_up(claim: Claim) -> bool:
    """Whether a claim tells of weeks or more (“since November”, “this year”)."""
    if claim.when.precision in ("month", "year"):
        return True
    first, last = span_of(claim.when)
    if claim.when.precision != "range" or first is None:
        return False
    return last is None or (last - first).days > MANY_DAYS


def shot_down(claim: Claim) -> bool:
    """Whether an interception is of something in the air, and so of no ship."""
    return claim.action == "interception" and any(_AIRBORNE.search(e.text) for e in claim.evidence)


def tells_of_own_ships(claim: Claim) -> bool:
    """Whether a company says what its own ships do."""
    return (
        claim.action in ("suspension", "diversion", "restriction", "resumption")
        and claim.modality == "announced"
        and kind_of(claim) in ("carrier", "company")
    )


def own_measures_apart(a: Claim, b: Claim) -> bool:
    """Whether one measure is a company's for its own ships, and the other is not."""
    both = a.action in MEASURES and b.action in MEASURES
    return both and tells_of_own_ships(a) != tells_of_own_ships(b)


def separate_starts(a: Claim, b: Claim) -> bool:
    """Whether two measures of one report begin on days that cannot be one."""
    if a.report_id != b.report_id or not (a.action in MEASURES and b.action in MEASURES):
        return False
    one, two = span_of(a.when)[0], span_of(b.when)[0]
    rules = a.action == b.action == "restriction"
    apart = 1 if rules else SEPARATE_DAYS
    return one is not None and two is not None and abs((one - two).days) > apart
