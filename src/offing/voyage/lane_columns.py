"""Which column of a table of lanes holds what, and in which unit and period.

Column names are compared without case, accents and punctuation with ``data/lanes/columns.csv``;
units and periods in a name (“TEU per month”, “kt p.a.”) are read with ``data/lanes/units.csv``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from offing.places.tables import read_rows, split_names

WEEKS = {"week": 1.0, "day": 1 / 7, "month": 365.2425 / 84, "quarter": 365.2425 / 28,
         "year": 365.2425 / 7, "fortnight": 2.0}  # fmt: skip
"""Weeks in each period (Gregorian mean year of 365.2425 days)."""
AMOUNTS = ("sailings", "teu", "tonnes", "value")
_PERIODS = (
    ("week", r"(?:per|a|each|every|p) ?(?:week|wk)|weekly|week|wkly|wk|pw|wochentlich|pro woche"
             r"|por semana|semanal|par semaine|hebdomadaire"),
    ("fortnight", r"(?:per|a|each|every) fortnight|fortnightly"),
    ("month", r"(?:per|a|each|every|p) ?(?:month|mth)|monthly|month|mth|pcm|monatlich|pro monat"
              r"|por mes|mensual|par mois|mensuel"),
    ("quarter", r"(?:per|a|each|every) quarter|quarterly|quarter"),
    ("year", r"(?:per|a|each|every|p) ?(?:year|yr|annum|a)|annually|annual|yearly|year|yr|pa|py"
             r"|jahrlich|pro jahr|anual|al ano|par an|annuel|(?:fy|cy)? ?(?:19|20)\d\d"),
    ("day", r"(?:per|a|each|every) day|daily|day|pd|taglich|pro tag|por dia|par jour"),
)  # fmt: skip
_PERIOD = re.compile(r"(?:^|\s)(?:" + "|".join(f"(?P<{n}>{p})" for n, p in _PERIODS) + r")(?=\s|$)")
_SCALES = {"k": 1e3, "000": 1e3, "000s": 1e3, "1000": 1e3, "thousand": 1e3, "thousands": 1e3,
           "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
           "bn": 1e9, "billion": 1e9}  # fmt: skip
_CURRENCIES = {"usd": "USD", "us": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR",
               "gbp": "GBP", "jpy": "JPY", "cny": "CNY", "rmb": "CNY", "inr": "INR", "aud": "AUD",
               "cad": "CAD", "chf": "CHF", "sgd": "SGD", "dollars": "USD"}  # fmt: skip
_SIGNS = {"$": " usd ", "€": " eur ", "£": " gbp ", "¥": " jpy "}


class Unit(NamedTuple):
    """What a figure counts: its quantity, a factor to that, its period, what was assumed."""

    quantity: str
    factor: float = 1.0
    period: str | None = None
    said: str = ""


class Column(NamedTuple):
    """One column: its place, field, name as given, and the unit of an amount."""

    at: int
    field: str
    header: str
    unit: Unit | None = None
    currency: str = ""


def fold_header(name: str) -> str:
    """A column name as it is compared: lower case, no accents, words apart by one blank."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name.strip().lstrip("\ufeff"))
    text = re.sub(r"(?i)un/locode", "unlocode", text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"\bp\.? ?([awm])\.(?=\W|$)", r"p\1 ", text)  # p.a., p.w.
    text = re.sub(r"(?<=[a-z0-9)]) ?/ ?(?=[a-z])", " per ", text)
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())


@functools.cache
def _fields() -> Mapping[str, str]:
    """Folded column name → field."""
    found: dict[str, str] = {}
    for row in read_rows("lanes", "columns.csv"):
        for name in split_names(row["names"]):
            found.setdefault(fold_header(name), row["field"])
    return found


@functools.cache
def _units() -> Mapping[str, Unit]:
    """Folded unit → what it counts."""
    found = {}
    for row in read_rows("lanes", "units.csv"):
        quantity, _, period = row["quantity"].partition(" per ")
        found[fold_header(row["unit"])] = Unit(
            quantity, float(row["factor"]), period or None, row["said"]
        )
    return found


@functools.lru_cache(maxsize=4096)
def unit_from_words(words: str) -> Unit | None:
    """The unit in some words (“kt per year”, “TEU/wk”, “Mt”), ``None`` when it is none."""
    if re.fullmatch(r"\s*Mt\b.*", words):  # case matters here: Mt is a million, MT metric
        rest = unit_from_words("t" + words.strip()[2:])
        return None if rest is None else rest._replace(factor=rest.factor * 1e6)
    text, period = _without_period(fold_header(words))
    text = re.sub(r"^(?:in|of|no of|number of)\s+", "", text)
    unit = _units().get(text)
    if unit is None:
        return None
    return unit._replace(period=period or unit.period)


