"""Which reports only pass another report on.

Three signs, from the texts themselves: a credit line (``Reuters``, “first published
by X”), a source that the text names for all of it, and text that is nearly the same
(word shingles; A. Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from offing.incidents.names import name_key
from offing.incidents.sources import wire_names
from offing.incidents.speakers import identity
from offing.incidents.versions import version_key
from offing.model import Report
from offing.model.base import Struct

SHINGLE_WORDS = 5
COPY_CONTAINMENT = 0.6
"""Share of the shorter text's shingles that stand in the other: from here on a copy."""

MIN_SHINGLES = 8
"""Texts shorter than this many shingles say too little to be called copies."""

_WORD = re.compile(r"\w+")
# White space within one line only: over many blank lines it would be tried again from each.
_CREDIT = re.compile(
    r"^[^\S\n]{0,20}\(?[^\S\n]{0,20}(?:source|via|credit|from)[^\S\n]{0,20}:[^\S\n]{0,20}"
    r"([^\n]{2,60}?)\)?[^\S\n]{0,20}$"
    r"|(?:republished|reprinted|reposted|translated|taken)\s+(?:with permission\s+)?from\s+"
    r"(?:the\s+)?([A-Z][^\n.,;()]{1,50})"
    r"|(?:first|originally)\s+(?:published|appeared)\s+(?:by|in|on)\s+(?:the\s+)?"
    r"([A-Z][^\n.,;()]{1,50})",
    re.IGNORECASE | re.MULTILINE,
)
_NO_CREDIT = re.compile(
    r"\s*(?:correct|updat|add|recast|refil|rewrit|clarif|releads?|writ)\w*\b", re.IGNORECASE
)
"""“(Corrects number of hurt)”: what a version changed, and nobody's name."""

_TAIL = re.compile(r"^[^\S\n]{0,20}\(([A-Z][^\n()]{1,50})\)[^\S\n]{0,20}$", re.MULTILINE)
_DATELINE = re.compile(
    r"^[^\S\n]{0,20}(?:[^\s()][^\n()]{0,60} )?\(([A-Z][\w. ]{1,30})\)[^\S\n]?[-–—]", re.MULTILINE
)
"""“BEIRA (Reuters) - ”: the agency whose words the text is."""
_SPLIT = re.compile(r"\s*(?:[,/&|–—]|\band\b| - )\s*")


class ReportOrigin(Struct, frozen=True, kw_only=True):
    """Where a report's own words come from; ``copy_of`` is another report given."""

    key: str
    name: str
    why: str = ""
    copy_of: str | None = None


def credited_to(report: Report) -> str | None:
    """Whom the report says it is taken from, ``None`` when it says nobody."""
    for text in (report.credit, *_credit_lines(report)):
        if text and _NO_CREDIT.match(text):
            continue
        for part in _SPLIT.split(text or ""):
            name = wire_names().get(name_key(part))
            if name:
                return name
        if text:
            first = _SPLIT.split(text)[0].strip()
            if first and name_key(first) != name_key(report.publisher or ""):
                return first
    return None


def _credit_lines(report: Report) -> Iterable[str]:
    """Credit lines at the beginning and the end of the text (800 code points each)."""
    text = report.clean()
    for part in (text[:800], text[-800:]) if len(text) > 1600 else (text,):
        for match in _CREDIT.finditer(part):
            yield next(g for g in match.groups() if g).strip()
        for match in _TAIL.finditer(part):
            # A name alone in brackets on a line: not a reporter's or editor's credit.
            yield match.group(1).strip()
    dateline = _DATELINE.search(text[:800])
    if dateline and name_key(dateline[1]) in wire_names():
        yield dateline[1]


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of ``SHINGLE_WORDS`` words, case and punctuation aside."""
    words = _WORD.findall(text.casefold())
    n = SHINGLE_WORDS
    # Python's hash of a tuple of strings changes from run to run, but only equality
    # within one run is asked for here.
    return frozenset(hash(tuple(words[i : i + n])) for i in range(max(0, len(words) - n + 1)))


_FACT = re.compile(r"(?<=[a-zà-þ,;0-9’'”] )[A-ZÀ-Þ][\w’'-]{2,}|\d[\d.,:]*\d")
MIN_FACTS, MIN_FIGURES = 14, 5
"""Names and figures from which two texts may be one story told in other words."""
SAME_FACTS = 0.85
"""Share of the shorter list that must stand in the longer, of all and of the figures."""
RETOLD_WITHIN_DAYS = 3


def facts(text: str) -> frozenset[str]:
    """Names within sentences and figures of two digits or more, case folded.

    A translation keeps them where it keeps no word: what is left to tell it by.
    """
    return frozenset(m.group().casefold().strip(".,:") for m in _FACT.finditer(text))


def is_retold(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two lists of facts are so much the same that one text retells the other.

    Cautious: reports of one event by two who were there share a few names, hardly
    five figures and nearly every name.
    """
    few, many = sorted((one, two), key=len)
    if len(few) < MIN_FACTS or len(many) > 2 * len(few):
        return False
    figures = {f for f in few if f[0].isdigit()}
    shared = few & many
    return (
        len(shared) >= SAME_FACTS * len(few)
        and len(figures) >= MIN_FIGURES
        and len(figures & many) >= SAME_FACTS * len(figures)
    )


