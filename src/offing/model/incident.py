"""Incidents: reports of one thing put together, and how well they support it."""

from __future__ import annotations

import datetime
from typing import Literal

from offing.model.base import Geometry, Struct
from offing.model.claim import UNKNOWN_WHEN, ClaimPlace, Modality, Scope, When

IncidentStatus = Literal["in_effect", "announced", "occurred", "ended", "denied", "disputed",
                         "superseded", "unknown"]  # fmt: skip


class Rating(Struct, frozen=True, kw_only=True):
    """A rating after the NATO Admiralty code, with its reasons in words.

    ``reliability`` A (completely reliable) to E (unreliable), F cannot be judged;
    ``credibility`` 1 (confirmed by other sources) to 5 (improbable), 6 cannot be judged;
    ``reasons`` name the rules that gave them, in words.
    """

    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    credibility: Literal[1, 2, 3, 4, 5, 6] = 6
    reasons: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Both letters together, e.g. ``C3``."""
        return f"{self.reliability}{self.credibility}"

    @property
    def sentence(self) -> str:
        """The code and its reasons, as the brief prints them: ``C3: fairly reliable …``."""
        return f"{self.code}: {'; '.join(self.reasons)}" if self.reasons else self.code


class Origin(Struct, frozen=True, kw_only=True):
    """A first source, and the reports and sources that only pass it on (``copies``).

    ``name`` is the source's own; ``claim_ids`` and ``report_ids`` are what carries it;
    ``independent`` says whether it could be independent of the roots before it.
    """

    name: str
    claim_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
    why: str = ""
    """Why this is a copy of the node above, or stands alone."""
    independent: bool = True
    copies: tuple[Origin, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """Claims that agree, or conflict, about one point, in a sentence.

    ``about``: ``date``, ``begun``, ``count``, ``place``, ``actor``, ``denial`` or
    ``detail``; ``claim_ids`` are the two claims, ``text`` the sentence.
    """

    about: str
    claim_ids: tuple[str, ...]
    text: str


class Link(Struct, frozen=True, kw_only=True):
    """Why two claims (``claim_ids``) were put together or kept apart.

    ``joined`` says which, ``reason`` why, in words.
    """

    claim_ids: tuple[str, str]
    joined: bool
    reason: str


SpeakerKind = Literal[
    "authority", "safety", "port", "carrier", "state", "armed_group", "company", "agency",
    "outlet", "unnamed", "person", "unknown",
]  # fmt: skip
"""What a speaker is to shipping: ``authority`` in charge of a place (port, canal, coast
guard), ``safety`` a maritime safety centre, ``carrier`` a shipping line, ``state`` a
government or its forces, ``outlet`` a publisher, ``unnamed`` “sources”."""


class Voice(Struct, frozen=True, kw_only=True):
    """One claim of an incident, as ratings and proposals need it.

    ``claim_id``, ``report_id``, ``speaker``, ``speaker_id``, ``action``, ``modality``,
    ``future``, ``in_effect`` and ``hypothetical`` are the claim's own; ``kind`` is what
    the speaker is to shipping, ``published`` the report's date.
    """

    claim_id: str
    report_id: str
    speaker: str
    speaker_id: str | None = None
    kind: SpeakerKind = "unknown"
    stance: Literal["supports", "denies", "foresees", "comments"] = "supports"
    """``foresees``: could or would, a forecast, a capability; ``comments``: denies a
    detail. Neither supports nor denies the thing itself."""
    action: str = "other"
    modality: Modality = "reported"
    future: bool = False
    in_effect: bool | None = None
    hypothetical: bool = False
    party: bool = False
    """The speaker, or its side, is the one who acts: no support for its own claim."""
    in_charge: bool = False
    """An authority speaking of the place it is in charge of."""
    places: tuple[str, ...] = ()
    """Ids of the claim's own places (an incident's ``places`` are those of all its claims)."""
    advises_avoiding: bool = False
    """It advises ships to stay away, in so many words."""
    measure_of: Literal["", "place", "own_ships", "service", "put_off"] = ""
    """What a measure is of: a port or passage as such, the speaker's own ships, a service
    (a ferry, bookings, a surcharge), or a return that is only put off; empty: no measure."""
    shut_to: tuple[str, ...] = ()
    """Kinds of ships that alone a closure is for (“closed to tankers”); empty: all."""
    capacity_per_day: float | None = None
    """Ships per day that a limit lets through, where the words say so."""
    limits: tuple[str, ...] = ()
    """Limits that nothing here models (draught, daylight, convoys), quoted."""
    stated: str | None = None
    """ISO date on which it was said, else the report's."""
    published: datetime.date | None = None


class StatusChange(Struct, frozen=True, kw_only=True):
    """One entry of an incident's history: its ``status`` from ``since`` on, and why.

    ``since`` is an ISO date, ``None`` when not known; ``reason`` is in words, and
    ``claim_ids`` are the claims known by then.
    """

    since: str | None
    status: IncidentStatus
    reason: str
    claim_ids: tuple[str, ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """One thing that happened, is said to have happened, or is announced.

    ``id`` is readable and the same for the same claims; ``action`` and ``scope`` are
    as in claims; ``claim_ids`` are in reading order. ``places`` (the most telling first),
    ``when``, ``actor``, ``actor_id`` and ``target`` come from the claims that support
    it. ``said_rating`` answers “was it said?”, ``so_rating`` “is it so?”. ``origins``
    lead from first sources to copies, ``independent_origins`` counts the roots that
    could be independent. ``agreements`` and ``conflicts`` set claims side by side,
    ``links`` say why claims were joined or kept apart. ``status`` with its
    ``status_reason`` is how it stands on ``as_of``; ``conditions`` quotes terms that
    nothing here models; ``named_passages`` is to passages what ``named_ports`` is.
    """

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
    supporting_origins: int = 0
    """Independent origins that are no party to it: one party and one witness give 1."""
    agreements: tuple[Comparison, ...] = ()
    conflicts: tuple[Comparison, ...] = ()
    links: tuple[Link, ...] = ()
    status: IncidentStatus = "unknown"
    status_reason: str = ""
    as_of: datetime.date | None = None
    """The date that ``status`` speaks of."""
    history: tuple[StatusChange, ...] = ()
    """How it stood over time, oldest first; the last entry is ``status``."""
    superseded_by: tuple[str, ...] = ()
    """Ids of later incidents that end or replace this one."""
    target: str | None = None
    actor_id: str | None = None
    voices: tuple[Voice, ...] = ()
    """Its claims in reading order, each with who speaks and what weight that has."""
    stated: When = UNKNOWN_WHEN
    """When it was first said."""
    conditions: tuple[str, ...] = ()
    named_ports: tuple[ClaimPlace, ...] = ()
    """Ports that its reports name anywhere: what an unnamed “ports of X” may mean."""
    named_passages: tuple[ClaimPlace, ...] = ()
    port_countries: tuple[ClaimPlace, ...] = ()
    """Countries whose ports the claims speak of without naming one (“Sudanese ports”)."""
    geometry: Geometry | None = None
    """What a notice of it states, as GeoJSON; ``None`` where only words were given."""
    radius_nm: float | None = None
    """With a point ``geometry``: the radius that the notice states, nautical miles."""
    past: bool = False
    """Told as history: long over when it was written, or a sum over weeks and more."""
