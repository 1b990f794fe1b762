"""From a brief that was kept as JSON to a scenario: what a person accepted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from offing.errors import UsageError
from offing.model import Restriction, Scenario
from offing.scenario.accepting import accept


def restrictions_in_brief(brief: Mapping[str, Any]) -> list[Restriction]:
    """The proposals of a brief as ``offing brief --json`` prints it.

    Raises:
        UsageError: it is no brief.
    """
    return list(_convert(brief, "restrictions", list[Restriction], []))


def scenario_from_brief(
    brief: Mapping[str, Any], ids: Iterable[str] = (), *, name: str = ""
) -> Scenario:
    """The proposals with these ``ids``; without any, what the brief's own scenario holds.

    Raises:
        UsageError: it is no brief, or a general proposal is accepted without a choice.
        UnknownRestriction: no proposal has such an id.
    """
    proposals = restrictions_in_brief(brief)
    wanted = [one for given in ids for one in given.split(",") if one.strip()]
    if wanted:
        return accept(proposals, wanted, name=name or _title(brief))
    held: Scenario = _convert(brief, "scenario", Scenario, Scenario())
    return msgspec.structs.replace(held, name=name or held.name or _title(brief))


def _title(brief: Mapping[str, Any]) -> str:
    day = brief.get("as_of")
    return f"Accepted from the brief of {day}" if isinstance(day, str) and day else "accepted"


def _convert(brief: Mapping[str, Any], key: str, kind: Any, default: Any) -> Any:
    if "headline" not in brief:
        raise UsageError("this JSON is no brief: make one with 'offing brief REPORT --json'")
    if key not in brief:
        return default
    try:
        return msgspec.convert(brief[key], kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"the brief's {key} cannot be read: {error}") from error
