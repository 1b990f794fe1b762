"""Places that a sentence names and at which nothing happens: ships' names, voyages, allies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.document import Document, Sentence
from offing.claims.lexicon import words
from offing.claims.times import is_inside
from offing.model import ClaimPlace, PlaceMention

_MAX_SHIP_NAME = 40
"""Code points of a ship's name in quotation marks."""


def without_ships(
    doc: Document, sentence: Sentence, named: list[PlaceMention]
) -> list[PlaceMention]:
    """Without a place's name inside of a ship's: “the ‘Fjord Tromsø’ was towed”, “ADEN STAR”."""
    capitals = [m for m in named if m.text.isupper() and _in_capitals(doc.text, m, sentence)]
    if capitals:
        named = [m for m in named if m not in capitals]
    if max(sentence.quoted) < 0:
        return named
    ships = [
        (q.start, q.end)
        for q in (doc.quotes[n] for n in {n for n in sentence.quoted if n >= 0})
        if q.end - q.start <= _MAX_SHIP_NAME
        and all(w[:1].isupper() for w in doc.text[q.start : q.end].strip("“”\"‘’' ").split())
        and len(doc.text[q.start : q.end].split()) > 1
    ]
    return [m for m in named if not is_inside(m.start, ships)]


_CAPITALS_BESIDE = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,})*$|^ [A-Z]{3,}\b")
_LOWER = re.compile(r"[a-z]{3,}")


