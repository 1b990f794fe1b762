"""Running a command: every way that it can end becomes one line and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Sequence

DONE, NOTHING, USAGE, UNREADABLE, MISSING = 0, 1, 2, 3, 4
FAULT = 70
"""``EX_SOFTWARE`` of sysexits.h: the program itself is at fault."""
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run the command line ``arguments`` and return its exit code."""
    import click

    from offing.cli.app import cli
    from offing.errors import OffingError

    debug = "--debug" in arguments
    shown_before = warnings.showwarning
    if not debug:
        warnings.showwarning = _warn_in_a_line
    try:
        code = cli.main(list(arguments), prog_name="offing", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        _complain_click(error)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return DONE
    except OffingError as error:
        if debug:
            _trace()
        _complain(str(error))
        return error.exit_code
    except OSError as error:
        if debug:
            _trace()
        where = f" ({error.filename})" if error.filename else ""
        _complain(f"{error.strerror or error}{where}")
        _close_stdout()
        return USAGE
    except Exception as error:
        if debug:
            _trace()
        hint = "" if debug else "; run it again with --debug for the details and report them"
        _complain(f"this is a fault in Offing: {type(error).__name__}: {error}{hint}")
        return FAULT
    finally:
        warnings.showwarning = shown_before


def _warn_in_a_line(message: Warning | str, *_where: object, **_more: object) -> None:
    """A Python warning as a user should see it: what, not where in our code."""
    _complain(str(message))


def _complain_click(error: object) -> None:
    """A usage error in one line, with where to find help."""
    import click

    assert isinstance(error, click.ClickException)
    message = error.format_message().replace("\n", " ").rstrip(".")
    context = getattr(error, "ctx", None)
    hint = f". Try '{context.command_path} --help'" if context else ""
    _complain(f"{message}{hint}")


def _complain(message: str) -> None:
    """One clear line on stderr, with nothing in it that a terminal would act on."""
    from offing.brief.wording import printable

    with contextlib.suppress(OSError):
        print(f"offing: {printable(message, breaks=False)}", file=sys.stderr)  # noqa: T201


def _trace() -> None:
    import traceback

    traceback.print_exc()


def _close_stdout() -> None:
    """Point stdout at nothing, so that closing it cannot fail a second time."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
