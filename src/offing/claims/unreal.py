"""What is told but not as so: drills, fiction, satire, retractions, another's quoted mail."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import msgspec

from offing.claims.denials import UNTRUE
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import words
from offing.claims.modality import STATES
from offing.claims.names import REPORT_ITSELF
from offing.model import Claim, Evidence
from offing.text.neutral import neutral
from offing.text.windows import holds_any, windows_around

_DRILL_TEXT = re.compile(
    r"\bexercise[\s,/-]{1,3}exercise[\s,/-]{1,3}exercise\b"
    r"|\bthis\s(?:is|was)\s(?:only\s|just\s)?an?\s(?:\w{1,12}\s)?(?:drill|exercise|test|simulation)\b"
    r"|\b(?:for\s)?(?:exercise|training|drill|simulation)\s(?:purposes\s)?only\b"
    r"|\bexercise\s(?:message|traffic|scenario|inject|serial)\b|\bnot\sa\sreal\s(?:event|incident)\b"
    r"|\b(?:drill|exercise)\smessage\b|\bno\splay\sexercise\b",
    re.IGNORECASE,
)
"""Marks by which the whole message says that it is an exercise (as GMDSS and NATO drills do)."""
_SATIRE_TEXT = re.compile(
    r"\bapril\sfools?(?:['’]s?)?(?:\sday)?\s?[!.]|\bhappy\sapril\sfool"
    r"|\bthis\s(?:is|article\sis|story\sis|piece\sis|was)\s(?:a\s)?(?:work\sof\s)?(?:satire|parody|fiction"
    r"|satirical)\b|^\W{0,4}(?:satire|parody|fiction|short\sstory|a\snovel|spoof)\b\W{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)
_FICTION_TITLE = re.compile(
    r"\b(?:chapter|episode|scene|canto)\s(?:\d{1,3}|[ivxl]{1,6}|one|two|three|four|five)\b"
    r"|\b(?:a\snovel|short\sstory|screenplay|fan\s?fiction|film\sreview|book\sreview)\b",
    re.IGNORECASE,
)
_PRETENDED = re.compile(
    r"\b(?:fictional|fictitious|imaginary|make-believe|notional|hypothetical)\b"
    r"|\b(?:a|an|the|in|of|this|such|any|was|were|only)\ssimulated\b"
    r"|\bfor\s(?:exercise|training|drill|simulation)\spurposes\b"
    r"|\b(?:table-?\s?top|simulation|command-?post)\s(?:exercise|drill|game)s?\b"
    r"|\bwar[\s-]?gam(?:e|es|ed|ing)\b|\b(?:computer|video|board)\sgames?\b"
    r"|\bin\s(?:a|an|the|this|that|our|his|her|their)\s(?:\w{1,14}\s)?(?:simulation|role-?play"
    r"|worst-case\sscenario)\b|\bin\s(?:a|the|this|that|our)\s(?:\w{1,14}\s)?scenario\b",
    re.IGNORECASE,
)
_FICTION = re.compile(
    r"\b(?:in|of|from|by)\s(?:a|an|the|this|that|his|her|its|their)\s(?:[\w'’-]{1,16}\s){0,3}"
    r"(?:novel|film|movie|thriller|tv\sseries|play|sitcom|short\sstory|comic|screenplay|trilogy|opera"
    r"|video\sgame|fairy\stale|musical|bestseller)\b"
    r"|\b(?:novel|film|movie|thriller|play|story)['’]s\s(?:\w{1,12}\s)?(?:scene|chapter|hero|plot|climax"
    r"|opening|ending|villain|script|act)\b"
    r"|\b(?:the|its|his|her)\s(?:hero|heroine|protagonist|villain)\b.{0,40}\b(?:learns|finds|discovers"
    r"|must|hears|realises|realizes)\b",
    re.IGNORECASE,
)
_SATIRISTS = re.compile(
    r"\b(?:[Tt]he\sOnion|Babylon\sBee|[Tt]he\sDaily\sMash|NewsThump|Waterford\sWhispers|Der\sPostillon"
    r"|Le\sGorafi|[Tt]he\sBeaverton|El\sMundo\sToday|Borowitz\sReport|Betoota\sAdvocate)\b"
    r"|\b(?:satirical|parody|spoof|satire)\b"
)
"""Outlets that publish nothing but satire, and what says of itself that it is."""
_RETRACTED = re.compile(
    r"\b(?:withdrew|withdraws|withdrawn|withdrawing|retract(?:s|ed|ing)?|took\sdown|deleted|deletes"
    r"|apologi[sz]ed\sfor)\s(?:(?:a|an|the|its|his|her|their|that|this|earlier|previous|own|initial|news"
    r"|false|wrong)\s){0,4}(?:report|story|article|post|tweet|dispatch|account|claim|video|headline)s?\b"
    r"|\b(?:a|an|the|its|that|this|earlier|previous)\s(?:\w{1,12}\s)?(?:report|story|article|post|tweet"
    r"|claim)s?\b(?:\s(?:that|of|about|on)\b[^.]{0,80}?)?\s(?:was|were|has\sbeen|have\sbeen|is)\s"
    r"(?:since\s|later\s|now\s)?(?:retracted|deleted|taken\sdown)\b"
    r"|\b(?:was|is|were|be)\s(?:a|an)\s(?:\w{1,12}\s)?(?:hoax|prank|joke|fabrication)\b|\bretraction\b",
    re.IGNORECASE,
)
_REAL_AGAIN = words("meanwhile actually really reality fact outside separately")
_YEARS = re.compile(
    r"(?:\b(?:in|of|during|until|till|by|from|to|and|between|late|early|mid|around|circa|after|before"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"[\s-]|[(–-])(?P<year>1[4-9]\d\d|20\d\d)(?P<decade>s)?\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:years|decades|centuries|a\sdecade|a\scentury)\s(?:ago|earlier|before)\b"
    r"|\bduring\sthe\s(?:\w{1,12}[\s-]){0,3}(?:war|crisis|era|empire|dynasty)\b"
    r"|\b(?:medieval|ancient|world\swar|cold\swar|tanker\swar|six-day\swar|last\scentury)\b",
    re.IGNORECASE,
)
_PRESENT = words(
    "now today currently still is are has have will since remains remain tonight presently ongoing"
)
_NOT_SO = re.compile(
    r"\W{0,3}(?:no[,.!]?(?:\s(?:it|they|that|this|he|she)\s(?:is|are|was|were|has|have|did|does)(?:\s?n[o’']t|n['’]t))"
    r"|(?:that|this|it)(?:['’]s|\sis|\swas)\s(?:simply\s|just\s|plainly\s|completely\s)?"
    rf"{UNTRUE}"
    r"|(?:not\strue|wrong|false|nonsense|untrue|incorrect))\b",
    re.IGNORECASE,
)
_MAIL_LINE = re.compile(r"(?m)^[ \t]{0,3}>")
_MARKDOWN_QUOTES = re.compile(r"(?m)^[ \t]{0,3}>[ \t]?>|\bwrote\s?:[ \t]*$")


_PRETENDED_WORDS = words(
    "fictional fictitious imaginary make-believe notional hypothetical simulated purposes "
    "exercise exercises drill drills game games gaming gamed war-game war-games war-gaming "
    "war-gamed wargame wargames wargaming wargamed role-play roleplay simulation scenario"
)
_FICTION_WORDS = words(
    "novel film movie thriller tv play sitcom story comic screenplay trilogy opera video fairy "
    "musical bestseller hero heroine protagonist villain"
)
_SATIRE_WORDS = words(
    "onion bee mash newsthump whispers postillon gorafi beaverton mundo borowitz betoota satirical "
    "parody spoof satire"
)
_RETRACTED_WORDS = words(
    "withdrew withdraws withdrawn withdrawing retract retracts retracted retracting took deleted "
    "deletes apologised apologized taken hoax prank joke fabrication retraction"
)
_MARK_WORDS = _PRETENDED_WORDS | _FICTION_WORDS | _SATIRE_WORDS | _RETRACTED_WORDS
"""One of these stands in whatever the patterns above can match."""


class Unreal(msgspec.Struct, frozen=True):
    """Which sentences are no plain assertion of the report.

    ``supposed``: only acted out (a drill, a war game, a scenario); ``invented``:
    fiction, satire or withdrawn, of which nothing is read; ``anothers``: lines of a
    mail that the report quotes; ``undone``: sentences that say that the one before,
    another's, is not so.
    """

    supposed: frozenset[int]
    invented: frozenset[int]
    anothers: frozenset[int]
    undone: frozenset[int]


def is_drill(text: str, title: str | None = None) -> bool:
    """Whether a message says of itself that it is an exercise and not the thing itself."""
    for part in (title or "", text[:_HEAD_CHARS]):
        near = windows_around(part.lower(), _DRILL_HINTS, _DRILL_REACH, _DRILL_REACH, len(part))
        for mark in (m for first, last in near for m in _DRILL_TEXT.finditer(part, first, last)):
            before = part[max(0, mark.start() - 12) : mark.start()].lower()
            if "not" not in before and "n't" not in before:
                return True
    return False


_HEAD_CHARS = 20_000
_DRILL_REACH = 56
"""Code points before and after a hint that no form of ``_DRILL_TEXT`` goes beyond."""
_DRILL_HINTS = ("exercise", "drill", "test", "simulation", "training", "real")
_SATIRE_HINTS = ("fool", "satir", "parody", "fiction", "story", "novel", "spoof")
"""One of each stands in whatever ``_DRILL_TEXT`` and ``_SATIRE_TEXT`` match."""


def unreal_in(doc: Document) -> Unreal:
    """What in ``doc`` is told but not as so. Linear in the length of the text."""
    title = getattr(doc.report, "title", None) or ""
    everything = frozenset(s.index for s in doc.sentences)
    none: frozenset[int] = frozenset()
    lower = doc.text[:_HEAD_CHARS].lower()
    hinted = holds_any(lower, _SATIRE_HINTS)
    if (hinted and _SATIRE_TEXT.search(doc.text, 0, _HEAD_CHARS)) or _SATIRISTS.search(_head(doc)):
        return Unreal(none, everything, none, none)
    drill = is_drill(doc.text, title)
    told = _FICTION_TITLE.search(title) is not None
    supposed: set[int] = set(everything) if drill else set()
    invented: set[int] = set(everything) if told else set()
    frame: set[int] | None = None
    block = -1
    for sentence in doc.sentences:
        if sentence.block != block or (
            frame is not None and not _REAL_AGAIN.isdisjoint(sentence.lowers[:3])
        ):
            frame, block = None, sentence.block
        found = _kind_of(doc.text, sentence, supposed, invented)
        if found is not None:
            kinds, leads = found
            kinds.add(sentence.index)
            frame = kinds if leads else frame
        elif frame is not None:
            frame.add(sentence.index)
    anothers, undone = _quoted_mail(doc)
    return Unreal(frozenset(supposed), frozenset(invented), anothers, undone)


def _head(doc: Document) -> str:
    report = doc.report
    return " ".join(str(n) for n in (report.publisher, report.credit) if n)


_LEAD_WORDS = 6
_MAX_LOOKED_AT = 2000
"""Code points of one sentence that are looked at: bounds the time."""


def _kind_of(
    text: str, sentence: Sentence, supposed: set[int], invented: set[int]
) -> tuple[set[int], bool] | None:
    """Which of the two a sentence belongs to, and whether the mark leads it (and what follows)."""
    if sentence.words.isdisjoint(_MARK_WORDS):
        return None
    end = min(sentence.end, sentence.start + _MAX_LOOKED_AT)
    leads = sentence.tokens[min(_LEAD_WORDS, len(sentence.tokens) - 1)].start
    said = sentence.words
    if not said.isdisjoint(_PRETENDED_WORDS) and (
        (mark := _PRETENDED.search(text, sentence.start, end)) is not None
    ):
        return supposed, mark.start() <= leads
    if not said.isdisjoint(_FICTION_WORDS) and (
        (mark := _FICTION.search(text, sentence.start, end)) is not None
    ):
        return invented, mark.start() <= leads
    for marks, pattern in ((_SATIRE_WORDS, _SATIRISTS), (_RETRACTED_WORDS, _RETRACTED)):
        if not said.isdisjoint(marks) and pattern.search(text, sentence.start, end):
            return invented, False
    return None


def past_sentences(doc: Document, dates: Sequence[Any], starts: Sequence[int]) -> frozenset[int]:
    """Sentences that tell of an earlier year, and what goes on from them in the same paragraph.

    ``dates`` are the date mentions of the text and ``starts`` where they begin. Empty
    for a report without a date: then nothing is known to be earlier.
    """
    published = doc.report.published
    if published is None:
        return frozenset()
    out = set()
    goes_on, block = False, -1
    for sentence in doc.sentences:
        if sentence.block != block:
            goes_on, block = False, sentence.block
        if not _PRESENT.isdisjoint(sentence.words):
            goes_on = False
            continue
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end)
        days = [d.when.latest or d.when.earliest for d in dates[first:last]]
        end = min(sentence.end, sentence.start + _MAX_LOOKED_AT)
        years = [int(day[:4]) for day in days if day]
        years += _years_in(doc.text, sentence.start, end)
        if years:
            goes_on = max(years) < published.year
        else:
            goes_on = goes_on or _is_long_ago(doc.text, sentence.start, end)
        if goes_on:
            out.add(sentence.index)
    return frozenset(out)


_ANY_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_AGO_HINTS = ("ago", "earlier", "before", "during", "medieval", "ancient", "war", "century")


def _years_in(text: str, start: int, end: int) -> list[int]:
    """The years that ``text[start:end]`` dates something to."""
    if _ANY_YEAR.search(text, start, end) is None:
        return []
    return [int(m["year"]) for m in _YEARS.finditer(text, start, end)]


def _is_long_ago(text: str, start: int, end: int) -> bool:
    """Whether words for a time long past stand in ``text[start:end]``."""
    lower = text[start:end].lower()
    hinted = holds_any(lower, _AGO_HINTS)
    return hinted and _LONG_AGO.search(text, start, end) is not None


_NAMED_DAY = re.compile(
    r"\b(?:(?P<a>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}|(?P<n>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?P<b>\d{1,2})"
    r"(?![\d:]))\b(?:,?\s(?P<y>\d{4}))?"
)
"""For text in lower case."""
_DAY_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"(\d(?<![\d/.-].)\d?)([/.-])(\d{1,2})\2(\d{4})(?![\d/-])")
_MONTH_DAYS = dict(
    zip(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),
        (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
        strict=True,
    )
)


def holds_impossible_date(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` gives a day that is in no calendar (31 February, 00/00/0000)."""
    end = min(end, start + _MAX_LOOKED_AT)
    if _DAY_FIGURE.search(text, start, end) is None:
        return False
    lower = text[start:end].lower()
    for m in _NAMED_DAY.finditer(lower) if holds_any(lower, _MONTH_DAYS) else ():
        day = int(m["a"] or m["b"])
        most = _MONTH_DAYS[m["m"] or m["n"]]
        if m["y"] and most == 29 and not calendar.isleap(int(m["y"])):
            most = 28
        if not 1 <= day <= most and not (m["b"] and day > 31):  # “Feb 45”: no day at all
            return True
    for m in _FIGURES.finditer(text, start, end):
        a, b = int(m[1]), int(m[3])
        if not (1 <= a <= 31 and 1 <= b <= 31) or min(a, b) > 12 or m[4] == "0000":
            return True
    return False


