"""An exposure as plain text, readable at 80 columns and aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from offing.brief.wording import plural, printable
from offing.model import Exposure, Extra, LaneExposure, PassageExposure, PortExposure, Range, Spread
from offing.voyage.lane_words import money_words, more_by_shares, problem_words

WIDTH = 80
NAME = 27
"""Letters of a lane's or passage's name in a table."""
SHOWN_LANES = 60
SHOWN_NO_WAY = 40
SHOWN_DRIVERS = 5


def exposure_lines(found: Exposure, *, everything: bool = False) -> list[str]:
    """The whole exposure as lines; lanes that do not change only with ``everything``."""
    out = textwrap.wrap(found.headline, WIDTH)
    if found.date:
        out += ["", f"As of {found.date}."]
    for heading, lines in (
        ("Lanes that go a longer way", _longer(found)),
        ("Lanes without a way", _stuck(found)),
        ("Lanes that do not change", _same(found) if everything else ()),
        ("All together", _sums(found)),
        ("What part of the lanes goes where", _passages(found.passages)),
        ("Ports that are out", _ports(found.ports)),
        ("What drives the spread of the cost", _drivers(found)),
        ("To know", _notes(found)),
    ):
        body = list(lines)
        if body:
            out += ["", heading, "-" * len(heading), *body]
    out += ["", "Not for navigation."]
    return [printable(line, breaks=False) for line in out]


def _longer(found: Exposure) -> Iterator[str]:
    lanes = [x for x in found.lanes if x.status == "longer" and x.extra is not None]
    if not lanes:
        if found.lanes_not_listed and found.sum.longer:
            yield f"{found.sum.longer:,}; they are not listed here."
        return
    drawn = found.draws > 0
    yield from textwrap.wrap(
        "A sailing that goes round, against the open way; in brackets "
        + ("P10 to P90." if drawn else "low to high."),
        WIDTH,
    )
    yield ""
    yield from _longer_table(lanes[:SHOWN_LANES])
    if len(lanes) > SHOWN_LANES or found.lanes_not_listed:
        more = found.sum.longer - min(len(lanes), SHOWN_LANES)
        yield f"and {more:,} more (--csv has them all)"


def _longer_table(lanes: Sequence[LaneExposure]) -> Iterator[str]:
    """A row for each lane: names get what room the figures leave."""
    rows = [("nm", "days", "USD thousand", "share")]
    shares = any(lane.share < 0.995 for lane in lanes)
    for lane in lanes:
        extra = lane.extra
        assert extra is not None
        days = spanned_words(extra.days, extra.days_spread, 1.0, 1)
        cost = spanned_words(extra.cost_usd, extra.cost_usd_spread, 1000.0, 0)
        rows.append((f"{extra.nm:+,.0f}", days, cost, f"{lane.share:.0%}".replace("%", " %")))
    widths = [max(len(row[k]) for row in rows) + 1 for k in range(3 + shares)]
    room = max(12, WIDTH - sum(widths))
    for name, row in zip(["Lane", *(lane.name or lane.lane_id for lane in lanes)], rows,
                         strict=True):  # fmt: skip
        first, *rest = textwrap.wrap(name, room - 1) or [""]
        figures = "".join(f"{row[k]:>{width}}" for k, width in enumerate(widths))
        yield f"{first:<{room}}{figures}"
        yield from (f"  {part}" for part in textwrap.wrap(" ".join(rest), room - 3))


def spanned_words(middle: Range, spread: Spread | None, unit: float, digits: int) -> str:
    """``+9.5 (9.1–9.9)``: the median of the draws, or the middle case, and its span."""
    mid, low, high = (spread.p50, spread.p10, spread.p90) if spread else (
        (middle.mid, middle.low, middle.high)
    )  # fmt: skip
    a, b, c = (f"{v / unit:,.{digits}f}" for v in (mid, low, high))
    mark = "–" if low >= 0 and not b.startswith("-") else " to "
    return f"{a} ({b}{mark}{c})".replace("-", "−")


def _stuck(found: Exposure) -> Iterator[str]:
    lanes = [x for x in found.lanes if x.status in ("no_way", "port_out")]
    for lane in lanes[:SHOWN_NO_WAY]:
        yield from textwrap.wrap(f"{lane.name}: {lane.reason}", WIDTH, subsequent_indent="  ")
    more = found.sum.no_way + found.sum.port_out - min(len(lanes), SHOWN_NO_WAY)
    if more > 0:
        yield f"and {more:,} more (--csv has them all)"


def _same(found: Exposure) -> Iterator[str]:
    for lane in found.lanes:
        if lane.status == "open":
            yield f"{lane.name[:60]:<62}{lane.open_nm or 0:>9,.0f} nm"


def _sums(found: Exposure) -> Iterator[str]:
    total = found.sum
    if not total.longer:
        return
    if total.weekly is not None and total.with_sailings:
        yield f"A week, if they go round ({total.with_sailings:,} lanes give their sailings):"
        yield from _extra_lines(total.weekly)
        yield from _ships(total.weekly)
        if total.weekly_expected and _other(total.weekly, total.weekly_expected):
            yield "A week, by the shares of ships that go round:"
            yield from _extra_lines(total.weekly_expected)
            yield from _ships(total.weekly_expected)
            yield from _why_more(total.weekly, total.weekly_expected)
    elif total.once is not None:
        yield "One sailing of each, if they go round:"
        yield from _extra_lines(total.once)
        if total.once_expected and _other(total.once, total.once_expected):
            yield "One sailing of each, by the shares of ships that go round:"
            yield from _extra_lines(total.once_expected)
            yield from _why_more(total.once, total.once_expected)
    some = any(lane.share < 0.995 for lane in found.lanes if lane.status == "longer")
    for name, part in (("TEU", total.teu), ("tonnes", total.tonnes)):
        if part is not None and part.per_week:
            yield (
                f"  {name}: {part.per_week:,.0f} a week "
                + ("on these lanes, " if some else "go round, ")
                + f"{part.mean_days.mid:.1f} days longer"
                + (" if they go round" if some else " on the mean")
                + (f"; {part.without_way:,.0f} have no way" if part.without_way else "")
            )
    if total.value is not None and total.value.per_week:
        unit = found.currency or "value"
        yield f"  {unit}: {total.value.per_week:,.0f} a week of goods goes round"


def _ships(weekly: Extra) -> Iterator[str]:
    """Ships that the extra days of a week's sailings keep at sea: days / 7, one way."""
    words = spanned_words(weekly.days, weekly.days_spread, 7.0, 1)
    yield f"  {'ships, one way':<14}{words:>30}   more to keep the sailings"


