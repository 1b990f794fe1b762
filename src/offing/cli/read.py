"""``offing read``: the claims in reports, and nothing else."""

from __future__ import annotations

import click

from offing.cli.app import shared_options
from offing.cli.inputs import gather_reports
from offing.cli.output import show, show_data, show_json, warn
from offing.cli.run import DONE, NOTHING, UNREADABLE


@click.command(name="read")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@shared_options("json", "csv", "quiet")
def command(files: tuple[str, ...], as_json: bool, as_csv: bool, quiet: bool) -> int:
    """The claims in reports: who says what, where, when, with the words that say so."""
    from offing.claims import extract_claims

    reports, failed = gather_reports(files)
    claims = [claim for report in reports for claim in extract_claims(report)]
    if as_json:
        show_json(claims)
    elif as_csv:
        from offing.formats.tables import claims_to_csv

        show_data(claims_to_csv(claims))
    else:
        from offing.brief.terminal import claim_lines

        blocks = ["\n".join(claim_lines(c, n)) for n, c in enumerate(claims, 1)]
        show("\n\n".join(blocks) if blocks else "No claims found.")
    for error in failed:
        warn(f"not read: {error}", quiet=quiet)
    return UNREADABLE if failed else DONE if claims else NOTHING
