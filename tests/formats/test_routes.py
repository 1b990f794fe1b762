"""Routes written for other programs, read back by readers that are not ours where they exist."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import UsageError
from offing.formats import (
    areas_from_geojson,
    matrix_to_csv,
    matrix_to_npy,
    matrix_to_parquet,
    plan_from_rtz,
    plans_from_gpx,
    read_plans,
    route_to_csv,
    route_to_gpx,
    route_to_rtz,
)
from offing.formats.geojson import cut_line
from offing.model import PassageCrossing, PortTie, Position, Route
from offing.places.earth import distance_nm

RTZ = "{http://www.cirm.org/RTZ/1/0}"
# Our own statement of what RTZ 1.0 asks of the parts that we write (IEC 61174:2015, annex S).
RTZ_RULES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.cirm.org/RTZ/1/0"
 targetNamespace="http://www.cirm.org/RTZ/1/0" elementFormDefault="qualified">
<xs:simpleType name="small"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/>
 <xs:maxExclusive value="10"/></xs:restriction></xs:simpleType>
<xs:simpleType name="lat"><xs:restriction base="xs:decimal"><xs:minInclusive value="-90"/>
 <xs:maxInclusive value="90"/></xs:restriction></xs:simpleType>
<xs:simpleType name="lon"><xs:restriction base="xs:decimal"><xs:minInclusive value="-180"/>
 <xs:maxInclusive value="180"/></xs:restriction></xs:simpleType>
<xs:simpleType name="line"><xs:restriction base="xs:string"><xs:enumeration value="Loxodrome"/>
 <xs:enumeration value="Orthodrome"/></xs:restriction></xs:simpleType>
<xs:complexType name="Waypoint"><xs:sequence>
 <xs:element name="position"><xs:complexType><xs:attribute name="lat" type="lat" use="required"/>
  <xs:attribute name="lon" type="lon" use="required"/></xs:complexType></xs:element>
 <xs:element name="leg" minOccurs="0"><xs:complexType>
  <xs:attribute name="geometryType" type="line"/></xs:complexType></xs:element></xs:sequence>
 <xs:attribute name="id" type="xs:nonNegativeInteger" use="required"/>
 <xs:attribute name="revision" type="xs:nonNegativeInteger"/>
 <xs:attribute name="name" type="xs:string"/><xs:attribute name="radius" type="small"/>
</xs:complexType>
<xs:element name="route"><xs:complexType><xs:sequence>
 <xs:element name="routeInfo"><xs:complexType>
  <xs:attribute name="routeName" type="xs:string" use="required"/>
  <xs:attribute name="routeAuthor" type="xs:string"/>
  <xs:attribute name="routeStatus" type="xs:string"/>
 </xs:complexType></xs:element>
 <xs:element name="waypoints"><xs:complexType><xs:sequence>
  <xs:element name="waypoint" type="Waypoint" minOccurs="2" maxOccurs="unbounded"/>
 </xs:sequence></xs:complexType>
  <xs:unique name="ids"><xs:selector xpath="*"/><xs:field xpath="@id"/></xs:unique></xs:element>
</xs:sequence><xs:attribute name="version" type="xs:string" use="required" fixed="1.0"/>
</xs:complexType></xs:element></xs:schema>"""


def port(name: str, lon: float, lat: float) -> PortTie:
    at = Position(lon, lat)
    return PortTie(id=name.casefold(), name=name, position=at, water=at, snap_nm=0.0)


def route_over(points: list[tuple[float, float]], names: tuple[str, str] = ("A", "B")) -> Route:
    nm = sum(distance_nm(Position(*p), Position(*q)) for p, q in pairwise(points))
    return Route(
        status="open", origin=port(names[0], *points[0]), destination=port(names[1], *points[-1]),
        distance_nm=nm, geometry=cut_line(points),
        passages=(PassageCrossing(id="x", name="Strait X", at_nm=nm / 2),),
    )  # fmt: skip


PACIFIC = route_over([(139.7, 35.4), (160.0, 40.0), (176.0, 45.0), (-172.0, 45.5), (-124.0, 40.0)])
POINTS = st.lists(
    st.tuples(st.floats(-179.5, 179.5, width=32), st.floats(-80, 80, width=32)),
    min_size=2, max_size=20, unique=True,
)  # fmt: skip


