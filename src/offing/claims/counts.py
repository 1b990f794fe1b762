"""How many: the count that a claim gives, of ships, events, ports or casualties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offing.claims.document import Sentence
from offing.claims.events import Trigger
from offing.claims.lexicon import in_class, words
from offing.model import Count
from offing.text.numbers import Amount, amount_at, number_starts
from offing.text.tokens import Token

_DURATIONS = words(
    "day days hour hours week weeks month months minute minutes year years km nm "
    "kilometres kilometers miles nautical metres meters percent per cent usd dollars "
    "tonnes tons barrels teu containers knots cables st nd rd th million billion degrees "
    "container mines dwt grt gt gross deadweight foot feet meter metre entities individuals firms"
)
_EVENT_NOUNS = words(
    "attack attacks explosion explosions incident incidents strike strikes blast blasts "
    "raid raids boardings hijackings approaches robberies cases operations times "
    "collisions seizures kidnappings failures groundings sailings outages interruptions "
    "disruptions thefts hijacks sightings detentions interceptions inspections violations "
    "intrusions alerts "
    "events casualty ambushes accidents fires explosions spills strandings stoppages arrests "
    "kidnapping theft "
    "robbery hijacking boarding outage grounding collision seizure"
)
_SHIP_NOUNS = words(
    "ship ships vessel vessels tanker tankers boat boats freighter freighters bulker "
    "merchantmen coasters feeders vsl vsls bulkers carriers containerships ferries ferry "
    "barges tugs dhows trawlers carrier"
)
_PEOPLE = words(
    "people person persons sailors seafarers crew crewmen members soldiers civilians "
    "fishermen mariners workers seaman seamen fisherman guard guards worker dockers stevedores "
    "migrants passengers men women sailor seafarer mariner deckhands officers engineers cadets "
    "crewman crewmembers crew-members pilots boatswain others employees staff dockworkers "
    "labourers rescuers divers hostages"
)
_HARM = words(
    "kidnapped seized taken killed dead died wounded injured missing kidnapped abducted "
    "drowned martyrdom injury injuries death deaths killing bodies corpses fatalities drowning "
    "loss casualties hurt hospital hospitalised hospitalized burned burns cuts bruises "
    "fractures martyred dies die perished unaccounted feared lost"
)
_MONTHS = words(
    "january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday utc x telegram"
)
_COUNT_REACH = 400
"""Tokens of a claim in which its count is looked for: bounds the time in endless sentences."""


def count_of(
    sentence: Sentence, first: int, last: int, trigger: Trigger | None, action: str
) -> Count | None:
    """What the claim counts: ships, events, ports or casualties; never weapons or shares."""
    tokens = sentence.tokens
    i = first
    last = min(last, first + _COUNT_REACH)
    if action == "grounding" and trigger is not None and trigger.entry.pos == "v":
        # “ran aground, holding up 30 vessels”: who ran aground stands before.
        last = min(last, trigger.end)
    if "number" in sentence.words and (put := _number_put(tokens, first, last)) is not None:
        return put
    if (rank := _rank_of(sentence, first, last)) is not None:
        return rank
    for at in number_starts(sentence.lowers, first, last):
        if at < i or (amount := amount_at(tokens, at)) is None:
            continue
        i = at
        if i and tokens[i - 1].lower == "between":
            amount = _between(tokens, amount, last) or amount
        none = _is_year(tokens, i) or _is_of_a_time(tokens, i, amount)
        of = None if none else _counted(sentence, amount, last, action)
        if of is None and not none:
            of = _left_out(sentence, amount, first, i, last)
        if of == "casualties":
            return _with_more(tokens, amount, last)
        if of is not None and (amount.min, amount.max) != (1, 1):
            return Count(of=of, min=amount.min, max=amount.max)
        i = max(amount.last, i + 1)
    return _both(sentence, first, last) if action == "accident" else None


def _between(tokens: Sequence[Token], low: Amount, last: int) -> Amount | None:
    """“between 40 and 50 ships”: from the one to the other."""
    if low.last + 1 >= last or tokens[low.last].lower != "and":
        return None
    high = amount_at(tokens, low.last + 1)
    if high is None or high.last > last:
        return None
    return high._replace(min=low.min)


_RUN_INTO = words("collided collide collision")


def _both(sentence: Sentence, first: int, last: int) -> Count | None:
    """“A tanker and a bulk carrier collided”: two ships."""
    if sentence.words.isdisjoint(_RUN_INTO):
        return None
    told = sentence.lowers[first:last]
    named = [
        n for n, word in enumerate(told)
        if word in ("a", "an") and not _SHIP_NOUNS.isdisjoint(told[n + 1 : n + 5])
    ]  # fmt: skip
    joined = len(named) > 1 and not {"and", "with"}.isdisjoint(told[named[0] : named[1] + 1])
    return Count(of="ships", min=2, max=2) if joined and len(named) == 2 else None


def _is_of_a_time(tokens: Sequence[Token], i: int, amount: Amount) -> bool:
    """The “26” of “On March 26 a tanker …”, the “00” of “at 06:00 44 ships”: counts nothing."""
    if i == 0:
        return False
    before, token = tokens[i - 1], tokens[i]
    if before.lower in ("at", "from", "until", "by") and _CLOCK.fullmatch(token.text):
        return True  # “received the call at 0712”
    if before.text in (":", ".") and before.end == token.start:
        return True
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if len(token.text) == len("0000") and token.text.isdigit() and after in _ZONES:
        return True  # “at 1030 LT for vessels below 200 m”
    return before.lower in _CALENDAR and amount.max is not None and amount.max <= _MONTH_DAYS


_CLOCK = re.compile(r"0\d[0-5]\d|1\d[0-5]\d|2[0-3][0-5]\d")
_ZONES = words("lt utc gmt hrs hours z lmt local")
_CALENDAR = words(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec"
)
_MONTH_DAYS = 31
_RANK = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_RANKS = {
    w: n for n, w in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=2,
    )
}  # fmt: skip
_SO_FAR = words("since year month week quarter season far")


def _rank_of(sentence: Sentence, first: int, last: int) -> Count | None:
    """“The attack was the 71st since January”: so many of them."""
    if sentence.words.isdisjoint(_SO_FAR) or sentence.words.isdisjoint(_EVENT_NOUNS):
        return None
    tokens = sentence.tokens
    for n in range(first + 1, last):
        if tokens[n - 1].lower not in ("the", "its", "their"):
            continue
        word = tokens[n].lower
        found = _RANK.fullmatch(word)
        number = int(found[1]) if found else _RANKS.get(word)
        if number is None and word.isdigit() and n + 1 < last:
            number = int(word) if tokens[n + 1].lower in ("st", "nd", "rd", "th") else None
        if tokens[n - 2].lower == "of" and tokens[n - 1].lower != "the":
            continue  # “two of its three moorings”
        if number is None or tokens[min(n + 1, last - 1)].lower in _PERIODS:
            continue
        after = set(sentence.lowers[n + 1 : n + 14])
        if not _SO_FAR.isdisjoint(after):
            return Count(of="events", min=number, max=number)
    return None


_PERIODS = words("day days week weeks month months year years round")
_TALLY = words("lists listed counts counted recorded logged registered saw see had where with")
_NO_NOUN = words(
    "were was for in since so this have had has between against compared during from off"
)


def _left_out(sentence: Sentence, amount: Amount, first: int, at: int, last: int) -> str | None:
    """“Groundings go on: 23 were counted”, “on 26 of the last 31 days”: what was named before."""
    tokens = sentence.tokens
    after = sentence.lowers[amount.last : min(amount.last + 4, last)]
    before = tokens[at - 1].lower if at else ""
    if before == "on" and after[:2] == ["of", "the"] and {"last", "past"} & set(after):
        return "events"
    if after[:2] == ["in", "number"] and any(t.lower in _SHIP_NOUNS for t in tokens[first:at]):
        return "ships"
    if after[:1] == ["waiting"] and any(
        t.lower in _SHIP_NOUNS for t in tokens[amount.last : min(amount.last + 6, last)]
    ):
        return "ships"  # “about 260 waiting, mostly tankers”
    if before not in _TALLY or not after or after[0] not in _NO_NOUN:
        return None
    for token in reversed(tokens[:at]):
        if token.lower in _EVENT_NOUNS:
            return "events"
        if token.lower in _SHIP_NOUNS:
            return "ships"
    return None


_MORE_WITHIN = 9


def _with_more(tokens: Sequence[Token], amount: Amount, last: int) -> Count:
    """“Three were killed and nine wounded”: all of them."""
    low, high = amount.min, amount.max
    for n in range(amount.last, min(amount.last + _MORE_WITHIN, last - 2)):
        if tokens[n].lower not in ("and", ","):
            continue
        more = amount_at(tokens, n + 1)
        if more is None or more.last >= last:
            continue
        then = {t.lower for t in tokens[more.last : more.last + 3]}
        if then & _HARM and low is not None and more.min is not None:
            low += more.min
            high = None if high is None or more.max is None else high + more.max
            break
    return Count(of="casualties", min=low, max=high)


def _number_put(tokens: Sequence[Token], first: int, last: int) -> Count | None:
    """“puts the number of ships waiting at 31”, “the number of tankers has risen to 14”."""
    for n in range(first, last - 4):
        if tokens[n].lower != "number" or tokens[n + 1].lower != "of":
            continue
        kind = next((k for k in range(n + 2, min(n + 6, last))
                     if tokens[k].lower in _SHIP_NOUNS | _EVENT_NOUNS), 0)  # fmt: skip
        if not kind:
            continue
        of = "ships" if tokens[kind].lower in _SHIP_NOUNS else "events"
        for k in range(kind + 1, min(kind + 18, last - 1)):
            if tokens[k].lower not in ("at", "to", "reached", "is", "was"):
                continue
            amount = amount_at(tokens, k + 1)
            ends = amount is not None and (
                amount.last >= last - 1 or not tokens[amount.last].text[0].isalpha()
                or tokens[amount.last].lower in ("on", "from", "by", "this", "in", "as", "after")
            )  # fmt: skip
            if amount is not None and ends:
                return Count(of=of, min=amount.min, max=amount.max)
    return None


def _is_year(tokens: Sequence[Token], i: int) -> bool:
    """“In 2020 the navy seized …”: a year counts nothing."""
    text = tokens[i].text
    before = tokens[i - 1].lower if i else ""
    return len(text) == 4 and text[:2] in ("19", "20") and text.isdigit() and (
        before in _BEFORE_YEAR or before in _MONTHS
    )  # fmt: skip


_BEFORE_YEAR = words("in since of until till by during from to late early mid between")


def _counted(sentence: Sentence, amount: Amount, last: int, action: str) -> str | None:
    tokens = sentence.tokens
    number = tokens[amount.last - 1].lower
    after = tokens[amount.last].lower if amount.last < last else ""
    year = number.isdigit() and len(number) == 4 and number[:2] in ("19", "20")
    if after in _MONTHS or after == "may-month" or (year and after not in _SHIP_NOUNS):
        return None
    if number in ("twice", "thrice", "times"):
        rate = after in ("a", "an", "per", "each", "every", "daily", "weekly", "monthly")
        return "events" if action != "other" and not rate else None
    if number == "once":
        return None
    nearest: str | None = None
    for n in range(amount.last, min(amount.last + 5, last)):
        word = tokens[n].lower
        if word in ("of", "its", "the", "their", "her") or (nearest is None and word.isdigit()):
            continue
        follows = tokens[n + 1].lower if n + 1 < last else ""
        if word in ("container", "containers") and follows in _SHIP_NOUNS:
            continue  # “seventeen container ships”
        if nearest is None and word[0].isdigit() and "-" in word:
            continue  # “two 5,000-TEU ships”
        if in_class(word, "weapon") or word in _DURATIONS or not (word[0].isalpha()):
            return nearest
        if word in ("and", "or") and nearest is None and _more_of_it(tokens, n, last):
            continue  # “eleven coasters and Panamax tankers”
        if word in ("in", "on", "at", "from", "near", "off", "by", "after", "have", "has", "were",
                    "was", "and", "to"):  # fmt: skip
            return nearest
        unhurt = word in _PEOPLE and sentence.words.isdisjoint(_HARM)
        if unhurt and nearest is None and follows not in _SHIP_NOUNS:
            return None  # “the 16 crew of the ship”: no ships
        if word in _SHIP_NOUNS:
            nearest = "ships"
        elif (word == "ports" and tokens[amount.last - 1].lower != "both") or (
            word == "port" and follows in ("complexes", "facilities", "terminals", "cities")
        ):
            nearest = "ports"
        elif word in _EVENT_NOUNS:
            return "events"
        elif (word in _HARM and nearest is None) or (
            word in _PEOPLE and not sentence.words.isdisjoint(_HARM)
        ):
            return "casualties"
    return nearest


def _more_of_it(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether after “and” the thing counted is still to come, and no other number."""
    for token in tokens[n + 1 : min(n + 4, last)]:
        if token.lower in _SHIP_NOUNS:
            return True
        if not token.text[0].isalpha() or token.lower in ("a", "an", "the"):
            return False
    return False