def _retold(
    report: Report, known: Mapping[str, frozenset[str]], reports: Mapping[str, Report]
) -> str | None:
    """The earlier report that ``report`` tells in other words, published days apart at most."""
    own = known[report.id]
    if len(own) < MIN_FACTS or report.published is None:
        return None
    for other, told in known.items():
        first = reports[other]
        if other == report.id or first.published is None or first.publisher == report.publisher:
            continue
        near = abs((report.published - first.published).days) <= RETOLD_WITHIN_DAYS
        if near and is_retold(own, told):
            return other
    return None


def report_origins(reports: Mapping[str, Report]) -> dict[str, ReportOrigin]:
    """For each report id, whose words it is. The earliest of near-equal texts is the first."""
    ordered = sorted(reports.values(), key=_age)
    by_label: dict[str, str] = {}
    for report in ordered:
        by_label.setdefault(name_key(_label(report)), report.id)
    bags = {r.id: shingles(r.clean()) for r in ordered}
    holders: dict[int, list[str]] = defaultdict(list)
    origins: dict[str, ReportOrigin] = {}
    told: dict[str, frozenset[str]] = {}
    for report in ordered:
        bag = bags[report.id]
        shared = Counter(h for s in bag for h in holders[s])
        first = _first_text(report, bag, bags, shared)
        told[report.id] = facts(report.clean())
        retold = _retold(report, told, reports) if first is None else None
        origins[report.id] = _origin(report, first, origins, reports, by_label, retold)
        for s in bag:
            holders[s].append(report.id)
    return _under_wires(origins, reports)


def _under_wires(
    origins: dict[str, ReportOrigin], reports: Mapping[str, Report]
) -> dict[str, ReportOrigin]:
    """A text that stands elsewhere with an agency's credit is the agency's text there too."""
    wires: dict[str, tuple[str, str]] = {}
    for i, origin in origins.items():
        wire = wire_names().get(name_key(credited_to(reports[i]) or ""))
        if origin.copy_of is not None and wire and identity(wire) != origin.key:
            wires.setdefault(origin.key, (wire, _label(reports[i])))
    out = {}
    for i, origin in origins.items():
        wire, where = wires.get(origin.key, ("", ""))
        if wire:
            why = origin.why or f"nearly the same text as {where}, which credits {wire}"
            origin = ReportOrigin(key=identity(wire), name=wire, why=why, copy_of=origin.copy_of)
        out[i] = origin
    return out


def _age(report: Report) -> tuple[str, bool, str]:
    return version_key(report), credited_to(report) is not None, report.id


def _first_text(
    report: Report, bag: frozenset[int], bags: Mapping[str, frozenset[int]], shared: Counter[str]
) -> str | None:
    best: tuple[float, str] | None = None
    for other, count in shared.items():
        least = min(len(bag), len(bags[other]))
        if least >= MIN_SHINGLES and count / least >= COPY_CONTAINMENT:
            rank = (-count / least, other)
            best = rank if best is None or rank < best else best
    return best[1] if best else None


def _origin(
    report: Report,
    first: str | None,
    origins: Mapping[str, ReportOrigin],
    reports: Mapping[str, Report],
    by_label: Mapping[str, str],
    retold: str | None = None,
) -> ReportOrigin:
    credit = credited_to(report)
    if first is not None:
        source = origins[first]
        return ReportOrigin(
            key=source.key, name=source.name, copy_of=first,
            why=f"nearly the same text as {_label(reports[first])}",
        )  # fmt: skip
    given = by_label.get(name_key(credit or ""))
    if (
        credit and given is not None and given in origins
    ):  # taken, or translated, from a report that is here too
        source = origins[given]
        return ReportOrigin(
            key=source.key, name=source.name, copy_of=given, why=f"credits {credit}"
        )
    if retold is not None:
        source = origins[retold]
        return ReportOrigin(
            key=source.key, name=source.name, copy_of=retold,
            why=f"the same names and figures as {_label(reports[retold])}, in other words",
        )  # fmt: skip
    if credit:
        return ReportOrigin(key=identity(credit), name=credit, why=f"credits {credit}")
    if report.publisher:
        return ReportOrigin(key=identity(report.publisher), name=report.publisher)
    return ReportOrigin(key=f"report:{report.id}", name=report.title or report.source)


def _label(report: Report) -> str:
    return report.publisher or report.title or report.source


report_label = _label
"""A report's name for people: its publisher, else title, else where it came from."""
