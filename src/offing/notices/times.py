"""When: the time of a message, of its event, and of what it announces."""

from __future__ import annotations

import datetime
import re

from offing.model.claim import UNKNOWN_WHEN, When
from offing.model.notice import NoticeFamily
from offing.text.dates import DateMention, find_dates, find_message_dates

_ISSUED_LABEL = re.compile(
    r"[IMPRimpr](?<!\w.)(?i:(?<=r)eport|(?<=i)ssued?|(?<=m)essage|(?<=p)ublished)"
    r"(?i:[\s-]{0,2}(?:date|dtg|on)?\s{0,2}[:=-]\s{0,3}(?=\d))"
)
_EVENT_LABEL = re.compile(
    r"[DEIdei](?<!\w.)(?i:(?<=i)ncident|(?<=e)vent|(?<=d)ate\s(?:of|and)\s(?:incident|occurrence|time|event))"
    r"(?i:[\s-]{0,2}(?:date|dtg|time)?[^\n:]{0,12}[:=]\s{0,3}(?=\d))"
)
_CLOCK_LABEL = re.compile(
    r"(?i)\b(?P<which>report|incident|issue|event)\s{0,2}time\s{0,2}[:=-]\s{0,3}(?P<h>\d{2}):?(?P<m>\d{2})\s{0,2}(?P<z>UTC|Z|GMT)"
)
_ASIDE = re.compile(
    r"(?i)\b(?:reported|report(?:\sdate)?|received|released|rescued|until|since|issued)\W{0,3}(?:on\s)?$"
)
_STAMP = re.compile(r"\s{1,3}\d{1,2}:\d{2}\s?[AP]M\b")
_UNTIL = re.compile(r"\b(?:UNTIL|TILL?|THROUGH|TO)\s{1,6}$", re.I)
_SAID_ON = re.compile(r"(?i)[^(]\breport(?:ed)?\s(?:on\s)?$")
_OPEN = re.compile(
    r"\b(?:UNTIL\s{1,3}FURTHER\s{1,3}NOTICE|IN\s{1,3}PROGRESS|CONTINUOUS(?:LY)?)\b", re.I
)


_NEAR = datetime.timedelta(days=120)
"""A page is dated so near the year of the warnings on it, or its date says nothing of them."""


_OPEN_WORDS = re.compile(r"PROGRESS|FURTHER|CONTINUOUS|progress|further|ontinuous")


def issued_when(text: str, published: datetime.date | None, *, labelled: bool = False) -> When:
    """When a message was issued: its header, else the report's date (basis ``header``)."""
    if labelled:
        mention = _labelled(text, _ISSUED_LABEL, published)
        if mention is not None:
            return _with_clock(text, mention.when, ("report", "issue"))
    elif text[:12].strip()[:6].isdigit():
        found = find_dates(text[:60], published=published)
        if found and found[0].start < 12 and found[0].when.earliest:
            return found[0].when
    if published is None:
        return UNKNOWN_WHEN
    iso = published.isoformat()
    return When(earliest=iso, latest=iso, precision="day", basis="header")


def event_when(text: str, published: datetime.date | None, family: NoticeFamily) -> When:
    """When the event of an incident message happened; unknown where the text gives no day.

    An advisory is sent within a day of its event, so UKMTO and JMIC messages that give
    no day are dated by the report's own, as an interval; lists such as ASAM are not.
    """
    mention = _labelled(text, _EVENT_LABEL, published)
    if mention is not None:
        return _with_clock(text, mention.when, ("incident", "event"))
    report = _labelled(text, _ISSUED_LABEL, published)
    if report is not None and family in ("ukmto", "jmic"):
        return _with_clock(text, report.when, ("report", "incident"))
    aside: When | None = None
    for found in find_dates(text, published=published, direction="past"):
        if found.when.basis == "relative" and family not in ("ukmto", "jmic"):
            continue
        if not found.when.earliest or found.when.precision in ("month", "year"):
            continue
        lead = text[max(0, found.start - 24) : found.start]
        if _ASIDE.search(lead):
            if aside is None and _SAID_ON.search(lead):
                aside = found.when
            continue
        if _STAMP.match(text, found.end):
            continue  # when the entry was typed, not when it happened
        return found.when
    if aside is not None:
        return aside  # "the ship reported 5 May that …": no other day is given
    if family in ("ukmto", "jmic") and published is not None:
        before = published - datetime.timedelta(days=1)
        return When(
            earliest=before.isoformat(), latest=published.isoformat(), precision="range",
            basis="header",
        )  # fmt: skip
    return UNKNOWN_WHEN


