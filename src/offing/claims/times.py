"""When: the time of the act and of the statement, from the dates in the claim's words."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from offing.claims.attribution import Segment
from offing.claims.document import Document, Sentence
from offing.claims.events import Trigger
from offing.claims.lexicon import words
from offing.claims.participles import ranges_of_reduced
from offing.claims.spells import (
    counted_from_report,
    may_tell_spell,
    months_told,
    week_to,
    with_spell,
)
from offing.claims.time_words import COUNTS, MONTHS, SINCE_TIME, next_of_its_year, when_from_words
from offing.model import UNKNOWN_WHEN, When
from offing.text.windows import holds_any

_FROM = re.compile(r"(?:\bfrom|\bsince|\bas of|\bas from|\beffective|\bstarting|\bbeginning)\s+"
                   r"(?:the |early |late )?(?:on )?"
                   r"(?:[\d:.]+\s*(?:[ap]\.?m\.?|hrs|hours|UTC|Z|GMT)?"
                   r"\s*(?:local time|LT)?\s*(?:on\s+)?)?$", re.IGNORECASE)  # fmt: skip
_UNTIL = re.compile(r"(?:\buntil|\btill|\bthrough|\bby)\s+"
                    r"(?:at least |the |noon on |midnight on |dawn on )*"
                    r"(?:[\d:.]+\s*\w{0,5}\s*(?:on\s+)?)?$", re.IGNORECASE)  # fmt: skip
_OPEN_ENDED = words(
    "closure suspension blockade restriction surcharge insurance strike resumption "
    "opening diversion normal_operations congestion"
)


_EFFECT = re.compile(
    r"(?i)(?:with effect|effective|starting|beginning|appl(?:y|ies)|valid|in force|as)"
    r"(?: from| on)?\s$"
)
_TOLD_AS_DONE = frozenset({"has", "have", "had", "was", "were"})
_CALLED = words("strike talks exercise closure suspension resumption opening")
"""What is called or set “for Friday” lies ahead."""


def is_inside(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the character ``at`` lies in one of ``ranges``."""
    for a, b in ranges:  # noqa: SIM110  (asked for every place and date)
        if a <= at < b:
            return True
    return False


_RELATIVES = frozenset({"which", "who", "that"})


def relative_clauses(sentence: Sentence, trigger: Trigger | None) -> list[tuple[int, int]]:
    """Text ranges of “, which was due on 7 June,” that do not hold the act itself."""
    tokens = sentence.tokens
    out: list[tuple[int, int]] = []
    if sentence.words.isdisjoint(_RELATIVES):
        return out
    for n in range(1, len(tokens)):
        if tokens[n].lower in _RELATIVES and tokens[n - 1].text == ",":
            end = next((k for k in range(n, len(tokens)) if tokens[k].text == ","), len(tokens))
            if trigger is None or not n <= trigger.at < end:
                out.append((tokens[n].start, tokens[end - 1].end))
    return out


