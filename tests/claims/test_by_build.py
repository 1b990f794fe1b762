"""What follows from how a clause is built, whatever its act: rules, bids, whose ship it is."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from tests.claims.conftest import report_of

LEAD = "Two coasters collided off Skagen on Monday, the Danish coast guard said.\n\n"
WIRE = "Harbour Wire"


def _claims(sentence: str, publisher: str = WIRE, lead: str = LEAD) -> list[Claim]:
    kind = "article" if publisher == WIRE else "notice"
    head = lead if publisher == WIRE else f"{publisher}\n\nNotice\n\n3 July 2025\n\n{lead}"
    report = report_of(head + sentence, publisher=publisher, kind=kind)
    return [c for c in extract_claims(report) if any(e.end > len(head) for e in c.evidence)]


FOOTING = [
    ("No coaster may pass the barrage without a pilot, the Elbe traffic centre said.", "announced"),
    ("Nobody may enter the dock before Friday, harbour master Lise Krog said.", "announced"),
    (
        "The barge will be towed to Hals if the wind drops, the maritime authority said.",
        "announced",
    ),
    ("The harbour is not closing, harbour master Lise Krog said.", "denied"),
    ("No ransom has been paid, the owner, Meridian Bulk, insisted.", "denied"),
    ("A second storm is expected to follow on Sunday.", "assessed"),
    ("Delays of a week are to be reckoned with at the port of Trieste.", "assessed"),
    ("The terminal will be full within a week, said the chairman of the hauliers.", "assessed"),
    ("Freight will double by autumn, said Ola Brandt, who runs the shipbroker Lie.", "assessed"),
    ("Shipowners asked a court in Hamburg on Wednesday to lift the order.", "reported"),
    ("The ferry line Norlink is moving its late sailings to Hirtshals, it said.", "announced"),
]


@pytest.mark.parametrize(("sentence", "modality"), FOOTING)
def test_the_build_of_a_clause_tells_its_footing(sentence: str, modality: str) -> None:
    assert modality in [c.modality for c in _claims(sentence)]


@pytest.mark.parametrize(
    ("publisher", "sentence", "modality"),
    [
        ("Fjord Line", "Koper: berths closed since Tuesday.", "reported"),
        ("Fjord Line", "The port of Ravenna is working as usual.", "reported"),
        ("Port of Varna Authority", "If hailed by a boat, do not stop; call us.", "announced"),
        (
            "Port of Varna Authority",
            "The east basin stays shut to vessels over 190 m until divers have seen it.",
            "announced",
        ),
        ("Fjord Line", "Our call at Venice is suspended until further notice.", "announced"),
    ],
)  # fmt: skip
def test_a_paper_tells_of_its_own_and_of_others(
    publisher: str, sentence: str, modality: str
) -> None:
    assert modality in [c.modality for c in _claims(sentence, publisher)]


ACTIONS = [
    ("No coaster may pass the barrage without a pilot, the traffic centre said.", "restriction"),
    ("Dockers in Santos have gone back to work.", "resumption"),
    ("A car carrier took the ground near Gedser on Wednesday.", "grounding"),
    ("Thirty ore carriers lie in the roads of Qingdao.", "congestion"),
    ("A deep low is moving across the Bay of Biscay.", "weather"),
    ("The ministers will sit down in Muscat on Saturday to talk about the strait.", "talks"),
    ("Traffic through the Øresund is moving freely once more.", "normal_operations"),
    ("Two tanker firms are off the blacklist again, a trader said.", "sanctions"),
    ("The tanker lost steering at km 40 of the canal.", "accident"),
    (
        "The Danish navy informed the agency that three fishermen were pulled from the water.",
        "rescue",
    ),
]


@pytest.mark.parametrize(("sentence", "action"), ACTIONS)
def test_a_plain_statement_is_known_by_its_predicate(sentence: str, action: str) -> None:
    assert action in [c.action for c in _claims(sentence)]


def test_a_pronoun_goes_on_with_what_was_told() -> None:
    first = "Dockers at Gdynia will strike for two days, their union said. "
    claims = _claims(f"{first}It starts at dawn on Friday.")
    assert claims[-1].action == "strike"


def test_a_list_head_says_where_its_place_lies() -> None:
    lines = "PORTS\n\nGeorgetown, Grand Cayman - CLOSED\nSan Juan PR - OPEN\nKingston - CLOSED"
    told = {p.name for c in _claims(lines, "Tidewater Agencies") for p in c.places}
    assert {"Georgetown", "San Juan", "Kingston"} <= told


def test_a_stamp_of_day_and_hour_dates_a_line() -> None:
    (claim,) = _claims("PORTS\n\nKingston - CLOSED - since 29/1800 LT.", "Tidewater Agencies")
    assert (claim.when.earliest, claim.when.latest) == ("2025-06-29", None)


def test_a_story_goes_on_on_its_day_and_at_its_place() -> None:
    first = "Armed men boarded a tug off Conakry on Tuesday, the navy said. "
    claims = _claims(f"{first}They tied up the watchman and fled with two radios.")
    assert claims[-1].when.earliest == "2025-07-01"
    assert [p.name for p in claims[-1].places] == ["Conakry"]


def test_the_day_of_a_broadcast_is_not_that_of_the_act() -> None:
    (claim,) = _claims(
        "The admiral announced in a statement broadcast on Tuesday evening that the strait would "
        "be shut as of dawn on Saturday."
    )
    assert (claim.when.earliest or "")[:10] == "2025-07-05"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Masters bound for Kingston are advised to wait east of the cape.", "Kingston"),
        ("Rumours that the Windward Passage is closed to shipping are wrong.", "Windward Passage"),
    ],
)
def test_a_place_in_an_address_or_a_rumour_counts(sentence: str, place: str) -> None:
    (claim,) = _claims(sentence, "Port of Varna Authority")
    assert [p.name for p in claim.places] == [place]


@pytest.mark.parametrize(
    ("text", "needle", "day"),
    [
        (
            "Club Nord\n\nUpdate 3 – 3 July 2025\n\nThe port of Odesa is shut after the raid.\n\n"
            "Update 2 – 1 July 2025\n\nThe port of Odesa was hit this morning by two drones.",
            "this morning", "2025-07-01",
        ),
        (
            "Club Nord\n\n3 July 2025\n\nStatement of the ministry, 30 June 2025\n\n"
            "This morning our forces boarded a smuggler's tanker off Lavan.",
            "This morning", "2025-06-30",
        ),
    ],
)  # fmt: skip
def test_a_dated_line_says_which_morning_is_meant(text: str, needle: str, day: str) -> None:
    at = text.index(needle)
    claims = extract_claims(report_of(text, publisher="Club Nord", kind="notice"))
    days = [c.when.earliest for c in claims if any(e.start <= at < e.end for e in c.evidence)]
    assert days == [day]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("The port of Tema will close for dredging from the 14th to the 18th.",
         "2025-07-14", "2025-07-18"),
        ("The port of Tema has been closed since last Thursday.", "2025-06-26", None),
        ("A strike by the dockers of Bordeaux entered its fifth day on Thursday.",
         "2025-06-29", None),
        ("The ferry was due to sail on Friday morning but will now leave on Sunday.",
         "2025-07-06", "2025-07-06"),
        ("On 01/07/2025 a bulker was boarded at Belawan anchorage.", "2025-07-01", "2025-07-01"),
        ("The port of Beira, shut the day before by a fire, took in its first ship on Wednesday.",
         "2025-07-02", "2025-07-02"),
    ],
)  # fmt: skip
def test_days_are_counted_from_where_they_stand(
    sentence: str, first: str, last: str | None
) -> None:
    (claim,) = _claims(sentence)
    assert (claim.when.earliest, claim.when.latest) == (first, last)


def test_the_main_clause_is_the_act_and_not_what_stands_beside_it() -> None:
    (claim,) = _claims("The port of Tema, which was closed on Sunday, opened again this morning.")
    assert claim.action in ("resumption", "opening")
    assert claim.in_effect


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Between 40 and 50 tankers are waiting off Santos.", ("ships", 40, 50)),
        ("It was the second boarding off Conakry this year.", ("events", 2, 2)),
    ],
)
def test_counts_between_two_numbers_and_by_a_second(
    sentence: str, count: tuple[str, int, int]
) -> None:
    (claim,) = _claims(sentence)
    assert claim.count is not None
    assert (claim.count.of, claim.count.min, claim.count.max) == count


def test_what_is_suspended_or_opened_again_no_longer_holds() -> None:
    (claim,) = _claims("The dockers' union has suspended its strike at Tema.")
    assert (claim.action, bool(claim.in_effect)) == ("strike", False)
    told = _claims("The port of Tema was closed at dawn. It was reopened at noon, the port said.")
    assert (told[0].action, bool(told[0].in_effect)) == ("closure", False)
