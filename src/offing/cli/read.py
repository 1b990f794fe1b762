"""``offing read``: the claims in reports, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import gather_reports
from offing.cli.output import show, show_data, show_json, warn
from offing.cli.pages import html_option, put_page, split_page_name
from offing.cli.run import DONE, NOTHING, UNREADABLE

if TYPE_CHECKING:
    from offing.model import Claim, Report

_ANY = "any"


@click.command(name="read")
@click.argument("files", nargs=-1, metavar="FILE…")
@shared_options("json", "csv", "quiet")
@html_option("the reports with their claims marked")
@click.option(
    "--nlp", is_flag=False, flag_value=_ANY, metavar="[NAME]",
    help="Let an installed spaCy English pipeline sharpen who speaks (extra 'nlp').",
)  # fmt: skip
def command(
    files: tuple[str, ...], as_json: bool, as_csv: bool, quiet: bool, html_file: str | None,
    nlp: str | None,
) -> int:  # fmt: skip
    """The claims in reports: who says what, where, when, with the words that say so."""
    if nlp and nlp != _ANY and (nlp == "-" or Path(nlp).exists()):
        nlp, files = _ANY, (nlp, *files)  # “--nlp report.txt”: no name was given
    html_file, files = split_page_name(html_file, files)
    reports, failed = gather_reports(files)
    claims = read_claims(reports, nlp)
    if html_file:
        from offing.brief.claims_page import page_from_claims

        put_page(page_from_claims(reports, claims), html_file, quiet=quiet)
    if as_json:
        show_json(claims)
    elif as_csv:
        from offing.formats.tables import claims_to_csv

        show_data(claims_to_csv(claims))
    elif not html_file:
        from offing.brief.terminal import claim_lines

        blocks = ["\n".join(claim_lines(c, n)) for n, c in enumerate(claims, 1)]
        show("\n\n".join(blocks) if blocks else "No claims found.")
    for error in failed:
        warn(f"not read: {error}", quiet=quiet)
    return UNREADABLE if failed else DONE if claims else NOTHING


def read_claims(reports: list[Report], nlp: str | None = None) -> list[Claim]:
    """All claims, report by report; a pipeline that is not there is said before reading."""
    from offing.claims import extract_claims

    if nlp:
        from offing.claims.nlp import pipeline_from

        pipeline = pipeline_from(nlp)
        return [claim for report in reports for claim in extract_claims(report, nlp=pipeline)]
    return [claim for report in reports for claim in extract_claims(report)]
