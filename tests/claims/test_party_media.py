"""Statements of parties and the press that carries them: whose word, on what footing, where."""

from __future__ import annotations

from pathlib import Path

import pytest

from offing import build_brief, read_report
from offing.claims import extract_claims
from offing.model import Claim, Report


def report(tmp_path: Path, text: str, head: str = "Quay Courier, 14 May 2026\n\n") -> Report:
    file = tmp_path / "report.txt"
    file.write_text(head + text, "utf-8")
    return read_report(file)


def claims(tmp_path: Path, text: str, head: str = "Quay Courier, 14 May 2026\n\n") -> list[Claim]:
    return extract_claims(report(tmp_path, text, head))


@pytest.mark.parametrize(
    ("text", "footing"),
    [
        ("The assembly in Baghdad passed a bill to shut the Strait of Hormuz.", "future"),
        ("Yet to blockade the Strait of Hormuz is no small matter.", "hypothetical"),
        ("The colonel said the raiders struck the quays to halt the loading at Odesa.", ""),
        ("It would be to close the Strait of Hormuz for a gesture.", "hypothetical"),
    ],
)
def test_what_is_only_wanted_is_not_in_effect(tmp_path: Path, text: str, footing: str) -> None:
    made = claims(tmp_path, text)
    assert made
    assert all(c.in_effect is not True for c in made)
    if footing:
        assert getattr(made[0], footing)
        assert "Baghdad" not in [p.name for p in made[0].places]
    assert not any(c.when.earliest for c in made)


def test_what_had_to_be_done_stays_done(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, "The harbour master was forced to suspend pilotage at Varna.")
    assert (claim.action, claim.in_effect, claim.future) == ("suspension", True, False)
    (claim,) = claims(tmp_path, "The storm prompted the authority to close the port of Varna.")
    assert (claim.action, claim.in_effect) == ("closure", True)


def test_this_was_reported_by_names_who_told_the_sentences_before(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "During the night drones attacked the port of Reni. A ship under the flag of Togo was "
        "damaged.\n\nThis was announced by the head of the district administration Ihor Savchuk "
        "on his channel.\n\nA tanker was towed to Galati on Monday.",
    )
    told = [c for c in made if c.action in ("attack", "damage")]
    assert told
    assert {c.speaker for c in told} == {"Ihor Savchuk"}
    assert made[-1].speaker == "Quay Courier"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Spokesman of the Southern Command Petro Ivanchuk said a tanker was hit off Odesa.",
         "Petro Ivanchuk"),
        ("The head of the Port of Thessaloniki Authority Nikos Manolis said the port was open.",
         "Nikos Manolis"),
        ("According to the ministry's spokesman, Colonel Zeki Aslan, a ferry was hit off Sile.",
         "Zeki Aslan"),
        ("The press service of the Taman port administration said the port was working normally.",
         "Taman port administration"),
        ("The fleet's press office said a tanker was boarded off Ceuta.", "fleet"),
        ('"A tanker was boarded off Hualien," Senior Colonel Lin Bo, spokesman for the command, '
         "said.", "Lin Bo"),
    ],
)  # fmt: skip
def test_a_name_after_office_and_body(tmp_path: Path, text: str, speaker: str) -> None:
    made = claims(tmp_path, text)
    assert made
    assert made[0].speaker == speaker


@pytest.mark.parametrize(
    "dateline",
    [
        "VARNA, March 6. /Noordzee/. ",
        "VARNA, 6 March — Noordzee. ",
        "Varna, Noordzee – ",
    ],
)
def test_agencies_between_bars_and_dashes(tmp_path: Path, dateline: str) -> None:
    made = claims(
        tmp_path,
        "Tankers collide\n\n" + dateline + "Two tankers collided off Burgas, pilots said.\n\n"
        "The crews were safe.",
        head="",
    )
    assert made[0].attribution[0] == "Noordzee"


def test_a_column_in_translation_is_its_papers(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "Insurers have raised war risk premiums for the Gulf of Aden.",
        head="Nobody sails for free\n\nOpinion | Aurelio Pons\n\n"
        "El Eco del Muelle, Cartagena, 18 June 2025 (translated from Spanish)\n\n",
    )
    assert made[0].speaker == "El Eco del Muelle"


def test_a_paper_does_not_do_what_it_tells(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        'The economic newspaper "HaMisgad" revealed that the port of Eilat will halt its work '
        "from Sunday.",
    )
    assert (claim.modality, claim.actor, claim.in_effect) == ("reported", None, False)


def test_two_things_affirmed_are_two_claims(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "The armed forces stress that the ban on hostile navigation in the Red Sea remains in "
        "force, and that any ship that breaks it will be considered a target.",
    )
    assert len(made) == 2
    assert made[1].action == "threat"
    assert made[0].action in ("restriction", "blockade")


