"""The gate for claims: precision, recall and slots on reports with the right answer beside them.

The floors only rise. ``python -m tests.eval.test_claims_eval`` prints the whole table,
with ``--nlp`` that of reading with an installed spaCy English pipeline.
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

READ_WHILE_BUILDING = {"dev", "dev2", "dev3", "dev4", "dev5", "dev6"}
"""Parts whose faults are shown; all others are gates."""
FLOORS = {
    "dev": (0.915, 0.92), "gate": (0.82, 0.92), "dev2": (0.90, 0.885), "dev3": (0.925, 0.86),
    "dev4": (0.875, 0.81), "dev5": (0.925, 0.87), "dev6": (0.865, 0.81),
    "gate5": (0.845, 0.755),
}  # fmt: skip
SLOT_FLOORS = {
    "dev": {
        "speaker": 0.95, "modality": 0.865, "place": 0.89, "date": 0.90, "chain": 0.925,
        "scope": 0.97, "count": 0.84,
    },
    "dev2": {
        "speaker": 0.955, "modality": 0.89, "place": 0.92, "date": 0.91, "chain": 0.95,
        "scope": 0.97, "count": 0.95, "action": 0.745, "in_effect": 0.78,
    },
    "dev3": {
        "speaker": 0.94, "modality": 0.915, "place": 0.865, "date": 0.78, "chain": 0.95,
        "scope": 0.96, "count": 0.88, "action": 0.84, "in_effect": 0.865,
    },
    "dev4": {
        "speaker": 0.89, "modality": 0.81, "place": 0.88, "date": 0.84, "chain": 0.915,
        "scope": 0.93, "count": 0.80, "action": 0.80, "in_effect": 0.685,
    },
    "dev5": {
        "speaker": 0.895, "modality": 0.79, "place": 0.90, "date": 0.92, "chain": 0.95,
        "scope": 0.94, "count": 0.66, "action": 0.82,
    },
    "dev6": {
        "speaker": 0.91, "modality": 0.775, "place": 0.915, "date": 0.86, "chain": 0.89,
        "scope": 0.955, "count": 0.90, "action": 0.73, "in_effect": 0.77,
    },
    "gate5": {
        "speaker": 0.745, "modality": 0.63, "place": 0.91, "date": 0.615, "chain": 0.69,
        "scope": 0.95, "count": 0.73, "action": 0.575, "in_effect": 0.62,
    },
}  # fmt: skip
"""Shares of right slots among the claims found. ``dev`` was set anew when four harder reports
joined it, whose answers name the chain of most claims (before, only a dozen claims had one),
and again when twenty reports joined that were written without a look at the reader, and its
precision when eight more did (the fifty before them: .925, as before);
``dev2`` and ``dev3`` were gates until their faults were read; their floors are of the time before.
Those of ``dev4`` are of the time when it was ``gate3``, less ``dev3`` (recall set anew when nine of
its answers were split); those of ``dev6`` and ``gate5`` are their first runs, less two
hundredths (counts: less one of 22, and of 30). All only rise from there."""


def tally_of(cases: list[Case], nlp: str | None = None) -> Tally:
    tally = Tally()
    for case in cases:
        score(case, extract_claims(case.report, nlp=nlp), tally)
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


@pytest.mark.parametrize("part", sorted(SLOT_FLOORS))
def test_slots_are_read_right(part: str) -> None:
    tally = tally_of(load_cases(part))
    for slot, floor in SLOT_FLOORS[part].items():
        assert tally.share(slot) >= floor, f"{slot} below {floor}\n{shown(part, tally)}"


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


def faults_of_brief(case: Case) -> dict[str, list[str]]:
    """What is wrong with the brief's headline and with its proposals; the date is the headline's.

    Each answer names what the headline must and must not say, and which proposals must and must
    not be there. Nothing may be applied unasked, in any brief.
    """
    brief = build_brief([case.report])
    assert not brief.scenario.restrictions
    assert all(r.status == "proposed" for r in brief.restrictions)
    ids = [r.id for r in brief.restrictions]
    head, answer = brief.headline, case.answer
    dated = str(case.report.published)
    return {
        "headline": [f"dated {dated}"] * (dated != str(answer.get("published")))
        + [f"{p!r} not in: {head}" for p in answer.get("headline_must", []) if not found(p, head)]
        + [f"{p!r} in: {head}" for p in answer.get("headline_must_not", []) if found(p, head)],
        "proposals": [
            f"{p!r} not in {ids}"
            for p in answer.get("restrictions_must", [])
            if not any(found(p, i) for i in ids)
        ]
        + [
            f"{p!r} in {ids}"
            for p in answer.get("restrictions_must_not", [])
            if any(found(p, i) for i in ids)
        ],
    }


def found(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


FIRST_SIX = (
    "carrier-pauses-transits", "claim-and-denial", "naval-advisory-mines", "port-notice-cyclone",
    "relief-update", "wire-tanker-seized",
)  # fmt: skip
"""One of each kind; their briefs must be right one by one."""
BRIEF_FLOORS = {
    "dev": {"headline": 0.90, "proposals": 0.92},
    "gate": {"headline": 0.88, "proposals": 0.88},
    "dev2": {"headline": 0.85, "proposals": 0.76},
    "dev3": {"headline": 0.80, "proposals": 0.60},
    "dev4": {"headline": 0.94, "proposals": 0.70},
    "dev5": {"headline": 0.86, "proposals": 0.66},
    "dev6": {"headline": 0.73, "proposals": 0.69},
    "gate5": {"headline": 0.72, "proposals": 0.66},
}
"""Share of the reports of a part whose headline, and whose proposals, are right: the first run,
less one report where parts are so small that one weighs several hundredths."""


@pytest.mark.parametrize("name", FIRST_SIX)
def test_the_brief_says_what_it_must(name: str) -> None:
    (case,) = (c for c in load_cases("dev") if c.name == name)
    assert not any(faults_of_brief(case).values()), faults_of_brief(case)


def briefs_of(cases: list[Case]) -> Tally:
    """Headlines and proposals that are right, and a line for each report where one is not."""
    tally = Tally()
    for case in cases:
        for part, faults in faults_of_brief(case).items():
            tally.mark(part, not faults, f"{case.name}: {'; '.join(faults)}")
    return tally


@pytest.mark.parametrize("part", sorted(BRIEF_FLOORS))
def test_most_briefs_say_what_they_must(part: str) -> None:
    tally = briefs_of(load_cases(part))
    for of, floor in BRIEF_FLOORS[part].items():
        assert tally.share(of) >= floor, shown(part, tally)


def test_the_articles_brief(shared_reports: Path) -> None:
    faults = faults_of_brief(load_article(shared_reports))
    assert not any(faults.values()), faults


if __name__ == "__main__":
    from tests.conftest import shared_root

    with_parser = "any" if "--nlp" in sys.argv else None
    for part in [a for a in sys.argv[1:] if a != "--nlp"] or sorted(FLOORS):
        cases = load_cases(part)
        print(f"== {part}: {len(cases)} reports\n{shown(part, tally_of(cases, with_parser))}")
        print(shown(part, briefs_of(cases)).partition("\n")[2] + "\n")
    if (shared_root() / "reports").is_dir():
        print(f"== article\n{tally_of([load_article(shared_root() / 'reports')]).table()}")
