"""Actors: who they are, by any of the names that reports give them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from offing.claims.lexicon import PhraseIndex, read_rows
from offing.places import ports_named
from offing.places.names import fold_name
from offing.text.tokens import Token, tokenize


class Actor(NamedTuple):
    """A known actor (a row of ``data/actors/actors.csv``).

    ``kind``: ``state_force``, ``armed_group``, ``umbrella_group``, ``company``,
    ``agency``, ``authority``, ``outlet`` or ``person``; ``authority``: a maritime
    safety authority; ``member_of``: ids of what it belongs to.
    """

    id: str
    name: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    one_side_names: tuple[str, ...]
    member_of: tuple[str, ...]
    authority: bool
    waters: tuple[str, ...]


class ActorMention(NamedTuple):
    """A known actor named in tokens ``first`` to ``last`` (exclusive)."""

    actor: Actor
    first: int
    last: int


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1)
def known_actors() -> dict[str, Actor]:
    """All known actors by id."""
    return {
        row["id"]: Actor(
            row["id"], row["name"], row["kind"], row["country"] or None, _split(row["names"]),
            _split(row["one_side_names"]), _split(row["member_of"]), row["authority"] == "yes",
            _split(row["waters"]),
        )
        for row in read_rows("actors", "actors.csv")
    }  # fmt: skip


@lru_cache(maxsize=1)
def _index() -> PhraseIndex[Actor]:
    index: PhraseIndex[Actor] = PhraseIndex()
    for actor in known_actors().values():
        for name in {actor.name, *actor.names, *actor.one_side_names}:
            index.add([t.lower for t in tokenize(name)], actor)
    index.freeze()
    return index


@lru_cache(maxsize=1)
def actor_words() -> frozenset[str]:
    """Words with which the names of known actors begin."""
    return _index().first_words()


def find_actors(tokens: Sequence[Token]) -> list[ActorMention]:
    """Known actors named in ``tokens``: longest names first, no overlaps, capitals required."""
    index = _index()
    known = index.by_first
    found: list[ActorMention] = []
    done = 0
    for i in [n for n, token in enumerate(tokens) if token.lower in known]:
        token = tokens[i]
        if i >= done and (token.text[0].isupper() or _is_name_after_article(token)):
            matches = index.match(tokens, i)
            if matches and _written_as_name(tokens, i, matches[0]):
                length, actor = matches[0]
                found.append(ActorMention(actor, i, i + length))
                done = i + length
    return found


def _is_name_after_article(token: Token) -> bool:
    return token.text.startswith("al-")


def _written_as_name(tokens: Sequence[Token], i: int, match: tuple[int, Actor]) -> bool:
    """Short names that are also words count only as they are usually written."""
    length, actor = match
    if length > 1:
        return True
    text = tokens[i].text
    return text in (actor.name, *actor.names, *actor.one_side_names) or len(text) > 4


def actor_of(name: str) -> Actor | None:
    """The known actor that ``name`` stands for, if it is exactly one of its names."""
    tokens = tokenize(name)
    if tokens and tokens[0].lower == "the":
        tokens = tokens[1:]
    for length, actor in _index().match(tokens, 0) if tokens else []:
        if length == len(tokens):
            return actor
    return None


_KIND_WORDS = (
    ("outlet", ("news", "times", "dispatch", "newspaper", "television", "tv", "radio", "herald",
                "journal", "gazette", "tribune", "telegraph", "broadcaster", "wire", "media",
                "reporters", "journalist", "review", "letter", "digest", "press", "courier",
                "chronicle",
                "reporter", "monitor", "mail", "daily", "weekly", "newswire", "bulletin",
                "notebook", "blog", "ledger", "post", "broadcasting", "presse", "prensa",
                "newsroom", "agence", "nachrichten", "noticias")),
    ("authority", ("authority", "coastguard", "harbourmaster", "administration", "directorate",
                   "harbour", "pilotage", "ukmto", "jmic", "customs", "maritime")),
    ("armed_group", ("front", "movement", "militia", "militias", "brigade", "brigades", "rebels",
                     "rebel", "fighters", "resistance", "faction", "insurgents", "militants",
                     "gunmen")),
    ("state_force", ("navy", "army", "military", "forces", "force", "defence", "defense",
                     "command", "guards", "fleet", "warship", "marines")),
    ("company", ("line", "lines", "shipping", "tankers", "carriers", "company", "ltd", "inc",
                 "plc", "container", "logistics", "owner", "operator", "manager", "marine",
                 "bulkers", "insurer", "lines", "companies", "airlines", "shipowners",
                 "firm", "ceo", "underwriters", "carrier", "terminals", "club", "mutual",
                 "assurance", "insurance", "indemnity", "syndicate", "agencies", "brokers",
                 "chartering", "ferries", "ferry", "feeder", "feeders", "towage", "salvage",
                 "petroleum", "steamship", "reefers",
                 "operators", "owners", "managers", "tankship", "bulk", "lng")),
    ("agency", ("agency", "centre", "center", "ministry", "institute", "union", "bureau",
                "programme", "organisation", "organization", "committee", "council", "nations",
                "corporation", "government", "association", "federation", "cabinet", "alliance",
                "group", "network", "brotherhood", "guild", "league", "confederation", "dockers")),
)  # fmt: skip


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_rows("actors", "capitals.csv"))


@lru_cache(maxsize=4096)
def is_state(name: str) -> bool:
    """Whether ``name`` is a seat of government or a country, standing for the state."""
    from offing.places import country_of

    plain = name.lower().removeprefix("the ")
    return plain in _states() or (len(plain.split()) <= 3 and country_of(plain) is not None)


_WATERWORKS = frozenset({"canal", "waterway", "harbour", "harbor", "seaway", "vts", "strait"})
_OFFICES = frozenset({"office", "service", "administration", "authority", "control", "operations"})
_CELLS = frozenset({"cluster", "cell", "taskforce", "programme", "observatory"})
_PORTS = frozenset({"port", "ports", "harbour", "harbor", "seaports", "canal"})
_PORT_BODIES = frozenset(
    {"trust", "office", "board", "management", "directorate", "commission", "master", "captain"}
)
_LAW = frozenset(
    {"police", "prosecutor", "prosecutors", "customs", "investigators", "firefighters"}
)
_FIRM = frozenset({"firm", "consultancy", "company", "analytics", "intelligence-firm", "insurer"})


@lru_cache(maxsize=4096)
def kind_from_name(name: str) -> str | None:
    """What kind of actor the words of ``name`` tell of; ``None`` when they don't."""
    if is_state(name):
        return "state"
    words = [t.lower for t in tokenize(name)]
    words = words[1:] if words[:1] == ["the"] else words
    cut = next((n for n, w in enumerate(words) if w in _AFTER_HEAD and n), 0)
    if cut:
        kind = _kind_of_words(words[:cut])
        lone = words[0] in _COUNTED or name[:1].islower()
        return kind if kind is not None or lone else _kind_of_words(words)
    return _kind_of_words(words)


