"""Who speaks: authority, carrier, party …, and which speakers stand on one side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, cast

from offing.incidents.families import EVENTS, OUTCOMES
from offing.incidents.names import holds_word, name_key
from offing.incidents.outlets import is_outlet_itself
from offing.incidents.sources import carrier_names, carrier_words, speaker_words, wire_names
from offing.model import Claim, ClaimPlace, Report, SpeakerKind

_ROLE_OF = re.compile(r"\b(?:of|for)\s+(?:the\s+)?([A-Z][^,;()]{1,60})")

_OFFICE = re.compile(
    r"(?:(?:the|its|his|her|their|a|an)\s+)?"
    r"(?P<office>(?:[a-z-]+\s+){0,2}(?:master|authority|guard|ministry|minister|director|captain|"
    r"police|navy|army|administration|union))(?:\s+(?:of|in|at|for)\b.*)?$"
)
"""An office named in small letters: “its harbour master” is “the harbour master of Beira”
within one incident. Witnesses, officials and sources are many, and stay apart."""

AUTHORITIES = frozenset({"authority", "port", "safety"})

_UNDONE = OUTCOMES | {"congestion", "weather", "accident", "grounding", "rescue", "insurance"}
"""What nobody does on purpose: to tell of it makes no party."""

_ACTOR_KINDS: dict[str, SpeakerKind] = {
    "armed_group": "armed_group", "group": "armed_group", "umbrella": "armed_group",
    "faction": "armed_group", "militia": "armed_group", "person": "person",
    "umbrella_group": "armed_group", "state_force": "state", "state": "state",
    "government": "state", "military": "state",
    "navy": "state", "authority": "authority", "port_authority": "authority",
    "coast_guard": "authority", "canal_authority": "authority",
    "safety": "safety", "safety_authority": "safety", "maritime_safety": "safety",
    "carrier": "carrier", "shipping_line": "carrier", "company": "company",
    "agency": "agency", "organisation": "agency", "outlet": "outlet", "media": "outlet",
}  # fmt: skip


@cache
def known_actors() -> dict[str, Any]:
    """The table of known actors by id."""
    from offing.claims import actors

    return dict(actors.known_actors())


def _field(row: Any, name: str) -> Any:
    return getattr(row, name, None)


def kind_of(claim: Claim, report: Report | None = None) -> SpeakerKind:
    """What kind of speaker a claim has: by the known actor, else by name and role.

    The publisher speaking in its own voice is an ``outlet``, unless its own name
    tells more (a port authority's notice, a carrier's advisory).
    """
    publisher = report.publisher if report is not None else None
    return _kind(claim.speaker, claim.speaker_id, claim.speaker_role, publisher)


@lru_cache(maxsize=4096)
def _kind(
    speaker: str, speaker_id: str | None, role: str | None, publisher: str | None
) -> SpeakerKind:
    actor = known_actors().get(speaker_id or "")
    if actor is not None:
        kind = _kind_of_actor(actor)
        if kind is not None:
            return kind
    name = name_key(speaker)
    if name in carrier_names():
        return "carrier"
    for text in (name, name_key(role or "")):
        for kind_word, words in speaker_words():
            if text and any(holds_word(text, w) for w in words):
                return cast("SpeakerKind", kind_word)
    if is_outlet_itself(speaker, publisher):
        return "outlet"
    return "person" if actor is not None else "unknown"


@cache
def _ids_by_name() -> dict[str, str]:
    return {
        name_key(name): actor_id
        for actor_id, row in sorted(known_actors().items())
        for name in (row.name, *row.names, *row.one_side_names)
    }


def identity(name: str, actor_id: str | None = None) -> str:
    """Who a name is, for comparing: a known actor by id, else the normalised name.

    A news agency's or safety centre's several names are one identity.
    """
    if actor_id:
        return f"actor:{actor_id}"
    key = name_key(name)
    key = name_key(wire_names().get(key, name))
    known = _ids_by_name().get(key)
    return f"actor:{known}" if known else f"name:{key}"


def _kind_of_actor(actor: Any) -> SpeakerKind | None:
    """The kind of a known actor; ``None`` for persons, whose role tells more."""
    kind = _ACTOR_KINDS.get(str(_field(actor, "kind") or ""))
    if kind == "authority":
        # A centre that collects reports is an authority on incidents, not on a port.
        names = [name_key(n) for n in (_field(actor, "name"), *_field(actor, "names"))]
        safety = dict(speaker_words())["safety"]
        return "safety" if any(holds_word(n, w) for n in names for w in safety) else kind
    if kind == "company" and carrier_kind(str(_field(actor, "name"))):
        return "carrier"
    return None if kind == "person" else kind


def sides_of(actor_id: str | None) -> frozenset[str]:
    """The actor and everything it is a member of, up to the umbrella (ids)."""
    found: set[str] = set()
    todo = [actor_id] if actor_id else []
    while todo:
        one = todo.pop()
        if one in found:
            continue
        found.add(one)
        row = known_actors().get(one)
        if row is not None:
            todo.extend(_field(row, "member_of") or ())
    return frozenset(found)


def side_key(claim: Claim) -> frozenset[str]:
    """Who the speaker is and whom it speaks for (“spokesman of X”), up to the umbrella."""
    names = [identity(claim.speaker, claim.speaker_id)]
    office = _OFFICE.match(claim.speaker)
    if office and not claim.speaker_id:
        names.append(f"office:{name_key(office['office'])}")
    of = _ROLE_OF.search(claim.speaker_role or "")
    if of:
        names.append(identity(of.group(1)))
    return _with_umbrellas(names)


def actor_key(claim: Claim) -> frozenset[str]:
    """The same for the one who acts; empty where nobody is named."""
    if not claim.actor and not claim.actor_id:
        return frozenset()
    return _with_umbrellas([identity(claim.actor or "", claim.actor_id)])


def _with_umbrellas(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for who in names:
        found.add(who)
        if who.startswith("actor:"):
            found |= {f"actor:{i}" for i in sides_of(who.removeprefix("actor:"))}
    return frozenset(found)


def is_party(claim: Claim, actors: frozenset[str], kind: SpeakerKind) -> bool:
    """Whether the speaker (or its side) is one of those who act.

    ``actors``: the ``actor_key`` of all claims about the thing. Who announces a measure
    is a party to it too, whether or not the text names who is to carry it out.
    """
    if kind == "safety" and claim.action in EVENTS:
        return False  # who collects reports of attacks does none of them
    if side_key(claim) & actors:
        return True
    if claim.actor:
        told = name_key(f"{claim.speaker} {claim.speaker_role or ''}")
        if holds_word(told, claim.actor):
            return True
    if claim.action in _UNDONE:
        return False
    return claim.modality == "announced" and kind in ("armed_group", "state", "person", "unknown")


def is_in_charge(claim: Claim, kind: SpeakerKind, places: Iterable[ClaimPlace]) -> bool:
    """Whether an authority speaks of what it runs.

    It does when its name names the place or its country, or when it is a local
    office (“the harbour master”) and the claim names a single port or canal.
    """
    if kind not in ("authority", "port"):
        return False
    key = name_key(f"{claim.speaker} {claim.speaker_role or ''}")
    own = [p for p in places if p.kind in ("port", "canal", "strait", "anchorage", "town")]
    if any(holds_word(key, p.name) or _shares_word(key, p.name) for p in own):
        return True
    actor = known_actors().get(claim.speaker_id or "")
    waters = {name_key(w) for w in _field(actor, "waters")} if actor is not None else set()
    if any(name_key(p.name) in waters for p in own):
        return True
    country = _field(actor, "country") if actor is not None else None
    if country:
        return any(p.country == country for p in own)
    return len({p.id for p in own}) == 1


def _shares_word(key: str, name: str) -> bool:
    return any(len(w) > 3 and holds_word(key, w) for w in name_key(name).split())


def carrier_kind(speaker: str, role: str | None = None) -> str | None:
    """The kind of ships a company mainly runs (``container``, …), ``None`` if unknown."""
    key = name_key(speaker)
    if key in carrier_names():
        return carrier_names()[key]
    text = f"{key} {name_key(role or '')}"
    for kind, words in carrier_words().items():
        if any(holds_word(text, w) for w in words):
            return kind
    return None
