"""Every figure that a voyage rests on: shipped with its source, replaceable by the user's.

The tables ``data/{fuel,emissions,ets,tolls,war_risk,hire,canals}/inputs.csv`` have one row
an input: dotted name, low, mid and high, unit, date, source, note. A user's own value is a
number, ``[low, high]``, ``[low, mid, high]``, a word for a choice, or a table with any of
``low``, ``mid``, ``high``, ``unit``, ``date``, ``source`` and ``note``.
"""

from __future__ import annotations

import csv
import datetime
import difflib
import functools
import importlib.resources
import math
import os
import tomllib
from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from offing.errors import UsageError
from offing.model.voyage import Input, Inputs

SETS = ("fuel", "emissions", "ets", "tolls", "war_risk", "hire", "canals")
FUELS = ("hfo", "vlsfo", "lfo", "mgo", "lng", "methanol")
_TABLE_KEYS = {"low", "mid", "high", "unit", "date", "source", "note"}
_BOUNDS = {
    "share": (0.0, 1.0),
    "share of full power": (0.05, 1.0),
    "1 or 0": (0.0, 1.0),
    "year": (2000.0, 2100.0),
    "% of hull": (0.0, 100.0),
    "": (1.0, 6.0),
}
"""What a value of a unit may be; every other unit is zero or more. The one input without a
unit is the exponent of the speed law."""
_WHOLE = ("1 or 0", "year")
"""Units whose values are choices: no parts of them, and no range."""
_MOST = 1e12
"""No price, value or rate of the world's shipping is larger."""
_POSITIVE = ("lcv.", "reference-speed.", "speed-min.", "speed-max.", "war-risk.cover-days")


@functools.cache
def shipped_inputs() -> Inputs:
    """The inputs that come with Offing."""
    found: dict[str, Input] = {}
    for folder in SETS:
        path = importlib.resources.files("offing") / "data" / folder / "inputs.csv"
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            found[row["name"]] = _input_from_row(row)
    return Inputs(values=found)


def _input_from_row(row: Mapping[str, str]) -> Input:
    text = row.get("text") or ""
    low, mid, high = (0.0, 0.0, 0.0) if text else tuple(
        float(row[key]) for key in ("low", "mid", "high")
    )  # fmt: skip
    return Input(
        name=row["name"], low=low, mid=mid, high=high, unit=row["unit"], date=row["date"],
        source=row["source"], note=row.get("note") or "", text=text,
    )  # fmt: skip


def load_inputs(
    overrides: Mapping[str, Any] | None = None,
    *,
    file: str | os.PathLike[str] | None = None,
) -> Inputs:
    """The shipped inputs, then those of ``file``'s ``[voyage]`` table, then ``overrides``.

    Args:
        overrides: values by dotted name; see the module for their forms.
        file: a TOML file with a ``[voyage]`` table (usually ``offing.toml``).

    Raises:
        UsageError: the file cannot be read, a name is unknown (near ones are offered), or a
            value cannot be meant; the message names file, key and unit.
    """
    inputs = shipped_inputs()
    if file is not None:
        inputs = change_inputs(inputs, _voyage_table(file), origin=os.fspath(file))
    return change_inputs(inputs, overrides) if overrides else inputs


def inputs_on(date: datetime.date, inputs: Inputs) -> Inputs:
    """The inputs as of a day: the year of emissions trading, and what the tables date.

    War-risk quotes are the last by that day; prices are those of the day's year where we
    have them. Everything else keeps its own date, which stands beside it. Values that the
    user gave are kept.
    """
    shipped, values = shipped_inputs().values, dict(inputs.values)
    year = float(min(max(date.year, 2000), 2100))
    found = _dated_by(date) | {
        "ets.year": Input(
            name="ets.year", low=year, mid=year, high=year, unit="year", date=str(date),
            source="The date of the voyage", note=shipped["ets.year"].note,
        )
    }  # fmt: skip
    values |= {name: value for name, value in found.items() if values[name] == shipped[name]}
    return Inputs(values=values)


