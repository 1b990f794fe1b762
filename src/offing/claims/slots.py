"""Slots of a claim: places, time, actor, conditions, cited sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from offing.claims.actors import is_state
from offing.claims.attribution import Segment
from offing.claims.document import Document, Sentence
from offing.claims.events import Trigger, lead_in_end
from offing.claims.lexicon import words
from offing.claims.place_filters import (
    theme_of,
    without_allies,
    without_regions,
    without_scales,
    without_seats,
    without_ships,
)
from offing.claims.speakers import (
    Speaker,
    is_name,
)
from offing.claims.times import is_inside
from offing.model import ClaimPlace, Place, PlaceMention
from offing.text.tokens import Token
from offing.text.windows import holds_any

_ANAPHORA = {
    "strait": ("strait",), "canal": ("canal",), "port": ("port",), "harbour": ("port",),
    "harbor": ("port",), "sea": ("sea",), "gulf": ("gulf", "sea"), "waterway": ("strait", "canal"),
    "passage": ("strait", "canal"), "anchorage": ("anchorage", "port"), "terminal": ("port",),
    "channel": ("canal", "strait", "port"),
}  # fmt: skip
_CITES = re.compile(
    r"\((?P<bracket>IMB|UKMTO|JMIC|ReCAAP|MARAD|NGA|ONI|Reuters|AFP|AP|MSCHOA|IFC|MDAT-GoG|MPA|USCG)\)"
    r"|\b(?:citing|quoting|as cited by|reported by)\s+(?P<cited>(?:the\s+)?[A-Z][\w.’'&-]*"
    r"(?:\s+(?:[A-Z][\w.’'&-]*|of|and)){0,5})"
)
_CONDITION = re.compile(
    r"(?:(?:vessels?|ships?|tankers?|cargo(?:es)?)\s+)?"
    r"(?:(?:wholly |partly |fully )?owned|operated|managed|flagged|flying|linked|affiliated|bound|"
    r"chartered|headed|destined|belonging)\s+(?:or\s+\w+\s+)?"
    r"(?:by|to|for|with|in|under|the flag of)"
    r"\s+[^,.;”\"]{3,60}?"
    r"(?=\s(?:through|in|via|from|transiting|passing|entering|until|and)\b|[,.;”\"]|$)"
    r"|\b[A-Z][a-z]+-(?:owned|flagged|linked|bound|operated|affiliated)\b",
)
_CITING_HINTS = ("(", "citing", "quoting", "cited by", "reported by")
_CONDITION_HINTS = (
    "owned", "operated", "managed", "flagged", "flying", "linked", "affiliated", "bound",
    "chartered", "headed", "destined", "belonging",
)  # fmt: skip
"""One of these stands in every form of the pattern."""
_FORCES = frozenset({"armed_group", "umbrella_group", "state_force"})


def claim_place(mention: PlaceMention) -> ClaimPlace:
    """A place mention as a claim carries it."""
    place = mention.place
    return _claim_place(place, mention.text)


def _claim_place(place: Place, as_written: str) -> ClaimPlace:
    return ClaimPlace(
        id=place.id, name=place.name, kind=place.kind, unlocode=place.unlocode,
        country=place.country, lon=place.lon, lat=place.lat, as_written=as_written,
    )  # fmt: skip


def places_of(
    doc: Document, sentence: Sentence, segment: Segment, span: tuple[int, int],
    focus: tuple[int, int], recent: Sequence[tuple[int, ClaimPlace]],
    titled: Sequence[ClaimPlace],
) -> tuple[ClaimPlace, ...]:  # fmt: skip
    """Places of the claim in reading order, each once; a definite noun takes the last of its kind.

    Names inside an actor's name, in the attribution and nationalities are no places;
    a country or sea gives way to something nearer in it.
    """
    tokens = sentence.tokens
    barred = [(tokens[a].start, tokens[b - 1].end) for a, b in segment.aside if b > a]
    if segment.kind == "advise" and barred and _addresses(doc.text, *barred[0]):
        del barred[0]  # “Masters bound for X are advised”
    own = [(tokens[m.first].start, tokens[m.last - 1].end) for m in sentence.actors]
    barred += [r for r in own if not _in_a_place(doc, *r)]
    if not sentence.words.isdisjoint(_AMID):
        barred += _amid(tokens)
    named = [
        m for m in doc.places_in(*span)
        if m.match != "demonym" and not is_inside(m.start, barred)
        and not is_name_part(doc.text, m) and not _is_doer(doc.text, m, tokens)
    ]  # fmt: skip
    if named:
        named = without_ships(doc, sentence, without_scales(doc.text, named))
        named = without_allies(doc.text, without_regions(named))
        named = without_seats(doc.text, sentence.start, named, spoken=bool(segment.chain))
    if named and _subject_leans(sentence, segment, named):
        named = []
    start = segment.evidence[0]
    if not named and start > 0 and tokens[start - 1].text == ";":
        named = [
            m for m in doc.places_in(sentence.start, span[0])
            if m.match != "demonym" and not is_inside(m.start, barred)
            and not is_name_part(doc.text, m) and not _is_doer(doc.text, m, tokens)
        ]  # fmt: skip
    near = [m for m in named if focus[0] <= m.start < focus[1]]
    found = {m.place.id: claim_place(m) for m in reversed(near or named)}
    if len(found) > 1:
        found = dict(reversed(found.items()))
    if (
        not sentence.words.isdisjoint(_CAPES)
        and (cape := _CAPE_ROUTE.search(doc.text, *span)) is not None
    ):
        found.update((p.id, p) for p in _cape(cape.group()))
    if not found and "gulf" in sentence.words and _THE_GULF.search(doc.text, *span) is not None:
        found = {p.id: p for p in _persian_gulf(doc)}
    if found:
        found = _without_shores(doc.text, span, found)
    if not found and recent and (there := _same_area(doc.text, *span)) is not None:
        at, place = recent[-1]
        if sentence.index - at <= 2 and not is_inside(there.start(), barred):
            return (place,)
    if all(p.kind == "country" for p in found.values()):
        leaning = _anaphoric(doc, sentence, span, barred, recent, titled)
        found = {p.id: p for p in leaning} or found
    return tuple(_nearest(list(found.values())))


_BIDDEN = re.compile(
    r"(?i:all |the )?(?i:masters|vessels|ships|mariners|members|tankers|owners)"
    r" .{0,80}\b(?:are|is|were)\b"
)


def _addresses(text: str, start: int, end: int) -> bool:
    """Whether the words of an advice name those whom it is given to, and where they go."""
    return _BIDDEN.match(text, start, end) is not None


def _in_a_place(doc: Document, start: int, end: int) -> bool:
    """“the Windward Passage”: a body's name that is only a part of a place's."""
    return any(
        m.start <= start and end <= m.end and m.end - m.start > end - start
        for m in doc.places_in(start, end)
    )


_SHORES = re.compile(
    r",? ?\b(?:between|separating|which separates|that separates|linking|links|connecting"
    r"|linking the [A-Z][\w ]{1,24} (?:to|with|and)) (?:the )?$"
)
_WATERS = ("strait", "canal", "gulf", "sea", "passage")


_BECAUSE = words("because after since while as when although though where whereas before")
_LEANING = words("canal strait port channel terminal waterway harbour harbor anchorage")
_MAX_LEAD = 8


def _subject_leans(sentence: Sentence, segment: Segment, named: Sequence[PlaceMention]) -> bool:
    """“The canal is passable for small ships only, because a gate at X …”: not X is meant."""
    tokens = sentence.tokens
    if sentence.words.isdisjoint(_LEANING):
        return False
    first = segment.first
    lead = sentence.lowers[first : first + _MAX_LEAD]
    if not any(a == "the" and b in _LEANING for a, b in pairwise(lead)):
        return False
    at = min(m.start for m in named)
    before = [t.lower for t in tokens[first + 2 : segment.last] if t.end <= at]
    return not _BECAUSE.isdisjoint(before[4:]) and "the" in lead and lead.index("the") < _MAX_LEAD


def _without_shores(
    text: str, span: tuple[int, int], found: dict[str, ClaimPlace]
) -> dict[str, ClaimPlace]:
    """“The Strait of Hormuz, between Oman and Iran”: the shores only say where it lies."""
    if not any(p.kind in _WATERS for p in found.values()):
        return found
    shores = [
        p.id for p in found.values()
        if (p.kind == "country" or (p.kind in ("sea", "gulf") and "link" in text[slice(*span)]))
        and (at := text.find(p.as_written, *span)) >= 0
        and any(r.search(text, max(0, at - 48), at) for r in (_SHORES, _SHORES_AND))
    ]  # fmt: skip
    return {k: p for k, p in found.items() if k not in shores}


_SHORES_AND = re.compile(r"\b(?:between|separating|separates) [A-Z][\w ]{1,24} (?:and|from) $")
_CAPES = frozenset({"cape", "africa"})
_THE_GULF = re.compile(
    r"\b(?:in|into|out of|inside|from|of|across|leave|leaving|off|within) (?:[a-z]+ )?the "
    r"(?:(?:northern|southern|eastern|western|central|inner) )?Gulf\b(?! of| Coast| War| [A-Z])"
)
_GULF_STATES = frozenset({"IR", "AE", "QA", "KW", "BH", "SA", "IQ", "OM"})


def _persian_gulf(doc: Document) -> tuple[ClaimPlace, ...]:
    """“the Gulf”, where the report names a state or port on the Persian Gulf."""
    from offing.places import find_places

    if not any(m.place.country in _GULF_STATES or m.place.name == "Strait of Hormuz"
               for m in doc.places):  # fmt: skip
        return ()
    return tuple(claim_place(m) for m in find_places("Persian Gulf")[:1])


_CAPE_ROUTE = re.compile(
    r"\b(?:around|round|via|past|rounding) (?:the )?"
    r"(?:(?:southern )?(?:tip of )?(?:southern )?Africa"
    r"|(?:the )?Cape(?! [A-Z]| of [A-FH-Z]))\b"
)
_SAME_AREA = re.compile(
    r"\b(?:in|at|off) the same (?:area|place|spot|waters|port|location)\b|\bthere\b"
)


def _same_area(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where “there” or “in the same area” stands in ``text[start:end]``."""
    if text.find("there", start, end) < 0 and text.find(" the same ", start, end) < 0:
        return None
    return _SAME_AREA.search(text, start, end)