def told_when(text: str, issued: When, year: int | None) -> When | None:
    """The one time that a broadcast warning of an attack or the like gives, if it is one."""
    dates = _dates(text, issued, year)
    if len(dates) != 1 or dates[0].when.precision not in ("minute", "day"):
        return None
    return None if _UNTIL.search(text[max(0, dates[0].start - 12) : dates[0].start]) else (
        dates[0].when
    )  # fmt: skip


def _dates(text: str, issued: When, year: int | None) -> list[DateMention]:
    """Times in a broadcast warning; its number gives the year where no date does."""
    day = datetime.date.fromisoformat(issued.earliest[:10]) if issued.earliest else None
    if day is not None and year is not None and issued.basis == "header":
        late, early = day - datetime.date(year, 12, 31), datetime.date(year, 1, 1) - day
        if max(late, early) > _NEAR:
            day = None  # the page that the warning stands on was printed in another year
    if day is not None or year is None:
        found = find_message_dates(text, published=day)
    else:  # months after its middle lie ahead of it in the same year, all others behind
        middle = datetime.date(year, 7, 1)
        ahead = find_message_dates(text, published=middle)
        behind = find_message_dates(text, published=middle, direction="past")
        found = [
            a if (a.when.earliest or "")[:4] == str(year) else b
            for a, b in zip(ahead, behind, strict=True)
        ]
    return [d for d in found if d.when.earliest and d.when.latest]


def validity_when(text: str, issued: When, year: int | None = None) -> When:
    """From when to when a broadcast warning speaks; an end that is not given stays open."""
    published = datetime.date.fromisoformat(issued.earliest[:10]) if issued.earliest else None
    dates = _dates(text, issued, year)
    found = [d.when for d in dates]
    is_open = _OPEN_WORDS.search(text) is not None and _OPEN.search(text) is not None
    if not found:
        start = issued.earliest
        basis = "header" if start else "unknown"
        return When(
            earliest=start, latest=None, precision="range" if start else "unknown", basis=basis
        )
    first = min(str(w.earliest) for w in found)
    last = max(str(w.latest) for w in found)
    if len(dates) == 1 and _UNTIL.search(text[max(0, dates[0].start - 12) : dates[0].start]):
        start = issued.earliest
        if start and len(start) != len(last):
            start, last = start[:10], last[:10]
        return When(earliest=start, latest=last, precision="range", basis=found[0].basis)
    if is_open or (
        len(found) == 1
        and found[0].precision in ("minute", "day")
        and first == last
        and published
        and last[:10] <= published.isoformat()
    ):
        return When(earliest=first, latest=None, precision="range", basis=found[0].basis)
    if len(first) != len(last):
        first, last = first[:10], last[:10]
    precision = found[0].precision if first == last else "range"
    return When(
        earliest=first, latest=last, precision=precision, basis=found[0].basis,
        zone=found[0].zone, zone_basis=found[0].zone_basis,
    )  # fmt: skip


def _labelled(
    text: str, label: re.Pattern[str], published: datetime.date | None
) -> DateMention | None:
    m = label.search(text)
    if m is None:
        return None
    found = find_dates(text[m.end() : m.end() + 40], published=published, direction="past")
    if found and found[0].start <= 3 and found[0].when.earliest:
        return found[0]
    return None


def _with_clock(text: str, when: When, which: tuple[str, ...]) -> When:
    """``when`` to the minute, where a label gives a UTC time for that day."""
    for m in _CLOCK_LABEL.finditer(text):
        if m["which"].lower() in which and when.precision == "day" and when.earliest:
            at = f"{when.earliest}T{m['h']}:{m['m']}:00Z"
            return When(
                earliest=at, latest=at, precision="minute", basis=when.basis, zone="UTC",
                zone_basis="stated", text=when.text,
            )  # fmt: skip
    return when
