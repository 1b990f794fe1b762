"""Scenarios as TOML files.

The schema, in full::

    name = "Red Sea, winter"          # text, optional
    date = 2024-02-01                 # the day on which it applies, optional
    note = "why"                      # text, optional
    extends = ["base.toml"]           # other scenarios, beside this file, optional
    opened = ["northern-sea-route"]   # passages closed by default that are open here
    sources = ["…"]                   # where the figures come from, optional
    analogue_of = "…"                 # what an instance of the past may stand for, optional

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
    ramp_days = 21                    # days from start until the full shares hold (linear)
    ramp_from = 0.2                   # part of them that holds on the first day, 0–1
    forbids_entry = false             # areas: ports inside cannot be reached either
    id = "…"                          # optional; made from target, effect and start
    basis = "…"                       # on whose word; note: free text
    source = "…"                      # or sources = ["…", "…"]

Whatever else a proposal carries (``incident_ids``, ``claim_ids``,
``would_have_to_be_true``, ``not_modelled``, ``candidate_of``) is kept when a scenario is
written and read again. ``extends`` names files beside this one or scenarios that come
with Offing. Everything that is wrong is said at once, each with its line and key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from offing.errors import ScenarioError, UnknownPassage
from offing.model import Restriction, Scenario
from offing.scenario.build import find_passage
from offing.scenario.contradictions import check_set
from offing.scenario.entry import Entry, restriction_from
from offing.scenario.faults import Faults
from offing.scenario.lines import LineIndex
from offing.scenario.shipped import names_and_near, shipped_path
from offing.scenario.writing import scenario_to_toml

_TOP = frozenset({"name", "date", "note", "extends", "opened", "restriction", "sources",
                  "analogue_of"})  # fmt: skip
MAX_DEPTH = 8
"""Files that ``extends`` may lead through, one after the other."""
MAX_BYTES = 5_000_000
"""A larger file is no scenario that a person wrote."""


class Checked(NamedTuple):
    """A scenario file as checked: what it holds, what is wrong, what is worth a look."""

    scenario: Scenario | None
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def scenario_from_file(path: str | os.PathLike[str]) -> Scenario:
    """Read a scenario from a TOML file, or one that comes with Offing by its name.

    Raises:
        ScenarioError: the file cannot be read, or contradicts itself; the message (and
            ``faults``) lists everything wrong with file, line, entry and key.
    """
    return _load(_found(path), (), [])


def scenario_from_toml(text: str, where: str = "scenario") -> Scenario:
    """A scenario from TOML text; ``where`` names it in messages.

    Raises:
        ScenarioError: as ``scenario_from_file``; also for ``extends`` of a file.
    """
    scenario, extends, _ = _parse(text, where)
    for name in extends:
        own = shipped_path(name)
        if own is None:
            raise ScenarioError(f"{where}: extends {name!r} needs a file to be read from")
        scenario |= _load(own, (), [])
    return scenario


def check_toml(text: str, where: str = "scenario") -> Checked:
    """As ``check_scenario``, of text that is at hand (a form, a request)."""
    try:
        scenario = scenario_from_toml(text, where)
    except ScenarioError as error:
        return Checked(None, error.faults or (str(error),), ())
    return Checked(scenario, (), tuple(_parse(text, where)[2]))


def check_scenario(path: str | os.PathLike[str]) -> Checked:
    """Read a scenario file and say all that is wrong or odd; raises nothing."""
    remarks: list[str] = []
    try:
        scenario = _load(_found(path), (), remarks)
    except ScenarioError as error:
        return Checked(None, error.faults or (str(error),), tuple(remarks))
    together = Faults(str(path), LineIndex(""))
    check_set(list(enumerate(scenario.restrictions)), scenario, together)
    # What one file says for itself has been said; what files say of each other comes here.
    said = " ".join(remarks)
    remarks += [
        f"{path}: with what it extends: {f.text}" for f in (*together.found, *together.remarks)
        if f.text.rpartition(": ")[2] not in said
    ]  # fmt: skip
    return Checked(scenario, (), tuple(remarks))


def _found(path: str | os.PathLike[str]) -> Path:
    """The file of this path, else the scenario of this name that comes with Offing."""
    here = Path(path)
    if not here.exists():
        own = shipped_path(os.fspath(path))
        if own is not None:
            return own
    return here


def _load(
    path: Path, trail: tuple[Path, ...], remarks: list[str], within: Path | None = None
) -> Scenario:
    """A file with what it extends, all of which lies in the first one's folder."""
    here = path.resolve()
    if here in trail:
        raise ScenarioError(f"{path}: extends itself, by way of {trail[-1].name}")
    if len(trail) >= MAX_DEPTH:
        raise ScenarioError(f"{path}: more than {MAX_DEPTH} files extend one another")
    scenario, extends, found = _parse(_text_of(path, trail), str(path))
    remarks += found
    within = within or here.parent
    for name in extends:
        beside = here.parent / name
        own = shipped_path(name)
        if own is not None and not beside.exists():
            # What comes with Offing has a folder of its own.
            scenario = scenario | _load(own, (*trail, here), remarks)
            continue
        if not beside.resolve().is_relative_to(within):
            # A file from elsewhere could have any other on this machine read and quoted.
            raise ScenarioError(
                f"{path}: extends {name!r}, which does not lie in the folder of the scenario or "
                "below it: copy it there"
            )
        scenario = scenario | _load(beside, (*trail, here), remarks, within)
    return scenario


