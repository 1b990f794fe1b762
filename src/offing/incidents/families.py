"""What kinds of claims can be about one thing."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from offing.model import Claim

Family = Literal[
    "ship", "hazard", "accident", "measure", "reopening", "advice", "denial", "context", "other"
]

_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(
        ("attack", "explosion", "seizure", "boarding", "robbery", "hijack", "approach",
         "damage", "casualty", "interception", "rescue", "release"), "ship"),
    **dict.fromkeys(
        ("closure", "blockade", "suspension", "restriction", "diversion", "operation",
         "strike"), "measure"),
    **dict.fromkeys(("mine", "gnss_interference"), "hazard"),
    **dict.fromkeys(("accident", "grounding", "spill"), "accident"),
    **dict.fromkeys(("resumption", "opening", "normal_operations"), "reopening"),
    **dict.fromkeys(("advisory",), "advice"),
    **dict.fromkeys(("denial",), "denial"),
    **dict.fromkeys(
        ("talks", "threat", "capability", "assessment", "escort", "exercise", "insurance",
         "surcharge", "sanctions", "weather", "congestion"), "context"),
}  # fmt: skip
"""Actions that different people use for one and the same thing stand in one family: a
ship that one calls attacked another calls boarded, seized or damaged."""

MEASURES = frozenset(a for a, f in _FAMILIES.items() if f == "measure")
REOPENINGS = frozenset({"resumption", "opening"})
SHIP_EVENTS = frozenset(a for a, f in _FAMILIES.items() if f == "ship")
EVENTS = SHIP_EVENTS | {"mine", "gnss_interference", "accident", "grounding", "spill"}
"""Things that happen once; ``MEASURES`` are states that begin and end."""

_CLOSES = frozenset({"closure", "blockade", "restriction", "suspension", "operation", "strike"})
_STOPS = frozenset({"closure", "blockade", "suspension", "restriction", "strike"})
_REROUTES = frozenset({"suspension", "diversion"})


def family_of(action: str) -> Family:
    """The family of an action; ``other`` stands alone."""
    return _FAMILIES.get(action, "other")


OUTCOMES = frozenset({"casualty", "damage", "spill"})
"""What comes of an event. “Nobody was hurt” denies no event: it tells how it ended."""


def is_denial(claim: Claim) -> bool:
    """Whether the claim says that something is not so.

    “She has called at no port of X” is a statement of its own, not a denial.
    """
    if claim.modality == "denied" or claim.action == "denial":
        return True
    return claim.negated and claim.action not in OUTCOMES and claim.action != "other"


def can_be_one(a: Claim, b: Claim) -> tuple[bool, str]:
    """Whether the actions of two claims can describe one thing, and why (not)."""
    return _can_be_one(a.action, b.action, is_denial(a) != is_denial(b))


@lru_cache(maxsize=8192)
def _can_be_one(a: str, b: str, denied: bool) -> tuple[bool, str]:
    one, two = family_of(a), family_of(b)
    if a == b:
        return True, f"both are about the same kind of thing ({_word(a)})"
    if "denial" in (one, two) or (denied and "other" in (one, two)):
        return True, "one is told and the other denies"
    if {one, two} == {"ship", "other"} and "other" in (a, b):
        return True, "one does not say what kind of thing it was"
    if one == two == "ship":
        return True, f"{_word(a)} and {_word(b)} can be one incident to a ship"
    if one == two == "measure":
        pair = {a, b}
        if pair <= _CLOSES or pair <= _REROUTES:
            return True, f"{_word(a)} and {_word(b)} can be one measure"
    stops = {a, b} & _STOPS
    if stops and "normal_operations" in (a, b):
        return True, "one says that it is stopped, the other that it works normally"
    if {a, b} <= {"accident", "grounding", "spill", "damage", "casualty", "rescue"}:
        return True, f"{_word(a)} and {_word(b)} can be one accident"
    if {a, b} <= {"mine", "explosion", "damage"}:
        return True, f"{_word(a)} and {_word(b)} can be one incident"
    return False, f"{_word(a)} and {_word(b)} are different kinds of things"


_WORDS = {
    "gnss_interference": "interference with satellite navigation",
    "other": "something",
}


def _word(action: str) -> str:
    return _WORDS.get(action, action.replace("_", " "))


action_word = _word
"""An action as a plain English noun."""
