"""Lists, tables and headings: each line a claim with the place and status that it gives."""

from __future__ import annotations

import datetime

from offing.claims import extract_claims
from offing.model import Claim
from offing.reports import report_from_bytes


def _claims(text: str, day: datetime.date = datetime.date(2025, 11, 3)) -> list[Claim]:
    report = report_from_bytes(text.encode(), source="file", name="report.txt", published=day)
    return extract_claims(report)


def _said(claims: list[Claim]) -> dict[str, tuple[str, bool | None]]:
    return {p.name: (c.action, c.in_effect) for c in claims for p in c.places}


def test_each_port_of_a_paragraph_has_its_own_status() -> None:
    claims = _claims(
        "GULF PORT DESK\n\nPORTS\n\nSalalah: operational. Duqm: closed to tankers since 30 OCT. "
        "Sohar: working with delays; eleven ships at anchor.\n"
    )
    assert _said(claims) == {
        "Salalah": ("normal_operations", True),
        "Duqm": ("closure", True),
        "Sohar": ("congestion", True),
    }
    duqm = next(c for c in claims if c.action == "closure")
    assert duqm.when.earliest == "2025-10-30"
    assert duqm.when.latest is None


def test_a_table_is_read_row_by_row() -> None:
    claims = _claims(
        "# Port table\n\nThe vessels and ports of the region.\n\n| Port | Status | Remarks |\n"
        "|---|---|---|\n| Beira | Closed | Channel unsafe |\n| Nacala | Operational | no delays |\n"
    )
    assert _said(claims) == {"Beira": ("closure", True), "Nacala": ("normal_operations", True)}


def test_a_planned_or_asked_status_is_none() -> None:
    claims = _claims("Ports\n\nBeira: to be decided.\nNacala: closed?\nMaputo: see below.\n")
    assert not [c for c in claims if c.in_effect]


def test_headings_that_are_ports_hold_until_the_next() -> None:
    claims = _claims(
        "Good day, please find the situation of the vessels and ports.\n\nMOMBASA\nPort open.\n\n"
        "BERBERA\nPort closed. Pilotage has been suspended since Saturday.\n\nRegards\nThe desk\n"
    )
    said = {(c.places[0].name, c.action) for c in claims}
    assert ("Mombasa", "normal_operations") in said
    assert ("Berbera", "closure") in said
    assert ("Berbera", "suspension") in said
    assert not any(name == "Mombasa" and act != "normal_operations" for name, act in said)


def test_listed_areas_are_changes_of_insurance_from_a_day() -> None:
    claims = _claims(
        "MARINE INSURERS' JOINT PANEL\n\nThe listed areas change with effect from 15 November "
        "2025.\n\nADDED\nGulf of Oman\nSudan - all ports\n\nDELETED\nGulf of Guinea\n\nNotes\n\n"
        "Ships may call there.\n"
    )
    changes = {p.name: c for c in claims for p in c.places if c.action == "insurance"}
    assert {"Gulf of Oman", "Sudan", "Gulf of Guinea"} <= set(changes)
    assert all(c.when.earliest == "2025-11-15" for c in changes.values())
    assert all(c.in_effect is False and c.future for c in changes.values())
    assert all(c.speaker == "Marine Insurers' Joint Panel" for c in changes.values())


def test_key_lines_and_leaders_are_entries_too() -> None:
    claims = _claims(
        "PORT SITUATION OFFICE\n3 November 2025\n\nPort: Jeddah\nStatus: Operational\n\n"
        "Port: Yanbu\nStatus: Closed\n"
    )
    assert _said(claims) == {"Jeddah": ("normal_operations", True), "Yanbu": ("closure", True)}
    claims = _claims(
        "PORT SITUATION OFFICE\n3 November 2025\n\nDamietta .... closed (swell)\n"
        "Salalah .... open\n"
    )
    assert _said(claims) == {"Damietta": ("closure", True), "Salalah": ("normal_operations", True)}


def test_a_bare_status_under_a_heading_is_the_headings() -> None:
    claims = _claims(
        "PORT SITUATION OFFICE\n\n1. BEIRUT\nPort working.\n\n2. SALALAH\nClosed until further "
        "notice.\n"
    )
    assert _said(claims) == {"Beirut": ("normal_operations", True), "Salalah": ("closure", True)}
