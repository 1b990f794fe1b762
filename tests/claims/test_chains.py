"""Through whom a claim comes: the whole chain, in the many ways in which English tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing.claims import extract_claims
from offing.model import Claim
from offing.reports import report_from_bytes
from tests.eval.scoring import same_name

LINES = [
    tuple(line.rsplit(" | ", 1))
    for line in (Path(__file__).parent / "chains" / "sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def claims_about(before: str, said: str) -> list[Claim]:
    """The claims of ``said`` in a report whose paragraph begins with ``before``."""
    gap = "" if not before else "\n" if said.startswith("- ") else " "
    text = f"Gulf Courier\n1 August 2026\n\nRain fell. Ships waited.\n\n{before}{gap}{said}\n"
    report = report_from_bytes(text.encode(), source="file", name="a.txt")
    return [c for c in extract_claims(report) if c.evidence[-1].text[-20:] in said]


@pytest.mark.parametrize(("words", "wanted"), LINES)
def test_the_chain_runs_from_the_outlet_to_the_deepest_source(words: str, wanted: str) -> None:
    before, _, said = words.rpartition(" >> ")
    names = ["Gulf Courier", *(n.strip() for n in wanted.split(";"))]
    made = [c.attribution for c in claims_about(before, said)]
    assert any(len(chain) == len(names) and all(map(same_name, chain, names)) for chain in made), (
        made
    )


TRANSCRIPT = """Gulf Pilotage Board
Press conference, 1 August 2026

Present: Mona Haddad, Director; Captain Lars Quist, Chief Pilot

DIRECTOR HADDAD: Good morning. The port of Salalah was closed to all ships on Friday.

Q (Gulf Courier): Was a tanker hit by a mine off Salalah?

HADDAD: No. A tanker ran aground off Salalah on Friday.

CAPTAIN QUIST: The navy says that a drone attacked a tanker off Salalah on Thursday.

Q: Will the port of Salalah be closed again?

QUIST: Not this week.
"""


def test_who_has_the_word_in_a_transcript() -> None:
    report = report_from_bytes(TRANSCRIPT.encode(), source="file", name="a.txt")
    claims = {c.action: c for c in extract_claims(report)}
    assert claims["closure"].attribution == ("Gulf Pilotage Board", "Mona Haddad")
    assert claims["grounding"].speaker == "Mona Haddad"
    assert claims["attack"].attribution == ("Gulf Pilotage Board", "Lars Quist", "navy")
    assert "mine" not in claims, "a question asserts nothing"


def test_items_under_an_attributed_line_are_that_speakers() -> None:
    claims = claims_about(
        "The harbour pilots reported on Friday:", "- A tanker ran aground off Salalah."
    )
    assert [c.speaker for c in claims] == ["harbour pilots"]


def test_a_fields_name_is_no_speaker_of_a_transcript() -> None:
    text = (
        "Gulf Pilotage Board\n1 August 2026\n\nPort: Salalah\n\nStatus: closed\n\n"
        "Port: Duqm\n\nStatus: The port of Duqm was closed on Friday.\n"
    )
    report = report_from_bytes(text.encode(), source="file", name="a.txt")
    assert {c.speaker for c in extract_claims(report)} <= {"Gulf Pilotage Board"}
