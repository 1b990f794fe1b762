"""Constructions that reports use for the same thing: every sentence here was made for the test."""

from __future__ import annotations

import datetime

import pytest

from offing import read_report
from offing.claims import extract_claims
from offing.model import Claim

PUBLISHED = datetime.date(2025, 3, 14)


def claims_of(text: str) -> list[Claim]:
    return extract_claims(read_report(text.encode(), published=PUBLISHED, kind="article"))


def only(text: str) -> Claim:
    claims = claims_of(text)
    assert len(claims) == 1, [(c.action, c.evidence[0].text) for c in claims]
    return claims[0]


@pytest.mark.parametrize(
    ("text", "action", "modality"),
    [
        ("A tanker was struck by debris off Fujairah on Monday, the operator said.",
         "attack", "confirmed"),
        ("A drone damaged a fuel terminal at the port of Fujairah, the port authority said.",
         "damage", "confirmed"),
        ("A bulk carrier came under fire from two small craft west of Hodeidah, a maritime "
         "security firm said.", "attack", "reported"),
        ("An explosion tore through the engine room of a tanker off Tripoli overnight, its "
         "manager, Halden Tankers, said.", "explosion", "confirmed"),
        ("Mortar rounds fell near the port of Mogadishu on Monday night.", "attack", "reported"),
        ("The Houthis said they will strike Israeli-linked ships again unless the siege ends.",
         "threat", "announced"),
        ("The Houthis warned on Wednesday that ships bound for the enemy will be considered "
         "targets in the Red Sea.", "threat", "announced"),
        ("Freight rates from Shanghai to Rotterdam could triple, Xeneta said.",
         "surcharge", "assessed"),
        ("The Greek shipping ministry confirmed that a tanker was hit in the Black Sea.",
         "attack", "confirmed"),
        ("An Egyptian security source told the Gazette the canal was operating as usual.",
         "normal_operations", "reported"),
        ("Egypt's transport minister denied on Friday that the port of Damietta had been closed.",
         "closure", "denied"),
        ("The Romanian Navy neutralised a drifting mine 18 nm east of Constanta.",
         "mine", "reported"),
    ],
)  # fmt: skip
def test_act_and_footing(text: str, action: str, modality: str) -> None:
    claim = only(text)
    assert (claim.action, claim.modality) == (action, modality)


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        ("The port of Tobruk was closed on Monday, port workers and two aid officials said.",
         "port workers and two aid officials", 1),
        ("Hapag-Lloyd will keep routing ships around the Cape of Good Hope, it told customers on "
         "Tuesday.", "Hapag-Lloyd", 1),
        ("The newsletter Mar Aberto, citing two unnamed shipowners, reported that a tanker had "
         "been boarded off Sohar.", "two unnamed shipowners", 2),
        ("A naval commander was quoted by the Sepidar news agency as saying that no vessel "
         "would be allowed through the strait.", "A naval commander", 2),
        ("The daily quoted an unnamed trader as saying that the port of Tobruk was closed.",
         "an unnamed trader", 2),
        ("The tanker had been boarded off Sohar, said a person briefed on the incident.",
         "a person briefed", 1),
    ],
)  # fmt: skip
def test_who_said_so(text: str, speaker: str, chain: int) -> None:
    claim = only(text)
    assert claim.speaker == speaker
    assert len(claim.attribution) == chain + 1


def test_a_role_takes_the_body_named_before() -> None:
    text = (
        "The Suez Canal Authority said the canal was open on Sunday.\n\n"
        "Forty ships are waiting at the southern entrance, its chairman, Hany Sabry, said.\n"
    )
    waiting = claims_of(text)[-1]
    assert waiting.speaker == "Hany Sabry"
    assert waiting.speaker_role == "chairman of Suez Canal Authority"
    assert waiting.modality == "confirmed"


