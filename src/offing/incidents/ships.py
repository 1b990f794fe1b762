"""Ships as the words of reports tell them apart, for comparing only and never for printing.

Two kinds of names: those that stand as a ship's name beyond doubt (“M/V …”, in capitals
beside “tanker”), which also keep two events apart; and those that a report uses for a
ship somewhere in its text (“the container ship Alma Sol”, “Greek-flagged Alma Sol”),
which only speak for one event where two reports share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from offing.incidents.families import family_of
from offing.incidents.names import name_key
from offing.model import Claim, Report

_SHIP_NAME = re.compile(
    r"\b(?:M/?V|M/?T|S/?S|F/?V|MSV|MY|LPG/?C|LNG/?C)[ .]+[“\"']?"
    r"([A-Z][\w-]+(?:[ ][A-Z0-9][\w-]*){0,3})"
    r"|[“\"(]([A-Z][A-Z-]{2,}(?:[ ][A-Z0-9][A-Z0-9-]*){0,3})[”\")]"
    r"|\b(?:tanker|carrier|ship|vessel|tug|boat|barge|dhow|trawler)[ ]"
    r"([A-Z][A-Z-]{2,}(?:[ ][A-Z0-9][A-Z0-9-]*){0,3})\b"
)
_SHIP_TYPES = (
    "tanker", "bulk carrier", "container ship", "containership", "general cargo", "tug",
    "fishing", "dhow", "yacht", "car carrier", "ro-ro", "supply vessel", "cargo ship", "barge",
    "lng", "lpg", "chemical tanker", "passenger",
)  # fmt: skip
_NOUN = (
    r"(?:tanker|carrier|ship|vessel|freighter|bulker|containership|trawler|ferry|tug|barge|yacht"
    r"|dhow|coaster|boat)"
)
_NAME = r"(?P<{}>(?:al-)?[A-Z][\w-]+(?:[ ](?:[A-Z][\w-]*|\d{{1,3}})){{0,3}})"
_CALLED = re.compile(
    rf"\b{_NOUN},?[ ](?:the[ ]|named[ ]|called[ ])?[“‘\"']?{_NAME.format('a')}[,.’”\"' ]"
    rf"|\b[A-Z]\w+[- ]flagged[ ](?:M/?[VT][ ]|S/?S[ ])?{_NAME.format('b')}"
    rf"|\b(?:[Tt]he|M/?[VT])[ ]{_NAME.format('c')},?[ ](?:an?|the|which|owned|operated|"
    rf"managed|chartered)[ ]"
)
_MOST_WORDS = 4
_READ = 40_000
"""Code points of a report in which its ship's names are looked for."""


def ship_names(claim: Claim) -> frozenset[str]:
    """Names of ships that the evidence prints as such, normalised, for comparing only."""
    return _ship_names(tuple(e.text for e in claim.evidence))


@lru_cache(maxsize=65536)
def _ship_names(texts: tuple[str, ...]) -> frozenset[str]:
    found = set()
    for text in texts:
        if not any(c.islower() for c in text):
            continue  # in a text all in capitals every word looks like a name
        for match in _SHIP_NAME.finditer(text):
            name = next(g for g in match.groups() if g)
            if match.start(2) < 0 or not _is_short_form(name, text[: match.start()]):
                found.add(name_key(name))
    return frozenset(found)


def _is_short_form(name: str, before: str) -> bool:
    """Whether capitals in brackets stand for the words before them, or for a known body."""
    from offing.incidents.speakers import identity

    initials = "".join(w[0] for w in re.findall(r"\w+", before[-120:]) if w[0].isupper())
    return initials.endswith(name.replace("-", "")) or identity(name).startswith("actor:")


def called_ships(
    claims: Iterable[Claim], reports: Mapping[str, Report]
) -> dict[str, frozenset[str]]:
    """For each claim id: names in its evidence that any of the reports uses for a ship."""
    known = frozenset[str]().union(*(_names_in(r.text[:_READ]) for r in reports.values()))
    if not known:
        return {}
    found = {}
    unnamed: dict[str, list[Claim]] = {}
    for claim in claims:
        if family_of(claim.action) in ("ship", "accident", "other"):
            names = _known_in(tuple(e.text for e in claim.evidence), known)
            if names:
                found[claim.id] = names
            elif claim.action != "other" and claim.evidence:
                unnamed.setdefault(claim.report_id, []).append(claim)
    for report_id, told in unnamed.items():
        only = _only_ship(reports[report_id].text[:_READ]) if report_id in reports else None
        if only is not None:
            found.update((c.id, frozenset({only})) for c in _of_the_story(told))
    return found


