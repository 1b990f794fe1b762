"""Title, publisher, credit line and date of publication, from a text's own head and tail."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from offing.reports.dateline import date_from_dateline, date_from_head, latest_by_weekday
from offing.reports.draft import Draft
from offing.reports.publishers import is_publisher, publisher_from_name, publisher_from_url
from offing.reports.stamps import (
    DATE,
    SHORT_DATE,
    date_from_group,
    date_from_url,
    find_date,
    stamp_from_match,
)

_HEAD_LINES = 12
_FIELD = re.compile(
    r"[ \t]*(?P<key>(?:report )?date(?: of (?:issue|publication|report)| issued| reported)?|"
    r"published(?: on| at| date)?|posted(?: on)?|"
    r"publication date|issued(?: on| at)?|issue date|release date|updated(?: on| at)?|last updated|"
    r"title|headline|subject|source|publisher|outlet|agency|author|byline|url|link|from|"
    r"issuer|issued by)\b[ \t]*(?P<mark>[:|–-]?)[ \t]*",
    re.IGNORECASE,
)
_DATE_KEYS = (
    "date",
    "report",
    "published",
    "publication",
    "posted",
    "issue",
    "release",
    "updated",
    "last",
)
_BYLINE = re.compile(
    r"[ \t]*(?:By|BY)[ \t]+[A-Z][\w.'’-]*(?:[ \t]+(?:[A-Z][\w.'’-]*|and|&|de|al|el|van|von)){0,6}"
    r"(?:[ \t]*(?:,|/|\||for|of|in)[ \t]*[A-Z][\w.'’ -]{1,50}){0,2}[ \t]*\r?"
)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ ,/]+[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.-]*){0,5}?),?[ \t]*"
    r"(?:\((?P<before>[A-Z][\w.&'’ /-]{1,40})\),?[ \t]*)?"
    r"(?P<date>(?:\d{1,2}[ ])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?:[ ]\d{1,2})?(?:,?[ ]\d{4})?)?,?[ \t]*"
    r"(?:(?:\((?P<agency>[A-Z][\w.&'’ /-]{1,40})\))?[ \t]*"
    r"(?:[-–—]{1,2}|(?<=\d{4}):)|/(?P<slashed>[A-Z][\w.& -]{1,30})/\.?)[ \t]+(?=[\"“‘A-Z])"
)
_TOWN_LINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w’'.-]+(?:[ ][A-ZÀ-Þ][\w’'.-]+){0,2}),?[ ](?P<before>\Z)?"
    r"(?P<date>(?:\d{1,2}[ ])?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?:[ ]\d{1,2})?(?:,?[ ]\d{4})?),?[ ]\((?P<agency>[A-Z][\w.&'’ /-]{1,40})\)\.?[ \t]{0,2}"
    r"[-–—]{1,2}[ \t]+(?=[\"“‘A-Z])"
)
"""“Cartagena, 3 July 2025 (Eco).- ”: a town in small letters, with day and agency after it."""
_OPENING_CREDIT = re.compile(
    r"\((?P<name>[A-Z][\w.&'’ /-]{1,40})\)[ \t]*[-–—]{0,2}[ \t]*(?=[\"“‘A-Z])"
)
_AGENCY = re.compile(r"(?i)\b(?:agency|press|wire|news)\b|^[A-Z]{2,5}$")
_PAREN = re.compile(r"\((?P<name>[^()\n]{2,80})\)\.?")
_CREDIT = re.compile(
    r"(?:source|credit|via|courtesy(?: of)?)[ \t]*[:–-][ \t]*(?P<name>[^\n]{2,80})"
    r"|(?:originally published (?:by|in|on|at)|first published (?:by|in|on|at)|"
    r"this (?:article|story|report) (?:was )?(?:first|originally) (?:appeared|published) "
    r"(?:in|on|at|by)|"
    r"republished from|reprinted from)[ \t]*:?[ \t]*(?P<other>[^\n.]{2,80})\.?"
    r"|[-–—]{1,2}[ \t]*(?P<dash>[^\n.]{2,60})\.?",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"^(?:with|from|by|via|source:|credit:)\s+(?:inputs? from\s+|agencies\s*,?\s*)?", re.I
)
_SENTENCE_STOP = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(\[]?[A-Z0-9]")
_LINE_AS_HEADING_WORDS = 45
_TRIM = " \t\r\n|•·,;:–—-/*_"


def read_heading(draft: Draft, *, name: str, url: str | None, kind: str) -> None:
    """Fill in what the reader of the file's kind did not find.

    Header lines (``date 2024-01-25``, ``Published: …``, ``Source: …``), a byline, a
    dateline and a credit line are set aside as ``header``; in a ``notice`` they are
    read, not set aside. Order of trust for the date: metadata (already in the
    draft), header line, dateline, address, file name.
    """
    body, joined = _read_fields(draft, keep=kind == "notice")
    if kind == "notice":
        _date_notice(draft)
    else:
        body = _read_dateline(draft, body)
        _read_credit(draft)
    if draft.title is None and kind != "message":
        _read_title(draft, body, joined)
    if url:
        draft.publisher = draft.publisher or publisher_from_url(url)
        if draft.published is None:
            draft.published = date_from_url(url)
            draft.published_basis = "url" if draft.published else None
    if draft.published is None and kind != "notice":
        head = date_from_head(draft.text)
        draft.published = head.date if head else None
        draft.published_basis = "text" if head else None
    if draft.published is None and name:
        draft.published = date_from_url(name)
        draft.published_basis = "name" if draft.published else None


def _read_fields(draft: Draft, *, keep: bool) -> tuple[int, bool]:
    """Header lines at the top: where the body begins, and whether on a header's own line."""
    body, joined = _skip(draft, 0), False
    for n, (start, end) in enumerate(_lines(draft.text)):
        if n >= _HEAD_LINES:
            break
        if end <= body or _gone(draft, start):
            continue
        line = draft.text[start:end]
        used = _read_field(draft, start, end) or _read_dated_line(draft, start, end)
        if not used and _BYLINE.fullmatch(line) and len(line.split()) <= 12 and n:
            _read_byline(draft, line)
            used = end
        if not used:
            if n >= 3 and len(line.split()) > 15:
                break
            continue
        if not keep and used > start:
            draft.drop(start, used, "header")
        rest = draft.text[used:end].strip()
        joined = bool(rest) and rest != draft.title
        body = max(body, _skip(draft, used))
        if joined:
            break
    return (body, joined) if joined else (_skip(draft, 0), False)