def when_of(
    dates: Sequence[Any], starts: Sequence[int], doc: Document, sentence: Sentence,
    segment: Segment, span: tuple[int, int], focus: tuple[int, int], trigger: Trigger | None,
    action: str, future: bool, before: When = UNKNOWN_WHEN,
) -> tuple[When, When]:  # fmt: skip
    """``(time of the event, time of the statement)`` from the dates in the claim's words.

    ``before``: when the claim told just before happened, for “since then”.
    """
    tokens = sentence.tokens
    aside = [(tokens[a].start, tokens[b - 1].end) for a, b in segment.aside if b > a]
    apart = relative_clauses(sentence, trigger)
    meant = ranges_of_reduced(tokens, trigger.at) if trigger is not None else []
    stated = UNKNOWN_WHEN
    event = UNKNOWN_WHEN
    last_end = -1
    moved = False
    for mention in _weighed(dates, starts, span, doc, sentence, trigger):
        if (
            is_inside(mention.start, aside)
            or _leads(mention, sentence, segment)
            or _OF_NOTICE.search(doc.text, max(0, mention.start - 16), mention.start)
            or (
                segment.chain
                and _PUT_OUT.search(doc.text, max(0, mention.start - 60), mention.start)
            )
        ):
            if action == "advisory" and doc.text.endswith("since ", 0, mention.start):
                event = replace_when(mention.when, latest=None, precision="range")
            stated = mention.when if stated.precision == "unknown" else stated
            continue
        if not focus[0] <= mention.start < focus[1] or is_inside(mention.start, [*apart, *meant]):
            continue
        before_it = doc.text[max(0, mention.start - 24) : mention.start]
        planned = action in _CALLED and before_it.endswith("for ")
        sets = _EFFECT.search(before_it) is not None and (
            future or sentence.words.isdisjoint(_TOLD_AS_DONE)
        )
        called = segment.kind in ("announce", "pledge", "threaten") and before_it.endswith("from ")
        since = before_it.rstrip().endswith(("since", "since the", "since last"))
        goes = moved and _AND.fullmatch(doc.text, last_end, mention.start) is not None
        ahead = (future and _may_be_ahead(sentence)) or planned or sets or called or goes
        moved = ahead and not since
        if moved:
            mention = mention._replace(when=_ahead(mention.when, doc.report.published))
        mention = mention._replace(when=_likelier(mention.when, doc.report.published))
        bound = _bounded(doc.text, mention, action)
        bound = _days_running(doc.text, mention, bound)
        if mention.text.lower().endswith("earlier") and (before.earliest or stated.earliest):
            base = stated if stated.precision == "day" else before
            bound = _counted_back(mention, base) or bound
        bound = _over_by_now(bound, doc.report.published) if not future else bound
        if days := week_to(doc.text, mention.start):
            bound = _days_up_to(bound, days)
        if doc.text.startswith(" at the earliest", mention.end):
            bound = replace_when(bound, latest=None, precision="range")
        goes_on = last_end >= 0 and (
            _RANGE.fullmatch(doc.text, last_end, mention.start)
            or _pairs(doc.text, last_end, event, mention)
            or (action == "weather" and _EASES.search(doc.text, last_end, mention.start))
        )
        if event.earliest is None and event.latest is None:
            event = bound
        elif (event.latest is None and bound.earliest is None and bound.latest) or goes_on:
            last = bound.latest if future else _next_after(event, bound)
            event = replace_when(event, latest=last, precision="range")
        last_end = mention.end
    event = _told_in_months(doc, span, sentence, event)
    if event.earliest is not None and may_tell_spell(sentence.words, doc.text, span):
        event = with_spell(doc.text, span, event, action, future)
    if event.earliest is None and event.latest is None and apart:
        event = _long_ago(dates, starts, apart, doc) or event
    if event.earliest is None and event.latest is None and focus[0] > span[0]:
        event = _in_lead(dates, starts, span[0], focus[0], doc, aside) or event
    if event.earliest is None and event.latest is None and _may_date(sentence):
        event = when_from_words(doc, span, stated, before, future) or event
    if event.earliest is None and event.latest is None:
        event = counted_from_report(doc.text, span, doc.report.published, future) or event
        event = _at_once(doc, span, action) or event if event.earliest is None else event
    passive = segment.kind == "report" and action in _SIGHTED
    if event.earliest is None and event.latest is None and passive and stated.earliest:
        event = stated  # “two objects, reported on 26 September by a merchant ship”
    return event, stated


def _days_up_to(when: When, days: int) -> When:
    """“in the week to 1 March”."""
    if when.precision != "day" or not when.earliest:
        return when
    first = datetime.date.fromisoformat(when.earliest[:10]) - datetime.timedelta(days=days)
    return replace_when(when, earliest=first.isoformat(), precision="range")


def _over_by_now(when: When, published: datetime.date | None) -> When:
    """What is told as past ends by the report's day: “from Monday until Tuesday”, “this year”."""
    if published is None or when.basis != "relative" or not (when.earliest and when.latest):
        return when
    first, last = (datetime.date.fromisoformat(d[:10]) for d in (when.earliest, when.latest))
    if last <= published or first >= published:
        return when
    if last - datetime.timedelta(days=7) >= first and when.text.lower().endswith("day"):
        last -= datetime.timedelta(days=7)
    elif when.text.lower() == "this year":
        last = published
    return replace_when(when, latest=last.isoformat())


