"""GeoJSON (RFC 7946): longitude, latitude in degrees, lines and areas cut at ±180°."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from offing.model import Brief, Claim, Geometry, LaneEffect, Notice, Restriction, Route

Point = Sequence[float]
Feature = dict[str, Any]


def cut_line(points: Sequence[Point]) -> Geometry:
    """A line as a LineString, or cut into a MultiLineString where it crosses ±180°.

    A step of more than 180° of longitude is taken to go the short way round, so
    ``170 → -170`` crosses; longitudes outside ±180° are brought back into it.
    """
    parts: list[list[list[float]]] = [[]]
    previous: list[float] | None = None
    for raw in points:
        point = [_turn(float(raw[0])), float(raw[1])]
        if previous is not None and abs(point[0] - previous[0]) > 180:
            side = 180.0 if previous[0] > 0 else -180.0
            lat = _lat_at_edge(previous, point, side)
            if previous[0] != side:
                parts[-1].append([side, lat])
            parts.append([] if point[0] == -side else [[-side, lat]])
        parts[-1].append(point)
        previous = point
    lines = [p for p in parts if len(p) > 1]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _turn(lon: float) -> float:
    """``lon`` within ±180°; 180 itself stays."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def _lat_at_edge(a: Point, b: Point, side: float) -> float:
    """The latitude at which the straight line from ``a`` to ``b`` meets ±180°."""
    end = b[0] + (360 if side > 0 else -360)
    width = end - a[0]
    share = (side - a[0]) / width if width else 0.0
    return a[1] + share * (b[1] - a[1])


def cut_geometry(geometry: Geometry) -> Geometry:
    """Any geometry, with lines and areas cut at ±180°; points stay."""
    kind = geometry.get("type")
    if kind == "LineString":
        return cut_line(geometry["coordinates"])
    if kind == "MultiLineString":
        lines: list[Any] = []
        for part in geometry["coordinates"]:
            cut = cut_line(part)
            whole = cut["type"] == "LineString"
            lines.extend([cut["coordinates"]] if whole else cut["coordinates"])
        if len(lines) == 1:
            return {"type": "LineString", "coordinates": lines[0]}
        return {"type": "MultiLineString", "coordinates": lines}
    if kind in ("Polygon", "MultiPolygon"):
        return _cut_areas(geometry)
    return geometry


def _cut_areas(geometry: Geometry) -> Geometry:
    """Polygons that step over ±180° unrolled, then split at it; others as they are."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    unrolled = [[_unroll(ring, poly[0][0][0]) for ring in poly] for poly in polygons if poly]
    if all(-180 <= p[0] <= 180 for poly in unrolled for ring in poly for p in ring):
        return geometry
    from shapely import MultiPolygon, Polygon, box, make_valid, union_all
    from shapely.affinity import translate

    whole = make_valid(MultiPolygon([Polygon(poly[0], poly[1:]) for poly in unrolled]))
    parts = []
    for turn in (-360, 0, 360):
        window = box(-180 + turn, -90, 180 + turn, 90)
        part = whole.intersection(window)
        if not part.is_empty:
            parts.append(translate(part, xoff=-turn))
    shape: Any = union_all(parts)
    flat = [g for g in getattr(shape, "geoms", [shape]) if g.geom_type == "Polygon"]
    rings = [[_ring(r) for r in (p.exterior, *p.interiors)] for p in flat]
    return {"type": "MultiPolygon", "coordinates": rings}


def _unroll(ring: Sequence[Point], near: float) -> list[list[float]]:
    """A ring whose longitudes run on past ±180° instead of jumping, begun near ``near``."""
    out: list[list[float]] = []
    last = near
    for point in ring:
        lon = float(point[0])
        while lon - last > 180:
            lon -= 360
        while lon - last < -180:
            lon += 360
        out.append([lon, float(point[1])])
        last = lon
    return out


def _ring(ring: Any) -> list[list[float]]:
    return [[float(x), float(y)] for x, y, *_ in ring.coords]


def feature(geometry: Geometry | None, **properties: Any) -> Feature:
    """One feature; empty properties are left out."""
    kept = {k: v for k, v in properties.items() if v not in (None, "", (), [])}
    shape = cut_geometry(geometry) if geometry else None
    return {"type": "Feature", "geometry": shape, "properties": kept}


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def route_to_geojson(route: Route) -> dict[str, Any]:
    """A route as one feature (geometry ``null`` with no way) and its two ends as points."""
    ends = [
        feature(
            {"type": "Point", "coordinates": [tie.position.lon, tie.position.lat]},
            role=role, name=tie.name, unlocode=tie.unlocode, id=tie.id,
        )
        for role, tie in (("origin", route.origin), ("destination", route.destination))
    ]  # fmt: skip
    way = feature(
        route.geometry, role="route", status=route.status, distance_nm=route.distance_nm,
        open_distance_nm=route.open_distance_nm, extra_nm=route.extra_nm,
        passages=[p.id for p in route.passages], ship_class=route.ship_class, reason=route.reason,
    )  # fmt: skip
    return collection([way, *ends])


def notices_to_geojson(notices: Iterable[Notice]) -> dict[str, Any]:
    """Each notice's best position and its stated areas."""
    return collection(f for notice in notices for f in _notice_features(notice))


