"""Whose word a report is: the issuer from heads of many kinds."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.reports import report_from_bytes
from tests.eval.scoring import same_name

BODY = "\n\nThe port of Duqm was closed to all shipping on 2 November after a storm.\n"
HEADS = [
    ("a.txt", "Euxine Freight, 14 November 2025, 16:40 (updated)", "Euxine Freight"),
    ("a.md", "# Port closed\n\n*Sundown Shipping, 3 November 2025*", "Sundown Shipping"),
    ("a.md", "# Port closed\n\n**The Levant Tribune** | 3 November 2025 | By Ana Ruiz", "Levant Tribune"),
    ("a.txt", "MARITIME WATCH AQABA\nADVISORY 031/25\nIssued: 2025-11-02 0900 UTC", "Maritime Watch Aqaba"),
    ("a.txt", "GULF OF OMAN REPORTING CENTRE\n\nBULLETIN No. 12\n3 NOV 2025", "Gulf of Oman Reporting Centre"),
    ("a.txt", "Northern Shipowners' P&I Club\nCircular 14/2025\n3 November 2025\nTo all Members", "Northern Shipowners' P&I Club"),
    ("a.txt", "DUQM, Nov 3 (Gulf Wire) - Rain fell.", "Gulf Wire"),
    ("a.txt", "By Ana Ruiz\nThe Monsoon Post\n3 November 2025", "Monsoon Post"),
    ("a.txt", "The Quay Review\nOpinion\n3 November 2025\n\nA port in trouble\n\nBy Carys Penhallow", "Quay Review"),
    ("a.txt", "Press release\nMinistry of Ports and Waterways\n3 November 2025", "Ministry of Ports and Waterways"),
    ("a.txt", "Blue Anchor Line - Customer Advisory\n3 November 2025\nDear customer,", "Blue Anchor Line"),
    ("a.txt", "From: Harbour Master, Port of Salalah\nTo: All agents\nDate: 3 November 2025", "Salalah"),
    ("a.txt", "Union of Port Workers of the Gulf\nPress statement, 3 November 2025", "Union of Port Workers"),
    ("a.txt", "Weekly security report\nPrepared by Tideline Risk\n3 November 2025", "Tideline Risk"),
    ("a.txt", "Source: Oman Shipping News\nDate: 3 November 2025", "Oman Shipping News"),
    ("a.txt", "HORN OF AFRICA LOGISTICS CLUSTER | SITUATION UPDATE 9 | 3 NOVEMBER 2025", "Horn of Africa Logistics Cluster"),
    ("a.txt", "Indian Ocean Coast Guard Forum\nIncident summary 44\n3 November 2025", "Indian Ocean Coast Guard Forum"),
    ("a.txt", "State Hydrographic Service\nNotices to Mariners, edition 44", "State Hydrographic Service"),
    ("a.txt", "© 2025 Al-Sharq Daily. All rights reserved.", "Al-Sharq Daily"),
    ("a.txt", "Port closed after storm - The Muscat Mirror", "Muscat Mirror"),
    ("a.txt", "SULTANATE OF OMAN\nMARITIME SECURITY CENTRE\nNOTICE 5 OF 2025", "Maritime Security Centre"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "head", "issuer"), HEADS)
def test_the_issuer_is_read_from_the_head(name: str, head: str, issuer: str) -> None:
    report = report_from_bytes(
        (head + BODY).encode(), source="file", name=name, published=datetime.date(2025, 11, 3)
    )
    claims = [c for c in extract_claims(report) if c.action == "closure"]
    assert claims
    assert all(same_name(c.speaker, issuer) for c in claims), [c.speaker for c in claims]
