"""Versions of one story: updates and corrections, and what the newer one replaces."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from offing.incidents.names import name_key
from offing.model import Claim, Count, Report, StatusChange, Voice

_UPDATE = re.compile(
    r"^\W*(?:update|wrap-?up|recast|refile|write-?thr(?:u|ough))\b\W*(\d{1,2})?", re.IGNORECASE
)
_CORRECTION = re.compile(r"^\W*(?:correct(?:ion|ed|s)|clarification)\b", re.IGNORECASE)
_HEAD_LINES = 4
"""A mark of a version stands in the title or in one of so many first lines."""


def version_of(report: Report | None) -> int:
    """0 for a first version, 1, 2 … for updates, 99 for a correction of any of them."""
    if report is None:
        return 0
    lines = [s for line in report.text[:600].splitlines() if (s := line.strip())]
    found = 0
    for line in (report.title or "", *lines[:_HEAD_LINES]):
        if _CORRECTION.match(line):
            return 99
        match = _UPDATE.match(line)
        if match:
            found = max(found, int(match[1] or 1))
    return found


def version_key(report: Report | None) -> str:
    """Orders reports by date, then by version; those without a date come last."""
    day = report.published.isoformat() if report and report.published else "9999"
    return f"{day}#{version_of(report):02d}"


def is_newer_word(a: Claim, b: Claim) -> bool:
    """Whether one speaker told the two in two reports: an update, and no conflict."""
    return a.report_id != b.report_id and name_key(a.speaker) == name_key(b.speaker)


def updates_of(
    claims: Sequence[Claim],
    voices: Mapping[str, Voice],
    reports: Mapping[str, Report],
    history: Sequence[StatusChange],
    as_of: datetime.date | None,
) -> tuple[StatusChange, ...]:
    """``history`` with an entry for each number that its speaker changed later.

    ``claims`` are in reading order, so the later of two is the newer word.
    """
    told: dict[tuple[str, str, str], Claim] = {}
    changes: list[StatusChange] = []
    for claim in claims:
        voice = voices[claim.id]
        if claim.count is None or voice.stance != "supports":
            continue
        if as_of is not None and (voice.stated or "") > as_of.isoformat():
            continue
        key = (name_key(claim.speaker), claim.action, claim.count.of)
        old = told.get(key)
        if old is not None and old.count and is_newer_word(old, claim):
            newer = version_key(reports.get(claim.report_id))
            if old.count != claim.count and version_key(reports.get(old.report_id)) < newer:
                changes.append(_change(old, old.count, claim, claim.count, voices, history))
        told[key] = claim
    known = [(c.since or "", n, c) for n, c in enumerate(history)]
    known += [(c.since or "9999", len(history) + n, c) for n, c in enumerate(changes)]
    last = max((c.since or "" for c in history), default="")
    ordered = [c for _, _, c in sorted(known, key=lambda k: k[:2])]
    # The last entry tells the status: an update of a number never comes behind it alone.
    return tuple(ordered) if changes and last else (*history, *changes)


def _change(
    old: Claim,
    before: Count,
    new: Claim,
    after: Count,
    voices: Mapping[str, Voice],
    history: Sequence[StatusChange],
) -> StatusChange:
    since = voices[new.id].stated
    status = next((h.status for h in reversed(history) if (h.since or "") <= (since or "")),
                  history[-1].status)  # fmt: skip
    reason = f"{new.speaker} now says {_words(after)}, not {_words(before)} as before"
    return StatusChange(since=since, status=status, reason=reason, claim_ids=(old.id, new.id))


def _words(count: Count) -> str:
    if count.min == count.max:
        number = str(count.min)
    elif count.max is None:
        number = f"at least {count.min}"
    else:
        number = f"at most {count.max}" if count.min is None else f"{count.min} to {count.max}"
    return f"{number} {count.of}"
