"""Messages read end to end: subject, time, shape, position, cancellations, problems."""

from __future__ import annotations

import pytest

from offing.notices import is_notice, parse_notice, parse_notices
from tests.growth import assert_linear
from tests.notices.messages import (
    ADVISORY,
    ENTRY,
    FIRING,
    IMB_ENTRY,
    LIGHT,
    NEWS,
    RESTORED,
    TWO_WARNINGS,
    report,
)  # fmt: skip


def test_a_firing_warning() -> None:
    (notice,) = parse_notices(report(FIRING))
    assert (notice.family, notice.subject) == ("hydrolant", "exercise")
    assert notice.title == "NORTHERN EXAMPLE SEA"
    assert (notice.valid_from, notice.valid_to) == ("2024-03-18", "2024-03-22")
    assert notice.self_cancels_at == "2024-03-22T15:00:00Z"
    assert [(c.series, c.number, c.year) for c in notice.cancels] == [
        ("HYDROLANT", 411, 2024), ("HYDROLANT", 97, 2024),
    ]  # fmt: skip
    assert not notice.cancels_self
    (area,) = notice.areas
    assert area.kind == "area"
    ring = area.geometry["coordinates"][0]
    assert ring[0] == ring[-1]
    assert len(ring) == 5
    assert notice.position is not None
    assert notice.position.basis == "area"
    assert (notice.position.lat, notice.position.lon) == pytest.approx((41.046, 18.542), abs=0.01)


def test_a_light_stands_open_ended_at_its_position() -> None:
    (notice,) = parse_notices(report(LIGHT))
    assert notice.subject == "aid_to_navigation"
    assert notice.position is not None
    assert notice.position.basis == "stated"
    assert (notice.position.lat, notice.position.lon) == pytest.approx((10 + 1 / 3, -64.5083333))
    assert (notice.when.earliest, notice.when.latest) == ("2024-03-14", None)


def test_a_cancellation_that_cancels_itself() -> None:
    (notice,) = parse_notices(report(RESTORED))
    assert notice.subject == "cancellation"
    assert notice.cancels_self
    assert notice.cancels[0].number == 388
    assert notice.position is None


def test_two_warnings_in_one_file() -> None:
    first, second = parse_notices(report(TWO_WARNINGS, None))
    assert (first.id, second.id) == ("hydrolant-500-2024", "hydrolant-501-2024")
    assert first.issued.earliest == "2024-03-13T12:05:00Z"
    assert second.issued.earliest == "2024-03-13T13:10:00Z"
    assert second.subject == "aid_to_navigation"
    text = TWO_WARNINGS
    for notice in (first, second):
        for e in notice.evidence:
            assert text[e.start : e.end] == e.text


def test_an_advisory() -> None:
    (notice,) = parse_notices(report(ADVISORY))
    assert (notice.family, notice.issuer, notice.number, notice.year) == (
        "ukmto", "UKMTO", 7, 2024,
    )  # fmt: skip
    assert notice.subject == "attack"
    assert notice.when.earliest == "2024-03-12T04:15:00Z"
    assert notice.position is not None
    assert notice.position.basis == "offset"
    assert notice.position.lat == pytest.approx(12.79 - 40 / 60, abs=0.15)
    assert notice.position.lon == pytest.approx(44.98, abs=0.15)
    assert 8.0 < notice.position.radius_nm < 60.0


def test_a_plain_entry() -> None:
    (notice,) = parse_notices(report(ENTRY))
    assert (notice.family, notice.subject, notice.title) == ("asam", "robbery", "GULF OF ADEN")
    assert notice.cites == ("IMB",)
    assert notice.when.earliest == "2024-03-09T04:10:00Z"
    assert notice.position is not None
    assert notice.position.basis == "stated"


def test_an_imb_entry() -> None:
    (notice,) = parse_notices(report(IMB_ENTRY, None))
    assert (notice.family, notice.issuer, notice.subject) == ("imb", "IMB", "robbery")
    assert notice.when.earliest == "2024-03-08T19:10:00Z"


def test_no_date_in_a_list_entry_is_unknown() -> None:
    text = ENTRY.replace("On 9 March, at 0410 UTC, four", "Four")
    notice = parse_notice(report(text))
    assert notice is not None
    assert notice.when.earliest is None


def test_news_about_an_advisory_is_no_notice() -> None:
    assert not is_notice(NEWS)
    assert parse_notices(report(NEWS)) == []
    assert parse_notice(report(NEWS)) is None


def test_a_paragraph_of_news_is_no_notice_unless_the_caller_says_so() -> None:
    text = "A tanker was attacked by men in small boats off Aden on Wednesday, local media write."
    assert not is_notice(text)
    assert parse_notices(report(text)) == []
    notice = parse_notice(report(text))
    assert notice is not None
    assert notice.issuer == "unknown issuer"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n ",
        "They attacked down the left; the port side held.",
        "Roses are red.\nViolets are blue.",
        "CLOSED",
    ],
)
def test_other_short_texts_are_no_notices(text: str) -> None:
    assert not is_notice(text)
    assert parse_notices(report(text)) == []


def test_a_slip_of_a_hemisphere_is_flagged_with_the_likely_place_and_kept_as_stated() -> None:
    notice = parse_notice(report(ENTRY.replace("044-58E", "044-58W")))
    assert notice is not None
    (problem,) = notice.problems
    assert problem.code == "suspect_position"
    assert "044-58W" in problem.text
    assert notice.positions[0].lon < 0
    assert "44.9667 would agree" in problem.message
    assert notice.position is not None
    assert notice.position.lon == pytest.approx(-44.967, abs=0.01)
    assert notice.position.radius_nm > 1000


