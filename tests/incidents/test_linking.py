from __future__ import annotations

import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.incidents import link_incidents
from offing.model import Notice, NoticeRef
from tests.incidents.making import (
    ASHDOD,
    BAB,
    BEIRA,
    HAIFA,
    ISRAEL,
    MEDITERRANEAN,
    PORT_SUDAN,
    RED_SEA,
    make_claim,
    make_report,
    on,
)  # fmt: skip


def test_two_reports_of_one_closure_are_one_incident_with_a_reason() -> None:
    one = make_report("The port of Beira is closed.", "Outlet One")
    two = make_report("Ships wait off Beira, which has shut.", "Outlet Two")
    a = make_claim(one, action="closure", places=(BEIRA,), when=on("2025-02-12"), in_effect=True)
    b = make_claim(two, action="closure", places=(BEIRA,), when=on("2025-02-12"), in_effect=True)
    (incident,) = link_incidents([a, b], [one, two])
    assert incident.id == "closure-beira-20250212"
    assert set(incident.claim_ids) == {a.id, b.id}
    (link,) = incident.links
    assert link.joined
    assert "Beira" in link.reason
    assert "same time" in link.reason
    assert incident.independent_origins == 2


def test_a_title_names_both_ports_of_a_claim_about_two() -> None:
    report = make_report("Haifa and Ashdod are closed.")
    claim = make_claim(report, action="closure", places=(HAIFA, ASHDOD), in_effect=True)
    (incident,) = link_incidents([claim], [report])
    assert "Haifa" in incident.title
    assert "Ashdod" in incident.title


def test_a_title_does_not_take_ports_from_another_claim() -> None:
    report = make_report("Haifa is closed. Beira was attacked in May.")
    a = make_claim(report, 1, action="closure", places=(HAIFA,), in_effect=True)
    b = make_claim(report, 2, action="attack", places=(BEIRA,))
    titles = [i.title for i in link_incidents([a, b], [report])]
    assert not any("Haifa" in t and "Beira" in t for t in titles)


def test_events_days_apart_at_one_place_are_two_and_the_refusal_says_why() -> None:
    one, two = make_report("First.", "Outlet One"), make_report("Second.", "Outlet Two")
    a = make_claim(one, action="attack", places=(PORT_SUDAN,), when=on("2025-07-03"))
    b = make_claim(two, action="attack", places=(PORT_SUDAN,), when=on("2025-07-06"))
    found = link_incidents([a, b], [one, two])
    assert len(found) == 2
    assert any("3 days" in link.reason and not link.joined for i in found for link in i.links)


def test_a_day_apart_can_be_one_event_in_two_time_zones_and_is_shown_as_conflict() -> None:
    one, two = make_report("First.", "Outlet One"), make_report("Second.", "Outlet Two")
    a = make_claim(one, action="attack", places=(PORT_SUDAN,), when=on("2025-07-03"))
    b = make_claim(two, action="attack", places=(PORT_SUDAN,), when=on("2025-07-04"),
                   target="tanker")  # fmt: skip
    a2 = make_claim(one, 1, action="attack", places=(PORT_SUDAN,), when=on("2025-07-03"),
                    target="tanker")  # fmt: skip
    found = link_incidents([a, a2, b], [one, two])
    merged = next(i for i in found if len(i.claim_ids) > 1)
    assert b.id in merged.claim_ids
    assert any(c.about == "date" and "time zones" in c.text for c in merged.conflicts)


def test_two_carriers_pauses_are_two_incidents() -> None:
    one, two = make_report("A.", "Meridian Box Line"), make_report("B.", "Halcyon Lines")
    a = make_claim(one, action="suspension", places=(BAB,), modality="announced",
                   actor="Meridian Box Line", when=on("2025-03-14", open_end=True))  # fmt: skip
    b = make_claim(two, action="suspension", places=(BAB,), modality="announced",
                   actor="Halcyon Lines", when=on("2025-03-14", open_end=True))  # fmt: skip
    assert len(link_incidents([a, b], [one, two])) == 2


