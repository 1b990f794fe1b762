"""Which of our actions an event phrase stands for in its sentence."""

from __future__ import annotations

import re

from offing.claims.attribution import Segment
from offing.claims.barred import stop_of_ship
from offing.claims.context import none_moves
from offing.claims.document import Sentence, has_class
from offing.claims.events import (
    Trigger,
)  # fmt: skip
from offing.claims.lexicon import in_class, words
from offing.claims.things import closes_in

_BEFORE_ACT = 4
"""Tokens between “ordered” and the noun for what was ordered (“a full naval blockade”)."""


def is_ordered(trigger: Trigger, segment: Segment) -> bool:
    """“ordered a blockade of …”: the act itself is ordered, nobody is given advice."""
    return trigger.entry.pos == "n" and 0 <= trigger.at - segment.first <= _BEFORE_ACT and (
        trigger.action not in ("advisory", "other", "operation")
    )  # fmt: skip


_DONE = words("conducted carried targeted hit struck launched fired executed")


def action_of(sentence: Sentence, segment: Segment, trigger: Trigger) -> str:
    """What the phrase stands for; an operation carried out with a weapon is an attack."""
    if (
        trigger.at > 1
        and sentence.lowers[trigger.at - 2 : trigger.at] == ["do", "not"]
        and (trigger.at == 2 or sentence.lowers[trigger.at - 3] in (",", ";", ":", "please"))
    ):
        return "advisory"  # “If hailed, do not stop”
    done = not sentence.words.isdisjoint(_DONE)
    if (
        trigger.action == "operation"
        and done
        and (has_class(sentence, "weapon") or "against" in sentence.words)
    ):
        return "attack"
    if trigger.action in ("closure", "restriction") and closes_in(
        sentence.tokens, trigger.at, trigger.end
    ):
        return "approach"
    if trigger.action == "attack" and trigger.entry.phrase in _MEANT:
        if not sentence.words.isdisjoint(_SANCTIONED):
            return "sanctions"  # “42 more tankers targeted, bringing the ships sanctioned to 600”
        if not _TRADE.isdisjoint(sentence.lowers[trigger.end : trigger.end + _TO_OBJECT]):
            return "other"  # “this is hitting our customers”
    if trigger.action == "accident" and trigger.entry.phrase in ("hit", "strike") and (
        has_class(sentence, "weapon") or not sentence.words.isdisjoint(_FIRED)
    ):  # fmt: skip
        return "attack"  # “shots hit a barge at the pier”
    if trigger.action in ("closure", "suspension") and _shuts_part(sentence, segment, trigger):
        return "restriction"
    if trigger.action in ("escort", "interception") and _is_led_away(sentence, trigger):
        return "seizure"
    if trigger.entry.phrase in _CONVOYED and not sentence.words.isdisjoint(_SERVICES):
        return "resumption"  # “will add a weekly service under naval escort”
    if trigger.action == "damage" and _is_by_weapon(sentence, trigger):
        return "attack"
    if trigger.entry.phrase in _KEEPING_OUT and _bidden_to(sentence, segment, trigger):
        return "advisory"  # “had warned people to stay away from the ports”
    if trigger.action == "casualty" and not _SEARCHES.isdisjoint(
        sentence.lowers[max(0, trigger.at - _LEADS_TO_ACT) : trigger.at]
    ):  # fmt: skip
        return "rescue"  # “suspended its search for the missing”
    if trigger.entry.pos == "n" and _is_weighed(sentence, trigger):
        return "assessment"
    if trigger.action == "attack" and _struck_by_thing(sentence, trigger):
        return "accident"
    if trigger.action == "attack" and _is_by_fire(sentence, segment, trigger):
        return "accident"
    if trigger.entry.phrase == "postpone" and not sentence.words.isdisjoint(_WORKS):
        return "other"  # “the dredging campaign has been postponed”
    if trigger.entry.phrase == "avoid" and sentence.lowers[trigger.at - 1] in ("should", "must"):
        return "advisory"
    if trigger.action == "approach" and not sentence.words.isdisjoint(_STORMS):
        return "weather"
    before = sentence.lowers[max(0, trigger.at - _CANNOT_REACH) : trigger.at]
    unable = not _CANNOT.isdisjoint(before) or {"not", "able"} <= set(before)
    if trigger.action == "normal_operations" and unable:
        return "suspension"  # “leaving the port unable to operate normally”
    if trigger.entry.phrase == "will be stopped" and not _WORK.isdisjoint(before):
        return "suspension"
    if trigger.entry.phrase in ("evacuate", "evacuation") and _clears_port(sentence):
        return "restriction"
    mined = not sentence.words.isdisjoint({"mine", "mines"})
    if mined and trigger.entry.phrase == "destroy" and not sentence.words.isdisjoint(_DIVERS):
        return "interception"  # “divers would destroy it”: of a mine
    if trigger.entry.phrase == "destroy" and trigger.action == "interception":
        return action_of_destroying(sentence, trigger)
    if trigger.entry.phrase == "ram" and not _has_rammer(sentence):
        return "accident"
    if trigger.action in ("resumption", "normal_operations"):
        again = _force_again(sentence, segment, trigger)
        if again is not None:
            return again
    if trigger.entry.phrase in ("stop", "halt") and trigger.action == "suspension":
        stopped = stop_of_ship(sentence, trigger.at, trigger.end)
        if stopped is not None:
            return stopped
    after = sentence.tokens[trigger.end].lower if trigger.end < len(sentence.tokens) else ""
    if trigger.action == "insurance" and after in ("surcharge", "surcharges"):
        return "surcharge"
    if trigger.entry.needs == "shipsmove" and none_moves(sentence, trigger.at):
        return "suspension"
    vowed = segment.kind in ("pledge", "threaten") and trigger.entry.phrase == "continue"
    if vowed and trigger.action == "normal_operations":
        return "threat"
    if trigger.entry.phrase in ("suspend", "call off", "halt") and not _STOPPAGES.isdisjoint(
        sentence.lowers[trigger.end : trigger.end + _TO_OBJECT]
    ):
        return "strike"  # “has suspended its strike”
    if trigger.action == "suspension" and "restored" in sentence.words:
        return "resumption"  # “was interrupted for five hours and has been restored”
    if trigger.action in _GOING and _round_the_cape(sentence, trigger):
        return "diversion"
    if trigger.action in ("suspension", "closure", "opening", "restriction"):
        near = set(sentence.lowers[max(0, trigger.at - 12) : trigger.end + 4])
        if near & {"surcharge", "surcharges"}:
            return "surcharge"
    if trigger.entry.phrase == "ban" and not sentence.words.isdisjoint(_PORTS_MEANT):
        words_near = set(sentence.lowers[trigger.end : trigger.end + 9])
        if words_near & {"navigation", "shipping", "ships", "vessels", "maritime"}:
            return "blockade"  # “a ban on navigation to the ports of …”
    disposed = not sentence.words.isdisjoint(_DISPOSED)
    if (
        disposed
        and trigger.action in ("attack", "explosion", "interception")
        and (not sentence.words.isdisjoint({"mine", "mines"}))
    ):
        return "mine"
    return trigger.action


