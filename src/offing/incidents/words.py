"""What the words of a measure say that no slot of a claim holds.

Of what it is a measure (a place, own ships, a service, a return put off), how many
ships a day it lets through, and the limits that nothing here models.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from offing.incidents.families import MEASURES, REOPENINGS
from offing.incidents.names import name_key
from offing.incidents.speakers import carrier_kind
from offing.model import Claim, SpeakerKind

MeasureOf = Literal["", "place", "own_ships", "service", "put_off"]

_PUT_OFF = re.compile(
    r"\b(?:postpon\w+|defer\w*|delay(?:s|ed|ing)|put(?:s|ting)?\s+(?:off|back)|push(?:ed|ing|es)?\s+back"
    r"|hold(?:s|ing)?\s+off|will\s+not\s+(?:yet\s+)?|would\s+not\s+(?:yet\s+)?|not\s+yet\s+)"
    r"[^.;]{0,60}\b(?:return\w*|resum\w*|restart\w*|reinstat\w*)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:ferr(?:y|ies)|bookings?|booked|surcharges?|flights?|cruises?|barge service|"
    r"(?:coastal|passenger|feeder|liner|shuttle|rail|train|bus|weekly|container|express)\s+"
    r"(?:\w+\s+)?(?:services?|sailings?|lines?)|sailings?|port calls?|calls? (?:at|to|in)|"
    r"cargo (?:for|to|acceptance)|accept(?:ing|ance of)? cargo|services? (?:to|from|between)|"
    r"licen[cs]es?|contracts?|sanctions|talks|search)\b",
    re.IGNORECASE,
)
_ONE_SHIP = re.compile(
    r"\b(?:an?|the|one|another)\s+(?:[\w-]+\s+){0,3}(?:ship|vessel|freighter|tanker|boat|carrier|"
    r"dhow|trawler)\b[^.]{0,40}\b(?:ordered|told|forced|made|asked|instructed)\b[^.]{0,30}"
    r"\bto\s+(?:stop|halt|turn|heave)\b"
    r"|\b(?:an?|one|another)\s+(?:[\w-]+\s+){0,3}(?:ship|vessel|tanker|ferry|dhow)\b[^.;]{0,60}"
    r"\b(?:was|is|has been) (?:not able|unable) to (?:load|sail|berth|enter|discharge|leave)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:our|we|its (?:own )?(?:ships|vessels|fleet|tankers))\b", re.IGNORECASE)

_LINES = re.compile(
    r"\b(?:(?:shipping|container|tanker|cruise)\s+(?:lines?|compan(?:y|ies)|groups?|firms?|giants?)|"
    r"carriers?|shipowners?|ship owners?|owners|operators?|lines)\b",
    re.IGNORECASE,
)

_PER_DAY = re.compile(
    r"\b(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\s+"
    r"(?:\w+\s+){0,2}?(?:transits?|ships?|vessels?|passages?|crossings?|slots?|tankers?)\s+"
    r"(?:(?:will|can|may|are|is|be|to|allowed|permitted|pass|offered)\s+){0,4}"
    r"(?:(?:a|per|each|every)\s+day|daily)\b"
    r"|\b(?:daily|per[- ]day)\s+(?:\w+\s+){0,3}(?:transits?|ships?|vessels?|slots?|number|limit|"
    r"capacity)\s+(?:\w+\s+){0,5}?(?:to|at|of)\s+(?P<m>\d{1,3})\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\btotal of\s+(?P<n>\d{1,3})\s+(?:\w+\s+)?(?:transits?|ships?|vessels?|slots?)\s+"
    r"(?:a|per|each)\s+day\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:locks?|lanes?|chambers?|berths?|slots?)\b", re.IGNORECASE)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_LIMITS = re.compile(
    r"\b(?:(?:maximum|max\.?|authori[sz]ed|permitted|allowable)\s+(?:\w+\s+){0,2}?(?:draught|draft|"
    r"beam|length|LOA)\b[^.;]{0,80}|(?:draught|draft)\s+(?:limit|restrict)\w*[^.;]{0,60}|"
    r"(?:in\s+)?day(?:light|time)\s+(?:only|transits?|hours)[^.;]{0,30}|"
    r"convoys?\s+only[^.;]{0,30}|one[- ]way traffic[^.;]{0,30})",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:on (?:the )?condition(?: that)?|provided (?:that)?|only (?:to|for)|in coordination with|"
    r"with (?:the )?permission|subject to|non-\w+[”\"']? (?:ships|vessels|countries)|"
    r"partial(?:ly)?)\b[^.;]{0,60}",
    re.IGNORECASE,
)
_SHUT_TO = re.compile(
    r"\b(?:clos(?:ed|es)|shut|barred|suspended|off limits)\s+(?:only\s+)?(?:to|for)\s+"
    r"(?:all\s+|laden\s+|large\s+)?(?P<what>(?:(?:\w+\s+)?(?:tankers?|carriers?|ships?|bulkers?|"
    r"ro-?ro)(?:\s*(?:,|and|or)\s*)?){1,3})",
    re.IGNORECASE,
)
_KINDS = (
    ("tanker", re.compile(r"\b(?:tankers?|crude carriers?)\b", re.IGNORECASE)),
    ("gas", re.compile(r"\b(?:gas|LNG|LPG) (?:tankers?|carriers?|ships?)\b", re.IGNORECASE)),
    ("container", re.compile(r"\bcontainer ?ships?\b", re.IGNORECASE)),
    ("bulk", re.compile(r"\b(?:bulk carriers?|bulkers?)\b", re.IGNORECASE)),
    ("roro", re.compile(r"\b(?:(?:car|vehicle) carriers?|ro-?ro)\b", re.IGNORECASE)),
    ("general", re.compile(r"\b(?:general )?cargo ships?\b", re.IGNORECASE)),
)
"""Kinds of the table of ship classes, by the words that reports have for them."""


_HOURS = re.compile(
    r"\b(?:from|between)\s+(?:\d{4}|\d{1,2}[:.]\d\d)\s*(?:hours?|hrs?|LT|UTC|[ap]\.?m\.?)?\s*"
    r"(?:to|until|till|and|-|–)\s*(?:\d{4}|\d{1,2}[:.]\d\d)\b(?!\s*(?:daily|each|every))"
    r"|\bfor\s+(?:\w+\s+)?(?:an|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|several"
    r"|a few)\s+hours?\b(?!\s+(?:each|every|a)\b)"
    r"|\b\d{2}:?\d{2}\s?[-–]\s?\d{2}:?\d{2}\s+(?:hrs\s+)?(?:today|this|yesterday|overnight)\b",
    re.IGNORECASE,
)


def lasted_hours(claim: Claim) -> bool:
    """Whether a measure is told as having lasted some hours (“from 1115 to 1640 hours”)."""
    return claim.action in MEASURES and not claim.future and bool(_HOURS.search(_text(claim)))


_OVER = re.compile(
    r"\b(?:strikes?|walk-?outs?|stoppages?|closures?|blockades?|suspensions?|industrial action)\b"
    r"(?P<between>[^.;:]{0,80}?)\b(?:called off|averted|ended|lifted|withdrawn|abandoned|is over|"
    r"was over|cancelled|canceled)\b(?! (?:if|when|unless|once))",
    re.IGNORECASE,
)
_CALLS_OFF = re.compile(
    r"\b(?P<before>(?:\w+\s+){0,3})(?:suspend(?:ed|s)|paus(?:ed|es)|call(?:ed|s) off|end(?:ed|s)|"
    r"lift(?:ed|s)|abandon(?:ed|s)|withdr[ae]w|halted)\s+(?:its|their|the)\s+(?:[\w-]+\s+){0,2}"
    r"(?:strikes?|walk-?outs?|stoppages?|blockades?|industrial action)\b",
    re.IGNORECASE,
)
_NOT_OVER = re.compile(
    r"\b(?:not|until|unless|if|before|could|would|may|might|should|to be|be|once|when|hop\w+|"
    r"want\w*|demand\w*|talks|negotiat\w+|vot\w+)\b",
    re.IGNORECASE,
)


def told_over(claim: Claim) -> bool:
    """Whether the words say that the measure has ended (“the strike … was called off”)."""
    if claim.action not in MEASURES or claim.hypothetical or claim.negated:
        return False
    text = _text(claim)
    return ends_strike(claim) or any(
        not _NOT_OVER.search(m["between"]) for m in _OVER.finditer(text)
    )


def ends_strike(claim: Claim) -> bool:
    """Whether what is suspended or lifted is itself a strike or a blockade."""
    if claim.future or claim.negated or claim.hypothetical:
        return False
    return any(not _NOT_OVER.search(m["before"]) for m in _CALLS_OFF.finditer(_text(claim)))


_UNION = re.compile(
    r"\b((?:[A-Z][\w'’-]+\s+){1,5}(?:Unions?|Association|Federation|Alliance|Brotherhood))\b"
)


def unions_in(claim: Claim) -> frozenset[str]:
    """Names of unions and the like in the words of a strike, normalised."""
    if claim.action not in MEASURES:
        return frozenset()
    return frozenset(name_key(m[1]) for m in _UNION.finditer(_text(claim)))


_SMALL = re.compile(
    r"\b(?:clos(?:ed|es|ure)|shut|suspended|barred|off limits)\s+(?:only\s+)?(?:to|for|of)\s+"
    r"(?:\w+\s+){0,2}?(?:small|pleasure|recreational|fishing|leisure|local|ferry|passenger)\s+"
    r"(?:craft|boats?|vessels?|traffic|ships?)\b(?!\s*(?:and|or|,)\s*(?:all|merchant|large))"
    r"|\b(?:small|pleasure|fishing|leisure) (?:craft|boats?) only\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:\d[\d.,]*|an?|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens? of)\s+"
    r"(?:nautical |sea )?(?:miles?|nm|km|kilomet(?:re|er)s?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:of|from|off)\s+(?:the\s+)?(?:(?:port|coast|town|city|island)\s+of\s+)?",
    re.IGNORECASE,
)


def measured_from(claim: Claim) -> frozenset[str]:
    """Ids of places that a measure's words only measure from (“40 miles southeast of X”)."""
    if claim.action not in MEASURES or len(claim.places) < 2:
        return frozenset()
    text = _text(claim)
    ends = [text[m.end() :] for m in _AWAY.finditer(text)]
    found = frozenset(
        p.id for p in claim.places
        if any(rest.startswith((p.as_written or p.name, p.name)) for rest in ends)
    )  # fmt: skip
    return found if len(found) < len(claim.places) else frozenset()


