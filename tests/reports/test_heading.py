"""Title, publisher, credit and date, from the heads and tails that reports have."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from offing.reports import read_report, report_from_bytes
from offing.reports.publishers import is_publisher, publisher_from_name, publisher_from_url
from offing.reports.stamps import date_from_group, date_from_url, date_from_words
from tests.reports.samples import LEAD, SECOND, STORY, THIRD, WARNING

DAY = datetime.date(2031, 3, 4)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2031-03-04", DAY), ("2031-03-04T23:59:00+02:00", DAY), ("2031/3/4", DAY),
        ("4 March 2031", DAY), ("4th of March, 2031", DAY), ("March 4, 2031", DAY),
        ("Tuesday, Mar. 4th, 2031 at 10:30 am", DAY), ("04-MAR-2031", DAY), ("04.03.2031", DAY),
        ("3/14/2031", datetime.date(2031, 3, 14)), ("14/3/2031", datetime.date(2031, 3, 14)),
        ("04/04/2031", datetime.date(2031, 4, 4)), ("03/04/2031", None), ("2031-02-30", None),
        ("31 June 2031", None), ("March 2031", None), ("no date", None), ("12031-03-041", None),
    ],
)  # fmt: skip
def test_dates_as_headers_write_them(words: str, date: datetime.date | None) -> None:
    assert date_from_words(words) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [("041530Z MAR 2031", DAY), ("041530 UTC MAR 31", DAY), ("041530Z MAR", None),
     ("991530Z MAR 31", None), ("041530Z ZZZ 31", None)],
)  # fmt: skip
def test_date_time_groups(text: str, date: datetime.date | None) -> None:
    assert date_from_group(text) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [("https://a.example/2031/03/04/x", DAY), ("story-2031-03-04.txt", DAY), ("a/2031/33/04", None),
     ("a-12031-03-04", None)],
)  # fmt: skip
def test_dates_of_addresses(url: str, date: datetime.date | None) -> None:
    assert date_from_url(url) == date


@pytest.mark.parametrize(
    "head",
    [
        "date 2031-03-04 ", "Date: 4 March 2031\n\n", "Published: March 4, 2031 10:30 GMT\n\n",
        "Posted on 4 March 2031\n\n", "Last updated: 2031-03-04\n\n", "Tuesday 4 March 2031\n\n",
        "By Jane Roe\nMarch 4, 2031\n\n", "Harbour Post | 4 March 2031\n\n",
        "Report date: 04 Mar 31\n",
        "By Jane Roe, 4 March 2031\n\n",
    ],
)  # fmt: skip
def test_a_header_date_is_read_and_set_aside(head: str) -> None:
    report = read_report(head + STORY)
    assert (report.published, report.published_basis) == (DAY, "header")
    assert "2031" not in report.clean()
    assert "Mar" not in report.clean()
    for kept in (LEAD, SECOND, THIRD):
        assert kept in report.clean()


def test_a_date_inside_a_sentence_is_no_header() -> None:
    text = "On 4 March 2031 a coaster sank.\n\nPublished figures for 2030 show five such losses.\n"
    report = read_report(text)
    assert report.published is None
    assert report.dropped == ()


def test_order_of_trust_for_the_date() -> None:
    text = f"Published: 4 March 2031\n\nEXAMPLEPORT, March 5, 2031 (Reuters) - {STORY}"
    report = report_from_bytes(text.encode(), source="x", name="2031-03-06.txt")
    assert (report.published, report.published_basis) == (DAY, "header")
    body = text.partition("\n\n")[2]
    report = report_from_bytes(body.encode(), source="x", name="2031-03-06.txt")
    assert (report.published, report.published_basis) == (datetime.date(2031, 3, 5), "text")
    report = report_from_bytes(STORY.encode(), source="x", name="2031-03-06.txt")
    assert (report.published, report.published_basis) == (datetime.date(2031, 3, 6), "name")
    told = datetime.date(2031, 3, 7)
    report = read_report(text, published=told)
    assert (report.published, report.published_basis) == (told, "argument")
    assert any(p.code == "published" for p in report.problems)


def test_an_ambiguous_date_is_not_guessed() -> None:
    report = read_report(f"Published: 03/04/2031\n\n{STORY}")
    assert report.published is None
    assert [p.code for p in report.problems] == ["ambiguous_date"]


def test_a_self_cancel_time_is_not_the_date_of_a_warning() -> None:
    assert read_report(WARNING).published is None
    report = read_report("041530Z MAR 31\n" + WARNING)
    assert (report.kind, report.published) == ("notice", DAY)
    assert report.dropped == ()


@pytest.mark.parametrize(
    ("tail", "credit"),
    [
        ("(Example Agency – English)\n", "Example Agency – English"), ("(Reuters)\n", "Reuters"),
        ("Source: AP\n", "Associated Press"), ("— AFP\n", "AFP"), ("Xinhua\n", "Xinhua"),
        ("(With inputs from Agence France-Presse)\n", "AFP"),
        ("Originally published by Harbour Post.\n", "Harbour Post"),
        ("(Al-Mayadeen – English)\n", "Al Mayadeen"),
        ("Source: Harbour Post    Editor: A. Reyes    2031-03-04 10:20:30\n", "Harbour Post"),
        ("Source: Harbour Post Updated: 2031-03-04\n", "Harbour Post"),
    ],
)  # fmt: skip
def test_a_credit_line_is_read_and_set_aside(tail: str, credit: str) -> None:
    report = read_report(STORY + "\n" + tail)
    assert report.credit == credit
    assert tail.strip() not in report.clean()
    assert THIRD in report.clean()


@pytest.mark.parametrize("tail", ["(the ship was later found)", "(see map 3)", "(12 crew)"])
def test_a_remark_in_brackets_is_no_credit(tail: str) -> None:
    report = read_report(f"{STORY}\n{tail}\n")
    assert report.credit is None
    assert tail in report.clean()


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("EXAMPLEPORT, March 4 (Reuters) - ", "Reuters"),
        ("PORT LOUIS (AP) — ", "Associated Press"),
        ("ADEN/DUBAI, 4 March (Harbour Wire) – ", "Harbour Wire"),
    ],
)  # fmt: skip
def test_a_dateline_gives_the_credit(line: str, credit: str) -> None:
    report = read_report(line + STORY)
    assert report.credit == credit
    assert report.clean().lstrip().startswith(LEAD)


def test_a_place_before_a_dash_stays() -> None:
    report = read_report(f"SOMALIA - {STORY}")
    assert report.dropped == ()


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        ("Coaster adrift off Exampleport\n\n", "Coaster adrift off Exampleport", None),
        ("Harbour Post\n4 March 2031\n\nCoaster adrift off Exampleport\n\n",
         "Coaster adrift off Exampleport", "Harbour Post"),
        ("Example Box Line\nCustomer advisory\nPublished: 4 March 2031\n\n"
         "Change to our services at sea\n\n",
         "Change to our services at sea", "Example Box Line"),
        ("Title: Coaster adrift\nPublisher: The Associated Press\n\n", "Coaster adrift",
         "Associated Press"),
        ("Coaster adrift off Exampleport\n\nHarbour Post\n4 March 2031\n\n",
         "Coaster adrift off Exampleport", "Harbour Post"),
        ("Fairway note\n\n", "Fairway note", None),
        ("", None, None),
    ],
)  # fmt: skip
def test_title_and_publisher(head: str, title: str | None, publisher: str | None) -> None:
    report = read_report(head + STORY)
    assert (report.title, report.publisher) == (title, publisher)


def test_a_wrapped_paragraph_is_no_title() -> None:
    wrapped = LEAD.replace("drifted ", "drifted\n") + "\n\n" + SECOND + "\n"
    assert read_report(wrapped).title is None


def test_publishers_by_name_and_address() -> None:
    known = publisher_from_name("Agence France-Presse")
    assert known is not None
    assert known == ("AFP", "agency")
    assert publisher_from_name("Nobody Times") is None
    assert publisher_from_url("https://english.almayadeen.net/news/1") == "Al Mayadeen"
    assert publisher_from_url("https://www.harbourpost.example/x") == "harbourpost.example"
    assert publisher_from_url("nonsense") is None
    assert is_publisher("Harbour Post")
    assert not is_publisher("Coaster adrift off port")
    assert not is_publisher("Source: Harbour Post")


def test_real_article(shared_reports: Path) -> None:
    report = read_report(shared_reports / "article-2024-01-25.txt")
    assert (report.published, report.published_basis) == (datetime.date(2024, 1, 25), "header")
    assert report.credit == "Al Mayadeen"
    assert report.title is not None
    assert report.title.startswith("A leader of")
    assert (report.kind, report.language, report.problems) == ("article", "en", ())
    clean = report.clean()
    assert "2024-01-25" not in clean
    assert "Venezuela" not in clean.title()
    assert clean.rstrip().endswith("as referred to by Israelis.")
    assert [d.reason for d in report.dropped] == ["header", "header", "newsletter"]
    body = report.text[report.dropped[0].end : report.dropped[1].start]
    assert body in clean