def test_impossible_positions_and_dates_are_listed_with_their_place() -> None:
    text = FIRING.replace("41-10.5N 018-20.0E", "95-10.5N 018-20.0E").replace(
        "221500Z MAR 24", "321500Z MAR 24"
    )
    (notice,) = parse_notices(report(text))
    codes = {p.code for p in notice.problems}
    assert "impossible_position" in codes
    for p in notice.problems:
        assert p.start is not None
        assert p.end is not None
        assert text[p.start : p.end] == p.text


def test_day_of_cancelling_that_does_not_exist() -> None:
    text = FIRING.replace("221500Z MAR 24", "31 APR 24")
    (notice,) = parse_notices(report(text))
    assert notice.self_cancels_at is None
    (problem,) = [p for p in notice.problems if p.code == "unreadable_date"]
    assert problem.text == "31 APR 24"


def test_garbled_and_cut_messages_are_read_as_far_as_they_go() -> None:
    for size in range(0, len(FIRING), 7):
        for notice in parse_notices(report(FIRING[:size])):
            assert notice.family in ("hydrolant", "other", "asam")
    noisy = FIRING.replace("S", "$").replace("O", "\ufffd")
    parse_notices(report(noisy))


def test_offsets_are_code_points_also_behind_wide_characters() -> None:
    text = "\U0001f6a2 é\n\n" + TWO_WARNINGS
    for notice in parse_notices(report(text)):
        for e in notice.evidence:
            assert text[e.start : e.end] == e.text
        for a in notice.areas:
            assert a.start is not None
            assert any(c.isdigit() for c in text[a.start : a.end])


@pytest.mark.parametrize(
    "unit",
    ["CANCEL HYDROLANT 1/24, ", "UKMTO WARNING 1", "On 5 May ", "HYDROLANT 1/24\n", "A", "A.\n",
     "WITHIN 5 MILES OF 10-00N 020-00E ", "VESSEL X ", "12 NM NNE off ", "REGION: On ", "(IMB) "],
)  # fmt: skip
def test_time_is_linear_in_the_text(unit: str) -> None:
    assert_linear(lambda size: parse_notices(report(unit * (size // len(unit)))), 5_000, 80_000)


def test_a_numbered_advisory_of_an_unknown_centre_speaks_for_that_centre() -> None:
    text = (
        "EXAMPLE SEA SAFETY CENTRE\nADVISORY NOTE 12-24\nISSUED: 14 MAR 2024 0900Z\n\n"
        "1. The centre has received a report of a drifting mine in position 13-42N 042-35E "
        "at 0430Z on 13 March 2024.\n\n2. Vessels are advised to keep clear of the area.\n"
    )
    (notice,) = parse_notices(report(text))
    assert (notice.issuer, notice.subject) == ("Example Sea Safety Centre", "mine")
    assert (notice.number, notice.year) == (12, 2024)
    assert notice.position is not None


def test_in_progress_until_a_day_ends_that_day() -> None:
    text = LIGHT.replace("UNLIT.", "UNLIT UNTIL 25 MAR 24.")
    (notice,) = parse_notices(report(text))
    assert (notice.valid_from, notice.valid_to) == ("2024-03-14", "2024-03-25")


def test_a_letter_around_warnings_is_prose_again_after_the_last_one() -> None:
    text = (
        "Dear masters, please plot these warnings before you sail.\n\n"
        "NAVAREA IX 0123/25\nRED SEA. SUDAN\nSUAKIN HARBOUR CLOSED TO ALL TRAFFIC UNTIL FURTHER "
        "NOTICE. AIDS TO NAVIGATION UNRELIABLE.\n\n"
        "The company has decided that no ship of ours will call there this month.\n"
    )
    (notice,) = parse_notices(report(text))
    assert notice.subject == "closure"
    assert "decided" not in " ".join(e.text for e in notice.evidence)


@pytest.mark.parametrize(
    ("told", "month"), [("0540 UTC 19 NOV", 11), ("05 JAN", 1), ("12 MAR", 3), ("30 DEC", 12)]
)
def test_the_number_gives_the_year_of_what_is_told_without_one(told: str, month: int) -> None:
    text = (
        f"NAVAREA IX 412/26\nGULF OF ADEN.\nTANKER ATTACKED BY SKIFFS IN 12-31N 045-52E AT {told}."
    )
    (notice,) = parse_notices(report(text))
    assert notice.when.earliest is not None
    assert notice.when.earliest.startswith(f"2026-{month:02d}")


def test_a_deed_has_its_time_and_the_warning_of_it_stands_on() -> None:
    (notice,) = parse_notices(
        report(
            "191200 UTC NOV 26\nNAVAREA IX 412/26\nGULF OF ADEN.\n"
            "1. VESSEL REPORTS APPROACH BY TWO SMALL CRAFT IN 12-31N 045-52E AT 0540 UTC 19 NOV.\n"
            "2. VESSELS ARE ADVISED TO EXERCISE EXTREME CAUTION.\n"
            "3. CANCEL THIS MSG 261200 UTC NOV 26."
        )
    )
    assert notice.subject == "suspicious_approach", "to exercise caution is no exercise"
    assert notice.when.earliest == notice.when.latest == "2026-11-19T05:40:00Z"
    assert (notice.valid_from, notice.valid_to) == ("2026-11-19T05:40:00Z", None)
    assert notice.self_cancels_at == "2026-11-26T12:00:00Z"
