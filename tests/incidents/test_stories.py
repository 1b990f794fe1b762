"""Stories in several reports, read from their words to the end: what is one thing, whose
word it is, what agrees, how it stands, and what is proposed."""

from __future__ import annotations

import datetime

from offing.brief.incident_words import branches_of
from offing.claims import extract_claims
from offing.incidents import link_incidents
from offing.model import Incident, Origin, Restriction
from offing.reports import read_report
from offing.scenario import propose_restrictions


def tell(
    *texts: str, as_of: str | None = None, sources: dict[str, str] | None = None
) -> tuple[list[Incident], list[Restriction]]:
    reports = [read_report(t.encode()) for t in texts]
    claims = [c for r in reports for c in extract_claims(r)]
    on = datetime.date.fromisoformat(as_of) if as_of else None
    found = link_incidents(claims, reports, as_of=on, sources=sources)
    return found, propose_restrictions(found)


def only(found: list[Incident], action: str) -> Incident:
    (one,) = [i for i in found if i.action == action]
    return one


def names(origins: tuple[Origin, ...]) -> list[str]:
    return [b.name for b in branches_of(origins)]


def reports_in(incident: Incident) -> int:
    return len({v.report_id for v in incident.voices})


BODY = """\
A container ship, the Alma Sol, was seized by armed men in speedboats off the port of Mocha
on Tuesday, the coast guard of Yemen said.

The Panama-flagged Alma Sol was on her way from Jeddah to Mombasa with 21 crew, the coast
guard said. She was last seen heading north under escort of two boats.

“We have lost contact with the ship,” her manager, Corvane Ship Management, said in a statement.
"""
WIRE = f"MOCHA, 3 March 2026 (Reuters) - {BODY}"
REWRITE_ONE = f"Harbour Post\n3 March 2026\n\nShip taken off Mocha\n\n(Reuters) - {BODY}"
REWRITE_TWO = f"Gulf Courier\n4 March 2026\n\nAlma Sol seized\n\n{BODY}\nSource: Reuters\n"
TRANSLATED = """\
Diario del Mar
4 March 2026

Container ship taken off Yemen

Armed men in speedboats seized the container ship Alma Sol off Mocha on Tuesday, according to
the coast guard of Yemen.

Translated from Harbour Post
"""
OWN = """\
Mocha Observer
4 March 2026

What the fishermen saw

Fishermen told the Mocha Observer that the container ship was seized near Mocha on Tuesday by
men from two speedboats.
"""
NAVY = """\
Combined Naval Centre
Press release
4 March 2026

The Combined Naval Centre confirms that the container ship Alma Sol was seized off Mocha on
3 March 2026 by armed persons. No naval vessel was near.
"""
CLAIMED = """\
Coast Radio
5 March 2026

Group says it holds the ship

The Red Coast Brigade claimed on Thursday that it had seized the Alma Sol off Mocha on Tuesday.
"""
FREED = """\
Harbour Post
9 March 2026

Alma Sol free

The Alma Sol, which was seized off Mocha on 3 March, was released on Sunday, the coast guard of
Yemen said.
"""


def test_a_wire_story_with_its_copies_and_others_is_one_seizure() -> None:
    found, proposals = tell(WIRE, REWRITE_ONE, REWRITE_TWO, TRANSLATED, OWN, NAVY, CLAIMED)
    seizure = only(found, "seizure")
    assert reports_in(seizure) == 7
    assert proposals == []


def test_copies_of_the_wire_count_once_and_hang_below_it() -> None:
    found, _ = tell(WIRE, REWRITE_ONE, REWRITE_TWO, TRANSLATED)
    seizure = only(found, "seizure")
    told = names(seizure.origins)
    assert told.count("Reuters") <= 1
    assert seizure.supporting_origins <= 2  # the coast guard and the manager, never the outlets
    roots = {o.name for o in seizure.origins if o.independent}
    assert not roots & {"Harbour Post", "Gulf Courier", "Diario del Mar"}


def test_an_outlet_that_asked_for_itself_is_an_origin_of_its_own() -> None:
    copies, _ = tell(WIRE, REWRITE_ONE)
    with_own, _ = tell(WIRE, REWRITE_ONE, OWN)
    before, after = only(copies, "seizure"), only(with_own, "seizure")
    assert after.independent_origins > before.independent_origins
    assert after.so_rating.credibility <= before.so_rating.credibility


