"""Lanes under scenarios: laws that hold whatever the lanes, and the shape of an answer."""

from __future__ import annotations

import datetime
import random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.errors import ScenarioError, UnknownPassage, UsageError
from offing.model import (
    Exposure,
    Extra,
    Lane,
    LaneExposure,
    Position,
    Restriction,
    Scenario,
    Target,
    to_json,
)
from offing.sea import Sea, open_sea
from offing.voyage.book import ExposureRun, exposure
from offing.voyage.lane_table import COLUMNS, csv_from_lanes
from offing.voyage.lanes import lanes_from_csv, open_lanes, reference_lanes
from tests.growth import assert_linear

SUEZ = Scenario.closing("suez")
PORTS = ("CNSHA", "SGSIN", "INMAA", "SAJED", "EGALY", "GRPIR", "NLRTM", "USNYC", "UAODS", "AEJEA")
CLASSES = (None, "handysize", "general-cargo")
CLOSURES = ("suez", "bab-el-mandeb", "hormuz", "bosporus", "malacca")
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def sea() -> Sea:
    return open_sea()


@st.composite
def books(draw: st.DrawFn) -> list[Lane]:
    """A few lanes among known ports, some with sailings and cargo."""
    amount = st.none() | st.floats(0, 1e4)
    return [
        Lane(
            id=f"L{k}", origin=draw(st.sampled_from(PORTS)),
            destination=draw(st.sampled_from(PORTS)), ship_class=draw(st.sampled_from(CLASSES)),
            sailings_per_week=draw(amount), teu_per_week=draw(amount),
        )
        for k in range(draw(st.integers(1, 8)))
    ]  # fmt: skip


def lane(a: str | Position, b: str | Position, **more: object) -> Lane:
    return Lane(**({"id": f"{a}-{b}", "origin": a, "destination": b} | more))  # type: ignore[arg-type]


def avoiding(passage: str, share: float, **more: object) -> Restriction:
    return msgspec.structs.replace(
        Restriction.close(passage), effect="avoided", share=share, id=f"{passage}-{share}", **more
    )


def same(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=1e-6, abs=0.6)


@FEW
@given(books(), st.sampled_from(CLOSURES), st.randoms(use_true_random=False))
def test_the_order_of_the_lanes_changes_nothing(
    sea: Sea, book: list[Lane], shut: str, dice: random.Random
) -> None:
    mixed = book[:]
    dice.shuffle(mixed)
    scenario = Scenario.closing(shut)
    one, other = (exposure(b, scenario, sea=sea) for b in (book, mixed))
    assert {x.lane_id: x for x in one.lanes} == {x.lane_id: x for x in other.lanes}
    assert [x.lane_id for x in other.lanes] == [x.id for x in mixed]
    assert one.sum.once is not None
    assert other.sum.once is not None
    assert same(one.sum.once.cost_usd.mid, other.sum.once.cost_usd.mid)
    assert one.passages == other.passages


@FEW
@given(books(), st.sampled_from(CLOSURES))
def test_a_sum_is_the_sum_of_its_parts(sea: Sea, book: list[Lane], shut: str) -> None:
    scenario = Scenario.closing(shut)
    whole = exposure(book, scenario, sea=sea).sum
    parts = [exposure([x], scenario, sea=sea).sum for x in book]
    for name in ("lanes", "unchanged", "longer", "no_way", "port_out"):
        assert getattr(whole, name) == sum(getattr(p, name) for p in parts)
    for name in ("once", "once_expected"):
        total: Extra = getattr(whole, name)
        assert same(total.nm, sum(getattr(p, name).nm for p in parts))
        for figure in ("days", "fuel_t", "co2_t", "cost_usd"):
            for end in ("low", "mid", "high"):
                added = sum(getattr(getattr(getattr(p, name), figure), end) for p in parts)
                assert getattr(getattr(total, figure), end) == pytest.approx(added, rel=1e-4, abs=1)


