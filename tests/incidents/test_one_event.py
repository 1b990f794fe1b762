"""One event as it comes to a desk: an agency, its copy, a party, the owner, a navy, a look back."""

from __future__ import annotations

import datetime

import pytest

from offing.brief import build_brief
from offing.brief.incident_words import branches_of
from offing.claims import extract_claims
from offing.incidents import link_incidents
from offing.model import Brief, Incident
from offing.reports import read_report

AGENCY = """Tanker struck off Mocha, crew safe - security firm

DUBAI, May 6 2025 (Quillon News Agency) - A Liberia-flagged product tanker was struck by a drone
some 30 nautical miles west of the Yemeni port of Mocha on Tuesday, security firm Bowditch
Marine said, adding that nobody was hurt.

UKMTO said it had received a report of an incident 29 nautical miles west of Mocha and that
authorities were investigating. It advised ships to transit with caution.

There was no immediate claim of responsibility. The Houthis, who have attacked shipping in what
they say is support of Palestinians, did not immediately reply to a request for comment.

The tanker, the Alder Bay, was on her way from Yanbu to Mombasa, according to ship-tracking data.
"""
COPY = """Tanker struck off Mocha

The Ballard Observer
6 May 2025

(Quillon News Agency) A Liberia-flagged product tanker was struck by a drone some 30 nautical
miles west of the Yemeni port of Mocha on Tuesday, security firm Bowditch Marine said, adding
that nobody was hurt.

UKMTO said it had received a report of an incident 29 nautical miles west of Mocha and that
authorities were investigating.
"""
PARTY = """Armed forces announce operation in Red Sea

Sanaa, 7 May 2025 (Al-Miqlad Net)

The spokesman of the Yemeni Armed Forces, Yahya Saree, announced on Tuesday night that the drone
force had carried out an operation against the ship Alder Bay in the Red Sea. The ship was
targeted because the company that owns it broke the ban on entry to the ports of occupied
Palestine, he said in a televised statement.
"""
OWNER = """Statement on MT Alder Bay

Esbjerg, 7 May 2025

Alder Tankers A/S confirms that the product tanker Alder Bay was struck by an unmanned aerial
vehicle on 6 May while transiting the southern Red Sea. All 21 crew members are safe.
"""
NAVY = """Naval mission says tanker safe

BRUSSELS (Lowland Wire) 7 May 2025 — The European Union's naval mission in the Red Sea said on
Wednesday that one of its frigates had reached the tanker Alder Bay, attacked a day earlier off
the coast of Yemen, and was escorting her north.

The mission denied reports in Houthi media that the tanker had sunk. Alder Tankers, the ship's
Danish owner, said it was suspending voyages through the strait.
"""
LATER = """Tanker owner to resume Red Sea transits

COPENHAGEN, June 3 2025 (Quillon News Agency) - Denmark's Alder Tankers said on Tuesday it would
resume sailing through the Bab el-Mandeb Strait from June 9, four weeks after one of its tankers
was hit by a drone in the southern Red Sea.

The Alder Bay was struck on May 6 off Mocha.
"""
ALL = {"agency": AGENCY, "copy": COPY, "party": PARTY, "owner": OWNER, "navy": NAVY, "later": LATER}


def _brief(*names: str) -> Brief:
    return build_brief([read_report(ALL[n].encode()) for n in names])


def _attacks(brief: Brief) -> list[Incident]:
    return [i for i in brief.incidents if i.action == "attack"]


@pytest.fixture(scope="module")
def six() -> Brief:
    return _brief(*ALL)


def test_all_tell_of_one_attack(six: Brief) -> None:
    [attack] = _attacks(six)
    assert attack.status == "occurred"
    assert len({v.report_id for v in attack.voices}) == len(ALL) - 1  # the navy tells of an escort
    assert "Mokha" in [p.name for p in attack.places]


def test_who_only_gives_the_voyage_or_denies_a_sinking_is_no_origin(six: Brief) -> None:
    [attack] = _attacks(six)
    stances = {v.speaker: v.stance for v in attack.voices}
    assert stances.get("ship-tracking data", "comments") == "comments"
    assert "denies" not in stances.values()
    assert stances["Yahya Saree"] == "supports"
    assert next(v for v in attack.voices if v.speaker == "Yahya Saree").party


