"""One voyage, two ways of it, and what people ask of them."""

from __future__ import annotations

import msgspec
import pytest

import offing
from offing.errors import UnknownShipClass, UsageError
from offing.model import DayLimit, Inputs, ShipClass, Voyage, to_json
from offing.sea.ships import ship_from
from offing.voyage.compare import (
    break_even,
    compare_voyages,
    hold_schedule,
    service_ships,
    slow_steaming,
)
from offing.voyage.inputs import change_inputs, load_inputs, shipped_inputs
from offing.voyage.kernel import CANALS, cost_cases
from offing.voyage.plan import plan_voyage, used_inputs, way_from_route
from offing.voyage.wording import amount, comparison_words, money, voyage_words
from tests.voyage import made

SHIP = ship_from("container-24k")


def voyage(**more: object) -> Voyage:
    return plan_voyage(made.SHORT, SHIP, **more)  # type: ignore[arg-type]


def test_it_is_public_and_prints_as_json() -> None:
    assert offing.plan_voyage is plan_voyage
    assert b'"listed_areas":["red-sea-gulf-of-aden"' in to_json(voyage())


def test_every_figure_is_by_hand_what_it_should_be() -> None:
    # A bulk carrier at its reference speed, in the open sea, between places outside the EEA.
    route = made.route("SGSIN", "USHOU", 14 * 24 * 10)
    inputs = {
        "consumption.supramax": 30, "auxiliary.supramax": 2, "price.vlsfo": 500,
        "co2.vlsfo": 3.114, "hire.supramax": 10_000,
    }  # fmt: skip
    found = plan_voyage(route, "supramax", speed_kn=14, inputs=inputs)
    assert found.days_total.mid == found.days_sea.mid == 10
    assert found.fuel_t.mid == 320
    assert found.co2_t.mid == pytest.approx(320 * 3.114, rel=1e-3)
    warm = 3.114 + 5e-5 * 28 + 1.8e-4 * 265  # FuelEU Annex II factors, AR5 weights
    assert found.co2e_t.mid == pytest.approx(320 * warm, rel=1e-3)
    assert found.ets_usd.high == found.toll_usd.high == found.war_risk_usd.high == 0
    assert found.total_usd.mid == 320 * 500 + 10 * 10_000


def test_slip_counts_as_methane() -> None:
    route = made.route("SGSIN", "USHOU", 4000)
    found = plan_voyage(route, "lng-carrier", inputs={"slip.lng": 0.031})
    fuel = found.fuel_t.mid
    warm = (1 - 0.031) * (2.75 + 1.1e-4 * 265) + 0.031 * 28
    assert found.co2e_t.mid == pytest.approx(fuel * warm, rel=1e-3)
    assert found.co2_t.mid == pytest.approx(fuel * 2.75, rel=1e-3)


def test_methane_is_paid_for_from_2026() -> None:
    route = made.route("USHOU", "NLRTM", 5000)
    before, after = (
        plan_voyage(route, "lng-carrier", inputs={"ets.year": y, f"ets.phase-in.{y}": 1})
        for y in (2025, 2026)
    )
    assert before.ets_t.mid == pytest.approx(before.co2_t.mid / 2, rel=1e-3)
    assert after.ets_t.mid == pytest.approx(after.co2e_t.mid / 2, rel=1e-3)


def test_years_beyond_the_table_take_its_ends() -> None:
    for year, share in ((2021, 0.0), (2030, 0.5)):
        found = plan_voyage(made.SHORT, SHIP, inputs={"ets.year": year})
        assert found.ets_t.mid == pytest.approx(found.co2e_t.mid * share, rel=1e-3)


def test_a_small_ship_is_outside_emissions_trading() -> None:
    inside = made.route("ITGOA", "NLRTM", 2200)
    assert plan_voyage(inside, "coaster").ets_t.high == 0
    full = plan_voyage(inside, "handysize")
    assert full.ets_t.mid == pytest.approx(full.co2e_t.mid, rel=1e-3)


