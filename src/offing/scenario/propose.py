"""From incidents to proposals; a person accepts or rejects them, reading never applies one.

What proposes what:

- a closure or blockade of a named port or passage → that port or passage closed;
  said by the authority in charge: “stated by the authority”; by a party as its
  intention: “if carried out”
- a blockade of ports that are not named (“ports of X on Y”) → one general proposal with
  candidates, and one proposal for each candidate that the reports name
- work in a port, or passage through a canal, told as stopped → that port or canal closed;
  on whose word is said. A ferry, bookings or a surcharge that stops closes nothing
- a carrier that pauses its own transits → the passage avoided by a share for a person
  to set; a carrier's pause never closes anything, and a return that is put off changes
  nothing in how ships sail
- a limit of so many ships a day for a passage as a whole → its capacity; limits of draught,
  daylight or convoys are named as not modelled
- advice of a safety authority to stay away from a stated area → that area avoided; from a
  named strait or canal → avoided by a share for a person to set
- conditions on ownership, flag or destination → the effect is ``avoided``, since only
  part of the ships is meant, and the condition is listed as not modelled

Nothing is proposed from what is background or history, only foreseen, denied, ended or
replaced, from a threat, from a single attack on a ship, from a diversion (it names the
ways that ships take, not the one they leave), from rules of passage (``restriction``:
convoys, draught, daylight) that no effect here expresses, or for an area as large as a sea.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from offing.incidents.speakers import AUTHORITIES, carrier_kind
from offing.incidents.times import date_of, span_of, stated_end
from offing.model import ClaimPlace, Incident, Position, Restriction, Target, Voice
from offing.scenario.build import area_km2, circle, restriction_id
from offing.scenario.candidates import general_target
from offing.scenario.limits import limits
from offing.scenario.wide import advises_all, on_whole_sea
from offing.scenario.wording import basis_of, conditions_of, would_have_to_be_true

DEFAULT_SHARE = 0.55
"""Share of ships that stay away when carriers pause: the one share that fitted daily
transits of Bab el-Mandeb best in winter 2023–24 (IMF PortWatch). A person sets their own."""

MAX_AREA_KM2 = 250_000.0
"""A larger area is never proposed as avoided: it is a sea, not a danger area (the Persian
Gulf has about 240,000 km²)."""

DEFAULT_RADIUS_NM = 10.0
"""Radius around a stated position when the advice to stay away names none."""

MAX_RADIUS_NM = 150.0

_OPEN = frozenset({"denied", "ended", "superseded"})
_CLOSING = frozenset({"closure", "blockade", "strike"})


def propose_restrictions(
    incidents: Iterable[Incident], *, as_of: datetime.date | None = None
) -> list[Restriction]:
    """What would be restricted at sea if the incidents are as told, each as a proposal.

    Args:
        incidents: from ``link_incidents``.
        as_of: measures that were to end before this date propose nothing; default:
            the incidents' own date.

    Returns:
        Proposals (status ``proposed``) in the order of their ids; equal ones are merged,
        with all incidents that they rest on.
    """
    found: dict[str, Restriction] = {}
    by_id = {i.id: i for i in incidents}
    for incident in (by_id[i] for i in sorted(by_id)):
        again = {p.id for i in incident.superseded_by if i in by_id for p in by_id[i].places}
        for one in _from_incident(incident, as_of or incident.as_of):
            if one.target.id in again:
                continue  # one of several places that works again
            found[one.id] = _merged(found[one.id], one) if one.id in found else one
    return [found[i] for i in sorted(found)]


def _from_incident(incident: Incident, as_of: datetime.date | None) -> list[Restriction]:
    if incident.scope != "shipping" or incident.status in _OPEN or incident.past:
        return []
    voices = [v for v in incident.voices if _counts(v)]
    if not voices or _denied_by_authority(incident, voices):
        return []
    start, end = _dates(incident)
    if as_of and end and end < as_of:
        return []
    stops = _stoppable(incident)
    closing = [v for v in voices if _closes_place(v) or _port_stop(v, stops)]
    pausing = [v for v in voices if v.action == "suspension" and v.measure_of == "own_ships"]
    out: list[Restriction] = []
    if closing:
        out += _closures(incident, closing, start, end)
    elif pausing:
        out += _pauses(incident, pausing, start, end)
    else:
        out += limits(incident, voices, start, end)
    out += _areas(incident, voices, start, end)
    out = out or _advised(incident, voices, start, end)
    return out or on_whole_sea(incident, voices, start, end)


def _counts(voice: Voice) -> bool:
    return (
        voice.stance == "supports"
        and not voice.hypothetical
        and voice.modality not in ("assessed", "denied")
        # What nobody who is named says is to come is hearsay of a plan, not a plan.
        # A strike that is called for a day is no hearsay, whoever tells of it.
        and not (
            voice.future
            and voice.kind == "unnamed"
            and voice.modality == "reported"
            and voice.action != "strike"
        )
    )


def _closes_place(voice: Voice) -> bool:
    return voice.action in _CLOSING and voice.measure_of != "service"


def _stoppable(incident: Incident) -> dict[str, str]:
    """Kinds of its ports, canals and straits, by id."""
    return {
        p.id: p.kind for p in incident.places
        if p.kind in ("port", "anchorage", "canal", "strait")
    }  # fmt: skip


def _port_stop(voice: Voice, stoppable: Mapping[str, str]) -> bool:
    """Work in a port, or transits of a canal, told as stopped, and not only a service.

    Traffic through a strait has no one master: that it is stopped counts only where somebody
    who is no party to it tells it as done (“traffic in the strait is suspended, fog”).
    """
    if voice.action != "suspension" or voice.measure_of != "place":
        return False
    if voice.in_charge or voice.kind == "authority":
        return True
    kinds = {stoppable[i] for i in voice.places if i in stoppable}
    watched = voice.kind in ("outlet", "agency", "safety") and not (voice.party or voice.future)
    return bool(kinds) and (kinds != {"strait"} or watched)


def _denied_by_authority(incident: Incident, voices: Sequence[Voice]) -> bool:
    """Whether who is in charge denies what only others tell as done.

    An intention is not undone by a denial: its proposal is marked as disputed.
    """
    if all(v.future for v in voices):
        return False
    against = [v for v in incident.voices if v.stance == "denies"]
    return any(v.in_charge or v.kind in AUTHORITIES for v in against) and not any(
        v.in_charge or v.kind in AUTHORITIES for v in voices
    )


def _dates(incident: Incident) -> tuple[datetime.date | None, datetime.date | None]:
    """Start (of the effect, else of the statement) and end (only where one is stated)."""
    start = span_of(incident.when)[0] or date_of(incident.stated.earliest)
    end = stated_end(incident.when)
    return start, end if end and (start is None or end >= start) else None


def _places(incident: Incident, voices: Sequence[Voice]) -> list[ClaimPlace]:
    wanted = {i for v in voices for i in v.places}
    return [p for p in incident.places if p.id in wanted]


def _closures(
    incident: Incident,
    voices: Sequence[Voice],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    places = _places(incident, voices)
    general = general_target(incident, places)
    if general is not None:
        if not _means_ports_at_large(incident, voices):
            return []
        return _general(incident, voices, general, start, end)
    spots = [p for p in places if p.kind in ("port", "strait", "canal")]
    return [_on_spot(incident, voices, p, start, end) for p in spots]


def _means_ports_at_large(incident: Incident, voices: Sequence[Voice]) -> bool:
    """Whether a measure without a named port means ports or shipping as such.

    A country that only says where a stated area lies (“navigation prohibited in area
    bounded by”) does not.
    """
    if incident.geometry is not None or any(p.kind == "position" for p in incident.places):
        return False
    return bool(incident.port_countries) or any(v.action == "blockade" for v in voices) or (
        "port" in (incident.target or "").casefold())  # fmt: skip


def _target(place: ClaimPlace) -> Target:
    kind = "port" if place.kind in ("port", "anchorage") else "passage"
    return Target(kind=kind, id=place.id, name=place.name)  # type: ignore[arg-type]


def _on_spot(
    incident: Incident,
    voices: Sequence[Voice],
    place: ClaimPlace,
    start: datetime.date | None,
    end: datetime.date | None,
    candidate_of: str | None = None,
) -> Restriction:
    target = _target(place)
    partial = bool(incident.conditions) and target.kind == "passage"
    effect = "avoided" if partial else "closed"
    return Restriction(
        id=restriction_id(target, effect, start), target=target,
        effect="avoided" if partial else "closed", share=DEFAULT_SHARE if partial else 1.0,
        start=start, end=end, applies_to=_shut_to(voices), candidate_of=candidate_of,
        incident_ids=(incident.id,),
        claim_ids=tuple(v.claim_id for v in voices), basis=basis_of(incident, voices, target),
        would_have_to_be_true=(
            *would_have_to_be_true(incident, voices, target), *_strait_truth(voices, place)
        ),
        not_modelled=conditions_of(incident),
        note=_share_note("") if partial else _strike_note(voices),
    )  # fmt: skip


def _shut_to(voices: Sequence[Voice]) -> tuple[str, ...]:
    """Kinds of ships that it is closed to; all where one of the voices limits it to none."""
    if not all(v.shut_to for v in voices):
        return ()
    return tuple(sorted({k for v in voices for k in v.shut_to}))


def _strait_truth(voices: Sequence[Voice], place: ClaimPlace) -> tuple[str, ...]:
    """A strait is open water: to call it closed does not close it."""
    if place.kind != "strait" or any(v.in_charge for v in voices):
        return ()
    return (f"ships are in fact stopped, or turn back, at {place.name}: no word alone shuts it",)


def _strike_note(voices: Sequence[Voice]) -> str:
    if all(v.action == "strike" for v in voices):
        return "a strike may leave part of the work going; set capacity_per_day if you know more"
    return ""


def _general(
    incident: Incident,
    voices: Sequence[Voice],
    general: tuple[Target, tuple[ClaimPlace, ...]],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    target, candidates = general
    whole = Restriction(
        id=restriction_id(target, "closed", start).removeprefix("general-"), target=target,
        effect="closed", start=start, end=end, candidates=candidates,
        incident_ids=(incident.id,), claim_ids=tuple(v.claim_id for v in voices),
        basis=basis_of(incident, voices),
        would_have_to_be_true=would_have_to_be_true(incident, voices, target),
        not_modelled=conditions_of(incident),
        note="names no single one: pick from the candidates; it cannot be applied as it stands",
    )  # fmt: skip
    named = {p.id for p in (*incident.named_ports, *incident.named_passages)}
    return [whole] + [
        _on_spot(incident, voices, c, start, end, candidate_of=whole.id)
        for c in candidates
        if c.id in named
    ]


def _pauses(
    incident: Incident,
    voices: Sequence[Voice],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    own = [v for v in voices if v.kind in ("carrier", "company")]
    names = [v.speaker for v in own] or [incident.actor or "lines that are not named"]
    kinds = tuple(sorted({k for n in names if (k := carrier_kind(n))}))
    who = " and ".join(dict.fromkeys(names))
    out = []
    for place in _places(incident, voices):
        if place.kind not in ("strait", "canal"):
            continue
        target = _target(place)
        out.append(Restriction(
            id=restriction_id(target, "avoided", start), target=target, effect="avoided",
            share=DEFAULT_SHARE, applies_to=kinds, start=start, end=end,
            incident_ids=(incident.id,), claim_ids=tuple(v.claim_id for v in voices),
            basis=basis_of(incident, voices),
            would_have_to_be_true=would_have_to_be_true(incident, voices, target) if own else (
                f"{who} does it, on all services through {place.name}",
                "as many other ships stay away as the share that you set says",
            ),
            not_modelled=conditions_of(incident), note=_share_note(who),
        ))  # fmt: skip
    return out


def _advised(
    incident: Incident,
    voices: Sequence[Voice],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    """Advice to stay out of a named strait or canal: avoided by a share for a person to set."""
    advising = [v for v in voices if advises_all(v) and v.action in ("advisory", "mine")]
    if not advising or incident.geometry is not None:
        return []
    if any(p.kind in ("position", "area") for p in incident.places):
        return []
    out = []
    for place in _places(incident, advising):
        if place.kind not in ("strait", "canal"):
            continue
        target = _target(place)
        out.append(Restriction(
            id=restriction_id(target, "avoided", start), target=target, effect="avoided",
            share=DEFAULT_SHARE, start=start, end=end, incident_ids=(incident.id,),
            claim_ids=tuple(v.claim_id for v in advising),
            basis=basis_of(incident, advising, target),
            would_have_to_be_true=(
                f"the danger at {place.name} is as the advice says",
                "as many ships follow the advice as the share that you set says",
            ),
            not_modelled=conditions_of(incident), note=_share_note(""),
        ))  # fmt: skip
    return out


def _share_note(who: str) -> str:
    only = f"share unknown: so far by {who} only. " if who else "share unknown. "
    return only + (
        f"What share of ships stays away is for you to set; {DEFAULT_SHARE:.2f} stands here "
        "because it fitted daily transits of Bab el-Mandeb best in winter 2023–24, when many "
        "carriers did the same"
    )


def _areas(
    incident: Incident,
    voices: Sequence[Voice],
    start: datetime.date | None,
    end: datetime.date | None,
) -> list[Restriction]:
    advising = [v for v in voices if v.advises_avoiding
                and (v.kind in AUTHORITIES or v.in_charge or v.kind == "agency")]  # fmt: skip
    geometry = _area(incident) if advising else None
    if geometry is None or area_km2(geometry) > MAX_AREA_KM2:
        return []
    name = f"area of {incident.title[:1].lower()}{incident.title[1:]}"
    target = Target(kind="area", id=incident.id, name=name, geometry=geometry)
    return [Restriction(
        id=f"area-{incident.id}-avoided", target=target, effect="avoided", share=1.0,
        start=start, end=end, incident_ids=(incident.id,),
        claim_ids=tuple(v.claim_id for v in advising), basis=basis_of(incident, advising),
        would_have_to_be_true=would_have_to_be_true(incident, advising, target),
        not_modelled=conditions_of(incident),
        note="all ships are taken to follow the advice, since the way round is short",
    )]  # fmt: skip


def _area(incident: Incident) -> dict[str, object] | None:
    """The stated area; a circle around the stated position where only that is given."""
    shape = incident.geometry
    if shape and shape.get("type") in ("Polygon", "MultiPolygon"):
        return shape
    centre: Position | None = None
    if shape and shape.get("type") == "Point":
        centre = Position(*shape["coordinates"][:2])
    else:
        exact = [p for p in incident.places if p.kind in ("area", "position") and p.lon is not None]
        if len(exact) == 1 and exact[0].lon is not None and exact[0].lat is not None:
            centre = Position(exact[0].lon, exact[0].lat)
    if centre is None:
        return None
    return circle(centre, min(incident.radius_nm or DEFAULT_RADIUS_NM, MAX_RADIUS_NM))


def _merged(a: Restriction, b: Restriction) -> Restriction:
    """Two proposals for one target from one day: what both rest on, their words once."""
    ends = (a.end, b.end)
    return msgspec.structs.replace(
        a,
        incident_ids=tuple(dict.fromkeys(a.incident_ids + b.incident_ids)),
        claim_ids=tuple(dict.fromkeys(a.claim_ids + b.claim_ids)),
        applies_to=() if not (a.applies_to and b.applies_to)
        else tuple(sorted({*a.applies_to, *b.applies_to})),
        end=None if None in ends else max(e for e in ends if e),
        basis=a.basis if a.basis == b.basis else f"{a.basis} {b.basis}",
        would_have_to_be_true=tuple(
            dict.fromkeys(a.would_have_to_be_true + b.would_have_to_be_true)
        ),
        not_modelled=tuple(dict.fromkeys(a.not_modelled + b.not_modelled)),
        candidate_of=a.candidate_of or b.candidate_of,
        note="; ".join(dict.fromkeys(n for n in (a.note, b.note) if n)),
    )  # fmt: skip