_KEEPING_OUT = ("stay away from", "steer clear of", "keep away from", "keep clear of")
_BIDS = words("warned told urged advised ordered asked instructed warns tells urges orders asks")
_SEARCHES = words("search searches searching searched")


def _bidden_to(sentence: Sentence, segment: Segment, trigger: Trigger) -> bool:
    before = sentence.lowers[max(0, trigger.at - _LEADS_TO_ACT) : trigger.at]
    return before[-1:] == ["to"] and (
        segment.kind in ("advise", "warn") or not _BIDS.isdisjoint(before)
    )  # fmt: skip


_CONVOYED = ("under naval escort", "under escort")
_SERVICES = words("service services loop rotation sailings")
_HELD_BEFORE = words("stopped seized detained intercepted impounded boarded captured")
_LED = words("escorted taken led brought")
_LEADS_TO_ACT = 9


def _is_led_away(sentence: Sentence, trigger: Trigger) -> bool:
    """“was stopped and escorted to port”: she was taken, and not guarded."""
    if trigger.action == "interception":
        near = sentence.lowers[trigger.end : trigger.end + _LEADS_TO_ACT + 3]
        led = next((n for n, w in enumerate(near) if w in _LED and near[n - 1] == "and"), 0)
        return bool(led) and "to" in near[led + 1 : led + 3]
    before = sentence.lowers[max(0, trigger.at - _LEADS_TO_ACT) : trigger.at]
    return (
        "to" in sentence.lowers[trigger.end : trigger.end + 3]
        and not _HELD_BEFORE.isdisjoint(before)
    )  # fmt: skip


