"""What a sentence must also speak of before a word counts as an event at sea.

The names in the column ``needs`` of ``data/events/events.csv`` are the tests here;
``=a/b`` there means that one of these words must occur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.barred import bars_ships
from offing.claims.document import Document, Sentence, doc_has, has_class
from offing.claims.lexicon import in_class, words
from offing.text.tokens import Token

_WATER_KINDS = frozenset({"strait", "canal", "sea", "gulf", "anchorage", "cape", "coast"})
_STRIKERS = words(
    "rocket artillery aerial night us american israeli russian ukrainian iranian saudi "
    "british coalition air missile drone military houthi yemeni precision retaliatory s"
)
_OPEN_BEFORE = words(
    "were remain remains remained is are was stay stays stayed kept still fully be now keep"
)
_NOT_PLAY = frozenset(
    {"bell", "pose", "match", "gold", "deal", "balance", "agreement", "chord", "tone", "note"}
)
_NAMED_CLOSURES = words(
    "closure blockage reopening suspension blockade limit limits restriction restrictions cut cuts"
)
_FORCES = frozenset({"armed_group", "umbrella_group", "state_force"})


def on_water(sentence: Sentence, doc: Document) -> bool:
    """Whether the sentence names a sea, strait, canal or, in a report on shipping, a port."""
    for mention in doc.places_in(sentence.start, sentence.end):
        if mention.place.kind in _WATER_KINDS:
            return True
        if mention.place.kind == "port" and doc.maritime and mention.match != "demonym":
            return True
    return False


def on_land_or_water(sentence: Sentence, doc: Document) -> bool:
    """Whether the sentence names any place but by a nationality."""
    found = doc.places_in(sentence.start, sentence.end)
    return any(m.match != "demonym" for m in found)


def _force_named(sentence: Sentence) -> bool:
    return any(m.actor.kind in _FORCES for m in sentence.actors)


def is_met(needs: str, sentence: Sentence, doc: Document, at: int) -> bool:
    """Whether the test ``needs`` holds for the word at token ``at``."""
    if not needs:
        return True
    if needs[0] == "=":
        return not sentence.words.isdisjoint(needs[1:].split("/"))
    if needs == "campaign" and sentence.tokens[at - 1].lower in _AT_WORK and at:
        return False  # “cargo operations” are no campaign
    if needs == "transit" and not sentence.words.isdisjoint({"time", "times"}):
        return False  # a transit time is how long a voyage takes, not who may pass
    special = _SPECIAL.get(needs)
    if special is not None:
        return special(sentence, doc, at)
    if has_class(sentence, needs):
        return True
    if (
        needs in ("facility", "sea")
        and doc.maritime
        and sentence.tokens[at].lower in _NAMED_CLOSURES
    ):
        return True
    if needs == "sea" and doc.maritime and has_class(sentence, "vessel"):
        return True
    if needs in ("signal", "satnav"):
        return doc_has(doc, needs)
    if needs in ("ship", "vessel"):
        return doc.maritime and (on_water(sentence, doc) or "it" in sentence.words)
    return needs in ("facility", "service", "sea", "transit", "traffic") and (
        on_water(sentence, doc) or (needs != "traffic" and _leans(sentence, doc))
    )


def _leans(sentence: Sentence, doc: Document) -> bool:
    return doc.maritime and not sentence.words.isdisjoint({"we", "our", "it"})


def _hostile(sentence: Sentence, doc: Document, at: int) -> bool:
    if any(has_class(sentence, c) for c in ("hostile", "weapon", "vessel")):
        return True
    if has_class(sentence, "facility") and on_land_or_water(sentence, doc):
        return True
    return _force_named(sentence) or (
        doc.maritime and bool(doc.places_in(sentence.start, sentence.end))
    )


def _struck(sentence: Sentence, doc: Document, at: int) -> bool:
    after = set(sentence.lowers[at + 1 : at + 4])
    if after & _NOT_PLAY:
        return False
    return any(has_class(sentence, c) for c in ("ship", "weapon", "hostile")) or (
        _force_named(sentence) or (on_water(sentence, doc) and not _labour(sentence, doc, at))
    )


_HIT_BY = words(
    "debris object objects unidentified unknown blast explosion fire strike impact boat"
)
_NO_HIT = words("storm storms cyclone typhoon hurricane waves wave swell fog record records rates")


def _hit(sentence: Sentence, doc: Document, at: int) -> bool:
    """“was hit by debris”, “hits tanker”: something struck a ship or a port."""
    if not sentence.words.isdisjoint(_NO_HIT):
        return False
    if not sentence.words.isdisjoint(_HIT_BY) and has_class(sentence, "vessel"):
        return True
    before = set(sentence.lowers[max(0, at - 3) : at])
    passive = not before.isdisjoint({"was", "were", "been", "being", "are", "have", "be"})
    if passive and _by_trouble(sentence, at):
        return False
    if passive and (has_class(sentence, "vessel") or _is_facility(sentence, at)):
        return True
    return _force_named(sentence)


_TROUBLE = words(
    "delay delays shortage shortages congestion sanctions tariffs strikes walkout walkouts demand "
    "prices costs drought weather crisis slump downturn closures disruption covid pandemic"
)


def _by_trouble(sentence: Sentence, at: int) -> bool:
    """“was hit by delays”: nothing struck it."""
    after = sentence.lowers[at + 1 : at + 6]
    return after[:1] == ["by"] and not _TROUBLE.isdisjoint(after)


def _is_facility(sentence: Sentence, at: int) -> bool:
    """Whether the subject of a passive is a berth, terminal or port."""
    before = sentence.tokens[max(0, at - 5) : at]
    return any(in_class(t.lower, "facility") for t in before)


_FLOWS = words(
    "traffic transits loadings exports arrivals departures crossings passages throughput "
    "shipments sailings calls movements liftings volumes shipping volume activity loading"
)


def _flow(sentence: Sentence, doc: Document, at: int) -> bool:
    """Numbers of ships that pass, load or arrive, told as more or fewer."""
    before = sentence.lowers[max(0, at - 18) : at]
    after = set(sentence.lowers[at + 1 : at + 12])
    ships = "ships" in before or "vessels" in before
    counted = any(w[0].isdigit() for w in after) or not after.isdisjoint({"half", "zero"})
    return counted and doc.maritime and (ships or any(w in _FLOWS for w in before))


def _many_at_anchor(sentence: Sentence, doc: Document, at: int) -> bool:
    """“About 20 ships were anchored off the ports”: more than one ship, told with a number."""
    before = sentence.tokens[max(0, at - 9) : at]
    counted = any(t.text[0].isdigit() or t.lower in _MANY or t.lower in _SEVERAL for t in before)
    plural = any(t.lower in _SHIPS for t in before)
    return doc.maritime and counted and plural


_SEVERAL = words(
    "two three four five six seven eight nine eleven twelve thirteen fourteen sixteen seventeen "
    "eighteen nineteen sixty seventy eighty ninety scores"
)
_NONE = words("no none nobody zero single")


def none_moves(sentence: Sentence, at: int) -> bool:
    """“No tanker has loaded”: nothing moves."""
    return not _NONE.isdisjoint(sentence.lowers[max(0, at - 8) : at])


def _ships_move(sentence: Sentence, doc: Document, at: int) -> bool:
    """“Nine ships have passed”, “no tanker has loaded since May”: how many move, not one's way."""
    before = sentence.tokens[max(0, at - 12) : at]
    if before and before[-1].lower in _MIGHT:
        return False
    cut = next((n for n in range(len(before) - 1, -1, -1) if before[n].text in ";:"), -1)
    before = before[cut + 1 :]
    for n, token in enumerate(before):
        word = token.lower
        if word == "one" and not (n and before[n - 1].lower == "not"):
            continue
        some = (
            word in ("one",)
            or word[0].isdigit()
            or word in _SEVERAL
            or word in _MANY
            or word in _NONE
        )
        after = before[n + 1 : n + 6]
        if some and any(in_class(t.lower, "vessel") or t.lower in _BOXES for t in after[:5]):
            return doc.maritime and not _is_plan(before)
    return False


