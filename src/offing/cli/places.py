"""``offing places``: the places that a text names."""

from __future__ import annotations

import click

from offing.cli.app import shared_options
from offing.cli.inputs import gather_reports
from offing.cli.output import show, show_json, warn
from offing.cli.run import DONE, NOTHING, UNREADABLE


@click.command(name="places")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@shared_options("json", "quiet")
def command(files: tuple[str, ...], as_json: bool, quiet: bool) -> int:
    """The places that a text names, as written and as known."""
    from offing.places import find_places

    reports, failed = gather_reports(files)
    found = [(report, find_places(report.clean())) for report in reports]
    if as_json:
        show_json([{"report_id": report.id, "mentions": list(m)} for report, m in found])
    else:
        lines = []
        for _, mentions in found:
            for m in mentions:
                code = f" {m.place.unlocode}" if m.place.unlocode else ""
                where = m.place.country or ""
                why = f"; {m.why}" if m.why else ""
                lines.append(
                    f"{m.start:>7}  {m.text!r} → {m.place.name} "
                    f"({', '.join(x for x in (m.place.kind, where) if x)}{code}; {m.match}{why})"
                )
        show("\n".join(lines) if lines else "No places found.")
    for error in failed:
        warn(f"not read: {error}", quiet=quiet)
    return UNREADABLE if failed else DONE if any(m for _, m in found) else NOTHING
