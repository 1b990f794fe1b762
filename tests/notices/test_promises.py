"""Forms that real messages use and no other test holds, one by one."""

from __future__ import annotations

import datetime
import re

import pytest

from offing import parse_notice, parse_notices, read_report
from offing.model import Notice, Report
from offing.notices import locate_text
from offing.text.dates import find_dates


def made(text: str, published: datetime.date | None = None) -> Report:
    return Report(
        id="0" * 64, kind="notice", source="t", media_type="text/plain", text=text,
        published=published,
    )  # fmt: skip


def one(text: str, published: datetime.date | None = None) -> Notice:
    (notice,) = parse_notices(made(text, published))
    return notice


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("HYDROLANT 10/24(51).\nNORTH SEA.\nBUOY ADRIFT IN 55-10.0N 003-20.0E.\n", "hydrolant"),
        ("HYDROPAC 10/24(63).\nINDIA.\nBUOY ADRIFT IN 15-10.0N 073-20.0E.\n", "hydropac"),
        ("HYDROARC 10/24(42).\nBARENTS SEA.\nICE IN 75-10.0N 033-20.0E.\n", "hydroarc"),
        ("NAVAREA IX 10/24.\nRED SEA.\nWRECK IN 15-10.0N 041-20.0E.\n", "navarea"),
        ("ZCZC FA12\nWRECK IN 45-10.0N 013-20.0E.\nNNNN\n", "navtex"),
        ("UKMTO WARNING 012/MAY/2024\nA tug was approached 20NM south of Aden.\n", "ukmto"),
        ("JMIC ADVISORY 012-24\nA vessel was approached 20NM south of Aden, Yemen.\n", "jmic"),
        ("2024-12\nGULF OF ADEN: On 5 May, robbers boarded a tug near 12-30N 045-30E.\n", "asam"),
        ("05.05.2024: 0210 UTC: Posn: 01:02.1N - 103:38.8E, Singapore Straits.\n"
         "Robbers boarded a tanker underway.\n", "imb"),
        ("NOTICE TO MARINERS No. 12/2024\nThe port channel is closed for dredging.\n", "port"),
    ],
)  # fmt: skip
def test_each_family_is_told_by_its_form(text: str, family: str) -> None:
    assert one(text).family == family


def test_an_offset_from_a_country_counts_from_its_coast() -> None:
    at = locate_text("4nm east of Oman")
    assert at is not None
    assert at.basis == "offset"
    assert 52.0 < at.lon < 62.0
    assert 16.0 < at.lat < 27.0
    assert at.radius_nm > 20.0


def test_a_date_time_group_is_the_time_of_issue() -> None:
    notice = one("312316Z DEC 12\nHYDROLANT 3/13(51).\nNORTH SEA.\nWRECK IN 55-10N 003-20E.\n")
    assert notice.issued.earliest == "2012-12-31T23:16:00Z"
    assert notice.issued.precision == "minute"


def test_until_further_notice_stays_open() -> None:
    notice = one(
        "021200Z MAR 24\nHYDROLANT 10/24(51).\nNORTH SEA.\n"
        "SURVEY FROM 030600Z MAR UNTIL FURTHER NOTICE IN 55-10.0N 003-20.0E.\n"
    )
    assert notice.valid_from is not None
    assert notice.valid_from.startswith("2024-03-0")
    assert notice.valid_to is None


def test_local_time_keeps_its_zone_and_utc_is_an_instant() -> None:
    (utc,) = find_dates("at 1430 UTC on 5 May 2024")
    assert utc.when.zone == "UTC"
    assert utc.when.earliest == "2024-05-05T14:30:00Z"
    (local,) = find_dates("at 1430 local time on 5 May 2024", zone="Asia/Aden")
    assert local.when.zone != "UTC"


def test_numbered_parts_and_an_annex_are_one_message() -> None:
    notice = one(
        "021200Z MAR 24\nNAVAREA IX 20/24.\nRED SEA.\n"
        "1. EXERCISE 050600Z TO 071800Z MAR IN AREAS:\n"
        "A. BOUND BY 20-00N 038-00E, 20-00N 039-00E, 21-00N 039-00E.\n"
        "B. WITHIN 5 MILES OF 22-00N 037-30E.\n2. ANNEX: LINE JOINING 23-00N 036-00E AND "
        "23-30N 036-30E.\n3. CANCEL THIS MSG 071900Z MAR 24.\n"
    )
    assert len(notice.positions) == 6
    assert [a.kind for a in notice.areas] == ["area", "circle", "line"]
    assert notice.self_cancels_at == "2024-03-07T19:00:00Z"


@pytest.mark.parametrize("kept", range(60, 200, 20))
def test_a_torn_message_gives_what_stands_in_it(kept: int) -> None:
    text = (
        "021200Z MAR 24\nNAVAREA IX 20/24.\nRED SEA.\nEXERCISE IN AREA BOUND BY 20-00N 038-00E, "
        "20-00N 039-00E, 21-00N 039-00E UNTIL 071800Z MAR 24. CANCEL THIS MSG 071900Z MAR 24.\n"
    )[:kept]
    notice = one(text)
    assert notice.number == 20
    assert len(notice.positions) == len(re.findall(r"\d\d-\d\dN \d{3}-\d\dE", text))


def test_a_plain_account_is_read_as_one() -> None:
    report = read_report(
        "Five men in a wooden boat boarded a tug off Lagos, Nigeria, on 5 May 2024 and stole rope."
    )
    notice = parse_notice(report)
    assert notice is not None
    assert notice.when.earliest == "2024-05-05"
    assert notice.position is not None
    assert notice.position.basis == "place"