def test_a_transhipment_port_breaks_no_container_voyage() -> None:
    stop = made.route("SGSIN", "MAPTM", 8000)
    boxes = plan_voyage(stop, SHIP)
    assert boxes.ets_t.low == 0
    assert boxes.ets_t.mid == pytest.approx(boxes.co2e_t.mid / 2, rel=1e-3)
    assert any("transhipment port" in note for note in boxes.notes)
    assert plan_voyage(stop, "vlcc").ets_t.high == 0


def test_inputs_used_are_named_and_no_others() -> None:
    named = {item.name for item in voyage().inputs}
    assert {"toll.suez.container-24k", "war-risk.red-sea-gulf-of-aden", "ets.price"} <= named
    assert not [n for n in named if n.startswith(("toll.panama", "price.mgo", "hire.vlcc"))]
    outside = plan_voyage(made.route("SGSIN", "USHOU", 9000), "vlcc")
    assert not [i.name for i in outside.inputs if i.name.startswith(("ets", "canal", "war"))]


def test_changing_a_named_input_changes_something_and_any_other_nothing() -> None:
    base = shipped_inputs()
    way = way_from_route(made.SHORT, SHIP, 17.0, base)
    named = {item.name for item in used_inputs(way, SHIP.id, base)}
    plain = cost_cases(way, (SHIP.id,), base)
    # Limits that this ship and year are far from, and a cover of one period.
    still = {"ets.gases-from", "ets.min-gt", "gt.container-24k", "war-risk.cover-days"}
    for name, value in base.values.items():
        if value.text or name in still | {"ets.year", "voyage.laden"}:
            continue
        more = 0.01 if value.unit.startswith(("share", "t/t")) else 0.1 * value.high + 0.01
        triple = [value.low, value.mid, value.high + more]
        if triple[2] > 1 and value.unit.startswith("share"):
            triple = [value.low / 2, value.mid / 2, value.high]
        own = change_inputs(base, {name: triple})
        found = cost_cases(way, (SHIP.id,), own)
        same = all((found[k] == plain[k]).all() for k in plain)
        assert same is (name not in named), name


def test_mgo_for_emission_control_areas() -> None:
    found = voyage(inputs={"mgo.share": [0.1, 0.2, 0.3]})
    assert [f.kind for f in found.fuels] == ["vlsfo", "mgo"]
    assert found.fuels[1].fuel_t.mid == pytest.approx(0.2 * found.fuel_t.mid, rel=1e-3)
    assert sum(f.co2_t.mid for f in found.fuels) == pytest.approx(found.co2_t.mid, rel=1e-3)
    assert sum(f.co2e_t.mid for f in found.fuels) == pytest.approx(found.co2e_t.mid, rel=1e-3)
    assert found.fuel_usd.mid > voyage().fuel_usd.mid
    for price in (1, 2000):  # dearer or cheaper than the other fuel
        ends = voyage(inputs={"mgo.share": [0, 0.5, 1], "price.mgo": price}).fuel_usd
        assert ends.low <= ends.mid <= ends.high
    scrubbed = voyage(inputs={"mgo.share": 0.2, "fuel.container-24k": "hfo"})
    assert [f.kind for f in scrubbed.fuels] == ["hfo"]


def test_notes_say_what_the_answer_is_not() -> None:
    route = msgspec.structs.replace(
        made.SHORT, share_diverted=0.55, ship_class="vlcc",
        limits=(DayLimit(restriction_id="x", id="suez", name="Suez Canal", ships_per_day=20,
                         at_nm=1),),
    )  # fmt: skip
    found = plan_voyage(route, SHIP)
    assert any("55%" in note for note in found.notes)
    assert any("made for the class vlcc" in note for note in found.notes)
    assert "waiting at Suez Canal, which takes 20 ships a day" in found.left_out
    assert "penalties under FuelEU Maritime" in found.left_out


def test_ballast_and_weather() -> None:
    laden, empty = voyage(), voyage(inputs={"voyage.laden": 0})
    assert not empty.laden
    assert empty.fuel_t.mid < laden.fuel_t.mid
    assert empty.toll_usd.mid == pytest.approx(0.85 * laden.toll_usd.mid)
    assert "ballast.toll" in {item.name for item in empty.inputs}
    rough = voyage(inputs={"weather.margin": 0.2})
    assert rough.fuel_t.mid > laden.fuel_t.mid
    assert not any("weather" in left for left in rough.left_out)


