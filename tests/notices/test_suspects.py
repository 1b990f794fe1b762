from __future__ import annotations

import pytest

from offing.model import Notice, Report
from offing.notices import parse_notice, parse_notices


def one(text: str) -> Notice:
    report = Report(id="0" * 64, kind="notice", source="t", media_type="text/plain", text=text)
    (notice,) = parse_notices(report)
    return notice


def suspects(notice: Notice) -> list[str]:
    return [p.message for p in notice.problems if p.code == "suspect_position"]


@pytest.mark.parametrize(
    ("stated", "mended"),
    [("56-10.0S 003-20.0E", "56.1667, 3.3333"), ("56-10.0N 003-20.0E", None)],
)
def test_a_warning_in_the_wrong_hemisphere_of_its_waters(stated: str, mended: str | None) -> None:
    notice = one(f"NORTH SEA.\nDNC 20.\nBUOY ADRIFT IN VICINITY {stated}.\n")
    found = suspects(notice)
    assert (mended in found[0]) if mended else found == []
    assert notice.position is not None
    assert notice.position.lat == pytest.approx(-56.1667 if mended else 56.1667, abs=1e-3)


def test_one_corner_of_an_area_in_another_hemisphere_is_flagged_at_its_place() -> None:
    text = (
        "EXAMPLE WATERS.\nDNC 08.\nFIRING EXERCISES IN AREA BOUND BY\n"
        "36-10.0N 015-20.0E, 36-10.0N 016-20.0E, 35-10.0S 016-20.0E, 35-10.0N 015-20.0E.\n"
    )
    notice = one(text)
    (problem,) = [p for p in notice.problems if p.code == "suspect_position"]
    assert problem.text == "35-10.0S 016-20.0E"
    assert text[problem.start : problem.end] == problem.text
    assert "35.1667" in problem.message


def test_wide_areas_are_no_slip() -> None:
    text = (
        "NORTH ATLANTIC.\nDNC 08.\nSURVEY ALONG TRACKLINE JOINING\n"
        "30-10.0N 015-20.0W, 30-10.0N 035-20.0W, 33-10.0N 055-20.0W, 35-10.0N 070-20.0W.\n"
    )
    assert suspects(one(text)) == []


def test_a_ship_said_to_be_in_a_strait_and_stated_far_from_it() -> None:
    text = (
        "Robbers boarded a tanker underway in the Strait of Malacca near position "
        "03-50N 108-00E, north of Natuna Island. The crew is safe."
    )
    report = Report(id="0" * 64, kind="notice", source="t", media_type="text/plain", text=text)
    notice = parse_notice(report)
    assert notice is not None
    assert "Strait of Malacca" in suspects(notice)[0]


@pytest.mark.parametrize("change", [str, str.upper, str.lower, str.title])
def test_a_plain_account_is_read_in_any_case(change: type[str]) -> None:
    text = "on 5 may 2023 robbers boarded a tanker anchored at chittagong anchorage. crew safe."
    report = Report(
        id="0" * 64, kind="notice", source="t", media_type="text/plain", text=change(text)
    )
    notice = parse_notice(report)
    assert notice is not None
    assert notice.when.earliest == "2023-05-05"
    assert notice.subject == "robbery"
