"""``offing observe``: what ships really did, beside what a scenario lets expect."""

from __future__ import annotations

import datetime

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Day
from offing.cli.output import show, show_data, show_json
from offing.cli.run import DONE, NOTHING
from offing.errors import UsageError


@click.command(name="observe")
@click.argument("file", metavar="TRANSITS")
@click.option("--scenario", "scenario_file", required=True, metavar="SCENARIO",
              help="A scenario file, or the name of one that comes with Offing.")  # fmt: skip
@click.option("--passage", "passages", multiple=True, metavar="PASSAGE",
              help="Only this passage, also one that the scenario does not name.")  # fmt: skip
@click.option("--ships", multiple=True, metavar="KIND",
              help="all, cargo, tanker, container, bulk, general or roro.")  # fmt: skip
@click.option("--from", "begin", type=Day(), metavar="DATE", help="First day that is shown.")
@click.option("--until", type=Day(), metavar="DATE", help="Last day that is used.")
@click.option("--reference", metavar="DATE..DATE", help="The time that is taken for usual.")
@click.option("--mix", metavar="KIND=PART,…", default="",
              help="How ships divide into kinds, if the file does not tell.")  # fmt: skip
@click.option("--weeks", type=int, default=12, help="Weeks listed in the text; 0: none.")
@click.option("--html", "html_file", metavar="FILE", help="Also write a page with charts.")
@click.option("--toml", "toml_file", metavar="FILE",
              help="Also write what was fitted as a scenario file; '-' prints it.")  # fmt: skip
@shared_options("json", "csv")
def command(
    file: str,
    scenario_file: str,
    passages: tuple[str, ...],
    ships: tuple[str, ...],
    begin: datetime.date | None,
    until: datetime.date | None,
    reference: str | None,
    mix: str,
    weeks: int,
    html_file: str | None,
    toml_file: str | None,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Daily transits held against a scenario: counted, usual, expected, and a fit.

    TRANSITS is PortWatch's “Daily Chokepoints Data” as downloaded (CSV), or the
    rearranged form with date, chokepoint, n_total, n_tanker, n_cargo. A share and a ramp
    are fitted only after a reaction is seen; nothing is forecast.
    """
    from offing.model import Scenario
    from offing.observe import observe_transits, read_transits
    from offing.observe.compare import Period

    scenario = Scenario.from_file(scenario_file)
    found = observe_transits(
        read_transits(file), scenario, passages=passages, ships=ships,
        span=Period(begin, until, _reference(reference)), mix=_mix(mix),
    )  # fmt: skip
    if html_file:
        from offing.formats.files import write_whole
        from offing.observe.page import page_from_observation

        write_whole(html_file, page_from_observation(found).encode())
    if toml_file:
        from offing.observe.fitted import scenario_from_observation
        from offing.scenario import scenario_to_toml

        text = scenario_to_toml(scenario_from_observation(found))
        if toml_file == "-":
            show_data(text)
            return DONE if found.passages else NOTHING
        from offing.formats.files import write_whole

        write_whole(toml_file, text.encode())
    if as_json:
        show_json(found)
    elif as_csv:
        from offing.observe.words import observation_to_csv

        show_data(observation_to_csv(found.passages))
    else:
        from offing.observe.words import observation_words

        show("\n".join(observation_words(found, weeks=max(0, weeks))))
    return DONE if found.passages else NOTHING


def _reference(text: str | None) -> tuple[datetime.date, datetime.date] | None:
    """``2023-10-01..2023-11-16`` as two dates."""
    if text is None:
        return None
    one, mark, two = text.partition("..")
    try:
        first, last = datetime.date.fromisoformat(one), datetime.date.fromisoformat(two)
    except ValueError as error:
        raise UsageError(
            f"--reference {text!r}: write two dates, as in 2023-10-01..2023-11-16"
        ) from error
    if not mark or last < first:
        raise UsageError(f"--reference {text!r}: ends before it begins")
    return first, last


def _mix(text: str) -> dict[str, float] | None:
    """``container=0.4,bulk=0.3`` as parts by kind."""
    from offing.observe.shares import ALL

    out: dict[str, float] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        kind, _, value = part.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if kind.strip() not in ALL or not 0 <= number <= 1:
            raise UsageError(
                f"--mix {part!r}: write kind=part, a part from 0 to 1, with kinds {', '.join(ALL)}"
            )
        out[kind.strip()] = number
    if sum(out.values()) > 1.005:
        raise UsageError(f"--mix {text!r}: the parts are {sum(out.values()):g} together, not 1")
    return out or None
