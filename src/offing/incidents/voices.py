"""Each claim of an incident as a voice: who speaks, and what weight that has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from offing.incidents.denials import denies_in_words, is_reverse
from offing.incidents.families import EVENTS, is_denial
from offing.incidents.speakers import actor_key, is_in_charge, is_party, kind_of
from offing.incidents.times import stated_date
from offing.incidents.words import capacity_per_day, limits_in, measure_of, measured_from, shut_to
from offing.model import Claim, Report, Voice

_AVOID = re.compile(
    r"\b(?:avoid|avoids|avoiding)\b(?! the risk| confusion| misunderstanding)"
    r"|\b(?:keep|keeping|remain|stay|staying|steer|well|navigate)\s+(?:\w+\s+)?"
    r"(?:clear|away|outside|out of)\b"
    r"|\bwide berth\b|\bnot (?:to )?(?:enter|transit|approach)\b"
    r"|\b(?:entry|navigation|transit) (?:is )?prohibited\b|\brefrain from (?:entering|transiting)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|radius of)\s+(?:a\s+radius\s+of\s+)?(\d{1,3}(?:\.\d+)?)[\s-]*"
    r"(?:nautical\s+miles?|nm|miles?)\b|\b(\d{1,3}(?:\.\d+)?)[\s-]*(?:nautical[\s-]+miles?|nm|miles?)"
    r"\s+(?:berth|radius)\b",
    re.IGNORECASE,
)


def advises_avoiding(claim: Claim) -> bool:
    """Whether the claim's own words tell ships to stay away (and are not negated)."""
    return not claim.negated and any(_AVOID.search(e.text) for e in claim.evidence)


def stated_radius_nm(claim: Claim) -> float | None:
    """The radius in nautical miles of “within N miles of” in the claim's words, if any."""
    for piece in claim.evidence:
        match = _WITHIN.search(piece.text)
        if match:
            return float(match.group(1) or match.group(2))
    return None


def voices_of(claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, Voice]:
    """The voice of each claim, by claim id."""
    closes = any(c.action not in ("normal_operations", "opening", "resumption") and
                 not is_denial(c) and c.modality != "assessed" and not c.hypothetical
                 for c in claims)  # fmt: skip
    actors: frozenset[str] = frozenset().union(*(actor_key(c) for c in claims))
    told = [c for c in claims if not is_denial(c)]
    events = any(c.action in EVENTS for c in told)
    return {
        c.id: _voice(
            c, reports.get(c.report_id), actors,
            mixed=closes, reverse=is_denial(c) and is_reverse(c, claims),
            beside=events and c.action == "other" and not _tells_of_event(c),
            told_so=not told or not is_denial(c) or any(denies_in_words(c, t) for t in told),
        )
        for c in claims
    }  # fmt: skip


_EVENT_WORDS = re.compile(
    r"\b(?:incidents?|events?|attack\w*|explosions?|blasts?|exploded|struck|hit|seiz\w+|board\w+|"
    r"hijack\w*|distress|damage\w*|fires?|ablaze|casualt\w+|sank|sunk|sinking|colli\w+|aground|"
    r"suspicious|approach\w*|targeted|contact lost|lost contact|mayday|shots?|taken|released)\b",
    re.IGNORECASE,
)


def _tells_of_event(claim: Claim) -> bool:
    """Whether a claim of no one kind tells of something that befell a ship, not of her voyage."""
    return any(_EVENT_WORDS.search(e.text) for e in claim.evidence)


def _pauses_own_ships(claim: Claim) -> bool:
    """Whether a company that no table knows announces what its ships do at a passage."""
    return (
        claim.action in ("suspension", "diversion", "resumption")
        and claim.modality == "announced"
        and any(p.kind in ("strait", "canal", "sea", "gulf") for p in claim.places)
    )


