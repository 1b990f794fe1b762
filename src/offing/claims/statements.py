"""Plain statements: a clause about ships, ports or those who sail that holds no event phrase.

“She is upright”, “The hose parted”, “Two of the four feeder lines have come back”: in a
report on shipping nearly every clause that is about a shipping thing and has a predicate
says something that matters to it. What such a clause is about comes from the word classes
(``data/events/words.toml``), which act it tells of from ``data/events/predicates.csv``;
where no row fits it is ``other``, which proposes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from offing.claims.attribution import Segment
from offing.claims.bidding import forbids
from offing.claims.context import is_met
from offing.claims.document import Document, Sentence
from offing.claims.events import find_raw
from offing.claims.lexicon import PhraseIndex, class_words, plural, read_rows, verb_forms, words
from offing.claims.norms import replaces, tells_them_to
from offing.claims.things import is_of_the_sea
from offing.text.tokens import Token, tokenize
from offing.text.windows import holds_any


class Predicate(NamedTuple):
    """A row of ``data/events/predicates.csv``; ``of``: words of which one must be near."""

    rank: int
    action: str
    of: frozenset[str]


@lru_cache(maxsize=1)
def predicate_index() -> PhraseIndex[Predicate]:
    """All predicates in all their forms."""
    index: PhraseIndex[Predicate] = PhraseIndex()
    for rank, row in enumerate(read_rows("events", "predicates.csv")):
        value = Predicate(rank, row["action"], frozenset(row["of"].split("/")) - {""})
        phrase = [t.lower for t in tokenize(row["phrase"])]
        if row["pos"] == "v":
            for form in verb_forms(phrase[0]):
                index.add([form, *phrase[1:]], value)
        elif row["pos"] == "n":
            index.add(phrase, value)
            index.add([*phrase[:-1], plural(phrase[-1])], value)
        else:
            index.add(phrase, value)
    index.freeze()
    return index


_FINITE = words(
    "is are was were has have had will would shall can could may might must should do does did "
    "'s 're 've 'll isn aren wasn weren hasn haven hadn won wouldn"
)
_PAST_FORMS = words(
    "made took gave held met began kept left led brought cut put sent shut struck hit saw found "
    "lost called rose fell broke drew flew ran sank sold spoke stood went won drove threw paid set "
    "came got lay let bought wrote told said felt grew knew thought turned became"
)
_THINGS = ("vessel", "facility", "service", "crew", "thing")
_SOFT_THINGS = ("mariner", "sea", "passage")
_SHIP_PRONOUNS = words("she none her they their both")
_PRONOUNS = words("it its one another all")
_WRITER = words("my me myself")
_ORDERS = words(
    "keep register report maintain avoid increase muster proceed remain stay steer navigate "
    "transit anchor wait slow reduce rig post double harden switch monitor notify inform exercise "
    "pass give consider review check approach"
)
_AT_SEA = words(
    "miles nm watch lookout bridge deck vhf channel ais speed crew centre center convoy"
)
_ELSEWHERE = words(
    "museum replica tourists holidaymakers novel film software compiler docker kubernetes "
    "server servers compile brent prices shares stocks goalkeeper midfield striker keeper goal "
    "goals"
)
"""What a sentence is about instead: markets, machines, play and leisure."""
_ABOUT_ITSELF = re.compile(
    r"(?:please|pls|thank|kindly|dear|we thank|you receive|i (?!would|think|expect|fear)"
    r"|this (?:circular|brief|note|notice|bulletin|update|digest|report|article|story|paper"
    r"|newsletter|document|page|message|email|e-mail|list) "
    r"(?:is|was|sets|does|replaces|supersedes|covers|has)|find below|for (?:more|further) |if you "
    r"|any (?:member|questions?)|sources?:|source:|what |why |how |th(?:at|is) is how |when will"
    r"|members of the press|"
    r"our (?:correspondents?|next)|(?:the )?next (?:bulletin|update|issue)|positions are|times are"
    r"|all (?:times|dates|details|positions)|everyone|suppose |so let |let |it is (?:also )?true "
    r"|do not use |(?:adds|updates|recasts) (?=[A-Z])"
    r"|the (?:sequence|paragraph|figures?|photograph|picture)\b)",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"(?:c(?:ould|an)|would|did|does|ha(?:s|ve)|w(?:as|ere)) ?(?:not|n['’]t|unable to)"
    r" (?:immediately |independently |yet |be |been |able to )*"
    r"(?:verif|respond|reply|comment|compet|be reached|reached|confirm|elaborate|say\b|guess)|@"
    r"|\b(?:unable to (?:verify|confirm)\b|no comment\b|declined to\b|registered trademark\b"
    r"|(?:is|was) (?:a|an|the) (?:former|retired|pilot|master mariner|registered)\b"
    r"|should (?:be aware|note|contact)\b|may contact\b|contact (?:the|us|our|your)\b"
    r"|intended for\b|earlier version\b|first edition\b|unsubscribe\b|without guarantee\b"
    r"|we will (?:review|keep|inform|update)\b|(?:would|should) like to (?:update|inform|thank)\b"
    r"|remains? our (?:\w+ ){0,3}(?:priority|concern)\b|as agents? only\b|no responsibility\b"
    r"|(?:made|issued|published|gave) the (?:announcement|statement|remarks|comments|warning)\b"
    r"|please find\b|find below\b|neither confirm nor deny\b|none of (?:this|that|it)\b"
    r"|(?:did|does|do|has|have|had) not (?:answer|return|reply to|responded|react)"
    r"|have apologi[sz]ed\b|apologi[sz]es? for\b|(?:have|has) asked the \w+\.?$"
    r"|have been asked (?:whether|if|about)\b|nobody (?:has |had )?claimed\b"
    r"|cause (?:is|was|of the \w+ (?:is|was)) (?:being |under |not )|look into (?:whether|it)\b"
    r"|lectures (?:on|at|in)\b|teaches\b|sent us\b|has? yet to (?:say|decide|comment)\b"
    r"|received (?:it|them|the (?:notice|letter|message|e-?mail|circular|note))\b"
    r"|(?:is|are) (?:closely |continuously |actively )*monitoring the\b"
    r"|provide (?:an |further )?updates?\b|in (?:very )?close (?:coordination|contact)\b"
    r"|is (?:the |an? )?(?:[\w'’-]+ ){0,3}"
    r"(?:editor|reporter|correspondent|journalist|columnist)\b"
    r"|reporting by\b|editing by\b|contributed to this\b|photo(?:graph)? (?:by|courtesy)\b"
    r"|is not an offer\b|wishes? to thank\b|(?:local|your) desk will\b)"
)
"""What says of a report or of its making, and nothing of the sea; for text in lower case."""
_NO_NEWS_HINTS = (
    " our ", " like to ",
    "monitoring", "update", "close co", "editor", "reporter", "correspondent", "journalist",
    "columnist", "reporting by", "editing by", "contributed", "photo",
    "not", "n't", "n’t", "unable", "comment", "declined", "trademark", "is a", "was a", "is the",
    "was the", "contact", "should", "@", "intended", "version", "edition", "unsubscribe",
    "guarantee", "we will", "agent", "responsib", "announcement", "statement", "remarks", "warning",
    "find below", "please", "apologi", "asked", "nobody", "cause", "look into", "lectures",
    "teaches", "sent us", "yet to", "received", "neither", "none", "offer", "thank", "desk will",
)  # fmt: skip
"""One of these stands in every form of ``_NO_NEWS``."""
_HEAD_LINES = 4
"""Sentences among which lines of a report's head, with bars between their parts, stand."""
_NUMBERS_AND_MODALS = words(
    "half quarter third two three four five six seven eight nine ten eleven twelve dozen "
    "dozens will shall ought must should yesterday today tomorrow tonight"
)
_MAX_LOOKED_AT = 1200
_FEWEST = 3


