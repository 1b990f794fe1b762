"""The sentence that is said first.

It answers in this order: is anything in effect, on whose word and since when; what
is said to have happened, and by how many independent origins; what is disputed and
who denies it; what is announced. It never says more than the incidents do.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from offing.brief.wording import (
    capital,
    date_words,
    listing,
    origins_words,
    plural,
    sentence_from,
)
from offing.model import Claim, Incident

ORDER = ("in_effect", "announced", "disputed", "occurred", "denied", "ended", "unknown")
"""Which incident is spoken of first: what holds, what is to come, what has happened."""
NAMED = 2
"""How many incidents of one status are told in full; the rest are counted."""
MOST_SENTENCES = 3
"""Sentences that tell an incident, the first included."""
LONE = "one origin, no independent support"
"""What ``origins_words`` says of a single origin; said once when it holds for all."""
RECENT_DAYS = 7
"""What happened within so many days before the brief's date is news, the rest its background."""

RESTRAINING = frozenset({
    "closure", "blockade", "suspension", "restriction", "strike", "exercise", "gnss_interference",
    "mine",
})  # fmt: skip
"""What “in effect” asks about: measures and dangers that keep ships from passing or calling.
Advice, tolls, queues and single acts may last too, but nobody is kept out by them."""
EASING = frozenset({"normal_operations", "resumption", "opening", "release", "rescue", "denial"})
"""What does not restrain ships: in effect or not, it is not what “in effect” asks about."""
_MEASURES = frozenset({
    "closure", "blockade", "suspension", "restriction", "strike", "seizure", "hijack", "attack",
    "boarding", "mine", "explosion", "grounding", "robbery",
})  # fmt: skip
_SIDE_EFFECTS = frozenset({
    "diversion", "accident", "damage", "casualty", "spill", "congestion", "gnss_interference",
    "weather", "advisory", "exercise", "threat", "approach", "interception", "operation",
})  # fmt: skip
_MODALITIES: Mapping[str, tuple[str, ...]] = {
    "announced": ("announced",),
    "in_effect": ("confirmed", "announced", "reported"),
    "occurred": ("confirmed", "reported", "claimed"),
    "disputed": ("claimed", "reported"),
}
"""Whose claim speaks for an incident of this status, best first."""
_REOPENING = frozenset({"resumption", "opening"})
_TALK = frozenset({"talks", "assessment", "capability", "other"})


def write_headline(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    as_of: datetime.date,
    *,
    reports: int = 1,
    unread: Sequence[str] = (),
    accepted: Sequence[str] = (),
) -> str:
    """One plain statement of how things stand on ``as_of``.

    ``incidents`` of scope ``background`` and those superseded are passed over.
    ``reports`` is how many reports there are, ``unread`` the language of each among them
    that is not in English, ``accepted`` the titles of restrictions that a person accepted.
    """
    on = f"As of {date_words(as_of)}"
    if reports == 0:
        return f"{on} there is no report that could be read."
    added = _unread_words(unread, reports)
    if len(unread) == reports and not any(i.scope == "shipping" for i in incidents):
        return f"{on} nothing can be said. {added}"
    if accepted:
        added = f"Accepted by a person: {'; '.join(accepted)}. {added}".strip()
    told = _state_of_things(incidents, claims, as_of, on, reports)
    return f"{told} {added}".strip()


def _unread_words(unread: Sequence[str], reports: int) -> str:
    """Which reports were not read for their language: silence about them would reassure."""
    if not unread:
        return ""
    names = listing(dict.fromkeys(_LANGUAGES.get(code, code) for code in unread))
    if len(unread) == reports == 1:
        return f"The report is in {names}, which is not read."
    verb = "is" if len(unread) == 1 else "are"
    return f"{capital(plural(len(unread), 'report'))} {verb} in {names}, which is not read."