def _why_more(whole: Extra, expected: Extra) -> Iterator[str]:
    why = more_by_shares(whole, expected)
    if why:
        yield f"  {why}"


def _other(one: Extra, other: Extra) -> bool:
    return abs(one.nm - other.nm) > 0.5


def _extra_lines(extra: Extra) -> Iterator[str]:
    for name, middle, spread, unit, digits in (
        ("days", extra.days, extra.days_spread, 1.0, 0),
        ("fuel, t", extra.fuel_t, extra.fuel_t_spread, 1.0, 0),
        ("CO2, t", extra.co2_t, extra.co2_t_spread, 1.0, 0),
        ("USD thousand", extra.cost_usd, extra.cost_usd_spread, 1000.0, 0),
    ):
        words = spanned_words(middle, spread, unit, digits)
        bounds = f"{middle.low / unit:,.0f} to {middle.high / unit:,.0f}".replace("-", "−")
        tail = f"   bounds {bounds}" if spread else ""
        yield f"  {name:<14}{words:>30}{tail}"


_CARGO = {"teu": "TEU", "tonnes": "tonnes", "value": "value"}
"""What lanes carry: the first that is known has room in the table, ``--json`` has all."""


def _passages(passages: Sequence[PassageExposure]) -> Iterator[str]:
    moved = [
        p for p in passages if p.restricted or abs(p.open.lanes - p.under.lanes) > 1e-9
    ]  # fmt: skip
    if not moved:
        return
    cargo = next(
        (c for c in _CARGO if any(getattr(p.open, f"{c}_share") is not None for p in moved)), ""
    )
    sailings = any(p.open.sailings_share is not None for p in moved)
    yield from textwrap.wrap(
        "Share of lanes through each passage without the scenario and under it; passages "
        "that do not change are left out. * restricted.",
        WIDTH,
    )
    yield ""
    heads = f"{'Passage':<{NAME + 3}}{'lanes':>14}"
    heads += f"{'sailings':>16}" if sailings else ""
    yield heads + (f"{_CARGO[cargo]:>16}" if cargo else "")
    for p in moved:
        mark = "*" if p.restricted else " "
        line = f"{(p.name[: NAME + 1] + mark):<{NAME + 3}}"
        line += f"{pair_words(p.open.lanes_share, p.under.lanes_share):>14}"
        if sailings:
            line += f"{pair_words(p.open.sailings_share, p.under.sailings_share):>16}"
        if cargo:
            open_part, under = (getattr(part, f"{cargo}_share") for part in (p.open, p.under))
            line += f"{pair_words(open_part, under):>16}"
        yield line


def pair_words(before: float | None, after: float | None) -> str:
    """A share without the scenario and under it: ``27 % → 9 %``."""
    if before is None or after is None:
        return "–"
    return f"{before:.0%} → {after:.0%}".replace("%", " %")


def _ports(ports: Iterable[PortExposure]) -> Iterator[str]:
    for port in ports:
        if not port.out:
            continue
        lanes = plural(round(port.part.lanes), "lane")
        yield f"{port.name}, {port.country or 'country not known'} ({lanes})"
        if port.stand_ins:
            near = (f"{s.name} {s.distance_nm:,.0f} nm" for s in port.stand_ins)
            yield from _hung(f"could stand in, by sea: {', '.join(near)}")
            yield from _hung(f"not known: {'; '.join(port.unknown)}")
        else:
            yield "  no port near by sea that the scenario leaves in reach"


def _hung(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _drivers(found: Exposure) -> Iterator[str]:
    for driver in found.drivers[:SHOWN_DRIVERS]:
        rank = (
            "" if driver.rank_correlation is None
            else f", rank correlation {driver.rank_correlation:+.2f}".replace("-", "−")
        )  # fmt: skip
        low = money_words(Range(low=driver.low, mid=driver.swing, high=driver.high))
        yield from _hung(f"{driver.name}: {low.split(' (')[0]} between its ends{rank}")


def _notes(found: Exposure) -> Iterator[str]:
    for problem in found.problems:
        if not problem.left_out:
            yield from textwrap.wrap(f"- {problem_words(problem)}", WIDTH, subsequent_indent="  ")
    for note in found.notes:
        yield from textwrap.wrap(f"- {note[:1].upper()}{note[1:]}", WIDTH, subsequent_indent="  ")
    if found.lanes_not_listed:
        yield f"- {found.lanes_not_listed:,} lanes are in the sums and not listed."
    if found.draws:
        yield f"- {found.draws:,} draws, seed {found.seed}."
