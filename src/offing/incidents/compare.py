"""Where the claims of an incident agree, and where they conflict, side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from offing.incidents.denials import denial_misses
from offing.incidents.families import MEASURES, action_word, is_denial
from offing.incidents.match import nearest_nm
from offing.incidents.names import name_key
from offing.incidents.sameness import content_of
from offing.incidents.times import day_words, span_of
from offing.incidents.versions import is_newer_word
from offing.model import Claim, Comparison, Count, Voice

PLACE_AGREES_NM = 5.0
PLACE_DIFFERS_NM = 15.0
MAX_PER_POINT = 3
"""Pairs listed per point; more than this says nothing new."""


def compare_voices(
    claims: Sequence[Claim], voices: Mapping[str, Voice]
) -> tuple[tuple[Comparison, ...], tuple[Comparison, ...]]:
    """(agreements, conflicts) between claims of different speakers, or of one with itself."""
    agree: list[Comparison] = []
    clash: list[Comparison] = []
    for a, b in _telling_pairs(claims, voices):
        one, two = voices[a.id], voices[b.id]
        if "foresees" in (one.stance, two.stance):
            continue
        if "comments" in (one.stance, two.stance):
            clash += _detail(a, b, one, two)
            continue
        if one.stance != two.stance:
            if _is_meant(a, b, one):
                clash.append(_denial(a, b, one))
            continue
        if is_newer_word(a, b):
            continue
        found = [
            f
            for f in (_times(a, b), _begun(a, b), _counts(a, b), _places(a, b), _actors(a, b))
            if f
        ]
        for same, about, text in found:
            pair = Comparison(about=about, claim_ids=(a.id, b.id), text=text)
            if not same:
                clash.append(pair)
            elif name_key(a.speaker) != name_key(b.speaker):
                agree.append(pair)
    return _first_few(agree), _first_few(clash)


def _telling_pairs(
    claims: Sequence[Claim], voices: Mapping[str, Voice]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs in reading order, without those that only repeat what an earlier pair says.

    Of claims of equal content the first pair says it all: a sentence is kept once. What
    else counts is whether two claims of one speaker stand in one report, so the pairs
    within each report are all kept.
    """
    kinds: dict[tuple[object, ...], list[int]] = {}
    of_report: dict[str, list[int]] = {}
    for n, claim in enumerate(claims):
        key = (voices[claim.id].stance, *content_of(claim, None))
        kinds.setdefault(key, []).append(n)
        of_report.setdefault(claim.report_id, []).append(n)
    pairs = {p for group in of_report.values() for p in combinations(group, 2)}
    for mine in kinds.values():
        for others in kinds.values():
            at = bisect_right(others, mine[0])
            if at < len(others):
                pairs.add((mine[0], others[at]))
    return ((claims[i], claims[j]) for i, j in sorted(pairs))


def _first_few(items: list[Comparison]) -> tuple[Comparison, ...]:
    """The first ``MAX_PER_POINT`` of each point, equal sentences once."""
    kept: dict[str, list[Comparison]] = {}
    for item in items:
        group = kept.setdefault(item.about, [])
        if len(group) < MAX_PER_POINT and item.text not in {g.text for g in group}:
            group.append(item)
    return tuple(c for group in kept.values() for c in group)


def _is_meant(a: Claim, b: Claim, one: Voice) -> bool:
    """Whether the denial is of what the other tells, and not only of a part of the incident."""
    denier, other = (a, b) if one.stance == "denies" else (b, a)
    return not is_denial(denier) or denial_misses(denier, other) is None


Finding = tuple[bool, str, str] | None


def _denial(a: Claim, b: Claim, one: Voice) -> Comparison:
    denier, other = (a, b) if one.stance == "denies" else (b, a)
    what = "works normally" if denier.action == "normal_operations" else "denies it"
    text = (f"{denier.speaker} says that it {what}" if what != "denies it"
            else f"{denier.speaker} denies it") + f"; {other.speaker} says it is so"  # fmt: skip
    return Comparison(about="denial", claim_ids=(other.id, denier.id), text=text)


def _detail(a: Claim, b: Claim, one: Voice, two: Voice) -> list[Comparison]:
    if one.stance == two.stance or "denies" in (one.stance, two.stance):
        return []
    says = a if one.stance == "comments" else b
    if not is_denial(says):
        return []
    speaker = says.speaker
    text = f"{speaker} denies a part of it"
    return [Comparison(about="detail", claim_ids=(a.id, b.id), text=text)]