def _notice_features(notice: Notice) -> Iterator[Feature]:
    """One notice: its areas, and its position, or no geometry when it has neither."""
    common: dict[str, Any] = {
        "notice_id": notice.id, "family": notice.family, "issuer": notice.issuer,
        "subject": notice.subject, "title": notice.title, "when_earliest": notice.when.earliest,
        "when_latest": notice.when.latest, "self_cancels_at": notice.self_cancels_at,
    }  # fmt: skip
    for area in notice.areas:
        yield feature(
            area.geometry, role="notice_area", kind=area.kind, radius_nm=area.radius_nm, **common
        )
    at = notice.position
    point = {"type": "Point", "coordinates": [at.lon, at.lat]} if at else None
    if at or not notice.areas:
        yield feature(
            point, role="notice", radius_nm=at.radius_nm if at else None,
            basis=at.basis if at else None, **common,
        )  # fmt: skip


def brief_to_geojson(brief: Brief) -> dict[str, Any]:
    """Everything in a brief that lies somewhere: places, notices, proposals, ways."""
    features = [
        *_claim_features(brief.claims),
        *(f for notice in brief.notices for f in _notice_features(notice)),
        *_restriction_features(brief.restrictions),
    ]
    for consequence in brief.consequences:
        for effect in consequence.lanes:
            features.extend(_lane_features(effect, consequence.restriction_id))
    out = collection(features)
    out["properties"] = {"headline": brief.headline, "as_of": brief.as_of.isoformat()}
    return out


def _claim_features(claims: Iterable[Claim]) -> Iterator[Feature]:
    """One point for each place that a claim about shipping names, with the claims' ids."""
    places: dict[str, tuple[Any, list[str]]] = {}
    for claim in claims:
        if claim.scope != "shipping":
            continue
        for place in claim.places:
            if place.lon is not None and place.lat is not None:
                places.setdefault(place.id, (place, []))[1].append(claim.id)
    for place, ids in places.values():
        yield feature(
            {"type": "Point", "coordinates": [place.lon, place.lat]},
            role="place", place_id=place.id, name=place.name, kind=place.kind,
            unlocode=place.unlocode, country=place.country, claim_ids=ids,
        )  # fmt: skip


def _restriction_features(restrictions: Iterable[Restriction]) -> Iterator[Feature]:
    for r in restrictions:
        if r.target.geometry:
            yield feature(
                r.target.geometry, role="restriction", restriction_id=r.id, name=r.target.name,
                effect=r.effect, status=r.status, basis=r.basis,
            )  # fmt: skip


def _lane_features(effect: LaneEffect, restriction_id: str) -> Iterator[Feature]:
    """A lane's way before and after, where there is one."""
    common: dict[str, Any] = {
        "lane_id": effect.lane_id, "name": effect.name, "restriction_id": restriction_id,
    }  # fmt: skip
    if effect.open_geometry:
        yield feature(effect.open_geometry, role="way_before", distance_nm=effect.open_nm, **common)
    if effect.geometry:
        yield feature(
            effect.geometry, role="way_after", status=effect.status,
            distance_nm=effect.distance_nm, extra_nm=effect.extra_nm, **common,
        )  # fmt: skip
