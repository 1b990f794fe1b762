"""``offing notices``: warnings, advisories and incident entries in files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import gather_reports
from offing.cli.output import show, show_data, show_json, warn
from offing.cli.run import DONE, NOTHING, UNREADABLE

if TYPE_CHECKING:
    from offing.model import Notice


@click.command(name="notices")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@shared_options("json", "geojson", "csv", "quiet")
def command(
    files: tuple[str, ...], as_json: bool, as_geojson: bool, as_csv: bool, quiet: bool
) -> int:
    """The notices in files: number, subject, position, dates, what they cancel."""
    from offing.notices import parse_notices

    reports, failed = gather_reports(files)
    notices = [notice for report in reports for notice in parse_notices(report)]
    if as_json:
        show_json(notices)
    elif as_geojson:
        from offing.formats.geojson import notices_to_geojson
        from offing.model import to_json

        show_data(to_json(notices_to_geojson(notices)))
    elif as_csv:
        from offing.formats.tables import notices_to_csv

        show_data(notices_to_csv(notices))
    else:
        show("\n".join(notice_line(n) for n in notices) if notices else "No notices found.")
    for error in failed:
        warn(f"not read: {error}", quiet=quiet)
    return UNREADABLE if failed else DONE if notices else NOTHING


def notice_line(notice: Notice) -> str:
    """One notice on one line."""
    from offing.brief.wording import when_words

    number = ""
    if notice.number is not None:
        number = f" {notice.series or ''} {notice.number}/{notice.year or ''}".rstrip("/")
    parts = [f"{notice.issuer}{number}: {notice.subject.replace('_', ' ')}"]
    if notice.title:
        parts.append(notice.title)
    parts.append(when_words(notice.when))
    if notice.position:
        at = notice.position
        parts.append(f"{position_words(at.lon, at.lat)} ± {at.radius_nm:g} nm ({at.basis})")
    parts.extend(f"{p.code}: {p.message}" for p in notice.problems)
    return "; ".join(p for p in parts if p)


def position_words(lon: float, lat: float) -> str:
    """``12°34.5′N 045°06.7′E``: degrees and minutes, as charts print them."""

    def half(value: float, width: int, sides: str) -> str:
        minutes = round(abs(value) * 600)
        degrees, rest = divmod(minutes, 600)
        return f"{degrees:0{width}d}°{rest / 10:04.1f}′{sides[value < 0]}"

    return f"{half(lat, 2, 'NS')} {half(lon, 3, 'EW')}"
