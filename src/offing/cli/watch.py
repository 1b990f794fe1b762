"""``offing watch``: reports taken in as they arrive in a folder, each once."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from offing.cli.output import show, warn
from offing.cli.run import DONE, UNREADABLE
from offing.errors import StoreBusy, UsageError

if TYPE_CHECKING:
    from offing.store import Store


@click.command(name="watch")
@click.argument("folder", metavar="FOLDER")
@click.option("--db", metavar="FILE", help="The store (default: your own, or OFFING_DB).")
@click.option("--every", "seconds", type=click.FloatRange(0.2, 86_400), default=5.0,
              show_default=True, help="Seconds between two looks.")  # fmt: skip
@click.option("--once", is_flag=True, help="Take in what is there and stop.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(folder: str, db: str | None, seconds: float, once: bool, quiet: bool) -> int:
    """Take in the reports of a folder as they arrive (a mail drop, a synced folder).

    A file is read when it has stopped growing; one that is altered is read again. The
    files themselves are never touched. Stop it with Ctrl-C.
    """
    from offing.store import open_store
    from offing.store.place import path_for
    from offing.store.watching import Watcher

    place = Path(folder)
    if not place.is_dir():
        raise UsageError(f"{folder} is no folder; name the one that reports arrive in")
    with open_store(path_for(db)) as store:
        watcher = Watcher(place, settle_s=0.0 if once else min(seconds, 2.0))
        if not once and not quiet:
            show(f"Watching {folder}. Stop it with Ctrl-C.")
        while True:
            failed = _look(watcher, store, quiet=quiet)
            if once:
                return UNREADABLE if failed else DONE
            time.sleep(seconds)


def _look(watcher: object, store: Store, *, quiet: bool) -> bool:
    from offing.store.watching import Watcher

    assert isinstance(watcher, Watcher)
    failed = False
    for arrival in watcher.look():
        try:
            done = watcher.take(arrival, store)
        except StoreBusy as error:  # the next look finds it again
            warn(str(error), quiet=quiet)
            continue
        for reason in done.failed:
            warn(f"not read: {reason}", quiet=quiet)
            failed = True
        if done.added and not quiet:
            word = "report" if len(done.added) == 1 else "reports"
            show(f"{arrival.name}: {len(done.added)} {word}, {len(done.incidents)} incidents "
                 "new or altered")  # fmt: skip
    return failed
