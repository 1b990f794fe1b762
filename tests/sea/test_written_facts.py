"""What is written down about single waters: ways heed it, and ports beside stay reachable.

Each figure is a band about the distance by the way that pilots describe; the way that the
fact closes or opens lies outside it.
"""

from __future__ import annotations

import pytest

from offing.sea import Sea

WAYS = [
    ("Sfax", "Tunis", 255, 290),  # round the Kerkennah banks, not over the flats inside (216)
    ("Sfax", "Gabes", 60, 75),
    ("Buenos Aires", "Mar del Plata", 270, 305),  # by the Punta Indio channel, not over the bar
    ("Montevideo", "Buenos Aires", 105, 125),
    ("Port Sudan", "Massawa", 295, 315),  # outside Masamirit
    ("Port Sudan", "Suakin", 28, 40),
    ("Ketchikan", "Sitka", 205, 230),  # by Tongass Narrows
    ("Cordova", "Seward", 140, 165),
    ("Cordova", "Valdez", 70, 85),
    ("Emden", "Hamburg", 178, 195),  # by the Westerems, not over Borkum Riff
    ("Wilhelmshaven", "Bremerhaven", 40, 60),
    ("New Westminster", "Vancouver", 35, 46),
    ("Xiamen", "Hong Kong", 270, 292),  # in from the south, not round the island
    ("Ceuta", "Tangier", 28, 36),  # the port lies north of the isthmus
    ("Freetown", "Monrovia", 245, 272),
    ("Madisonville", "Gulfport", 60, 75),  # by the Rigolets
    ("Le Havre", "Rouen", 64, 70),  # 68 by the bends of the Seine (59 across their necks)
    ("New Orleans", "Baton Rouge", 115, 119),  # 134.5 statute miles of river
]


@pytest.mark.parametrize(("origin", "destination", "least", "most"), WAYS)
def test_a_way_as_pilots_describe_it(
    sea: Sea, origin: str, destination: str, least: float, most: float
) -> None:
    nm = sea.route(origin, destination).distance_nm
    assert nm is not None
    assert least <= nm <= most


@pytest.mark.parametrize(
    ("port", "other", "south"), [("wpi-63080", "SGSIN", -62.0), ("aqmcm", "NZLYT", -79.0)]
)
def test_who_is_bound_for_one_part_of_the_ice_keeps_out_of_the_others(
    sea: Sea, port: str, other: str, south: float
) -> None:
    geometry = sea.route(other, port).geometry
    assert geometry is not None
    lines = geometry["coordinates"]
    lines = lines if geometry["type"] == "MultiLineString" else [lines]
    assert min(lat for line in lines for _, lat in line) > south
