"""Whether two claims are about one thing, with the reason either way.

Every rule is one line of evidence for or against. *For*: the same place, the same
time, the same kind of thing, the same actor, target or count, the same words. *Against*
(each enough by itself): times that cannot be one, places that cannot be one, two
companies' own measures, a plan and a deed. Two claims are joined when nothing speaks
against it and the evidence for it weighs at least ``JOIN``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from offing.incidents.apart import own_measures_apart, separate_starts, shot_down, sums_up
from offing.incidents.denials import denial_misses, is_absence
from offing.incidents.families import MEASURES, can_be_one, family_of, is_denial
from offing.incidents.names import name_key
from offing.incidents.ships import by_ship, share_ship, ships_apart
from offing.incidents.speakers import kind_of, side_key, sides_of
from offing.incidents.times import is_history, match_times, stated_date
from offing.incidents.words import ends_strike, unions_in
from offing.model import Claim, ClaimPlace, Evidence, Position, Report
from offing.model.base import Struct

JOIN = 4.0
"""Weight at which two claims are one: a place and a time, or as much as these."""

NEAR_NM = 30.0
"""Positions this close may be one: offsets such as “40 miles south of” are that rough."""

SAME_WORDS = 0.8
"""Share of telling words from which on two entries of one issuer are one, printed twice."""

FIRM_WORDS = 1.5
"""Weight of shared words (half of them) that can stand for a place and a time."""

FAR_NM = 120.0
"""Positions further apart than this are two places."""

STRAIT_KINDS = frozenset({"port", "anchorage", "strait", "canal", "cape", "town", "island"})
WIDE_KINDS = frozenset({"sea", "gulf", "country", "coast", "area"})


class Verdict(Struct, frozen=True, kw_only=True):
    """Whether two claims are one thing; ``weight`` of the evidence and why in words.

    ``possible`` is false when something speaks against it outright.
    """

    joined: bool
    weight: float
    reason: str
    possible: bool = True
    alike: bool = True
    """Whether the actions at least could be one; else the refusal says nothing new."""


def compare_claims(
    a: Claim,
    b: Claim,
    reports: Mapping[str, Report],
    *,
    told_after: bool = False,
    ships: Mapping[str, frozenset[str]] | None = None,
) -> Verdict:
    """Weigh whether ``a`` and ``b`` are about one thing. Symmetric in both.

    ``told_after``: one of them tells, right after the other, what came of it. ``ships``:
    claim id → names of ships in its words (``called_ships``).
    """
    ships = ships or {}
    possible, kind_reason = can_be_one(a, b)
    if not possible:
        return Verdict(joined=False, weight=0.0, reason=kind_reason, possible=False, alike=False)
    against = _against(a, b, reports, ships)
    if against:
        return Verdict(joined=False, weight=0.0, reason=against, possible=False)
    if a.scope != b.scope and not share_ship(a, b, ships):
        # A ship by its name alone may have been taken for something else: told by a third
        # claim to be the ship that both mean, the two may still be one.
        return Verdict(joined=False, weight=0.0, reason=_SCOPES)
    missed = _missed_by_denial(a, b)
    if missed:
        return Verdict(joined=False, weight=0.0, reason=missed)
    weight, reasons = 0.0, [kind_reason]
    found = (
        _by_place(a, b), _by_time(a, b, reports), _by_people(a, b), by_ship(a, b, ships),
        _by_count(a, b), _by_report(a, b), _by_words(a, b), _by_state(a, b),
        _by_kind(a, b),
        (JOIN, "told right after it, as what came of it") if told_after else (0.0, ""),
    )  # fmt: skip
    for points, reason in found:
        weight += points
        if reason:
            reasons.append(reason)
    joined = weight >= JOIN and (told_after or _is_firm(a, b, ships))
    if not joined:
        reasons.append("too little besides that says it is one thing")
    return Verdict(joined=joined, weight=weight, reason="; ".join(reasons))


def _is_firm(a: Claim, b: Claim, ships: Mapping[str, frozenset[str]]) -> bool:
    """Whether more than the kind of thing and the report holds two events together.

    Of two attacks told without place and time nothing says that they are one.
    """
    if a.action in MEASURES or b.action in MEASURES or is_denial(a) != is_denial(b):
        return True
    shared_place = nearest_nm(a, b) is not None or bool(
        {p.id for p in a.places} & {p.id for p in b.places} or _inside(a, b) or _inside(b, a)
    )
    match, _ = match_times(a, b, lasting=False)
    return (
        shared_place
        or match in ("same", "near")
        or share_ship(a, b, ships)
        or _by_words(a, b)[0] >= FIRM_WORDS
        or (bool(a.places or b.places) and _by_people(a, b)[0] >= 1.0)
    )


def _missed_by_denial(a: Claim, b: Claim) -> str | None:
    if is_denial(a) == is_denial(b):
        return None
    return denial_misses(a, b) if is_denial(a) else denial_misses(b, a)


def _against(
    a: Claim, b: Claim, reports: Mapping[str, Report], ships: Mapping[str, frozenset[str]]
) -> str | None:
    lasting = a.action in MEASURES or b.action in MEASURES
    match, gap = match_times(a, b, lasting=lasting)
    if match == "apart":
        return f"{gap} days lie between the two"
    place = _places_apart(a, b)
    if place:
        return place
    if a.hypothetical != b.hypothetical:
        return "one only could be, the other is told as so"
    if a.scope != b.scope and not _both_ships(a, b):
        return _SCOPES
    return (
        _history_apart(a, b, reports, lasting=lasting, dated=match != "unknown")
        or _states_apart(a, b, lasting=lasting)
        or (_measures_apart(a, b) if lasting else None)
        or _breath_apart(a, b)
        or _entries_apart(a, b)
        or ships_apart(a, b)
    )


_SCOPES = "one is about shipping, the other is background"


def _both_ships(a: Claim, b: Claim) -> bool:
    """Whether both can be of one event to a ship, also where one does not say which."""
    families = {family_of(a.action), family_of(b.action)}
    return "ship" in families and families <= {"ship", "other"}


def _history_apart(
    a: Claim, b: Claim, reports: Mapping[str, Report], *, lasting: bool, dated: bool
) -> str | None:
    if not lasting and sums_up(a) != sums_up(b):
        return "one sums up a longer time, the other tells of one event"
    if (lasting or not dated) and is_history(a, reports) != is_history(b, reports):
        return "one is told as history, the other is not"
    return None


def _states_apart(a: Claim, b: Claim, *, lasting: bool) -> str | None:
    families = {family_of(a.action), family_of(b.action)}
    if families == {"measure", "reopening"} and any(_is_own_measure(c) for c in (a, b)):
        return "one tells of a company's own ships, the other of how the place works"
    if families == {"measure", "reopening"} and any(
        c.action in MEASURES and c.in_effect is False and not c.future for c in (a, b)
    ):
        return "one tells of what is over, the other of how it is now"
    if families == {"measure", "reopening"} and a.future != b.future:
        return "one is planned, the other tells how it is now"
    if families == {"ship"} and shot_down(a) != shot_down(b):
        return "one tells of something shot down, the other of a ship"
    if not lasting and a.future != b.future and "denial" not in families:
        return "one is planned, the other is told as done"
    return None


def _measures_apart(a: Claim, b: Claim) -> str | None:
    if {a.action, b.action} <= {"suspension", "diversion", "surcharge", "advisory", "strike"}:
        if not (_same_side(a, b) or _stops_one_place(a, b) or _may_be_one_strike(a, b)):
            return "two issuers, each for its own ships or service"
    elif family_of(a.action) == family_of(b.action) == "measure":
        one, two = _doer(a), _doer(b)
        if one and two and not _same_doer(a, b) and not (is_denial(a) or is_denial(b)):
            return "measures of two different bodies"
    if own_measures_apart(a, b) and not _same_side(a, b):
        return "one tells of a company's own ships, the other of the place"
    if _same_speaker(a, b) and separate_starts(a, b):
        return "one speaker tells of two measures, each with a day of its own"
    return None


def _stops_one_place(a: Claim, b: Claim) -> bool:
    """Whether both tell that work in one port has stopped, and neither of its own ships."""
    ports = [{p.id for p in c.places if p.kind in ("port", "anchorage", "canal")} for c in (a, b)]
    stops = {a.action, b.action} <= {"suspension", "strike"}
    own = any(_is_own_measure(c) for c in (a, b))
    return stops and bool(ports[0] & ports[1]) and not own and not (
        _doer(a) and _doer(b) and not _same_doer(a, b))  # fmt: skip


def _may_be_one_strike(a: Claim, b: Claim) -> bool:
    """A strike is told by many and is nobody's own ships: only two who strike keep it apart."""
    strikes = [c.action == "strike" or ends_strike(c) for c in (a, b)]
    one, two = _doer(a), _doer(b)
    return all(strikes) and not (one and two and not _same_doer(a, b))


