"""Plain words for dates, distances, lists and ratings, the same in every face.

Nothing here reads a report: these functions only put slots into neutral words.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence

from offing.model import Claim, ClaimPlace, Incident, PassageCrossing, Target, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip

MODALITY_MEANING = {
    "announced": "a party states its own act, order, call or intention",
    "claimed": "a party asserts a fact in its favour or about its opponent",
    "reported": "the outlet or a source that is neither party nor authority says so",
    "confirmed": "an authority in charge, an inquiry or an observer on the spot says so",
    "denied": "the speaker says that it is not so",
    "assessed": "opinion, forecast, verdict, or what could be",
}
"""What each modality means, for legends (DESIGN: the table of terms)."""

RELIABILITY_MEANING = {
    "A": "completely reliable source",
    "B": "usually reliable source",
    "C": "fairly reliable source",
    "D": "not usually reliable source",
    "E": "unreliable source",
    "F": "reliability of the source cannot be judged",
}
CREDIBILITY_MEANING = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The NATO Admiralty code (AJP-2.1), letter and figure."""

STATUS_WORDS = {
    "in_effect": "in effect",
    "announced": "announced",
    "occurred": "said to have happened",
    "ended": "ended",
    "denied": "denied",
    "disputed": "disputed",
    "superseded": "superseded",
    "unknown": "not known",
}

LEFT_OUT_TITLES = {
    "boilerplate": "Set aside as boilerplate",
    "background": "Kept as background, not about shipping",
    "unknown_place": "Places that are not known",
    "ambiguous_place": "Places that could be several",
    "language": "Languages that are not read",
    "unreadable": "Inputs that could not be read",
    "other": "Other",
}

_SPACES = re.compile(r"\s+")


def date_words(day: datetime.date) -> str:
    """``25 January 2024``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def iso_words(value: str) -> str:
    """An ISO date or instant in words; what is neither comes back as it is."""
    try:
        if "T" in value:
            at = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
            return f"{date_words(at.date())}, {at:%H:%M} UTC"
        return date_words(datetime.date.fromisoformat(value[:10]))
    except ValueError:
        return value


def when_words(when: When) -> str:
    """An interval in words: ``24 January 2024, early morning``; ``not stated`` when unknown."""
    first, last = when.earliest, when.latest
    if not first and not last:
        return "not stated"
    if when.precision == "unknown":
        return "not stated"
    if first and last:
        words = _span_words(first, last, when.precision)
    elif first:
        words = f"from {iso_words(first)}, no end stated"
    else:
        words = f"until {iso_words(last or '')}"
    if when.part_of_day:
        words += f", {when.part_of_day.replace('_', ' ')}"
    return words


def claim_when_words(claim: Claim) -> str:
    """When it is to have happened, and when it was said where that is another day."""
    words = when_words(claim.when)
    said = claim.stated
    if said.precision == "unknown" or not said.earliest or said.earliest == claim.when.earliest:
        return words
    return f"{words} (said {when_words(said)})"


def _span_words(first: str, last: str, precision: str) -> str:
    """Two ends as one phrase, as short as the precision allows."""
    if first == last:
        return iso_words(first)
    if precision == "month" and first[:7] == last[:7]:
        return f"{MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    if precision == "year" and first[:4] == last[:4]:
        return first[:4]
    return f"{iso_words(first)} to {iso_words(last)}"


def number_words(count: int) -> str:
    """Small numbers spelt out (``three``), larger ones in figures with commas."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """``one report``, ``3,400 reports``: the count and its noun."""
    return f"{number_words(count)} {one if count == 1 else many or one + 's'}"


def listing(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    names = [i for i in items if i]
    if len(names) < 2:
        return names[0] if names else ""
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def nm_words(distance_nm: float | None, *, sign: bool = False) -> str:
    """``3,400 nm``; ``no way`` for ``None``; with ``sign``, ``+3,400 nm``."""
    if distance_nm is None:
        return "no way"
    return f"{distance_nm:+,.0f} nm" if sign else f"{distance_nm:,.0f} nm"


def days_words(days: float | None, *, sign: bool = False) -> str:
    """``9.7 days``; an en dash for ``None``."""
    if days is None:
        return "–"
    return f"{days:+,.1f} days" if sign else f"{days:,.1f} days"


def way_words(passages: Sequence[PassageCrossing]) -> str:
    """The passages of a way in order, or that it takes none."""
    return ", ".join(p.name or p.id for p in passages) or "no named passage"


def origins_words(incident: Incident) -> str:
    """``one origin, no independent support`` or ``two independent origins``.

    Support is what others than the parties say: two parties are two voices, no support.
    """
    count = incident.independent_origins or (1 if incident.origins else 0)
    if count == 0:
        return "origin not known"
    if count == 1:
        return "one origin, no independent support"
    if incident.supporting_origins == 0:
        return f"{plural(count, 'origin')}, all parties to it"
    if incident.supporting_origins < count:
        others = number_words(incident.supporting_origins)
        return f"{plural(count, 'origin')}, {others} of them no party to it"
    return f"{number_words(count)} independent origins"


def rating_words(code: str) -> str:
    """``C3`` in words."""
    if len(code) != 2:
        return ""
    figure = int(code[1]) if code[1].isdigit() else 6
    return f"{RELIABILITY_MEANING.get(code[0], '')}; {CREDIBILITY_MEANING.get(figure, '')}"


def places_words(places: Iterable[ClaimPlace]) -> str:
    """Names of places, each once, in reading order."""
    return ", ".join(dict.fromkeys(p.name for p in places))


def speaker_words(claim: Claim) -> str:
    """Who is speaking, with the role that the report gives: ``X, a …``."""
    if not claim.speaker_role:
        return claim.speaker
    return f"{claim.speaker}, {claim.speaker_role}"


def through_words(claim: Claim) -> str:
    """Through whom the words came: the chain without the speaker, and the channel."""
    chain = [name for name in claim.attribution if name != claim.speaker]
    words = " ← ".join(chain)
    if claim.channel and claim.channel not in chain:
        words = f"{words} ({claim.channel})" if words else claim.channel
    return words or "directly"


def target_words(target: Target) -> str:
    """The name of what is restricted, never empty."""
    return target.name or target.id


def capital(sentence: str) -> str:
    """The first letter raised, the rest left alone."""
    return sentence[:1].upper() + sentence[1:]


def sentence_from(words: str) -> str:
    """One tidy sentence: spaces joined, first letter raised, one full stop."""
    tidy = _SPACES.sub(" ", words).strip().rstrip(".;,: ")
    return f"{capital(tidy)}." if tidy else ""


_KEEP = {"\n", "\t"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def printable(text: str, *, breaks: bool = True) -> str:
    """``text`` with nothing in it that a terminal or a page would act on.

    Control characters (so every escape sequence), direction overrides and other
    invisible format characters become the replacement mark; line breaks and tabs
    stay when ``breaks`` is set and become spaces otherwise. Never for evidence
    offsets: it is for printing only, one character for one character.
    """
    if text.isascii() and text.isprintable():
        return text
    out = []
    for char in text:
        if char in _KEEP:
            out.append(char if breaks else " ")
        elif char == "\r":
            out.append(" ")
        elif unicodedata.category(char) in _HIDDEN:
            out.append("\ufffd")
        else:
            out.append(char)
    return "".join(out)
