"""How an incident stands on a date: in effect, announced, occurred, ended, denied …

Rules, in this order:

1. only foreseen (could, would, a forecast) → ``unknown``
2. called forged by those in charge, whose word it was said to be → ``denied``; only
   denials → ``denied``; a claim that only parties make and an authority denies →
   ``denied``; any other claim with a denial against it → ``disputed``; all of it told as
   not so (“nobody was hurt”) → ``denied``
3. measures (closure, blockade, suspension, …): past their stated end → ``ended``; told
   as in effect by somebody who can know (an authority, a carrier about its own ships, an
   outlet or agency, a state about its own waters), begun by the date → ``in_effect``;
   otherwise, and always on a party's word alone → ``announced``. The last word of who can
   know counts: told as over → ``ended``. Advice and surcharges are in effect by being
   issued; what is only observed (traffic, prices, weather) does not end, it was so
4. events: told as done by anybody but the doer → ``occurred``; by the doer alone →
   ``unknown``; only planned → ``announced``
5. a later incident that ends or replaces it (a reopening, a resumption) → ``ended``, or
   ``superseded`` when it had not begun

History keeps every step.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from offing.incidents.families import MEASURES, OUTCOMES, REOPENINGS
from offing.incidents.names import name_key
from offing.incidents.speakers import AUTHORITIES
from offing.incidents.times import day_words, span_of, stated_end
from offing.incidents.voices import calls_forged
from offing.incidents.words import lasted_hours, told_over
from offing.model import Claim, IncidentStatus, StatusChange, Voice

_STATES = MEASURES | {"advisory", "normal_operations", "resumption", "opening", "escort",
                      "exercise", "congestion", "surcharge", "sanctions", "weather",
                      "insurance"}  # fmt: skip

_OBSERVED = frozenset({"normal_operations", "congestion", "weather", "insurance"})
_ISSUED = frozenset({"advisory", "surcharge"})


def status_history(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    action: str,
    as_of: datetime.date | None,
) -> tuple[StatusChange, ...]:
    """How it stood after each date on which something was said, up to ``as_of``."""
    days = sorted({v.stated for v in voices.values() if v.stated})
    if as_of is not None:
        days = [d for d in days if d <= as_of.isoformat()]
    out: list[StatusChange] = []
    for day in [*days, None] if days else [None]:
        last = day or (as_of.isoformat() if as_of else "9999")
        known = [c for c in claims if (voices[c.id].stated or "") <= last]
        on = datetime.date.fromisoformat(day) if day else as_of
        status, reason = status_on(known, voices, action, on)
        if out and out[-1].status == status:
            continue
        out.append(StatusChange(
            since=day or (as_of.isoformat() if as_of and out else None), status=status,
            reason=reason, claim_ids=tuple(c.id for c in known),
        ))  # fmt: skip
    return tuple(out)


def status_on(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    action: str,
    on: datetime.date | None,
) -> tuple[IncidentStatus, str]:
    """The status on a date and its reason, from the claims known by then."""
    support = [c for c in claims if voices[c.id].stance == "supports"]
    against = [c for c in claims if voices[c.id].stance == "denies"]
    if not support:
        if against:
            return "denied", f"only denied, by {_names(against)}"
        return "unknown", "only foreseen or thought possible; nobody says it is so"
    if against:
        if forged := _called_forged(support, against, voices):
            return "denied", f"{_names(forged)} says that the notice is not genuine"
        judged = any(voices[c.id].kind in AUTHORITIES or voices[c.id].in_charge for c in against)
        done = [c for c in support if not c.future]
        if judged and done and all(voices[c.id].party for c in support):
            return "denied", f"said by {_names(support)} alone, denied by {_names(against)}"
        return "disputed", f"said by {_names(support)}, denied by {_names(against)}"
    if all(c.negated and c.action in OUTCOMES for c in support):
        return "denied", f"told as not so by {_names(support)}"
    if action in _STATES:
        return _measure(support, voices, action, on)
    return _event(support, voices, on)


def _called_forged(
    support: Sequence[Claim], against: Sequence[Claim], voices: Mapping[str, Voice]
) -> list[Claim]:
    """What takes a notice away from the authority whose only word it was said to be.

    Those in charge say that it is not genuine, no earlier than it, and nobody else in
    charge says that it is so.
    """
    forged = [c for c in against if calls_forged(c) and voices[c.id].in_charge]
    if not forged:
        return []
    names = {name_key(c.speaker) for c in forged}
    last = max(voices[c.id].stated or "" for c in forged)
    issued = [c for c in support if voices[c.id].in_charge]
    of_them = all(name_key(c.speaker) in names for c in issued)
    earlier = all((voices[c.id].stated or "") <= last for c in issued)
    return forged if of_them and earlier else []


def _measure(
    support: Sequence[Claim], voices: Mapping[str, Voice], action: str, on: datetime.date | None
) -> tuple[IncidentStatus, str]:
    ends = [] if action in REOPENINGS else [e for c in support if (e := _end_of(c))]
    if on and ends and max(ends) < on:
        if action in _OBSERVED:
            return "occurred", f"so until {day_words(max(ends))}, by {_names(support)}"
        return "ended", f"stated to last until {day_words(max(ends))}"
    starts = [start for c in support if (start := span_of(c.when)[0])]
    if on and starts and min(starts) > on:
        return "announced", f"announced to begin on {day_words(min(starts))}"
    if all(_is_over(c) for c in support):
        return "ended", f"told as over by {_names(support)}"
    able = [c for c in support if _can_know(c, voices[c.id], action)]
    over = _told_as_over(able, voices)
    if over:
        return "ended", f"told as over by {_names(over)}"
    begun = [c for c in able if _has_begun(c, on, voices[c.id].stated)]
    if action in REOPENINGS:
        begun = [c for c in begun if not c.future or _decides(voices[c.id])]
    if begun:
        told = any(c.in_effect or not c.future for c in begun)
        how = "told as in effect" if told else "announced to hold by now"
        return "in_effect", f"{how} by {_names(begun)}"
    if not able:
        return "announced", f"on the word of {_names(support)} alone; nobody else says it is so"
    return "announced", f"announced by {_names(able)}, not yet told as in effect"


def _end_of(claim: Claim) -> datetime.date | None:
    """The stated end; of what lasted some hours of one day, that day."""
    return stated_end(claim.when) or (span_of(claim.when)[0] if lasted_hours(claim) else None)


def _is_over(claim: Claim) -> bool:
    """Whether a measure is told as no longer holding."""
    return (claim.in_effect is False and not claim.future) or told_over(claim)


def _told_as_over(able: Sequence[Claim], voices: Mapping[str, Voice]) -> list[Claim]:
    """The newest words of those who can know, where all of them say that it is over."""
    newest = max((voices[c.id].stated or "" for c in able), default="")
    last = [c for c in able if (voices[c.id].stated or "") == newest]
    older = [c for c in able if c not in last]
    ended = [c for c in last if _is_over(c)]
    return ended if older and len(ended) == len(last) else []


def _can_know(claim: Claim, voice: Voice, action: str) -> bool:
    """Whether the speaker's word can put a measure in effect (rule 3)."""
    if action in _ISSUED and voice.modality == "announced":
        return True
    if voice.in_charge or voice.kind in AUTHORITIES or voice.kind in ("carrier", "agency"):
        return True
    return not voice.party and voice.kind != "armed_group" and voice.modality != "claimed"


