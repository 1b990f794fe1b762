"""Daily transits in: PortWatch's own download, and the rearranged form that is passed round.

Known by their columns, in any order and case:

- the download “Daily Chokepoints Data”: ``date`` (or ``year``, ``month``, ``day``),
  ``portid``, ``portname``, ``n_container``, ``n_dry_bulk``, ``n_general_cargo``, ``n_roro``,
  ``n_tanker``, ``n_cargo``, ``n_total``, ``capacity_…``;
- rearranged: ``date``, ``chokepoint``, ``n_total``, ``n_tanker``, ``n_cargo``, ``capacity``.

A bad row is told by its line and left out; the others count.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import itertools
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from offing.errors import UnknownPassage, UsageError
from offing.model import Problem

KINDS = {
    "n_total": "all", "n_cargo": "cargo", "n_tanker": "tanker", "n_container": "container",
    "n_dry_bulk": "bulk", "n_general_cargo": "general", "n_roro": "roro",
}  # fmt: skip
"""Column → which ships it counts."""
CARGO = ("container", "bulk", "general", "roro")
"""What PortWatch sums up as cargo."""
PLACES = ("portid", "chokepoint", "portname", "name", "passage")
"""Columns that may say which passage a row is of, in order of trust."""
MAX_PROBLEMS = 50
SAMPLE_ROWS = 5_000
"""Rows by which the order of dates with slashes is told: 28 passages on half a year's days."""
MAX_BYTES = 2_000_000_000
MOST_SHIPS = 5_000
"""More ships than this in a day at one passage is a typing error (Malacca has about 250)."""
_EPOCH = datetime.date(1970, 1, 1)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
Counts = dict[datetime.date, float]


class Transits(NamedTuple):
    """Daily counts as read: passage id → kind of ship → day → ships."""

    source: str
    counts: dict[str, dict[str, Counts]]
    problems: tuple[Problem, ...]

    def first(self) -> datetime.date | None:
        """The first day in it."""
        return min(self._days(), default=None)

    def last(self) -> datetime.date | None:
        """The last day in it."""
        return max(self._days(), default=None)

    def _days(self) -> Iterator[datetime.date]:
        for kinds in self.counts.values():
            for counts in kinds.values():
                if counts:
                    yield min(counts)
                    yield max(counts)


def read_transits(path: str | os.PathLike[str]) -> Transits:
    """Daily transits from a CSV file (plain or gzip) in either layout.

    Raises:
        UsageError: the file cannot be read, or has no columns for day, passage and ships.
    """
    where = Path(path)
    try:
        if where.stat().st_size > MAX_BYTES:
            raise UsageError(f"{where}: larger than {MAX_BYTES:,} bytes; cut it to what you need")
        with where.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        how = {"encoding": "utf-8-sig", "errors": "replace", "newline": ""}
        with gzip.open(where, "rt", **how) if packed else where.open(**how) as text:  # type: ignore[call-overload]
            return _read(text, where.name)
    except (OSError, EOFError, zlib.error) as error:
        said = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read {where}: {said}") from error


def transits_from_text(text: str, source: str = "text") -> Transits:
    """The same from text that is at hand."""
    return _read(io.StringIO(text.removeprefix("\ufeff"), newline=""), source)


class _Layout(NamedTuple):
    """Where the columns are."""

    date: tuple[int, ...]  # one column, or year, month, day
    backup: tuple[int, ...]
    place: tuple[int, ...]
    kinds: tuple[tuple[int, str], ...]


def _read(lines: Iterable[str], source: str) -> Transits:
    rows = csv.reader(lines)
    try:
        header = next(rows, [])
        layout = _layout([h.strip().lower() for h in header], source)
        rows_read = list(itertools.islice(rows, SAMPLE_ROWS))
        month_first = _month_first(rows_read, layout)
        found: dict[str, dict[str, Counts]] = {}
        problems: list[Problem] = []
        skipped = 0
        for line, row in enumerate(itertools.chain(rows_read, rows), 2):
            wrong = _take(row, layout, found, month_first) if any(row) else ""
            if wrong:
                skipped += 1
                if len(problems) < MAX_PROBLEMS:
                    problems.append(Problem(code="row", message=f"line {line}: {wrong}"))
    except csv.Error as error:
        raise UsageError(f"{source}: line {rows.line_num}: not CSV ({error})") from error
    if skipped > len(problems):
        problems.append(Problem(code="row", message=f"and {skipped - len(problems)} rows more"))
    _complete(found)
    problems += _gaps(found)
    return Transits(source, found, tuple(problems))