def test_what_only_could_be_is_not_joined_with_what_is() -> None:
    report = make_report()
    a = make_claim(report, 0, action="closure", places=(BAB,), when=on("2024-01-24"))
    b = make_claim(report, 1, action="closure", places=(BAB,), when=on("2024-01-24"),
                   hypothetical=True, modality="assessed")  # fmt: skip
    found = link_incidents([a, b], [report])
    assert len(found) == 2
    assert {i.status for i in found} == {"in_effect", "unknown"}


def test_no_claims_give_no_incidents() -> None:
    assert link_incidents([], []) == []


def test_a_claim_of_an_unknown_report_still_stands() -> None:
    report = make_report()
    claim = make_claim(report, action="attack", places=(HAIFA,))
    (incident,) = link_incidents([claim], [])
    assert incident.claim_ids == (claim.id,)


def test_equal_claims_given_twice_count_once() -> None:
    report = make_report()
    claim = make_claim(report, action="attack", places=(HAIFA,), when=on("2024-01-20"))
    assert link_incidents([claim, claim], [report]) == link_incidents([claim], [report])


_PLACES = st.sampled_from([(BAB,), (BEIRA,), (HAIFA,), (MEDITERRANEAN, ISRAEL), (RED_SEA,), ()])
_ACTIONS = st.sampled_from(
    ["attack", "closure", "blockade", "suspension", "normal_operations", "resumption", "denial",
     "boarding", "advisory", "operation", "other"]
)  # fmt: skip
_DAYS = st.sampled_from(["2024-01-20", "2024-01-21", "2024-01-22", "2024-01-27"])
_MODES = st.sampled_from(["announced", "claimed", "reported", "confirmed", "denied", "assessed"])


@st.composite
def _pools(draw: st.DrawFn) -> tuple[list, list]:
    outlets = ["Outlet One", "Outlet Two", "Port Authority of Beira", "Red Front"]
    reports = [make_report(f"Report number {n} of this pool.", o) for n, o in enumerate(outlets)]
    claims = []
    for n in range(draw(st.integers(1, 9))):
        report = draw(st.sampled_from(reports))
        claims.append(make_claim(
            report, n, action=draw(_ACTIONS), places=draw(_PLACES), modality=draw(_MODES),
            when=on(draw(_DAYS)), future=draw(st.booleans()), hypothetical=draw(st.booleans()),
            speaker=draw(st.sampled_from([*outlets, "sources"])),
            actor=draw(st.sampled_from([None, "Red Front"])),
        ))  # fmt: skip
    return claims, reports


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_pools(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_reports_changes_nothing(pool, random) -> None:
    claims, reports = pool
    shuffled, other = list(claims), list(reports)
    random.shuffle(shuffled)
    random.shuffle(other)
    assert link_incidents(shuffled, other) == link_incidents(claims, reports)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_pools())
def test_every_claim_is_in_exactly_one_incident_and_ids_differ(pool) -> None:
    claims, reports = pool
    found = link_incidents(claims, reports)
    assert sorted(i for f in found for i in f.claim_ids) == sorted(c.id for c in claims)
    assert len({f.id for f in found}) == len(found)
    assert all(f.history[-1].status == f.status for f in found)


def test_as_of_leaves_out_what_was_said_later_but_keeps_it() -> None:
    early = make_report("Beira is closed.", "Outlet One", published=datetime.date(2025, 2, 12))
    late = make_report("Beira opened.", "Outlet Two", published=datetime.date(2025, 2, 14))
    a = make_claim(early, action="closure", places=(BEIRA,), in_effect=True,
                   when=on("2025-02-12", open_end=True))  # fmt: skip
    b = make_claim(late, action="opening", places=(BEIRA,), in_effect=True, when=on("2025-02-14"))
    then = {i.action: i for i in link_incidents([a, b], [early, late],
                                               as_of=datetime.date(2025, 2, 13))}  # fmt: skip
    now = {i.action: i for i in link_incidents([a, b], [early, late])}
    assert then["closure"].status == "in_effect"
    assert now["closure"].status == "ended"
    assert now["closure"].superseded_by == (now["opening"].id,)
    assert [h.status for h in now["closure"].history] == ["in_effect", "ended"]