def _read_field(draft: Draft, start: int, end: int) -> int:
    """Read one ``key: value`` line; returns the end of what it used, 0 for no field."""
    found = _FIELD.match(draft.text, start, end)
    if not found:
        return 0
    key = found["key"].lower()
    value = draft.text[found.end() : end].strip()
    if key.startswith(_DATE_KEYS) and key != "issued by":
        return _read_date_field(draft, found, end)
    if not found["mark"] or found["mark"] == "-" or not value or len(value) > 300:
        return 0
    if key in ("title", "headline", "subject"):
        draft.title = draft.title or value
        return found.end()
    if key in ("source", "agency", "byline"):
        draft.credit = draft.credit or _name_of(value)
    elif key in ("publisher", "outlet", "issuer", "issued by", "from"):
        draft.publisher = draft.publisher or _name_of(value)
    elif key in ("url", "link") and value.startswith("http"):
        draft.publisher = draft.publisher or publisher_from_url(value)
    elif key != "author":
        return 0
    return end


def _read_date_field(draft: Draft, found: re.Match[str], end: int) -> int:
    """A date after its key, at once; the line's other words stay text."""
    match = DATE.match(draft.text, found.end(), end) or SHORT_DATE.match(
        draft.text, found.end(), end
    )
    if match is None:
        return 0
    stamp = stamp_from_match(match)
    if stamp is None:
        draft.note(
            "ambiguous_date", "the date of publication can be read in two ways or does not exist",
            match.start(), match.end(),
        )  # fmt: skip
        return match.end()
    if draft.published is None:
        draft.published, draft.published_basis = stamp.date, "header"
    tail = draft.text[stamp.end : end]
    if len(tail.split()) <= 3 and not tail.rstrip().endswith((".", "!", "?")):
        return end
    return stamp.end


