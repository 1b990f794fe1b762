"""What carriers, forwarders, agents, clubs and the trade press write every day, claim by claim."""

from __future__ import annotations

import datetime

import pytest

from offing.claims import extract_claims
from offing.claims.speakers import speaker_from_name
from offing.claims.standing import standing_of
from offing.model import Claim
from offing.reports.mail import read_mail
from tests.claims.conftest import report_of

AT_SEA = "Ships called at the port of Varna and tankers lay at anchor there. "
DAY = datetime.date(2026, 9, 18)


def _told(words: str, head: str = f"Harbour notes\n\n{AT_SEA}\n\n", publisher: str = "Quay Post",
          day: datetime.date = DAY) -> list[Claim]:  # fmt: skip
    report = report_of(f"{head}{words}\n", publisher=publisher, published=day)
    return [c for c in extract_claims(report) if c.evidence[-1].start >= len(head) - 1]


@pytest.mark.parametrize(
    ("words", "action", "first", "last"),
    [
        ("The port of Burgas has been closed since 15/09.", "closure", "2026-09-15", None),
        ("Dockers called a strike at Burgas for 24-25/09.", "strike", "2026-09-24", "2026-09-25"),
        ("Burgas will be closed from 01/10.", "closure", "2026-10-01", None),
        ("The lock at Burgas is shut from 19.09 0600 LT.", "closure", "2026-09-19", None),
    ],
)
def test_days_written_with_a_stroke_and_no_year(
    words: str, action: str, first: str, last: str | None
) -> None:
    [claim] = [c for c in _told(words) if c.action == action]
    assert (claim.when.earliest, claim.when.latest) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "Berths 11/12 at Burgas were closed.",
        "The port of Burgas was closed, see circular no. 05/11.",
        "The draft at Burgas has been cut to 9.10 m.",
        "The port of Burgas was closed for ships above 10/12 m draught.",
    ],
)
def test_figures_with_a_stroke_that_are_no_days(words: str) -> None:
    assert all(c.when.earliest is None for c in _told(words))


@pytest.mark.parametrize(
    "words",
    [
        "Loading at Burgas was stopped 0200-0515 today after an air raid alarm; since resumed.",
        "The port of Burgas was closed from 06:00 on 15 September until noon on 17 September.",
        "BURGAS - closed both directions 0530-0810 this morning due fog.",
        "BURGAS - air raid alarm at dawn, cargo ops stopped during alarm, now working.",
        "The harbour master suspended pilotage at Burgas at dawn; it has since been resumed.",
    ],
)
def test_a_stop_that_is_over_is_not_in_effect(words: str) -> None:
    told = [c for c in _told(words) if c.action in ("suspension", "closure")]
    assert [c.in_effect for c in told] == [False]


def test_what_has_since_resumed_works_again() -> None:
    [claim] = _told("Cargo operations at Burgas have since resumed.")
    assert (claim.action, claim.in_effect) == ("resumption", True)


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Customs clerks called for a three-day strike at Burgas.", "strike"),
        ("Three lines have dropped calls at Burgas this week.", "suspension"),
        ("Please be advised that the port of Burgas will be closed on 20 September.", "closure"),
        ("Pilots at Burgas not boarding due to swell of 5 m.", "suspension"),
        ("Vessels should avoid the area off Burgas and report any sighting.", "advisory"),
        ("Pls be advised NMA has closed the port of Burgas.", "closure"),
        ("The terminal operator advises the quay crane will be back in service.", "resumption"),
    ],
)
def test_the_act_behind_the_words_of_the_trade(words: str, action: str) -> None:
    assert [c.action for c in _told(words)] == [action]


def test_advice_stays_advice() -> None:
    [claim] = _told("Please be advised that vessels should keep clear of the pipeline off Burgas.")
    assert claim.action == "advisory"


def test_the_number_of_a_berth_denies_nothing() -> None:
    told = _told("Grain berth no. 12 at Burgas is closed for repairs.")
    assert [c.negated for c in told] == [False]


