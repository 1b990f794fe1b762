"""Reading: a report's messages, each into one ``Notice``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from offing.model.base import Problem
from offing.model.claim import UNKNOWN_WHEN, Evidence, When
from offing.model.notice import Notice, NoticeFamily, NoticePosition, ThreatLevel
from offing.model.report import Report
from offing.notices.cancel import NOTHING, Cancellations, read_cancellations
from offing.notices.forms import form_day
from offing.notices.genre import (
    REGION_HEAD,
    MessageSpan,
    is_entry,
    names_deed,
    reads_as_news,
    region_of,
    split_messages,
    tells_incident,
    without_running_lines,
)
from offing.notices.geometry import areas_from_scan
from offing.notices.lexicon import best_subject, cited_sources, issuer_of_family
from offing.notices.locate import best_position
from offing.notices.suspect import Doubt, check_group, check_position, check_region
from offing.notices.threat import threat_levels
from offing.notices.times import event_when, issued_when, told_when, validity_when
from offing.places.positions import PositionMention, PositionScan, scan_positions
from offing.text.dates import year_from_two_digits

BROADCAST = ("navarea", "hydrolant", "hydropac", "hydroarc", "navtex", "port", "other")
ADVISORY = "ADVISORY"
"""The series of a numbered advisory from an issuer of no known family."""
_SHORT_TEXT_WORDS, _PLAIN_TEXT_WORDS = 60, 250
"""So long a text that the caller calls a notice is read as one where it names a place; the
longer one if it does not read as news."""
_HEADING_CHARS = 160
"""A broadcast warning names its region in its first lines; further on come addresses."""


@dataclass
class Draft:
    """One message while it is read: its words, where they begin, and its header."""

    report: Report
    span: MessageSpan
    text: str
    family: NoticeFamily
    series: str | None = None
    number: int | None = None
    year: int | None = None
    body_start: int = 0
    problems: list[Problem] = field(default_factory=list)


def parse_notices(report: Report) -> list[Notice]:
    """Every notice in ``report``, in reading order; none if it is something else."""
    text = without_running_lines(report.clean())
    return [_read_span(report, text, span) for span in split_messages(text)]


def read_cancelling(report: Report) -> Iterator[Notice]:
    """Those notices of ``report`` that cancel others, with no more read than that needs.

    Number, time of issue and ``cancels`` are as ``parse_notices`` gives them; the rest is
    left out. So a large collection is gone through in a fraction of the time.
    """
    text = without_running_lines(report.clean())
    for span in split_messages(text):
        if _CANCEL_WORD.search(text, span.start, span.end) is None:
            continue
        draft = _draft_of(report, text, span)
        issued, cancels = _read_cancels(draft)
        if cancels.refs:
            yield Notice(
                id=_notice_id(draft), report_id=report.id, family=draft.family,
                issuer=_issuer(draft), series=draft.series, number=draft.number, year=draft.year,
                issued=issued, cancels=cancels.refs, cancels_self=cancels.cancels_self,
            )  # fmt: skip


_CANCEL_WORD = re.compile(r"CANCEL|ancel")


def parse_notice(report: Report) -> Notice | None:
    """The first notice of ``report``.

    Here the caller says that it is one: a plain account of an incident is read too, and
    so is a short text that names a place. ``None`` for an article.
    """
    text = without_running_lines(report.clean())
    spans = split_messages(text)
    if spans:
        return _read_span(report, text, spans[0])
    words = len(text.split(None, _PLAIN_TEXT_WORDS + 1))
    news = reads_as_news(text)
    told = is_entry(text) or (not news and (tells_incident(text) or names_deed(text, words)))
    if not (told or words <= (_SHORT_TEXT_WORDS if news else _PLAIN_TEXT_WORDS)):
        return None
    draft = Draft(report=report, span=MessageSpan(0, len(text), "other"), text=text, family="other")
    notice = _read_incident(draft)
    return notice if told or notice.position is not None else None


def _draft_of(report: Report, text: str, span: MessageSpan) -> Draft:
    draft = Draft(report=report, span=span, text=text[span.start : span.end], family=span.family)
    _read_header(draft)
    return draft


def _read_span(report: Report, text: str, span: MessageSpan) -> Notice:
    draft = _draft_of(report, text, span)
    return _read_broadcast(draft) if _is_broadcast(draft) else _read_incident(draft)


def _is_broadcast(draft: Draft) -> bool:
    return draft.family in BROADCAST and draft.series != ADVISORY


def _read_cancels(draft: Draft) -> tuple[When, Cancellations]:
    """When a message was issued, and what it cancels."""
    body = draft.text[draft.body_start :] if draft.body_start else draft.text
    published, series = draft.report.published, draft.series
    if _is_broadcast(draft):
        issued = issued_when(draft.text[: draft.body_start + 120], published)
        if not series and draft.family.startswith("hydro"):
            series = draft.family.upper()
    else:
        issued = issued_when(draft.text, published, labelled=True)
    if "CANCEL" not in body and "ancel" not in body:
        return issued, NOTHING
    offset = draft.span.start + draft.body_start
    return issued, read_cancellations(body, issued=_date_of(issued), series=series, offset=offset)


def _read_header(draft: Draft) -> None:
    head = draft.span.head
    if head is None:
        return
    groups = head.groupdict()
    draft.body_start = head.end() - draft.span.start
    if groups.get("number"):
        draft.number = int(groups["number"])
    if groups.get("year"):
        _set_year(draft, groups["year"])
    if groups.get("series"):
        draft.series = " ".join(groups["series"].upper().split())
    elif groups.get("kind") and draft.family == "other":
        draft.series = ADVISORY
    elif draft.family in ("ukmto", "jmic", "asam"):
        draft.series = draft.family.upper()
    if groups.get("date"):
        draft.body_start = 0  # the header is the entry's own first line


def _set_year(draft: Draft, year: str) -> None:
    """The year in the header; of ``24-0123``, as some areas number, it stands first."""
    if len(year) == 4 and not year.startswith(("19", "20")) and draft.number is not None:
        draft.number, year = int(year), f"{draft.number:02d}"
    draft.year = year_from_two_digits(int(year))


def _notice_id(draft: Draft) -> str:
    series = (draft.series or draft.family).lower().replace(" ", "-")
    if draft.number is not None:
        year = f"-{draft.year}" if draft.year else ""
        return f"{series}-{draft.number}{year}"
    return f"{series}-{draft.report.id[:10]}-{draft.span.start}"


_DEEDS = frozenset({"attack", "hijack", "boarding", "suspicious_approach"})
"""Subjects that happen at a time, and do not last from one to another."""


def _read_broadcast(draft: Draft) -> Notice:
    body = draft.text[draft.body_start :] if draft.body_start else draft.text
    offset = draft.span.start + draft.body_start
    issued, cancels = _read_cancels(draft)
    rest = _without(body, cancels.spans) if cancels.spans else body
    scan = scan_positions(rest)
    areas = areas_from_scan(rest, scan, offset=offset) if scan.positions else ()
    if scan.positions:
        _check_broadcast(draft, rest, scan.positions, offset)
    subject = best_subject(rest, "broadcast")
    if (cancels.refs or cancels.cancels_self) and not scan.positions and _is_only_cancel(rest):
        subject = "cancellation"
    told = told_when(rest, issued, draft.year) if subject in _DEEDS else None
    if told is not None:  # that it happened then; the warning of it stands on
        valid = When(earliest=told.earliest, latest=None, precision="range", basis=told.basis)
    else:
        valid = validity_when(rest, issued, draft.year)
    when = told or valid
    several = len(scan.positions) > 1
    return Notice(
        id=_notice_id(draft), report_id=draft.report.id, family=draft.family,
        issuer=_issuer(draft), series=draft.series, number=draft.number, year=draft.year,
        issued=issued, subject=subject or "other", title=_first_line(rest),
        position=None
        if subject == "cancellation"
        else best_position(rest[:_HEADING_CHARS], scan, several=several),
        positions=tuple(m.position for m in scan.positions), areas=areas, when=when,
        valid_from=valid.earliest, valid_to=valid.latest, self_cancels_at=cancels.self_at,
        cancels=cancels.refs, cancels_self=cancels.cancels_self,
        evidence=(_evidence(draft),), problems=_problems(draft, scan, offset, cancels.problems),
    )  # fmt: skip


def _read_incident(draft: Draft) -> Notice:
    body = draft.text[draft.body_start :] if draft.body_start else draft.text
    offset = draft.span.start + draft.body_start
    issued, cancels = _read_cancels(draft)
    scan = scan_positions(body)
    position = _checked(draft, body, scan, offset)
    when = _event_when(draft)
    if issued.basis == "header" and (issued.earliest or "")[:10] < (when.earliest or "")[:10]:
        issued = UNKNOWN_WHEN  # the day of a page's first entry is not the issue of a later one
    subject = _incident_subject(draft, body)
    return Notice(
        id=_notice_id(draft), report_id=draft.report.id, family=draft.family,
        issuer=_issuer(draft), series=draft.series, number=draft.number, year=draft.year,
        issued=issued, subject=subject, title=_title(draft.text),
        position=position,
        positions=tuple(m.position for m in scan.positions),
        areas=areas_from_scan(body, scan, offset=offset) if scan.positions else (),
        when=when, valid_from=when.earliest, valid_to=when.latest,
        self_cancels_at=cancels.self_at, cancels=cancels.refs, cancels_self=cancels.cancels_self,
        threat_levels=_threat_levels(draft), cites=cited_sources(body),
        evidence=(_evidence(draft),), problems=_problems(draft, scan, offset, cancels.problems),
    )  # fmt: skip


def _event_when(draft: Draft) -> When:
    """When the event was: the account's own day, else the “Date:” of a form."""
    day = form_day(draft.text) if "ate" in draft.text and draft.span.head is not None else None
    published = draft.report.published
    if day is None or draft.family not in ("asam", "imb", "ukmto", "jmic"):
        return event_when(_account(draft), published, draft.family)
    told = event_when(_account(draft), _date_of(day), draft.family)
    if told.precision in ("day", "minute") and told.earliest and day.earliest:
        same = told.earliest[:10] == day.earliest[:10]
        return day if same and day.precision == "minute" else told
    return day


