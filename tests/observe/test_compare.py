"""Expected beside observed on made-up counts whose truth is known."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path

import pytest

from offing.cli.run import run
from offing.errors import UsageError
from offing.model import Restriction, Scenario, Target
from offing.observe import observe_transits
from offing.observe.compare import Period
from offing.observe.read import Transits, transits_from_text
from tests.observe import made

START = made.FIRST + datetime.timedelta(days=800)
PASSAGE = Target(kind="passage", id="bab-el-mandeb", name="Bab el-Mandeb")
BY_CLASS = {"container": 0.8, "dry_bulk": 0.4, "general_cargo": 0.2, "roro": 0.9, "tanker": 0.5}
KINDS = {"dry_bulk": "bulk", "general_cargo": "general"}


def scenario(share: float = 0.5, ramp: float = 21, **more: object) -> Scenario:
    return Scenario(name="made up", restrictions=(
        Restriction(id="x", target=PASSAGE, effect="avoided", share=share, start=START,
                    ramp_days=ramp, **more),  # type: ignore[arg-type]
    ))  # fmt: skip


def transits(seed: int, *, after: int, share: float = 0.55, ramp: float = 20, mean: float = 60.0,
             late: int = 0) -> Transits:  # fmt: skip
    start = START + datetime.timedelta(days=late)
    counts = made.series(seed, mean, 800 + after, start, share, ramp)
    return Transits("made.csv", {"bab-el-mandeb": {"all": counts}}, ())


def test_a_known_share_and_ramp_are_found_with_ranges_that_hold_them() -> None:
    held = {"share": 0, "start": 0, "ramp": 0}
    runs = 20
    for seed in range(runs):
        draw = random.Random(seed)
        share, ramp, late = draw.uniform(0.3, 0.8), draw.uniform(5, 40), draw.randrange(-10, 11)
        found = observe_transits(
            transits(seed, after=120, share=share, ramp=ramp, late=late), scenario()
        )
        fit = found.passages[0].fit
        assert fit is not None
        assert fit.share.p50 == pytest.approx(share, abs=0.08)
        assert fit.share.p10 <= fit.share.p50 <= fit.share.p90
        held["share"] += fit.share.p10 <= share <= fit.share.p90
        truth = START + datetime.timedelta(days=late)
        held["start"] += fit.start_low <= truth <= fit.start_high
        held["ramp"] += fit.ramp_days.p10 - 3 <= ramp <= fit.ramp_days.p90 + 3
    # Ranges of 80 % that hold the truth in fewer than 60 % of 20 runs would be too narrow.
    assert min(held.values()) >= 12, held


@pytest.mark.parametrize(
    ("after", "share", "said"),
    [
        (-5, 0.5, "0 days of data since"),
        (10, 0.9, "10 days of data since"),
        (60, 0.0, "within what is usual"),
    ],
)
def test_nothing_is_fitted_before_a_reaction_is_seen(after: int, share: float, said: str) -> None:
    (one,) = observe_transits(transits(3, after=after, share=share), scenario()).passages
    assert one.fit is None
    assert one.fit_refused.startswith("no reaction seen yet")
    assert said in one.fit_refused
    assert one.half_drop is None


def test_no_reaction_is_seen_where_there_is_none() -> None:
    """A false alarm in more than 3 of 20 would be too many for bounds of 90 %, one-sided."""
    seen = sum(
        observe_transits(transits(seed, after=40, share=0.0), scenario()).passages[0].fit
        is not None
        for seed in range(20)
    )
    assert seen <= 3


def test_a_drop_under_way_is_called_unsettled() -> None:
    (early,) = observe_transits(transits(1, after=18, ramp=40, share=0.8), scenario()).passages
    (later,) = observe_transits(transits(1, after=120, ramp=40, share=0.8), scenario()).passages
    assert early.fit is not None
    assert not early.fit.settled
    assert later.fit is not None
    assert later.fit.settled
    assert early.half_drop is None


def test_nothing_is_said_beyond_the_last_day() -> None:
    data = transits(1, after=50)
    last = data.last()
    found = observe_transits(data, scenario())
    assert last is not None
    assert found.last == last
    assert all(
        w.start + datetime.timedelta(days=w.days - 1) <= last for w in found.passages[0].weeks
    )


def test_usual_bounds_hold_what_follows_when_nothing_happens() -> None:
    inside = total = 0
    for seed in range(12):
        (one,) = observe_transits(transits(seed, after=90, share=0.0), scenario(0.0)).passages
        inside += sum(w.usual.low <= w.observed <= w.usual.high for w in one.weeks)
        total += len(one.weeks)
    assert inside / total >= 0.85


def by_class(after: int = 120) -> Transits:
    return transits_from_text(made.official_csv(800 + after, START, BY_CLASS, 14.0))


def test_classes_are_held_against_their_own_shares() -> None:
    """What the rows by finer class ask for, on counts made up here."""
    shares = {KINDS.get(c, c): s for c, s in BY_CLASS.items()}
    one = scenario(0.0, 14, share_by_class=shares)
    found = {p.ships: p for p in observe_transits(by_class(), one).passages}
    assert set(found) == {"all", "container", "bulk", "general", "roro", "tanker"}
    for kind, share in shares.items():
        part = found[kind]
        assert part.share_left is not None
        assert part.share_left.low <= 1 - share <= part.share_left.high
        assert part.fit is not None
        assert part.fit.share.p50 == pytest.approx(share, abs=0.12)
        assert part.weekly_error["scenario"] < part.weekly_error["nothing"]
        assert not part.note
    half = found["container"].half_drop
    assert half is not None
    assert abs((half - START).days - 7) <= 3
    weeks = found["all"].weeks
    inside = sum(w.expected.low <= w.observed <= w.expected.high for w in weeks)
    assert inside >= 0.8 * len(weeks)
    assert weeks[-1].expected.high - weeks[-1].expected.low < 12, "the mix is known: no range"


def test_an_unknown_mix_gives_a_range_and_says_so_and_a_given_one_narrows_it() -> None:
    shares = {KINDS.get(c, c): s for c, s in BY_CLASS.items()}
    one = scenario(0.0, 14, share_by_class=shares)
    fine = by_class()
    rough = Transits("x", {"bab-el-mandeb": {
        k: fine.counts["bab-el-mandeb"][k] for k in ("all", "cargo", "tanker")}}, ())  # fmt: skip
    (wide,) = observe_transits(rough, one, ships=["cargo"]).passages
    mix = {KINDS.get(c, c): float(n) for c, n in made.CLASSES.items()}
    (told,) = observe_transits(rough, one, ships=["cargo"], mix=mix).passages
    assert "does not tell the kinds" in wide.note
    assert not told.note
    a, b = wide.weeks[-1].expected, told.weeks[-1].expected
    assert a.high - a.low > 2 * (b.high - b.low)
    assert b.low <= told.weeks[-1].observed <= b.high


def test_a_capacity_and_a_closure_cap_what_is_expected() -> None:
    for effect, capacity, left in (("closed", None, 0.0), ("capacity", 20.0, 20.0)):
        one = Scenario(restrictions=(Restriction(
            id="x", target=PASSAGE, effect=effect, capacity_per_day=capacity, start=START),))  # type: ignore[arg-type] # fmt: skip
        (part,) = observe_transits(transits(1, after=40), one).passages
        assert part.weeks[-1].expected.mid == pytest.approx(left, abs=0.6)


def test_a_passage_that_the_scenario_does_not_name_is_compared_when_asked() -> None:
    data = Transits("x", {"suez": transits(1, after=90).counts["bab-el-mandeb"]}, ())
    none = observe_transits(data, scenario())
    assert none.passages == ()
    assert any("no counts of it" in text for text in none.left_out)
    (one,) = observe_transits(data, scenario(), passages=["suez"]).passages
    assert "says nothing of this passage" in one.note
    assert one.fit is not None


def test_a_reference_that_was_falling_already_is_told() -> None:
    early = transits(5, after=60, late=-25, share=0.6, ramp=5)
    (one,) = observe_transits(early, scenario()).passages
    assert "was itself falling" in one.note
    for seed in range(10):
        (fine,) = observe_transits(transits(seed, after=60), scenario()).passages
        assert fine.note == ""


def test_too_little_before_it_and_no_dates_are_said() -> None:
    short = made.series(1, 60.0, 10, START, 0.5, 5)
    found = observe_transits(
        Transits("x", {"bab-el-mandeb": {"all": short}}, ()),
        scenario(), span=Period(reference=(made.FIRST, made.FIRST)),
    )  # fmt: skip
    assert found.passages == ()
    assert "21 are needed" in found.left_out[0]
    bare = Scenario(restrictions=(Restriction(id="x", target=PASSAGE),))
    with pytest.raises(UsageError, match="no start date"):
        observe_transits(transits(1, after=5), bare)
    with pytest.raises(UsageError, match="unknown ships"):
        observe_transits(transits(1, after=5), scenario(), ships=["rafts"])


def test_what_was_fitted_becomes_a_scenario_that_expects_what_was_counted() -> None:
    from offing.observe.fitted import scenario_from_observation
    from offing.scenario.files import scenario_from_toml
    from offing.scenario.writing import scenario_to_toml

    data = by_class()
    seen = observe_transits(data, scenario(0.1))
    fitted = scenario_from_observation(seen)
    assert len(fitted.restrictions) == 5
    assert {w for r in fitted.restrictions for w in r.applies_to} == {
        "container", "bulk", "general", "roro", "tanker", "gas"}  # fmt: skip
    assert all(r.end == seen.until == data.last() for r in fitted.restrictions)
    assert scenario_from_toml(scenario_to_toml(fitted)) == fitted
    again = {p.ships: p for p in observe_transits(data, fitted).passages}
    for part in seen.passages:
        if part.ships != "all":
            assert again[part.ships].weekly_error["scenario"] <= part.weekly_error["nothing"]
    assert again["all"].weekly_error["scenario"] < 4
    rough = Transits("x", {"bab-el-mandeb": {
        k: data.counts["bab-el-mandeb"][k] for k in ("all", "cargo", "tanker")}}, ())  # fmt: skip
    two = scenario_from_observation(observe_transits(rough, scenario(0.1)))
    assert [len(r.applies_to) for r in two.restrictions] == [4, 2]
    nothing = observe_transits(transits(3, after=60, share=0.0), scenario())
    assert scenario_from_observation(nothing).restrictions == ()


def write(folder: Path) -> tuple[str, str]:
    data, file = folder / "t.csv", folder / "s.toml"
    data.write_text(made.official_csv(860, START, BY_CLASS, 14.0), encoding="utf-8")
    file.write_text(
        f'name = "made <up>"\n[[restriction]]\npassage = "bab-el-mandeb"\neffect = "avoided"\n'
        f"share = 0.5\nstart = {START}\nramp_days = 14\n", encoding="utf-8",
    )  # fmt: skip
    return str(data), str(file)


def test_the_command_prints_words_json_csv_and_a_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data, file = write(tmp_path)
    page = tmp_path / "o.html"
    assert run(["observe", data, "--scenario", file, "--html", str(page)]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "Fitted to" in out
    assert "no forecast" in out
    html = page.read_text("utf-8")
    assert html.count("<svg") == 6
    assert "made &lt;up&gt;" in html
    assert "<script" not in html
    assert run(["observe", data, "--scenario", file, "--json", "--ships", "tanker"]) == 0
    (part,) = json.loads(capfd.readouterr().out)["passages"]
    assert part["ships"] == "tanker"
    assert run(["observe", data, "--scenario", file, "--toml", "-"]) == 0
    assert capfd.readouterr().out.count("[[restriction]]") == 5
    assert run(["observe", data, "--scenario", file, "--csv"]) == 0
    rows = capfd.readouterr().out.splitlines()
    assert rows[0].startswith("passage,ships,week_start")
    assert len(rows) > 50


@pytest.mark.parametrize(
    "more", [["--reference", "soon"], ["--reference", "2024-02-01..2024-01-01"], ["--mix", "x=1"]]
)
def test_the_command_refuses_what_cannot_be_meant(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], more: list[str]
) -> None:
    data, file = write(tmp_path)
    assert run(["observe", data, "--scenario", file, *more]) == 2
    assert more[1].split("=")[0] in capfd.readouterr().err


def test_weeks_after_a_scenario_has_ended_are_shown_and_not_fitted_to() -> None:
    end = START + datetime.timedelta(days=60)
    counted = transits(3, after=160)
    ended = observe_transits(counted, scenario(end=end)).passages[0]
    last = ended.weeks[-1]
    assert end < last.start <= end + datetime.timedelta(days=28)
    assert last.expected.mid == pytest.approx(last.usual.mid), "nobody keeps away any more"
    until = end + datetime.timedelta(days=70)
    longer = observe_transits(counted, scenario(end=end), span=Period(None, until)).passages[0]
    assert len(longer.weeks) > len(ended.weeks)
    assert longer.fit == ended.fit
    assert longer.weekly_error == ended.weekly_error


def test_days_that_end_before_they_begin_are_told_as_such() -> None:
    span = Period(START, START - datetime.timedelta(days=1))
    with pytest.raises(UsageError, match="before they begin"):
        observe_transits(transits(3, after=60), scenario(), span=span)


@pytest.mark.parametrize("mix", ["container=2", "container=0.8,bulk=0.8", "container=-1", "x=0.5"])
def test_parts_of_ships_are_parts(tmp_path: Path, mix: str) -> None:
    from offing.cli.observe import _mix

    with pytest.raises(UsageError, match="--mix"):
        _mix(mix)
