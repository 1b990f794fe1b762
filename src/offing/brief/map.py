"""The maps of a brief: inline SVG, equirectangular, zoomed to what is spoken of.

The colours are CSS variables of the page (``--land``, ``--ink``, …), so light, dark and
print each have theirs; nothing is told by colour alone (shapes and dashes differ).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from offing.brief.wording import listing, nm_words, printable
from offing.errors import DataMissing
from offing.model import Brief, Geometry, LaneEffect, Struct

WIDTH = 960.0
MIN_ASPECT, MAX_ASPECT = 1.7, 2.4
"""Width over height of the drawing."""
MIN_SPAN = 5.0
"""Degrees shown at least: one place alone still needs its surroundings."""
MAX_WAYS = 2
"""Lanes whose ways are drawn; dashes of more would run together into one line."""
LETTER = 6.6
"""Mean width of a letter of the labels, SVG units."""

Point = tuple[float, float]


class Mark(Struct, frozen=True, kw_only=True):
    """Something at one point: ``kind`` picks the sign (port, passage, event, area, town)."""

    lon: float
    lat: float
    name: str
    kind: str
    note: str = ""


class Way(Struct, frozen=True, kw_only=True):
    """A drawn way; ``role`` is ``before`` or ``after``."""

    geometry: Geometry
    role: str
    name: str


class View:
    """A window on the Earth and its projection to SVG units."""

    def __init__(self, points: Sequence[Point]) -> None:
        west, east = _lon_window([p[0] for p in points])
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        west, east = _widen(west, east, 0.12, MIN_SPAN)
        south, north = _widen(south, north, 0.14, MIN_SPAN * 0.7)
        self.squeeze = math.cos(math.radians(max(-60.0, min(60.0, (south + north) / 2))))
        aspect = (east - west) * self.squeeze / (north - south)
        if aspect < MIN_ASPECT:
            west, east = _grow(west, east, MIN_ASPECT * (north - south) / self.squeeze)
        elif aspect > MAX_ASPECT:
            south, north = _grow(south, north, (east - west) * self.squeeze / MAX_ASPECT)
        if east - west > 360:
            west, east = _grow((west + east) / 2, (west + east) / 2, 360)
        self.west, self.east = west, east
        self.south, self.north = max(south, -85.0), min(north, 85.0)
        self.scale = WIDTH / ((self.east - self.west) * self.squeeze)
        self.height = (self.north - self.south) * self.scale

    def turn(self, lon: float) -> float:
        """``lon`` in the turn of the circle that lies nearest the window's middle."""
        middle = (self.west + self.east) / 2
        return lon + 360 * round((middle - lon) / 360)

    def xy(self, lon: float, lat: float) -> Point:
        """SVG units from degrees; ``lon`` as it stands (see ``turn``)."""
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale


