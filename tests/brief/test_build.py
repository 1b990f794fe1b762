"""From reports to a brief, through every room, on a small made-up sea."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from offing import build_brief, read_report
from offing.brief.terminal import plain_lines
from offing.brief.view import view_from_brief
from offing.errors import UnknownRestriction
from tests.brief import made

NOTICE = (
    "Port Authority of Beira\n3 March 2025\n\n"
    "The port of Beira will be closed to all shipping from 5 March 2025 because of a storm, "
    "the Port Authority of Beira said.\n"
)
LATER = (
    "Port Authority of Mombasa\n9 March 2025\n\n"
    "The port of Mombasa is open and works normally, the Port Authority of Mombasa said.\n"
)


def brief_of(*texts: str, **options):
    reports = [read_report(text.encode()) for text in texts]
    return build_brief(reports, sea=made.SmallSea(), lanes=(), **options)


def test_the_date_is_the_newest_reports_and_the_brief_says_so() -> None:
    brief = brief_of(NOTICE, LATER)
    assert brief.as_of == datetime.date(2025, 3, 9)
    assert brief.as_of_basis.startswith("the newest report's date")
    assert "As of 9 March 2025" in brief.headline


def test_a_date_that_is_given_wins() -> None:
    brief = brief_of(NOTICE, as_of=datetime.date(2025, 3, 6))
    assert (brief.as_of, brief.as_of_basis) == (datetime.date(2025, 3, 6), "as asked")


def test_without_any_date_it_is_today_and_said_so() -> None:
    brief = brief_of("The garden sleeps beneath the snow,\nand nothing moves at all.\n")
    assert brief.as_of == datetime.datetime.now(tz=datetime.UTC).date()
    assert brief.as_of_basis == "today (no report carries a date)"


def test_reading_proposes_and_only_a_person_accepts() -> None:
    brief = brief_of(NOTICE)
    assert brief.scenario.restrictions == ()
    (proposal,) = [r for r in brief.restrictions if r.target.id == "mzbew"]
    assert proposal.status == "proposed"
    assert not brief.consequences[0].accepted
    taken = brief_of(NOTICE, accept=[proposal.id])
    assert [r.id for r in taken.scenario.restrictions] == [proposal.id]
    assert [r.status for r in taken.restrictions if r.id == proposal.id] == ["accepted"]
    assert taken.consequences[0].accepted
    assert len(taken.consequences) == len(brief.consequences)
    with pytest.raises(UnknownRestriction):
        brief_of(NOTICE, accept=["port-nowhere-closed"])


def test_evidence_is_letter_for_letter() -> None:
    brief = brief_of(NOTICE, LATER)
    texts = {r.id: r.text for r in brief.reports}
    assert brief.claims
    for claim in brief.claims:
        for e in claim.evidence:
            assert texts[e.report_id][e.start : e.end] == e.text


def test_the_same_report_twice_is_read_once_and_said_so() -> None:
    brief = brief_of(NOTICE, NOTICE)
    assert len(brief.reports) == 1
    assert any("same as a report read before" in i.reason for i in brief.left_out)


def test_what_cannot_be_read_is_listed_and_stops_nothing(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(NOTICE)
    brief = build_brief([tmp_path / "gone.txt", good, b""], sea=made.SmallSea(), lanes=())
    assert len(brief.reports) == 1
    assert sum(i.kind == "unreadable" for i in brief.left_out) == 2


def test_a_brief_is_the_same_when_made_again() -> None:
    from offing.model import to_json

    assert to_json(brief_of(NOTICE, LATER)) == to_json(brief_of(NOTICE, LATER))


def test_what_nobody_says_is_so_comes_after_what_somebody_does() -> None:
    brief = brief_of(
        "Port Alder, 4 March 2025\n\nThe strait of Hormuz could be closed, an analyst said.\n\n"
        "A tanker was attacked off Fujairah on 2 March, the coast guard said."
    )
    view = view_from_brief(brief)
    stands = [incident.status.partition(" (")[0] for incident in view.incidents]
    assert len(stands) == 2
    assert stands[1] == "not known" != stands[0]


def test_a_proposal_too_general_to_apply_says_how_one_of_its_candidates_is_accepted() -> None:
    brief = brief_of(
        "Port Alder, 4 March 2025\n\nThe Houthis announced that they would close Israeli ports on "
        "the Mediterranean Sea."
    )
    general = [r for r in brief.restrictions if r.target.kind == "general"]
    assert general
    shown = " ".join(" ".join(plain_lines(brief)).split())
    assert f"; id {general[0].id})" in shown
    assert f"to accept one of them: --accept {general[0].id}:" in shown
