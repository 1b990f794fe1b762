"""Where words go: results to stdout, progress and warnings to stderr."""

from __future__ import annotations

import os
import sys
from typing import Any

import click


def show(text: str) -> None:
    """A result, for people: on stdout, with nothing in it that a terminal would act on."""
    from offing.brief.wording import printable

    click.echo(printable(text))


def show_data(data: bytes | str) -> None:
    """A result, for programs: on stdout as it is, as UTF-8, with one line break at its end."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    stream = sys.stdout.buffer
    sys.stdout.flush()
    stream.write(raw if raw.endswith(b"\n") else raw + b"\n")
    stream.flush()


def show_json(value: Any) -> None:
    """A struct (or lists and dicts of them) as JSON, indented on a terminal."""
    from offing.model import to_json

    show_data(to_json(value, indent=2 if sys.stdout.isatty() else 0))


def warn(text: str, *, quiet: bool = False) -> None:
    """A warning: one line on stderr, unless the user wants quiet."""
    if quiet:
        return
    from offing.brief.wording import printable

    click.echo(f"offing: {printable(text, breaks=False)}", err=True)


def wants_colour() -> bool:
    """Whether stdout is a terminal whose user has not set ``NO_COLOR`` (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not _dumb()


def _dumb() -> bool:
    return os.environ.get("TERM") == "dumb"


class Progress:
    """A line of progress on stderr, only when stderr is a terminal and quiet is off.

    Called with a stage in words and a fraction 0–1; leaving the context clears it.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.on = not quiet and sys.stderr.isatty() and not _dumb()
        self._shown = ""
        self._unsaid = not quiet and not self.on

    def __call__(self, stage: str, fraction: float | None = None) -> None:
        """Show where things stand; without a terminal, only that a long work begins."""
        if not self.on:
            if fraction is not None and self._unsaid:
                self._unsaid = False
                warn("building the sea network; it is kept, so this happens once")
            return
        share = "" if fraction is None else f" {min(max(fraction, 0.0), 1.0):4.0%}"
        line = f"{stage}{share}"[:78]
        if line != self._shown:
            click.echo("\r\x1b[K" + line, nl=False, err=True)
            self._shown = line

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = ""