def test_every_link_and_refusal_has_a_reason() -> None:
    found, _ = tell(WIRE, OWN, NAVY, FREED)
    links = [link for i in found for link in i.links]
    assert any(link.joined for link in links)
    assert all(len(link.reason) > 10 for link in links)


def test_a_party_is_a_voice_and_no_support() -> None:
    found, _ = tell(CLAIMED)
    (claimed,) = [i for i in found if i.action == "seizure"]
    assert claimed.status == "unknown"
    assert claimed.so_rating.credibility == 4
    assert claimed.supporting_origins == 0
    both, _ = tell(CLAIMED, NAVY)
    seizure = only(both, "seizure")
    assert seizure.status == "occurred"
    assert seizure.supporting_origins == 1


def test_who_only_condemns_it_is_no_origin_of_it() -> None:
    judged = """\
Gulf Courier
5 March 2026

Outrage

The government of Kenya condemned the seizure of the container ship Alma Sol off Mocha on 3 March.
"""
    found, _ = tell(NAVY, judged)
    seizure = only(found, "seizure")
    assert reports_in(seizure) == 2
    assert seizure.independent_origins == 1
    assert not seizure.conflicts
    kenya = next(o for o in seizure.origins if "Kenya" in o.name)
    assert "what others tell" in kenya.why


def test_the_users_own_table_decides_the_letters() -> None:
    found, _ = tell(OWN)
    assert only(found, "seizure").so_rating.reliability == "F"
    found, _ = tell(OWN, sources={"Mocha Observer": "C"})
    seizure = only(found, "seizure")
    assert seizure.said_rating.reliability == "C"
    assert "fairly reliable" in seizure.said_rating.sentence


STRIKE = """\
Bremen Dispatch
2 June 2026

Dockers to walk out

The dockers' union called a strike at the port of Bremerhaven from 4 June 2026, it said on Tuesday.
"""
BEGUN = """\
North Sea Times
4 June 2026

Cranes stand still

A strike has begun at the port of Bremerhaven, the port authority of Bremerhaven said on Thursday.
"""
OFF = """\
Bremen Dispatch
6 June 2026

Strike over

The strike at the port of Bremerhaven was called off on Saturday, the dockers' union said. Work at
the port of Bremerhaven has resumed, the port authority of Bremerhaven said.
"""


def test_a_strike_is_announced_then_in_effect_then_ended_with_its_history() -> None:
    for day, status in (("2026-06-02", "announced"), ("2026-06-04", "in_effect")):
        found, _ = tell(STRIKE, BEGUN, OFF, as_of=day)
        assert {i.status for i in found if i.action == "strike"} == {status}, day
    found, proposals = tell(STRIKE, BEGUN, OFF)
    strike = only(found, "strike")
    assert strike.status == "ended"
    assert [h.status for h in strike.history] == ["announced", "in_effect", "ended"]
    assert proposals == []


def test_a_called_strike_is_proposed_if_carried_out() -> None:
    _, (one,) = tell(STRIKE)
    assert one.target.id == "debrv"
    assert one.status == "proposed"
    assert one.start == datetime.date(2026, 6, 4)
    assert one.would_have_to_be_true


def test_a_strike_told_as_called_off_proposes_nothing() -> None:
    for words in ("was called off on Wednesday, one hour before it was to begin",
                  "which began on 1 June ended on 3 June"):  # fmt: skip
        _, proposals = tell(
            f"North Sea Times\n4 June 2026\n\nThe strike of tug crews at Gdansk {words}.\n"
        )
        assert proposals == [], words


def test_begun_beside_called_to_begin_and_numbers_that_differ() -> None:
    one = """\
Levant Wire
12 May 2026

At least six sailors were killed when a tanker exploded in the port of Tartus on Monday, the port
authority of Tartus said.
"""
    two = """\
Corniche Gazette
12 May 2026

Three sailors were killed when a tanker exploded in the port of Tartus on Monday, the health
ministry of Syria said.
"""
    found, _ = tell(one, two)
    told = [c for i in found for c in i.conflicts if c.about == "count"]
    assert told, [i.title for i in found]
    assert "6" in told[0].text
    assert "3" in told[0].text


def test_a_ports_own_word_that_it_works_stands_against_a_closure() -> None:
    rumour = """\
Delta Bulletin
12 May 2026

The port of Djibouti has been closed since Monday, two truck drivers told the Delta Bulletin.
"""
    denial = """\
Horn Gazette
12 May 2026

The port of Djibouti operates normally, the Djibouti port authority said on Tuesday.
"""
    found, proposals = tell(rumour, denial)
    closure = only(found, "closure")
    assert closure.status == "disputed"
    assert {c.about for c in closure.conflicts} == {"denial"}
    assert proposals == []