def _next_after(event: When, bound: When) -> str | None:
    """The end of what is over: “from Monday until Tuesday” ends the day after, not a week on."""
    weekday = bound.basis == "relative" and bound.text.lower().endswith("day")
    if not (event.earliest and bound.latest and weekday) or len(event.earliest) != _ISO:
        return bound.latest
    first, last = (datetime.date.fromisoformat(d[:10]) for d in (event.earliest, bound.latest))
    days = (last - first).days
    return (last - datetime.timedelta(days=7)).isoformat() if 7 < days < 14 else bound.latest


_ISO = 10


def _told_in_months(doc: Document, span: tuple[int, int], sentence: Sentence, event: When) -> When:
    if sentence.words.isdisjoint(_MONTHS) or sentence.words.isdisjoint(_LINKED):
        return event
    return months_told(doc.text, span, doc.report.published) or event


_MONTHS = frozenset(MONTHS)
_LINKED = frozenset({"between", "of", "from"})
_SIGHTED = words(
    "mine attack approach gnss_interference explosion boarding robbery hijack accident other"
)
_EASES = re.compile(
    r"(?i)\b(?:easing|dying|clearing|abating|lasting|weakening|improving|moderating|ending)\b"
    r"[\w ]{0,20}\b(?:by|until|on|in the course of|during) $"
)
_RUNNING = re.compile(
    r"(?i)\b(?:for|entered|enters|entering|into|on) (?:a|the|its|their) "
    r"(?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r" (?:straight |consecutive |successive |running )?(?P<u>day|night|week)\b"
)
_RUNNING_HINT = re.compile(r"(?i)th |second|third")
_NTH_NUMBER = {
    w: n for n, w in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}  # fmt: skip


def _days_running(text: str, mention: Any, when: When) -> When:
    """“for a third day on Tuesday”: since two days before it."""
    if when.precision != "day" or not when.earliest:
        return when
    near = text[max(0, mention.start - 48) : mention.end + 48]
    m = _RUNNING.search(near) if _RUNNING_HINT.search(near) else None
    if m is None:
        return when
    days = _NTH_NUMBER[m["n"].lower()] * (7 if m["u"].lower() == "week" else 1)
    first = datetime.date.fromisoformat(when.earliest[:10]) - datetime.timedelta(days=days)
    return replace_when(when, earliest=first.isoformat(), latest=None, precision="range")


_COUNTED = re.compile(r"(?i)\b(?P<n>\w+) (?P<u>day|week|night)s? earlier$")


def _counted_back(mention: Any, before: When) -> When | None:
    """“three days earlier”: counted from what was told just before."""
    m = _COUNTED.search(mention.text)
    if m is None or not before.earliest or before.precision not in ("day", "minute"):
        return None
    word = m["n"].lower()
    n = 1 if word in ("a", "one") else COUNTS.get(word) or (int(word) if word.isdigit() else 0)
    if not n:
        return None
    then = datetime.date.fromisoformat(before.earliest[:10])
    iso = (then - datetime.timedelta(days=n * (7 if m["u"] == "week" else 1))).isoformat()
    return When(earliest=iso, latest=iso, precision="day", basis="relative", text=mention.text)


_NAMED_BY_DATE = re.compile(
    r"(?i)\b(?:issued|dated|published|signed|hijacked|seized|amended|detained|built|delivered"
    r"|agreed|imposed|announced|listed|sold|captured|taken|stolen"
    r"|stranded|anchored|sat|lain|lying)"
    r"(?: [\w.-]+){0,12}? (?:on|in|since|at)(?: the)? (?:early |late )?$"
)
_MAIN_VERB = re.compile(r"(?i)^[^.;]{0,90}?\b(?:was|were|is|are|has|have|had|will|would)\b")


