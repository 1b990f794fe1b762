"""``offing locate``: where the words of a text put it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from offing.cli.app import shared_options
from offing.cli.notices import position_words
from offing.cli.output import show, show_data, show_json
from offing.cli.run import DONE, NOTHING

if TYPE_CHECKING:
    from offing.model.notice import NoticePosition


@click.command(name="locate")
@click.argument("text", nargs=-1, required=True, metavar="TEXT…")
@shared_options("json", "geojson")
def command(text: tuple[str, ...], as_json: bool, as_geojson: bool) -> int:
    """Where a description lies: "12 NM south of Aden", "off Somalia", "12-34N 045-06E".

    The one best position with the radius that holds the true one nine times in ten, and
    what it rests on: a stated position, an offset, a place or an area.
    """
    from offing.notices import locate_text

    found = locate_text(" ".join(text))
    if as_json:
        show_json(found)
    elif as_geojson:
        from offing.formats.geojson import collection
        from offing.model import to_json

        show_data(to_json(collection([_feature(found)] if found else [])))
    elif found is None:
        show("No position, place or sea found in these words.")
    else:
        show(
            f"{position_words(found.lon, found.lat)} ± {found.radius_nm:g} nm "
            f"({found.basis}: {' '.join(found.text.split())})"
        )
    return DONE if found else NOTHING


def _feature(found: NoticePosition) -> dict[str, object]:
    from offing.formats.geojson import feature

    return feature(
        {"type": "Point", "coordinates": [found.lon, found.lat]}, role="position",
        radius_nm=found.radius_nm, basis=found.basis, text=found.text,
    )  # fmt: skip
