from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.incidents import link_incidents
from offing.incidents.copies import report_origins
from offing.model import Claim, Report
from tests.incidents.making import BEIRA, HAIFA, make_claim, make_report, on

LONG = (
    "Two cargo ships lay at anchor off the harbour when a loud blast was heard on Tuesday. "
    "The harbour office said that pilots had stopped work and that tugs stood by. "
    "Nobody was hurt, and both ships later moved to the outer roads to wait for daylight."
)


def _pair(first: Report, second: Report, **slots: object) -> list[Claim]:
    given_slots = {"action": "attack", "places": (HAIFA,), "when": on("2024-01-23"), **slots}
    return [make_claim(r, n, **given_slots) for n, r in enumerate((first, second))]


def test_two_outlets_of_their_own_are_two_origins() -> None:
    one, two = make_report("One text.", "Outlet One"), make_report("Other words.", "Outlet Two")
    (incident,) = link_incidents(_pair(one, two), [one, two])
    assert incident.independent_origins == 2
    assert {o.name for o in incident.origins} == {"Outlet One", "Outlet Two"}


def test_the_same_text_under_another_name_counts_once_and_hangs_below_the_first() -> None:
    one = make_report(LONG, "Outlet One", published=datetime.date(2024, 1, 24))
    two = make_report(LONG + " Read more on our site.", "Outlet Two")
    (incident,) = link_incidents(_pair(one, two), [one, two])
    assert incident.independent_origins == 1
    (root,) = incident.origins
    assert root.name == "Outlet One"
    (copy,) = root.copies
    assert copy.name == "Outlet Two"
    assert "nearly the same text as Outlet One" in copy.why


@pytest.mark.parametrize(
    "lines",
    [("Reuters", "Reuters"), ("Reuters", "Thomson Reuters"), ("Reuters / Outlet Two", "Reuters")],
)
def test_wire_copy_counts_once(lines: tuple[str, str]) -> None:
    one = make_report("The first paper's text.", "Outlet One", credit=lines[0])
    two = make_report("Quite another wording.", "Outlet Two", credit=lines[1])
    (incident,) = link_incidents(_pair(one, two), [one, two])
    assert incident.independent_origins == 1
    assert incident.origins[0].name == "Reuters"
    assert len(incident.origins[0].copies) == 2


def test_a_credit_line_in_the_text_counts_too() -> None:
    one = make_report("Something happened.\n\n(Agence France-Presse)\n", "Outlet One")
    two = make_report("It happened.\n\nSource: AFP\n", "Outlet Two")
    origins = report_origins({r.id: r for r in (one, two)})
    assert len({o.key for o in origins.values()}) == 1


def test_one_speaker_in_two_outlets_is_one_origin() -> None:
    one, two = make_report("One.", "Outlet One"), make_report("Two.", "Outlet Two")
    claims = _pair(one, two, speaker="Jane Roe", speaker_role="harbour pilot")
    (incident,) = link_incidents(claims, [one, two])
    assert incident.independent_origins == 1
    assert sorted(c.name for c in incident.origins[0].copies) == ["Outlet One", "Outlet Two"]


def test_a_faction_and_its_umbrella_do_not_support_each_other() -> None:
    one, two = make_report("One.", "Outlet One"), make_report("Two.", "Outlet Two")
    claims = [
        make_claim(one, action="attack", places=(HAIFA,), when=on("2024-01-23"),
                   speaker="Abu Alaa al-Walai", speaker_id="abu-alaa-al-walai",
                   modality="claimed"),
        make_claim(two, action="attack", places=(HAIFA,), when=on("2024-01-23"),
                   speaker="Islamic Resistance in Iraq", modality="claimed",
                   speaker_id="islamic-resistance-in-iraq", actor="Islamic Resistance in Iraq",
                   actor_id="islamic-resistance-in-iraq"),
    ]  # fmt: skip
    (incident,) = link_incidents(claims, [one, two])
    assert incident.independent_origins == 1
    assert any("same side" in o.why for o in incident.origins)
    assert incident.so_rating.credibility == 4
    assert all(v.party for v in incident.voices)


