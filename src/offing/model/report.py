"""A report as it was read."""

from __future__ import annotations

import datetime
from typing import Literal

from offing.model.base import Problem, Struct

ReportKind = Literal["article", "notice", "message"]


class Span(Struct, frozen=True, kw_only=True):
    """A half-open range of ``Report.text`` in Unicode code points."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""


class Dropped(Struct, frozen=True, kw_only=True):
    """A range of ``Report.text`` that cleaning set aside, and why.

    ``reason`` is a stable word: ``newsletter``, ``navigation``, ``cookie``,
    ``advertisement``, ``related``, ``hidden``, ``header``, ``signature``,
    ``markup``, ``boilerplate``.
    """

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    reason: str
    """A stable word, see above."""
    note: str = ""
    """What gave it away, in words."""


class Report(Struct, frozen=True, kw_only=True):
    """One report: what it is, when it was published, and its text.

    ``text`` is the decoded source before cleaning (plain text: every character;
    HTML: text nodes with entities decoded, a blank line between blocks; e-mail:
    decoded body; PDF: extracted text, ``pages`` holding the offset at which
    each page begins). All offsets in Offing count Unicode code points of it.
    """

    id: str
    """sha256 of the source bytes, hexadecimal."""
    kind: ReportKind
    """What sort of text it is: running prose, a structured message, or a short post or mail."""
    source: str
    """Where it came from, for people: a file name, ``-`` or an address."""
    media_type: str
    """MIME type of the source, e.g. ``text/html``."""
    text: str
    """The decoded source, see above."""
    title: str | None = None
    """The headline or subject line."""
    publisher: str | None = None
    """Who published it, as written."""
    credit: str | None = None
    """The credit line: whom the publisher took it from, e.g. ``Reuters``."""
    published: datetime.date | None = None
    """The day on which it was published."""
    published_basis: str | None = None
    """How ``published`` is known: ``argument``, ``metadata``, ``header``, ``text``, ``url``,
    ``name`` (of the file)."""
    language: str | None = None
    """ISO 639-1 code, where it could be told."""
    dropped: tuple[Dropped, ...] = ()
    """What cleaning set aside, in order."""
    pages: tuple[int, ...] = ()
    """Offsets at which pages begin (PDF only)."""
    problems: tuple[Problem, ...] = ()
    """What could not be read as it stands."""

    def clean(self) -> str:
        """The text that is read: as long as ``text``, what was dropped blanked.

        Every character of a dropped range becomes a space (line breaks stay, and
        the range's first character becomes a line break), so an offset into the
        cleaned text *is* the offset into ``text``: the map back is the identity.
        """
        if not self.dropped:
            return self.text
        out: list[str] = []
        at = 0
        for gap in sorted(self.dropped, key=lambda d: (d.start, d.end)):
            if gap.end <= at:
                continue
            start = max(gap.start, at)
            out.append(self.text[at:start])
            blank = "".join(c if c == "\n" else " " for c in self.text[start : gap.end])
            out.append("\n" + blank[1:] if blank else "")
            at = gap.end
        out.append(self.text[at:])
        return "".join(out)
