"""A cheap look before a costly pattern must never hide what the pattern would have found."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.claims import (
    area_lists,
    letterhead,
    statements,
    status_lists,
    time_words,
    unreal,
)
from offing.claims.lexicon import class_words, in_class, word_classes
from offing.text import date_loose, date_spans, dates, neutral, windows
from offing.text.date_forms import MONTH_AT, RELATIVE, RELATIVE_HINTS, WEEKDAY

HERE = Path(__file__).resolve().parent
TEXTS = [
    *sorted((HERE.parent / "eval/reports/dev").glob("*.txt")),
    *sorted((HERE / "passages").glob("*.txt")),
]
MADE = (
    "He would neither confirm nor deny it. The line did not immediately respond. She declined to "
    "say. It was unable to verify this. No comment. Offing is a registered trademark. He is a "
    "retired pilot. Owners should note this. They may contact us. Contact our desk. Write to a@b. "
    "Intended for members. An earlier version said so. First edition. Unsubscribe. Without "
    "guarantee. We will review it. As agents only. No responsibility is taken. The minister made "
    "the announcement. Please find below. None of this is true. It is not an offer. He wishes to "
    "thank them. The local desk will help. Exercise, exercise, exercise. This is a drill. For "
    "training only. Not a real incident. No play exercise. This was only a test. Happy April fool! "
    "This is satire. A short story\nShort story\nIn a fictional harbour. In this worst-case "
    "scenario. A computer game. In her new novel. The film's hero. The paper withdrew its story. "
    "It was a hoax. The Onion said so. A satirical site. Three years ago. During the long tanker "
    "war. In the last century. On the 27th, ships waited. The coming weekend. The next 48 hours. "
    "Early March. Mid-May. The end of June. May of last year. Three weeks earlier. The day before "
    "yesterday. Earlier in the day. By next Friday week. Since the coming Monday. Last night. "
    "Underwriters met. The listed areas grew. Hull war rates rose."
)


@cache
def _sentences() -> tuple[str, ...]:
    whole = [path.read_text("utf-8") for path in TEXTS] + [MADE]
    return tuple(s for text in whole for s in re.split(r"(?<=[.!?])\s+|\n", text) if s)


def _same_everywhere(text: str) -> None:
    lower = text.lower()
    end = len(text)
    assert statements._holds_no_news(text, 0, end) == bool(statements._NO_NEWS.search(lower))
    if letterhead._CALLS_ITSELF.search(text):
        assert any(hint in text for hint in letterhead._CALLING_HINTS)
    for pattern, hints in (
        (time_words._PERIOD, time_words._PERIOD_HINTS),
        (time_words._LATER, time_words._LATER_HINTS),
        (time_words._DAY_BEFORE, time_words._EVE_HINTS),
        (time_words._SAME_DAY, ("same ", "that ")),
    ):
        if pattern.search(text):
            assert any(hint in lower for hint in hints), text
    if time_words._MONTH.search(text):
        assert time_words._A_MONTH.search(text)
    if unreal._DRILL_TEXT.search(text):
        assert any(hint in lower for hint in unreal._DRILL_HINTS)
    if unreal._SATIRE_TEXT.search(text):
        assert any(hint in lower for hint in unreal._SATIRE_HINTS)
    assert unreal._is_long_ago(text, 0, end) == bool(unreal._LONG_AGO.search(text))
    years = [int(m["year"]) for m in unreal._YEARS.finditer(text)]
    assert unreal._years_in(text, 0, end) == years
    if area_lists._INSURANCE.search(text):
        assert any(hint in lower for hint in area_lists._HINTS)
    if date_loose.LOOSE.search(text):
        assert date_loose.may_hold_loose(text, lower)
    models, _ = neutral._model_names()
    loaded, _ = neutral._replacements()
    if any(p.search(text) for p in (models, loaded, neutral._AMOUNT, neutral._RANGE)):
        assert neutral._may_hold_any(text)


def _in_windows(
    pattern: re.Pattern[str], text: str, hints: tuple[str, ...], before: int, after: int
) -> list[tuple[int, int]]:
    near = windows.windows_around(text.lower(), hints, before, after, len(text))
    return [m.span() for a, b in near for m in pattern.finditer(text, a, b)]


def test_hints_hide_nothing_in_reports() -> None:
    for sentence in _sentences():
        _same_everywhere(sentence)


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a loaded machine
@given(st.lists(st.sampled_from(MADE.split()), max_size=25).map(" ".join))
def test_hints_hide_nothing_in_any_order_of_words(text: str) -> None:
    _same_everywhere(text)


def test_relative_dates_are_the_same_in_windows_as_in_the_whole_text() -> None:
    for text in [path.read_text("utf-8") for path in TEXTS] + [MADE, "İ " + MADE]:
        for pattern, hints, before, after in (
            (RELATIVE, RELATIVE_HINTS, 28, 28), (WEEKDAY, ("day",), 32, 16),
        ):  # fmt: skip
            whole = [m.span() for m in pattern.finditer(text)]
            found = _in_windows(pattern, text, hints, before, after)
            # A window may begin within blanks that the pattern would have taken along.
            assert [end for _, end in found] == [end for _, end in whole]


_SPANS_TOLD = (
    "Later this week, earlier in the month, so far this year. On Tuesday last week, on Friday of "
    "the following week, on the Monday the week before last. Overnight into Sunday, Monday night "
    "to Tuesday, the night of Friday to Saturday. In the past 24 hours, the coming days, three "
    "fortnights ago, a few years earlier. The first quarter of 2024, Q3 2025, the second half of "
    "last year. The first week of March, the last days of June 2024, the first fortnight of May. "
    "Last winter, in early spring 2024, until the autumn. By the end of this month, the end of the "
    "year, before year-end, until the week is out. From March to May 2024, between Nov. and Dec., "
    "Jan-Feb, January 2024 through March 2025. June of last year, May that year. The first seven "
    "months of 2024. On Christmas Day, on New Year's Eve, on May Day."
)


def test_stretches_of_time_are_the_same_in_windows_as_in_the_whole_text() -> None:
    for text in [path.read_text("utf-8") for path in TEXTS] + [_SPANS_TOLD, "İ " + _SPANS_TOLD]:
        lower, size = text.lower(), len(text)
        months = [m.span() for m in MONTH_AT.finditer(text)]
        for form, hints in date_spans._FORMS:
            near = (
                date_spans._around_pairs(months, size)
                if form is date_spans._MONTHS
                else windows.windows_around(
                    lower, hints, date_spans._REACH, date_spans._REACH, size
                )
            )
            found = [m.span() for a, b in near for m in form.finditer(text, a, b)]
            assert found == [m.span() for m in form.finditer(text)], form.pattern


def test_every_stretch_of_time_is_tried() -> None:
    assert all(form.search(_SPANS_TOLD) for form, _ in date_spans._FORMS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The port closes from next Friday.", "2026-11-27"),
        ("Ships waited the day before yesterday.", "2026-11-20"),
        ("Two pilots left nine days ago.", "2026-11-13"),
    ],
)
def test_dates_at_the_edge_of_a_window(text: str, day: str) -> None:
    found = dates.find_dates(text, published=datetime.date(2026, 11, 22))
    assert [d.when.earliest for d in found] == [day]


def test_words_of_sentences_with_unreal_marks() -> None:
    marks = {
        unreal._PRETENDED: unreal._PRETENDED_WORDS, unreal._FICTION: unreal._FICTION_WORDS,
        unreal._SATIRISTS: unreal._SATIRE_WORDS, unreal._RETRACTED: unreal._RETRACTED_WORDS,
    }  # fmt: skip
    seen = set()
    for sentence in _sentences():
        words = set(re.findall(r"[\w-]+", sentence.lower()))
        for pattern, hints in marks.items():
            if pattern.search(sentence):
                seen.add(pattern)
                assert not words.isdisjoint(hints), sentence
    assert seen == set(marks)


def test_class_words_are_those_of_in_class() -> None:
    words, bits = word_classes()
    for name in bits:
        assert class_words(name) == {w for w in words if in_class(w, name)}
    assert class_words("vessel", "sea") == class_words("vessel") | class_words("sea")


def test_every_status_begins_with_letters() -> None:
    assert len(status_lists._first_words()) <= len(status_lists._statuses().by_first)
    assert all(word.isalpha() for word in status_lists._first_words())
