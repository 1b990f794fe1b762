"""What is closed, reopened or suspended: a port, a passage, its traffic, or something on land.

“The school in Port Said was closed” and “the Suez Canal University was closed” name a
port and a canal, but neither is what was closed. The rules look at the phrase that the
verb is about and at its head noun only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from offing.claims.document import Document, Sentence
from offing.claims.lexicon import EventEntry, class_words, in_class, words
from offing.text.tokens import Token

_JUDGED = words("closure suspension blockade opening resumption normal_operations restriction")
"""Actions whose object must be of the sea."""
_AUXILIARIES = words(
    "is are was were be been being has have had will would could can may might must shall should "
    "remain remains remained stay stays stayed stand stands stood kept keep to n't not do does did "
    "temporarily partially partly fully completely again also now still already all both briefly "
    "indefinitely immediately later then since currently reportedly effectively largely suddenly"
)
_STOPS = frozenset([",", ";", ":", "“", "”", '"', "—", "–", "!", "?", ".", "(", ")"])
_CLAUSE_WORDS = words(
    "that which who when while after before because as but although though if unless until said "
    "says where since told reported announced confirmed"
)
_PREPOSITIONS = words(
    "in of at on near for to from with by off around outside inside between along across under "
    "over into through beside during"
)
_OBJECT_STARTS = words("the a an its their his her our this that these those all both")
_SEA_CLASSES = ("facility", "sea", "vessel", "ship", "service", "passage", "traffic", "mariner")
_SEA_EXTRA = words(
    "access entry entrance exit approach approaches side section half stretch waters area zone hub "
    "complex activity activities export exports import imports trade link links corridor river "
    "island coast estuary bar mouth mole breakwater crane cranes yard depot pilots workers "
    "connection roads stream inlet sound belt reach reaches narrows fairway airspace-and-waters "
    "blockade it they one two three four five six everything others which who line lines"
)
_ON_LAND_TOO = words(
    "crossing crossings gate gates lane lanes route routes line lines service services terminal "
    "terminals traffic post operations side section area zone dock"
)
_PITS = words(
    "production miner miners mining ore coal gold copper iron-ore shaft pit quarry output"
)
_MARKET_MOVES = words("higher lower flat mixed up down unchanged little")
_NETWORK = words(
    "usb firewall tcp udp router routers ssh ethernet hdmi socket localhost subnet "
    "bluetooth laptop motherboard"
)
_COMPANY_TAILS = words("inc ltd llc plc corp gmbh limited pte pty bv llp co incorporated")
_DISTANCE = words("nm m metres meters cables yards miles nautical km feet within")
_MAX_PHRASE = 18
"""Tokens to the left that the subject of a verb is looked for in."""


@lru_cache(maxsize=1)
def _land() -> frozenset[str]:
    text = (files("offing") / "data" / "terms" / "land_things.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def is_of_the_sea(
    sentence: Sentence, at: int, length: int, entry: EventEntry, doc: Document
) -> bool:
    """Whether the event phrase at token ``at`` can be about ports, passages or ships at all."""
    tokens = sentence.tokens
    if _in_company_name(tokens, at + length):
        return False
    if _is_order(sentence, at, entry) and not _is_entry_of_list(sentence, doc):
        return False
    if entry.action == "mine" and not sentence.words.isdisjoint(_PITS) and not has_ship(sentence):
        return False
    if entry.action not in _JUDGED:
        return sentence.words.isdisjoint(_NETWORK) or has_ship(sentence)
    if not sentence.words.isdisjoint(_NETWORK):
        return False
    after = tokens[at + length].lower if at + length < len(tokens) else ""
    if entry.phrase.startswith("close") and after in _MARKET_MOVES:
        return False
    if entry.pos == "n":
        return not _is_land(_object_of_noun(tokens, at + length), doc)
    phrase = _object(tokens, at + length) if entry.pos == "v" else []
    if phrase and not _is_passive(tokens, at):
        return not _is_land(phrase, doc)
    return not _is_land(_subject(sentence, at), doc)


def has_ship(sentence: Sentence) -> bool:
    """Whether a ship is in the sentence."""
    return not class_words("vessel").isdisjoint(sentence.lowers)


def closes_in(tokens: Sequence[Token], at: int, end: int) -> bool:
    """“closed to within half a mile”, “closed on the bulk carrier”: an approach, no closure."""
    if not tokens[at].text.lower().startswith(("close", "closing")):
        return False
    after = [t.lower for t in tokens[end : end + 4]]
    if after[:2] == ["to", "within"] or after[:1] == ["within"] or after[:2] == ["in", "on"]:
        return True
    if after[:1] == ["to"] and after[1:2] and after[1][0].isdigit():
        return bool(_DISTANCE & set(after[2:]))
    boats = any(in_class(t.lower, "vessel") for t in tokens[max(0, at - 8) : at])
    passive = at > 0 and tokens[at - 1].lower in _AUXILIARIES
    near = set(after[2:4]) if len(after) > 2 else set()
    return boats and not passive and after[:2] in (["on", "the"], ["on", "a"], ["on", "us"]) and (
        any(in_class(w, "ship") or in_class(w, "vessel") for w in near) or after[1] == "us"
    )  # fmt: skip


def _in_company_name(tokens: Sequence[Token], end: int) -> bool:
    """“Blockade Inc”, “Port Closed Ltd”."""
    return (
        end < len(tokens)
        and tokens[end].lower in _COMPANY_TAILS
        and tokens[end - 1].text[0].isupper()
        and tokens[end].text[0].isupper()
    )


def _is_order(sentence: Sentence, at: int, entry: EventEntry) -> bool:
    """“Close the lid”: a bare form that begins a sentence, with nobody who does it."""
    if entry.pos != "v" or sentence.item or sentence.heading or at > 1:
        return False
    tokens = sentence.tokens
    if at == 1 and tokens[0].text not in ("“", '"', "‘", "'"):
        return False
    word = tokens[at].lower
    if word.endswith(("ed", "ing", "s")) or word in ("struck", "sunk", "hit", "held"):
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return after.isalpha() and after not in ("by", "to", "was", "were", "is", "are", "has")


def _is_entry_of_list(sentence: Sentence, doc: Document) -> bool:
    """“MSC⏎Stop passing the strait”: below the name of a line, what that line does."""
    if not doc.maritime or sentence.index == 0:
        return False
    above = doc.sentences[sentence.index - 1]
    return above.heading and len(above.tokens) <= _MAX_NAME


_MAX_NAME = 5


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].lower if at else ""
    return before in _AUXILIARIES and before not in (
        "has", "have", "had", "will", "would", "could", "can", "may", "might", "to", "did", "does",
        "do", "also", "must", "shall", "should",
    )  # fmt: skip


def _object(tokens: Sequence[Token], start: int) -> list[Token]:
    """The phrase after an active verb, up to its first preposition: “closed *the school* in X”."""
    if start >= len(tokens) or tokens[start].lower not in _OBJECT_STARTS:
        return []
    return _until_preposition(tokens[start + 1 : start + _MAX_PHRASE])


def _object_of_noun(tokens: Sequence[Token], start: int) -> list[Token]:
    """“the closure of *the school* in X”."""
    if start >= len(tokens) or tokens[start].lower != "of":
        return []
    return _until_preposition(tokens[start + 1 : start + _MAX_PHRASE])


def _subject(sentence: Sentence, at: int) -> list[Token]:
    """The phrase that a verb is about, up to its first preposition: “*the school* in X was …”."""
    tokens = sentence.tokens
    end = at
    while end > 0 and tokens[end - 1].lower in _AUXILIARIES:
        end -= 1
    start = end
    while start > 0 and end - start < _MAX_PHRASE:
        token = tokens[start - 1]
        if token.text in _STOPS or (
            token.lower in _CLAUSE_WORDS and not _in_name(tokens, start - 1)
        ):
            break
        start -= 1
    phrase = list(tokens[start:end])
    while phrase and phrase[0].lower in _PREPOSITIONS:  # “In Haifa the school was closed”
        cut = next(
            (n for n, t in enumerate(phrase) if n and t.lower in ("the", "a", "all")), len(phrase)
        )
        phrase = phrase[cut:]
    return _until_preposition(phrase)


def _in_name(tokens: Sequence[Token], n: int) -> bool:
    """The “Said” of Port Said."""
    return tokens[n].text == "Said" and n > 0 and tokens[n - 1].text[0].isupper()


def _until_preposition(phrase: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for token in phrase:
        clause = token.lower in _CLAUSE_WORDS and token.text != "Said"
        if token.text in _STOPS or token.lower in _PREPOSITIONS or clause:
            break
        out.append(token)
    return out


def _is_land(phrase: Sequence[Token], doc: Document) -> bool:
    """Whether the phrase is headed by something on land; of several joined by “and”, all."""
    parts: list[list[Token]] = [[]]
    for token in phrase:
        if token.lower in ("and", "or"):
            parts.append([])
        else:
            parts[-1].append(token)
    judged = [_is_land_part(p) for p in parts if p]
    return bool(judged) and all(judged)


def _is_land_part(part: Sequence[Token]) -> bool:
    land = _land()
    head = part[-1]
    if head.lower in land:
        return True
    named = [n for n, t in enumerate(part) if t.lower in land]
    if not named:
        return False
    rest = part[named[-1] + 1 :]
    if len(rest) == 1 and rest[0].lower in _ON_LAND_TOO:
        return True  # “the border crossing”, “the airport terminal”
    return not any(
        any(in_class(t.lower, c) for c in _SEA_CLASSES) or t.lower in _SEA_EXTRA for t in rest
    )
