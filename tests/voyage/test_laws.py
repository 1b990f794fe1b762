"""Laws of the arithmetic: order of the cases, monotone in what should be, same seed same answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.errors import UsageError
from offing.sea.tables import ship_classes
from offing.voyage.inputs import load_inputs, shipped_inputs
from offing.voyage.kernel import (
    AREAS,
    OUTCOMES,
    Ways,
    cost_cases,
    empty_ways,
    extra_cases,
    names_used,
)
from offing.voyage.simulate import drivers, ranks, simulate, spearman

CLASSES = tuple(ship_classes())


@st.composite
def ways(draw: st.DrawFn, least: int = 1, most: int = 6) -> Ways:
    count = draw(st.integers(least, most))
    made = empty_ways(count)
    values = shipped_inputs().values
    for row in range(count):
        ship = draw(st.integers(0, len(CLASSES) - 1))
        slowest, fastest = (values[f"speed-{e}.{CLASSES[ship]}"].mid for e in ("min", "max"))
        made.ship[row] = ship
        made.speed_kn[row] = draw(st.floats(slowest, fastest))
        made.distance_nm[row] = draw(st.floats(200, 20_000))
        made.canals[row] = draw(st.tuples(*[st.integers(0, 1)] * 3))
        made.inside_nm[row] = draw(st.tuples(*[st.sampled_from([0.0, 500.0, 3000.0])] * len(AREAS)))
        made.ets[row] = draw(st.integers(0, 3))
        made.laden[row] = draw(st.integers(0, 1))
        made.delay_days[row] = draw(st.floats(0, 20))
    return made


@given(ways())
def test_low_is_at_most_mid_at_most_high(made: Ways) -> None:
    for name, cases in cost_cases(made, CLASSES).items():
        assert np.isfinite(cases).all(), name
        assert (cases >= 0).all(), name
        assert (np.diff(cases, axis=1) >= -1e-9 * np.abs(cases[:, 1:])).all(), name


@given(ways(), st.floats(1, 5000))
def test_a_longer_way_never_takes_less(made: Ways, more_nm: float) -> None:
    longer = made._replace(distance_nm=made.distance_nm + more_nm)
    here, there = cost_cases(made, CLASSES), cost_cases(longer, CLASSES)
    for name in OUTCOMES:
        assert (there[name] >= here[name] - 1e-9 * np.abs(here[name])).all(), name


@given(ways(), st.floats(0.3, 3))
def test_more_speed_is_less_time_and_more_fuel_a_day(made: Ways, more_kn: float) -> None:
    quiet = made._replace(canals=np.zeros_like(made.canals), delay_days=np.zeros(len(made.ship)))
    faster = quiet._replace(speed_kn=quiet.speed_kn + more_kn)
    here, there = cost_cases(quiet, CLASSES), cost_cases(faster, CLASSES)
    assert (there["days"] < here["days"]).all()
    assert (there["fuel_t"] / there["days"] >= here["fuel_t"] / here["days"]).all()


@given(ways(), st.sampled_from(["price.vlsfo", "ets.price", "war-risk.persian-gulf"]))
def test_a_dearer_input_never_makes_it_cheaper(made: Ways, name: str) -> None:
    old = shipped_inputs().values[name]
    dear = load_inputs({name: [2 * old.low, 2 * old.mid, 2 * old.high]})
    more = cost_cases(made, CLASSES, dear)["total_usd"] - cost_cases(made, CLASSES)["total_usd"]
    assert (more >= -1e-3).all()


@given(ways())
def test_parts_add_up(made: Ways) -> None:
    found = cost_cases(made, CLASSES)
    parts = ("ets_usd", "fuel_usd", "toll_usd", "war_risk_usd", "hire_usd")
    assert found["total_usd"] == pytest.approx(sum(found[p] for p in parts))
    days = found["days_sea"] + found["days_canal"] + found["days_queue"]
    assert found["days"] == pytest.approx(days)


@given(ways(most=3), st.data())
def test_differences_are_ordered_and_hold_the_middle(made: Ways, data: st.DataObject) -> None:
    other = made._replace(
        distance_nm=made.distance_nm * data.draw(st.floats(0.5, 2)),
        canals=np.zeros_like(made.canals), inside_nm=np.zeros_like(made.inside_nm),
    )  # fmt: skip
    more = extra_cases(other, made, CLASSES)
    for name in OUTCOMES:
        assert (np.diff(more[name], axis=1) >= -1e-6 * np.abs(more[name][:, :1]) - 1e-6).all()
    plain = cost_cases(other, CLASSES)["total_usd"] - cost_cases(made, CLASSES)["total_usd"]
    assert more["total_usd"][:, 1] == pytest.approx(plain[:, 1], rel=1e-6, abs=1e-3)


@settings(max_examples=15)
@given(ways(most=3))
def test_percentiles_lie_between_low_and_high(made: Ways) -> None:
    found = simulate(made, CLASSES, draws=500, asked=("days", "fuel_t", "total_usd"))
    cases = cost_cases(made, CLASSES)
    for name, rows in found.rows.items():
        slack = 1e-9 * np.abs(cases[name][:, 2]) + 1e-9
        assert (rows[:, 0] >= cases[name][:, 0] - slack).all(), name
        assert (rows[:, 2] <= cases[name][:, 2] + slack).all(), name
        assert (np.diff(rows, axis=1) >= 0).all()


@settings(max_examples=8)
@given(ways(least=20, most=40), st.integers(0, 2**31))
def test_chunks_and_threads_change_nothing(made: Ways, seed: int) -> None:
    one = simulate(made, CLASSES, draws=60, seed=seed, threads=1)
    many = simulate(made, CLASSES, draws=60, seed=seed, threads=4)
    head = simulate(made.rows(slice(0, 5)), CLASSES, draws=60, seed=seed, threads=1)
    for name in one.rows:
        assert (one.rows[name] == many.rows[name]).all()
        assert (one.sums[name] == many.sums[name]).all()
        assert (one.rows[name][:5] == head.rows[name]).all()


def test_another_seed_is_another_draw() -> None:
    made = _one(10_000.0)
    a, b = (simulate(made, CLASSES, draws=200, seed=s).sums["total_usd"] for s in (1, 2))
    assert (a != b).any()


def _one(distance_nm: float) -> Ways:
    made = empty_ways(1)
    made.distance_nm[0], made.speed_kn[0], made.ship[0] = distance_nm, 14.0, CLASSES.index("vlcc")
    return made


def test_no_way_is_in_no_sum() -> None:
    two = empty_ways(2)
    two.distance_nm[:], two.speed_kn[:] = (np.nan, 5000.0), 14.0
    two.ship[:] = CLASSES.index("vlcc")
    found = simulate(two, CLASSES, draws=50)
    alone = simulate(two.rows(slice(1, 2)), CLASSES, draws=50)
    assert np.isnan(found.rows["days"][0]).all()
    assert (found.sums["total_usd"] == alone.sums["total_usd"]).all()
    assert drivers(two, CLASSES) == drivers(two.rows(slice(1, 2)), CLASSES)


def test_weights_and_shares_scale() -> None:
    made = _one(8000.0)
    plain = simulate(made, CLASSES, draws=50)
    scaled = simulate(made, CLASSES, draws=50, share=np.array([0.5]), weight=np.array([4.0]))
    assert scaled.rows["fuel_t"] == pytest.approx(0.5 * plain.rows["fuel_t"])
    assert scaled.sums["fuel_t"] == pytest.approx(2.0 * plain.sums["fuel_t"])


def test_a_way_against_itself_takes_nothing_more() -> None:
    made = _one(8000.0)
    found = simulate(made, CLASSES, base=made, draws=50)
    assert all((rows == 0).all() for rows in found.rows.values())
    assert drivers(made, CLASSES, base=made) == ()


def test_drawn_inputs_have_the_triangle_they_should() -> None:
    found = simulate(_one(8000.0), CLASSES, draws=20_000)
    value = shipped_inputs().values["hire.vlcc"]
    drawn = found.drawn["hire.vlcc"]
    assert value.low <= drawn.min()
    assert drawn.max() <= value.high
    # Mean of a triangular distribution: (a + b + c) / 3.
    assert drawn.mean() == pytest.approx((value.low + value.mid + value.high) / 3, rel=0.01)


def test_spearman_agrees_with_scipy() -> None:
    from scipy import stats

    rng = np.random.default_rng(3)
    a = rng.integers(0, 12, 300).astype(float)
    b = a + rng.normal(size=300) * 4
    assert ranks(a) == pytest.approx(stats.rankdata(a))
    assert spearman(a, b) == pytest.approx(stats.spearmanr(a, b).statistic)
    assert spearman(a, np.ones(300)) is None


def test_the_widest_driver_comes_first_and_its_rank_correlation_has_its_sign() -> None:
    made = _one(8000.0)
    found = drivers(made, CLASSES, simulated=simulate(made, CLASSES, draws=2000))
    assert [d.swing for d in found] == sorted((d.swing for d in found), reverse=True)
    assert found[0].rank_correlation is not None
    assert np.sign(found[0].rank_correlation) == np.sign(found[0].high - found[0].low)
    assert {"hire.vlcc", "price.vlsfo", "consumption.vlcc"} <= {d.name for d in found[:4]}


def test_what_cannot_be_simulated_is_said() -> None:
    for draws, seed in ((3, 1), (10**9, 1), (100, -1), (100, 10**30)):
        with pytest.raises(UsageError, match="give 20 to 1,000,000 draws, a seed from 0"):
            simulate(_one(1.0), CLASSES, draws=draws, seed=seed)
    with pytest.raises(UsageError, match="unknown outcome 'fule'"):
        simulate(_one(1.0), CLASSES, asked=("fule",))
    with pytest.raises(UsageError, match=r"no figures.*consumption\.barge"):
        names_used(shipped_inputs(), ("barge",))
