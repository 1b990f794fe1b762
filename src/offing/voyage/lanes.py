"""Lanes: the reference set that ships here, and a user's own from CSV or Parquet.

Rows are read as a stream, so that a file of millions takes no more memory than a small one.
A bad row is reported by its line and left out; the others go on.
"""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from offing.model.base import Position
from offing.model.lane import Lane, LaneProblem
from offing.voyage import lane_files
from offing.voyage.ends import class_from_text, end_from_text
from offing.voyage.lane_cells import (
    Style,
    amount_from_cell,
    date_from_cell,
    is_blank,
    number_from_cell,
    position_from_numbers,
    sailings_from_words,
)
from offing.voyage.lane_columns import AMOUNTS, WEEKS, Column, Columns, Unit, unit_from_words

MAX_PROBLEMS = 1000
"""Problems that are kept; more are only counted."""
IDS_CHECKED = 500_000
"""Ids that are looked through for doubles; in longer files later rows are not checked."""
_TOTALS = frozenset({"total", "totals", "sum", "grand total", "subtotal", "sub total", "all"})
_MOST_SAILINGS = 50.0
"""Sailings a week on one lane above which the period is probably another."""
_BEYOND = {"sailings": 1e4, "teu": 1e8, "tonnes": 1e9, "value": 1e16}
"""A week's amounts that cannot be meant: several times what all ships of the world carry (about
12,000 million tonnes a year: UNCTAD, Review of Maritime Transport 2024), in any currency."""


def reference_lanes() -> tuple[Lane, ...]:
    """The reference lanes that ship with Offing: main trades and relief lanes."""
    text = (files("offing") / "data" / "lanes" / "lanes.csv").read_text(encoding="utf-8")
    lanes, problems = lanes_from_csv(text, "reference lanes")
    if problems:  # our own file: a fault here is ours
        raise AssertionError(f"reference lanes: {problems[0].reason}")
    return lanes


def read_lanes(path: str | os.PathLike[str]) -> tuple[tuple[Lane, ...], tuple[LaneProblem, ...]]:
    """All lanes of a CSV or Parquet file, and its problems by line.

    Raises:
        UsageError: the file cannot be read, or has no columns for origin and destination.
    """
    source = open_lanes(path)
    return tuple(source), source.problems


def lanes_from_csv(text: str, source: str) -> tuple[tuple[Lane, ...], tuple[LaneProblem, ...]]:
    """The lanes in CSV text (comma, semicolon, tab or bar), and its problems by line.

    Raises:
        UsageError: no columns for origin and destination.
    """
    found = LaneSource(lane_files.table_from_text(text, source))
    return tuple(found), found.problems


def open_lanes(path: str | os.PathLike[str]) -> LaneSource:
    """The lanes of a CSV or Parquet file as a stream.

    Raises:
        UsageError: the file cannot be read, or has no columns for origin and destination.
    """
    return LaneSource(lane_files.open_table(Path(path)))


class LaneSource:
    """Lanes read one by one; what could not be read is known once they have been.

    Attributes:
        name: of the file, for messages.
        currency: of the values, as the file gives it; may be empty.
        rows: rows read so far, without blank ones.
        left_out: rows left out so far.
    """

    def __init__(self, table: lane_files.Table) -> None:
        self.name = table.name
        self._table = table
        self._columns: Columns = table.columns
        self.currency = _currency(table.columns)
        self.rows = 0
        self.left_out = 0
        self._problems: list[LaneProblem] = []
        self._said: dict[str, int] = {}
        self._counts: Counter[str] = Counter()

    @property
    def problems(self) -> tuple[LaneProblem, ...]:
        """Rows left out, by line, then remarks; complete once all lanes were read."""
        remarks = [
            LaneProblem(
                reason=words, source=self.name, line=line, left_out=False, count=self._counts[words]
            )
            for words, line in self._said.items()
        ]
        general = [
            LaneProblem(reason=words, source=self.name, left_out=False)
            for words in self._general_remarks()
        ]
        return (*self._problems, *general, *remarks)

    @property
    def problems_not_listed(self) -> int:
        """Rows left out beyond those that ``problems`` lists."""
        return self.left_out - len(self._problems)

    def _general_remarks(self) -> Iterator[str]:
        fields = self._columns.by_field
        yield from self._columns.remarks
        value = fields.get("value")
        if value is not None and value.unit is not None and value.unit.period is None:
            yield (
                f"column {value.header!r} names no period: taken as per "
                f"{period_of_amounts(self._columns) or 'week'}"
            )
        volume = fields.get("volume")
        if volume is not None and "unit" not in fields and not self._counts[_OWN_UNIT]:
            yield (
                f"column {volume.header!r} has no unit and is not used: name it in the column, "
                "for example 'TEU per week', or add a column 'unit'"
            )
        if self._columns.unused:
            shown = ", ".join(self._columns.unused[:12])
            more = len(self._columns.unused) - 12
            yield f"columns not used: {shown}{f' and {more} more' if more > 0 else ''}"

    def _bad(self, line: int, reason: str, lane_id: str = "") -> None:
        self.left_out += 1
        if len(self._problems) < MAX_PROBLEMS:
            self._problems.append(
                LaneProblem(reason=reason, source=self.name, line=line, lane_id=lane_id)
            )

    def _remark(self, words: str, line: int) -> None:
        if words in self._said or len(self._said) < MAX_PROBLEMS:
            self._said.setdefault(words, line)
            self._counts[words] += 1

    def __iter__(self) -> Iterator[Lane]:
        """The lanes, in order; what is wrong with the others is noted."""
        reader = _RowReader(self._columns, self._table.style())
        seen: set[str] = set()
        for line, row in self._table.rows():
            if isinstance(row, str):
                self.rows += 1
                self._bad(line, row)
                continue
            if not any(map(str.strip, row)):
                continue
            self.rows += 1
            found, remarks = reader.lane(row, line)
            for words in remarks:
                self._remark(words, line)
            if isinstance(found, str):
                self._bad(line, found)
            elif found.id in seen:
                self._bad(line, f"the id {found.id!r} was used before", found.id)
            else:
                if len(seen) < IDS_CHECKED:
                    seen.add(found.id)
                yield found


