"""Countries, coasts, towns, islands and other places that are neither port nor passage."""

from __future__ import annotations

import math
from functools import cache
from typing import cast

from offing.errors import DataMissing
from offing.model.place import Place, PlaceKind
from offing.places.gazetteer import country_names, ports
from offing.places.names import fold_name
from offing.places.tables import read_rows, split_names

TOWN_RADIUS_NM = 8.0
"""How far a town reaches when a report names it: a few miles of shore and roads."""


def _rows(*parts: str) -> tuple[dict[str, str], ...]:
    try:
        return read_rows(*parts)
    except DataMissing:
        return ()


def slug(name: str) -> str:
    """A name as part of an id: ``Al-Qā'im`` → ``al-qaim``."""
    return fold_name(name).replace(" ", "-")


@cache
def countries() -> tuple[Place, ...]:
    """All countries and dependencies with an ISO 3166-1 code (and Kosovo)."""
    points = {row["alpha2"]: row for row in _rows("countries", "points.csv")}
    nowhere: dict[str, str] = {}
    return tuple(
        Place(
            id=f"country-{row['alpha2'].lower()}",
            name=row["name"],
            kind="country",
            names=(row["name"], *split_names(row["other_names"])),
            country=row["alpha2"],
            lon=_number(points.get(row["alpha2"], nowhere).get("lon")),
            lat=_number(points.get(row["alpha2"], nowhere).get("lat")),
            radius_nm=_number(points.get(row["alpha2"], nowhere).get("radius_nm")) or 0.0,
        )
        for row in read_rows("countries", "countries.csv")
    )


def _number(field: str | None) -> float | None:
    return float(field) if field else None


@cache
def countries_by_code() -> dict[str, Place]:
    """Alpha-2 code → country."""
    return {place.country: place for place in countries() if place.country}


@cache
def demonyms() -> dict[str, str]:
    """Folded demonym or adjective (``israeli``, ``yemenis``) → alpha-2."""
    table: dict[str, str] = {}
    for row in read_rows("countries", "countries.csv"):
        for word in split_names(row["demonyms"]):
            table.setdefault(fold_name(word), row["alpha2"])
    return table


def country_of(word: str) -> str | None:
    """The alpha-2 code that a country name, code or demonym stands for, or ``None``."""
    key = fold_name(word)
    return demonyms().get(key) or country_names().get(key.removeprefix("the "))


@cache
def towns() -> tuple[Place, ...]:
    """Towns of the trimmed table, largest first within a name."""
    return tuple(
        Place(
            id=row["id"],
            name=row["name"],
            kind="town",
            names=(row["name"], *split_names(row["other_names"])),
            country=row["country"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            radius_nm=TOWN_RADIUS_NM,
        )
        for row in _rows("towns", "towns.csv")
    )


@cache
def town_ranks() -> dict[str, tuple[float, str]]:
    """Town id → thousands of people, and which trap its name is (``word``, ``name`` or none)."""
    return {
        row["id"]: (float(row["thousands"]), row["trap"]) for row in _rows("towns", "towns.csv")
    }


@cache
def ports_of_towns() -> dict[str, str]:
    """Town id → id of the port that bears its name and lies by it."""
    return {row["id"]: row["port"] for row in _rows("towns", "towns.csv") if row["port"]}


@cache
def people_of_ports() -> dict[str, float]:
    """Port id → log10 of the people of the town that bears its name and lies by it."""
    return {
        row["port"]: math.log10(float(row["thousands"]) * 1000)
        for row in _rows("towns", "towns.csv")
        if row["port"]
    }


@cache
def features() -> tuple[Place, ...]:
    """Islands, capes, anchorages, river mouths, offshore fields and regions that reports name."""
    found = []
    for row in _rows("place_aliases", "features.csv"):
        kind = cast(PlaceKind, row["kind"])
        found.append(
            Place(
                id=f"{kind}-{slug(row['name'])}"
                + (f"-{row['country'].lower()}" if row["country"] else ""),
                name=row["name"],
                kind=kind,
                names=(row["name"], *split_names(row["other_names"])),
                country=row["country"] or None,
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                radius_nm=float(row["radius_nm"] or 0.0),
            )
        )
    return tuple(found)


@cache
def coasts() -> tuple[Place, ...]:
    """Coasts: a line along the shore and the width of its band as ``radius_nm``."""
    by_code = countries_by_code()
    found = []
    for row in _rows("coasts", "coasts.csv"):
        line = [[float(x) for x in point.split()] for point in row["line"].split(";")]
        names = [row["name"], *split_names(row["other_names"])]
        if row["whole"] == "yes" and row["country"] in by_code:
            names += _coast_names(by_code[row["country"]])
        found.append(
            Place(
                id=f"coast-{slug(row['name']).removesuffix('-coast')}",
                name=row["name"],
                kind="coast",
                names=tuple(dict.fromkeys(names)),
                country=row["country"] or None,
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                radius_nm=float(row["width_nm"]),
                geometry={"type": "LineString", "coordinates": line},
            )
        )
    return tuple(found)


@cache
def coast_of(country: str) -> Place | None:
    """The whole coast of a country (alpha-2), where the table has it."""
    whole = {row["name"] for row in _rows("coasts", "coasts.csv") if row["whole"] == "yes"}
    return next((p for p in coasts() if p.country == country and p.name in whole), None)


def _coast_names(country: Place) -> list[str]:
    """``Somali coast``, ``coast of Somalia``, ``Somali waters``, ``off Somalia`` …"""
    adjectives = [w for w, code in demonyms().items() if code == country.country]
    words = [*country.names, *(w.title() for w in adjectives)]
    names = []
    for word in words:
        names += [f"{word} {end}" for end in _COAST_ENDS]
        names += [f"{start} {word}" for start in _COAST_STARTS]
    return names


_COAST_ENDS = (
    "coast", "coastline", "shores", "shore", "waters", "coastal waters", "territorial waters",
    "territorial sea", "Basin coast",
)  # fmt: skip
_COAST_STARTS = ("coast of", "coasts of", "waters of", "coastline of", "shores of")


def ports_of(country: str, sea: str | None = None) -> tuple[Place, ...]:
    """The ports of a country, largest first; with ``sea`` (an id) only those on it.

    ``country`` is an alpha-2 code, a name or a demonym (``Israeli``); an unknown one
    gives no ports.
    """
    from offing.places.named_seas import sea_id

    code = country.upper() if len(country) == 2 and country.isalpha() else country_of(country)
    found = _ports_by_country().get(code or "", ())
    if not sea:
        return found
    wanted = sea_id(sea)
    return tuple(p for p in found if wanted in p.seas)


@cache
def _ports_by_country() -> dict[str, tuple[Place, ...]]:
    """Alpha-2 code → its ports, largest first."""
    from offing.places.gazetteer import port_sizes

    sizes = port_sizes()
    table: dict[str, list[Place]] = {}
    for place in sorted(ports(), key=lambda p: (sizes[p.id], p.name)):
        table.setdefault(place.country or "", []).append(place)
    return {code: tuple(places) for code, places in table.items()}