def _read_dated_line(draft: Draft, start: int, end: int) -> int:
    """A line that is nothing but a date, or a short name and a date (“Post | 4 March 2031”)."""
    line = draft.text[start:end]
    if len(line) > 120:
        return 0
    match = DATE.search(line)
    stamp = stamp_from_match(match) if match else None
    if match is None or stamp is None:
        return 0
    before, after = line[: stamp.start].strip(_TRIM), line[stamp.end :].strip(_TRIM)
    if before.isdigit():
        return 0  # “3 - 9 October 2025” is a period, not a day
    agency = _PAREN.fullmatch(after)
    if (len(after.split()) > 2 and not agency) or len(before.split()) > 8:
        return 0
    mark = line[: stamp.start].rstrip()[-1:]
    if (before and mark not in tuple("|,–—-:•·/")) or before[-1:] in (".", "!", "?"):
        return 0
    if draft.published is None:
        draft.published, draft.published_basis = stamp.date, "header"
    if agency:
        draft.credit = draft.credit or _name_of(agency["name"])
    if _BYLINE.fullmatch(before):
        _read_byline(draft, before)
    elif before and (is_publisher(before) or mark in tuple("|–—•·")) and not (
        _PERIOD.search(before) or _PAPER.fullmatch(before)
    ):  # fmt: skip
        draft.publisher = draft.publisher or _name_of(before)
    return end


_PAPER = re.compile(
    r"(?i)(?:press|media|news|public|official|joint)? ?(?:statement|release|notice|advisory"
    r"|bulletin|circular|update|communiqu[eé]|report|briefing|summary|note)s?"
)
_PERIOD = re.compile(r"(?i)\b(?:week|period|weeks|days?)\b.*\d|\(\d{1,2}\b[^)]*$|\b\d{1,2}$")
"""“Week 31 (27 July – 2 August 2026)”, “Reporting period: 1–15 May 2026”: a span of days."""


def _read_byline(draft: Draft, line: str) -> None:
    for part in re.split(r",|/|\||\bfor\b|\bof\b", line)[1:]:
        known = publisher_from_name(part.strip())
        if known:
            draft.credit = draft.credit or known.name


def _read_dateline(draft: Draft, body: int) -> int:
    """“DUBAI, Jan 25 (Reuters) - ”, “DUBAI (AP) 25 Jan — ” before one of the first paragraphs.

    So are “MOSCOW, December 13 /TASS/. ” and an agency alone: “(AFP) A tanker was …”.
    """
    at = body
    for _ in range(4):
        found = _DATELINE.match(draft.text, at) or _TOWN_LINE.match(draft.text, at)
        agency = found and (found["agency"] or found["before"] or found.groupdict().get("slashed"))
        if found and (agency or found["date"]):
            if agency:
                draft.credit = draft.credit or _name_of(agency)
            if found["date"] and draft.published is None:
                stamp = find_date(found["date"])
                day = stamp.date if stamp else _date_above(draft, found)
                draft.published, draft.published_basis = day, "text" if day else None
            draft.drop(found.start(), found.end(), "header", "dateline")
            break
        credit = _OPENING_CREDIT.match(draft.text, at)
        if credit and (_AGENCY.search(credit["name"]) or publisher_from_name(credit["name"])):
            draft.credit = draft.credit or _name_of(credit["name"])
            draft.drop(credit.start(), credit.end(), "header", "dateline")
            break
        gap = draft.text.find("\n", at)
        if gap < 0:
            break
        at = _skip(draft, gap)
    return body


