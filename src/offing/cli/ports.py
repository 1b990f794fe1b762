"""``offing ports``: ports by name, code or country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.output import show, show_json
from offing.cli.run import DONE, NOTHING

if TYPE_CHECKING:
    from offing.model import Place


@click.command(name="ports")
@click.argument("name", required=False)
@shared_options("json")
def command(name: str | None, as_json: bool) -> int:
    """Ports whose name, other name, UN/LOCODE or country is NAME; all without one."""
    from offing.places import ports

    found = sorted((p for p in ports() if _fits(p, name)), key=lambda p: (p.name, p.id))
    if as_json:
        show_json(found)
        return DONE if found else NOTHING
    for port in found:
        where = ""
        if port.lon is not None and port.lat is not None:
            from offing.cli.notices import position_words

            where = position_words(port.lon, port.lat)
        others = ", ".join(n for n in port.names if n != port.name)
        show(
            f"{port.unlocode or port.id:<10}  {port.country or '--'}  {where}  {port.name}"
            + (f" (also {others})" if others else "")
        )
    if not found:
        show("No port of that name.")
    return DONE if found else NOTHING


def _fits(port: Place, name: str | None) -> bool:
    """Whether a port answers to ``name``: a code or country exactly, names by their parts."""
    if not name:
        return True
    wanted = name.casefold()
    if wanted in (port.id, (port.unlocode or "").casefold(), (port.country or "").casefold()):
        return True
    return any(wanted in n.casefold() for n in (port.name, *port.names))