_STORMY = words("cyclone hurricane typhoon storm monsoon waves gale gales winds swell")


def _sunk(sentence: Sentence, doc: Document, at: int) -> bool:
    """“sank four vessels”: by someone, and not by a storm."""
    if not has_class(sentence, "ship"):
        return False
    if has_class(sentence, "weapon") or has_class(sentence, "hostile") or _force_named(sentence):
        return True
    return sentence.words.isdisjoint(_STORMY) and (
        doc_has(doc, "hostile") or doc_has(doc, "weapon")
    )


_BOXES = words("container containers boxes cargoes barrel convoy convoys")
_MIGHT = words("can could may might must should would not")


def _is_plan(before: Sequence[Token]) -> bool:
    return not {"to", "ordered", "bound", "due"}.isdisjoint(t.lower for t in before[-2:])


def _work(sentence: Sentence, doc: Document, at: int) -> bool:
    return doc.maritime and has_class(sentence, "service")


_MANY = words("dozens scores hundreds several many ten fifteen twenty thirty forty fifty")
_SHIPS = words("vsls boxships ships vessels tankers carriers bulkers containerships")


_AT_WORK = words(
    "export import port cargo terminal loading unloading discharge normal commercial gate yard "
    "crane rescue salvage search ship vessel shipping berth berthing pilotage ferry container "
    "bunkering handling logistics maritime-transport towing port's terminal's its partial full "
    "regular"
)
_FLOWING = words(
    "exports imports loadings loading operations traffic shipments sailings calls transits "
    "services deliveries bookings navigation discharge pilotage work cargo shipping movements"
)


