"""Who did what an act tells: its agent, its subject, or the speaker; “some owners” are not all."""

from __future__ import annotations

from offing.claims.actors import ActorMention
from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.events import FAMILIES, OUTCOMES, Trigger
from offing.claims.lexicon import words
from offing.claims.speakers import FIRST_PERSON, GROUP_PRONOUNS, Memory, speaker_from_actor
from offing.claims.standing import standing_of
from offing.text.neutral import neutral_name


def actor_of_act(
    sentence: Sentence, segment: Segment, trigger: Trigger | None, memory: Memory
) -> tuple[str | None, str | None]:
    """``(name, id)`` of who did it: the agent after “by”, the subject, or the speaker itself."""
    if trigger is None:
        return None, None
    tokens = sentence.tokens
    after = range(trigger.end, min(trigger.end + 8, segment.last))
    for n in after:
        if tokens[n].lower == "by":
            if n > trigger.end and tokens[n - 1].lower in _OF_THINGS:
                break  # “had struck facilities used by the army”
            for mention in sentence.actors:
                if n < mention.first <= n + 4:
                    return _name_and_id(mention)
            break
    subject = [
        m for m in sentence.actors
        if segment.first <= m.first < trigger.at
        and sentence.lowers[m.last : m.last + 1] != [] and sentence.lowers[m.last] not in _MEDIA
    ]  # fmt: skip
    passive = not _WERE.isdisjoint(sentence.lowers[max(segment.first, trigger.at - 3) : trigger.at])
    if subject and not passive:
        return _name_and_id(subject[0])
    opens = max(
        (n for n in range(segment.first, trigger.at) if tokens[n].lower == "that"), default=0
    )
    start = max(segment.first, opens)  # “we have been informed that the navy has …”: not ours
    words = {t.lower for t in tokens[start : trigger.at] if t.text != "US"}
    if not _HEARING.isdisjoint(sentence.lowers[max(segment.first, trigger.at - 5) : trigger.at]):
        return None, None  # “it was investigating the suspected hijacking”
    if trigger.action in OUTCOMES:
        return None, None
    if not passive and trigger.action in _BY_SOME and (some := _some_of(sentence, trigger.at)):
        return some, None
    speaker = segment.speaker
    if speaker is not None and FAMILIES.get(trigger.action) == "violence" and (
        sentence.lowers[start : start + 2] in _EXPLETIVE or standing_of(speaker) == "authority"
    ) and not words & (_ITSELF - {"it", "its"}):  # fmt: skip
        return None, None  # “It is the third attack”, “its patrol found …”
    if words & _ITSELF == {"its"} and ("with" in words or (speaker and not speaker.org_id and (
        speaker.unnamed or speaker.name[:1].islower()
    ))):  # fmt: skip
        words = words - {"its"}  # “is drifting with its engines disabled”
    if speaker is not None and not passive and words & _ITSELF:
        return neutral_name(speaker.speaks_for), speaker.org_id or speaker.id
    if segment.kind in ("announce", "pledge", "threaten") and speaker is not None and not passive:
        return neutral_name(speaker.speaks_for), speaker.org_id or speaker.id
    if speaker is None and words & FIRST_PERSON:
        return neutral_name(memory.issuer.name), memory.issuer.id
    return None, None


_OF_THINGS = words("used owned operated run managed held controlled built chartered claimed")
_WERE = words("was were been being")
_HEARING = words(
    "investigating investigate investigated probing aware received receiving responding responded "
    "monitoring condemned condemns condemning denounced denounces verify verifying"
)
_BY_SOME = frozenset({"suspension", "diversion"})
_QUANTITIES = words("some several many few most certain other two three four five")
_FIRMS = words("owners shipowners carriers lines operators companies shippers firms")


def _some_of(sentence: Sentence, at: int) -> str | None:
    """“some owners have paused transits”: not the passage and not all, but some owners."""
    told = sentence.lowers
    for n in range(at - 1, max(at - 6, 0), -1):
        if told[n] in _FIRMS:
            first = next((k for k in (n - 1, n - 2) if k >= 0 and told[k] in _QUANTITIES), -1)
            return " ".join(told[first : n + 1]) if first >= 0 else None
    return None


_MEDIA = words("media outlet outlets channel channels television tv newspapers newspaper press")
"""“reports in Houthi media”: whose word it is, not who did it."""
_EXPLETIVE = (["it", "is"], ["it", "was"])
_ITSELF = GROUP_PRONOUNS | FIRST_PERSON | {"its"}


def _name_and_id(mention: ActorMention) -> tuple[str | None, str | None]:
    speaker = speaker_from_actor(mention.actor)
    return speaker.speaks_for, speaker.org_id or speaker.id
