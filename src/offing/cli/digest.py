"""``offing digest``: what a store holds that it did not hold before."""

from __future__ import annotations

import datetime

import click

from offing.cli.app import shared_options
from offing.cli.inputs import Day
from offing.cli.output import show_data, show_json, warn
from offing.cli.run import DONE, NOTHING
from offing.model import Lane


@click.command(name="digest")
@click.option("--db", metavar="FILE", help="The store (default: your own, or OFFING_DB).")
@click.option("--since", type=Day(), required=True, metavar="DATE",
              help="From the beginning of this day, UTC.")  # fmt: skip
@click.option("--lanes", "lanes_name", metavar="FILE|NAME",
              help="Your lanes: each change says which of them it touches.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Background too, not only shipping.")
@click.option("--html", "as_html", is_flag=True, help="As a page.")
@click.option("--atom", "as_atom", is_flag=True, help="As an Atom feed.")
@click.option("--feed", "as_feed", is_flag=True, help="As a JSON Feed.")
@shared_options("json", "quiet")
def command(
    db: str | None, since: datetime.date, lanes_name: str | None, everything: bool,
    as_html: bool, as_atom: bool, as_feed: bool, as_json: bool, quiet: bool,
) -> int:  # fmt: skip
    """What is new, changed, ended, contradicted or cancelled since a day."""
    from offing.digest import (
        digest_since,
        digest_to_atom,
        digest_to_html,
        digest_to_json_feed,
        digest_to_text,
    )
    from offing.store import open_store
    from offing.store.place import path_for
    from offing.store.taking_in import bring_up_to_date

    if as_html + as_atom + as_feed + as_json > 1:
        raise click.UsageError("choose one of --html, --atom, --feed and --json")
    with open_store(path_for(db)) as store:
        bring_up_to_date(store, datetime.datetime.now(tz=datetime.UTC).date())
        lanes = _lanes(store.lanes(lanes_name) if lanes_name else None, lanes_name, quiet=quiet)
        sea = None
        if lanes:
            from offing.sea import open_sea

            sea = open_sea()
        digest = digest_since(
            store, since, scope=None if everything else "shipping", lanes=lanes, sea=sea
        )
    if as_json:
        show_json(digest)
    elif as_html:
        show_data(digest_to_html(digest))
    elif as_atom:
        show_data(digest_to_atom(digest))
    elif as_feed:
        show_data(digest_to_json_feed(digest))
    else:
        show_data(digest_to_text(digest))
    return DONE if digest.changes else NOTHING


def _lanes(saved: object, name: str | None, *, quiet: bool) -> tuple[Lane, ...]:
    """Lanes kept in the store under a name, else those of a file."""
    from offing.model import SavedLanes

    if name is None:
        return ()
    if isinstance(saved, SavedLanes):
        return saved.lanes
    from offing.voyage.lanes import read_lanes

    lanes, problems = read_lanes(name)
    for problem in problems:
        warn(f"line {problem.line}: {problem.reason}", quiet=quiet)
    return lanes
