"""Who put a report out, over many kinds of head and foot; chains that begin there."""

from __future__ import annotations

import pytest

from offing.claims import extract_claims
from offing.claims.speakers import Memory, Speaker
from offing.claims.standing import modality_by_table, standing_of
from offing.reports import report_from_bytes

BODY = (
    "The port of Duqm was closed on 3 March after two tankers collided in the channel. "
    "Eleven ships are waiting at anchor. A tug was damaged and nobody was hurt.\n"
)
MAIL = "To: all\nSubject: Duqm\nDate: Wed, 4 Mar 2026 08:00:00 +0400\n\nDear all,\n\n"
HEADS = [
    ("Hallam Reed & Co., Ship Agents\nCircular 14 | 4 March 2026\n\n", "", "Hallam Reed"),
    ("Daily port update, 4 March 2026\n\n", "\nRegards,\nKestrel Maritime Agencies LLC\n",
     "Kestrel Maritime Agencies"),
    ("Collision closes Duqm\n\nBy Farida N., The Gulf Courier\n4 March 2026\n\n", "",
     "Gulf Courier"),
    ("Collision closes Duqm\n\n4 March 2026 · Gulf Courier staff\n\n", "", "Gulf Courier"),
    ("THE GULF COURIER, Wednesday, March 4, 2026\n\nCollision closes Duqm\n\n", "",
     "Gulf Courier"),
    ("Red Ensign Mutual\nMembers' bulletin 3/2026\n4 March 2026\n\n", "", "Red Ensign Mutual"),
    ("Wednesday briefing from Harbour & Hinterland\n4 March 2026\n\n", "", "Harbour & Hinterland"),
    ('[Telegram channel "Duqm Port Watch", 4 March 2026, 09:12]\n\n', "", "Duqm Port Watch"),
    ("@DuqmPortWatch on X, 4 March 2026\n\n", "", "DuqmPortWatch"),
    ("Brief 2026/4\nInstitute for Indian Ocean Studies, Muscat\n\n4 March 2026\n\n", "",
     "Institute for Indian Ocean Studies"),
    ("**ORRIN MARITIME INTELLIGENCE**\n\n# Weekly assessment, 25 February\n\n", "",
     "Orrin Maritime Intelligence"),
    ("From: ops@duqm.example\n" + MAIL, "\nYours faithfully,\nfor Strand & Wolff Shipping\n",
     "Strand & Wolff Shipping"),
    ("From: Harbour Office, Port of Duqm <hm@duqm.example>\n" + MAIL, "", "Port of Duqm"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "foot", "name"), HEADS)
def test_the_head_or_the_foot_names_who_put_it_out(head: str, foot: str, name: str) -> None:
    kind = "a.eml" if head.startswith("From:") else "a.txt"
    report = report_from_bytes((head + BODY + foot).encode(), source="file", name=kind)
    claims = extract_claims(report)
    assert claims
    assert {len(c.attribution) for c in claims} == {1}
    assert all(name.lower() in c.attribution[0].lower() for c in claims)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Collision closes Duqm | Gulf Courier", "Gulf Courier"),
     ("Gulf Courier: Collision closes Duqm", "Gulf Courier"),
     ("Notice 12 – Oman Ports Directorate", "Oman Ports Directorate")],
)  # fmt: skip
def test_a_pages_title_holds_its_site(title: str, name: str) -> None:
    heading = title.replace("Gulf Courier", "").strip(" :|") if "Duqm" in title else "Notice 12"
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{heading}</h1>"
        f"<p>{BODY}</p></article></body></html>"
    )
    assert report_from_bytes(page.encode(), source="file", name="a.html").publisher == name


SAID = [
    ("The Financial Standard writes, on the strength of two officials, that the port of Duqm was "
     "closed on Friday.", "Financial Standard"),
    ("A Gulf news agency, quoting an unnamed naval officer, reports that a tanker was seized near "
     "Qeshm on Friday.", "an unnamed naval officer"),
    ("It is understood from shipping sources in Fujairah that three tankers were seized on Friday.",
     "shipping sources in Fujairah"),
    ("If one is to believe the charterers, the port of Duqm was closed on Friday.", "charterers"),
    ("According to the broadcaster Sud Radio, which quotes a customs officer, two tankers were "
     "seized on Friday.", "a customs officer"),
    ("“Two tankers were seized on Friday,” said Capt. Loretta Fenn, the district's chief of "
     "response.", "Loretta Fenn"),
    ("The Association's correspondents report that a tanker was seized on Friday.",
     "Association's correspondents"),
    ("The harbour's director, Captain Ruth Wairimu, visited the scene. Berths 16 and 17 will be "
     "closed until Friday, she told reporters.", "Ruth Wairimu"),
    ("A retired captain who sailed in the convoys remembers it. “Two tankers were hit by mines,” "
     "he says.", "retired captain"),
    ("On the Front's Telegram channel it was asserted on Sunday that a tanker had been hit by a "
     "drone.", "Front"),
    ("Exercises called “Strait Sentinel” closed the port of Taichung on Friday.", "Gulf Courier"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "name"), SAID)
def test_who_speaks_is_found_in_many_turns(said: str, name: str) -> None:
    text = f"Gulf Courier\n1 August 2026\n\n{said}\n"
    claims = extract_claims(report_from_bytes(text.encode(), source="file", name="a.txt"))
    assert claims
    assert claims[-1].speaker == name


def test_the_table_confirms_nothing_at_second_hand() -> None:
    assert modality_by_table("authority", "fact", own=True) == "confirmed"
    assert modality_by_table("authority", "fact", own=True, first_hand=False) == "reported"
    assert modality_by_table("party", "deed", own=True) == "claimed"
    assert modality_by_table("party", "deed", own=True, negated=True) == "denied"
    assert modality_by_table("observer", "measure", own=False) == "reported"
    assert modality_by_table("firm", "measure", own=True) == "announced"


@pytest.mark.parametrize(
    ("name", "kind", "standing"),
    [("Port Authority of Beira", "authority", "authority"), ("Centre X Institute", "agency",
     "observer"), ("Dockers' Union", "agency", "union"), ("Lea Lines", "company", "firm"),
     ("Red Front", "armed_group", "party"), ("Blue Risk Consultants", None, "observer")],
)  # fmt: skip
def test_a_standing_is_told_by_kind_and_words(name: str, kind: str | None, standing: str) -> None:
    assert standing_of(Speaker(name, kind=kind)) == standing
    assert Memory(Speaker(name, kind=kind)).issuer.name == name