@pytest.mark.parametrize("speed", [3, 40, float("nan"), -1, 0, "fast"])
def test_a_speed_that_no_such_ship_sails_is_refused(speed: object) -> None:
    with pytest.raises(UsageError, match="speed"):
        voyage(speed_kn=speed)


def test_a_speed_beyond_can_be_allowed() -> None:
    found = voyage(speed_kn=24, inputs={"speed-max.container-24k": 25})
    assert found.speed_kn == 24


def test_no_way_and_unknown_classes_are_refused() -> None:
    with pytest.raises(UsageError, match="no way from Shanghai to Rotterdam to plan: It is shut"):
        plan_voyage(made.route(distance_nm=None), SHIP)
    with pytest.raises(UnknownShipClass, match="container-24k"):
        plan_voyage(made.SHORT, "container-24")
    own = ShipClass(
        id="my-barge", name="Barge", kind="bulk", draught_m=3, beam_m=10, length_m=80,
        air_draught_m=10, speed_kn=8,
    )  # fmt: skip
    with pytest.raises(UsageError, match=r"consumption\.my-barge"):
        plan_voyage(made.SHORT, own)


def test_a_ship_class_of_ones_own_can_be_planned() -> None:
    own = ShipClass(
        id="my-barge", name="Barge", kind="bulk", draught_m=3, beam_m=10, length_m=80,
        air_draught_m=10, speed_kn=8,
    )  # fmt: skip
    families = {"fuel": "mgo", "consumption": 4, "reference-speed": 8, "auxiliary": 1, "gt": 900,
                "hull": 2e6, "hire": 2000}  # fmt: skip
    given = {f"{family}.my-barge": value for family, value in families.items()}
    given |= {f"toll.{canal}.my-barge": 10_000 for canal in CANALS}
    found = plan_voyage(made.SHORT, own, inputs=given)
    assert found.toll_usd.mid == 10_000
    assert found.ets_t.high == 0


# Two ways


def compared(inputs: Inputs | None = None) -> object:
    return compare_voyages(made.SHORT, made.LONG, SHIP, inputs=inputs)


@pytest.mark.parametrize("what", ["war-risk", "fuel"])
def test_at_the_break_even_both_ways_cost_the_same(what: str) -> None:
    base = shipped_inputs()
    one, two = (way_from_route(r, SHIP, 18.5, base) for r in (made.SHORT, made.LONG))
    even = break_even(one, two, SHIP, what, base)
    assert even.value is not None
    name = {"war-risk": "war-risk.red-sea-gulf-of-aden", "fuel": "price.vlsfo"}[what]
    assert even.input == name
    assert even.likely is not None
    assert even.likely.p10 < even.value < even.likely.p90
    assert 0.5 < even.share <= 1
    at = change_inputs(base, {name: even.value})
    totals = [cost_cases(w, (SHIP.id,), at)["total_usd"][0, 1] for w in (one, two)]
    assert totals[0] == pytest.approx(totals[1], rel=1e-9)


def test_break_even_delay_is_what_a_day_of_waiting_costs() -> None:
    base = load_inputs({"war-risk.red-sea-gulf-of-aden": 0})
    one, two = (way_from_route(r, SHIP, 18.5, base) for r in (made.SHORT, made.LONG))
    even = break_even(one, two, SHIP, "delay", base)
    assert even.value is not None
    waiting = one._replace(delay_days=one.delay_days + even.value)
    totals = [cost_cases(w, (SHIP.id,), base)["total_usd"][0, 1] for w in (waiting, two)]
    assert totals[0] == pytest.approx(totals[1], rel=1e-9)


def test_no_break_even_is_an_answer() -> None:
    base = shipped_inputs()
    way = way_from_route(made.LONG, SHIP, 18.5, base)
    longer = way._replace(distance_nm=way.distance_nm + 1000)
    rate = break_even(way, longer, SHIP, "war-risk", base)
    assert rate.value is None
    assert "no listed area" in rate.words
    price = break_even(way, longer, SHIP, "fuel", base)
    assert price.value is None
    assert "the second way costs more at every price" in price.words
    with pytest.raises(UsageError, match="it is one of war-risk, fuel, delay"):
        break_even(way, longer, SHIP, "weather", base)


