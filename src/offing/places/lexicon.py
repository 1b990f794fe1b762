"""Every name that can be found in a text, and what it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from offing.model.place import Place
from offing.places.areas import (
    coasts,
    countries,
    countries_by_code,
    demonyms,
    features,
    ports_of_towns,
    towns,
)
from offing.places.gazetteer import passages, port_sizes, ports
from offing.places.named_seas import seas
from offing.places.names import strip_article
from offing.places.tables import read_rows
from offing.places.tokens import Words, name_key


class Lexicon(NamedTuple):
    """The names by their words.

    ``names`` maps the words of a name, joined by blanks, to the places it may mean;
    ``blocked`` holds phrases that look like places and are none; ``openers`` maps a
    first word to the number of words of the longest name that begins with it, the
    words that may come second, and whether it is a name by itself.
    ``traps`` maps a name to why it needs more than a capital letter.
    """

    names: dict[str, list[Place]]
    demonyms: dict[str, Place]
    blocked: dict[str, str]
    openers: dict[str, tuple[int, frozenset[str], bool]]
    traps: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """All names, read once (some tens of milliseconds)."""
    names: dict[str, list[Place]] = {}
    for table in (countries(), seas(), passages(), coasts(), features(), ports()):
        for place in table:
            _add_names(names, place)
    ways = _add_ways(names)
    by_id = {place.id: place for place in ports()}
    port_ids = ports_of_towns()
    for town in towns():
        port = by_id.get(port_ids.get(town.id, ""))
        if port:  # a port town is one place: the port, under all names of the town
            _add_keys(names, port, (name_key(n) for n in town.names))
        else:
            _add_names(names, town)
    demonym_places = {
        key: countries_by_code()[code]
        for word, code in demonyms().items()
        if (key := name_key(word))
    }
    blocked = {k: r["reason"] for r in _rows("not_places.csv") for k in keys_of(r["phrase"])}
    traps = {r["name"]: r["trap"] for r in read_rows("ports", "traps.csv")}
    traps |= {name_key(r["name"]): r["trap"] for r in _rows("traps.csv")}
    traps |= dict.fromkeys(ways, "town")
    for key in [k for k, trap in traps.items() if trap == "never"]:
        names.pop(key, None)
    _drop_short(names, traps)
    return Lexicon(names, demonym_places, blocked, _openers(names, demonym_places, blocked), traps)


def _add_ways(names: dict[str, list[Place]]) -> list[str]:
    """Short names of passages; gives those that mean the way only where one is spoken of."""
    by_id = {place.id: place for place in passages()}
    only_when_meant: list[str] = []
    for row in _rows("ways.csv"):
        place = by_id.get(row["passage"])
        if place:
            _add_keys(names, place, keys_of(row["name"]))
            if row["only_when_meant"] == "yes":
                only_when_meant += keys_of(row["name"])
    return only_when_meant


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return read_rows("place_aliases", name)


def keys_of(name: str) -> tuple[str, ...]:
    """A name's words without a leading ``the``; with and without a possessive ``s``."""
    key = name_key(name)
    if key.startswith("the "):
        key = key[4:]
    if "'s" in name or "’s" in name:
        return key, " ".join(Words(name).keys).removeprefix("the ")
    return (key,)


def _add_names(names: dict[str, list[Place]], place: Place) -> None:
    keys = dict.fromkeys(key for n in place.names for key in keys_of(n))
    if place.kind == "port":
        keys |= dict.fromkeys(k for k in map(plain_port, list(keys)) if _is_free(names, k))
        if place.unlocode and port_sizes().get(place.id, 4) < 3:
            plain = map(_without_harbour, list(keys))
            keys |= dict.fromkeys(k for k in plain if _is_free(names, k))
    if place.kind == "island":
        keys |= dict.fromkeys(_other_island_names(keys))
    if place.kind in ("port", "town", "island") and place.country in _ARABIC:
        keys |= dict.fromkeys(strip_article(k) for k in list(keys) if len(strip_article(k)) > 4)
    _add_keys(names, place, keys)


def _is_free(names: dict[str, list[Place]], key: str) -> bool:
    """Whether no sea, passage, country or coast has this name (``Suez Canal … Terminal``)."""
    return all(place.kind in ("port", "town") for place in names.get(key, ()))


def _add_keys(names: dict[str, list[Place]], place: Place, keys: Iterable[str]) -> None:
    for key in keys:
        if key:
            found = names.setdefault(key, [])
            if all(other.id != place.id for other in found):
                found.append(place)


_ARABIC_CODES = "YE SA AE OM QA BH KW IQ SY LB JO PS EG SD LY TN DZ MA MR SO DJ ER IL IR"
_ARABIC = frozenset(_ARABIC_CODES.split())
"""Countries whose names are written with and without the Arabic article."""
_PORT_ENDS = re.compile(
    r"^(?:port of|porto de|porto do|puerto del?|puerto|port de|pelabuhan) |"
    r" (?:(?:oil|lng|lpg|marine|offshore|tanker|coal|gas|container|oil loading)? ?terminal|port"
    r"|hang|gang|limani|oil field)$"
)


def plain_port(key: str) -> str:
    """``bintulu port`` → ``bintulu``; the name itself where little would be left."""
    plain = _PORT_ENDS.sub("", key)
    return plain if len(plain) > 3 and plain not in _no_port_names() else key


def _without_harbour(key: str) -> str:
    plain = key.removesuffix(" harbour")
    return plain if len(plain) > 3 and plain not in _no_port_names() else key


@cache
def _no_port_names() -> frozenset[str]:
    """Words that are left over when port words go, and are no name by themselves."""
    directions = "north south east west northern southern eastern western new old inner outer"
    return frozenset({name_key(w) for w in demonyms()} | set(directions.split()))


def _other_island_names(keys: Iterable[str]) -> list[str]:
    """``pulau x`` ↔ ``x island``."""
    names = []
    for key in keys:
        if key.startswith("pulau "):
            names += [f"{key[6:]} island", f"p {key[6:]}", f"{key} island", f"palau {key[6:]}"]
        elif key.endswith(" island"):
            names += [f"pulau {key[:-7]}", f"palau {key[:-7]}"]  # a usual slip for “pulau”
    return names


def _drop_short(names: dict[str, list[Place]], traps: dict[str, str]) -> None:
    """Very short names find nothing but trouble, save ``US``, ``UK`` and the like.

    Of three letters only those of ports, passages and countries stay, not of towns.
    """
    for key in [k for k in names if len(k) < 4 and traps.get(k) != "capitals"]:
        if len(key) < 3 or all(place.kind == "town" for place in names[key]):
            del names[key]


def _openers(*tables: dict[str, Any]) -> dict[str, tuple[int, frozenset[str], bool]]:
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for table in tables:
        for key in table:
            first, blank, rest = key.partition(" ")
            if blank:
                seconds.setdefault(first, set()).add(rest.partition(" ")[0])
                size = rest.count(" ") + 2
                if size > longest.get(first, 0):
                    longest[first] = size
            else:
                longest.setdefault(first, 1)
    none: frozenset[str] = frozenset()
    return {
        first: (
            n,
            frozenset(seconds[first]) if n > 1 else none,
            any(first in table for table in tables),
        )
        for first, n in longest.items()
    }
