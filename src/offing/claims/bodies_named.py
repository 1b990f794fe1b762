"""Bodies named before that a noun alone stands for: “the movement”, “the police”."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.actors import ActorMention, kind_from_name
from offing.claims.lexicon import words
from offing.claims.speakers import Memory, Speaker, text_of, without_article
from offing.text.tokens import Token

TELLING = words(
    "movement group rebels militia carrier firm company operator line giant shipowner owner "
    "consultancy insurer club union ministry authority navy"
)


_NAMED_SO = frozenset({"ministry"})


def the_one_of_its_kind(noun: str, kinds: tuple[str, ...], memory: Memory) -> Speaker | None:
    """The only body of these kinds that was named so far."""
    kinds = (*kinds, "company") if noun == "group" else kinds
    alike = {org.name: org for org in memory.orgs if org.kind in kinds}
    if noun in _NAMED_SO:  # “the Belgian ministry” is no office of another sort
        alike = {name: org for name, org in alike.items() if noun in name.lower()}
    return next(iter(alike.values())) if noun in TELLING and len(alike) == 1 else None


ONE_OF_A_KIND = frozenset({"police", "customs", "court", "army"})


def of_that_kind(noun: str, memory: Memory) -> Speaker | None:
    """“The police” after “Finnish police”: no body of another sort, though it be a public one."""
    for org in reversed(memory.orgs):
        if noun in org.name.lower().split():
            return org
    return None


def is_short_for(speaker: Speaker, issuer: Speaker) -> bool:
    """Whether a name is the first part of the issuer's (“Marlow” of “Marlow Mutual P&I Club”)."""
    name, whole = speaker.name, issuer.name
    if speaker.person or speaker.id is not None or len(name) < _SHORTEST_PART:
        return False
    if not whole.lower().startswith(name.lower() + " ") or speaker.kind == "state":
        return False
    if speaker.kind is not None and issuer.kind == "outlet" != speaker.kind:
        return False  # “the Free Coast Army”, told by Free Coast Army Radio
    return kind_from_name(whole) != "state" and not is_place_name(name)


_SHORTEST_PART = 3


def is_place_name(name: str) -> bool:
    """Whether ``name`` is nothing but that of a place."""
    from offing.places import find_places

    return any(m.start == 0 and m.end == len(name) for m in find_places(name))


_OWN_NOUNS = {
    "port": words("port ports harbour harbor terminal seaport"),
    "harbour": words("port ports harbour harbor"),
    "canal": words("canal"),
    "ministry": words("ministry department"),
    "navy": words("navy naval fleet"),
    **dict.fromkeys(("coastguard", "guard", "guards"), words("coastguard coast guard guards")),
    "embassy": words("embassy"),
    "parliament": words("parliament"),
    "bank": words("bank"),
    "court": words("court tribunal"),
    "police": words("police"),
}


def is_state_of(speaker: Speaker, issuer: Speaker) -> bool:
    """“Arland demands” in a paper of the Foreign Ministry of Arland: the ministry demands."""
    if speaker.kind != "state" or issuer.kind in (None, "outlet", "state", "company"):
        return False
    return issuer.name.endswith((f" of {speaker.name}", f" of the {speaker.name}"))


_UNION = words("union federation association brotherhood guild syndicate")
_SORTS = {
    "union": _UNION,
    "association": _UNION,
    "federation": _UNION,
    "chamber": words("chamber"),
    "council": words("council"),
    "commission": words("commission"),
    "committee": words("committee"),
    "institute": words("institute"),
    "department": words("department ministry"),
    "centre": words("centre center"),
    "center": words("centre center"),
    "authority": words("authority administration board port ports"),
    "agency": words("agency service"),
    "company": words("company lines line group"),
}
"""Nouns that bodies have in their names: who is called one of them is not called another."""
_SORT_WORDS = frozenset().union(*_SORTS.values(), _OWN_NOUNS["ministry"])
_EMPLOYERS = words("employers exporters shippers shipowners owners carriers operators industry")


def fits_noun(noun: str, body: Speaker | None) -> Speaker | None:
    """``body`` where “the port”, “the ministry” can stand for it by its own name; else ``None``."""
    if body is None or (noun not in _OWN_NOUNS and noun not in _SORTS):
        return body
    named = {w.removesuffix("'s") for w in body.name.lower().replace("-", " ").split()}
    if noun in _OWN_NOUNS:
        return body if not named.isdisjoint(_OWN_NOUNS[noun]) else None
    if noun == "union" and not named.isdisjoint(_EMPLOYERS):
        return None
    other = named.isdisjoint(_SORTS[noun]) and not named.isdisjoint(_SORT_WORDS)
    return None if other else body


def body_called(noun: str, kinds: tuple[str, ...], memory: Memory) -> Speaker | None:
    """The body named last for which “the ``noun``” can stand; the report's own issuer at last."""
    for org in reversed(memory.orgs):
        if org.kind in kinds and fits_noun(noun, org) is not None:
            return org
    issuer = memory.issuer
    return issuer if issuer.kind in kinds and fits_noun(noun, issuer) is not None else None


_SENT = words("mission embassy delegation consulate envoy representation liaison team office")


def sent_to(
    main: Sequence[Token], mention: ActorMention, sentence: Sequence[Token], source: str
) -> Speaker | None:
    """“Arland's mission to the United Nations”: the mission, and not the body it is sent to."""
    before = [t for t in main if t.end <= sentence[mention.first].start and t.lower != "the"]
    if len(before) < 2 or before[-1].lower not in ("to", "at", "in", "with"):
        return None
    if before[-2].lower not in _SENT:
        return None
    return Speaker(without_article(text_of(main, source)), kind="state")
