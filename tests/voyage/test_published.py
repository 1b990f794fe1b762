"""Published figures that a program can check, read where they lie.

Rows not tested here and why: T48's rates are quotes, which our dated table must hold, and
not results; T46 is an order of magnitude and tested as one.
"""

from __future__ import annotations

import datetime
import re

import numpy as np
import pytest

from offing.model import Scenario
from offing.sea import Sea, open_sea
from offing.sea.ships import ship_from
from offing.voyage.inputs import inputs_on, load_inputs, shipped_inputs
from offing.voyage.kernel import (
    case_draws,
    load_factor,
    main_engine_t_per_day,
    names_used,
    values_from,
)
from offing.voyage.plan import plan_voyage, way_from_route
from offing.voyage.scope import ets_scope, listed_areas
from tests.voyage import made

Rows = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def sea() -> Sea:
    return open_sea()


def numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"\d+(?:\.\d+)?", text)]


def tolerance(row: dict[str, str]) -> float:
    text = row["tolerance"]
    return float(text.rstrip("%")) / 100 if text.endswith("%") else 0.0


def burn(ship: str, speed_kn: float) -> float:
    """Main engine's fuel of a class at a speed, laden, t/day, at the middle."""
    inputs = shipped_inputs()
    names = names_used(inputs, (ship,))
    values = values_from(inputs, (ship,), case_draws(inputs, names), cases=True)
    one = np.ones((1, 1))
    return float(main_engine_t_per_day(one * speed_kn, one, values, np.array([0]))[0, 1])


def test_t03_days_at_a_steady_speed(facts: Rows, sea: Sea) -> None:
    row = facts["T03"]
    speed = numbers(row["quantity"])[-1]
    for days, scenario in zip(numbers(row["value"]), (None, Scenario.closing("suez")), strict=True):
        route = sea.route("TWKHH", "NLRTM", scenario, "container-14k")
        voyage = plan_voyage(route, speed_kn=speed)
        assert voyage.days_total.mid == pytest.approx(days, rel=tolerance(row))


def test_t08_days_of_the_way_round_the_cape(facts: Rows, sea: Sea) -> None:
    low, high = numbers(facts["T08"]["value"])
    speed = numbers(facts["T08"]["quantity"])[-1]
    ways = (
        sea.route("CNSHA", "NLRTM", scenario, "container-24k")
        for scenario in (None, Scenario.closing("suez"))
    )
    usual, round_ = (plan_voyage(way, speed_kn=speed).days_total.mid for way in ways)
    assert low <= round_ - usual <= high


def test_t25_suez_tolls_hold_the_revenue_of_a_transit(facts: Rows) -> None:
    # The revenue of a mean transit must lie among the tolls of the classes, and a large
    # container ship pays more than the mean, a coaster less.
    per_transit = [1000 * n for n in numbers(facts["T25"]["source"])[-2:]]
    values = shipped_inputs().values
    mids = {n.rpartition(".")[2]: v.mid for n, v in values.items() if n.startswith("toll.suez.")}
    for usd in per_transit:
        assert mids["coaster"] < usd < mids["container-24k"]
        assert usd == pytest.approx(float(np.mean(list(mids.values()))), rel=0.35)


def test_t39_fuel_of_8000_teu_at_two_speeds(facts: Rows) -> None:
    fast, slow = numbers(facts["T39"]["quantity"])[1:3]
    for speed, t_per_day in zip((fast, slow), numbers(facts["T39"]["value"]), strict=True):
        assert burn("container-8k", speed) == pytest.approx(t_per_day, rel=tolerance(facts["T39"]))


def test_t40_fuel_of_bulk_carriers(facts: Rows) -> None:
    speeds = [float(n) for n in re.findall(r"([\d.]+) kn", facts["T40"]["quantity"])]
    classes = ("capesize", "panamax", "supramax", "handysize")
    wanted = numbers(facts["T40"]["value"])
    for ship, speed, t_per_day in zip(classes, speeds, wanted, strict=True):
        assert burn(ship, speed) == pytest.approx(t_per_day)


def test_t41_specific_consumption_by_load(facts: Rows) -> None:
    a, b, c = (float(n) for n in re.findall(r"\d\.\d{3}", facts["T41"]["value"]))
    loads = np.linspace(0.1, 1.0, 10)
    assert load_factor(loads) == pytest.approx(a * loads**2 - b * loads + c)


