"""Sentences as agencies write them every day, read right to their end."""

from __future__ import annotations

import pytest

from offing.claims import claims_from_prose
from tests.claims.conftest import report_of


def told(text: str) -> list[tuple[str, str, list[str]]]:
    claims = claims_from_prose(report_of(text))
    return [(c.action, c.speaker, [p.name for p in c.places]) for c in claims]


def test_what_is_said_before_and_that_is_said_too() -> None:
    text = "The port of Ashdod said the terminals remained open and that it expected little impact."
    assert told(text)[0][:2] == ("normal_operations", "port of Ashdod")
    text = (
        "The owners said a tanker had been boarded off Aden and that the broker believed her crew "
        "was safe."
    )
    first, second = claims_from_prose(report_of(text))
    assert (first.action, first.speaker) == ("boarding", "owners")
    assert second.speaker == "broker"
    assert second.attribution[-2:] == ("owners", "broker")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The tanker, carrying some 30,000 tonnes of gasoil from Jubail to Mombasa, was stopped "
         "nine miles off Sohar, a shipping source said.", "Sohar"),
        ("The tanker, bound for Aden, was stopped off Mocha, the navy said.", "Mokha"),
    ],
)  # fmt: skip
def test_a_ship_that_is_stopped_stops_no_port(text: str, place: str) -> None:
    assert told(text) == [("interception", told(text)[0][1], [place])]


def test_an_order_to_one_ship_is_no_advice_to_mariners() -> None:
    text = (
        "The coastguard of Arkania boarded a bulk carrier in the Strait of Hormuz and ordered it "
        "towards Bandar Abbas, two shipping sources said."
    )
    assert told(text) == [("boarding", "two shipping sources", ["Strait of Hormuz"])]
    text = "The harbour master ordered all ships to leave the anchorage off Haifa."
    assert [t[0] for t in told(text)] == ["advisory"]


@pytest.mark.parametrize(
    "text",
    [
        "The US Navy's Fifth Fleet said it was monitoring the situation off Aden.",
        "“We are closely monitoring developments off Aden,” a navy spokesman said.",
        "“No pilot will board a vessel over 70 metres at Haifa,” the union chair said.",
    ],
)
def test_who_only_looks_on_or_works_does_nothing_to_ships(text: str) -> None:
    assert not {t[0] for t in told(text)} & {"operation", "boarding"}


def test_how_often_a_line_calls_is_no_count_of_what_it_does() -> None:
    text = (
        "Alder Line, which calls at Aden three times a week, said it would divert two vessels to "
        "Salalah."
    )
    (claim,) = claims_from_prose(report_of(text))
    assert claim.count is not None
    assert (claim.count.of, claim.count.min) == ("ships", 2)


def test_an_opinion_that_nobody_is_harmed_does_not_speak_of_possible_harm() -> None:
    text = "The operator believed the crew of the tanker off Aden was safe, it said."
    claims = [c for c in claims_from_prose(report_of(text)) if c.modality == "assessed"]
    assert claims
    assert not any("possible harm" in c.paraphrase for c in claims)


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("The coastguard said the crew of the tanker off Aden was safe.", False),
        ("All 22 crew of the bulker off Aden were accounted for, the manager said.", False),
        ("Two sailors of the tanker were injured and others are safe, the coastguard said.", True),
        ("A sailor of the tanker off Aden was killed, the coastguard said.", True),
    ],
)  # fmt: skip
def test_who_is_safe_is_not_told_as_harmed(text: str, harm: bool) -> None:
    claims = [c for c in claims_from_prose(report_of(text)) if c.action == "casualty"]
    assert claims
    assert all(("no harm" in c.paraphrase) != harm for c in claims)


@pytest.mark.parametrize(
    "words",
    [
        "“That is false. Both lanes will operate,” the Panama Canal Authority said.",
        "“This is simply not true,” the Panama Canal Authority said.",
        "“It is not,” the Panama Canal Authority said.",
    ],
)
def test_a_denial_by_pronoun_does_not_tell_what_it_denies(words: str) -> None:
    text = f"A blog wrote that the Panama Canal would shut on Monday. {words}"
    said = [c for c in claims_from_prose(report_of(text)) if c.speaker == "Panama Canal Authority"]
    assert said
    assert said[0].modality == "denied"
    assert not any(c.action == "closure" and c.modality != "denied" for c in said)


def test_no_ransom_denies_no_hijacking() -> None:
    text = "Pirates released a dhow off Eyl on Tuesday, the governor said. No ransom was paid."
    assert "hijack" not in {c.action for c in claims_from_prose(report_of(text))}


def test_ships_held_up_by_a_grounding_are_not_aground() -> None:
    text = (
        "A container ship ran aground in the Suez Canal on Sunday, holding up about 30 vessels "
        "before tugs refloated it, the canal authority said."
    )
    (claim,) = claims_from_prose(report_of(text))
    assert claim.action == "grounding"
    assert claim.count is None
    two = "Two bulk carriers ran aground in the Suez Canal on Sunday, the canal authority said."
    (claim,) = claims_from_prose(report_of(two))
    assert claim.count is not None
    assert claim.count.min == 2


def test_divers_who_destroy_a_mine_attack_nobody() -> None:
    text = (
        "Arkania's navy warned ships of a drifting mine 12 miles east of Constanta and said divers "
        "would destroy it in the afternoon."
    )
    assert "attack" not in {c.action for c in claims_from_prose(report_of(text))}


