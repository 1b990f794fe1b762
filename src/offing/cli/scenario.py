"""``offing scenario``: list, write, check, show and compare scenarios; queues in time."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Day, json_from_file
from offing.cli.output import show, show_data, show_json, warn
from offing.cli.run import DONE, NOTHING, USAGE
from offing.errors import UsageError

if TYPE_CHECKING:
    from offing.model import Queue, Scenario


@click.group(name="scenario")
def command() -> None:
    """Scenarios: list those that come with Offing, write, check, show and compare."""


@command.command(name="list")
@shared_options("json")
def list_them(as_json: bool) -> int:
    """The scenarios that come with Offing: instances of the past, no forecasts.

    Use one by its name: --scenario red-sea-2023.
    """
    from offing.scenario.shipped import HAPPENED, shipped_scenarios

    found = shipped_scenarios()
    if as_json:
        show_json(found)
        return DONE
    for name, scenario in found.items():
        days = [d for r in scenario.restrictions for d in (r.start, r.end) if d]
        span = f"{min(days)} to {max(days)}" if days else "no dates"
        show(f"{name:<16}{scenario.name} ({span})")
        show(f"{'':16}{scenario.analogue_of}. {HAPPENED}")
    return DONE


@command.command(name="new")
@click.argument("file", metavar="FILE")
@click.option("--name", default="", help="Name of the scenario.")
@click.option("--from", "base", metavar="SCENARIO", help="Copy one, moved to --start.")
@click.option("--start", type=Day(), metavar="DATE", help="First day of the copy.")
@shared_options()
def new(file: str, name: str, base: str | None, start: datetime.date | None) -> int:
    """Write a new scenario file: a template with comments, or a copy on other dates.

    FILE must not exist yet; '-' prints it.
    """
    from offing.scenario.template import moved, template

    if base is None and start is not None:
        raise UsageError("--start goes with --from: it says when the copy begins")
    if base is None:
        title = name or (Path(file).stem if file != "-" else "A new scenario")
        text = template(title, datetime.date.today())
    else:
        from offing.model import Scenario
        from offing.scenario import scenario_to_toml

        scenario = Scenario.from_file(base)
        text = scenario_to_toml(moved(scenario, start, name) if start else scenario)
    return _write(text, file)


@command.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@shared_options("json")
def check(files: tuple[str, ...], as_json: bool) -> int:
    """Everything that is wrong with scenario files, with line and key, at once.

    Remarks are of what may be meant but is worth a look. Leaves with 2 when a file
    cannot be used.
    """
    from offing.scenario.files import check_scenario

    results = {file: check_scenario(file) for file in files}
    if as_json:
        show_json({
            f: {"ok": c.scenario is not None, "faults": c.faults, "remarks": c.remarks}
            for f, c in results.items()
        })  # fmt: skip
    else:
        for file, one in results.items():
            for fault in one.faults:
                show(fault)
            for remark in one.remarks:
                show(f"{remark} (a remark)")
            if one.scenario is not None:
                count = len(one.scenario.restrictions)
                show(f"{file}: good, {count} restriction{'s' if count != 1 else ''}")
    return USAGE if any(c.scenario is None for c in results.values()) else DONE


@command.command(name="show")
@click.argument("file", metavar="SCENARIO")
@click.option("--date", type=Day(), metavar="DATE", help="What holds on this day.")
@click.option("--toml", "as_toml", is_flag=True, help="Print it as a TOML file, extended.")
@shared_options("json")
def show_one(file: str, date: datetime.date | None, as_toml: bool, as_json: bool) -> int:
    """A scenario in plain sentences, and what of it holds on a date.

    SCENARIO is a file, or a name that 'offing scenario list' gives.
    """
    from offing.model import Scenario
    from offing.scenario import scenario_to_toml
    from offing.scenario.words import scenario_words

    scenario = Scenario.from_file(file)
    if as_toml:
        show_data(scenario_to_toml(scenario))
    elif as_json:
        show_json(_on(scenario, date))
    else:
        show("\n".join(scenario_words(scenario, date)))
    return DONE


def _on(scenario: Scenario, date: datetime.date | None) -> Scenario:
    """The scenario, or with a date: what of it holds then."""
    import msgspec

    if date is None:
        return scenario
    return msgspec.structs.replace(scenario, restrictions=scenario.active(date), date=date)


@command.command(name="diff")
@click.argument("one", metavar="SCENARIO")
@click.argument("two", metavar="SCENARIO")
@click.option("--date", type=Day(), metavar="DATE", help="Compare what holds on this day.")
@shared_options("json")
def diff(one: str, two: str, date: datetime.date | None, as_json: bool) -> int:
    """What differs from one scenario to another: − gone, + new, ≠ changed.

    Leaves with 0 when nothing differs, 1 when something does.
    """
    from offing.model import Scenario
    from offing.scenario.words import diff_words

    lines = diff_words(Scenario.from_file(one), Scenario.from_file(two), date)
    if as_json:
        show_json(lines)
    else:
        show("\n".join(lines) if lines else "Nothing differs.")
    return NOTHING if lines else DONE


@command.command(name="from-brief")
@click.argument("brief", metavar="BRIEF")
@click.option("--accept", multiple=True, metavar="ID", help="A proposal to accept (repeatable).")
@click.option("--name", default="", help="Name of the scenario.")
@click.option("-o", "--out", "file", default="-", metavar="FILE", help="Where to; '-' prints it.")
@shared_options("quiet")
def from_brief(brief: str, accept: tuple[str, ...], name: str, file: str, quiet: bool) -> int:
    """Write accepted proposals as a scenario file.

    BRIEF is what 'offing brief --json' printed, or a report itself. Without --accept:
    the restrictions that were accepted when the brief was made; with none, the
    proposals are listed.
    """
    from offing.scenario import scenario_to_toml
    from offing.scenario.files import scenario_from_toml
    from offing.scenario.frombrief import restrictions_in_brief, scenario_from_brief

    data = _brief_data(brief)
    scenario = scenario_from_brief(data, accept, name=name)
    if not scenario.restrictions:
        proposals = restrictions_in_brief(data)
        show("Nothing was accepted. Proposed:" if proposals else "Nothing is proposed.")
        for one in proposals:
            show(f"  {one.id}  {one.basis}")
        return NOTHING
    text = scenario_to_toml(scenario)
    try:
        scenario_from_toml(text, "the accepted proposals")
    except UsageError as error:
        warn(f"{error}; edit the file before you use it", quiet=quiet)
    return _write(text, file)


def _brief_data(path: str) -> dict[str, object]:
    """A brief from a JSON file, or what is proposed by the report at ``path``."""
    import json

    from offing.cli.inputs import gather_reports
    from offing.model import to_json

    if path != "-" and Path(path).suffix.lower() == ".json":
        return json_from_file(path)
    from offing.claims import extract_claims
    from offing.incidents import link_incidents
    from offing.scenario import propose_restrictions

    reports, failed = gather_reports([path])
    if failed:
        raise failed[0]
    claims = [claim for report in reports for claim in extract_claims(report)]
    found = propose_restrictions(link_incidents(claims, reports=reports))
    return {"headline": "", "restrictions": json.loads(to_json(found))}


@command.command(name="queue")
@click.argument("passage", metavar="PASSAGE")
@click.option("--scenario", "file", metavar="SCENARIO", help="What limits it, with dates.")
@click.option("--arrivals", type=float, required=True, metavar="N", help="Ships a day, as usual.")
@click.option("--after", type=float, required=True, metavar="N",
              help="Ships a day once it is open again, until the queue is gone.")  # fmt: skip
@click.option("--during", type=float, default=0.0, metavar="N",
              help="Ships a day meanwhile (with --from and --to).")  # fmt: skip
@click.option("--from", "start", metavar="TIME", help="When it shuts, UTC: 2021-03-23T05:40.")
@click.option("--to", "end", metavar="TIME", help="When it opens again, UTC.")
@click.option("--patience-days", type=float, metavar="DAYS",
              help="After so many days a share of those waiting goes another way.")  # fmt: skip
@click.option("--patience-share", type=float, default=0.5, metavar="SHARE", help="That share, 0–1.")
@click.option("--uncertainty", type=float, default=0.1, metavar="PART",
              help="Each rate lies within this part of itself; 0: no ranges.")  # fmt: skip
@click.option("--html", "html_file", metavar="FILE", help="Also write a page with a chart.")
@shared_options("json", "csv")
def queue(passage: str, file: str | None, start: str | None, end: str | None,
          html_file: str | None, as_json: bool, as_csv: bool, **rates: float) -> int:  # fmt: skip
    """The queue before a passage that is blocked or limited: waits, backlog, catching up.

    Either --scenario (its closures and capacities of PASSAGE, by whole days) or --from
    and --to. Rates are assumptions; the answer follows from them and is no forecast.
    """
    from offing.voyage.queue_words import page_from_queue, queue_to_csv, queue_words

    found = _queue(passage, file, start, end, **rates)
    if html_file:
        from offing.formats.files import write_whole

        write_whole(html_file, page_from_queue(found).encode())
    if as_json:
        show_json(found)
    elif as_csv:
        show_data(queue_to_csv(found))
    else:
        show("\n".join(queue_words(found)))
    return DONE


def _queue(
    passage: str, file: str | None, start: str | None, end: str | None, *, arrivals: float,
    after: float, during: float, patience_days: float | None, patience_share: float,
    uncertainty: float,
) -> Queue:  # fmt: skip
    from offing.model import Scenario
    from offing.places import passage as find
    from offing.voyage.queue import Patience, queue_at_block, queue_in_scenario

    patience = None if patience_days is None else Patience(patience_days, patience_share)
    if not 0 <= uncertainty < 1:
        raise UsageError(f"--uncertainty {uncertainty:g}: a part from 0 to below 1")
    if (start is None) != (end is None) or (start is None) == (file is None):
        raise UsageError("give either --scenario, or both --from and --to")
    if file is not None:
        return queue_in_scenario(
            Scenario.from_file(file), passage, arrivals, after_per_day=after, patience=patience,
            uncertainty=uncertainty,
        )  # fmt: skip
    return queue_at_block(
        arrivals, _moment(start, "--from"), _moment(end, "--to"), during_per_day=during,
        after_per_day=after, patience=patience, passage=find(passage).name, uncertainty=uncertainty,
    )  # fmt: skip


def _moment(text: str | None, option: str) -> datetime.datetime:
    """A time in UTC, its zone worked in."""
    try:
        found = datetime.datetime.fromisoformat(text or "")
    except ValueError as error:
        raise UsageError(f"{option} {text!r}: write it as 2021-03-23T05:40") from error
    if found.tzinfo is not None:
        found = found.astimezone(datetime.UTC).replace(tzinfo=None)
    return found


@command.command(name="at-sea")
@click.argument("file", metavar="SCENARIO")
@click.argument("origin", metavar="[FROM", required=False)
@click.argument("destination", metavar="TO]", required=False)
@click.option("--lanes", "lanes_file", metavar="FILE", help="Your lanes (CSV, Parquet) instead.")
@click.option("--sailings", type=float, metavar="N",
              help="Ships a week, one way; of lanes that give none.")  # fmt: skip
@click.option("--ship-class", metavar="CLASS", help="The class of ship, with its limits and speed.")
@click.option("--speed", type=float, metavar="KN", help="Another speed, knots.")
@click.option("--date", type=Day(), metavar="DATE", help="The day (default: when it shuts).")
@shared_options("json", "quiet")
def at_sea(file: str, origin: str | None, destination: str | None, lanes_file: str | None,
           sailings: float | None, ship_class: str | None, speed: float | None,
           date: datetime.date | None, as_json: bool, quiet: bool) -> int:  # fmt: skip
    """Who is at sea when a passage shuts: where ships are, and what is left to each.

    Of one lane (FROM TO, with --sailings), or of all lanes of a file. Each ship that has
    the passage before it can wait, go round from where it is, or turn back. What is
    quickest is named; it is a rule, no forecast.
    """
    from offing.model import Scenario

    scenario = Scenario.from_file(file)
    if lanes_file is not None:
        if origin or ship_class or speed:
            raise UsageError("--lanes brings its own ends, classes and speeds: leave these out")
        return _lanes_at_sea(lanes_file, scenario, date, sailings, as_json=as_json, quiet=quiet)
    if origin is None or destination is None or sailings is None:
        raise UsageError("give FROM and TO with --sailings, or --lanes FILE")
    from offing.cli.output import Progress
    from offing.cli.route import end_from_text
    from offing.model import Lane
    from offing.sea import open_sea
    from offing.voyage.at_sea import ships_at_sea
    from offing.voyage.queue_words import at_sea_words

    lane = Lane(id="lane", origin=end_from_text(origin), destination=end_from_text(destination),
                ship_class=ship_class, sailings_per_week=sailings)  # fmt: skip
    with Progress(quiet=quiet) as progress:
        sea = open_sea(progress=progress)
    found = ships_at_sea(lane, scenario, date=date, speed_kn=speed, sea=sea)
    if as_json:
        show_json(found)
    else:
        show("\n".join(at_sea_words(found)))
    return DONE if found.passage else NOTHING


def _lanes_at_sea(
    path: str, scenario: Scenario, date: datetime.date | None, sailings: float | None, *,
    as_json: bool, quiet: bool,
) -> int:  # fmt: skip
    from offing.cli.output import Progress
    from offing.sea import open_sea
    from offing.voyage import read_lanes
    from offing.voyage.at_sea import lanes_at_sea
    from offing.voyage.queue_words import fleet_words

    lanes, bad = read_lanes(path)
    with Progress(quiet=quiet) as progress:
        sea = open_sea(progress=progress)
    found, problems = lanes_at_sea(lanes, scenario, date=date, sailings_per_week=sailings, sea=sea)
    if as_json:
        show_json(found)
    elif found:
        show("\n".join(fleet_words(found)))
    else:
        show("No lane meets a passage that the scenario closes or that ships avoid.")
    for one in bad:
        warn(f"{'left out, ' if one.left_out else ''}line {one.line}: {one.reason}", quiet=quiet)
    for text in problems:
        warn(f"left out, {text}", quiet=quiet)
    return DONE if found else NOTHING


def _write(text: str, file: str) -> int:
    if file == "-":
        show_data(text)
        return DONE
    try:
        with Path(file).open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise UsageError(f"{file} exists already; choose another name or remove it") from error
    show(f"Written to {file}.")
    return DONE
