"""What an act is done to, as a general kind, and which of the sentence's nouns cannot be it."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.document import Sentence
from offing.claims.lexicon import words
from offing.claims.roles import COLLECTIVE_KINDS
from offing.text.tokens import Token

_TARGETS = (
    ("tankers", "tankers"), ("tanker", "a tanker"), ("bulker", "a bulk carrier"),
    ("containership", "a container ship"), ("ferry", "a ferry"), ("tug", "a tug"),
    ("warship", "a warship"), ("frigate", "a warship"), ("destroyer", "a warship"),
    ("vessels", "ships"), ("ships", "ships"), ("vessel", "a ship"), ("ship", "a ship"),
    ("freighter", "a ship"), ("boat", "a boat"), ("boats", "boats"), ("dhow", "a dhow"),
    ("cable", "a cable"), ("cables", "cables"), ("pipeline", "a pipeline"),
    ("trawler", "a fishing vessel"), ("ports", "ports"), ("terminal", "a terminal"),
    ("port", "a port"), ("navigation", "shipping"), ("shipping", "shipping"),
)  # fmt: skip
_TARGET_WORDS = frozenset(word for word, _ in _TARGETS) | {"carrier"}
_CARRIED = words("bulk gas lng lpg car ore vehicle livestock cement crude product container")


def target_of(sentence: Sentence, first: int, last: int) -> str | None:
    """What the act is done to, as a general kind: never a ship's name."""
    if sentence.words.isdisjoint(_TARGET_WORDS):
        return None
    tokens = sentence.tokens[first:last]
    if not _BODIES_AND_FLEETS.isdisjoint(sentence.words):
        tokens = [
            t for n, t in enumerate(tokens) if not (t.text[0].isupper() and _is_in_body(tokens, n))
        ]
    if not _THOSE_OF_SHIPS.isdisjoint(sentence.words):
        tokens = [t for n, t in enumerate(tokens) if not _is_whose(tokens, n)]
    words = words_but_port_towns(tokens)
    if "carrier" in words and any(
        t.lower in _CARRIED and tokens[n + 1].lower == "carrier" for n, t in enumerate(tokens[:-1])
    ):
        return "a bulk carrier" if "bulk" in words else "a ship"
    for word, kind in _TARGETS:
        if word in words:
            return kind
    return None


_BODIES_AND_FLEETS = frozenset(COLLECTIVE_KINDS) | words("tankers carriers ferries bulkers tugs")


_FIRM_MARKS = words("a/s as a ltd limited inc llc plc ag sa s.a bv b.v nv gmbh co asa oy")


def _is_in_body(tokens: Sequence[Token], n: int) -> bool:
    """“Ports” of “Harbour and Ports Corporation”, “Tankers” of “Alder Tankers said”: no target."""
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    if (
        n
        and tokens[n].lower.endswith("s")
        and (after == "," or after.islower() or after.lower() in _FIRM_MARKS)
    ):
        return tokens[n - 1].text[:1].isupper()
    return after[:1].isupper() and after.lower() in COLLECTIVE_KINDS


_THOSE_OF_SHIPS = words(
    "owner owners operator operators manager managers charterer charterers insurer insurers agent "
    "agents"
)


def _is_whose(tokens: Sequence[Token], n: int) -> bool:
    """“the ship's Danish owner said”: who speaks or pays, and nothing that is done to a ship."""
    after = [t.lower for t in tokens[n + 1 : n + 5]]
    return after[:1] in (["'s"], ["’s"], ["'"], ["’"]) and not _THOSE_OF_SHIPS.isdisjoint(after)


_TOWNS = words("town towns city cities side quarter bow beam list")


def words_but_port_towns(tokens: Sequence[Token]) -> set[str]:
    """The words in lower case; the port of “port town” is no port, only its town is meant."""
    words = {t.lower for t in tokens}
    if words.isdisjoint(_TOWNS):
        return words
    return {
        t.lower for n, t in enumerate(tokens)
        if n + 1 == len(tokens) or tokens[n + 1].lower not in _TOWNS
        or t.lower not in ("port", "harbour", "harbor")
    }  # fmt: skip