_OWN_UNIT = "units stand in the cells"


def _currency(columns: Columns) -> str:
    column = columns.by_field.get("value")
    return column.currency if column is not None else ""


class _Amounts(NamedTuple):
    """What a row carries a week, by quantity."""

    by_quantity: Mapping[str, float]
    remarks: tuple[str, ...] = ()


class _RowReader:
    """Rows of one table into lanes."""

    def __init__(self, columns: Columns, style: Style) -> None:
        self.at = {field: column.at for field, column in columns.by_field.items()}
        self.columns = columns
        self.style = style
        self.amounts = [
            c for f, c in columns.by_field.items() if c.unit is not None and f not in ("unit",)
        ]
        self.period = period_of_amounts(columns)
        self._ends: dict[tuple[str, str, str], tuple[str | Position, str]] = {}

    def cell(self, row: Sequence[str], field: str) -> str:
        at = self.at.get(field)
        return row[at].strip() if at is not None and at < len(row) else ""

    def lane(self, row: Sequence[str], line: int) -> tuple[Lane | str, tuple[str, ...]]:
        """The lane in a row, or what is wrong with it; and what was assumed."""
        remarks: list[str] = []
        ends: list[str | Position] = []
        for side in ("origin", "destination"):
            end = self._end(row, side, remarks)
            if isinstance(end, str) and end.startswith(_WRONG):
                if any(self.cell(row, f).casefold().strip(" :") in _TOTALS for f in _LABELS):
                    return "a row of totals, no lane", ()
                return end[len(_WRONG) :], ()
            ends.append(end)
        ship = None
        given = self.cell(row, "ship_class")
        if given and not is_blank(given):
            found = class_from_text(given)
            if isinstance(found, str):
                return found, ()
            ship = found.id
            if found.said:
                remarks.append(found.said)
        amounts = self._amounts(row)
        if isinstance(amounts, str):
            return amounts, ()
        days = self._days(row)
        if isinstance(days, str):
            return days, ()
        name = self.cell(row, "name") or " – ".join(
            self.cell(row, side) or self.cell(row, f"{side}_code") or _words(end)
            for side, end in zip(("origin", "destination"), ends, strict=True)
        )
        got = amounts.by_quantity
        lane = Lane(
            id=self.cell(row, "id") or f"line-{line}", name=name, origin=ends[0],
            destination=ends[1], ship_class=ship, why=self.cell(row, "why"),
            sailings_per_week=got.get("sailings"), teu_per_week=got.get("teu"),
            tonnes_per_week=got.get("tonnes"), value_per_week=got.get("value"),
            start=days[0], end=days[1], line=line,
        )  # fmt: skip
        return lane, (*remarks, *amounts.remarks)

    def _end(self, row: Sequence[str], side: str, remarks: list[str]) -> str | Position:
        """What the sea is asked for, or ``_WRONG`` and what is wrong."""
        text, code = self.cell(row, side), self.cell(row, f"{side}_code")
        country = self.cell(row, f"{side}_country")
        known = self._ends.get((text, code, country)) if text or code else None
        if known is None:
            known = self._new_end(row, side, text, code, country)
            if (text or code) and len(self._ends) < _ENDS_KEPT:
                self._ends[text, code, country] = known
        end, said = known
        if isinstance(end, str) and end.startswith(_WRONG):
            return f"{_WRONG}{side}{end[len(_WRONG) :]}"
        if said:
            remarks.append(f"{side}: {said}")
        return end

    def _new_end(
        self, row: Sequence[str], side: str, text: str, code: str, country: str
    ) -> tuple[str | Position, str]:
        """An end that was not seen before, and what was assumed; ``_WRONG`` and what is wrong."""
        text, code = ("" if is_blank(text) else text), ("" if is_blank(code) else code)
        if text or code:
            end = end_from_text(text, country, code)
            return (f"{_WRONG}: {end}", "") if isinstance(end, str) else (end.at, end.said)
        lon, lat = self.cell(row, f"{side}_lon"), self.cell(row, f"{side}_lat")
        if not lon or not lat:
            return f"{_WRONG} is missing", ""
        x, y = (number_from_cell(c, self.style.decimal) for c in (lon, lat))
        if x is None or y is None:
            return f"{_WRONG}: {lon!r}, {lat!r} is no position in degrees", ""
        at = position_from_numbers(x, y)
        return (f"{_WRONG}: {at}", "") if isinstance(at, str) else (at, "")

    def _amounts(self, row: Sequence[str]) -> _Amounts | str:
        got: dict[str, float] = {}
        remarks: list[str] = []
        for column in self.amounts:
            text = self.cell(row, column.field)
            if not text or is_blank(text):
                continue
            read = self._amount(column, text, row)
            if isinstance(read, str):
                return read
            if read is None:
                continue
            quantity, value, said = read
            if value < 0:
                return f"{_quantity_words(quantity)} {text!r} is negative"
            if value != value or value == float("inf"):
                return f"{_quantity_words(quantity)} {text!r} is no finite number"
            if value > _BEYOND[quantity]:
                return (
                    f"{_quantity_words(quantity)} {text!r} is more than {_BEYOND[quantity]:,.0f} "
                    "a week, which no lane has: look at the unit and the period"
                )
            if said:
                remarks.append(said)
            if quantity in got and column.field == "volume":
                continue
            got[quantity] = value
        if got.get("sailings", 0.0) > _MOST_SAILINGS:
            remarks.append(
                f"more than {_MOST_SAILINGS:g} sailings a week on one lane: is the period a year?"
            )
        return _Amounts(got, tuple(remarks))

    def _amount(
        self, column: Column, text: str, row: Sequence[str]
    ) -> tuple[str, float, str] | str | None:
        """Quantity, value a week and a remark; what is wrong; or ``None`` for nothing to use."""
        assert column.unit is not None
        if column.field == "sailings":
            often = sailings_from_words(text)
            if often is not None:
                return "sailings", often, ""
        amount = amount_from_cell(text, self.style.decimal)
        if amount is None:
            return f"{column.field} {text!r} is no number with a unit that is known"
        unit, said = column.unit, ""
        if amount.unit is not None:
            if column.field != "volume" and amount.unit.quantity != unit.quantity:
                said = (
                    f"mixed units: column {column.header!r} holds cells in "
                    f"{_quantity_words(amount.unit.quantity)}; each is taken by its own unit"
                )
            elif column.field == "volume":
                said = _OWN_UNIT
            elif amount.unit.factor != unit.factor:
                said = f"mixed units: column {column.header!r} holds cells with units of their own"
            unit = amount.unit._replace(period=amount.unit.period or unit.period)
        elif column.field == "volume":
            own = self._unit_of_row(row)
            if own is None or isinstance(own, str):
                return own
            unit = own._replace(period=own.period or unit.period)
        period = unit.period or self._period_of_row(row) or "week"
        if column.field == "value" and column.unit.period is None and self.period:
            period = self.period
        return unit.quantity, amount.value * unit.factor / WEEKS[period], said

    def _unit_of_row(self, row: Sequence[str]) -> Unit | str | None:
        text = self.cell(row, "unit")
        if not text:
            return None
        unit = unit_from_words(text)
        return unit if unit is not None else f"unit {text!r} is not known"

    def _period_of_row(self, row: Sequence[str]) -> str | None:
        text = self.cell(row, "period")
        return lane_files.period_from_words(text) if text else None

    def _days(self, row: Sequence[str]) -> tuple[datetime.date | None, datetime.date | None] | str:
        days: list[datetime.date | None] = []
        for field in ("start", "end"):
            text = self.cell(row, field)
            if not text or is_blank(text):
                days.append(None)
                continue
            day = date_from_cell(text, self.style.dates)
            if isinstance(day, str):
                return f"{'valid from' if field == 'start' else 'valid to'}: {day}"
            days.append(day)
        if days[0] and days[1] and days[0] > days[1]:
            return f"valid from {days[0]} comes after valid to {days[1]}"
        return days[0], days[1]


def period_of_amounts(columns: Columns) -> str | None:
    """The period that the columns of amounts name, the first of them; ``None`` for none."""
    units = (c.unit for c in columns.by_field.values())
    return next((u.period for u in units if u is not None and u.period), None)


_WRONG = "\0"
_LABELS = ("id", "origin", "name")
_ENDS_KEPT = 200_000


def _words(end: str | Position) -> str:
    return end if isinstance(end, str) else f"{end.lon:g}, {end.lat:g}"


def _quantity_words(quantity: str) -> str:
    return {"teu": "TEU", "tonnes": "tonnes", "sailings": "sailings", "value": "value"}.get(
        quantity, quantity
    )


__all__ = [
    "AMOUNTS", "LaneSource", "lanes_from_csv", "open_lanes", "read_lanes", "reference_lanes",
]  # fmt: skip
