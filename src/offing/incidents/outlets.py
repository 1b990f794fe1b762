"""Whose paper a report is, where only its claims tell.

Reading a file finds the publisher in its header; where there is none, reading its claims
finds the name in the text's head or foot. It stands first in their chains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from offing.claims.imprint import name_in_imprint
from offing.claims.names import REPORT_ITSELF
from offing.incidents.names import name_key
from offing.model import Claim, Report


def with_outlets(reports: Mapping[str, Report], claims: Iterable[Claim]) -> dict[str, Report]:
    """``reports`` with the publisher that their claims' chains begin with, where none is given."""
    chains: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.attribution and not claim.notice_id:
            chains[claim.report_id][claim.attribution[0]] += 1
    return {i: _with_outlet(report, chains[i]) for i, report in reports.items()}


def _with_outlet(report: Report, heads: Counter[str]) -> Report:
    if report.publisher or not heads:
        return report
    name: str | None = min(heads, key=lambda n: (-heads[n], n))
    if report.credit and name_key(name or "") in name_key(report.credit):
        name = name_in_imprint(report.text)  # the chain begins with whom it is taken from
    if name is None or name == REPORT_ITSELF or not name_key(name):
        return report
    return msgspec.structs.replace(report, publisher=name)


def is_outlet_itself(speaker: str, publisher: str | None) -> bool:
    """Whether a speaker is the publisher, by the same name or with its address (“X.com”)."""
    one, two = name_key(speaker), name_key(publisher or "")
    if not one or not two:
        return False
    return one == two or speaker.casefold().startswith(f"{(publisher or '').casefold()}.")
