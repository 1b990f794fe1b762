"""What a view takes from others that close less: ways that meet nothing closed besides.

Closing never shortens. Where the way in a view that closes less (the same ship without
restrictions, or the reference ship under the same ones) uses no edge that is closed
besides, and neither end lies where one begins, it is the shortest here as well: nothing
need be brought into the hierarchy for it. Most ways of large ships are those of smaller
ones, and most closures lie on few ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from offing.sea.engine import View, Way
    from offing.sea.ties import Tie


class Looser(NamedTuple):
    """A view that closes less, and what is closed besides: edges, and the nodes they join."""

    view: View
    added: NDArray[np.int32]
    ends: NDArray[np.int32]


def any_among(values: NDArray[np.int64], ascending: NDArray[np.int32]) -> bool:
    """Whether any of the values is among others that ascend."""
    if not len(ascending) or not len(values):
        return False
    return bool((ascending[np.searchsorted(ascending[:-1], values)] == values).any())


def starts_alike(view: View, looser: Looser, tie: Tie) -> bool:
    """Whether an end meets the mesh in a view as in a looser one, its areas the same."""
    if any_among(tie.nodes, looser.ends):
        return False
    return tie.node >= 0 or len(view._reach(tie).nodes) == len(looser.view._reach(tie).nodes)


def way_as_in(view: View, a: Tie, b: Tie) -> Way | None:
    """The way of a looser view where it is the shortest here too; ``None`` if not known."""
    for looser in view.looser:
        if not (starts_alike(view, looser, a) and starts_alike(view, looser, b)):
            continue
        way = looser.view.way(a, b)
        if not np.isfinite(way.nm):
            return way
        if len(way.path) and not any_among(view.network.edges_along(way.path), looser.added):
            return way
    return None
