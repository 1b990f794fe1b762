"""Offsets: “55 nautical miles southwest of X”, “4nm east of X”, “12 NM NNE off X”.

A distance and a direction from a named place, read into a position with the radius
that holds the true one nine times in ten.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from offing.model.base import Position
from offing.places.earth import METRES_PER_NM, offset_on_course

_POINTS = (
    "n", "nne", "ne", "ene", "e", "ese", "se", "sse",
    "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw",
)  # fmt: skip
_BEARINGS = {name: i * 22.5 for i, name in enumerate(_POINTS)}
_NUMBER_WORDS = {
    "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100,
}  # fmt: skip
_CARDINAL = r"(?:north|south|east|west)"
_DIRECTION = (
    rf"(?:{_CARDINAL}(?:[\s/-]{{0,2}}(?:by[\s-])?{_CARDINAL}){{0,2}}(?:ern|erly|wards?)?"
    r"|[NSEW](?:[/-]?[NSEW]){0,2})"
)
_UNIT = (
    r"(?:n(?:autical|aut)\.?[\s-]{0,2}miles?|n\.?\s?m(?:i|s|iles)?\.?|nmi|sea\smiles?|miles?|mi|m"
    r"|km|kms|kilomet(?:er|re)s?|cables?)"
)
_FIGURES = r"\d(?<![\w.]\d)\d{0,3}(?:[.,]\d{1,2})?(?:\s?(?:-|to|\u2013)\s?(?P<n2>\d{1,4}))?"
_HEADS = "".join(sorted({word[0] for word in _NUMBER_WORDS}))
_WORDS = (
    rf"[{_HEADS}{_HEADS.upper()}](?<![\w.].)(?i:"
    + "|".join(f"(?<={word[0]}){word[1:]}" for word in _NUMBER_WORDS)
    + r")(?P<n2>(?!))?"
)
_REST = (
    rf"[\s-]{{0,3}}(?P<u>{_UNIT})(?![\w])[\s,]{{0,3}}"
    rf"(?:(?:to\s(?:the\s)?|due\s|in\sthe\s|offshore\s|off\s|out\s)?(?P<dir>{_DIRECTION})(?![a-z])\s{{1,3}})?"
    r"(?:direction\s|side\s)?(?P<prep>of\sthe\scoast\sof|off\s(?:the\s)?(?:\w{4,9}\s)?coast\sof|off\sof|offshore\sof"
    r"|offshore\sfrom|offshore|out\sof|of|off|from|fro|away\sfrom|outside)\b\s{0,3}(?:the\s)?"
)
_OFFSET = re.compile(rf"(?P<n>{_FIGURES}){_REST}", re.IGNORECASE)
_OFFSET_IN_WORDS = re.compile(rf"(?P<n>{_WORDS})(?i:{_REST})")
_UNITS_BEHIND_WORDS = ("mile", "nm", "n.m", "cable", "kilomet", "km")


class OffsetMention(NamedTuple):
    """A distance, and maybe a direction, from what is named right after ``end``.

    ``bearing_deg`` is true, 0–360, ``None`` where the text gives none.
    """

    start: int
    end: int
    text: str
    distance_nm: float
    bearing_deg: float | None
    coast: bool


def find_offsets(text: str) -> list[OffsetMention]:
    """Every offset in ``text`` in reading order; the place named follows ``end``."""
    out: list[OffsetMention] = []
    for m in _matches(text):
        direction = m["dir"]
        prep = m["prep"].lower()
        if direction is None and not prep.startswith(("of", "fro", "out", "away")):
            continue
        bearing = None if direction is None else bearing_from_words(direction)
        distance = _distance_nm(m)
        if distance is not None:
            coast = "coast" in prep or prep.startswith("offshore")
            out.append(OffsetMention(m.start(), m.end(), m[0], distance, bearing, coast))
    return out


def _matches(text: str) -> list[re.Match[str]]:
    """Offsets in figures and in words (“five miles off”), in reading order."""
    found = list(_OFFSET.finditer(text))
    lower = text.lower()
    if not any(unit in lower for unit in _UNITS_BEHIND_WORDS):
        return found
    both = sorted([*found, *_OFFSET_IN_WORDS.finditer(text)], key=lambda m: m.start())
    kept: list[re.Match[str]] = []
    for m in both:
        if not kept or m.start() >= kept[-1].end():
            kept.append(m)
    return kept


def bearing_from_words(direction: str) -> float | None:
    """``SSW``, ``south-southwest``, ``north easterly``: degrees true; ``None`` if neither."""
    bare = re.sub(r"(?:ern|erly|wards?)\b", "", direction.lower())
    letters = "".join(w[0] for w in re.findall(r"north|south|east|west|[nsew]", bare))
    return _BEARINGS.get(letters)


def _distance_nm(m: re.Match[str]) -> float | None:
    word = m["n"].lower()
    if word in _NUMBER_WORDS:
        value = float(_NUMBER_WORDS[word])
    else:
        first = re.match(r"\d{1,4}(?:[.,]\d{1,2})?", word)
        value = float(first[0].replace(",", ".")) if first else 0.0
        if m["n2"]:
            value = (value + float(m["n2"])) / 2.0
    unit = m["u"].lower()
    if unit.startswith("k"):
        return value * 1000.0 / METRES_PER_NM
    if unit.startswith("cable"):
        return value / 10.0
    return value


def position_from_offset(
    place: Position, mention: OffsetMention, *, place_radius_nm: float = 0.0
) -> tuple[Position, float]:
    """Where an offset from ``place`` points, and the radius that holds the truth.

    A direction in words is good to about half its distance; “southeast” of far out is
    often said of what lies anywhere between south and east; without a direction the true
    position may be anywhere on the ring (nine in ten of some 1,300 listed incidents).
    """
    far = mention.distance_nm
    if mention.bearing_deg is None:
        return place, far * 1.3 + max(20.0, place_radius_nm)
    share = 0.5
    if mention.bearing_deg % 90.0 == 45.0:
        share = 0.6 if far < _FAR_OUT_NM else 0.72
    return offset_on_course(place, mention.bearing_deg, far), 10.0 + share * far + place_radius_nm


_FAR_OUT_NM = 200.0
