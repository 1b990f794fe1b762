"""What is set aside, and above all what is not."""

from __future__ import annotations

import csv
import gzip
import json
from importlib.resources import files
from pathlib import Path

import pytest

from offing.model import Report
from offing.reports import read_report
from tests.reports.samples import LEAD, SECOND, STORY, THIRD

FORM = (
    "Leave this field empty if you're human: WANT OUR LETTER ON FARLAND AND ITS NEIGHBOURS? "
    "Sign up to our list Email * We don’t spam. See our privacy policy."
)


def gone(report: Report) -> str:
    return " | ".join(report.text[d.start : d.end] for d in report.dropped)


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        (FORM, "newsletter"),
        ("Subscribe to our newsletter for news of Farland.", "newsletter"),
        ("Get the best of Farland delivered to your inbox.", "newsletter"),
        ("We use cookies to make Farland better. Accept all", "cookie"),
        ("Advertisement", "advertisement"),
        ("Share this:\nFacebook\nTwitter", "navigation"),
        ("Tags: Farland, ports", "navigation"),
        ("Follow us on Telegram for Farland news", "navigation"),
        ("Read more: Farland shuts its strait", "related"),
        ("RELATED: Farland shuts its strait", "related"),
        ("Related stories\nFarland shuts its strait\n\nFarland opens it again", "related"),
        ("© 2031 Farland Post. All rights reserved.", "boilerplate"),
        ("(Reporting by Jane Roe in Farland; Editing by Sam Low)", "boilerplate"),
        ("This email and any attachments are confidential to Farland.", "signature"),
    ],
)
@pytest.mark.parametrize("glue", ["\n\n", "\n"])
def test_surroundings_are_set_aside_and_the_text_stays(tail: str, reason: str, glue: str) -> None:
    report = read_report(STORY.rstrip() + glue + tail)
    clean = report.clean()
    assert "Farland" not in clean or "Farland" not in tail
    for kept in (LEAD, SECOND, THIRD):
        assert kept in clean
    assert reason in {d.reason for d in report.dropped}


def test_a_form_glued_to_the_last_sentence_goes_alone() -> None:
    report = read_report(f"{LEAD}\n\n{THIRD} {FORM}")
    assert THIRD in report.clean()
    assert gone(report) == FORM


def test_a_form_in_the_middle_goes_alone() -> None:
    report = read_report(f"{LEAD}\n\n{FORM}\n\n{THIRD}\n")
    assert gone(report) == FORM


@pytest.mark.parametrize(
    "sentence",
    [
        "The group’s page asked readers to “sign up to receive our weekly digest”, it said.",
        "The company said in its newsletter that crews may subscribe to the new scheme.",
        "A ship with 400 boxes of cookies was aground, and its privacy policy was no help.",
        "Vessels are advised to subscribe to NAVTEX messages and to report by e-mail.",
        "Home port of the ship is Exampleport.",
        "All vessels: subscribe now to the reporting scheme before entering the area.",
        "The navy told masters to sign up for our scheme, which may be quoted in the log.",
        "More: the tug will sail again on Friday, the owner said.",
        "Ships can donate today as well, the mayor said at the town hall.",
        "Next, the tug will share its tow line.",
        "The menu of measures was short: search, rescue, print and pay.",
        "Related attacks were reported on Sunday off the same coast.",
        "More: that was all the master asked for, he told the inquiry, and it was denied to him by "
        "the owners, who had never been aboard and had no wish to see the ship or its crew again "
        "before the winter, as the letters showed, which is why the court took his side in the end "
        "and ordered the owners to pay for both.",
    ],
)
def test_sentences_of_the_report_stay(sentence: str) -> None:
    report = read_report(f"{LEAD}\n\n{sentence}\n\n{THIRD}\n")
    assert report.dropped == ()


def test_short_lines_of_a_notice_stay() -> None:
    text = "NOTICE TO MARINERS 7/31\nNEXT\nSEARCH\nPOSITION 12-34.5N 045-06.7W\nPRINT\n"
    report = read_report(text)
    assert report.kind == "notice"
    assert report.dropped == ()


def test_phrases_are_well_formed() -> None:
    path = files("offing") / "data" / "boilerplate" / "phrases.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len(rows) > 200
    keys = [(r["strength"], r["phrase"]) for r in rows]
    for row in rows:
        assert row["strength"] in ("strong", "weak", "line", "prefix", "heading")
        assert row["phrase"] == row["phrase"].lower().replace("’", "'")
        assert row["phrase"].strip()
    doubles = {k for k in keys if keys.count(k) > 1}
    assert doubles <= {("weak", "privacy policy"), ("weak", "terms of use")}


def test_real_entries_and_warnings_lose_nothing(shared_data: Path) -> None:
    with gzip.open(shared_data / "asam" / "asam.csv.gz", "rt", encoding="utf-8") as file:
        entries = [row["description"] for row in csv.DictReader(file)][::7]
    with gzip.open(shared_data / "broadcast-warnings" / "warnings.jsonl.gz", "rt") as lines:
        warnings = [json.loads(line)["text"] for line in lines][::25]
    reports = [read_report(t + "\n") for t in entries + warnings if t.strip()]
    assert len(reports) > 1000
    assert [gone(r) for r in reports if r.dropped] == []
    assert {r.language for r in reports} <= {"en", None}
    notices = sum(r.kind == "notice" for r in reports[-len(warnings) :])
    assert notices >= 0.99 * len(warnings)
