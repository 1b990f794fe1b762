"""A table of sources to edit: the shipped rows, and whoever a set of reports names besides."""

from __future__ import annotations

import json
from collections.abc import Iterable

from offing.incidents.names import name_key
from offing.incidents.sources import WORDS, Source, SourceTable, source_table_from
from offing.model import Claim, Report

_HEAD = """\
# How reliable you hold sources to be, for 'offing incidents --sources FILE'.
#
# letter   {letters}
# name     the source as reports name it; also: its other names; why: your ground
#
# Rows here go before the table that ships with Offing, one by one: delete the rows that you
# do not change. Who stands in neither is F. Nothing that reports say, and no agreement
# between them, ever moves a letter: only you do.
"""


def template_from(reports: Iterable[Report] = (), claims: Iterable[Claim] = ()) -> str:
    """A TOML table that ``link_incidents`` reads: shipped rows, then unlisted names as F.

    Unlisted are the publishers of ``reports``, whom they credit, and the speakers of
    ``claims``, in order of names.
    """
    table = source_table_from(None)
    letters = "; ".join(f"{letter} {words}" for letter, words in WORDS.items())
    parts = [_HEAD.format(letters=letters)]
    parts += [_entry(row) for row in table.rows]
    names = _unlisted(table, reports, claims)
    if names:
        parts.append("# Named in your reports, and in no table yet.\n")
        parts += [_entry(Source(name=name, letter="F")) for name in names]
    return "\n".join(parts)


def _unlisted(table: SourceTable, reports: Iterable[Report], claims: Iterable[Claim]) -> list[str]:
    named = [n for r in reports for n in (r.publisher, r.credit) if n]
    named += [c.speaker for c in claims]
    found: dict[str, str] = {}
    for name in named:
        tidy = " ".join(name.split())
        if name_key(tidy) and table.find(tidy) is None:
            found.setdefault(name_key(tidy), tidy)
    return [found[key] for key in sorted(found)]


def _entry(row: Source) -> str:
    lines = ["[[source]]", f"name = {_quoted(row.name)}"]
    if row.also:
        lines.append(f"also = [{', '.join(_quoted(a) for a in row.also)}]")
    lines.append(f'letter = "{row.letter}"')
    lines.append(f"why = {_quoted(row.why)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
