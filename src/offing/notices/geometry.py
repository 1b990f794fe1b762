"""Shapes that a message states: areas, circles, lines and points, from its positions."""

from __future__ import annotations

import re

from offing.model.base import Geometry, Position
from offing.model.notice import NoticeArea
from offing.places.positions import PositionMention, PositionScan

_AREA = re.compile(
    r"(?:BOUND(?:ED)?(?:\s{1,3}(?:BY|IN|WITHIN))?|ENCLOSED\s{1,3}BY|DELIMITED\s{1,3}BY"
    r"|AREAS?(?:\s{1,3}(?:OF|IN|WITHIN|DEFINED\s{1,3}BY|COVERED\s{1,3}BY))?|POLYGON|VERTICES)[\s:,.A-Z0-9()-]{0,14}$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:(?P<track>TRACK\s?-?LINES?|TRACKS?|ALONG(?:\s{1,3}(?:A|THE))?(?:\s{1,3}(?:LINE|ROUTE|TRACK))?|ROUTE)"
    r"|LINES?(?:\s{1,3}(?:JOINING|BETWEEN))?|JOINING|BETWEEN|CONNECTING)[\s:,.A-Z0-9()-]{0,16}$",
    re.IGNORECASE,
)
_CIRCLE = re.compile(
    r"(?:WITHIN|RADIUS(?:\s{1,3}OF)?)\s{1,3}(?:A\s{1,3})?(?P<n>[\d.,]{1,6}|[A-Z]{3,9}(?:[-\s]?[A-Z]{3,5})?)[\s-]{1,3}"
    r"(?P<u>MILES?|NM|N\.M\.|NAUTICAL\s{1,3}MILES?|METERS?|METRES?|KM|KILOMET(?:ER|RE)S?|CABLES?|YARDS?)"
    r"(?:\s{1,3}RADIUS)?\s{1,3}(?:OF|FROM|AROUND|ABOUT|CENTERED|CENTRED)?[A-Z\s:,.]{0,24}$"
    r"|(?P<n2>[\d.,]{1,6}|[A-Z]{3,9})[\s-]{1,3}(?P<u2>MILES?|NM|METERS?|METRES?|KM)\s{1,3}RADIUS\b[A-Z\s:,.]{0,30}$",
    re.IGNORECASE,
)
_LEAD_REACH = 48
"""Longer than all that ``_AREA`` and ``_LINE`` can match."""
_NEXT_IN_LIST = re.compile(
    r"[\s,;.:)(&/-]{0,12}(?:(?:AND|TO|THENCE|THEN)\b[\s,:]{0,4}|(?:[A-Z]{1,2}|\d{1,2})[.)]\s{0,3})?",
    re.I,
)
_PAGE_BREAK_CHARS = 240
_WORDS = {
    "HALF": 0.5, "ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6, "SEVEN": 7,
    "EIGHT": 8, "NINE": 9, "TEN": 10, "ELEVEN": 11, "TWELVE": 12, "FIFTEEN": 15, "TWENTY": 20,
    "THIRTY": 30, "FORTY": 40, "FIFTY": 50,
}  # fmt: skip
_UNIT_NM = {"M": 1.0, "N": 1.0, "K": 1 / 1.852, "C": 0.1, "Y": 0.9144 / 1852}


def areas_from_scan(text: str, scan: PositionScan, *, offset: int = 0) -> tuple[NoticeArea, ...]:
    """The shapes that ``text`` states. Spans count from ``offset`` on."""
    out: list[NoticeArea] = []
    held = {(r.start, r.end) for r in scan.rectangles}
    for r in scan.rectangles:
        ring = [
            [r.west, r.south], [r.east, r.south], [r.east, r.north], [r.west, r.north],
            [r.west, r.south],
        ]  # fmt: skip
        out.append(_area(_polygon(ring), "area", r.start + offset, r.end + offset))
    group: list[PositionMention] = []
    for mention in scan.positions:
        if (mention.start, mention.end) in held:
            continue
        if group and not _goes_on(text, group[-1], mention):
            out += _shape(text, group, offset)
            group = []
        group.append(mention)
    if group:
        out += _shape(text, group, offset)
    return tuple(sorted(out, key=lambda a: a.start or 0))


def _goes_on(text: str, a: PositionMention, b: PositionMention) -> bool:
    """Whether only separators or a list's labels stand between two positions."""
    gap = b.start - a.end
    if gap <= 24 and _NEXT_IN_LIST.fullmatch(text, a.end, b.start) is not None:
        return True
    if not 12 < gap <= _PAGE_BREAK_CHARS:
        return False
    between = " ".join(text[a.end : b.start].split())  # a page's foot and head, blanked
    return len(between) <= 8 and _NEXT_IN_LIST.fullmatch(f" {between} ") is not None


def _shape(text: str, group: list[PositionMention], offset: int) -> list[NoticeArea]:
    lead = text[max(0, group[0].start - 90) : group[0].start]
    start, end = group[0].start + offset, group[-1].end + offset
    points = [[m.position.lon, m.position.lat] for m in group]
    upper = lead.upper()
    circle = _CIRCLE.search(lead) if "WITHIN" in upper or "RADIUS" in upper else None
    if circle is not None:
        radius = _radius_nm(circle)
        return [
            NoticeArea(
                geometry=_point(m.position), kind="circle", radius_nm=radius,
                start=m.start + offset, end=m.end + offset,
            )
            for m in group
        ]  # fmt: skip
    near = max(0, len(lead) - _LEAD_REACH)
    if len(group) >= 3 and _AREA.search(lead, near):
        ring = points if points[0] == points[-1] else [*points, points[0]]
        return [_area(_polygon(ring), "area", start, end)]
    if len(group) == 1:
        return [_area(_point(group[0].position), "point", start, end)]
    line = _LINE.search(lead, near)
    if len(group) >= 2 and line is not None:
        kind = "trackline" if line["track"] else "line"
        return [_area({"type": "LineString", "coordinates": points}, kind, start, end)]
    return [_area(_point(m.position), "point", m.start + offset, m.end + offset) for m in group]


def _radius_nm(m: re.Match[str]) -> float | None:
    number, unit = m["n"] or m["n2"], (m["u"] or m["u2"]).upper()
    try:
        value = float(number.replace(",", "."))
    except ValueError:
        parts = [_WORDS.get(w) for w in re.split(r"[-\s]+", number.upper())]
        if None in parts:
            return None
        value = float(sum(p for p in parts if p is not None))
    if unit.startswith("MET"):
        return value / 1852.0
    return value * _UNIT_NM[unit[0]]


def _area(geometry: Geometry, kind: str, start: int, end: int) -> NoticeArea:
    return NoticeArea(geometry=geometry, kind=kind, start=start, end=end)


def _point(p: Position) -> Geometry:
    return {"type": "Point", "coordinates": [p.lon, p.lat]}


def _polygon(ring: list[list[float]]) -> Geometry:
    return {"type": "Polygon", "coordinates": [ring]}
