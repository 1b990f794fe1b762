"""Forms in which reports come: mastheads, by-lines, letters in a story, who goes on speaking."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from offing.claims.document import document_from_report
from offing.claims.issuer import issuer_from_report
from offing.reports import read_report

BODY = (
    "The tanker was boarded by six armed men off Bonny on Monday, the port said in a notice. "
    "Two of the crew were hurt and the vessel is now at anchor."
)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Quarterdeck | Ports\n\nTanker boarded off Bonny\n\nJuly 3, 2026", "Quarterdeck"),
        ("SeaPost > News > Piracy\n\nTanker boarded off Bonny\n\n3 July 2026", "SeaPost"),
        (
            "Home\nNews\nShipping\n\nTanker boarded off Bonny\n\n"
            "By Ann Lowe, Wheelhouse, July 3, 2026",
            "Wheelhouse",
        ),
        ("Tanker boarded off Bonny\n\nPosted on July 3, 2026 by Deckhand", "Deckhand"),
        (
            "812\nViews\n\nTanker boarded off Bonny\n\nHarbour\n\n"
            "Published Jul 3, 2026 9:14 PM by The Leeward Post",
            "Leeward Post",
        ),
        ("The Leeward\n3 July 2026 · 4 min read\nTanker boarded off Bonny\nPorts", "Leeward"),
    ],
)
def test_labels_and_sections_of_a_page_are_nobody(head: str, outlet: str) -> None:
    report = read_report(f"{head}\n\n{BODY}\n")
    issuer, own = issuer_from_report(report, document_from_report(report))
    assert (issuer.name, own) == (outlet, False)
    assert all(c.attribution[:1] == (outlet,) for c in extract_claims(report))
