"""Titles of incidents in neutral words, from slots alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.incidents.families import action_word
from offing.model import Claim, ClaimPlace, IncidentStatus, Voice

_AT = {"port": "at", "strait": "in the", "canal": "in the", "anchorage": "at", "town": "near",
       "sea": "in the", "gulf": "in the", "country": "in", "coast": "off the", "cape": "off",
       "island": "off", "area": "in"}  # fmt: skip


def title_of(
    action: str,
    places: Sequence[ClaimPlace],
    lead: Claim,
    voices: Mapping[str, Voice],
    status: IncidentStatus,
) -> str:
    """One line: what, where, by whom, and how it stands, e.g. “Closure at Beira, announced”."""
    noun = action_word(action).capitalize() if action != "other" else "Event"
    parts = [noun]
    if places:
        parts.append(_where(places, action))
    text = " ".join(parts)
    if lead.actor:
        text += f", by {lead.actor}"
    tail = {"announced": "announced", "denied": "denied", "disputed": "disputed",
            "ended": "ended"}.get(status)  # fmt: skip
    if tail is None and status == "unknown":
        claimed = all(v.party for v in voices.values())
        tail = "claimed" if claimed else "not known whether so"
    return f"{text} ({tail})" if tail else text


def _where(places: Sequence[ClaimPlace], action: str) -> str:
    first = places[0]
    country = next((p for p in places if p.kind == "country"), None)
    if country and first.kind in ("country", "sea", "gulf") and action in ("blockade", "closure"):
        waters = [p.name.removeprefix("the ") for p in places if p.kind in ("sea", "gulf")]
        return f"of {country.name}" + (f" in the {waters[0]}" if waters else "")
    name = first.name
    before = _AT.get(first.kind, "at")
    if before.endswith(" the") and (name.lower().startswith("the ") or "el-" in name):
        before = before.removesuffix(" the")
    sea = next((p for p in places[1:] if p.kind in ("sea", "gulf")), None)
    text = f"{before} {name}"
    return f"{text} ({sea.name})" if sea and first.kind != "sea" else text
