"""Scenarios as TOML files.

The schema, in full::

    name = "Red Sea, winter"          # text, optional
    date = 2024-02-01                 # the day on which it applies, optional
    note = "why"                      # text, optional
    extends = ["base.toml"]           # other scenarios, beside this file, optional
    opened = ["northern-sea-route"]   # passages closed by default that are open here

    [[restriction]]
    # exactly one target:
    passage = "bab-el-mandeb"         # id, name or alias
    port = "ILHFA"                    # UN/LOCODE, id or name
    area = { type = "Polygon", coordinates = [...] }   # a GeoJSON geometry, or
    polygon = [[lon, lat], [lon, lat], [lon, lat]]     # its corners, or
    circle = { lon = 42.6, lat = 13.7, radius_nm = 10 }

    name = "…"                        # of an area
    effect = "closed"                 # closed (default; avoided for areas), avoided, capacity
    share = 0.55                      # share of ships that stay away (avoided), 0–1
    share_by_class = { container = 0.77, tanker = 0.52 }
    capacity_per_day = 40             # with effect = "capacity"
    applies_to = ["container"]        # ship classes or kinds, port:<id>, country:<alpha-2>
    start = 2023-12-16                # inclusive, optional
    end = 2024-12-31                  # inclusive, optional
    forbids_entry = false             # areas: ports inside cannot be reached either
    id = "…"                          # optional; made from target, effect and start
    basis = "…"                       # on whose word; note, source = "…": free text

Whatever else a proposal carries (``incident_ids``, ``claim_ids``,
``would_have_to_be_true``, ``not_modelled``, ``candidate_of``) is kept when a scenario is
written and read again. An unknown key is an error, with its line.
"""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from offing.errors import ScenarioError, UnknownPassage, UnknownPort
from offing.model import Position, Restriction, Scenario, Target
from offing.scenario.build import (
    check_dates,
    check_share,
    circle,
    find_passage,
    find_port,
    polygons_from,
    restriction_id,
)
from offing.scenario.writing import scenario_to_toml

_TOP = frozenset({"name", "date", "note", "extends", "opened", "restriction"})
_TARGETS = ("passage", "port", "area", "polygon", "circle")
_TEXTS = ("id", "name", "basis", "note", "source", "candidate_of", "status")
_LISTS = ("applies_to", "incident_ids", "claim_ids", "would_have_to_be_true", "not_modelled")
_KEYS = frozenset({*_TARGETS, *_TEXTS, *_LISTS, "effect", "share", "share_by_class",
                   "capacity_per_day", "start", "end", "forbids_entry"})  # fmt: skip
_EFFECTS = ("closed", "avoided", "capacity")
MAX_DEPTH = 8
"""Files that ``extends`` may lead through, one after the other."""


def scenario_from_file(path: str | os.PathLike[str]) -> Scenario:
    """Read a scenario from a TOML file (the schema is this module's docstring).

    Raises:
        ScenarioError: the file cannot be read, or an entry contradicts itself; the
            message names the file, the line and the entry.
    """
    return _load(Path(path), ())


