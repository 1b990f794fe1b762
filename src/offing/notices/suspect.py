"""Stated positions that disagree with what the text names: a slip of the hand, mostly.

A position is held against the countries, seas, ports and offsets beside it. Where one
slip (a hemisphere, a swapped pair, one digit, two digits in the wrong order) would bring
it to them, that is said. The position itself stays as stated: lists repeat such slips, and
which of the two is wrong, position or name, is for a person to decide.
"""

from __future__ import annotations

import re
import statistics
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from offing.model.base import Position
from offing.notices.coastal import nearest_port_nm
from offing.notices.locate import (
    AREA_KINDS,
    first_sentence_end,
    is_generic,
    locate_from_names,
    reach_nm,
)
from offing.notices.spot import is_at_rest
from offing.places.earth import distance_nm
from offing.places.offsets import OffsetMention, find_offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from offing.model.notice import NoticePosition
    from offing.model.place import PlaceMention
    from offing.places.positions import PositionMention

_SUSPECT_NM, _SUSPECT_WITH_SLIP_NM = 430.0, 200.0
"""Farther than this from all that a message names, its position is suspect; sooner where a
slip of one letter would explain it. Pirates off Somalia did go 400 miles out."""
_AT_REST_NM = 120.0
"""A ship at anchor or berth is suspect this far from the port that the text puts it at."""
_SLIP_NM, _DIGIT_SLIP_NM = 60.0, 12.0
"""How near to what is named a corrected position must come; many digits may be changed,
so that one must come very near."""


_WIDE_DEG, _APART_NM, _AMONG_NM = 10.0, 600.0, 120.0
"""Positions of one message that span so much are looked at one by one: one that lies so far
from their middle is suspect where a slip of one letter brings it so near to another."""
_IN_STRAIT_NM = 150.0
"""A ship said to be in a strait or canal is suspect this far from it."""


class Doubt(NamedTuple):
    """Why a position is suspect, and how far it is from where the names put it."""

    message: str
    gap_nm: float


def check_position(where: Position, text: str) -> Doubt | None:
    """Why a stated position disagrees with the names in ``text``; ``None`` if it agrees.

    ``text`` is the message with its positions blanked out.
    """
    from offing.places import find_places

    named = find_places(text)
    offsets = find_offsets(text)
    gap = _gap_nm(where, named, offsets)
    if gap is None:
        return None
    strait = _far_strait(where, text, named)
    if strait is not None:
        return strait
    if gap > _SUSPECT_WITH_SLIP_NM:
        slip = _letter_slip(where, named, offsets)
        if slip is not None or gap > _SUSPECT_NM:
            message = f"{gap:.0f} nautical miles from everything that the text names"
            return Doubt(_with_slip(message, slip), gap)
    expected = locate_from_names(text, named, offsets)
    return _against_expected(where, expected, text) if expected is not None else None


def _far_strait(where: Position, text: str, named: list[PlaceMention]) -> Doubt | None:
    """“In the Strait of X”, of a position far from it, whatever else is named near it."""
    for m in named:
        place = m.place
        if place.kind not in ("strait", "canal") or place.lon is None or place.lat is None:
            continue
        gap = distance_nm(where, Position(place.lon, place.lat)) - reach_nm(place)
        if gap > _IN_STRAIT_NM and _IN.search(text, max(0, m.start - 12), m.start):
            words = " ".join(m.text.split())
            return Doubt(f"{gap:.0f} nautical miles from {words}, where the text puts it", gap)
    return None


_IN = re.compile(r"(?i)\b(?:in|transiting|through)\s{1,3}(?:the\s{1,3})?$")
_REGION_NM, _OCEAN_NM = 400.0, 700.0
"""Waters in a heading are rough: so far from them a position is suspect; a sea that reaches
farther than the second is an ocean, and too large to tell."""
_REGION_LINES = re.compile(r"\s*((?:[A-Z][A-Z'() ,/-]{2,60}\.[ \t\r]{0,3}\n\s*){1,5})")


def check_region(text: str, where: Position) -> Doubt | None:
    """Why a warning's position disagrees with the waters that head it.

    Only where a slip of one letter (a hemisphere, a swapped pair) explains it: headings
    name large waters, and neighbours share them.
    """
    m = _REGION_LINES.match(text)
    named = _places_of_region(m[1]) if m is not None else ()
    if not named or _is_near(where, named):
        return None
    gap = _gap_nm(where, named, ())
    if gap is None or gap <= _REGION_NM:
        return None
    slips = _other_hemispheres(where)
    gaps = ((_gap_nm(p, named, ()), p) for p in slips)
    closest, slip = min((g, p) for g, p in gaps if g is not None)
    if closest > _SLIP_NM:
        return None
    return Doubt(_with_slip(f"{gap:.0f} nautical miles from the waters that head it", slip), gap)


def _is_near(where: Position, named: Sequence[PlaceMention]) -> bool:
    """Whether a position is near one of the seas or coasts named: told without their ports."""
    for m in named:
        lon, lat = m.place.lon, m.place.lat
        if lon is None or lat is None or m.place.kind == "country":
            continue
        if distance_nm(where, Position(lon, lat)) - reach_nm(m.place) <= _REGION_NM:
            return True
    return False


@lru_cache(maxsize=4096)
def _places_of_region(heading: str) -> tuple[PlaceMention, ...]:
    """The waters, coasts and countries of a heading; headings are repeated very often."""
    from offing.places import find_places

    named = tuple(m for m in find_places(heading) if m.place.kind in AREA_KINDS)
    oceans = any(m.place.kind == "sea" and reach_nm(m.place) > _OCEAN_NM for m in named)
    return () if oceans else named