def _without_period(text: str) -> tuple[str, str | None]:
    """Folded words without their period, and the period."""
    match = _PERIOD.search(text)
    if match is None:
        return text, None
    rest = " ".join((text[: match.start()] + " " + text[match.end() :]).split())
    return re.sub(r"\s+per$", "", rest), match.lastgroup


def column_from_header(header: str, at: int) -> Column | None:
    """What a column holds by its name, ``None`` when it is not known."""
    folded = fold_header(header)
    field = _fields().get(folded)
    if field in AMOUNTS or field in ("volume", "feu"):
        return _amount(header, at, field, folded, None)
    if field is not None:
        return Column(at, field, header)
    whole = unit_from_words(header)
    if whole is not None:
        return Column(at, whole.quantity, header, whole)
    text, period = _without_period(folded)
    words = text.split()
    field = _fields().get(text)
    if field in AMOUNTS or field in ("volume", "feu"):
        return _amount(header, at, field, text, period)
    for cut in range(len(words) - 1, 0, -1):  # “volume teu”, “cargo value usd million”
        for head, tail in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
            field = _fields().get(" ".join(head))
            if field not in (*AMOUNTS, "volume"):
                continue
            if field == "value":
                column = _value(header, at, tail, period)
            else:
                unit = _unit_of_tail(tail, header)
                column = None
                if unit is not None and (field == "volume" or field == unit.quantity):
                    column = Column(at, unit.quantity, header, unit._replace(
                        period=period or unit.period))  # fmt: skip
                elif tail == ["in"]:
                    column = _amount(header, at, field, " ".join(head), period)
            if column is not None:
                return column
    return None


def _unit_of_tail(tail: Sequence[str], header: str) -> Unit | None:
    words = " ".join(tail)
    if words == "mt" and re.search(r"\bMt\b", header):
        return Unit("tonnes", 1e6)
    return unit_from_words(words)


def _amount(
    header: str, at: int, field: str | None, text: str, period: str | None
) -> Column | None:
    if field == "value":
        return _value(header, at, [], period)
    if field == "feu":
        return Column(at, "teu", header, Unit("teu", 2.0, period))
    if field == "volume":
        return Column(at, "volume", header, Unit("volume", 1.0, period))
    said = _units()[text].said if field == "tonnes" and text in _units() else ""
    return Column(at, str(field), header, Unit(str(field), 1.0, period, said))


def _value(header: str, at: int, tail: Sequence[str], period: str | None) -> Column | None:
    factor, currency = 1.0, ""
    for word in tail:
        if word in _SCALES:
            factor *= _SCALES[word]
        elif word in _CURRENCIES:
            currency = _CURRENCIES[word]
        elif word[:1] == "k" and word[1:] in _CURRENCIES:
            factor, currency = factor * 1e3, _CURRENCIES[word[1:]]
        elif word[:1] == "m" and word[1:] in _CURRENCIES:
            factor, currency = factor * 1e6, _CURRENCIES[word[1:]]
        elif word not in ("in", "of"):
            return None
    return Column(at, "value", header, Unit("value", factor, period), currency)


class Columns(NamedTuple):
    """The columns of a table that are used, by field; the names of those that are not."""

    by_field: Mapping[str, Column]
    unused: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether there are both ends of a lane."""
        return all(
            {end, f"{end}_code"} & self.by_field.keys()
            or {f"{end}_lon", f"{end}_lat"} <= self.by_field.keys()
            for end in ("origin", "destination")
        )


def columns_from_header(header: Sequence[str]) -> Columns:
    """What each column holds; the first that fits a field wins, the rest are not used."""
    by_field: dict[str, Column] = {}
    unused: list[str] = []
    remarks: list[str] = []
    for at, raw in enumerate(header):
        column = column_from_header(raw, at) if raw.strip() else None
        if column is None or column.field in by_field:
            if raw.strip():
                unused.append(" ".join(raw.split()))
            continue
        by_field[column.field] = column
        if column.unit is not None:
            remarks += _remarks(column)
    return Columns(by_field, tuple(unused), tuple(dict.fromkeys(remarks)))


def _remarks(column: Column) -> list[str]:
    """What was assumed of an amount: its period, its unit."""
    assert column.unit is not None
    name = " ".join(column.header.split())
    found = [f"column {name!r}: {column.unit.said}"] if column.unit.said else []
    if column.unit.period is None and column.field not in ("volume", "value"):
        found.append(f"column {name!r} names no period: taken as per week")
    if re.search(r"\b(?:19|20)\d\d\b", column.header):
        found.append(f"column {name!r} names a year: taken as per year")
    return found
