"""All places by id."""

from __future__ import annotations

from functools import cache

from offing.model.place import Place
from offing.places.areas import coasts, countries, features, towns
from offing.places.gazetteer import passages, ports
from offing.places.named_seas import seas


@cache
def _by_id() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for places in (ports(), passages(), seas(), countries(), coasts(), features(), towns()):
        for place in places:
            table.setdefault(place.id, place)
    return table


def get(place_id: str) -> Place | None:
    """The place with this id, or ``None``."""
    return _by_id().get(place_id)