def _dated_by(date: datetime.date) -> dict[str, Input]:
    """The last row of each input in the dated tables that holds on ``date``."""
    found: dict[str, Input] = {}
    day = date.isoformat()
    for row in _dated_rows():
        if row["from"] <= day <= (row["until"] or day):
            shipped = shipped_inputs().values[row["name"]]
            found[row["name"]] = Input(
                name=row["name"], low=float(row["low"]), mid=float(row["mid"]),
                high=float(row["high"]), unit=shipped.unit, date=row["from"],
                source=row["source"], note="as of the day asked for",
            )  # fmt: skip
    return found


@functools.cache
def _dated_rows() -> tuple[dict[str, str], ...]:
    """Rows of every ``dated.csv``, oldest first."""
    rows: list[dict[str, str]] = []
    for folder in ("fuel", "ets", "war_risk"):
        path = importlib.resources.files("offing") / "data" / folder / "dated.csv"
        rows += csv.DictReader(path.read_text("utf-8").splitlines())
    return tuple(sorted(rows, key=itemgetter("from")))


def inputs_from(given: Inputs | Mapping[str, Any] | None) -> Inputs:
    """Inputs as they are, or the shipped ones with a mapping's values in their place."""
    if isinstance(given, Inputs):
        return given
    return load_inputs(given)


def change_inputs(
    inputs: Inputs, overrides: Mapping[str, Any], *, origin: str = "given by the user"
) -> Inputs:
    """``inputs`` with other values for some names; ``origin`` is said as their source.

    Raises:
        UsageError: as ``load_inputs``.
    """
    values = dict(inputs.values)
    for name, value in _flat(overrides, values):
        old = values.get(name)
        if old is None and _class_of(name) is None:
            raise UsageError(_unknown(name, values, origin))
        values[name] = _changed(old or _blank(name, values), value, origin)
    for name in [n for n in values if n.startswith("fuel.")]:
        before = inputs.values.get(name)
        if before is not None and before.text != values[name].text:
            _burn_by_energy(name.partition(".")[2], before.text, inputs.values, values)
    return Inputs(values=values)


def _burn_by_energy(
    ship: str, fuel: str, before: Mapping[str, Input], values: dict[str, Input]
) -> None:
    """Set what a class burns, in ``values``, to the tonnes of its new fuel with the same energy.

    Tonnes are of the fuel that the class burnt before; a tonne of methanol holds half of the
    energy of one of oil (lower calorific values: Regulation (EU) 2023/1805, Annex II).
    Figures given together with the fuel are taken to be of that fuel.
    """
    now = values[f"fuel.{ship}"].text
    ratio = values[f"lcv.{fuel}"].mid / values[f"lcv.{now}"].mid
    for name in (f"consumption.{ship}", f"auxiliary.{ship}"):
        old = before.get(name)
        if old is not None and old == values[name] and ratio != 1.0:
            values[name] = msgspec.structs.replace(
                old, low=old.low * ratio, mid=old.mid * ratio, high=old.high * ratio,
                source=f"{old.source}; from {fuel} to {now} by energy (lcv.{fuel}, lcv.{now})",
            )  # fmt: skip


def _class_of(name: str) -> str | None:
    """The last part of a name of a family that a user's own ship class may extend."""
    family, _, ship = name.rpartition(".")
    families = {
        "consumption", "reference-speed", "auxiliary", "speed-min", "speed-max", "gt", "fuel",
        "hull", "hire", "toll.suez", "toll.panama", "toll.kiel",
    }  # fmt: skip
    return ship if family in families and ship.startswith("my-") else None


def _blank(name: str, values: Mapping[str, Input]) -> Input:
    """An input of the family of ``name``, with its unit and nothing else."""
    family = name.rpartition(".")[0]
    like = next(v for k, v in values.items() if k.rpartition(".")[0] == family)
    return Input(name=name, unit=like.unit, text=like.text)


def _flat(table: Mapping[str, Any], known: Mapping[str, Input], above: str = "") -> Iterator[
    tuple[str, Any]
]:  # fmt: skip
    """Dotted names and values of nested tables; a table of an input itself stays whole."""
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping) and name not in known and not set(value) <= _TABLE_KEYS:
            yield from _flat(value, known, f"{name}.")
        else:
            yield name, value


def _unknown(name: str, values: Mapping[str, Input], origin: str) -> str:
    near = difflib.get_close_matches(name, values, n=3, cutoff=0.6)
    if not near:
        near = [k for k in values if k.startswith(name.split(".")[0] + ".")][:3]
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return f"unknown input {name!r} ({origin}){hint}"


