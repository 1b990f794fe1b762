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


LETTER = """THE LEEWARD POST

Tarn Line stops calling at Duqm

4 March 2026

Tarn Line wrote to its customers on Tuesday. The letter in full:

Dear customers,

The state of the port leaves us no choice. Until further notice no bookings to Duqm are accepted.

Ships on their way will discharge at Sohar, and a surcharge applies there from 10 March.

Kind regards,
Your Tarn Line team

The port of Duqm was closed on 3 March after two tankers collided in the channel.
"""


def test_a_letter_within_a_story_is_its_writers() -> None:
    claims = extract_claims(read_report(LETTER))
    said = {c.evidence[0].text[:20]: c.speaker for c in claims}
    assert said["Until further notice"] == said["Ships on their way wi"[:20]] == "Tarn Line"
    assert said["The port of Duqm was"] == "Leeward Post"


TERMS = """THE LEEWARD POST

4 March 2026

The Panama Canal Authority has announced new limits for ships. From 20 March no more than 30
transits a day will be booked. Ships longer than 290 metres must wait for daylight.

A broker in Colon said rates would rise. Some 40 tankers were waiting off Balboa on Monday.
"""


def test_the_terms_of_what_was_announced_are_the_announcers() -> None:
    claims = extract_claims(read_report(TERMS))
    booked = next(c for c in claims if "30\ntransits" in c.evidence[0].text)
    waiting = next(c for c in claims if "40 tankers" in c.evidence[0].text)
    assert (booked.speaker, booked.modality) == ("Panama Canal Authority", "announced")
    assert waiting.speaker == "Leeward Post"
    assert waiting.modality == "reported"


def first_of(text: str, words: str) -> tuple[str, str]:
    """``(speaker, modality)`` of the claim that rests on ``words``."""
    head = "THE LEEWARD POST\n\n4 March 2026\n\nA tanker was boarded off Salalah on Monday."
    claims = extract_claims(read_report(f"{head}\n\n{text}\n"))
    found = next(c for c in claims if any(words in e.text for e in c.evidence))
    return found.speaker, found.modality


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The World Food Programme said rice was landed at Jacmel. The police said that they "
            "had recovered a barge with 4,000 bags.",
            "a barge",
            ("police", "confirmed"),
        ),
        (
            "A Guards statement said the tanker carried stolen fuel. Its nine crew were arrested "
            "off Jask, according to the same statement.",
            "nine crew",
            ("Guards", "claimed"),
        ),
        (
            "The harbour master of Duqm clarified in a statement today, Wednesday, that two tugs "
            "were sent to the tanker.",
            "two tugs",
            ("harbour master of Duqm", "confirmed"),
        ),
        (
            "The harbour master of Duqm did not rule out that the tanker was boarded.",
            "the tanker",
            ("harbour master of Duqm", "assessed"),
        ),
        (
            "Two traders in Fujairah said that neither barges nor tankers could reach the jetty.",
            "the jetty",
            ("Two traders in Fujairah", "reported"),
        ),
        (
            "The Coast Guard asked masters off Salalah to report skiffs. Ships are advised to keep "
            "a sharp lookout.",
            "sharp lookout",
            ("Coast Guard", "announced"),
        ),
        (
            "The head of the port of Duqm, Salim Rawas, said in a statement today, Wednesday, "
            "that a tanker was aground. He denied that the port was closed.",
            "He denied",
            ("Salim Rawas", "denied"),
        ),
        (
            "The ferry stopped at Jacmel on Monday. The repair of the ramp will last until July, "
            "Kestrel Lines estimates.",
            "The repair",
            ("Kestrel Lines", "assessed"),
        ),
    ],
)
def test_who_goes_on_and_on_what_footing(text: str, words: str, expected: tuple[str, str]) -> None:
    assert first_of(text, words) == expected


def test_a_site_is_an_outlet_whatever_its_name_sounds_like() -> None:
    head = "Tanker boarded off Bonny\n\nPublished Jul 3, 2026 9:14 PM by Leeward Maritime"
    report = read_report(f"{head}\n\n{BODY}\n")
    issuer, own = issuer_from_report(report, document_from_report(report))
    assert (issuer.name, issuer.kind, own) == ("Leeward Maritime", "outlet", False)
