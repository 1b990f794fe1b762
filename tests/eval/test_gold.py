"""The answers: complete, well formed, letter for letter; and the two annotations agree."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, get_args

import pytest

from offing.model.claim import ACTIONS, Modality, Scope
from tests.eval import agreement
from tests.eval.agreement import SECOND, main, measure, table
from tests.eval.scoring import HERE, load_cases, one_of, spans_of

if TYPE_CHECKING:
    from pathlib import Path

SETS = ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "gate", "gate5")
SLOTS = {
    "text", "speaker", "modality", "action", "scope", "places", "places_include", "when",
    "in_effect", "chain", "count", "optional",
}  # fmt: skip
COUNTED = ("events", "ships", "ports", "casualties")
AGREED = {"dev": (140, 0.98), "dev4": (130, 0.98), "dev6": (146, 0.98)}
"""At least so many claims that both annotations have, and that share of either's."""
AGREEMENT_FLOORS = {
    "dev": {
        "speaker": 0.98, "modality": 0.97, "action": 0.98, "scope": 0.97, "places": 0.96,
        "when": 0.98, "in_effect": 0.98, "count": 0.98,
    },
    "dev4": {
        "speaker": 1.0, "modality": 1.0, "action": 1.0, "scope": 1.0, "places": 1.0,
        "when": 1.0, "in_effect": 1.0, "chain": 1.0, "count": 1.0,
    },
    "dev6": {
        "speaker": 0.99, "modality": 0.99, "action": 0.99, "scope": 0.99, "places": 0.96,
        "when": 0.97, "in_effect": 0.98, "chain": 0.99, "count": 0.92,
    },
}  # fmt: skip
"""Shares of slots where a value of one is a value of the other."""
FIRST_CHOICE_FLOORS = {
    "dev": {"modality": 0.92},
    "dev4": {"speaker": 0.96, "modality": 0.89, "action": 0.84, "scope": 0.95},
    "dev6": {"speaker": 0.96, "modality": 0.90, "action": 0.865, "scope": 0.95},
}
"""The same for the first value of each alone."""


def answers() -> list[Path]:
    return sorted(p for p in (HERE / "reports").glob("*/*.toml"))


def test_there_are_enough_reports_and_claims_and_as_many_as_before_are_kept_back() -> None:
    cases = {part: load_cases(part) for part in SETS}
    reports = {part: len(found) for part, found in cases.items()}
    claims = {part: sum(len(c.answer["claims"]) for c in found) for part, found in cases.items()}
    assert sum(reports.values()) >= 40
    assert sum(claims.values()) >= 400
    assert reports["gate"] + reports["gate5"] >= 42
    assert claims["gate"] + claims["gate5"] >= 540


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


@pytest.mark.parametrize("part", sorted(SECOND))
def test_both_annotations_find_the_same_claims_and_say_the_same_of_them(part: str) -> None:
    tally, strict = measure(part)
    said = table(tally, strict)
    found, share = AGREED[part]
    assert tally.found >= found, said
    assert min(tally.precision, tally.recall) >= share, said
    for slot, floor in AGREEMENT_FLOORS[part].items():
        assert tally.share(slot) >= floor, f"{slot}\n{said}"
    for slot, floor in FIRST_CHOICE_FLOORS[part].items():
        assert strict.share(slot) >= floor, f"{slot}, first choice\n{said}"


@pytest.mark.parametrize("part", sorted(SECOND))
def test_every_second_answer_has_a_first(part: str) -> None:
    names = {p.stem for p in (HERE / "reports" / SECOND[part]).glob("*.toml")}
    assert len(names) >= 11
    assert names <= {case.name for case in load_cases(part)}


def test_of_a_gate_the_command_prints_totals_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agreement, "SHOWN", set())
    tally, strict = measure("dev4")
    assert tally.faults, "with no difference left this test shows nothing"
    main(["dev4", "-v"])
    assert capsys.readouterr().out == f"== dev4\n{table(tally, strict)}\n"
