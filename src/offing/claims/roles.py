"""Roles: the words for what somebody is, and for which body they are it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from offing.claims.actors import ActorMention
from offing.claims.lexicon import in_class, read_rows, words
from offing.claims.speakers import (
    Memory,
    Speaker,
    is_name,
    speaker_from_actor,
    speaker_from_name,
    text_of,
)
from offing.places import country_of
from offing.text.tokens import Token

DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "this", "that", "another", "one", "some"}
)
SPOKES = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen", "representative"}
)
PREPOSITIONS = frozenset({"of", "for", "at", "to", "in", "from", "with"})
COLLECTIVE_KINDS = {
    "group": ("armed_group", "umbrella_group"), "movement": ("armed_group", "umbrella_group"),
    "militia": ("armed_group",), "faction": ("armed_group",), "rebels": ("armed_group",),
    "company": ("company",), "carrier": ("company",), "operator": ("company",),
    "line": ("company",), "firm": ("company",), "owner": ("company",), "insurer": ("company",),
    "manager": ("company",), "consultancy": ("company",), "charterer": ("company",),
    "authority": ("authority", "agency"), "port": ("authority",), "administration": ("authority",),
    "centre": ("authority", "agency"), "center": ("authority", "agency"),
    "agency": ("agency", "authority"), "corporation": ("authority", "agency", "company"),
    "ministry": ("agency", "state_force"), "military": ("state_force",), "army": ("state_force",),
    "navy": ("state_force",), "forces": ("state_force", "armed_group"),
    "command": ("state_force",), "guard": ("authority", "state_force"),
    "coastguard": ("authority",), "government": ("agency", "state_force"),
    "union": ("agency",), "organisation": ("agency", "armed_group"),
    "organization": ("agency", "armed_group"), "office": ("authority", "agency"),
    "institute": ("agency",), "service": ("authority", "agency"),
}  # fmt: skip


@lru_cache(maxsize=1)
def ranks() -> dict[str, str]:
    """What each word of a title is: ``title`` by itself, or ``before`` another one."""
    return {row["word"]: row["part"] for row in read_rows("actors", "ranks.csv")}


def subject_org(
    pronoun: Token, actors: Sequence[ActorMention], sentence: Sequence[Token]
) -> Speaker | None:
    """The organisation that is the subject of the sentence, for “…, it said”."""
    for mention in actors:
        if mention.first <= 1 and sentence[mention.last - 1].end < pronoun.start:
            return None if mention.actor.kind == "person" else speaker_from_actor(mention.actor)
    return None


def actors_in(
    part: Sequence[Token], actors: Sequence[ActorMention], sentence: Sequence[Token]
) -> list[ActorMention]:
    """The known actors named in ``part``."""
    if not part:
        return []
    start, end = part[0].start, part[-1].end
    return [
        m for m in actors
        if sentence[m.first].start >= start and sentence[m.last - 1].end <= end
    ]  # fmt: skip


def role_at(tokens: Sequence[Token]) -> int:
    """Index of the head noun of a role (“secretary general”: the first), −1 without one."""
    for n, token in enumerate(tokens):
        if token.lower in PREPOSITIONS and n > 0:
            break
        if _is_title(tokens, n) and not (n + 1 < len(tokens) and _is_title(tokens, n + 1)):
            return n
    return -1


def _is_title(tokens: Sequence[Token], n: int) -> bool:
    """Whether a token is a role, or part of a title written before a name."""
    if in_class(tokens[n].lower, "role"):
        return True
    part = ranks().get(tokens[n].lower) if is_name(tokens[n]) else None
    follows = n + 1 == len(tokens) or is_name(tokens[n + 1])
    if part == "before":
        return n + 1 < len(tokens) and follows and _is_title(tokens, n + 1)
    return part == "title" and follows


def role_and_org(
    role: Sequence[Token], actors: Sequence[ActorMention], sentence: Sequence[Token], source: str,
    memory: Memory,
) -> tuple[str | None, Speaker | None]:  # fmt: skip
    """``(role words, organisation)`` of “the Houthis' military spokesman”, “CEO of X”, …"""
    at = role_at(role)
    if at < 0:
        return None, None
    first = at
    while first > 0 and not is_name(role[first - 1]) and role[first - 1].lower not in DETERMINERS \
            and role[first - 1].text not in ("'s", "'", "’") \
            and role[first - 1].lower not in _UNIFORMED:  # fmt: skip
        first -= 1
    while first > 0 and _is_title(role, first - 1):
        first -= 1
    title = text_of(role[first : at + 1], source)
    inside = [m.actor for m in actors_in(role, actors, sentence) if m.actor.kind != "person"]
    if inside:
        return title, speaker_from_actor(inside[0])
    before = [t for t in role[:first] if t.lower not in ("the", "a", "an")]
    after = role[at + 1 :]
    if after and after[0].lower in ("of", "for", "at"):
        return title, _org_from(after[1:], source, memory)
    if before:
        if before[0].lower in ("its", "their", "his", "her"):
            own = subject_org(role[first], actors, sentence)
            kinds = next(
                (_ROLE_KINDS[w] for w in reversed(title.lower().split()) if w in _ROLE_KINDS), None
            )
            return title, own or memory.latest_org(kinds)
        return title, _org_from(before, source, memory)
    return title, _org_of_role(role, title, memory)


