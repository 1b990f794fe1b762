"""What kind of file some bytes are: by their first bytes, then by name or declared type."""

from __future__ import annotations

import re
from pathlib import PurePath

from offing.errors import UnreadableReport

TEXT = "text/plain"
HTML = "text/html"
MARKDOWN = "text/markdown"
EMAIL = "message/rfc822"
PDF = "application/pdf"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"

SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".log": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".eml": EMAIL, ".pdf": PDF, ".json": JSON,
    ".jsonl": JSON_LINES, ".ndjson": JSON_LINES,
}  # fmt: skip
"""File name endings that say what a text-like file is."""

_DECLARED = {
    "text/plain": TEXT, "text/html": HTML, "application/xhtml+xml": HTML, "text/markdown": MARKDOWN,
    "message/rfc822": EMAIL, "application/pdf": PDF, "application/json": JSON,
    "application/x-ndjson": JSON_LINES, "application/jsonl": JSON_LINES,
}  # fmt: skip

_JSON_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*(?:[{\]]|\[\s*\[)|\{\s*\Z|\[\s*\Z)"
)
"""An object or a list of objects; “[Translated from …]” is how a text may begin, too."""

_FOREIGN = (
    (b"PK\x03\x04", "a zip archive or an office document; save its text, or export it as PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text, or export it as PDF"),
    (b"{\\rtf", "a rich-text document; save it as plain text"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a rar archive; unpack it first"),
    (b"\x89PNG", "a picture; recognise its text (OCR) first"),
    (b"\xff\xd8\xff", "a picture; recognise its text (OCR) first"),
    (b"GIF8", "a picture; recognise its text (OCR) first"),
    (b"II*\x00", "a picture; recognise its text (OCR) first"),
    (b"MM\x00*", "a picture; recognise its text (OCR) first"),
    (b"RIFF", "a sound, video or picture file"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
"""First bytes of common files that are not reports, with what to do."""

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"\s*<(?:\?xml|svg|rss|feed)\b", re.IGNORECASE)
_HTML_TAG = re.compile(
    rb"<(?:p|div|article|section|h1|h2|table|ul|br)\b[^<>]{0,300}>", re.IGNORECASE
)
_MAIL_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?\S")
_MAIL_SURE = {b"message-id", b"received", b"mime-version", b"return-path", b"content-type"}
_MAIL_LIKELY = {b"from", b"to", b"date", b"subject"}


def media_type_of(data: bytes, *, name: str = "", declared: str | None = None) -> str:
    """The media type of a report's bytes.

    First bytes win over the declared type (a server's or a mail part's), which
    wins over the ending of ``name``; text without any sign is ``text/plain``.

    Raises:
        UnreadableReport: the bytes are a known kind of file that holds no report.
    """
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return PDF
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableReport(name or "input", f"is {what}")
    named = SUFFIXES.get(PurePath(name).suffix.lower()) if name else None
    told = _DECLARED.get((declared or "").split(";")[0].strip().lower())
    if told == TEXT and named in (MARKDOWN, JSON, JSON_LINES):
        told = named
    kind = told or named
    if kind and kind not in (TEXT, PDF):
        return kind
    return _sniffed(head, told=kind)


def _sniffed(head: bytes, told: str | None) -> str:
    if _HTML_START.match(head) or (told is None and _XML_START.match(head)):
        return HTML  # XML too: its text nodes are the text, and no entity is expanded
    if told is None and len(_HTML_TAG.findall(head)) >= 2 and head.lstrip().startswith(b"<"):
        return HTML
    if _is_mail(head):
        return EMAIL
    if told is None and _JSON_START.match(head):
        return JSON
    return TEXT


def _is_mail(head: bytes) -> bool:
    """Whether ``head`` starts with a block of internet message headers (RFC 5322)."""
    if head.startswith(b"From ") and b"@" in head[:200]:
        head = head.partition(b"\n")[2]
    names = set()
    for line in head.splitlines()[:60]:
        if not line.strip():
            break
        found = _MAIL_HEADER.match(line)
        if found:
            names.add(found[1].lower())
        elif not line[:1].isspace():
            return False
    return bool(names & _MAIL_SURE) and len(names & _MAIL_LIKELY) >= 2