def _in_capitals(text: str, mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether a name in capitals goes on in capitals, in a sentence that is not all so."""
    if _LOWER.search(text, sentence.start, sentence.end) is None or len(mention.text) < _SHORTEST:
        return False
    before = text[max(sentence.start, mention.start - 24) : mention.start].rstrip()
    after = text[mention.end : min(sentence.end, mention.end + 24)]
    return _CAPITALS_BESIDE.search(after) is not None or (
        _CAPITALS_BESIDE.search(before) is not None and mention.start > 0
    )


_SHORTEST = 4

_ALLIED = re.compile(
    r"(?:\b(?:link(?:ed|s)?|ties|tied|connect(?:ed|ions?)|affiliat\w+|associat\w+|loyal|relations"
    r"|belong(?:s|ing)?|owned|dealing|deal|trade|trading) (?:to|with|by|in)"
    r"|\b(?:invasion|aggression|war|sanctions|genocide) (?:of|on|against|in|over|with)"
    r"|\b(?:citizens|nationals|natives|citizen|national) of"
    r"|\b(?:crew|crewmen|sailors|seafarers|mariners|nationals|citizens|passengers|fishermen)"
    r"(?: members)?,? (?:who )?(?:are |were |come |all |mostly |mainly ){0,2}from"
    r"|\bsolidarity with [\w ]{0,30}\bin|\bsupport (?:of|for) [\w ]{0,30}\bin) (?:the )?$"
)
"""Whose side or war it is, and not where: “ships linked to X”, “the war in X”."""
_AND_ALSO = frozenset([", ", " or ", " and ", ", the ", " or the ", " and the ", ", or ", ", and "])
_WAR_AFTER = re.compile(r" (?:war|conflict|ceasefire|truce)\b")
_VOYAGE = re.compile(
    r"(?:\b(?:bound|headed|heading|destined|en route|making|made|steaming|sailing|sailed|routed)"
    r"(?: (?:north|south|east|west))? (?:for|to|towards?|from)"
    r"|\b(?:departed|left|coming|came|arrived)(?: from)?"
    r"|\b(?:sailed|loaded|laden|cargo|voyage|passage|journey|carrying|hauling|taking)"
    r" (?:[\w,]+ ){0,7}from"
    r"|\b(?:ordered|directed) (?:it|her|the \w+) (?:to|towards?|into)"
    r"|\bwith (?:[\w,]+ ){1,5}from"
    r"|\bon (?:its|her|their) way (?:to|from)) (?:the )?(?:[Pp]ort of )?$"
)
"""Where a ship comes from or goes to, and not where what happens to her does."""
_WHY = re.compile(
    r"\b(?:(?:ban|prohibition|embargo) (?:on|against|of)|violat(?:ed|ing|ion of)|in breach of"
    r"|because (?:it|she|they|(?:the|its|her|their) (?:company|owners?|operators?|ship|vessel)))\b"
    r"[^.,;]{0,80}$"
)
"""“… because its owner trades with the ports of X”: why a ship was the aim, and not where."""
_FROM_TO = re.compile(r"\bfrom (?:the )?[A-Z][\w’' -]{2,24}(?:, [A-Z]\w+)? (?:to|for) (?:the )?$")
_HIT_UNDERWAY = words(
    "attack explosion seizure boarding robbery hijack approach mine accident grounding "
    "spill interception"
)


def without_voyage(
    doc: Document, span: tuple[int, int], action: str, places: tuple[ClaimPlace, ...]
) -> tuple[ClaimPlace, ...]:
    """“ran aground off X on her way from Y to Z”: X alone is where it happened."""
    if action not in _HIT_UNDERWAY or not places:
        return places
    only = set()
    for m in doc.places_in(*span):
        before = doc.text[max(span[0], m.start - 110) : m.start]
        if _VOYAGE.search(before) or _FROM_TO.search(before) or _WHY.search(before):
            only.add(m.place.id)
        elif m.place.id in only:
            only.discard(m.place.id)
    return tuple(p for p in places if p.id not in only)


def without_scales(text: str, named: list[PlaceMention]) -> list[PlaceMention]:
    """“wind over 9 Beaufort”: a force of the wind, and no port of that name."""
    if "eaufort" not in text and "EAUFORT" not in text:
        return named
    return [
        m for m in named
        if m.text.lower() != "beaufort"
        or not text[max(0, m.start - 3) : m.start].strip()[-1:].isdigit()
    ]  # fmt: skip


def without_allies(text: str, named: list[PlaceMention]) -> list[PlaceMention]:
    """“ships linked to X, Y or Z”: none of them is where it happens."""
    kept: list[PlaceMention] = []
    last = -1
    for m in named:
        listed = last >= 0 and text[last : m.start] in _AND_ALSO
        country = m.place.kind in ("country", "area")
        allied = country and _ALLIED.search(text, max(0, m.start - 60), m.start) is not None
        if allied or listed or (country and _WAR_AFTER.match(text, m.end)):
            last = m.end
        else:
            kept.append(m)
            last = -1
    return kept


_REGION_NM = 35.0
"""An area of at least this radius is a state or province, which gives way to a port in it."""


def without_regions(named: list[PlaceMention]) -> list[PlaceMention]:
    """“Wilmington, North Carolina”: the port alone, not the state beside it."""
    near = {m.place.country for m in named if m.place.kind in ("port", "anchorage", "town")}
    return [
        m for m in named
        if m.place.kind != "area" or (m.place.radius_nm or 0.0) < _REGION_NM
        or m.place.country not in near
    ]  # fmt: skip


_SEATED = re.compile(
    r"(?i)\b(?:parliament|assembly|cabinet|governments?|authorities|ministry|court|embassy|officials?|senate"
    r"|leadership|lawmakers|congress|judge|prosecutors?|diplomats?|ambassador|capital|council"
    r"|newspaper|channel|agency|correspondent) in (?:the )?$"
)
_OPENS_IN = re.compile(r"(?:In|From) (?:the )?$")
_SAID_THERE = re.compile(r", (?:an? |the |[A-Z])")


def without_seats(
    text: str, start: int, named: list[PlaceMention], *, spoken: bool
) -> list[PlaceMention]:
    """“the parliament in X approved a closure of Y”, “In X, a member of the bureau said …”: Y.

    Where somebody sits or speaks, as long as another place is named. ``start`` is the sentence's
    first code point, ``spoken`` whether somebody's speech is told in it.
    """
    if len(named) < _WITH_ANOTHER:
        return named
    kept = [
        m for m in named
        if _SEATED.search(text, max(start, m.start - 40), m.start) is None
        and _CAUSE.search(text, max(start, m.start - 60), m.start) is None
        and not (
            spoken and m.start - start < _OPENING and _SAID_THERE.match(text, m.end)
            and _OPENS_IN.match(text, start, m.start)
        )
    ]  # fmt: skip
    return kept or named


_CAUSE = re.compile(
    r"(?i)\b(?:brothers|people|crimes?|aggression|massacres?|genocide|siege|victory|support"
    r"|solidarity|oppressed|sons|resistance|war)\b(?: [\w’'-]+){0,5} (?:in|on|of|for|against)"
    r" (?:the |occupied )?$"
)
"""“in response to the crimes against our brothers in X”: for whose sake, and not where."""
_WITH_ANOTHER = 2
_OPENING = 12


_FIRM_OF = re.compile(
    r"\b(?:Management|Lines?|Shipping|Tankers|Marine|Maritime|Shipmanagement|Brokers|Group|Ltd\.?"
    r"|Co\.?|A/S|AS|GmbH|S\.?A\.?|Company|Agency|Agencies|Trading|Carriers|Underwriters|Salvage"
    r"|Navigation|Logistics|Consultants|Services) (?:of|in|from|,) $"
)


def is_seat_of_firm(text: str, mention: PlaceMention) -> bool:
    """“Verden Ship Management of Hamburg”: where a firm sits, and where nothing happens."""
    return _FIRM_OF.search(text, max(0, mention.start - 40), mention.start) is not None


_OFF = re.compile(
    r"(?:\boff|\b(?:north|south|east|west)\w* of"
    r"|\b(?:miles|NM|nm|km|kilomet(?:re|er)s)\b[^.;]{0,40}\b(?:from|of|off)) [^.,;:]{0,30}$"
)


def told_off(text: str, span: tuple[int, int], places: tuple[ClaimPlace, ...]) -> frozenset[str]:
    """Ids of the places that the words put it off, not at: “600 km off the town of Eyl”."""
    told = text[span[0] : span[1]]
    if " of" not in told:
        return frozenset()
    return frozenset(
        p.id for p in places
        if p.as_written and (at := told.find(p.as_written)) > 0
        and _OFF.search(told, max(0, at - 80), at)
    )  # fmt: skip


def theme_of(doc: Document, titled: Sequence[ClaimPlace], last: ClaimPlace) -> ClaimPlace | None:
    """What the report is about, where the place named last is named once, by the way."""
    about = [p for p in titled if p.kind == last.kind]
    if len(about) != 1 or about[0].id == last.id:
        return None
    text = doc.text[:_OWN_STORY]
    often = text.count(about[0].as_written) >= _OFTEN and text.count(last.as_written) == 1
    return about[0] if often else None


_OFTEN = 3
_OWN_STORY = 8000