def _changed(old: Input, value: Any, origin: str) -> Input:
    """``old`` with a user's value in its place.

    Raises:
        UsageError: the value cannot be meant.
    """
    where = f"input {old.name!r} ({origin})"
    if old.text:
        return _changed_choice(old, value, where, origin)
    said: dict[str, Any] = {}
    if isinstance(value, Mapping):
        wrong = sorted(set(value) - _TABLE_KEYS)
        if wrong:
            raise UsageError(f"{where}: no key {wrong[0]!r}; keys are {sorted(_TABLE_KEYS)}")
        unit = value.get("unit", old.unit)
        if unit != old.unit:
            raise UsageError(f"{where}: the unit is {old.unit or 'none'}, not {unit!r}")
        said = {k: str(value[k]) for k in ("date", "source", "note") if k in value}
        keys = ["low", "mid", "high"]
        if "low" in value and "high" in value and "mid" not in value:
            keys.remove("mid")  # as in [low, high]: the middle is between them
        value = [value.get(key, getattr(old, key)) for key in keys]
    low, mid, high = _three(value, where, old.unit)
    _check(old, (low, mid, high), where)
    return Input(
        name=old.name, low=low, mid=mid, high=high, unit=old.unit, date=said.get("date", ""),
        source=said.get("source", origin), note=said.get("note", old.note),
    )  # fmt: skip


def _changed_choice(old: Input, value: Any, where: str, origin: str) -> Input:
    if not isinstance(value, str) or value.strip().lower() not in FUELS:
        raise UsageError(f"{where}: {value!r} is no fuel; fuels are {', '.join(FUELS)}")
    return Input(name=old.name, text=value.strip().lower(), source=origin, note=old.note)


def _three(value: Any, where: str, unit: str) -> tuple[float, float, float]:
    """Low, mid and high of a number, a list, or text such as ``450,540,680``."""
    parts = value if isinstance(value, (list, tuple)) else [value]
    if isinstance(value, str):
        parts = value.removesuffix(unit).strip().split(",")
    try:
        numbers = [float(p) for p in parts if not isinstance(p, bool)]
    except (TypeError, ValueError):
        numbers = []
    if len(numbers) != len(parts) or not 1 <= len(numbers) <= 3:
        raise UsageError(
            f"{where}: {value!r} is not a value in {unit or 'plain numbers'}; "
            "write a number, [low, high] or [low, mid, high]"
        )
    if not all(math.isfinite(n) for n in numbers):
        raise UsageError(f"{where}: {value!r} is not finite")
    if sorted(numbers) != numbers:
        raise UsageError(f"{where}: {value!r} does not run from low to high ({unit})")
    if len(numbers) == 1:
        return numbers[0], numbers[0], numbers[0]
    if len(numbers) == 2:
        return numbers[0], (numbers[0] + numbers[1]) / 2, numbers[1]
    return numbers[0], numbers[1], numbers[2]


def _check(old: Input, numbers: tuple[float, float, float], where: str) -> None:
    least, most = _BOUNDS.get(old.unit, (0.0, _MOST))
    if old.unit in _WHOLE and (len({*numbers}) > 1 or numbers[0] % 1):
        said = ",".join(f"{n:g}" for n in sorted({*numbers}))
        raise UsageError(f"{where}: {said} cannot be; it is one whole number ({old.unit})")
    for number in numbers:
        if not least <= number <= most:
            range_words = f"from {least:g} to {most:g}"
            if most == _MOST:
                range_words = f"{least:g} or more" if number < least else f"at most {most:g}"
            raise UsageError(
                f"{where}: {f'{number:g} {old.unit}'.strip()} cannot be; it is {range_words}"
            )
        if number == 0 and old.name.startswith(_POSITIVE):
            raise UsageError(f"{where}: 0 {old.unit} cannot be; it is more than 0")


def _voyage_table(file: str | os.PathLike[str]) -> Mapping[str, Any]:
    name = os.fspath(file)
    try:
        table = tomllib.loads(Path(file).read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is not TOML: {error}") from error
    voyage = table.get("voyage", {})
    if not isinstance(voyage, Mapping):
        raise UsageError(f"{name}: [voyage] must be a table of inputs")
    return voyage
