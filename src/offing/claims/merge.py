"""Restatements: a claim told again is more evidence of the first, not another."""

from __future__ import annotations

import msgspec

from offing.claims.actors import known_actors
from offing.claims.draft import Draft
from offing.claims.events import FAMILIES, OUTCOMES
from offing.claims.lexicon import words
from offing.model import Claim, When

_LEAD = 3
"""Sentences from the top in which the lead repeats the headline."""
_ALIKE = 0.6
_REACH = 12
"""Claims back in which a restatement in other words is looked for."""
_MAX_EVIDENCE = 40
"""Restatements kept as evidence of one claim: bounds the time of endless repetition."""


_SAYS_LITTLE = frozenset({"other", "advisory", "assessment", "threat", "operation"})
"""What a heading alone is no witness of: “ADVICE”, “INCIDENTS”, “SECURITY OPERATIONS”."""


_FULL_BODY = 2
"""Claims of the text from which its headings add nothing of their own."""


def merge_headings(drafts: list[Draft]) -> list[Draft]:
    """Without the claims of headings that the body makes too."""
    body = [d for d in drafts if not d.heading]
    families = {_family(d.claim.action) for d in body}
    places = {p.id for d in body for p in d.claim.places}
    if len(body) >= _FULL_BODY:
        return body
    return [
        d for d in drafts
        if not d.heading
        or (d.claim.action not in _SAYS_LITTLE
            and _family(d.claim.action) not in families
            and not (d.claim.places and places.issuperset(p.id for p in d.claim.places))
            and d.claim.action not in OUTCOMES and d.claim.action != "advisory")
    ]  # fmt: skip


def _family(action: str) -> str:
    return FAMILIES.get(action, action)


def merge_restatements(drafts: list[Draft]) -> list[Draft]:
    """Claims that say the same thing by the same speaker put together, in reading order."""
    kept: list[Draft] = []
    worded: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key, action = _wording(draft), draft.claim.action
        alike = [k for k in kept[-_REACH:] if k.claim.action == action or action in _ONE_ACT]
        twin = next((k for k in reversed(alike) if _restates(k, draft)), None)
        if twin is None and _is_dated(draft.claim.when):
            twin = worded.get(key)
        if twin is None:
            kept.append(draft)
            worded.setdefault(key, draft)
            continue
        if len(twin.claim.evidence) >= _MAX_EVIDENCE:
            continue
        twin.claim = _merged(twin, draft)
        if _is_vague(twin) and not _is_vague(draft):
            twin.speaker = draft.speaker
    return kept


def _wording(draft: Draft) -> tuple[object, ...]:
    """What two sentences share that say the very same of the very same day."""
    claim = draft.claim
    return (
        claim.action, claim.modality, claim.negated, draft.speaker.name, claim.when.earliest,
        claim.when.latest, tuple(p.id for p in claim.places), draft.sentence.words,
    )  # fmt: skip


def _is_dated(when: When) -> bool:
    return when.earliest is not None or when.latest is not None


def _on_other_days(one: When, two: When) -> bool:
    """Whether two stated times share no day: then they tell of two acts."""
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return False
    if "stated" not in (one.basis, two.basis) and "completed" not in (one.basis, two.basis):
        return False
    return one.latest[:10] < two.earliest[:10] or two.latest[:10] < one.earliest[:10]


def _is_vague(draft: Draft) -> bool:
    return draft.speaker.unnamed or draft.speaker.vague


_ONE_ACT = frozenset({"operation", "blockade"})


def _restates(a: Draft, b: Draft) -> bool:
    first, second = a.claim, b.claim
    if first.action != second.action and not {first.action, second.action} <= _ONE_ACT:
        return False
    unlike = first.modality != second.modality or first.negated != second.negated
    if unlike and not first.modality == second.modality == "denied":
        return False
    if not _same_source(a, b):
        return False
    if _on_other_days(first.when, second.when) and first.modality != "denied":
        return False
    gap = b.sentence.index - a.sentence.index
    if a.sentence.index <= 1 and b.sentence.index < _LEAD + 1 and gap == 1 and _is_vague(a):
        return True
    if first.modality == "denied" and gap == 1:
        return True
    if gap == 0:
        return False
    one_line = a.sentence.block == b.sentence.block and gap == 1
    if one_line and first.action == second.action == "congestion" and not second.places:
        return True  # so many at anchor, and how long they wait
    one, two = {p.id for p in first.places}, {p.id for p in second.places}
    if one and two and one.isdisjoint(two):
        return False  # two lines of a list of ports
    return first.action == second.action and _likeness(a, b) >= _ALIKE


