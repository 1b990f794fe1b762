"""Single cells of a table of lanes: numbers, amounts with units, how often, dates, positions.

How a file writes its numbers (1,234.5 or 1.234,5) and dates (day or month first) is judged
from many of its rows, then held for all: a cell that cannot be read that way is said.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from offing.model.base import Position
from offing.voyage.lane_columns import WEEKS, Unit, fold_header, unit_from_words

BLANKS = frozenset(
    {"", "-", "–", "—", "n/a", "na", "nan", "none", "null", "?", "tbd", "tbc", "#n/a"}
)
_NUMBER = re.compile(r"[-+−]?\(?[\d](?:[\d.,'’\s\u00a0\u202f]*\d)?(?:[eE][-+]?\d{1,3})?\)?")
_NOT_FIGURE = re.compile(r"[-+−()'’\s\u00a0\u202f]")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DMY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ .-]+)?([A-Za-z]{3,9})\.?[ ,-]+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?[ ]+)?(\d{4})"
)
_MONTHS = {m: k for k, m in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # fmt: skip
_EXCEL_DAY_0 = datetime.date(1899, 12, 30)
"""Day zero of spreadsheet dates from 1 March 1900 on."""
_PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)°?\s*[,;/ ]\s*(-?\d+(?:\.\d+)?)°?\s*")
_OFTEN = {
    "weekly": 1.0, "once a week": 1.0, "twice weekly": 2.0, "twice a week": 2.0, "daily": 7.0,
    "fortnightly": 0.5, "every fortnight": 0.5, "every other week": 0.5,
    "monthly": 1 / WEEKS["month"], "twice monthly": 2 / WEEKS["month"],
    "quarterly": 1 / WEEKS["quarter"], "yearly": 1 / WEEKS["year"],
    "annual": 1 / WEEKS["year"], "annually": 1 / WEEKS["year"],
    "once weekly": 1.0, "three times a week": 3.0, "thrice weekly": 3.0,
}  # fmt: skip
_EVERY = re.compile(r"every (\d+(?:\.\d+)?) (day|week|month)s?")
_TIMES = re.compile(r"(\d+(?:\.\d+)?) ?(?:x|times)?(?: sailings?| calls?)? ?(?:per|a|an|in a)? ?"
                    r"(weekly|week|wk|monthly|month|yearly|year|yr|annum|daily|day)")  # fmt: skip
_TIMES_IN = {"wk": "week", "yr": "year", "weekly": "week", "monthly": "month", "yearly": "year",
             "annum": "year", "daily": "day"}  # fmt: skip
DateOrder = Literal["day", "month", "unknown"]


class Style(NamedTuple):
    """How a file writes: the decimal mark, and what comes first in a date."""

    decimal: str = "."
    dates: DateOrder = "unknown"


class Amount(NamedTuple):
    """A figure from a cell, and the unit that the cell itself names."""

    value: float
    unit: Unit | None = None


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().casefold() in BLANKS


def style_from(
    numbers: Iterable[str], dates: Iterable[str], *, delimiter: str = ",", blanks: bool = False
) -> Style:
    """How a file writes numbers and dates, judged from cells of it."""
    comma = point = 0
    for cell in numbers:
        text = cell.strip()
        last_comma, last_point = text.rfind(","), text.rfind(".")
        if last_comma >= 0 and last_point >= 0:
            comma += last_comma > last_point
            point += last_point > last_comma
        elif re.search(r",\d{1,2}(?:\D|$)|,\d{4,}", text) and text.count(",") == 1:
            comma += 1
        elif re.search(r"\.\d{1,2}(?:\D|$)|\.\d{4,}", text) and text.count(".") == 1:
            point += 1
        elif text.count(".") > 1:
            comma += 1
        elif text.count(",") > 1:
            point += 1
    decimal = "," if comma > point or (comma == point == 0 and delimiter == ";") else "."
    day = month = 0
    for cell in dates:
        match = _DMY.fullmatch(cell.strip())
        if match:
            day += int(match[1]) > 12 or "." in cell
            month += int(match[2]) > 12
    order: DateOrder = "day" if day > month else "month" if month > day else "unknown"
    return Style(decimal, order)


@functools.lru_cache(maxsize=65536)
def number_from_cell(text: str, decimal: str = ".") -> float | None:
    """The number that a cell is, ``None`` when it is none. ``(5)`` is −5, as in ledgers."""
    if _PLAIN.fullmatch(text):
        if decimal == "," and re.fullmatch(r"-?\d{1,3}\.\d{3}", text):
            return float(text.replace(".", ""))
        return float(text)
    raw = text.strip()
    if not _NUMBER.fullmatch(raw):
        return None
    negative = raw[0] in "-−(" or (raw[0] == "+" and raw[1:2] == "(")
    exponent = "e" in raw.lower()
    body = raw.lstrip("+-−") if exponent else _NOT_FIGURE.sub("", raw)
    if "," in body and "." in body:
        decimal = "," if body.rfind(",") > body.rfind(".") else "."
    other = "," if decimal == "." else "."
    if other in body and decimal in body:
        body = body.replace(other, "").replace(decimal, ".")
    elif other in body:
        groups = body.split(other)
        thousands = all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3
        if not thousands and len(groups) > 2:
            return None
        body = body.replace(other, "" if thousands else ".")
    else:
        if body.count(decimal) > 1:
            groups = body.split(decimal)
            if not all(len(g) == 3 for g in groups[1:]):
                return None
            body = "".join(groups)
        body = body.replace(decimal, ".")
    try:
        value = float(body)
    except ValueError:
        return None
    return -value if negative else value


@functools.lru_cache(maxsize=65536)
def amount_from_cell(text: str, decimal: str = ".") -> Amount | None:
    """A figure with the unit written after it, if any; ``None`` when it is neither."""
    value = number_from_cell(text, decimal)
    if value is not None:
        return Amount(value)
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    value = number_from_cell(match[0], decimal)
    unit = unit_from_words(text.strip()[match.end() :])
    return None if value is None or unit is None else Amount(value, unit)


@functools.lru_cache(maxsize=4096)
def sailings_from_words(text: str) -> float | None:
    """Sailings a week in words: ``weekly``, ``every 10 days``, ``2x week``; ``None``: not known.

    “Biweekly” and “bimonthly” mean two things and are not read.
    """
    folded = fold_header(text)
    if folded in _OFTEN:
        return _OFTEN[folded]
    match = _EVERY.fullmatch(folded)
    if match and float(match[1]) > 0:
        return 1.0 / (float(match[1]) * WEEKS[match[2]])
    match = _TIMES.fullmatch(folded)
    if match:
        return float(match[1]) / WEEKS[_TIMES_IN.get(match[2], match[2])]
    return None


def date_from_cell(text: str, order: DateOrder) -> datetime.date | str:
    """The date in a cell, or what is wrong with it.

    ISO order, month names and spreadsheet day numbers are plain. ``03/04/2024`` is read in
    the order that other rows of the file show, and refused where none shows any.
    """
    raw = " ".join(text.split())
    match = _ISO.fullmatch(raw)
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]), raw)
    if re.fullmatch(r"[2-6]\d{4}(?:\.0+)?", raw):
        return _EXCEL_DAY_0 + datetime.timedelta(int(float(raw)))
    if re.fullmatch(r"(?:19|20)\d{6}", raw):
        return _date(int(raw[:4]), int(raw[4:6]), int(raw[6:]), raw)
    match = _NAMED.fullmatch(raw)
    if match and match[2][:3].lower() in _MONTHS:
        day = int(match[1] or match[3] or 1)
        return _date(int(match[4]), _MONTHS[match[2][:3].lower()], day, raw)
    match = _DMY.fullmatch(raw)
    if not match:
        return f"{raw!r} is not a date; write it as 2024-01-25"
    a, b, year = int(match[1]), int(match[2]), int(match[3])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if order == "unknown" and a != b:
        if a > 12 or b > 12 or "." in raw:
            order = "month" if b > 12 else "day"
        else:
            return (
                f"{raw!r} may be day or month first, and no row of the file shows which; "
                "write it as 2024-01-25"
            )
    day, month = (a, b) if order != "month" else (b, a)
    if month > 12:
        return (
            f"{raw!r} does not fit the order {'day' if order != 'month' else 'month'} first "
            "that the other rows have"
        )
    return _date(year, month, day, raw)


def _date(year: int, month: int, day: int, raw: str) -> datetime.date | str:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return f"{raw!r} is no day of the calendar"


def position_from_numbers(lon: float, lat: float) -> Position | str:
    """A position, or what is wrong with it: off the Earth, or the two swapped."""
    if abs(lat) <= 90 and abs(lon) <= 180:
        return Position(lon, lat)
    if abs(lon) <= 90 and abs(lat) <= 180:
        return (
            f"longitude {lon:g}, latitude {lat:g} is off the Earth: the two look swapped; "
            "write longitude, latitude in degrees"
        )
    return (
        f"longitude {lon:g}, latitude {lat:g} is off the Earth; write longitude, latitude "
        "in degrees"
    )


def position_from_cell(text: str) -> Position | str | None:
    """``lon, lat`` or ``51°57'N 4°03'E`` as a position; ``None`` when it is no position."""
    match = _PAIR.fullmatch(text)
    if match:
        return position_from_numbers(float(match[1]), float(match[2]))
    if not re.search(r"\d", text) or not re.search(r"[NS]", text) or not re.search(r"[EW]", text):
        return None
    from offing.places.positions import find_positions

    found = find_positions(text)
    if len(found) == 1 and found[0].end - found[0].start >= len(text.strip()) - 2:
        return found[0].position
    return None