def _layout(header: list[str], source: str) -> _Layout:
    at = {name: k for k, name in reversed(list(enumerate(header)))}
    parts = tuple(at[n] for n in ("year", "month", "day") if n in at)
    backup = parts if len(parts) == 3 else ()
    date = (at["date"],) if "date" in at else backup
    place = tuple(at[n] for n in PLACES if n in at)
    kinds = tuple((at[n], kind) for n, kind in KINDS.items() if n in at)
    missing = [w for w, has in (("date", date), ("portid, portname or chokepoint", place),
                                ("n_total, n_tanker, …", kinds)) if not has]  # fmt: skip
    if missing:
        raise UsageError(
            f"{source}: no column {' and no column '.join(missing)}; it has "
            f"{', '.join(header[:12]) or 'none'}. Give PortWatch's download “Daily Chokepoints "
            "Data” as CSV, or one with date, chokepoint, n_total, n_tanker, n_cargo"
        )
    return _Layout(date, backup, place, kinds)


def _take(
    row: list[str], layout: _Layout, found: dict[str, dict[str, Counts]], month_first: bool
) -> str:
    """Put one row where it belongs; returns what is wrong with it."""
    try:
        day = _day(row, layout, month_first)
        passage = next((p for k in layout.place if (p := _passage(row[k].strip()))), None)
        if passage is None:
            names = ", ".join(repr(row[k]) for k in layout.place)
            return f"no passage is known by {names}"
        counts = {kind: value for k, kind in layout.kinds if (value := _count(row[k])) is not None}
    except (ValueError, IndexError, OverflowError) as error:
        return str(error) if not isinstance(error, IndexError) else "too few columns"
    if not counts:
        return "no counts in it"
    kinds = found.setdefault(passage, {})
    twice = any(day in kinds.get(kind, ()) and kinds[kind][day] != n for kind, n in counts.items())
    if twice:
        return f"a second row for {passage} on {day} with other counts"
    for kind, value in counts.items():
        kinds.setdefault(kind, {})[day] = value
    return ""


def _month_first(rows: list[list[str]], layout: _Layout) -> bool:
    """Whether dates with slashes begin with the month, as ArcGIS exports do, by a sample."""
    if len(layout.date) != 1:
        return True
    found = [_SLASHED.match(r[layout.date[0]].strip()) for r in rows if len(r) > layout.date[0]]
    return not any(m and int(m[1]) > 12 for m in found)


def _day(row: list[str], layout: _Layout, month_first: bool) -> datetime.date:
    text = row[layout.date[0]].strip()
    iso = _ISO.match(text) if len(layout.date) == 1 else None
    if iso:
        return datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
    if layout.backup:
        return _from_parts(row, layout.backup)
    slashed = _SLASHED.match(text)
    if slashed:
        one, two = int(slashed[1]), int(slashed[2])
        month, day = (one, two) if month_first else (two, one)
        return datetime.date(int(slashed[3]), month, day)
    if re.fullmatch(r"-?\d{9,14}", text):
        return _EPOCH + datetime.timedelta(milliseconds=int(text))
    raise ValueError(f"{text!r} is not a date such as 2024-02-01")


def _from_parts(row: list[str], at: tuple[int, ...]) -> datetime.date:
    year, month, day = (int(float(row[k])) for k in at)
    return datetime.date(year, month, day)


def _count(text: str) -> float | None:
    text = text.strip()
    if not text or text.lower() in ("na", "nan", "null", "none"):
        return None
    value = float(text)
    if not 0 <= value <= MOST_SHIPS:
        raise ValueError(f"{text} ships in a day cannot be")
    return value


@cache
def _passage(name: str) -> str | None:
    """The id of the passage that a number or name of a table means."""
    from offing.places import passage
    from offing.places.tables import read_rows

    for row in read_rows("chokepoints", "portwatch.csv"):
        if name.casefold() in (row["portid"], row["portname"].casefold()):
            return row["passage"]
    try:
        return passage(re.sub(r"[_\s]+", " ", name)).id if name else None
    except UnknownPassage:
        return None


def _complete(found: dict[str, dict[str, Counts]]) -> None:
    """Sums that a file leaves out: cargo of its classes, all of tankers and cargo."""
    for kinds in found.values():
        if "cargo" not in kinds and all(k in kinds for k in CARGO):
            kinds["cargo"] = _summed([kinds[k] for k in CARGO])
        if "all" not in kinds and "cargo" in kinds and "tanker" in kinds:
            kinds["all"] = _summed([kinds["cargo"], kinds["tanker"]])


def _summed(parts: list[Counts]) -> Counts:
    days = set(parts[0]).intersection(*parts[1:])
    return {day: sum(p[day] for p in parts) for day in sorted(days)}


def _gaps(found: dict[str, dict[str, Counts]]) -> list[Problem]:
    """Days without a row between the first and the last, passage by passage."""
    out = []
    for passage, kinds in found.items():
        days = max(kinds.values(), key=len)
        missing = (max(days) - min(days)).days + 1 - len(days)
        if missing:
            text = f"{passage}: {missing} days between {min(days)} and {max(days)} have no row"
            out.append(Problem(code="gap", message=text))
    return out
