"""Whose word a report is: the issuer from heads of many kinds."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from offing.claims import extract_claims
from offing.reports import report_from_bytes
from tests.eval.scoring import same_name

BODY = "\n\nThe port of Duqm was closed to all shipping on 2 November after a storm.\n"
HEADS = [
    (head.split(" | ")[0], body.strip("\n"), head.split(" | ")[1])
    for head, _, body in (
        part.partition("\n")
        for part in (Path(__file__).parent / "passages" / "heads.txt")
        .read_text("utf-8")
        .removeprefix("@@ ")
        .split("\n@@ ")
    )
]
"""Name of the file, its head, whose word it is."""


@pytest.mark.parametrize(("name", "head", "issuer"), HEADS)
def test_the_issuer_is_read_from_the_head(name: str, head: str, issuer: str) -> None:
    report = report_from_bytes(
        (head + BODY).encode(), source="file", name=name, published=datetime.date(2025, 11, 3)
    )
    claims = [c for c in extract_claims(report) if c.action == "closure"]
    assert claims
    assert all(same_name(c.speaker, issuer) for c in claims), [c.speaker for c in claims]