def _load(path: Path, trail: tuple[Path, ...]) -> Scenario:
    here = path.resolve()
    if here in trail:
        raise ScenarioError(f"{path}: extends itself, by way of {trail[-1].name}")
    if len(trail) >= MAX_DEPTH:
        raise ScenarioError(f"{path}: more than {MAX_DEPTH} files extend one another")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ScenarioError(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    scenario, extends = _parse(text, str(path))
    for name in extends:
        scenario = scenario | _load(here.parent / name, (*trail, here))
    return scenario


def scenario_from_toml(text: str, where: str = "scenario") -> Scenario:
    """A scenario from TOML text; ``where`` names it in messages.

    Raises:
        ScenarioError: as ``scenario_from_file``; also for ``extends``, which needs a file.
    """
    scenario, extends = _parse(text, where)
    if extends:
        raise ScenarioError(f"{where}: extends needs a file to be read from")
    return scenario


def _parse(text: str, where: str) -> tuple[Scenario, list[str]]:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ScenarioError(f"{where}: not valid TOML: {error}") from error
    unknown = sorted(set(data) - _TOP)
    if unknown:
        line = _line_of(text, unknown[0], 0)
        raise ScenarioError(f"{where}:{line}: unknown key {unknown[0]!r}; known are "
                            + ", ".join(sorted(_TOP)))  # fmt: skip
    entries = data.get("restriction", [])
    if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
        raise ScenarioError(f"{where}: write each restriction as a [[restriction]] entry")
    heads = [m.start() for m in re.finditer(r"(?m)^[ \t]*\[\[[ \t]*restriction[ \t]*\]\]", text)]
    found: dict[str, Restriction] = {}
    for n, entry in enumerate(entries):
        at = heads[n] if n < len(heads) else 0
        label = f"{where}:{text.count(chr(10), 0, at) + 1}: restriction {n + 1}"
        one = _restriction(entry, label, text, at)
        if one.id in found:
            raise ScenarioError(
                f"{label}: a second restriction with the id {one.id!r}; give it an id"
            )
        found[one.id] = one
    date = _date(data.get("date"), f"{where}: date")
    extends = data.get("extends", [])
    extends = [extends] if isinstance(extends, str) else extends
    if not isinstance(extends, list) or not all(isinstance(e, str) for e in extends):
        raise ScenarioError(f"{where}: extends is a list of file names")
    opened = data.get("opened", [])
    if not isinstance(opened, list) or not all(isinstance(o, str) for o in opened):
        raise ScenarioError(f"{where}: opened is a list of passages")
    scenario = Scenario(
        opened=tuple(find_passage(name).id for name in opened),
        restrictions=tuple(found.values()), name=_text(data, "name", where),
        date=date, note=_text(data, "note", where),
    )  # fmt: skip
    return scenario, extends


def _line_of(text: str, key: str, start: int) -> int:
    match = re.compile(rf"(?m)^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b").search(text, start)
    return text.count("\n", 0, match.start() if match else start) + 1


def _restriction(entry: Mapping[str, Any], label: str, text: str, at: int) -> Restriction:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise ScenarioError(f"{label}: unknown key {unknown[0]!r} (line "
                            f"{_line_of(text, unknown[0], at)})")  # fmt: skip
    target = _target(entry, label)
    effect = entry.get("effect", "avoided" if target.kind == "area" else "closed")
    if effect not in _EFFECTS:
        raise ScenarioError(f"{label}: effect {effect!r} is none of {', '.join(_EFFECTS)}")
    share = entry.get("share", 1.0)
    check_share(share, label)
    shares = entry.get("share_by_class", {})
    if not isinstance(shares, Mapping):
        raise ScenarioError(f"{label}: share_by_class is a table, e.g. {{ container = 0.77 }}")
    for name, value in shares.items():
        check_share(value, f"{label}, share_by_class.{name}")
    if effect == "closed" and (shares or share != 1.0):
        raise ScenarioError(f'{label}: a share says who stays away: write effect = "avoided"')
    start, end = (
        _date(entry.get("start"), f"{label}: start"),
        _date(entry.get("end"), f"{label}: end"),
    )
    check_dates(start, end, label)
    lists: dict[str, Any] = {k: _strings(entry, k, label) for k in _LISTS}
    note = "\n".join(t for k in ("note", "source") if (t := _text(entry, k, label)))
    return Restriction(
        id=_text(entry, "id", label) or restriction_id(target, effect, start),
        target=target, effect=effect, share=float(share),
        share_by_class={str(k): float(v) for k, v in shares.items()},
        capacity_per_day=_capacity(entry, effect, label), start=start, end=end,
        forbids_entry=_flag(entry, "forbids_entry", label), status="accepted",
        candidate_of=_text(entry, "candidate_of", label) or None,
        basis=_text(entry, "basis", label) or "set by hand", note=note, **lists,
    )  # fmt: skip


def _target(entry: Mapping[str, Any], label: str) -> Target:
    given = [k for k in _TARGETS if k in entry]
    if len(given) != 1:
        raise ScenarioError(f"{label}: give exactly one of {', '.join(_TARGETS)}"
                            + (f", not {' and '.join(given)}" if given else ""))  # fmt: skip
    kind, value = given[0], entry[given[0]]
    if kind in ("passage", "port"):
        if not isinstance(value, str):
            raise ScenarioError(f"{label}: {kind} is a name in quotes, not {value!r}")
        try:
            place = find_passage(value) if kind == "passage" else find_port(value)
        except (UnknownPassage, UnknownPort) as error:
            raise ScenarioError(f"{label}: {error}") from error
        return Target(kind="passage" if kind == "passage" else "port", id=place.id,
                      name=place.name)  # fmt: skip
    from offing.incidents.names import slug

    name = _text(entry, "name", label) or "area"
    if kind == "circle":
        geometry = _circle(value, label)
    else:
        shape = {"type": "Polygon", "coordinates": [value]} if kind == "polygon" else value
        geometry = polygons_from(shape, label)
    return Target(kind="area", id=slug(name), name=name, geometry=geometry)


def _circle(value: Any, label: str) -> dict[str, Any]:
    try:
        lon, lat, radius = (float(value[k]) for k in ("lon", "lat", "radius_nm"))
    except (TypeError, KeyError, ValueError) as error:
        raise ScenarioError(
            f"{label}: circle = {{ lon = …, lat = …, radius_nm = … }}, all numbers"
        ) from error
    if not (-180 <= lon <= 180 and -90 <= lat <= 90 and 0 < radius <= 1000):
        raise ScenarioError(f"{label}: circle is off the Earth, or its radius not in 0–1000 nm")
    return circle(Position(lon, lat), radius)


def _date(value: Any, label: str) -> datetime.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ScenarioError(f"{label}: {value!r} is not a date such as 2024-02-01") from error


def _text(entry: Mapping[str, Any], key: str, label: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ScenarioError(f"{label}: {key} is text in quotes, not {value!r}")
    return value


def _strings(entry: Mapping[str, Any], key: str, label: str) -> tuple[str, ...]:
    value = entry.get(key, ())
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ScenarioError(f'{label}: {key} is a list, e.g. ["container"]')
    if not all(isinstance(v, str) for v in value):
        raise ScenarioError(f"{label}: {key} holds something that is not text")
    return tuple(value)


def _flag(entry: Mapping[str, Any], key: str, label: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise ScenarioError(f"{label}: {key} is true or false, not {value!r}")
    return value


def _capacity(entry: Mapping[str, Any], effect: str, label: str) -> float | None:
    value = entry.get("capacity_per_day")
    if value is None:
        if effect == "capacity":
            raise ScenarioError(f'{label}: effect = "capacity" needs capacity_per_day')
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise ScenarioError(f"{label}: capacity_per_day {value!r} is not a number of ships")
    return float(value)


__all__ = ["scenario_from_file", "scenario_from_toml", "scenario_to_toml"]
