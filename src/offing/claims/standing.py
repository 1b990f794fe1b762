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
Cue = Literal["told", "relayed", "asserted", "refuted", "thought", "urged"]
"""``told``: plainly; ``relayed``: who speaks was told so; ``asserted``: “claimed”,
“maintained”; ``refuted``: said not to be so; ``thought``: a view, a forecast, a case put,
a capability; ``urged``: advice, a warning, a pledge, a threat."""
_WHATEVER_IT_IS: dict[Cue, Modality] = {
    "refuted": "denied", "thought": "assessed", "urged": "announced",
}  # fmt: skip
"""Cues that settle the modality alone."""

_COLUMNS: tuple[Content, ...] = ("plan", "measure", "stance", "deed", "fact")
_TABLE: dict[tuple[Standing, bool], tuple[Modality, ...]] = {
    ("authority", True): ("announced", "announced", "announced", "confirmed", "confirmed"),
    ("authority", False): ("assessed", "reported", "reported", "confirmed", "confirmed"),
    ("party", True): ("announced", "announced", "announced", "claimed", "claimed"),
    ("party", False): ("announced", "announced", "announced", "claimed", "claimed"),
    ("firm", True): ("announced", "announced", "announced", "confirmed", "confirmed"),
    ("firm", False): ("assessed", "reported", "reported", "reported", "reported"),
    ("union", True): ("announced", "announced", "announced", "claimed", "reported"),
    ("union", False): ("assessed", "reported", "reported", "claimed", "reported"),
    ("observer", True): ("announced", "announced", "announced", "reported", "reported"),
    ("observer", False): ("assessed", "reported", "reported", "reported", "reported"),
    ("press", True): ("reported", "reported", "reported", "reported", "reported"),
    ("press", False): ("reported", "reported", "reported", "reported", "reported"),
    ("person", True): ("announced", "announced", "announced", "reported", "reported"),
    ("person", False): ("assessed", "reported", "reported", "reported", "reported"),
    ("unnamed", True): ("reported", "reported", "reported", "reported", "reported"),
    ("unnamed", False): ("reported", "reported", "reported", "reported", "reported"),
}  # fmt: skip
"""By standing and whether the speaker tells of its own acts, ships or waters."""


def modality_by_table(
    standing: Standing, content: Content, *, own: bool, first_hand: bool = True,
    negated: bool = False, cue: Cue = "told",
) -> Modality:  # fmt: skip
    """What the table says; inside another's speech nothing is confirmed.

    Whoever speaks by name and says of a deed or harm that it was not, denies it.
    """
    if cue in _WHATEVER_IT_IS:
        return _WHATEVER_IT_IS[cue]
    if negated and content not in ("plan", "measure") and standing in _DENYING:
        return "denied"
    if cue == "relayed" and standing in ("authority", "firm"):
        return "reported"
    if cue == "asserted" and content in ("deed", "fact", "measure"):
        return "assessed" if standing == "observer" else "claimed"
    modality = _TABLE[standing, own][_COLUMNS.index(content)]
    return "reported" if modality == "confirmed" and not first_hand else modality


_DENYING = frozenset({"party", "firm", "authority", "union", "observer", "person"})


@lru_cache(maxsize=1)
def _standing_words() -> dict[str, Standing]:
    rows = read_rows("actors", "standings.csv")
    return {row["word"]: row["standing"] for row in rows}  # type: ignore[misc]


@lru_cache(maxsize=1)
def _offices() -> dict[str, Standing]:
    """Words that tell the standing alone, of somebody of whom no body is known."""
    rows = read_rows("actors", "standings.csv")
    return {row["word"]: row["standing"] for row in rows if row["alone"]}  # type: ignore[misc]


_WATERS = words("port ports harbour harbor terminal terminals canal seaway pilotage traffic quay")
_IN_CHARGE = words(
    "centre center captaincy "
    "operator company corporation authority office department service services management "
    "administration master captain captaincy control directorate board trust agency"
)
_SPOKES = words("spokesman spokeswoman spokesperson representative official officials")
_IN_OFFICE = _IN_CHARGE | _SPOKES
_UNITS = words("mission force forces group fleet command squadron operation operations unit units")
_GONE = words("retired former ex ex-")
_RANK: tuple[Standing, ...] = ("observer", "authority", "party", "union", "firm")


def _by_office(near: list[str]) -> Standing:
    """The standing that the words of a role or a name tell, ``person`` where they tell none."""
    heard = set(near)
    if heard & {"secretary", "director", "attorney", "director-general"}:
        near = [w for w in near if w != "general"]
    if heard & _GONE:
        return "observer"
    if heard & _WATERS and heard & _IN_OFFICE:
        return "authority"
    if heard & {"naval", "military", "armed"} and heard & _UNITS:
        return "party"
    told = {_offices()[w] for w in near if w in _offices()}
    if not told and heard & _SERVING and heard & _IN_SERVICE:
        return "authority"
    return next((s for s in _RANK if s in told), "person")


