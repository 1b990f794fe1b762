"""Who says what, through whom."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "The tanker was hit by a drone off Aden, the ministry's spokesman, Omar Haddad, said.",
            "Omar Haddad",
        ),
        (
            "Omar Haddad, a spokesman for the ministry, said a drone had hit a tanker.",
            "Omar Haddad",
        ),
        ("According to the harbour master, a tanker was hit by a drone.", "harbour master"),
        ("A tanker was hit by a drone, according to two shipping sources.", "two shipping sources"),
        ("“A tanker was hit by a drone,” said Lars Holm, an analyst.", "Lars Holm"),
        (
            "In a post on X, Northern Tankers said its ship had been hit by a drone.",
            "Northern Tankers",
        ),
        ("Danish carrier Norden Sund said its ship had been hit by a drone.", "Norden Sund"),
        ("A spokesman for Maersk said one of its ships had been hit by a drone.", "Maersk"),
        ("A drone hit a tanker off Fujairah.", "Harbour Wire"),
        ("“A drone hit our tanker,” Lena Berg was quoted as saying by state media.", "Lena Berg"),
    ],
)
def test_the_speaker_is_found(read, sentence, speaker):
    (claim,) = read(sentence)
    assert claim.speaker == speaker
    assert claim.attribution[0] == "Harbour Wire"
    assert claim.attribution[-1] == claim.speaker


def test_a_chain_runs_to_the_deepest_source_and_confirms_nothing(read):
    (claim,) = read(
        "The leader of Hezbollah, Hassan Nasrallah, said that Hezbollah's intelligence confirms "
        "that the missile hit the ship."
    )
    assert claim.attribution == ("Harbour Wire", "Hassan Nasrallah", "Hezbollah intelligence")
    assert claim.modality == "claimed"


def test_pronouns_and_definite_nouns_take_who_was_named(read):
    claims = read(
        "The Red Coast Front, an armed group, claimed that its boats had attacked a ship.\n\n"
        "Its spokesman, Idris Halloum, said a second ship had been seized.\n\n"
        "He vowed that the group would blockade every port."
    )
    assert [c.speaker for c in claims] == ["Red Coast Front", "Idris Halloum", "Idris Halloum"]
    assert claims[2].speaker_role == "spokesman of Red Coast Front"
    assert (claims[2].action, claims[2].modality) == ("blockade", "announced")
    assert claims[2].in_effect is False


def test_a_quotation_over_two_sentences_has_one_speaker(read):
    claims = read(
        '"A drone hit the tanker at anchor. The port is closed," harbour master Ines Costa said.'
    )
    assert [c.speaker for c in claims] == ["Ines Costa", "Ines Costa"]


def test_a_named_faction_and_its_umbrella_are_not_the_same(read):
    claims = read(
        "Kataib Hezbollah said it had attacked a ship.\n\n"
        "The Islamic Resistance in Iraq said it had attacked a port.\n\n"
        "The Popular Mobilization Forces denied that they had attacked a ship."
    )
    assert [c.speaker_id for c in claims] == [
        "kataib-hezbollah",
        "islamic-resistance-in-iraq",
        "popular-mobilization-forces",
    ]


def test_one_sided_names_become_the_standard_name(read):
    (claim,) = read("The Iraqi Resistance said it had attacked the Zionist port of Haifa.")
    assert claim.speaker == "Islamic Resistance in Iraq"
    assert "Zionist" in claim.evidence[0].text


def test_other_sources_that_are_cited_are_kept(read):
    (claim,) = read("Pirates boarded a tanker off Conakry (IMB).")
    assert claim.cites == ("IMB",)
