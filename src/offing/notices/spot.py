"""Which of the spots that a message names is meant, and how far from it the event may be.

A name tells more beside “anchorage”, “port” or “at” than beside “off” or “south of”, and
least where it is a ship's way point; a ship at anchor or at a berth is where its port is,
one under way may be far out. The radius says which of these it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from offing.model.place import Place, PlaceMention

Cue = Literal["port", "at", "beside", "off", "direction", "way", "none"]

SPOT_KINDS = {"port": 0, "anchorage": 0, "town": 1, "cape": 0, "island": 1, "canal": 2}
"""Kinds of place that are spots, and how much less likely than a port each is meant."""
_RADIUS_NM: dict[Cue, tuple[float, float]] = {
    "port": (20.0, 30.0), "at": (36.0, 75.0), "beside": (36.0, 45.0), "off": (45.0, 80.0),
    "direction": (90.0, 150.0), "way": (200.0, 400.0), "none": (80.0, 180.0),
}  # fmt: skip
"""Radius for a ship at rest and for one under way: each holds nine in ten of some 2,900
listed incidents whose place is known only from such words."""
_ON_THE_WAY = re.compile(
    r"(?i)\b(?:bound\sfor|bound\sto|en\s?route(?:\sto|\sfrom)?|voyage(?:\sfrom|\sto)?|destined\s(?:for|to)"
    r"|depart(?:ed|ing|ure)(?:\sfrom)?|sail(?:ed|ing|s)?\s(?:[\w-]{2,10}\s){0,4}(?:from|to|for|toward)"
    r"|heading\s(?:to|for)|proceed(?:ed|ing)?\sto|transit(?:ing|ed)?\s(?:to|from)|passage\s(?:to|from)"
    r"|way\sto(?:\s\w{3,9}){0,4}|destination(?:\sof)?|anchored\sat|taken\sto|escorted\sto|towed\sto|arrived?\s(?:at|in)"
    r"|towards|back\sto|returning\sto|registered\sin|registered|operated\sby|reported\sto|reports\sto|mrcc|rcc|mrsc"
    r"|flag(?:ged)?|to|from|navtex|radio|captain|agent\sin|navy\sin|cent(?:re|er),?)\W{0,3}"
    r"(?:the\s)?(?:saudi\s)?(?:port\sof\s|island\sof\s)?$"
)
_NOW_ANCHORED = re.compile(r"(?i)\bnow\sanchored\sat\W{0,3}$")
_ANCHORED_AT = re.compile(r"(?i)\banchored\sat\W{0,3}(?:the\s)?(?:port\sof\s)?$")
_VOYAGE_PAIR = re.compile(
    r"(?i)\b(?:voyage|passage|transit(?:ing)?|en\s?route|between|from|bound)\W{1,3}(?:from\s|between\s)?"
    r"[\w', -]{3,40}\s(?:to|and)\W{1,3}(?:the\s)?$"
)
_DIRECTION = re.compile(
    r"(?i)\b(?:north|south|east|west)\w{0,12}(?:[-/ ]\w{4,10})?\W{0,2}(?:of|off)\W{1,3}"
    r"(?:the\s)?(?:port\sof\s)?$"
)
_OFF = re.compile(
    r"(?i)\b(?:off|near|nearby|vicinity(?:\sof)?|outside|between|around|waters(?:\soff)?|approaching|leaving)\W{1,3}"
    r"(?:the\s)?(?:coasts?\sof\s|port\sof\s|island\sof\s)?$"
)
_PORT = re.compile(r"(?i)anch|roads|\bport|harbou?r|terminal|berth|jetty|dock|wharf|\bOPL\b")
_PORT_AHEAD = re.compile(
    r"(?i)\b(?:ports?|anchorages?|terminal|harbou?r)\s(?:of|at)\W{0,3}(?:the\s)?$"
)
_AT = re.compile(r"(?i)\b(?:at|in|berthed|moored)\W{1,4}(?:the\s)?$")
_BESIDE = re.compile(r"[,(:]\W{0,4}$")
_AT_REST = re.compile(
    r"(?i)\b(?:anchor(?:ed|age|ages)?|berth(?:ed|ing)?|moor(?:ed|ing)|alongside|jetty|in\sport|dock(?:ed)?)\b"
)


def is_at_rest(text: str) -> bool:
    """Whether a ship of the message lies at anchor or at a berth."""
    return _AT_REST.search(text) is not None


def cue_beside(text: str, mention: PlaceMention) -> Cue:
    """What the words beside a name say of the ship and it."""
    left = text[max(0, mention.start - 64) : mention.start]
    if _NOW_ANCHORED.search(left):
        return "way"  # where it was taken afterwards
    if not _ANCHORED_AT.search(left) and (_ON_THE_WAY.search(left) or _VOYAGE_PAIR.search(left)):
        return "way"
    if _DIRECTION.search(left):
        return "direction"
    if _OFF.search(left):
        return "off"
    if _PORT_AHEAD.search(left) or _PORT.search(mention.text):
        return "port"
    if _PORT.search(text[mention.end : mention.end + 22].partition(".")[0]):
        return "port"
    if _AT.search(left):
        return "at"
    return "beside" if _BESIDE.search(left) else "none"


def spot_radius_nm(place: Place, cue: Cue, at_rest: bool, *, sure: bool = True) -> float:
    """How far from the place the event may be, nine times in ten, nautical miles.

    ``sure``: the name is the one place that it may be, spelt rightly.
    """
    rest, under_way = _RADIUS_NM[cue]
    radius = rest if at_rest else under_way
    if place.kind in ("island", "cape"):
        radius += 15.0
    if not sure:
        radius *= 1.5
    return max(radius, 10.0 + 1.2 * place.radius_nm)
