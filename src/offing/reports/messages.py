"""JSON and JSON lines of messages: each object with a text is one report."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from offing.errors import UnreadableReport
from offing.reports import media
from offing.reports.decode import decode
from offing.reports.draft import Draft
from offing.reports.kind import guess_kind
from offing.reports.publishers import publisher_from_name, publisher_from_url
from offing.reports.stamps import date_from_group, date_from_words

TEXT_FIELDS = ("text", "body", "message", "content", "description", "narrative", "narration",
               "details", "full_text", "msgText", "summary")  # fmt: skip
TITLE_FIELDS = ("title", "headline", "subject", "name")
DATE_FIELDS = ("published", "date", "published_at", "publishedAt", "pubDate", "issued", "issueDate",
               "issue_date", "created", "created_at", "createdAt", "timestamp", "datetime", "time",
               "sent")  # fmt: skip
PUBLISHER_FIELDS = ("publisher", "issuer", "outlet", "source", "channel", "account", "author",
                    "from", "authority", "site")  # fmt: skip
URL_FIELDS = ("url", "link", "permalink")
LIST_FIELDS = ("messages", "items", "reports", "articles", "results", "entries", "data", "features",
               "warnings", "incidents", "posts", "value")  # fmt: skip


class Label(NamedTuple):
    """What a message is called, and the bytes whose hash is its id."""

    source: str
    raw: bytes


Found = tuple[Draft | UnreadableReport, Label]


def drafts_from_json(data: bytes, *, source: str) -> Iterator[Found]:
    """Each message of a JSON document (an object, a list, a list in an object) or JSON lines.

    Fields are found by their usual names. A message that cannot be read comes as
    the error that says which one it is; the others still come.

    Raises:
        UnreadableReport: the document as a whole is not JSON.
    """
    text, problems = decode(data, source=source)
    try:
        whole = _parse(text)
    except _NotJSON as wrong:
        yield from _from_lines(text, source, problems, str(wrong))
        return
    rows = _rows(whole)
    for n, row in enumerate(rows, 1):
        label = source if len(rows) == 1 else f"{source}#{n}"
        raw = data if len(rows) == 1 else _bytes(row)
        yield _found(row, label, raw, problems)


class _NotJSON(ValueError):
    pass


def _parse(text: str) -> Any:
    import msgspec

    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except RecursionError:
        raise _NotJSON("nested too deeply") from None
    except (msgspec.DecodeError, UnicodeError):
        pass
    try:
        return json.loads(text)
    except RecursionError:
        raise _NotJSON("nested too deeply") from None
    except ValueError as wrong:
        raise _NotJSON(str(wrong)) from None


def _from_lines(text: str, source: str, problems: list[Any], why: str) -> Iterator[Found]:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    good = False
    for n, line in lines:
        label = f"{source}:{n}"
        try:
            row = _parse(line)
        except _NotJSON as wrong:
            if not good and n == lines[0][0] and len(lines) == 1:
                raise UnreadableReport(source, f"is not JSON: {why}") from None
            yield UnreadableReport(label, f"is not JSON: {wrong}"), Label(label, line.encode())
            continue
        good = True
        for each in _rows(row):
            yield _found(each, label, line.encode("utf-8", "surrogatepass"), problems)


def _rows(value: Any) -> list[Any]:
    """The messages in a JSON value."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and _first(value, TEXT_FIELDS) is None:
        for key in LIST_FIELDS:
            if isinstance(value.get(key), list):
                return list(value[key])
    return [value]


def _bytes(row: Any) -> bytes:
    return json.dumps(row, ensure_ascii=True, sort_keys=True).encode()


def _found(row: Any, label: str, raw: bytes, problems: list[Any]) -> Found:
    try:
        draft = draft_from_message(row, label)
    except UnreadableReport as wrong:
        return wrong, Label(label, raw)
    draft.problems.extend(problems)
    return draft, Label(label, raw)


def draft_from_message(row: Any, source: str) -> Draft:
    """A message object as a draft.

    Raises:
        UnreadableReport: it is no object, or has no text under a usual name.
    """
    if isinstance(row, str) and row.strip():
        return Draft(text=row, media_type=media.JSON, kind="message")
    if not isinstance(row, dict):
        raise UnreadableReport(source, "is not a message: an object with a text field is expected")
    if isinstance(row.get("properties"), dict) and row.get("type") == "Feature":
        row = row["properties"]
    text = _first(row, TEXT_FIELDS)
    if text is None:
        known = ", ".join(TEXT_FIELDS[:6])
        raise UnreadableReport(source, f"has no text: one of the fields {known} … is expected")
    draft = _draft_of(text)
    title = _first(row, TITLE_FIELDS)
    draft.title = title.strip() if title else draft.title
    publisher = _first(row, PUBLISHER_FIELDS)
    if publisher:
        known_as = publisher_from_name(publisher)
        draft.publisher = known_as.name if known_as else publisher.strip()
    elif url := _first(row, URL_FIELDS):
        draft.publisher = publisher_from_url(url)
    credit = _first(row, ("credit", "agency"))
    draft.credit = credit.strip() if credit else draft.credit
    draft.published = _date(row)
    draft.published_basis = "metadata" if draft.published else None
    return draft


def _draft_of(text: str) -> Draft:
    """A message's text; if it is marked up, its text nodes."""
    if media.media_type_of(text[:4096].encode("utf-8", "replace")) == media.HTML:
        from offing.reports.html import read_html

        return read_html(text.encode("utf-8", "replace"), source="message", charset="utf-8")
    kind = guess_kind(text)
    return Draft(text=text, media_type=media.JSON, kind=kind if kind == "notice" else "message")


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds words; a nested object gives its name."""
    low = {key.lower(): key for key in row if isinstance(key, str)}
    for name in names:
        value = row.get(low.get(name.lower(), name))
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _date(row: dict[str, Any]) -> datetime.date | None:
    low = {key.lower(): key for key in row if isinstance(key, str)}
    for name in DATE_FIELDS:
        value = row.get(low.get(name.lower(), name))
        if isinstance(value, str):
            date = date_from_words(value) or date_from_group(value) or _mail_date(value)
            if date:
                return date
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            seconds = value / 1000 if value > 1e11 else value
            if 3e8 < seconds < 4.2e9:
                return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return None


def _mail_date(value: str) -> datetime.date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
