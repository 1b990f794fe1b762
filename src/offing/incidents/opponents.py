"""Whose ports “the ports of the enemy” are: a group's word for a country, from data.

The words themselves stay in the evidence; what is added is only the country that the
speaker's own statements name, with its basis (``data/actors/opponents.csv``). Where two
are possible, both are named, so that the proposal stays general and a person picks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from offing.claims.actors import known_actors
from offing.claims.lexicon import read_rows
from offing.model import Claim

_SIDE = re.compile(
    r"\b(?:sea)?(?:ports?|harbou?rs?)\s+of\s+(?:the\s+|this\s+|that\s+)?"
    r"(?P<words>(?:[\w-]+\s+){0,2}?(?:entity|regime|enem(?:y|ies)|occupation|occupiers?|adversar(?:y|ies)"
    r"|opponents?|aggressors?))\b"
    r"|\b(?P<word2>enemy|hostile|occupation)\s+(?:sea)?(?:ports|harbou?rs)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _opponents() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows("actors", "opponents.csv"):
        found[row["actor_id"]] = (*found.get(row["actor_id"], ()), row["country"])
    return found


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Countries by the seat of government that stands for them, case folded."""
    return {row["name"].casefold(): row["country"] for row in read_rows("actors", "capitals.csv")}


def countries_meant(claim: Claim, words: str) -> tuple[str, ...]:
    """ISO codes of the countries that “the ports of the enemy” in ``words`` can mean.

    A name in the words themselves decides (“the Kyiv regime”); else the table, by the
    speaker, the one who acts, or what they belong to. Empty where nobody is known.
    """
    from offing.places import country_of
    from offing.text.neutral import neutral

    match = _SIDE.search(words)
    if match is None:
        return ()
    if match["words"]:
        first = match["words"].split()[0]
        named = (
            country_of(neutral(match["words"]).strip()) or country_of(first)
            or capitals().get(first.casefold())
        )  # fmt: skip
        if named:
            return (named,)
    for key in (claim.speaker_id, claim.actor_id):
        for who in _with_its_groups(key or ""):
            if who in _opponents():
                return _opponents()[who]
    return ()


def _with_its_groups(actor_id: str) -> list[str]:
    """An actor and all that it belongs to, nearest first."""
    known = known_actors()
    found = [actor_id] if actor_id in known else []
    for who in found:  # grows while it is walked: each group once
        found.extend(g for g in known[who].member_of if g in known and g not in found)
    return found