def _threat_levels(draft: Draft) -> tuple[ThreatLevel, ...]:
    if draft.family in ("asam", "imb"):
        return ()
    return threat_levels(draft.text, offset=draft.span.start)


def _account(draft: Draft) -> str:
    """The words that date an event: an entry's account, not the list's own heading."""
    if draft.family != "asam" or draft.span.head is None:
        return draft.text
    body = draft.text[draft.body_start :]
    region = REGION_HEAD.search(body)
    return body[region.start() :] if region is not None else body


def _checked(draft: Draft, body: str, scan: PositionScan, offset: int) -> NoticePosition | None:
    """The best position; a stated one that disagrees with the names is listed as suspect,
    and its radius then reaches as far as they are."""
    best = best_position(body, scan, several=False)
    if not scan.positions or best is None:
        return best
    first = scan.positions[0]
    doubt = check_position(first.position, _without(body, _spans_of(scan)))
    if doubt is None:
        return best
    draft.problems.append(_suspicion(first, doubt, offset))
    return replace(best, radius_nm=max(best.radius_nm, round(doubt.gap_nm, 1)))


def _check_broadcast(draft: Draft, rest: str, mentions: list[PositionMention], offset: int) -> None:
    """List positions that lie far from the waters in the heading, or from the others."""
    apart = check_group(mentions)
    draft.problems += [_suspicion(m, doubt, offset) for m, doubt in apart]
    first = mentions[0]
    doubt = None if apart else check_region(rest, first.position)
    if doubt is not None:
        draft.problems.append(_suspicion(first, doubt, offset))


