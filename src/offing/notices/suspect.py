"""Stated positions that disagree with what the text names: a slip of the hand, mostly.

A position is held against the countries, seas, ports and offsets beside it. Where one
slip (a hemisphere, a swapped pair, one digit, two digits in the wrong order) would bring
it to them, that is said. The position itself stays as stated: lists repeat such slips, and
which of the two is wrong, position or name, is for a person to decide.
"""

from __future__ import annotations

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
    from collections.abc import Iterator

    from offing.model.notice import NoticePosition
    from offing.model.place import PlaceMention

_SUSPECT_NM, _SUSPECT_WITH_SLIP_NM = 430.0, 200.0
"""Farther than this from all that a message names, its position is suspect; sooner where a
slip of one letter would explain it. Pirates off Somalia did go 400 miles out."""
_AT_REST_NM = 120.0
"""A ship at anchor or berth is suspect this far from the port that the text puts it at."""
_SLIP_NM, _DIGIT_SLIP_NM = 60.0, 12.0
"""How near to what is named a corrected position must come; many digits may be changed,
so that one must come very near."""


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
    if gap > _SUSPECT_WITH_SLIP_NM:
        slip = _letter_slip(where, named, offsets)
        if slip is not None or gap > _SUSPECT_NM:
            message = f"{gap:.0f} nautical miles from everything that the text names"
            return Doubt(_with_slip(message, slip), gap)
    expected = locate_from_names(text, named, offsets)
    return _against_expected(where, expected, text) if expected is not None else None


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
    where: Position, named: list[PlaceMention], offsets: list[OffsetMention]
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
    where: Position, named: list[PlaceMention], offsets: list[OffsetMention]
) -> Position | None:
    """Another hemisphere, or a swapped pair, that brings a far position to what is named."""
    x, y = where
    slips = [Position(-x, y), Position(x, -y), Position(-x, -y)]
    if abs(x) <= 90.0:
        slips.append(Position(y, x))
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
