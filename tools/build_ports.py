"""Make src/offing/data/ports/ports.csv from the World Port Index and our own tables.

    python tools/build_ports.py WORLD_PORT_INDEX.csv[.gz]

The index (NGA Publication 150, public domain) is given by the user; what we know
better lies beside the result: ``names.csv`` (English names, aliases, codes, sizes),
``corrections.csv`` (positions), ``additions.csv`` (ports the index lacks). Each port
also gets the seas that it lies on, from data/seas/seas.geojson.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from pathlib import Path

from offing.model.base import Position
from offing.places.earth import distance_nm

DATA = Path(__file__).resolve().parent.parent / "src" / "offing" / "data"
PORTS = DATA / "ports"
FIELDS = [
    "id", "name", "other_names", "unlocode", "wpi", "country", "lon", "lat", "size", "seas",
]  # fmt: skip
SIZES = ("large", "medium", "small", "very small", "")
SMALL_WORDS = {"De", "Del", "La", "Las", "Los", "El", "Di", "Do", "Da", "Of", "Van", "Den", "Du"}
INITIALS = {"Lng": "LNG", "Lpg": "LPG", "Tpi": "TPI", "Psvm": "PSVM", "Si": "SI"}
SAME_PLACE_NM = 3.0


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, plain or gzipped, with stripped values."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file)]


def tidy_name(name: str) -> str:
    """``Puerto De Torrevieja`` → ``Puerto de Torrevieja``, odd blanks and joins mended."""
    name = re.sub(r"\s+", " ", name).strip(" -;")
    words = name.split(" ")
    out = [words[0]] if words else []
    out += [w.lower() if w in SMALL_WORDS else INITIALS.get(w, w) for w in words[1:]]
    name = " ".join(out)
    name = re.sub(r"/([a-z])", lambda m: "/" + m.group(1).upper(), name)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m.group(1).upper(), name)


def names_of(row: dict[str, str]) -> list[str]:
    """The index's own names of a port: ``Kochi (Cochin)`` gives two."""
    names: list[str] = []
    for raw in [row["Main Port Name"], *row["Alternate Port Name"].split(";")]:
        raw = tidy_name(raw.replace(" - (", " ("))
        match = re.fullmatch(r"(.+?) \((.+)\)", raw)
        names += [match.group(1), match.group(2)] if match else [raw]
    return [n for n in dict.fromkeys(names) if n]


def country_codes() -> dict[str, str]:
    """Country name as the index writes it → ISO 3166-1 alpha-2."""
    table = {}
    for row in read_table(DATA / "countries" / "countries.csv"):
        for name in [row["name"], *row["other_names"].split("|")]:
            table[name.lower()] = row["alpha2"]
    table["singapore"] = "SG"
    return table


def fits_country(code: str, country: str) -> bool:
    """Whether a UN/LOCODE's first letters can stand for the country."""
    same = {"PR": "US", "VI": "US", "GU": "US", "AS": "US", "MP": "US", "UM": "US"}
    return code[:2] == country or code[:2] == same.get(country) or country in {"BQ", "CW", "AX"}


def read_index(path: Path, problems: list[str]) -> list[dict[str, str]]:
    """The index as rows of our own table."""
    codes = country_codes()
    better = {row["wpi"]: row for row in read_table(PORTS / "names.csv")}
    moved = {row["wpi"]: row for row in read_table(PORTS / "corrections.csv")}
    seen: dict[str, int] = {}
    out = []
    for row in read_table(path):
        wpi = row["World Port Index Number"].removesuffix(".0")
        seen[wpi] = seen.get(wpi, 0) + 1
        first = seen[wpi] == 1
        country = codes.get(row["Country Code"].lower(), "")
        if not country:
            problems.append(f"{wpi}: no code for the country {row['Country Code']!r}")
        names = names_of(row)
        code = re.sub(r"\W", "", row["UN/LOCODE"]).upper()
        if len(code) != 5 or not fits_country(code, country):
            if code:
                problems.append(f"{wpi}: code {code!r} of {names[0]}, {country} dropped")
            code = ""
        ours = better.get(wpi) if first else None
        size = row["Harbor Size"].lower()
        if ours:
            names = [ours["name"], *ours["other_names"].split("|"), *names]
            code, size = ours["unlocode"], ours["size"] or size
        place = moved.get(wpi) if first else None
        out.append({
            "name": names[0],
            "other_names": "|".join(n for n in dict.fromkeys(names[1:]) if n and n != names[0]),
            "unlocode": code,
            "wpi": wpi if first else f"{wpi}{chr(96 + seen[wpi])}",
            "country": country,
            "lon": place["lon"] if place else f"{float(row['Longitude']):.4f}",
            "lat": place["lat"] if place else f"{float(row['Latitude']):.4f}",
            "size": size,
            "ours": "1" if ours else "",
        })  # fmt: skip
    return out


