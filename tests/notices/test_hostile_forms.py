"""Verse is no entry of a list; positions all over the Earth have no middle."""

from __future__ import annotations

from offing.notices.genre import is_notice
from offing.notices.locate import best_position
from offing.places.positions import scan_positions

VERSE = (
    "The lanterns of Hormuz are low,\nthe pirates board my drowsy ship,\nand every harbour that I "
    "know\nlets all its tired moorings slip,\n"
)
ENTRY = "Robbers boarded an anchored tanker in the outer anchorage. They stole engine spares."


def test_verse_is_no_notice_and_an_entry_is_one():
    assert not is_notice(VERSE)
    assert is_notice(ENTRY)


def test_positions_all_over_the_earth_have_no_middle():
    wide = "AREA BOUND BY 10-00N 020-00W 60-00S 150-00E 45-00N 100-00E"
    near = "AREA BOUND BY 10-00N 050-00E 11-00N 050-00E 11-00N 051-00E"
    assert best_position(wide, scan_positions(wide), several=True) is None
    found = best_position(near, scan_positions(near), several=True)
    assert found is not None
    assert found.radius_nm < 100
