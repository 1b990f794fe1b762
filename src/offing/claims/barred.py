"""Who may not come in, what is done to one ship alone, and what is said of ports as such."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.document import Document, Sentence
from offing.claims.lexicon import class_words, words
from offing.text.tokens import Token

_MAY = words("may shall can could must should will would is are")
_LIMITS = words(
    "without unless except over above exceeding under below longer larger deeper drawing more less "
    "than with whose having carrying flying flagged bound from after before during when while yet "
    "has have within near closer"
)
"""What makes “no vessel … may enter” a rule for some ships, some hours or a count."""
_ANY_SHIP = words("merchant commercial further more other incoming")
_REACH = 7


def bars_ships(sentence: Sentence, doc: Document, at: int) -> bool:
    """“No vessel is to enter”, “ships may not pass”: all ships are kept out by an order."""
    told = sentence.lowers[max(0, at - _REACH) : at]
    ships = class_words("vessel")
    if not doc.maritime or ships.isdisjoint(told) or _MAY.isdisjoint(told[-4:]):
        return False
    named = next(n for n in range(len(told) - 1, -1, -1) if told[n] in ships)
    amid = told[named + 1 :]
    none = told[named - 1 : named] == ["no"] or (
        told[max(0, named - 2) : named - 1] == ["no"] and told[named - 1] in _ANY_SHIP
    )
    none = none or ("not" in amid and "all" in told[:named])
    rest = sentence.lowers[at + 1 : at + _REACH]
    limited = not _LIMITS.isdisjoint(amid) or not _LIMITS.isdisjoint(rest)
    return none and not limited and not _MAY.isdisjoint(amid)


_CLOSES = words("close closed closes closing")
_PRICES = words(
    "quotes quote rates prices price premiums futures shares stock stocks index benchmark crude "
    "brent market markets contract deal"
)
_OUGHT = words("must should ought")
_ANYBODY = words("anybody anyone anything")
_ALL_SUCH = words("a an any every")


def is_of_its_kind(sentence: Sentence, at: int) -> bool:
    """“That is how a port is closed”, “before anybody has hijacked us”: nothing that happened."""
    told = sentence.lowers
    if told[0] == "what" and not _OUGHT.isdisjoint(told[1:5]):
        return True  # “What we must not do is pay the ransom”
    before = told[max(0, at - _REACH) : at]
    if told[at] in _CLOSES and not _PRICES.isdisjoint(before):
        return True  # “quotes closed at up to 1%”
    if "how" not in before:
        return "before" in before[-4:-1] and not _ANYBODY.isdisjoint(before[-3:])
    subject = before[before.index("how") + 1 :]
    return subject[:1] != [] and subject[0] in _ALL_SUCH and not {"was", "were"} & set(subject)


def is_topic(sentence: Sentence, at: int, length: int) -> bool:
    """“7. Reopening. Nobody should plan on …”: a sentence that only names what an item is about."""
    tokens = sentence.tokens
    named = tokens[at].lower.endswith(("ing", "ion", "ure", "age", "ade", "ment"))
    return named and len(tokens) == length + 1 and tokens[-1].text in ".:" and not sentence.heading


_WAS = words("was were been being is are")
_STOPS = frozenset([",", ";", ":", "“", '"'])
_HEAD = 5
"""Tokens of a clause among which the ship stands that the clause is about."""
_LED = words("led taken brought escorted towed diverted steered held detained impounded")


def stop_of_ship(sentence: Sentence, at: int, end: int) -> str | None:
    """“A tanker carrying fuel was stopped and led to port”: what is done to a ship, or ``None``.

    ``at`` and ``end`` are the tokens of the stop. A ship that is stopped stops no port.
    """
    told = sentence.lowers
    if at == 0 or told[at - 1] not in _WAS:
        return None
    subject = told[max(0, at - 14) : at]
    if told[at - 2 : at - 1] == [","] and "," in told[: at - 2]:
        # “The tanker, carrying fuel from A to B, was stopped”: what is between commas is aside.
        aside = max(n for n, word in enumerate(told[: at - 2]) if word == ",")
        subject = told[max(0, aside - 14) : aside]
    cut = next((n for n in range(len(subject) - 1, -1, -1) if subject[n] in _STOPS), -1)
    subject = subject[cut + 1 :]
    ships = [n for n, word in enumerate(subject[:_HEAD]) if word in class_words("vessel")]
    if not ships or subject[ships[0]].endswith("s"):
        return None  # “some 2,000 ships were stopped” tells of the passage
    if subject[ships[0] + 1 : ships[0] + 2] in (["traffic"], ["operations"], ["movements"]):
        return None
    if ships[0] and subject[ships[0] - 1] in ("all", "no", "of"):
        return None
    return "interception" if _LED.isdisjoint(told[end : end + 24]) else "seizure"


_ORDERS = words("order orders ordered instruct instructed direct directed")
_THIS_ONE = words("the a an that this its her his")
_ABOARD = words("crew captain master skipper pilot bridge helmsman")


def orders_one_ship(sentence: Sentence, at: int, end: int) -> bool:
    """“boarded a tanker and ordered it to port”: done to one ship, and no advice to mariners."""
    told = sentence.lowers[end : end + 5]
    if sentence.lowers[at] not in _ORDERS or not told:
        return False
    if told[0] in ("it", "her", "him"):
        return True
    if told[0] not in _THIS_ONE:
        return False
    named = next((w for w in told[1:] if w in class_words("vessel") or w in _ABOARD), "")
    return named != "" and (named in _ABOARD or not named.endswith("s"))


_OPENS = frozenset([",", ";", ":", "-", "–", "—", "and", "but", "or"])
_AFTER_SHOULD = words("the a an any this that these those it they we such all one")


def is_case_put(tokens: Sequence[Token], first: int, at: int) -> bool:
    """“…; should the gates be shut, it will be held elsewhere”: a case, whose act is at ``at``."""
    for n in range(at - 1, first - 1, -1):
        if tokens[n].text in (",", ";", ":"):
            return False
        if tokens[n].lower == "should":
            opens = n == first or tokens[n - 1].lower in _OPENS
            return opens and tokens[n + 1].lower in _AFTER_SHOULD
    return False


_KEEPS = words("stay keep remain steer stand")
_OUT = words("out away clear outside")


def bids_to_keep_out(sentence: Sentence) -> bool:
    """“warned ships to stay out of the strait”, “to avoid the area”."""
    told = sentence.lowers
    if "to" in told and "avoid" in told[told.index("to") :]:
        return True
    return any(
        word in _KEEPS and not _OUT.isdisjoint(told[n + 1 : n + 3]) for n, word in enumerate(told)
    )


_NOTICE_REACH = 7


def is_notice_of(tokens: Sequence[Token], first: int, at: int) -> bool:
    """“gave 72 hours' notice on Sunday of a walkout”: the act is called for, not begun."""
    near = [t.lower for t in tokens[max(first, at - _NOTICE_REACH) : at]]
    return "notice" in near and "of" in near[near.index("notice") :]


_DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday tomorrow midnight january february "
    "march april may-month june july august september october november december"
)


def is_set_unless(sentence: Sentence, at: int) -> bool:
    """“Unless a mediator finds a way, work will stop on Wednesday”: a plan, with its way out."""
    heard = set(sentence.lowers)
    return "unless" in heard and not heard.isdisjoint(_DAYS) and (
        "will" in sentence.lowers[max(0, at - 5) : at]
    )  # fmt: skip
