"""``offing check-route``: which restrictions a planned route meets, where, for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Asked, areas_from, scenario_options
from offing.cli.output import show, show_json, warn
from offing.cli.run import DONE, UNREADABLE

if TYPE_CHECKING:
    from offing.model import PlanCheck


@click.command(name="check-route")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@shared_options("json")
@scenario_options
@click.option(
    "--areas",
    "areas_file",
    metavar="FILE",
    help="Your own named areas (GeoJSON): miles and hours inside.",
)
def command(
    plans: tuple[str, ...],
    as_json: bool,
    asked: Asked,
    areas_file: str | None,
) -> int:
    """Which restrictions planned routes meet, where, and for how many miles.

    A PLAN is an RTZ or a GPX file. With a ship class also the passages and shoals that it
    is too large for. Land, depths and traffic rules are not looked at: not for navigation.
    """
    from offing.errors import UsageError
    from offing.formats.plans import read_plans
    from offing.model import Scenario
    from offing.sea.checking import check_plan
    from offing.sea.ships import ship_from

    scenario = asked.scenario() or Scenario()
    ship = ship_from(asked.ship_class) if asked.ship_class else None
    areas = areas_from(areas_file)
    checks: list[PlanCheck] = []
    failed = False
    for path in plans:
        try:
            found = read_plans(path)
        except UsageError as error:
            warn(str(error))
            failed = True
            continue
        checks += [check_plan(plan, scenario, ship, date=asked.date, areas=areas) for plan in found]
    if as_json:
        show_json(checks)
    elif checks:
        show("\n\n".join(check_words(check) for check in checks))
        show("Not for navigation: land, depths and traffic rules were not looked at.")
    return UNREADABLE if failed else DONE


def check_words(check: PlanCheck) -> str:
    """A checked plan as a few plain lines."""
    from offing.brief.wording import nm_words
    from offing.cli.notices import position_words

    lines = [f"{check.name}: {nm_words(check.distance_nm)}."]
    if not check.meetings:
        lines.append("It meets no restriction.")
    for met in check.meetings:
        inside = f", {met.nm_inside:,.0f} nm inside" if met.nm_inside else ""
        where = position_words(met.position.lon, met.position.lat)
        lines.append(f"  {met.at_nm:8,.0f} nm  {where}{inside}: {met.words} ({met.id})")
    lines += [
        f"  {area.at_nm or 0:8,.0f} nm  {area.nm_inside:,.0f} nm, "
        f"{area.hours_inside or 0:,.1f} hours inside {area.name}"
        for area in check.user_areas
    ]
    return "\n".join(lines)