def _times(a: Claim, b: Claim) -> Finding:
    a0, a1 = span_of(a.when)
    b0, b1 = span_of(b.when)
    if not a0 or not b0:
        return None
    if (a0, a1) == (b0, b1):
        return True, "date", f"{a.speaker} and {b.speaker} both say {day_words(a0)}"
    if a.action in MEASURES and a.action != b.action:
        return None
    if a.action in MEASURES and (a0 <= b0 <= (a1 or b0) or b0 <= a0 <= (b1 or a0)):
        return None
    if a1 and b1 and a0 <= b1 and b0 <= a1:
        return None
    gap = abs((a0 - b0).days)
    why = ", which two time zones can explain" if gap == 1 else ""
    apart = f"{gap} day{'s' * (gap != 1)} apart{why}"
    if name_key(a.speaker) == name_key(b.speaker):
        first, last = sorted((a0, b0))
        return (
            False,
            "date",
            f"{a.speaker} names two days, {day_words(first)} and {day_words(last)}",
        )
    return (
        False,
        "date",
        (f"{a.speaker} says {day_words(a0)}, {b.speaker} says {day_words(b0)}: {apart}"),
    )


def _begun(a: Claim, b: Claim) -> Finding:
    if a.action not in MEASURES or b.action not in MEASURES:
        return None
    one, two = _stage(a), _stage(b)
    if one is None or two is None or one == two:
        return None
    began, coming = (a, b) if one == "begun" else (b, a)
    if name_key(a.speaker) == name_key(b.speaker):
        text = f"{a.speaker} says both that it has begun and that it is still to come"
    else:
        text = f"{began.speaker} says that it has begun, {coming.speaker} that it is to come"
    return False, "begun", text


_HAS_BEGUN = re.compile(
    r"\b(?:has|have|had) (?:now |already |since )?(?:begun|started|commenced|taken effect"
    r"|come into (?:force|effect))\b|\b(?:is|are) (?:now |already )?in (?:force|effect)\b",
    re.IGNORECASE,
)


def _stage(claim: Claim) -> str | None:
    if claim.in_effect:
        return "begun"
    if claim.future:
        return "coming"
    if not claim.negated and any(_HAS_BEGUN.search(e.text) for e in claim.evidence):
        return "begun"
    return "begun" if claim.when.precision != "unknown" or claim.modality == "claimed" else None


def _counts(a: Claim, b: Claim) -> Finding:
    if not a.count or not b.count or a.count.of != b.count.of:
        return None
    one, two = _count_text(a.count), _count_text(b.count)
    low, high = _bounds(a.count), _bounds(b.count)
    if low[0] <= high[1] and high[0] <= low[1]:
        text = f"{a.speaker} and {b.speaker}: {one}" if one == two else (
            f"{one} ({a.speaker}) and {two} ({b.speaker}) fit together")  # fmt: skip
        return True, "count", f"{text} {a.count.of}"
    return False, "count", f"{a.speaker} says {one} {a.count.of}, {b.speaker} {two}"


def _bounds(count: Count) -> tuple[float, float]:
    return (
        count.min if count.min is not None else 0,
        count.max if count.max is not None else float("inf"),
    )


def _count_text(count: Count) -> str:
    if count.min == count.max:
        return str(count.min)
    if count.max is None:
        return f"at least {count.min}"
    return f"at most {count.max}" if count.min is None else f"{count.min} to {count.max}"


def _places(a: Claim, b: Claim) -> Finding:
    gap = nearest_nm(a, b)
    if gap is None or name_key(a.speaker) == name_key(b.speaker):
        return None
    if gap <= PLACE_AGREES_NM:
        return True, "place", f"{a.speaker} and {b.speaker} name the same place"
    if gap >= PLACE_DIFFERS_NM:
        return False, "place", (f"the places that {a.speaker} and {b.speaker} name lie "
                                f"{gap:.0f} nautical miles apart")  # fmt: skip
    return None


def _actors(a: Claim, b: Claim) -> Finding:
    if not a.actor or not b.actor or name_key(a.speaker) == name_key(b.speaker):
        return None
    one, two = name_key(a.actor), name_key(b.actor)
    if one == two:
        return True, "actor", f"{a.speaker} and {b.speaker} both name {a.actor}"
    if a.actor_id and b.actor_id and a.actor_id != b.actor_id:
        return False, "actor", (f"{a.speaker} names {a.actor}, {b.speaker} names {b.actor} "
                                f"for the {action_word(a.action)}")  # fmt: skip
    return None