def test_nobody_hurt_denies_no_restart() -> None:
    told = _told("Debris fell near Burgas; nobody was hurt and pilotage restarted on Sunday.")
    [claim] = [c for c in told if c.action == "resumption"]
    assert not claim.negated


def test_who_was_informed_did_not_do_it() -> None:
    [claim] = _told("We have been informed that the navy has detained a tanker off Burgas.")
    assert "seized a ship" not in claim.paraphrase
    assert claim.actor is None


def test_two_of_its_three_moorings_are_no_three_events() -> None:
    [claim] = _told("The terminal said it had halted loading at two of its three moorings.")
    assert claim.count is None


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The port of Burgas remains operational as per Bulgarian authorities.",
         "Bulgarian authorities"),
        ("The port, per the harbour master, reopened on Tuesday.", "harbour master"),
    ],
)  # fmt: skip
def test_as_per_somebody_is_their_word(words: str, speaker: str) -> None:
    assert [c.speaker for c in _told(words)] == [speaker]


def test_the_agent_is_the_one_who_spoke_as_agent() -> None:
    told = _told("Port agent Coral Shipping said 23 vessels were waiting. Yards were full, "
                 "the agent said.")  # fmt: skip
    assert {c.speaker for c in told} == {"Coral Shipping"}


def test_a_ship_that_maintained_her_course_said_nothing() -> None:
    told = _told("The tanker maintained course and speed off Burgas and nothing happened.")
    assert all(c.speaker == "Quay Post" for c in told)


def test_a_mail_passed_on_is_the_word_of_whom_it_is_from() -> None:
    head = "Morning all,\n\nSee below from our agent. The port of Burgas is shut.\n\n"
    below = (
        "---------- Forwarded message ----------\nFrom: Marea Ship Agency <ops@marea.example>\n"
        "Date: Thu, 17 Sep 2026 18:20 +0300\nSubject: Burgas\n\nDear Sirs,\n\n"
        "Two berths at Burgas are closed. At present 12 tankers are waiting at Varna.\n"
    )
    told = _told(below, head=head, publisher="Kestrel Bulk Chartering")
    assert told
    assert {c.speaker for c in told} == {"Marea Ship Agency"}
    assert all(c.attribution[-1] == "Marea Ship Agency" for c in told)


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Ironbark Maritime Intelligence", "observer"),
        ("Gannet Marine Risk Advisory", "observer"),
        ("Pelorus Maritime", "firm"),
        ("Maritime and Port Authority", "authority"),
        ("Joint Maritime Information Center", "authority"),
    ],
)
def test_who_sells_what_it_gathers_is_no_authority(name: str, standing: str) -> None:
    assert standing_of(speaker_from_name(name)) == standing


@pytest.mark.parametrize(
    "words",
    [
        "Due to the gale, the port of Burgas was closed on Monday.",
        "Due to strong winds the port of Burgas has been closed since Monday.",
    ],
)
def test_due_to_the_gale_is_a_cause_and_no_plan(words: str) -> None:
    [claim] = _told(words)
    assert (claim.future, claim.in_effect, claim.when.earliest) == (False, True, "2026-09-14")


def test_due_to_reopen_is_a_plan() -> None:
    [claim] = _told("The port of Burgas is due to reopen on Tuesday.")
    assert (claim.future, claim.when.earliest) == (True, "2026-09-22")


def test_what_another_said_after_and_is_no_word_of_the_first() -> None:
    told = _told("Bulgaria's port authority warned suppliers not to serve ships on its list, and "
                 "Georgia said it would board any tanker anchored in its waters.")  # fmt: skip
    assert {c.speaker for c in told if c.action == "boarding"} == {"Georgia"}


def test_the_last_confirmed_attack_is_nobodys_word() -> None:
    told = _told("The last confirmed attack on a merchant ship took place on 29 August off Burgas.")
    assert {c.speaker for c in told} == {"Quay Post"}


def test_following_tuesdays_attack_looks_back() -> None:
    told = _told("Rates rose, following Tuesday's drone attack on a tanker off Burgas.")
    [claim] = [c for c in told if c.when.earliest]
    assert claim.when.earliest == "2026-09-15"