def undated(claim: Claim) -> Claim:
    """``claim`` whose day cannot be: whether it still holds is not known then."""
    if not claim.in_effect:
        return claim
    return msgspec.structs.replace(claim, in_effect=None)


def no_longer(claim: Claim) -> Claim:
    """``claim`` of an earlier year: it is not in effect at the report's date."""
    if not claim.in_effect or claim.future:
        return claim
    return msgspec.structs.replace(claim, in_effect=False)


def _quoted_mail(doc: Document) -> tuple[frozenset[int], frozenset[int]]:
    """``(lines of another's mail, sentences that contradict them)``.

    Only in a text that is a reply (“>>”, “X wrote:”): a lone “>” also marks a list.
    """
    none: frozenset[int] = frozenset()
    if ">" not in doc.text:
        return none, none
    if not _MARKDOWN_QUOTES.search(doc.text) or not _MAIL_LINE.search(doc.text):
        return none, none
    starts = [m.start() for m in _MAIL_LINE.finditer(doc.text)]
    anothers = set()
    for sentence in doc.sentences:
        line = doc.text.rfind("\n", 0, sentence.start) + 1
        n = bisect_right(starts, sentence.start) - 1
        if n >= 0 and starts[n] >= line:
            anothers.add(sentence.index)
    undone = set()
    for sentence in doc.sentences:
        if sentence.index in anothers or sentence.index - 1 not in anothers:
            continue
        if _NOT_SO.match(doc.text, sentence.start, min(sentence.end, sentence.start + 60)):
            undone.add(sentence.index)
    return frozenset(anothers), frozenset(undone)


