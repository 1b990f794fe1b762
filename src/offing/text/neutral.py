"""Neutral words: which terms take a side or tell too much, and what to say instead.

The lists are data (``data/terms``). They are for *our own* words; quoted
evidence stays as it was written.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

_KINDS = r"(?:missiles?|drones?|rockets?|projectiles?|torpedoe?s?|mines?|warheads?|uavs?|usvs?)"
_NUMBER = (
    r"(?:\d+(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of"
    r"|a dozen|scores of|hundreds of|a flurry of|a barrage of)"
)
_AMOUNT = re.compile(rf"\b{_NUMBER}\s+(?:[\w-]+\s+)?({_KINDS})\b", re.IGNORECASE)
"""A number of weapons: never in our own words."""
_RANGE = re.compile(
    r"\b(?:with\s+)?(?:a\s+)?range\s+of\s+(?:up\s+to\s+)?[\d,.]+\s*(?:km|kilomet\w+|miles?|nm)\b",
    re.IGNORECASE,
)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("offing") / "data" / "terms" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _replacements() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {row["term"]: row["neutral"] for row in _rows("loaded.csv")}
    ordered = sorted(words, key=lambda w: (-len(w), w))
    pattern = r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in ordered) + r")(?![\w-])"
    return re.compile(pattern, re.IGNORECASE), words


@lru_cache(maxsize=1)
def _model_names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {row["name"]: row["neutral"] for row in _rows("model_names.csv")}
    ordered = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    # A designation or the general kind beside it: a ship or a town may bear the same name.
    pattern = rf"\b({ordered})(?:-[\dIVX]+\w*|\s+(?={_KINDS}\b)|\s+\d+\b)"
    return re.compile(pattern, re.IGNORECASE), names


@lru_cache(maxsize=1)
def _exempt() -> re.Pattern[str]:
    """Proper names that hold a word of the list: an organisation is called what it is called."""
    names = sorted((row["name"] for row in _rows("exempt.csv")), key=lambda n: (-len(n), n))
    return re.compile("|".join(re.escape(n) for n in names))


def _is_exempt(match: re.Match[str]) -> bool:
    text = match.string
    window = max(0, match.start() - 40)
    return any(
        name.start() <= match.start() and match.end() <= name.end()
        for name in _exempt().finditer(text, window, min(len(text), match.end() + 40))
    )


_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
"""The same in plain text in lower case, found in half the time."""


@lru_cache(maxsize=1)
def _telling_words() -> frozenset[str]:
    """The longest word of each term that the patterns can match, with those beside a number.

    A term is there only where all of its words are, and its longest is its rarest (“the regime”).
    """
    terms = _longest("loaded.csv", "term") | _longest("model_names.csv", "name")
    return terms | _WEAPONS | {"range"}


@lru_cache(maxsize=2)
def _longest(name: str, column: str) -> frozenset[str]:
    terms = [row[column].lower() for row in _rows(name)]
    return frozenset(max(_WORD.findall(term), key=len) for term in terms)


_WEAPONS = frozenset(
    f"{kind}{s}" for s in ("", "s", "es")
    for kind in "missile drone rocket projectile torpedo mine warhead uav usv".split()
)  # fmt: skip
"""A number of weapons takes one of these words."""


def _may_hold_any(text: str) -> bool:
    return not _telling_words().isdisjoint(_WORD.findall(text.lower()))


def _patterns_for(text: str) -> list[re.Pattern[str]]:
    """Those of the patterns that can match in ``text``, by its words."""
    words = (_PLAIN_WORD if text.isascii() else _WORD).findall(text.lower())
    patterns: list[re.Pattern[str]] = []
    if _telling_words().isdisjoint(words):
        return patterns
    if not _longest("loaded.csv", "term").isdisjoint(words):
        patterns.append(_replacements()[0])
    if not _longest("model_names.csv", "name").isdisjoint(words):
        patterns.append(_model_names()[0])
    if not _WEAPONS.isdisjoint(words):
        patterns.append(_AMOUNT)
    if "range" in words:
        patterns.append(_RANGE)
    return patterns


def loaded_terms(text: str) -> list[str]:
    """Loaded or withheld terms that ``text`` contains, in reading order, as written.

    Empty for words that may stand as our own. Numbers of weapons and ranges
    count as withheld.
    """
    found = [
        (m.start(), m.group())
        for p in _patterns_for(text)
        for m in p.finditer(text)
        if not _is_exempt(m)
    ]
    return [term for _, term in sorted(found)]


@lru_cache(maxsize=8192)
def neutral(text: str) -> str:
    """``text`` with loaded and withheld terms replaced by neutral ones.

    The result contains no term that :func:`loaded_terms` finds.
    """
    if not _may_hold_any(text):
        return _tidy(text)
    pattern, words = _replacements()
    models, names = _model_names()
    for _ in range(4 + text.count(" ")):  # a replacement may bring two words together
        before = text
        text = _RANGE.sub("", text)
        text = models.sub(lambda m: names[m.group(1).lower()] + " ", text)
        text = _AMOUNT.sub(lambda m: m.group(1), text)
        text = pattern.sub(
            lambda m: m.group() if _is_exempt(m) else _like(words[m.group().lower()], m.group()),
            text,
        )
        if text == before:
            break
    return _tidy(text)


_PLAIN_SWAPS = frozenset(
    {
        "Israeli",
        "Israel",
        "Israeli forces",
        "Israeli army",
        "forces",
        "army",
        "government",
        "governments",
    }
)
"""Replacements that leave a name a name (“Zionist navy” → “Israeli navy”)."""
_FORCE_WORDS = frozenset(
    """army navy force forces brigade brigades militia militias fleet guard guards troops corps
    battalion battalions regiment military fighters command warriors soldiers""".split()
)


@lru_cache(maxsize=4096)
def neutral_name(name: str) -> str:
    """A name without loaded words; one that is made of them becomes a general kind.

    A single word that has a plain counterpart is replaced (“Zionist navy” → “Israeli
    navy”). Where replacing would make nonsense or still judge (“terrorist occupation
    army”, “martyrdom brigades”), it is “an armed force”, “a government” or “a party to
    the conflict”: who is meant stays in the evidence.
    """
    if "-" in name:
        name = _DOUBTED.sub("", name) or name
    terms = loaded_terms(name)
    if not terms:
        return name
    _, swaps = _replacements()
    if len(terms) == 1 and swaps.get(terms[0].lower()) in _PLAIN_SWAPS:
        return neutral(name)
    words = frozenset(_WORD.findall(name.lower()))
    if words & _FORCE_WORDS:
        return "an armed force"
    if words & {"government", "regime", "state", "authorities"}:
        return "a government"
    return "a party to the conflict"


_DOUBTED = re.compile(r"(?i)(?<![\w-])(?:so-called|self-(?:proclaimed|styled|declared)) +")
"""“the so-called defence department”: the doubt is the report's, and not ours."""


def _like(replacement: str, original: str) -> str:
    if original[:1].isupper() and replacement and not original.isupper():
        return replacement[0].upper() + replacement[1:]
    return replacement


def _tidy(text: str) -> str:
    if "  " in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    return _BEFORE_MARK.sub(r"\1", text).strip()


_BLANKS = re.compile(r"[ \t]{2,}")
_BEFORE_MARK = re.compile(r" +([,.;:])")
