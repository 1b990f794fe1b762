"""The headers under which coordinators number their warnings."""

from __future__ import annotations

import datetime

import pytest

from offing.model import Report
from offing.notices import parse_notices

BODY = "\nPERSIAN GULF.\nBUOY ADRIFT IN 26-10.0N 052-10.0E.\n"


@pytest.mark.parametrize(
    ("header", "series"),
    [
        ("NAVAREA IX 123/24", "NAVAREA IX"),
        ("NAVAREA IX WARNING NR 123/24", "NAVAREA IX"),
        ("NAVAREA IX WARNING 123 OF 2024", "NAVAREA IX"),
        ("NAVAREA XI 24-0123", "NAVAREA XI"),
        ("NAVAREA XI WARNING NR 24-0123", "NAVAREA XI"),
        ("NAVAREA III - 0123/2024", "NAVAREA III"),
        ("NAVAREA VII 123/24 (CHARTS 34)", "NAVAREA VII"),
        ("NAVAREA IX NAVWARN 123/24", "NAVAREA IX"),
        ("HYDROPAC 123/24(62).", "HYDROPAC"),
        ("HYDROPAC 123/24 GEN", "HYDROPAC"),
        ("SECURITE\nHYDROARC 123/24", "HYDROARC"),
        ("ZCZC FA12\n201200 UTC MAR 24\nNAVAREA IX 123/24", "NAVAREA IX"),
        ("BALTIC SEA NAV WARN 123/24", "BALTIC SEA NAV WARN"),
        ("NAVIGATIONAL WARNING NO. 123/2024", "NAVIGATIONAL WARNING"),
        ("From: duty@example.org\nSubject: NAVAREA IX 123/24", "NAVAREA IX"),
        ("Subject: NAVAREA IX 123/24\n\nNAVAREA IX 123/24", "NAVAREA IX"),
    ],
)
def test_number_year_and_series_are_read(header: str, series: str) -> None:
    report = Report(
        id="0" * 64, kind="notice", source="t", media_type="text/plain", text=header + BODY,
        published=datetime.date(2024, 3, 21),
    )  # fmt: skip
    (notice,) = parse_notices(report)
    assert (notice.series, notice.number, notice.year) == (series, 123, 2024)
    assert len(notice.positions) == 1