def _is_by_weapon(sentence: Sentence, trigger: Trigger) -> bool:
    """“damaged by sea drones”."""
    near = sentence.lowers[trigger.end : trigger.end + 5]
    return near[:1] == ["by"] and any(in_class(w, "weapon") for w in near[1:])


_TO_VERDICT = 12
_WEIGHING = words("unlikely likely bound")
_AFFECTS = words(
    "affect have disrupt change alter influence hurt slow deter weigh push drive raise"
)
_FORCE_TOLD = words("attack seizure boarding hijack interception explosion approach")


def _is_weighed(sentence: Sentence, trigger: Trigger) -> bool:
    """“The attack was unlikely to affect exports”: what came of it is judged."""
    if trigger.action not in _FORCE_TOLD or sentence.words.isdisjoint(_WEIGHING):
        return False
    near = sentence.lowers[trigger.end : trigger.end + _TO_VERDICT]
    at = next((n for n, w in enumerate(near) if w in _WEIGHING), len(near))
    return near[at + 1 : at + 2] == ["to"] and not _AFFECTS.isdisjoint(near[at + 2 : at + 3])


_DIVERS = words("diver divers disposal ordnance sappers minehunter minehunters minesweeper team")
_STOPPAGES = words("strike strikes walkout walkouts stoppage sit-in go-slow lockout")
_TO_OBJECT = 5
_WORKS = words("dredging maintenance works survey hearing exercise meeting talks repairs upgrade")
_CANNOT = words("unable cannot inability")
_CANNOT_REACH = 5
_WORK = words("operations work loading services handling discharge sailings calls")
_HAVENS = words("anchorage anchorages berths harbour harbor port moorings")
_PEOPLE = words(
    "crew crews people seafarers sailors passengers workers members staff residents persons"
)


def _clears_port(sentence: Sentence) -> bool:
    """“evacuation of the anchorages”: ships have to leave, nobody is rescued."""
    return not sentence.words.isdisjoint(_HAVENS) and sentence.words.isdisjoint(_PEOPLE)


_STORMS = words("hurricane typhoon cyclone storm depression cyclonic")


def action_of_destroying(sentence: Sentence, trigger: Trigger) -> str:
    """“destroyed two drones” meets an attack; “the missile destroyed a warehouse” is one."""
    tokens = sentence.tokens
    passive = trigger.at > 0 and tokens[trigger.at - 1].lower in _BE
    near = tokens[max(0, trigger.at - 10) : trigger.at] if passive else ()
    near = near or tokens[trigger.end : trigger.end + _OBJECT_REACH]
    met = any(in_class(t.lower, "weapon") for t in near)
    port = any(in_class(t.lower, "vessel") or in_class(t.lower, "facility") for t in near)
    return "interception" if met or not port else "attack"


_BE = words("was were been being be is are")
_OBJECT_REACH = 7
_THINGS = words(
    "crane cranes wave waves lightning container containers boom gust gusts rope hatch whale "
    "iceberg ferry tug barge ship vessel tanker bulker dredger pontoon floe ice branch swell"
)


def _struck_by_thing(sentence: Sentence, trigger: Trigger) -> bool:
    """“was hit by a falling crane”, “struck by lightning”: no attack."""
    if trigger.entry.phrase not in ("hit", "strike") or has_class(sentence, "weapon"):
        return False
    after = sentence.lowers[trigger.end : trigger.end + 5]
    if after[:1] != ["by"]:  # “the coaster struck the outer gate”
        boat = any(in_class(w, "vessel") for w in sentence.lowers[: trigger.at])
        return boat and not _STRUCK_THINGS.isdisjoint(after) and not has_class(sentence, "hostile")
    return not _THINGS.isdisjoint(after)