def _breath_apart(a: Claim, b: Claim) -> str | None:
    denials = is_denial(a), is_denial(b)
    if denials[0] != denials[1] and is_absence(a if denials[0] else b):
        return "that nothing was heard of it denies nothing"
    if a.report_id != b.report_id or not _same_speaker(a, b):
        return None
    if denials[0] != denials[1]:
        return "nobody denies in one breath what he says"
    if {family_of(a.action), family_of(b.action)} == {"measure", "reopening"}:
        return "one speaker tells of both: two things"
    return None


def _is_own_measure(claim: Claim) -> bool:
    """Whether somebody who is no authority announces what its own ships do."""
    return (
        claim.action in ("suspension", "diversion", "restriction")
        and claim.modality == "announced"
        and kind_of(claim) in ("carrier", "company", "unknown", "agency")
    )


def _entries_apart(a: Claim, b: Claim) -> str | None:
    """Two entries in one issuer's list are two incidents, unless the words are the same."""
    if not a.notice_id or not b.notice_id or a.notice_id == b.notice_id:
        return None
    if family_of(a.action) == "ship" and _same_speaker(a, b) and _alike(a, b) < SAME_WORDS:
        return "two entries of the same issuer"
    return None


def _doer(claim: Claim) -> str:
    return name_key(claim.actor or "")


