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
    lat: float
    radius_nm: float
    basis: str
    text: str = ""


class NoticeArea(Struct, frozen=True, kw_only=True):
    """A geometry that a notice states, with the words that state it."""

    geometry: Geometry
    kind: str
    """``point``, ``area``, ``circle``, ``line``, ``trackline``."""
    radius_nm: float | None = None
    start: int | None = None
    end: int | None = None


class NoticeRef(Struct, frozen=True, kw_only=True):
    """Another notice: ``HYDROLANT 3088/12`` is series ``HYDROLANT``, 3088, 2012."""

    series: str
    number: int
    year: int | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """One structured message.

    ``positions`` are all stated ones in reading order; ``when`` is the time of
    the event or the validity, ``issued`` the time of the message.
    """

    id: str
    report_id: str
    family: NoticeFamily
    issuer: str
    series: str | None = None
    number: int | None = None
    year: int | None = None
    issued: When = UNKNOWN_WHEN
    subject: str = "other"
    title: str | None = None
    position: NoticePosition | None = None
    positions: tuple[Position, ...] = ()
    areas: tuple[NoticeArea, ...] = ()
    when: When = UNKNOWN_WHEN
    valid_from: str | None = None
    valid_to: str | None = None
    self_cancels_at: str | None = None
    cancels: tuple[NoticeRef, ...] = ()
    cancels_self: bool = False
    cancelled_by: tuple[NoticeRef, ...] = ()
    cites: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()