def _lon_window(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest arc that holds all longitudes, as west < east."""
    ordered = sorted({(lon + 180) % 360 - 180 for lon in lons})
    if len(ordered) == 1:
        return ordered[0], ordered[0]
    gaps = [(b - a, i) for i, (a, b) in enumerate(pairwise(ordered))]
    gaps.append((ordered[0] + 360 - ordered[-1], len(ordered) - 1))
    _, widest = max(gaps)
    west = ordered[(widest + 1) % len(ordered)]
    east = ordered[widest]
    return west, east if east >= west else east + 360


def _widen(low: float, high: float, share: float, least: float) -> tuple[float, float]:
    """Room on both sides, and a least width."""
    pad = max((high - low) * share, 0.4)
    low, high = low - pad, high + pad
    return _grow(low, high, least) if high - low < least else (low, high)


def _grow(low: float, high: float, width: float) -> tuple[float, float]:
    middle = (low + high) / 2
    return middle - width / 2, middle + width / 2


def maps_from_brief(brief: Brief) -> list[tuple[str, str]]:
    """The maps of a brief as (caption, SVG): the places spoken of, and the ways before and after.

    A map with nothing on it is left out.
    """
    out = []
    marks = _marks(brief)
    areas = [r.target.geometry for r in brief.restrictions if r.target.geometry]
    areas += [a.geometry for n in brief.notices for a in n.areas if a.kind != "point"]
    if marks or areas:
        names = listing(list(dict.fromkeys(m.name for m in marks))[:12])
        caption = "Where the claims, notices and proposals lie."
        title = "Map of the places spoken of"
        out.append((caption, draw_map(marks, [], areas, title, names, "map-places")))
    ways, names_of_ways = _ways(brief)
    if ways:
        caption = (
            "Ways before (thin, solid) and after (thick, dashed), if accepted: "
            + "; ".join(names_of_ways)
            + "."
        )
        title = "Map of ways before and after"
        restricted = [m for m in marks if m.kind in ("port-out", "passage-out")]
        out.append((caption, draw_map(restricted, ways, areas, title, caption, "map-ways")))
    return out


def _marks(brief: Brief) -> list[Mark]:
    """One mark for each place: restricted ones first, then claims' places, then notices."""
    out: dict[str, Mark] = {}
    claims = [c for c in brief.claims if c.scope == "shipping"]
    plain = [c for c in claims if c.modality != "assessed" and not c.hypothetical] or claims
    known = {p.id: p for c in plain for p in c.places}
    for restriction in brief.restrictions:
        for place in restriction.candidates:
            known.setdefault(place.id, place)
        if restriction.target.kind in ("port", "passage"):
            at = known.get(restriction.target.id)
            lonlat = (at.lon, at.lat) if at else _position_of(restriction.target.id)
            if lonlat and lonlat[0] is not None and lonlat[1] is not None:
                out[restriction.target.id] = Mark(
                    lon=lonlat[0], lat=lonlat[1], name=restriction.target.name,
                    kind=f"{restriction.target.kind}-out",
                    note=f"{restriction.status}: {restriction.effect}",
                )  # fmt: skip
    for place in known.values():
        if place.id not in out and place.lon is not None and place.lat is not None:
            if place.kind == "country":
                continue
            out[place.id] = Mark(
                lon=place.lon, lat=place.lat, name=place.name, kind=_sign(place.kind)
            )
    for notice in brief.notices:
        if notice.position:
            name = notice.title or f"{notice.issuer}, {notice.subject.replace('_', ' ')}"
            out[notice.id] = Mark(
                lon=notice.position.lon, lat=notice.position.lat, name=name, kind="event",
                note=f"within {notice.position.radius_nm:g} nm",
            )  # fmt: skip
    return list(out.values())


def _position_of(place_id: str) -> tuple[float | None, float | None] | None:
    """The position of a known port or passage that no claim carries."""
    from offing.errors import UsageError
    from offing.places import passage, port

    for find in (passage, port):
        try:
            place = find(place_id)
        except UsageError:
            continue
        return place.lon, place.lat
    return None


def _sign(kind: str) -> str:
    if kind in ("port", "anchorage"):
        return "port"
    if kind in ("strait", "canal", "cape"):
        return "passage"
    return "water" if kind in ("sea", "gulf", "area", "coast") else "town"


def _ways(brief: Brief) -> tuple[list[Way], list[str]]:
    """The ways of a few lanes before and after: those that change most."""
    effects: dict[str, LaneEffect] = {}
    for consequence in brief.consequences:
        for effect in consequence.lanes:
            if effect.open_geometry and effect.geometry:
                effects.setdefault(effect.lane_id, effect)
    chosen = sorted(effects.values(), key=lambda e: -(e.extra_nm or 0))[:MAX_WAYS]
    ways, names = [], []
    for effect in chosen:
        if effect.open_geometry and effect.geometry:
            ways.append(Way(geometry=effect.open_geometry, role="before", name=effect.name))
            ways.append(Way(geometry=effect.geometry, role="after", name=effect.name))
            names.append(f"{effect.name} {nm_words(effect.extra_nm, sign=True)}")
    return ways, names


def draw_map(
    marks: Sequence[Mark],
    ways: Sequence[Way],
    areas: Sequence[Geometry],
    title: str,
    description: str,
    map_id: str,
) -> str:
    """One SVG drawing with a title and description for those who cannot see it."""
    # A sea's middle says little about where to look: it stretches no window, unless alone.
    firm = [m for m in marks if m.kind != "water"] or marks
    points = [(m.lon, m.lat) for m in firm]
    for geometry in (*areas, *(w.geometry for w in ways)):
        points.extend(_vertices(geometry))
    view = View(points)
    body = [
        f'<rect class="map-sea" width="{WIDTH:g}" height="{view.height:.0f}"/>',
        *_land(view),
        *_graticule(view),
        *(_area(view, g) for g in areas),
        *(_way(view, w) for w in sorted(ways, key=lambda w: w.role == "after")),
        *_marks_svg(view, marks),
        _scale_bar(view),
    ]
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH:g} {view.height:.0f}" role="img" '
        f'aria-labelledby="{map_id}-title {map_id}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{map_id}-title">{_text(title)}</title>'
        f'<desc id="{map_id}-desc">{_text(description)}</desc>' + "".join(body) + "</svg>"
    )


