"""The instances of the past that come with Offing, ramps, words, templates, the command."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.cli.run import run
from offing.errors import ScenarioError, UnknownRestriction, UsageError
from offing.model import Restriction, Scenario, Target
from offing.scenario import scenario_to_toml
from offing.scenario.files import check_scenario, scenario_from_toml
from offing.scenario.frombrief import scenario_from_brief
from offing.scenario.shipped import HAPPENED, shipped_names, shipped_path, shipped_scenarios
from offing.scenario.template import moved, template
from offing.scenario.words import diff_words, restriction_words, scenario_words

SUEZ = Target(kind="passage", id="suez", name="Suez Canal")
DAY = datetime.date(2024, 1, 1)


@pytest.mark.parametrize("name", shipped_names())
def test_each_says_when_what_for_on_whose_word_and_that_it_is_no_forecast(name: str) -> None:
    checked = check_scenario(name)
    assert checked.faults == ()
    assert checked.remarks == ()
    one = checked.scenario
    assert one is not None
    assert one.name
    assert one.analogue_of
    assert one.sources
    assert one.note.startswith(HAPPENED)
    assert one.date is not None
    assert one.active(), "something of it holds on its own day"
    assert all(r.start and r.end and r.end < datetime.date(2026, 11, 1) for r in one.restrictions)
    path = shipped_path(name)
    assert path is not None
    assert path.read_text("utf-8").startswith(f"# {HAPPENED}")


def test_the_six_are_there_and_a_file_of_the_same_name_comes_first(tmp_path: Path) -> None:
    assert set(shipped_names()) == {
        "suez-2021", "red-sea-2023", "panama-2023", "hormuz-2026", "black-sea-2022",
        "baltimore-2024",
    }  # fmt: skip
    assert set(shipped_scenarios()) == set(shipped_names())
    own = tmp_path / "suez-2021"
    own.write_text('name = "mine"', encoding="utf-8")
    assert Scenario.from_file(own).name == "mine"
    with pytest.raises(ScenarioError, match="did you mean red-sea-2023"):
        Scenario.from_file(tmp_path / "redsea-2023")


def test_a_file_extends_one_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text('name = "both"\nextends = ["red-sea-2023"]\n[[restriction]]\nport = "ILHFA"\n')
    assert len(Scenario.from_file(path).restrictions) == 5
    assert len(scenario_from_toml('extends = "red-sea-2023"').restrictions) == 4
    with pytest.raises(ScenarioError, match="needs a file"):
        scenario_from_toml('extends = "none.toml"')


def test_an_own_restriction_takes_the_place_of_one_with_its_id() -> None:
    one = scenario_from_toml(
        'extends = "red-sea-2023"\n[[restriction]]\nid = "bab-el-mandeb-container"\n'
        'passage = "bab-el-mandeb"\neffect = "avoided"\nshare = 0.9\napplies_to = ["container"]\n'
    )
    assert len(one.restrictions) == 4
    (own,) = [r for r in one.restrictions if r.id == "bab-el-mandeb-container"]
    assert own.share == 0.9


def avoided(**more: object) -> Restriction:
    return Restriction(id="x", target=SUEZ, start=DAY, **{"effect": "avoided", **more})  # type: ignore[arg-type]


def test_a_ramp_rises_in_a_straight_line_and_stays() -> None:
    one = avoided(share=0.6, share_by_class={"container": 0.8}, ramp_days=20, ramp_from=0.25)
    at = [one.strength_on(DAY + datetime.timedelta(days=k)) for k in (-1, 0, 10, 20, 50)]
    assert at == pytest.approx([0.0, 0.25, 0.625, 1.0, 1.0])
    half = one.as_on(DAY + datetime.timedelta(days=10))
    assert half.share == pytest.approx(0.375)
    assert half.share_by_class == pytest.approx({"container": 0.5})
    assert half.ramp_days == 0
    assert one.as_on(DAY + datetime.timedelta(days=20)) is one
    assert one.as_on(None) is one


def test_what_closes_by_degrees_is_avoided_until_it_is_shut() -> None:
    one = avoided(effect="closed", ramp_days=10)
    early = one.as_on(DAY + datetime.timedelta(days=3))
    assert (early.effect, early.share) == ("avoided", pytest.approx(0.3))
    assert one.as_on(DAY + datetime.timedelta(days=10)).effect == "closed"


@given(st.integers(-50, 500), st.floats(0, 200), st.floats(0, 1), st.floats(0, 1))
def test_a_ramp_never_falls_nor_leaves_its_bounds(
    day: int, ramp: float, first: float, share: float
) -> None:
    one = avoided(share=share, ramp_days=ramp, ramp_from=first)
    today, later = (one.strength_on(DAY + datetime.timedelta(days=k)) for k in (day, day + 1))
    assert 0 <= today <= later <= 1
    assert one.as_on(DAY + datetime.timedelta(days=day)).share <= share + 1e-12


def test_the_scenario_holds_the_shares_of_its_day() -> None:
    one = Scenario.from_file("red-sea-2023")
    (container,) = [
        r for r in one.active(datetime.date(2023, 12, 16)) if "container" in r.applies_to
    ]
    assert container.share == pytest.approx(0.77 * 10 / 21)
    assert len(one.active(datetime.date(2023, 12, 10))) == 1
    assert one.active(datetime.date(2026, 11, 22)) == ()


def test_sentences_say_who_how_many_from_when_to_when() -> None:
    assert restriction_words(avoided(share=0.5, share_by_class={"roro": 0.9}, ramp_days=7)) == (
        "90 % of ro-ro ships and 50 % of the rest of all ships keep away from Suez Canal from 1 "
        "January 2024 on, reached in a straight line over 7 days."
    )
    limit = avoided(effect="capacity", capacity_per_day=24.0, end=DAY)
    assert restriction_words(limit) == "Suez Canal lets 24 ships a day through on 1 January 2024."
    shut = avoided(effect="closed", applies_to=("tanker", "country:YE"))
    assert "closed to tankers to or from country YE" in restriction_words(shut)
    lines = scenario_words(Scenario(restrictions=(limit,), name="n"), DAY)
    assert lines[-1] == "  Suez Canal: 24 ships a day"
    assert (
        "nothing of it holds"
        in scenario_words(Scenario(restrictions=(limit,)), DAY.replace(day=2))[-1]
    )


def test_a_difference_is_told_once_and_by_what_it_is_about() -> None:
    one = Scenario(restrictions=(avoided(share=0.5), Restriction(id="p", target=Target(
        kind="port", id="ilhfa", name="Haifa"))))  # fmt: skip
    two = Scenario(restrictions=(avoided(share=0.6),), opened=("kara-gate",))
    assert diff_words(one, one) == []
    told = diff_words(one, two)
    assert [line[0] for line in told] == ["≠", " ", "−", "+"]
    assert "50 %" in told[0]
    assert "60 %" in told[1]
    assert diff_words(one, two, DAY - datetime.timedelta(days=1)) == [told[2], told[3]]


def test_the_template_can_be_read_and_every_key_in_it_is_known() -> None:
    text = template('a "name" \\ with\n trouble', DAY)
    assert scenario_from_toml(text).restrictions[0].ramp_days == 14
    opened = "\n".join(line.removeprefix("# ") if " = " in line else line
                       for line in text.splitlines()[3:])  # fmt: skip
    opened = opened.replace('extends = ["base.toml"]', "").replace("# [[", "[[")
    kept = [line for line in opened.splitlines() if "applies_to" not in line]
    assert len(scenario_from_toml("\n".join(kept)).restrictions) == 3


def test_an_instance_of_the_past_is_moved_with_all_its_dates() -> None:
    past = Scenario.from_file("red-sea-2023")
    one = moved(past, datetime.date(2027, 1, 1))
    shifts = {b.start - a.start for a, b in zip(past.restrictions, one.restrictions, strict=True)
              if a.start and b.start}  # fmt: skip
    assert len(shifts) == 1
    assert min(r.start for r in one.restrictions if r.start) == datetime.date(2027, 1, 1)
    assert "An assumption" in one.note
    assert one.analogue_of == ""
    assert scenario_from_toml(scenario_to_toml(one)).restrictions == one.restrictions
    with pytest.raises(ScenarioError, match="calendar"):
        moved(past, datetime.date(9999, 12, 1))
    with pytest.raises(ScenarioError, match="no start dates"):
        moved(Scenario.closing("suez"), DAY)


BRIEF = {
    "headline": "x", "as_of": "2024-01-25",
    "restrictions": [msgspec.to_builtins(Restriction(id="passage-suez-closed", target=SUEZ))],
    "scenario": msgspec.to_builtins(Scenario()),
}  # fmt: skip


def test_text_of_several_lines_is_written_as_such() -> None:
    for note in ('a\n"b" \\n c\\', "\n", 'x\n"""\ny', "a\r\nb\tc\x7f", "one"):
        one = Scenario(name="n", note=note)
        text = scenario_to_toml(one)
        assert scenario_from_toml(text) == one
    assert 'note = """\nfirst\nsecond"""' in scenario_to_toml(Scenario(note="first\nsecond"))


