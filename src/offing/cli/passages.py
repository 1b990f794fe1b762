"""``offing passages``: the straits and canals that can be closed."""

from __future__ import annotations

import click

from offing.cli.app import shared_options
from offing.cli.output import show, show_json
from offing.cli.run import DONE, NOTHING


@click.command(name="passages")
@click.argument("name", required=False)
@shared_options("json")
def command(name: str | None, as_json: bool) -> int:
    """The straits and canals that can be closed, by id, with their other names.

    With NAME, those whose id or a name holds it.
    """
    from offing.places import passages

    found = list(passages())
    if name:
        wanted = name.casefold()
        found = [p for p in found if any(wanted in n.casefold() for n in (p.id, p.name, *p.names))]
    if as_json:
        show_json(found)
        return DONE if found else NOTHING
    width = max((len(p.id) for p in found), default=0)
    for place in found:
        others = ", ".join(n for n in place.names if n != place.name)
        show(f"{place.id:<{width}}  {place.name}" + (f" (also {others})" if others else ""))
    if not found:
        show("No passage of that name.")
    return DONE if found else NOTHING