def _only_ship(text: str) -> str | None:
    """The one ship that a report names, however often; ``None`` where it names none or several."""
    named = _names_in(text) | _ship_names((text,))
    longest = max(sorted(named), key=len, default=None)
    return longest if all(f" {n} " in f" {longest} " for n in named) else None


def _of_the_story(told: list[Claim]) -> list[Claim]:
    """Those claims that tell of the ship that a report is about, by its kind alone.

    “A tanker was hit off Aden on Tuesday”, which is named further down: what is told first of
    one ship, and what is told of one on the same day or on none.
    """
    first = min(told, key=lambda c: c.evidence[0].start)
    if not _is_of_one(first):
        return []
    return [c for c in told if _is_of_one(c) and _is_same_day(c, first)]


def _is_of_one(claim: Claim) -> bool:
    words = name_key(" ".join(e.text for e in claim.evidence)).split()
    if claim.scope != "shipping" or not _ANOTHER.isdisjoint(words):
        return False
    target = claim.target or ""
    return target.startswith("a ") or (not target and claim.action in ("damage", "casualty"))


_ANOTHER = frozenset(
    "another second other others earlier previous previously third two three four five several "
    "dozens ships vessels tankers".split()
)


def _is_same_day(a: Claim, b: Claim) -> bool:
    one, two = a.when.earliest or a.when.latest, b.when.earliest or b.when.latest
    return one is None or two is None or one[:10] == two[:10]


def _known_in(texts: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    words = name_key(" ".join(texts)).split()
    runs = {
        " ".join(words[i : i + n]) for n in range(1, _MOST_WORDS + 1) for i in range(len(words))
    }
    return frozenset(runs & known)


@lru_cache(maxsize=4096)
def _names_in(text: str) -> frozenset[str]:
    found = (name_key(next(g for g in m.groups() if g)) for m in _CALLED.finditer(text))
    return frozenset(n for n in found if len(n) > 3 and not _is_something_else(n))


@lru_cache(maxsize=16384)
def _is_something_else(name: str) -> bool:
    """Whether the name is that of a place, a known body, a month or a day of the week."""
    from offing.incidents.speakers import identity
    from offing.places import find_places

    if identity(name).startswith("actor:") or _TIME.search(name):
        return True
    return any(m.end - m.start == len(name) for m in find_places(name.title()))


_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b"
)


def ship_types(claim: Claim) -> frozenset[str]:
    """Kinds of ships that the evidence names."""
    return _types_in(tuple(e.text for e in claim.evidence))


@lru_cache(maxsize=65536)
def _types_in(texts: tuple[str, ...]) -> frozenset[str]:
    text = " ".join(texts).casefold()
    return frozenset(t for t in _SHIP_TYPES if t in text)


def ships_apart(a: Claim, b: Claim) -> str | None:
    """Why two events cannot be one for the ships that they name."""
    if family_of(a.action) != "ship" or family_of(b.action) != "ship":
        return None
    one, two = ship_names(a), ship_names(b)
    if one and two and not one & two:
        return "different ships are named"
    return None


def by_ship(a: Claim, b: Claim, ships: Mapping[str, frozenset[str]]) -> tuple[float, str]:
    """What the ships that two claims name add, and why; ``ships`` as of ``called_ships``."""
    if share_ship(a, b, ships):
        return 3.0, "the same ship is named"
    one, two = ship_types(a), ship_types(b)
    if family_of(a.action) == "ship" and one and two:
        return (0.5, "the same kind of ship") if one & two else (-0.5, "different kinds of ships")
    return 0.0, ""


def share_ship(a: Claim, b: Claim, ships: Mapping[str, frozenset[str]]) -> bool:
    """Whether both name one ship."""
    if ship_names(a) & ship_names(b):
        return True
    return bool(ships.get(a.id, frozenset()) & ships.get(b.id, frozenset()))