def _suspicion(mention: PositionMention, doubt: Doubt, offset: int) -> Problem:
    return Problem(
        code="suspect_position", message=doubt.message, text=mention.text,
        start=mention.start + offset, end=mention.end + offset,
    )  # fmt: skip


def _spans_of(scan: PositionScan) -> tuple[tuple[int, int], ...]:
    return tuple((m.start, m.end) for m in scan.positions)


_STRUCK = re.compile(
    r"(?i)\b(?:struck|stuck\s{1,3}by|hit|attack\w*|impact\w*|explo\w+|damaged?|on\s{1,3}fire|a\s{1,3}fire)\b"
)
_KIND_SUBJECT = (
    ("HIJACK", "hijack"), ("SUSPICIOUS", "suspicious_approach"), ("ATTACK", "attack"),
    ("ADVISORY", "advisory"), ("NOTE", "advisory"), ("BULLETIN", "advisory"),
)  # fmt: skip


def _incident_subject(draft: Draft, body: str) -> str:
    """By the message's own heading where it names one, else by the words of its account."""
    found = best_subject(without_advice(body), "incident")
    head = draft.text[: draft.body_start + 30].upper() if draft.span.head is not None else ""
    for word, subject in _KIND_SUBJECT:
        if draft.family in ("ukmto", "jmic") and word in head:
            if found == "hijack" and subject != "advisory":
                return "hijack"  # an update may have re-classified it
            if subject == "attack" and found in ("drone_or_missile", "mine"):
                return "attack"
            return subject
    if found is None:
        return "other"
    if found == "drone_or_missile" and _STRUCK.search(body):
        return "attack"
    return found


