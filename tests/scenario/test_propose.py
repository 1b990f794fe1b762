from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.incidents import link_incidents
from offing.model import Claim, ClaimPlace, Notice, NoticeArea, Report, Restriction
from offing.scenario import propose_restrictions
from tests.incidents.making import (
    ASHDOD,
    BAB,
    BEIRA,
    EILAT,
    HAIFA,
    ISRAEL,
    MEDITERRANEAN,
    PORT_SUDAN,
    RED_SEA,
    make_claim,
    make_report,
    on,
)


def _propose(
    *claims: Claim, reports: list[Report], notices: list[Notice] | None = None
) -> dict[str, Restriction]:
    incidents = link_incidents(claims, reports, notices=notices or [])
    return {r.id: r for r in propose_restrictions(incidents)}


def _plan(report: Report, number: int = 0, **slots: object) -> Claim:
    given_slots = {
        "action": "blockade", "speaker": "Ali Example", "speaker_role": "leader of Red Front",
        "actor": "Red Front", "modality": "announced", "future": True, "in_effect": False,
        "stated": on("2024-01-24"),
    }  # fmt: skip
    return make_claim(report, number, **{**given_slots, **slots})


def test_a_blockade_of_unnamed_ports_is_general_with_candidates_on_that_sea_only() -> None:
    report = make_report("Plans and places.")
    found = _propose(
        _plan(report, 0, places=(MEDITERRANEAN, ISRAEL)),
        make_claim(report, 1, action="attack", places=(HAIFA, ASHDOD), when=on("2024-01-10")),
        make_claim(report, 2, action="attack", places=(EILAT,), when=on("2024-01-11")),
        reports=[report],
    )
    general = found["ports-il-mediterranean-sea-closed-20240124"]
    assert general.target.kind == "general"
    assert "ilhfa" in {c.id for c in general.candidates}
    assert "ileth" not in {c.id for c in general.candidates}
    one = found["port-ilhfa-closed-20240124"]
    assert one.candidate_of == general.id
    assert "if carried out" in one.basis
    assert any("does not name" in line for line in one.would_have_to_be_true)
    assert set(found) == {
        general.id, "port-ilhfa-closed-20240124", "port-ilash-closed-20240124",
    }  # fmt: skip
    assert all(r.status == "proposed" for r in found.values())


def test_ports_meant_by_an_adjective_in_the_words() -> None:
    text = "He vowed that the group would shut every Sudanese port."
    report = make_report(text, published=datetime.date(2025, 7, 3))
    found = _propose(
        _plan(report, words=text, stated=on("2025-07-03")),
        make_claim(report, 1, action="congestion", places=(PORT_SUDAN,)),
        reports=[report],
    )
    assert "ports-sd-closed-20250703" in found
    assert "port-sdpzu-closed-20250703" in found


def test_a_closure_by_the_authority_in_charge_is_stated_by_it_and_only_proposed() -> None:
    report = make_report("Notice.", "Port Authority of Beira", published=datetime.date(2025, 2, 11))
    claim = make_claim(report, action="closure", places=(BEIRA,), modality="announced",
                       when=on("2025-02-12", open_end=True), future=True,
                       in_effect=False)  # fmt: skip
    (one,) = _propose(claim, reports=[report]).values()
    assert one.id == "port-mzbew-closed-20250212"
    assert (one.effect, one.share, one.status) == ("closed", 1.0, "proposed")
    assert one.start == datetime.date(2025, 2, 12)
    assert one.end is None
    assert "Stated by the authority" in one.basis
    assert any("genuine" in line for line in one.would_have_to_be_true)


def test_a_carriers_pause_closes_nothing_and_leaves_the_share_to_a_person() -> None:
    report = make_report("Advisory.", "Meridian Box Line")
    claim = make_claim(report, action="suspension", places=(BAB,), modality="announced",
                       actor="Meridian Box Line", in_effect=True,
                       when=on("2023-12-16", open_end=True))  # fmt: skip
    (one,) = _propose(claim, reports=[report]).values()
    assert one.id == "passage-bab-el-mandeb-avoided-20231216"
    assert one.effect == "avoided"
    assert 0 < one.share < 1
    assert one.applies_to == ("container",)
    assert "for you to set" in one.note
    assert "Meridian Box Line only" in one.note


def test_a_diversion_closes_neither_the_cape_nor_the_canal_it_names() -> None:
    report = make_report("Advisory.", "Meridian Box Line")
    suez = ClaimPlace(id="suez", name="Suez Canal", kind="canal", lon=32.35, lat=30.6)
    claim = make_claim(report, action="diversion", places=(suez,), modality="announced",
                       actor="Meridian Box Line", in_effect=True)  # fmt: skip
    assert _propose(claim, reports=[report]) == {}


def test_a_condition_leaves_a_passage_avoided_and_says_what_is_not_modelled() -> None:
    report = make_report("Terms.")
    claim = _plan(report, places=(BAB,), conditions=("ships bound for X",))
    (one,) = _propose(claim, reports=[report]).values()
    assert one.effect == "avoided"
    assert 0 < one.share < 1
    assert any("ships bound for X" in line for line in one.not_modelled)