def test_a_schedule_held_takes_just_that_time() -> None:
    base = shipped_inputs()
    way = way_from_route(made.SHORT, SHIP, 18.5, base)
    held = hold_schedule(way, 22.5, SHIP, base)
    assert held.possible
    assert held.speed_kn is not None
    again = plan_voyage(made.SHORT, SHIP, speed_kn=held.speed_kn)
    assert again.days_total.mid == pytest.approx(22.5, abs=0.01)
    assert held.fuel_t == pytest.approx(again.fuel_t.mid, rel=1e-3)
    assert held.more_fuel_t is not None
    assert held.more_fuel_t > 0


def test_a_schedule_that_cannot_be_held_says_why() -> None:
    base = shipped_inputs()
    way = way_from_route(made.SHORT, SHIP, 18.5, base)
    held = hold_schedule(way, 12.0, SHIP, base)
    assert not held.possible
    assert held.needed_kn is not None
    assert held.needed_kn > held.max_kn
    none = hold_schedule(way, 0.5, SHIP, base)
    assert none.needed_kn is None
    assert "canals and queues alone" in none.words
    with pytest.raises(UsageError, match="days"):
        hold_schedule(way, float("nan"), SHIP, base)


def test_a_time_with_slack_is_sailed_no_slower_than_the_class_does() -> None:
    base = shipped_inputs()
    way = way_from_route(made.SHORT, SHIP, 18.5, base)
    held = hold_schedule(way, 200.0, SHIP, base)
    assert held.speed_kn == base.values["speed-min.container-24k"].mid


def test_ships_of_a_weekly_service() -> None:
    inputs = load_inputs({"rotation.port-days": 1})
    assert service_ships(68, calls=2, inputs=inputs).ships == 10
    assert service_ships(68.1, calls=2, inputs=inputs).ships == 11
    assert service_ships(68, calls=16, inputs=inputs, interval_days=14).ships == 6
    many = load_inputs({"rotation.port-days": 1, "rotation.calls": 12})
    assert service_ships(68, inputs=many).ships == 12
    with pytest.raises(UsageError, match="cannot be"):
        service_ships(-1)


def test_slower_ships_are_more_and_burn_less() -> None:
    base = shipped_inputs()
    way = way_from_route(made.SHORT, SHIP, 18.5, base)
    found = slow_steaming(way, SHIP, (20.0, 17.0, 14.0))
    ships, fuel = [s.ships for s in found], [s.fuel_t for s in found]
    assert ships == sorted(ships)
    assert fuel == sorted(fuel, key=float, reverse=True)  # type: ignore[arg-type]
    assert [s.speed_kn for s in found] == [20.0, 17.0, 14.0]


def test_words_say_what_the_figures_are() -> None:
    text = voyage_words(voyage())
    assert text.splitlines()[0].startswith("Shanghai to Rotterdam, container-24k at 18.5 kn: 10,5")
    assert "not what is likely" not in text.splitlines()[0]
    for item in voyage().inputs:
        assert item.name in text
        assert item.source in text
    assert text.endswith("Not for navigation.")


def test_words_of_two_ways() -> None:
    found = compare_voyages(made.SHORT, made.LONG, SHIP)
    text = comparison_words(found, names=("usual way", "other way"))
    assert "The other way is 3,300 nm longer" in text.splitlines()[0]
    assert "first way" not in text
    assert "second way" not in text
    same = compare_voyages(made.SHORT, made.SHORT, SHIP)
    assert same.words == "Both are the same way."
    assert same.extra_usd.high == 0
    assert same.break_evens[1].words == "Both cost the same at every price of fuel."


def test_numbers_have_the_digits_they_can_carry() -> None:
    assert amount(1_234_567, "USD") == "1,235,000"
    assert amount(24.39, "days") == "24.4"
    assert amount(0.5) == "0.5"
    assert money(6_004_209) == "6.0 million USD"
    assert money(394_600) == "395,000 USD"