def _text(words: str) -> str:
    return escape(printable(words, breaks=False), quote=True)


def _vertices(geometry: Geometry) -> Iterator[Point]:
    """All positions of a geometry."""
    stack = [geometry.get("coordinates", [])]
    stack.extend(g.get("coordinates", []) for g in geometry.get("geometries", []))
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], (int, float)):
            yield float(item[0]), float(item[1])
        else:
            stack.extend(item)


def _land(view: View) -> Iterator[str]:
    """The land in the window as one path, lakes cut out of it; nothing without coast data."""
    from offing.brief.land import land_in

    try:
        rings = land_in((view.west, view.south, view.east, view.north), 0.7 / view.scale)
    except DataMissing:
        return
    paths = [_path([view.xy(lon, lat) for lon, lat in ring], close=True) for _, ring in rings]
    if paths:
        yield f'<path class="map-land" d="{"".join(paths)}"/>'


def _path(points: Iterable[Point], *, close: bool = False) -> str:
    """SVG path data in tenths of a unit, relative steps, standing still left out."""
    out: list[str] = []
    last: tuple[int, int] | None = None
    for x, y in points:
        at = (round(x * 10), round(y * 10))
        if last is None:
            out.append(f"M{at[0] / 10:g} {at[1] / 10:g}")
        elif at != last:
            dx, dy = (at[0] - last[0]) / 10, (at[1] - last[1]) / 10
            out.append(f"l{dx:g} {dy:g}")
        last = at
    return "".join(out) + ("z" if close else "")


def _graticule(view: View) -> Iterator[str]:
    """Meridians and parallels at a round step, with their degrees at the edge."""
    span = max(view.east - view.west, view.north - view.south)
    step = next((s for s in (1, 2, 5, 10, 20, 30) if span / s <= 9), 45)
    lines, labels = [], []
    for k in range(math.ceil(view.west / step), math.floor(view.east / step) + 1):
        x = view.xy(k * step, 0)[0]
        lines.append(f"M{x:.1f} 0V{view.height:.0f}")
        if 30 < x < WIDTH - 30:
            at = (k * step + 180) % 360 - 180
            labels.append((x + 3, view.height - 5, _degrees(at, "EW")))
    for k in range(math.ceil(view.south / step), math.floor(view.north / step) + 1):
        y = view.xy(0, k * step)[1]
        lines.append(f"M0 {y:.1f}H{WIDTH:g}")
        if 20 < y < view.height - 24:
            labels.append((4, y - 3, _degrees(k * step, "NS")))
    yield f'<path class="map-grid" d="{"".join(lines)}"/>'
    for x, y, words in labels:
        yield f'<text class="map-degrees" x="{x:.1f}" y="{y:.1f}">{words}</text>'


def _degrees(value: float, sides: str) -> str:
    side = "" if value in (0, -180, 180) else sides[value < 0]
    return f"{abs(value):g}°{side}"


def _area(view: View, geometry: Geometry) -> str:
    """An area or line that is restricted or stated."""
    parts: list[str] = []
    for ring in _lines(geometry):
        turned = _turned(view, ring)
        parts.extend(_path(part, close=len(turned) == 1) for part in turned)
    return f'<path class="map-area" d="{"".join(parts)}"/>' if parts else ""


def _way(view: View, way: Way) -> str:
    parts = [_path(p) for line in _lines(way.geometry) for p in _turned(view, line)]
    label = f"{way.name}, {'as now' if way.role == 'before' else 'if accepted'}"
    return f'<path class="map-{way.role}" d="{"".join(parts)}"><title>{_text(label)}</title></path>'


