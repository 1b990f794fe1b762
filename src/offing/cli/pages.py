"""Pages that commands write: a name after ``--html``, or standard output without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from offing.cli.output import show_data, warn

_F = TypeVar("_F", bound=Callable[..., Any])

STDOUT = "-"
_OURS = b'name="generator" content="Offing'
_HEAD = 8192
"""Bytes at the beginning of a page within which its generator is named."""


def html_option(what: str) -> Callable[[_F], _F]:
    """``--html [FILE]``: a page of ``what``, into FILE or onto standard output."""
    return click.option(
        "--html", "html_file", is_flag=False, flag_value=STDOUT, metavar="[FILE]",
        help=f"Write {what} as one self-contained page, to FILE or to standard output.",
    )  # fmt: skip


def split_page_name(
    html_file: str | None, files: tuple[str, ...]
) -> tuple[str | None, tuple[str, ...]]:
    """What ``--html`` took for a name may be the first report: ``--html report.txt``.

    Only a name that ends in ``.html`` or ``.htm`` is one to write to.

    Raises:
        click.UsageError: there is no report, or the page would go over something else.
    """
    if html_file and html_file != STDOUT and not html_file.lower().endswith((".html", ".htm")):
        html_file, files = STDOUT, (html_file, *files)
    if not files:
        raise click.UsageError("Missing argument 'FILE…': name the reports to read")
    if html_file and html_file != STDOUT:
        target = Path(html_file)
        if target.is_file() and target.stat().st_size and _OURS not in _head(target):
            raise click.UsageError(
                f"{html_file} exists and is no page of Offing; give another name after --html, "
                "or put --html after the reports"
            )
    return html_file, files


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def put_page(page: str, html_file: str, *, quiet: bool) -> None:
    """The page where ``--html`` says."""
    data = page.encode("utf-8", "replace")
    if html_file == STDOUT:
        show_data(data)
        return
    from offing.formats.files import write_whole

    write_whole(html_file, data)
    warn(f"wrote {html_file}", quiet=quiet)
