"""Whole classes of plain statements: what is told, and on what footing by who tells it."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from tests.claims.conftest import report_of

LEAD = (
    "A bulk carrier ran aground off Skagen on Tuesday, the coast guard said. "
    "Two tankers collided near the port of Frederikshavn."
)
WIRE = "Harbour Wire"
LINE = "Fjord Line"
PORT = "Port of Skagen Authority"
SCHOOL = "Institute for Sea Studies"

TOLD = [
    (WIRE, "The port of Gothenburg is working without restrictions.", "normal_operations"),
    (WIRE, "Traffic in the Øresund flows freely.", "normal_operations"),
    (WIRE, "Ferries between Trelleborg and Rostock are running to timetable.", "normal_operations"),
    (WIRE, "Nineteen bulkers lie off Paranaguá waiting for a berth.", "congestion"),
    (WIRE, "Ships for Apapa spend eleven days in the roads.", "congestion"),
    (WIRE, "A frigate shepherded four coasters into Mocha on Sunday.", "escort"),
    (WIRE, "The lock gate at Kiel was rammed by a coaster on Friday.", "accident"),
    (LINE, "A congestion charge of EUR 80 per container applies from 1 September.", "surcharge"),
    (LINE, "Our ship was hit by a falling crane at Fos.", "accident"),
    (PORT, "Vessels are to keep a listening watch on channel 12.", "advisory"),
]
FOOTING = [
    (WIRE, "The Danish Maritime Authority told masters to stay north of the wreck.", "announced"),
    (WIRE, "The Swedish met office said waves reached six metres.", "confirmed"),
    (WIRE, "The VTS at Great Belt said the channel was blocked for three hours.", "confirmed"),
    (WIRE, "The ship's owner told the newspaper Nordjyske that the rudder failed.", "confirmed"),
    (WIRE, "Analysts at Lindqvist Research see freight rates falling by a third.", "assessed"),
    (LINE, "The “Fjord Star” lost two hours in fog off Texel.", "confirmed"),
    (LINE, "The port of Le Havre works normally.", "reported"),
    (PORT, "Notice 14 of 2 June is cancelled.", "announced"),
    (PORT, "Vessels bound for the fish quay are asked to wait outside.", "announced"),
    (SCHOOL, "The institute will publish its count of calls in May.", "announced"),
    (SCHOOL, "Two tankers were detained in Kalamata in June.", "reported"),
    ("Northern Watch Desk", "Hamburg: pilots on strike since Monday.", "reported"),
    ("Southern Naval Command", "Our boats sank an enemy landing craft last night.", "claimed"),
]


def _last(publisher: str, sentence: str) -> list[tuple[str, str]]:
    wire = publisher == WIRE
    head = f"{LEAD}\n\n" if wire else f"{publisher}\n\nNotice to masters\n\n{LEAD}\n\n"
    kind = "article" if wire else "notice"
    report = report_of(head + sentence, publisher=publisher, kind=kind)
    return [
        (c.action, c.modality)
        for c in extract_claims(report)
        if any(e.end > len(head) for e in c.evidence)
    ]


@pytest.mark.parametrize(("publisher", "sentence", "action"), TOLD)
def test_what_is_told_is_known_by_its_class(publisher: str, sentence: str, action: str) -> None:
    assert action in [a for a, _ in _last(publisher, sentence)]


@pytest.mark.parametrize(("publisher", "sentence", "modality"), FOOTING)
def test_the_footing_follows_who_tells_it(publisher: str, sentence: str, modality: str) -> None:
    assert modality in [m for _, m in _last(publisher, sentence)]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The grounding was the 41st in the Great Belt since January.", ("events", 41, 41)),
        ("The theft was the fourth at Chattogram this year.", ("events", 4, 4)),
        ("GPS outages were logged on 12 of the last 30 days off Gotland.", ("events", 12, 12)),
    ],
)
def test_counts_by_rank_and_of_days(sentence: str, count: tuple[str, int, int]) -> None:
    report = report_of(f"{LEAD}\n\n{sentence}")
    claims = [c for c in extract_claims(report) if any(e.end > len(LEAD) for e in c.evidence)]
    assert count in [(c.count.of, c.count.min, c.count.max) for c in claims if c.count]


def test_a_fire_at_a_place_is_no_shooting() -> None:
    told = _last(WIRE, "Fire at a warehouse in the port of Aarhus was put out by noon.")
    assert told
    assert "attack" not in [a for a, _ in told]


def test_a_ships_name_is_no_place() -> None:
    report = report_of(f"{LEAD}\n\nThe “Fjord Tromsø” was towed to Esbjerg on Monday.")
    (claim,) = (c for c in extract_claims(report) if "Fjord" in c.evidence[-1].text)
    assert [p.name for p in claim.places] == ["Esbjerg"]
