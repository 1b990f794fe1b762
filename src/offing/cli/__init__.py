"""The command line: parse, call, print."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    Codes: 0 done; 1 nothing found, or no way; 2 usage; 3 some input was unreadable
    (the rest is done first); 4 data missing; 70 a fault in Offing; 130 interrupted.
    """
    from offing.cli.run import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))