_MEANT = words("hit target strike attack")
_SANCTIONED = words("sanctioned sanctions designated designation designations")
_TRADE = words(
    "customers consumers exporters importers shippers trade economy business businesses industry "
    "margins profits households prices"
)
_FIRED = words("shots shot gunfire bullets gunmen")
_PARTS = re.compile(
    r"\bberths? (?:no\.? )?\d|\b(?:an?|one|two|three|four|five)"
    r" (?:(?!of\b)\w+ ){0,2}(?:berths?|lanes?|quays?|chambers?|gates?|cranes?)\b"
    r"|\b(?:east|west|north|south|left|right|inner|outer|truck|other|second)(?:ern)? "
    r"(?:lane|chamber|lock|berth|quay|gate|gates)\b|\b(?:truck|lorry|road) gates?\b"
    r"|\bpart of\b|\bgate (?:closing|hours|times)\b"
)
_PART_WORDS = words(
    "berth berths lane lanes quay quays chamber chambers gate gates crane cranes lock part"
)
_WHOLE = re.compile(
    r"\ball (?:\w+ ){0,2}(?:berths|gates|quays|facilities|terminals)\b"
    r"|\b(?:port|harbou?r|canal|strait|river|terminal|anchorage|channel)"
    r" (?:\w+ ){0,4}(?:closed|shut|suspended|stopped)\b"
)
_PART_REACH = 14
_JOINTS = frozenset([",", ";", "which", "who", "but", "while"])


def _shuts_part(sentence: Sentence, segment: Segment, trigger: Trigger) -> bool:
    """“Berth 5 was put out of use”, “closes its truck gates”: a part, and not the port."""
    if sentence.words.isdisjoint(_PART_WORDS):
        return False
    first = max(segment.first, trigger.at - _PART_REACH)
    told = sentence.lowers
    opens = next((n + 1 for n in range(trigger.at - 2, first, -1) if told[n] in _JOINTS), first)
    near = " ".join(told[opens : min(trigger.end + _PART_REACH // 3, segment.last)])
    return _PARTS.search(near) is not None and _WHOLE.search(near) is None


_BLAZES = words("fire fires blaze blazes flames inferno flood floods lightning")
_HURTS = words("destroy hit strike sink damage")


def _is_by_fire(sentence: Sentence, segment: Segment, trigger: Trigger) -> bool:
    """“A fire that broke out in a shed destroyed tea”: nobody's attack."""
    if trigger.entry.phrase not in _HURTS or has_class(sentence, "weapon"):
        return False
    if not _BLAZES.isdisjoint(sentence.lowers[segment.first : trigger.at]):
        return True
    after = sentence.lowers[trigger.end : trigger.end + 5]
    return after[:1] == ["by"] and not _BLAZES.isdisjoint(after)


_STRUCK_THINGS = words("gate gates lock locks quay pier jetty bridge buoy berth dolphin crane")
_FORCE_AGAIN = words(
    "attack attacks strike strikes raid raids hostilities shelling boardings hijackings seizures "
    "bombardment campaign ambushes"
)
_AHEAD = words("will would may might could to if shall")


def _has_rammer(sentence: Sentence) -> bool:
    """Whether somebody rams another's ship, and no ship runs into a gate or a quay."""
    if has_class(sentence, "weapon") or sentence.actors:
        return True
    return sentence.words.isdisjoint(_STRUCK_THINGS)


def _force_again(sentence: Sentence, segment: Segment, trigger: Trigger) -> str | None:
    """“resume attacks”, “attacks would resume”: force, a threat of it where it lies ahead."""
    object_ = set(sentence.lowers[trigger.end : trigger.end + 3])
    subject = set(sentence.lowers[max(segment.first, trigger.at - 10) : trigger.at])
    labour = has_class(sentence, "labour")
    if trigger.entry.phrase != "resume" or labour or object_ | subject == set():
        return None
    if object_.isdisjoint(_FORCE_AGAIN) and (object_ & _PORT_WORK or not subject & _FORCE_AGAIN):
        return None
    ahead = segment.kind in ("threaten", "pledge", "warn") or bool(subject & _AHEAD)
    return "threat" if ahead else "attack"


_PORT_WORK = words("loading sailings transits calls operations work services exports bookings")
_GOING = words("normal_operations resumption suspension operation")
_ROUNDABOUT = words("around round via past rounding")


def _round_the_cape(sentence: Sentence, trigger: Trigger) -> bool:
    """“continue to sail via the Cape”, “keep avoiding the Red Sea”: they go another way."""
    told = sentence.lowers
    avoiding = {"avoid", "avoiding"} & set(told[trigger.at : trigger.end + 4])
    if trigger.action != "suspension" and avoiding:
        return True
    for n, word in enumerate(told[:-2]):
        if word in _ROUNDABOUT and {"cape", "africa"} & set(told[n + 1 : n + 5]):
            return "return" not in told and "end" not in told
    return False


_PORTS_MEANT = frozenset({"ports", "harbours", "harbors"})
_DISPOSED = words(
    "destroyed detonated neutralised neutralized defused cleared clearing clear swept"
)
