from __future__ import annotations

import datetime

import pytest

from offing.model import Notice, Report
from offing.notices import apply_cancellations, notices_in_force, parse_notices
from offing.notices.limits import notice_reaches

WARNINGS = """021200Z JAN 24
HYDROLANT 10/24(51).
NORTH SEA.
BUOY ADRIFT IN 55-10.0N 003-20.0E.

051200Z JAN 24
HYDROLANT 31/24(51).
NORTH SEA.
SURVEY IN PROGRESS IN AREA BOUND BY
54-00N 002-00E, 54-00N 003-00E, 55-00N 003-00E.
CANCEL THIS MSG 201200Z JAN 24.

101200Z JAN 24
HYDROLANT 44/24(51).
CANCEL HYDROLANT 10/24.
"""


def read(text: str) -> list[Notice]:
    report = Report(id="0" * 64, kind="notice", source="t", media_type="text/plain", text=text)
    return parse_notices(report)


def in_force(day: int) -> list[int | None]:
    return [n.number for n in notices_in_force(read(WARNINGS), datetime.date(2024, 1, day))]


def test_a_cancelled_notice_names_what_cancels_it() -> None:
    first, second, third = apply_cancellations(read(WARNINGS))
    (by,) = first.cancelled_by
    assert (by.series, by.number, by.year) == ("HYDROLANT", 44, 2024)
    assert second.cancelled_by == third.cancelled_by == ()


def test_the_order_of_messages_does_not_matter() -> None:
    held = read(WARNINGS)
    forth = {n.id: n.cancelled_by for n in apply_cancellations(held)}
    back = {n.id: n.cancelled_by for n in apply_cancellations(reversed(held))}
    assert forth == back


def test_applying_twice_changes_nothing() -> None:
    once = apply_cancellations(read(WARNINGS))
    assert apply_cancellations(once) == once


def test_copies_of_a_message_are_all_cancelled_and_another_series_is_not() -> None:
    copy = WARNINGS.split("\n\n", maxsplit=1)[0]
    other = copy.replace("HYDROLANT", "HYDROPAC")
    notices = apply_cancellations([*read(copy), *read(other), *read(WARNINGS)])
    assert [bool(n.cancelled_by) for n in notices[:3]] == [True, False, True]


@pytest.mark.parametrize(
    ("day", "numbers"), [(1, []), (3, [10]), (6, [10, 31]), (12, [31]), (21, [])]
)
def test_in_force_follows_the_messages_sent_by_that_day(day: int, numbers: list[int]) -> None:
    assert in_force(day) == numbers


def test_what_ended_by_its_own_words_is_not_in_force() -> None:
    text = WARNINGS.replace("BUOY ADRIFT IN", "GUNNERY 030600Z TO 041200Z JAN IN")
    days = [datetime.date(2024, 1, d) for d in (4, 8)]
    assert [10 in {n.number for n in notices_in_force(read(text), d)} for d in days] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("box", "numbers"),
    [
        ((3.0, 55.0, 4.0, 56.0), [10, 31]),
        ((2.5, 54.2, 2.6, 54.3), [31]),
        ((-10.0, 40.0, 0.0, 60.0), []),
        ((170.0, 50.0, 4.0, 56.0), [10, 31]),
    ],
)
def test_which_notices_reach_into_a_box(
    box: tuple[float, float, float, float], numbers: list[int]
) -> None:
    assert [n.number for n in read(WARNINGS) if notice_reaches(n, box)] == numbers


def test_an_area_across_the_antimeridian_lies_on_both_sides_and_not_between() -> None:
    text = WARNINGS.replace("002-00E", "179-00E").replace("003-00E", "179-00W")
    (notice,) = [n for n in read(text) if n.number == 31]
    assert notice_reaches(notice, (178.0, 50.0, 179.5, 56.0))
    assert notice_reaches(notice, (-179.9, 50.0, -179.0, 56.0))
    assert not notice_reaches(notice, (0.0, 50.0, 10.0, 56.0))
