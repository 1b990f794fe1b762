"""What a denial denies: the same act, at the same place, to the same target, no more.

Nobody denies an event by saying that no report of it has come in, by rejecting what
somebody else said about something else, or by denying what a ship carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from offing.incidents.families import OUTCOMES, REOPENINGS, SHIP_EVENTS, is_denial
from offing.incidents.names import name_key
from offing.model import Claim

NEAR_CLAIMS = 6
"""So many claims before it (in reading order) a denial without a place may mean."""

_ABSENCE = re.compile(
    r"\bno\s+(?:\w+\s+){0,2}(?:reports?|confirmation|information|word|indications?|evidence|"
    r"signs?)\b"
    r"|\b(?:could|can|did|do|does|has|have|had)\s*(?:not|n[o’']t)\s+(?:yet\s+)?(?:be\s+)?"
    r"(?:independently\s+)?(?:confirm|verif|receiv|aware|comment|say)"
    r"|\bnot\s+(?:yet\s+|been\s+)*(?:confirmed|verified|aware)\b"
    r"|\bno\s+(?:\w+\s+){0,2}(?:attacks?|incidents?|cases?|hijack\w*|seizures?|boardings?)\b"
    r"[^.]{0,80}\b(?:past|last|previous|preceding)\s+(?:\w+\s+)?(?:hours?|days?|weeks?|months?)\b"
    r"|\b(?:declined|refused)\s+to\s+(?:comment|say|confirm)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing))\b"
    r"(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|of|about)\s+(?P<what>.+)", re.IGNORECASE)
_SHIPS = re.compile(
    r"\b(?:ships?|shipping|vessels?|tankers?|carriers?|freighters?|boats?|crew|seafarers?|"
    r"merchantm[ae]n)\b",
    re.IGNORECASE,
)
_FACILITY = re.compile(
    r"\b(?:port|harbou?r|berths?|terminals?|jett(?:y|ies)|quays?|piers?|docks?|cranes?|depots?|"
    r"fuel stores?|warehouses?|silos?|airport|base|infrastructure)\b",
    re.IGNORECASE,
)

_ACTS: tuple[frozenset[str], ...] = (
    frozenset({"attack", "explosion", "damage"}),
    frozenset({"seizure", "hijack", "boarding", "interception", "robbery"}),
    frozenset({"attack", "boarding", "hijack", "robbery", "approach"}),
    frozenset({"mine", "explosion"}),
    frozenset({"closure", "blockade", "suspension", "strike"}),
    frozenset({"resumption", "opening", "normal_operations"}),
    frozenset({"accident", "grounding"}),
)
"""Words for one act: to deny a boarding denies the attack, to deny a spill does not."""

_NOBODY_TAKEN = re.compile(
    r"(?i)\b(?:no|none of the|nobody|no one|not)\b[^.;]{0,50}"
    r"\b(?:kidnapped|abducted|taken hostage)\b"
)
_TAKEN = re.compile(r"(?i)\b(?:kidnap|abduct|hostage|taken|held)")

_COMMON = frozenset(
    "the and was were that with from had has have been this which its their any being are not "
    "ship ships vessel vessels shipping report reports claim claims said".split()
)


def is_absence(claim: Claim) -> bool:
    """Whether it only says that nothing was heard or can be confirmed: no denial at all."""
    words = " ".join(e.text for e in claim.evidence)
    return bool(_ABSENCE.search(words)) and not _DENIED.search(words)


def leans(claim: Claim) -> bool:
    """Whether a denial names no place of its own, and so means something told near it."""
    return is_denial(claim) and not claim.places


@lru_cache(maxsize=65536)
def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:5] for w in name_key(text).split() if len(w) > 2 and w not in _COMMON)


def _text(claim: Claim) -> str:
    return " ".join(e.text for e in claim.evidence)


def denied_content(claim: Claim) -> str:
    """The words after “denied that …”, “rejected a report that …”; empty where none are."""
    verb = _DENIED.search(_text(claim))
    what = _THAT.search(verb["rest"]) if verb else None
    return what["what"] if what else ""


def denial_misses(denial: Claim, told: Claim) -> str | None:
    """Why ``denial`` is not about what ``told`` tells; ``None`` where it can be."""
    if told.modality == "assessed" or told.hypothetical:
        return "an opinion is no act that could be denied"
    if is_absence(denial):
        return "that nothing was heard of it denies nothing"
    if _NOBODY_TAKEN.search(_text(denial)) and not _TAKEN.search(_text(told)):
        return "that nobody was taken denies no boarding"
    if denial.action in ("denial", "other"):
        return None  # whether a part or the whole is denied is said by its words
    if told.action != "other":
        if not _same_act(denial, told):
            return "the denial is of another kind of act"
        if _targets_differ(denial, told):
            return "the denial is about ships, the other about a port"
    if not denies_in_words(denial, told):
        return "the denial says itself what it denies, and that is something else"
    return None


def denies_in_words(denial: Claim, told: Claim) -> bool:
    """Whether what is denied in so many words (“denied that …”) is what ``told`` tells.

    True where the denial does not say what it denies.
    """
    content = denied_content(denial)
    return not content or _is_told(content, denial, told)


def _same_act(denial: Claim, told: Claim) -> bool:
    if denial.action == told.action:
        return True
    if denial.action in OUTCOMES:
        return False  # “she has not sunk” says nothing against that she was hit
    return any(denial.action in acts and told.action in acts for acts in _ACTS)


def _targets_differ(denial: Claim, told: Claim) -> bool:
    if denial.action not in SHIP_EVENTS:
        return False
    one, two = _text(denial), f"{_text(told)} {told.target or ''}"
    return bool(_SHIPS.search(one)) and not _FACILITY.search(one) and (
        bool(_FACILITY.search(two)) and not _SHIPS.search(two))  # fmt: skip


def _is_told(content: str, denial: Claim, told: Claim) -> bool:
    """Whether what is denied in so many words is what the other claim tells."""
    if denial.action == told.action and told.action in SHIP_EVENTS:
        return True
    names = " ".join(f"{p.name} {p.as_written}" for p in told.places)
    said = f"{_text(told)} {told.action.replace('_', ' ')} {names}"
    return bool(_stems(content) & _stems(said))


def partners_of(ordered: Sequence[Claim]) -> dict[str, str]:
    """For each denial without a place: the claim of its report that it means.

    The nearest one before it that somebody else tells and that it fits; where none
    comes before, the nearest after it. ``ordered``: one report's claims as they are read.
    """
    found: dict[str, str] = {}
    for n, claim in enumerate(ordered):
        if not leans(claim):
            continue
        before = ordered[max(0, n - NEAR_CLAIMS) : n][::-1]
        after = ordered[n + 1 : n + 1 + NEAR_CLAIMS // 2]
        told = [o for o in before if denies_in_words(claim, o)]
        meant = _first_fit(claim, told) or _first_fit(claim, before) or _first_fit(claim, after)
        if meant:
            found[claim.id] = meant
    return found


def _first_fit(denial: Claim, others: Iterable[Claim]) -> str | None:
    mine = name_key(denial.speaker)
    for other in others:
        if is_denial(other) or other.scope != denial.scope or name_key(other.speaker) == mine:
            continue
        if denial_misses(denial, other) is None:
            return other.id
    return None


def is_reverse(claim: Claim, told: Sequence[Claim]) -> bool:
    """Whether “no closure” only agrees with what the others tell (that it works)."""
    works = {"normal_operations", *REOPENINGS}
    stops = {"closure", "blockade", "suspension", "restriction", "strike"}
    affirmed = {c.action for c in told if not is_denial(c) and not c.hypothetical}
    if claim.action in stops and claim.negated:
        return bool(affirmed & works) and not affirmed & stops
    return False