def _org_from(tokens: Sequence[Token], source: str, memory: Memory) -> Speaker | None:
    tokens = [t for t in tokens if t.lower not in ("the", "a", "an")]
    owned = bool(tokens) and tokens[-1].text in ("'s", "'", "’")
    while tokens and tokens[-1].text in ("'s", "'", "’"):
        tokens = tokens[:-1]
    if not tokens:
        return None
    if len(tokens) == 1 and (kinds := COLLECTIVE_KINDS.get(tokens[0].lower)):
        known = memory.latest_org(kinds)
        return known or Speaker(text_of(tokens, source), kind=kinds[0])
    if len(tokens) == 1 and not owned and country_of(tokens[0].text):
        return None
    if any(is_name(t) for t in tokens):
        name = text_of(tokens, source)
        for org in reversed(memory.orgs):
            if " " in name and org.name.lower().endswith(" " + name.lower()):
                return org
        return speaker_from_name(name)
    return None


_UNIFORMED = words("guard guards navy army military coastguard")
_ROLE_KINDS = {
    "administrator": ("authority", "agency"),
    **dict.fromkeys(("commander", "admiral", "general", "colonel", "captain"),
                    ("state_force", "armed_group", "umbrella_group", "authority")),
    **dict.fromkeys(("executive", "ceo"), ("company",)),
    **dict.fromkeys(("chairman", "chairwoman", "chair", "director", "head"),
                    ("authority", "company", "agency")),
    **dict.fromkeys(("harbourmaster", "harbour-master"), ("authority",)),
}  # fmt: skip
_ANY_BODY = (
    "company", "authority", "agency", "state_force", "armed_group", "umbrella_group", "state",
)  # fmt: skip


def _org_of_role(role: Sequence[Token], title: str, memory: Memory) -> Speaker | None:
    """“a spokesperson, Commander X” after a sentence on the Fifth Fleet: that is whose."""
    words = title.lower().split()
    if any(w in SPOKES for w in words):
        return memory.latest_org(_ANY_BODY)
    if role[0].lower not in ("the", "its", "their", "his", "her"):
        return None
    kinds = next((_ROLE_KINDS[w] for w in reversed(words) if w in _ROLE_KINDS), None)
    return memory.latest_org(kinds) if kinds else None


def role_text(title: str | None, org: Speaker | None) -> str | None:
    """“director of X”: a title with the body that it is of."""
    if title is None:
        return None
    title = title.strip()
    return f"{title} of {org.name}" if org is not None and org.name else title