def statement_of(
    sentence: Sentence, segment: Segment, doc: Document, *, goes_on: bool, listed: bool
) -> str | None:
    """The action that a clause without an event phrase tells of; ``None`` where it is no claim.

    ``goes_on``: whether the sentence before made a claim that a pronoun may lean on;
    ``listed``: whether the clause stands in a list or under a heading of its own.
    """
    tokens = sentence.tokens[segment.first : segment.last]
    if not doc.maritime or sentence.heading or len(tokens) < _FEWEST:
        return None
    start, end = tokens[0].start, min(tokens[-1].end, tokens[0].start + _MAX_LOOKED_AT)
    if doc.text[end - 1] == ":" or _ABOUT_ITSELF.match(doc.text, start, end):
        return None
    if sentence.start != start and _ABOUT_ITSELF.match(doc.text, sentence.start, end):
        return None
    if not sentence.words.isdisjoint(_ELSEWHERE) or _holds_no_news(doc.text, start, end):
        return None
    if not segment.chain and _is_general(sentence, segment):
        return None
    if not segment.chain and (_is_musing(tokens) or _tells_of_writer(sentence, segment)):
        return None
    bids = bool(segment.chain) and tells_them_to(sentence, segment)
    if bids or (not segment.chain and replaces(sentence, segment)):
        return action_of_statement(sentence, segment) or ("advisory" if bids else "other")
    if not _is_about_the_sea(sentence, segment, tokens, goes_on=goes_on):
        return None
    if "|" in sentence.words and sentence.index < _HEAD_LINES:
        return None
    if not (goes_on or segment.chain or _is_concrete(tokens)):
        return None
    thought = segment.kind in ("assess", "advise", "pledge", "announce") and "to" in sentence.words
    if not (_has_predicate(tokens) or listed or thought) or _is_on_land(sentence, segment, doc):
        return None
    return (
        action_of_statement(sentence, segment)
        or _action_by_build(sentence, segment, doc)
        or "other"
    )