@FEW
@given(books(), st.lists(st.sampled_from(CLOSURES), min_size=1, max_size=3, unique=True))
def test_a_closure_never_makes_a_way_shorter_and_more_closures_never_help(
    sea: Sea, book: list[Lane], shut: list[str]
) -> None:
    one = exposure(book, Scenario.closing(shut[0]), sea=sea)
    both = exposure(book, Scenario.closing(*shut), sea=sea)
    order = {"open": 0, "longer": 1, "no_way": 2, "port_out": 2}
    for a, b in zip(one.lanes, both.lanes, strict=True):
        assert order[b.status] >= order[a.status]
        for found in (a, b):
            if found.extra is not None:
                assert found.extra.nm >= 0
                assert found.extra.cost_usd.low <= found.extra.cost_usd.mid
                assert found.extra.cost_usd.mid <= found.extra.cost_usd.high
        if a.distance_nm is not None and b.distance_nm is not None:
            assert b.distance_nm >= a.distance_nm - 0.2


def test_the_same_lane_twice_counts_twice(sea: Sea) -> None:
    one = lane("CNSHA", "NLRTM", ship_class="container-8k", sailings_per_week=2.0)
    twice = [one, msgspec.structs.replace(one, id="again")]
    first, both = exposure([one], SUEZ, sea=sea), exposure(twice, SUEZ, sea=sea)
    assert both.lanes[0].extra == both.lanes[1].extra == first.lanes[0].extra
    assert first.sum.weekly is not None
    assert both.sum.weekly is not None
    assert same(both.sum.weekly.cost_usd.mid, 2 * first.sum.weekly.cost_usd.mid)


def test_chunks_change_nothing(sea: Sea, monkeypatch: pytest.MonkeyPatch) -> None:
    book = list(reference_lanes())
    whole = exposure(book, SUEZ, sea=sea, draws=200)
    monkeypatch.setattr("offing.voyage.book.CHUNK", 7)
    parts = exposure(book, SUEZ, sea=sea, draws=200)
    assert whole.lanes == parts.lanes
    assert whole.sum.once is not None
    assert parts.sum.once is not None
    assert whole.sum.once.cost_usd_spread is not None
    assert parts.sum.once.cost_usd_spread is not None
    assert same(whole.sum.once.cost_usd_spread.p50, parts.sum.once.cost_usd_spread.p50)
    assert {d.name for d in whole.drivers} == {d.name for d in parts.drivers}


def test_a_lane_costs_what_the_two_voyages_differ_by(sea: Sea) -> None:
    from offing.voyage.plan import plan_voyage

    (found,) = exposure([lane("CNSHA", "NLRTM", ship_class="container-24k")], SUEZ, sea=sea).lanes
    ways = [sea.route("CNSHA", "NLRTM", s, "container-24k", geometry=False) for s in (None, SUEZ)]
    before, after = (plan_voyage(w) for w in ways)
    assert found.extra is not None
    assert same(found.extra.nm, after.distance_nm - before.distance_nm)
    for figure, total in (("days", "days_total"), ("fuel_t", "fuel_t"), ("co2_t", "co2_t"),
                          ("cost_usd", "total_usd")):  # fmt: skip
        difference = getattr(after, total).mid - getattr(before, total).mid
        assert getattr(found.extra, figure).mid == pytest.approx(difference, rel=1e-3, abs=0.1)


def test_a_share_gives_the_cost_if_you_go_and_the_mean_over_all_ships(sea: Sea) -> None:
    book = [lane("CNSHA", "NLRTM", ship_class="container-8k", sailings_per_week=1.0)]
    shut = exposure(book, SUEZ, sea=sea, draws=500)
    some = exposure(book, Scenario(restrictions=(avoiding("suez", 0.4),)), sea=sea, draws=500)
    a, b = shut.lanes[0], some.lanes[0]
    assert (a.share, b.share) == (1.0, 0.4)
    assert a.extra == b.extra == a.expected
    assert b.expected is not None
    assert a.extra is not None
    assert b.expected.nm == pytest.approx(0.4 * a.extra.nm, abs=0.1)
    assert b.expected.fuel_t.high == pytest.approx(0.4 * a.extra.fuel_t.high, rel=1e-3)
    assert some.sum.weekly_expected is not None
    assert some.sum.weekly_expected.cost_usd_spread is not None
    assert shut.sum.weekly is not None
    assert shut.sum.weekly.cost_usd_spread is not None
    assert some.sum.weekly_expected.cost_usd_spread.p50 == pytest.approx(
        0.4 * shut.sum.weekly.cost_usd_spread.p50, rel=1e-3
    )
    suez = next(p for p in some.passages if p.id == "suez")
    assert (suez.open.lanes, suez.under.lanes) == (1.0, 0.6)


