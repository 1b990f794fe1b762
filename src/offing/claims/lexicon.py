"""The words that the rules of this room look at, loaded from ``data`` once.

Everything is keyed by the lower-case surface form of a phrase's first word, so
that finding all phrases in a text is one dictionary look-up per token.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

from offing.text.tokens import Token, tokenize

T = TypeVar("T")


def words(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())


_VOWELS = frozenset("aeiou")


class EventEntry(NamedTuple):
    """A row of ``data/events/events.csv``; ``pos`` is ``v``, ``n`` or ``x``."""

    phrase: str
    pos: str
    action: str
    needs: str
    weight: int


class VerbEntry(NamedTuple):
    """A row of ``data/reporting_verbs/verbs.csv``."""

    verb: str
    kind: str


def read_rows(folder: str, name: str) -> list[dict[str, str]]:
    """Rows of the CSV file ``data/<folder>/<name>``."""
    text = (files("offing") / "data" / folder / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


class PhraseIndex(Generic[T]):
    """Phrases of one or more words, found by one look-up per token.

    ``match(tokens, i)`` gives ``(number of tokens, value)`` for every phrase that
    begins at token ``i``, longest first.
    """

    def __init__(self) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        """Phrases by their first word, also for quick tests."""
        self._starts: dict[
            str, tuple[list[tuple[int, T]], dict[str, list[tuple[tuple[str, ...], T]]]]
        ] = {}
        """By their first word: those of this word alone, the others by their second word."""

    def add(self, words: Sequence[str], value: T) -> None:
        """Add one phrase, given as lower-case tokens."""
        if words:
            self.by_first.setdefault(words[0], []).append((tuple(words[1:]), value))

    def freeze(self) -> None:
        """Order the phrases longest first; entries added first keep their rank."""
        for entries in self.by_first.values():
            entries.sort(key=lambda e: -len(e[0]))
        for first, entries in self.by_first.items():
            longer: dict[str, list[tuple[tuple[str, ...], T]]] = {}
            for rest, value in entries:
                if rest:
                    longer.setdefault(rest[0], []).append((rest, value))
            self._starts[first] = [(1, value) for rest, value in entries if not rest], longer

    def match(self, tokens: Sequence[Token], i: int) -> list[tuple[int, T]]:
        """All phrases that begin at token ``i``, longest first."""
        start = self._starts.get(tokens[i].lower)
        if start is None:
            return []
        alone, by_second = start
        if not by_second or i + 1 >= len(tokens):
            return alone
        longer = by_second.get(tokens[i + 1].lower)
        if longer is None:
            return alone
        found = []
        for rest, value in longer:
            n = len(rest)
            if n == 1 or tuple([t.lower for t in tokens[i + 1 : i + 1 + n]]) == rest:
                found.append((n + 1, value))
        return found + alone if found else alone

    def find(
        self, lowers: Sequence[str], first: int, last: int
    ) -> list[tuple[int, list[tuple[int, T]]]]:
        """Where in ``lowers[first:last]`` phrases begin, with what ``match`` gives for each."""
        starts, size = self._starts, len(lowers)
        found = []
        for i in [n for n, word in enumerate(lowers[first:last], first) if word in starts]:
            here, by_second = starts[lowers[i]]
            longer = by_second.get(lowers[i + 1]) if by_second and i + 1 < size else None
            for rest, value in reversed(longer or ()):
                n = len(rest)
                if n == 1 or tuple(lowers[i + 1 : i + 1 + n]) == rest:
                    here = [(n + 1, value), *here]
            if here:
                found.append((i, here))
        return found

    def first_words(self) -> frozenset[str]:
        """First words of all phrases."""
        return frozenset(self.by_first)

    def __contains__(self, word: str) -> bool:
        return word in self.by_first


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    return {
        row["lemma"]: tuple(row["forms"].split())
        for row in read_rows("events", "irregular_verbs.csv")
    }


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of an English verb: the irregular ones from data, others by spelling."""
    if lemma in _irregular():
        return _irregular()[lemma]
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    s = "es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return lemma, lemma + s, lemma + "ed", lemma + "ing"


def plural(noun: str) -> str:
    """The regular plural of an English noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _phrase_words(phrase: str) -> list[str]:
    return [t.lower for t in tokenize(phrase)]


@lru_cache(maxsize=1)
def event_index() -> PhraseIndex[EventEntry]:
    """All event phrases in all their forms."""
    index: PhraseIndex[EventEntry] = PhraseIndex()
    for row in read_rows("events", "events.csv"):
        entry = EventEntry(
            row["phrase"], row["pos"], row["action"], row["needs"], int(row["weight"])
        )
        words = _phrase_words(entry.phrase)
        if entry.pos == "v":
            for form in verb_forms(words[0]):
                index.add([form, *words[1:]], entry)
        elif entry.pos == "n":
            index.add(words, entry)
            index.add([*words[:-1], plural(words[-1])], entry)
        else:
            index.add(words, entry)
    index.freeze()
    return index


@lru_cache(maxsize=1)
def reporting_index() -> PhraseIndex[VerbEntry]:
    """All reporting verbs in all their forms."""
    index: PhraseIndex[VerbEntry] = PhraseIndex()
    for row in read_rows("reporting_verbs", "verbs.csv"):
        words = row["verb"].split()
        for form in verb_forms(words[0]):
            index.add([form, *words[1:]], VerbEntry(row["verb"], row["kind"]))
    index.freeze()
    return index


@lru_cache(maxsize=1)
def channel_index() -> PhraseIndex[str]:
    """Phrases that name the way by which something was said."""
    index: PhraseIndex[str] = PhraseIndex()
    for row in read_rows("reporting_verbs", "channels.csv"):
        index.add(_phrase_words(row["phrase"]), row["channel"])
    index.freeze()
    return index


@lru_cache(maxsize=1)
def word_classes() -> tuple[dict[str, int], dict[str, int]]:
    """``(bits of each word, bit of each class)`` from ``data/events/words.toml``."""
    raw = (files("offing") / "data" / "events" / "words.toml").read_text(encoding="utf-8")
    bits: dict[str, int] = {}
    words: dict[str, int] = {}
    for n, (name, text) in enumerate(sorted(tomllib.loads(raw).items())):
        bits[name] = 1 << n
        for word in text.split():
            words[word] = words.get(word, 0) | bits[name]
    return words, bits


def in_class(word: str, name: str) -> bool:
    """Whether the lower-case ``word`` belongs to the word class ``name``."""
    return word in _members()[name]


@lru_cache(maxsize=1)
def _members() -> dict[str, frozenset[str]]:
    words, bits = word_classes()
    return {name: frozenset(w for w, held in words.items() if held & bits[name]) for name in bits}


@lru_cache(maxsize=64)
def class_words(*names: str) -> frozenset[str]:
    """All words of the word classes ``names``: one look-up where there are many words to test."""
    words, bits = word_classes()
    wanted = sum(bits[name] for name in names)
    return frozenset(word for word, held in words.items() if held & wanted)


def forms_of(*lemmas: str) -> frozenset[str]:
    """All forms of several verbs."""
    return frozenset(form for lemma in lemmas for form in verb_forms(lemma))
