"""What a denial denies, and what it leaves standing."""

from __future__ import annotations

import pytest

from offing.incidents import link_incidents
from offing.model import Claim, Incident, Report
from tests.incidents.making import BAB, EILAT, HAIFA, make_claim, make_report, on

DAY = on("2024-01-24")


def _linked(report: Report, *claims: Claim) -> dict[str, Incident]:
    """Each claim's incident, by claim id."""
    found = link_incidents(claims, [report])
    return {i: incident for incident in found for i in incident.claim_ids}


@pytest.mark.parametrize(
    "words",
    [
        "The centre had received no reports of attacks on merchant ships in the past 24 hours.",
        "The mission had no immediate confirmation that a ship was attacked.",
        "There were no attacks on vessels during the last two days, the centre noted.",
    ],
)
def test_that_nothing_was_heard_of_it_denies_nothing(words: str) -> None:
    told = "Drones damaged two berths at the port of Haifa, dock workers said."
    report = make_report(f"{told}\n{words}")
    a = make_claim(report, 0, words=told, action="attack", places=(HAIFA,), when=DAY)
    b = make_claim(report, 1, words=words, action="attack", negated=True, speaker="Sea Centre")
    found = _linked(report, a, b)
    assert found[a.id] is not found[b.id]
    assert found[a.id].status == "occurred"
    assert not found[a.id].conflicts


def test_ships_that_were_not_hit_leave_a_struck_port_undisputed() -> None:
    told = "The berths and a fuel store of the harbour were struck."
    denied = "The centre denied that any merchant vessel was hit."
    report = make_report(f"{told}\n{denied}")
    a = make_claim(report, 0, words=told, action="attack", places=(HAIFA,), when=DAY)
    b = make_claim(report, 1, words=denied, action="attack", modality="denied", places=(HAIFA,),
                   speaker="Sea Centre", when=DAY)  # fmt: skip
    found = _linked(report, a, b)
    assert found[a.id].status == "occurred"


def test_a_denial_without_a_place_means_what_was_told_before_it() -> None:
    lines = (
        "A tanker was attacked off Haifa, the Northern Front said.",
        "Any ship that does not obey will be stopped, a commander said.",
        "The navy rejected that statement.",
        "A bulk carrier was attacked off Eilat, the Southern Front said.",
    )
    report = make_report("\n".join(lines))
    a = make_claim(report, 0, words=lines[0], action="attack", places=(HAIFA,), when=DAY)
    t = make_claim(report, 1, words=lines[1], action="threat", speaker="commander", future=True)
    d = make_claim(report, 2, words=lines[2], action="denial", modality="denied", speaker="navy")
    b = make_claim(report, 3, words=lines[3], action="attack", places=(EILAT,), when=DAY)
    found = _linked(report, a, t, d, b)
    assert found[d.id] is found[t.id]
    assert not found[a.id].conflicts
    assert not found[b.id].conflicts


def test_a_denied_claim_is_disputed_and_only_that_one() -> None:
    lines = (
        "The Front attacked two ships at Haifa, it said.",
        "The port corporation denied the claim.",
    )
    report = make_report("\n".join(lines))
    a = make_claim(report, 0, words=lines[0], action="attack", places=(HAIFA,), when=DAY,
                   speaker="The Front", modality="claimed")  # fmt: skip
    d = make_claim(report, 1, words=lines[1], action="denial", modality="denied",
                   speaker="Port corporation of Haifa")  # fmt: skip
    found = _linked(report, a, d)
    assert found[a.id] is found[d.id]
    assert found[a.id].status in ("disputed", "denied")
    assert [c.about for c in found[a.id].conflicts] == ["denial"]


def test_a_denial_of_another_act_is_no_denial_of_this_one() -> None:
    lines = (
        "Anchors damaged a cable off Haifa.",
        "The agency denied that a ship ran aground there.",
    )
    report = make_report("\n".join(lines))
    a = make_claim(report, 0, words=lines[0], action="damage", places=(HAIFA,), when=DAY)
    d = make_claim(report, 1, words=lines[1], action="grounding", modality="denied",
                   places=(HAIFA,), speaker="The agency", when=DAY)  # fmt: skip
    found = _linked(report, a, d)
    assert found[a.id] is not found[d.id]


def test_no_blockade_beside_works_normally_is_no_conflict() -> None:
    report = make_report("Ships pass as usual. There is no blockade.")
    a = make_claim(report, 0, action="normal_operations", places=(BAB,), in_effect=True,
                   speaker="Canal office", when=DAY)  # fmt: skip
    b = make_claim(report, 1, action="blockade", negated=True, places=(BAB,),
                   speaker="A broker", when=DAY)  # fmt: skip
    found = _linked(report, a, b)
    assert not found[a.id].conflicts
    assert found[a.id].status == "in_effect"