_LANGUAGES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def _state_of_things(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    as_of: datetime.date,
    on: str,
    reports: int,
) -> str:
    """What is in effect, and what is said to have happened, is announced or is disputed."""
    source = "this report" if reports == 1 else "these reports"
    verb = "shows" if reports == 1 else "show"
    by_id = {claim.id: claim for claim in claims}
    told = [i for i in incidents if i.scope == "shipping" and i.status != "superseded"]
    told = [i for i in told if not i.past] or told
    told = [i for i in told if i.action not in _TALK] or told
    if not told:
        return f"{on} {source} {verb} nothing in effect and nothing announced at sea."
    easing = [i for i in told if _eases(i, by_id)]
    apart = {i.id for i in easing}
    groups = {
        s: _in_order(
            [i for i in told if _status(i, by_id, as_of) == s and i.id not in apart], as_of
        )
        for s in ORDER
    }
    held = groups["in_effect"]
    named, rest = _choose(groups, as_of)
    easing.sort(
        key=lambda i: (
            i.action not in _REOPENING,
            not any(p.kind in ("strait", "canal") for p in i.places),
            not _recent(i, as_of),
        )
    )
    if easing and (easing[0].action in _REOPENING or len(named) + 1 < MOST_SENTENCES):
        named.append(easing[0])
    lone = len(named) + len(held[:NAMED]) > 1 and all(
        origins_words(i) == LONE for i in (*held[:NAMED], *named)
    )
    sentences = [
        _in_effect(on, held, by_id, lone=lone)
        if held
        else f"{on} {source} {verb} nothing in effect."
    ]
    sentences += [sentence_from(_told(incident, by_id, lone=lone)) for incident in named]
    if lone:
        sentences.append("Each rests on one origin, without independent support.")
    if rest:
        sentences.append(f"{capital(plural(rest, 'further matter'))} below.")
    return " ".join(sentences)


def _status(incident: Incident, by_id: Mapping[str, Claim], as_of: datetime.date) -> str:
    """How it stands by its dates: not in effect before it begins, nor after its stated end."""
    if incident.status in ("unknown", "denied"):
        return _claimed_status(incident, by_id)
    if incident.status != "in_effect":
        return incident.status
    if incident.action not in RESTRAINING:
        lead = _lead_claim(incident, by_id)
        if incident.action == "advisory" or not (lead and lead.notice_id):
            return "announced" if lead and lead.modality == "announced" else "occurred"
    first, last, day = incident.when.earliest, incident.when.latest, as_of.isoformat()
    if first and first[:10] > day:
        return "announced"
    # One date alone is when it began; only a span says when it was over.
    if last and last[:10] < day and last != first:
        return "ended"
    return "in_effect"


def _claimed_status(incident: Incident, by_id: Mapping[str, Claim]) -> str:
    """What a party says it did is told as said; with a denial beside it, as disputed."""
    own = [by_id[c] for c in incident.claim_ids if c in by_id]
    if not any(c.modality in ("claimed", "reported") and not c.hypothetical for c in own):
        return incident.status
    return "disputed" if any(c.modality == "denied" for c in own) else "occurred"


def _choose(
    groups: Mapping[str, list[Incident]], as_of: datetime.date
) -> tuple[list[Incident], int]:
    """Which incidents are told beside those in effect, and how many are only counted.

    What is disputed is always told. What only could be, and what happened longer ago, is
    told only when there is nothing newer, or when several reports are about it.
    """
    fresh = [i for i in groups["occurred"] if _recent(i, as_of) or _told_widely(i)]
    newer = (*groups["in_effect"], *groups["announced"], *groups["disputed"], *fresh)
    news = any(i.action in _MEASURES for i in newer)
    wanted: list[tuple[int, Incident]] = []
    for status in ORDER[1:]:
        group = fresh if status == "occurred" and news else groups[status]
        wanted += [] if status == "unknown" and news else list(enumerate(group[:NAMED]))
    # What several reports tell comes first, then the first of each status before the second
    # of any: an attack is not crowded out by what lines announce because of it.
    wanted.sort(key=lambda n: (_tier(n[1]), -_told_widely(n[1]), n[0]))
    disputed = {i.id for i in groups["disputed"][:NAMED]}
    plain = [i for _, i in wanted if i.id not in disputed][: MOST_SENTENCES - 1]
    kept = disputed | {i.id for i in plain}
    named = [i for _, i in wanted if i.id in kept]
    held = min(NAMED, len(groups["in_effect"]))
    rest = sum(len(group) for group in groups.values()) - len(named) - held
    return named, rest


def _in_order(group: list[Incident], as_of: datetime.date) -> list[Incident]:
    """News first, then measures and acts against ships, then the better supported."""

    def rank(incident: Incident) -> tuple[bool, int, bool, int, int]:
        old = incident.status == "occurred" and not _recent(incident, as_of)
        vague = not incident.places
        support = -incident.independent_origins, -len(incident.claim_ids)
        return old, _tier(incident), vague, *support

    return sorted(group, key=rank)