def supposed_only(claim: Claim) -> Claim:
    """``claim`` as something acted out: not said to be so, not in effect.

    An exercise that is announced stays what it is.
    """
    if claim.action in ("exercise", "advisory"):
        return claim
    effect = False if claim.action in STATES else None
    speaker, chain = claim.speaker, claim.attribution
    if _PRETENDED.search(speaker):  # “according to the war game”: a game says nothing
        speaker = chain[0] if len(chain) > 1 else REPORT_ITSELF
        chain = (speaker,)
    return msgspec.structs.replace(
        claim, modality="assessed", hypothetical=True, in_effect=effect, speaker=speaker,
        attribution=chain, paraphrase=_paraphrase(claim, speaker),
    )  # fmt: skip


def _paraphrase(claim: Claim, speaker: str) -> str:
    words = claim.paraphrase
    for name in (claim.speaker, f"{claim.speaker[:1].upper()}{claim.speaker[1:]}", "The report"):
        if words.startswith(name):
            words = speaker + words[len(name) :]
            break
    return f"In an exercise or a made-up case only, {words}"


QUOTED_WRITER = "a writer whom the report quotes"
"""Who speaks in the quoted lines of a mail."""


def told_by_another(claim: Claim) -> Claim:
    """``claim`` as the word of whoever wrote the mail that the report quotes."""
    return msgspec.structs.replace(
        claim, speaker=QUOTED_WRITER, speaker_id=None, speaker_role=None,
        attribution=(*claim.attribution[:-1], QUOTED_WRITER), modality="reported",
        paraphrase=_said_by(claim, QUOTED_WRITER, "reports"),
    )  # fmt: skip


def contradicted(claim: Claim, issuer: str, words: Evidence) -> Claim:
    """What a quoted mail said and the report says is not so: a denial by the report."""
    name = neutral(issuer)
    effect = False if claim.action in STATES else None
    chain = tuple(n for n in claim.attribution if n != QUOTED_WRITER)
    return msgspec.structs.replace(
        claim, speaker=name, speaker_id=None, speaker_role=None, attribution=chain or (name,),
        modality="denied", in_effect=effect, evidence=(*claim.evidence, words),
        paraphrase=_said_by(claim, name, "denies"),
    )  # fmt: skip


def _said_by(claim: Claim, name: str, verb: str) -> str:
    places = ", ".join(p.name for p in claim.places[:4])
    act = claim.action.replace("_", " ")
    return neutral(f"{name[:1].upper()}{name[1:]} {verb} {act}{' at ' + places if places else ''}.")
