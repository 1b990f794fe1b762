"""Inputs: shipped with a source each, replaced with care."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from offing.errors import UsageError
from offing.sea.tables import ship_classes
from offing.voyage.inputs import change_inputs, inputs_on, load_inputs, shipped_inputs
from offing.voyage.kernel import AREAS, CANALS, names_used
from offing.voyage.scope import (
    ets_countries,
    ets_scope,
    listed_areas,
    miles_inside,
    miles_inside_route,
    transhipment_ports,
)
from tests.voyage import made


def test_every_input_has_a_date_a_source_and_runs_from_low_to_high() -> None:
    for value in shipped_inputs().values.values():
        assert value.source, value.name
        assert value.date, value.name
        assert value.low <= value.mid <= value.high, value.name
        assert value.text or value.unit or value.name == "speed.exponent", value.name


def test_an_assumption_is_called_one_and_is_a_range() -> None:
    for value in shipped_inputs().values.values():
        ours = value.source.startswith("Assumption of ours")
        if ours and value.unit.startswith("USD"):
            assert value.low < value.mid < value.high, value.name


def test_every_ship_class_has_all_its_inputs() -> None:
    names_used(shipped_inputs(), (*ship_classes(), "reference"))
    for ship in ship_classes().values():
        values = shipped_inputs().values
        assert values[f"speed-min.{ship.id}"].mid < ship.speed_kn
        assert ship.speed_kn <= values[f"speed-max.{ship.id}"].mid


def test_own_values_in_every_form() -> None:
    found = load_inputs({
        "price.vlsfo": 600, "ets.price": [70, 90], "hire.vlcc": "20000, 30000,50000",
        "fuel": {"vlcc": "HFO"},
        "war-risk.red-sea-gulf-of-aden": {"low": 0.6, "mid": 0.7, "high": 1, "date": "2026-11-20",
                                          "source": "our broker", "unit": "% of hull"},
    }).values  # fmt: skip
    assert (found["price.vlsfo"].low, found["price.vlsfo"].high) == (600, 600)
    assert found["ets.price"].mid == 80
    assert found["hire.vlcc"].mid == 30_000
    assert found["fuel.vlcc"].text == "hfo"
    ends = load_inputs({"price.vlsfo": {"low": 600, "high": 700}}).values["price.vlsfo"]
    assert (ends.low, ends.mid, ends.high) == (600, 650, 700)
    quote = found["war-risk.red-sea-gulf-of-aden"]
    assert (quote.source, quote.date, quote.mid) == ("our broker", "2026-11-20", 0.7)
    assert found["price.vlsfo"].source == "given by the user"


def test_another_fuel_is_burnt_by_its_energy() -> None:
    oil = shipped_inputs().values
    found = load_inputs({"fuel.container-24k": "methanol"}).values
    for name in ("consumption.container-24k", "auxiliary.container-24k"):
        energy = oil[name].mid * oil["lcv.vlsfo"].mid
        assert found[name].mid * found["lcv.methanol"].mid == pytest.approx(energy)
        assert "from vlsfo to methanol by energy" in found[name].source
        assert found[name].low <= found[name].mid <= found[name].high
    back = change_inputs(load_inputs({"fuel.vlcc": "lng"}), {"fuel.vlcc": "vlsfo"}).values
    assert back["consumption.vlcc"].mid == pytest.approx(oil["consumption.vlcc"].mid)
    same = load_inputs({"fuel.vlcc": "hfo"}).values
    assert same["consumption.vlcc"] == oil["consumption.vlcc"]


def test_a_consumption_given_with_the_fuel_is_of_that_fuel() -> None:
    found = load_inputs({"consumption.vlcc": 100, "fuel.vlcc": "methanol"}).values
    assert found["consumption.vlcc"].mid == 100
    assert found["auxiliary.vlcc"].mid > 2 * shipped_inputs().values["auxiliary.vlcc"].mid


def test_a_ship_class_of_ones_own_brings_its_inputs() -> None:
    found = load_inputs({"consumption.my-barge": 12, "hire.my-barge": [2000, 3000]}).values
    assert found["consumption.my-barge"].unit == "t/day"
    assert found["hire.my-barge"].mid == 2500


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"price.vlsf": 1}, r"unknown input 'price\.vlsf'.*did you mean price\.vlsfo"),
        ({"price.vlsfo": -1}, r"'price\.vlsfo'.*-1 USD/t cannot be; it is 0 or more"),
        ({"price.vlsfo": 1e300}, r"1e\+300 USD/t cannot be; it is at most 1e\+12"),
        ({"price.vlsfo": [9, 1]}, r"does not run from low to high \(USD/t\)"),
        ({"price.vlsfo": "cheap"}, r"'cheap' is not a value in USD/t"),
        ({"price.vlsfo": True}, "is not a value in USD/t"),
        ({"price.vlsfo": float("nan")}, "is not finite"),
        ({"price.vlsfo": [1, 2, 3, 4]}, "write a number"),
        ({"ets.year": 2025.5}, r"2025\.5 cannot be; it is one whole number \(year\)"),
        ({"ets.year": [2024, 2026]}, r"2024,2025,2026 cannot be; it is one whole number"),
        ({"voyage.laden": 0.5}, r"0\.5 cannot be; it is one whole number \(1 or 0\)"),
        ({"price.vlsfo": {"mid": 600, "unit": "EUR/t"}}, "the unit is USD/t, not 'EUR/t'"),
        ({"price.vlsfo": {"middle": 600, "low": 1}}, "unknown input 'price.vlsfo.middle'|no key"),
        ({"fuel.vlcc": "coal"}, r"'coal' is no fuel; fuels are hfo"),
        ({"weather.margin": 20}, r"20 share cannot be; it is from 0 to 1"),
        ({"reference-speed.vlcc": 0}, "it is more than 0"),
        ({"war-risk.black-sea": 140}, "140 % of hull cannot be; it is from 0 to 100"),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(given: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_inputs(given)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "offing.toml"
    file.write_text(
        "[voyage]\nets.year = 2025\n[voyage.price]\nvlsfo = [500, 600, 700]\n"
        "[voyage.hull.vlcc]\nlow = 8e7\nmid = 9e7\nhigh = 1e8\nsource = 'survey'\n"
    )
    found = load_inputs(file=file).values
    assert found["price.vlsfo"].mid == 600
    assert found["price.vlsfo"].source == str(file)
    assert found["hull.vlcc"].source == "survey"
    assert load_inputs({"price.vlsfo": 1}, file=file).values["price.vlsfo"].mid == 1


@pytest.mark.parametrize(
    ("text", "said"), [("[voyage", "is not TOML"), ("voyage = 3", "must be a table")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=rf"mine\.toml.*{said}"):
        load_inputs(file=file)
    with pytest.raises(UsageError, match="cannot read"):
        load_inputs(file=tmp_path / "absent.toml")


def test_inputs_of_a_day_keep_what_the_user_gave() -> None:
    day = datetime.date(2024, 1, 25)
    found = inputs_on(day, shipped_inputs()).values
    assert found["ets.year"].mid == 2024
    assert found["war-risk.red-sea-gulf-of-aden"].date == "2024-01-19"
    assert found["price.vlsfo"].date == "2024-01-01"
    assert found["price.lng"] == shipped_inputs().values["price.lng"]
    # Between the years that the table has, the shipped price stands, with its own date.
    between = inputs_on(datetime.date(2022, 7, 1), shipped_inputs()).values
    assert between["price.vlsfo"] == shipped_inputs().values["price.vlsfo"]
    assert inputs_on(datetime.date(2020, 1, 1), shipped_inputs()).values["ets.year"].mid == 2020
    own = change_inputs(shipped_inputs(), {"war-risk.red-sea-gulf-of-aden": 0.2, "ets.year": 2025})
    kept = inputs_on(day, own).values
    assert kept["war-risk.red-sea-gulf-of-aden"].mid == 0.2
    assert kept["ets.year"].mid == 2025


def test_the_shipped_quotes_are_the_last_of_the_dated_table() -> None:
    today = inputs_on(datetime.date(2026, 11, 22), shipped_inputs()).values
    for area in ("red-sea-gulf-of-aden", "persian-gulf", "black-sea"):
        shipped, last = shipped_inputs().values[f"war-risk.{area}"], today[f"war-risk.{area}"]
        assert (shipped.low, shipped.mid, shipped.high) == (last.low, last.mid, last.high)
        assert shipped.date == last.date


def test_scope_of_emissions_trading() -> None:
    rotterdam, genoa = ("NLRTM", "NL"), ("ITGOA", "IT")
    shanghai, tanger, london = ("CNSHA", "CN"), ("MAPTM", "MA"), ("GBLGP", "GB")
    assert ets_scope(rotterdam, genoa, "bulk") == 2
    assert ets_scope(shanghai, rotterdam, "bulk") == 1
    assert ets_scope(london, shanghai, "bulk") == 0
    assert ets_scope(shanghai, tanger, "container") == 3
    assert ets_scope(shanghai, tanger, "tanker") == 0
    assert ets_scope(tanger, rotterdam, "container") == 1
    assert ets_scope((None, None), rotterdam, "bulk") == 1
    assert {"NO", "IS", "RE", "GP"} <= ets_countries()
    assert not {"GB", "CH", "GL", "MA"} & ets_countries()
    assert transhipment_ports() == {"EGPSE", "MAPTM"}


def test_listed_areas_are_closed_rings_with_a_date_and_a_source() -> None:
    assert tuple(listed.area.id for listed in listed_areas()) == AREAS
    for listed in listed_areas():
        ring = listed.area.geometry["coordinates"][0]
        assert ring[0] == ring[-1]
        assert listed.source
        assert datetime.date.fromisoformat(listed.date) < datetime.date(2026, 11, 22)
        assert f"war-risk.{listed.area.id}" in shipped_inputs().values


def test_miles_inside_told_from_passages_and_ends() -> None:
    from offing.model import Position

    by_suez = miles_inside(("bab-el-mandeb", "suez"))
    assert by_suez[0] > 500
    assert not any(by_suez[2:])
    assert miles_inside(("malacca",)) == [0.0] * len(AREAS)
    hodeidah, lagos = Position(42.9, 14.8), Position(3.4, 6.4)
    assert miles_inside((), (hodeidah, lagos)) == [1.0, 0.0, 0.0, 0.0, 1.0]
    assert miles_inside(("bab-el-mandeb",), distance_nm=200.0)[0] == 200.0


def test_an_area_of_ones_own_stands_in_for_the_listed_one() -> None:
    import msgspec

    from offing.model import AreaCrossing

    drawn = {"type": "LineString", "coordinates": [[57.0, 12.0], [44.0, 12.2]]}
    route = msgspec.structs.replace(made.route(passages=("bab-el-mandeb",)), geometry=drawn)
    ours = miles_inside_route(route)
    assert ours[0] > 300
    assert ours[1] > 200
    own = AreaCrossing(id="red-sea-gulf-of-aden", name="a newer list", nm_inside=12.0)
    newer = miles_inside_route(msgspec.structs.replace(route, user_areas=(own,)))
    assert newer == [12.0, *ours[1:]]


def test_miles_across_the_date_line() -> None:
    import msgspec

    parts = [[[170.0, 10.0], [180.0, 10.0]], [[-180.0, 10.0], [-170.0, 10.0]]]
    drawn = {"type": "MultiLineString", "coordinates": parts}
    assert not any(miles_inside_route(msgspec.structs.replace(made.LONG, geometry=drawn)))


def test_canals_have_toll_and_time() -> None:
    values = shipped_inputs().values
    for canal in CANALS:
        assert values[f"canal.{canal}.length"].mid > 0
        assert values[f"canal.{canal}.days"].mid > 0
