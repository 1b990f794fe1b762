"""Paraphrases: a claim in our own neutral words, built from its slots and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from offing.claims.lexicon import read_rows, words
from offing.model import ClaimPlace, Count, Modality, When
from offing.text.neutral import loaded_terms, neutral

_VERBS: dict[Modality, str] = {
    "announced": "announced",
    "claimed": "claimed",
    "reported": "reported",
    "confirmed": "stated",  # whether it confirms anything is for the ratings to say
    "denied": "denied",
    "assessed": "spoke of",
}
_WATER = frozenset({"cape", "sea", "gulf", "strait", "canal", "coast"})
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class ActWords(NamedTuple):
    """A row of ``data/events/phrases.csv``."""

    noun: str
    plural: str
    joint: str
    base: str
    past: str
    object: str


@lru_cache(maxsize=1)
def act_words() -> dict[str, ActWords]:
    """How each action is told in our own words."""
    return {
        r["action"]: ActWords(r["noun"], r["plural"], r["joint"], r["base"], r["past"], r["object"])
        for r in read_rows("events", "phrases.csv")
    }


def paraphrase(
    *, speaker: str, role: str | None, channel: str | None, modality: Modality, action: str,
    actor: str | None, target: str | None, places: Sequence[ClaimPlace], when: When,
    count: Count | None, future: bool, negated: bool, of_event: bool = True,
    offshore: frozenset[str] = frozenset(),
) -> str:  # fmt: skip
    """One neutral sentence that says who said what, with no word of the evidence.

    ``of_event``: whether words of the evidence name an event; where none do, nothing is said
    to have happened; ``offshore``: ids of places that it lies off, not at.
    Contains no loaded or withheld term, no name of a ship and no number of
    weapons.
    """
    who = _capital(neutral(f"{speaker} ({role})" if role and role not in speaker else speaker))
    via = f" in a {channel}" if channel in _ARTICLES else (f" ({channel})" if channel else "")
    act = act_words()[action]
    telling = modality not in ("denied", "assessed")
    clause = None
    if action in ("assessment", "capability") and modality == "assessed":
        text, places = _opinion(who, via, action, actor, target, count, places)
    elif action == "other" and not of_event:
        text = f"{who} {_REMARKS.get(modality, _REMARK)[who == 'The report']}{via}"
    elif (
        telling and act.base and (actor or (future and modality == "announced")) and not negated
        and not (future and actor in (None, speaker) and _is_person(speaker, role))
    ):  # fmt: skip
        same = actor is None or actor == speaker
        doer = _pronoun(speaker, role) if same else neutral(actor or "")
        clause, places = _clause(doer, act, target, count, places, future)
        text = f"{who} {_VERBS[modality]}{via} that {clause}"
    else:
        no = "no " if negated and modality != "denied" else ""
        by = f"by {neutral(actor)}" if actor and actor != speaker else ""
        verb = "tells of" if who == "The report" and modality == "reported" else _VERBS[modality]
        noun = _noun(act, target, count, bare=bool(no))
        via_of = via
        if modality == "confirmed":
            were = "were" if _is_plural(noun) else "was"
            verb, via = f"{verb}{via} that there {were}", ""
        if modality == "assessed":
            what = f"no {noun}" if negated else _possible(noun)
            text = f"{who} spoke{via} of {what} {by}".rstrip()
        elif modality == "denied" and action == "denial":
            text = f"{who} denied{via} it"
        else:
            text = f"{who} {verb}{via} {no}{noun} {by}".rstrip()
        if future and telling:  # never a plan in the words of a deed
            if target and act.object == "PLACE" and not (places or act.joint):
                noun += f" of {_many(target, count)}"
            told = "tells" if verb == "tells of" else _VERBS[modality]
            text = f"{who} {told}{via_of} that there would be {no}{noun} {by}".rstrip()
    where = _where(places, around=action in _ROUND, offshore=offshore) if places else ""
    parts = [text, where, _time(when) or ""]
    text = " ".join(p for p in parts if p) + "."
    return text if not loaded_terms(text) else neutral(text)


_REMARK = ("told how things stand", "tells how things stand")
_REMARKS: dict[Modality, tuple[str, str]] = {
    "announced": ("announced further steps", "tells of further steps"),
    "denied": ("denied what was said", "denies what was said"),
    "assessed": ("gave an opinion on how things stand", "gives an opinion on how things stand"),
}


_PERSONS = words(
    "president minister leader master commander spokesman spokeswoman spokesperson chief head "
    "director chairman chairwoman governor secretary admiral general official manager prince king"
)


def _is_person(speaker: str, role: str | None) -> bool:
    """Whether one person speaks: “they” would make several of him or her."""
    return bool({w.lower() for w in f"{speaker} {role or ''}".split()} & _PERSONS)


def _pronoun(speaker: str, role: str | None) -> str:
    """“they” for people and for names in the plural, “it” for bodies."""
    return "they" if _is_person(speaker, role) or speaker.endswith(("s", "Guard")) else "it"


def _possible(noun: str) -> str:
    """“a possible closure”, “possible mines”: what an opinion speaks of."""
    for article in ("an ", "a "):
        if noun.startswith(article):
            return f"a possible {noun.removeprefix(article)}"
    return f"possible {noun}"


def _opinion(
    who: str, via: str, action: str, actor: str | None, target: str | None,
    count: Count | None, places: Sequence[ClaimPlace],
) -> tuple[str, Sequence[ClaimPlace]]:  # fmt: skip
    """``(who thinks what, the places still to be told)`` of an opinion or of an ability."""
    if action == "capability":
        able = neutral(actor) if actor else "the other side"
        return (
            f"{who} considered{via} {able} able to attack {_many(target, count) or 'others'}",
            places,
        )
    about = f" {_where(places)}" if places else ""
    return f"{who} gave an opinion{via} on how things stand{about}", ()


_ARTICLES = frozenset({
    "post on X", "post on Telegram", "post on Facebook", "statement", "press conference",
    "televised speech", "televised statement", "video", "press release", "letter", "speech",
    "note", "report", "customer notice", "notice to mariners", "social media post",
})  # fmt: skip


def _clause(
    doer: str, act: ActWords, target: str | None, count: Count | None,
    places: Sequence[ClaimPlace], future: bool,
) -> tuple[str, Sequence[ClaimPlace]]:  # fmt: skip
    """``(who did what to what, the places still to be told)``."""
    verb = f"would {act.base}" if future else act.past
    done_to = (
        _many(target, count) if act.object in ("PLACE", "SOMETHING", "ships", "a ship") else None
    )
    if act.object == "PLACE" and not target and places:
        named = [_with_article(p) for p in places[:4]]
        return f"{doer} {verb} {_joined(named)}", ()
    if act.base == "attack" and done_to is None:
        return f"{doer} would make an attack" if future else f"{doer} made an attack", places
    usual = {"PLACE": "shipping", "SOMETHING": "a facility"}.get(act.object, act.object)
    told = f"{doer} {verb} {done_to or usual}".rstrip()
    if count is not None and count.of == "events":
        told += f" {_amount(count)} times"
    return told, places


def _noun(act: ActWords, target: str | None, count: Count | None, *, bare: bool) -> str:
    """“at least two attacks on ships”, “a boarding of a tanker”, “congestion”."""
    noun = act.noun.removeprefix("an ").removeprefix("a ") if bare else act.noun
    several = count is not None and count.of == "events" and act.plural
    if several and count is not None:
        noun = f"{_amount(count)} {act.plural}"
    if target and act.joint:
        noun += f" {act.joint} {_many(target, count)}"
    elif target and act.base in ("suspend", "resume", "restrict"):
        noun += f" for {_many(target, count)}"
    if count is not None and count.of == "casualties" and "people" in noun:
        noun = noun.replace("people", f"{_amount(count)} people")
    elif count is not None and count.of in ("ships", "ports") and not (target and act.joint):
        noun += f" ({_amount(count)} {count.of})"
    return noun


def _is_plural(noun: str) -> bool:
    """Whether “there were” goes with ``noun``."""
    first = noun.split(" ")[0]
    return first in ("mines", "talks", "sanctions", "normal") or noun.startswith(
        ("at least ", "up to ", *(f"{n} " for n in _NUMBERS[2:]))
    ) or first[:1].isdigit()  # fmt: skip


_PLURALS = {
    "a tanker": "tankers", "a bulk carrier": "bulk carriers", "a container ship": "container ships",
    "a ship": "ships", "a boat": "boats", "a dhow": "dhows", "a port": "ports", "a tug": "tugs",
    "a ferry": "ferries", "a terminal": "terminals", "a fishing vessel": "fishing vessels",
    "a warship": "warships",
}  # fmt: skip


def _many(target: str | None, count: Count | None) -> str | None:
    """The target with its number: “at least four tankers”."""
    if target is None or count is None or count.of not in ("ships", "ports"):
        return target
    port = target in ("a port", "ports", "a terminal")
    if (count.of == "ports") != port:
        return target
    return f"{_amount(count)} {_PLURALS.get(target, target)}"


def _amount(count: Count) -> str:
    if count.min is not None and count.min == count.max:
        return _number(count.min)
    if count.min is not None and count.max is not None:
        return f"{_number(count.min)} to {_number(count.max)}"
    if count.min is not None:
        return f"at least {_number(count.min)}"
    return f"up to {_number(count.max or 0)}"


def _number(n: int) -> str:
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


def _with_article(place: ClaimPlace) -> str:
    named = place.kind == "cape" and not place.name.startswith("Cape of")  # “off Skagen”
    article = "the " if place.kind in _WATER and not (named or place.name[:4] == "The ") else ""
    return neutral(article + place.name)


_IN = frozenset({"sea", "gulf", "strait", "canal", "country"})
_ROUND = frozenset({"diversion", "avoidance"})
"""Acts that lead round a cape; others are off it."""


def _where(
    places: Sequence[ClaimPlace], *, around: bool = False, offshore: frozenset[str] = frozenset()
) -> str:
    """“at Haifa and Ashdod”, “in the Red Sea”, each group with its own preposition."""
    groups: list[tuple[str, list[str]]] = []
    for place in places[:4]:
        cape = "around" if around else "off"
        joint = (
            cape if place.kind == "cape"
            else "off" if place.kind == "coast" or (
                place.id in offshore and (place.kind not in _IN or place.kind == "country")
            )
            else "in" if place.kind in _IN else "at"
        )  # fmt: skip
        if groups and groups[-1][0] == joint:
            groups[-1][1].append(_with_article(place))
        else:
            groups.append((joint, [_with_article(place)]))
    return " and ".join(f"{joint} {_joined(names)}" for joint, names in groups)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _time(when: When) -> str | None:
    first = (when.earliest or "")[:10]
    last = (when.latest or "")[:10]
    if first and first == last:
        return f"on {_day(first)}"
    if first and last and first[:4] == last[:4] and (first[5:], last[5:]) == ("01-01", "12-31"):
        return f"in {first[:4]}"
    if first and last:
        return f"between {_day(first)} and {_day(last)}"
    if first:
        return f"from {_day(first)}"
    return f"until {_day(last)}" if last else None
