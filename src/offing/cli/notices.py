"""``offing notices``: warnings, advisories and incident entries in files."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Day, gather_reports
from offing.cli.output import show, show_data, warn
from offing.cli.run import DONE, NOTHING, UNREADABLE
from offing.errors import UnreadableReport, UsageError

if TYPE_CHECKING:
    from offing.model import Notice, Report
    from offing.notices.limits import Limits

LARGE_BYTES = 8 * 1024 * 1024
"""A plain text file from this size on is read a piece at a time."""


class Area(click.ParamType[object]):
    """Four degrees (west may be east of east, across 180°), a sea's name, or a GeoJSON file."""

    name = "west,south,east,north | sea | file.geojson"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """The limits, or a usage error that says what is wrong."""
        from offing.notices.limits import limits_from_words

        if not isinstance(value, str):
            return value
        try:
            return limits_from_words(value)
        except (UsageError, UnreadableReport) as error:
            self.fail(str(error), param, ctx)


@click.command(name="notices")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--in-force", "on", type=Day(), metavar="DATE",
    help="Only warnings in force on that day (UTC), cancellations applied as of then.",
)  # fmt: skip
@click.option(
    "--area", "limits", type=Area(),
    help="Only those that lie in, or reach into, these limits: four degrees, a sea, gulf or "
    "strait by its name, or the polygons of a GeoJSON file.",
)  # fmt: skip
@shared_options("json", "geojson", "csv", "quiet")
def command(
    files: tuple[str, ...], on: datetime.date | None, limits: Limits | None,
    as_json: bool, as_geojson: bool, as_csv: bool, quiet: bool,
) -> int:  # fmt: skip
    """The notices in files: number, subject, position, dates, who cancels whom.

    All files are read as one collection: a message in one may cancel one in another. With
    --area, a notice with neither position nor area is left out.
    """
    from offing.notices.force import collect_cancellations, is_in_force, with_cancellations
    from offing.notices.limits import limits_reached

    failed: list[UnreadableReport] = []
    read: Iterable[Notice] = _Again(files) if _are_large(files) else list(_read(files, failed))
    cancelling = read.cancelling() if isinstance(read, _Again) else read
    ledger = collect_cancellations(cancelling, until=on)
    count = 0

    def chosen() -> Iterator[Notice]:
        nonlocal count
        for notice in read:
            count += 1
            settled = with_cancellations(notice, ledger)
            if (on is None or is_in_force(settled, on)) and (
                limits is None or limits_reached(settled, limits)
            ):
                yield settled

    shown = _show(chosen(), as_json=as_json, as_geojson=as_geojson, as_csv=as_csv)
    if isinstance(read, _Again):
        failed.extend(read.failed)
    if shown < count:
        warn(f"{count:,} notices read, {shown:,} of them shown", quiet=quiet)
    for error in failed:
        warn(f"not read: {error}", quiet=quiet)
    return UNREADABLE if failed else DONE if shown else NOTHING


class _Again:
    """The notices of files too large to hold: read anew each time they are gone through."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self.files = files
        self.failed: list[UnreadableReport] = []

    def cancelling(self) -> Iterator[Notice]:
        """Those that cancel others, with no more read than that needs."""
        from offing.notices.read import read_cancelling

        for report in _reports(self.files, []):
            yield from read_cancelling(report)

    def __iter__(self) -> Iterator[Notice]:
        self.failed.clear()
        return _read(self.files, self.failed)


def _are_large(files: tuple[str, ...]) -> bool:
    """Whether a large text is among the files, and all of them can be read twice."""
    return any(map(_is_large_text, files)) and all(Path(f).is_file() for f in files)


def _read(files: Iterable[str], failed: list[UnreadableReport]) -> Iterator[Notice]:
    from offing.notices import parse_notices

    for report in _reports(files, failed):
        yield from parse_notices(report)


def _reports(files: Iterable[str], failed: list[UnreadableReport]) -> Iterator[Report]:
    """The reports one after another, each forgotten when its notices are read."""
    from offing.notices import reports_from_dump

    for source in files:
        if not _is_large_text(source):
            reports, wrong = gather_reports([source])
            failed.extend(wrong)
            yield from reports
            continue
        try:
            yield from reports_from_dump(source)
        except UnreadableReport as error:
            failed.append(error)


def _is_large_text(source: str) -> bool:
    from offing.reports.media import TEXT, media_type_of

    try:
        path = Path(source)
        if source == "-" or not path.is_file() or path.stat().st_size < LARGE_BYTES:
            return False
        with path.open("rb") as file:
            return media_type_of(file.read(4096), name=path.name) == TEXT
    except (OSError, ValueError, UnreadableReport):
        return False


_BATCH = 500
"""So many notices are printed at a time: what is shown need not be held."""


def _show(notices: Iterator[Notice], *, as_json: bool, as_geojson: bool, as_csv: bool) -> int:
    """Print notices as they come; how many there were."""
    if as_json or as_geojson:
        return _show_json(notices, as_geojson=as_geojson)
    count = 0
    while batch := list(islice(notices, _BATCH)):
        if as_csv:
            _show_rows(batch, first=not count)
        else:
            show("\n".join(notice_line(n) for n in batch))
        count += len(batch)
    if not count:
        if as_csv:
            _show_rows([], first=True)
        else:
            show("No notices found.")
    return count


def _show_rows(batch: list[Notice], *, first: bool) -> None:
    """Rows of a table; its head with the first of them."""
    from offing.formats.tables import notices_to_csv

    table = notices_to_csv(batch)
    show_data(table if first else table.partition("\r\n")[2])


def _show_part(data: bytes) -> None:
    """A part of a result, with no line break after it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _show_json(notices: Iterator[Notice], *, as_geojson: bool) -> int:
    """One JSON array, or the features of one GeoJSON collection, written as they come."""
    from offing.formats.geojson import notices_to_geojson
    from offing.model import to_json

    indent = 2 if sys.stdout.isatty() and not as_geojson else 0
    before, after = (_FEATURES, _FEATURES_END) if as_geojson else (b"[", b"]")
    count, parted = 0, False
    _show_part(before)
    while batch := list(islice(notices, _BATCH)):
        data = to_json(notices_to_geojson(batch) if as_geojson else batch, indent=indent)
        inner = data[len(before) : -len(after)].rstrip()
        if inner:
            _show_part((b"," if parted else b"") + inner)
            parted = True
        count += len(batch)
    show_data((b"\n" if indent and count else b"") + after)
    return count


_FEATURES, _FEATURES_END = b'{"features":[', b'],"type":"FeatureCollection"}'


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
    if notice.cancelled_by:
        by = ", ".join(
            f"{c.series} {c.number}/{c.year or ''}".rstrip("/") for c in notice.cancelled_by
        )
        parts.append(f"cancelled by {by}")
    parts.extend(f"{p.code}: {p.message}" for p in notice.problems)
    return "; ".join(p for p in parts if p)


def position_words(lon: float, lat: float) -> str:
    """``12°34.5′N 045°06.7′E``: degrees and minutes, as charts print them."""

    def half(value: float, width: int, sides: str) -> str:
        minutes = round(abs(value) * 600)
        degrees, rest = divmod(minutes, 600)
        return f"{degrees:0{width}d}°{rest / 10:04.1f}′{sides[value < 0]}"

    return f"{half(lat, 2, 'NS')} {half(lon, 3, 'EW')}"
