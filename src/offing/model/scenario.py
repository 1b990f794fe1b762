"""Restrictions and the scenarios that hold them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from offing.model.base import Geometry, Struct
from offing.model.claim import ClaimPlace

Effect = Literal["closed", "avoided", "capacity"]
RestrictionStatus = Literal["proposed", "accepted", "rejected", "lifted"]


class Target(Struct, frozen=True, kw_only=True):
    """What is restricted: a ``passage`` or ``port`` by place id, or an ``area`` by geometry.

    ``kind`` is one of these or ``general``, ``id`` the place's id (or one made from the
    ``name``), ``geometry`` a GeoJSON polygon, of areas only.

    A ``general`` target names a kind of thing and no single one (“ports of X”): it
    cannot be applied as it stands, a person picks from ``Restriction.candidates``.
    """

    kind: Literal["passage", "port", "area", "general"]
    id: str
    name: str
    geometry: Geometry | None = None


class Restriction(Struct, frozen=True, kw_only=True):
    """What would be restricted at sea, from when to when, for whom, and on what it rests.

    ``id`` is readable and the same for the same proposal; ``target`` is closed, avoided
    or limited to ``capacity_per_day`` ships (``effect``). ``status`` is ``proposed`` until
    a person decides. ``candidates`` are what a general target may mean,
    ``candidate_of`` is the id of the general proposal that it is a case of;
    ``incident_ids`` and ``claim_ids`` are what it rests on, ``would_have_to_be_true``
    says what has to hold for it to be real, and ``note`` what else to know.

    ``share`` (0–1) is the share of ships that stay away when ``effect`` is
    ``avoided``; ``share_by_class`` overrides it per ship class or class kind.
    ``applies_to`` is empty for all ships, else ship-class ids or kinds, or
    ``port:<place id>`` / ``country:<alpha-2>`` for trade to or from there.
    ``start`` and ``end`` are inclusive; ``None`` is open. ``forbids_entry`` (areas): a
    port inside the area cannot be reached either; otherwise it stays reachable.

    Ships rarely turn on one day: ``ramp_days`` is how many days after ``start`` the full
    shares are reached, in a straight line from ``ramp_from`` of them (0–1) on the first
    day. Without a date every restriction counts in full.
    """

    id: str
    target: Target
    effect: Effect = "closed"
    share: float = 1.0
    share_by_class: dict[str, float] = {}  # noqa: RUF012 - msgspec copies it per struct
    capacity_per_day: float | None = None
    applies_to: tuple[str, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    ramp_days: float = 0.0
    """Days from ``start`` until the full shares hold; 0: from the first day."""
    ramp_from: float = 0.0
    """Part of the full shares that holds on the first day of a ramp, 0–1."""
    forbids_entry: bool = False
    status: RestrictionStatus = "proposed"
    candidates: tuple[ClaimPlace, ...] = ()
    candidate_of: str | None = None
    incident_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    basis: str = ""
    """One sentence: on whose word it rests, and that it is only proposed."""
    would_have_to_be_true: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()
    """Conditions in the text (ownership, flag) that no restriction here expresses."""
    note: str = ""
    sources: tuple[str, ...] = ()
    """Where its figures and dates come from."""

    @classmethod
    def close(
        cls,
        target: str,
        *,
        start: datetime.date | None = None,
        end: datetime.date | None = None,
        applies_to: tuple[str, ...] = (),
    ) -> Restriction:
        """Close one passage or port, named by id, name, alias or UN/LOCODE.

        Raises:
            UnknownPassage, UnknownPort: no such place; near names are offered.
        """
        from offing.scenario.build import close_target

        return close_target(target, start=start, end=end, applies_to=applies_to)

    @classmethod
    def avoid(
        cls,
        geojson: Mapping[str, Any],
        *,
        name: str = "area",
        share: float = 1.0,
        start: datetime.date | None = None,
        end: datetime.date | None = None,
        applies_to: tuple[str, ...] = (),
        forbids_entry: bool = False,
    ) -> Restriction:
        """Keep out of a GeoJSON polygon or multipolygon (geometry, feature or collection).

        Raises:
            ScenarioError: not a polygon, or coordinates off the Earth.
        """
        from offing.scenario.build import avoid_area

        return avoid_area(
            geojson, name=name, share=share, start=start, end=end,
            applies_to=applies_to, forbids_entry=forbids_entry,
        )  # fmt: skip

    def applies_on(self, date: datetime.date | None) -> bool:
        """Whether ``date`` lies between ``start`` and ``end`` (inclusive; ``None``: always)."""
        if date is None:
            return True
        return (self.start is None or self.start <= date) and (self.end is None or date <= self.end)

    def strength_on(self, date: datetime.date | None) -> float:
        """The part of its full shares that holds on ``date``, 0–1 (``None``: all of it)."""
        if date is None:
            return 1.0
        if not self.applies_on(date):
            return 0.0
        if not self.ramp_days or self.start is None:
            return 1.0
        gone = min(1.0, (date - self.start).days / self.ramp_days)
        return self.ramp_from + (1.0 - self.ramp_from) * gone

    def as_on(self, date: datetime.date | None) -> Restriction:
        """The restriction with the shares that hold on ``date``, its ramp worked in.

        What is closed by degrees is avoided by a part of the ships until it is shut.
        """
        part = self.strength_on(date)
        if part >= 1.0 or not self.ramp_days or self.effect == "capacity":
            return self
        full = 1.0 if self.effect == "closed" else self.share
        return msgspec.structs.replace(
            self, effect="avoided", share=full * part, ramp_days=0.0, ramp_from=0.0,
            share_by_class={k: v * part for k, v in self.share_by_class.items()},
        )  # fmt: skip


class Scenario(Struct, frozen=True, kw_only=True):
    """A named set of ``restrictions``; it applies all that it holds on its ``date``.

    ``name`` and ``note`` are free text, ``sources`` say where its figures come from.
    ``analogue_of`` is what an instance of the past may stand for: it happened then and is
    no forecast. ``opened`` are ids or names of passages that are
    closed by default (the Arctic ones) and open here; size limits go on holding, and a
    restriction on the same passage closes it again.
    """

    restrictions: tuple[Restriction, ...] = ()
    name: str = ""
    date: datetime.date | None = None
    note: str = ""
    opened: tuple[str, ...] = ()
    analogue_of: str = ""
    sources: tuple[str, ...] = ()

    @classmethod
    def closing(cls, *targets: str) -> Scenario:
        """A scenario that closes the passages or ports named."""
        return cls(
            restrictions=tuple(Restriction.close(t) for t in targets),
            name="closing " + ", ".join(targets),
        )

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Scenario:
        """Read a scenario from a TOML file (see the guide for its schema).

        A name that is no file but of a scenario that comes with Offing (``red-sea-2023``)
        gives that one.

        Raises:
            ScenarioError: the file cannot be read, or names the offending entry.
        """
        from offing.scenario.files import scenario_from_file

        return scenario_from_file(path)

    def __or__(self, other: Scenario) -> Scenario:
        """Both sets together; a restriction with an id seen before is kept once.

        Combining with a set a second time changes nothing.
        """
        seen = {r.id for r in self.restrictions}
        extra = tuple(r for r in other.restrictions if r.id not in seen)
        return Scenario(
            restrictions=self.restrictions + extra,
            name=_joined(self.name, other.name, " + "),
            date=self.date or other.date,
            note=_joined(self.note, other.note, "\n"),
            opened=tuple(dict.fromkeys(self.opened + other.opened)),
            analogue_of=_joined(self.analogue_of, other.analogue_of, "; "),
            sources=tuple(dict.fromkeys(self.sources + other.sources)),
        )

    def active(self, date: datetime.date | None = None) -> tuple[Restriction, ...]:
        """The restrictions that hold on ``date`` (default: the scenario's own date).

        Their shares are those of that day: a ramp is worked in.
        """
        on = date or self.date
        return tuple(r.as_on(on) for r in self.restrictions if r.applies_on(on))


def _joined(one: str, two: str, mark: str) -> str:
    """Both texts with ``mark`` between them, unless the first holds the second already."""
    if not one or not two:
        return one or two
    return one if f"{mark}{two}{mark}" in f"{mark}{one}{mark}" else f"{one}{mark}{two}"
