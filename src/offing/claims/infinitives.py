"""Acts that a clause only wants: “a motion to close the strait”, “to stop the export of grain”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from offing.claims.lexicon import words

Want = Literal["", "plan", "thought"]
"""``plan``: what somebody has resolved or works towards; ``thought``: what only could be."""

_RESOLVED = words(
    "motion bill plan plans decision proposal resolution decree pledge vow threat threats promise "
    "deal agreement mandate law request demand deadline intention intentions wish ultimatum "
    "efforts effort campaign bid measure measures legislation amendment"
)
_VOTED = words("vote votes voted resolved")
_WANTED = words(
    "want wants wanted wish wishes seek seeks sought try tries tried trying attempting attempted "
    "hope hopes hoped voted aim aims aimed striving working works worked hurry hurried proposed "
    "proposes"
)
_ABLE = words(
    "right ability power powers capability means desire interest reason reasons need way ways idea "
    "temptation incentive option excuse pretext appetite will"
)
_CONNECTIVES = words("but and yet so or now")
_NOT_DONE = words(
    "refused refuses refusing declined declines failed fails unable reluctant unwilling"
)


def wanted(told: Sequence[str], first: int, at: int) -> Want:
    """What a bare infinitive at ``at`` is to the clause that begins at ``first``.

    An empty answer leaves it as told: “had to close”, “was forced to suspend”, “began to
    load”, and “sent a frigate to escort her”.
    """
    to = at - 1
    while to > first and told[to].endswith("ly") and at - to < _ADVERBS:
        to -= 1
    if to < first or told[to] != "to":
        return ""
    lead = [w for w in told[first:to] if w[:1].isalnum()]
    if not lead and first and told[first - 1].isalnum():
        return ""  # “threatened to close it”: told by the verb of speech
    if not lead or (len(lead) == 1 and lead[0] in _CONNECTIVES):
        return "thought"  # “But to close the strait is another thing”
    before = lead[-1]
    if before in _RESOLVED or not _VOTED.isdisjoint(lead):
        return "plan"
    if before in _WANTED or before in _NOT_DONE:
        return "plan"
    if before in _ABLE and (len(lead) < 2 or lead[-2] != "the" or before != "way"):
        return "thought"
    if before == "be" and len(lead) > 1 and lead[-2] in ("would", "could", "might"):
        return "thought"  # “it would be to close its own door”
    if _is_thing(lead) and _BROUGHT.isdisjoint(lead[-_REACH:]):
        return "thought"  # “they hit the ports to stop the export of grain”
    return ""


def _is_thing(lead: Sequence[str]) -> bool:
    """Whether the clause ends with a thing before “to”: an article, then no verb."""
    if lead[-1] in _NO_THING or lead[-1].endswith(("ed", "ing", "ly")):
        return False
    return not _ARTICLES.isdisjoint(lead[-4:-1]) and len(lead) > _SHORTEST


_ARTICLES = words("the its their his her our your all every")
_NO_THING = words(
    "had has have begun began begins able ready free set due likely unlikely chose agreed continue "
    "continues here there first latest last next only is are was were be been"
)
_BROUGHT = words(
    "forced forces forcing force prompted prompts prompting led leads leading caused causes causing"
    " "
    "obliged obliging compelled compelling pushed pushing drove driving allowed allows allowing "
    "allow enabled enables enabling enable made makes let helped help first latest last second "
    "third fourth another only next told ordered orders order ordering asked asks asking ask urged "
    "urges urging advised advises instructed directed required requires require needed need needs "
    "had expected expects expect due because as decided wants wanted invited permitted permits "
    "recommend recommends recommended"
)
"""With one of these before it what follows “to” was brought about, bidden or foreseen."""
_REACH = 12
_SHORTEST = 4


_ADVERBS = 4


def asked_for(told: Sequence[str], aside: Sequence[tuple[int, int]], first: int) -> bool:
    """“called on Monday for the inspection of every ship”: asked for, and not yet a rule."""
    asked = any("called" in told[a:b] or "calls" in told[a:b] for a, b in aside)
    return asked and "for" in told[max(0, first - 1) : first + 1]