def _goes_on(sentence: Sentence, doc: Document, at: int) -> bool:
    """“Exports were continuing”: what goes on is work at sea or in port, not an attack."""
    before = sentence.lowers[max(0, at - 7) : at]
    after = sentence.tokens[at + 1].lower if at + 1 < len(sentence.tokens) else ""
    return doc.maritime and after != "to" and not _FLOWING.isdisjoint(before)


_RUNS = words(
    "operate operates operated operating work works worked working function functions functioned "
    "functioning run runs ran running proceed proceeds proceeded proceeding continue continues "
    "continued continuing moving flow flows flowed flowing sailing sailed calling berthing passing"
)


def _normal_verb(sentence: Sentence, doc: Document, at: int) -> bool:
    """“were proceeding normally”, and not “normally handles”."""
    before = sentence.lowers[max(0, at - 3) : at]
    return doc.maritime and not _RUNS.isdisjoint(before)


_NO_CUSTODY = words("hospital hospitals clinic morgue court task twitter streets")


def _taken(sentence: Sentence, doc: Document, at: int) -> bool:
    """“The vessel was taken to Bandar Abbas”, and not its crew to hospital."""
    ship = any(in_class(t.lower, "vessel") for t in sentence.tokens[:at])
    named = on_land_or_water(sentence, doc)
    return ship and named and sentence.words.isdisjoint(_NO_CUSTODY)


def _airstrike(sentence: Sentence, doc: Document, at: int) -> bool:
    before = set(sentence.lowers[max(0, at - 3) : at])
    if before & _STRIKERS:
        return True
    return not _labour(sentence, doc, at) and (
        has_class(sentence, "hostile") or has_class(sentence, "weapon")
    )


_LONG = ("-hour", "-day", "-week", "-month")


