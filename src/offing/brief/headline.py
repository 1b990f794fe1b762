"""The sentence that is said first.

It answers in this order: is anything in effect, on whose word and since when; what
is said to have happened, and by how many independent origins; what is disputed and
who denies it; what is announced. It never says more than the incidents do.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from offing.brief.wording import (
    capital,
    date_words,
    listing,
    number_words,
    origins_words,
    plural,
    sentence_from,
    when_words,
)
from offing.model import Claim, Incident

ORDER = ("in_effect", "announced", "disputed", "occurred", "denied", "ended", "unknown")
"""Which incident is spoken of first: what holds, what is to come, what has happened."""
NAMED = 2
"""How many incidents of one status are told in full; the rest are counted."""
MOST_SENTENCES = 4
RECENT_DAYS = 7
"""What happened within so many days before the brief's date is news, the rest its background."""

EASING = frozenset({"normal_operations", "resumption", "opening", "release", "rescue", "denial"})
"""What does not restrain ships: in effect or not, it is not what “in effect” asks about."""
_MEASURES = frozenset({
    "closure", "blockade", "suspension", "restriction", "strike", "seizure", "hijack", "attack",
    "boarding", "mine", "explosion", "grounding", "operation", "interception", "robbery",
    "approach",
})  # fmt: skip
_SIDE_EFFECTS = frozenset({
    "diversion", "accident", "damage", "casualty", "spill", "congestion", "gnss_interference",
    "weather", "advisory", "exercise", "threat",
})  # fmt: skip
_MODALITIES: Mapping[str, tuple[str, ...]] = {
    "announced": ("announced",),
    "in_effect": ("confirmed", "announced", "reported"),
    "occurred": ("confirmed", "reported", "claimed"),
    "disputed": ("claimed", "reported"),
}
"""Whose claim speaks for an incident of this status, best first."""
_TALK = frozenset({"talks", "assessment", "capability", "other"})


def write_headline(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    as_of: datetime.date,
    *,
    reports: int = 1,
) -> str:
    """One plain statement of how things stand on ``as_of``.

    ``incidents`` of scope ``background`` and those superseded are passed over.
    ``reports`` is how many reports could be read.
    """
    on = f"As of {date_words(as_of)}"
    if reports == 0:
        return f"{on} there is no report that could be read."
    source = "this report" if reports == 1 else "these reports"
    verb = "shows" if reports == 1 else "show"
    by_id = {claim.id: claim for claim in claims}
    told = [i for i in incidents if i.scope == "shipping" and i.status != "superseded"]
    told = [i for i in told if i.action not in _TALK] or told
    if not told:
        return f"{on} {source} {verb} nothing in effect and nothing announced at sea."
    groups = {s: _in_order([i for i in told if i.status == s], as_of) for s in ORDER}
    held = [i for i in groups["in_effect"] if i.action not in EASING]
    sentences = [
        _in_effect(on, held, by_id) if held else f"{on} {source} {verb} nothing in effect."
    ]
    earlier = [i for i in groups["occurred"] if not _recent(i, as_of)]
    news = bool(held or groups["announced"] or groups["disputed"])
    news = news or len(earlier) < len(groups["occurred"])
    if news:
        groups["occurred"] = [i for i in groups["occurred"] if i not in earlier]
    for status in ORDER[1:]:
        if status == "unknown" and news:
            continue  # what only could be is no news beside what is or is to come
        for sentence in _told(status, groups[status], by_id):
            if len(sentences) < MOST_SENTENCES or status == "disputed":
                sentences.append(sentence)
    if news and earlier:
        sentences.append(f"{capital(plural(len(earlier), 'earlier or undated incident'))} below.")
    easing = [i for i in groups["in_effect"] if i.action in EASING]
    if easing and len(sentences) < 2:
        sentences.append(sentence_from(_body(easing[0], by_id)))
    return " ".join(sentences)


def _in_order(group: list[Incident], as_of: datetime.date) -> list[Incident]:
    """News first, then measures and acts against ships, then the better supported."""

    def rank(incident: Incident) -> tuple[bool, int, int, int]:
        tier = 0 if incident.action in _MEASURES else 1 if incident.action in _SIDE_EFFECTS else 2
        old = incident.status == "occurred" and not _recent(incident, as_of)
        return old, tier, -incident.independent_origins, -len(incident.claim_ids)

    return sorted(group, key=rank)


