"""Dates: every order is read back, relative words count from the report's date."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.text.dates import complete_year, find_dates, find_message_dates
from tests.growth import assert_linear

PUBLISHED = datetime.date(2024, 3, 14)  # a Thursday
DAYS = st.dates(datetime.date(1975, 1, 1), datetime.date(2059, 12, 31))


@given(
    day=DAYS,
    form=st.sampled_from(
        ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%b-%Y",
         "%A, %d %B %Y", "%A, %B %d, %Y", "%dth of %B %Y", "%d %b %y", "%d %b. %Y"]
    ),
    upper=st.booleans(),
)  # fmt: skip
def test_a_full_date_is_read_back(day: datetime.date, form: str, upper: bool) -> None:
    if "%y" in form and not 1970 <= day.year < 2070:
        return
    written = day.strftime(form)
    text = f"The port was closed on {written.upper() if upper else written}; all quiet since."
    (found,) = find_dates(text, published=PUBLISHED)
    assert (found.when.earliest, found.when.latest) == (day.isoformat(),) * 2
    assert found.when.precision == "day"
    assert found.when.basis == "stated"
    assert text[found.start : found.end] == found.text == found.when.text


@given(
    moment=st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2068, 12, 31)),
    form=st.sampled_from(["%d%H%MZ %b %Y", "%d%H%MZ %b %y", "%d%H%M UTC %b %Y", "%d%H%MZ%b%Y"]),
)
def test_a_date_time_group_is_read_back(moment: datetime.datetime, form: str) -> None:
    text = "MISSILE OPERATIONS AT " + moment.strftime(form).upper() + ". WIDE BERTH REQUESTED."
    (found,) = find_dates(text)
    assert found.when.earliest == moment.strftime("%Y-%m-%dT%H:%M:00Z")
    assert found.when.precision == "minute"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("050300Z TO 120259Z MAY", "2024-05-05T03:00:00Z", "2024-05-12T02:59:00Z"),
        ("281800Z FEB TO 010100Z MAR", "2024-02-28T18:00:00Z", "2024-03-01T01:00:00Z"),
        ("16 THRU 20 MAR", "2024-03-16", "2024-03-20"),
        ("03, 06, 09, 13 AND 16 MAR", "2024-03-03", "2024-03-16"),
        ("between 14 and 20 March", "2024-03-14", "2024-03-20"),
        ("30 Apr-2 May", "2024-04-30", "2024-05-02"),
        ("7 or 8 March", "2024-03-07", "2024-03-08"),
        ("yesterday", "2024-03-13", "2024-03-13"),
        ("last night", "2024-03-13", "2024-03-13"),
        ("tomorrow", "2024-03-15", "2024-03-15"),
        ("on Wednesday", "2024-03-13", "2024-03-13"),
        ("early on Wednesday morning", "2024-03-13", "2024-03-13"),
        ("will close on Monday", "2024-03-18", "2024-03-18"),
        ("last Thursday", "2024-03-07", "2024-03-07"),
        ("three days ago", "2024-03-11", "2024-03-11"),
        ("in January 2024", "2024-01-01", "2024-01-31"),
        ("last month", "2024-02-01", "2024-02-29"),
    ],
)
def test_ranges_and_relative_words(text: str, earliest: str, latest: str) -> None:
    (found,) = find_dates(f"It was announced {text}.", published=PUBLISHED)
    assert (found.when.earliest, found.when.latest) == (earliest, latest)


def test_part_of_the_day_is_kept() -> None:
    (found,) = find_dates("struck early on Wednesday morning off the port", published=PUBLISHED)
    assert found.when.part_of_day == "early morning"
    assert found.when.basis == "relative"


def test_the_second_year_serves_the_first_date() -> None:
    first, last = find_dates("31 DEC AND 01 JAN 13 ALONG TRACKLINE", published=PUBLISHED)
    assert (first.when.earliest, last.when.earliest) == ("2012-12-31", "2013-01-01")


def test_utc_times_make_instants_and_local_times_do_not() -> None:
    (utc,) = find_dates("attacked 2 Apr 09 at 1300 UTC while underway")
    assert utc.when.earliest == "2009-04-02T13:00:00Z"
    (local,) = find_dates("attacked 2 Apr 09 at 1300 local time while underway")
    assert (local.when.earliest, local.when.precision) == ("2009-04-02", "day")


@pytest.mark.parametrize(
    "text",
    ["On 7 January, 12 sailors left", "On 3 March 20-30N", "on 9 May 15 NM off", "5 JUN 12-30N"],
)
def test_counts_and_positions_after_a_day_are_no_years(text: str) -> None:
    found = find_dates(text, published=PUBLISHED)
    assert found[0].when.basis == "completed"


def test_a_day_without_a_year_needs_a_date_to_stand_on() -> None:
    (found,) = find_dates("On 28 May three men came aboard")
    assert found.when.earliest is None
    assert found.when.precision == "unknown"


def test_days_that_do_not_exist_are_unknown() -> None:
    (found,) = find_dates("on 31 February 2020", published=PUBLISHED)
    assert found.when.earliest is None


@given(day=DAYS, back=st.integers(0, 200))
def test_a_year_is_completed_backwards(day: datetime.date, back: int) -> None:
    published = day + datetime.timedelta(days=back)
    assert complete_year(day.day, day.month, published, "past") == day


@given(day=DAYS, ahead=st.integers(0, 200))
def test_a_year_is_completed_forwards(day: datetime.date, ahead: int) -> None:
    published = day - datetime.timedelta(days=ahead)
    assert complete_year(day.day, day.month, published, "future") == day


def test_verbs_are_no_months() -> None:
    assert find_dates("ships may 5 times march 3 abreast", published=PUBLISHED) == []


def test_message_dates_equal_the_long_way_on_messages() -> None:
    text = "1. EXERCISES 0600Z TO 1000Z DAILY 16 THRU 20 MAR IN AREA BOUND BY\n   12-30N 045-00E."
    (short,) = find_message_dates(text, published=PUBLISHED)
    assert (short.when.earliest, short.when.latest) == ("2024-03-16", "2024-03-20")


@pytest.mark.parametrize(
    "unit",
    ["1 ", "12 MAR ", "MAR ", "31,", "010101Z ", "early on ", "Monday ", "12/12/12 ", "the "],
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    assert_linear(
        lambda size: find_dates(unit * (size // len(unit)), published=PUBLISHED), 20_000, 160_000
    )