def _labour(sentence: Sentence, doc: Document, at: int) -> bool:
    if at and sentence.lowers[at - 1].endswith(_LONG):
        return True  # “a two-day strike”
    if sentence.lowers[at] == "struck" and sentence.lowers[at + 1 : at + 2] in (["the"], ["a"]):
        return False  # “struck the inner gate”
    if has_class(sentence, "weapon"):
        return False
    if has_class(sentence, "labour"):
        return True
    return doc_has(doc, "labour") and not doc_has(doc, "weapon")


def _is_open(sentence: Sentence, doc: Document, at: int) -> bool:
    tokens = sentence.tokens
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if before not in _OPEN_BEFORE or after in ("fire", "sea", "water", "letter"):
        return False
    return has_class(sentence, "facility") or on_water(sentence, doc)


def _traffic(sentence: Sentence, doc: Document, at: int) -> bool:
    if not has_class(sentence, "traffic") and not on_water(sentence, doc):
        return False
    before = sentence.lowers[max(0, at - 3) : at]
    return bool(
        {"is", "was", "are", "were", "remains", "remained", "as", "be", "near"} & set(before)
    )


def _weapon(sentence: Sentence, doc: Document, at: int) -> bool:
    near = sentence.tokens[max(0, at - 10) : at + 10]
    return any(in_class(t.lower, "weapon") for t in near)


_MOVES = words(
    "double doubled rise rose risen jump jumped soar soared climbed climb fell surge surged"
)


_BETWEEN = re.compile(
    r"[\s\-–—:|,*_()]*(?:(?:port|terminal|anchorage|status|is|fully|partially|currently|now|all|"
    r"berths?|container|outer|inner)[\s:,\-–—]*){0,3}",
    re.IGNORECASE,
)
_NO_STATUS_AFTER = words("group day days hours week to-do conditions paper party order")


def _port_line(sentence: Sentence, doc: Document, at: int) -> bool:
    """“Odesa - working”, “Port open.”: a port and, with nothing between, how it stands."""
    tokens = sentence.tokens
    if len(tokens) > 30 or tokens[at].lower in _OPEN_BEFORE:
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if after in _NO_STATUS_AFTER or in_class(after, "vessel"):
        return False
    if at <= 2 and tokens[0].lower in ("port", "terminal", "anchorage", "harbour", "ports"):
        return True
    start = tokens[at].start
    return any(
        m.place.kind in ("port", "town", "anchorage") and m.match != "demonym"
        and m.end <= start and _BETWEEN.fullmatch(doc.text, m.end, start) is not None
        for m in doc.places_in(sentence.start, start)
    )  # fmt: skip


def _doc(sentence: Sentence, doc: Document, at: int) -> bool:
    return doc.maritime


def _rates(sentence: Sentence, doc: Document, at: int) -> bool:
    return (
        doc.maritime and not sentence.words.isdisjoint(_MOVES) and "interest" not in sentence.words
    )


_BE = words("is are was were be been being get gets got 's 're")


def _bidden(sentence: Sentence, doc: Document, at: int) -> bool:
    """“Vessels are requested to”: those who sail are bidden; “have asked to stay” is their wish."""
    before = set(sentence.lowers[max(0, at - 3) : at])
    return not before.isdisjoint(_BE) and is_met("sea", sentence, doc, at)


_SPECIAL = {
    "bidden": _bidden,
    "barred": bars_ships, "portline": _port_line, "goeson": _goes_on, "sunk": _sunk,
    "shipsmove": _ships_move, "work": _work, "normalverb": _normal_verb, "taken": _taken,
    "hostile": _hostile, "struck": _struck, "airstrike": _airstrike, "labour": _labour,
    "isopen": _is_open, "doc": _doc, "rates": _rates, "traffic": _traffic, "weapon": _weapon,
    "hit": _hit,
    "manyships": _many_at_anchor,
    "flow": _flow,
}  # fmt: skip
