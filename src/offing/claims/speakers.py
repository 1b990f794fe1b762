"""Who speaks: noun phrases into speakers, pronouns and “the leader” into earlier ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from offing.claims.actors import Actor, ActorMention, actor_of, kind_from_name, known_actors
from offing.claims.lexicon import in_class, read_rows, words
from offing.claims.names import REPORT_ITSELF, clean_name
from offing.places import country_of
from offing.text.tokens import Token

PERSON_PRONOUNS = frozenset({"he", "she"})
GROUP_PRONOUNS = frozenset({"it", "they"})
FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "this", "that", "another", "one", "some"}
)
_SPOKES = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen", "representative"}
)
_NAME_LINKS = frozenset(
    {"al", "bin", "ibn", "de", "van", "von", "der", "da", "el", "of", "and", "&"}
)
_LEADERS = frozenset({"leader", "secretary", "chief", "head", "commander", "president", "general"})
_PREPOSITIONS = frozenset({"of", "for", "at", "to", "in", "from", "with"})
_COLLECTIVE_KINDS = {
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
def _ranks() -> dict[str, str]:
    return {row["word"]: row["part"] for row in read_rows("actors", "ranks.csv")}


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


@dataclass(slots=True)
class Memory:
    """Who was named so far in this report, latest last."""

    issuer: Speaker
    persons: list[Speaker] = field(default_factory=list)
    orgs: list[Speaker] = field(default_factory=list)
    last: Speaker | None = None
    full_names: dict[str, str] = field(default_factory=dict)

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
        elif not speaker.vague and (speaker.kind or speaker.name[:1].isupper()):
            self.orgs.append(speaker)

    def latest_org(self, kinds: tuple[str, ...] | None = None) -> Speaker | None:
        """The organisation named last whose kind is one of ``kinds`` (any when ``None``)."""
        for org in reversed(self.orgs):
            if kinds is None or org.kind in kinds:
                return org
        if kinds and self.issuer.kind in kinds:
            return self.issuer
        return None

    def person_with_role(self, role: str, org: Speaker | None) -> Speaker | None:
        """The person named last who has a role like ``role`` (in ``org``, when given)."""
        for person in reversed(self.persons):
            words = set((person.role or "").lower().split())
            alike = role in words or (role in _LEADERS and words & _LEADERS)
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
    return Speaker(_without_article(name), kind=kind_from_name(name))


def speaker_from_actor(actor: Actor) -> Speaker:
    """A known actor as a speaker; a person brings the organisation along."""
    if actor.kind == "person":
        org = known_actors()[actor.member_of[0]] if actor.member_of else None
        return Speaker(
            actor.name, actor.id, "leader" if org and "leader" in actor.names else None,
            org.name if org else None, org.id if org else None, org.kind if org else None, True,
        )  # fmt: skip
    return Speaker(actor.name, actor.id, kind=actor.kind)


def _without_article(name: str) -> str:
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
    return token.text[0].isupper() or token.text[:3] in ("al-", "el-", "as-", "an-")


def speaker_from_phrase(
    main: Sequence[Token], role: Sequence[Token], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    """The speaker that the noun phrase ``main`` stands for, ``role`` being its apposition."""
    main = _strip(main)
    if not main:
        return None
    first = main[0].lower
    if len(main) == 1 and first in PERSON_PRONOUNS:
        return memory.persons[-1] if memory.persons else memory.last
    if len(main) == 1 and first in GROUP_PRONOUNS:
        return _subject_org(main[0], actors, sentence) or memory.latest_org()
    if len(main) == 1 and first in FIRST_PERSON:
        return memory.issuer
    inside = _actors_in(main, actors, sentence)
    person = next((m.actor for m in inside if m.actor.kind == "person"), None)
    if person is not None:
        known = speaker_from_actor(person)
        title, org = _role_and_org(role or main, actors, sentence, source, memory)
        if org is not None:
            known = replace(known, org=org.name, org_id=org.id, kind=org.kind)
        return replace(known, role=_role_text(title, org or speaker_from_name(known.org or "")))
    if role:
        return _with_role(main, role, actors, sentence, source, memory)
    return _single(main, inside, actors, sentence, source, memory)


def _subject_org(
    pronoun: Token, actors: Sequence[ActorMention], sentence: Sequence[Token]
) -> Speaker | None:
    """The organisation that is the subject of the sentence, for “…, it said”."""
    for mention in actors:
        if mention.first <= 1 and sentence[mention.last - 1].end < pronoun.start:
            return None if mention.actor.kind == "person" else speaker_from_actor(mention.actor)
    return None


def _strip(main: Sequence[Token]) -> Sequence[Token]:
    while main and not main[0].text[0].isalnum():
        main = main[1:]
    while main and not main[-1].text[-1].isalnum() and main[-1].text != ")":
        main = main[:-1]
    return main


def _actors_in(
    part: Sequence[Token], actors: Sequence[ActorMention], sentence: Sequence[Token]
) -> list[ActorMention]:
    if not part:
        return []
    start, end = part[0].start, part[-1].end
    return [
        m for m in actors
        if sentence[m.first].start >= start and sentence[m.last - 1].end <= end
    ]  # fmt: skip


def _role_at(tokens: Sequence[Token]) -> int:
    """Index of the head noun of a role (“secretary general”: the first), −1 without one."""
    for n, token in enumerate(tokens):
        if token.lower in _PREPOSITIONS and n > 0:
            break
        if _is_title(tokens, n) and not (n + 1 < len(tokens) and _is_title(tokens, n + 1)):
            return n
    return -1


def _is_title(tokens: Sequence[Token], n: int) -> bool:
    """Whether a token is a role, or part of a title written before a name."""
    if in_class(tokens[n].lower, "role"):
        return True
    part = _ranks().get(tokens[n].lower) if is_name(tokens[n]) else None
    follows = n + 1 == len(tokens) or is_name(tokens[n + 1])
    if part == "before":
        return n + 1 < len(tokens) and follows and _is_title(tokens, n + 1)
    return part == "title" and follows


def _role_and_org(
    role: Sequence[Token], actors: Sequence[ActorMention], sentence: Sequence[Token], source: str,
    memory: Memory,
) -> tuple[str | None, Speaker | None]:  # fmt: skip
    """``(role words, organisation)`` of “the Houthis' military spokesman”, “CEO of X”, …"""
    at = _role_at(role)
    if at < 0:
        return None, None
    first = at
    while first > 0 and not is_name(role[first - 1]) and role[first - 1].lower not in _DETERMINERS \
            and role[first - 1].text not in ("'s", "'", "’") \
            and role[first - 1].lower not in _UNIFORMED:  # fmt: skip
        first -= 1
    while first > 0 and _is_title(role, first - 1):
        first -= 1
    title = text_of(role[first : at + 1], source)
    inside = [m.actor for m in _actors_in(role, actors, sentence) if m.actor.kind != "person"]
    if inside:
        return title, speaker_from_actor(inside[0])
    before = [t for t in role[:first] if t.lower not in ("the", "a", "an")]
    after = role[at + 1 :]
    if after and after[0].lower in ("of", "for", "at"):
        return title, _org_from(after[1:], source, memory)
    if before:
        if before[0].lower in ("its", "their", "his", "her"):
            own = _subject_org(role[first], actors, sentence)
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
    if len(tokens) == 1 and (kinds := _COLLECTIVE_KINDS.get(tokens[0].lower)):
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


