"""Places: who they are. Whether a ship can get through is the sea's business."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Geometry, Struct

PlaceKind = Literal[
    "port", "anchorage", "strait", "canal", "cape", "sea", "gulf", "coast",
    "town", "island", "country", "area", "position",
]  # fmt: skip


class Place(Struct, frozen=True, kw_only=True):
    """One place, known once.

    ``id`` is stable and readable: a port's lower-case UN/LOCODE (``ilhfa``) or
    ``wpi-<index number>`` where it has none; a passage's own id (``suez``);
    ``<kind>-<name>`` for others (``sea-mediterranean``, ``country-il``).
    ``country`` is ISO 3166-1 alpha-2. ``lon`` and ``lat`` are degrees WGS 84: the
    place itself, or a representative point of an area; ``radius_nm`` is how far
    from it the place still reaches (0 when not known).
    """

    id: str
    """Stable and readable, see above."""
    name: str
    """The standard name in English."""
    kind: PlaceKind
    """What sort of place it is."""
    names: tuple[str, ...] = ()
    """Other spellings and names, for matching."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    unlocode: str | None = None
    """UN/LOCODE without a blank, e.g. ``ILHFA``."""
    lon: float | None = None
    """Longitude, degrees east."""
    lat: float | None = None
    """Latitude, degrees north."""
    radius_nm: float = 0.0
    """How far the place reaches from its point, nautical miles."""
    seas: tuple[str, ...] = ()
    """Ids of the seas and gulfs that it lies in or on, smallest first."""
    geometry: Geometry | None = None
    """Outline, where the gazetteer has one."""


class PlaceMention(Struct, frozen=True, kw_only=True):
    """A place named in a text, and how it was recognised.

    ``start`` and ``end`` are code points of the text given; ``match`` is
    ``exact``, ``alias``, ``fuzzy`` or ``position``; ``alternatives`` are other
    places of that name, when what decided between them is not certain
    (``ambiguous``); ``why`` is that reason in words.
    """

    place: Place
    """The place that is meant."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """The words as they stand."""
    match: str = "exact"
    """How it was recognised."""
    ambiguous: bool = False
    """Other places of that name could be meant."""
    alternatives: tuple[str, ...] = ()
    """Ids of those other places."""
    why: str = ""
    """What decided between them."""