def test_an_intention_is_proposed_with_what_would_have_to_be_true() -> None:
    _, proposals = tell("""\
Levant Wire
12 May 2026

The Houthi movement announced on Tuesday a blockade of the port of Eilat from 20 May 2026.
""")
    (one,) = proposals
    assert one.target.id == "ileth"
    assert "if carried out" in one.basis
    assert one.start == datetime.date(2026, 5, 20)
    assert len(one.would_have_to_be_true) >= 2


def test_unnamed_ports_stay_general_with_candidates() -> None:
    _, proposals = tell("""\
Levant Wire
12 May 2026

The Houthi movement announced on Tuesday a blockade of the ports of Israel on the Red Sea.
""")
    (general,) = [p for p in proposals if p.candidate_of is None]
    assert general.target.kind == "general"
    assert {c.unlocode for c in general.candidates} == {"ILETH"}
    assert "pick from the candidates" in general.note


def test_what_could_be_what_is_able_to_and_what_was_propose_nothing() -> None:
    for words in (
        "Iran could close the Strait of Hormuz, an analyst at the Kestrel Institute said.",
        "Iran has the means to close the Strait of Hormuz, the Kestrel Institute wrote.",
        "In 1967 the Suez Canal was closed for eight years.",
        "The port of Haifa would be closed if the strike went ahead, the union said.",
    ):
        _, proposals = tell(f"Levant Wire\n12 May 2026\n\n{words}\n")
        assert proposals == [], words


def test_conditions_of_flag_stay_in_words_and_are_said_to_be_not_modelled() -> None:
    _, proposals = tell("""\
Levant Wire
12 May 2026

The Houthi movement announced on Tuesday that Bab el-Mandeb is closed to ships owned by Israeli
companies.
""")
    (one,) = proposals
    assert one.effect == "avoided"
    assert 0 < one.share < 1
    assert any("Israeli" in t for t in one.not_modelled)


def test_hours_of_one_day_are_over() -> None:
    found, proposals = tell("""\
Suez Canal Authority
2 November 2026

On Friday 30 October 2026 the Suez Canal was closed to navigation from 1115 to 1640 hours because
of a sandstorm. Navigation was regular again from 31 October 2026.
""")
    assert {i.status for i in found if i.action == "closure"} == {"ended"}
    assert proposals == []


def test_a_port_that_a_distance_is_measured_from_is_not_the_one_that_is_shut() -> None:
    _, proposals = tell("""\
Island Standard
19 August 2026

A tanker was drifting 40 miles southeast of Marsaxlokk on Wednesday, since loading at the port of
Zawiya has been suspended.
""")
    assert not [p for p in proposals if p.target.id == "mtmar"]


def test_a_port_closed_to_small_craft_is_not_closed_to_ships() -> None:
    _, proposals = tell(
        "Coast Agency\n14 January 2026\n\nCALLAO: swell, port closed for small craft only.\n"
    )
    assert proposals == []
    _, proposals = tell("Coast Agency\n14 January 2026\n\nCALLAO: swell, port closed.\n")
    assert [p.target.id for p in proposals] == ["pecll"]


def test_traffic_through_a_strait_that_is_stopped_is_proposed_and_a_partys_word_is_not() -> None:
    _, proposals = tell("""\
Strait Bulletin
14 January 2026

Traffic in the Bosporus has been suspended both ways since Wednesday morning because of fog.
""")
    (one,) = proposals
    assert (one.target.id, one.effect) == ("bosporus", "closed")
    assert any("no word alone" in t for t in one.would_have_to_be_true)


def test_a_forecast_of_a_reopening_ends_nothing() -> None:
    found, _ = tell("""\
Island Standard
19 August 2026

The port of Zawiya was closed on Sunday. It should reopen fully by Tuesday noon.
""")
    assert "ended" not in {i.status for i in found if i.action == "closure"}


def test_the_outlet_is_named_where_only_the_text_names_it() -> None:
    report = read_report(NAVY.replace("Press release\n", "").encode())
    claims = extract_claims(report)
    assert report.publisher or claims[0].attribution
    (seizure,) = [i for i in link_incidents(claims, [report]) if i.action == "seizure"]
    assert [o.name for o in seizure.origins] == ["Combined Naval Centre"]
    assert seizure.origins[0].copies == ()


