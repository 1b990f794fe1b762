"""Small folders of reports, read from their words: what stands side by side, what is forged."""

from __future__ import annotations

import datetime

from offing.claims import extract_claims
from offing.incidents import link_incidents
from offing.model import Incident, Restriction
from offing.scenario import propose_restrictions
from tests.incidents.making import make_report


def _read(
    *told: tuple[str, str, str], as_of: str | None = None
) -> tuple[list[Incident], list[Restriction]]:
    """Incidents and proposals of ``(publisher, day, words)``."""
    reports = [
        make_report(words, publisher, published=datetime.date.fromisoformat(day))
        for publisher, day, words in told
    ]
    claims = [c for r in reports for c in extract_claims(r)]
    on = datetime.date.fromisoformat(as_of) if as_of else None
    incidents = link_incidents(claims, reports, as_of=on)
    return list(incidents), propose_restrictions(incidents)


NOTICE = (
    "Suez Canal Authority",
    "2026-05-03",
    "The Suez Canal is closed to all navigation from 4 May 2026 until further notice.",
)
FORGED = (
    "Levant Wire",
    "2026-05-05",
    "The Suez Canal Authority said on Tuesday that the notice of 3 May was a forgery and that the "
    "canal works normally.",
)


def test_a_notice_of_the_authority_is_proposed_as_stated_by_it() -> None:
    _, (one,) = _read(NOTICE)
    assert one.target.name == "Suez Canal"
    assert "Stated by the authority" in one.basis
    assert "genuine" in one.would_have_to_be_true[0]


def test_a_notice_that_its_authority_calls_forged_closes_nothing() -> None:
    incidents, proposals = _read(NOTICE, FORGED)
    assert proposals == []
    closure = next(i for i in incidents if i.action == "closure")
    assert closure.status == "denied"
    assert "not genuine" in closure.status_reason
    assert [h.status for h in closure.history] == ["announced", "denied"]  # nothing is lost


def test_before_the_forgery_is_known_the_notice_stands() -> None:
    incidents, _ = _read(NOTICE, FORGED, as_of="2026-05-04")
    assert next(i for i in incidents if i.action == "closure").status == "in_effect"


def test_somebody_else_who_calls_it_forged_only_disputes_it() -> None:
    other = ("Levant Wire", "2026-05-05", "The Northern Council said on Tuesday that the notice on "
             "the closure of the Suez Canal was a forgery.")  # fmt: skip
    _, proposals = _read(NOTICE, other)
    assert [p.target.name for p in proposals] == ["Suez Canal"]


def test_begun_stands_beside_called_to_begin() -> None:
    incidents, _ = _read(
        ("Levant Wire", "2026-05-10", "A blockade of the port of Hodeidah is to begin on 12 May, "
         "the Northern Council announced on Sunday."),
        ("Corniche Gazette", "2026-05-10", "A blockade of the port of Hodeidah has begun, the "
         "harbour master of Hodeidah said on Sunday."),
    )  # fmt: skip
    (one,) = [i for i in incidents if i.action == "blockade"]
    assert "begun" in {c.about for c in one.conflicts}


def test_one_attack_told_a_day_apart_is_one_incident_with_both_days() -> None:
    incidents, _ = _read(
        ("Levant Wire", "2026-05-12", "A bulk carrier was attacked by men in small craft off "
         "Hodeidah on 11 May, the ship's manager said."),
        ("Corniche Gazette", "2026-05-13", "A bulk carrier was attacked by men in small craft off "
         "Hodeidah on 12 May, the coast guard of Yemen said."),
    )  # fmt: skip
    (one,) = incidents
    assert one.independent_origins == 2
    told = [c.text for c in one.conflicts if c.about == "date"]
    assert told
    assert "time zones" in told[0]


def test_advice_to_stay_out_of_a_strait_is_proposed_as_avoided() -> None:
    _, (one,) = _read(
        ("Levant Wire", "2026-05-12", "The navy of Oman warned ships to stay out of the Strait of "
         "Hormuz because of drifting mines, in a notice on Tuesday."),
    )  # fmt: skip
    assert one.target.name == "Strait of Hormuz"
    assert one.effect == "avoided"
    assert 0 < one.share < 1
    assert "only proposed" in one.basis


def test_advice_in_capitals_to_avoid_a_sea_names_its_approaches() -> None:
    _, proposals = _read(
        ("Naval Cooperation Centre", "2026-05-12", "WARNING TO ALL SHIPPING\n\nDUE TO THE RISK OF "
         "ATTACK ALL MERCHANT VESSELS ARE STRONGLY ADVISED TO AVOID THE RED SEA."),
    )  # fmt: skip
    (one,) = proposals
    assert one.target.kind == "general"
    assert "Bab el-Mandeb" in {c.name for c in one.candidates}


def test_a_threat_to_keep_ships_out_proposes_nothing() -> None:
    _, proposals = _read(
        ("Levant Wire", "2026-05-12", "The Houthi movement warned ships to stay out of Bab "
         "el-Mandeb or be attacked, its spokesman said on Tuesday."),
    )  # fmt: skip
    assert not [p for p in proposals if p.effect == "avoided"]
