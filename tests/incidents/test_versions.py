"""One story in several reports: copies, translations, updates and corrections count once."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.incidents import link_incidents
from offing.incidents.versions import version_of
from offing.model import Count, Incident
from offing.reports import read_report
from tests.incidents.making import BEIRA, make_claim, make_report, on

BODY = """\
The harbour master of Beira said on Tuesday that the port of Beira was closed to all vessels
from 11 February 2025 because of a cyclone.

Pilots were withdrawn on Monday evening and eleven ships were sent to sea, the harbour master said.

At least four dock workers were hurt when a crane fell, he added.
"""
FIRST = f"Coast Daily\n11 February 2025\n\nCyclone shuts Beira\n\n{BODY}"


def _closures(*texts: str) -> list[Incident]:
    reports = [read_report(t.encode()) for t in texts]
    claims = [c for r in reports for c in extract_claims(r)]
    return [i for i in link_incidents(claims, reports) if i.action == "closure"]


@pytest.mark.parametrize(
    "second",
    [
        f"Island Times\n12 February 2025\n\nStorm\n\n{BODY}\nFirst published by Coast Daily\n",
        f"Coast Daily\n12 February 2025\n\nUPDATE 2-Cyclone shuts Beira\n\n{BODY}",
        f"Coast Daily\n11 February 2025\n\nCorrection: Cyclone\n\n(Corrects a name)\n\n{BODY}",
        "Island Times\n12 February 2025\n\nThe port of Beira has been shut by a storm since "
        "11 February 2025, its harbour master said on Tuesday.\n\nTranslated from Coast Daily\n",
        f"Island Times\n12 February 2025\n\nBEIRA (Reuters) - {BODY}",
    ],
    ids=["republished", "update", "correction", "translated", "wire"],
)
def test_a_story_told_again_is_one_incident_with_one_origin(second: str) -> None:
    (incident,) = _closures(FIRST, second)
    assert len({v.report_id for v in incident.voices}) == 2
    assert incident.independent_origins == 1
    assert incident.so_rating.credibility != 1
    assert not incident.conflicts


def test_a_reopening_in_a_later_report_ends_it_and_keeps_its_history() -> None:
    later = ("Island Times\n15 February 2025\n\nThe port of Beira reopened on 14 February 2025, "
             "the harbour master of Beira said.\n")  # fmt: skip
    (closure,) = _closures(FIRST, later)
    assert [h.status for h in closure.history] == ["in_effect", "ended"]
    assert closure.superseded_by


@pytest.mark.parametrize(("day", "title"), [(12, "Storm"), (11, "Correction: Storm")])
def test_a_newer_number_replaces_the_older_without_a_conflict(day: int, title: str) -> None:
    reports, claims = [], []
    for n, (published, head, hurt) in enumerate([(11, "Storm", 4), (day, title, 7)]):
        report = make_report(f"{head}\n{hurt} were hurt", "Coast Daily", title=head,
                             published=datetime.date(2025, 2, published))  # fmt: skip
        reports.append(report)
        claims.append(make_claim(
            report, n, action="accident", places=(BEIRA,), when=on("2025-02-11"),
            speaker="harbour master", count=Count(of="casualties", min=hurt, max=hurt),
        ))  # fmt: skip
    (incident,) = link_incidents(claims, reports)
    assert not incident.conflicts
    assert incident.history[-1].status == incident.status
    assert "7 casualties" in incident.history[-1].reason
    assert "4 casualties" in incident.history[-1].reason
    before = link_incidents(claims, reports, as_of=datetime.date(2025, 2, 10))
    assert all("7 casualties" not in h.reason for i in before for h in i.history)


def test_an_id_does_not_change_when_a_later_report_tells_of_another_such_thing() -> None:
    first = make_report("One attack.", "Coast Daily", published=datetime.date(2025, 2, 11))
    later = make_report("Another attack.", "Aa Times", published=datetime.date(2025, 2, 11),
                        title="UPDATE 1-Attacks")  # fmt: skip
    a = make_claim(first, action="attack")
    b = make_claim(later, action="attack", count=None, speaker="Someone")
    alone = {i.claim_ids: i.id for i in link_incidents([a], [first])}
    both = {i.claim_ids: i.id for i in link_incidents([a, b], [first, later])}
    assert both[(a.id,)] == alone[(a.id,)]


@pytest.mark.parametrize(
    ("title", "version"),
    [("Storm", 0), ("UPDATE 3-Storm", 3), ("UPDATE: Storm", 1), ("Correction: Storm", 99),
     ("CORRECTED-Storm", 99), ("Updated ports list", 0)],
)  # fmt: skip
def test_versions_are_read_from_the_title(title: str, version: int) -> None:
    assert version_of(make_report("A text.", title=title)) == version
