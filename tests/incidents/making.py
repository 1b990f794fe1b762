"""Claims and reports made by hand, with only the slots that a test is about."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from offing.model import Claim, ClaimPlace, Evidence, Report, When

BAB = ClaimPlace(id="bab-el-mandeb", name="Bab el-Mandeb", kind="strait", lon=43.33, lat=12.58)
HAIFA = ClaimPlace(
    id="ilhfa", name="Haifa", kind="port", unlocode="ILHFA", country="IL", lon=35.0, lat=32.82
)
EILAT = ClaimPlace(
    id="ileth", name="Eilat", kind="port", unlocode="ILETH", country="IL", lon=34.95, lat=29.55
)
ASHDOD = ClaimPlace(
    id="ilash", name="Ashdod", kind="port", unlocode="ILASH", country="IL", lon=34.64, lat=31.82
)
BEIRA = ClaimPlace(
    id="mzbew", name="Beira", kind="port", unlocode="MZBEW", country="MZ", lon=34.83, lat=-19.82
)
PORT_SUDAN = ClaimPlace(
    id="sdpzu", name="Port Sudan", kind="port", unlocode="SDPZU", country="SD", lon=37.22, lat=19.62
)
MEDITERRANEAN = ClaimPlace(id="sea-mediterranean", name="Mediterranean Sea", kind="sea")
RED_SEA = ClaimPlace(id="sea-red-sea", name="Red Sea", kind="sea")
ISRAEL = ClaimPlace(id="country-il", name="Israel", kind="country", country="IL")


def make_report(
    text: str = "A plain report.", publisher: str = "Outlet One", **slots: Any
) -> Report:
    given = {
        "id": hashlib.sha256(f"{publisher}|{text}|{slots}".encode()).hexdigest(),
        "kind": "article",
        "source": "report.txt",
        "media_type": "text/plain",
        "text": text,
        "publisher": publisher,
        "published": datetime.date(2024, 1, 25),
    }
    return Report(**{**given, **slots})


def make_claim(report: Report, number: int = 0, **slots: Any) -> Claim:
    start = min(number, max(0, len(report.text) - 1))
    words = slots.pop("words", None)
    if words is not None:
        start = report.text.index(words)
    text = words if words is not None else report.text[start : start + 1]
    given = {
        "id": f"{report.id[:8]}-{number}",
        "report_id": report.id,
        "evidence": (Evidence(report_id=report.id, start=start, end=start + len(text), text=text),),
        "speaker": report.publisher or "Outlet",
        "modality": "reported",
    }
    return Claim(**{**given, **slots})


def on(day: str, end: str | None = None, *, open_end: bool = False) -> When:
    latest = None if open_end else (end or day)
    precision = "range" if end or open_end else "day"
    return When(earliest=day, latest=latest, precision=precision, basis="stated")
