"""Paraphrases: a claim in our own neutral words, built from its slots and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from offing.model import ClaimPlace, Count, Modality, When
from offing.text.neutral import loaded_terms, neutral

_ACTS = {
    "attack": "an attack", "explosion": "an explosion", "seizure": "a seizure",
    "boarding": "a boarding", "robbery": "a robbery", "hijack": "a hijacking",
    "approach": "a suspicious approach", "mine": "mines", "closure": "a closure",
    "gnss_interference": "interference with satellite navigation", "blockade": "a blockade",
    "suspension": "a suspension of service", "resumption": "a resumption of service",
    "opening": "a reopening", "normal_operations": "normal operations",
    "restriction": "a restriction on traffic", "diversion": "a diversion of ships",
    "advisory": "advice to mariners", "exercise": "an exercise", "escort": "an escort of ships",
    "talks": "talks", "threat": "a threat", "capability": "an ability to attack",
    "interception": "an interception", "casualty": "an outcome for people",
    "damage": "damage", "spill": "a spill", "insurance": "a change in insurance",
    "surcharge": "a surcharge", "sanctions": "sanctions", "weather": "bad weather",
    "strike": "a labour strike", "accident": "an accident", "grounding": "a grounding",
    "congestion": "congestion", "rescue": "a rescue", "release": "a release",
    "denial": "a denial", "assessment": "an assessment", "operation": "a campaign",
    "other": "an incident",
}  # fmt: skip
_VERBS: dict[Modality, str] = {
    "announced": "announces",
    "claimed": "claims",
    "reported": "reports",
    "confirmed": "confirms",
    "denied": "denies",
    "assessed": "considers possible",
}
_WATER = frozenset({"sea", "gulf", "strait", "canal", "coast"})


def paraphrase(
    *, speaker: str, role: str | None, channel: str | None, modality: Modality, action: str,
    actor: str | None, target: str | None, places: Sequence[ClaimPlace], when: When,
    count: Count | None, future: bool, negated: bool,
) -> str:  # fmt: skip
    """One neutral sentence that says who says what, with no word of the evidence.

    Contains no loaded or withheld term, no name of a ship and no number of weapons.
    """
    who = _capital(neutral(f"{speaker} ({role})" if role and role not in speaker else speaker))
    via = f" in a {channel}" if channel in _ARTICLES else (f" ({channel})" if channel else "")
    act = _ACTS[action]
    if negated and modality != "denied":
        act = "no " + act.removeprefix("an ").removeprefix("a ")
    verb = "tells of" if who == "The report" and modality == "reported" else _VERBS[modality]
    parts = [f"{who} {verb}{via} {act}"]
    if future and modality == "announced":
        parts[0] = f"{who} announces{via} that there is to be {act}"
    if actor and actor != speaker:
        parts.append(f"by {neutral(actor)}")
    if target:
        parts.append(f"({target})")
    if count is not None:
        parts.append(_counted(count))
    if places:
        parts.append(_where(places))
    if (time := _time(when)) is not None:
        parts.append(time)
    text = " ".join(p for p in parts if p) + "."
    return text if not loaded_terms(text) else neutral(text)


_ARTICLES = frozenset({
    "post on X", "post on Telegram", "post on Facebook", "statement", "press conference",
    "televised speech", "televised statement", "video", "press release", "letter", "speech",
    "note", "report", "customer notice", "notice to mariners", "social media post",
})  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _counted(count: Count) -> str:
    if count.min is not None and count.min == count.max:
        amount = str(count.min)
    elif count.min is not None and count.max is not None:
        amount = f"{count.min} to {count.max}"
    elif count.min is not None:
        amount = f"at least {count.min}"
    else:
        amount = f"up to {count.max}"
    return f"({count.of}: {amount})"


def _where(places: Sequence[ClaimPlace]) -> str:
    names = []
    for place in places[:4]:
        article = "the " if place.kind in _WATER and not place.name.startswith("The ") else ""
        names.append(neutral(article + place.name))
    return "at " + (", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0])


def _time(when: When) -> str | None:
    first = (when.earliest or "")[:10]
    last = (when.latest or "")[:10]
    if first and first == last:
        return f"on {first}"
    if first and last:
        return f"between {first} and {last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else None