_TOPICS = words(
    "attack seizure boarding robbery hijack mine closure blockade suspension restriction diversion "
    "strike exercise insurance surcharge sanctions talks escort grounding spill congestion weather "
    "gnss_interference explosion"
)


TOPICS = words(
    "strike exercise insurance surcharge sanctions talks escort weather closure blockade "
    "congestion grounding"
)
"""What a sentence goes on with by a pronoun: “It starts on Thursday”, “They are back”."""
_LEANING = words("it they this that its their both none neither these those")


def leans_back(sentence: Sentence, segment: Segment) -> bool:
    """Whether the subject of a clause is a pronoun for what was told just before."""
    if segment.aside:
        return False  # “the coast guard says it will …”: the pronoun is the speaker
    lead = segment.first
    while lead < segment.last and sentence.tokens[lead].text in ("“", '"', "that"):
        lead += 1
    return lead < segment.last and sentence.lowers[lead] in _LEANING


def _action_by_build(sentence: Sentence, segment: Segment, doc: Document) -> str | None:
    """What a clause is about that only mentions an event, or forbids: “only tugs may enter”."""
    if forbids(sentence, segment):
        return "restriction"
    named = [
        (i, entry.action) for i, length, entry in find_raw(sentence, segment)
        if entry.pos == "n" and entry.weight > 1 and entry.action in _TOPICS
        and not _is_aside(segment, i) and is_met(entry.needs, sentence, doc, i)
        and sentence.lowers[max(0, i - 2) : i] not in _RATHER_THAN
    ]  # fmt: skip
    return named[0][1] if len({a for _, a in named}) == 1 else None


_RATHER_THAN = (["not", "a"], ["not", "the"], ["not", "an"], ["than", "a"], ["of", "a"])
"""“a lasting solution, not a pause”, “rather than a pause”: what it is not."""


def _is_aside(segment: Segment, i: int) -> bool:
    return any(a <= i < b for a, b in segment.aside)


def _holds_no_news(text: str, start: int, end: int) -> bool:
    words = text[start:end].lower()
    return holds_any(words, _NO_NEWS_HINTS) and _NO_NEWS.search(words) is not None


_USUAL = words("normally usually typically ordinarily generally traditionally")
_RANKED = words(
    "important key vital major busiest largest biggest main strategic crucial critical essential "
    "principal leading"
)
_ARTERIES = words(
    "route routes hub hubs gateway gateways artery arteries chokepoint chokepoints lifeline "
    "waterway waterways port ports passage passages lane lanes corridor exporter "
    "exporters importer missions"
)
_EACH_YEAR = re.compile(
    r"\b(?:annually|each year|every year|a year|per year|per annum|collectively handles?"
    r"|heavily (?:on|reliant|dependent)|accounts? for|passes through|carries about"
    r"|(?:%|per ?cent|fifth|quarter|third|half|tenth) of (?:the )?(?:world|global))\b"
)


