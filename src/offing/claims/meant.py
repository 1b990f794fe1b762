"""Words for an event that mean something else where they stand: a boarding team, a convoy held."""

from __future__ import annotations

from offing.claims.document import Sentence
from offing.claims.lexicon import EventEntry, words

_SHARES = words("% percent cent fifth quarter third half tenth")
_WORLD = words("global world world's worldwide globally")
_CONVOYS = words("convoy convoys")
_HELD_UP = words(
    "held stopped delayed suspended halted waiting waits resumed resume entered started transited "
    "proceeding cancelled"
)
_CREWS = words("team teams party parties officer officers pass ladder operation operations")
_STOPS_IT = words("stop cease halt suspend end")
_HOSTILITIES = words(
    "provocation provocations aggression war genocide crime crimes violations violation escalation "
    "harassment massacre massacres siege blackmail"
)
_NOBODY = words("no none nobody not n't never nor yet without neither")
_WHOM = words(
    "the a an two three four five its their another both ship ships vessel vessels tanker tankers "
    "them it"
)

_DISSUADES = words("dissuade dissuaded deter deterred discourage discouraged refrain refrained")
_LANDWARD = words("suspension casualty")
_ASHORE = words(
    "cars car motorists drivers flights flight exports economy sales profits demand growth trains"
)
_TO_OBJECT = 4
_GOES_ON = words("is are was were has have had")


def is_meant_otherwise(sentence: Sentence, i: int, length: int, entry: EventEntry) -> bool:
    """Whether the phrase of ``length`` tokens at ``i`` tells no such event as ``entry`` says."""
    told = sentence.lowers
    word = told[i]
    before = told[i - 1] if i else ""
    after = told[i + length] if i + length < len(told) else ""
    if entry.action == "approach" and word.startswith("mother") and before in ("a", "as"):
        return True  # “want to use it as a mother ship”
    if word == "held" and not _CONVOYS.isdisjoint(told[max(0, i - 4) : i]):
        return True
    if word == "boarding" and after in _CREWS:
        return True  # “a boarding team gave help to the crew”
    if (
        entry.action == "normal_operations"
        and not _SHARES.isdisjoint(told[:i])
        and (not _WORLD.isdisjoint(sentence.words))
    ):
        return True  # “about 20% of global oil demand flows through the strait”
    if word in _CONVOYS and (
        before.endswith("bound") or not _HELD_UP.isdisjoint(told[i + 1 : i + 6])
    ):
        return True  # “the southbound convoy”, “the convoy has been held”: nobody escorts it
    if entry.phrase in _STOPS_IT and not _HOSTILITIES.isdisjoint(told[i + length : i + length + 4]):
        return True  # “to stop the provocations”: no service is meant
    if word == "sunk" and before in ("has", "have", "had") and after not in _WHOM:
        return True  # “denied that the tanker had sunk”: nobody sank her
    # “There was no immediate claim of responsibility”.
    nobody = not _NOBODY.isdisjoint(told[max(0, i - 5) : i + length])
    if nobody and "responsibility" in entry.phrase:
        return True
    return _is_beside_it(told, i, i + length, entry)


def _is_beside_it(told: list[str], i: int, end: int, entry: EventEntry) -> bool:
    """Something else that was stopped, hurt or hit: cars, exports, tankers under sanctions."""
    if i > 2 and told[i - 1] == "from" and not _DISSUADES.isdisjoint(told[i - 6 : i - 1]):
        return True  # “urged China to dissuade Iran from shutting the strait”
    if entry.action in _LANDWARD:
        return not _ASHORE.isdisjoint(told[end : end + _TO_OBJECT])
    if entry.action == "sanctions":
        known = "under" in told[max(0, i - 2) : i]
        return known and end < len(told) and told[end] in _GOES_ON
    return False
