"""A scenario of what was fitted: for asking the sea about what ships did, not what they will do."""

from __future__ import annotations

from collections.abc import Iterable

from offing.model import Observation, PassageObserved, Restriction, Scenario, Target
from offing.observe.read import CARGO
from offing.scenario.words import day_words

_MEANT = {"all": (), "cargo": CARGO, "tanker": ("tanker", "gas")}
"""Ships counted → what a restriction applies to; gas carriers are counted as tankers."""


def scenario_from_observation(one: Observation) -> Scenario:
    """The fitted shares and ramps as a scenario; empty when nothing was fitted.

    Of each passage the finest kinds that tell all ships apart are taken: classes, else
    tankers and cargo, else all ships. It ends on the last day that was looked at.
    """
    by_passage: dict[str, list[PassageObserved]] = {}
    for part in one.passages:
        by_passage.setdefault(part.passage, []).append(part)
    found = [r for parts in by_passage.values() for p in _finest(parts)
             if (r := _restriction(p, one)) is not None]  # fmt: skip
    until = f" until {day_words(one.until)}" if one.until else ""
    return Scenario(
        name=f"Fitted to {one.source}{until}", restrictions=tuple(found), date=one.until,
        note="Shares and ramps that fit what was counted. It looks back and is no forecast.",
        sources=(f"daily transits in {one.source}",),
    )  # fmt: skip


def _finest(parts: Iterable[PassageObserved]) -> list[PassageObserved]:
    """The kinds of one passage that tell most and count no ship twice."""
    by = {p.ships: p for p in parts}
    fine = [by[k] for k in (*CARGO, "tanker") if k in by]
    if any(p.ships in CARGO for p in fine):
        return fine
    if "cargo" in by and "tanker" in by:
        return [by["cargo"], by["tanker"]]
    return [by["all"]] if "all" in by else list(by.values())


def _restriction(part: PassageObserved, one: Observation) -> Restriction | None:
    fit = part.fit
    if fit is None:
        return None
    low, high = fit.share.p10, fit.share.p90
    note = (f"P10–P90 of the share {low:g}–{high:g}, of the ramp {fit.ramp_days.p10:g}–"
            f"{fit.ramp_days.p90:g} days, of the start {fit.start_low} to {fit.start_high}; "
            f"{fit.days} days of data.")  # fmt: skip
    if not fit.settled:
        note += " The drop may go on beyond the data."
    return Restriction(
        id=f"{part.passage}-{part.ships}-fitted",
        target=Target(kind="passage", id=part.passage, name=part.name), effect="avoided",
        share=fit.share.p50, applies_to=_MEANT.get(part.ships, (part.ships,)), start=fit.start,
        end=one.until, ramp_days=fit.ramp_days.p50, status="accepted", note=note,
        basis="fitted to what was counted", sources=(one.source,),
    )  # fmt: skip
