"""Misspelt names: only where the text speaks of a port or strait, or names the place already."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from offing.model.place import Place, PlaceMention
from offing.places.areas import country_of
from offing.places.gazetteer import passages, port_sizes, ports
from offing.places.named_seas import seas
from offing.places.names import edit_distance, letter_mask, sound_key, strip_article
from offing.places.resolve import Circumstances, Clues, choose
from offing.places.tokens import name_key
from offing.text.windows import starts_of

_NAME = (
    r"((?:(?:Al|El|As|Ash|Ad|An|Ar|At|Az|Um|Umm|Ras|Port|San|Saint|St)[ -])?"
    r"[A-Z][\w'’-]{3,24}(?: [A-Z][\w'’-]{2,20})?)"
)
_CUE = re.compile(
    r"[AHPRSTahprst](?<!\w.)(?i:(?<=p)orts?|(?<=h)arbou?rs?|(?<=t)erminals?|(?<=a)nchorages?"
    r"|(?<=s)traits?|(?<=r)oads)\b"
)
_CUE_STARTS = ("port", "harb", "term", "anch", "stra", "road")
"""How the words of ``_CUE`` begin, in lower case."""
_AHEAD = re.compile(r"(?: city| town)? (?:of|at) (?:the )?[\"“]?" + _NAME)
_BEHIND = re.compile(_NAME + r"[\"”]?(?:['’]s)? $")
_PORT_NAME = re.compile(r"Port [A-Z][a-z]{3,20}(?![\w-])(?! [A-Z])")
_NAME_REACH = 56
_ORDINARY_WORDS = (  # words that stand beside “port” and are no name
    "the this that these those their other main major local nearby israeli iranian yemeni several "
    "all both commercial container international national naval home first second new old open "
    "closed unnamed occupied authority authorities inner outer plan plans condition conditions "
    "control state security services service users community recovery message watch operations "
    "operation situation status strike strikes circular notice notices limit limits captain pilot "
    "pilots agent agents entry call calls health town side desk daily update updates news report "
    "bulletin director manager master office officer officers company group holdings workers "
    "labour union dues charges fees infrastructure facility facilities closure closures congestion "
    "delays "
    "traffic information system systems area areas region zone basin hub complex gate gates region "
    "state federal east west north south central upper lower green smart single deep safe alliance"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_KINDS = frozenset(
    "port ports harbour harbours harbor harbors terminal terminals anchorage anchorages dock docks "
    "berth berths strait straits canal quay pier wharf roads".split()
)
"""What a place is, and no name by itself: “the terminals of the Port of X”."""


class _Spelling(NamedTuple):
    """One name of a place as it is compared, with the letters that it has."""

    name: str
    mask: int
    place: Place


@lru_cache(maxsize=16_384)
def _sound_of(name: str) -> tuple[str, int]:
    """The sound of a name, and its letters: worked out for names that may be meant only."""
    sound = sound_key(name)
    return sound, letter_mask(sound)


@cache
def _by_first_letter() -> dict[str, list[_Spelling]]:
    """First letter of a name's sound → ports of such names."""
    table: dict[str, list[_Spelling]] = {}
    for place in ports():
        for name in place.names:
            key = strip_article(name_key(name))
            if len(key) >= 4 and not (len(name) == 5 and name.isupper()):
                first = _first_sound(key[:5])
                table.setdefault(first, []).append(_Spelling(key, letter_mask(key), place))
    return table


@lru_cache(maxsize=16_384)
def _first_sound(head: str) -> str:
    """The first letter of a name's sound, which its first letters decide."""
    return sound_key(head)[:1]


@cache
def _straits() -> list[_Spelling]:
    return [
        _Spelling(plain, letter_mask(plain), place)
        for place in passages()
        for name in place.names
        if len(plain := re.sub(r"\b(?:straits?|of|the|canal) ?", "", name_key(name)).strip()) > 4
    ]


@lru_cache(maxsize=4096)
def likely_ports(name: str) -> tuple[Place, ...]:
    """Ports whose name is within a letter or two of a misspelt one, the closest only."""
    key = strip_article(name_key(name))
    if len(key) < 4:
        return ()
    return tuple(_closest(key, _by_first_letter().get(sound_key(key)[:1], [])))


@lru_cache(maxsize=4096)
def likely_straits(name: str) -> tuple[Place, ...]:
    """Straits and canals whose name is within a letter or two of a misspelt one."""
    return tuple(_closest(name_key(name), _straits()))


def _closest(key: str, table: list[_Spelling]) -> list[Place]:
    limit = 1 if len(key) < 7 else 2
    best: dict[str, tuple[int, Place]] = {}
    mask, (sound, sound_mask) = letter_mask(key), _sound_of(key)
    for name, name_mask, place in table:
        if abs(len(name) - len(key)) > limit + 1:
            continue
        far = limit + 1
        if (mask ^ name_mask).bit_count() <= 2 * limit:
            far = edit_distance(key, name, limit)
        if far > 1:  # two letters off only where the sounds are at most one apart
            other, other_mask = _sound_of(name)
            if (sound_mask ^ other_mask).bit_count() <= 2:
                far = min(far, 1 + edit_distance(sound, other, 1))
        if far <= limit and far < best.get(place.id, (99, place))[0]:
            best[place.id] = (far, place)
    if not best:
        return []
    least = min(far for far, _ in best.values())
    return [place for far, place in best.values() if far == least]


