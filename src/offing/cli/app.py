"""The tree of commands; each one's code is loaded when it is called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "brief": ("offing.cli.brief", "Make a brief from reports."),
    "route": ("offing.cli.route", "The way between two ports, or why there is none."),
    "voyage": ("offing.cli.voyage", "What a voyage takes: days, fuel, emissions, money."),
    "matrix": ("offing.cli.matrix", "Distances between many ports, as a table."),
    "lanes": ("offing.cli.lanes", "What a scenario does to regular voyages, yours or ours."),
    "check-route": ("offing.cli.check_route", "Which restrictions a planned route meets."),
    "read": ("offing.cli.read", "The claims in reports, and nothing else."),
    "incidents": ("offing.cli.incidents", "What reports tell of: linked, rated, compared."),
    "notices": ("offing.cli.notices", "The notices in files: warnings, advisories, entries."),
    "places": ("offing.cli.places", "The places that a text names."),
    "locate": ("offing.cli.locate", "Where a description lies, and how surely."),
    "ports": ("offing.cli.ports", "Ports by name, code or country."),
    "passages": ("offing.cli.passages", "The straits and canals that can be closed."),
    "scenario": ("offing.cli.scenario", "Write, check, show and compare scenarios; queues."),
    "observe": ("offing.cli.observe", "What ships really did, against a scenario."),
    "sea": ("offing.cli.sea", "Build or inspect the network that ways are computed on."),
    "serve": ("offing.cli.serve", "The desk: a page and an API on this machine."),
    "digest": ("offing.cli.digest", "What has changed since a day."),
    "watch": ("offing.cli.watch", "Take in reports as they arrive in a folder."),
    "doctor": ("offing.cli.doctor", "Versions, data, caches; what is missing and how to mend it."),
    "completion": ("offing.cli.completion", "Shell completion."),
}  # fmt: skip
"""Command name → the module that holds its ``command``, and its line of help."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and loads one when asked for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, its module imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with near names offered for one that is unknown."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=2)
            if near:
                raise click.UsageError(
                    f"no such command {args[0]!r}: did you mean {' or '.join(near)}?", ctx
                ) from error
            raise


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """``offing 0.1.0``."""
    if value and not ctx.resilient_parsing:
        from offing import __version__

        click.echo(f"offing {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 nothing found or no way, 2 usage, 3 some input unreadable "
    "(the rest is done first), 4 data missing. NOT FOR NAVIGATION.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Show the version and leave.",
)  # fmt: skip
@click.option("--debug", is_flag=True, expose_value=False, help="Show the details of a fault.")
def cli() -> None:
    """From reports to a brief: who claims what at sea, how well it is supported, and which way
    ships would have to go."""


def shared_options(*names: str) -> Callable[[Any], Any]:
    """Options that several commands have, with one wording: ``json``, ``quiet``, ``debug``."""
    known = {
        "json": click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        "csv": click.option("--csv", "as_csv", is_flag=True, help="Print CSV."),
        "geojson": click.option("--geojson", "as_geojson", is_flag=True, help="Print GeoJSON."),
        "quiet": click.option("--quiet", "-q", is_flag=True, help="No progress and no warnings."),
        "debug": click.option(
            "--debug", is_flag=True, expose_value=False, help="Show the details of a fault."
        ),
    }

    def add(function: Any) -> Any:
        for name in reversed((*names, "debug")):
            function = known[name](function)
        return function

    return add