def test_nobody_hurt_tells_how_it_ended_and_denies_no_event() -> None:
    lines = ("A tanker was attacked off Haifa on Wednesday.", "No one was hurt, the master said.")
    report = make_report("\n".join(lines))
    a = make_claim(report, 0, words=lines[0], action="attack", places=(HAIFA,), when=DAY)
    b = make_claim(report, 1, words=lines[1], action="casualty", negated=True, speaker="master")
    (incident,) = link_incidents([a, b], [report])
    assert incident.status == "occurred"
    assert incident.action == "attack"
    assert not incident.conflicts


def test_nobody_hurt_alone_is_titled_as_what_did_not_happen() -> None:
    report = make_report("No crew were injured.")
    claim = make_claim(report, action="casualty", negated=True, places=(HAIFA,), when=DAY)
    (incident,) = link_incidents([claim], [report])
    assert incident.title.startswith("No casualty at Haifa")
    assert incident.status == "denied"


def test_unplaced_undated_attacks_are_not_one() -> None:
    lines = [
        "A tanker was set on fire.", "Skiffs chased a bulk carrier.", "A tug was hit by gunfire.",
        "Armed men fired upon a car carrier.", "A dredger took damage from a projectile.",
    ]  # fmt: skip
    report = make_report("\n".join(lines))
    claims = [
        make_claim(report, n, words=line, action="attack", speaker="Watch Centre")
        for n, line in enumerate(lines)
    ]
    assert len(link_incidents(claims, [report])) == len(lines)


def test_history_stands_apart_and_is_marked() -> None:
    report = make_report("Then and now.")
    old = make_claim(report, 0, action="closure", places=(BAB,), in_effect=False,
                     when=on("2020-03-01", "2020-10-31"))  # fmt: skip
    new = make_claim(report, 1, action="closure", places=(BAB,), in_effect=True)
    found = _linked(report, old, new)
    assert found[old.id] is not found[new.id]
    assert found[old.id].past
    assert found[old.id].status == "ended"
    assert not found[new.id].past


def test_what_was_shot_down_is_no_ship_that_was_hit() -> None:
    lines = (
        "A bulk carrier was hit off Haifa.",
        "Its forces had shot down two drones, the navy said.",
    )
    report = make_report("\n".join(lines))
    a = make_claim(report, 0, words=lines[0], action="attack", places=(HAIFA,), when=DAY)
    b = make_claim(report, 1, words=lines[1], action="interception", places=(HAIFA,), when=DAY,
                   speaker="navy")  # fmt: skip
    assert len(link_incidents([a, b], [report])) == 2


def test_a_party_and_a_witness_are_one_support() -> None:
    report = make_report("Two voices.")
    a = make_claim(report, 0, action="attack", places=(HAIFA,), when=DAY, modality="claimed",
                   actor="The Front", speaker="The Front")  # fmt: skip
    b = make_claim(report, 1, action="attack", places=(HAIFA,), when=DAY, speaker="A resident")
    (incident,) = link_incidents([a, b], [report])
    assert incident.independent_origins == 2
    assert incident.supporting_origins == 1


def test_who_claims_responsibility_speaks_of_the_attack_told_before() -> None:
    lines = (
        "A bulk carrier was hit west of Haifa on Wednesday.",
        "The Front claimed responsibility in a televised speech.",
        "A resident heard two explosions that day.",
    )
    report = make_report("\n".join(lines))
    a = make_claim(report, 0, words=lines[0], action="attack", places=(HAIFA,), when=DAY)
    b = make_claim(report, 1, words=lines[1], action="attack", speaker="The Front",
                   modality="claimed", actor="The Front")  # fmt: skip
    c = make_claim(report, 2, words=lines[2], action="explosion", speaker="resident", when=DAY)
    (incident,) = link_incidents([a, b, c], [report])
    assert incident.action == "attack"
    assert len(incident.claim_ids) == 3


def test_a_line_whose_own_ships_sail_does_not_deny_that_a_port_is_shut() -> None:
    shut = "Work at the port of Haifa was suspended on Friday, the port authority said."
    own = "Alder Line said its service there was running as planned."
    all_well = "Alder Line said the port was working normally."
    for words, status in ((own, "in_effect"), (all_well, "disputed")):
        report = make_report(f"{shut}\n{words}")
        a = make_claim(report, words=shut, action="suspension", modality="confirmed",
                       speaker="Haifa port authority", places=(HAIFA,), when=on("2024-01-19"),
                       in_effect=True)  # fmt: skip
        b = make_claim(report, 1, words=words, action="normal_operations", modality="announced",
                       speaker="Alder Line", places=(HAIFA,), in_effect=True)  # fmt: skip
        statuses = {i.status for i in link_incidents([a, b], [report]) if i.action == "suspension"}
        assert statuses == {status}, words