def test_the_agency_is_the_origin_and_the_paper_its_copy(six: Brief) -> None:
    [attack] = _attacks(six)
    names = [b.name for b in branches_of(attack.origins)]
    assert names.count("Bowditch Marine") == 1
    at = names.index("Bowditch Marine")
    assert names[at + 1] == "Quillon News Agency"


def test_an_old_event_that_all_reports_tell_is_in_the_headline(six: Brief) -> None:
    assert "attack" in six.headline
    assert six.as_of == datetime.date(2025, 6, 3)
    assert "on tankers" not in six.headline
    assert "for a ship" not in six.headline


def test_a_frigate_that_helps_attacked_nobody() -> None:
    report = read_report(NAVY.encode())
    assert report.published == datetime.date(2025, 5, 7)
    assert report.credit == "Lowland Wire"
    for claim in extract_claims(report):
        assert not (claim.action == "attack" and "EU" in (claim.actor or ""))
        assert "Brussels" not in [p.name for p in claim.places]


def test_the_owner_speaks_in_its_own_statement() -> None:
    report = read_report(OWNER.encode())
    assert {c.speaker for c in extract_claims(report)} == {"Alder Tankers A/S"}


def test_two_ships_in_one_report_are_not_taken_for_each_other() -> None:
    two = AGENCY.replace(
        "according to ship-tracking data.",
        "according to ship-tracking data. Another tanker, the Corrie Sound, was struck in April.",
    )
    other = LATER.replace("Alder Bay", "Corrie Sound").replace("May 6", "April 8")
    reports = [read_report(t.encode()) for t in (two, other)]
    claims = [c for r in reports for c in extract_claims(r)]
    for incident in link_incidents(claims, reports):
        held = [c for c in claims if c.id in incident.claim_ids]
        days = {(c.when.earliest or "")[:7] for c in held if c.action == "attack"} - {""}
        assert len(days) <= 1, [c.evidence[0].text for c in held]


AGENTS = """Bulk carrier runs aground in Suez Canal - agents

ISMAILIA, Egypt, Feb 9 2026 (Quillon News Agency) - A bulk carrier ran aground in the southern
section of the Suez Canal on Monday, blocking the waterway in both directions, two shipping
agents said. The Cape Verden got stuck near kilometre 148 in strong winds. The Suez Canal
Authority did not immediately reply to a request for comment.
"""
AUTHORITY = """Navigation in the Canal is normal

The Chairman of the Suez Canal Authority, Admiral Hassan Fahmy, denied on Monday what was
circulated by some news agencies about the suspension of navigation in the Suez Canal. Navigation
is proceeding normally, he said.

Suez Canal Authority, Media Office
9 February 2026
"""
DESK = """From: Suez desk <ops@palmagency.example>
To: principals
Date: Mon, 9 Feb 2026 11:20:00 +0200
Subject: Suez Canal - northbound convoy

Please be advised that m/v Cape Verden touched bottom at km 148 this morning at 0740 LT.
Northbound convoy has been held at Suez anchorage until further notice.

Palm Shipping Agency
"""
AFLOAT = """Ship afloat, Suez Canal traffic resumes

CAIRO (Delta Press) 9 February 2026 - The bulk carrier that ran aground in the Suez Canal earlier on
Monday has been refloated and traffic has resumed, the canal authority said in a statement.

The ship's manager, Verden Ship Management of Hamburg, confirmed that she was afloat. There were 22
crew on board, none of whom was injured. About 31 ships were delayed, said Lena Roth, an analyst.
"""


def _of(*texts: str) -> Brief:
    return build_brief([read_report(t.encode()) for t in texts])


