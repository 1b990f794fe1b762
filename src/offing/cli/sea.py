"""``offing sea``: build or inspect the network that ways are computed on."""

from __future__ import annotations

import click

from offing.cli.app import shared_options
from offing.cli.output import Progress, show, show_json
from offing.cli.run import DONE, MISSING


@click.group(name="sea")
def command() -> None:
    """Build or inspect the network that ways are computed on."""


@command.command("build")
@shared_options("quiet")
def build(quiet: bool) -> int:
    """Build the network again from coast data and store it."""
    import time

    from offing.sea import build_sea

    start = time.monotonic()
    with Progress(quiet=quiet) as progress:
        path = build_sea(progress=progress)
    show(f"Built in {time.monotonic() - start:.0f} s: {path}")
    return DONE


@command.command("info")
@shared_options("json")
def info(as_json: bool) -> int:
    """Where the network is stored, how large it is, and whether it is current."""
    from offing.sea import sea_info

    found = sea_info()
    if as_json:
        show_json(found)
    else:
        for key, value in found.items():
            show(f"{key.replace('_', ' ')}: {value}")
    return DONE if found.get("ready") else MISSING
