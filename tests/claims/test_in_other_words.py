"""What happened, told in the words of circulars, agents, guards, unions and pirates' victims."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from tests.claims.conftest import report_of

AT_SEA = "Ships called at the port of Varna and tankers lay at anchor there. "


def _told(words: str) -> list[Claim]:
    text = f"Harbour notes\n\n{AT_SEA}\n\n{words}\n"
    report = report_of(text, publisher="Quay Post", published=datetime.date(2026, 3, 11))
    return [c for c in extract_claims(report) if c.evidence[-1].start > len(AT_SEA)]


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Pirates gave up the dhow without payment on Monday.", "release"),
        ("The gunmen are still holding nine hostages from the coaster.", "hijack"),
        ("Four of her crew remain in captivity ashore.", "hijack"),
        ("The robbers tied up the duty oiler and left in a skiff.", "robbery"),
        ("The owners have modified the rotation and will land boxes elsewhere.", "diversion"),
        ("Two lines have dropped Burgas from this week's loops.", "suspension"),
        ("Customs officers at Burgas went on indefinite strike on Tuesday.", "strike"),
        ("Hundreds of dockers picketed outside the terminal in Burgas.", "strike"),
        ("A restricted area will be established off Burgas on Friday.", "restriction"),
        ("No ships will be allowed to anchor in the firing area.", "restriction"),
        ("Thirty tankers were idling off Burgas on Tuesday.", "congestion"),
        ("Port operations slowly resume at Burgas.", "resumption"),
        ("The missile destroyed a warehouse in the port of Burgas.", "attack"),
        ("The frigate destroyed two drones off Burgas.", "interception"),
        ("Tropical Storm Vera is approaching Burgas, agents of the ships say.", "weather"),
        ("The power cable between Varna and Burgas was severed on Sunday.", "damage"),
        ("Ships alongside berths in Burgas were forced to depart.", "suspension"),
        ("The evacuation of the anchorage at Burgas begins tonight.", "restriction"),
        ("After the survey the bulk carrier was allowed to proceed.", "release"),
        ("The port authority at Burgas advised caution, citing a heavy storm.", "advisory"),
        ("A gale left the port of Burgas unable to operate normally.", "suspension"),
        (
            "Loading operations at Burgas will be stopped for two days, its manager said.",
            "suspension",
        ),
        ("The master confirmed the safety of all crew of the tanker after the fire.", "casualty"),
        ("The group repeated its intention to target ships that call at Burgas.", "threat"),
        ("Naval Operations Centre East received reports of an explosion off Burgas.", "explosion"),
    ],
)
def test_the_act_is_known_in_other_words(words: str, action: str) -> None:
    told = _told(words)
    assert action in {c.action for c in told}, [(c.action, c.evidence[0].text) for c in told]


@pytest.mark.parametrize(
    "words",
    [
        "We are proud of the officers who deter attacks on merchant ships.",
        "The river is an important route for grain, coal and containers.",
        "The ports of the coast handle half of the country's trade each year.",
        "Rosa Lind is the editor of Quay News and writes on ships.",
        "The pilots are monitoring the situation and will provide an update.",
        "(Updates with rates for tankers in paragraph four)",
        "Subject: suspension of pilotage and closure of the port",
        "The crane on the quay is new. That is how a port is closed: by degrees.",
    ],
)
def test_what_is_no_news_makes_no_claim(words: str) -> None:
    assert _told(words) == []


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("A coaster under the flag of Panama ran aground off Burgas on Monday.", {"Burgas"}),
        (
            "A coaster bound for Odesa with corn from Istanbul ran aground off Burgas on Monday.",
            {"Burgas"},
        ),
        ("Drones hit two ships linked to Israel or Iran off Burgas on Monday.", {"Burgas"}),
        ("The harbour at Burgas was shut on Monday by Cyclone Mocha.", {"Burgas"}),
        (
            "The harbour at Burgas was shut as Hurricane Florence neared. Ships left Burgas before "
            "Florence came.",
            {"Burgas"},
        ),
        ("Burgas Port Services said that the port of Varna was closed on Monday.", {"Varna"}),
        ("The port of Wilmington, North Carolina, was closed on Monday.", {"Wilmington"}),
        ("Barges on the Rhine are sailing half empty since Monday.", {"Rhine"}),
        ("The Burgas Post reports that the port of Varna was closed on Monday.", {"Varna"}),
        ("The Harvey Point port was not named; the port of Varna was closed.", {"Varna"}),
    ],
)
def test_only_where_it_happens_is_a_place(words: str, places: set[str]) -> None:
    told = _told(words)
    assert {p.name for c in told for p in c.places} == places


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("Pilotage at Burgas was suspended for five hours on Tuesday because of fog.", False),
        ("The port of Burgas was closed from 1115 to 1640 hours on Tuesday.", False),
        ("A strike of tug crews at Burgas was called off on Tuesday.", False),
        ("The company said it will not load at Burgas until 31 March.", True),
        ("The line said it will keep sailing around the Cape of Good Hope.", True),
        (
            "The line announced that calls at Burgas will be suspended from 20 March.",
            False,
        ),
    ],
)
def test_what_holds_on_the_day_of_the_report(words: str, holds: bool) -> None:
    told = _told(words)
    assert told
    assert {bool(c.in_effect) for c in told} == {holds}


@pytest.mark.parametrize(
    ("words", "of", "number"),
    [
        ("On March 8 a Greek tanker was attacked off Burgas.", None, None),
        ("At 06:00 41 vessels were waiting off Burgas.", "ships", 41),
        ("Eleven Aframax and Suezmax tankers were idling off Burgas.", "ships", 11),
        ("A tanker and a bulk carrier collided off Burgas.", "ships", 2),
        ("A 52,000 dwt bulk carrier ran aground off Burgas.", None, None),
        ("All vessels at berth in Burgas, 14 in number, shall leave.", "ships", 14),
    ],
)
def test_only_ships_people_ports_and_events_are_counted(
    words: str, of: str | None, number: int | None
) -> None:
    counts = [c.count for c in _told(words) if c.count is not None]
    if of is None:
        assert counts == []
    else:
        assert (counts[0].of, counts[0].min) == (of, number)


WEEKEND = """QUAYSIDE NEWS

SHIPPING

The port of Burgas was closed on Monday after a tanker ran aground off Varna.

CHESS

White blockaded the queen and seized the h-file; the bishop was trapped in port.

MONEY

Bulls ran aground on Tuesday and bears hijacked the rally; bond funds were torpedoed.

KITCHEN

Strike the tin on the board. If mould attacks the crust, seize the loaf.
"""


def test_chess_money_and_bread_are_not_of_the_sea() -> None:
    report = report_of(WEEKEND, publisher="Quay Post", published=datetime.date(2026, 3, 11))
    told = extract_claims(report)
    assert {c.action for c in told} <= {"closure", "grounding"}
    assert all("Burgas" in c.evidence[0].text or "Varna" in c.evidence[0].text for c in told)