def _same_doer(a: Claim, b: Claim) -> bool:
    if a.actor_id and b.actor_id:
        return bool(sides_of(a.actor_id) & sides_of(b.actor_id))
    one, two = _doer(a), _doer(b)
    return bool(one and two) and (
        one == two or f" {one} " in f" {two} " or f" {two} " in f" {one} "
    )


def _same_side(a: Claim, b: Claim) -> bool:
    one, two = name_key(a.actor or a.speaker), name_key(b.actor or b.speaker)
    ids = sides_of(a.actor_id or a.speaker_id) & sides_of(b.actor_id or b.speaker_id)
    return bool(ids) or one == two


def _spots(claim: Claim) -> list[ClaimPlace]:
    return [p for p in claim.places if p.kind not in WIDE_KINDS]


def _points(claim: Claim) -> list[Position]:
    """The stated position where there is one, else the points of the places named."""
    known = [p for p in _spots(claim) if p.lon is not None and p.lat is not None]
    exact = [p for p in known if p.kind == "position"]
    return [
        Position(p.lon, p.lat) for p in exact or known if p.lon is not None and p.lat is not None
    ]


def nearest_nm(a: Claim, b: Claim) -> float | None:
    """The least distance between the points of two claims, nautical miles."""
    from offing.places.earth import distance_nm

    gaps = [distance_nm(p, q) for p in _points(a) for q in _points(b)]
    return min(gaps) if gaps else None


def _places_apart(a: Claim, b: Claim) -> str | None:
    stated = all(any(p.kind == "position" for p in c.places) for c in (a, b))
    if not stated and {p.id for p in a.places} & {p.id for p in b.places}:
        spots_a, spots_b = {p.id for p in _spots(a)}, {p.id for p in _spots(b)}
        if not spots_a or not spots_b or spots_a & spots_b:
            return None
    gap = nearest_nm(a, b)
    if gap is not None and gap > FAR_NM:
        return f"{gap:.0f} nautical miles lie between the places"
    if family_of(a.action) in ("measure", "reopening") and _spots(a) and _spots(b):
        ids_a, ids_b = {p.id for p in _spots(a)}, {p.id for p in _spots(b)}
        if not ids_a & ids_b:
            return "measures at two different places"
    one, two = {p.country for p in a.places} - {None}, {p.country for p in b.places} - {None}
    if gap is None and one and two and not one & two and _spots(a) and _spots(b):
        return "the places lie in different countries"
    return None


def _by_place(a: Claim, b: Claim) -> tuple[float, str]:
    gap = nearest_nm(a, b)
    shared = [p for p in _spots(a) if p.id in {q.id for q in _spots(b)}]
    if shared and (gap is None or gap == 0 or shared[0].kind == "position"):
        return 2.5, f"both name {shared[0].name}"
    if gap is not None and gap <= NEAR_NM:
        # 3 at the same spot, falling to 1.5 at the limit.
        return 3.0 - gap / 20, f"the positions are {gap:.0f} nautical miles apart"
    wide = [p for p in a.places if p.id in {q.id for q in b.places}]
    if wide:
        return 1.0, f"both name {wide[0].name}"
    inside = _inside(a, b) or _inside(b, a)
    if inside:
        return 1.0, inside
    heard = {a.action, b.action} == {"attack", "explosion"} and match_times(
        a, b, lasting=False)[0] == "same"  # fmt: skip
    if a.report_id == b.report_id and not (a.places and b.places) and heard:
        return 1.5, "one tells what was heard at that time, and names no other place"
    if a.report_id == b.report_id and not (a.places and b.places) and _one_voice(a, b):
        return 1.5, "one names no place of its own, beside the other of the same speaker"
    return 0.0, ""


def _one_voice(a: Claim, b: Claim) -> bool:
    """The same speaker, or one who speaks for the other (a spokesman for the group)."""
    return _same_speaker(a, b) or bool(side_key(a) & side_key(b))