def test_closed_and_reopened_in_one_report_is_ended() -> None:
    report = make_report("Reopened after a day.", published=datetime.date(2025, 2, 14))
    a = make_claim(report, 0, action="closure", places=(BEIRA,), in_effect=False,
                   when=on("2025-02-13", open_end=True))  # fmt: skip
    b = make_claim(report, 1, action="resumption", places=(BEIRA,), in_effect=True,
                   when=on("2025-02-14"), speaker="Port Authority of Beira")  # fmt: skip
    found = {i.action: i for i in link_incidents([a, b], [report])}
    assert found["closure"].status == "ended"
    assert found["resumption"].status == "in_effect"


def test_a_closure_that_is_to_begin_is_announced_and_holds_once_its_day_has_come() -> None:
    report = make_report("Notice.", "Port Authority of Beira", published=datetime.date(2025, 2, 11))
    claim = make_claim(report, action="closure", places=(BEIRA,), modality="announced",
                       future=True, in_effect=False,
                       when=on("2025-02-12", open_end=True))  # fmt: skip
    (before,) = link_incidents([claim], [report])
    (after,) = link_incidents([claim], [report], as_of=datetime.date(2025, 2, 13))
    assert before.status == "announced"
    assert after.status == "in_effect"
    assert "announced to hold by now" in after.status_reason


def test_a_sum_of_many_events_is_not_one_of_them() -> None:
    report = make_report()
    a = make_claim(report, 0, action="attack", places=(RED_SEA,),
                   when=on("2023-11-01", open_end=True))  # fmt: skip
    b = make_claim(report, 1, action="attack", places=(RED_SEA,), when=on("2024-01-24"))
    found = link_incidents([a, b], [report])
    assert len(found) == 2


def test_a_carriers_own_pause_and_a_passage_that_works_do_not_conflict() -> None:
    report = make_report()
    a = make_claim(report, 0, action="suspension", places=(BAB,), modality="announced",
                   speaker="Meridian Box Line", in_effect=True)  # fmt: skip
    b = make_claim(report, 1, action="normal_operations", places=(BAB,), in_effect=True,
                   speaker="UKMTO", speaker_id="ukmto")  # fmt: skip
    assert {i.status for i in link_incidents([a, b], [report])} == {"in_effect"}


def test_a_denial_of_a_detail_does_not_dispute_the_event() -> None:
    words = "Halcyon denied that the tanker was carrying smuggled fuel."
    report = make_report(words)
    a = make_claim(report, 0, action="seizure", places=(HAIFA,), when=on("2024-01-24"))
    b = make_claim(report, 1, words=words, action="denial", places=(HAIFA,), modality="denied",
                   speaker="Halcyon Tankers", when=on("2024-01-24"))  # fmt: skip
    (incident,) = link_incidents([a, b], [report])
    assert incident.status == "occurred"
    assert any(c.about == "detail" for c in incident.conflicts)


def _warning(number: int, **slots: object) -> Notice:
    report = make_report(f"Warning {number}.", "NGA", kind="notice")
    given_slots = {
        "id": f"hydrolant-{number}",
        "report_id": report.id,
        "family": "hydrolant",
        "issuer": "NGA",
        "series": "HYDROLANT",
        "number": number,
        "year": 2024,
    }
    return Notice(**{**given_slots, **slots})  # fmt: skip


def _mine_warning(*notices: Notice):
    report = make_report("Warning 7.", "NGA", kind="notice")
    claim = make_claim(report, action="mine", places=(RED_SEA,), notice_id="hydrolant-7",
                       modality="reported")  # fmt: skip
    (incident,) = link_incidents([claim], [report], notices=[_warning(7), *notices])
    return incident


