"""Who is at sea when a passage shuts."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from offing.cli.run import run
from offing.errors import UsageError
from offing.model import AtSea, Lane, Restriction, Scenario
from offing.places.earth import distance_nm
from offing.sea import Sea, open_sea
from offing.voyage.at_sea import expected_at_sea, ships_at_sea

DAY = datetime.date(2024, 2, 1)


@pytest.fixture(scope="module")
def sea() -> Sea:
    return open_sea()


def lane(origin: str, destination: str, per_week: float | None = 3.0) -> Lane:
    return Lane(id="a", origin=origin, destination=destination, ship_class="container-8k",
                sailings_per_week=per_week)  # fmt: skip


def shut(passage: str, end: datetime.date | None = None) -> Scenario:
    return Scenario(restrictions=(Restriction.close(passage, start=DAY, end=end),))


@pytest.fixture(scope="module")
def suez(sea: Sea) -> AtSea:
    return ships_at_sea(lane("SGSIN", "NLRTM"), shut("suez"), sea=sea)


def test_as_many_ships_are_at_sea_as_sailings_and_days_say(sea: Sea, suez: AtSea) -> None:
    way = sea.route("SGSIN", "NLRTM", None, "container-8k")
    assert way.distance_nm is not None
    wanted = expected_at_sea(way.distance_nm, suez.speed_kn, 3.0)
    assert len(suez.ships) == pytest.approx(wanted, abs=1)
    assert suez.before + suez.inside + suez.past == len(suez.ships)


def test_ships_are_on_the_way_and_in_order(sea: Sea, suez: AtSea) -> None:
    assert suez.date == DAY
    assert suez.passage == "Suez Canal"
    where = [s.where for s in suez.ships]
    assert where == sorted(where, key=["before", "inside", "past"].index)
    origin = sea.route("SGSIN", "NLRTM").origin.water
    for one in suez.ships:
        assert distance_nm(origin, one.position) <= one.at_nm * 1.01 + 1


def test_going_round_costs_more_the_nearer_a_ship_is(suez: AtSea) -> None:
    extra = [s.round_extra_nm for s in suez.ships if s.where == "before"]
    assert len(extra) >= 3
    assert all(x is not None for x in extra)
    assert extra == sorted(extra, key=lambda x: x or 0)
    assert all(s.choice == "go_round" for s in suez.ships if s.where == "before")
    assert all(s.choice == "go_on" for s in suez.ships if s.where != "before")


def test_the_extra_from_the_origin_is_that_of_the_lane(sea: Sea, suez: AtSea) -> None:
    whole = sea.route("SGSIN", "NLRTM", shut("suez"), "container-8k").extra_nm
    first = suez.ships[0].round_extra_nm
    assert whole is not None
    assert first is not None
    assert whole - 5 <= first


def test_a_short_closure_is_waited_out(sea: Sea) -> None:
    one = ships_at_sea(
        lane("SGSIN", "NLRTM"), shut("suez", DAY + datetime.timedelta(days=5)), sea=sea
    )
    before = [s for s in one.ships if s.where == "before"]
    assert {s.choice for s in before} == {"wait"}
    waits = [s.wait_days for s in before]
    assert waits == sorted(waits, key=lambda w: w or 0.0)
    assert all(w is not None and 0 <= w <= 6 for w in waits)


def test_one_closure_after_another_is_one_wait(sea: Sea) -> None:
    """March and what follows at Hormuz have no gap between them."""
    one = ships_at_sea(lane("SGSIN", "QARLF"), Scenario.from_file("hormuz-2026"), sea=sea)
    assert one.share_staying_away == 0.95
    assert all(s.round_extra_nm is None for s in one.ships if s.where == "before")
    waits = [s.wait_days or 0.0 for s in one.ships if s.where == "before"]
    assert min(waits) > 100


def test_where_there_is_no_way_and_no_end_a_ship_turns_back(sea: Sea) -> None:
    one = ships_at_sea(lane("SGSIN", "QARLF"), shut("hormuz"), sea=sea)
    before = [s for s in one.ships if s.where == "before"]
    assert before
    assert {s.choice for s in before} == {"turn_back"}
    assert all(s.back_nm == s.at_nm for s in before)


def test_a_lane_that_meets_nothing_says_so(sea: Sea) -> None:
    one = ships_at_sea(lane("BRSSZ", "ZADUR"), shut("suez"), sea=sea)
    assert (one.passage, one.ships) == ("", ())
    assert one.reason


def test_positions_run_on_across_the_date_line(sea: Sea) -> None:
    one = ships_at_sea(lane("JPTYO", "PABLB", 7.0), shut("panama"), sea=sea)
    assert all(-180 <= s.position.lon <= 180 for s in one.ships)
    steps = [distance_nm(a.position, b.position) for a, b in zip(one.ships, one.ships[1:],
                                                                 strict=False)]  # fmt: skip
    apart = 24 * one.speed_kn
    assert all(0.5 * apart < s < 1.05 * apart for s in steps)


@pytest.mark.parametrize(("per_week", "speed"), [(None, None), (0.0, None), (3.0, 90.0)])
def test_what_cannot_be_is_refused(sea: Sea, per_week: float | None, speed: float | None) -> None:
    with pytest.raises(UsageError):
        ships_at_sea(lane("SGSIN", "NLRTM", per_week), shut("suez"), speed_kn=speed, sea=sea)


def test_many_lanes_are_answered_and_bad_ones_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "l.csv"
    file.write_text(
        "id,origin,destination,ship_class,sailings per week\nA1,INNSA,DEHAM,container-8k,2\n"
        "A2,ZZNOP,NLRTM,container-8k,2\nA3,BRSSZ,ZADUR,supramax,1\nA4,SGSIN,ITGOA,container-8k,\n",
        encoding="utf-8",
    )  # fmt: skip
    words = ["scenario", "at-sea", "red-sea-2023", "--lanes", str(file), "--date", "2024-01-15"]
    assert run(words) == 0
    out, err = capfd.readouterr()
    assert out.count("Bab el-Mandeb, 2024-01-15") == 1
    assert "line 3" in err
    assert "say how many ships sail in a week, above 0" in err
    assert run([*words, "--sailings", "1", "--json"]) == 0
    assert len(json.loads(capfd.readouterr().out)) == 2
    assert run(["scenario", "at-sea", "red-sea-2023"]) == 2
    assert run([*words, "SGSIN", "NLRTM"]) == 2


def test_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["scenario", "at-sea", "red-sea-2023", "SGSIN", "NLRTM", "--sailings", "2",
             "--ship-class", "container-8k", "--date", "2024-01-15"]  # fmt: skip
    assert run(words) == 0
    out = capfd.readouterr().out
    assert "77 % of such ships keep away" in out
    assert "no forecast" in out