def _text_of(path: Path, trail: tuple[Path, ...]) -> str:
    by = f" ({trail[-1].name} extends it)" if trail else ""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ScenarioError(f"{path}: larger than {MAX_BYTES:,} bytes; that is no scenario{by}")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        hint = names_and_near(path.name)
        raise ScenarioError(f"{path}: there is no such file{by}{hint}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read as UTF-8 text ({error}){by}") from error


def _parse(text: str, where: str) -> tuple[Scenario, list[str], list[str]]:
    """The scenario, the files that it extends, and remarks; everything wrong at once."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ScenarioError(f"{where}: not valid TOML: {error}") from error
    faults = Faults(where, LineIndex(text.replace("\r\n", "\n")))
    top = Entry(data, None, faults)
    top.check_keys(_TOP)
    found = _restrictions(data, faults)
    extends = data.get("extends", [])
    extends = [extends] if isinstance(extends, str) else list(Entry(
        {"extends": extends}, None, faults).strings("extends"))  # fmt: skip
    scenario = Scenario(
        restrictions=tuple(one for _, one in found), name=top.text("name"), date=top.date("date"),
        note=top.text("note"), opened=_opened(top), analogue_of=top.text("analogue_of"),
        sources=top.strings("sources"),
    )  # fmt: skip
    check_set(found, scenario, faults)
    faults.raise_all()
    return scenario, extends, [f"{where}:{r.line}: {r.text}" for r in sorted(set(faults.remarks))]


def _restrictions(data: Mapping[str, Any], faults: Faults) -> list[tuple[int, Restriction]]:
    entries = data.get("restriction", [])
    if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
        faults.add("write each restriction as a [[restriction]] entry", None, "restriction")
        return []
    read = ((n, restriction_from(Entry(entry, n, faults))) for n, entry in enumerate(entries))
    return [(n, one) for n, one in read if one is not None]


def _opened(top: Entry) -> tuple[str, ...]:
    out = []
    for name in top.strings("opened"):
        try:
            out.append(find_passage(name).id)
        except UnknownPassage as error:
            top.fault(str(error), "opened")
    return tuple(dict.fromkeys(out))


__all__ = [
    "Checked", "check_scenario", "check_toml", "scenario_from_file", "scenario_from_toml",
    "scenario_to_toml",
]  # fmt: skip
