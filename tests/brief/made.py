"""Made-up reports, claims and a small sea, for tests of the rooms that only show things."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from offing.errors import UnknownPort
from offing.model import (
    Brief,
    Claim,
    ClaimPlace,
    Comparison,
    Consequence,
    Dropped,
    Evidence,
    Incident,
    LaneEffect,
    LeftOut,
    Origin,
    PassageCrossing,
    Place,
    PortTie,
    Position,
    Rating,
    Report,
    Restriction,
    Route,
    Scenario,
    ShipClass,
    StandIn,
    Target,
    When,
)

TEXT = (
    "Harbour board shuts outer berths\n\n"
    "The Alder Harbour Board said on Tuesday that the outer berths at Port Alder will be closed "
    "from Friday until further notice. “No ship will be worked,” harbour master Ida Holm said.\n\n"
    "Two pilots reported a drifting mine in the Vesper Strait on Monday, the board added.\n\n"
    "Subscribe to our newsletter!"
)
DAY = datetime.date(2025, 3, 4)
ALDER = ClaimPlace(
    id="xxald", name="Port Alder", kind="port", unlocode="XXALD", country="XX", lon=32.4, lat=31.2
)
VESPER = ClaimPlace(id="vesper", name="Vesper Strait", kind="strait", lon=32.6, lat=29.8)
SUEZ = PassageCrossing(id="vesper", name="Vesper Strait", at_nm=900.0)
CAPE = PassageCrossing(id="long-cape", name="Long Cape", at_nm=2400.0)


def report(text: str = TEXT, source: str = "alder.txt", **changes: Any) -> Report:
    values: dict[str, Any] = {
        "id": hashlib.sha256(text.encode()).hexdigest(), "kind": "article", "source": source,
        "media_type": "text/plain", "text": text, "title": text.split("\n")[0] or None,
        "publisher": "Alder Courier", "published": DAY, "published_basis": "text",
        "language": "en",
    }  # fmt: skip
    return Report(**(values | changes))


def quote(source: Report, words: str) -> Evidence:
    start = source.text.index(words)
    return Evidence(report_id=source.id, start=start, end=start + len(words), text=words)


def claim(source: Report, words: str, **changes: Any) -> Claim:
    values: dict[str, Any] = {
        "id": f"c-{source.text.find(words)}", "report_id": source.id,
        "evidence": (quote(source, words),), "speaker": "Alder Harbour Board",
        "attribution": ("Alder Courier", "Alder Harbour Board"), "action": "closure",
        "places": (ALDER,), "modality": "announced", "in_effect": False, "future": True,
        "paraphrase": "The Alder Harbour Board announced the closure of the outer berths "
        "at Port Alder",
        "when": When(earliest="2025-03-07", precision="day", basis="relative"),
    }  # fmt: skip
    return Claim(**(values | changes))


def incident(*claims: Claim, **changes: Any) -> Incident:
    values: dict[str, Any] = {
        "id": "closure-xxald", "action": "closure", "title": "closure of Port Alder",
        "claim_ids": tuple(c.id for c in claims), "places": (ALDER,), "status": "announced",
        "origins": (Origin(name="Alder Harbour Board", claim_ids=(claims[0].id,)),),
        "independent_origins": 1,
        "said_rating": Rating(reliability="C", credibility=2, reasons=("one outlet quotes it",)),
        "so_rating": Rating(reliability="B", credibility=3, reasons=("authority in charge",)),
    }  # fmt: skip
    return Incident(**(values | changes))


def line(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(p) for p in points]}


def brief() -> Brief:
    """A whole brief with something in each of its parts."""
    source = report()
    source = report(
        dropped=(
            Dropped(
                start=source.text.index("Subscribe"), end=len(source.text), reason="newsletter"
            ),
        )
    )
    first = claim(source, "the outer berths at Port Alder will be closed from Friday")
    second = claim(
        source, "“No ship will be worked,” harbour master Ida Holm said", speaker="Ida Holm",
        speaker_role="harbour master", paraphrase="Ida Holm said that no ship will be handled",
    )  # fmt: skip
    third = claim(
        source, "Two pilots reported a drifting mine in the Vesper Strait on Monday",
        action="mine", places=(VESPER,), modality="reported", in_effect=None, future=False,
        speaker="two pilots", paraphrase="Two pilots reported a drifting mine",
        when=When(earliest="2025-03-03", latest="2025-03-03", precision="day", basis="relative"),
    )  # fmt: skip
    overlap = claim(
        source, "Port Alder will be closed from Friday until further notice",
        paraphrase="The closure has no stated end",
    )  # fmt: skip
    closing = incident(
        first, second, overlap,
        agreements=(
            Comparison(about="what", claim_ids=(first.id, second.id), text="Both say no work."),
        ),
        conflicts=(
            Comparison(about="end", claim_ids=(first.id, overlap.id), text="The ends differ."),
        ),
    )  # fmt: skip
    mine = incident(
        third, id="mine-vesper", action="mine", title="drifting mine in the Vesper Strait",
        places=(VESPER,), status="occurred",
    )  # fmt: skip
    port = Restriction(
        id="port-xxald-closed-20250307", target=Target(kind="port", id="xxald", name="Port Alder"),
        basis="Stated by the Alder Harbour Board; not applied.", incident_ids=(closing.id,),
        would_have_to_be_true=("the closure takes effect on 7 March 2025",),
    )  # fmt: skip
    strait = Restriction(
        id="passage-vesper-closed-20250303",
        target=Target(kind="passage", id="vesper", name="Vesper Strait"),
    )  # fmt: skip
    longer = LaneEffect(
        lane_id="a-b", name="Singapore – Rotterdam", status="longer", open_nm=8300.0,
        distance_nm=11800.0, extra_nm=3500.0, extra_days=8.1, speed_kn=18.0,
        ship_class="container-14k", open_passages=(SUEZ,), passages=(CAPE,),
        open_geometry=line(
            (103.8, 1.2), (80, 5), (44, 12), (32.5, 29.9), (10, 38), (-9, 37), (4, 52)
        ),
        geometry=line((103.8, 1.2), (60, -20), (20, -36), (-18, 15), (-10, 44), (4, 52)),
    )  # fmt: skip
    cut = LaneEffect(
        lane_id="a-c", name="Jeddah – Piraeus", status="no_way", open_nm=1100.0, distance_nm=None,
        extra_nm=None, extra_days=None, speed_kn=14.0, reason="The Vesper Strait is the only way.",
    )  # fmt: skip
    return Brief(
        headline="As of 4 March 2025 this report shows nothing in effect.",
        as_of=DAY,
        as_of_basis="the report's date, from its text",
        reports=(source,),
        claims=(first, second, third, overlap),
        incidents=(closing, mine),
        restrictions=(port, strait),
        consequences=(
            Consequence(
                restriction_id=port.id, title="Port Alder out of service", accepted=False,
                ports=("Port Alder",), note="None of the 60 lanes asked about changes.",
                stand_ins=(
                    StandIn(id="xxbir", name="Birch Roads", country="XX", unlocode="XXBIR",
                            distance_nm=41.0, size="medium"),
                ),
            ),
            Consequence(
                restriction_id=strait.id, title="Vesper Strait closed", accepted=False,
                passages=("Vesper Strait",), lanes=(longer, cut), lanes_unchanged=58,
                note="One lane longer and one lane without a way; 58 unchanged.",
            ),
        ),
        left_out=(
            LeftOut(kind="boilerplate", reason="a newsletter form", report_id=source.id,
                    text="Subscribe to our newsletter!"),
            LeftOut(kind="unreadable", reason="broken.pdf: the file is encrypted"),
        ),
    )  # fmt: skip


class SmallSea:
    """Four ports on two sides of one strait, with a long way round for all but the inner port."""

    PORTS = (
        Place(id="xxald", name="Port Alder", kind="port", unlocode="XXALD", country="XX",
              lon=32.4, lat=31.2),
        Place(id="xxbir", name="Birch Roads", kind="port", unlocode="XXBIR", country="XX",
              lon=33.0, lat=31.5),
        Place(id="zadur", name="Durban", kind="port", unlocode="ZADUR", country="ZA",
              lon=31.0, lat=-29.9),
        Place(id="xxinn", name="Inner Alder", kind="port", unlocode="XXINN", country="XX",
              lon=32.55, lat=29.95),
    )  # fmt: skip
    SIDE: ClassVar = {"xxald": "north", "xxbir": "north", "zadur": "south", "xxinn": "inner"}

    def __init__(self) -> None:
        self.asked = 0

    def expect_ways(self, count: int) -> None:
        assert count > 0

    @property
    def ports(self) -> tuple[Place, ...]:
        return self.PORTS

    def port(self, name: Any) -> Place:
        for place in self.PORTS:
            if str(name).casefold() in (place.id, place.name.casefold()):
                return place
        raise UnknownPort(str(name))

    def ship_class(self, name: str) -> ShipClass:
        return ShipClass(
            id=name, name=name, kind="bulk", draught_m=10, beam_m=30, length_m=200,
            air_draught_m=40, speed_kn=12.0,
        )  # fmt: skip

    def route(
        self,
        origin: Any,
        destination: Any,
        scenario: Scenario | None = None,
        ship_class: str | None = None,
        **options: Any,
    ) -> Route:
        self.asked += 1
        a, b = self.port(origin), self.port(destination)
        shut = {r.target.id for r in scenario.restrictions} if scenario else set()
        tie_a, tie_b = (
            PortTie(id=p.id, name=p.name, unlocode=p.unlocode, position=Position(p.lon, p.lat),
                    water=Position(p.lon, p.lat), snap_nm=0.0)
            for p in (a, b)
        )  # fmt: skip
        ends: dict[str, Any] = {"origin": tie_a, "destination": tie_b}
        if {a.id, b.id} & shut:
            return Route(status="port_out", reason="a port is out", **ends)
        sides = {self.SIDE[a.id], self.SIDE[b.id]}
        if len(sides) == 1:
            return Route(status="open", distance_nm=40.0, **ends)
        if "vesper" not in shut:
            way = line((a.lon, a.lat), (b.lon, b.lat))
            return Route(status="open", distance_nm=4000.0, passages=(SUEZ,), geometry=way, **ends)
        if "inner" in sides:
            return Route(status="no_way", reason="the strait is the only way", **ends)
        way = line((a.lon, a.lat), (-20.0, 0.0), (b.lon, b.lat))
        return Route(
            status="longer", distance_nm=7600.0, passages=(CAPE,), geometry=way, **ends
        )  # fmt: skip

    def distances(
        self, origins: Sequence[Any], destinations: Sequence[Any],
        scenario: Scenario | None = None, ship_class: str | None = None,
    ) -> np.ndarray:  # fmt: skip
        rows = [
            [self.route(o, d, scenario).distance_nm or np.inf for d in destinations]
            for o in origins
        ]
        return np.array(rows, dtype=np.float32)

    def nearest_ports(self, port: Any, *, limit: int = 10, **_: Any) -> list[StandIn]:
        return [
            StandIn(id="xxbir", name="Birch Roads", country="XX", unlocode="XXBIR", distance_nm=41)
        ][:limit]
