"""Copies from web pages and mails: recognised by form, each entry read with its own date."""

from __future__ import annotations

import pytest

from offing import parse_notices, read_report
from offing.model import Notice

ASAM_PAGE = """Example list of messages
Home | Search | Help

Reference: 2023-187
Date of Occurrence: 14 May 2023
Geographical Location: 12°34'00"N 045°12'00"E
Navigational Area: IX
Subregion: 62
Aggressor: Pirates
Victim: Merchant vessel
Description: GULF OF ADEN: On 14 May, a bulk carrier was approached by two skiffs south of Aden.

Reference: 2023-188
Date of Occurrence: 16 May 2023
Geographical Location: 1°16'12"N 104°10'30"E
Subregion: 71
Aggressor: Robbers
Description: SINGAPORE STRAIT: Five robbers boarded a tanker underway. They fled at the alarm.
"""
ASAM_LINE = (
    "Date: 2023-05-14 Reference: 2023-187 Geographical Location: 12 34 00 N 045 12 00 E "
    "Aggressor: Pirates Victim: Bulk carrier Description: GULF OF ADEN: A bulk carrier was "
    "approached by two skiffs south of Aden."
)
MEMORANDUM = """From: Navigation Desk <desk@example.org>
To: subscribers@example.org
Subject: DAILY MEMORANDUM ATLANTIC

DAILY MEMORANDUM NO. 124/24
THE FOLLOWING WERE SENT SINCE THE LAST MEMORANDUM.

031520Z MAY 24
HYDROLANT 910/24(37).
ENGLISH CHANNEL.
1. CABLE OPERATIONS IN PROGRESS UNTIL 20 MAY IN AREA BOUND BY
50-10.0N 001-00.0W, 50-20.0N 000-40.0W,
50-05.0N 000-30.0W.
2. CANCEL THIS MSG 210001Z MAY 24.

031744Z MAY 24
HYDROLANT 911/24(51).
GULF OF GUINEA.
1. SHIP BOARDED IN 03-55.0N 006-40.0E AT 030200Z MAY.
2. CANCEL HYDROLANT 900/24.

To leave this list reply to this message.
The desk is staffed by day and by night and answers every question.
"""
UKMTO_PAGE = """Operations
Recent Incidents | Products | Contact

Incident Details
UKMTO WARNING 051-24
Incident Type: Attack
Date: 12/05/2024
Time: 0945 UTC
Location: 62NM SW of Al Hudaydah, Yemen

The Master reports an explosion close to the vessel. Vessel and crew are safe.
Vessels are advised to transit with caution.
"""
IMB_PAGE = """Live Map
Live Report

Attack Number: 077-24
Date: 09.05.2024
Type of Attack: Boarded
Location detail: Conakry Anchorage, Guinea
Narrations: 09.05.2024: 0210 UTC: Posn: 09:20.5N - 013:48.2W, Conakry Anchorage, Guinea.
Four persons boarded an anchored bulk carrier and left with stores.

Attack Number: 078-24
Date: 11.05.2024
Type of Attack: Attempted
Narrations: 11.05.2024: 1935 LT: Posn: 01:02.1N - 103:38.8E, Singapore Straits.
Five persons attempted to board a tanker underway. Crew shouted and they left.
"""


def read(text: str) -> list[Notice]:
    report = read_report(text)
    assert report.kind in ("notice", "message")
    notices = parse_notices(report)
    for notice in notices:
        for e in notice.evidence:
            assert report.text[e.start : e.end] == e.text
    return notices


def day(notice: Notice) -> str:
    return (notice.when.earliest or "")[:10]


def test_a_page_of_asam_entries() -> None:
    first, second = read(ASAM_PAGE)
    assert [(n.family, n.number, n.year) for n in (first, second)] == [
        ("asam", 187, 2023), ("asam", 188, 2023),
    ]  # fmt: skip
    assert (day(first), day(second)) == ("2023-05-14", "2023-05-16")
    assert (first.title, second.title) == ("GULF OF ADEN", "SINGAPORE STRAIT")
    assert first.position is not None
    assert second.position is not None
    assert (first.position.lat, first.position.lon) == pytest.approx((12.5667, 45.2), abs=1e-3)
    assert second.position.basis == "stated"
    assert second.subject == "robbery"
    assert second.issued.earliest is None or second.issued.earliest >= "2023-05-16"


@pytest.mark.parametrize("broken", [False, True])
def test_one_entry_with_its_date_first(broken: bool) -> None:
    text = ASAM_LINE
    for label in ("Reference", "Geographical", "Aggressor", "Victim", "Description"):
        text = text.replace(f" {label}", f"\n{label}") if broken else text
    (notice,) = read(text)
    assert (notice.family, notice.number, notice.year) == ("asam", 187, 2023)
    assert day(notice) == "2023-05-14"
    assert notice.position is not None
    assert notice.position.basis == "stated"
    assert notice.title == "GULF OF ADEN"


def test_a_memorandum_by_mail() -> None:
    first, second = read(MEMORANDUM)
    assert [n.number for n in (first, second)] == [910, 911]
    assert first.self_cancels_at == "2024-05-21T00:01:00Z"
    assert len(first.positions) == 3
    assert [(c.series, c.number) for c in second.cancels] == [("HYDROLANT", 900)]
    assert second.subject == "boarding"
    assert "staffed" not in second.evidence[0].text


def test_a_page_of_a_trade_operations_centre() -> None:
    (notice,) = read(UKMTO_PAGE)
    assert (notice.family, notice.number, notice.year) == ("ukmto", 51, 2024)
    assert notice.when.earliest == "2024-05-12T09:45:00Z"
    assert notice.subject == "attack"
    assert notice.position is not None
    assert notice.position.basis == "offset"


def test_a_page_of_imb_entries() -> None:
    first, second = read(IMB_PAGE)
    assert [(n.family, n.number, n.year) for n in (first, second)] == [
        ("imb", 77, 2024), ("imb", 78, 2024),
    ]  # fmt: skip
    assert (day(first), day(second)) == ("2024-05-09", "2024-05-11")
    assert first.position is not None
    assert (first.position.lat, first.position.lon) == pytest.approx((9.3417, -13.8033), abs=1e-3)
    assert first.subject == "boarding"
    assert len(second.positions) == 1


def test_an_article_with_a_reference_and_a_date_is_none() -> None:
    report = read_report(
        "Date: 14 May 2023\nReference: 2023-187\n\nThe minister told parliament that shares of "
        "the port company had fallen, according to two sources in the government.\n"
    )
    assert parse_notices(report) == []
