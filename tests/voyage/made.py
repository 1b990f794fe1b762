"""Routes made by hand, for voyages without a network."""

from __future__ import annotations

from offing.model import PassageCrossing, PortTie, Position, Route

PORTS = {
    "CNSHA": ("Shanghai", "CN", Position(121.5, 31.2)),
    "SGSIN": ("Singapore", "SG", Position(103.8, 1.2)),
    "NLRTM": ("Rotterdam", "NL", Position(4.1, 51.9)),
    "ITGOA": ("Genoa", "IT", Position(8.9, 44.4)),
    "MAPTM": ("Tanger Med", "MA", Position(-5.5, 35.9)),
    "EGPSE": ("Port Said East", "EG", Position(32.4, 31.2)),
    "AEJEA": ("Jebel Ali", "AE", Position(55.0, 25.0)),
    "USHOU": ("Houston", "US", Position(-94.9, 29.7)),
}


def tie(code: str) -> PortTie:
    name, country, position = PORTS[code]
    return PortTie(
        id=code.lower(), name=name, unlocode=code, country=country, position=position,
        water=position, snap_nm=0.0,
    )  # fmt: skip


def route(
    origin: str = "CNSHA", destination: str = "NLRTM", distance_nm: float | None = 10_500.0,
    passages: tuple[str, ...] = (), ship_class: str | None = None,
) -> Route:  # fmt: skip
    """A route of so many miles by these passages; with ``None`` miles there is no way."""
    return Route(
        status="open" if distance_nm is not None else "no_way",
        origin=tie(origin), destination=tie(destination), distance_nm=distance_nm,
        passages=tuple(PassageCrossing(id=p, name=p.title(), at_nm=1.0) for p in passages),
        ship_class=ship_class, reason="" if distance_nm is not None else "It is shut.",
    )  # fmt: skip


SHORT = route(distance_nm=10_500.0, passages=("bab-el-mandeb", "suez", "gibraltar"))
LONG = route(distance_nm=13_800.0, passages=("sunda", "cape-of-good-hope"))