def _lines(geometry: Geometry) -> list[list[Point]]:
    """The lines or rings of a geometry."""
    kind, inner = geometry.get("type"), geometry.get("coordinates", [])
    if kind == "LineString":
        rings = [inner]
    elif kind in ("MultiLineString", "Polygon"):
        rings = list(inner)
    elif kind == "MultiPolygon":
        rings = [ring for polygon in inner for ring in polygon]
    else:
        rings = []
    return [[(float(p[0]), float(p[1])) for p in ring] for ring in rings]


def _turned(view: View, line: Sequence[Point]) -> list[list[Point]]:
    """A line in SVG units, cut where it leaves one side of the window for the other."""
    parts: list[list[Point]] = [[]]
    last: float | None = None
    for lon, lat in line:
        at = view.turn(lon)
        if last is not None and abs(at - last) > 180:
            parts.append([])
        parts[-1].append(view.xy(at, lat))
        last = at
    return [p for p in parts if len(p) > 1]


def _marks_svg(view: View, marks: Sequence[Mark]) -> Iterator[str]:
    """Signs, then names where there is room for them; every sign has its name as title."""
    placed: list[tuple[float, float, float, float]] = []
    spots = []
    for mark in marks:
        x, y = view.xy(view.turn(mark.lon), mark.lat)
        if not (0 <= x <= WIDTH and 0 <= y <= view.height):
            continue
        spots.append((mark, x, y))
        placed.append((x - 6, y - 6, x + 6, y + 6))
    for mark, x, y in spots:
        words = f"{mark.name} ({mark.note})" if mark.note else mark.name
        yield f'<g class="map-mark map-{mark.kind}">{_sign_svg(mark.kind, x, y)}'
        yield f"<title>{_text(words)}</title></g>"
    for mark, x, y in spots:
        name = mark.name if len(mark.name) <= 34 else mark.name[:32] + "…"
        box = _free_box(x, y, len(name) * LETTER, placed, view)
        if box:
            placed.append(box)
            extra = " map-name-water" if mark.kind == "water" else ""
            yield (
                f'<text class="map-name{extra}" x="{box[0]:.1f}" y="{box[3] - 4:.1f}">'
                f"{_text(name)}</text>"
            )


def _sign_svg(kind: str, x: float, y: float) -> str:
    """A sign that differs by shape: circle port, diamond passage, cross event, dot town."""
    if kind.startswith("passage"):
        return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z"/>'
    if kind == "event":
        return f'<path d="M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"/>'
    if kind == "water":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.5"/>'
    if kind == "port-out":
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>'
        return ring + f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8"/>'
    radius = 4.5 if kind == "port" else 3
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def _free_box(
    x: float, y: float, width: float, placed: Sequence[tuple[float, float, float, float]],
    view: View,
) -> tuple[float, float, float, float] | None:  # fmt: skip
    """Where a name fits beside its sign without touching another; ``None`` if nowhere."""
    tall = 17.0
    tries = (
        (x + 9, y - tall / 2), (x - 9 - width, y - tall / 2), (x - width / 2, y - tall - 7),
        (x - width / 2, y + 8), (x + 7, y - tall - 3), (x + 7, y + 4),
        (x - 7 - width, y - tall - 3), (x - 7 - width, y + 4),
    )  # fmt: skip
    for left, top in tries:
        box = (left, top, left + width, top + tall)
        if box[0] < 2 or box[2] > WIDTH - 2 or box[1] < 2 or box[3] > view.height - 2:
            continue
        if all(box[2] < p[0] or box[0] > p[2] or box[3] < p[1] or box[1] > p[3] for p in placed):
            return box
    return None


def _scale_bar(view: View) -> str:
    """A bar of a round number of nautical miles, true at the middle latitude."""
    per_nm = view.scale / 60
    length = max(
        (n for n in (5, 10, 20, 50, 100, 200, 500, 1000, 2000) if n * per_nm <= WIDTH / 4),
        default=5,
    )
    x, y = WIDTH - 14 - length * per_nm, 18
    return (
        f'<g class="map-scale"><path d="M{x:.1f} {y - 5}v5h{length * per_nm:.1f}v-5"/>'
        f'<text x="{WIDTH - 14:g}" y="{y + 14}" text-anchor="end">{length:,} nm</text></g>'
    )
