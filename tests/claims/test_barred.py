"""Orders that keep ships out, stops that are a ship's own, and what only seems to happen."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from tests.claims.conftest import report_of

HEAD = "HARBOUR MASTER OF PORT HEDLAND\n\nCircular to masters and agents, 10 February 2026\n\n"


def _claims(text: str, publisher: str = "Quay Post") -> list[Claim]:
    return extract_claims(
        report_of(text, publisher=publisher, published=datetime.date(2026, 2, 10))
    )


def _actions(text: str) -> set[str]:
    return {c.action for c in _claims(text)}


@pytest.mark.parametrize(
    "order",
    [
        "From 0900 on Wednesday no vessel is to enter Port Hedland.",
        "No ships may enter Port Hedland until the survey of the channel is complete.",
        "No merchant vessel shall enter Port Hedland.",
    ],
)
def test_an_order_that_keeps_all_ships_out_is_a_closure(order: str) -> None:
    told = [c for c in _claims(HEAD + order, "Harbour Master") if c.action == "closure"]
    assert told
    assert not told[0].negated
    assert told[0].modality == "announced"


@pytest.mark.parametrize(
    "rule",
    [
        "No vessel is to enter Port Hedland without a pilot.",
        "No vessel drawing more than 14 metres may enter Port Hedland.",
        "No company vessel is to pass within 20 miles of the firing area off Port Hedland.",
        "No vessel has entered Port Hedland since Monday.",
    ],
)
def test_a_rule_for_some_ships_is_no_closure(rule: str) -> None:
    assert "closure" not in _actions(HEAD + rule)


def test_a_ship_that_is_stopped_stops_no_port() -> None:
    text = (
        "A tanker with a cargo of diesel was stopped south of Qeshm on Monday and led to the "
        "anchorage of Bandar Abbas with its crew, the coast guard said."
    )
    assert "suspension" not in _actions(text)
    assert "seizure" in _actions(text)


def test_traffic_that_is_stopped_is_suspended() -> None:
    text = "All ship traffic in the Suez Canal was stopped on Monday, the canal authority said."
    assert _actions(text) & {"suspension", "closure"}


@pytest.mark.parametrize(
    "words",
    [
        "Ships wait off Taichung. That is how a port is closed: by e-mail.",
        "Ships wait off Taichung. What we must not do is pay a ransom for a ship.",
        "Ships wait off Taichung. We should arm before anybody has hijacked a tanker.",
        "Ships wait off Taichung.\n\n7. Reopening. Nobody should plan on berths before Saturday.",
    ],
)
def test_what_does_not_happen_is_no_event(words: str) -> None:
    assert not _actions(words) & {"closure", "hijack", "opening", "resumption"}


def test_a_walkout_with_notice_is_called_for_a_day() -> None:
    text = (
        "The longshore union gave 72 hours' notice on Sunday of a walkout at the terminals of the "
        "Port of Montreal. Unless a mediator finds a way through, work will stop there on "
        "Wednesday, 13 August 2025. Lines have rerouted two container ships."
    )
    report = report_of(text, publisher="Quay Post", published=datetime.date(2025, 8, 12))
    claims = extract_claims(report)
    strike = next(c for c in claims if c.action == "strike")
    assert strike.future
    assert strike.when.earliest is None  # Sunday is the day of the notice
    stop = next(c for c in claims if c.action in ("suspension", "strike") and c.when.earliest)
    assert stop.future
    assert not stop.hypothetical
    assert [p.name for c in claims if c.action == "strike" for p in c.places] == ["Montreal"]


def test_a_case_put_in_mid_sentence_is_no_plan() -> None:
    text = (
        "Reefer cargo already on the water continues; should the gates be shut, it will be held "
        "at Halifax at our cost. Two container ships are on their way."
    )
    told = [c for c in _claims(text) if c.action == "closure"]
    assert all(c.hypothetical for c in told)
