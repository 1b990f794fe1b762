"""Reading what the command line names: files, folders, ``-`` and addresses."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from offing.errors import UnreadableReport, UsageError

if TYPE_CHECKING:
    import datetime

    from offing.model import NamedArea, Report, Scenario


def is_address(source: str) -> bool:
    """Whether a report is named by a web address."""
    return source.startswith(("http://", "https://"))


def gather_reports(
    sources: Iterable[str], *, progress: Callable[[str, float | None], None] | None = None
) -> tuple[list[Report], list[UnreadableReport]]:
    """Every report that the sources hold, and what could not be read; one never stops the rest."""
    from offing.reports import read_report, read_reports

    read: list[Report] = []
    failed: list[UnreadableReport] = []
    for source in sources:
        try:
            if source == "-":
                read.append(read_report("-"))
            elif is_address(source):
                from offing.sources import fetch_report

                read.append(fetch_report(source))
            else:
                for report in read_reports([Path(source)], on_error=failed.append):
                    read.append(report)
                    if progress:
                        progress(f"read {len(read)} reports", None)
        except UnreadableReport as error:
            failed.append(error)
        except ImportError as error:
            raise UsageError(
                f"reading an address needs the extra 'fetch': install 'offing[fetch]' ({error})"
            ) from error
    return read, failed


class Asked(msgspec.Struct, frozen=True):
    """What the options of ``scenario_options`` say."""

    closed: tuple[str, ...]
    avoided: tuple[str, ...]
    opened: tuple[str, ...]
    scenario_file: str | None
    date: datetime.date | None
    ship_class: str | None

    def scenario(self) -> Scenario | None:
        """The scenario that the options name, ``None`` when they name none.

        Raises:
            UsageError: a file of areas cannot be read.
            ScenarioError: the scenario's file is faulty.
        """
        from offing.model import Restriction, Scenario

        scenario = Scenario.from_file(self.scenario_file) if self.scenario_file else Scenario()
        for target in self.closed:
            scenario |= Scenario(restrictions=(Restriction.close(target),))
        for path in self.avoided:
            area = Restriction.avoid(json_from_file(path), name=Path(path).stem)
            scenario |= Scenario(restrictions=(area,))
        scenario |= Scenario(opened=self.opened)
        return scenario if scenario.restrictions or scenario.opened else None


def areas_from(path: str | None) -> tuple[NamedArea, ...]:
    """The user's own areas in a GeoJSON file; none for no file.

    Raises:
        UsageError: it cannot be read, or holds no polygon.
    """
    if path is None:
        return ()
    from offing.formats.areas import areas_from_geojson

    return areas_from_geojson(json_from_file(path), Path(path).name)


def scenario_options(function: Any) -> Any:
    """The options of every command that asks the sea: what is closed, avoided, opened, when.

    The command gets them together as ``asked``.
    """

    @functools.wraps(function)
    def command(*values: Any, **options: Any) -> Any:
        asked = Asked(**{name: options.pop(name) for name in Asked.__struct_fields__})
        return function(*values, asked=asked, **options)

    for option in reversed((
        click.option("--close", "closed", multiple=True, metavar="PASSAGE",
                     help="A passage or port shut."),
        click.option("--avoid", "avoided", multiple=True, metavar="FILE",
                     help="Areas to keep out of (GeoJSON)."),
        click.option("--open", "opened", multiple=True, metavar="PASSAGE",
                     help="A passage that is closed unless opened, such as the Arctic ones."),
        click.option("--scenario", "scenario_file", metavar="FILE",
                     help="Restrictions that hold: a TOML file, or one of 'offing scenario list'."),
        click.option("--date", "date", type=Day(), metavar="DATE",
                     help="The day whose restrictions hold (default: the scenario's own)."),
        click.option("--ship-class", metavar="CLASS", help="The class of ship, with its limits."),
    )):  # fmt: skip
        command = option(command)
    return command


def json_from_file(path: str) -> dict[str, object]:
    """A JSON object from a file.

    Raises:
        UsageError: it cannot be read, or is no JSON object.
    """
    import json

    try:
        value = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise UsageError(f"{path} is not a GeoJSON object")
    return value


class Day(click.ParamType[object]):
    """A date on the command line: ``2024-01-25``."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """The date, or a usage error that shows the form."""
        import datetime

        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2024-01-25", param, ctx)
