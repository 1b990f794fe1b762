"""``offing brief``: reports in, a brief out."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Day, gather_reports
from offing.cli.output import Progress, show_json, warn
from offing.cli.run import DONE, MISSING, NOTHING, UNREADABLE

if TYPE_CHECKING:
    from offing.errors import DataMissing, UnreadableReport
    from offing.model import Brief, Lane, LeftOut
    from offing.sea import Sea

MAX_LANES = 20_000
"""Lanes of one's own in a brief, where each proposal is drawn for every lane that it meets."""


@click.command(name="brief")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT…")
@shared_options("json", "quiet")
@click.option("--html", "html_file", metavar="FILE", help="Also write one self-contained page.")
@click.option("--geojson", "geojson_file", metavar="FILE", help="Also write a GeoJSON file.")
@click.option(
    "--as-of", type=Day(), metavar="DATE",
    help="The date that is spoken of (default: the newest report's date, else today).",
)  # fmt: skip
@click.option(
    "--lanes", "lanes_file", metavar="FILE", help="Your lanes (CSV, Parquet) instead of ours."
)
@click.option(
    "--accept", multiple=True, metavar="ID",
    help="Put a proposed restriction into the scenario (may be repeated).",
)  # fmt: skip
@click.option(
    "--scenario",
    "scenario_file",
    metavar="FILE",
    help="Restrictions that hold already: a TOML file, or one of 'offing scenario list'.",
)
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    html_file: str | None,
    geojson_file: str | None,
    as_of: datetime.date | None,
    lanes_file: str | None,
    accept: tuple[str, ...],
    scenario_file: str | None,
) -> int:
    """Make a brief from reports.

    REPORT is a file, a folder, '-' for standard input, or a web address (with the extra
    'fetch'). Text, Markdown, HTML, e-mail, PDF and JSON lines are read.
    """
    from offing.model import Scenario

    scenario = Scenario.from_file(scenario_file) if scenario_file else None
    lanes = None
    left_out: list[LeftOut] = []
    if lanes_file:
        lanes, bad_rows = _lanes(lanes_file)
        left_out.extend(bad_rows)
    missing: list[DataMissing] = []
    with Progress(quiet=quiet) as progress:
        progress("reading")
        found, failed = gather_reports(reports, progress=progress)
        left_out = [_unreadable(error) for error in failed] + left_out
        from offing.brief import build_brief
        from offing.cli.voyage import own_inputs

        progress("making the brief")
        brief = build_brief(
            found, as_of=as_of, scenario=scenario, lanes=lanes, accept=accept,
            sea=_opener(progress, missing), left_out=left_out, inputs=own_inputs(None, ()),
        )  # fmt: skip
    _write_files(brief, html_file, geojson_file, quiet=quiet)
    if as_json:
        show_json(brief)
    else:
        from offing.brief.terminal import print_brief

        print_brief(brief)
    code = _end(brief, quiet=quiet)
    for error in missing:
        warn(str(error), quiet=quiet)
    return MISSING if missing else code


def _lanes(path: str) -> tuple[tuple[Lane, ...], list[LeftOut]]:
    """The user's lanes, and what their file's problems are in the words of a brief."""
    from offing.model import LeftOut
    from offing.voyage.lane_words import problem_words
    from offing.voyage.lanes import open_lanes

    source = open_lanes(path)
    lanes = tuple(itertools.islice(source, MAX_LANES))
    found = [
        LeftOut(kind="unreadable" if p.left_out else "other", reason=problem_words(p))
        for p in source.problems
    ]
    if len(lanes) == MAX_LANES:
        words = f"{path}: a brief takes {MAX_LANES:,} lanes; rows after them were not read"
        found.append(LeftOut(kind="other", reason=f"{words} ('offing lanes' takes any number)"))
    return lanes, found


def _opener(progress: Progress, missing: list[DataMissing]) -> Callable[[], Sea]:
    """A function that opens the sea when the first way is asked for, and shows how far it is.

    What keeps it from opening is put into ``missing``: the brief goes on without ways.
    """

    def open_it() -> Sea:
        from offing.errors import DataMissing
        from offing.sea import open_sea

        try:
            return open_sea(progress=progress)
        except DataMissing as error:
            missing.append(error)
            raise

    return open_it


def _unreadable(error: UnreadableReport) -> LeftOut:
    from offing.model import LeftOut

    return LeftOut(kind="unreadable", reason=f"{error.source}: {error.reason}")


def _write_files(
    brief: Brief, html_file: str | None, geojson_file: str | None, *, quiet: bool
) -> None:
    """The files that were asked for, each whole or not at all."""
    from offing.formats.files import write_whole

    if html_file:
        from offing.brief.page import page_from_brief

        write_whole(html_file, page_from_brief(brief).encode("utf-8", "replace"))
        warn(f"wrote {html_file}", quiet=quiet)
    if geojson_file:
        from offing.formats.geojson import brief_to_geojson
        from offing.model import to_json

        write_whole(geojson_file, to_json(brief_to_geojson(brief), indent=1))
        warn(f"wrote {geojson_file}", quiet=quiet)


def _end(brief: Brief, *, quiet: bool) -> int:
    """The exit code, after naming on stderr what could not be read."""
    unreadable = [item for item in brief.left_out if item.kind == "unreadable"]
    for item in unreadable:
        warn(f"not read: {item.reason}", quiet=quiet)
    if unreadable:
        return UNREADABLE
    found = any(c.scope == "shipping" for c in brief.claims) or brief.notices
    return DONE if found else NOTHING
