"""``offing completion``: the lines that teach a shell to complete ``offing``."""

from __future__ import annotations

import click

from offing.cli.output import show_data
from offing.cli.run import DONE


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print shell completion, for example: offing completion bash >> ~/.bashrc"""
    from click.shell_completion import get_completion_class

    from offing.cli.app import cli

    found = get_completion_class(shell)
    assert found is not None
    script = found(cli, {}, "offing", "_OFFING_COMPLETE")
    show_data(script.source())
    return DONE
