"""What reports tell as stopped or limited, and what only seems to be."""

from __future__ import annotations

import pytest

from offing.incidents import link_incidents
from offing.model import Claim, ClaimPlace, Report, Restriction
from offing.scenario import propose_restrictions
from tests.incidents.making import BAB, BEIRA, HAIFA, make_claim, make_report, on


def _propose(*claims: Claim, reports: list[Report]) -> dict[str, Restriction]:
    return {r.id: r for r in propose_restrictions(link_incidents(claims, reports, notices=[]))}


def _told(words: str, **slots: object) -> dict[str, Restriction]:
    report = make_report(words, publisher=str(slots.pop("publisher", "Coast Daily")))
    claim = make_claim(report, words=words, **{"action": "suspension", "in_effect": True, **slots})
    return _propose(claim, reports=[report])


@pytest.mark.parametrize(
    "words",
    [
        "Beira - suspended since 9 February, expected to resume at the weekend.",
        "All loading at the terminals of Beira was halted.",
        "Exports from Beira have stopped after force majeure was declared.",
    ],
)
def test_work_in_a_port_told_as_stopped_is_proposed_on_whose_word(words: str) -> None:
    (one,) = _told(words, places=(BEIRA,)).values()
    assert one.id == "port-mzbew-closed-20240125"
    assert "Coast Daily" in one.basis
    assert "only proposed" in one.basis


@pytest.mark.parametrize(
    "words",
    [
        "The ferry between Beira and the islands has been suspended since Saturday.",
        "Bookings to Beira are suspended until further notice.",
        "The weekly container service to Beira is suspended.",
        "It alleged that a freighter had been ordered by radio to stop off Beira.",
    ],
)
def test_a_service_or_one_ship_that_stops_closes_no_port(words: str) -> None:
    assert not _told(words, places=(BEIRA,))


def test_lines_that_stop_sailing_close_no_canal() -> None:
    suez = ClaimPlace(id="suez", name="Suez Canal", kind="canal")
    words = "Shipping lines have suspended transits of the Suez Canal."
    (one,) = _told(words, places=(suez,)).values()
    assert one.effect == "avoided"
    words = "Navigation in the Suez Canal was suspended after a ship ran aground."
    (one,) = _told(words, places=(suez,)).values()
    assert one.effect == "closed"


def test_a_return_put_off_changes_nothing() -> None:
    suez = ClaimPlace(id="suez", name="Suez Canal", kind="canal")
    words = "The line said it was postponing the first return of its services to the Suez Canal."
    found = _told(words, places=(suez,), speaker="Hapag-Lloyd", modality="announced")
    assert not found


def test_hearsay_of_a_plan_is_no_plan() -> None:
    words = "A trader said that force majeure would be declared at Beira."
    found = _told(words, places=(BEIRA,), speaker="an unnamed trader", future=True, in_effect=False)
    assert not found


def test_a_period_that_is_over_and_history_propose_nothing() -> None:
    words = "Armed groups forced the port of Beira to shut for three weeks."
    assert not _told(words, action="closure", places=(BEIRA,), in_effect=False,
                     when=on("2022-03-01", "2022-03-31"))  # fmt: skip
    assert not _told(words, action="closure", places=(BEIRA,), when=on("2024-01-02", "2024-01-20"))


def test_a_strait_is_closed_by_no_word_alone() -> None:
    words = "The strait is shut, the newspaper wrote."
    (one,) = _told(words, action="closure", places=(BAB,)).values()
    assert any("in fact stopped" in t for t in one.would_have_to_be_true)
    assert "Coast Daily" in one.basis


@pytest.mark.parametrize(
    ("words", "capacity"),
    [
        ("The number of transits is cut to 24 transits per day.", 24),
        ("Slots rise by two, for a total of 33 transits per day, up from 31.", 33),
        ("Daily transits will be reduced to 22 from 1 March.", 22),
        ("Only ten ships a day are let through.", 10),
    ],
)
def test_a_limit_per_day_is_a_capacity_of_the_passage(words: str, capacity: float) -> None:
    panama = ClaimPlace(id="panama", name="Panama Canal", kind="canal")
    (one,) = _told(words, action="restriction", places=(panama,)).values()
    assert (one.effect, one.capacity_per_day) == ("capacity", capacity)
    assert one.id.startswith("passage-panama-capacity")


@pytest.mark.parametrize(
    "words",
    [
        "The capacity of the old locks will be reduced to 17 transits per day.",
        "The maximum authorized draft will be increased to 13.71 metres.",
        "About 35 ships were waiting at both ends.",
    ],
)
def test_what_is_no_limit_of_the_whole_passage_gives_no_capacity(words: str) -> None:
    panama = ClaimPlace(id="panama", name="Panama Canal", kind="canal")
    assert not _told(words, action="restriction", places=(panama,))


def test_a_limit_of_draught_beside_a_number_is_named_as_not_modelled() -> None:
    panama = ClaimPlace(id="panama", name="Panama Canal", kind="canal")
    words = "Transits are limited to 24 ships per day and the maximum draught is 13.4 metres."
    (one,) = _told(words, action="restriction", places=(panama,)).values()
    assert any("draught" in n for n in one.not_modelled)


def test_a_blockade_of_a_sea_gives_straits_to_pick_and_never_the_sea() -> None:
    red = ClaimPlace(id="sea-red", name="Red Sea", kind="sea")
    words = "The group announced a blockade of the Red Sea."
    found = _told(words, action="blockade", places=(red,), modality="announced", future=True,
                  speaker="The Front", actor="The Front")  # fmt: skip
    (one,) = found.values()
    assert one.target.kind == "general"
    picked = {c.id for c in one.candidates}
    assert {"bab-el-mandeb", "suez"} <= picked
    assert "hormuz" not in picked


def test_a_denial_for_one_port_does_not_dispute_the_other() -> None:
    words = "Guards halted all loading at Beira and Haifa. Beira works normally, the company said."
    report = make_report(words)
    a = make_claim(report, 0, words="Guards halted all loading at Beira and Haifa.",
                   action="suspension", places=(BEIRA, HAIFA), in_effect=True)  # fmt: skip
    b = make_claim(report, 1, words="Beira works normally, the company said.",
                   action="normal_operations", places=(BEIRA,), in_effect=True,
                   speaker="The company", modality="claimed")  # fmt: skip
    found = _propose(a, b, reports=[report])
    assert "Disputed" in found["port-mzbew-closed-20240125"].basis
    assert "Disputed" not in found["port-ilhfa-closed-20240125"].basis


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Beira: closed to tankers since Monday.", ("tanker",)),
        ("Beira is closed to container ships and bulk carriers.", ("bulk", "container")),
        ("Beira is closed to all vessels.", ()),
        ("Beira is closed to commercial shipping.", ()),
        ("Beira is closed.", ()),
    ],
)
def test_a_port_closed_to_some_ships_is_closed_to_these(words: str, kinds: tuple[str, ...]) -> None:
    (one,) = _told(words, action="closure", places=(BEIRA,)).values()
    assert one.applies_to == kinds
