"""Short texts in the style of real ones, one kind of event each."""

from __future__ import annotations

import datetime

GROUNDING = """Canal Authority of Suez closes one lane

A container ship ran aground at kilometre 151 of the Suez Canal at 05:20 on Thursday, the Suez \
Canal Authority said in a statement.

Northbound traffic has been suspended. Southbound convoys are proceeding on schedule.

At least 38 ships were waiting at both entrances by noon, according to shipping agent Leth Agencies.

Osama Rabie, the authority's chairman, denied reports that the canal would stay closed for a week.
"""

STRIKE = """ROTTERDAM, Oct 3 2025 (Coast Press) - Dockworkers at Rotterdam will begin a 48-hour \
strike on Monday after talks over pay broke down, their union FNV said on Friday.

The Port of Rotterdam Authority said the port would remain open.

Maersk said it had diverted two vessels to Antwerp and warned customers of delays.

A court in The Hague rejected a request by employers to ban the strike.
"""

GNSS = """Disturbances to satellite navigation

Traficom has received 27 reports of GNSS interference from vessels in the Gulf of Finland.

Mariners are advised to use radar and visual bearings.

The source of the interference has not been established.

Russia's foreign ministry dismissed accusations that it was responsible for the jamming.
"""

CARRIER = """Dear customers,

We have decided to pause all transits through the Bab el-Mandeb until further notice.

Vessels of our northern loop will be rerouted via the Cape of Good Hope.

With immediate effect, we do not accept bookings to and from Aqaba.

A contingency surcharge of USD 1,000 per TEU applies from 1 August 2025.

The safety of our seafarers is our first priority.
"""

PIRACY = """LAGOS (Coast Press) - Pirates armed with rifles boarded a product tanker 85 nautical \
miles southwest of Bonny and kidnapped nine of its 18 crew, the Nigerian Navy said.

The tanker's manager, Seaway Holdings, confirmed that the vessel had been attacked.

The International Maritime Bureau urged ships to keep 200 nautical miles from the coast.

Maritime security firm Stella Risk said a second vessel had been approached by a skiff.

No group has claimed responsibility.
"""

INSURANCE = """War risk premiums for Hormuz have doubled to 0.4% of hull value, three sources \
familiar with the matter said.

The shipowners' mutual association advised members to avoid the Strait of Hormuz if possible.
"""


def test_canal_grounding(read):
    claims = read(GROUNDING)
    assert [c.action for c in claims] == [
        "grounding", "suspension", "normal_operations", "congestion", "closure",
    ]  # fmt: skip
    grounding, suspension, southbound, queue, denial = claims
    assert grounding.modality == "confirmed"
    assert grounding.speaker_id == "suez-canal-authority"
    assert grounding.channel == "statement"
    assert grounding.when.earliest[:10] == "2025-07-03"
    assert suspension.in_effect is True
    assert [p.id for p in suspension.places] == ["suez"]
    assert (queue.count.of, queue.count.min, queue.count.max) == ("ships", 38, None)
    assert queue.speaker == "Leth Agencies"
    assert denial.modality == "denied"
    assert denial.in_effect is False
    assert southbound.in_effect is True


def test_strike_ashore(read):
    claims = read(STRIKE, published=datetime.date(2025, 10, 3))
    strike, port, diversion, delays = claims
    assert (strike.action, strike.modality, strike.future) == ("strike", "announced", True)
    assert strike.speaker == "FNV"
    assert strike.when.earliest == "2025-10-06"
    assert strike.stated.earliest == "2025-10-03"
    assert (port.action, port.in_effect) == ("normal_operations", True)
    assert (diversion.action, diversion.speaker_id) == ("diversion", "maersk")
    assert (diversion.count.min, diversion.count.max) == (2, 2)
    assert delays.action == "congestion"
    assert diversion.evidence[0].end <= delays.evidence[0].start


def test_jamming(read):
    claims = read(GNSS, publisher="Traficom", kind="notice")
    assert [(c.action, c.modality) for c in claims] == [
        ("gnss_interference", "reported"),
        ("advisory", "announced"),
        ("gnss_interference", "denied"),
    ]


def test_carrier_notice(read):
    claims = read(CARRIER, publisher="Meridian Lines", kind="notice")
    assert [c.action for c in claims] == ["suspension", "diversion", "suspension", "surcharge"]
    assert {c.modality for c in claims} == {"announced"}
    assert {c.speaker for c in claims} == {"Meridian Lines"}
    assert [c.in_effect for c in claims] == [True, False, True, True]
    assert claims[3].when.earliest == "2025-08-01"
    assert claims[3].when.latest is None


def test_piracy(read):
    boarding, confirmed, advice, approach = read(PIRACY)
    assert (boarding.action, boarding.modality) == ("boarding", "confirmed")
    assert (boarding.count.of, boarding.count.min) == ("casualties", 9)
    assert (confirmed.speaker, confirmed.modality) == ("Seaway Holdings", "confirmed")
    assert (advice.action, advice.speaker_id) == ("advisory", "imb")
    assert (approach.action, approach.speaker) == ("approach", "Stella Risk")
    assert approach.modality == "reported"


def test_insurance(read):
    premium, advice = read(INSURANCE)
    assert (premium.action, premium.modality) == ("insurance", "reported")
    assert premium.count is None
    assert [p.id for p in premium.places] == ["hormuz"]
    assert (advice.action, advice.modality) == ("advisory", "announced")


def test_a_claim_and_the_other_sides_account(read):
    text = """The Yemeni Armed Forces announced on Friday a ban on the passage of all ships \
linked to Norway through the Red Sea.

In a televised statement, spokesman Yahya Saree said the naval force had targeted a tanker with \
several missiles.

CENTCOM said two missiles were fired but neither hit a vessel.

Iran has denied involvement in the attacks.
"""
    ban, attack, other, denial = read(text)
    assert ban.speaker == "Houthis"
    assert ban.in_effect is not True
    assert ban.conditions
    assert ban.conditions[0] in ban.evidence[0].text
    assert (attack.modality, attack.speaker) == ("claimed", "Yahya Saree")
    assert attack.count is None
    assert (other.modality, other.speaker_id) == ("claimed", "centcom")
    assert (denial.modality, denial.scope) == ("denied", "shipping")


def test_a_notice_in_a_list_speaks_for_its_issuer(read):
    text = """CHITTAGONG PORT AUTHORITY

EMERGENCY NOTICE

1) All cargo handling at jetties is suspended with immediate effect.
2) All vessels at berth have been ordered to leave for the outer anchorage.
3) The port channel will remain closed until the signal is lowered.
"""
    claims = read(text, publisher=None, kind="notice")
    assert [c.action for c in claims] == ["suspension", "advisory", "closure"]
    assert {c.speaker for c in claims} == {"Chittagong Port Authority"}
    assert claims[2].in_effect is True
    assert not claims[0].evidence[0].text.startswith("1")
