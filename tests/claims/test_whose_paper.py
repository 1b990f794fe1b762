"""Whose paper it is: heads, feet, datelines and numbered parts of many kinds, and the chain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from offing.claims import extract_claims
from offing.reports import report_from_bytes
from tests.eval.scoring import same_name

TEXT = (Path(__file__).parent / "chains" / "heads.txt").read_text("utf-8")
PAPERS = [part.partition("\n") for part in re.split(r"(?m)^@@ ", TEXT)[1:]]
CASES = [
    (name, body, *line.rsplit(" | ", 1))
    for name, _, body in PAPERS
    for line in re.findall(r"(?m)^= (.*)$", body)
]


@pytest.mark.parametrize(("name", "body", "words", "wanted"), CASES)
def test_the_chain_begins_with_whose_paper_it_is(
    name: str, body: str, words: str, wanted: str
) -> None:
    text = re.sub(r"(?m)^= .*\n?", "", body).rstrip() + "\n"
    kind = "a.eml" if text.startswith("From:") else "a.txt"
    report = report_from_bytes(text.encode(), source="file", name=kind)
    made = [
        c.attribution for c in extract_claims(report) if any(words in e.text for e in c.evidence)
    ]
    links = [link.split("/") for link in wanted.split("; ")]
    assert any(
        len(chain) == len(links)
        and all(
            any(same_name(got, name) for name in names)
            for got, names in zip(chain, links, strict=True)
        )
        for chain in made
    ), made