_SERVING = words(
    "agency board directorate service services centre center office bureau administration "
    "department commission brigade chief station"
)
_IN_SERVICE = words(
    "emergency safety rescue coordination traffic vessel lock locks fire lifeboat shipping "
    "transport civil-protection pilotage navigation hydrographic investigation coastal "
    "sea fisheries"
)
"""What a public service is for, beside the noun of a body: “the transport safety board”."""


_PARTIES = frozenset({"armed_group", "umbrella_group", "state_force", "state"})
_GENERAL = words(
    "analyst analysts expert experts economist researcher professor consultant broker brokers "
    "trader traders ship-tracking"
)


@lru_cache(maxsize=4096)
def standing_of(speaker: Speaker) -> Standing:
    """The standing of ``speaker``, from its kind and the words of its role or name."""
    if speaker.unnamed or speaker.name.lower().startswith(_SOMEBODY):
        return "unnamed"
    actor = speaker.actor
    kind = speaker.kind or (actor.kind if actor else None)
    body = speaker.org if speaker.person and speaker.kind == "agency" else None
    near = _words_of(speaker.role or body or speaker.name)
    told = {_standing_words()[w] for w in near if w in _standing_words()}
    if actor is None and _is_of_trade(near):
        return "observer"
    if "observer" in told and (_GENERAL & set(near) or kind in (None, "company", "agency")):
        return "observer"
    if (actor is not None and actor.authority) or kind == "authority":
        return "observer" if actor is None and set(near) & _DESKS else "authority"
    if kind in ("state", "agency", "company") and set(near) & _WATERS and set(near) & _IN_CHARGE:
        return "authority"
    if kind in _PARTIES or any(w.endswith("-run") for w in near):
        return "party"
    if kind == "agency":
        for standing in ("union", "authority", "party", "firm"):
            if standing in told:
                return standing
        return "observer"
    if kind == "company":
        return "firm"
    if kind == "outlet":
        return "press"
    if "union" in told and not speaker.person:
        return "union"
    alone = speaker.name.lower() in _offices()
    named = _words_of(speaker.name)
    if speaker.person and not alone:
        if named and _standing_words().get(named[-1]) == "firm" and not speaker.role:
            return "firm"  # “Brightwater Shipmanagement” is nobody's name
        named = []
    return _by_office([*_words_of(speaker.role or ""), *named, *_words_of(speaker.org or "")])


_SOLD = words("intelligence advisory consulting analytics security")
_FIELD = words("maritime marine shipping ocean port risk security threat")
_PUBLIC = words(
    "ministry military army navy naval national directorate department service services agency "
    "defence defense federal state centre center general bureau authority "
    "force forces command council police committee"
)


def _is_of_trade(near: list[str]) -> bool:
    """“Marlow Maritime Intelligence”: a firm that sells what it gathers."""
    heard = set(near)
    return bool(heard & _SOLD and heard & _FIELD) and not heard & _PUBLIC


_DESKS = words("desk cell cluster forum newsletter weekly monitor")
"""Who gathers what others tell: no authority, whatever else stands in the name."""
_SOMEBODY = (
    "unspecified ",
    "unnamed ",
    "unidentified ",
    "two unspecified ",
    "an unspecified ",
    "a person ",
    "someone ",
    "somebody ",
    "one of the ",
    "people ",
    "two people ",
)


def _words_of(name: str) -> list[str]:
    return [w.strip(".,()’'").removesuffix("'s").removesuffix("’s") for w in name.lower().split()]


_WATCHES = words("desk watch cell reporting information awareness observatory bureau")
"""Bodies that collect what happens at sea: in charge of what they record, of nothing else."""
_WATCHED = words(
    "attack seizure boarding hijack interception mine robbery approach accident grounding rescue "
    "spill release damage casualty explosion gnss_interference advisory other threat denial "
    "exercise"
)
_OF_WEATHER = words(
    "observatory meteorological weather hurricane typhoon cyclone meteorology met "
    "meteorologist forecasters"
)


def standing_in(action: str, speaker: Speaker) -> Standing:
    """The standing of ``speaker`` towards this act: an authority is one in its own field.

    A weather service is an authority on the weather; a desk that records incidents is none on
    what ports, courts and carriers do.
    """
    standing = standing_of(speaker)
    if action != "weather" and (standing != "authority" or action in _WATCHED):
        return standing
    near = set(_words_of(speaker.name)) | set(_words_of(speaker.role or ""))
    if (
        action == "weather"
        and near & _OF_WEATHER
        and not near & _WATCHES
        and standing in ("observer", "person")
    ):
        return "authority"
    if (
        standing == "authority"
        and action not in _WATCHED
        and near & _WATCHES
        and not (near & _WATERS or near & {"guard", "coastguard", "navy"})
    ):
        return "observer"
    return standing


ANALYSTS = words(
    "analyst analysts economist economists forecasters researchers consultants strategists brokers "
    "scholars experts"
)
"""Those whose figures of what is to come are a view."""