_DENIES_IT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w*|false|untrue)\b[^.]{0,40}?"
    r"\b(?:claims?|reports?|accounts?|allegations?|statements?|involvement|responsibility|"
    r"attacks?|attacked|incidents?|clos(?:ure|ed)|blockade|strikes?|hit|seiz\w+|it)\b"
    r"|\b(?:claims?|reports?|allegations?)\b[^.]{0,30}\b(?:false|untrue|denied|baseless)\b"
    r"|\bno (?:ship|vessel|tanker|attack|incident|port|strike|damage|such)\b",
    re.IGNORECASE,
)
_NOT_GENUINE = re.compile(
    r"\b(?:notices?|messages?|circulars?|orders?|letters?|announcements?|statements?|posts?|documents?)"
    r"\b[^.;]{0,80}\b(?:forger(?:y|ies)|forged|fakes?|faked|bogus|hoax|fabricat\w+|not genuine)\b"
    r"|\b(?:forged|fake|bogus)\s+(?:\w+\s+){0,3}"
    r"(?:notices?|messages?|circulars?|orders?|letters?|announcements?|statements?)\b"
    r"|\bdid not (?:issue|send|publish) (?:the|any|that|this)\b",
    re.IGNORECASE,
)


def calls_forged(claim: Claim) -> bool:
    """Whether the claim says that a notice or message is not genuine."""
    return is_denial(claim) and any(_NOT_GENUINE.search(e.text) for e in claim.evidence)


_JUDGES = re.compile(
    r"\b(?:condemn|denounc|deplor|decr(?:y|ied)|criticis|criticiz|welcom|prais|hail)\w*\s+(?:\w+ly\s+)?"
    r"(?:the|this|that|these|what)\b",
    re.IGNORECASE,
)


def judges_only(claim: Claim) -> bool:
    """Whether the words only judge an act that others tell of (“condemned the seizure”)."""
    return (
        claim.action in EVENTS and bool(claim.evidence)
        and all(_JUDGES.search(e.text) for e in claim.evidence)
    )  # fmt: skip


_OWN_SHIPS = re.compile(
    r"\b(?:its|our|their)\b[^.;]{0,40}\b(?:services?|sailings?|schedules?|vessels?|ships?|fleet"
    r"|rotations?|loops?)\b",
    re.IGNORECASE,
)


def _stance(
    claim: Claim, *, mixed: bool, reverse: bool, told_so: bool, beside: bool
) -> Literal["supports", "denies", "foresees", "comments"]:
    if claim.hypothetical or claim.modality == "assessed":
        return "foresees"
    if reverse:
        return "supports"  # “no closure” beside “works normally” says the same
    if mixed and claim.action == "normal_operations":
        # A line whose own ships sail as planned says nothing of a port that others tell is shut.
        return "comments" if all(_OWN_SHIPS.search(e.text) for e in claim.evidence) else "denies"
    if not is_denial(claim):
        return "comments" if beside or judges_only(claim) else "supports"
    if calls_forged(claim):
        return "denies"
    if not told_so:
        return "comments"
    # What kind of thing is denied is said by the action; where it is not, by the words:
    # to deny the claim is not the same as to deny what the ship carried.
    told = claim.action not in ("denial", "other")
    return (
        "denies" if told or any(_DENIES_IT.search(e.text) for e in claim.evidence) else "comments"
    )


def _voice(
    claim: Claim,
    report: Report | None,
    actors: frozenset[str],
    *,
    mixed: bool,
    reverse: bool,
    told_so: bool,
    beside: bool,
) -> Voice:
    kind = kind_of(claim, report)
    if kind in ("unknown", "outlet") and claim.notice_id:
        kind = "safety"  # the issuer of a numbered warning, whatever its name
    if kind in ("unknown", "company") and _pauses_own_ships(claim):
        kind = "carrier"
    stated = stated_date(claim, report)
    away = measured_from(claim)
    return Voice(
        claim_id=claim.id,
        report_id=claim.report_id,
        speaker=claim.speaker,
        speaker_id=claim.speaker_id,
        kind=kind,
        stance=_stance(claim, mixed=mixed, reverse=reverse, told_so=told_so, beside=beside),
        action=claim.action,
        modality=claim.modality,
        future=claim.future,
        in_effect=claim.in_effect,
        hypothetical=claim.hypothetical,
        party=is_party(claim, actors, kind),
        in_charge=is_in_charge(claim, kind, claim.places),
        places=tuple(p.id for p in claim.places if p.id not in away),
        advises_avoiding=advises_avoiding(claim),
        measure_of=measure_of(claim, kind),
        shut_to=shut_to(claim),
        capacity_per_day=capacity_per_day(claim),
        limits=limits_in(claim),
        stated=stated.isoformat() if stated else None,
        published=report.published if report else None,
    )
