"""``offing matrix``: distances between many ports, under a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Asked, scenario_options
from offing.cli.output import Progress, show_data, warn
from offing.cli.run import DONE, NOTHING, UNREADABLE
from offing.errors import OffingError, UsageError

if TYPE_CHECKING:
    from offing.model import Position
    from offing.sea import Sea


@click.command(name="matrix")
@click.argument("ports", nargs=-1, metavar="[PORT]...")
@shared_options("quiet")
@scenario_options
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="PORT",
    help="A destination (default: the same ports both ways).",
)
@click.option(
    "--from-file", metavar="FILE", help="More origins: one a line, or a CSV's first column."
)
@click.option("--to-file", metavar="FILE", help="More destinations, likewise.")
@click.option("--all", "everything", is_flag=True, help="All ports that are known, as origins.")
@click.option("--csv", metavar="FILE", help="Write CSV (default: print it).")
@click.option("--npy", metavar="FILE", help="Write a float32 array of numpy.")
@click.option(
    "--parquet", metavar="FILE", help="Write Parquet, a row for each pair (extra 'parquet')."
)
def command(
    ports: tuple[str, ...],
    quiet: bool,
    asked: Asked,
    targets: tuple[str, ...],
    from_file: str | None,
    to_file: str | None,
    everything: bool,
    csv: str | None,
    npy: str | None,
    parquet: str | None,
) -> int:
    """Distances in nautical miles between many ports or positions, under a scenario.

    A PORT is a UN/LOCODE, a name, or 'lon,lat'. No way is an empty cell in CSV, null in
    Parquet, inf in npy. Ends that stand for nothing are said and left out. Not for
    navigation.
    """
    from offing.sea import open_sea

    scenario = asked.scenario()
    with Progress(quiet=quiet) as progress:
        sea = open_sea(progress=progress)
    starts = [*ports, *_listed(from_file)]
    if everything:
        starts += [p.unlocode or p.id for p in sea.ports]
    if not starts:
        raise UsageError("name the ports, give them with --from-file, or take --all")
    ends = [*targets, *_listed(to_file)]
    rows, bad = _known(sea, starts)
    columns, worse = _known(sea, ends) if ends else (rows, [])
    for message in (*bad, *worse):
        warn(message)
    if not rows or not columns:
        return NOTHING
    nm = sea.distances(
        list(rows.values()), list(columns.values()), scenario, asked.ship_class, date=asked.date
    )
    _write(nm, list(rows), list(columns), csv, npy, parquet)
    return UNREADABLE if bad or worse else DONE


def _listed(path: str | None) -> list[str]:
    """The first column of a file, a name a line; a header 'port', 'unlocode' or 'name' left out."""
    if path is None:
        return []
    import csv

    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    found = [row[0].strip() for row in csv.reader(text.splitlines()) if row and row[0].strip()]
    heads = {"port", "ports", "unlocode", "locode", "name", "id", "origin", "destination"}
    return found[1:] if found and found[0].casefold() in heads else found


def _known(sea: Sea, names: Iterable[str]) -> tuple[dict[str, str | Position], list[str]]:
    """Names that stand for something, each once, as ends; and what is wrong with the others."""
    from offing.cli.route import end_from_text

    found: dict[str, str | Position] = {}
    bad: list[str] = []
    for name in dict.fromkeys(names):
        try:
            end = end_from_text(name)
            sea.tie(end)
        except OffingError as error:
            bad.append(str(error))
        else:
            found[name] = end
    return found, bad


def _write(
    nm: object, rows: Sequence[str], columns: Sequence[str],
    csv: str | None, npy: str | None, parquet: str | None,
) -> None:  # fmt: skip
    """The matrix in the forms asked for; CSV on stdout when none was."""
    import numpy as np

    from offing.formats.files import write_whole
    from offing.formats.matrices import matrix_to_csv, matrix_to_npy, matrix_to_parquet

    assert isinstance(nm, np.ndarray)
    if npy:
        write_whole(npy, matrix_to_npy(nm))
    if parquet:
        write_whole(parquet, matrix_to_parquet(nm, rows, columns))
    if csv and csv != "-":
        write_whole(csv, matrix_to_csv(nm, rows, columns).encode())
    elif csv or not (npy or parquet):
        show_data(matrix_to_csv(nm, rows, columns))