def _weighed(
    dates: Sequence[Any], starts: Sequence[int], span: tuple[int, int], doc: Document,
    sentence: Sentence, trigger: Trigger | None,
) -> list[Any]:  # fmt: skip
    """The dates in ``span``, without those that only compare, and those that only say which.

    “the driest since 1950”; “last month's fire”; “the notices issued on 16 June were
    withdrawn on Friday”: these go where another date is left.
    """
    n = bisect_left(starts, span[0])
    found = []
    while n < len(dates) and dates[n].start < span[1]:
        found.append(dates[n])
        n += 1
    text = doc.text
    out = [d for d in found if not _compares(text, d)]
    if len(out) < 2:
        return out
    told = [d for d in out if not text.startswith(("'s ", "’s ", "' ", "’ "), d.end)]
    at = sentence.tokens[trigger.at].start if trigger is not None else -1
    kept = []
    for k, d in enumerate(told):
        lead = text[max(sentence.start, d.start - 70) : d.start]
        if k + 1 < len(told) and _WAS_TO_BE.search(lead) and "now" in sentence.words:
            continue
        m = _NAMED_BY_DATE.search(lead)
        is_act = m is not None and d.start - len(lead) + m.start() <= at < d.start
        later = any(_MAIN_VERB.match(text[d.end : e.start]) for e in told[k + 1 :])
        if m is None or is_act or not later:
            kept.append(d)
    return kept or told or out


_WAS_TO_BE = re.compile(
    r"(?i)\b(?:(?:was|were|had been) (?:originally |first |still )?(?:due|scheduled|planned|to|set"
    r"|expected|meant)|originally|instead of|rather than)\b[^.;]{0,50}$"
)
"""“was due to sail on Friday but will now leave on Sunday”."""


def _compares(text: str, mention: Any) -> bool:
    """“for the third time since August”, “the most in a year”: what is told is not of then."""
    lead = text[max(0, mention.start - 60) : mention.start]
    if holds_any(lead.lower(), _COMPARING) and _AGAINST.search(lead) is not None:
        return True
    return lead.endswith(("since ", "since the ", "in ")) and SINCE_TIME.search(lead) is not None


_AGAINST = re.compile(
    r"(?i)\b(?:against|compared (?:with|to)|up from|down from|versus"
    r"|(?:more|fewer|less|higher|lower) than)"
    r"(?: [\w,.%-]+){0,4}? (?:in |on |the |for |of |a )*$"
)
_COMPARING = ("against", "compared", "up from", "down from", "versus", "than")
"""One of these stands in every form of ``_AGAINST``, in lower case."""
_LEADS_IN = re.compile(r"\s*(?:When|While|As|In|During|On|At|By|Since|From|Until|With)\b")


def _in_lead(
    dates: Sequence[Any], starts: Sequence[int], start: int, end: int, doc: Document,
    aside: Sequence[tuple[int, int]],
) -> When | None:  # fmt: skip
    """“When the storm of March 2024 passed, the port was shut”: the day of the lead-in."""
    if _LEADS_IN.match(doc.text, start) is None:
        return None
    n = bisect_left(starts, start)
    if n < len(dates) and dates[n].start < end and not is_inside(dates[n].start, aside):
        when: When = dates[n].when
        return _of_our_time(when) if when.earliest or when.latest else None
    return None


_NOW = re.compile(
    r"(?i)\bwith immediate effect\b|\beffective immediately\b|\bfrom (?:now on|this day)\b"
)


_FROM_NOW = _OPEN_ENDED | {"advisory", "other"}
_NOW_HINTS = ("immediate", "from now on", "from this day")


def _at_once(doc: Document, span: tuple[int, int], action: str) -> When | None:
    """“with immediate effect”: from the report's day on."""
    published = doc.report.published
    if published is None or action not in _FROM_NOW:
        return None
    told = doc.text[span[0] : span[1]].lower()
    hinted = holds_any(told, _NOW_HINTS)
    m = _NOW.search(doc.text, *span) if hinted else None
    if m is None:
        return None
    return When(earliest=published.isoformat(), latest=None, precision="range", basis="relative",
                text=m.group())  # fmt: skip


_AHEAD_WORDS = words(
    "will would shall should could may might can must to due plans plan planned expected expects "
    "expect forecast forecasts scheduled set likely unlikely intends intend aims hopes hope 'll "
    "next tomorrow threatened threatens if unless ought be invited summoned"
)
_SURELY_AHEAD = _AHEAD_WORDS - {"if", "unless", "to"}


_OF_NOTICE = re.compile(r"\bnotice (?:on |late |early ){0,2}\Z")
"""“gave 72 hours' notice on Sunday of a walkout”: the day of the notice, not of the act."""


