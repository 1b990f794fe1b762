"""``offing voyage``: what sailing from one port to another takes, in days, fuel and money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Asked, scenario_options
from offing.cli.output import Progress, show, show_json
from offing.cli.run import DONE, NOTHING

if TYPE_CHECKING:
    import datetime

    from offing.model import Inputs, Route, Scenario

OWN_FILE = "offing.toml"
"""The user's own inputs, read where the command is run."""


def _list_inputs(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """Every input with its value, unit, date and source; then leave."""
    if value and not ctx.resilient_parsing:
        from offing.voyage.inputs import load_inputs
        from offing.voyage.wording import inputs_table

        show("\n".join(inputs_table(load_inputs(file=_own_file(None)).values.values())))
        ctx.exit()


@click.command(name="voyage")
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@shared_options("json", "quiet")
@scenario_options
@click.option("--speed", type=float, metavar="KNOTS", help="Speed at sea (default: the class's).")
@click.option("--ballast", is_flag=True, help="Without cargo.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="An input of your own: NAME=VALUE, LOW,HIGH or LOW,MID,HIGH.",
)
@click.option(
    "--inputs",
    "file",
    metavar="FILE",
    help="Inputs of your own: the [voyage] table of FILE (default: offing.toml here).",
)
@click.option(
    "--list-inputs",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_inputs,
    help="Show every input and leave.",
)
@click.option(
    "--compare",
    is_flag=True,
    help="Beside the way without the scenario: what it takes more, where both are even.",
)
@click.option(
    "--break-even",
    type=click.Choice(("war-risk", "fuel", "delay")),
    help="At which rate, price or delay both ways cost the same, and nothing else.",
)
@click.option("--hold", type=float, metavar="DAYS", help="At which speed it takes so many days.")
@click.option(
    "--service",
    metavar="KN,KN…",
    help="How many ships a weekly service there and back needs at each of these speeds.",
)
def command(
    origin: str,
    destination: str,
    as_json: bool,
    quiet: bool,
    asked: Asked,
    speed: float | None,
    ballast: bool,
    settings: tuple[str, ...],
    file: str | None,
    compare: bool,
    break_even: str | None,
    hold: float | None,
    service: str | None,
) -> int:  # fmt: skip
    """Days, fuel, emissions and money of a voyage, each with its range.

    FROM and TO are a UN/LOCODE (SGSIN), a port's name, or 'lon,lat' in degrees. Every
    figure rests on inputs that are shown with their source and can be replaced by your
    own. Not for navigation.
    """
    from offing.errors import UsageError

    scenario = asked.scenario()
    if (compare or break_even) and scenario is None:
        raise UsageError(
            "--compare and --break-even set the way under a scenario beside the way without: "
            "name one with --close, --avoid or --scenario"
        )
    inputs = own_inputs(file, settings, ballast=ballast)
    if asked.date is not None:
        from offing.voyage.inputs import inputs_on

        inputs = inputs_on(asked.date, inputs)
    routes = _routes((origin, destination), scenario, asked.ship_class, asked.date, quiet)
    route = routes[-1]
    if route.distance_nm is None:
        from offing.cli.route import route_words

        show_json(route) if as_json else show(route_words(route))
        return NOTHING
    if compare or break_even:
        _show_comparison(routes, asked.ship_class, speed, inputs, as_json, break_even)
    elif hold is not None or service is not None:
        _show_schedule(route, asked.ship_class, speed, inputs, hold, service, as_json)
    else:
        _show_voyage(route, asked.ship_class, speed, inputs, as_json)
    return DONE


def _routes(
    ends: tuple[str, str], scenario: Scenario | None, ship_class: str | None,
    date: datetime.date | None, quiet: bool,
) -> list[Route]:  # fmt: skip
    """The way without the scenario, then that under it; only the first without one."""
    from offing.cli.route import end_from_text
    from offing.sea import open_sea

    with Progress(quiet=quiet) as progress:
        sea = open_sea(progress=progress)
    origin, destination = (end_from_text(end) for end in ends)
    routes = [sea.route(origin, destination, None, ship_class)]
    if scenario is not None:
        routes.append(sea.route(origin, destination, scenario, ship_class, date=date))
    return routes


def own_inputs(file: str | None, settings: tuple[str, ...], *, ballast: bool = False) -> Inputs:
    """The shipped inputs, then those of a file, then those given as ``NAME=VALUE``.

    Raises:
        UsageError: a setting without ``=``, or as ``load_inputs``.
    """
    from offing.errors import UsageError
    from offing.voyage.inputs import load_inputs

    given: dict[str, Any] = {"voyage.laden": 0} if ballast else {}
    for setting in settings:
        name, mark, value = setting.partition("=")
        if not mark:
            raise UsageError(f"--set {setting}: write NAME=VALUE, such as price.vlsfo=600")
        given[name.strip()] = value.strip()
    return load_inputs(given, file=_own_file(file))


def _own_file(file: str | None) -> str | None:
    return file or (OWN_FILE if Path(OWN_FILE).is_file() else None)


def _show_voyage(
    route: Route, ship_class: str | None, speed: float | None, inputs: Inputs, as_json: bool
) -> None:
    from offing.voyage.plan import plan_voyage
    from offing.voyage.wording import voyage_words

    voyage = plan_voyage(route, ship_class, speed_kn=speed, inputs=inputs)
    show_json(voyage) if as_json else show(voyage_words(voyage))


def _show_comparison(
    routes: list[Route], ship_class: str | None, speed: float | None, inputs: Inputs,
    as_json: bool, break_even: str | None,
) -> None:  # fmt: skip
    from offing.voyage.compare import compare_voyages
    from offing.voyage.wording import comparison_words, even_words

    names = ("usual way", "other way")
    found = compare_voyages(routes[0], routes[1], ship_class, speed_kn=speed, inputs=inputs)
    if break_even is None:
        show_json(found) if as_json else show(comparison_words(found, names=names))
        return
    even = next(b for b in found.break_evens if b.name == break_even)
    show_json(even) if as_json else show(even_words(even, names))


def _show_schedule(
    route: Route, ship_class: str | None, speed: float | None, inputs: Inputs,
    days: float | None, service: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The speed that holds a time, or the ships of a service at several speeds."""
    from offing.sea.ships import ship_from
    from offing.voyage.compare import hold_schedule, slow_steaming
    from offing.voyage.plan import checked_speed, way_from_route
    from offing.voyage.wording import service_words

    ship = ship_from(ship_class)
    way = way_from_route(route, ship, checked_speed(ship, speed, inputs), inputs)
    if days is not None:
        held = hold_schedule(way, days, ship, inputs)
        show_json(held) if as_json else show(held.words)
    else:
        found = slow_steaming(way, ship, _speeds(service or ""), inputs)
        show_json(found) if as_json else show(service_words(found))


def _speeds(text: str) -> tuple[float, ...]:
    """``20,18,16`` as numbers.

    Raises:
        UsageError: it is no list of numbers.
    """
    from offing.errors import UsageError

    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"--service {text!r}: write speeds in knots, such as 20,18,16") from None
