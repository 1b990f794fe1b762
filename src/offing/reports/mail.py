"""E-mail into text: the best body, its headers, and what else it carries."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, NamedTuple

from offing.errors import UnreadableReport
from offing.reports import media
from offing.reports.decode import decode
from offing.reports.draft import Draft
from offing.reports.kind import guess_kind
from offing.reports.media import SUFFIXES
from offing.reports.publishers import publisher_from_host, publisher_from_name
from offing.reports.stamps import date_from_words

MOST_PARTS = 500
_MOST_HEADER = 1000
"""Characters of a header that are read: its grammar is costly on long nonsense."""
_READABLE = {"text/plain", "text/html", "text/markdown", "application/pdf", "application/json"}
_SUBJECT = re.compile(r"^(?:\s*(?:re|fwd?|fw|aw|wg|tr|sv)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
_WROTE = re.compile(
    r"^(?:On [^\n]{6,200}(?:\r?\n[^\n]{0,120})?\bwrote:|-{3,} ?Original Message ?-{3,}|"
    r"_{20,}\r?\n(?=From:))[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^[ \t]*(?:-{2,} ?(?:Forwarded|Original) message ?-{2,}|Begin forwarded message:)[ \t]*\r?\n"
    r"(?P<head>(?:\s*^(?:From|To|Cc|Date|Sent|Subject|Reply-To):[^\n]*\n){2,8})",
    re.MULTILINE | re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"^From:[^\n]{1,200}\n(?:Sent|Date):[^\n]{1,200}\nTo:[^\n]{1,500}\n(?:Cc:[^\n]{1,500}\n)?Subject:",
    re.MULTILINE,
)
_HEAD_LINE = re.compile(r"^\s*(?P<key>From|Date|Sent|Subject):[ \t]*(?P<value>[^\n]*)", re.M | re.I)
_PASSES_ON = re.compile(r"(?i)\bforwarded (?:message|mail)\b")
_FORWARD_WORDS = 40
"""A forwarded mail below a longer text than this is taken for a quotation."""
_QUOTE = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_FREE_MAIL = {
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com",
    "aol.com", "proton.me", "protonmail.com", "gmx.net", "gmx.de", "web.de", "mail.ru", "live.com",
}  # fmt: skip


def read_mail(data: bytes, *, source: str) -> Draft:
    """The text of an e-mail: its plain body, else its HTML body, else a mail inside it.

    Signatures and quoted earlier mails are set aside; attachments are listed as
    problems (code ``attachment``).

    Raises:
        UnreadableReport: it is broken or has no readable body.
    """
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = _leaves(mail)
    except Exception as wrong:
        raise UnreadableReport(source, f"is a broken e-mail ({type(wrong).__name__})") from None
    body = _body(parts)
    if body is None:
        names = ", ".join(_name(p) for p in parts[:5]) or "nothing"
        raise UnreadableReport(source, f"is an e-mail without a text; it holds {names}")
    draft = _draft_of(body, source)
    _read_headers(draft, _headers_for(mail, body, parts))
    _list_others(draft, parts, body)
    if draft.media_type == media.TEXT and not _read_forwarded(draft):
        _drop_tail(draft)
    draft.media_type = media.EMAIL
    draft.kind = "notice" if guess_kind(draft.text) == "notice" else "message"
    return draft


class Attachment(NamedTuple):
    """A part of a mail that could be a report by itself."""

    name: str
    media_type: str
    charset: str | None
    data: bytes


def attachments_of(data: bytes) -> list[Attachment]:
    """The attached files of a mail that are of a readable kind; none if it is broken."""
    try:
        parts = _leaves(email.message_from_bytes(data, policy=email.policy.compat32))
    except Exception:
        return []
    out = []
    for part in parts:
        name = part.get_filename() or ""
        ending = name[name.rfind(".") :].lower() if "." in name else ""
        told = part.get_content_type()
        readable = told in _READABLE or (told == "application/octet-stream" and ending in SUFFIXES)
        if _is_attached(part) and readable and _payload(part).strip():
            out.append(Attachment(name, told, part.get_content_charset(), _payload(part)))
    return out


def _leaves(mail: Message) -> list[Message]:
    out: list[Message] = []
    for part in mail.walk():
        if not part.is_multipart() and len(out) < MOST_PARTS:
            out.append(part)
    return out


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _payload(part: Message) -> bytes:
    raw: Any = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _body(parts: list[Message]) -> Message | None:
    """The plain part with the most text, unless an HTML part says five times as much."""
    plain = [p for p in parts if p.get_content_type() == "text/plain" and not _is_attached(p)]
    rich = [p for p in parts if p.get_content_type() == "text/html" and not _is_attached(p)]
    plain = [p for p in plain if _payload(p).strip()]
    rich = [p for p in rich if _payload(p).strip()]
    if not plain and not rich:
        others = [p for p in parts if p.get_content_type() == "text/plain" and _payload(p).strip()]
        return others[0] if others else None
    best = max(plain, key=lambda p: len(_payload(p)), default=None)
    if best is None:
        return max(rich, key=lambda p: len(_payload(p)))
    if rich and len(_payload(best).split()) < 25:
        largest = max(rich, key=lambda p: len(_payload(p)))
        bare = re.sub(rb"<style.*?</style>|<[^<>]*>", b" ", _payload(largest), flags=re.S)
        if len(bare.split()) > 5 * len(_payload(best).split()):
            return largest
    return best


def _draft_of(part: Message, source: str) -> Draft:
    charset = part.get_content_charset()
    raw = _payload(part)
    if part.get_content_type() == "text/html":
        from offing.reports.html import read_html

        draft = read_html(raw, source=source, charset=charset, whole=True)
    else:
        text, problems = decode(raw, source=source, declared=charset)
        draft = Draft(text=text, media_type=media.TEXT, problems=problems)
    return draft


def _headers_for(mail: Message, body: Message, parts: list[Message]) -> Message:
    """The innermost mail that holds the body: a forwarded mail speaks with its own headers."""
    best = mail
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, Message) and any(p is body for p in inner.walk()):
                best = inner
    return best


def _header(mail: Message, name: str) -> str:
    value = str(mail.get(name) or "")[:_MOST_HEADER]
    if not value:
        return ""
    try:
        parsed = email.policy.default.header_factory(name, value)
        return " ".join(str(parsed).split())
    except Exception:
        return " ".join(value.split())


def _read_headers(draft: Draft, mail: Message) -> None:
    subject = _SUBJECT.sub("", _header(mail, "Subject")).strip()
    draft.title = subject or draft.title
    _read_sender(draft, _header(mail, "From"))
    _read_date(draft, _header(mail, "Date"))


_ONE_SENDER = re.compile(r"(?P<name>[^<>@]{2,200}?)\s{0,4}<(?P<address>[^<>\s]{3,200})>\s*")
"""“Harbour Office, Port of X <hm@x>”: a comma in a name that nobody put in quotes."""


def _read_sender(draft: Draft, raw: str) -> None:
    name, address = parseaddr(raw)
    if (whole := _ONE_SENDER.fullmatch(raw)) is not None:
        name, address = whole["name"].strip(' "'), whole["address"]
    host = address.rpartition("@")[2].lower()
    known = publisher_from_name(name) or (publisher_from_host(host) if host else None)
    if known:
        draft.publisher = known.name
    elif name or address:
        draft.publisher = name or (address if host in _FREE_MAIL else host) or None


def _read_date(draft: Draft, raw: str) -> None:
    if not raw:
        return
    try:
        date = parsedate_to_datetime(raw).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        found = date_from_words(raw)
        if found is None:
            draft.note("published", f"the date header {raw[:60]!r} cannot be read")
            return
        date = found
    draft.published, draft.published_basis = date, "header"


def _read_forwarded(draft: Draft) -> bool:
    """A mail forwarded inside the text, with few words above it: its headers are the report's."""
    found = _FORWARDED.search(draft.text)
    if found is None or len(draft.text[: found.start()].split()) > _FORWARD_WORDS:
        return False
    for line in _HEAD_LINE.finditer(found["head"]):
        key, value = line["key"].lower(), line["value"].strip()
        if key == "from":
            _read_sender(draft, value)
        elif key == "subject":
            draft.title = _SUBJECT.sub("", value) or draft.title
        else:
            _read_date(draft, value)
    draft.drop(found.start(), found.end(), "header", "header of a forwarded mail")
    return True


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:
        name = ""
    from offing.reports.read import show_name

    return (
        f"{show_name(name)[:120]} ({part.get_content_type()})" if name else part.get_content_type()
    )