_OFFICERS = words("administrator harbourmaster harbour-master")
_UNIFORMED = words("guard guards navy army military coastguard")
_TWO_WORD_OFFICERS = (["harbour", "master"], ["harbor", "master"], ["port", "captain"])
_GENERIC = words(
    "group movement militia rebels forces military navy army fighters militants authorities "
    "government leadership company carrier line"
)
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
    if any(w in _SPOKES for w in words):
        return memory.latest_org(_ANY_BODY)
    if role[0].lower not in ("the", "its", "their", "his", "her"):
        return None
    kinds = next((_ROLE_KINDS[w] for w in reversed(words) if w in _ROLE_KINDS), None)
    return memory.latest_org(kinds) if kinds else None


def _role_text(title: str | None, org: Speaker | None) -> str | None:
    if title is None:
        return None
    title = title.strip()
    return f"{title} of {org.name}" if org is not None and org.name else title


def _with_role(
    main: Sequence[Token], role: Sequence[Token], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    """A name with its apposition: “Halcyon, the ship's operator”, “its director, A. Osman”."""
    name = text_of(main, source)
    title, org = _role_and_org(role, actors, sentence, source, memory)
    inside = [m.actor for m in _actors_in(main, actors, sentence)]
    if inside:
        return replace(speaker_from_actor(inside[0]), role=_role_text(title, org))
    described = kind_from_name(text_of(role, source))
    if title is None or title.lower() in ("operator", "owner", "manager", "insurer", "union"):
        base = speaker_from_name(name)
        return replace(base, kind=described or base.kind, role=title)
    return Speaker(
        _without_title(main, source), None, _role_text(title, org), org.name if org else None,
        org.id if org else None, org.kind if org else _kind_of_office(title), True,
    )  # fmt: skip


_OF_STATE = words("president premier minister king emir sultan lawmaker ambassador")


def _kind_of_office(title: str) -> str | None:
    """“President X”, with nothing said of what: the head of a state speaks for it."""
    return "state" if _OF_STATE & set(title.lower().split()[-2:]) else None


def _without_title(main: Sequence[Token], source: str) -> str:
    while len(main) > 1 and (main[0].lower in _ranks() or main[0].text == "."):
        main = main[1:]
    return text_of(main, source)


def _single(
    main: Sequence[Token], inside: Sequence[ActorMention], actors: Sequence[ActorMention],
    sentence: Sequence[Token], source: str, memory: Memory,
) -> Speaker | None:  # fmt: skip
    """A phrase without apposition: “the company”, “Maersk CEO V. Clerc”, “two sources”."""
    words = [t.lower for t in main]
    if len(words) == 2 and words[0] in ("the", "its", "their") and words[1] in _COLLECTIVE_KINDS:
        return (
            memory.latest_org(_COLLECTIVE_KINDS[words[1]])
            or _named_before(words[1], source, main[0].start, memory)
            or Speaker(text_of(main[1:], source), kind=_COLLECTIVE_KINDS[words[1]][0])
        )
    at = _role_at(main)
    if any(w in ("sources", "source", "people", "persons") for w in words):
        return Speaker(text_of(main, source), unnamed=True)
    if at >= 0:
        after = main[at + 1 :]
        name = [t for t in after if is_name(t) or t.lower in _NAME_LINKS or t.text in ".-"]
        if after and len(name) == len(after) and after[0].lower not in _PREPOSITIONS:
            return _with_role(after, main[: at + 1], actors, sentence, source, memory)
        title, org = _role_and_org(main, actors, sentence, source, memory)
        if words[0] in ("the", "its", "their") or at == 0:
            earlier = memory.person_with_role(words[at], org)
            if earlier is not None:
                return earlier
        if words[at] in _SPOKES and org is not None:
            return replace(org, role=title)
        whole = text_of(main, source)
        if (
            org is not None
            and title
            and words[0] in ("the", "its", "their")
            and (org.name.split()[0].lower() not in words and org.name[:1].isupper())
        ):
            whole = f"{title} of {org.name}"
        officer = words[at] in _OFFICERS or words[at - 1 : at + 1] in _TWO_WORD_OFFICERS
        lone = "authority" if org is None and officer else None
        return Speaker(
            _without_article(whole), None, None, org.name if org else None,
            org.id if org else None, org.kind if org else lone, vague=True,
        )  # fmt: skip
    if inside:
        mention = inside[0]
        longer = mention.first > 0 and sentence[mention.first].start > main[0].start + 4
        tail = main[-1].end > sentence[mention.last - 1].end
        trailing = [t.lower for t in main if t.start >= sentence[mention.last - 1].end]
        if not (longer and tail) or set(trailing) <= _GENERIC:
            trailing = [t.lower for t in main if t.start >= sentence[mention.last - 1].end]
            if "intelligence" in trailing:
                return Speaker(
                    f"{mention.actor.name} intelligence", None, None, mention.actor.name,
                    mention.actor.id, mention.actor.kind,
                )  # fmt: skip
            return speaker_from_actor(mention.actor)
    kinds = _COLLECTIVE_KINDS.get(words[-1])
    if kinds and words[0] in ("the", "this", "its") and len(words) <= 2:
        return memory.latest_org(kinds) or Speaker(text_of(main[1:], source), kind=kinds[0])
    person = _person_of_body(main, source)
    if person is not None:
        return person
    described = _described(main, source)
    if described is not None:
        return described
    whole = text_of(main, source)
    if kinds and len(words) == 3 and words[0] == "the" and not is_name(main[1]):
        return memory.latest_org(kinds) or speaker_from_name(whole)
    named = _remembered(
        speaker_from_name(_without_title(main, source)), source, main[0].start, memory
    )
    if named.kind is None and named.id is None and not named.person and _is_personal(main):
        return replace(named, person=True)
    return named


def _is_personal(main: Sequence[Token]) -> bool:
    """Two or three capitalised words and nothing else: most likely somebody's name."""
    names = [t for t in main if t.text not in ".-"]
    return 2 <= len(names) <= 4 and all(
        t.text[0].isupper() and t.text.isalpha() and not t.text.isupper() for t in names
    )


def _person_of_body(main: Sequence[Token], source: str) -> Speaker | None:
    """“Jonas Weber of consultancy Freightline”: a name, a preposition, an organisation."""
    for n, token in enumerate(main[:-1]):
        if token.lower in ("of", "at", "from", "with") and 2 <= n <= 4:
            person, body = main[:n], main[n + 1 :]
            if not all(is_name(t) or t.text == "." for t in person):
                return None
            if any(in_class(t.lower, "collective") or kind_from_name(t.text) for t in person):
                return None
            org = _described(body, source) or speaker_from_name(text_of(body, source))
            return Speaker(
                text_of(person, source), None, None, org.name, org.id, org.kind, person=True
            )
    return None


def _described(main: Sequence[Token], source: str) -> Speaker | None:
    """“Danish shipping company Norden Sund”: the name after the noun that says what it is."""
    for n in range(len(main) - 1, 0, -1):
        if (
            not is_name(main[n])
            and main[n].lower not in _NAME_LINKS
            and main[n].text not in ".-&()"
        ):
            break
    else:
        return None
    noun = main[n].lower
    if n + 1 >= len(main) or not (noun in _COLLECTIVE_KINDS or in_class(noun, "collective")):
        return None
    base = speaker_from_name(text_of(main[n + 1 :], source))
    if base.id is not None:
        return base
    kinds = _COLLECTIVE_KINDS.get(noun)
    return replace(base, kind=kinds[0] if kinds else base.kind or kind_from_name(noun))


def _named_before(noun: str, source: str, end: int, memory: Memory) -> Speaker | None:
    """“the union”, where the text before has “the International Sailors' Association union”."""
    key = f"the {noun}"
    if key not in memory.full_names and len(memory.full_names) < _MAX_NAME_SEARCHES:
        pattern = rf"((?:[A-Z][\w’'&-]*\s(?:of\s|and\s)?){{1,5}})(?i:{noun})\b"
        found = re.compile(pattern).search(source, 0, end)
        name = found.group() if found and found.group(1).strip().lower() != "the" else ""
        memory.full_names[key] = name
    name = memory.full_names.get(key, "")
    if not name:
        return None
    speaker = speaker_from_name(name.removesuffix(f" {noun}") if noun.islower() and name.endswith(
        f" {noun}") else name)  # fmt: skip
    return replace(speaker, kind=speaker.kind or _COLLECTIVE_KINDS[noun][0])


_MAX_NAME_SEARCHES = 200
"""Surnames looked up in the text before: bounds the time on hostile input."""


def _full_name(surname: str, source: str, end: int, memory: Memory) -> str | None:
    """The name in full that ends with ``surname``, if the text before has one."""
    if surname not in memory.full_names and len(memory.full_names) < _MAX_NAME_SEARCHES:
        pattern = rf"(?<!\w)((?:[A-Z][\w’'-]{{1,20}}\s){{1,3}}{re.escape(surname)})(?!\w)"
        found = re.compile(pattern).search(source, 0, end)
        memory.full_names[surname] = found.group(1) if found else ""
    return memory.full_names.get(surname) or None


def _remembered(speaker: Speaker, source: str, end: int, memory: Memory) -> Speaker:
    """A surname alone stands for the person named in full before."""
    for person in reversed(memory.persons):
        if person.name != speaker.name and speaker.name in person.name.split():
            return person
    for org in reversed(memory.orgs):
        if org.name != speaker.name and org.name.startswith(speaker.name + " "):
            return org
    if speaker.id is None and speaker.kind is None and speaker.name.isalpha():
        full = _full_name(speaker.name, source, end, memory)
        if full is not None:
            known = speaker_from_name(full)
            return known if known.id else replace(known, person=True)
    return speaker