def test_an_entry_that_cites_another_issuer_is_no_second_source() -> None:
    one = make_report("IMB entry.", "IMB")
    two = make_report("Other list. (IMB)", "NGA")
    claims = _pair(one, two)
    claims[0] = make_claim(one, 0, action="boarding", places=(HAIFA,), when=on("2024-01-23"),
                           speaker="IMB", speaker_id="imb", notice_id="imb-1")  # fmt: skip
    claims[1] = make_claim(two, 1, action="boarding", places=(HAIFA,), when=on("2024-01-23"),
                           speaker="NGA", notice_id="asam-1", cites=("IMB",))  # fmt: skip
    (incident,) = link_incidents(claims, [one, two])
    assert incident.independent_origins == 1


def test_a_denial_is_no_origin_of_what_it_denies() -> None:
    one, two = make_report("One.", "Outlet One"), make_report("No port was hit.", "Outlet Two")
    claims = _pair(one, two)
    claims[1] = make_claim(two, 1, action="attack", places=(HAIFA,), when=on("2024-01-23"),
                           modality="denied", speaker="Harbour Master of Haifa")  # fmt: skip
    (incident,) = link_incidents(claims, [one, two])
    assert incident.independent_origins == 1
    assert incident.status == "disputed"
    assert any(c.about == "denial" for c in incident.conflicts)
    assert incident.so_rating.credibility == 4


def test_what_an_outlet_says_beside_a_quote_leans_on_the_quote() -> None:
    report = make_report("Two sentences here.", "Outlet One")
    claims = [
        make_claim(report, 0, action="closure", places=(BEIRA,), when=on("2024-01-23"),
                   speaker="Jane Roe"),
        make_claim(report, 1, action="closure", places=(BEIRA,), when=on("2024-01-23")),
    ]  # fmt: skip
    (incident,) = link_incidents(claims, [report])
    assert incident.independent_origins == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(["Outlet Two", "Outlet Three", "Daily Four"]), min_size=1, max_size=4),
    st.sampled_from(["reported", "claimed", "confirmed"]),
    st.sampled_from([None, "Jane Roe", "sources"]),
)
def test_copies_never_raise_the_number_of_origins(
    outlets: list[str], modality: str, speaker: str | None
) -> None:
    first = make_report(LONG, "Outlet One", published=datetime.date(2024, 1, 20))
    own = make_report("A text of its own.", "Outlet Nine")
    copies = [
        make_report(LONG + f" Copy {n}.", o, published=datetime.date(2024, 1, 21 + n))
        for n, o in enumerate(outlets)
    ]

    def said(report: Report, n: int) -> Claim:
        return make_claim(report, n, action="attack", places=(HAIFA,), when=on("2024-01-20"),
                          modality=modality, speaker=speaker or report.publisher)  # fmt: skip

    base = [said(first, 0), make_claim(own, 1, action="attack", places=(HAIFA,),
                                       when=on("2024-01-20"))]  # fmt: skip
    (before,) = link_incidents(base, [first, own])
    extra = [said(c, n + 2) for n, c in enumerate(copies)]
    (after,) = link_incidents([*base, *extra], [first, own, *copies])
    assert after.independent_origins == before.independent_origins
    assert after.so_rating.credibility == before.so_rating.credibility


def test_a_short_form_of_a_name_is_no_second_origin():
    text = "The Navy of Beira said so. Nobody else did, in all of these many words of ours."
    first = make_report(text, publisher="Outlet One")
    second = make_report(text + " More of it.", publisher="Outlet Two")
    slots = {"action": "boarding", "places": (BEIRA,), "when": on("2024-01-20")}
    claims = [
        make_claim(first, 0, speaker="Navy of Beira", **slots),
        make_claim(second, 0, speaker="Navy", **slots),
    ]
    (incident,) = link_incidents(claims, [first, second])
    assert incident.independent_origins == 1
    assert incident.so_rating.credibility != 1
