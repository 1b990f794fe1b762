"""``offing route``: the way between two ports, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from offing.cli.app import shared_options
from offing.cli.inputs import scenario_from
from offing.cli.output import Progress, show, show_data, show_json
from offing.cli.run import DONE, NOTHING

if TYPE_CHECKING:
    from offing.model import PortTie, Position, Route


@click.command(name="route", context_settings={"ignore_unknown_options": False})
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@shared_options("json", "geojson", "quiet")
@click.option("--close", "closed", multiple=True, metavar="PASSAGE", help="A passage or port shut.")
@click.option(
    "--avoid", "avoided", multiple=True, metavar="FILE", help="Areas to keep out of (GeoJSON)."
)
@click.option("--scenario", "scenario_file", metavar="FILE", help="Restrictions that hold (TOML).")
@click.option("--ship-class", metavar="CLASS", help="The class of ship, with its limits.")
@click.option("--via", multiple=True, metavar="X", help="A passage, port or position to go by.")
def command(
    origin: str,
    destination: str,
    as_json: bool,
    as_geojson: bool,
    quiet: bool,
    closed: tuple[str, ...],
    avoided: tuple[str, ...],
    scenario_file: str | None,
    ship_class: str | None,
    via: tuple[str, ...],
) -> int:
    """The way between two ports, or why there is none.

    FROM and TO are a UN/LOCODE (SGSIN), a port's name, or 'lon,lat' in degrees; put '--'
    before a position that begins with a minus. Not for navigation.
    """
    from offing.sea import open_sea

    scenario = scenario_from(closed, avoided, scenario_file)
    options: dict[str, Any] = {"via": tuple(_end_from_text(v) for v in via)} if via else {}
    with Progress(quiet=quiet) as progress:
        sea = open_sea(progress=progress)
    route = sea.route(
        _end_from_text(origin), _end_from_text(destination), scenario, ship_class, **options
    )
    if as_json:
        show_json(route)
    elif as_geojson:
        from offing.formats.geojson import route_to_geojson
        from offing.model import to_json

        show_data(to_json(route_to_geojson(route)))
    else:
        show(route_words(route))
    return DONE if route.status in ("open", "longer") else NOTHING


def _end_from_text(text: str) -> str | Position:
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
    for area in route.areas:
        lines.append(f"  {area.nm_inside:8,.0f} nm  inside {area.name}")
    lines.append("Not for navigation.")
    return "\n".join(lines)
