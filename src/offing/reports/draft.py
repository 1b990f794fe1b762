"""A report while it is being read: what each kind of file hands to the common steps."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from offing.model import Dropped, Problem


@dataclass(slots=True)
class Draft:
    """What a reader of one kind of file found, before the steps common to all kinds.

    ``published_basis`` is ``metadata`` or ``url`` here; ``kind`` is only a leaning.
    ``body_start`` is where the text proper begins when a header block was dropped.
    """

    text: str
    media_type: str
    kind: str | None = None
    title: str | None = None
    publisher: str | None = None
    credit: str | None = None
    published: datetime.date | None = None
    published_basis: str | None = None
    language: str | None = None
    dropped: list[Dropped] = field(default_factory=list)
    pages: tuple[int, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def drop(self, start: int, end: int, reason: str, note: str = "") -> None:
        """Set ``text[start:end]`` aside, unless it is empty or only white space."""
        if self.text[start:end].strip():
            self.dropped.append(Dropped(start=start, end=end, reason=reason, note=note))

    def note(
        self, code: str, message: str, start: int | None = None, end: int | None = None
    ) -> None:
        """Add a problem; its words are quoted (at most 80 characters) when a place is given."""
        quote = "" if start is None else self.text[start : min(end or start, start + 80)]
        self.problems.append(Problem(code=code, message=message, text=quote, start=start, end=end))
