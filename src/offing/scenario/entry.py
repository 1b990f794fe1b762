"""One ``[[restriction]]`` of a scenario file: read, with all that is wrong with it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from offing.errors import OffingError, ScenarioError, UnknownPassage, UnknownPort
from offing.model import Effect, Position, Restriction, Target
from offing.scenario.build import (
    circle,
    find_passage,
    find_port,
    polygons_from,
    restriction_id,
    self_crossing,
)
from offing.scenario.classes import near_words, overlapping, why_not_applying, why_not_ships
from offing.scenario.faults import Faults

TARGETS = ("passage", "port", "area", "polygon", "circle")
TEXTS = ("id", "name", "basis", "note", "candidate_of", "status")
LISTS = ("applies_to", "incident_ids", "claim_ids", "would_have_to_be_true", "not_modelled")
NUMBERS = ("share", "capacity_per_day", "ramp_days", "ramp_from")
KEYS = frozenset({*TARGETS, *TEXTS, *LISTS, *NUMBERS, "effect", "share_by_class", "start", "end",
                  "forbids_entry", "source", "sources"})  # fmt: skip
EFFECTS: tuple[Effect, ...] = ("closed", "avoided", "capacity")
EVERYTHING = frozenset({"all", "*", "any", "every", "everything", "all passages", "all ports"})


class Entry:
    """Reads the keys of one table (restriction ``n``; ``None``: the top), noting faults."""

    def __init__(self, data: Mapping[str, Any], n: int | None, faults: Faults) -> None:
        self.data = data
        self.n = n
        self.faults = faults

    def fault(self, text: str, key: str = "") -> None:
        """Note something wrong with a key of this table."""
        self.faults.add(text, self.n, key)

    def remark(self, text: str, key: str = "") -> None:
        """Note something that may be meant, but is worth a look."""
        self.faults.remark(text, self.n, key)

    def check_keys(self, known: frozenset[str]) -> None:
        """Note every key that nobody knows."""
        for key in self.data:
            if key not in known:
                self.fault(f"unknown key {key!r}{near_words(key, sorted(known))}", key)

    def text(self, key: str) -> str:
        """A text; empty when absent."""
        value = self.data.get(key, "")
        if isinstance(value, str):
            return value
        self.fault(f"is text in quotes, not {value!r}", key)
        return ""

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when absent."""
        value = self.data.get(key, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            self.fault('is a list of texts, e.g. ["container"]', key)
            return ()
        if not all(isinstance(v, str) for v in value):
            self.fault("is a list that holds something that is not text", key)
            return ()
        return tuple(value)

    def date(self, key: str) -> datetime.date | None:
        """A date; ``None`` when absent."""
        value = self.data.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(f"{value!r} is not a date such as 2024-02-01", key)
            return None

    def number(self, key: str, default: float | None, low: float, high: float) -> float | None:
        """A number within ``low`` and ``high``; ``default`` when absent or wrong."""
        value = self.data.get(key, default)
        if value is None or not self.is_number(value, key, low, high):
            return default
        return float(value)

    def is_number(self, value: Any, key: str, low: float, high: float) -> bool:
        """Whether it is a number in the range; noted when not."""
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return True
        unit = f"from {low:g} to {high:g}" if high < float("inf") else f"of at least {low:g}"
        hint = ""
        if high == 1 and isinstance(value, int | float) and 1 < value <= 100:
            hint = f"; {value:g} % is written {value / 100:g}"
        self.fault(f"{value!r} is not a number {unit}{hint}", key)
        return False

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        self.fault(f"is true or false, not {value!r}", key)
        return False

    def sources(self) -> tuple[str, ...]:
        """``source`` (one text) and ``sources`` (a list), together."""
        one = self.text("source")
        return tuple(dict.fromkeys(([one] if one else []) + list(self.strings("sources"))))


def restriction_from(entry: Entry) -> Restriction | None:
    """The restriction that a table means; ``None`` when its target cannot be told."""
    entry.check_keys(KEYS)
    target = _target(entry)
    area = target is not None and target.kind == "area"
    effect = _effect(entry, "avoided" if area or _is_area(entry) else "closed")
    start, end = entry.date("start"), entry.date("end")
    if start and end and end < start:
        entry.fault(f"ends on {end} before it starts on {start}", "end")
    share, shares = _shares(entry, effect)
    ramp_days, ramp_from = _ramp(entry, effect, start, end)
    lists: dict[str, Any] = {k: entry.strings(k) for k in LISTS}
    _check_applying(entry, lists["applies_to"], shares)
    capacity = _capacity(entry, effect)
    texts = {k: entry.text(k) for k in TEXTS}
    forbids, sources = entry.flag("forbids_entry"), entry.sources()
    if target is None:
        return None
    return Restriction(
        id=texts["id"] or restriction_id(target, effect, start), target=target, effect=effect,
        share=share, share_by_class=shares, capacity_per_day=capacity, start=start, end=end,
        ramp_days=ramp_days, ramp_from=ramp_from, forbids_entry=forbids, status="accepted",
        candidate_of=texts["candidate_of"] or None, basis=texts["basis"] or "set by hand",
        note=texts["note"], sources=sources, **lists,
    )  # fmt: skip


def _is_area(entry: Entry) -> bool:
    return any(k in entry.data for k in ("area", "polygon", "circle"))


def _effect(entry: Entry, default: Effect) -> Effect:
    value = entry.data.get("effect", default)
    for known in EFFECTS:
        if value == known:
            return known
    word = value if isinstance(value, str) else ""
    entry.fault(f"{value!r} is no effect{near_words(word, EFFECTS)}", "effect")
    return default


def _shares(entry: Entry, effect: Effect) -> tuple[float, dict[str, float]]:
    share = entry.number("share", 1.0, 0, 1) or 0.0
    given = entry.data.get("share_by_class", {})
    if not isinstance(given, Mapping):
        entry.fault("is a table, e.g. { container = 0.77 }", "share_by_class")
        given = {}
    shares: dict[str, float] = {}
    for name, value in given.items():
        key = f"share_by_class.{name}"
        wrong = why_not_ships(str(name))
        if wrong:
            entry.fault(wrong, key)
        if entry.is_number(value, key, 0, 1):
            shares[str(name)] = float(value)
    if effect == "closed" and (shares or share != 1.0):
        key = "share" if share != 1.0 else "share_by_class"
        entry.fault('a share says who stays away: write effect = "avoided"', key)
    if effect == "capacity" and (shares or share != 1.0):
        key = "share" if share != 1.0 else "share_by_class"
        entry.fault("a capacity is in ships a day and takes no share", key)
    return share, shares


def _ramp(
    entry: Entry, effect: Effect, start: datetime.date | None, end: datetime.date | None
) -> tuple[float, float]:
    days = entry.number("ramp_days", 0.0, 0, 3650) or 0.0
    first = entry.number("ramp_from", 0.0, 0, 1) or 0.0
    if days and start is None:
        entry.fault("a ramp begins on a day: give start as well", "ramp_days")
    if first and not days:
        entry.fault("without ramp_days there is no ramp", "ramp_from")
    if days and effect == "capacity":
        entry.fault("a capacity has no ramp; write one restriction for each step", "ramp_days")
    if days and start and end and start <= end and (end - start).days < days:
        last = (end - start).days
        entry.fault(f"the ramp of {days:g} days is longer than it lasts ({last})", "ramp_days")
    return days, first


def _capacity(entry: Entry, effect: Effect) -> float | None:
    value = entry.number("capacity_per_day", None, 0, float("inf"))
    if value == float("inf"):
        entry.fault("is not a number of ships", "capacity_per_day")
    given = "capacity_per_day" in entry.data
    if effect == "capacity" and not given:
        entry.fault('effect = "capacity" needs capacity_per_day', "effect")
    if effect != "capacity" and given:
        entry.fault(f'goes with effect = "capacity", not {effect!r}', "capacity_per_day")
        return None
    return value


def _check_applying(entry: Entry, words: Sequence[str], shares: Mapping[str, float]) -> None:
    for word in words:
        wrong = why_not_applying(word)
        if wrong:
            entry.fault(wrong, "applies_to")
    for name in shares:
        if not why_not_ships(name) and not overlapping(words, (name,)):
            entry.fault(f"applies_to leaves {name} out, so it can have no share",
                        f"share_by_class.{name}")  # fmt: skip


def _target(entry: Entry) -> Target | None:
    given = [k for k in TARGETS if k in entry.data]
    if len(given) != 1:
        entry.fault(
            f"give exactly one of {', '.join(TARGETS)}"
            + (f", not {' and '.join(given)}" if given else ""),
            given[-1] if given else "",
        )
        return None
    kind, value = given[0], entry.data[given[0]]
    if kind == "passage":
        return _named(entry, kind, value, find_passage)
    if kind == "port":
        return _named(entry, kind, value, find_port)
    return _area(entry, kind, value)


def _named(entry: Entry, kind: str, value: Any, find: Callable[[str], Any]) -> Target | None:
    if not isinstance(value, str) or not value.strip():
        entry.fault(f"is a name in quotes, not {value!r}", kind)
        return None
    if value.strip().lower() in EVERYTHING:
        entry.fault(f"{value!r}: a scenario names each {kind} that is restricted; with all of them "
                    "closed no voyage would be left to answer", kind)  # fmt: skip
        return None
    try:
        place = find(value)
    except (UnknownPassage, UnknownPort) as error:
        entry.fault(str(error), kind)
        return None
    return Target(kind="passage" if kind == "passage" else "port", id=place.id, name=place.name)


def _area(entry: Entry, kind: str, value: Any) -> Target | None:
    from offing.incidents.names import slug

    name = entry.text("name") or "area"
    try:
        if kind == "circle":
            geometry = circle_from(value)
        else:
            shape = {"type": "Polygon", "coordinates": [value]} if kind == "polygon" else value
            geometry = polygons_from(shape, kind)
    except OffingError as error:
        entry.fault(str(error).removeprefix(f"{kind}: "), kind)
        return None
    crossing = None if kind == "circle" else self_crossing(geometry)
    if crossing is not None:
        entry.remark(
            f"its line crosses itself near {crossing.lon:.2f}, {crossing.lat:.2f}: both sides of "
            "the crossing are taken as inside; give its corners in order", kind,
        )  # fmt: skip
    return Target(kind="area", id=slug(name), name=name, geometry=geometry)


def circle_from(value: Any) -> dict[str, Any]:
    """The polygon of ``{ lon, lat, radius_nm }``.

    Raises:
        ScenarioError: a number is missing, off the Earth, or the radius not in 0–1000 nm.
    """
    try:
        lon, lat, radius = (float(value[k]) for k in ("lon", "lat", "radius_nm"))
    except (TypeError, KeyError, ValueError) as error:
        raise ScenarioError("write { lon = …, lat = …, radius_nm = … }, all numbers") from error
    if not (-180 <= lon <= 180 and -90 <= lat <= 90 and 0 < radius <= 1000):
        raise ScenarioError("is off the Earth, or its radius not in 0–1000 nm")
    return circle(Position(lon, lat), radius)
