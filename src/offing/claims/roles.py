"""Roles: the words for what somebody is, and for which body they are it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from offing.claims.actors import ActorMention, kind_from_name
from offing.claims.bodies_named import body_called
from offing.claims.lexicon import class_words, in_class, read_rows, words
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


def _kinds_of_nouns() -> dict[str, tuple[str, ...]]:
    return {
        row["noun"]: tuple(row["kinds"].split("|")) for row in read_rows("actors", "body_nouns.csv")
    }


COLLECTIVE_KINDS = _kinds_of_nouns()
"""What “the company”, “the authority” can stand for (``data/actors/body_nouns.csv``)."""


@lru_cache(maxsize=1)
def ranks() -> dict[str, str]:
    """What each word of a title is: ``title`` by itself, or ``before`` another one."""
    return {row["word"]: row["part"] for row in read_rows("actors", "ranks.csv")}


def subject_org(
    pronoun: Token, actors: Sequence[ActorMention], sentence: Sequence[Token], source: str = "",
    kinds: tuple[str, ...] | None = None,
) -> Speaker | None:  # fmt: skip
    """The organisation that is the subject of the sentence, for “…, it said”, “…, the firm said”.

    ``kinds``: only one of these; any when ``None``.
    """
    for mention in actors:
        if mention.first <= 1 and sentence[mention.last - 1].end < pronoun.start:
            if mention.actor.kind == "person":
                return None
            if kinds is None or mention.actor.kind in kinds:
                return speaker_from_actor(mention.actor)
    named = named_subject(sentence, source)
    if named is None or sentence[0].start >= pronoun.start or (kinds and named.kind not in kinds):
        return None
    return named


_MAX_NAME_TOKENS = 9


def named_subject(sentence: Sequence[Token], source: str) -> Speaker | None:
    """The body whose name opens the sentence (“Sable Lines has …”), if it is a name and a body."""
    first = 1 if sentence and sentence[0].lower == "the" else 0
    last = first
    while last < len(sentence) and last - first < _MAX_NAME_TOKENS:
        token = sentence[last]
        link = token.lower in NAME_LINKS or token.text in ("&", "-", ".")
        if not is_name(token) and not (link and last > first):
            break
        last += 1
    while last > first and not is_name(sentence[last - 1]):
        last -= 1
    noun = ""
    if last - first == 1 and _is_body_noun(sentence, last):
        last = first  # “Norwegian carrier Fjell Bulk has …”
    if last == first and (apposed := _after_noun(sentence)):
        first, last = apposed
        noun = sentence[first - 1].lower
    if last == first or last >= len(sentence) or sentence[last].text == ":":
        return None
    if sentence[last].text in ("'s", "'", "’"):
        return _body_of_state(sentence, first, last, source)
    if ranks().get(sentence[first].lower) or in_class(sentence[last - 1].lower, "role"):
        return None
    speaker = speaker_from_name(text_of(sentence[first:last], source))
    if noun and speaker.kind is None:
        speaker = replace(speaker, kind=(COLLECTIVE_KINDS.get(noun) or RIVALS[noun])[0])
    return speaker if speaker.kind not in (None, "state", "outlet") and not speaker.person else None


def _is_body_noun(sentence: Sequence[Token], n: int) -> bool:
    """Whether “carrier” at ``n`` stands before a name."""
    if n + 1 >= len(sentence) or not sentence[n].text.islower():
        return False
    return sentence[n].lower in COLLECTIVE_KINDS and is_name(sentence[n + 1])


_FARTHEST_NAME = 5


def _after_noun(sentence: Sequence[Token]) -> tuple[int, int] | None:
    """“Its rival Norrvik has …”, “Danish carrier Norrvik has …”: the name after what it is."""
    for n in range(1, min(_FARTHEST_NAME, len(sentence) - 1)):
        if is_name(sentence[n]) and sentence[n - 1].text.islower():
            noun = sentence[n - 1].lower
            if noun not in COLLECTIVE_KINDS and noun not in RIVALS:
                return None
            last = n
            while last < len(sentence) and last - n < _MAX_NAME_TOKENS and is_name(sentence[last]):
                last += 1
            return n, last
        if sentence[n].text in ",:;." or sentence[n].lower in PREPOSITIONS:
            return None
    return None


RIVALS = dict.fromkeys(("rival", "competitor", "peer", "partner", "giant", "major"), ("company",))


def _body_of_state(sentence: Sequence[Token], first: int, last: int, source: str) -> Speaker | None:
    """“Estonia's navy”, “Taiwan's coast guard” at the head of a sentence."""
    for end in range(last + 1, min(last + 4, len(sentence))):
        kinds = COLLECTIVE_KINDS.get(sentence[end].lower)
        if kinds is not None and sentence[end].text.islower():
            name = text_of(sentence[first : end + 1], source)
            return Speaker(name, kind=kind_from_name(name) or kinds[0])
    return None


NAME_LINKS = frozenset(
    {"al", "bin", "ibn", "de", "van", "von", "der", "da", "el", "of", "and", "&"}
)


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
    roles, titles = class_words("role"), ranks()
    for n, token in enumerate(tokens):
        if token.lower in PREPOSITIONS and n > 0:
            break
        if token.lower not in roles and token.lower not in titles:
            continue
        if n + 1 < len(tokens) and tokens[n + 1].text in ("'s", "'", "’", "’s"):
            continue  # “the owner's lawyer”: a lawyer
        after = n + 2 if n + 2 < len(tokens) and tokens[n + 1].text == "." else n + 1
        if _is_title(tokens, n) and not (after < len(tokens) and _is_title(tokens, after)):
            part = ranks().get(tokens[after].lower) if after + 1 < len(tokens) else None
            if part == "before" and _is_title(tokens, after + 1):
                continue  # “deputy prime minister”
            return n
    return -1


def _is_title(tokens: Sequence[Token], n: int) -> bool:
    """Whether a token is a role, or part of a title written before a name."""
    word = tokens[n].lower
    if in_class(word, "role"):
        return True
    part = ranks().get(word)
    if part is None or not is_name(tokens[n]):
        return False
    dotted = n + 2 < len(tokens) and tokens[n + 1].text == "."  # “Capt. M. Bello”
    after = n + 2 if dotted else n + 1
    follows = after >= len(tokens) or is_name(tokens[after])
    if part == "before" and dotted:
        return follows and _is_title(tokens, after)
    if part == "before":
        return n + 1 < len(tokens) and follows and _is_title(tokens, n + 1)
    return part == "title" and follows


_TRADES = frozenset({"Shipping", "Security", "Port", "Union", "Marine", "Insurance", "Company"})
_OFFICES = frozenset({"ministry", "minister", "department"})
_NOT_OF_OFFICE = frozenset({"the", "a", "an", "its", "their", "our"})


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
    if (
        first == 1
        and (role[1].text in _OFFICES or role[0].text in _TRADES)
        and role[0].lower not in _NOT_OF_OFFICE
    ):
        first = 0  # “Foreign ministry spokesman”, where a sentence begins
    while first > 0 and _is_title(role, first - 1):
        first -= 1
    title = text_of(role[first : at + 1], source)
    inside = [m.actor for m in actors_in(role, actors, sentence) if m.actor.kind != "person"]
    if inside:
        return title, speaker_from_actor(inside[0])
    before = [t for t in role[:first] if t.lower not in ("the", "a", "an")]
    after = role[at + 1 :]
    whose = next((n for n in range(1, len(after) - 1) if after[n].lower in ("at", "with")), 0)
    if whose and after[0].lower in ("of", "for") and not is_name(after[whose - 1]):
        after = after[whose:]  # “head of marine at the broker X”: of X
    if after and after[0].lower in ("of", "for", "at", "with"):
        org = _org_from(after[1:], source, memory)
        if org is not None and after[-1].lower in _PLACED and _is_elsewhere(sentence, org):
            org = Speaker(after[-1].lower, kind=org.kind)
        return title, org
    if before:
        if before[0].lower in ("its", "their", "his", "her"):
            own = subject_org(role[first], actors, sentence, source)
            kinds = next(
                (_ROLE_KINDS[w] for w in reversed(title.lower().split()) if w in _ROLE_KINDS), None
            )
            return title, own or memory.latest_org(kinds)
        return title, _org_from(before, source, memory)
    return title, _org_of_role(role, title, memory)


_PLACED = frozenset({"port", "harbour", "harbor", "terminal", "canal"})


def _is_elsewhere(sentence: Sequence[Token], org: Speaker) -> bool:
    """“At Fos … a spokeswoman for the port said”: not of the port authority named before."""
    if len(sentence) < _PLACED_AT or sentence[0].lower not in ("at", "in", "off"):
        return False
    return is_name(sentence[1]) and sentence[1].text not in org.name


_PLACED_AT = 4


def _org_from(tokens: Sequence[Token], source: str, memory: Memory) -> Speaker | None:
    tokens = [t for t in tokens if t.lower not in ("the", "a", "an")]
    owned = bool(tokens) and tokens[-1].text in ("'s", "'", "’")
    while tokens and tokens[-1].text in ("'s", "'", "’"):
        tokens = tokens[:-1]
    if not tokens:
        return None
    if len(tokens) == 1 and (kinds := COLLECTIVE_KINDS.get(tokens[0].lower)):
        known = body_called(tokens[0].lower, kinds, memory)
        if known is not None and not known.name[:1].isupper():
            known = None
        return known or Speaker(text_of(tokens, source), kind=kinds[0])
    if len(tokens) == 1 and not owned and country_of(tokens[0].text):
        return None
    if len(tokens) <= 3 and (kinds := COLLECTIVE_KINDS.get(tokens[-1].lower)):
        named = [t.lower for t in tokens if t.lower not in ("'s", "'", "’")]
        for org in reversed(memory.orgs):
            if org.kind in kinds and all(w in org.name.lower() for w in named):
                return org
        if not any(is_name(t) for t in tokens):
            return Speaker(text_of(tokens, source), kind=kinds[0])
    if any(is_name(t) for t in tokens):
        name = text_of(tokens, source)
        for org in reversed(memory.orgs):
            if " " in name and org.name.lower().endswith(" " + name.lower()):
                return org
        return memory.by_letters(name) or speaker_from_name(name)
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


SERVING = words("agent broker insurer forwarder underwriter consultancy adviser charterer manager")
MUTUALS = words("club association p&i mutual")  # whichever of them the name has


_RELATIONS = words("colleague friend friends neighbour cousin brother uncle namesake predecessor")


def known_as(main: Sequence[Token], source: str) -> Speaker | None:
    """“My former colleague Birgit S.”: what somebody is to the writer, then the name."""
    at = next((n for n, t in enumerate(main) if t.lower in _RELATIONS), -1)
    name = main[at + 1 :]
    if at < 0 or len(name) < 2 or not all(is_name(t) or t.text in ".-" for t in name):
        return None
    return Speaker(text_of(name, source), role=main[at].lower, person=True)
