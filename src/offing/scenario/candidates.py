"""What an unnamed “ports of X” or “approaches to Y” may mean."""

from __future__ import annotations

from functools import cache

from offing.incidents.names import slug
from offing.model import ClaimPlace, Incident, Place, Position, Target


def general_target(
    incident: Incident, places: list[ClaimPlace]
) -> tuple[Target, tuple[ClaimPlace, ...]] | None:
    """The general target of a measure that names no port or passage, with candidates.

    ``None`` where a port or passage is named, or where neither country nor sea is.
    Only ports that lie on the sea in question are candidates.
    """
    wide = places or list(incident.places)
    seas = [p for p in wide if p.kind in ("sea", "gulf")]
    said = {p.country for p in incident.port_countries}
    named = [p for p in places if p.kind in ("port", "strait", "canal")]
    if any(not said or p.kind != "port" or p.country in said for p in named):
        return None
    # “Sudanese ports” says whose ports are meant better than a country named nearby.
    countries = list(incident.port_countries) or [
        p for p in wide if p.kind == "country" and p.country
    ]
    if countries:
        return _ports(countries, seas)
    return approaches_to(seas) if seas else None


def _ports(
    countries: list[ClaimPlace], seas: list[ClaimPlace]
) -> tuple[Target, tuple[ClaimPlace, ...]] | None:
    from offing import places

    found: dict[str, ClaimPlace] = {}
    for country in countries:
        on_seas: list[str | None] = [s.id for s in seas] or [None]
        for sea in on_seas:
            for port in places.ports_of(country.country or "", sea):
                found.setdefault(port.id, claim_place(port))
    names = " and ".join(c.name for c in countries)
    on = f" on the {_bare(seas)}" if seas else ""
    where = "-".join([*(str(c.country).lower() for c in countries), *(slug(s.name) for s in seas)])
    target = Target(kind="general", id=f"ports-{where}", name=f"ports of {names}{on}")
    return target, tuple(found.values())


def _bare(seas: list[ClaimPlace]) -> str:
    return " and the ".join(s.name.removeprefix("the ").removeprefix("The ") for s in seas)


def approaches_to(
    seas: list[ClaimPlace],
) -> tuple[Target, tuple[ClaimPlace, ...]] | None:
    """A whole sea is never a target: the passages that lead to it, for a person to pick."""
    from offing import places

    ids = {s.id for s in seas}
    if ids & _OCEANS:
        return None  # nobody closes an ocean; every strait leads to one
    leading = {p.id: claim_place(p) for p in places.passages() if ids & seas_beside(p)}
    where = "-".join(slug(s.name) for s in seas)
    target = Target(
        kind="general", id=f"approaches-{where}", name=f"approaches to the {_bare(seas)}"
    )
    return (target, tuple(leading.values())) if leading else None


_OCEANS = frozenset({"sea-atlantic", "sea-pacific", "sea-indian", "sea-arctic", "sea-southern"})

BESIDE_NM = 40.0
"""Waters so far from the middle of a passage are those that it joins."""


@cache
def seas_beside(passage: Place) -> frozenset[str]:
    """Ids of the seas and gulfs that a passage joins, by our own coarse polygons."""
    from offing.places import containing_seas
    from offing.places.earth import offset

    if passage.lon is None or passage.lat is None or passage.kind not in ("strait", "canal"):
        return frozenset()
    middle = Position(passage.lon, passage.lat)
    spots = [middle, *(Position(*offset(middle, b, BESIDE_NM)[:2]) for b in range(0, 360, 45))]
    return frozenset(sea for spot in spots for sea in containing_seas(spot))


def claim_place(place: Place) -> ClaimPlace:
    """A place of the gazetteer as claims and candidates carry it."""
    return ClaimPlace(
        id=place.id, name=place.name, kind=place.kind, unlocode=place.unlocode,
        country=place.country, lon=place.lon, lat=place.lat,
    )  # fmt: skip
