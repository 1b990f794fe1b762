"""Dates of publication that no header field states."""

from __future__ import annotations

import datetime

import pytest

from offing import read_report

D = datetime.date
BODY = "\n\nA tanker was stopped near the coast on Wednesday, two officials said. Nobody was hurt."


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Ships wait\n\nMarch 18, 2026 2:37 PM GMT+4 | Updated 25 mins ago", D(2026, 3, 18)),
        ("# Sitrep 11\n\n**Period: 10–16 March 2025** | Issued: 17 March 2025", D(2025, 3, 17)),
        ("Ships wait\n\nSource: Harbour Daily   Editor: Lin Bo   2025-12-03", D(2025, 12, 3)),
    ],
)  # fmt: skip
def test_a_date_in_the_head(head: str, expected: D) -> None:
    report = read_report((head + BODY).encode())
    assert report.published == expected


def dated(lead: str, tail: str = "") -> D | None:
    text = f"Ships wait off port\n\nDUBAI, Dec 17 (Harbour Wire) - {lead}\n\n{tail}\n"
    return read_report(text.encode()).published


def test_the_year_of_a_dateline_by_its_weekday() -> None:
    lead = "A tanker was stopped early on Wednesday, two officials said."
    assert dated(lead, "The port was shut in August 2025.") == D(2025, 12, 17)
    assert dated(lead, "The port was shut in August 2024.") == D(2025, 12, 17)


def test_a_year_that_only_the_weekday_tells_is_said_to_be_assumed() -> None:
    text = "Ships wait\n\nDUBAI, Dec 17 (Harbour Wire) - A tanker was stopped on Wednesday."
    report = read_report(text.encode())
    assert report.published is not None
    assert (report.published.month, report.published.day) == (12, 17)
    assert report.published.weekday() == 2
    assert report.published <= datetime.date.today()
    assert "assumed_year" in [p.code for p in report.problems]


def test_a_year_that_nothing_tells_stays_unknown() -> None:
    assert dated("A tanker was stopped, two officials said.") is None
    assert dated("A tanker was stopped, two officials said.", "It was shut in 2025.") is None


def test_a_period_is_no_day_of_publication() -> None:
    text = "SUMMARY\n03 - 09 OCTOBER 2025\nDATE OF ISSUE: 10 OCTOBER 2025\n\n1. OVERVIEW\n\nCalm."
    assert read_report(text.encode()).published == D(2025, 10, 10)


def test_a_date_in_prose_is_not_the_date_of_publication() -> None:
    text = (
        "Ships wait off port\n\nThe harbour was shut on 3 March 2024 by a storm, and ships went on."
    )
    assert read_report(text.encode()).published is None


def test_a_year_that_is_looked_back_upon_is_not_the_reports_own() -> None:
    lead = "Pilots will stop work on Friday, their union said on Wednesday."
    text = f"Pilots\n\nDUBAI, Dec 17 (Harbour Wire) - {lead}\n\n"
    report = read_report(f"{text}The last stoppage, in 2008, took nine days.\n".encode())
    assert report.published is not None
    assert report.published.year > 2008, "17 December 2008 was a Wednesday, too"
    assert "assumed_year" in [p.code for p in report.problems]
    kept = read_report(f"{text}Talks began on 3 November 2008.\n".encode())
    assert kept.published == D(2008, 12, 17)
