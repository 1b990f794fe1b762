"""What is closed must be a port, a passage or its traffic, not something on land beside it."""

from __future__ import annotations

import pytest

NO_PORT = [
    "The bakery in Rotterdam closed on 2 May 2024.",
    "The school in Port Said was closed on 2 May 2024.",
    "The airport of Haifa was closed on Monday.",
    "The border crossing at Gibraltar was closed on Monday.",
    "The bridge over the Bosporus was closed to traffic on Monday.",
    "The Suez Canal University was closed on Monday.",
    "The stock exchange of Singapore closed higher on Tuesday.",
    "The restaurant Hormuz closed.",
    "Port 443 was closed on the firewall in Rotterdam.",
    "USB port attack on Antwerp servers.",
    "Blockade Inc opened an office at Suez.",
    "Blockade the steam with foil at Gibraltar temperature.",
    "The government closed the schools in Haifa on Monday.",
    "The closure of the airport at Aden went on, an official said.",
    "The Hilton hotel at Jeddah was closed on Monday.",
    "The gold mine near Port Hedland resumed production on Monday.",
]
SEA = [
    ("The port of Haifa was closed on Monday, the port authority said.", "Haifa"),
    ("Port Said was closed on Monday, the port authority said.", "Port Said"),
    ("The schools and the port of Haifa were closed on Monday.", "Haifa"),
    ("The army closed the port of Latakia on Monday.", "Latakia"),
    ("Access to the port of Haifa was blocked on Monday.", "Haifa"),
    ("Two terminals at Jeddah were closed on Monday.", "Jeddah"),
    ("The Suez Canal was closed to ships on Monday.", "Suez Canal"),
    ("Traffic through the Bosporus was suspended on Monday.", "Bosporus"),
]


@pytest.mark.parametrize("text", NO_PORT)
def test_what_is_closed_on_land_closes_no_port(read, text):
    assert [c for c in read(text) if c.in_effect or c.scope == "shipping"] == []


@pytest.mark.parametrize(("text", "place"), SEA)
def test_what_is_closed_at_sea_is_still_read(read, text, place):
    claims = read(text)
    assert [c.action for c in claims] in (["closure"], ["suspension"])
    assert [p.name for c in claims for p in c.places] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Two skiffs closed to within 0.5 NM of a bulk carrier off Mokha.",
        "A small boat closed to 200 metres of a tanker off Lagos.",
        "Three skiffs closed on the tanker off Lagos.",
    ],
)
def test_closing_in_on_a_ship_closes_nothing(read, text):
    assert [c.action for c in read(text)] == ["approach"]
