"""A whole sea is never proposed as closed or avoided: what leads to it is, for a person to pick."""

from __future__ import annotations

import datetime

import pytest

from offing import build_brief, extract_claims, link_incidents, propose_restrictions, read_report
from offing.model import Report, Restriction

SEAS = {
    "the Mediterranean": ("MEDITERRANEAN SEA", "gibraltar"),
    "the Red Sea": ("RED SEA", "bab-el-mandeb"),
    "the Black Sea": ("BLACK SEA", "bosporus"),
}
PROSE = {
    "closed": "The navy said on Tuesday that {sea} is closed to all merchant ships.",
    "blockade": "The movement announced a naval blockade of {sea} from Sunday.",
    "avoid": "UKMTO advised merchant vessels to avoid {sea} until further notice.",
    "carrier": "A container line said on Friday that its ships would avoid {sea} for now.",
}
NOTICES = {
    "closed": "021200Z MAR 24\nNAVAREA III 10/24.\n{sea}.\n1. {sea} CLOSED TO NAVIGATION "
    "UNTIL FURTHER NOTICE.\n2. VESSELS SHOULD AVOID {sea}.\n",
    "ports": "021200Z MAR 24\nHYDROLANT 11/24(53).\n{sea}.\n{sea} CLOSED TO NAVIGATION.\n",
}
PUBLISHED = datetime.date(2024, 3, 5)


def proposals(report: Report) -> list[Restriction]:
    return propose_restrictions(link_incidents(extract_claims(report), [report]))


def check(found: list[Restriction], passage: str, effect: str) -> None:
    """The sea itself is nowhere a target; its approaches are, and nothing is settled."""
    assert found
    assert {r.target.kind for r in found} == {"general"}
    assert not any(r.target.id.startswith("sea-") or r.target.geometry for r in found)
    (one,) = found
    assert one.target.name.startswith("approaches to the ")
    assert one.status == "proposed"
    assert one.effect == effect
    assert passage in {c.id for c in one.candidates}
    assert all(c.kind in ("strait", "canal") for c in one.candidates)
    assert "pick from the candidates" in one.note


@pytest.mark.parametrize("sea", SEAS)
@pytest.mark.parametrize("told", PROSE)
def test_prose(sea: str, told: str) -> None:
    report = read_report(PROSE[told].format(sea=sea), kind="article", published=PUBLISHED)
    effect = "closed" if told in ("closed", "blockade") else "avoided"
    check(proposals(report), SEAS[sea][1], effect)


@pytest.mark.parametrize("sea", SEAS)
@pytest.mark.parametrize("told", NOTICES)
def test_notices(sea: str, told: str) -> None:
    name, passage = SEAS[sea]
    report = read_report(NOTICES[told].format(sea=name), kind="notice", published=PUBLISHED)
    check(proposals(report), passage, "closed")


@pytest.mark.parametrize("sea", SEAS)
def test_the_brief(sea: str) -> None:
    report = read_report(PROSE["avoid"].format(sea=sea), kind="article", published=PUBLISHED)
    check(list(build_brief([report]).restrictions), SEAS[sea][1], "avoided")


def test_a_named_strait_is_taken_before_its_sea() -> None:
    report = read_report(
        "The movement announced a blockade of Bab el-Mandeb in the Red Sea.",
        kind="article", published=PUBLISHED,
    )  # fmt: skip
    assert {r.target.id for r in proposals(report)} == {"bab-el-mandeb"}


def test_an_ocean_has_no_approaches() -> None:
    report = read_report(
        "UKMTO advised merchant vessels to avoid the Indian Ocean.",
        kind="article", published=PUBLISHED,
    )  # fmt: skip
    assert proposals(report) == []