_PUT_OUT = re.compile(
    r"\b(?:statement|notice|letter|message|post|circular|video|speech|advisory|communiqu[eé]|note"
    r"|bulletin|announcement|interview|broadcast|order|decree|release)s? (?:was |were )?"
    r"(?:broadcast|issued|published|released|dated|posted|sent|carried|aired|distributed|circulated"
    r"|signed|read out|made public) (?:on |late |early |by \w+ on ){0,3}\Z"
)
"""“in a statement broadcast on Saturday”: the day of the saying."""


def _may_be_ahead(sentence: Sentence) -> bool:
    """Whether a word for what is to come stands there, so that a weekday may lie ahead."""
    return not sentence.words.isdisjoint(_SURELY_AHEAD) or (
        "to" in sentence.words and not _MAIN_PAST & sentence.words
    )


_MAIN_PAST = words("was were ran hit struck had did said went came took sank")
_AND = re.compile(r",?\s*(?:and|&)\s+(?:on )?")


def _pairs(text: str, end: int, event: When, mention: Any) -> bool:
    """“on Saturday and Sunday”: two days in a row are one stretch."""
    if event.precision != "day" or mention.when.precision != "day" or not event.latest:
        return False
    if _AND.fullmatch(text, end, mention.start) is None or not mention.when.earliest:
        return False
    first = datetime.date.fromisoformat(event.latest[:10])
    return (datetime.date.fromisoformat(mention.when.earliest[:10]) - first).days == 1


_YEAR_DAYS = 365


def _long_ago(
    dates: Sequence[Any], starts: Sequence[int], apart: Sequence[tuple[int, int]], doc: Document
) -> When | None:
    """“Idai, which came ashore in March 2019, …”: history, dated in a relative clause."""
    published = doc.report.published
    for start, end in apart:
        n = bisect_left(starts, start)
        if n < len(dates) and dates[n].start < end and dates[n].when.latest and published:
            last = datetime.date.fromisoformat(dates[n].when.latest[:10])
            if (published - last).days > _YEAR_DAYS:
                when: When = dates[n].when
                return when
    return None


_DATING = words(
    "since that hour date evening immediate immediately effective from "
    "year month week months spring summer autumn fall winter later afterwards after next "
    "following then ever same previous preceding day earlier january february march april "
    "may-month may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
)


def _may_date(sentence: Sentence) -> bool:
    """Whether any of the words stands there that a time without a date is told with."""
    return not sentence.words.isdisjoint(_DATING) or any(
        len(w) == 4 and w.isdigit() and w[:2] in ("19", "20") for w in sentence.words
    )


def _leads(mention: Any, sentence: Sentence, segment: Segment) -> bool:
    """“On Tuesday, the navy said …”: the day of the saying, before who says it."""
    if not segment.aside or segment.kind in (None, "advise") or segment.first < segment.aside[0][0]:
        return False
    start = sentence.tokens[segment.aside[0][0]].start
    lead = start - sentence.tokens[0].start
    return bool(mention.end <= start and lead <= _MAX_LEAD)


_MAX_LEAD = 40
"""Characters before the speaker within which a date is that of the saying."""
_SAID_ON = re.compile(
    r"\b[Tt]h(?:e|is|at)(?: [\w'’-]+){0,2} (?:announcement|statement|declaration|"
    r"communiqu[eé]|remarks|comments|warning|message|post|speech|notice|order|decision|threat)s?"
    r"(?:,? (?:which )?(?:was |were )?(?:made|issued|released|published|posted|delivered|came|"
    r"comes|given|dated|sent|broadcast|carried|aired))?"
    r"(?: (?:out|in|by|to|late|early|first|a|the|[A-Z]\w+)){0,4}"
    r"[ ,]*(?:on )?$"
)


_SAYINGS = (
    "nnouncement", "statement", "eclaration", "ommuniqu", "remarks", "comments", "warning",
    "message", "post", "speech", "notice", "order", "decision", "threat",
)  # fmt: skip
"""One of these stands in every form of ``_SAID_ON``."""


def is_of_saying(text: str, start: int) -> bool:
    """Whether the date at ``start`` is that of “the announcement made on …”, not of an act."""
    lead = text[max(0, start - 90) : start]
    return holds_any(lead, _SAYINGS) and _SAID_ON.search(lead) is not None


