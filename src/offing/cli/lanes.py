"""``offing lanes``: what a scenario does to regular voyages, the user's own or the reference."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Asked, scenario_options
from offing.cli.output import Progress, show, show_data, show_json, warn
from offing.cli.run import DONE, NOTHING, UNREADABLE

if TYPE_CHECKING:
    from offing.model import Exposure, Lane, LaneExposure, LaneProblem
    from offing.voyage.book import ExposureRun

SHOWN_PROBLEMS = 20
"""Rows left out that are named on stderr; the rest is counted."""


@click.command(name="lanes")
@click.argument("file", required=False, metavar="[FILE]")
@shared_options("json", "quiet")
@click.option("--reference", is_flag=True, help="The reference lanes instead of a file.")
@scenario_options
@click.option("--speed", type=float, metavar="KNOTS", help="Speed of all (default: each class's).")
@click.option(
    "--draws", type=int, default=2000, show_default=True, metavar="N",
    help="Draws of the simulation behind P10, P50 and P90; 0 for none.",
)  # fmt: skip
@click.option("--seed", type=int, metavar="N", help="Seed of the simulation.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE",
    help="An input of your own: NAME=VALUE, LOW,HIGH or LOW,MID,HIGH.",
)  # fmt: skip
@click.option(
    "--inputs", "inputs_file", metavar="FILE",
    help="Inputs of your own: the [voyage] table of FILE (default: offing.toml here).",
)  # fmt: skip
@click.option(
    "--csv", "csv_file", is_flag=False, flag_value="-", metavar="FILE",
    help="Write a row for each lane as CSV; without FILE, print it.",
)  # fmt: skip
@click.option("--html", "html_file", metavar="FILE", help="Write one self-contained page.")
@click.option("--all", "everything", is_flag=True, help="Also show lanes that do not change.")
def command(
    file: str | None,
    as_json: bool,
    quiet: bool,
    reference: bool,
    asked: Asked,
    speed: float | None,
    draws: int,
    seed: int | None,
    settings: tuple[str, ...],
    inputs_file: str | None,
    csv_file: str | None,
    html_file: str | None,
    everything: bool,
) -> int:
    """What a scenario does to lanes: ways, days, fuel, CO2 and cost, each and together.

    FILE is CSV or Parquet with a column for the origin and one for the destination; ship
    class, sailings, TEU, tonnes and value are used where they are given. Rows that cannot
    be answered are said by line, and the others are. Not for navigation.
    """
    from offing.cli.voyage import own_inputs
    from offing.errors import UsageError
    from offing.voyage.book import KEEP, ExposureRun
    from offing.voyage.lanes import open_lanes, reference_lanes
    from offing.voyage.simulate import SEED

    if (file is None) != reference:
        raise UsageError("name a file of lanes, or take --reference for the reference lanes")
    scenario = asked.scenario()
    if scenario is None:
        raise UsageError(
            "name what is restricted: --scenario FILE, --close PASSAGE or --avoid FILE"
        )
    lanes = reference_lanes() if file is None else open_lanes(file)
    inputs = own_inputs(inputs_file, settings, ballast=False)
    with Progress(quiet=quiet) as progress:
        from offing.sea import open_sea

        run = ExposureRun(
            scenario, sea=open_sea(progress=progress), inputs=inputs, date=asked.date,
            ship_class=asked.ship_class, speed_kn=speed, draws=draws,
            seed=SEED if seed is None else seed,
        )  # fmt: skip
        keep = 0 if csv_file and not (as_json or html_file) else KEEP
        found = _worked(run, lanes, keep, csv_file, progress)
    if html_file:
        from offing.brief.lanes_page import page_from_exposure
        from offing.formats.files import write_whole

        write_whole(html_file, page_from_exposure(found).encode("utf-8", "replace"))
        warn(f"wrote {html_file}", quiet=quiet)
    if as_json:
        show_json(found)
    elif csv_file != "-":
        from offing.brief.lanes_text import exposure_lines

        show("\n".join(exposure_lines(found, everything=everything)))
    return _end(found, quiet=quiet, said=not as_json and csv_file != "-")


def _worked(
    run: ExposureRun, lanes: Sequence[Lane] | object, keep: int, csv_file: str | None,
    progress: Progress,
) -> Exposure:  # fmt: skip
    """All lanes answered; rows written as they come where CSV was asked for."""
    listed: list[LaneExposure] = []

    def chunks() -> Iterator[list[LaneExposure]]:
        # A table needs every lane's answer, the other forms only so many.
        for chunk in run.stream(lanes, None if csv_file else keep):  # type: ignore[arg-type]
            listed.extend(chunk[: max(0, keep - len(listed))])
            progress(f"{run.answered:,} lanes", None)
            yield chunk

    if csv_file:
        _write_csv(chunks(), csv_file)
    else:
        for _ in chunks():
            pass
    return run.result(tuple(listed))


def _write_csv(chunks: Iterator[list[LaneExposure]], path: str) -> None:
    from offing.voyage.lane_table import csv_from_lanes

    parts = (
        csv_from_lanes(chunk, header=k == 0).encode("utf-8", "replace")
        for k, chunk in enumerate(_at_least_one(chunks))
    )
    if path == "-":
        for part in parts:
            show_data(part)
        return
    from offing.formats.files import write_parts

    write_parts(path, parts)


def _at_least_one(chunks: Iterator[list[LaneExposure]]) -> Iterator[list[LaneExposure]]:
    """The chunks, or an empty one: a table without rows still has its header."""
    some = False
    for chunk in chunks:
        some = True
        yield chunk
    if not some:
        yield []


def _end(found: Exposure, *, quiet: bool, said: bool) -> int:
    """The exit code, after naming on stderr what was left out."""
    from offing.voyage.lane_words import problem_words

    out = [p for p in found.problems if p.left_out]
    if not said:
        warn(found.headline, quiet=quiet or not sys.stderr.isatty())
    _warn_some(out, found.sum.left_out, quiet)
    for problem in found.problems:
        if not problem.left_out and not said:
            warn(problem_words(problem), quiet=quiet)
    if found.sum.left_out:
        return UNREADABLE
    return DONE if found.sum.lanes else NOTHING


def _warn_some(problems: Sequence[LaneProblem], count: int, quiet: bool) -> None:
    from offing.voyage.lane_words import problem_words

    for problem in problems[:SHOWN_PROBLEMS]:
        warn(f"left out: {problem_words(problem)}", quiet=quiet)
    if count > SHOWN_PROBLEMS:
        more = count - min(SHOWN_PROBLEMS, len(problems))
        warn(f"and {more:,} more rows left out (--json lists the first 1,000)", quiet=quiet)
