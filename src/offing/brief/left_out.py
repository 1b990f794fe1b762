"""What was read and not used, and why: nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from offing.model import Claim, LeftOut, PlaceMention, Report

EXCERPT = 160
"""Longest excerpt shown, characters."""

DROP_WORDS = {
    "newsletter": "a newsletter form, not part of the report",
    "navigation": "page navigation",
    "cookie": "a cookie notice",
    "advertisement": "advertising",
    "related": "links to other stories",
    "hidden": "text that a reader of the page would not see",
    "header": "a header line",
    "signature": "a signature or legal footer",
    "markup": "markup",
    "boilerplate": "boilerplate",
}

READ_LANGUAGES = ("en",)

_NAMED_WATER = re.compile(
    r"\b(?:[Pp]orts?|[Ss]traits?|[Gg]ulf|[Cc]anal|[Hh]arbou?r|[Aa]nchorage|[Bb]ay)\s+of\s+"
    r"(?P<name>(?:(?:al|el|as|ash|Al|El|As|Ash)[ -])?[A-Z][\w’'-]{2,30}(?: [A-Z][\w’'-]{2,30})?)"
)


def list_left_out(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    mentions: dict[str, list[PlaceMention]],
    unreadable: Iterable[LeftOut] = (),
) -> tuple[LeftOut, ...]:
    """Everything set aside, unreadable inputs first, then report by report in reading order.

    ``mentions`` holds the places found in each report's cleaned text, by report id.
    """
    out = list(unreadable)
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report_id, []).append(claim)
    for report in reports:
        own = by_report.get(report.id, [])
        out.extend(_language(report))
        out.extend(_problems(report))
        out.extend(_boilerplate(report))
        out.extend(_places(report, mentions.get(report.id, [])))
        out.extend(_background(own))
        if not own:
            out.append(
                LeftOut(
                    kind="other",
                    reason="nothing in it could be read as a claim about shipping",
                    report_id=report.id,
                )
            )
    return tuple(out)


def _language(report: Report) -> Iterator[LeftOut]:
    """A report in a language whose sentences are not read."""
    code = (report.language or "").lower().split("-")[0]
    if code and code not in READ_LANGUAGES:
        yield LeftOut(
            kind="language",
            reason=f"the report is in another language ({code}); only English is read for claims",
            report_id=report.id,
        )


def _problems(report: Report) -> Iterator[LeftOut]:
    """What the reader itself could not read as it stands."""
    for problem in report.problems:
        kind = "language" if problem.code == "language" else "other"
        if kind == "language" and report.language and report.language != "en":
            continue
        yield LeftOut(
            kind=kind,
            reason=problem.message or problem.code.replace("_", " "),
            report_id=report.id,
            text=excerpt(problem.text),
            start=problem.start,
            end=problem.end,
        )


def _boilerplate(report: Report) -> Iterator[LeftOut]:
    """Ranges that cleaning set aside."""
    for gap in report.dropped:
        text = report.text[gap.start : gap.end]
        if not text.strip():
            continue
        yield LeftOut(
            kind="boilerplate",
            reason=gap.note or DROP_WORDS.get(gap.reason, gap.reason),
            report_id=report.id,
            text=excerpt(text),
            start=gap.start,
            end=gap.end,
        )


def _background(claims: Iterable[Claim]) -> Iterator[LeftOut]:
    """Claims that are not about shipping: kept, rated nowhere, proposing nothing."""
    for claim in claims:
        if claim.scope != "background":
            continue
        first = claim.evidence[0] if claim.evidence else None
        yield LeftOut(
            kind="background",
            reason=claim.paraphrase or f"{claim.action.replace('_', ' ')}, not about shipping",
            report_id=claim.report_id,
            text=excerpt(first.text) if first else "",
            start=first.start if first else None,
            end=first.end if first else None,
        )


def _places(report: Report, mentions: Sequence[PlaceMention]) -> Iterator[LeftOut]:
    """Ambiguous names, and names of waters or ports that no table has; each name once."""
    seen: set[str] = set()
    for mention in mentions:
        if not mention.ambiguous or mention.text in seen:
            continue
        seen.add(mention.text)
        others = ", ".join(mention.alternatives)
        reason = mention.why or "several places have this name"
        yield LeftOut(
            kind="ambiguous_place",
            reason=f"read as {mention.place.name}: {reason}" + (f"; or {others}" if others else ""),
            report_id=report.id,
            text=mention.text,
            start=mention.start,
            end=mention.end,
        )
    covered = [(m.start, m.end) for m in mentions]
    for match in _NAMED_WATER.finditer(report.clean()):
        start, end = match.span("name")
        name = match["name"]
        if name in seen or any(s < end and start < e for s, e in covered):
            continue
        seen.add(name)
        yield LeftOut(
            kind="unknown_place",
            reason="no place of this name is in the tables; nothing was computed for it",
            report_id=report.id,
            text=report.text[start:end],
            start=start,
            end=end,
        )


def excerpt(text: str, length: int = EXCERPT) -> str:
    """``text`` on one line, cut at a word with an ellipsis when longer than ``length``."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[:length].rsplit(" ", 1)[0] or line[:length]
    return f"{cut} …"
