"""One source into one report: files, text and bytes, of every kind that is known."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from offing.errors import UnreadableReport, UsageError
from offing.model import Report, ReportKind
from offing.reports import media
from offing.reports.decode import decode
from offing.reports.draft import Draft
from offing.reports.finish import finish

MAX_BYTES = 16 * 1024 * 1024
"""Largest report that is read, bytes: some two and a half million words."""
MAX_NOTICE_BYTES = 256 * 1024 * 1024
"""Largest file of structured messages (``kind="notice"``), bytes: dumps are that large."""

_SOMETHING = re.compile(rb"[^ \t\r\n\x00\x0b\x0c]")
_URL = re.compile(r"(?i)\s*(?:https?|ftp|file)://\S+\s*")
_ENDINGS = "|".join(
    s[1:] for s in (*media.SUFFIXES, ".csv", ".xml", ".doc", ".docx", ".rtf", ".msg")
)
_PATHLIKE = re.compile(rf"\S+|(?:[/~]|\.{{1,2}}/|[A-Za-z]:\\).*|.*\.(?:{_ENDINGS})")


def read_report(
    source: bytes | str | os.PathLike[str],
    *,
    published: datetime.date | None = None,
    kind: str | None = None,
) -> Report:
    """Read one report.

    Args:
        source: ``bytes`` are a file's content. A path is a file. A ``str`` that
            names an existing file is a path, ``-`` is standard input, a ``str``
            with a line break, or a line of prose, is the text itself; anything
            else (one word, a name ending like a file's) is taken as a path that
            is not there. Plain text, HTML, Markdown, e-mail, PDF, and JSON with
            one message are told apart by content, then by the file's name.
        published: the date of publication, if known better than the report says.
        kind: ``article``, ``notice`` or ``message``; guessed when not given.

    Returns:
        The report; what cleaning set aside is in ``dropped``, what was wrong but
        could be read around in ``problems``.

    Raises:
        UnreadableReport: there is no such file, it cannot be opened, is empty,
            binary, encrypted, broken, larger than 16 MiB (256 MiB with
            ``kind="notice"``), or holds several messages (see ``read_reports``).
        UsageError: ``source`` or ``kind`` cannot be meant.
    """
    check_kind(kind)
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
        check_size(len(data), "bytes", kind)
        return report_from_bytes(data, source="bytes", published=published, kind=kind)
    if isinstance(source, str):
        if source == "-":
            data = read_stdin(kind)
            return report_from_bytes(data, source="-", published=published, kind=kind)
        if not _names_file(source):
            return _report_from_text(source, published=published, kind=kind)
    elif not isinstance(source, os.PathLike):
        raise UsageError(f"a report is bytes, text or a path, not {type(source).__name__}")
    path = Path(source)
    if path.is_dir():
        raise UsageError(f"{show_name(path)} is a folder; read_reports() reads folders")
    data = read_file(path, kind)
    return report_from_bytes(
        data, source=show_name(path), name=path.name, published=published, kind=kind
    )


def report_from_bytes(
    data: bytes,
    *,
    source: str,
    name: str = "",
    declared: str | None = None,
    charset: str | None = None,
    url: str | None = None,
    published: datetime.date | None = None,
    kind: str | None = None,
) -> Report:
    """A report from a file's bytes, whatever they came by.

    Args:
        data: the whole content.
        source: what to call it in messages and in ``Report.source``.
        name: a file name whose ending may say the kind.
        declared: the media type that a server or a mail part declared.
        charset: the encoding that it declared.
        url: the address it came from: gives a publisher, and a date as a last resort.
        published: as in ``read_report``.
        kind: as in ``read_report``.

    Raises:
        UnreadableReport: as in ``read_report``.
    """
    if not _SOMETHING.search(data):
        raise UnreadableReport(source, "is empty")
    try:
        what = media.media_type_of(data, name=name, declared=declared)
    except UnreadableReport as wrong:
        raise UnreadableReport(source, wrong.reason) from None
    draft = _READERS[what](data, source, charset, url)
    return finish(
        draft, report_id=hashlib.sha256(data).hexdigest(), source=source, name=name, url=url,
        published=published, kind=kind,
    )  # fmt: skip


def _report_from_text(text: str, *, published: datetime.date | None, kind: str | None) -> Report:
    if not text.strip():
        raise UnreadableReport("text", "is empty")
    check_size(len(text), "text", kind)
    data = text.encode("utf-8", "surrogatepass")
    if media.media_type_of(data[:4096]) == media.HTML:
        return report_from_bytes(
            data, source="text", charset="utf-8", published=published, kind=kind
        )
    return finish(
        Draft(text=text, media_type=media.TEXT), report_id=hashlib.sha256(data).hexdigest(),
        source="text", name="", url=None, published=published, kind=kind,
    )  # fmt: skip


def _names_file(source: str) -> bool:
    """Whether a string is a path: it exists, or can hardly be anything else."""
    if "\n" in source or "\r" in source or not source.strip():
        return False
    if _URL.fullmatch(source):
        raise UsageError(
            f"{show_name(source)} is an address; offing.sources.fetch_report() fetches it"
        )
    if len(source) < 4096 and "\x00" not in source:
        try:
            if Path(source).exists():
                return True
        except OSError:
            pass
    if source.lstrip().startswith(("<", "{", "[")):
        return False
    return _PATHLIKE.fullmatch(source) is not None and len(source) < 4096


def check_kind(kind: str | None) -> None:
    """Raise ``UsageError`` unless ``kind`` is one that reports have."""
    if kind is not None and kind not in get_args(ReportKind):
        raise UsageError(f"unknown kind {kind!r}: use one of {', '.join(get_args(ReportKind))}")


def limit_for(kind: str | None) -> int:
    """The largest size that is read, bytes."""
    return MAX_NOTICE_BYTES if kind == "notice" else MAX_BYTES


def check_size(size: int, source: str, kind: str | None) -> None:
    """Raise ``UnreadableReport`` if ``size`` bytes are more than are read."""
    limit = limit_for(kind)
    if size > limit:
        hint = "" if kind == "notice" else ', or say kind="notice" if it is a dump of warnings'
        raise UnreadableReport(
            source, f"has {size:,} bytes, more than the {limit:,} that are read; split it{hint}"
        )


def read_file(path: Path, kind: str | None = None) -> bytes:
    """The content of a file, at most as much as is read.

    Raises:
        UnreadableReport: it is gone, may not be opened, or is too large.
    """
    name = show_name(path)
    limit = limit_for(kind)
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                check_size(status.st_size, name, kind)
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableReport(name, "no such file; check the name") from None
    except PermissionError:
        raise UnreadableReport(name, "no permission to read it") from None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or str(wrong)
        raise UnreadableReport(name, f"cannot be opened: {why}") from None
    if len(data) > limit:
        check_size(len(data), name, kind)
    return data


def read_stdin(kind: str | None = None) -> bytes:
    """Standard input to its end, at most as much as is read."""
    limit = limit_for(kind)
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        check_size(len(data), "-", kind)
    return data


_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def show_name(path: str | os.PathLike[str]) -> str:
    """A name that is safe to print: control, invisible and undecodable characters escaped."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", str(os.fspath(path)))


