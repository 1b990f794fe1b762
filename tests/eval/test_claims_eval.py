"""The gate for claims: precision, recall and slots on reports with the right answer beside them.

The floors only rise. ``python -m tests.eval.test_claims_eval`` prints the whole table.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from offing import build_brief
from offing.claims import extract_claims
from tests.eval.scoring import Case, Tally, load_article, load_cases, score

if TYPE_CHECKING:
    from pathlib import Path

READ_WHILE_BUILDING = {"dev"}
"""Parts whose faults are shown; all others are gates."""
FLOORS = {"dev": (0.92, 0.88), "gate": (0.82, 0.76)}
SLOT_FLOORS = {
    "speaker": 0.92, "modality": 0.86, "place": 0.93, "date": 0.87, "chain": 0.53, "scope": 0.97,
}  # fmt: skip
"""Shares of right slots on ``dev``; set anew when four harder reports joined it, whose answers
name the chain of most claims (before, only a dozen claims had one)."""


def tally_of(cases: list[Case]) -> Tally:
    tally = Tally()
    for case in cases:
        score(case, extract_claims(case.report), tally)
    return tally


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_claims_are_found_and_not_invented(part: str) -> None:
    tally = tally_of(load_cases(part))
    precision, recall = FLOORS[part]
    assert tally.precision >= precision, shown(part, tally)
    assert tally.recall >= recall, shown(part, tally)


def shown(part: str, tally: Tally) -> str:
    """What may be seen of a part: of a gate the figures alone, never what went wrong."""
    return tally.table() if part in READ_WHILE_BUILDING else tally.totals()


@pytest.mark.parametrize("slot", sorted(SLOT_FLOORS))
def test_slots_are_read_right(slot: str) -> None:
    tally = tally_of(load_cases("dev"))
    assert tally.share(slot) >= SLOT_FLOORS[slot], tally.table()


def test_the_article_has_no_confirmed_claim_and_no_event_on_its_publication_day(
    shared_reports: Path,
) -> None:
    case = load_article(shared_reports)
    claims = extract_claims(case.report)
    assert claims
    assert not [c for c in claims if c.modality == "confirmed"]
    assert not [c for c in claims if (c.when.earliest or "").startswith("2024-01-25")]
    assert not [c for c in claims if c.in_effect]


def test_the_article_is_read(shared_reports: Path) -> None:
    tally = Tally()
    case = load_article(shared_reports)
    score(case, extract_claims(case.report), tally)
    assert tally.precision >= 0.92, tally.table()
    assert tally.recall >= 0.92, tally.table()


def check_brief(case: Case) -> None:
    """The headline says what it must and not what it must not; nothing is applied unasked."""
    brief = build_brief([case.report])
    assert str(case.report.published) == str(case.answer["published"])
    for pattern in case.answer.get("headline_must", []):
        assert re.search(pattern, brief.headline), f"{pattern!r} not in: {brief.headline}"
    for pattern in case.answer.get("headline_must_not", []):
        assert not re.search(pattern, brief.headline), f"{pattern!r} in: {brief.headline}"
    ids = [r.id for r in brief.restrictions]
    for pattern in case.answer.get("restrictions_must", []):
        assert any(re.search(pattern, i) for i in ids), f"{pattern!r} not in {ids}"
    for pattern in case.answer.get("restrictions_must_not", []):
        assert not any(re.search(pattern, i) for i in ids), f"{pattern!r} in {ids}"
    assert not brief.scenario.restrictions
    assert all(r.status == "proposed" for r in brief.restrictions)


FIRST_SIX = (
    "carrier-pauses-transits", "claim-and-denial", "naval-advisory-mines", "port-notice-cyclone",
    "relief-update", "wire-tanker-seized",
)  # fmt: skip
"""One of each kind; their briefs must be right one by one."""
BRIEF_FLOORS = {"dev": 0.92, "gate": 0.80}
"""Share of all briefs of a part whose headline and proposals are right."""


@pytest.mark.parametrize("name", FIRST_SIX)
def test_the_brief_says_what_it_must(name: str) -> None:
    (case,) = (c for c in load_cases("dev") if c.name == name)
    check_brief(case)


def faults_of_briefs(cases: list[Case]) -> list[str]:
    """One line for each report whose brief says what it must not, or leaves out what it must."""
    faults = []
    for case in cases:
        try:
            check_brief(case)
        except AssertionError as fault:
            faults.append(f"{case.name}: {fault}")
    return faults


@pytest.mark.parametrize("part", sorted(BRIEF_FLOORS))
def test_most_briefs_say_what_they_must(part: str) -> None:
    cases = load_cases(part)
    faults = faults_of_briefs(cases)
    said = "\n".join(faults) if part in READ_WHILE_BUILDING else f"{len(faults)} of {len(cases)}"
    assert 1 - len(faults) / len(cases) >= BRIEF_FLOORS[part], said


def test_the_articles_brief(shared_reports: Path) -> None:
    check_brief(load_article(shared_reports))


if __name__ == "__main__":
    from tests.conftest import shared_root

    for part in sys.argv[1:] or sorted(FLOORS):
        cases = load_cases(part)
        briefs = faults_of_briefs(cases)
        print(f"== {part}: {len(cases)} reports\n{shown(part, tally_of(cases))}")
        print(f"briefs: {len(cases) - len(briefs)}/{len(cases)}")
        print("\n".join(briefs if part in READ_WHILE_BUILDING else []) + "\n")
    if (shared_root() / "reports").is_dir():
        print(f"== article\n{tally_of([load_article(shared_root() / 'reports')]).table()}")
