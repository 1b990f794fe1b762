"""The answers: complete, well formed, letter for letter; and the two annotations agree."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, get_args

import pytest

from offing.model.claim import ACTIONS, Modality, Scope
from tests.eval.agreement import measure, table
from tests.eval.scoring import HERE, load_cases, one_of, spans_of

if TYPE_CHECKING:
    from pathlib import Path

SETS = ("dev", "dev2", "gate", "gate3")
SLOTS = {
    "text", "speaker", "modality", "action", "scope", "places", "places_include", "when",
    "in_effect", "chain", "count", "optional",
}  # fmt: skip
COUNTED = ("events", "ships", "ports", "casualties")
AGREEMENT_FLOORS = {
    "speaker": 0.98, "modality": 0.97, "action": 0.98, "scope": 0.97, "places": 0.96,
    "when": 0.98, "in_effect": 0.98, "count": 0.98,
}  # fmt: skip


def answers() -> list[Path]:
    return sorted(p for p in (HERE / "reports").glob("*/*.toml"))


def test_there_are_enough_reports_and_claims_and_as_many_as_before_are_kept_back() -> None:
    cases = {part: load_cases(part) for part in SETS}
    reports = {part: len(found) for part, found in cases.items()}
    claims = {part: sum(len(c.answer["claims"]) for c in found) for part, found in cases.items()}
    assert sum(reports.values()) >= 40
    assert sum(claims.values()) >= 400
    assert reports["gate"] + reports["gate3"] >= 30
    assert claims["gate"] + claims["gate3"] >= 350


@pytest.mark.parametrize("path", answers(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_an_answer_uses_the_words_of_the_model(path: Path) -> None:
    for gold in tomllib.loads(path.read_text("utf-8"))["claims"]:
        assert set(gold) <= SLOTS
        assert set(one_of(gold.get("modality", []))) <= set(get_args(Modality))
        assert set(one_of(gold.get("scope", []))) <= set(get_args(Scope))
        assert set(gold.get("action", [])) <= set(ACTIONS)
        assert len(gold.get("when", ["", ""])) == 2
        check_count(gold.get("count"))


def check_count(count: list[Any] | None) -> None:
    if count is not None:
        of, low, high = count
        assert of in COUNTED
        assert high == "" or min(one_of(low)) <= high


@pytest.mark.parametrize("part", SETS)
def test_each_answer_stands_in_its_report_once(part: str) -> None:
    for case in load_cases(part):
        spans = [frozenset(spans_of(case.report.text, g)) for g in case.answer["claims"]]
        assert len(set(spans)) == len(spans), f"{case.name}: two answers with the same words"


def test_both_annotations_find_the_same_claims_and_say_the_same_of_them() -> None:
    tally, strict = measure()
    said = table(tally, strict)
    assert tally.found >= 140, said
    assert min(tally.precision, tally.recall) >= 0.98, said
    for slot, floor in AGREEMENT_FLOORS.items():
        assert tally.share(slot) >= floor, f"{slot}\n{said}"
    assert strict.share("modality") >= 0.92, said