def _recent(incident: Incident, as_of: datetime.date) -> bool:
    """Whether it is dated, to the day or so, within a week of ``as_of``."""
    when = incident.when
    if not when.earliest or when.precision in ("month", "year", "unknown"):
        return False
    try:
        day = datetime.date.fromisoformat(when.earliest[:10])
    except ValueError:
        return False
    return abs((as_of - day).days) <= RECENT_DAYS


def _lead_claim(incident: Incident, by_id: Mapping[str, Claim]) -> Claim | None:
    """The claim that speaks for an incident: affirmative, plain, and closest to its action."""
    own = [by_id[c] for c in incident.claim_ids if c in by_id]
    if not own:
        return None

    wanted = _MODALITIES.get(incident.status, ())

    def rank(claim: Claim) -> tuple[bool, bool, int, bool, bool, bool]:
        return (
            claim.modality in ("denied", "assessed") or claim.negated,
            claim.hypothetical,
            wanted.index(claim.modality) if claim.modality in wanted else len(wanted),
            claim.action != incident.action,
            not claim.speaker_role and not claim.speaker_id,
            not claim.paraphrase,
        )

    return min(own, key=rank)


def _body(incident: Incident, by_id: Mapping[str, Claim]) -> str:
    """What the incident is, in its lead claim's neutral words."""
    lead = _lead_claim(incident, by_id)
    words = lead.paraphrase if lead and lead.paraphrase else incident.title
    return sentence_from(words).rstrip(".") or capital(incident.action.replace("_", " "))


def _on_whose_word(incident: Incident, by_id: Mapping[str, Claim]) -> str:
    """The speakers that an incident rests on, deniers left out."""
    own = [by_id[c] for c in incident.claim_ids if c in by_id]
    speakers = dict.fromkeys(c.speaker for c in own if c.modality != "denied" and c.speaker)
    return listing(list(speakers)[:3]) or "an unnamed source"


def _in_effect(on: str, group: Sequence[Incident], by_id: Mapping[str, Claim]) -> str:
    """What is in effect, on whose word, since when."""
    parts = []
    for incident in group[:NAMED]:
        since = ""
        if incident.when.earliest:
            since = f", {_since_words(incident)}"
        parts.append(
            f"{_title(incident)}{since}, on the word of {_on_whose_word(incident, by_id)}"
            f" ({origins_words(incident)})"
        )
    rest = len(group) - NAMED
    if rest > 0:
        parts.append(f"{number_words(rest)} more")
    return f"{on} in effect: {'; '.join(parts)}."


def _since_words(incident: Incident) -> str:
    """``since 3 March 2024``, with the end when one is stated."""
    from offing.brief.wording import iso_words

    words = f"since {iso_words(incident.when.earliest or '')}"
    if incident.when.latest and incident.when.latest != incident.when.earliest:
        words += f" until {iso_words(incident.when.latest)}"
    return words


def _title(incident: Incident) -> str:
    return incident.title.strip().rstrip(".") or incident.action.replace("_", " ")


def _told(status: str, group: Sequence[Incident], by_id: Mapping[str, Claim]) -> list[str]:
    """The sentences for one status: the first incidents in full, the others counted."""
    out = []
    for incident in group[:NAMED]:
        words = f"{_body(incident, by_id)}; {_support(status, incident, by_id)}"
        out.append(sentence_from(words))
    rest = len(group) - NAMED
    if rest > 0:
        noun = {"announced": "announcement", "occurred": "incident"}.get(status, "matter")
        out.append(f"{capital(plural(rest, f'further {noun}'))} below.")
    return out


def _support(status: str, incident: Incident, by_id: Mapping[str, Claim]) -> str:
    """How well it is supported, and who denies it."""
    words = origins_words(incident)
    own = [by_id[c] for c in incident.claim_ids if c in by_id]
    deniers = dict.fromkeys(c.speaker for c in own if c.modality == "denied" and c.speaker)
    if deniers:
        words += f"; denied by {listing(list(deniers)[:3])}"
    elif incident.conflicts:
        words += "; accounts conflict"
    if status == "ended":
        words += "; over since " + when_words(incident.when) if incident.when.latest else "; over"
    return words