def test_a_heading_gives_its_place_to_the_lines_below() -> None:
    text = (
        "Ports on 14 March 2025\n\nMOMBASA\nPort working normally.\n\nBERBERA\nPort open.\n\n"
        "BEIRA\nPilotage suspended due to swell.\n"
    )
    told = {c.places[0].name: c.action for c in claims_of(text)}
    assert told.pop("Beira") in ("suspension", "closure")
    assert told == {"Mombasa": "normal_operations", "Berbera": "normal_operations"}


def test_an_entry_is_one_incident_with_the_place_and_day_of_its_head() -> None:
    text = (
        "Weekly summary of incidents at sea\n\n"
        "4. 19.02.2025: 0150 LT: Belawan Anchorage, Indonesia.\n"
        "Two robbers boarded an anchored tanker. They escaped with stores. The crew is safe.\n"
    )
    claim = only(text)
    assert claim.places[0].name.startswith("Belawan")
    assert claim.when.earliest == "2025-02-19"
    assert claim.evidence[-1].text == "The crew is safe."


@pytest.mark.parametrize(
    "text",
    [
        "She declined to say whether the port of Lagos was closed.",
        "He stopped short of calling the measures a blockade of the strait.",
        "The listing of the port does not mean that ships may not call there.",
        "It was not clear whether the container terminal was damaged.",
    ],
)
def test_what_says_nothing_is_no_claim(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("Last December a tanker was seized off Sohar.", "2024-12-01", "2024-12-31"),
        ("In 2020 a tanker was seized off Sohar.", "2020-01-01", "2020-12-31"),
        ("The port of Beira was closed 01 Mar 1400 - 02 Mar 0700.", "2025-03-01", "2025-03-02"),
        ("The navy said on Monday that a tanker was seized off Sohar the previous day.",
         "2025-03-09", "2025-03-09"),
    ],
)  # fmt: skip
def test_when(words: str, earliest: str, latest: str) -> None:
    claim = only(words)
    assert (claim.when.earliest, claim.when.latest) == (earliest, latest)


def test_the_announcement_is_dated_where_the_report_says_so() -> None:
    text = (
        "The Red Coast Front announced that it would close the port of Massawa to tankers.\n\n"
        "The announcement, made early on Wednesday, comes amid talks in Geneva.\n"
    )
    claim = claims_of(text)[0]
    assert claim.stated.earliest == "2025-03-12"
    assert claim.when.earliest is None


def test_around_africa_is_the_cape_and_a_country_that_acts_is_no_place() -> None:
    assert [p.name for p in only("Maersk said its ships were sailing around Africa.").places] == [
        "Cape of Good Hope"
    ]
    claim = only("The interior minister said Russia was behind the jamming of ships' GPS signals.")
    assert claim.places == ()


def test_paraphrases_are_plain_sentences() -> None:
    claim = only(
        "Hapag-Lloyd said in a statement on Monday that it would divert four ships around the Cape "
        "of Good Hope from 1 April."
    )
    assert claim.paraphrase == (
        "Hapag-Lloyd announced in a statement that it would divert four ships around the Cape "
        "of Good Hope "
        "from 1 April 2025."
    )
    attacks = only("Two tankers were hit by drones off Yanbu on Monday, the port authority said.")
    assert attacks.paraphrase == (
        "Port authority stated that there was an attack on two tankers off Yanbu on 10 March 2025."
    )


def test_what_a_plan_includes_is_planned(read) -> None:  # type: ignore[no-untyped-def]
    claims = read(
        "The leader of the Red Coast Front, Idris Halloum, said that the next phase would include "
        "the enforcement of a blockade on Port Sudan and closing the port of Suakin."
    )
    assert {c.action for c in claims} == {"blockade", "closure"}
    assert all(c.future for c in claims)
    assert not any(c.in_effect for c in claims)


def test_a_word_of_a_bodys_name_is_not_what_an_act_is_done_to() -> None:
    denied = only("The Alder Sea Ports Corporation denied the attack.")
    assert denied.paraphrase == "Alder Sea Ports Corporation denied an attack."
    hit = only("The Alder Sea Ports Corporation denied an attack on a tanker.")
    assert hit.paraphrase == "Alder Sea Ports Corporation denied an attack on a tanker."