def stated_in(doc: Document, dates: Sequence[Any]) -> When:
    """The day that the report gives to “the announcement”, when it gives just one."""
    found = {}
    for mention in dates:
        dated = mention.when.earliest and mention.when.precision != "year"
        if dated and is_of_saying(doc.text, mention.start):
            found[mention.when.earliest] = mention.when
    return next(iter(found.values())) if len(found) == 1 else UNKNOWN_WHEN


_RANGE = re.compile(
    r"[\s\d:.hHLTUCZ,]{0,16}(?:and )?(?:[-–—]|to|until|till|through)\s*"
    r"(?:(?:at least |the |early |late |noon |midnight |about )*"
    r"(?:[\d:.]{1,5} ?(?:[ap]\.?m\.?|hrs|hours|UTC|Z|GMT|LT|local time)? ?)?(?:on )?)?"
    r"(?:[A-Z][a-z]+day,? )?"
)


def replace_when(when: When, **changes: Any) -> When:
    """``when`` with some fields changed."""
    import msgspec

    return msgspec.structs.replace(when, **changes)


_OLDEST = 1970
"""A year before that, in a report's date, is a clock time read as a year (“3 OCT, 1910 UTC”)."""


def _of_our_time(when: When) -> When:
    """``when`` without a year that was a time of day."""
    if when.earliest is None or int(when.earliest[:4]) >= _OLDEST:
        return when
    return UNKNOWN_WHEN


def _bounded(text: str, mention: Any, action: str) -> When:
    """Open at the end after “from” and “since”, at the beginning after “until”."""
    when: When = _of_our_time(mention.when)
    before = text[max(0, mention.start - 48) : mention.start]
    if _UNTIL.search(before) and "by" not in before[-4:]:
        return replace_when(when, earliest=None, precision="range")
    told = before.rstrip().lower()
    since = told.endswith(("since", "since the", "since last")) and when.basis != "unknown"
    if told.endswith("as of") and action == "congestion":
        return when  # “40 ships were waiting as of Saturday”
    if since or (_FROM.search(before) and action in _OPEN_ENDED and when.earliest == when.latest):
        return replace_when(when, latest=None, precision="range")
    return when


def _ahead(when: When, published: datetime.date | None) -> When:
    """A weekday in what is planned or forecast lies ahead of the report, not behind it."""
    if published is not None and when.precision == "day" and when.earliest:
        when = next_of_its_year(_next_of_its_number(when, published), published)
    if (
        published is None
        or when.basis != "relative"
        or when.precision != "day"
        or not when.earliest
    ):
        return when
    if not re.search(r"day\b", when.text, re.IGNORECASE) or re.search(
        r"(?i)yesterday|today|last", when.text
    ):
        return when
    day = datetime.date.fromisoformat(when.earliest[:10])
    if day >= published:
        return when
    day += datetime.timedelta(days=7)
    return replace_when(when, earliest=day.isoformat(), latest=day.isoformat())


_BARE_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)")


def _next_of_its_number(when: When, published: datetime.date) -> When:
    """“from the 14th”, of what is to come: in this month or the next, never behind."""
    day = datetime.date.fromisoformat((when.earliest or "")[:10])
    if day >= published or _BARE_NUMBER.fullmatch(when.text) is None:
        return when
    while day < published:
        first = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        try:
            day = first.replace(day=int(re.sub(r"\D", "", when.text)))
        except ValueError:
            return when
    return replace_when(when, earliest=day.isoformat(), latest=day.isoformat())


_FIGURES = re.compile(r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4})")
_NEAR_DAYS = 45


def _likelier(when: When, published: datetime.date | None) -> When:
    """“01/07/2025” in a report of 3 July: of two readings the one near it, if only one is."""
    if published is None or not when.text or when.earliest == when.latest:
        return when
    m = _FIGURES.fullmatch(when.text)
    if m is None:
        return when
    y, a, b = int(m["y"]), int(m["a"]), int(m["b"])
    near = [
        day for month, of_month in ((a, b), (b, a))
        if (day := _day(y, month, of_month)) and abs((day - published).days) <= _NEAR_DAYS
    ]  # fmt: skip
    if len(near) != 1:
        return when
    iso = near[0].isoformat()
    return replace_when(when, earliest=iso, latest=iso, precision="day")


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
