"""A queue, and ships at sea, in plain words and as tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape

from offing.model import AtSea, Queue, ShipAtSea

RULE = "These figures follow from the rates given; they are no forecast of what masters will do."
_STYLE = (
    "body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; "
    "padding: 0 1rem; } svg { width: 100%; height: auto; } pre { font-size: .85rem; }"
)
_NAMES = {
    "deficit": "fewer ships through than usual while it lasts", "most_waiting": "most waiting",
    "mean_wait_days": "mean wait, days", "longest_wait_days": "longest wait, days",
    "left": "ships that go another way", "catch_up_days": "days to catch up",
}  # fmt: skip


def queue_words(one: Queue) -> list[str]:
    """Lines for people: the figures with their ranges, then the queue day by day."""
    lines = [f"Queue at {one.passage or 'the passage'}"]
    lines += [f"  {name}: {value}" for name, value in one.inputs.items()]
    values = {
        "deficit": one.deficit, "most_waiting": one.most_waiting,
        "mean_wait_days": one.mean_wait_days, "longest_wait_days": one.longest_wait_days,
        "left": one.left, "catch_up_days": one.catch_up_days,
    }  # fmt: skip
    for key, value in values.items():
        spread = one.ranges.get(key)
        range_ = f"  (P10–P90: {spread.p10:g}–{spread.p90:g})" if spread else ""
        told = "the queue does not go" if value is None else f"{value:g}"
        lines.append(f"  {_NAMES[key]}: {told}{range_}")
    if one.caught_up_on:
        lines.append(f"  gone on {one.caught_up_on}; most on {one.most_waiting_on}")
    lines.append("  day         came  through  left  waiting  wait (days)")
    for day in one.days:
        wait = "–" if day.wait_days is None else f"{day.wait_days:.1f}"
        lines.append(f"  {day.date}  {day.arrived:4.0f}  {day.passed:7.0f}  {day.left:4.0f}  "
                     f"{day.waiting:7.0f}  {wait:>11}")  # fmt: skip
    return [*lines, RULE]


def queue_to_csv(one: Queue) -> str:
    """Every day as a row: ships, and days of waiting."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["date", "arrived", "passed", "left", "waiting", "wait_days"])
    for d in one.days:
        write.writerow([d.date, d.arrived, d.passed, d.left, d.waiting, d.wait_days])
    return out.getvalue()


def queue_chart(one: Queue, name: str = "queue") -> str:
    """Ships waiting and ships through, day by day, as inline SVG."""
    from offing.voyage.charts import Line, line_chart

    days = tuple(d.date for d in one.days)
    return line_chart(
        [
            Line(name="waiting", days=days, values=tuple(d.waiting for d in one.days)),
            Line(name="through", days=days, values=tuple(d.passed for d in one.days),
                 kind="dashed"),
        ],
        title=f"Queue at {one.passage or 'the passage'}", unit="ships", name=name,
    )  # fmt: skip


def page_from_queue(one: Queue) -> str:
    """One self-contained page: the chart, the figures, the days."""
    title = f"Queue at {one.passage or 'the passage'}"
    text = "\n".join(queue_words(one)[1:])
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
    )
    body = f"<h1>{escape(title)}</h1>{queue_chart(one)}<pre>{escape(text)}</pre>"
    return f"{head}<body><main>{body}</main></body></html>\n"


def at_sea_words(one: AtSea) -> list[str]:
    """Lines for people: the lane, then each ship with what is left to it."""
    lines = [
        f"{one.name}: {one.sailings_per_week:g} sailings a week at {one.speed_kn:g} kn.",
        one.reason,
    ]
    if not one.passage:
        return lines
    if one.share_staying_away < 1:
        share = f"{100 * one.share_staying_away:.0f} %"
        lines.append(f"On that day {share} of such ships keep away; the rest go on as before.")
    lines.append(
        "  nm out  position          where   choice     round (nm, days)   wait  back (nm)"
    )
    lines += [_ship_line(ship) for ship in one.ships]
    return lines


def fleet_words(lanes: Sequence[AtSea]) -> list[str]:
    """One line a lane: ships before, in and past the passage, and what is quickest for them."""
    width = max((len(one.name) for one in lanes), default=0)
    lines = [f"{'':<{width}}  before  inside  past  go round  wait  turn back  longest round"]
    for one in lanes:
        chosen = [s.choice for s in one.ships if s.where == "before"]
        days = [s.round_extra_days for s in one.ships if s.round_extra_days is not None]
        far = f"{max(days):.1f} days" if days else "–"
        lines.append(
            f"{one.name:<{width}}  {one.before:6}  {one.inside:6}  {one.past:4}  "
            f"{chosen.count('go_round'):8}  {chosen.count('wait'):4}  "
            f"{chosen.count('turn_back'):9}  {far:>13}  {one.passage}, {one.date}"
        )
    total = [sum(getattr(one, w) for one in lanes) for w in ("before", "inside", "past")]
    lines.append(f"{'together':<{width}}  {total[0]:6}  {total[1]:6}  {total[2]:4}")
    return [*lines, "What is quickest is a rule, no forecast."]


def _ship_line(ship: ShipAtSea) -> str:
    lon, lat = ship.position
    at = f"{abs(lat):4.1f}{'N' if lat >= 0 else 'S'} {abs(lon):5.1f}{'E' if lon >= 0 else 'W'}"
    line = f"  {ship.at_nm:6,.0f}  {at:<16}  {ship.where:<6}  {ship.choice.replace('_', ' '):<9}"
    if ship.where != "before":
        return line
    round_ = (
        "no way"
        if ship.round_extra_nm is None
        else (f"+{ship.round_extra_nm:,.0f}, {ship.round_extra_days:.1f}")
    )
    wait = "?" if ship.wait_days is None else f"{ship.wait_days:.1f}"
    return f"{line}  {round_:<17}  {wait:>5}  {ship.back_nm:8,.0f}"