def test_text_is_checked_as_files_are() -> None:
    from offing.scenario.files import check_toml

    bad = check_toml("[[restriction]]\npassage = 'atlantis'\nshare = -1", "the form")
    assert [f.split(": ")[0] for f in bad.faults] == ["the form:2", "the form:3"]
    odd = check_toml("[[restriction]]\npassage = 'suez'\neffect = 'avoided'\nshare = 0")
    assert odd.scenario is not None
    assert odd.remarks == ("scenario:4: restriction 1, share: share 0 changes nothing",)


def test_a_brief_gives_what_was_accepted() -> None:
    one = scenario_from_brief(BRIEF, ["passage-suez-closed"])
    assert [(r.id, r.status) for r in one.restrictions] == [("passage-suez-closed", "accepted")]
    assert "2024-01-25" in one.name
    assert scenario_from_brief(BRIEF).restrictions == ()
    with pytest.raises(UnknownRestriction):
        scenario_from_brief(BRIEF, ["nothing-such"])
    with pytest.raises(UsageError, match="no brief"):
        scenario_from_brief({"a": 1})
    with pytest.raises(UsageError, match="cannot be read"):
        scenario_from_brief({"headline": "", "restrictions": [{"id": 3}]})


def test_the_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def out(*words: str, code: int = 0) -> str:
        assert run(["scenario", *words]) == code
        return capfd.readouterr().out

    new, copy, brief = (str(tmp_path / n) for n in ("new.toml", "copy.toml", "b.json"))
    assert "no forecast" in out("list")
    assert len(json.loads(out("list", "--json"))) == 6
    out("new", new)
    out("new", new, code=2)
    assert "good, 1 restriction\n" in out("check", new)
    out("new", copy, "--from", "red-sea-2023", "--start", "2027-01-01")
    assert "1 January 2027" in out("show", copy)
    assert "nothing of it holds" in out("show", copy, "--date", "2026-01-01")
    assert "[[restriction]]" in out("show", "suez-2021", "--toml")
    assert json.loads(out("show", "suez-2021", "--json"))["name"]
    assert out("diff", "red-sea-2023", copy, code=1).count("≠") == 4
    assert "Nothing differs" in out("diff", copy, copy)
    Path(brief).write_text(json.dumps(BRIEF), encoding="utf-8")
    assert "passage-suez-closed" in out("from-brief", brief, code=1)
    text = out("from-brief", brief, "--accept", "passage-suez-closed", "--name", "mine")
    assert scenario_from_toml(text).name == "mine"
    bad = tmp_path / "bad.toml"
    bad.write_text("[[restriction]]\npassage = 'atlantis'\nshare = 2\n", encoding="utf-8")
    said = out("check", str(bad), new, code=2)
    assert said.count("bad.toml:") == 2
    assert not json.loads(out("check", str(bad), "--json", code=2))[str(bad)]["ok"]


def test_a_report_itself_is_read_for_its_proposals(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text(
        "25 January 2024\n\nThe Suez Canal Authority announced that the canal is closed to "
        "all ships.\n",
        encoding="utf-8",
    )
    code = run(["scenario", "from-brief", str(report)])
    out = capfd.readouterr().out
    assert code == 1
    assert "passage-suez-closed-20240125" in out
