"""A new scenario file: a commented template, or an instance of the past on other dates."""

from __future__ import annotations

import datetime

import msgspec

from offing.errors import ScenarioError
from offing.model import Restriction, Scenario
from offing.scenario.build import restriction_id
from offing.scenario.words import day_words

TEMPLATE = """\
# A scenario: what is restricted at sea, from when to when, for whom.
# Check it with `offing scenario check FILE`, see it with `offing scenario show FILE`.
name = "{name}"
# date = {today}               # the day on which it applies; without it, everything in full
note = ""                          # why, for people
# sources = ["…"]                  # where the figures come from
# extends = ["base.toml"]          # other files beside this one, or red-sea-2023 and the like
# opened = ["northern-sea-route"]  # passages closed by default that are open here

[[restriction]]
passage = "bab-el-mandeb"          # or port = "ILHFA", or an area (see below)
effect = "avoided"                 # closed; avoided (by a share of ships); capacity (ships a day)
share = 0.5                        # of all ships that stay away, unless the class says otherwise
share_by_class = {{ container = 0.8 }}   # kinds: container, bulk, tanker, gas, general, roro
start = {today}                 # inclusive; without: always
# end = {later}                # inclusive; without: open
ramp_days = 14                     # from start until the full shares hold, in a straight line
# ramp_from = 0.2                  # part of them that holds on the first day
# applies_to = ["tanker"]          # classes or kinds, port:ILHFA, country:YE; without: all ships
# source = "on whose word"

# [[restriction]]
# passage = "panama"
# effect = "capacity"
# capacity_per_day = 24

# [[restriction]]
# circle = {{ lon = 42.6, lat = 13.7, radius_nm = 10 }}
# name = "danger area"
# forbids_entry = false            # true: ports inside cannot be reached either
"""


def template(name: str, today: datetime.date) -> str:
    """The text of a new scenario file, every key explained; it can be read as it stands."""
    plain = name.replace("\\", "/").replace('"', "'")
    plain = "".join(c if c.isprintable() else " " for c in plain)
    later = today + datetime.timedelta(days=90)
    return TEMPLATE.format(name=plain, today=today, later=later)


def moved(scenario: Scenario, start: datetime.date, name: str = "") -> Scenario:
    """A scenario of the past with all its dates moved, so that its first day is ``start``.

    Raises:
        ScenarioError: it has no dates to move, or they leave the calendar.
    """
    days = [r.start for r in scenario.restrictions if r.start]
    if not days:
        raise ScenarioError(f"{scenario.name}: has no start dates that could be moved")
    first = min(days)

    def move(day: datetime.date | None) -> datetime.date | None:
        try:
            return None if day is None else start + (day - first)
        except OverflowError as error:
            raise ScenarioError(f"{start}: too late, dates would leave the calendar") from error

    def again(one: Restriction) -> Restriction:
        begins = move(one.start)
        own = one.id != restriction_id(one.target, one.effect, one.start)
        return msgspec.structs.replace(
            one, start=begins, end=move(one.end), basis="assumed, as in an earlier instance",
            id=one.id if own else restriction_id(one.target, one.effect, begins),
        )  # fmt: skip

    note = (f"An assumption: as in {scenario.name!r}, whose first day was {day_words(first)}, from "
            f"{day_words(start)} on. Of that instance:")  # fmt: skip
    return msgspec.structs.replace(
        scenario, name=name or f"As {scenario.name}, from {day_words(start)}",
        note=f"{note}\n{scenario.note}".strip(), date=move(scenario.date), analogue_of="",
        restrictions=tuple(again(r) for r in scenario.restrictions),
    )  # fmt: skip
