"""Places: who they are. Whether a ship can get through is the sea's business."""

from __future__ import annotations

from typing import Literal

from offing.model.base import Geometry, Struct

PlaceKind = Literal[
    "port", "anchorage", "strait", "canal", "cape", "sea", "gulf", "coast",
    "town", "island", "country", "area",
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
    name: str
    kind: PlaceKind
    names: tuple[str, ...] = ()
    country: str | None = None
    unlocode: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_nm: float = 0.0
    seas: tuple[str, ...] = ()
    """Ids of the seas and gulfs that it lies in or on, smallest first."""
    geometry: Geometry | None = None


class PlaceMention(Struct, frozen=True, kw_only=True):
    """A place named in a text, and how it was recognised.

    ``start`` and ``end`` are code points of the text given; ``match`` is
    ``exact``, ``alias``, ``fuzzy`` or ``position``; ``alternatives`` are other
    places of that name, when what decided between them is not certain
    (``ambiguous``); ``why`` is that reason in words.
    """

    place: Place
    start: int
    end: int
    text: str
    match: str = "exact"
    ambiguous: bool = False
    alternatives: tuple[str, ...] = ()
    why: str = ""
