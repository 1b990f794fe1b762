"""Structured messages: NAVAREA and NAVTEX warnings, UKMTO advisories, ASAM and IMB entries."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Geometry, Position, Problem, Struct
from offing.model.claim import UNKNOWN_WHEN, Evidence, When

NoticeFamily = Literal[
    "navarea", "hydrolant", "hydropac", "hydroarc", "navtex",
    "ukmto", "jmic", "asam", "imb", "port", "other",
]  # fmt: skip

SUBJECTS = (
    "attack", "suspicious_approach", "hijack", "boarding", "robbery", "kidnapping", "mine",
    "drone_or_missile", "gnss_interference", "exercise", "closure", "wreck", "obstruction",
    "aid_to_navigation", "cable_or_pipe", "platform", "ice", "search_and_rescue", "survey",
    "space_debris", "dredging", "weather", "chart", "advisory", "cancellation", "other",
)  # fmt: skip


class NoticePosition(Struct, frozen=True, kw_only=True):
    """The one best position of a notice.

    ``basis``: ``stated``, ``offset`` (“12 NM southwest of …”), ``place``, ``area``.
    ``radius_nm``: the true position lies within it nine times in ten.
    """

    lon: float
    """Longitude, degrees east."""
    lat: float
    """Latitude, degrees north."""
    radius_nm: float
    """Radius of uncertainty, nautical miles."""
    basis: str
    """How it was found."""
    text: str = ""
    """The words that give it."""


class NoticeArea(Struct, frozen=True, kw_only=True):
    """A geometry that a notice states, with the words that state it."""

    geometry: Geometry
    """GeoJSON, lon and lat in degrees."""
    kind: str
    """``point``, ``area``, ``circle``, ``line``, ``trackline``."""
    radius_nm: float | None = None
    """Radius of a circle, nautical miles."""
    start: int | None = None
    """First code point of the words that state it."""
    end: int | None = None
    """One past the last code point."""


class ThreatLevel(Struct, frozen=True, kw_only=True):
    """A level of threat that an advisory states, in its own word."""

    level: str
    """The word, in small letters (``substantial``, ``severe``)."""
    where: str | None = None
    """The waters that it is said of, where it names any."""
    text: str = ""
    """The word as it stands."""
    start: int | None = None
    """First code point."""
    end: int | None = None
    """One past the last code point."""


class NoticeRef(Struct, frozen=True, kw_only=True):
    """Another notice: ``HYDROLANT 3088/12`` is series ``HYDROLANT``, 3088, 2012."""

    series: str
    """The series' name in capitals."""
    number: int
    """Number within series and year."""
    year: int | None = None
    """Four digits."""


class Notice(Struct, frozen=True, kw_only=True):
    """One structured message.

    ``positions`` are all stated ones in reading order; ``when`` is the time of
    the event or the validity, ``issued`` the time of the message.
    """

    id: str
    """Deterministic: series, number and year, else report and place in it."""
    report_id: str
    """The report that it stands in."""
    family: NoticeFamily
    """Which grammar read it."""
    issuer: str
    """Who issued it."""
    series: str | None = None
    """Name of the numbered series."""
    number: int | None = None
    """Number within series and year."""
    year: int | None = None
    """Four digits."""
    issued: When = UNKNOWN_WHEN
    """Time of the message."""
    subject: str = "other"
    """One of ``SUBJECTS``."""
    title: str | None = None
    """Its heading, often the waters it is about."""
    position: NoticePosition | None = None
    """The one best position."""
    positions: tuple[Position, ...] = ()
    """All stated ones in reading order."""
    areas: tuple[NoticeArea, ...] = ()
    """Stated geometries."""
    when: When = UNKNOWN_WHEN
    """Time of the event, or of validity."""
    valid_from: str | None = None
    """Start of validity, UTC instant or date."""
    valid_to: str | None = None
    """End of validity, UTC instant or date."""
    self_cancels_at: str | None = None
    """UTC instant at which it cancels itself."""
    cancels: tuple[NoticeRef, ...] = ()
    """Notices that it cancels."""
    cancels_self: bool = False
    """It cancels itself at once."""
    cancelled_by: tuple[NoticeRef, ...] = ()
    """Notices that cancel it, among those read."""
    threat_levels: tuple[ThreatLevel, ...] = ()
    """Levels of threat that an advisory states."""
    cites: tuple[str, ...] = ()
    """Other issuers that it names."""
    evidence: tuple[Evidence, ...] = ()
    """Its own words."""
    problems: tuple[Problem, ...] = ()
    """What could not be read, or looks wrong."""
