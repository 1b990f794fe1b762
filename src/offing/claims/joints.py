"""Whether “and” or “that” stands inside a subject: “Haddad and the pilots”, “lines that had”."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.lexicon import in_class, words
from offing.claims.roles import COLLECTIVE_KINDS
from offing.claims.speakers import is_name
from offing.text.tokens import Token


def joins_people(tokens: Sequence[Token], at: int, end: int) -> bool:
    """“port workers and two aid officials said”: two speakers joined by “and”."""
    if tokens[at].lower != "and" or at < 1 or end - at > 7:
        return False
    left, right = tokens[at - 1].lower, tokens[at + 1 : end]
    people = in_class(left, "role") or in_class(left, "collective") or left in PEOPLE
    return people and any(
        in_class(t.lower, "role") or in_class(t.lower, "collective") or t.lower in PEOPLE
        for t in right
    )


PEOPLE = words(
    "workers sources officials residents witnesses traders brokers agents pilots crews "
    "seafarers fishermen owners unions companies authorities diplomats analysts media man woman "
    "men women person persons boy girl youth elders brothers sisters tribesmen clerics "
    "locals critics sceptics supporters opponents"
)


def tells_which(tokens: Sequence[Token], at: int) -> bool:
    """“Two lines that had only just returned said”: “that” tells which, and opens no speech."""
    if tokens[at].lower != "that" or at < 1 or at + 1 >= len(tokens):
        return False
    before = tokens[at - 1].lower
    body = before in COLLECTIVE_KINDS or before.removesuffix("s") in COLLECTIVE_KINDS
    return tokens[at + 1].lower in _AUXILIARIES and (body or in_class(before, "role"))


def joins_names(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the “and” at ``at`` stands inside a name or between two speakers."""
    return (
        tokens[at].lower == "and" and at > 0 and at + 1 < end
        and is_name(tokens[at - 1]) and is_name(tokens[at + 1])
    )  # fmt: skip


_AUXILIARIES = words(
    "has have had is was were are be been will would could may might should can must did does do"
)
_LONGEST_QUOTED = 8
_MARKS = frozenset(["“", "”", '"'])


def opens_name(tokens: Sequence[Token], close: int) -> int:
    """Where a short name in quotation marks opens that ends at ``close``; 0 where it is speech.

    “The so-called “aid office” of the island said”: a name, with a word for it before.
    """
    for k in range(close - 2, max(close - _LONGEST_QUOTED, 0), -1):
        if tokens[k].text in _MARKS:
            before = tokens[k - 1]
            led = before.text.islower() or before.text in ("'s", "'", "’s")
            mark = tokens[close - 1].text in ",.;!?" or tokens[k - 1].text in ",.:"
            spoken = in_class(before.lower, "role") or before.lower in ("said", "says", "that")
            return k if led and not mark and not spoken else 0
        if tokens[k].lower in _AUXILIARIES:
            return 0
    return 0


def and_that(told: Sequence[str], start: int, end: int) -> int | None:
    """The “and” of “affirm that the ban stands, and that ships will be targets”; else ``None``."""
    if not _STORIES.isdisjoint(told[:end]):
        return None  # “claims that it sank and that the port is shut do not reflect the truth”
    for n in range(end - 2, start - 1, -1):
        if told[n] in ("and", "but") and told[n + 1] == "that":
            return n
    return None


_STORIES = words("reports claims rumours rumors allegations stories suggestions claim report")


PREVENTED = words("prevented prevent prevents averted foiled foils thwarted thwarts frustrated")
_PREVENTABLE = words("attack hijack boarding robbery explosion approach")
_PREVENT_REACH = 6
_PASSED = frozenset([",", ";", "after", "during", "when", "by", "because", "from"])


def is_prevented(told: Sequence[str], at: int, action: str) -> bool:
    """“prevented an attack on a tanker”: it was stopped, and did not happen."""
    near = told[max(0, at - _PREVENT_REACH) : at]
    verb = next((n for n in range(len(near) - 1, -1, -1) if near[n] in PREVENTED), -1)
    return action in _PREVENTABLE and verb >= 0 and _PASSED.isdisjoint(near[verb + 1 :])


_COMMENTS = words(
    "proving showing demonstrating underlining highlighting indicating suggesting "
    "signalling signaling underscoring illustrating reflecting"
)


def without_comment(tokens: Sequence[Token], end: int, whole: tuple[int, int]) -> tuple[int, int]:
    """Without a long comment at the end (“…, proving that …”): that is no part of the act."""
    for n in range(end, whole[1] - 1):
        if tokens[n].text == "," and tokens[n + 1].lower in _COMMENTS:
            return (whole[0], n) if whole[1] - n > 0.3 * (whole[1] - whole[0]) else whole
    return whole
