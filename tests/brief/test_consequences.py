from __future__ import annotations

import datetime

import pytest

from offing.brief.consequences import list_consequences
from offing.model import ClaimPlace, Lane, Restriction, Scenario, Target
from tests.brief import made

DAY = made.DAY
STRAIT = Restriction(id="shut", target=Target(kind="passage", id="vesper", name="Vesper Strait"))
PORT = Restriction(id="out", target=Target(kind="port", id="xxald", name="Port Alder"))
LANES = (
    Lane(id="long", origin="xxald", destination="zadur", ship_class="bulk", name="Alder – Durban"),
    Lane(id="near", origin="xxald", destination="xxbir", name="Alder – Birch"),
    Lane(id="deep", origin="xxald", destination="xxinn", name="Alder – Inner"),
)


@pytest.fixture(autouse=True)
def _made_up_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offing.places.port", made.SmallSea().port)


def test_a_shut_passage_says_which_lanes_become_longer_by_how_much_and_which_way() -> None:
    sea = made.SmallSea()
    (found,), problems = list_consequences((STRAIT,), Scenario(), LANES, as_of=DAY, sea=sea)
    assert not problems
    assert not found.accepted
    assert found.passages == ("Vesper Strait",)
    longer, cut = found.lanes
    assert longer.lane_id == "long"
    assert longer.extra_nm == 3600
    assert longer.extra_days == pytest.approx(3600 / (24 * 12))
    assert [p.id for p in longer.passages] == ["long-cape"]
    assert (cut.lane_id, cut.status, cut.extra_nm) == ("deep", "no_way", None)
    assert found.lanes_unchanged == 1
    assert found.note == "One lane longer and one lane without a way; 1 unchanged."


def test_ports_behind_a_shut_passage_are_named() -> None:
    (found,), _ = list_consequences((STRAIT,), Scenario(), (), as_of=DAY, sea=made.SmallSea())
    assert found.ports == ("Inner Alder",)


def test_a_port_that_is_out_has_stand_ins_by_sea() -> None:
    (found,), _ = list_consequences((PORT,), Scenario(), LANES, as_of=DAY, sea=made.SmallSea())
    assert found.ports == ("Port Alder",)
    assert {e.status for e in found.lanes} == {"port_out"}
    assert [(s.name, s.distance_nm) for s in found.stand_ins] == [("Birch Roads", 41)]


def test_a_general_proposal_is_explained_and_not_computed() -> None:
    general = Restriction(
        id="ports", target=Target(kind="general", id="ports-xx", name="ports of X"),
        candidates=(made.ALDER, ClaimPlace(id="xxbir", name="Birch Roads", kind="port")),
    )  # fmt: skip

    def never() -> None:
        raise AssertionError("the sea was opened for nothing")

    (found,), _ = list_consequences((general,), Scenario(), LANES, as_of=DAY, sea=never)
    assert not found.lanes
    assert "Port Alder and Birch Roads" in found.note


def test_accepted_ones_come_first_and_several_are_also_shown_together() -> None:
    held = Scenario(restrictions=(STRAIT, PORT))
    extra = Restriction(id="b", target=Target(kind="port", id="xxbir", name="Birch Roads"))
    found, _ = list_consequences((STRAIT, PORT, extra), held, LANES, as_of=DAY, sea=made.SmallSea())
    assert [c.restriction_id for c in found] == ["shut", "out", "scenario", "b"]
    assert [c.accepted for c in found] == [True, True, True, False]
    assert found[2].lanes_unchanged == 0


def test_a_proposal_is_measured_against_what_holds_already() -> None:
    held = Scenario(restrictions=(STRAIT,))
    found, _ = list_consequences((STRAIT, PORT), held, LANES, as_of=DAY, sea=made.SmallSea())
    by_lane = {e.lane_id: e for e in found[1].lanes}
    assert by_lane["long"].open_nm == 7600
    assert "deep" not in by_lane  # it had no way before either


def test_a_lane_that_cannot_be_answered_is_listed_and_stops_nothing() -> None:
    lanes = (*LANES, Lane(id="odd", origin="Nowhere", destination="zadur", name="Odd"))
    (found,), problems = list_consequences(
        (STRAIT,), Scenario(), lanes, as_of=DAY, sea=made.SmallSea()
    )
    assert len(found.lanes) == 2
    assert [p.reason for p in problems] == ["lane odd (Odd): unknown port 'Nowhere'"]


def test_a_proposal_that_starts_later_is_computed_for_its_time_and_says_so() -> None:
    import msgspec

    later = msgspec.structs.replace(STRAIT, start=DAY + datetime.timedelta(days=3))
    (found,), _ = list_consequences((later,), Scenario(), LANES, as_of=DAY, sea=made.SmallSea())
    assert len(found.lanes) == 2
    assert "From 7 March 2025 on." in found.note


@pytest.mark.parametrize(
    ("west", "asked"), [(31.5, 2), (60.0, 1), (181.0, 2)], ids=["across", "beside", "beyond 180"]
)
def test_an_area_is_asked_about_only_by_lanes_whose_way_meets_it(west: float, asked: int) -> None:
    ring = [[west, 0], [west + 2, 0], [west + 2, 5], [west, 5], [west, 0]]
    area = Restriction(
        id="a", effect="avoided",
        target=Target(kind="area", id="a", name="Area",
                      geometry={"type": "Polygon", "coordinates": [ring]}),
    )  # fmt: skip
    from offing.brief.consequences import LaneBook, _lane_effects

    sea = made.SmallSea()
    book = LaneBook(LANES[:1], Scenario(), sea)
    _lane_effects(area, book, Scenario(restrictions=(area,)))
    assert sea.asked == asked


def test_lanes_of_classes_that_it_does_not_apply_to_are_not_asked_for() -> None:
    import msgspec

    sea = made.SmallSea()
    tankers = msgspec.structs.replace(STRAIT, applies_to=("tanker",), effect="avoided", share=0.5)
    lanes = LANES[:1]  # a bulk carrier's
    (found,), _ = list_consequences((tankers,), Scenario(), lanes, as_of=DAY, sea=sea)
    assert sea.asked == 0
    assert (found.lanes, found.lanes_unchanged) == ((), 1)


def test_lanes_that_do_not_meet_it_are_not_computed_again() -> None:
    sea = made.SmallSea()
    list_consequences((PORT,), Scenario(), LANES[1:2] * 20, as_of=DAY, sea=sea)
    assert sea.asked <= 41


def test_nothing_proposed_asks_nothing_of_the_sea() -> None:
    sea = made.SmallSea()
    assert list_consequences((), Scenario(), LANES, as_of=DAY, sea=sea) == ((), [])
    assert sea.asked == 0


def test_without_a_sea_the_rest_of_the_brief_still_stands() -> None:
    from offing.errors import DataMissing

    asked = []

    def absent() -> None:
        asked.append(1)
        raise DataMissing("no coast data")

    found, problems = list_consequences(
        (STRAIT, PORT), Scenario(restrictions=(STRAIT,)), LANES, as_of=DAY, sea=absent
    )
    assert [c.note for c in found] == ["Not computed: no coast data."] * 2
    assert problems[0].reason == "no way was computed, the sea is missing: no coast data"
    assert len(asked) <= 2
