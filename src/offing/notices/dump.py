"""Large files of warnings, read a piece at a time: memory does not grow with the file."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from offing.errors import UnreadableReport
from offing.model.base import Problem
from offing.model.report import Report

PIECE_BYTES = 1 << 20
"""About how much is read at once; a piece ends where a message does."""
_LONGEST_PIECE = 4 * PIECE_BYTES
"""Where no message begins in so many bytes, the piece is cut at a line, or else anywhere."""
_HEAD = re.compile(
    rb"\n(?=[ \t]{0,8}(?:(?:\d{6}Z?[ ]{0,2}(?:UTC[ ])?[A-Z]{3}[ ]{0,2}\d{2,4}\s{1,6})?"
    rb"(?:HYDRO(?:LANT|PAC|ARC)|NAV(?:IGATIONAL )?AREA [IVX]{1,5}|NAVAREA|NAVTEX"
    rb"|(?:COASTAL|LOCAL|NAVIGATIONAL) (?:NAVIGATIONAL )?WARNING)\b[^\n]{0,20}\d[/-]\d"
    rb"|ZCZC[ \t]|(?:UKMTO|JMIC)[ _](?:WARNING|ADVISORY|ATTACK|INCIDENT)"
    rb"|(?:19|20)\d\d-\d{1,4}[ \t\r]{0,4}\n))"
)
_LONGEST_DATE_LINE = 30
_BLANK = re.compile(rb"\n[ \t\r]*\n")


def reports_from_dump(
    path: str | os.PathLike[str], *, published: datetime.date | None = None
) -> Iterator[Report]:
    """A plain text file of notices as reports of about a megabyte each, in order.

    Cut where a message begins, so none is torn; ``parse_notices`` reads each. Every
    report is called after the file and the byte at which it begins, its offsets count
    from there, and its id is the hash of its own bytes.

    Raises:
        UnreadableReport: the file cannot be opened or read, is empty, or is no text.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as file:
            yield from _pieces(file, str(name), published)
    except OSError as error:
        raise UnreadableReport(str(name), error.strerror or str(error)) from error


def _pieces(file: IO[bytes], name: str, published: datetime.date | None) -> Iterator[Report]:
    held, begins = b"", 0
    while True:
        block = file.read(PIECE_BYTES)
        if not block:
            break
        held += block
        if len(held) < PIECE_BYTES:
            continue
        cut = _cut(held)
        if cut:
            yield from _reports(held[:cut], name, begins, published)
            held, begins = held[cut:], begins + cut
    if not held and not begins:
        raise UnreadableReport(name, "is empty")
    yield from _reports(held, name, begins, published)


def _cut(data: bytes) -> int:
    """Where the last message of ``data`` begins; 0 to read on."""
    tail = max(0, len(data) - PIECE_BYTES // 2)
    for pattern in (_HEAD, _BLANK):
        ends = [m.end() for m in pattern.finditer(data, tail)]
        if len(ends) > 1 and ends[-1] - ends[-2] <= _LONGEST_DATE_LINE:
            return ends[-2]  # a line of date and time goes with the header below it
        if ends:
            return ends[-1]
    if len(data) < _LONGEST_PIECE:
        return 0
    return data.rfind(b"\n") + 1 or len(data)


def _reports(
    data: bytes, name: str, begins: int, published: datetime.date | None
) -> Iterator[Report]:
    from offing.reports.decode import decode

    if not data.strip():
        return
    source = f"{name} from byte {begins:,}" if begins else name
    text, problems = decode(data, source=source)
    yield Report(
        id=hashlib.sha256(data).hexdigest(), kind="notice", source=source,
        media_type="text/plain", text=text, published=published,
        published_basis="argument" if published else None,
        problems=tuple(p for p in problems if isinstance(p, Problem)),
    )  # fmt: skip
