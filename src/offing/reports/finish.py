"""The steps common to all kinds of reports: heading, boilerplate, language, kind."""

from __future__ import annotations

import datetime
import re
from typing import cast

from offing.errors import UnreadableReport
from offing.model import Report, ReportKind
from offing.reports.boilerplate import drop_boilerplate
from offing.reports.draft import Draft
from offing.reports.heading import read_heading
from offing.reports.kind import guess_kind
from offing.reports.language import note_language
from offing.reports.letters import note_letters

_WORD_SIGN = re.compile(r"\S")


def finish(
    draft: Draft,
    *,
    report_id: str,
    source: str,
    name: str,
    url: str | None,
    published: datetime.date | None,
    kind: str | None,
) -> Report:
    """The report that ``draft`` comes to.

    Raises:
        UnreadableReport: there is no text in it.
    """
    note_letters(draft)
    if not _WORD_SIGN.search(draft.text):
        raise UnreadableReport(source, "holds no text")
    kind = kind or draft.kind or guess_kind(draft.text)
    drop_boilerplate(draft, kind)
    read_heading(draft, name=name, url=url, kind=kind)
    note_language(draft)
    if published is not None:
        if draft.published and draft.published != published:
            draft.note(
                "published", f"the report itself says {draft.published} ({draft.published_basis})"
            )
        draft.published, draft.published_basis = published, "argument"
    return Report(
        id=report_id, kind=cast(ReportKind, kind), source=source, media_type=draft.media_type,
        text=draft.text, title=draft.title, publisher=draft.publisher, credit=draft.credit,
        published=draft.published, published_basis=draft.published_basis, language=draft.language,
        dropped=tuple(sorted(draft.dropped, key=lambda d: (d.start, d.end))), pages=draft.pages,
        problems=tuple(draft.problems),
    )  # fmt: skip
