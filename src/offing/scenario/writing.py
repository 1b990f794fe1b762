"""Scenarios written as TOML, in the schema of ``offing.scenario.files``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from offing.errors import ScenarioError
from offing.model import Restriction, Scenario


def scenario_to_toml(scenario: Scenario) -> str:
    """``scenario`` as TOML text that ``scenario_from_file`` reads back to the same.

    Raises:
        ScenarioError: it holds a general restriction, which names no single target, or
            a proposal that nobody accepted.
    """
    head = (("name", scenario.name), ("date", scenario.date), ("note", scenario.note),
            ("opened", scenario.opened), ("analogue_of", scenario.analogue_of),
            ("sources", scenario.sources))  # fmt: skip
    lines = [f"{k} = {_value(v)}" for k, v in head if v]
    for one in scenario.restrictions:
        lines += ["", "[[restriction]]", *(f"{k} = {_value(v)}" for k, v in _entry(one))]
    return "\n".join(lines) + "\n"


def _entry(one: Restriction) -> list[tuple[str, Any]]:
    if one.target.kind == "general":
        raise ScenarioError(f"{one.id}: names no single target; pick a candidate first")
    if one.status != "accepted":
        raise ScenarioError(f"{one.id}: is {one.status}; only what was accepted goes into a file")
    area = one.target.kind == "area"
    pairs: list[tuple[str, Any]] = [
        ("area", one.target.geometry) if area else (one.target.kind, one.target.id),
        ("name", one.target.name if area else ""), ("id", one.id), ("effect", one.effect),
        ("share", None if one.share == 1.0 else one.share),
        ("share_by_class", one.share_by_class), ("capacity_per_day", one.capacity_per_day),
        ("applies_to", one.applies_to), ("start", one.start), ("end", one.end),
        ("ramp_days", one.ramp_days or None), ("ramp_from", one.ramp_from or None),
        ("forbids_entry", one.forbids_entry), ("candidate_of", one.candidate_of),
        ("basis", one.basis), ("incident_ids", one.incident_ids), ("claim_ids", one.claim_ids),
        ("would_have_to_be_true", one.would_have_to_be_true),
        ("not_modelled", one.not_modelled), ("note", one.note),
        ("sources", one.sources),
    ]  # fmt: skip
    return [(k, v) for k, v in pairs if v or (v == 0.0 and v is not False)]


def _text(value: str) -> str:
    """A JSON string is a TOML basic string, except that TOML wants DEL escaped too.

    Text of several lines is written as such, so that a person can read and edit it.
    """
    lines = [json.dumps(part, ensure_ascii=False)[1:-1] for part in value.split("\n")]
    marks = ('"""\n', '"""') if len(lines) > 1 else ('"', '"')
    return f"{marks[0]}{chr(10).join(lines)}{marks[1]}".replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_value(str(k))} = {_value(v)}" for k, v in value.items())
        return f"{{ {inner} }}"
    return "[" + ", ".join(_value(v) for v in value) + "]"