def test_rtz_keeps_the_rules_of_the_schema() -> None:
    from lxml import etree

    rules = etree.XMLSchema(etree.fromstring(RTZ_RULES.encode()))
    for route in (PACIFIC, route_over([(0, 0), (1, 1)], ("Ōsaka & <co>", 'the "end"\x07'))):
        document = etree.fromstring(route_to_rtz(route))
        rules.assertValid(document)
        assert "NOT FOR NAVIGATION" in document[0].get("routeName")
    broken = route_to_rtz(PACIFIC).replace(b'lat="35.4', b'lat="95.4')
    assert not rules.validate(etree.fromstring(broken))


def test_rtz_read_by_another_parser_and_by_ours() -> None:
    data = route_to_rtz(PACIFIC)
    root = ET.fromstring(data)
    found = [(float(p.get("lon")), float(p.get("lat"))) for p in root.iter(f"{RTZ}position")]
    assert found == [(139.7, 35.4), (160.0, 40.0), (176.0, 45.0), (-172.0, 45.5), (-124.0, 40.0)]
    plan = plan_from_rtz(data)
    assert [tuple(w.position) for w in plan.waypoints] == found
    assert (plan.waypoints[0].name, plan.waypoints[-1].name) == ("A", "B")
    assert "Strait X" in [w.name for w in plan.waypoints]


@given(POINTS)
def test_what_is_written_is_read_back(points: list[tuple[float, float]]) -> None:
    route = route_over(points)
    for waypoints in (
        plan_from_rtz(route_to_rtz(route)).waypoints,
        plans_from_gpx(route_to_gpx(route))[0].waypoints,
    ):
        nm = sum(distance_nm(a.position, b.position) for a, b in pairwise(waypoints))
        assert nm == pytest.approx(route.distance_nm, rel=1e-4, abs=0.01)


def test_gpx_read_by_another_reader() -> None:
    gpxpy = pytest.importorskip("gpxpy")
    found = gpxpy.parse(route_to_gpx(PACIFIC).decode())
    assert found.version == "1.1"
    (line,) = found.routes
    assert "NOT FOR NAVIGATION" in line.name
    assert [(p.longitude, p.latitude) for p in line.points][2:4] == [(176.0, 45.0), (-172.0, 45.5)]
    assert len(line.points) == 5
    nm = line.length() / 1852.0
    assert nm == pytest.approx(PACIFIC.distance_nm, rel=0.005)  # its Earth is a sphere


def test_gpx_longitudes_are_within_what_its_schema_allows() -> None:
    data = route_to_gpx(route_over([(170.0, 0.0), (180.0, 0.0)]))
    lons = [float(e.get("lon")) for e in ET.fromstring(data).iter() if e.get("lon")]
    assert all(-180 <= lon < 180 for lon in lons)


def test_gpx_tracks_are_read_where_there_is_no_route() -> None:
    data = (
        b'<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0"><trk><name>T</name>'
        b'<trkseg><trkpt lat="1" lon="2"/></trkseg><trkseg><trkpt lat="3" lon="190"/></trkseg>'
        b"</trk></gpx>"
    )
    (plan,) = plans_from_gpx(data)
    assert plan.name == "T"
    assert plan.waypoints[1].position == Position(-170.0, 3.0)


def test_legs_are_as_the_file_says() -> None:
    data = (
        b'<route version="1.1" xmlns="http://www.cirm.org/RTZ/1/1"><routeInfo routeName="R"/>'
        b'<waypoints><defaultWaypoint><leg geometryType="Orthodrome"/></defaultWaypoint>'
        b'<waypoint id="1"><position lat="1" lon="2"/></waypoint>'
        b'<waypoint id="2"><position lat="3" lon="4"/><leg speedMax="14"/></waypoint>'
        b'<waypoint id="3"><position lat="5" lon="6"/><leg geometryType="Loxodrome"/></waypoint>'
        b"</waypoints></route>"
    )
    assert [w.great_circle for w in plan_from_rtz(data).waypoints[1:]] == [True, False]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (ord("b") + k, (b"&%c;" % (ord("a") + k)) * 20) for k in range(9)
    )
    + b"]><gpx><rte><name>&j;</name></rte></gpx>"
)
SECRET = (
    b'<!DOCTYPE gpx [<!ENTITY s SYSTEM "file:///etc/passwd">]><gpx><rte><name>&s;</name>'
    b'<rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte></gpx>'
)


