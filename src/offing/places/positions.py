"""Positions as messages write them: ``12-34.5N 045-06.7E``, ``12°34'30"N``, ``1234N 04506E``.

Every form is read in one pass of bounded patterns, so the time is linear in the text.
A coordinate is one number with its hemisphere; a position is a latitude and a longitude
that only separators stand between.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from offing.model.base import Position
from offing.places.misprints import mend_positions

_DASH = "-\u2010-\u2015\u2212"
_DEGREE = "\u00b0\u00ba\u02da\u00bf\u00f8*\ufffd"
_MARK = "'\u2019\u2018\u2032\u00b4`\"\u201d\u201c\u2033"
_SEPARATOR = rf"\s?[{_DASH}{_DEGREE}:]{{1,2}}\s{{0,2}}|\s|\s?(?i:deg(?:ree)?s?)\.?\s?"
_SEPARATOR_2 = rf"\s?[{_DASH}{_DEGREE}:{_MARK}]{{1,2}}\s{{0,2}}|\s|\s?(?i:min(?:ute)?s?)\.?\s?"
_BODY = (
    rf"(\d{{1,7}}(?:[.,]\d{{1,8}})?)"
    rf"(?:({_SEPARATOR})(\d{{1,2}}(?:[.,]\d{{1,7}})?)"
    rf"(?:({_SEPARATOR_2})(\d{{1,2}}(?:[.,]\d{{1,6}})?))?)?"
)
_BODY_FIRST = _BODY.replace(r"(\d{1,7}", r"(\d(?<![\d.]\d)\d{0,6}", 1)
"""``_BODY`` with no digit before it, beginning with a digit so that a search skips to one."""
_TAIL = rf"[{_MARK}{_DEGREE}]{{0,2}}"

_SUFFIXED = re.compile(
    rf"{_BODY_FIRST}\s?{_TAIL}(?:(?i:\s?(?:deg|min|sec)[a-z]{{0,6}}\.?))?\s?"
    r"(N(?:ORTH|orth)?|S(?:OUTH|outh)?|E(?:AST|ast)?|W(?:EST|est)?|(?<=\d)[nsew])L?(?![A-Za-z])"
)
"""Degrees, minutes, seconds, then the hemisphere: groups deg, sep, min, sep, sec, hemisphere."""
_PREFIXED = re.compile(rf"(?<![A-Za-z])([NSEW])\s?{_BODY}\s?{_TAIL}(?![\dA-Za-z])")
"""The hemisphere first: groups hemisphere, deg, sep, min, sep, sec."""
_SIGNED = re.compile(
    r"(?<![\w.])([+\-\u2212]?\d{1,2}\.\d{2,12})\s?\u00b0?"
    r"(?:\s{0,2}[,;/|]\s{0,2}|\s{1,2})(?i:lon(?:g(?:itude)?)?\s?[:=]?\s?)?"
    r"([+\-\u2212]?\d{1,3}\.\d{2,12})(?![\w.]*[A-Za-z%\d])"
)
_SIGNED_CUE = re.compile(r"(?i)\b(?:lat(?:itude)?|position|posn|pos|coordinates?|coords?)\b")
_ZERO = re.compile(r"(?<![\d.:-])(0{2,3})[-:]00(?:\.0{1,4})?(?![\d.]{0,3}[NSEW\d-])")
"""The equator or the prime meridian, which some writers give no hemisphere."""
_PLAIN = re.compile(
    r"(\d(?<![\d.:-].)\d)-(\d\d(?:\.\d{1,4})?)([NS])[ ,\n\r]{1,12}"
    r"(\d{3})-(\d\d(?:\.\d{1,4})?)([EW])\b"
)
"""The form of nearly all broadcast warnings; where it explains every hemisphere letter of a
text, nothing else is looked for."""
_HEMISPHERE = re.compile(r"[\d°'\"’”′]\s?[NSEWnsew](?![A-Za-z])")
_MAY_HOLD_ONE = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\d°'\"’”′]\s?[NSEWnsew](?![A-Za-z])",
        r"\d(?:\.\d\d|\s?(?i:deg|min|north|south|sec)|(?<=\b[NSEW]\d)|(?<=\b[NSEW]\s\d))",
        r"[\d:.-]O\s?[NSEWnsew](?![A-Za-z])",
    )
)
"""One of these stands in every form: without it a text is not looked at more closely."""
_BETWEEN = rf"[{_DASH}\s,;/.&()|\u00bf?\ufffd\u0080-\u009f\u00e2\u20ac\u201c\u201d]"
"""What parts latitude and longitude: a dash may have come through as garbled characters."""
_GAP = re.compile(
    rf"{_BETWEEN}{{0,12}}(?:(?i:and|by|lat(?:itude)?|long?(?:gitude)?)\.?[{_DASH}\s,;:]{{0,12}}){{0,2}}"
)
_NO_HEMISPHERE = re.compile(
    r"[\s,;/\u2013-]{1,6}\d{2,3}[-:\u00b0]\d\d(?:[.,]\d{1,4})?+(?!\s?[NSEW\d'-]|\.\d)"
)
_LONGEST_GAP = 40
_LETTER_BEFORE = re.compile(r"(?<![A-Za-z])[NSEW]\s?$")
_PREFIX_HINT = re.compile(r"(?<![A-Za-z])[NS]\s?\d{1,2}\D")


class PositionMention(NamedTuple):
    """A position in a text: code points ``start`` to ``end``, and what it says.

    ``resolution_nm`` is the size of its last digit on the ground, nautical miles
    (1.0 for whole minutes, 60 for whole degrees).
    """

    start: int
    end: int
    text: str
    position: Position
    resolution_nm: float = 1.0


class Impossible(NamedTuple):
    """Digits written like a position that no place on Earth can have, and why."""

    start: int
    end: int
    text: str
    reason: str


class Rectangle(NamedTuple):
    """An area given by two latitudes and two longitudes (degrees)."""

    start: int
    end: int
    south: float
    north: float
    west: float
    east: float


class PositionScan(NamedTuple):
    """All that one pass over a text found, each in reading order."""

    positions: list[PositionMention]
    rectangles: list[Rectangle]
    impossible: list[Impossible]


class _Coordinate(NamedTuple):
    start: int
    end: int
    is_lat: bool
    degrees: float | None
    resolution_nm: float
    in_minutes: bool = False
    """Degrees and minutes, or nothing that says which."""
    dotted: float | None = None
    """What two digits behind a point would be as minutes (``116.58E``)."""


def find_positions(text: str) -> list[PositionMention]:
    """Every position stated in ``text``, in reading order (degrees, WGS 84 assumed)."""
    return scan_positions(text).positions


def scan_positions(text: str) -> PositionScan:
    """Positions, areas between parallels and meridians, and impossible ones, in one pass."""
    plain = _scan_plain(text)
    if plain is not None:
        return plain
    if not any(hint.search(text) for hint in _MAY_HOLD_ONE):
        return PositionScan([], [], [])
    written, text = text, mend_positions(text)
    coordinates = [
        _coordinate_from_suffixed(m) for m in _SUFFIXED.finditer(text) if not _is_count(m)
    ]
    first = coordinates[0].start if coordinates else 0
    if coordinates and _LETTER_BEFORE.search(text, max(0, first - 4), first):
        coordinates = [_coordinate_from_prefixed(m) for m in _PREFIXED.finditer(text)]
    elif "00-00" in text:
        coordinates += [
            _Coordinate(m.start(), m.end(), len(m[1]) == 2, 0.0, 1.0) for m in _ZERO.finditer(text)
        ]
        coordinates.sort()
    found = _pair(text, coordinates)
    found.impossible.extend(_lone_latitudes(text, coordinates, {m.start for m in found.positions}))
    if not found.positions and not found.rectangles:
        if _PREFIX_HINT.search(text):
            found = _pair(text, [_coordinate_from_prefixed(m) for m in _PREFIXED.finditer(text)])
        if not found.positions and "." in text:
            found.positions.extend(_find_signed(text))
    if written is not text:  # quote what is written, not what it was read as
        found.positions[:] = [m._replace(text=written[m.start : m.end]) for m in found.positions]
    return found


def _is_count(m: re.Match[str]) -> bool:
    """“3 S”: a bare number with a letter apart is no coordinate."""
    return m[3] is None and "." not in m[1] and m[0][len(m[1]) : len(m[1]) + 1].isspace()


def _scan_plain(text: str) -> PositionScan | None:
    """The fast way: all positions in the one common form; ``None`` if anything is unlike it."""
    positions: list[PositionMention] = []
    last = 0
    for m in _PLAIN.finditer(text):
        start, end = m.span()
        # a hemisphere between two positions of this form belongs to one of another form
        if start - last > 2 and _HEMISPHERE.search(text, last, start):
            return None
        last = end
        lat_deg, lat_min, ns, lon_deg, lon_min, ew = m.groups()
        y, x = float(lat_min), float(lon_min)
        lat, lon = int(lat_deg) + y / 60.0, int(lon_deg) + x / 60.0
        if y >= 60.0 or x >= 60.0 or lat > 90.0 or lon > 180.0:
            return None
        digits = max(0, min(len(lat_min), len(lon_min)) - 3)
        where = Position(lon if ew == "E" else -lon, lat if ns == "N" else -lat)
        positions.append(PositionMention(start, end, m[0], where, _TENTHS[digits]))
    if not positions or _HEMISPHERE.search(text, last):
        return None
    return PositionScan(positions, [], [])


_TENTHS = (1.0, 0.1, 0.01, 0.001, 0.0001)


def _coordinate_from_suffixed(m: re.Match[str]) -> _Coordinate:
    degrees, sep, minutes, sep2, seconds, letter = m.groups()
    start = m.start()
    if sep2 is not None and sep.isspace() and not sep2.isspace() and sep2.strip()[0] not in _MARK:
        # "5 04-12N": the first number is no part of the coordinate
        start = m.start(3)
        degrees, minutes, seconds = minutes, seconds, None
    return _coordinate(start, m.end(), letter[0], degrees, minutes, seconds)


def _coordinate_from_prefixed(m: re.Match[str]) -> _Coordinate:
    letter, degrees, _, minutes, _, seconds = m.groups()
    return _coordinate(m.start(), m.end(), letter, degrees, minutes, seconds)


def _coordinate(
    start: int, end: int, letter: str, degrees: str, minutes: str | None, seconds: str | None
) -> _Coordinate:
    letter = letter.upper()
    is_lat = letter in "NS"
    dotted = _DOTTED.fullmatch(degrees) if minutes is None else None
    if minutes is None:
        value, resolution = _degrees_from_packed(degrees, is_lat)
    elif seconds is None:
        value = _sum_parts(degrees, minutes, None)
        resolution = _resolution(minutes, 1.0)
    else:
        value = _sum_parts(degrees, minutes, seconds)
        resolution = _resolution(seconds, 1.0 / 60.0)
    if value is not None:
        if value > (90.0 if is_lat else 180.0):
            value = None
        elif letter in "SW":
            value = -value
    if dotted is None:
        return _Coordinate(start, end, is_lat, value, resolution, bool(minutes) and not seconds)
    other = _sum_parts(dotted[1], dotted[2], None)
    if other is not None and letter in "SW":
        other = -other
    return _Coordinate(start, end, is_lat, value, resolution, dotted=other)


_DOTTED = re.compile(r"(\d{1,3})\.([0-5]\d)")


def _resolution(number: str, unit_nm: float) -> float:
    point = max(number.find("."), number.find(","))
    return unit_nm if point < 0 else unit_nm * 10.0 ** -(len(number) - point - 1)


def _sum_parts(degrees: str, minutes: str, seconds: str | None) -> float | None:
    if len(degrees) > 3 or "." in degrees or "," in degrees:
        return None
    m = float(minutes) if "," not in minutes else float(minutes.replace(",", "."))
    if seconds is None:
        return int(degrees) + m / 60.0 if m < 60.0 else None
    s = float(seconds.replace(",", "."))
    if m >= 60.0 or "." in minutes or "," in minutes:
        return None
    # some writers put hundredths of a minute where seconds belong: 60 to 99 can only be those
    return int(degrees) + m / 60.0 + (s / 3600.0 if s < 60.0 else s / 6000.0)


def _degrees_from_packed(number: str, is_lat: bool) -> tuple[float | None, float]:
    """``1234.5`` (DDMM), ``12345`` (DDDMM), ``123430`` (DDMMSS) or plain degrees."""
    whole, point, fraction = number.replace(",", ".").partition(".")
    size = len(whole)
    if size <= 3:
        return float(whole + point + fraction), 60.0 * 10.0 ** -len(fraction)
    head = 2 if is_lat else 3
    rest = size - head
    if rest == 1 and not is_lat:  # 4515E: a longitude without its leading zero
        head, rest = 2, 2
    if rest == 3 and not is_lat:
        head, rest = 2, 4
    part = "." + fraction if fraction else ""
    if rest == 2:
        return _sum_parts(whole[:head], whole[head:] + part, None), 10.0 ** -len(fraction)
    if rest == 4:
        value = _sum_parts(whole[:head], whole[head : head + 2], whole[head + 2 :] + part)
        return value, 10.0 ** -len(fraction) / 60.0
    return None, 1.0


def _joined(text: str, a: _Coordinate, b: _Coordinate) -> bool:
    size = b.start - a.end
    if size <= 1:
        return True
    return size <= _LONGEST_GAP and _GAP.fullmatch(text, a.end, b.start) is not None


def _pair(text: str, found: list[_Coordinate]) -> PositionScan:
    positions: list[PositionMention] = []
    rectangles: list[Rectangle] = []
    impossible: list[Impossible] = []
    i, count = 0, len(found)
    while i + 1 < count:
        a, b = found[i], found[i + 1]
        if a.is_lat == b.is_lat:
            taken = _rectangle(text, found, i)
            if taken is not None:
                rectangles.append(taken)
                positions += _corners(text, taken, found[i : i + 4])
                i += 4
                continue
            i += 1
            continue
        if not _joined(text, a, b):
            i += 1
            continue
        if (
            not a.is_lat
            and i + 2 < count
            and not found[i + 2].is_lat
            and (_joined(text, b, found[i + 2]))
        ):  # a longitude, then a whole pair: the first one stands alone
            i += 1
            continue
        a, b = _in_one_style(a, b)
        lat, lon = (a, b) if a.is_lat else (b, a)
        words = text[a.start : b.end]
        if lat.degrees is None or lon.degrees is None:
            reason = "latitude" if lat.degrees is None else "longitude"
            impossible.append(Impossible(a.start, b.end, words, f"no such {reason}"))
        else:
            resolution = max(lat.resolution_nm, lon.resolution_nm)
            where = Position(lon.degrees, lat.degrees)
            positions.append(PositionMention(a.start, b.end, words, where, resolution))
        i += 2
    return PositionScan(positions, rectangles, impossible)


def _in_one_style(a: _Coordinate, b: _Coordinate) -> tuple[_Coordinate, _Coordinate]:
    """``01 21.5S, 116.58E``: beside degrees and minutes, a point parts degrees and minutes too."""
    if a.in_minutes and b.dotted is not None:
        return a, b._replace(degrees=b.dotted, resolution_nm=1.0)
    if b.in_minutes and a.dotted is not None:
        return a._replace(degrees=a.dotted, resolution_nm=1.0), b
    return a, b


def _lone_latitudes(text: str, found: list[_Coordinate], paired: set[int]) -> list[Impossible]:
    """Latitudes with a longitude behind them whose hemisphere is missing."""
    out: list[Impossible] = []
    for c in found:
        if not (c.is_lat and c.in_minutes) or c.start in paired:
            continue
        rest = _NO_HEMISPHERE.match(text, c.end)
        if rest is not None:
            words = text[c.start : rest.end()]
            out.append(Impossible(c.start, rest.end(), words, "a longitude without E or W"))
    return out


def _rectangle(text: str, found: list[_Coordinate], i: int) -> Rectangle | None:
    """``57-06N 56-32N AND 000-47E 001-14E``: two of one kind, then two of the other."""
    four = found[i : i + 4]
    if len(four) < 4 or four[2].is_lat != four[3].is_lat or four[2].is_lat == four[0].is_lat:
        return None
    if not all(_joined(text, x, y) for x, y in itertools.pairwise(four)):
        return None
    lats, lons = (four[:2], four[2:]) if four[0].is_lat else (four[2:], four[:2])
    y = [c.degrees for c in lats if c.degrees is not None]
    x = [c.degrees for c in lons if c.degrees is not None]
    if len(x) < 2 or len(y) < 2:
        return None
    west, east = min(x), max(x)
    if east - west > 180.0:
        west, east = east, west
    return Rectangle(four[0].start, four[3].end, min(y), max(y), west, east)


def _corners(text: str, area: Rectangle, four: list[_Coordinate]) -> list[PositionMention]:
    """The two opposite corners that such an area states, in reading order."""
    lats, lons = (four[:2], four[2:]) if four[0].is_lat else (four[2:], four[:2])
    words = text[area.start : area.end]
    return [
        PositionMention(
            area.start, area.end, words, Position(x.degrees or 0.0, y.degrees or 0.0),
            max(x.resolution_nm, y.resolution_nm),
        )
        for y, x in zip(lats, lons, strict=True)
    ]  # fmt: skip


def _find_signed(text: str) -> list[PositionMention]:
    """``12.3456, 45.6789``: degrees with a sign, where the text says that a position follows.

    Without such a word the numbers need four decimals each.
    """
    out: list[PositionMention] = []
    for m in _SIGNED.finditer(text):
        fine = all(len(g.partition(".")[2]) >= 4 for g in m.groups())
        if not fine and not _SIGNED_CUE.search(text, max(0, m.start() - 30), m.start()):
            continue
        lat, lon = (float(g.replace("\u2212", "-")) for g in m.groups())
        if abs(lat) <= 90.0 and abs(lon) <= 180.0:
            digits = min(len(g.partition(".")[2]) for g in m.groups())
            out.append(
                PositionMention(m.start(), m.end(), m[0], Position(lon, lat), 60.0 * 10.0**-digits)
            )
    return out