_WIDELY = 3


def _told_widely(incident: Incident) -> int:
    """How many reports tell of it, up to ``_WIDELY``; a single one weighs nothing."""
    count = len({v.report_id for v in incident.voices})
    return min(count, _WIDELY) if count > 1 else 0


def _tier(incident: Incident) -> int:
    """0 for measures and acts against ships, 1 for what comes of them, 2 for the rest."""
    return 0 if incident.action in _MEASURES else 1 if incident.action in _SIDE_EFFECTS else 2


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

    several = len({v.report_id for v in incident.voices}) > 1

    def rank(claim: Claim) -> tuple[bool, bool, bool, bool, int, bool, bool]:
        return (
            claim.modality in ("denied", "assessed") or claim.negated,
            claim.hypothetical,
            claim.action != incident.action,
            several and bool(incident.places) and not claim.places,
            wanted.index(claim.modality) if claim.modality in wanted else len(wanted),
            not claim.speaker_role and not claim.speaker_id,
            not claim.paraphrase,
        )

    return min(own, key=rank)


def _body(incident: Incident, by_id: Mapping[str, Claim]) -> str:
    """What the incident is, in its lead claim's neutral words."""
    lead = _lead_claim(incident, by_id)
    words = _told_before(lead.paraphrase) if lead and lead.paraphrase else incident.title
    return sentence_from(words).rstrip(".") or capital(incident.action.replace("_", " "))


_PAST = {
    "announces": "announced", "reports": "reported", "claims": "claimed", "considers": "considered",
    "advises": "advised", "warns": "warned", "states": "stated", "denies": "denied",
    "says": "said", "gives": "gave", "judges": "judged",
    "confirms": "stated",  # whether it confirms anything is for the ratings to say
}  # fmt: skip
_VERBS = re.compile(r" (" + "|".join(_PAST) + r")(?= )")


def _told_before(words: str) -> str:
    """The first verb of saying put into the past: the statement was made, it is not made now."""
    return _VERBS.sub(lambda match: f" {_PAST[match[1]]}", words, count=1)


def _on_whose_word(incident: Incident, by_id: Mapping[str, Claim]) -> str:
    """The speakers that an incident rests on: who denies it or only comments is left out."""
    telling = {v.claim_id for v in incident.voices if v.stance == "supports"}
    own = [by_id[c] for c in incident.claim_ids if c in by_id and (c in telling or not telling)]
    speakers = dict.fromkeys(c.speaker for c in own if c.modality != "denied" and c.speaker)
    return listing([s.rstrip(".") for s in speakers][:3]) or "an unnamed source"


def _eases(incident: Incident, by_id: Mapping[str, Claim]) -> bool:
    """Whether it says that ships may pass: normal work, “no restriction”, not “no reopening”."""
    lead = _lead_claim(incident, by_id)
    return (incident.action in EASING) != bool(lead and lead.negated)


def _in_effect(
    on: str, group: Sequence[Incident], by_id: Mapping[str, Claim], *, lone: bool
) -> str:
    """What is in effect, on whose word, since when."""
    parts = []
    for incident in group[:NAMED]:
        since = f", {_since_words(incident)}" if incident.when.earliest else ""
        lead = _lead_claim(incident, by_id)
        if incident.places and not (lead and lead.notice_id):
            word = _on_whose_word(incident, by_id)
            word = "its own word" if word == incident.actor else f"the word of {word}"
            what = f"{_title(incident)}{since}, on {word}"
        else:  # a notice's claim, or one without a place, says more than the title does
            what = f"{_body(incident, by_id)}{since}"
        parts.append(what if lone else f"{what} ({origins_words(incident)})")
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


def _told(incident: Incident, by_id: Mapping[str, Claim], *, lone: bool) -> str:
    """One incident: what it is, how well it is supported, and who denies it."""
    words = [_body(incident, by_id)]
    if not lone:
        words.append(origins_words(incident))
    own = [by_id[c] for c in incident.claim_ids if c in by_id]
    deniers = dict.fromkeys(c.speaker for c in own if c.modality == "denied" and c.speaker)
    lead = _lead_claim(incident, by_id)
    if lead and lead.modality == "denied":
        pass  # the sentence itself is the denial
    elif deniers:
        words.append(f"denied by {listing(list(deniers)[:3])}")
    elif incident.conflicts:
        words.append("accounts conflict")
    if incident.status == "ended":
        words.append("over")
    return "; ".join(words)