def _is_general(sentence: Sentence, segment: Segment) -> bool:
    """“normally handles 36 ships a day”, “are the usual ports”: how things are, no news."""
    told = sentence.lowers[segment.first : segment.last]
    if _is_geography(told):
        return True
    if not _USUAL.isdisjoint(told[:8]) or told[:3] == ["in", "normal", "times"]:
        return {"will", "has", "have", "was", "were", "not", "now"}.isdisjoint(told)
    return "usual" in told and any(
        a in ("is", "are") and b == "the" and c == "usual"
        for a, b, c in zip(told, told[1:], told[2:], strict=False)
    )


_PRESENT = words(
    "flows flow passes moves transits is are handle handles relies rely accounts account carries "
    "carry connects"
)
_NEWS = words("will has have had was were now said says not closed today yesterday")


def _is_geography(told: Sequence[str]) -> bool:
    """“The river is an important route for grain”, “handles half the trade each year”."""
    if _PRESENT.isdisjoint(told[:12]) or not _NEWS.isdisjoint(told):
        return False
    if not _RANKED.isdisjoint(told) and not _ARTERIES.isdisjoint(told):
        return True
    return _EACH_YEAR.search(" ".join(told[:40])) is not None


def _is_about_the_sea(
    sentence: Sentence, segment: Segment, tokens: Sequence[Token], *, goes_on: bool
) -> bool:
    told = sentence.lowers[segment.first : segment.last]
    if not class_words(*_THINGS).isdisjoint(told):
        return True
    soft = not class_words(*_SOFT_THINGS).isdisjoint(told)
    if segment.chain and not all(s.vague for s in segment.chain):
        who = segment.chain[-1].name
        aboard = not class_words("vessel").isdisjoint(who.lower().split())
        aboard = aboard or (who.endswith("carrier") and who.islower())
        return soft or goes_on or (not aboard and _says_something(tokens))
    if soft:
        return True
    first = tokens[0].lower
    return goes_on and (
        first in _SHIP_PRONOUNS
        or (first in _PRONOUNS and action_of_statement(sentence, segment) is not None)
    )


def _is_concrete(tokens: Sequence[Token]) -> bool:
    """Whether a name, a number or what will or ought to be stands there: no mere remark."""
    return any(
        t.text[0].isdigit() or t.text[0].isupper() or t.lower in _NUMBERS_AND_MODALS
        for t in tokens[1:]
    )


_LEAST_SAID = 6


def _says_something(tokens: Sequence[Token]) -> bool:
    """Whether what a named speaker says, of no ship or port, is more than a remark.

    In a report on shipping it is of the matter told: “It will last until July, the yard says”.
    """
    words_in = [t for t in tokens if t.text[0].isalnum()]
    return len(words_in) >= _LEAST_SAID and tokens[0].lower not in _REMARKS and (
        _is_concrete(tokens)
    )  # fmt: skip


_REMARKS = words("that this then there so what if let how why a")


def _is_musing(tokens: Sequence[Token]) -> bool:
    """“A convoy is not a flag”: of no one ship or day, and so nothing that happened."""
    if tokens[0].lower not in ("a", "an") or {"never", "not", "cannot"}.isdisjoint(
        t.lower for t in tokens
    ):
        return False
    return not any(t.text[0].isdigit() or t.text[0].isupper() for t in tokens[1:])


def _tells_of_writer(sentence: Sentence, segment: Segment) -> bool:
    """“I have sailed here nineteen times”, “my grandfather”: of who writes, outside of quotes."""
    return not sentence.words.isdisjoint(_WRITER) and any(
        sentence.tokens[n].lower in _WRITER and sentence.quoted[n] < 0
        for n in range(segment.first, segment.last)
    )


_NOT_BIDDEN = words("time times is was are were has will of by")


def order_of(sentence: Sentence, doc: Document) -> bool:
    """“Keep 600 miles off if your schedule bears it”: what a notice bids those who sail do."""
    tokens = sentence.tokens
    if not doc.maritime or sentence.heading or len(tokens) < _FEWEST or sentence.quoted[0] >= 0:
        return False
    first = tokens[1] if tokens[0].lower in ("please", "always") and len(tokens) > 1 else tokens[0]
    if first.lower not in _ORDERS or _holds_no_news(doc.text, sentence.start, sentence.end):
        return False
    after = tokens[tokens.index(first) + 1].lower
    return (
        after not in _NOT_BIDDEN
        and not (first.lower == "transit" and after[:1].isdigit())
        and (
            not sentence.words.isdisjoint(_AT_SEA)
            or not class_words(*_THINGS, *_SOFT_THINGS).isdisjoint(sentence.lowers)
        )
    )


