"""Ship classes by their id."""

from __future__ import annotations

import difflib

from offing.errors import UnknownShipClass
from offing.model.sea import ShipClass
from offing.sea.restrict import REFERENCE_SHIP
from offing.sea.tables import ship_classes


def ship_from(ship_class: str | ShipClass | None) -> ShipClass:
    """The class of this id; the reference ship for ``None``.

    Raises:
        UnknownShipClass: none of this id; close ones are offered.
    """
    if ship_class is None:
        return REFERENCE_SHIP
    if isinstance(ship_class, ShipClass):
        return ship_class
    classes = ship_classes()
    found = classes.get(ship_class.strip().lower().replace(" ", "-"))
    if found is None:
        if ship_class == REFERENCE_SHIP.id:
            return REFERENCE_SHIP
        near = difflib.get_close_matches(ship_class.lower(), classes, n=4, cutoff=0.4)
        raise UnknownShipClass(ship_class, tuple(near) or tuple(classes)[:6])
    return found
