"""Messages of our own, in the form of real ones, and the reports they come in."""

from __future__ import annotations

import datetime
import hashlib

from offing.model import Report

PUBLISHED = datetime.date(2024, 3, 14)

FIRING = """NORTHERN EXAMPLE SEA.
EXAMPLELAND.
DNC 07.
1. GUNNERY EXERCISES 0600Z TO 1400Z DAILY
   18 THRU 22 MAR IN AREA BOUND BY
   41-10.5N 018-20.0E, 41-10.5N 018-45.0E,
   40-55.0N 018-45.0E, 40-55.0N 018-20.0E.
2. CANCEL HYDROLANT 411/24, 97/24.
3. CANCEL THIS MSG 221500Z MAR 24.
"""

LIGHT = "EXAMPLE BANK.\nCHART 12345.\nLITTLE ROCK LIGHT 10-20.0N 064-30.5W UNLIT.\n"

RESTORED = "EXAMPLE BANK.\nDNC 07.\nCANCEL HYDROLANT 388/24 AND THIS MSG, AID RESTORED.\n"

TWO_WARNINGS = (
    "131205Z MAR 24\nHYDROLANT 500/24(36).\n" + FIRING
    + "\nNNNN\n\n131310Z MAR 24\nHYDROLANT 501/24(25).\n" + LIGHT + "\nNNNN\n"
)  # fmt: skip

ADVISORY = """UKMTO WARNING 007-24 - ATTACK
Incident Date: 12 Mar 2024 Incident Time: 0415UTC
UKMTO has received a report of an incident 40NM south of Aden, Yemen.
The Master of a bulk carrier reported that a projectile struck the water close to the vessel.
All crew are safe.
Update 001 - UKMTO have received confirmation that the vessel has been boarded by armed persons.
Authorities are investigating.
Vessels are advised to transit with caution and report any suspicious activity to UKMTO.
"""

ENTRY = (
    "GULF OF ADEN: On 9 March, at 0410 UTC, four men with ladders boarded an anchored product "
    "tanker near position 12-41N 044-58E, Aden outer anchorage. They stole ship's stores and "
    "left. One crewman was injured. (IMB)"
)

IMB_ENTRY = (
    "08.03.2024: 1910 UTC: Posn: 06:20.5N – 003:22.1E, Lagos Anchorage, Nigeria.\n"
    "Two robbers climbed on board an anchored container ship and took paint. Alarm raised."
)

NEWS = """Shippers weigh detour after tanker is hit off Aden

ADEN, March 13 (Example Wire) - A tanker was struck south of Aden on Tuesday, the UKMTO agency
said, and two shipping companies said they would avoid the area.

"We are telling our crews to stay away," a spokesman for one of the companies told reporters. He
said the minister had called a meeting. According to a government source, insurance prices rose.

UKMTO has received reports of small boats in the area, the agency said. Analysts said that vessels
are advised to stay north. Subscribe to our newsletter for more.
"""


def report(text: str, published: datetime.date | None = PUBLISHED) -> Report:
    return Report(
        id=hashlib.sha256(text.encode()).hexdigest(), kind="notice", source="made",
        media_type="text/plain", text=text, published=published,
    )  # fmt: skip
