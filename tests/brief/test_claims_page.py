from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from offing.brief.claims_page import page_from_claims, slots_of
from offing.claims import extract_claims
from offing.reports import read_report

TEXT = (
    "Harbour Dispatch\n3 March 2025\n\n"
    "The port authority said on Monday that the port of Lagos was closed to all ships.\n\n"
    "Two tankers were boarded in the Gulf of Guinea on Sunday, the navy said, adding that "
    "nobody was hurt.\n"
)


class Shown(HTMLParser):
    """The text of a page without cards and reference numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden: list[bool] = []

    def handle_starttag(self, tag, attrs):
        own = dict(attrs).get("class", "") in ("card", "ref")
        self.hidden.append(own or any(self.hidden[-1:]))

    def handle_endtag(self, tag):
        self.hidden.pop()

    def handle_data(self, data):
        if not any(self.hidden[-1:]):
            self.words.append(data)


@pytest.fixture(scope="module")
def read():
    report = read_report(TEXT.encode())
    return report, extract_claims(report)


@pytest.fixture(scope="module")
def page(read):
    report, claims = read
    return page_from_claims([report], claims)


def test_the_reports_words_stand_letter_for_letter(page, read):
    shown = Shown()
    shown.feed(page[page.index('<div class="text"') : page.index('<div class="list"')])
    assert " ".join("".join(shown.words).split()) == " ".join(TEXT.split())


def test_every_claim_is_marked_and_told_in_full(page, read):
    _, claims = read
    assert len(claims) >= 2
    for number, claim in enumerate(claims, 1):
        assert f'id="claim-{number}"' in page
        assert f'href="#claim-{number}"' in page
        assert f'id="words-{number}-0"' in page
        for slot in slots_of(claim):
            assert html.escape(slot.value, quote=False).replace("'", "&#39;") in page, slot


def test_the_page_needs_no_script_and_names_its_style(page):
    assert "<script" not in page
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html.unescape(page)
    assert "http" not in re.sub(r'http-equiv="', "", page)


def test_what_a_report_holds_stays_text():
    text = TEXT + "\n<script>alert(1)</script> & <img src=x onerror=alert(1)>\u202e\n"
    report = read_report(text.encode())
    page = page_from_claims([report], extract_claims(report))
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_marks_can_be_reached_and_cards_are_not_read_twice(page):
    links = re.findall(r'<a class="said[^>]*>', page)
    assert links
    assert all('href="#claim-' in link for link in links)
    assert all(
        'aria-hidden="true"' in card for card in re.findall(r'<span class="card"[^>]*>', page)
    )


def test_no_report_and_no_claim_are_said():
    assert "No report could be read" in page_from_claims([], [])
    report = read_report(b"A quiet day in the hills. Nothing to tell.\n")
    assert "No claims were found" in page_from_claims([report], [])


def test_a_mark_under_several_claims_shows_them_all(read):
    report, claims = read
    page = page_from_claims([report], [claims[0], claims[0]])
    assert 'class="two"' in page
    assert 'href="#claim-2"' in page