_ADVICE_SENTENCE = re.compile(
    r"[VMSvms](?<!\w.)(?i:(?<=v)essels?|(?<=m)ariners?|(?<=m)asters?|(?<=s)hips?)\s{1,3}"
    r"(?i:are|is|should|must)\s{1,3}[^.]{1,400}"
    r"|[Rr](?<!\w.)(?i:eport\s{1,3}any\s{1,3}suspicious\s{1,3}[^.]{1,80})"
)


def without_advice(text: str) -> str:
    """``text`` without what ships are told to do: that names dangers, not events."""
    return _ADVICE_SENTENCE.sub(" ", text)


def _is_only_cancel(rest: str) -> bool:
    """Whether nothing but regions, charts and numbers stands beside the cancellation."""
    lines = [line for line in rest.splitlines() if line.strip(" .,0123456789")]
    return not any(_STATES_SOMETHING.search(line) for line in lines)


_STATES_SOMETHING = re.compile(
    r"\d{6}Z|\d\s?[NSEW]\b|\b(?:UNTIL|IN PROGRESS|REQUESTED|OPERATIONS|SURVEY|UNLIT|ADRIFT|LIGHT"
    r"|OFF (?:AIR|STATION)|INOPERATIVE|UNRELIABLE|UNAVAILABLE|DESTROYED|MISSING|ESTABLISHED"
    r"|CLOSED)\b"
)


def _without(body: str, spans: tuple[tuple[int, int], ...]) -> str:
    """``body`` with ``spans`` blanked at equal length."""
    out, at = [], 0
    for start, end in spans:
        out += [body[at:start], " " * (end - start)]
        at = end
    return "".join([*out, body[at:]])


def _title(text: str) -> str | None:
    """The region that heads an entry; prose has no heading of its own."""
    form = _DESCRIPTION.search(text) if ":" in text else None
    if form is not None:
        text = text[form.end() :]
    region = None if text.lstrip().startswith(("Subject", "From")) else region_of(text)
    if region is not None:
        return region["region"].strip()
    return None if any(c.islower() for c in text[:200]) else _first_line(text)


_DESCRIPTION = re.compile(r"(?<!\w)Description\s{0,2}:\s{1,6}(?=[A-Z])")


def _first_line(text: str) -> str | None:
    """What heads a broadcast warning: its region or its subject."""
    return text.lstrip().partition("\n")[0].strip(" .:\r")[:80] or None


_ISSUER_LINE = re.compile(
    r"(?im)^[ \t]{0,4}((?:[A-Z][\w'&-]{1,20}[ ]{1,2}){1,6}(?:CENT(?:RE|ER)|AUTHORITY|AGENCY|OFFICE"
    r"|NAVY|GUARD|COMMAND|CELL|ADMINISTRATION|MINISTRY|SERVICE))[ \t]{0,4}\n\s{0,20}$"
)


def _issuer(draft: Draft) -> str:
    if draft.family == "navarea" and draft.series and draft.series != "NAVAREA":
        return f"{draft.series} coordinator"
    head = draft.span.head
    if draft.family in ("ukmto", "jmic") and head is not None and head.groupdict().get("issuer"):
        return str(head["issuer"]).upper()
    if draft.series == ADVISORY or draft.family == "port":
        line = _ISSUER_LINE.search(
            draft.report.text, max(0, draft.span.start - 300), draft.span.start
        )
        if line is not None:
            return line[1].title() if line[1].isupper() else line[1]
    if draft.family == "other" and draft.report.publisher:
        return draft.report.publisher
    return issuer_of_family(draft.family)


def _evidence(draft: Draft) -> Evidence:
    """The whole message, without the blanks around it, as the report has it."""
    text = draft.report.text[draft.span.start : draft.span.end]
    lead = len(text) - len(text.lstrip())
    words = text.strip()
    start = draft.span.start + lead
    return Evidence(report_id=draft.report.id, start=start, end=start + len(words), text=words)


def _problems(
    draft: Draft, scan: PositionScan, offset: int, more: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    impossible = [
        Problem(
            code="impossible_position", message=bad.reason, text=bad.text,
            start=bad.start + offset, end=bad.end + offset,
        )
        for bad in scan.impossible
    ]  # fmt: skip
    return (*draft.problems, *more, *impossible)


def _date_of(when: When) -> datetime.date | None:
    return datetime.date.fromisoformat(when.earliest[:10]) if when.earliest else None
