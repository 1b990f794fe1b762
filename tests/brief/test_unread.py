"""What a brief must say when it could not read, or must not yet know, a report."""

from __future__ import annotations

import datetime

from offing import build_brief, read_report

FRENCH = (
    "Le canal de Suez est fermé à la navigation depuis mardi matin, a dit l’Autorité du canal "
    "dans un communiqué. Les navires qui se trouvent dans le canal attendent des remorqueurs "
    "et les convois du lendemain sont annulés, selon la même source. Les armateurs sont prévenus."
)
ENGLISH = (
    "Harbour Dispatch\n\n3 July 2025\n\nThe port of Beira is closed to all ships, "
    "the port authority said on Thursday.\n"
)


def test_a_report_that_is_not_read_is_never_told_as_calm() -> None:
    brief = build_brief([read_report(FRENCH.encode())], lanes=[])
    assert "French" in brief.headline
    assert "not read" in brief.headline
    assert "nothing in effect" not in brief.headline


def test_one_unread_report_among_others_is_said() -> None:
    brief = build_brief([read_report(FRENCH.encode()), read_report(ENGLISH.encode())], lanes=[])
    assert "Beira" in brief.headline
    assert "One report is in French, which is not read." in brief.headline


def test_a_brief_of_a_day_knows_no_later_report() -> None:
    day = datetime.date(2025, 7, 1)
    brief = build_brief([read_report(ENGLISH.encode())], as_of=day, lanes=[])
    assert not brief.claims
    assert any("after the day" in item.reason for item in brief.left_out)


def test_what_a_person_accepted_is_said_at_once() -> None:
    report = read_report(ENGLISH.encode())
    (proposed,) = build_brief([report], lanes=[]).restrictions
    brief = build_brief([report], lanes=[], accept=[proposed.id])
    assert "Accepted by a person: " in brief.headline
