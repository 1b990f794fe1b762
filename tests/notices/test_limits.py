from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import UnreadableReport, UsageError
from offing.model import Notice, NoticeArea, NoticePosition
from offing.notices.limits import (
    Limits,
    limits_from_box,
    limits_from_file,
    limits_from_words,
    limits_reached,
)


def at(lon: float, lat: float, radius_nm: float = 0.0) -> Notice:
    position = NoticePosition(lon=lon, lat=lat, radius_nm=radius_nm, basis="stated")
    return Notice(id="n", report_id="r", family="other", issuer="x", position=position)


def shaped(kind: str, *points: tuple[float, float]) -> Notice:
    ring = [list(p) for p in points]
    coordinates = [[*ring, ring[0]]] if kind == "Polygon" else ring
    area = NoticeArea(geometry={"type": kind, "coordinates": coordinates}, kind="area")
    return Notice(id="n", report_id="r", family="other", issuer="x", areas=(area,))


def polygon_file(folder: Path, *points: tuple[float, float]) -> str:
    path = folder / "area.geojson"
    ring = [*map(list, points), list(points[0])]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return str(path)


def test_a_triangle_holds_what_its_box_alone_would_not_tell(tmp_path: Path) -> None:
    limits = limits_from_words(polygon_file(tmp_path, (0, 0), (10, 0), (0, 10)))
    assert limits_reached(at(2, 2), limits)
    assert not limits_reached(at(9, 9), limits)  # in the box, not in the triangle
    assert limits_reached(at(5.2, 5.2, radius_nm=30), limits)
    assert not limits_reached(at(5.2, 5.2, radius_nm=5), limits)


def test_an_area_that_wholly_holds_the_limits_and_a_line_across_them_meet_them() -> None:
    box = limits_from_box((10, 10, 12, 12))
    assert limits_reached(shaped("Polygon", (0, 0), (30, 0), (30, 30), (0, 30)), box)
    assert limits_reached(shaped("LineString", (5, 11), (20, 11)), box)
    assert not limits_reached(shaped("LineString", (5, 5), (20, 9)), box)
    assert not limits_reached(shaped("Polygon", (0, 0), (9, 0), (0, 30)), box)


def test_a_polygon_across_180_degrees(tmp_path: Path) -> None:
    words = polygon_file(tmp_path, (175, -5), (-175, -5), (-175, 5), (175, 5))
    limits = limits_from_words(words)
    assert limits_reached(at(179, 0), limits)
    assert limits_reached(at(-179, 0), limits)
    assert not limits_reached(at(0, 0), limits)
    assert limits_reached(shaped("LineString", (178, 0), (-178, 1)), limits)


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("Red Sea", (38.5, 20.0), (60.0, 20.0)),
        ("Gulf of Aden", (47.0, 12.0), (38.5, 20.0)),
        ("Bab el-Mandeb", (43.3, 12.6), (50.0, 12.6)),
    ],
)
def test_a_sea_or_strait_by_name(
    words: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    limits = limits_from_words(words)
    assert limits_reached(at(*inside), limits)
    assert not limits_reached(at(*outside), limits)


@pytest.mark.parametrize("words", ["1,2,3", "10,50,20,40", "0,0,200,10", "Sea of Nowhere", ""])
def test_what_is_no_area_is_said(words: str) -> None:
    with pytest.raises(UsageError):
        limits_from_words(words)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"type": "Point", "coordinates": [1, 2]}', '{"type": "Polygon"}',
     '{"type": "Polygon", "coordinates": [[["a", 1], [2, 3], [4, 5]]]}',
     '{"type": "Polygon", "coordinates": [[[1, 95], [2, 96], [3, 97]]]}'],
)  # fmt: skip
def test_a_file_that_holds_no_polygon_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.geojson"
    path.write_text(content)
    with pytest.raises(UnreadableReport, match="wrong"):
        limits_from_file(str(path))
    with pytest.raises(UnreadableReport, match="missing"):
        limits_from_file(str(tmp_path / "missing.geojson"))


@given(
    lon=st.floats(-179, 179), lat=st.floats(-80, 80), west=st.floats(-179, 179),
    south=st.floats(-80, 79), width=st.floats(0.1, 100), height=st.floats(0.1, 10),
)  # fmt: skip
def test_a_box_holds_exactly_the_points_between_its_sides(
    lon: float, lat: float, west: float, south: float, width: float, height: float
) -> None:
    east = west + width
    box = (west, south, east - 360 if east > 180 else east, min(90, south + height))
    inside = box[1] <= lat <= box[3] and (lon - west) % 360 <= width
    edges = (lon - west, lon - east, lon - west + 360, lon - east + 360, lat - box[1], lat - box[3])
    if min(map(abs, edges)) > 1e-6:
        limits: Limits = limits_from_box(box)
        assert limits_reached(at(lon, lat), limits) == inside