def test_nested_shares_agree_with_the_route(sea: Sea) -> None:
    scenario = Scenario(restrictions=(avoiding("suez", 0.7), avoiding("cape-of-good-hope", 0.3)))
    (found,) = exposure([lane("CNSHA", "NLRTM", ship_class="handysize")], scenario, sea=sea).lanes
    route = sea.route("CNSHA", "NLRTM", scenario, "handysize", geometry=False)
    assert found.share == pytest.approx(route.share_diverted)
    assert found.extra is not None
    assert found.expected is not None
    assert same(found.extra.nm, route.extra_nm or 0.0)
    assert same(found.expected.nm, route.weighted_extra_nm or 0.0)


def test_shares_by_class_reach_only_their_class(sea: Sea) -> None:
    rule = avoiding("suez", 0.0, share_by_class={"container": 0.8})
    book = [lane("CNSHA", "NLRTM", ship_class=c, id=c) for c in ("container-8k", "handysize")]
    one, other = exposure(book, Scenario(restrictions=(rule,)), sea=sea).lanes
    assert (one.status, one.share) == ("longer", 0.8)
    assert (other.status, other.share) == ("open", 0.0)


def test_a_ramp_holds_the_share_of_the_day(sea: Sea) -> None:
    start = datetime.date(2024, 1, 1)
    rule = msgspec.structs.replace(Restriction.close("suez", start=start), ramp_days=20.0)
    book = [lane("CNSHA", "NLRTM", ship_class="handysize")]
    scenario = Scenario(restrictions=(rule,))
    shares = [
        exposure(book, scenario, sea=sea, date=start + datetime.timedelta(d)).lanes[0].share
        for d in (-1, 10, 20)
    ]
    assert shares == [0.0, 0.5, 1.0]


def test_a_port_that_is_out_has_stand_ins_and_says_what_is_unknown(sea: Sea) -> None:
    found = exposure(
        [lane("SGSIN", "ILHFA"), lane("SGSIN", "NLRTM")], Scenario.closing("ILHFA"), sea=sea
    )
    assert [x.status for x in found.lanes] == ["port_out", "open"]
    haifa = next(p for p in found.ports if p.out)
    assert haifa.name == "Haifa"
    assert haifa.part.lanes_share == 0.5
    miles = [s.distance_nm for s in haifa.stand_ins]
    assert miles == sorted(miles)
    assert all(s.id != haifa.id for s in haifa.stand_ins)
    assert any("inland" in words for words in haifa.unknown)
    assert found.lanes[0].extra is None
    assert found.sum.once is not None
    assert found.sum.once.nm == 0


def test_lanes_that_cannot_be_answered_are_said_and_the_sum_says_so(sea: Sea) -> None:
    text = (
        "id,POL,POD,class,TEU per week\n"
        "a,CNSHA,NLRTM,container-8k,100\n"
        "b,Nowhere,NLRTM,container-8k,50\n"
        'c,"20, 15",NLRTM,container-8k,50\n'
        "d,CNSHA,NLRTM,container-8k,-1\n"
    )
    lanes, problems = lanes_from_csv(text, "x.csv")
    found = exposure(lanes, SUEZ, sea=sea)
    assert len(problems) == 2
    assert [x.lane_id for x in found.lanes] == ["a"]
    assert [p.line for p in found.problems] == [4]
    assert found.sum.left_out == 1
    assert "1 row left out" in found.headline
    assert found.sum.teu is not None
    assert found.sum.teu.per_week == 100