def test_t42_co2_of_a_tonne_of_fuel(facts: Rows) -> None:
    values = shipped_inputs().values
    fuels = ("hfo", "lfo", "mgo", "lng", "methanol")
    assert [values[f"co2.{f}"].mid for f in fuels] == numbers(facts["T42"]["value"])


def test_t43_allowances_of_a_thousand_tonnes(facts: Rows) -> None:
    tonnes, year, eur = (numbers(facts["T43"]["quantity"])[k] for k in (0, 1, 2))
    inputs = load_inputs({
        "ets.year": year, "ets.price": eur, "ets.usd-per-eur": 1, "fuel.vlcc": "hfo",
        "consumption.vlcc": 100, "auxiliary.vlcc": 0, "reference-speed.vlcc": 14,
    })  # fmt: skip
    # At the reference speed 100 t/day: so many miles burn so many tonnes.
    route = made.route("SGSIN", "NLRTM", 24 * 14 * tonnes / 100)
    voyage = plan_voyage(route, "vlcc", speed_kn=14, inputs=inputs)
    assert voyage.fuel_t.mid == pytest.approx(tonnes)
    assert voyage.ets_usd.mid == pytest.approx(float(facts["T43"]["value"]))


def test_t44_phase_in_scope_and_ports(facts: Rows) -> None:
    values = shipped_inputs().values
    shares = [100 * values[f"ets.phase-in.{y}"].mid for y in (2024, 2025, 2026)]
    assert shares == numbers(facts["T44"]["value"].split("(")[0])
    outside, inside = (float(n) / 100 for n in re.findall(r"(\d+)% \w+", facts["T44"]["value"]))
    assert values["ets.scope-outside"].mid == outside
    assert values["ets.scope-inside"].mid == inside
    assert "East Port Said and Tanger Med" in facts["T44"]["value"]
    for code, country in (("EGPSE", "EG"), ("MAPTM", "MA")):
        scope = ets_scope(("SGSIN", "SG"), (code, country), "container")
        assert scope != ets_scope(("SGSIN", "SG"), (code, country), "bulk")


def test_t46_order_of_the_allowances_for_going_round(facts: Rows) -> None:
    # There and back, when all emissions count: within half an order of magnitude.
    usd = float(facts["T46"]["value"])
    costs = [plan_voyage(w, "container-24k").ets_usd.mid for w in (made.SHORT, made.LONG)]
    assert usd / 10**0.5 < 2 * (costs[1] - costs[0]) < usd * 10**0.5


def test_t48_quotes_by_the_day(facts: Rows) -> None:
    days = ("2023-12-08", "2023-12-18", "2024-01-08", "2024-01-19", "2025-03-31")
    for day, quote in zip(days, facts["T48"]["value"].split(" / "), strict=True):
        found = inputs_on(datetime.date.fromisoformat(day), shipped_inputs())
        value = found.values["war-risk.red-sea-gulf-of-aden"]
        assert value.low <= min(numbers(quote))
        assert value.high >= max(numbers(quote))
        assert value.date <= day


def test_t49_corners_of_the_listed_area(facts: Rows) -> None:
    # The list's one area is two of ours, for quotes of the Red Sea are not those of the ocean.
    rings = [a.area.geometry["coordinates"][0] for a in listed_areas()[:2]]
    ring = [corner for ring in rings for corner in ring]
    corners = re.findall(r"(\d+)-([\d.]+)([NS]) (\d+)-([\d.]+)E", facts["T49"]["value"])
    assert len(corners) == 5
    for lat, lat_min, side, lon, lon_min in corners:
        y = (int(lat) + float(lat_min) / 60) * (1 if side == "N" else -1)
        x = int(lon) + float(lon_min) / 60
        assert min(abs(px - x) + abs(py - y) for px, py in ring) < 0.002
    assert max(y for _x, y in rings[0]) == 18.0


def test_the_way_by_suez_is_measured_in_listed_waters(sea: Sea) -> None:
    ship = ship_from("container-24k")
    route = sea.route("CNSHA", "NLRTM", None, ship)
    inside = way_from_route(route, ship, 18.0, shipped_inputs()).inside_nm[0]
    assert 700 < inside[0] < 1000
    assert 200 < inside[1] < 800
    assert not inside[2:].any()