def _rank(row: dict[str, str]) -> tuple[bool, int, bool]:
    """Ours first, then the larger, then a port before its offshore terminal."""
    return not row["ours"], SIZES.index(row["size"]), "erminal" in row["name"]


def drop_doubles(rows: list[dict[str, str]], problems: list[str]) -> list[dict[str, str]]:
    """One row for a port listed twice: same country, shared name, at most 3 nm apart."""
    kept: list[dict[str, str]] = []
    by_name: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in sorted(rows, key=_rank):
        here = Position(float(row["lon"]), float(row["lat"]))
        keys = [(row["country"], n.lower()) for n in [row["name"], *row["other_names"].split("|")]]
        double = None
        for other in (o for key in keys if key[1] for o in by_name.get(key, ())):
            there = Position(float(other["lon"]), float(other["lat"]))
            if distance_nm(here, there) <= SAME_PLACE_NM and not row["ours"]:
                double = other
        if double:
            problems.append(f"{row['wpi']}: {row['name']} is {double['wpi']} again")
            continue
        kept.append(row)
        for key in keys:
            by_name.setdefault(key, []).append(row)
    return kept


def settle_codes(rows: list[dict[str, str]], problems: list[str]) -> None:
    """One port for each UN/LOCODE: the one of our table, else the largest."""
    owner: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=_rank):
        code = row["unlocode"]
        if code and code in owner:
            problems.append(f"{row['wpi']}: {code} stays with {owner[code]['name']}")
            row["unlocode"] = ""
        elif code:
            owner[code] = row


def slug(name: str) -> str:
    """A name as the end of an id."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def build(index: Path) -> tuple[list[dict[str, str]], list[str]]:
    """All rows of ports.csv, and what was odd on the way."""
    problems: list[str] = []
    rows = read_index(index, problems)
    for row in read_table(PORTS / "additions.csv"):
        row.pop("source")
        rows.append({**row, "wpi": "", "ours": "1"})
    rows = drop_doubles(rows, problems)
    settle_codes(rows, problems)
    for row in rows:
        row["id"] = row["unlocode"].lower() or (
            f"wpi-{row['wpi']}" if row["wpi"] else f"port-{slug(row['name'])}"
        )
        row["lon"], row["lat"] = f"{float(row['lon']):.4f}", f"{float(row['lat']):.4f}"
        row["seas"] = ""
    rows.sort(key=lambda r: (r["country"], r["name"].lower(), r["id"]))
    add_seas(rows)
    return rows, problems


REACHES_NM = (8.0, 16.0, 30.0, 50.0, 75.0)
"""How far from a port outside all polygons (up a river, in a fjord) a sea is looked for."""


def add_seas(rows: list[dict[str, str]]) -> None:
    """Name the seas that each port lies on, smallest first, from our own polygons.

    A port in no polygon takes what lies at the nearest distance at which any does.
    The seas that a sea is part of are named with it.
    """
    if not (DATA / "seas" / "seas.geojson").exists():
        return
    from offing.places.named_seas import seas

    order = [place.id for place in seas()]
    parents = {place.id: place.seas for place in seas()}
    for row in rows:
        found = set(_seas_near(Position(float(row["lon"]), float(row["lat"]))))
        for sea in list(found):
            while parents[sea]:
                sea = parents[sea][0]
                found.add(sea)
        row["seas"] = "|".join(sorted(found, key=order.index))


OCEANS = {"sea-atlantic", "sea-pacific", "sea-indian", "sea-arctic", "sea-southern"}


def _seas_near(here: Position) -> tuple[str, ...]:
    from offing.places.earth import offset
    from offing.places.named_seas import seas_at

    found = seas_at(here)
    for reach in REACHES_NM:
        if found and (reach > REACHES_NM[2] or not OCEANS.issuperset(found)):
            break
        around = [seas_at(offset(here, bearing, reach)) for bearing in range(0, 360, 30)]
        smaller = [ids for ids in around if not OCEANS.issuperset(ids)]
        found = max(smaller or around, key=lambda ids: (len(ids) > 0, around.count(ids)))
    return found or seas_at(here)


def main() -> None:
    """Write the table and say what was odd."""
    rows, problems = build(Path(sys.argv[1]))
    with (PORTS / "ports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(rows)} ports, {sum(bool(r['unlocode']) for r in rows)} with a UN/LOCODE")


if __name__ == "__main__":
    main()
