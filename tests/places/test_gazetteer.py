"""Ports and passages: by name, code, alias, country; what is not there is said."""

from __future__ import annotations

import pytest

from offing.errors import UnknownPassage, UnknownPort
from offing.model import Place, Position
from offing.places import get, passage, passages, port, ports, ports_named, ports_of
from offing.places.areas import countries, country_of, features, towns
from offing.places.earth import distance_nm
from offing.places.gazetteer import port_sizes


@pytest.mark.parametrize(
    ("text", "locode"),
    [
        ("ILASH", "ILASH"),
        ("il ash", "ILASH"),
        ("ilash", "ILASH"),
        ("Ashdod", "ILASH"),
        ("ASDOD", "ILASH"),
        ("Elat", "ILETH"),
        ("Um al-Rashrash", "ILETH"),
        ("Umm Rashrash", "ILETH"),
        ("Hudaydah", "YEHOD"),
        ("Al Ḩudaydah", "YEHOD"),
        ("Port of Hodeidah", "YEHOD"),
        ("As Suways", "EGSUZ"),
        ("Tripoli", "LYTIP"),
        ("Tripoli, Lebanon", "LBKYE"),
        ("Tripoli LB", "LBKYE"),
        ("St. Petersburg", "RULED"),
        ("Saint Petersburg, US", "USSPE"),
        ("Çanakkale", "TRCKZ"),
        ("SGKEP", "SGSIN"),
        ("Port-au-Prince", "HTPAP"),
        ("Jawaharlal Nehru Port", "INNSA"),
    ],
)
def test_a_port_is_found_by_code_name_and_alias(text: str, locode: str) -> None:
    assert port(text).unlocode == locode


@pytest.mark.parametrize(
    ("text", "locode"),
    [("Genoa", "ITGOA"), ("valparaíso", "CLVAP"), ("New York", "USNYC"), ("Napoli", "ITNAP")],
)
def test_a_large_towns_name_gives_the_port_in_it(text: str, locode: str) -> None:
    assert port(text).unlocode == locode


@pytest.mark.parametrize("text", ["Kiev", "Madrid", "Moscow", "Dobryanka", "", "City"])
def test_a_town_without_a_sea_port_in_it_gives_none(text: str) -> None:
    with pytest.raises(UnknownPort):
        port(text)


def test_an_unknown_port_says_what_is_near() -> None:
    with pytest.raises(UnknownPort, match="Rotterdam") as caught:
        port("Roterdamm")
    assert caught.value.near
    for nothing in ("", "  ", "xq zzz", ","):
        with pytest.raises(UnknownPort):
            port(nothing)


def test_ports_that_matter_are_there_where_they_are() -> None:
    expected = {
        "ILETH": (34.95, 29.55), "AEJEA": (55.06, 25.01), "QARLF": (51.58, 25.9),
        "OMSLL": (54.0, 16.94), "OMDQM": (57.7, 19.66), "CNYTN": (114.27, 22.57),
        "CNYAN": (122.07, 30.63), "MAPTM": (-5.5, 35.89), "AEKHL": (54.67, 24.83),
        "SAKAC": (39.07, 22.5), "PKGWD": (62.33, 25.11), "IRZBR": (60.6, 25.3),
        "UAODS": (30.75, 46.49), "UAIZM": (28.83, 45.33), "SYTTS": (35.87, 34.9),
        "PSGZA": (34.42, 31.52), "TRMER": (34.64, 36.8), "GRPIR": (23.62, 37.94),
        "EGPSE": (32.36, 31.22), "YEADE": (44.98, 12.79),
    }  # fmt: skip
    for code, (lon, lat) in expected.items():
        found = port(code)
        assert found.lon is not None
        assert found.lat is not None
        away = distance_nm(Position(lon, lat), Position(found.lon, found.lat))
        assert away < 12, f"{code}: {away:.1f} nm"


def test_every_port_is_one_place_with_sound_facts() -> None:
    everything = ports()
    assert len(everything) > 3700
    ids = [p.id for p in everything]
    assert len(ids) == len(set(ids))
    codes = [p.unlocode for p in everything if p.unlocode]
    assert len(codes) == len(set(codes)) > 3200
    for p in everything:
        assert p.kind == "port"
        assert p.country
        assert p.lon is not None
        assert p.lat is not None
        assert -180 <= p.lon <= 180
        assert -90 <= p.lat <= 90
        assert p.unlocode is None or (len(p.unlocode) == 5 and p.id == p.unlocode.lower())
    assert not [p.name for p in everything if p.name.isupper() and len(p.name) > 4]


def test_ports_of_one_name_come_largest_first() -> None:
    found = ports_named("Victoria")
    sizes = port_sizes()
    assert len(found) > 1
    ranks = [sizes[p.id] for p in found if p.name == "Victoria"]
    assert ranks == sorted(ranks)
    assert ports_named("Portland", "US")[0].country == "US"
    assert ports_named("nowhere at all") == ()


def test_ports_of_a_country_on_a_sea() -> None:
    on_the_med = {p.unlocode for p in ports_of("Israeli", "Mediterranean")}
    assert {"ILASH", "ILHFA", "ILAKL"} <= on_the_med
    assert "ILETH" not in on_the_med
    assert {p.unlocode for p in ports_of("IL", "gulf-aqaba")} == {"ILETH"}
    yemen = ports_of("Yemen", "sea-red")
    assert "YEHOD" in {p.unlocode for p in yemen}
    assert "YEADE" not in {p.unlocode for p in yemen}
    assert ports_of("Utopia") == ()
    assert ports_of("IL", "Sea of Tranquillity") == ()


def test_passages_by_id_name_and_alias() -> None:
    assert passage("hormuz").id == "hormuz"
    assert passage("Bab al-Mandab").id == "bab-el-mandeb"
    assert passage("the Suez Canal").id == "suez"
    assert passage("Strait of Gibraltar").kind == "strait"
    assert passage("Cape of Good Hope").kind == "cape"
    with pytest.raises(UnknownPassage) as caught:
        passage("Hormus")
    assert "hormuz" in caught.value.near
    assert len(passages()) > 100


def test_every_id_gives_its_place_back() -> None:
    samples: list[Place] = [ports()[0], passages()[0], countries()[0], features()[0], towns()[0]]
    for place in samples:
        assert get(place.id) == place
    assert get("no-such-place") is None
    found = get("sea-red")
    assert found is not None
    assert found.kind == "sea"


def test_countries_by_name_code_and_demonym() -> None:
    for word in ("Israel", "Israeli", "Israelis", "IL", "ISR"):
        assert country_of(word) == "IL"
    assert country_of("the Netherlands") == "NL"
    assert country_of("Dutch") == "NL"
    assert country_of("Martian") is None
    coastal = [c for c in countries() if c.country in {"YE", "IL", "SO", "NG", "ID"}]
    assert all(c.lon is not None and c.radius_nm > 0 for c in coastal)
