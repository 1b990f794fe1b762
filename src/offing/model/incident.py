"""Incidents: reports of one thing put together, and how well they support it."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Struct
from offing.model.claim import UNKNOWN_WHEN, ClaimPlace, Scope, When

IncidentStatus = Literal["in_effect", "announced", "occurred", "ended", "denied", "disputed",
                         "superseded", "unknown"]  # fmt: skip


class Rating(Struct, frozen=True, kw_only=True):
    """A rating after the NATO Admiralty code, with its reasons in words.

    ``reliability`` A (completely reliable) to E (unreliable), F cannot be judged;
    ``credibility`` 1 (confirmed by other sources) to 5 (improbable), 6 cannot be judged.
    """

    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    credibility: Literal[1, 2, 3, 4, 5, 6] = 6
    reasons: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Both letters together, e.g. ``C3``."""
        return f"{self.reliability}{self.credibility}"


class Origin(Struct, frozen=True, kw_only=True):
    """A first source, and the reports and sources that only pass it on (``copies``)."""

    name: str
    claim_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
    why: str = ""
    """Why this is a copy of the node above, or stands alone."""
    independent: bool = True
    copies: tuple[Origin, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """Claims that agree, or conflict, about one point (``about``), in a sentence."""

    about: str
    claim_ids: tuple[str, ...]
    text: str


class Link(Struct, frozen=True, kw_only=True):
    """Why two claims were put together (or kept apart)."""

    claim_ids: tuple[str, str]
    joined: bool
    reason: str


class Incident(Struct, frozen=True, kw_only=True):
    """One thing that happened, is said to have happened, or is announced."""

    id: str
    action: str
    title: str
    """Neutral words built from slots."""
    claim_ids: tuple[str, ...]
    scope: Scope = "shipping"
    places: tuple[ClaimPlace, ...] = ()
    when: When = UNKNOWN_WHEN
    actor: str | None = None
    said_rating: Rating = Rating()
    so_rating: Rating = Rating()
    origins: tuple[Origin, ...] = ()
    independent_origins: int = 0
    agreements: tuple[Comparison, ...] = ()
    conflicts: tuple[Comparison, ...] = ()
    links: tuple[Link, ...] = ()
    status: IncidentStatus = "unknown"
    status_reason: str = ""