def test_a_canal_blocked_by_a_ship_is_proposed_as_closed_and_no_rumour_as_announced() -> None:
    brief = _of(AGENTS)
    shut = [r for r in brief.restrictions if "suez" in r.id]
    assert shut, brief.headline
    assert any(i.action == "grounding" for i in brief.incidents)
    brief = _of(AUTHORITY)
    assert not [c for c in brief.claims if c.modality == "announced"]
    assert brief.restrictions == ()


def test_a_day_at_the_canal_from_four_desks() -> None:
    brief = _of(AGENTS, AUTHORITY, DESK, AFLOAT)
    [grounding] = [i for i in brief.incidents if i.action == "grounding"]
    assert grounding.independent_origins >= 2
    assert not [i for i in brief.incidents if i.action in ("escort", "seizure")]
    assert "Hamburg" not in {p.name for i in brief.incidents for p in i.places}
    resumed = [i for i in brief.incidents if i.action == "resumption"]
    assert resumed
    assert resumed[0].status in ("in_effect", "occurred")
    assert "for a ship" not in brief.headline


WARNING = """UKMTO WARNING 044/JAN/2026

UKMTO has received a report of an incident 330NM east of Eyl, Somalia.

The Master of a dhow reported that 6 armed persons boarded the vessel from a skiff. Authorities are
investigating.

Published: 18 January 2026 1430 UTC
"""
HIJACKED = """Fishing dhow hijacked off Somalia

MOGADISHU, Jan 19 2026 (Quillon News Agency) - Armed men have hijacked a Yemeni-flagged fishing dhow
off the coast of Somalia, a local official said on Monday.

The dhow, al-Bahr, was seized on Sunday about 600 km off the town of Eyl, Abdi Warsame, the mayor of
Eyl, told the agency by phone. EUNAVFOR Operation Atalanta said it was investigating the suspected
hijacking. The pirates have not made any ransom demand yet, the mayor said.
"""
FREED = """Dhow freed

GAROWE (Horn Radio) 23 January 2026 - Puntland Maritime Police Force said on Friday that pirates had
abandoned a Yemeni fishing dhow seized last week. The pirates left the dhow, the Al Bahr, after
taking fuel, police commander Col. Said Farah told Horn Radio. Operation Atalanta confirmed the
release, saying that a boarding team had given medical help to the crew.
"""


def test_a_hijack_from_warning_to_release() -> None:
    brief = _of(WARNING, HIJACKED, FREED)
    hijacks = [i for i in brief.incidents if i.action in ("hijack", "seizure", "boarding")]
    told = [i for i in hijacks if i.status != "unknown"]
    assert len(told) == 1, [i.title for i in told]
    assert not [c for c in brief.claims if (c.actor or "").startswith("EU")]
    assert not [c for c in brief.claims if c.modality == "denied"]
    assert {c.speaker for c in brief.claims}.isdisjoint({"police commander Col", "agency"})
    boarded = [c for c in brief.claims if c.action == "boarding"]
    assert {c.speaker for c in boarded} <= {"UKMTO"}


def test_who_would_do_more_after_an_act_did_not_do_the_act() -> None:
    report = read_report(
        b"BRUSSELS, Dec 27 2025 (Quillon News Agency) - NATO said on Saturday it would boost its "
        b"presence in the Baltic Sea after the suspected sabotage this week of an undersea cable."
    )
    assert not [c for c in extract_claims(report) if c.action in ("attack", "damage")]


def test_a_ship_suspected_of_something_is_no_speaker() -> None:
    report = read_report(
        b"HELSINKI, Dec 26 2025 (Quillon News Agency) - Finland on Friday boarded an oil tanker in "
        b"the Baltic Sea suspected of cutting an undersea cable, police said."
    )
    [claim] = extract_claims(report)
    assert (claim.action, claim.speaker) == ("boarding", "police")


def test_what_is_used_by_somebody_was_not_hit_by_him() -> None:
    report = read_report(
        b"MOSCOW, December 13 /TASS-Nova/. Russia's defence ministry said on Saturday its forces "
        b"had struck port facilities used by the Ukrainian military at Odesa on 13 December 2025."
    )
    assert report.credit == "TASS-Nova"
    [claim] = extract_claims(report)
    assert claim.actor == "Russian Ministry of Defence"