def test_a_cancelled_warning_has_ended_and_keeps_its_history() -> None:
    assert _mine_warning().status == "occurred"
    ref = NoticeRef(series="HYDROLANT", number=7, year=2024)
    ended = _mine_warning(_warning(9, cancels=(ref,)))
    assert ended.status == "ended"
    assert "cancelled by HYDROLANT 9" in ended.status_reason
    assert [h.status for h in ended.history] == ["occurred", "ended"]
    assert _mine_warning(_warning(9, cancels=(NoticeRef(series="HYDROLANT", number=8, year=2024),))
                         ).status == "occurred"  # fmt: skip


def test_incidents_print_as_json_and_read_back() -> None:
    import msgspec

    from offing.model import Incident, to_json

    one, two = make_report("One.", "Outlet One"), make_report("Two.", "Outlet Two")
    claims = [make_claim(r, action="closure", places=(BEIRA,), when=on("2024-01-23"))
              for r in (one, two)]  # fmt: skip
    found = link_incidents(claims, [one, two])
    assert msgspec.json.decode(to_json(found), type=list[Incident]) == found


def test_a_closure_without_a_day_ends_with_the_reopening_told_after_it() -> None:
    report = make_report("Port was closed for six hours. Port reopened.")
    shut = make_claim(report, 0, action="closure", places=(BEIRA,), in_effect=True)
    again = make_claim(report, 30, action="opening", places=(BEIRA,), in_effect=True,
                       when=on("2024-01-24"))  # fmt: skip
    found = {i.action: i for i in link_incidents([shut, again], [report])}
    assert found["closure"].status == "ended"
    assert found["closure"].title.endswith("(ended)")


def test_open_on_terms_is_not_open() -> None:
    words = "The strait was opened to non-hostile ships on condition that they give notice."
    report = make_report(f"Closed. {words}")
    shut = make_claim(report, 0, action="closure", places=(BAB,), in_effect=True,
                      when=on("2024-01-02", open_end=True))  # fmt: skip
    terms = make_claim(report, 8, words=words, action="opening", places=(BAB,), in_effect=True,
                       when=on("2024-01-20"))  # fmt: skip
    found = {i.action: i for i in link_incidents([shut, terms], [report])}
    assert found["closure"].status == "in_effect"


def test_a_closure_after_a_reopening_undoes_it() -> None:
    first = make_report("Reopened.", published=datetime.date(2024, 1, 10))
    later = make_report("Closed again.", published=datetime.date(2024, 1, 20))
    again = make_claim(first, action="opening", places=(BEIRA,), in_effect=True,
                       when=on("2024-01-09"))  # fmt: skip
    shut = make_claim(later, action="closure", places=(BEIRA,), in_effect=True,
                      when=on("2024-01-19", open_end=True))  # fmt: skip
    found = {i.action: i for i in link_incidents([again, shut], [first, later])}
    assert found["opening"].status == "ended"
    assert found["opening"].superseded_by == (found["closure"].id,)
    assert found["closure"].status == "in_effect"


def test_one_of_two_ports_that_reopens_leaves_the_other_closed() -> None:
    from offing.scenario import propose_restrictions

    report = make_report("Both closed. One reopened.")
    shut = make_claim(report, 0, action="closure", places=(BEIRA, HAIFA), in_effect=True,
                      when=on("2024-01-10", open_end=True))  # fmt: skip
    again = make_claim(report, 14, action="opening", places=(BEIRA,), in_effect=True,
                       when=on("2024-01-20"))  # fmt: skip
    incidents = link_incidents([shut, again], [report])
    found = {i.action: i for i in incidents}
    assert found["closure"].status == "in_effect"
    assert [r.target.id for r in propose_restrictions(incidents)] == [HAIFA.id]
