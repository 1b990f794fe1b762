"""Bodies named before that a noun alone stands for: “the movement”, “the police”."""

from __future__ import annotations

from offing.claims.lexicon import words
from offing.claims.speakers import Memory, Speaker

TELLING = words(
    "movement group rebels militia carrier firm company operator line giant shipowner owner "
    "consultancy insurer club union ministry authority navy"
)


def the_one_of_its_kind(noun: str, kinds: tuple[str, ...], memory: Memory) -> Speaker | None:
    """The only body of these kinds that was named so far."""
    kinds = (*kinds, "company") if noun == "group" else kinds
    alike = {org.name: org for org in memory.orgs if org.kind in kinds}
    return next(iter(alike.values())) if noun in TELLING and len(alike) == 1 else None


ONE_OF_A_KIND = frozenset({"police", "customs", "court", "army"})


def of_that_kind(noun: str, memory: Memory) -> Speaker | None:
    """“The police” after “Finnish police”: no body of another sort, though it be a public one."""
    for org in reversed(memory.orgs):
        if noun in org.name.lower().split():
            return org
    return None
