"""``offing route``: the way between two ports, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Asked, areas_from, scenario_options
from offing.cli.output import Progress, show, show_data, show_json
from offing.cli.run import DONE, NOTHING

if TYPE_CHECKING:
    from offing.model import PortTie, Position, Route


@click.command(name="route", context_settings={"ignore_unknown_options": False})
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@shared_options("json", "quiet")
@scenario_options
@click.option("--via", multiple=True, metavar="X", help="A passage, port or position to go by.")
@click.option(
    "--areas",
    "areas_file",
    metavar="FILE",
    help="Your own named areas (GeoJSON): miles and hours inside.",
)
@click.option(
    "--alternatives",
    type=float,
    default=0.0,
    metavar="PERCENT",
    help="Other ways that are at most so much longer.",
)
@click.option(
    "--geojson",
    is_flag=False,
    flag_value="-",
    metavar="FILE",
    help="Write GeoJSON; without FILE, print it.",
)
@click.option("--gpx", metavar="FILE", help="Write a GPX 1.1 route.")
@click.option("--rtz", metavar="FILE", help="Write an RTZ 1.0 route.")
@click.option("--csv", metavar="FILE", help="Write the waypoints as CSV.")
def command(
    origin: str,
    destination: str,
    as_json: bool,
    quiet: bool,
    asked: Asked,
    via: tuple[str, ...],
    areas_file: str | None,
    alternatives: float,
    **files: str | None,
) -> int:
    """The way between two ports, or why there is none.

    FROM and TO are a UN/LOCODE (SGSIN), a port's name, or 'lon,lat' in degrees; put '--'
    before a position that begins with a minus. Not for navigation.
    """
    from offing.sea import open_sea

    scenario = asked.scenario()
    options: dict[str, Any] = {
        "via": tuple(end_from_text(v) for v in via), "date": asked.date,
        "areas": areas_from(areas_file), "alternatives": alternatives,
    }  # fmt: skip
    with Progress(quiet=quiet) as progress:
        sea = open_sea(progress=progress)
    route = sea.route(
        end_from_text(origin), end_from_text(destination), scenario, asked.ship_class,
        **{k: v for k, v in options.items() if v},
    )  # fmt: skip
    found = route.status in ("open", "longer")
    printed = _write_files(route, files, found)
    if as_json:
        show_json(route)
    elif not printed:
        show(route_words(route))
    return DONE if found else NOTHING


def _write_files(route: Route, files: dict[str, str | None], found: bool) -> bool:
    """Write the route in the forms asked for; whether one went to stdout. No way, no file."""
    from offing.cli.output import warn

    printed = False
    for kind, path in files.items():
        if path is None:
            continue
        if not found and kind != "geojson":
            warn(f"no {kind.upper()} file was written: there is no way")
            continue
        data = _in_form(route, kind)
        if path == "-":
            show_data(data)
            printed = True
        else:
            from offing.formats.files import write_whole

            write_whole(path, data)
    return printed


def _in_form(route: Route, kind: str) -> bytes:
    """A route as bytes of GeoJSON, GPX, RTZ or CSV."""
    if kind == "geojson":
        from offing.formats.geojson import route_to_geojson
        from offing.model import to_json

        return to_json(route_to_geojson(route))
    if kind == "gpx":
        from offing.formats.gpx import route_to_gpx

        return route_to_gpx(route)
    if kind == "rtz":
        from offing.formats.rtz import route_to_rtz

        return route_to_rtz(route)
    from offing.formats.tables import route_to_csv

    return route_to_csv(route).encode()


def end_from_text(text: str) -> str | Position:
    """``lon,lat`` as a position, anything else as a name or code."""
    import re

    from offing.errors import UsageError
    from offing.model import Position

    match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", text)
    if match is None:
        return text
    lon, lat = float(match[1]), float(match[2])
    if abs(lon) > 180 or abs(lat) > 90:
        swapped = f" (did you mean {lat:g},{lon:g}?)" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise UsageError(
            f"position {text} is off the Earth; write longitude,latitude in degrees{swapped}"
        )
    return Position(lon, lat)


def _port_words(port: PortTie) -> str:
    """A port's name with its code or country, so that Portland is not taken for Portland."""
    mark = port.unlocode or port.country
    return f"{port.name} ({mark})" if mark else port.name


def route_words(route: Route) -> str:
    """A route as a few plain lines."""
    from offing.brief.wording import nm_words

    ends = f"{_port_words(route.origin)} to {_port_words(route.destination)}"
    if route.distance_nm is None:
        head = "no way" if route.status == "no_way" else "port out"
        lines = [f"{ends}: {head}."]
        if route.open_distance_nm is not None:
            lines.append(f"Without the restrictions: {nm_words(route.open_distance_nm)}.")
    else:
        lines = [f"{ends}: {nm_words(route.distance_nm)}, {route.status}."]
        if route.extra_nm and route.open_distance_nm is not None:
            lines.append(
                f"Without the restrictions {nm_words(route.open_distance_nm)}: "
                f"{nm_words(route.extra_nm)} longer."
            )
    if route.reason:
        lines.append(route.reason)
    for passage in route.passages:
        lines.append(f"  {passage.at_nm:8,.0f} nm  {passage.name} ({passage.id})")
    for area in (*route.areas, *route.user_areas):
        hours = f", {area.hours_inside:,.1f} hours" if area.hours_inside is not None else ""
        lines.append(f"  {area.nm_inside:8,.0f} nm  inside {area.name}{hours}")
    for way in route.alternatives:
        by = ", ".join(p.name for p in way.passages) or "open water"
        lines.append(
            f"Another way: {nm_words(way.distance_nm)}, {nm_words(way.more_nm)} more, by {by}."
        )
    lines.append("Not for navigation.")
    return "\n".join(lines)