@pytest.mark.parametrize("data", [BOMB, SECRET, SECRET.decode().encode("utf-16")])
def test_entities_are_refused_and_not_expanded(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"document type|well-formed"):
        plans_from_gpx(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not well-formed"),
        (b"\x00\xff", "not well-formed"),
        (b"<gpx>", "not well-formed"),
        (b"<html/>", "give an RTZ or a GPX"),
        (b"<gpx/>", "no route or track"),
        (b"<gpx><rte><rtept lat='95' lon='1'/><rtept lat='1' lon='1'/></rte></gpx>", "point 1"),
        (b"<gpx><rte><rtept lat='1' lon='nan'/><rtept lat='1' lon='1'/></rte></gpx>", "Earth"),
        (b"<gpx><rte><rtept lat='x' lon='1'/><rtept lat='1' lon='1'/></rte></gpx>", "numbers"),
        (b"<route><waypoints><waypoint id='1'/></waypoints></route>", "two waypoints"),
        (b"<route><waypoints><waypoint id='1'/><waypoint id='1'/></waypoints></route>", "id 1"),
        (b"<route><waypoints><waypoint id='1'/><waypoint id='2'/></waypoints></route>", "position"),
        (b"PK\x03\x04", "unpack"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_said(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "plan.rtz"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=says):
        read_plans(path)
    with pytest.raises(UsageError, match="cannot read"):
        read_plans(tmp_path / "absent.rtz")


def test_no_way_is_no_file() -> None:
    none = Route(
        status="no_way", origin=port("A", 0, 0), destination=port("B", 1, 1), reason="all is shut"
    )
    for write in (route_to_gpx, route_to_rtz, route_to_csv):
        with pytest.raises(UsageError, match="all is shut"):
            write(none)


def test_waypoints_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(route_to_csv(PACIFIC))))
    assert rows[0]["note"] == "NOT FOR NAVIGATION"
    assert float(rows[-1]["at_nm"]) == pytest.approx(PACIFIC.distance_nm, abs=0.02)
    assert [float(r["lon"]) for r in rows] == [139.7, 160, 176, -172, -124]


# -- areas, matrices ---------------------------------------------------------------------------


def test_named_areas_from_features() -> None:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}
    areas = areas_from_geojson(
        {
            "type": "FeatureCollection",
            "features": [
                feature | {"properties": {"name": "East"}},
                feature | {"properties": {"name": "East"}},
                feature | {"properties": None},
            ],
        },
        "mine",
    )
    assert [a.name for a in areas] == ["East", "mine 3"]
    assert len(areas[0].geometry["coordinates"]) == 2
    with pytest.raises(UsageError, match="mine: spot: Point is not a polygon"):
        areas_from_geojson(
            feature | {"properties": {"name": "spot"}, "geometry": {"type": "Point"}}, "mine"
        )
    with pytest.raises(UsageError, match="no area"):
        areas_from_geojson({"type": "FeatureCollection", "features": []})


NM = np.array([[0.0, 12.345], [np.inf, 7.0], [1.0, 2.0]], np.float32)


def test_a_matrix_as_csv_and_npy() -> None:
    rows = list(csv.reader(io.StringIO(matrix_to_csv(NM, ["A", "=B", "C"], ["D", "E"]))))
    assert rows == [
        ["", "D", "E"],
        ["A", "0.00", "12.35"],
        ["'=B", "", "7.00"],
        ["C", "1.00", "2.00"],
    ]
    again = np.load(io.BytesIO(matrix_to_npy(NM)), allow_pickle=False)
    np.testing.assert_array_equal(again, NM)


def test_a_matrix_as_parquet() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    data = matrix_to_parquet(NM, ["A", "B", "C"], ["D", "E"])
    rows = pq.read_table(io.BytesIO(data)).to_pylist()
    assert len(rows) == 6
    assert rows[2] == {"origin": "B", "destination": "D", "distance_nm": None}
    assert rows[3] == {"origin": "B", "destination": "E", "distance_nm": 7.0}


def test_long_legs_are_great_circles() -> None:
    data = route_to_rtz(route_over([(139.7, 35.4), (141.0, 35.4), (-130.0, 55.0), (-125.0, 50.0)]))
    kinds = [leg.get("geometryType") for leg in ET.fromstring(data).iter(f"{RTZ}leg")]
    assert kinds == ["Loxodrome", "Orthodrome", "Orthodrome"]
    first = next(ET.fromstring(data).iter(f"{RTZ}waypoint"))
    assert first.find(f"{RTZ}leg") is None, "no leg leads to the first waypoint"