def test_the_warship_that_finds_pirates_was_not_hijacked() -> None:
    text = (
        "The mission said a frigate had located the mother ship used in the hijacking of last "
        "week, 40 nautical miles north of Garacad."
    )
    assert not any("warship" in c.paraphrase for c in claims_from_prose(report_of(text)))


def test_one_ship_at_anchor_is_no_congestion() -> None:
    one = "The bulk carrier was seized off Eyl on Monday. The ship is anchored off Bandar Beyla."
    many = "A storm shut Eyl. Some 40 ships are anchored off Eyl, waiting, the agent said."
    assert "congestion" not in {c.action for c in claims_from_prose(report_of(one))}
    assert "congestion" in {c.action for c in claims_from_prose(report_of(many))}


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("UKMTO said it had received a report off Qeshm.", "coastguard"),
        ("Iranian coastguard boats were off Qeshm. UKMTO warned ships.", "Iranian coastguard"),
        ("Iran's coastguard was off Qeshm. UKMTO warned ships there.", "Iran's coastguard"),
    ],
)  # fmt: skip
def test_the_coastguard_is_no_other_authority_that_was_named(before: str, who: str) -> None:
    text = f"{before} State television, citing the coastguard, said a tanker was seized off Qeshm."
    (said,) = [c for c in claims_from_prose(report_of(text)) if c.action == "seizure"]
    assert said.speaker == who


def test_a_firm_that_lost_contact_did_nothing_to_its_ship() -> None:
    text = (
        "The ship's manager, Athens-based Alder Tankers, said it had lost contact with the crew "
        "off Qeshm."
    )
    (claim,) = claims_from_prose(report_of(text))
    assert claim.actor is None
    assert claim.target != "tankers", "a part of the firm's name"


@pytest.mark.parametrize(
    "text",
    [
        "There was no immediate claim of responsibility.",
        "There was no claim of responsibility for the attack from any group.",
        "By Thursday nobody had claimed responsibility for the strike on the tanker.",
    ],
)
def test_that_nobody_claims_it_denies_no_attack(text: str) -> None:
    assert not [c for c in claims_from_prose(report_of(text)) if c.action == "attack"]


def test_what_nobody_claims_is_told_all_the_same() -> None:
    [claim] = claims_from_prose(
        report_of(
            "A tanker was attacked off Aden on Tuesday, the coastguard said, and there was no "
            "immediate claim of responsibility."
        )
    )
    assert (claim.action, claim.speaker) == ("attack", "coastguard")


def test_a_claim_of_responsibility_is_one() -> None:
    [claim] = claims_from_prose(report_of("The Houthis claimed responsibility for the attack."))
    assert (claim.action, claim.modality, claim.negated) == ("attack", "claimed", False)


def test_why_a_ship_was_the_aim_is_no_place_of_it() -> None:
    text = (
        "The ship was hit because her owner trades with the ports of Israel, the spokesman of the "
        "Houthis said."
    )
    assert told(text)[0][2] == []


def test_whose_media_reports_did_not_do_it() -> None:
    [claim] = claims_from_prose(
        report_of("The navy denied reports in Houthi media that a tanker had been hit off Mocha.")
    )
    assert claim.modality == "denied"
    assert claim.actor is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Foreign ministry spokesman Omid Rastgar said the strait was open.",
         "Foreign ministry spokesman"),
        ("Traffic in the Bosphorus was halted because of fog, shipping agent Norrsken said.",
         "shipping agent"),
    ],
)  # fmt: skip
def test_what_a_speaker_is_called_by(text: str, role: str) -> None:
    [claim] = claims_from_prose(report_of(text))
    assert claim.speaker in ("Omid Rastgar", "Norrsken")
    assert claim.speaker_role == role


def test_a_day_to_come_without_a_year_lies_ahead() -> None:
    [claim] = claims_from_prose(
        report_of("The canal authority said it would cut daily transits from March 1.")
    )
    assert claim.future
    published = report_of("x").published
    assert published is not None
    assert claim.when.earliest is not None
    assert claim.when.earliest[5:] == "03-01"
    assert claim.when.earliest > published.isoformat()


def test_a_blockade_that_is_only_voted_for_is_not_in_effect() -> None:
    [claim] = claims_from_prose(
        report_of("The country's parliament approved a measure to close the Strait of Hormuz.")
    )
    assert not claim.in_effect
    assert claim.future


def test_some_owners_are_not_all() -> None:
    [claim] = claims_from_prose(
        report_of("Several carriers have suspended transits of the Red Sea.")
    )
    assert claim.actor == "several carriers"


@pytest.mark.parametrize(
    "text",
    [
        "About a fifth of global oil demand flows through the Strait of Hormuz.",
        "The northbound convoy has been held at Suez since dawn.",
    ],
)
def test_what_is_always_so_is_no_news(text: str) -> None:
    found = claims_from_prose(report_of(text))
    assert not [c for c in found if c.action in ("normal_operations", "escort", "seizure")]


def test_a_ships_name_is_no_place() -> None:
    [claim] = claims_from_prose(report_of("m/v Corvane Dover will omit Montreal on this voyage."))
    assert [p.name for p in claim.places] == ["Montreal"]


def test_a_strike_is_where_those_work_who_strike() -> None:
    claims = claims_from_prose(
        report_of("The dockers' union at the Port of Halifax said it would strike from Thursday.")
    )
    assert ["Halifax"] in [[p.name for p in c.places] for c in claims if c.action == "strike"]