@lru_cache(maxsize=8)
def _cape(as_written: str) -> tuple[ClaimPlace, ...]:
    """The way around Africa, whatever it is called."""
    from offing.places import find_places

    found = find_places("Cape of Good Hope")
    return tuple(_claim_place(m.place, as_written) for m in found[:1])


def focus_of(sentence: Sentence, segment: Segment, trigger: Trigger | None) -> tuple[int, int]:
    """The stretch of text around the act that its places and dates are first looked for in.

    Without “Following X, …” before it, without what comes after a semicolon.
    """
    tokens = sentence.tokens
    if trigger is None:
        return sentence.start, sentence.end
    first = lead_in_end(sentence, segment)
    first = first if first <= trigger.at else 0
    last = len(tokens)
    for n in range(trigger.at - 1, first, -1):
        if tokens[n].text == ";":
            first = n + 1
            break
    for n in range(trigger.end, last):
        if tokens[n].text == ";":
            last = n
            break
    return tokens[first].start, tokens[last - 1].end


def _amid(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Text after “amid”, up to the next comma: circumstances, not places of the act."""
    for n, token in enumerate(tokens):
        way = token.lower == "way" and n > 1 and tokens[n - 2].lower in ("on", "its", "their")
        way = way and tokens[max(0, n - 3)].lower not in _UNDER_WAY
        passage = token.lower in ("passage", "voyage") and tokens[n - 1].lower in ("on", "a")
        if (
            token.lower in ("amid", "unless")
            or way
            or passage
            or (token.lower == "route" and n and tokens[n - 1].lower == "en")
        ):
            end = next((k for k in range(n, len(tokens)) if tokens[k].text == ","), len(tokens))
            return [(token.start, tokens[end - 1].end)]
    return []


_AMID = words("amid unless way passage voyage route")
_UNDER_WAY = words("is are was were now already still")
"""“is on its way to X”: that is what is told, and X its place."""
_ORG_AFTER = re.compile(
    r"\s+(?:[A-Z][\w-]+\s+)?(?:Authority|Corporation|Line|Lines|Shipping|Tankers|Carriers|Company|"
    r"Services|Terminals|Logistics|"
    r"News|Times|Ministry|Navy|Service|service|loop|Army|Coast Guard|Command|"
    r"Front|Ports|Institute|Risk|Marine)\b"
    r"|\s+(?:local |standard )?time\b"
)
_ORG_BEFORE = re.compile(
    r"(?:Authority|Company|Corporation|Bank|Embassy|Ministry|Government|Directorate|Union|Institute)"
    r" of (?:the )?(?:Port of )?$"
)


_BEFORE_ORG = ("of ", "the ", "\n")
"""How every form of ``_ORG_BEFORE`` ends, with a line end after it at most."""


def is_name_part(text: str, mention: PlaceMention) -> bool:
    """Whether the place's name is part of an organisation's name."""
    return bool(
        _ORG_AFTER.match(text, mention.end, mention.end + 50)
        or (
            text.endswith(_BEFORE_ORG, 0, mention.start)
            and _ORG_BEFORE.search(text[max(0, mention.start - 40) : mention.start])
        )
    )


_LOCATIVE = re.compile(
    r"(?:\b(?:in|off|near|at|from|to|between|of|around|via|across|outside|inside|into|toward|towards|"
    r"for|through|along|over|against|and|or|within|beyond|by|on|with|leaving|entering|reaching|"
    r"approaching|serving|toward|departing|visiting|southern|northern|eastern|"
    r"western|central|occupied|neighbouring|nearby)|[,(/:–—-])\s*(?:the\s+)?$",
    re.IGNORECASE,
)


def _is_doer(text: str, mention: PlaceMention, tokens: Sequence[Token]) -> bool:
    """A country that acts or is spoken of (“Russia was behind it”), and is no place of the act."""
    a_state = mention.place.kind == "country" or is_state(mention.text)
    if a_state and _OWNS.match(text, mention.end) is not None:
        return True
    if (
        mention.place.kind in ("town", "port")
        and is_state(mention.text)
        and _ACTS.match(text, mention.end)
        and _LOCATIVE.search(text[max(0, mention.start - 24) : mention.start]) is None
    ):
        return True  # “that Tehran was involved”: the state
    if mention.place.kind != "country" or mention.start <= tokens[0].start:
        return mention.place.kind == "country" and _ACTS.match(text, mention.end) is not None
    return _LOCATIVE.search(text[max(0, mention.start - 24) : mention.start]) is None


_OWNS = re.compile(
    r"['’]s?\s+(?!(?:[\w-]+\s+){0,3}?(?:ports?|coasts?|waters|harbou?rs?|straits?|canals?|"
    r"terminals?|shores?|territorial|exclusive|zone|island|islands|river|bay)\b)"
)
"""“Estonia's navy”: the state is who acts; “Estonia's coast” is a place."""
_ACTS = re.compile(
    r"\s+(?:has|have|had|is|was|will|would|could|may|might|said|says|seized|closed|banned|launched|"
    r"attacked|struck|denied|announced|warned|accused|blamed|largely|also|on [A-Z])\b"
)


_WHOLE = words("whole entire same northern southern eastern western")
_ALONE = words("strait canal gulf waterway passage")
_HALF_NAMES = {"Suez": "Suez Canal", "Panama": "Panama Canal", "Hormuz": "Strait of Hormuz"}


def _only_one(doc: Document, kinds: Sequence[str]) -> list[ClaimPlace]:
    """The one strait, canal or gulf that the report names anywhere, also by half its name."""
    from offing.places import find_places

    found = {
        m.place.id: claim_place(m)
        for m in doc.places if m.place.kind in kinds and m.match != "demonym"
    }  # fmt: skip
    if not found:
        halves = {_HALF_NAMES[m.text] for m in doc.places if m.text in _HALF_NAMES}
        found = {
            m.place.id: _claim_place(m.place, m.text)
            for name in halves for m in find_places(name)[:1] if m.place.kind in kinds
        }  # fmt: skip
    return list(found.values()) if len(found) == 1 else []


def _anaphoric(
    doc: Document, sentence: Sentence, span: tuple[int, int], barred: Sequence[tuple[int, int]],
    recent: Sequence[tuple[int, ClaimPlace]], titled: Sequence[ClaimPlace],
) -> list[ClaimPlace]:  # fmt: skip
    tokens = sentence.tokens
    if sentence.words.isdisjoint(_ANAPHORA):
        return []
    for n, token in enumerate(tokens[:-1]):
        if (
            token.start < span[0]
            or token.start >= span[1]
            or token.lower not in ("the", "this", "its")
        ):
            continue
        head = tokens[n + 1]
        kinds = None if head.text == "Gulf" else _ANAPHORA.get(head.lower)
        second = tokens[n + 2] if n + 2 < len(tokens) else None
        if (
            kinds is None
            and second is not None
            and (second.lower in ("terminal", "port") or head.lower in _WHOLE)
            and second.lower in _ANAPHORA
            and (head.text.islower())
        ):
            head, kinds = second, _ANAPHORA[second.lower]
        if kinds is None or is_inside(head.start, barred):
            continue
        follows = tokens[n + 2].lower if n + 2 < len(tokens) else ""
        if follows in ("of", "side", "authority", "city", "town", "quarter"):
            continue
        last = next(((at, p) for at, p in reversed(recent) if p.kind in kinds), None)
        if last is not None and head.lower in kinds and (theme := theme_of(doc, titled, last[1])):
            return [theme]
        if last is not None and (sentence.index - last[0] <= 1 or not titled):
            return [last[1]]
        named = [p for p in titled if p.kind in kinds]
        if not named and last is None and head.lower in _ALONE:
            return _only_one(doc, kinds)
        if named or last is not None:
            return named or ([last[1]] if last is not None else [])
    return []


LEANT_ON = ("port", "canal", "strait", "anchorage")


def home_of(speaker: Speaker) -> tuple[ClaimPlace, ...]:
    """The port or canal that an authority is in charge of, from its data or its name."""
    from offing.places import find_places

    actor = speaker.actor
    if actor is not None and actor.authority and len(actor.waters) == 1:
        found = find_places(actor.waters[0])
    elif (speaker.org or speaker.name) and (
        speaker.kind == "authority" or _PORT_NAME.search(speaker.speaks_for)
    ):
        found = find_places(speaker.speaks_for) or find_places(speaker.name)
    else:
        return ()
    found = [m for m in found if m.match != "fuzzy"]
    if found and found[0].place.kind == "town":
        found = find_places(f"port of {found[0].text}")
    return tuple(claim_place(m) for m in found[:1] if m.place.kind in LEANT_ON)


_PORT_NAME = re.compile(r"(?i)\b(?:port|harbou?r|terminals?|canal|harbou?rmaster)\b")


def kinds_leant_on(sentence: Sentence) -> tuple[str, ...]:
    """Kinds of place that “the strait”, “the port” … in the sentence can stand for."""
    if sentence.words.isdisjoint(_ANAPHORA):
        return LEANT_ON
    for word, after in pairwise(sentence.lowers):
        if word in ("the", "this") and after in _ANAPHORA:
            return _ANAPHORA[after]
    return LEANT_ON


def names_unknown_place(sentence: Sentence, segment: Segment) -> bool:
    """Whether “to X”, “at X” names something in capitals that may be a place not known here."""
    tokens, told = sentence.tokens, sentence.lowers
    for n, word in enumerate(told[:-1]):
        if word not in ("to", "at", "in", "off", "near", "from") or not is_name(tokens[n + 1]):
            continue
        if any(a <= n < b for a, b in segment.aside):
            continue
        known = any(m.first <= n + 1 < m.last for m in sentence.actors)
        if not known and told[n + 1] not in _MONTHS and tokens[n + 1].text.isalpha():
            return True
    return False


_MONTHS = words(
    "january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday utc x telegram"
)


def title_places(doc: Document) -> tuple[ClaimPlace, ...]:
    """The one port or passage that the title and first headings name, if it is only one."""
    found: dict[str, ClaimPlace] = {}
    for sentence in doc.sentences[:4]:
        if not sentence.heading:
            continue
        for mention in doc.places_in(sentence.start, sentence.end):
            if mention.place.kind in LEANT_ON and mention.match != "demonym":
                if _stands_for_people(sentence, mention.start):
                    continue
                found.setdefault(mention.place.id, claim_place(mention))
    if not found and doc.report.title:
        from offing.places import find_places

        found = {
            m.place.id: claim_place(m) for m in find_places(doc.report.title)
            if m.place.kind in LEANT_ON and m.match != "demonym"
        }  # fmt: skip
    return tuple(found.values()) if len(found) == 1 else ()


_OF_PLACES = words(
    "port ports harbour harbor coast coasts strait straits gulf terminal terminals anchorage "
    "approaches north south east west northeast northwest southeast southwest roads bay closure "
    "blockade city town waters closing reopening"
)


def _stands_for_people(sentence: Sentence, start: int) -> bool:
    """“The rulers of Tripoli”: a heading's place that stands for people, not for a port."""
    before = [t.lower for t in sentence.tokens if t.end <= start][-2:]
    return len(before) == 2 and before[1] == "of" and before[0] not in _OF_PLACES


def _nearest(places: list[ClaimPlace]) -> list[ClaimPlace]:
    """Without countries where something in them is named beside them."""
    near = [p for p in places if p.kind != "country"]
    if not near:
        return places
    countries = {p.country for p in near}
    if not any(p.kind in ("port", "town", "anchorage", "strait", "canal") for p in near):
        return places
    return [p for p in places if p.kind != "country" or p.country not in countries]


def cites_of(text: str, span: tuple[int, int]) -> tuple[str, ...]:
    """Other sources that the words name for what they say."""
    told = text[span[0] : span[1]]
    if not holds_any(told, _CITING_HINTS):
        return ()
    found = (match["bracket"] or match["cited"] for match in _CITES.finditer(text, *span))
    return tuple(dict.fromkeys(name.removeprefix("the ").strip(" .,'’") for name in found))


def conditions_of(text: str, span: tuple[int, int], action: str) -> tuple[str, ...]:
    """Terms on ownership, flag or trade, letter for letter: nothing here models them."""
    if action not in ("closure", "blockade", "restriction", "attack", "threat", "suspension",
                      "sanctions", "operation", "seizure"):  # fmt: skip
        return ()
    told = text[span[0] : span[1]]
    if not holds_any(told, _CONDITION_HINTS):
        return ()
    return tuple(dict.fromkeys(m.group().strip() for m in _CONDITION.finditer(text, *span)))