def test_a_text_without_a_credit_is_the_agencys_where_its_copy_credits_it() -> None:
    bare = f"Gulf Courier\n3 March 2026\n\nAlma Sol seized\n\n{BODY}"
    found, _ = tell(bare, REWRITE_ONE)
    seizure = only(found, "seizure")
    assert seizure.independent_origins == 1
    escort = only(found, "escort")  # told by the text itself, of which Reuters is the origin
    assert [o.name for o in escort.origins] == ["Reuters"]
    assert escort.independent_origins == 1


def test_letters_in_brackets_are_no_second_ship() -> None:
    one = f"Harbour Post\n4 March 2026\n\nAttack\n\n{ATTACK}"
    two = """\
Gulf Courier
4 March 2026

Tanker hit

The tanker, M/T Brisa Norte, was attacked off Mocha on 3 March, her manager said.
"""
    found, _ = tell(one, two)
    attack = only(found, "attack")
    assert reports_in(attack) == 2


ATTACK = """\
The tanker Brisa Norte was attacked off Mocha on 3 March 2026, the Regional Watch Office for
Shipping (RWOS) said on Wednesday.
"""


def test_two_ships_by_name_stay_two_events() -> None:
    other = """\
Gulf Courier
4 March 2026

Tanker hit

The tanker, M/T Costa Clara, was attacked off Mocha on 3 March, her manager said.
"""
    first = ATTACK.replace("The tanker Brisa Norte", "The tanker, M/T Brisa Norte,")
    found, _ = tell(f"Harbour Post\n4 March 2026\n\nAttack\n\n{first}", other)
    attacks = [i for i in found if i.action == "attack"]
    assert len(attacks) == 2
    reasons = [link.reason for i in attacks for link in i.links if not link.joined]
    assert any("different ships" in r for r in reasons)


def test_what_several_reports_tell_is_said_first_and_listed_first() -> None:
    from offing.brief.headline import write_headline
    from offing.brief.incident_words import newest_first

    threat = """\
Coast Radio
5 March 2026

Warning

The Red Coast Brigade announced on Thursday that it would close the port of Mocha.
"""
    reports = [read_report(t.encode()) for t in (REWRITE_ONE, NAVY, OWN, threat)]
    claims = [c for r in reports for c in extract_claims(r)]
    found = link_incidents(claims, reports)
    headline = write_headline(found, claims, datetime.date(2026, 3, 5), reports=4)
    assert "seizure" in headline.partition("close")[0]
    assert newest_first(found)[0].action == "seizure"


def test_one_speaker_with_two_days_is_not_set_against_itself() -> None:
    found, _ = tell("""\
Paradip Bulletin
27 October 2025

The port authority of Paradip said that the port of Paradip was closed on 24 October 2025. The
port authority of Paradip said that the port of Paradip was closed on 26 October 2025.
""")
    told = [c.text for i in found for c in i.conflicts if c.about == "date"]
    assert told
    assert all("names two days" in t for t in told)


COAST_STRIKE = (
    """\
Quay Ledger
30 September 2026

Dockers set to walk out

The Harbour Hands Union said on Wednesday that its 30,000 members will strike at ports on the east
coast of Canada from Thursday.
""",
    """\
Halifax Business Post
1 October 2026

Cargo work stops

About 30,000 members of the Harbour Hands Union walked off the job on Thursday at the port of
Halifax and every other large port on the coast.
""",
    """\
Grocer's Weekly
2 October 2026

Dock strike

The strike of the Harbour Hands Union at Canadian ports has begun. The union said that it closed
the ports at one minute past midnight on 1 October.
""",
    """\
Quay Ledger
4 October 2026

Strike off

The Harbour Hands Union has suspended its strike at ports on the east coast of Canada, it said on
Sunday.
""",
)


def test_a_strike_of_one_union_told_by_several_is_one_strike() -> None:
    found, _ = tell(*COAST_STRIKE[:3])
    (strike,) = [i for i in found if i.action in ("strike", "closure")]
    assert reports_in(strike) == 3
    assert strike.status == "in_effect"


def test_a_strike_that_its_union_suspends_is_over_and_stops_no_port() -> None:
    found, proposals = tell(*COAST_STRIKE)
    assert {i.status for i in found if i.scope == "shipping"} == {"ended"}
    assert proposals == []
    _, alone = tell(COAST_STRIKE[3])
    assert alone == []