def find_misspelt(
    text: str, taken: list[tuple[int, int]], known: list[Place], clues: Clues
) -> list[PlaceMention]:
    """Misspelt ports and straits of a text, beside what was found (``taken`` spans).

    A port must be large enough to be written about (not “very small”), or be named
    rightly elsewhere in the text, or lie in a country that the text names.
    """
    found: list[PlaceMention] = []
    head = _misspelt_head(text, taken)
    if head is not None:
        found.append(head)
        insort(taken, (head.start, head.end))
    for start, end, straits in _suspects(text):
        at = bisect_left(taken, (end, 0))
        if at and taken[at - 1][1] > start:
            continue
        place = _meant(text[start:end], straits, known, clues, country_behind(text, end))
        if place:
            found.append(_mention(text, start, end, place))
            insort(taken, (start, end))
    return found


_SIDES = r"(?:(?i:north|south|east|west|north-?(?:east|west)|south-?(?:east|west))(?i:ern)?\s)?"
_HEAD = re.compile(
    rf"\s{{0,20}}(?:\d\.\s)?(?:\(U\)\s{{1,3}})?({_SIDES}"
    r"([A-Z][A-Za-z'’]{1,20}(?:\s[A-Za-z'’]{2,20}){1,4}))[ ]{0,2}[.:;](?=\s)"
)
"""What heads a warning or an entry: a region of two words or more, then a full stop or colon."""
_WATERS = re.compile(r"(?i)\b(?:sea|gulf|ocean|bay|strait|channel|passage|basin|bight)\b|\bof\b")


def _misspelt_head(text: str, taken: list[tuple[int, int]]) -> PlaceMention | None:
    """The sea, gulf or strait whose misspelt name heads a text (``ARABAIN SEA:``)."""
    m = _HEAD.match(text)
    if m is None or any(a < m.end(2) and b > m.start(2) for a, b in taken[:4]):
        return None
    if not _WATERS.search(m[2]):
        return None
    found = likely_waters(" ".join(m[2].split()))
    if len({p.id for p in found}) != 1:
        return None
    return _mention(text, m.start(1), m.end(1), found[0])


@cache
def _waters() -> list[_Spelling]:
    """Names of seas, gulfs and ways through that are long enough to be known misspelt."""
    return [
        _Spelling(key, letter_mask(key), place)
        for place in (*seas(), *passages())
        for name in place.names
        if len(key := name_key(name)) >= 7 and " " in key
    ]


@lru_cache(maxsize=4096)
def likely_waters(name: str) -> tuple[Place, ...]:
    """Seas, gulfs and straits whose whole name is within two letters of a misspelt one."""
    key = name_key(name)
    mask, least = letter_mask(key), 3
    best: dict[str, Place] = {}
    for other, other_mask, place in _waters():
        if abs(len(other) - len(key)) > 2 or (mask ^ other_mask).bit_count() > 4:
            continue
        far = edit_distance(key, other, 2)
        if 0 < far < least:
            best, least = {place.id: place}, far
        elif far == least <= 2:
            best[place.id] = place
    return tuple(best.values())


def _cues_in(text: str) -> Iterable[re.Match[str]]:
    """The words for ports and straits, looked for where one of their beginnings stands."""
    lower = text.lower()
    if len(lower) != len(text):
        return _CUE.finditer(text)
    found = (_CUE.match(text, n) for n in starts_of(lower, _CUE_STARTS))
    return (cue for cue in found if cue is not None)


def _suspects(text: str) -> Iterator[tuple[int, int, bool]]:
    """Capitalised names beside words for ports and straits: start, end, strait or not."""
    for cue in _cues_in(text):
        straits = cue[0][:2].lower() == "st"
        ahead = _AHEAD.match(text, cue.end())
        whole = _PORT_NAME.match(text, cue.start()) if ahead is None else None
        if whole:  # “Port Sudann”: the cue is part of the name
            yield whole.start(), whole.end(), False
        if ahead:
            yield ahead.start(1), _without_possessive(text, *ahead.span(1)), straits
        left = max(0, cue.start() - _NAME_REACH)
        if text[left : cue.start()].rstrip(' "”').rpartition(" ")[2].islower():
            continue  # a name's last word begins with a capital
        behind = _BEHIND.search(text[left : cue.start()])
        if behind:
            start, end = behind.span(1)
            yield left + start, _without_possessive(text, left + start, left + end), straits


def _without_possessive(text: str, start: int, end: int) -> int:
    return end - 2 if text[end - 2 : end] in ("'s", "’s") and end - start > 5 else end


def country_behind(text: str, end: int) -> str | None:
    """The alpha-2 code of the country named right behind a name (``X, Nigeria``)."""
    match = _COUNTRY.match(text, end)
    return country_of(match.group(1)) if match else None


_COUNTRY = re.compile(r"(?:['’]s)?[\w ]{0,20},\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?)")


def _meant(
    name: str, straits: bool, known: list[Place], clues: Clues, country: str | None
) -> Place | None:
    words = [word.lower() for word in name.split()]
    if any(word in _ORDINARY for word in words) or all(word in _KINDS for word in words):
        return None
    if straits:
        ways = likely_straits(name)
        return ways[0] if len({p.id for p in ways}) == 1 else None
    places = [p for p in likely_ports(name) if country in (None, p.country)]
    ids = {p.id for p in known}
    named = [p for p in places if p.id in ids]
    if named:
        return named[0]
    sizes = port_sizes()
    places = [p for p in places if sizes[p.id] < 3 or p.country in clues.countries]
    case = Circumstances(name_key(name), port_meant=True)
    choice = choose(places, case, clues) if places else None
    return choice.place if choice and not choice.alternatives else None


def _mention(text: str, start: int, end: int, place: Place) -> PlaceMention:
    return PlaceMention(
        place=place,
        start=start,
        end=end,
        text=text[start:end],
        match="fuzzy",
        why=f"spelt otherwise than {place.name}",
    )
