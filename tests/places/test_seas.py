"""Seas and gulfs: which waters a position or a port is on."""

from __future__ import annotations

import pytest

from offing.model import Position
from offing.places import containing_seas, port, sea_id, seas


@pytest.mark.parametrize(
    ("lon", "lat", "inside", "outside"),
    [
        (38.0, 20.0, "sea-red", "gulf-aden"),
        (47.0, 12.3, "gulf-aden", "sea-red"),
        (52.0, 26.5, "gulf-persian", "gulf-oman"),
        (58.5, 24.8, "gulf-oman", "gulf-persian"),
        (62.0, 18.0, "sea-arabian", "sea-bengal"),
        (34.0, 33.0, "sea-levant", "sea-black"),
        (31.0, 43.5, "sea-black", "sea-mediterranean"),
        (3.0, 5.0, "gulf-guinea", "sea-caribbean"),
        (113.0, 12.0, "sea-south-china", "sea-philippine"),
        (-90.0, 26.0, "gulf-mexico", "sea-caribbean"),
        (179.5, 57.0, "sea-bering", "sea-okhotsk"),
        (-179.5, 57.0, "sea-bering", "gulf-alaska"),
        (540.0, 57.0, "sea-bering", "gulf-alaska"),
    ],
)
def test_a_position_lies_in_its_sea(lon: float, lat: float, inside: str, outside: str) -> None:
    found = containing_seas(Position(lon, lat))
    assert inside in found
    assert outside not in found


def test_smaller_seas_come_first() -> None:
    found = containing_seas(Position(34.8, 28.8))
    assert found.index("gulf-aqaba") < found.index("sea-red")


@pytest.mark.parametrize(
    ("code", "sea", "not_on"),
    [
        ("ILETH", "sea-red", "sea-mediterranean"),
        ("ILASH", "sea-mediterranean", "sea-red"),
        ("EGSUZ", "gulf-suez", "sea-mediterranean"),
        ("EGPSD", "sea-mediterranean", "sea-red"),
        ("TRIST", "sea-marmara", "sea-mediterranean"),
        ("UAODS", "sea-black", "sea-azov"),
        ("UAMPW", "sea-azov", "sea-mediterranean"),
        ("YEADE", "gulf-aden", "sea-red"),
        ("YEHOD", "sea-red", "gulf-aden"),
        ("AEFJR", "gulf-oman", "gulf-persian"),
        ("AEJEA", "gulf-persian", "gulf-oman"),
        ("PAONX", "sea-caribbean", "sea-pacific"),
        ("PABLB", "sea-pacific", "sea-caribbean"),
        ("ESALG", "sea-mediterranean", "sea-black"),
        ("DEHAM", "sea-north", "sea-baltic"),
        ("DELBC", "sea-baltic", "sea-north"),
    ],
)
def test_a_port_knows_its_seas(code: str, sea: str, not_on: str) -> None:
    found = port(code).seas
    assert sea in found
    assert not_on not in found


def test_there_are_eighty_seas_and_each_is_sound() -> None:
    everything = seas()
    assert len(everything) >= 80
    ids = {s.id for s in everything}
    assert len(ids) == len(everything)
    for sea in everything:
        assert sea.kind in ("sea", "gulf")
        assert set(sea.seas) <= ids
        assert sea.lon is not None
        assert sea.lat is not None
        assert sea.id in containing_seas(Position(sea.lon, sea.lat)), sea.id
        assert sea.radius_nm > 0


def test_no_two_seas_share_a_name() -> None:
    from offing.places.tokens import name_key

    owner: dict[str, str] = {}
    for sea in seas():
        for name in sea.names:
            key = name_key(name)
            assert owner.setdefault(key, sea.id) == sea.id, name


def test_names_used_by_one_side_give_the_same_sea() -> None:
    assert sea_id("Arabian Gulf") == sea_id("Persian Gulf") == "gulf-persian"
    assert sea_id("the Mediterranean") == "sea-mediterranean"
    assert sea_id("East Sea") == "sea-japan"
    assert sea_id("Sea of Nowhere") is None