def _date_above(draft: Draft, dateline: re.Match[str]) -> datetime.date | None:
    """A date in the head, else the dateline's own with its year made out."""
    head = date_from_head(draft.text[: dateline.start()])
    if head is not None:
        return head.date
    known = date_from_dateline(dateline["date"], draft.text, dateline.end())
    if known is not None:
        return known
    today = datetime.date.today()
    assumed = latest_by_weekday(dateline["date"], draft.text, dateline.end(), today)
    if assumed is not None:
        draft.note(
            "assumed_year",
            f"the dateline gives no year; {assumed.year} is the latest that fits its weekday",
            dateline.start("date"), dateline.end("date"),
        )  # fmt: skip
    return assumed


_DTG_LABEL = re.compile(r"(?i)^(?:dtg|date[- /]?time(?: group)?|issued|released)\s?:\s*")


def _date_notice(draft: Draft) -> None:
    """A notice without a header date: a date-time group that begins it, or is a line of its own."""
    for n, (start, end) in enumerate(_lines(draft.text)):
        if draft.published is not None or n >= 6:
            break
        line = _DTG_LABEL.sub("", draft.text[start:end].strip(" \t\r()"))
        if n == 0 or len(line) <= 24:
            draft.published = date_from_group(line)
            draft.published_basis = "header" if draft.published else None


def _read_credit(draft: Draft) -> None:
    """A credit line among the last paragraphs, or a known agency in brackets at the end."""
    for start, end in _last_lines(draft, 4):
        line = draft.text[start:end].strip()
        name = None
        paren = _PAREN.fullmatch(line)
        if paren and len(paren["name"].split()) <= 9 and not _has_verb_mark(paren["name"]):
            name = _name_of(_WITH.sub("", paren["name"]))
        elif known := publisher_from_name(line.rstrip(".")):
            name = known.name
        elif (found := _CREDIT.fullmatch(line)) and len(line.split()) <= 14:
            raw = (found["name"] or found["other"] or found["dash"]).strip()
            if not found["dash"] or publisher_from_name(raw):
                name = _name_of(raw)
        if name:
            draft.credit = draft.credit or name
            draft.drop(start, end, "header", "credit line")
            return
    if draft.credit is None:
        _read_inline_credit(draft)


def _read_inline_credit(draft: Draft) -> None:
    for start, end in _last_lines(draft, 1):
        for found in _PAREN.finditer(draft.text, max(start, end - 100), end):
            if draft.text[found.end() : end].strip(" ."):
                continue
            known = publisher_from_name(found["name"])
            after_stop = draft.text[start : found.start()].rstrip('"”’ ')[-1:] in (".", "!", "?")
            if known and (known.role == "agency" or after_stop):
                draft.credit = known.name
            elif after_stop and _is_name(found["name"]):
                draft.credit = _name_of(_WITH.sub("", found["name"]))


def _has_verb_mark(name: str) -> bool:
    """Whether brackets hold a remark and not names: digits, or lower case throughout."""
    return any(c.isdigit() for c in name) or name == name.lower() or ":" in name[12:]


def _is_name(name: str) -> bool:
    words = [w for w in name.split() if w[0].isalpha()]
    return 1 < len(words) <= 6 and all(w[0].isupper() or w in ("of", "the", "and") for w in words)


_AFTER_NAME = re.compile(
    r"\s{3,}|\t|\s(?:editor|edited by|author|by|updated|published|time|date)\s?:"
    r"|\s\(?\d{4}-\d\d-\d\d|\s\d{1,2}:\d\d",
    re.IGNORECASE,
)
"""What a page's source line goes on with after the name: its editor, its time."""


def _name_of(raw: str) -> str:
    """A publisher's standard name, or the words as written; a mail address is left off."""
    name = re.sub(r"\s*<[^<>]*>\s*", " ", raw).strip(" \t\r.,;\"'")
    name = _AFTER_NAME.split(name, maxsplit=1)[0].strip(" \t\r.,;|\"'") or name
    for part in (name, re.split(r"\s+[–—-]\s+|\s*[/|]\s*", name)[0]):
        known = publisher_from_name(part)
        if known:
            return known.name
    return name


