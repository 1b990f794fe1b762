"""Titles of incidents in neutral words, from slots alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offing.incidents.families import action_word
from offing.model import Claim, ClaimPlace, IncidentStatus, Voice

_AT = {"port": "at", "strait": "in the", "canal": "in the", "anchorage": "at", "town": "near",
       "sea": "in the", "gulf": "in the", "country": "in", "coast": "off the", "cape": "off",
       "island": "off", "area": "in"}  # fmt: skip
_NAMED_TOGETHER = ("port", "strait", "canal", "anchorage")
_MOST_NAMED = 3
"""A title names so many places; of more, the first and how many."""


def title_of(
    action: str,
    places: Sequence[ClaimPlace],
    lead: Claim,
    voices: Mapping[str, Voice],
    status: IncidentStatus,
) -> str:
    """One line: what, where, by whom, and how it stands, e.g. “Closure at Beira, announced”."""
    noun = action_word(action).capitalize() if action != "other" else "Matter"
    told = [v for v in voices.values() if v.stance == "supports"]
    alone = all(v.claim_id == lead.id for v in told)
    if lead.negated and alone and action != "other" and (not told or lead.modality != "denied"):
        noun = f"No {noun[:1].lower()}{noun[1:]}"
        status = "unknown" if lead.future else "occurred"
    parts = [noun]
    if places:
        parts.append(_where(places, action, lead))
    text = " ".join(parts)
    if lead.actor:
        text += f", by {lead.actor}"
    tail = {"announced": "announced", "denied": "denied", "disputed": "disputed",
            "ended": "ended"}.get(status)  # fmt: skip
    if tail is None and status == "unknown":
        claimed = all(v.party for v in voices.values())
        tail = "claimed" if claimed else "not known whether so"
    return f"{text} ({tail})" if tail else text


_TAILS = ("announced", "denied", "disputed", "ended", "claimed", "not known whether so")


def retitled(title: str, status: IncidentStatus) -> str:
    """``title`` with its tail changed to how it stands now."""
    for tail in _TAILS:
        title = title.removesuffix(f" ({tail})")
    return f"{title} (ended)" if status == "ended" else title


def _where(places: Sequence[ClaimPlace], action: str, lead: Claim) -> str:
    first = places[0]
    country = next((p for p in places if p.kind == "country"), None)
    if country and first.kind in ("country", "sea", "gulf") and action in ("blockade", "closure"):
        waters = [p.name.removeprefix("the ") for p in places if p.kind in ("sea", "gulf")]
        whose = "of ports of" if lead.target in ("a port", "ports") else "of"
        return f"{whose} {country.name}" + (f" in the {waters[0]}" if waters else "")
    name = first.name
    before = _AT.get(first.kind, "at")
    if before.endswith(" the") and (name.lower().startswith("the ") or "el-" in name):
        before = before.removesuffix(" the")
    sea = next((p for p in places[1:] if p.kind in ("sea", "gulf")), None)
    text = f"{before} {_listed(first, lead.places)}"
    return f"{text} ({sea.name})" if sea and first.kind != "sea" else text


def _listed(first: ClaimPlace, places: Sequence[ClaimPlace]) -> str:
    """``first`` with the others of its kind in the leading claim: one port of two misleads."""
    alike = list(dict.fromkeys(p.name for p in places if p.kind == first.kind))
    if first.name not in alike or len(alike) == 1 or first.kind not in _NAMED_TOGETHER:
        return first.name
    if len(alike) > _MOST_NAMED:
        return f"{first.name} and {len(alike) - 1} more places"
    return f"{', '.join(alike[:-1])} and {alike[-1]}"