def _has_predicate(tokens: Sequence[Token]) -> bool:
    for n, token in enumerate(tokens):
        word = token.lower
        if word in _FINITE or word in _PAST_FORMS:
            return True
        if n and word.endswith("ed") and len(word) > 4:
            return True
        if n and word.endswith("s") and not word.endswith("ss") and _is_subject(tokens[n - 1]):
            return True
    index = predicate_index()
    known = index.by_first
    return any(token.lower in known and index.match(tokens, n) for n, token in enumerate(tokens))


def _is_subject(token: Token) -> bool:
    """Whether a verb in the present may follow: “she lies”, “the ferry sails”, “X sails”."""
    word = token.lower
    single = not word.endswith("s") and word in class_words(*_THINGS)
    return word in _SINGULAR or single or (token.text[0].isupper() and not word.endswith("s"))


_SINGULAR = words("she he it who which that")


def _is_on_land(sentence: Sentence, segment: Segment, doc: Document) -> bool:
    """Whether an event phrase stands there that was found to be about something on land."""
    return any(
        not is_of_the_sea(sentence, i, length, entry, doc)
        for i, length, entry in find_raw(sentence, segment)
        if entry.weight > 1
    )


def action_of_statement(sentence: Sentence, segment: Segment) -> str | None:
    """The action of the predicate that ranks first among those in the clause."""
    lowers = sentence.lowers
    best: Predicate | None = None
    at = 0
    for i, matches in predicate_index().find(lowers, segment.first, segment.last):
        for _, value in matches:
            if value.of and sentence.words.isdisjoint(value.of):
                continue
            if value.action == "boarding" and _is_no_boarding(sentence, i):
                continue
            if best is None or value.rank < best.rank:
                best, at = value, i
    if best is None:
        return None
    if best.action == "normal_operations" and not _NOT.isdisjoint(
        lowers[max(segment.first, at - 3) : at]
    ):
        return "suspension"  # “tugs will not be available”
    return best.action


_NOT = words("not n't never cannot longer neither")


def _is_no_boarding(sentence: Sentence, at: int) -> bool:
    """“provisions on board”, “delays in pilot boarding”: nobody comes aboard against anyone."""
    before = sentence.lowers[at - 1] if at else ""
    return before == "pilot" or (before == "on" and _COME_ABOARD.isdisjoint(sentence.words))


_COME_ABOARD = words("unauthorised unauthorized got went came climbed stowaways intruders put")
_RELATIVE = words("which who that whose")


def is_apart(sentence: Sentence, segment: Segment, at: int) -> bool:
    """“The port, shut on Monday by a fire, …”: told beside the main act."""
    tokens, told = sentence.tokens, sentence.lowers
    if "," not in told[segment.first + 1 : at + 1] or "," not in told[at : segment.last]:
        return False
    opens = next((n for n in range(at, segment.first, -1) if tokens[n].text == ","), -1)
    closes = next((n for n in range(at, segment.last) if tokens[n].text == ","), -1)
    if opens < 0 or closes < 0 or opens - segment.first > _MAX_HEAD:
        return False
    if sentence.lowers[segment.first] in _BEFORE_HEAD:
        return False
    lead = sentence.lowers[opens + 1]
    bare = _FINITE.isdisjoint(sentence.lowers[opens + 1 : at])
    head = _FINITE.isdisjoint(sentence.lowers[segment.first : opens])
    return head and (
        lead in _RELATIVE or (at - opens <= 2 and bare and lead.endswith(_PARTICIPLES))
    )


_BEFORE_HEAD = words("in on at after before during since for with from when while as if by under")
_PARTICIPLES = ("ed", "shut", "hit", "cut", "stuck", "struck", "sunk")
_MAX_HEAD = 8


def action_after(sentence: Sentence, segment: Segment, at: int) -> str | None:
    """The action of the predicate of the main clause that goes on after a clause beside it."""
    tokens = sentence.tokens
    first = next((n for n in range(at, segment.last) if tokens[n].text == ","), segment.last)
    if first + 2 >= segment.last:
        return None
    rest = replace(segment, first=first + 1)
    return action_of_statement(sentence, rest)
