from __future__ import annotations

from pathlib import Path

import pytest

from offing.errors import UsageError
from offing.incidents import link_incidents, source_table_from
from offing.incidents.sources import LETTERS, SourceTable
from tests.incidents.making import BAB, BEIRA, HAIFA, make_claim, make_report, on


def _one(**slots: object):
    publisher = slots.pop("publisher", "Outlet One")
    sources = slots.pop("sources", None)
    report = make_report("A text.", publisher)
    claim = make_claim(report, **{"places": (HAIFA,), "when": on("2024-01-23"), **slots})
    (incident,) = link_incidents([claim], [report], sources=sources)
    return incident


def test_an_unknown_source_is_f_and_the_reason_is_in_words() -> None:
    incident = _one(action="attack")
    assert incident.so_rating.code == "F3"
    assert incident.so_rating.sentence.startswith("F3: source of unknown reliability; one origin")
    assert "no independent support" in incident.so_rating.reasons


def test_the_users_table_decides_reliability() -> None:
    incident = _one(action="attack", sources={"Outlet One": "C"})
    assert incident.so_rating.code == "C3"
    assert incident.said_rating.sentence.startswith("C2: fairly reliable outlet (Outlet One)")


def test_agreement_never_moves_a_letter() -> None:
    reports = [make_report(f"Text {n}.", f"Outlet {n}") for n in "abcd"]
    claims = [make_claim(r, action="attack", places=(HAIFA,), when=on("2024-01-23"))
              for r in reports]  # fmt: skip
    (incident,) = link_incidents(claims, reports)
    assert incident.so_rating.code == "F2"
    assert incident.independent_origins == 4


def test_a_party_alone_is_doubtful_and_its_past_act_is_not_called_a_fact() -> None:
    incident = _one(action="attack", speaker="Red Coast Front", actor="Red Coast Front",
                    modality="claimed")  # fmt: skip
    assert incident.so_rating.credibility == 4
    assert incident.status == "unknown"
    assert "Red Coast Front" in incident.status_reason


def test_an_announced_plan_cannot_be_judged_yet() -> None:
    incident = _one(action="blockade", speaker="Red Coast Front", actor="Red Coast Front",
                    modality="announced", future=True, in_effect=False)  # fmt: skip
    assert incident.status == "announced"
    assert incident.so_rating.credibility == 6


def test_a_partys_own_word_puts_no_measure_in_effect() -> None:
    incident = _one(action="blockade", speaker="Red Coast Front", actor="Red Coast Front",
                    modality="announced", in_effect=True)  # fmt: skip
    assert incident.status == "announced"


def test_an_authority_and_another_origin_confirm() -> None:
    one = make_report("Notice.", "Port Authority of Beira")
    two = make_report("Report.", "Outlet Two")
    claims = [
        make_claim(one, action="closure", places=(BEIRA,), when=on("2024-01-23"),
                   modality="announced", in_effect=True),
        make_claim(two, action="closure", places=(BEIRA,), when=on("2024-01-23"), in_effect=True),
    ]  # fmt: skip
    (incident,) = link_incidents(claims, [one, two])
    assert incident.status == "in_effect"
    assert incident.so_rating.credibility == 1
    assert any(v.in_charge for v in incident.voices)


def test_a_carrier_can_know_of_its_own_ships() -> None:
    incident = _one(action="suspension", publisher="Meridian Box Line", modality="announced",
                    actor="Meridian Box Line", in_effect=True, places=(BAB,))  # fmt: skip
    assert incident.status == "in_effect"
    assert incident.said_rating.credibility == 2
    assert incident.so_rating.credibility == 2


def test_said_and_so_are_two_questions() -> None:
    incident = _one(action="blockade", publisher="Red Coast Front", speaker="Red Coast Front",
                    actor="Red Coast Front", modality="announced", future=True)  # fmt: skip
    assert incident.said_rating.credibility == 2
    assert incident.so_rating.credibility == 6


def test_the_shipped_table_is_short_and_each_letter_has_a_ground() -> None:
    table = source_table_from(None)
    assert 5 <= len(table.rows) <= 40
    assert all(r.letter in LETTERS and r.why and r.ground for r in table.rows)
    assert table.letter("UK Maritime Trade Operations") == "B"
    assert table.letter("Nobody") == "F"
    assert isinstance(table, SourceTable)


@pytest.mark.parametrize("name", ["table.toml", "table.csv"])
def test_a_table_from_a_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        '[[source]]\nname = "Outlet One"\nletter = "d"\nalso = ["O1"]\n'
        if name.endswith("toml")
        else "name,letter,also\nOutlet One,d,O1\n"
    )
    table = source_table_from(path)
    assert table.letter("O1") == "D"
    assert table.letter("IMB") == "B", "rows that a user does not give keep their letter"


@pytest.mark.parametrize(
    ("text", "what"),
    [("[[source]]\nname = 'X'\nletter = 'Q'", "Q"), ("[[source]]\nletter = 'A'", "no name"),
     ("not toml =", "TOML"), ("", "no sources")],
)  # fmt: skip
def test_a_table_that_is_wrong_says_what(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=what):
        source_table_from(path)


def test_a_table_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        source_table_from(tmp_path / "none.toml")


def test_who_denies_two_others_is_named_once() -> None:
    reports = [make_report(f"Text {n}.", f"Outlet {n}") for n in "abc"]
    speakers = ("Alder Line", "Borduran navy", "Cordia port authority")
    claims = [
        make_claim(r, speaker=who, action="attack", places=(HAIFA,), when=on("2024-01-23"),
                   modality="denied" if who == "Borduran navy" else "claimed")
        for r, who in zip(reports, speakers, strict=True)
    ]  # fmt: skip
    (incident,) = link_incidents(claims, reports)
    (said,) = [r for r in incident.so_rating.reasons if r.startswith("conflicts: ")]
    assert said.count("Borduran navy denies it") == 1
    assert "Alder Line says it is so" in said
    assert "Cordia port authority says it is so" in said
