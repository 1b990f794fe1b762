"""RTZ 1.0 route files (IEC 61174:2015, annex S), as bridge systems load them.

Distances in nautical miles, positions on WGS 84. Each leg says how it is sailed, in the
attribute ``geometryType`` of the waypoint that it leads to (the first has no leg): short
legs as steady courses (``Loxodrome``), long ones over the open ocean as great circles
(``Orthodrome``), so that the legs of a file add up to the distance of our answer.
"""

from __future__ import annotations

from offing.errors import UsageError
from offing.formats.waypoints import NOT_FOR_NAVIGATION, route_name, waypoints_from_route
from offing.formats.xml import clean_text, local_name, named, parse_xml, position_of, xml_bytes
from offing.model import Plan, Position, Route, Waypoint
from offing.places.earth import distance_nm

NAMESPACE = "http://www.cirm.org/RTZ/1/0"
MAX_FILE_BYTES = 400_000
"""The size that a system must at least load (IEC 61174:2015, annex S)."""
GREAT_CIRCLE_NM = 100.0
"""A longer leg is a great circle. At this length a steady course is no more than 0.02 nm
longer up to 70° of latitude (due east: by (Δλ sin φ)² / 24 of its length)."""
_DIGITS = 6
_NAME_LENGTH = 60


def route_to_rtz(route: Route) -> bytes:
    """A route as an RTZ 1.0 file, as UTF-8.

    The name ends in “NOT FOR NAVIGATION” and so does the status: it is a way for
    planning on land, without depths, tides or traffic rules.

    Raises:
        UsageError: the route has no way, or the file would be larger than RTZ allows.
    """
    from lxml import etree

    points = waypoints_from_route(route)
    root = etree.Element(f"{{{NAMESPACE}}}route", nsmap={None: NAMESPACE})
    root.set("version", "1.0")
    info = etree.SubElement(root, f"{{{NAMESPACE}}}routeInfo")
    info.set("routeName", clean_text(route_name(route)))
    info.set("routeAuthor", "Offing")
    info.set("routeStatus", NOT_FOR_NAVIGATION)
    listed = etree.SubElement(root, f"{{{NAMESPACE}}}waypoints")
    for n, point in enumerate(points, 1):
        item = etree.SubElement(listed, f"{{{NAMESPACE}}}waypoint")
        item.set("id", str(n))
        item.set("revision", "0")
        if point.name:
            item.set("name", clean_text(point.name)[:_NAME_LENGTH])
        item.set("radius", "0.5")
        at = etree.SubElement(item, f"{{{NAMESPACE}}}position")
        at.set("lat", f"{point.position.lat:.{_DIGITS}f}")
        at.set("lon", f"{point.position.lon:.{_DIGITS}f}")
        if n > 1:
            leg = etree.SubElement(item, f"{{{NAMESPACE}}}leg")
            nm = distance_nm(points[n - 2].position, point.position)
            leg.set("geometryType", "Orthodrome" if nm > GREAT_CIRCLE_NM else "Loxodrome")
    data = xml_bytes(root)
    if len(data) > MAX_FILE_BYTES:
        raise UsageError(f"the route has {len(points)} points: too many for an RTZ file")
    return data


def plan_from_rtz(data: bytes, what: str = "RTZ file") -> Plan:
    """The route of an RTZ 1.0, 1.1 or 1.2 file.

    Each leg is a great circle or a steady course as the file says, by the default
    waypoint where a waypoint does not say.

    Raises:
        UsageError: not RTZ, fewer than two waypoints, ids that repeat, a point off the Earth.
    """
    root = parse_xml(data, what)
    if local_name(root) != "route":
        raise UsageError(f"{what}: its root is {local_name(root)!r}, not 'route'")
    infos, lists = named(root, "routeInfo"), named(root, "waypoints")
    items = named(lists[0], "waypoint") if lists else []
    if len(items) < 2:
        raise UsageError(f"{what}: an RTZ route needs two waypoints or more")
    ids = [item.get("id", "") for item in items]
    again = (
        next((i for k, i in enumerate(ids) if i and i in ids[:k]), None) if _repeat(ids) else None
    )
    if again is not None:
        raise UsageError(f"{what}: two waypoints have the id {again}")
    usual = [leg for d in named(lists[0], "defaultWaypoint") for leg in named(d, "leg")]
    default = usual[0].get("geometryType", "") if usual else ""
    found = []
    for n, item in enumerate(items, 1):
        places = named(item, "position")
        if not places:
            raise UsageError(f"{what}: waypoint {n} has no position")
        legs = named(item, "leg")
        kind = (legs[0].get("geometryType", "") if legs else "") or default
        found.append(
            Waypoint(
                position=Position(*position_of(places[0], f"{what}: waypoint {n}")),
                name=item.get("name", ""), great_circle=kind == "Orthodrome",
            )
        )  # fmt: skip
    name = infos[0].get("routeName", "") if infos else ""
    return Plan(name=name or what, waypoints=tuple(found))


def _repeat(ids: list[str]) -> bool:
    given = [i for i in ids if i]
    return len(set(given)) < len(given)
