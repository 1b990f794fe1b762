"""Who places are: gazetteer, matching, positions and offsets.

``ports``, ``port``, ``passages``, ``passage`` and ``get`` look places up;
``find_places`` and ``best_place`` read them in a text; ``ports_of`` and
``containing_seas`` tell where they lie. Importing this loads no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.places.areas import country_of, ports_of
    from offing.places.find import best_place, find_demonyms, find_places
    from offing.places.gazetteer import passage, passages, port, ports, ports_named
    from offing.places.index import get
    from offing.places.named_seas import containing_seas, sea_id, seas

__all__ = [
    "best_place", "containing_seas", "country_of", "find_demonyms", "find_places", "get", "passage",
    "passages", "port", "ports", "ports_named", "ports_of", "sea_id", "seas",
]  # fmt: skip

__getattr__ = names_of(__name__, {
    "areas": "country_of ports_of",
    "find": "best_place find_demonyms find_places",
    "gazetteer": "passage passages port ports ports_named",
    "index": "get",
    "named_seas": "containing_seas sea_id seas",
})  # fmt: skip
