"""``offing incidents``: what reports tell of, put together, rated and compared."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Day, gather_reports
from offing.cli.output import Progress, show, show_data, show_json, warn
from offing.cli.pages import html_option, put_page, split_page_name
from offing.cli.run import DONE, NOTHING, UNREADABLE

if TYPE_CHECKING:
    from offing.model import Claim, Incident, Report


@click.command(name="incidents")
@click.argument("files", nargs=-1, metavar="FOLDER…")
@shared_options("json", "csv", "quiet")
@html_option("the incidents")
@click.option(
    "--as-of", type=Day(), metavar="DATE",
    help="The date that the status speaks of (default: the newest report's).",
)  # fmt: skip
@click.option("--links", is_flag=True, help="Also why claims were linked or kept apart.")
@click.option("--background", is_flag=True, help="Also incidents that are not about shipping.")
@click.option(
    "--sources", metavar="TABLE", help="How reliable you hold sources to be (TOML or CSV)."
)
@click.option(
    "--write-sources", metavar="FILE",
    help="Write such a table to edit, with everyone whom the reports name, and stop.",
)  # fmt: skip
def command(
    files: tuple[str, ...], as_json: bool, as_csv: bool, quiet: bool, html_file: str | None,
    as_of: datetime.date | None, links: bool, background: bool, sources: str | None,
    write_sources: str | None,
) -> int:  # fmt: skip
    """Incidents in reports: the same thing told by several, counted by origin and rated.

    FOLDER is a folder, a file, '-' for standard input, or a web address (with the extra
    'fetch'). Each incident has two ratings after the Admiralty code, with reasons.
    """
    if not (write_sources and not files):
        html_file, files = split_page_name(html_file, files)
    with Progress(quiet=quiet) as progress:
        progress("reading")
        reports, failed = gather_reports(files, progress=progress)
        claims = _claims(reports, progress)
        if write_sources:
            _write_sources(write_sources, reports, claims, quiet=quiet)
            found: list[Incident] = []
        else:
            from offing.incidents import link_incidents

            progress("linking")
            found = link_incidents(claims, reports, sources=sources, as_of=as_of)
    for error in failed:
        warn(f"not read: {error}", quiet=quiet)
    if write_sources:
        return UNREADABLE if failed else DONE
    shown = [i for i in found if background or i.scope == "shipping"]
    _put(shown, claims, reports, as_json=as_json, as_csv=as_csv, links=links,
         html_file=html_file, quiet=quiet)  # fmt: skip
    left = len(found) - len(shown)
    if left and not (as_json or as_csv):
        warn(f"{left} left out as background; --background shows them", quiet=quiet)
    return UNREADABLE if failed else DONE if shown else NOTHING


def _claims(reports: list[Report], progress: Progress) -> list[Claim]:
    from offing.claims import extract_claims

    claims: list[Claim] = []
    for n, report in enumerate(reports, 1):
        claims += extract_claims(report)
        progress(f"claims of {n} reports", None)
    return claims


def _write_sources(path: str, reports: list[Report], claims: list[Claim], *, quiet: bool) -> None:
    """The table, unless a file of that name is there: nobody's letters are written over."""
    from pathlib import Path

    from offing.formats.files import write_whole
    from offing.incidents.source_file import template_from

    if Path(path).exists():
        raise click.UsageError(f"{path} exists; give another name after --write-sources")
    write_whole(path, template_from(reports, claims).encode("utf-8", "replace"))
    warn(f"wrote {path}; edit it and give it to --sources", quiet=quiet)


def _put(
    shown: list[Incident], claims: list[Claim], reports: list[Report], *, as_json: bool,
    as_csv: bool, links: bool, html_file: str | None, quiet: bool,
) -> None:  # fmt: skip
    from offing.brief.incident_words import newest_first

    if html_file:
        from offing.brief.incidents_page import page_from_incidents

        page = page_from_incidents(newest_first(shown), claims, reports, links=links)
        put_page(page, html_file, quiet=quiet)
    if as_json:
        show_json(shown)
    elif as_csv:
        from offing.formats.incident_table import incidents_to_csv

        show_data(incidents_to_csv(shown))
    elif not html_file:
        from offing.brief.incident_words import counts_words, incident_lines

        by_id = {c.id: c for c in claims}
        blocks = [
            "\n".join(incident_lines(i, n, by_id, links=links))
            for n, i in enumerate(newest_first(shown), 1)
        ]
        head = counts_words(shown, len(reports), len(claims))
        show("\n\n".join([f"{head[:1].upper()}{head[1:]}.", *blocks]))