def _list_others(draft: Draft, parts: list[Message], body: Message) -> None:
    for part in parts:
        plain = part.get_content_type() in ("text/plain", "text/html")
        if part is body or (plain and not _is_attached(part) and not part.get_filename()):
            continue
        draft.note(
            "attachment", f"not read: {_name(part)}; save it and read it as a report of its own"
        )


def _drop_tail(draft: Draft) -> None:
    """Set aside the signature and quoted earlier mails, unless nothing else is left."""
    text = draft.text
    drops: list[tuple[int, int, str, str]] = []
    quotes = [(m.start(), m.end()) for m in _QUOTE.finditer(text)]
    if sum(b - a for a, b in quotes) < 0.8 * len(text.strip()):
        drops += [(a, b, "boilerplate", "quoted earlier mail") for a, b in quotes]
    wrote = _WROTE.search(text) or _OUTLOOK.search(text)
    if wrote and _PASSES_ON.search(text, max(0, wrote.start() - 80), wrote.start() + 40):
        wrote = None  # passed on to be read, and not quoted beneath an answer
    if wrote and text[: wrote.start()].strip():
        own = len(text[: wrote.start()].split())
        quoted = any(a <= wrote.end() + 4 for a, b in quotes if b > wrote.start())
        if own >= 10 and not quoted:
            drops.append((wrote.start(), len(text), "boilerplate", "quoted earlier mail"))
        elif quoted and drops:
            drops.append((wrote.start(), wrote.end(), "boilerplate", "quoted earlier mail"))
    signature = _SIGNATURE.search(text)
    if signature and text[: signature.start()].strip():
        rest = text[signature.end() :]
        if len(rest.split()) <= 120:
            drops.append((signature.start(), len(text), "signature", ""))
    for start, end, reason, note in drops:
        draft.drop(start, end, reason, note)
