"""“The ports of the enemy” are those of the country that the speaker means, by data."""

from __future__ import annotations

import pytest

import offing
from offing import build_brief
from tests.claims.conftest import report_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Houthis announced a ban on shipping to the ports of the Zionist entity from Sunday.",
         "ports-il-closed"),
        ("Abu Alaa al-Walai said the resistance would blockade the ports of the enemy.",
         "ports-il-closed"),
        ("The Houthis announced a naval blockade of Israeli ports.", "ports-il-closed"),
    ],
)  # fmt: skip
def test_a_word_for_a_country_gives_a_general_proposal(text: str, wanted: str) -> None:
    brief = build_brief([report_of(text)])
    (restriction,) = brief.restrictions
    assert restriction.id.startswith(wanted)
    assert restriction.target.kind == "general"
    for words in (brief.headline, *(c.paraphrase for c in brief.claims)):
        assert "entity" not in words
        assert "enemy" not in words


def test_an_unknown_speakers_enemy_is_nobody_known() -> None:
    text = "The Dawn Brigade announced a blockade of the ports of the enemy."
    assert not build_brief([report_of(text)]).restrictions


def test_an_attack_on_a_ports_town_is_background() -> None:
    brief = build_brief(
        [report_of("Iraqi militants said on 2 July they had attacked vital sites in Eilat.")]
    )
    assert [c.scope for c in brief.claims] == ["background"]
    assert not brief.restrictions


def test_the_port_of_a_port_town_is_no_port_and_the_day_of_a_saying_no_day_of_an_act() -> None:
    report = offing.read_report(
        b"Group widens its campaign\n\n12 March 2025\n\nThe statement issued on Monday came as the "
        b"group stepped up its campaign. The group has also launched several attacks on sites in "
        b"the port town of Eilat.\n"
    )
    attacks = [c for c in offing.extract_claims(report) if c.action == "attack"]
    assert attacks
    assert {c.scope for c in attacks} == {"background"}
    assert {c.target for c in attacks} == {None}
    assert {c.when.earliest for c in attacks} == {None}
