"""Outlets to which something was said: “told Harbour Radio that”, “speaking to Channel Four”."""

from __future__ import annotations

import re
from functools import lru_cache

from offing.claims.actors import actor_of, kind_from_name
from offing.claims.bodies_named import is_place_name
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import words
from offing.claims.relatives import STOPS
from offing.claims.speakers import Memory, Speaker, is_name, text_of

_MEDIA = words(
    "newspaper newspapers television broadcaster broadcasters channel radio daily weekly magazine "
    "portal website tv agency media paper papers outlet network press station"
)
_MEDIUM = (
    r"(?:agency|newspaper|paper|daily|weekly|website|site|portal|channel|television|tv|radio"
    r"|broadcaster|magazine|outlet|station|network|newswire|journal)"
)
_PAST_NAME = words("that on in at by it he she there they as during late early last yesterday")


def outlet_told(
    sentence: Sentence, at: int, doc: Document, memory: Memory
) -> tuple[Speaker, int] | None:
    """The outlet named after “told” at ``at`` (“told Harbour Radio that”), and where it ends.

    ``None`` for an audience (“told reporters”), a body that is no outlet, and the report's own.
    """
    tokens = sentence.tokens
    last = at
    while last < len(tokens) and last - at < 9 and tokens[last].text not in {",", ".", *STOPS} \
            and tokens[last].lower not in _PAST_NAME:  # fmt: skip
        last += 1
    part = tokens[at:last]
    if not part or part[0].lower in ("our", "this", "us", "me", "my"):
        return None
    first = next((k for k, t in enumerate(part) if is_name(t)), -1)
    called = next((k for k in range(len(part) - 2, -1, -1) if part[k].lower in _MEDIA
                   and part[k].text.islower() and is_name(part[k + 1])), -1)  # fmt: skip
    if called >= 0:
        first = called + 1  # “British outlet The Tideway”
    noun = part[-1].lower if first < 0 else ""
    if first < 0:
        plain = noun in _MEDIA and 2 <= len(part) <= 5
        if [t.lower for t in part[:-1]] in (["the"], ["the", "news"]) and not memory.issuer.unnamed:
            return None  # “told the agency”: whose report it is
        return (Speaker(text_of(part, doc.text).removeprefix("the ")), last) if plain else None
    stop = first
    while stop < len(part) and (
        is_name(part[stop]) or part[stop].lower in ("of", "&", "and", "de", "-") or
        part[stop].text.isdigit()
    ):  # fmt: skip
        stop += 1
    part, last = part[:stop], at + stop
    if len(part[first:]) == 1 and part[first].lower in ("tv", "radio") and last < len(tokens):
        stop = last
        while stop < len(tokens) and (
            tokens[stop].lower == "channel" or is_name(tokens[stop]) or tokens[stop].text.isdigit()
        ):  # fmt: skip
            stop += 1
        if stop > last + 1:
            first += 1 + (tokens[last].lower == "channel")
            part, last = tokens[at:stop], stop  # “private TV channel Litoral 1”
    name = text_of(part[first:], doc.text)
    issuer = memory.issuer.name.lower()
    if name.lower() in issuer or issuer in name.lower() or name.split()[0].lower() == issuer:
        return None
    medium = any(t.lower in _MEDIA for t in part[:first])
    if not (medium or is_outlet(name, doc) or _may_be_outlet(name, len(part) - first, memory)):
        return None
    return Speaker(name, kind="outlet"), last


_NO_OUTLETS = words(
    "parliament congress knesset senate mps lords commons council cabinet lawmakers monday tuesday "
    "wednesday thursday friday saturday sunday mr mrs ms captain president minister general "
    "admiral god washington"
)


def _may_be_outlet(name: str, length: int, memory: Memory) -> bool:
    """“told Hafenblatt that”: of a name alone that is nobody known, most likely an outlet."""
    if length != 1 or len(name) < _SHORTEST_TITLE or name.lower() in _NO_OUTLETS:
        return False
    if actor_of(name) is not None or kind_from_name(name) is not None or is_place_name(name):
        return False
    if any(name in p.name.split() for p in memory.persons):
        return False
    return not any(org.name.startswith(name) and org.kind != "outlet" for org in memory.orgs)


_SHORTEST_TITLE = 4


@lru_cache(maxsize=1024)
def _is_known_outlet(name: str) -> bool:
    from offing.reports.publishers import publisher_from_name

    actor = actor_of(name)
    parts = name.lower().split()
    if parts[-1] in _TITLES_OF_PAPERS or (len(parts) > 1 and parts[0] in _OPEN_TITLES):
        return True
    known = actor is not None and actor.kind == "outlet"
    return known or kind_from_name(name) == "outlet" or publisher_from_name(name) is not None


_OPEN_TITLES = words("radio channel tv television")
_TITLES_OF_PAPERS = words(
    "daily weekly today echo star mirror standard observer sentinel globe courant examiner insider "
    "argus newswire magazine portal gazette herald times post radio tv television"
)


def is_outlet(name: str, doc: Document) -> bool:
    """Whether a name is that of an outlet: by its words, or because the text calls it one."""
    if _is_known_outlet(name):
        return True
    text = doc.text[:_LONGEST_TEXT]
    at = text.find(name)
    while at >= 0:
        before = text[max(0, at - 24) : at]
        after = text[at + len(name) : at + len(name) + 60]
        if re.search(rf"(?i)\b{_MEDIUM} [“\"]?$", before):
            return True
        if re.match(rf"(?i)[”\"]?(?: {_MEDIUM}\b|, (?:an?|the) [\w -]{{0,40}}{_MEDIUM}\b)", after):
            return True
        at = text.find(name, at + len(name))
    return False


_LONGEST_TEXT = 40_000