def test_a_question_about_a_state_is_not_put_by_it(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        "In response to a question about the threats of Israel, Admiral Darvish said that a "
        "tanker had been seized off Fujairah.",
    )
    assert claim.attribution == ("Quay Courier", "Darvish")


def test_interference_in_affairs_is_none_with_satellites(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "A tanker was boarded off Keelung. The spokeswoman said the question of the strait brooks "
        "no external interference.",
    )
    assert all(c.action != "gnss_interference" for c in made)


def test_a_completed_exercise_is_over(tmp_path: Path) -> None:
    brief = build_brief(
        [
            report(
                tmp_path,
                "The command announced the completion of a two-day joint exercise off Keelung. "
                "Merchant ships passed off Keelung as usual.",
            )
        ]
    )
    assert not any(i.status == "in_effect" and "xercise" in i.title for i in brief.incidents)


def test_for_whose_sake_is_not_where(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        "In response to the crimes against our people in Gaza, the naval force attacked a ship in "
        "the Gulf of Aden.",
    )
    assert [p.name for p in claim.places] == ["Gulf of Aden"]


def test_the_port_is_the_one_the_report_is_about(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "The port of Eilat will stop work from Sunday, the paper said. Eilat has had six ships "
        "this year. A member of the bureau wrote that Haifa would be next. The leader said that "
        "navigation to the port remains closed.",
        head="Port of Eilat near closure\n\nQuay Courier, 14 May 2026\n\n",
    )
    assert [p.name for p in made[-1].places] == ["Eilat"]


def test_doubt_in_a_name_is_the_reports_own(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "Taiwan's so-called coast guard office claimed that two tankers were boarded off Keelung.",
    )
    assert all("so-called" not in c.paraphrase + c.speaker for c in made)
    assert made


def test_the_crew_of_a_ship_are_no_ships(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        "The 16 crew members of the tanker are from Goa, and she was intercepted off Jask.",
    )
    assert claim.count is None


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Tankers collide\n\nTuesday 7 January 2025 – Al-Waqt Press (Aden)\n\n", "Al-Waqt Press"),
        ("Tankers collide\n\nCartagena, 3 July 2025 (Agencia Norte).- ", "Agencia Norte"),
        ("Tankers\n\nLe Large (Dakar) – Published on 3 July 2025 (translated)\n\n", "Le Large"),
        (
            "STRAITS WATCH — Assessment, 27 May 2025\nHelm Institute for Sea Studies\n\n",
            "Helm Institute for Sea Studies",
        ),
    ],
)  # fmt: skip
def test_heads_of_regional_papers_and_institutes(tmp_path: Path, head: str, outlet: str) -> None:
    text = "Two tankers collided off Burgas, pilots said.\n\nThe crews were safe."
    read = report(tmp_path, text, head)
    assert read.published is not None
    assert extract_claims(read)[0].attribution[0] == outlet


def test_a_prevented_attack_did_not_happen(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, "The service foiled a sabotage attack on a tanker at Primorsk.")
    assert claim.action == "interception"


def test_provocations_that_should_stop_are_no_service(tmp_path: Path) -> None:
    text = "The spokesman called on Ankara to stop the provocations off Larnaca."
    assert all(c.action != "suspension" for c in claims(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "The sources said the claims that a tanker was attacked do not correspond to reality.",
        "The navy said the reports that it had boarded a ferry had nothing to do with reality.",
    ],
)
def test_what_does_not_fit_reality_is_denied(tmp_path: Path, text: str) -> None:
    (claim,) = claims(tmp_path, text)
    assert claim.modality == "denied"


def test_a_ministry_is_not_the_office_named_before(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "The Security Bureau said a tanker was mined at Primorsk. The Dutch ministry said that "
        "the tanker had left Rotterdam unharmed.",
    )
    assert made[0].speaker == "Security Bureau"
    assert all(c.speaker != "Security Bureau" for c in made[1:])


def test_who_mocks_a_claim_is_not_who_made_it(tmp_path: Path) -> None:
    made = claims(
        tmp_path,
        "Central Command claimed that it had sunk a boat off Aden. A military source ridiculed "
        "this claim, saying that the raid had hit a fishing boat.",
    )
    assert made[-1].speaker.endswith("military source")


def test_what_is_called_for_is_not_in_force(tmp_path: Path) -> None:
    text = "Board head Lev Morozov called for the inspection of every vessel bound for Odesa."
    assert all(c.in_effect is not True for c in claims(tmp_path, text))


def test_a_coast_guard_that_blames_another_confirms_nothing(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        "China Coast Guard spokesperson Hu Jing said the supply boat deliberately collided with "
        "a patrol ship off Sabina Shoal.",
    )
    assert claim.modality == "claimed"


def test_who_makes_a_release_known_kidnapped_nobody(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path, "Two sailors were kidnapped off Lagos, the naval prefecture let it be known."
    )
    assert claim.actor is None
