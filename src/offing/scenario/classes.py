"""The words that say which ships a restriction is for: classes, kinds, ports, countries."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache

from offing.errors import UnknownPort


@cache
def class_kinds() -> dict[str, str]:
    """Ship class id → kind, of the table of typical ships."""
    from offing.places.tables import read_rows

    rows = read_rows("ship_classes", "ship_classes.csv")
    return {row["id"]: row["kind"] for row in rows}


def ship_words() -> tuple[str, ...]:
    """All that may name ships: kinds first, then class ids."""
    table = class_kinds()
    return (*dict.fromkeys(table.values()), *table)


def why_not_ships(word: str) -> str:
    """What is wrong with a word for ships; empty when it is a class or a kind."""
    known = ship_words()
    if word in known:
        return ""
    return f"unknown ship class or kind {word!r}" + near_words(word, known)


def why_not_applying(word: str) -> str:
    """What is wrong with an entry of ``applies_to``; empty when it can be applied."""
    kind, mark, value = word.partition(":")
    if not mark:
        return why_not_ships(word)
    if kind == "port":
        from offing.scenario.build import find_port

        try:
            find_port(value)
        except UnknownPort as error:
            return str(error)
        return ""
    if kind == "country":
        from offing.places.tables import read_rows

        codes = {row["alpha2"] for row in read_rows("countries", "countries.csv")}
        return "" if value.upper() in codes else f"unknown country {value!r}: two letters, as in YE"
    return f"{word!r} is no ship class or kind, port:… or country:…"


def near_words(word: str, known: Iterable[str]) -> str:
    """“: did you mean …?” for close words, else all that there are (when few)."""
    known = list(known)
    near = difflib.get_close_matches(word.lower(), known, n=3, cutoff=0.6)
    if near:
        return f": did you mean {', '.join(near)}?"
    return f"; known are {', '.join(known)}" if len(known) <= 40 else ""


def overlapping(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two ``applies_to`` can mean one and the same ship; empty means all ships."""
    a, b = _ships_of(one), _ships_of(other)
    return a is None or b is None or bool(a & b)


def _ships_of(words: Iterable[str]) -> set[str] | None:
    """Class ids meant by words (kinds spread out); ``None`` for all ships."""
    table = class_kinds()
    ships = [w for w in words if ":" not in w]
    if not ships:
        return None
    return {c for c, kind in table.items() if c in ships or kind in ships}