_SHORT = 3
_AFTER_HEAD = frozenset(
    {"near", "familiar", "seen", "whose", "who", "which", "at", "by", "in", "with", "on", "from"}
)
_COUNTED = frozenset({"a", "an", "one", "two", "three", "four", "some", "several"})
_STUDYING = frozenset(
    {"institute", "university", "college", "foundation", "association", "federation", "society",
     "forum", "union", "alliance", "guild", "observatory"}
)  # fmt: skip
_OF = frozenset({"of", "for", "to"})


def _is_port_called_by_town(town: tuple[str, ...]) -> bool:
    """“Port Houston” is a body; “Port Sudan” is a town, and “Port Weekly” neither."""
    name = " ".join(town)
    own = fold_name(f"port {name}")
    return bool(town and ports_named(name)) and all(
        fold_name(p.name) != own for p in ports_named(f"port {name}")
    )


def _kind_of_words(words: list[str]) -> str | None:
    """The kind that the words of a name tell of; what it ends in weighs most."""
    present = set(words)
    end = next((n for n, w in enumerate(words) if w in _OF and n), len(words))
    if words[end - 1 : end] and words[end - 1] in _STUDYING:
        return "agency"
    if {"coast", "guard"} <= present or {"ports", "corporation"} <= present:
        return "authority"
    named = words[:1] == ["port"] and _is_port_called_by_town(tuple(words[1:]))
    if words[:2] == ["port", "of"] or words[-1:] in (["port"], ["ports"]) or named:
        return "authority"
    if present & _PORTS and present & _PORT_BODIES:
        return "authority"
    if present & _LAW:
        return "authority"
    if {"port", "authority"} <= present or {"maritime", "centre"} <= present:
        return "authority"
    if "armed" in present and ("group" in present or "movement" in present):
        return "armed_group"
    if present & {"ministry", "minister", "treasury"}:
        return "state_force" if present & {"defence", "defense"} else "agency"
    if present & _WATERWORKS and present & _OFFICES:
        return "authority"
    if present & _CELLS:
        return "agency"
    if present & _FIRM:
        return "company"
    if 2 <= len(words) <= _SHORT and words[-1] == "maritime":
        return "company"  # “Marlow Maritime”
    if present & {"agencies", "agents"} or (
        words[-1:] == ["agency"] and words[-2:-1] in (["shipping"], ["ship"])
    ):
        return "company"  # “Atlas Maritime Agencies”
    if "&" in present and present & {"harbour", "harbor"} and not present & _OFFICES:
        return None  # “Harbour & Haul”, a paper
    if {"maritime", "advisory"} <= present or {"canal", "authority"} <= present:
        return "authority"
    for kind, keys in _KIND_WORDS:
        if any(word in keys for word in words):
            return kind
    return None