def test_a_position_on_land_whose_swap_is_at_sea_is_flagged(sea: Sea) -> None:
    # Longitude 36, latitude 15 is in the Horn of Africa; the other way round, south of Sicily.
    found = exposure([lane(Position(36.0, 15.0), "SGSIN")], SUEZ, sea=sea)
    assert not found.lanes
    assert "are they swapped?" in found.problems[0].reason
    found = exposure([lane(Position(20.0, 50.0), "SGSIN")], SUEZ, sea=sea)
    assert "swapped" not in found.problems[0].reason


def test_a_source_is_read_as_a_stream_with_its_problems(sea: Sea, tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "lanes.csv"
    path.write_text("POL,POD,value EUR m per week\nCNSHA,NLRTM,3\nPortland,NLRTM,1\n")
    found = exposure(open_lanes(path), SUEZ, sea=sea)
    assert found.currency == "EUR"
    assert found.sum.left_out == 1
    assert found.problems[0].line == 3
    assert found.sum.value is not None
    assert found.sum.value.per_week == 3e6


def test_long_books_are_summed_whole_and_listed_in_part(sea: Sea) -> None:
    book = [lane("CNSHA", "NLRTM", id=str(k)) for k in range(20)]
    found = exposure(book, SUEZ, sea=sea, keep=5)
    assert len(found.lanes) == 5
    assert found.lanes_not_listed == 15
    assert found.sum.longer == 20


def test_lanes_not_sailed_on_the_day_are_not_in_it(sea: Sea) -> None:
    day = datetime.date(2024, 6, 1)
    book = [lane("CNSHA", "NLRTM", end=datetime.date(2024, 5, 31)), lane("SGSIN", "NLRTM")]
    found = exposure(book, SUEZ, sea=sea, date=day)
    assert found.sum.lanes == 1
    assert any("not sailed" in note for note in found.notes)


def test_no_scenario_changes_nothing(sea: Sea) -> None:
    found = exposure(reference_lanes(), Scenario(), sea=sea)
    assert found.sum.unchanged == found.sum.lanes == len(reference_lanes())
    assert "none changes" in found.headline
    assert all(p.open == p.under for p in found.passages)


def test_the_same_seed_gives_the_same_answer_and_the_order_of_percentiles_holds(sea: Sea) -> None:
    book = reference_lanes()[:12]
    one, other = (exposure(book, SUEZ, sea=sea, draws=300, seed=s) for s in (5, 5))
    assert to_json(one) == to_json(other)
    for found in one.lanes:
        if found.status == "longer":
            assert found.extra is not None
            spread, bounds = found.extra.cost_usd_spread, found.extra.cost_usd
            assert spread is not None
            assert bounds.low <= spread.p10 <= spread.p50 <= spread.p90 <= bounds.high


def test_draws_agree_with_the_simulation_of_single_voyages(sea: Sea) -> None:
    from offing.voyage.inputs import shipped_inputs
    from offing.voyage.kernel import empty_ways
    from offing.voyage.lane_draws import Draws
    from offing.voyage.simulate import simulate

    ways, base = empty_ways(3), empty_ways(3)
    ways.distance_nm[:], base.distance_nm[:] = (13_000, 9_000, 4_000), (10_000, 6_000, 3_500)
    ways.speed_kn[:] = base.speed_kn[:] = (14.0, 14.0, 12.0)
    base.canals[:2, 0] = 1
    base.inside_nm[0, 0] = 1370
    ways.ets[:] = base.ets[:] = (1, 0, 0)
    inputs, classes = shipped_inputs(), ("handysize",)
    found = simulate(ways, classes, inputs, base=base, draws=400, seed=9)
    import numpy as np

    draws = Draws(inputs, 400, 9)
    rows = draws.add(ways, base, classes, {"once": np.ones(3)})
    assert rows is not None
    for k, name in enumerate(("days", "fuel_t", "co2_t", "total_usd")):
        assert rows[:, k] == pytest.approx(found.rows[name], rel=1e-6, abs=1e-6)
        assert draws.sums["once"][k] == pytest.approx(found.sums[name], rel=1e-6)


def test_csv_has_a_row_for_each_lane_and_no_formula(sea: Sea) -> None:
    import csv
    import io

    book = [lane("CNSHA", "NLRTM", name="=cmd()"), lane("AEJEA", "SGSIN")]
    found = exposure(book, Scenario.closing("suez", "hormuz"), sea=sea, draws=50)
    rows = list(csv.DictReader(io.StringIO(csv_from_lanes(found.lanes))))
    assert list(rows[0]) == list(COLUMNS)
    assert [r["status"] for r in rows] == ["longer", "no_way"]
    assert rows[0]["name"] == "'=cmd()"
    assert float(rows[0]["extra_cost_usd_p50"]) != 0
    assert rows[1]["extra_nm"] == ""


def test_json_comes_back_as_it_was(sea: Sea) -> None:
    found = exposure(reference_lanes(), Scenario.closing("suez", "ILHFA"), sea=sea, draws=20)
    assert msgspec.json.decode(to_json(found), type=Exposure) == found


def test_nothing_is_ranked_by_harm(sea: Sea) -> None:
    found = exposure(reference_lanes(), Scenario.closing("suez", "panama"), sea=sea)
    assert [x.lane_id for x in found.lanes] == [x.id for x in reference_lanes()]
    assert [p.name for p in found.passages] == sorted(p.name for p in found.passages)
    assert [p.name for p in found.ports] == sorted(p.name for p in found.ports)


def test_what_cannot_be_meant_is_refused(sea: Sea) -> None:
    book = [lane("CNSHA", "NLRTM", ship_class="handysize")]
    with pytest.raises(UsageError, match="draws"):
        exposure(book, SUEZ, sea=sea, draws=3)
    with pytest.raises(UsageError, match="kn"):
        exposure(book, SUEZ, sea=sea, speed_kn=90.0)
    with pytest.raises(UsageError, match="submarine"):
        ExposureRun(SUEZ, sea=sea, ship_class="submarine")
    general = Restriction(id="x", target=Target(kind="general", id="ports", name="ports of X"))
    with pytest.raises(ScenarioError, match="no single"):
        exposure(book, Scenario(restrictions=(general,)), sea=sea)
    odd = Restriction(id="y", target=Target(kind="passage", id="nowhere", name="Nowhere"))
    with pytest.raises(UnknownPassage):
        exposure(book, Scenario(restrictions=(odd,)), sea=sea)


def test_a_lane_answer_is_a_struct_of_its_own() -> None:
    assert LaneExposure.__struct_fields__[0] == "lane_id"


def test_time_grows_with_the_lanes_and_no_faster(sea: Sea) -> None:
    dice = random.Random(4)
    ids = [p.id for p in sea.ports][::40]
    book = [lane(dice.choice(ids), dice.choice(ids), id=str(k)) for k in range(8_000)]
    assert_linear(lambda count: exposure(book[:count], SUEZ, sea=sea), 1_000, 8_000)


def test_bare_positions_are_answered_and_are_no_ports(sea: Sea) -> None:
    (found,) = (exposure([lane(Position(60.0, 15.0), Position(2.0, 40.0))], SUEZ, sea=sea),)
    assert found.lanes[0].status == "longer"
    assert not found.ports


def test_more_by_the_shares_than_if_all_go_round_is_explained(sea: Sea) -> None:
    from offing.voyage.lane_words import more_by_shares

    both = Scenario(restrictions=(avoiding("suez", 0.9), avoiding("bab-el-mandeb", 0.1)))
    # Who keeps away from both has no way out of the Red Sea; who keeps away from Suez has one.
    found = exposure([lane("SAJED", "NLRTM"), lane("INMAA", "AEJEA")], both, sea=sea)
    shut = exposure([lane("SAJED", "NLRTM"), lane("SGSIN", "NLRTM")], both, sea=sea)
    assert shut.sum.no_way == 1
    assert shut.sum.once is not None
    assert shut.sum.once_expected is not None
    assert shut.sum.once_expected.nm > shut.sum.once.nm
    assert "no way on some lanes" in more_by_shares(shut.sum.once, shut.sum.once_expected)
    assert "no way on some lanes" in shut.headline
    assert "no way on some lanes" not in found.headline
    assert not more_by_shares(shut.sum.once_expected, shut.sum.once)