def _read_title(draft: Draft, body: int, joined: bool) -> None:
    """The heading: the first line of the head that has the form of one.

    That is: at most 25 words without a full stop, with more text below. A line of
    four words or less gives way to a longer one below it (the name of an outlet
    stands above the headline). When a header shares its line with one sentence
    that is a paragraph of its own, that sentence is it (title, date and summary
    run together when a page is copied).
    """
    text = draft.text
    if joined:
        end = text.find("\n", body)
        line = text[body:end].strip() if end > 0 else ""
        alone = end > 0 and not text[end + 1 :].lstrip(" \t\r")[:1].strip()
        if line and alone and len(line.split()) <= _LINE_AS_HEADING_WORDS:
            draft.title = None if _SENTENCE_STOP.search(line) else line
            return
    lines = _head_lines(draft, body)
    if not lines:
        return
    named = next((line for line in lines if is_publisher(line)), None)
    if named and (len(lines) > 1 or publisher_from_name(named)):
        draft.publisher = draft.publisher or _name_of(named)
        lines.remove(named)
    long = next((line for line in lines if len(line.split()) >= 5), None)
    if lines:
        draft.title = long if long and len(lines[0].split()) < 5 else lines[0]


def _head_lines(draft: Draft, body: int) -> list[str]:
    """The lines before the first paragraph that could be a heading."""
    text, out = draft.text, []
    for n, (start, end) in enumerate(_lines(text[body : body + 4000])):
        at, stop = body + start, body + end
        if n >= 8:
            break
        if _gone(draft, at + len(text[at:stop]) - len(text[at:stop].lstrip())):
            continue
        line = text[at:stop].strip()
        words = line.split()
        last = line.rstrip('"”’)*')[-1:]
        if len(words) > 25 or last in (".", ",", ";", ":") or line[:1].islower():
            break
        if not text[stop:].strip():
            break
        alone = _stands_alone(draft, stop)
        if not alone and not (len(line) <= 110 and _capitalised(words)):
            break
        if len(words) >= 2:
            out.append(line.strip("*_# "))
    return out


def _stands_alone(draft: Draft, end: int) -> bool:
    """Whether what follows a line is a blank line, a line set aside, or a line of a few words."""
    start = end + 1
    stop = draft.text.find("\n", start)
    below = draft.text[start : stop if stop >= 0 else len(draft.text)]
    first = start + len(below) - len(below.lstrip())
    return not below.strip() or _gone(draft, first) or len(below.split(None, 4)) <= 4


def _capitalised(words: list[str]) -> bool:
    long = [w for w in words if len(w) >= 4 and w[0].isalpha()]
    return bool(long) and sum(w[0].isupper() for w in long) >= 0.6 * len(long)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The first lines that are not blank."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].strip():
            yield at, end
        at = end + 1


def _last_lines(draft: Draft, most: int) -> Iterator[tuple[int, int]]:
    """Up to ``most`` lines from the end that are neither blank nor set aside."""
    text, end, given = draft.text, len(draft.text), 0
    for _ in range(60):
        if end <= 0 or given >= most:
            return
        start = text.rfind("\n", 0, end) + 1
        at = start + len(text[start:end]) - len(text[start:end].lstrip())
        if text[start:end].strip() and not _gone(draft, at):
            stop = min((d.start for d in draft.dropped if at < d.start < end), default=end)
            yield at, at + len(text[at:stop].rstrip())
            given += 1
        end = start - 1


def _gone(draft: Draft, at: int) -> bool:
    return any(d.start <= at < d.end for d in draft.dropped)


def _skip(draft: Draft, at: int) -> int:
    """The next character at or after ``at`` that is neither blank nor set aside."""
    text = draft.text
    gaps = sorted((d.start, d.end) for d in draft.dropped)
    i = 0
    while at < len(text):
        while i < len(gaps) and gaps[i][1] <= at:
            i += 1
        if i < len(gaps) and gaps[i][0] <= at:
            at = gaps[i][1]
        elif text[at].isspace():
            at += 1
        else:
            break
    return at
