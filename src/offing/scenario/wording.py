"""The sentences that a proposal carries: its basis, and what would have to be true."""

from __future__ import annotations

from collections.abc import Sequence

from offing.incidents.speakers import AUTHORITIES
from offing.model import Incident, Target, Voice


def _names(voices: Sequence[Voice]) -> str:
    names = list(dict.fromkeys(v.speaker for v in voices))
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")


def _who(incident: Incident, voices: Sequence[Voice]) -> str:
    """Who speaks for it, weightiest first: authority, carrier, anybody but a party, party."""
    for test in (_authority, _carrier, _third):
        chosen = [v for v in voices if test(v)]
        if chosen:
            return _names(chosen)
    return _names(voices)


def _authority(voice: Voice) -> bool:
    return voice.in_charge or voice.kind in AUTHORITIES


def _carrier(voice: Voice) -> bool:
    return voice.kind == "carrier"


def _third(voice: Voice) -> bool:
    return not voice.party and voice.kind != "armed_group"


def basis_of(incident: Incident, voices: Sequence[Voice], target: Target | None = None) -> str:
    """One sentence: on whose word a proposal rests, how well supported, and its state.

    With ``target``, who denies it for other places only is left out.
    """
    who = _who(incident, voices)
    code = incident.so_rating.code
    if any(v.in_charge for v in voices):
        text = (
            f"Stated by the authority ({who}); only proposed, since a notice can be forged or old."
        )
    elif any(map(_authority, voices)):
        text = f"Stated by a safety authority ({who}); only proposed."
    elif any(map(_carrier, voices)):
        text = f"{who} speaks for its own ships only; only proposed."
    elif incident.status == "announced" or all(v.future for v in voices):
        text = f"Announced by {who}, if carried out; {support_of(incident)}; only proposed."
    else:
        text = f"Told by {who}; {support_of(incident)}; only proposed."
    text = text.removesuffix(".") + f" (rated {code})."
    if incident.status == "disputed":
        against = [
            v for v in incident.voices
            if v.stance == "denies" and (target is None or not v.places or target.id in v.places)
        ]  # fmt: skip
        if against:
            text += f" Disputed: {_names(against)} denies it."
    return text


def support_of(incident: Incident) -> str:
    """“one origin, no independent support”, or how many origins there are, parties told apart."""
    n, support = incident.independent_origins, incident.supporting_origins
    if n <= 1:
        return "one origin, no independent support"
    if not support:
        return f"{n} origins, all of them parties to it"
    if support < n:
        return f"{n} origins, {support} of them no party to it"
    return f"{n} origins that could be independent"


def would_have_to_be_true(
    incident: Incident, voices: Sequence[Voice], target: Target
) -> tuple[str, ...]:
    """What has to hold for the restriction to be real, in sentences."""
    who = incident.actor or _who(incident, voices)
    name = target.name
    if any(v.in_charge for v in voices):
        return (
            f"the notice of {_who(incident, voices)} is genuine",
            f"the measure at {name} still holds, or begins as announced",
        )
    if any(map(_carrier, voices)) and not any(v.action == "blockade" for v in voices):
        return (
            f"{_who(incident, voices)} does what it announced, on all its services through {name}",
            "as many other ships stay away as the share that you set says",
        )
    if target.kind == "area":
        return ("the danger is where the notice says", "ships follow the advice to stay away")
    if incident.status == "announced" or all(v.future for v in voices):
        out = [f"{who} does what it announced", f"it can stop ships bound for or from {name}"]
        if target.kind == "general":
            out.append("it is the ports or passages that you pick which are meant")
        elif incident.places and target.id not in {p.id for p in incident.places}:
            out.append(f"{name}, which the announcement itself does not name, is meant")
        return tuple(out)
    return (f"it is as told by {_who(incident, voices)}, and still holds",)


def conditions_of(incident: Incident) -> tuple[str, ...]:
    """Conditions quoted from the text that no restriction here can express."""
    return tuple(f"only as far as the text limits it: “{c}”" for c in incident.conditions)
