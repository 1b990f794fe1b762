"""Speakers: who can say something, and who was named so far in a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from offing.claims.actors import Actor, actor_of, kind_from_name, known_actors
from offing.claims.names import REPORT_ITSELF, clean_name
from offing.text.tokens import Token

PERSON_PRONOUNS = frozenset({"he", "she"})
GROUP_PRONOUNS = frozenset({"it", "they"})
FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
LEADERS = frozenset({"leader", "secretary", "chief", "head", "commander", "president", "general"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who says something. ``unnamed``: a source that nobody could look up."""

    name: str
    id: str | None = None
    role: str | None = None
    org: str | None = None
    org_id: str | None = None
    kind: str | None = None
    person: bool = False
    unnamed: bool = False
    vague: bool = False
    """Told by a role only (“a leader of X”): a name may come later."""

    def __post_init__(self) -> None:
        """Keep what is no part of a name out of it, whoever made the speaker."""
        name = clean_name(self.name)
        if name != self.name:
            object.__setattr__(self, "name", name or REPORT_ITSELF)
            if not name or name.startswith("a source calling"):
                object.__setattr__(self, "unnamed", True)
        for slot in ("role", "org"):
            text = getattr(self, slot)
            if text is not None and (plain := clean_name(text)) != text:
                object.__setattr__(self, slot, plain or None)

    @property
    def actor(self) -> Actor | None:
        """The known actor behind this speaker: itself, or the organisation it speaks for."""
        for key in (self.id, self.org_id):
            if key is not None:
                actor = known_actors()[key]
                if actor.kind == "person" and actor.member_of:
                    return known_actors()[actor.member_of[0]]
                return actor
        return None

    @property
    def speaks_for(self) -> str:
        """Name of the organisation spoken for; the speaker's own name without one."""
        return self.org or self.name


_MAX_REMEMBERED = 24
"""How many speakers back a pronoun or a surname may reach; bounds the time."""


_LONGEST_LETTERS = 6


@dataclass(slots=True)
class Memory:
    """Who was named so far in this report, latest last."""

    issuer: Speaker
    persons: list[Speaker] = field(default_factory=list)
    orgs: list[Speaker] = field(default_factory=list)
    last: Speaker | None = None
    full_names: dict[str, str] = field(default_factory=dict)
    spoke_in: int = -1
    """Index of the sentence in which somebody spoke last."""
    lead: tuple[Speaker, ...] = ()
    """Whose words the sentence read last leads up to."""
    listing: tuple[Speaker, ...] = ()
    """Whose words the items of the list are that is being read."""
    turns: dict[int, Speaker] | None = None
    """Who speaks in which sentence of a transcript; ``None`` before it was looked for."""

    def note(self, speaker: Speaker) -> None:
        """Remember ``speaker`` as the latest one."""
        self.last = speaker
        del self.persons[:-_MAX_REMEMBERED], self.orgs[:-_MAX_REMEMBERED]
        if speaker.person:
            self.persons.append(speaker)
            if speaker.org:
                org = speaker_from_name(speaker.org)
                if org not in self.orgs[-1:]:
                    self.orgs.append(org)
        elif not speaker.vague:
            self.orgs.append(speaker)

    def latest_org(self, kinds: tuple[str, ...] | None = None) -> Speaker | None:
        """The organisation named last whose kind is one of ``kinds`` (any when ``None``)."""
        for org in reversed(self.orgs):
            if kinds is None or org.kind in kinds:
                return org
        if kinds and self.issuer.kind in kinds:
            return self.issuer
        return None

    def by_letters(self, short: str) -> Speaker | None:
        """The body named in full before whose first letters ``short`` is: “KPA”."""
        if not 3 <= len(short) <= _LONGEST_LETTERS or not (short.isupper() and short.isalpha()):
            return None
        for org in (*reversed(self.orgs), self.issuer):
            if "".join(w[0] for w in org.name.split() if w[0].isupper()) == short != org.name:
                return org
        return None

    def person_with_role(self, role: str, org: Speaker | None) -> Speaker | None:
        """The person named last who has a role like ``role`` (in ``org``, when given)."""
        for person in reversed(self.persons):
            words = set((person.role or "").lower().split())
            alike = role in words or (role in LEADERS and words & LEADERS)
            related = org is None or _related(person, org)
            if alike and related:
                return person
        return None


def _related(person: Speaker, org: Speaker) -> bool:
    if person.org is None:
        return False
    if person.org == org.name or (org.id is not None and org.id == person.org_id):
        return True
    actor = known_actors().get(person.org_id or "")
    return actor is not None and org.id in actor.member_of


@lru_cache(maxsize=4096)
def speaker_from_name(name: str) -> Speaker:
    """A speaker called ``name``: a known actor under its standard name, else as written."""
    name = " ".join(name.split())
    actor = actor_of(name)
    if actor is not None:
        return speaker_from_actor(actor)
    return Speaker(without_article(name), kind=kind_from_name(name))


@lru_cache(maxsize=4096)
def speaker_from_actor(actor: Actor) -> Speaker:
    """A known actor as a speaker; a person brings the organisation along."""
    if actor.kind == "person":
        org = known_actors()[actor.member_of[0]] if actor.member_of else None
        return Speaker(
            actor.name, actor.id, "leader" if org and "leader" in actor.names else None,
            org.name if org else None, org.id if org else None, org.kind if org else None, True,
        )  # fmt: skip
    return Speaker(actor.name, actor.id, kind=actor.kind)


def without_article(name: str) -> str:
    """``name`` without “the” before it."""
    for article in ("The ", "the "):
        if name.startswith(article):
            return name[4:]
    return name


def text_of(tokens: Sequence[Token], source: str) -> str:
    """The source text that ``tokens`` cover, white space folded."""
    if not tokens:
        return ""
    return " ".join(source[tokens[0].start : tokens[-1].end].split())


def is_name(token: Token) -> bool:
    """Whether a token looks like part of a proper name."""
    text = token.text
    return text[0].isupper() or (text[2:3] == "-" and text[:3] in _ARTICLES)


_ARTICLES = frozenset({"al-", "el-", "as-", "an-"})
