"""Who speaks counts for how a thing is said: the table of modality.

One row for each standing of a speaker, one column for each kind of content. The calls are
those of the guide to claims (``docs/claims.md``, “How a thing is said”); the words by which
a standing is known are data (``data/actors/standings.csv``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from offing.claims.lexicon import read_rows, words
from offing.claims.speakers import Speaker
from offing.model import Modality

Standing = Literal["authority", "party", "firm", "union", "observer", "press", "person", "unnamed"]
"""What somebody is to the thing told.

``authority``: in charge of the water, the port or the inquiry; ``party``: a state, its
politics or forces, an armed group; ``firm``: owns or runs ships, terminals, cover;
``union``: labour, in its own dispute; ``observer``: institutes, consultancies, clubs,
agents, relief bodies: what they tell others did; ``press``: the outlet;
``person``: somebody of whom no body is known; ``unnamed``: a source that nobody can look up.
"""
Content = Literal["plan", "measure", "stance", "deed", "fact"]
"""``plan``: to come; ``measure``: an order, closure, service, charge; ``stance``: an
operation, blockade, talks or threat; ``deed``: force used; ``fact``: all that is or was so."""

_COLUMNS: tuple[Content, ...] = ("plan", "measure", "stance", "deed", "fact")
_TABLE: dict[tuple[Standing, bool], tuple[Modality, ...]] = {
    ("authority", True): ("announced", "announced", "announced", "confirmed", "confirmed"),
    ("authority", False): ("assessed", "reported", "reported", "confirmed", "confirmed"),
    ("party", True): ("announced", "announced", "announced", "claimed", "claimed"),
    ("party", False): ("announced", "announced", "announced", "claimed", "claimed"),
    ("firm", True): ("announced", "announced", "announced", "confirmed", "confirmed"),
    ("firm", False): ("reported", "reported", "reported", "reported", "reported"),
    ("union", True): ("announced", "announced", "announced", "claimed", "reported"),
    ("union", False): ("assessed", "reported", "reported", "claimed", "reported"),
    ("observer", True): ("announced", "announced", "announced", "reported", "reported"),
    ("observer", False): ("assessed", "reported", "reported", "reported", "reported"),
    ("press", True): ("reported", "reported", "reported", "reported", "reported"),
    ("press", False): ("reported", "reported", "reported", "reported", "reported"),
    ("person", True): ("announced", "announced", "announced", "reported", "reported"),
    ("person", False): ("reported", "reported", "reported", "reported", "reported"),
    ("unnamed", True): ("reported", "reported", "reported", "reported", "reported"),
    ("unnamed", False): ("reported", "reported", "reported", "reported", "reported"),
}  # fmt: skip
"""By standing and whether the speaker tells of its own acts, ships or waters."""


def modality_by_table(
    standing: Standing, content: Content, *, own: bool, first_hand: bool = True,
    negated: bool = False,
) -> Modality:  # fmt: skip
    """What the table says; inside another's speech nothing is confirmed.

    A party, a firm or an authority that says of a deed that it was not denies it.
    """
    if negated and content == "deed" and standing in ("party", "firm", "authority", "union"):
        return "denied"
    if negated and standing == "party" and content in ("fact", "stance"):
        return "denied"
    modality = _TABLE[standing, own][_COLUMNS.index(content)]
    return "reported" if modality == "confirmed" and not first_hand else modality


@lru_cache(maxsize=1)
def _standing_words() -> dict[str, Standing]:
    rows = read_rows("actors", "standings.csv")
    return {row["word"]: row["standing"] for row in rows}  # type: ignore[misc]


_PARTIES = frozenset({"armed_group", "umbrella_group", "state_force", "state"})
_GENERAL = words("analyst analysts expert experts economist researcher professor consultant")


@lru_cache(maxsize=4096)
def standing_of(speaker: Speaker) -> Standing:
    """The standing of ``speaker``, from its kind and the words of its role or name."""
    if speaker.unnamed:
        return "unnamed"
    actor = speaker.actor
    kind = speaker.kind or (actor.kind if actor else None)
    near = [w.strip(".,()’'").removesuffix("'s") for w in
            (speaker.role or speaker.name).lower().split()]  # fmt: skip
    told = {_standing_words()[w] for w in near if w in _standing_words()}
    if "observer" in told and (_GENERAL & set(near) or kind in (None, "company", "agency")):
        return "observer"
    if (actor is not None and actor.authority) or kind == "authority":
        return "authority"
    if kind in _PARTIES or any(w.endswith("-run") for w in near):
        return "party"
    if kind == "agency":
        for standing in ("union", "authority", "party"):
            if standing in told:
                return standing
        return "observer"
    if kind == "company":
        return "firm"
    if kind == "outlet":
        return "press"
    return "union" if "union" in told and not speaker.person else "person"
