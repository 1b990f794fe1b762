"""``offing passages``: the straits and canals that can be closed."""

from __future__ import annotations

import click

from offing.cli.app import shared_options
from offing.cli.output import show, show_data
from offing.cli.run import DONE, NOTHING
from offing.cli.tabular import rows_from_csv


@click.command(name="passages")
@click.argument("name", required=False)
@shared_options("json")
def command(name: str | None, as_json: bool) -> int:
    """The straits and canals that can be closed, by id, with their other names."""
    import json

    rows = rows_from_csv("passages", "passages.csv")
    if name:
        wanted = name.casefold()
        rows = [
            r for r in rows
            if wanted in " ".join((r["id"], r["name"], r.get("aliases", ""))).casefold()
        ]  # fmt: skip
    if as_json:
        show_data(json.dumps(rows, ensure_ascii=False))
        return DONE if rows else NOTHING
    width = max((len(r["id"]) for r in rows), default=0)
    for row in rows:
        others = row.get("aliases", "").replace("|", ", ")
        show(f"{row['id']:<{width}}  {row['name']}" + (f" (also {others})" if others else ""))
    if not rows:
        show("No passage of that name.")
    return DONE if rows else NOTHING
