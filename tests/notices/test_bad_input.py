from __future__ import annotations

import datetime
import random

import pytest

from offing.model import Notice, Report
from offing.notices import locate_text, parse_notice, parse_notices
from tests.growth import assert_linear


def report(text: str) -> Report:
    return Report(
        id="0" * 64, kind="notice", source="t", media_type="text/plain", text=text,
        published=datetime.date(2024, 3, 20),
    )  # fmt: skip


def read(text: str) -> list[Notice]:
    return parse_notices(report(text))


AREA = """201200Z MAR 24
HYDROPAC 700/24(61).
ARABIAN SEA.
1. EXERCISES 210400Z TO 251600Z MAR
   IN AREA BOUND BY
   12-00N 051-00E, 12-00N 052-00E,
{break_}
   13-00N 052-00E, 13-00N 051-00E.
2. CANCEL THIS MSG 251700Z MAR 24.
"""


@pytest.mark.parametrize(
    "break_",
    [
        "",
        "                PAGE 2 OF 3",
        "  - page 2 -\n\fHYDROPAC 700/24(61).",
        "\fHYDROPAC 700/24(61).",
        "(CONTINUED)",
    ],
)
def test_a_page_break_does_not_part_an_area_or_a_message(break_: str) -> None:
    text = AREA.format(break_=break_)
    (notice,) = read(text)
    assert [a.kind for a in notice.areas] == ["area"]
    assert len(notice.positions) == 4
    assert notice.self_cancels_at == "2024-03-25T17:00:00Z"
    (evidence,) = notice.evidence
    assert text[evidence.start : evidence.end] == evidence.text


def test_a_new_message_on_a_new_page_is_one_of_its_own() -> None:
    second = AREA.format(break_="").replace("700/24", "701/24")
    notices = read(AREA.format(break_="") + "\n PAGE 2\n\f" + second)
    assert [n.number for n in notices] == [700, 701]


def test_letters_that_a_scan_made_of_digits_are_read_as_digits() -> None:
    (notice,) = read("NAVAREA IX 123/24\nWRECK IN 26-3O.5N 052-l5.0E.\n")
    (where,) = notice.positions
    assert (where.lat, where.lon) == pytest.approx((26.508333, 52.25), abs=1e-5)


def test_what_cannot_be_is_listed_with_its_place_and_the_rest_is_read() -> None:
    text = (
        "NAVAREA IX 123/24\nBUOY MISSING IN 95-10.0N 052-10.0E. WRECK IN 26-10.0N 052-10.0E.\n"
        "CANCEL THIS MSG 310000Z FEB 24.\n"
    )
    (notice,) = read(text)
    assert len(notice.positions) == 1
    assert notice.self_cancels_at is None
    assert {p.code for p in notice.problems} == {"impossible_position", "unreadable_date"}
    for p in notice.problems:
        assert p.start is not None
        assert p.end is not None
        assert text[p.start : p.end] == p.text


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_message_cut_off_anywhere_is_still_read(share: float) -> None:
    text = AREA.format(break_="")
    for notice in read(text[: int(len(text) * share)]):
        assert notice.self_cancels_at is None or share > 0.8


def test_a_port_authoritys_numbered_notice_is_read() -> None:
    text = (
        "PORT OF EXAMPLE AUTHORITY\nNotice to Mariners No. 12/2024\n"
        "The harbour is closed to all ships from 21 March to 25 March 2024.\n"
    )
    (notice,) = read(text)
    assert (notice.family, notice.subject) == ("port", "closure")
    assert (notice.number, notice.year) == (12, 2024)
    assert (notice.valid_from, notice.valid_to) == ("2024-03-21", "2024-03-25")
    assert notice.issuer == "Port Of Example Authority"


PIECES = (
    "0", "12-", "N", "°", "'", " ", "\n", ",", "CANCEL ", "THIS MSG ", "HYDROLANT 1/24 ", "M/V ",
    "12-34.5N ", "045-06.7E ", "10 nm north of ", "021200Z ", "TO ", "(", ")", "PAGE 1\n", "JAN ",
    "AREA BOUND BY ", "Aden ", "On 5 May ", "robbers ", "-", "/", ".", "NORTH ", "20", "\f", "A",
    "CONTINUED\n", "off ", "the coast of ",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_time_grows_with_the_length_and_no_faster(seed: int) -> None:
    rng = random.Random(seed)
    unit = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 5)))
    locate_text("warm up: Aden")

    def read(length: int) -> None:
        text = (unit * (length // len(unit) + 1))[:length]
        parse_notices(report(text))
        parse_notice(report(text))
        locate_text(text)

    assert_linear(read, 4_000, 64_000)


@pytest.mark.parametrize(
    "piece",
    ["Reference: 2023-187 ", "Attack Number: 077-24\n", "Date: 2023-05-14 ", "Date: 1 ", "Time: "],
)
def test_forms_take_linear_time(piece: str) -> None:
    assert_linear(lambda n: parse_notices(report(piece * n)), 500, 5000)