def _same_speaker(a: Claim, b: Claim) -> bool:
    return name_key(a.speaker) == name_key(b.speaker)


def _inside(a: Claim, b: Claim) -> str:
    """Why a point of ``a`` lies in a wide place of ``b`` (sea or country), or ``""``."""
    wide = {p.id: p for p in b.places if p.kind in WIDE_KINDS}
    for spot in _spots(a):
        for sea in seas_of(spot.id):
            if sea in wide:
                return f"{spot.name} lies on {wide[sea].name}"
        for place in wide.values():
            if place.kind == "country" and place.country and place.country == spot.country:
                return f"{spot.name} lies in {place.name}"
    return ""


@lru_cache(maxsize=65536)
def seas_of(place_id: str) -> tuple[str, ...]:
    """Ids of the seas and gulfs that a place of the gazetteer lies on; none if unknown."""
    from offing.places import get

    place = get(place_id)
    return tuple(place.seas) if place is not None else ()


def _by_time(a: Claim, b: Claim, reports: Mapping[str, Report]) -> tuple[float, str]:
    lasting = a.action in MEASURES or b.action in MEASURES
    match, _ = match_times(a, b, lasting=lasting)
    if match == "same":
        return 2.0, "at the same time"
    if match == "near":
        return 1.0, "a day apart, which two time zones can explain"
    if a.report_id == b.report_id and not lasting:
        return 0.0, ""  # what one report tells of need not be of one day
    said = [stated_date(c, reports.get(c.report_id)) for c in (a, b)]
    if said[0] and said[1] and abs((said[0] - said[1]).days) <= 3:
        return 1.0, "told within three days of each other"
    return 0.0, ""


def _by_people(a: Claim, b: Claim) -> tuple[float, str]:
    points, reasons = 0.0, []
    if a.actor and b.actor and _same_doer(a, b):
        points, reasons = 1.0, ["the same actor"]
    if a.target and b.target and name_key(a.target) == name_key(b.target):
        points += 0.5
        reasons.append("the same target")
    return points, " and ".join(reasons)


_RARE = frozenset({"seizure", "hijack", "explosion", "grounding", "spill"})


def _by_kind(a: Claim, b: Claim) -> tuple[float, str]:
    """Of what hardly happens twice in days, two stories more likely tell of one."""
    if a.action == b.action and a.action in _RARE and a.report_id != b.report_id:
        return 0.5, "a kind of thing that is rare"
    if unions_in(a) & unions_in(b):
        return 1.5, "the same union is named"
    return 0.0, ""


def _by_state(a: Claim, b: Claim) -> tuple[float, str]:
    if {family_of(a.action), family_of(b.action)} != {"measure", "reopening"}:
        return 0.0, ""
    shared = {p.id for p in _spots(a)} & {p.id for p in _spots(b)}
    return (1.0, "about whether one place works") if shared else (0.0, "")


_COMMON_WORDS = """
    the and was were that with from into near position about after before while they their have
    has had been this which upon then its are reported report incident vessel ship crew master
    nautical miles port anchorage local time robbers pirates armed boarded
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@lru_cache(maxsize=65536)
def _words(evidence: tuple[Evidence, ...]) -> frozenset[str]:
    """The words that tell one event from another: no common ones, stems of six letters."""
    words = name_key(" ".join(e.text for e in evidence)).split()
    return frozenset(w[:6] for w in words if (len(w) > 2 or w.isdigit()) and w not in _COMMON)


def _alike(a: Claim, b: Claim) -> float:
    """Share of the shorter claim's telling words that the other has too, 0–1."""
    one, two = _words(a.evidence), _words(b.evidence)
    least = min(len(one), len(two))
    return len(one & two) / least if least >= 4 else 0.0


def _by_words(a: Claim, b: Claim) -> tuple[float, str]:
    share = _alike(a, b)
    return (3.0 * share, "much the same words") if share >= 0.3 else (0.0, "")


def _by_count(a: Claim, b: Claim) -> tuple[float, str]:
    if a.count and a.count == b.count and a.count.min is not None:
        return 0.5, f"the same number of {a.count.of}"
    return 0.0, ""


def _by_report(a: Claim, b: Claim) -> tuple[float, str]:
    if a.report_id != b.report_id:
        again = _same_speaker(a, b) and not (a.notice_id or b.notice_id)
        if again and _alike(a, b) >= SAME_WORDS:
            return 1.0, "the same speaker, in the same words again"
        return (0.5, "the same speaker") if again else (0.0, "")
    if is_denial(a) != is_denial(b):
        denial = a if is_denial(a) else b
        if denial.places:
            return 2.0, "a denial in the same report"
        return 4.0, "a denial in the same report, which leans on it for the place"
    if _one_voice(a, b):
        return 1.0, "the same speaker in the same report"
    return 1.0, "in the same report"