def test_a_single_attack_closes_nothing() -> None:
    report = make_report("Attack.", "UKMTO")
    claim = make_claim(report, action="attack", places=(BAB,), when=on("2024-01-20"),
                       speaker="UKMTO", speaker_id="ukmto", modality="confirmed")  # fmt: skip
    assert _propose(claim, reports=[report]) == {}


def _advice(words: str, geometry: dict | None) -> dict[str, Restriction]:
    report = make_report(words, "UKMTO")
    claim = make_claim(report, words=words, action="advisory", speaker="UKMTO",
                       speaker_id="ukmto", modality="announced", notice_id="n-1",
                       when=on("2024-01-20", "2024-02-20"))  # fmt: skip
    areas = (NoticeArea(geometry=geometry, kind="area"),) if geometry else ()
    notice = Notice(id="n-1", report_id=report.id, family="ukmto", issuer="UKMTO", areas=areas)
    return _propose(claim, reports=[report], notices=[notice])


def _box(size: float) -> dict:
    return {"type": "Polygon", "coordinates": [[[42, 13], [42 + size, 13], [42 + size, 13 + size],
                                                [42, 13 + size], [42, 13]]]}  # fmt: skip


def test_advice_to_stay_away_from_a_stated_area_is_an_area_avoided() -> None:
    (one,) = _advice("Ships should keep clear of the area.", _box(0.5)).values()
    assert (one.target.kind, one.effect) == ("area", "avoided")
    assert one.target.geometry == _box(0.5)
    assert one.end == datetime.date(2024, 2, 20)
    assert "safety authority" in one.basis


def test_advice_to_take_care_is_no_restriction() -> None:
    assert _advice("Ships should transit with caution and report.", _box(0.5)) == {}


def test_an_area_as_large_as_a_sea_is_never_proposed() -> None:
    assert _advice("Ships should avoid the area.", _box(9)) == {}


def test_a_circle_around_a_position_in_the_words() -> None:
    words = "Mines were seen in 13-42.0N 042-35.5E. Keep clear within 10 miles of this position."
    (one,) = _advice(words, None).values()
    ring = one.target.geometry["coordinates"][0]
    assert max(abs(lat - 13.7) for _, lat in ring) * 60 == pytest.approx(10, rel=0.02)


def test_a_sea_alone_is_never_the_target() -> None:
    report = make_report("Plans.")
    found = _propose(_plan(report, places=(RED_SEA,)), reports=[report])
    assert all(r.target.kind == "general" for r in found.values() if not r.candidate_of)
    assert all(r.target.id != RED_SEA.id for r in found.values())


def test_when_who_is_in_charge_denies_what_others_tell_nothing_is_proposed() -> None:
    one, two = (
        make_report("It shut.", "Outlet One"),
        make_report("Open.", "Port Authority of Beira"),
    )
    told = make_claim(one, action="closure", places=(BEIRA,), when=on("2024-01-23"), in_effect=True)
    denied = make_claim(two, action="normal_operations", places=(BEIRA,), when=on("2024-01-23"),
                        modality="confirmed", in_effect=True)  # fmt: skip
    assert len(_propose(told, reports=[one])) == 1
    assert _propose(told, denied, reports=[one, two]) == {}


def test_what_has_ended_is_not_proposed() -> None:
    report = make_report("It shut for two days.", "Port Authority of Beira")
    claim = make_claim(report, action="closure", places=(BEIRA,), modality="announced",
                       when=on("2024-01-10", "2024-01-12"))  # fmt: skip
    assert _propose(claim, reports=[report]) == {}


_ACTIONS = st.sampled_from(["closure", "blockade", "suspension", "advisory", "strike", "diversion"])
_PLACES = st.sampled_from([(BAB,), (BEIRA,), (MEDITERRANEAN, ISRAEL), (RED_SEA,), ()])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(_ACTIONS, _PLACES, st.sampled_from(["hypothetical", "background", "assessed",
                                                           "denied"])), min_size=1, max_size=6),
    st.sampled_from(["Outlet One", "Port Authority of Beira", "Meridian Box Line", "UKMTO"]),
)  # fmt: skip
def test_nothing_is_proposed_from_what_only_could_be_is_background_or_denied(
    drawn: list, publisher: str
) -> None:
    report = make_report("Ships should avoid the area within 5 miles of 12-00N 043-00E.", publisher)
    claims = [
        make_claim(
            report, n, action=action, places=places, when=on("2024-01-20"),
            hypothetical=how == "hypothetical",
            scope="background" if how == "background" else "shipping",
            modality=how if how in ("assessed", "denied") else "announced",
        )
        for n, (action, places, how) in enumerate(drawn)
    ]  # fmt: skip
    assert _propose(*claims, reports=[report]) == {}


def test_a_country_that_only_says_where_an_area_lies_closes_no_ports() -> None:
    report = make_report("Navigation prohibited in the area.", "NGA")
    claim = make_claim(report, words="Navigation prohibited in the area.", action="closure",
                       places=(ISRAEL,), modality="announced", notice_id="n-1",
                       speaker="NGA", when=on("2024-01-20", "2024-02-20"))  # fmt: skip
    notice = Notice(id="n-1", report_id=report.id, family="hydrolant", issuer="NGA",
                    areas=(NoticeArea(geometry=_box(0.2), kind="area"),))  # fmt: skip
    (one,) = _propose(claim, reports=[report], notices=[notice]).values()
    assert (one.target.kind, one.effect) == ("area", "avoided")
