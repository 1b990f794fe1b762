"""Subjects: the file is sound, and words lead to subjects by priority."""

from __future__ import annotations

import pytest

from offing.model.notice import SUBJECTS
from offing.notices.lexicon import best_subject, cited_sources


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("GPS JAMMING REPORTED IN EASTERN PART", "gnss_interference"),
        ("DRIFTING MINE SIGHTED IN 10-00N", "mine"),
        ("MINEHUNTING EXERCISES IN PROGRESS", "exercise"),
        ("ROCKET LAUNCHING, FALLING DEBRIS EXPECTED", "space_debris"),
        ("MAN OVERBOARD FROM M/V SOMEONE", "search_and_rescue"),
        ("SEISMIC SURVEY TOWING CABLES", "survey"),
        ("SUBMARINE CABLE REPAIR", "cable_or_pipe"),
        ("CONTAINER ADRIFT", "obstruction"),
        ("DANGEROUS WRECK LOCATED", "wreck"),
        ("PLATFORM ESTABLISHED", "platform"),
        ("BUOY UNLIT", "aid_to_navigation"),
        ("ICEBERG SIGHTED", "ice"),
        ("DREDGING OPERATIONS", "dredging"),
        ("HARBOR CHANNEL CLOSED", "closure"),
    ],
)
def test_broadcast(text: str, subject: str) -> None:
    assert subject in SUBJECTS
    assert best_subject(text, "broadcast") == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("three men boarded and stole stores", "robbery"),
        ("a skiff fired upon a tanker", "attack"),
        ("guards gave warning shots, fired by two men; the boat had approached suspiciously", None),
        ("pirates boarded and hijacked the tug", "hijack"),
        ("two crew were kidnapped", "kidnapping"),
        ("struck by an unknown projectile", "drone_or_missile"),
        ("was approached by two skiffs", "suspicious_approach"),
        ("all quiet", None),
    ],
)
def test_incidents(text: str, subject: str | None) -> None:
    found = best_subject(text, "incident")
    assert found == subject or (subject is None and found != "attack")


def test_sources_in_brackets() -> None:
    assert cited_sources("It was boarded (SEA EXAMPLE) there (IMB, Reuters).") == ("IMB", "Reuters")