def check_group(mentions: Sequence[PositionMention]) -> list[tuple[PositionMention, Doubt]]:
    """Positions of one message that lie apart from its others by a slip of one letter."""
    if len(mentions) < 3 or not _is_wide(mentions):
        return []
    middle = Position(
        statistics.median_low([m.position.lon for m in mentions]),
        statistics.median_low([m.position.lat for m in mentions]),
    )
    near = [p for p in (m.position for m in mentions) if distance_nm(p, middle) <= _APART_NM]
    if 2 * len(near) <= len(mentions):
        return []
    out: list[tuple[PositionMention, Doubt]] = []
    for m in mentions:
        gap = distance_nm(m.position, middle)
        if gap <= _APART_NM:
            continue
        slips = [
            (min(distance_nm(slip, p) for p in near[:_GROUP]), slip)
            for slip in _other_hemispheres(m.position)
        ]
        closest, slip = min(slips)
        if closest <= _AMONG_NM:
            words = f"{gap:.0f} nautical miles from the other positions"
            out.append((m, Doubt(_with_slip(words, slip), gap)))
    return out


def _is_wide(mentions: Sequence[PositionMention]) -> bool:
    """Whether any position lies many degrees from the first."""
    lon, lat = mentions[0].position
    for m in mentions:
        x, y = m.position
        if abs(x - lon) > _WIDE_DEG or abs(y - lat) > _WIDE_DEG:
            return True
    return False


_GROUP = 50
"""So many of the other positions are asked whether a mended one lies among them."""


def _other_hemispheres(p: Position) -> list[Position]:
    """A position in the other hemispheres."""
    return [Position(-p.lon, p.lat), Position(p.lon, -p.lat), Position(-p.lon, -p.lat)]


def _against_expected(where: Position, expected: NoticePosition, text: str) -> Doubt | None:
    """Held against the one place that the words alone give."""
    middle = Position(expected.lon, expected.lat)
    gap = distance_nm(where, middle)
    if expected.basis == "offset":
        if gap <= 50.0 + 3.5 * expected.radius_nm:
            return None
    elif (
        expected.basis != "place"
        or gap <= max(_AT_REST_NM, 3.0 * expected.radius_nm)
        or expected.radius_nm > 55.0
        or not is_at_rest(text[: first_sentence_end(text)])
    ):
        return None
    message = f"{gap:.0f} nautical miles from {' '.join(expected.text.split())}"
    slip = None
    if expected.basis == "place" and is_at_rest(text[: first_sentence_end(text)]):
        slip = _nearest(_digit_slips(where), middle, _DIGIT_SLIP_NM)
    return Doubt(_with_slip(message, slip), gap)


def _with_slip(message: str, slip: Position | None) -> str:
    if slip is None:
        return message
    return f"{message}; {slip.lat:.4f}, {slip.lon:.4f} would agree with it"


def _gap_nm(
    where: Position, named: Sequence[PlaceMention], offsets: Sequence[OffsetMention]
) -> float | None:
    """How far ``where`` is from all that a text names: the least gap, nautical miles.

    A country counts by its nearest port, a sea or coast by its edge. ``None`` where the
    text names nothing with a position.
    """
    gaps: list[float] = []
    for m in named:
        place = m.place
        if is_generic(m) or m.match == "fuzzy":
            continue
        if place.kind == "country" and place.country:
            gaps.append(nearest_port_nm(where, place.country))
        elif place.lon is not None and place.lat is not None:
            edge = reach_nm(place) if place.kind in AREA_KINDS else place.radius_nm
            gaps.append(distance_nm(where, Position(place.lon, place.lat)) - edge)
    reach = max((o.distance_nm for o in offsets), default=0.0)
    return min(gaps) - reach if gaps else None


def _letter_slip(
    where: Position, named: Sequence[PlaceMention], offsets: Sequence[OffsetMention]
) -> Position | None:
    """Another hemisphere, or a swapped pair, that brings a far position to what is named."""
    slips = _other_hemispheres(where)
    if abs(where.lon) <= 90.0:
        slips.append(Position(where.lat, where.lon))
    gaps = ((_gap_nm(p, named, offsets), p) for p in slips)
    best = min(((gap, p) for gap, p in gaps if gap is not None), default=None)
    return best[1] if best is not None and best[0] <= _SLIP_NM else None


def _nearest(slips: Iterator[Position], middle: Position, within: float) -> Position | None:
    gap, best = min(((distance_nm(p, middle), p) for p in slips), default=(within, None))
    return best if gap < within else None


def _digit_slips(where: Position) -> Iterator[Position]:
    """The positions that differ in one digit of the degrees or of the tens of minutes."""
    for lon in _with_one_digit_changed(where.lon, 180.0):
        yield Position(lon, where.lat)
    for lat in _with_one_digit_changed(where.lat, 90.0):
        yield Position(where.lon, lat)


def _with_one_digit_changed(degrees: float, limit: float) -> Iterator[float]:
    sign, size = (-1.0, -degrees) if degrees < 0 else (1.0, degrees)
    whole = int(size)
    digits = f"{whole:03d}"
    for i, old in enumerate(digits):
        for new in "0123456789":
            value = float(digits[:i] + new + digits[i + 1 :]) + size - whole
            if new != old and value <= limit:
                yield sign * value
    for swapped in (digits[1] + digits[0] + digits[2], digits[0] + digits[2] + digits[1]):
        if swapped != digits and (value := float(swapped) + size - whole) <= limit:
            yield sign * value
    tens = int((size - whole) * 6.0)
    for new_tens in range(6):
        if new_tens != tens:
            yield sign * (size + (new_tens - tens) / 6.0)
