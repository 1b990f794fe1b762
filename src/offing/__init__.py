"""Offing: from a report to a brief for those who keep ships and relief goods moving.

The path is the architecture; each arrow is one plain function, each input and
output a frozen struct (``offing.model``) that prints as JSON::

    report → claims → incidents → restrictions → routes → brief

Names are loaded when first used, so ``import offing`` itself costs little.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from offing.brief import build_brief
    from offing.claims import extract_claims
    from offing.incidents import link_incidents
    from offing.model import Position, Restriction, Scenario
    from offing.notices import parse_notice, parse_notices
    from offing.observe import observe_transits, read_transits
    from offing.places import find_places
    from offing.reports import read_report, read_reports
    from offing.scenario import propose_restrictions
    from offing.sea import Sea, open_sea
    from offing.voyage import exposure, open_lanes, plan_voyage

try:
    __version__ = version("offing")
except PackageNotFoundError:  # pragma: no cover - only when run from a bare source tree
    __version__ = "0+unknown"

_HOME = {
    "Position": "offing.model",
    "Restriction": "offing.model",
    "Scenario": "offing.model",
    "Sea": "offing.sea",
    "build_brief": "offing.brief",
    "exposure": "offing.voyage",
    "extract_claims": "offing.claims",
    "find_places": "offing.places",
    "link_incidents": "offing.incidents",
    "observe_transits": "offing.observe",
    "open_lanes": "offing.voyage",
    "open_sea": "offing.sea",
    "parse_notice": "offing.notices",
    "parse_notices": "offing.notices",
    "plan_voyage": "offing.voyage",
    "propose_restrictions": "offing.scenario",
    "read_report": "offing.reports",
    "read_reports": "offing.reports",
    "read_transits": "offing.observe",
}

__all__ = [
    "Position",
    "Restriction",
    "Scenario",
    "Sea",
    "__version__",
    "build_brief",
    "exposure",
    "extract_claims",
    "find_places",
    "link_incidents",
    "observe_transits",
    "open_lanes",
    "open_sea",
    "parse_notice",
    "parse_notices",
    "plan_voyage",
    "propose_restrictions",
    "read_report",
    "read_reports",
    "read_transits",
]


def __getattr__(name: str) -> Any:
    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module 'offing' has no attribute {name!r}") from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