def _same_source(a: Draft, b: Draft) -> bool:
    if a.speaker.name == b.speaker.name:
        return True
    if a.speaker.speaks_for == b.speaker.speaks_for:
        return True
    if not (_is_vague(a) or _is_vague(b)):
        return False
    one, two = a.speaker.org_id, b.speaker.org_id
    if one is None or two is None:
        return False
    known = known_actors()
    return one == two or two in known[one].member_of or one in known[two].member_of


def _likeness(a: Draft, b: Draft) -> float:
    one = {w for w in a.sentence.words if len(w) > 3}
    two = {w for w in b.sentence.words if len(w) > 3}
    return len(one & two) / len(one | two) if one | two else 0.0


def _merged(kept: Draft, again: Draft) -> Claim:
    """The first claim with the second's words as more evidence and its slots where empty."""
    first, second = kept.claim, again.claim
    better = second if _is_vague(kept) and not _is_vague(again) else first
    other = first if better is second else second
    places = tuple({p.id: p for p in (*better.places, *other.places)}.values())
    when = better.when if better.when.precision != "unknown" else other.when
    stated = better.stated if better.stated.precision != "unknown" else other.stated
    return msgspec.structs.replace(
        better,
        evidence=tuple(sorted({*first.evidence, *second.evidence}, key=lambda e: e.start)),
        places=places, when=when, stated=stated, count=better.count or other.count,
        action="blockade" if "blockade" in (first.action, second.action) else better.action,
        conditions=tuple(dict.fromkeys((*first.conditions, *second.conditions))),
        cites=tuple(dict.fromkeys((*first.cites, *second.cites))),
    )  # fmt: skip


_LABELS = words("insurance sanctions weather advisory other surcharge operation talks assessment")


def is_label(draft: Draft) -> bool:
    """A heading of no shipping matter, or of a word or two: “Listed areas”."""
    short = len(draft.sentence.tokens) <= 3 and draft.claim.action in _LABELS
    return short or draft.claim.scope == "background"


def says_enough(told: list[Draft]) -> bool:
    """Whether clauses without an event phrase say what befell: “The backlog stands at 14”."""
    kinds = [d.claim.action for d in told if d.claim.action in _SERVICES]
    return len(kinds) > 1 and len(kinds) * 3 >= len(told)


_SERVICES = words(
    "congestion normal_operations suspension resumption restriction diversion closure strike "
    "robbery boarding hijack seizure rescue"
)


_SHUT = frozenset({"closure", "suspension"})
_OPENED = frozenset({"opening", "resumption"})
_TOLD = frozenset({"was", "were", "had"})
_STAYS = frozenset({"still", "remains", "remain", "stays", "stay", "until", "while", "except"})
_STILL = frozenset({"is", "are", "has", "have", "remains", "remain", "until", "still"})


def end_what_has_opened(drafts: list[Draft]) -> None:
    """“The strait was shut at 07:10. … It was opened at 12:00”: the first no longer holds."""
    if not any(d.claim.action in _OPENED for d in drafts):
        return
    opened: set[str] = set()
    opened_in = -1
    for draft in reversed(drafts):
        claim = draft.claim
        ids = {p.id for p in claim.places}
        if claim.action in _OPENED and claim.in_effect and not claim.future:
            opened |= ids
            opened_in = draft.sentence.start
        words_ = draft.sentence.words
        past = not words_.isdisjoint(_TOLD) and words_.isdisjoint(_STILL)
        past = past or (draft.sentence.start == opened_in and words_.isdisjoint(_STAYS))
        if claim.action in _SHUT and claim.in_effect and past and ids and ids <= opened:
            draft.claim = msgspec.structs.replace(claim, in_effect=False)
