"""Cancellations: which other messages, and when a message ends by itself."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.notices.cancel import read_cancellations

ISSUED = datetime.date(2024, 12, 20)


@given(
    moment=st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2068, 12, 31)),
    form=st.sampled_from(["%d%H%MZ %b %y", "%d%H%MZ %b %Y", "%d%H%MZ\n   %b %y", "%d%H%MZ%b %y"]),
    words=st.sampled_from(["THIS MSG", "THIS MESSAGE", "THIS WARNING", "THIS MSG ON"]),
)
def test_a_stated_end_is_read_back(moment: datetime.datetime, form: str, words: str) -> None:
    text = f"2. CANCEL {words} {moment.strftime(form).upper()}."
    found = read_cancellations(text, issued=ISSUED, series=None)
    assert found.self_at == moment.strftime("%Y-%m-%dT%H:%M:00Z")
    assert not found.cancels_self


def test_an_end_without_a_year_lies_ahead() -> None:
    found = read_cancellations("CANCEL THIS MSG 031200Z JAN.", issued=ISSUED, series=None)
    assert found.self_at == "2025-01-03T12:00:00Z"


def test_a_day_alone_ends_as_it_begins() -> None:
    found = read_cancellations("CANCEL THIS MSG 24 DEC 24.", issued=ISSUED, series=None)
    assert found.self_at == "2024-12-24T00:01:00Z"


def test_without_a_year_or_a_date_of_issue_the_end_is_not_guessed() -> None:
    found = read_cancellations("CANCEL THIS MSG 031200Z JAN.", issued=None, series=None)
    assert found.self_at is None
    assert [p.code for p in found.problems] == ["unreadable_date"]


@pytest.mark.parametrize(
    ("text", "refs", "itself"),
    [
        ("CANCEL HYDROLANT 12/24.", [("HYDROLANT", 12, 2024)], False),
        ("CANCEL HYDROLANT 12/24(35,43) AND THIS MSG, AID RESTORED.",
         [("HYDROLANT", 12, 2024)], True),
        ("CANCEL HYDROARC 1/24, 2/23\n AND 3/23.",
         [("HYDROARC", 1, 2024), ("HYDROARC", 2, 2023), ("HYDROARC", 3, 2023)], False),
        ("CANCEL NAVAREA IV 7/24 AND HYDROLANT 8/24.",
         [("NAVAREA IV", 7, 2024), ("HYDROLANT", 8, 2024)], False),
        ("CANCEL HYDROLANT 12/24 AND THIS MSG, 13/24 REFERS.", [("HYDROLANT", 12, 2024)], True),
        ("CANCEL HYDROLANT 5/24, MSG NOW IN ADVISORY 6/24.", [("HYDROLANT", 5, 2024)], False),
        ("CANCEL THIS MSG.", [], True),
        ("THE DANCE WAS NOT CANCELLED LIGHTLY.", [], False),
    ],
)  # fmt: skip
def test_who_is_cancelled(text: str, refs: list[tuple[str, int, int]], itself: bool) -> None:
    found = read_cancellations(text, issued=ISSUED, series=None)
    assert [(r.series, r.number, r.year) for r in found.refs] == refs
    assert found.cancels_self is itself


def test_a_bare_number_is_of_the_message_s_own_series() -> None:
    found = read_cancellations("CANCEL 44/24.", issued=ISSUED, series="NAVAREA IX")
    assert [(r.series, r.number) for r in found.refs] == [("NAVAREA IX", 44)]
