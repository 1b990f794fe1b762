"""On what footing a thing is said: cells of the table, denials, rules in force."""

from __future__ import annotations

import pytest

from offing.claims.speakers import Speaker
from offing.claims.standing import modality_by_table, standing_of

LEAD = "A tanker and a bulk carrier lay in port this week and two ships sailed.\n\n"


@pytest.mark.parametrize(
    ("cue", "modality"),
    [("refuted", "denied"), ("thought", "assessed"), ("urged", "announced")],
)
def test_a_cue_settles_the_modality_whoever_speaks(cue, modality):
    for standing in ("authority", "party", "firm", "press", "observer"):
        assert modality_by_table(standing, "fact", own=True, cue=cue) == modality


@pytest.mark.parametrize(
    ("role", "standing"),
    [
        ("regional governor", "party"), ("defence minister", "party"),
        ("public prosecutor", "authority"),
        ("secretary general", "person"), ("retired admiral", "observer"),
        ("harbour master", "authority"),
        ("director of the terminal company", "authority"), ("tanker owner", "firm"),
    ],
)  # fmt: skip
def test_a_role_tells_the_standing_of_somebody_of_no_known_body(role, standing):
    assert standing_of(Speaker("Ana Brito", role=role, person=True)) == standing


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The port authority of Varna said there had been no spill.", "denied"),
        ("The owner of the tanker said no crew had been hurt.", "denied"),
        ("Reports that the canal is shut have no basis, the canal authority said.", "denied"),
        ("The navy withdrew its earlier statement that the tanker had been hijacked.", "denied"),
        ("The minister of transport ruled out closing the canal.", "denied"),
        ("Rumours that insurers will withdraw cover for Odesa are going round.", "reported"),
        ("Brokers in London said that rates could double.", "assessed"),
        ("The harbour master of Poti said two ships had collided in the roads.", "confirmed"),
        ("The governor of Odesa said drones had hit a terminal in the port.", "claimed"),
        ("Port dues at Poti are to rise by 7 percent in March.", "reported"),
        ("A tanker was hit off Poti, by the account of its owner.", "confirmed"),
        ("A person at the operator said a berth in Poti was still shut.", "reported"),
        ("The Georgian navy said pirates had attacked a tanker off Poti.", "confirmed"),
        ("The Georgian group said it had struck a tanker off Poti.", "claimed"),
        ("The premier said mining the port of Poti was plainly unlawful.", "assessed"),
        ("A bulk carrier is suspected of having damaged a quay in Poti.", "assessed"),
        ("Lagoon Terminals said its gates in Poti had been shut at dawn.", "announced"),
        ("The transport ministry said ships could use the port of Poti as usual.", "confirmed"),
    ],
)
def test_speech_falls_into_its_cell(read, sentence, modality):
    claims = [c for c in read(LEAD + sentence) if c.evidence[0].start > len(LEAD) - 2]
    assert [c.modality for c in claims] == [modality]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Tankers are exempt from the charge until 1 August.", "announced"),
        ("Masters should give 48 hours' notice before arrival.", "announced"),
        ("There has been no spill.", "denied"),
        ("The pilot launch went aground near the north mole.", "confirmed"),
        ("Ships of over 12 metres draught cannot be accepted until further notice.", "announced"),
    ],
)  # fmt: skip
def test_an_authority_in_its_own_circular(read, sentence, modality):
    head = "PORT OF WALVIS BAY\n\nHarbour Master's circular 14\n\n3 July 2025\n\n"
    text = f"{head}Berth 4 is closed.\n\n{sentence}"
    claims = read(text, publisher="Port of Walvis Bay", kind="notice")
    assert [c.modality for c in claims if c.evidence[0].text.startswith(sentence[:20])] == [
        modality
    ]


def test_sport_and_verse_in_a_local_paper_make_no_claim(read):
    text = (
        "A tanker went aground off Wick on Tuesday, the coastguard said. Two tugs and a "
        "ferry stood by the ship; no oil had reached the sea or the harbour by evening, the port "
        "and its pilots reported, and the terminal, quays and fairway stayed open to vessels, "
        "cargo and crews in transit along the coast.\n\n"
        "Sport\n\nAnchors sunk by late goal\n\n"
        "The visitors blockaded midfield in the second-half and boarded the lead with a penalty. "
        "Their goalkeeper repelled attack after attack and the striker was stranded offside.\n\n"
        "Readers' corner\n\n"
        "I closed the harbour of my heart,\nand mined the roads that kept us apart;\n"
        "no pilot came, no lantern shone,\nthe tide went out and you were gone.\n"
    )
    claims = read(text)
    assert claims
    assert all(c.evidence[0].start < text.index("Sport") for c in claims)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Some 70 ships left the port of Poti.", ("ships", 70, 70)),
        ("The agent put the number of ships waiting off Poti at 31.", ("ships", 31, 31)),
        ("Three dockers were killed and nine wounded in the port of Poti.", ("casualties", 12, 12)),
        ("One seaman has died after the fire on a tanker off Poti.", ("casualties", 1, 1)),
        ("At least a dozen tankers were boarded off Poti.", ("ships", 12, None)),
    ],
)
def test_counts(read, sentence, count):
    (claim,) = [c for c in read(LEAD + sentence) if c.evidence[0].start > len(LEAD) - 2]
    assert claim.count is not None
    assert (claim.count.of, claim.count.min, claim.count.max) == count


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("Dockers blocked the gates of Poti for a third day on Tuesday.", "2025-06-29", None),
        (
            "For the first time since 2019 a tanker was hijacked off Poti on 28 June.",
            "2025-06-28", "2025-06-28",
        ),
        (
            "The ban issued on 16 June by the port of Poti was lifted on Tuesday.",
            "2025-07-01", "2025-07-01",
        ),
        (
            "The port of Poti was shut from 0600 on 3 June until 1800 on 4 June.",
            "2025-06-03", "2025-06-04",
        ),
        (
            "When the storm of March 2024 passed, the port of Poti was shut for two days.",
            "2024-03-01", "2024-03-31",
        ),
        ("Terminals at Poti will stop handling ships at noon.", "2025-07-03", "2025-07-03"),
    ],
)  # fmt: skip
def test_days_are_those_of_the_act(read, sentence, earliest, latest):
    claims = [c for c in read(LEAD + sentence) if c.evidence[0].start > len(LEAD) - 2]
    assert [(c.when.earliest, c.when.latest) for c in claims] == [(earliest, latest)]


def test_the_shores_of_a_strait_are_not_its_place(read):
    (claim,) = read("The Strait of Hormuz, between Oman and Iran, was closed to tankers on Monday.")
    assert [p.name for p in claim.places] == ["Strait of Hormuz"]
