"""Slips of scanners and keyboards inside positions, mended at equal length.

``O`` for 0 and ``l`` for 1, minutes or degrees torn apart, a semicolon for a colon. Only
what stands where a position's digits stand is touched, and the words quoted stay as written.
"""

from __future__ import annotations

import re

_HEMISPHERE = r"\s?[NSEW](?![A-Za-z])"
_LETTERS = re.compile(r"[OolI\d](?<![A-Za-z].)[OolI\d]{0,2}[-°:][OolI\d.]{2,7}[NSEW](?![A-Za-z])")
_DIGITS = str.maketrans("OolI", "0011")
_TORN_MINUTES = re.compile(r"(?<=\d[:-])(\s?)([0-5])\s([\dO])(?=\s?[NSEW]\b)")
"""``104: 1 6E``: minutes that a scan has torn apart."""
_TORN_DEGREES = re.compile(r"(?<=[NS])([^\w\n]{1,8})(\d(?:\s?\d){2})(?=\s?[:-]\s?\d\d?(?!\d))")
"""``05-10N 01 3-16E``: the three digits of a longitude, torn apart."""
_SEMICOLON = re.compile(rf"(?<=\d);(?=\d\d(?:\.\d{{1,3}})?{_HEMISPHERE})")
_DOTS = re.compile(rf"(?<![\d.])(\d{{1,3}})\.(?=\d\d\.\d{{1,3}}{_HEMISPHERE})")
"""``07.44.1S``: a point where the dash after the degrees belongs."""
_FIVE = re.compile(r"(?<=[-:]\d)S(?=\s?[EW](?![A-Za-z]))|(?<=[-:])S(?=\d\s?[NSEW](?![A-Za-z]))")
_MOST_DEGREES = 180


def mend_positions(text: str) -> str:
    """``text`` with such slips mended; itself where there are none. The length stays."""
    if _TORN_MINUTES.search(text):
        text = _TORN_MINUTES.sub(r"\1 \2\3", text)
    if _LETTERS.search(text):
        text = _LETTERS.sub(lambda m: m[0][:-1].translate(_DIGITS) + m[0][-1], text)
    if _TORN_DEGREES.search(text):
        text = _TORN_DEGREES.sub(_joined, text)
    if ";" in text:
        text = _SEMICOLON.sub(":", text)
    if _DOTS.search(text):
        text = _DOTS.sub(r"\1-", text)
    if _FIVE.search(text):
        text = _FIVE.sub("5", text)
    return text


def _joined(m: re.Match[str]) -> str:
    digits = "".join(m[2].split())
    if int(digits) > _MOST_DEGREES:
        return m[0]
    return m[1] + digits.rjust(len(m[2]))
