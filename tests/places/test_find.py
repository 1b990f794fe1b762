"""Places in running text: what is one, which is meant, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.model import Position
from offing.places import best_place, find_demonyms, find_places, get, port
from tests.growth import HANGS_S


def ids(text: str) -> list[str]:
    return [m.place.id for m in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two tankers waited off Hodeidah in the Red Sea.", ["yehod", "sea-red"]),
        ("Occupied Asdod’s port was named.", ["ilash"]),
        ("from the town of Um al-Rashrash, or “Eilat”", ["ileth", "ileth"]),
        ("the occupied Syrian Golan", ["area-golan-heights"]),
        ("the Black Sea grain corridor", ["sea-black"]),
        ("the Strait of\r\nHormuz and Bab al-Mandab", ["hormuz", "bab-el-mandeb"]),
        ("the Gulf of Aden, the Arabian Sea", ["gulf-aden", "sea-arabian"]),
        ("in the Arabian Gulf", ["gulf-persian"]),
        ("via the Cape of Good Hope", ["cape-of-good-hope"]),
        ("the war on Gaza", ["area-gaza-ps"]),
        ("the port of Gaza", ["psgza"]),
        ("the Somali coast", ["coast-somali"]),
        ("St. Petersburg and Port-au-Prince", ["ruled", "htpap"]),
        ("via St George’s Channel", ["st-georges-channel"]),
        ("ports of Split and Bar", ["hrspu", "mebar"]),
        ("the Suez Canal Authority in Ismailia", ["suez", "egism"]),
        ("Taiwan's coast guard", ["country-tw"]),
        ("between Dover and Calais", ["gbdvr", "frcqf"]),
        ("Umm Qasr, Ras Tanura and Kharg Island", ["iquqr", "sarta", "irkhk"]),
    ],
)
def test_places_are_found_in_reading_order(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gulf Today and the Jerusalem Post wrote of it, as did the Times of Oman.",
        "Nice weather; he kept reading; most of the bar split the bill.",
        "It was a nice deal, and Reading the notice took an hour.",
        "MV Rotterdam Express and the tanker Suez Rajan",
        "VESSEL (HOUSTON STAR) WAS BOARDED",
        "a Liberia-flagged bulk carrier",
        "Iran-backed fighters and a Greece-based owner",
        "REPORTS TO MRCC ROME, mail@mrcc-bremen.example",
        "Suezmax and Panamax rates rose on the Baltic Exchange.",
        "She told us that they may sail in March.",
        "on our Orion service; Hamid agreed; Magellan was a sailor",
        "Captain Jordan met Mr. Houston",
        "Bonny Light and Basrah Heavy were sold",
    ],
)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert ids(text) == []


def test_capitals_tell_a_country_from_a_pronoun() -> None:
    assert ids("It told us nothing") == []
    assert ids("cargo from the US to the UAE") == ["country-us", "country-ae"]


def test_adjectives_are_kept_apart() -> None:
    text = "Israeli ports and Yemeni waters; US strikes; Iran-backed groups"
    assert [m.place.country for m in find_demonyms(text)] == ["IL", "US", "IR"]
    assert "demonym" not in {m.match for m in find_places(text)}
    assert {m.place.kind for m in find_demonyms(text)} == {"country"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tripoli, Lebanon", "lbkye"),
        ("the port of Tripoli in Libya", "lytip"),
        ("Savannah, Georgia", "ussav"),
        ("Batumi, Georgia", "gebus"),
        ("Kingston, Jamaica", "jmkin"),
        ("Georgetown, Guyana", "gygeo"),
        ("Cartagena, Colombia", "coctg"),
        ("Cartagena, Spain", "escar"),
    ],
)
def test_the_country_beside_decides(text: str, expected: str) -> None:
    assert ids(text)[0] == expected


def test_the_rest_of_the_text_decides() -> None:
    text = "Fighting near Benghazi and Misrata closed the roads; in Tripoli all was calm."
    assert "lytip" in ids(text)
    text = "Beirut, Sidon and Tripoli stayed open."
    assert ids(text)[-1] == "lbkye"


def test_near_decides() -> None:
    far_west = find_places("in Portland", near=port("USLAX"))[0].place
    far_east = find_places("in Portland", near=Position(-70.0, 43.0))[0].place
    assert far_west.id == "uspdx"
    assert far_east.id == "uspwm"


def test_doubt_is_said() -> None:
    mention = find_places("a ship in Portland")[0]
    assert mention.ambiguous
    assert mention.alternatives
    assert mention.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tankers passed through Suez", "suez"),
        ("have not yet passed Suez", "suez"),
        ("the Suez closure", "suez"),
        ("the port of Suez", "egsuz"),
        ("12 nm south of Suez", "egsuz"),
        ("Hormuz stayed open", "hormuz"),
        ("in Kiel", "dekel"),
        ("in Panama", "country-pa"),
        ("the Panama Canal", "panama"),
        ("transits of Gibraltar", "gibraltar"),
        ("in Singapore", "sgsin"),
    ],
)
def test_a_way_is_meant_only_where_one_is_spoken_of(text: str, expected: str) -> None:
    assert ids(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the port of Hodaida was shut", "yehod"),
        ("Rotterdem port is open", "nlrtm"),
        ("at the port of Haiffa", "ilhfa"),
        ("the Strait of Hormouz", "hormuz"),
    ],
)
def test_misspelt_names_where_a_port_or_strait_is_spoken_of(text: str, expected: str) -> None:
    mention = find_places(text)[0]
    assert mention.place.id == expected
    assert mention.match == "fuzzy"


def test_misspelt_names_elsewhere_are_left_alone() -> None:
    assert ids("Hodaida said so. Haiffa was asked.") == []
    assert ids("The port authority and the main port of the day") == []


def test_a_port_town_is_one_place() -> None:
    assert set(ids("In Haifa, and at Haifa port")) == {"ilhfa"}
    assert ids("the people of Rome") == ["town-rome-it"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Around 12nm south of Brass, Nigeria", "ngbra"),
        ("Gulf of Aden, off Mukalla, Yemen", "yezam"),
        ("off Somalia", "coast-somali"),
        ("strait of hormuz", "hormuz"),
        ("tg. priok anchorage, indonesia", "anchorage-jakarta-anchorage-id"),
        ("Indonesia", "country-id"),
    ],
)
def test_the_most_specific_place_of_a_description(text: str, expected: str) -> None:
    found = best_place(text)
    assert found is not None
    assert found.id == expected


def test_no_place_is_none() -> None:
    assert best_place("") is None
    assert best_place("somewhere at sea") is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("HaifaSuez PortofCape,.'’-\n()/Åéß̈0")), max_size=120))
def test_spans_are_the_words_themselves(text: str) -> None:
    last = 0
    for m in find_places(text, demonyms=True):
        assert text[m.start : m.end] == m.text
        assert m.start >= last
        last = m.end


def test_time_grows_with_the_text_only() -> None:
    find_places("warm up in Haifa")
    for piece in ("Port of Port of ", "the the ", "Al-", "San ", "Haifa, ", "(", "Straits of "):
        start = time.perf_counter()
        find_places(piece * 4000)
        assert time.perf_counter() - start < HANGS_S, piece


@pytest.mark.parametrize(
    "text",
    [
        "The Suez Canal University was closed on Sunday.",
        "Traffic returned to the Bosporus Bridge, which was closed at night.",
        "The Singapore Stock Exchange closed higher.",
        "The Gibraltar Hotel closed its doors.",
        "The Panama Papers were published.",
    ],
)
def test_what_is_only_named_after_a_place_is_none(text: str) -> None:
    assert find_places(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Suez Canal Authority closed the waterway.", "Suez Canal"),
        ("A ship passed under the bridge at Gibraltar.", "Gibraltar"),
        ("The Bosporus is open.", "Bosporus"),
        ("The port of Haifa is closed.", "Haifa"),
    ],
)
def test_a_place_beside_other_words_stays_one(text: str, name: str) -> None:
    assert name in [m.place.name for m in find_places(text)]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Port of Portland, Australia", "auptj"),
        ("In the English Channel a tanker anchored off Portland.", "gbprh"),
        ("A ship left Portland for Melbourne.", "auptj"),
    ],
)
def test_a_port_of_many_names_is_decided_by_what_the_text_says(text: str, place_id: str) -> None:
    assert place_id in {m.place.id for m in find_places(text)}


def test_ports_of_one_name_with_nothing_to_decide_are_all_listed() -> None:
    (mention,) = find_places("The port of Portland was closed.")
    assert mention.ambiguous
    countries = {place.country for i in mention.alternatives if (place := get(i)) is not None}
    assert {"US", "AU"} <= countries
    assert "may be" in mention.why


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("ARABAIN SEA:", "Arabian Sea"), ("MALLACA STRAIT:", "Strait of Malacca"),
        ("EASTERN MEDITERANEAN SEA.", "Mediterranean Sea"), ("Gulf of Guinae:", "Gulf of Guinea"),
        ("THE BLACK CAT:", None), ("SEA OF TROUBLES.", None), ("DEPARTMENT OF STATE:", None),
    ],
)  # fmt: skip
def test_a_misspelt_sea_at_the_head_of_a_message(head: str, name: str | None) -> None:
    found = [m for m in find_places(f"{head} A tanker was boarded.") if m.match == "fuzzy"]
    assert [m.place.name for m in found] == ([name] if name else [])


def test_a_misspelt_port_whose_name_begins_with_the_word() -> None:
    assert [m.place.id for m in find_places("Port Sudann is closed.")] == ["sdpzu"]
    assert find_places("Port Control was told; Port Captain agreed.") == []