def _decides(voice: Voice) -> bool:
    """Whether it is the speaker's to say that a place works again: a forecast ends nothing."""
    return voice.in_charge or voice.kind in AUTHORITIES or voice.kind in ("carrier", "agency")


_CASE = re.compile(r"(?i)\b(?:if|unless|should the|provided|in case|depending)\b")


def _has_begun(claim: Claim, on: datetime.date | None, stated: str | None) -> bool:
    start, end = span_of(claim.when)[0], _end_of(claim)
    if on and end and end < on:
        return False
    if claim.future and not claim.in_effect and (
        stated == on.isoformat() if on and start == on else
        any(_CASE.search(e.text) for e in claim.evidence)
    ):  # fmt: skip
        return False  # “would stop from six this evening”, “would stop if the storm came”
    if start and on:
        # The day that was set has come: what those who decide it announced is taken to
        # hold until somebody says otherwise; the reason says on whose word.
        return start <= on and (claim.in_effect is not False or claim.future)
    return bool(claim.in_effect) or (claim.in_effect is None and not claim.future)


def _event(
    support: Sequence[Claim], voices: Mapping[str, Voice], on: datetime.date | None
) -> tuple[IncidentStatus, str]:
    done = [c for c in support if not c.future]
    if not done:
        return "announced", f"announced by {_names(support)}"
    others = [c for c in done if not voices[c.id].party or voices[c.id].in_charge]
    if others:
        return "occurred", f"told by {_names(others)}"
    return "unknown", f"said by {_names(done)}, who did it by that account; nobody else says so"


def _names(claims: Sequence[Claim]) -> str:
    names = list(dict.fromkeys(c.speaker for c in claims))
    if len(names) > 3:
        return ", ".join(names[:3]) + f" and {len(names) - 3} more"
    return " and ".join(names)