def test_the_time_of_day_counts_no_ships() -> None:
    [claim] = _told("Pilotage at Burgas resumed today at 1030 LT for vessels below 200 m LOA.")
    assert claim.count is None


def test_the_force_of_the_wind_is_no_port() -> None:
    [claim] = _told("The port of Burgas stopped work because of wind over 9 Beaufort.")
    assert [p.name for p in claim.places] == ["Burgas"]


def test_dredging_put_off_closes_no_port() -> None:
    told = _told("The dredging campaign in Burgas has been postponed until mid-October.")
    assert all(c.action not in ("suspension", "closure") for c in told)


def test_quotes_that_close_higher_close_nothing() -> None:
    told = _told("Hull war quotes closed at up to 1% for a tanker calling at Burgas.")
    assert all(c.action != "closure" for c in told)


def test_the_club_is_the_mutual_that_writes() -> None:
    told = _told(
        "Several lines have left the port. The Club reminds Members that calls at Burgas must be "
        "notified to underwriters in advance.",
        head=f"Skerry P&I\nNews\n\n{AT_SEA}\n\n", publisher="Skerry P&I",
    )  # fmt: skip
    assert {c.speaker for c in told} == {"Skerry P&I"}


@pytest.mark.parametrize(
    ("name", "standing"),
    [("Atlas Maritime Agencies Morocco", "observer"), ("Harbour & Haul", "person")],
)
def test_an_agency_of_ships_and_a_paper_are_no_authority(name: str, standing: str) -> None:
    assert standing_of(speaker_from_name(name)) == standing


def test_closed_and_expected_to_reopen_is_closed() -> None:
    [claim] = _told(
        "BURGAS - wind N 8-9, port closed since 0600 today, expected to reopen evening."
    )
    assert (claim.action, claim.modality, claim.in_effect) == ("closure", "reported", True)
    assert claim.speaker == "Quay Post"


def test_media_reports_that_are_denied_report_nothing() -> None:
    told = _told("The port authority denies media reports that fuel is leaking from the tanker.")
    assert {c.modality for c in told} == {"denied"}
    assert all("media" not in c.speaker for c in told)


def test_until_at_least_friday_lies_ahead() -> None:
    [claim] = _told("Burgas stays shut until at least Monday.")
    assert (claim.when.latest, claim.in_effect) == ("2026-09-21", True)


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        ("KEELSON MARITIME SECURITY – FLASH REPORT\nIssued: 18 September 2026\n\n",
         "Keelson Maritime Security"),
        ("ISKAR AGENCY GROUP\nBLACK SEA PORTS – STATUS 18.09.2026 1000 LT\n\n",
         "Iskar Agency Group"),
    ],
)  # fmt: skip
def test_the_kind_of_paper_beside_a_name_is_no_issuer(head: str, speaker: str) -> None:
    report = report_of(f"{head}BURGAS - closed since 0600 today. 12 tankers wait off Burgas.\n",
                       publisher=None, published=DAY)  # fmt: skip
    told = extract_claims(report)
    assert {c.speaker for c in told} == {speaker}
    assert all(c.modality == "reported" for c in told)


def test_a_mail_passed_on_below_a_long_note_is_read() -> None:
    note = "Latest from the port below. " + "Please read all of it with care before noon. " * 6
    mail = (
        "From: Sofia <sofia@kestrel.example>\nTo: ops@kestrel.example\nSubject: Fwd: Burgas\n"
        "Date: Fri, 18 Sep 2026 07:40:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{note}\n\nBegin forwarded message:\n\nFrom: Marea Ship Agency <ops@marea.example>\n"
        "Date: 17 September 2026 at 21:15\nTo: Sofia\nSubject: Burgas\n\n"
        "The port of Burgas was closed at noon.\n"
    )
    draft = read_mail(mail.encode(), source="mail.eml")
    assert not any(d.start < draft.text.index("was closed") < d.end for d in draft.dropped)
