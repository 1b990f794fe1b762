"""Participles: which forms are past ones, and which of them only say what ship is meant."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.lexicon import in_class, read_rows, words
from offing.text.tokens import Token

_CLAUSE_STOPS = frozenset([",", ";", ":", "—", "–", "“", "”", '"', "(", ")"])
_NOUNS_TOO = words("ground left found rose saw bore lay lain felt cut set put hit shut run made")


def _irregular_pasts() -> frozenset[str]:
    """Past forms of irregular verbs that are nothing else (“stole”, “withdrew”)."""
    rows = (row["forms"].split() for row in read_rows("events", "irregular_verbs.csv"))
    return frozenset(f for forms in rows for f in forms[2:-1] if f != forms[0]) - _NOUNS_TOO


PASTS = _irregular_pasts() | words(
    "struck shut stolen sunk hit taken fell fallen tore torn drove driven swept sank broke broken "
    "rose brought withdrew"
)
"""Past forms and participles that do not end in “ed”."""
PAST_OR_FINITE = words(
    "was were had did said went came took got made gave told left thought found felt kept "
    "knew saw heard ran met paid sent spent lost won brought bought sold wrote read put "
    "set let cut hit hurt cost led held stood sat began begun broke chose drove ate fell "
    "flew grew done gone seen known given taken written spoken broken chosen eaten fallen "
    "grown shown worn hidden driven built caught taught sought fought became become "
    "understood meant dealt felt slept swept lent struck stuck shot shut spread threw "
    "thrown tore wore drew drawn rode rose spoke stole woke sank sang drank swam been has "
    "is are am does"
)
"""Frequent past forms, participles and finite auxiliaries that do not end in “ed”."""
_FINITE_AFTER = words("has have had was were is are will would could may")


def is_reduced(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether a participle only says which ship or port is meant, and another verb follows."""
    word = tokens[i].lower
    if i == 0 or not (word.endswith("ed") or word in PASTS):
        return False
    before = tokens[i - 1].lower
    if before == ",":
        return _is_inserted(tokens, i, last)
    if not (in_class(before, "vessel") or in_class(before, "facility") or before in _CAUGHT):
        return False
    for n in range(i + 1, min(i + 14, last)):
        if tokens[n].text in _CLAUSE_STOPS or tokens[n].lower in ("and", "that", "which", "but"):
            return False
        if tokens[n].lower in _FINITE_AFTER:
            return True
    return False


_CAUGHT = words("dhow dhows sailors seafarers mariners crewmen men people cable mines mine")


_INSERTED = words("by since on in after during for over near off a an two three days hours last "
                  "earlier yesterday overnight early late at while")  # fmt: skip
_AND = words("and but before when which")
_MEANT_SHIP = 4
"""Tokens before the comma among which the ship or port stands that the participle is of."""


def _is_inserted(tokens: Sequence[Token], i: int, last: int) -> bool:
    """“Cargo work, halted by the storm on Sunday, was back to normal”: the second is told.

    So is “had reached the tanker, hit a day earlier off Aden, and was escorting it”.
    """
    if tokens[i + 1].lower not in _INSERTED if i + 1 < last else True:
        return False
    ship = any(in_class(t.lower, "vessel") for t in tokens[max(0, i - 1 - _MEANT_SHIP) : i - 1])
    for n in range(i + 2, min(i + 14, last - 1)):
        if tokens[n].text == ",":
            after = tokens[n + 1].lower
            return after in _FINITE_AFTER or (ship and after in _AND)
        if tokens[n].text in _CLAUSE_STOPS:
            return False
    return False


_DONE_TO = words(
    "seized hijacked attacked struck hit boarded captured detained damaged stranded sunk grounded "
    "stopped held arrested intercepted taken abandoned released"
)
_JOINTS = words("and but that which who was were is are has have had will")
_LONGEST = 9


def ranges_of_reduced(tokens: Sequence[Token], act: int) -> list[tuple[int, int]]:
    """Text ranges of “[abandoned a dhow] seized last week”: an earlier act that tells which ship.

    ``act``: token of the act that is told; what stands before it is its own.
    """
    out = []
    for n in range(act + 2, len(tokens) - 1):
        if tokens[n].lower not in _DONE_TO or tokens[n + 1].lower not in _INSERTED:
            continue
        ship = n - 1 - (tokens[n - 1].text == ",")
        if not (in_class(tokens[ship].lower, "vessel") or tokens[ship].text[:1].isupper()):
            continue
        end = n + 1
        while end < min(n + _LONGEST, len(tokens)) and not (
            tokens[end].text in _CLAUSE_STOPS or tokens[end].lower in _JOINTS
        ):
            end += 1
        out.append((tokens[n].start, tokens[end - 1].end))
    return out