def shut_to(claim: Claim) -> tuple[str, ...]:
    """Kinds of ships that a closure names as those it is for; empty for all ships."""
    if claim.action not in MEASURES:
        return ()
    match = _SHUT_TO.search(_text(claim))
    return tuple(k for k, words in _KINDS if words.search(match["what"])) if match else ()


def _text(claim: Claim) -> str:
    return " ".join(" ".join(e.text.split()) for e in claim.evidence)


def measure_of(claim: Claim, kind: SpeakerKind) -> MeasureOf:
    """What a measure is of; ``""`` for what is no measure."""
    if claim.action not in MEASURES:
        return ""
    text = _text(claim)
    if _PUT_OFF.search(text):
        return "put_off"
    if claim.action == "suspension" and ends_strike(claim):
        return ""  # the strike is suspended, not the port
    if claim.action == "suspension" and _ONE_SHIP.search(text):
        return ""  # one ship that was stopped stops no port
    if _SMALL.search(text):
        return "service"  # closed to boats that no ship class stands for
    if claim.action in ("closure", "blockade", "strike"):
        return "place"
    passage = not any(p.kind in ("port", "anchorage") for p in claim.places)
    if _runs_ships(claim, text) and passage and kind not in ("authority", "port"):
        return "own_ships"
    if _SERVICE.search(text) and kind not in ("authority", "port"):
        # A carrier that pauses its sailings through a strait speaks of its own ships.
        return "own_ships" if kind == "carrier" else "service"
    own = kind in ("carrier", "company") and claim.modality == "announced"
    if kind == "carrier" or own or (_OWN.search(text) and kind not in ("authority", "port")):
        return "own_ships"
    return "place"