def _read_text(data: bytes, source: str, charset: str | None, url: str | None) -> Draft:
    text, problems = decode(data, source=source, declared=charset)
    return Draft(text=text, media_type=media.TEXT, problems=problems)


def _read_html(data: bytes, source: str, charset: str | None, url: str | None) -> Draft:
    from offing.reports.html import read_html

    return read_html(data, source=source, charset=charset, url=url)


def _read_markdown(data: bytes, source: str, charset: str | None, url: str | None) -> Draft:
    from offing.reports.markdown import read_markdown

    return read_markdown(data, source=source, charset=charset)


def _read_mail(data: bytes, source: str, charset: str | None, url: str | None) -> Draft:
    from offing.reports.mail import read_mail

    return read_mail(data, source=source)


def _read_pdf(data: bytes, source: str, charset: str | None, url: str | None) -> Draft:
    from offing.reports.pdf import read_pdf

    return read_pdf(data, source=source)


def _read_json(data: bytes, source: str, charset: str | None, url: str | None) -> Draft:
    from offing.reports.messages import drafts_from_json

    found = []
    for draft, _ in drafts_from_json(data, source=source):
        if isinstance(draft, UnreadableReport):
            raise draft
        found.append(draft)
        if len(found) > 1:
            raise UnreadableReport(
                source, "holds several messages; read_reports() reads each as a report"
            )
    if not found:
        raise UnreadableReport(source, "holds no message")
    return found[0]


_Reader = Callable[[bytes, str, "str | None", "str | None"], Draft]
_READERS: dict[str, _Reader] = {
    media.TEXT: _read_text, media.HTML: _read_html, media.MARKDOWN: _read_markdown,
    media.EMAIL: _read_mail, media.PDF: _read_pdf, media.JSON: _read_json,
    media.JSON_LINES: _read_json,
}  # fmt: skip