def _runs_ships(claim: Claim, text: str) -> bool:
    """Whether those who stop are lines: named as who acts, or called so in the words."""
    if claim.actor and carrier_kind(claim.actor):
        return True
    return bool(_LINES.search(text))


@lru_cache(maxsize=8192)
def _capacity_in(text: str) -> float | None:
    total = _TOTAL.search(text)
    if total:
        return float(total["n"])
    match = _PER_DAY.search(text)
    if match is None or _PART.search(text):
        return None  # “17 a day at one of the locks” is no limit of the canal
    number = match["n"] or match["m"]
    value = _NUMBERS.get(number.casefold()) if not number.isdigit() else int(number)
    return float(value) if value else None


def capacity_per_day(claim: Claim) -> float | None:
    """Ships a day that a restriction lets through; ``None`` where none is said of the whole."""
    if claim.action != "restriction" or claim.negated or claim.hypothetical:
        return None
    return _capacity_in(_text(claim))


def limits_in(claim: Claim) -> tuple[str, ...]:
    """Limits of draught, daylight or convoys in the words of a restriction, and terms on
    which a place is opened, quoted."""
    if claim.action in REOPENINGS:
        return tuple(dict.fromkeys(m.group().strip() for m in _TERMS.finditer(_text(claim))))
    if claim.action != "restriction":
        return ()
    return tuple(dict.fromkeys(m.group().strip() for m in _LIMITS.finditer(_text(claim))))
